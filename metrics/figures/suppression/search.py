"""The cheapest step that hides a withheld figure: up towards the threshold, or just to another that it may be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from metrics.figures.suppression.grid import REGION_SERIES, Amounts, Indices
from metrics.figures.suppression.moves import BLOCKED, DOWN, UP, Board, Cell, Step, moving, periods_of, room

SHORT = 1.5  # what it is taken to cost, for each that a step falls short
DEAR = 10.0  # from this cost on it is asked whether it is cheaper to move the region


# Up towards the threshold ----------------------------------------------------------------------------------


def raising(board: Board, target: Cell, need: float) -> Step | None:
    """The step that raises a figure by what it needs, or as far as it goes, at the least cost; None without any."""
    best: Step | None = None
    for period in periods_of(board.grid, target):
        for step in _raising_from(board, target, period, need):
            best = step if best is None or step.cost < best.cost else best
        if best is not None and best.cost == 0:
            break
    return best


def _raising_from(board: Board, target: Cell, period: int, need: float) -> Iterator[Step]:
    family = board.grid.family_of(target[1])
    step = None if family is None else _against_others(board, target, period, need, family)
    if step is not None:
        yield step
    if step is None or step.cost >= DEAR:
        yield from _with_region(board, target, period, UP, need)


def _against_others(board: Board, target: Cell, period: int, need: float, family: Indices) -> Step | None:
    """A series up, and others of its family down: all that are withheld as it is, and one more if it takes one."""
    sides, lead, others = board.sides(period), target[1], family[family != target[1]]
    if not others.size:
        return None
    price, left = sides.price[others], board.left[others, period][:, None]
    free = np.where(price == 0, left, 0.0)
    want = np.minimum(need, room(board, np.array([lead]), period, UP)[0])
    rest = np.maximum(want - free.sum(axis=0), 0.0)
    paid = np.where((price > 0) & (left >= 1), price + SHORT * np.maximum(rest - left, 0.0), BLOCKED)
    without = np.where(free.any(axis=0), SHORT * rest, BLOCKED)
    extra = np.where(rest > 0, np.minimum(paid.min(axis=0), without), 0.0)
    turn = _cheapest(board, target, period, sides.price[lead] + extra + SHORT * (need - want), want)
    if turn is None:
        return None
    parts = sorted(zip(others, free[:, turn], strict=True), key=lambda part: -part[1])
    if rest[turn] and paid[:, turn].min() <= without[turn]:
        further = int(paid[:, turn].argmin())
        parts.append((others[further], left[further, 0]))
    movers = tuple(_shared(float(want[turn]), parts))
    size = sum(size for _, _, size in movers)
    cost = float(sides.price[lead, turn] + extra[turn] + SHORT * (need - want[turn]))
    return Step(((lead, UP, size), *movers), period, board.turns[period], turn, cost)


def _shared(want: float, parts: list[tuple[int, float]]) -> Iterator[tuple[int, int, float]]:
    """The series that go down, until they make up what is wanted."""
    for series, left in parts:
        size = float(min(want, left))
        if size > 0:
            want -= size
            yield int(series), DOWN, size


def _cheapest(board: Board, target: Cell, period: int, cost: Amounts, size: Amounts) -> int | None:
    """The turn that moves a figure at the least cost; None where there is none."""
    prices = np.where(moving(target, board.turns[period]) & (size >= 1), cost, BLOCKED)
    turn = int(prices.argmin())
    return turn if prices[turn] < BLOCKED else None


# With the region, or alone -------------------------------------------------------------------------------------


def _with_region(
    board: Board, target: Cell, period: int, way: int, need: float, *, even: bool = False
) -> Iterator[Step]:
    """A series and the region with it, and the best part of each other family; or one that stands alone."""
    sides, lead = board.sides(period), target[1]
    at = np.arange(sides.price.shape[1])
    movers = list(_along(board, lead, period, way, need, even))
    size = np.minimum.reduce([np.full(len(at), need), *(_room_of(board, who, period, way) for who in movers)])
    cost = sum((sides.price[who, at] for who in movers), SHORT * (need - size))
    if even:
        zeros = sum((sides.zeros[way][who, at] for who in movers), np.zeros(len(at)))
        cost = np.where(zeros <= 0, cost, BLOCKED)
    turn = _cheapest(board, target, period, cost, size)
    if turn is not None:
        moves = tuple((int(who[turn]), way, float(size[turn])) for who in movers)
        yield Step(moves, period, board.turns[period], turn, float(cost[turn]), even)


def _along(board: Board, lead: int, period: int, way: int, need: float, even: bool) -> Iterator[Indices]:
    """The series that move together, each by turn."""
    sides, family = board.sides(period), board.grid.family_of(lead)
    price = sides.price + BLOCKED * (sides.zeros[way] > 0) if even else sides.price
    yield np.full(price.shape[1], lead)
    if family is None and lead != REGION_SERIES:
        return
    if lead != REGION_SERIES:
        yield np.full(price.shape[1], REGION_SERIES)
    for other in board.grid.families:
        if other is not family:
            left = room(board, other, period, way)
            cost = price[other] + SHORT * np.maximum(need - left, 0.0) + BLOCKED * (left < 1)
            yield other[cost.argmin(axis=0)]


def _room_of(board: Board, who: Indices, period: int, way: int) -> Amounts:
    """By how much each turn's own series can go one way."""
    rooms: Amounts = room(board, who, period, way)[np.arange(len(who)), np.arange(len(who))]
    return rooms


# Just to another -------------------------------------------------------------------------------------------


def another(board: Board, target: Cell) -> Step | None:
    """The cheapest step by one, up or down, that brings no more zeros than there are; None where there is none."""
    best: Step | None = None
    for period in periods_of(board.grid, target):
        for way in (UP, DOWN):
            for step in _another_from(board, target, period, way):
                best = step if best is None or step.cost < best.cost else best
            if best is not None and best.cost == 0:
                return best
    return best


def _another_from(board: Board, target: Cell, period: int, way: int) -> Iterator[Step]:
    family = board.grid.family_of(target[1])
    step = None if family is None else _swap(board, target, period, way, family)
    if step is not None:
        yield step
    if step is None or step.cost >= DEAR:
        yield from _with_region(board, target, period, way, 1.0, even=True)


def _swap(board: Board, target: Cell, period: int, way: int, family: Indices) -> Step | None:
    """A series by one, and another of its family by one the other way."""
    sides, lead, others = board.sides(period), target[1], family[family != target[1]]
    if not others.size:
        return None
    movable = room(board, np.array([lead]), period, way)[0] >= 1
    can = movable & (room(board, others, period, -way) >= 1)
    can &= sides.zeros[way][lead] + sides.zeros[-way][others] <= 0
    price = np.where(can, sides.price[others], BLOCKED)
    turn = _cheapest(board, target, period, sides.price[lead] + price.min(axis=0), movable * 1.0)
    if turn is None:
        return None
    other = int(others[price[:, turn].argmin()])
    cost = float(sides.price[lead, turn] + price[:, turn].min())
    return Step(((lead, way, 1.0), (other, -way, 1.0)), period, board.turns[period], turn, cost, True)
