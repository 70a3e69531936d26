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

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.sums_of_areas import ENDS
from metrics.figures.suppression.grid import REGION_SERIES, REST, SINGLES, Amounts, Flags, Grid, grid_of
from metrics.figures.suppression.levels import Hidden, RowFlags, Rows, has_levels, withheld_by_level
from metrics.figures.suppression.moves import BLOCKED, Board, Cell, Step, turns_of
from metrics.figures.suppression.search import another, raising
from metrics.periods import Window, period_id

# The name of one figure: its window, the id of its period, its area, dimension and category.
FigureName = tuple[Window, str, str, str, str]

ALONE = 0
BESIDE = 1
# What it costs to withhold a figure, beside another: zeros are shown if they can be, and the region's all but
# always.
OF_ZERO = 2
OF_REGION = 100
# What is in no district hides little: readers do not see it here, but who counts it may well tell it elsewhere.
OF_NO_AREA = 50


@dataclass(frozen=True)
class Seen:
    """What readers may know of a measure from earlier releases: what each showed, and what any withheld.

    ``unread`` tells of releases that cannot be read why they cannot. ``texts`` are the value and the base, as they
    were stored, of each figure that any of them showed. ``to_come`` are releases that are scheduled for later.
    """

    visible: Mapping[str, frozenset[FigureName]] = field(default_factory=dict)
    withheld: frozenset[FigureName] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[FigureName, frozenset[tuple[str, str]]] = field(default_factory=dict)
    to_come: frozenset[str] = frozenset()

    def unrevised(self, stored: pd.DataFrame) -> Seen:
        """Without the figures that ``stored`` has otherwise: nobody has seen those that are revised.

        ``stored`` are observations as text. What was shown of a figure whose text is not known counts as seen.
        """
        now = dict(zip(names_of(stored), zip(stored["value"], stored["base"], strict=True), strict=True))
        revised = {name for name, texts in self.texts.items() if name in now and now[name] not in texts}
        return replace(self, visible={release: names - revised for release, names in self.visible.items()})

    def beside(self, other: Seen) -> Seen:
        """What both told together, of one measure that had another id in some of the releases."""
        releases = {**self.visible, **other.visible}
        visible = {
            release: self.visible.get(release, frozenset()) | other.visible.get(release, frozenset())
            for release in releases
        }
        texts = {
            name: self.texts.get(name, frozenset()) | other.texts.get(name, frozenset())
            for name in {**self.texts, **other.texts}
        }
        to_come = self.to_come | other.to_come
        return Seen(visible, self.withheld | other.withheld, {**self.unread, **other.unread}, texts, to_come)


def names_of(observed: pd.DataFrame) -> list[FigureName]:
    """The names of observations, whose periods are periods or the ids of them."""
    periods = observed["period"]
    ids = {period: period if isinstance(period, str) else period_id(period) for period in periods.unique()}
    parts = (observed[part] for part in ("area", "dimension", "category"))
    return list(zip(observed["window"], periods.map(ids), *parts, strict=True))


