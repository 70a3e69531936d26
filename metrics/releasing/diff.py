"""Two releases side by side: what the later one changes, measure by measure. Nothing here is said in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from metrics.areas import region_code
from metrics.declared.former import former_ids
from metrics.declared.framework import AnyMeasure, Break, PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.change import Change
from metrics.figures.comparison import compared_window
from metrics.figures.numbers import exact, rounded
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, MeasureData, Observation
from metrics.figures.tiles import Tile
from metrics.releasing.revisions import KeyedFigure, Revision, Revisions, revisions

NOT_AT_ALL = Decimal(0)
LastWith = Callable[[Collection[str]], Release | None]


@dataclass(frozen=True)
class MeasurePair:
    """One measure in two releases; its tile is None in a release that does not have it.

    ``last`` is the id of the release whose figures the ``revisions`` revise, where it is not the one before: that
    had none of the measure.
    """

    before: Tile | None
    after: Tile | None
    revisions: Revisions = field(default_factory=Revisions)
    last: str = ""

    @property
    def measure(self) -> AnyMeasure:
        """The measure as it is declared now, or as it last was."""
        tile = self.after or self.before
        assert tile is not None
        return tile.measure

    @property
    def published(self) -> PublishedMeasure | None:
        """The measure, when it has figures now."""
        now = None if self.after is None else self.after.measure
        return now if isinstance(now, PublishedMeasure) else None

    @property
    def periods(self) -> tuple[Observation | None, Observation | None]:
        """The newest figure of the tile in each release."""
        before, after = self.before, self.after
        return (None if before is None else before.latest), (None if after is None else after.latest)

    @property
    def revised(self) -> tuple[Revision, ...]:
        """The revised figures, the region's own first, then districts' and categories'."""
        return tuple(revision for revision in self._differing() if revision.after.value is not None)

    @property
    def lost(self) -> tuple[Revision, ...]:
        """The figures that had a value and have none now, in the same order."""
        return tuple(revision for revision in self._differing() if revision.after.value is None)

    def _differing(self) -> list[Revision]:
        """In the window that is compared: running totals would count each revision again and again."""
        window = None if self.published is None else compared_window(self.published)
        differing = [revision for revision in self.revisions.revised if revision.key.window == window]
        return sorted(
            differing,
            key=lambda revision: (not is_headline(revision.key), revision.key.dimension, revision.key.area),
        )

    @property
    def headline(self) -> tuple[Revision, ...]:
        """The revised figures of the region as a whole, oldest first."""
        return tuple(revision for revision in self.revised if is_headline(revision.key))

    def figures(self, figures: tuple[KeyedFigure, ...]) -> tuple[KeyedFigure, ...]:
        """Of some figures, those in the window that is compared."""
        last = self.published or (None if self.before is None else self.before.measure)
        window = compared_window(last) if isinstance(last, PublishedMeasure) else None
        return tuple((key, observation) for key, observation in figures if key.window == window)

    @property
    def tile_revision(self) -> Revision | None:
        """The revision of the very figure that the tile showed in the release before."""
        latest = None if self.before is None else self.before.latest
        for revision in self.revisions.revised:
            if (
                latest
                and revision.key == Key(latest.window, region_code())
                and revision.before.period == latest.period
            ):
                return revision
        return None

    @property
    def changes_arrow(self) -> bool:
        """Whether both tiles draw an arrow, and not the same one."""
        before, after = _change(self.before), _change(self.after)
        return before is not None and after is not None and before.arrow != after.arrow

    @property
    def changes_word(self) -> bool:
        """Whether the outcome or the verdict of the change is another."""
        before, after = _change(self.before), _change(self.after)
        if before is None or after is None:
            return False
        return (before.outcome, before.verdict) != (after.outcome, after.verdict)

    @property
    def same_words(self) -> bool:
        """Whether the tile says the very same in both releases."""
        return _words(self.before) == _words(self.after)


@dataclass(frozen=True)
class Diff:
    """What a release changes against the one before, which is None for the first."""

    earlier: Release | None
    later: Release
    measures: tuple[MeasurePair, ...]

    def revised(self) -> tuple[MeasurePair, ...]:
        """The measures of which figures are revised."""
        return tuple(pair for pair in self.measures if pair.revised)


def _nothing_before(measure_ids: Collection[str]) -> Release | None:
    return None


