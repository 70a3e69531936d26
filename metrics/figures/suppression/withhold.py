"""Which figures are withheld: those that are so small that they could tell something about a person, and more.

What is withheld must not be got back by adding up and taking away, nor by its bounds, nor from an earlier release.
A small figure is safe when readers can think of another table, in which all that they are shown is the same and the
figure stands at the threshold; and of one that differs and has no more zeros than there are. So further figures
are withheld until there are such tables, the fewest and smallest that are found. The method is complementary cell
suppression: L. H. Cox, "Suppression methodology and statistical disclosure control", Journal of the American
Statistical Association 75 (1980), 377-385, and "Network models for complementary cell suppression", the same 90
(1995), 1453-1462.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.sums_of_areas import ENDS
from metrics.figures.suppression.grid import REGION_SERIES, REST, SINGLES, Amounts, Flags, Grid, grid_of
from metrics.figures.suppression.levels import Hidden, RowFlags, Rows, has_levels, withheld_by_level
from metrics.figures.suppression.moves import BLOCKED, Board, Cell, Step, turns_of
from metrics.figures.suppression.releases import Seen, blocks, names_of, states
from metrics.figures.suppression.search import another, raising

# Readers of this release alone; those who know what earlier ones showed as well; and those who know besides that
# what these withheld is what is withheld now.
ALONE, BESIDE, JOINT = READERS = range(3)
# What it costs to withhold a figure, beside another: zeros are shown if they can be, and the region's all but
# always.
OF_ZERO = 2
OF_REGION = 100
# What is in no district hides little: readers do not see it here, but who counts it may well tell it elsewhere.
OF_NO_AREA = 50


def suppressed(measure: PublishedMeasure, observed: pd.DataFrame, seen: Seen | None = None) -> pd.DataFrame:
    """Observations (metrics/figures/observations.py) without those that are withheld, whose status is ``c``.

    Nothing is withheld where the measure declares no suppression. What an earlier release withheld stays withheld.
    """
    if measure.suppression is None:
        return observed
    names, seen = names_of(observed), seen or Seen()
    withheld_before, visible = seen.ever_withheld, seen.ever_visible
    rows = Rows(
        observed,
        before=np.array([name in withheld_before for name in names], dtype=bool),
        public=np.array([name in visible for name in names], dtype=bool),
        states=states(names, observed["value"].notna().to_numpy(), seen),
        floors=np.zeros(len(observed)),
    )
    if has_levels(measure, observed):
        withheld = withheld_by_level(measure, rows, _hide)
    else:
        withheld = _hide(measure, rows).withheld
    gone = withheld & observed["value"].notna().to_numpy()
    return observed.assign(
        value=observed["value"].mask(gone),
        base=observed["base"].mask(gone),
        status=observed["status"].mask(gone, "c"),
        **{end: observed[end].mask(gone) for end in ENDS if end in observed},
    )


def _hide(measure: PublishedMeasure, rows: Rows) -> Hidden:
    """What is withheld of the parts of one sum, and what of that does not hide what it should."""
    assert measure.suppression is not None
    observed, grid = rows.observed, grid_of(measure, rows.observed)
    supplied_as_withheld = observed["status"].eq("c") & observed["value"].isna()
    small = _small(measure, grid) | _on_grid(grid, supplied_as_withheld.to_numpy())
    past, threshold = _past(grid, rows), measure.suppression.threshold
    guard = with_complements(grid, small, past, threshold, sum_stays=rows.sum_stays)
    needs = np.where(small, _needs(grid, threshold), 0.0)
    hidden = guard.moves & (guard.up >= needs)
    exposed = (small | past.before) & ~hidden[ALONE] | small & ~past.before & ~past.public & ~hidden[JOINT]
    return Hidden(guard.withheld[grid.rows], exposed[grid.rows])


def _past(grid: Grid, rows: Rows) -> Past:
    """What is known of earlier releases, at its places in the grid."""
    floors = np.zeros_like(grid.amounts)
    floors[grid.rows] = rows.floors
    return Past(
        before=_on_grid(grid, rows.before),
        public=_on_grid(grid, rows.public),
        blocked=tuple(blocks(partial(_on_grid, grid), rows.states, partial(_rest_of, grid))),
        floors=floors,
    )


def _on_grid(grid: Grid, flags: RowFlags) -> Flags:
    """What holds of observations, at their places in the grid."""
    on_grid = np.zeros(grid.visible.shape, dtype=bool)
    layers, series, periods = (places[flags] for places in grid.rows)
    on_grid[layers, series, periods] = True
    return on_grid


def _rest_of(grid: Grid, flags: RowFlags) -> Flags:
    """What is in no district, in the periods of observations."""
    on_grid = np.zeros(grid.visible.shape, dtype=bool)
    on_grid[SINGLES, REST, grid.rows[2][flags]] = True
    return on_grid


def _small(measure: PublishedMeasure, grid: Grid) -> Flags:
    """Counts above zero and below the threshold; percentages of fewer people, or of nobody knows how many."""
    assert measure.suppression is not None
    few = grid.amounts < measure.suppression.threshold
    return grid.visible & few if measure.unit_row.is_share else few & (grid.amounts > 0)


# What else is withheld -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Past:
    """What earlier releases withheld ``before``, what they made ``public``, and sets of what may not move.

    Whatever moves without one of the sets of ``blocked`` figures is thinkable beside all of the releases.
    ``floors`` are the least that figures can be, by parts of them that were shown.
    """

    before: Flags
    public: Flags
    blocked: tuple[Flags, ...]
    floors: Amounts


@dataclass
class _Guard:
    """What is withheld so far, and what that hides from each kind of readers.

    ``boards`` are the grid as they see it, or parts of it that may move together. ``moves`` tells which figures may
    be others than they are, and ``up`` by how much more at least. ``left`` is by how much each can be lowered yet,
    the same in all boards.
    """

    withheld: Flags
    boards: tuple[tuple[Board, ...], ...]
    left: Amounts
    moves: Flags
    up: Amounts

    def boards_with(self, cell: Cell, who: int) -> list[Board]:
        """Those in which a figure may move at all."""
        return [board for board in self.boards[who] if board.price[cell] < BLOCKED]


def with_complements(grid: Grid, small: Flags, past: Past, threshold: int, *, sum_stays: bool) -> _Guard:
    """The figures that are withheld: the small ones, those of earlier releases, and what would give them away.

    Withholding what earlier releases showed hides it from nobody who has them. A small figure that they showed is
    hidden from the others at least. One that they withheld they have hidden up to the threshold: it is enough that
    it may be another. Where the ``sum_stays``, no figure of it is withheld for the sake of others.
    """
    guard = _guard(grid, small & grid.visible | past.before, past, sum_stays=sum_stays)
    needs = np.where(small, _needs(grid, threshold), 0.0)
    for layer, period, series in np.argwhere((small | past.before).swapaxes(1, 2)):
        cell = int(layer), int(series), int(period)
        for who in (ALONE,) if past.public[cell] else (JOINT, BESIDE, ALONE):
            if who == ALONE and not small[cell]:
                break
            if who < JOINT and guard.boards[who] == guard.boards[who + 1] and not past.public[cell]:
                continue
            hidden = _hidden(guard, cell, needs[cell], who)
            if hidden or (past.before[cell] and guard.moves[who, *cell]):
                break
    return guard


def _needs(grid: Grid, threshold: int) -> Amounts:
    """By how much more each figure must seem possible: up to the threshold, or to the whole where that is small."""
    region = grid.amounts[:, [REGION_SERIES]]
    needs: Amounts = np.maximum(
        np.where(region > 0, np.minimum(region, threshold), threshold) - grid.amounts, 0
    )
    needs[:, REGION_SERIES] = np.maximum(threshold - grid.amounts[:, REGION_SERIES], 0)
    return needs


def _guard(grid: Grid, withheld: Flags, past: Past, *, sum_stays: bool) -> _Guard:
    visible = grid.visible.astype(float)
    prices = visible * (np.where(grid.amounts == 0, OF_ZERO, 1) + grid.amounts / (grid.amounts.max() + 1))
    prices[:, REGION_SERIES] *= OF_REGION
    if sum_stays:
        prices[:, REGION_SERIES] = np.where(grid.visible[:, REGION_SERIES], BLOCKED, 0)
    prices[withheld] = 0
    prices[SINGLES, REST] = np.where(grid.amounts[SINGLES, REST] > 0, OF_NO_AREA, BLOCKED)
    left = np.maximum(grid.amounts - past.floors, 0.0)[SINGLES]
    turns = tuple(turns_of(grid, n) for n in range(len(grid.reach)))
    seen_by = (
        [np.zeros_like(past.public)],
        [past.public],
        [past.public | blocked for blocked in past.blocked],
    )
    by_mask: dict[bytes, Board] = {}
    for mask in chain.from_iterable(seen_by):
        by_mask.setdefault(mask.tobytes(), Board(grid, np.where(mask, BLOCKED, prices), left, turns))
    boards = tuple(tuple(by_mask[mask.tobytes()] for mask in masks) for masks in seen_by)
    shape = (len(boards), *grid.visible.shape)
    return _Guard(withheld.copy(), boards, left, np.zeros(shape, dtype=bool), np.zeros(shape))


def _hidden(guard: _Guard, cell: Cell, need: float, who: int) -> bool:
    """Withholds what it takes to hide a figure: so that it may be another, and up to what it needs more.

    False where there is no way; what was withheld until then stays so.
    """
    at = (who, *cell)
    if guard.up[at] < need:
        _raise(guard, cell, need, who)
    if not guard.moves[at]:
        step = _cheapest(another(board, cell) for board in guard.boards_with(cell, who))
        if step is not None:
            _withhold(guard, step, who)
    return bool(guard.moves[at]) and bool(guard.up[at] >= need)


def _cheapest(steps: Iterable[Step | None]) -> Step | None:
    """The step of the least cost, the first of those; None without any. What costs nothing ends the search."""
    best: Step | None = None
    for step in steps:
        if step is not None and (best is None or step.cost < best.cost):
            best = step
        if best is not None and best.cost == 0:
            break
    return best


def _raise(guard: _Guard, cell: Cell, need: float, who: int) -> None:
    """Step by step up to what a figure needs. Figures of its series that rise with it are hidden as well."""
    boards, (layer, series, period) = guard.boards_with(cell, who), cell
    left = guard.left
    before, risen = left.copy(), np.zeros_like(guard.up[0, :, series])
    while risen[layer, period] < need:
        wanting = need - risen[layer, period]
        step = _cheapest(raising(board, cell, wanting) for board in boards)
        if step is None:
            break
        _withhold(guard, step, who)
        for size, (layers, mover, periods) in step.cells():
            if mover == series:
                risen[layers, periods] += size
            if size < 0 and layers.start == SINGLES:
                left[mover, periods] += size
    left[:] = before
    guard.up[: who + 1, :, series] = np.maximum(guard.up[: who + 1, :, series], risen)


def _withhold(guard: _Guard, step: Step, who: int) -> None:
    """Withholds what moves. What hides a figure from who has more releases hides it from who has one."""
    for _, place in step.cells():
        guard.withheld[place] = True
        for board in chain.from_iterable(guard.boards):
            board.withhold(place)
        guard.moves[: who + 1, *place] |= step.even