def suppressed(measure: PublishedMeasure, observed: pd.DataFrame, seen: Seen | None = None) -> pd.DataFrame:
    """Observations (metrics/figures/observations.py) without those that are withheld, whose status is ``c``.

    Nothing is withheld where the measure declares no suppression. What an earlier release withheld stays withheld.
    """
    if measure.suppression is None:
        return observed
    names, seen = names_of(observed), seen or Seen()
    visible = frozenset[FigureName]().union(*seen.visible.values())
    rows = Rows(
        observed,
        before=np.array([name in seen.withheld for name in names], dtype=bool),
        public=np.array([name in visible for name in names], dtype=bool),
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
    before, public = _on_grid(grid, rows.before), _on_grid(grid, rows.public)
    threshold = measure.suppression.threshold
    guard = with_complements(grid, small, before, public, threshold, sum_stays=rows.sum_stays)
    needs = np.where(small, _needs(grid, threshold), 0.0)
    hidden = guard.moves & (guard.up >= needs)
    exposed = (small | before) & ~hidden[ALONE] | small & ~before & ~public & ~hidden[BESIDE]
    return Hidden(guard.withheld[grid.rows], exposed[grid.rows])


def _on_grid(grid: Grid, flags: RowFlags) -> Flags:
    """What holds of observations, at their places in the grid."""
    on_grid = np.zeros(grid.visible.shape, dtype=bool)
    layers, series, periods = (places[flags] for places in grid.rows)
    on_grid[layers, series, periods] = True
    return on_grid


def _small(measure: PublishedMeasure, grid: Grid) -> Flags:
    """Counts above zero and below the threshold; percentages of fewer people, or of nobody knows how many."""
    assert measure.suppression is not None
    few = grid.amounts < measure.suppression.threshold
    return grid.visible & few if measure.unit_row.is_share else few & (grid.amounts > 0)


# What else is withheld -------------------------------------------------------------------------------------


@dataclass
class _Guard:
    """What is withheld so far, and for who has this release alone, and the earlier ones as well, what that hides.

    ``moves`` tells which figures may be others than they are, and ``up`` by how much more at least.
    """

    withheld: Flags
    boards: tuple[Board, Board]
    moves: Flags
    up: Amounts


def with_complements(
    grid: Grid, small: Flags, before: Flags, public: Flags, threshold: int, *, sum_stays: bool
) -> _Guard:
    """The figures that are withheld: the small ones, those of earlier releases, and what would give them away.

    ``before`` is what earlier releases withheld, ``public`` what they showed: withholding it again hides it from
    nobody who has them. A small figure that they showed is hidden from the others at least. One that they withheld
    they have hidden up to the threshold: it is enough that it may be another. Where the ``sum_stays``, no figure of
    it is withheld for the sake of others.
    """
    guard = _guard(grid, small & grid.visible | before, public, sum_stays=sum_stays)
    needs = np.where(small, _needs(grid, threshold), 0.0)
    for layer, period, series in np.argwhere((small | before).swapaxes(1, 2)):
        cell = int(layer), int(series), int(period)
        hidden = not public[cell] and _hidden(guard, cell, needs[cell], BESIDE)
        hidden |= before[cell] and guard.moves[BESIDE, *cell]
        if small[cell] and not hidden:
            _hidden(guard, cell, needs[cell], ALONE)
    return guard


def _needs(grid: Grid, threshold: int) -> Amounts:
    """By how much more each figure must seem possible: up to the threshold, or to the whole where that is small."""
    region = grid.amounts[:, [REGION_SERIES]]
    needs: Amounts = np.maximum(
        np.where(region > 0, np.minimum(region, threshold), threshold) - grid.amounts, 0
    )
    needs[:, REGION_SERIES] = np.maximum(threshold - grid.amounts[:, REGION_SERIES], 0)
    return needs


def _guard(grid: Grid, withheld: Flags, public: Flags, *, sum_stays: bool) -> _Guard:
    visible = grid.visible.astype(float)
    prices = visible * (np.where(grid.amounts == 0, OF_ZERO, 1) + grid.amounts / (grid.amounts.max() + 1))
    prices[:, REGION_SERIES] *= OF_REGION
    if sum_stays:
        prices[:, REGION_SERIES] = np.where(grid.visible[:, REGION_SERIES], BLOCKED, 0)
    prices[withheld] = 0
    prices[SINGLES, REST] = np.where(grid.amounts[SINGLES, REST] > 0, OF_NO_AREA, BLOCKED)
    left, turns = grid.amounts[SINGLES].copy(), tuple(turns_of(grid, n) for n in range(len(grid.reach)))
    both = prices, np.where(public, BLOCKED, prices)
    shape = (2, *grid.visible.shape)
    boards = Board(grid, both[ALONE], left, turns), Board(grid, both[BESIDE], left, turns)
    return _Guard(withheld.copy(), boards, np.zeros(shape, dtype=bool), np.zeros(shape))


def _hidden(guard: _Guard, cell: Cell, need: float, who: int) -> bool:
    """Withholds what it takes to hide a figure: so that it may be another, and up to what it needs more.

    False where there is no way; what was withheld until then stays so.
    """
    board, at = guard.boards[who], (who, *cell)
    if guard.up[at] < need:
        _raise(guard, cell, need, who)
    if not guard.moves[at] and (step := another(board, cell)) is not None:
        _withhold(guard, step, who)
    return bool(guard.moves[at]) and bool(guard.up[at] >= need)


def _raise(guard: _Guard, cell: Cell, need: float, who: int) -> None:
    """Step by step up to what a figure needs. Figures of its series that rise with it are hidden as well."""
    board, layer, series, period = guard.boards[who], *cell
    before, risen = board.left.copy(), np.zeros_like(guard.up[0, :, series])
    while risen[layer, period] < need:
        step = raising(board, cell, need - risen[layer, period])
        if step is None:
            break
        _withhold(guard, step, who)
        for size, (layers, mover, periods) in step.cells():
            if mover == series:
                risen[layers, periods] += size
            if size < 0 and layers.start == SINGLES:
                board.left[mover, periods] += size
    board.left[:] = before
    guard.up[: who + 1, :, series] = np.maximum(guard.up[: who + 1, :, series], risen)


def _withhold(guard: _Guard, step: Step, who: int) -> None:
    """Withholds what moves. What hides a figure from who has more releases hides it from who has one."""
    for _, place in step.cells():
        guard.withheld[place] = True
        for board in guard.boards:
            board.withhold(place)
        guard.moves[: who + 1, *place] |= step.even