def difference(
    earlier: Release | None,
    later: Release,
    today: date,
    only: Collection[str] | None = None,
    last: LastWith = _nothing_before,
) -> Diff:
    """Two releases side by side, as on one day; measures in the order of the later release.

    ``only`` are the ids of the measures that are looked at; None is all. ``last`` gives the newest release before
    the earlier one that has figures of a measure, by the ids that it has or had: what that gave last is revised
    where the earlier one has none.
    """
    names = former_ids(later.config)
    earlier = earlier and earlier.called_now(names)
    ids = [item.id for item in later.config.measures]
    ids += [] if earlier is None else [item.id for item in earlier.config.measures]
    chosen = [measure_id for measure_id in dict.fromkeys(ids) if only is None or measure_id in only]
    return Diff(
        earlier, later, tuple(_pair(earlier, later, measure_id, today, last) for measure_id in chosen)
    )


def last_given(
    earlier: Release | None, later: Release, measure_id: str, last: LastWith
) -> tuple[Release | None, MeasureData]:
    """The release that last gave figures of a measure before another release, and the figures.

    That is the earlier one, or where it has none, what ``last`` gives. None and no figures where there is none.
    """
    if earlier is None or measure_id in earlier.data or measure_id not in later.data:
        return earlier, NO_DATA if earlier is None else earlier.data.get(measure_id, NO_DATA)
    names = former_ids(later.config)
    older = last((measure_id, *(former for former, now in names.items() if now == measure_id)))
    if older is None:
        return earlier, NO_DATA
    return older, older.called_now(names).data.get(measure_id, NO_DATA)


def _pair(
    earlier: Release | None, later: Release, measure_id: str, today: date, last: LastWith
) -> MeasurePair:
    before = None if earlier is None else _tile(earlier, measure_id, today)
    source, old = last_given(earlier, later, measure_id, last)
    differing = revisions(old, later.data.get(measure_id, NO_DATA))
    from_older = "" if source is None or earlier is None or source.id == earlier.id else source.id
    return MeasurePair(before, _tile(later, measure_id, today), differing, from_older)


def _tile(release: Release, measure_id: str, today: date) -> Tile | None:
    is_declared = any(item.id == measure_id for item in release.config.measures)
    return release.tile(measure_id, today) if is_declared else None


def _change(tile: Tile | None) -> Change | None:
    return None if tile is None else tile.judged


def _words(tile: Tile | None) -> tuple[object, ...]:
    if tile is None:
        return ()
    measure = tile.measure
    words = (
        measure.title,
        measure.status,
        tile.text,
        tile.sentence,
        tile.explanation,
        tile.note,
        tile.verdict_sentence,
        tile.verdict_explanation,
        tile.usual_sentence,
        tile.beside_sentence,
        tile.supplement,
    )
    return (*words, *(getattr(measure, name, "") for name in ("owner", "narrative", "expected")))


def is_headline(key: Key) -> bool:
    """Whether a series is the region's own, not a district's or a category's."""
    return key.area == region_code() and not key.dimension


# Sizes -----------------------------------------------------------------------------------------------------


def revision_difference(measure: PublishedMeasure, revision: Revision) -> Decimal | None:
    """A revision in the measure's own unit, rounded: points, per cent or units; None without both values."""
    exactly = _exact_difference(measure, revision)
    return None if exactly is None else rounded(exactly, measure.change_decimals)


def _exact_difference(measure: PublishedMeasure, revision: Revision) -> Decimal | None:
    if revision.before.value is None or revision.after.value is None:
        return None
    difference = exact(revision.after.value) - exact(revision.before.value)
    if measure.change_unit != "percent":
        return difference
    return None if revision.before.value <= 0 else difference / exact(revision.before.value) * 100


def larger_than(
    measure: PublishedMeasure, candidates: tuple[Revision, ...], size: Decimal
) -> tuple[Revision, ...]:
    """The revisions by more than a size in the measure's own unit."""
    return tuple(
        revision for revision in candidates if abs(_exact_difference(measure, revision) or NOT_AT_ALL) > size
    )


def by_size(measure: PublishedMeasure, candidates: Iterable[Revision]) -> list[Revision]:
    """The revisions that can be measured, those that moved a figure the most first."""
    measurable = [revision for revision in candidates if _exact_difference(measure, revision) is not None]
    return sorted(
        measurable, key=lambda revision: abs(_exact_difference(measure, revision) or NOT_AT_ALL), reverse=True
    )


# Declarations ----------------------------------------------------------------------------------------------


def newly_crossed(pair: MeasurePair) -> tuple[Break, ...]:
    """The declared breaks that the newest figure has reached since the release before."""
    before, after = pair.periods
    if pair.published is None or before is None or after is None:
        return ()
    starts = dict(zip(pair.published.breaks, break_starts(pair.published), strict=True))
    return tuple(item for item, start in starts.items() if _reached(before.period, start, after.period))


def _reached(before: pd.Period, start: pd.Period, after: pd.Period) -> bool:
    return bool(before.ordinal < start.ordinal <= after.ordinal) and before.freqstr == start.freqstr
