"""Other tables that readers could take for the true one: how a withheld figure may move if others move with it.

A step raises a series in one period, and lowers it as much in another or in none. Other series go the other way,
so that the region stays as it is; or the region goes along, and a part of each breakdown. Totals move where they
hold one of the two periods. Whatever moves must be withheld, and all that is shown stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from metrics.figures.suppression.grid import REST, SINGLES, TOTALS, Amounts, Flags, Grid, Indices

BLOCKED = 1e9  # the price of what must not move
NEVER = -1  # in the place of a period: a series that is raised is not lowered again
UP = 1
DOWN = -1
Cell = tuple[int, int, int]


@dataclass(frozen=True)
class Turns:
    """The periods in which a series that is raised in one may be lowered again.

    The totals from ``rise`` to before ``risen`` hold the first period and not the second, those from ``fall`` to
    before ``fallen`` the second and not the first.
    """

    back: Indices
    rise: Indices
    risen: Indices
    fall: Indices
    fallen: Indices


@dataclass(frozen=True)
class Sides:
    """What each turn from a period takes of each series: arrays by series and turn.

    ``zeros`` is by direction, how many more figures come to be zero than cease to be. Readers know that few zeros
    are withheld: a table with more of them than there are is none that they would take for true.
    """

    price: Amounts
    zeros: dict[int, Amounts]


@dataclass(frozen=True)
class Step:
    """A way to another table: series, each with its direction and by how much it moves; the first leads.

    ``cost`` is the price of what is not withheld yet, and of what is still wanting. An ``even`` step brings no more
    zeros than there are.
    """

    movers: tuple[tuple[int, int, float], ...]
    period: int
    turns: Turns
    turn: int
    cost: float
    even: bool = False

    def cells(self) -> Iterator[tuple[float, tuple[slice, int, slice]]]:
        """What moves, as places in the grid: by how much, below zero for down."""
        turns, back = self.turns, int(self.turns.back[self.turn])
        rise = slice(int(turns.rise[self.turn]), int(turns.risen[self.turn]))
        fall = slice(int(turns.fall[self.turn]), int(turns.fallen[self.turn]))
        singles, totals = slice(SINGLES, TOTALS), slice(TOTALS, TOTALS + 1)
        for series, way, size in self.movers:
            yield way * size, (singles, series, slice(self.period, self.period + 1))
            yield way * size, (totals, series, rise)
            yield -way * size, (totals, series, fall)
            if back != NEVER:
                yield -way * size, (singles, series, slice(back, back + 1))


@dataclass(eq=False)
class Board:
    """A grid as some readers see it. ``price`` is what it costs to withhold a figure: nothing once it is withheld.

    ``left`` is by how much a single period can still be lowered, ``turns`` are those from each period.
    """

    grid: Grid
    price: Amounts
    left: Amounts
    turns: tuple[Turns, ...]
    sides_by_period: dict[int, Sides] = field(default_factory=dict)

    def sides(self, period: int) -> Sides:
        """What each turn from a period takes, as the prices are."""
        if period not in self.sides_by_period:
            self.sides_by_period[period] = _sides(self, period)
        return self.sides_by_period[period]

    def withhold(self, place: tuple[slice, int, slice]) -> None:
        """Makes what is withheld cost nothing. What is in no district is never shown, and keeps its price."""
        price = self.price[place]
        if place[1] != REST and ((price > 0) & (price < BLOCKED)).any():
            price[price < BLOCKED] = 0
            self.sides_by_period.clear()


def turns_of(grid: Grid, period: int) -> Turns:
    """The turns from a period: none, and each period that lies within a year of totals."""
    far = int((grid.reach - np.arange(len(grid.reach))).max()) + 1
    near = np.arange(max(0, period - far), min(len(grid.reach), period + far + 1))
    back = np.array([NEVER, *near[near != period]], dtype=np.int64)
    reach, reach_back, never = grid.reach[period], grid.reach[back], back == NEVER
    later, apart = back > period, never | (reach_back < period) | (reach < back)
    return Turns(
        back,
        rise=np.where(apart | later, period, reach_back + 1),
        risen=np.where(apart | ~later, reach + 1, back),
        fall=np.where(never, period, np.where(apart | ~later, back, reach + 1)),
        fallen=np.where(never | (~apart & ~later), period, reach_back + 1),
    )


def _sides(board: Board, period: int) -> Sides:
    grid, price, turns = board.grid, board.price, board.turns[period]
    twice, back_at = (turns.back != NEVER).astype(float), np.maximum(turns.back, 0)
    seen = grid.visible & grid.is_known
    start, stop = int(min(period, turns.fall.min())), int(max(turns.risen.max(), turns.fallen.max()))
    at_one, at_zero = (
        seen[TOTALS, :, start:stop] & (grid.amounts[TOTALS, :, start:stop] == n) for n in (1, 0)
    )
    layers = np.stack([price[TOTALS, :, start:stop], at_one, at_zero])
    sums = np.concatenate([np.zeros((*layers.shape[:2], 1)), layers.cumsum(axis=2)], axis=2)
    rises = sums[:, :, turns.risen - start] - sums[:, :, turns.rise - start]
    falls = sums[:, :, turns.fallen - start] - sums[:, :, turns.fall - start]
    single, amount = seen[SINGLES], grid.amounts[SINGLES]
    own, back = ([single[:, at] & (amount[:, at] == n) for n in (1, 0)] for at in ([period], back_at))
    return Sides(
        price=price[SINGLES][:, [period]] + twice * price[SINGLES][:, back_at] + rises[0] + falls[0],
        zeros={
            UP: twice * back[0] + falls[1] - own[1] - rises[2],
            DOWN: own[0] + rises[1] - twice * back[1] - falls[2],
        },
    )


# What can be moved -----------------------------------------------------------------------------------------


def periods_of(grid: Grid, target: Cell) -> list[int]:
    """The periods that move a figure: its own; for a total those of its parts that are not zero, and the last."""
    layer, series, period = target
    if layer == SINGLES:
        return [period]
    first = max(0, int(grid.first[period]))
    parts = np.flatnonzero(grid.amounts[SINGLES, series, first:period]) + first
    return [period, *map(int, parts)]


def moving(target: Cell, turns: Turns) -> Flags:
    """The turns that move a figure."""
    layer, _, period = target
    if layer == SINGLES:
        return np.ones(len(turns.back), dtype=bool)
    flags: Flags = (turns.rise <= period) & (period < turns.risen)
    return flags


def room(board: Board, series: Indices, period: int, way: int) -> Amounts:
    """By how much series can go one way in a period, at each turn: they are never lowered below zero."""
    turns = board.turns[period]
    if way == DOWN:
        return np.broadcast_to(board.left[series, period][..., None], (*series.shape, len(turns.back)))
    back: Amounts = np.where(turns.back == NEVER, np.inf, board.left[series][..., turns.back])
    return back
