"""Two releases side by side: what the later one changes, measure by measure. Nothing here is said in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from metrics.areas import LONDON
from metrics.declared.framework import AnyMeasure, Break, Config, PublishedMeasure
from metrics.figures.change import Change
from metrics.figures.comparison import compared_window
from metrics.figures.numbers import CHANGE_DECIMALS, CHANGE_UNIT, exact, rounded
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, Observation
from metrics.figures.tiles import Tile
from metrics.periods import parse_period_id
from metrics.releasing.revisions import Figure, Revision, Revisions, revisions

NOT_AT_ALL = Decimal(0)


@dataclass(frozen=True)
class Beside:
    """One measure in two releases; its tile is None in a release that does not have it."""

    before: Tile | None
    after: Tile | None
    found: Revisions = field(default_factory=Revisions)

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
        """The revised figures, London's own first, then boroughs' and categories'."""
        return tuple(one for one in self._differing() if one.after.value is not None)

    @property
    def lost(self) -> tuple[Revision, ...]:
        """The figures that had a value and have none now, in the same order."""
        return tuple(one for one in self._differing() if one.after.value is None)

    def _differing(self) -> list[Revision]:
        """In the window that is compared: running totals would count each revision again and again."""
        window = None if self.published is None else compared_window(self.published)
        found = [one for one in self.found.revised if one.key.window == window]
        return sorted(found, key=lambda one: (not is_headline(one.key), one.key.dimension, one.key.area))

    @property
    def headline(self) -> tuple[Revision, ...]:
        """The revised figures of London as a whole, oldest first."""
        return tuple(one for one in self.revised if is_headline(one.key))

    def figures(self, given: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Of some figures, those in the window that is compared."""
        last = self.published or (None if self.before is None else self.before.measure)
        window = compared_window(last) if isinstance(last, PublishedMeasure) else None
        return tuple((key, one) for key, one in given if key.window == window)

    @property
    def last_shown(self) -> Revision | None:
        """The revision of the very figure that the tile showed in the release before."""
        latest = None if self.before is None else self.before.latest
        for one in self.found.revised:
            if latest and one.key == Key(latest.window, LONDON) and one.before.period == latest.period:
                return one
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
        return _said(self.before) == _said(self.after)


@dataclass(frozen=True)
class Diff:
    """What a release changes against the one before, which is None for the first."""

    earlier: Release | None
    later: Release
    measures: tuple[Beside, ...]

    def revised(self) -> tuple[Beside, ...]:
        """The measures of which figures are revised."""
        return tuple(one for one in self.measures if one.revised)


def difference(
    earlier: Release | None, later: Release, today: date, only: Collection[str] | None = None
) -> Diff:
    """Two releases side by side, as on one day; measures in the order of the later release.

    ``only`` are the ids of the measures that are looked at; None is all.
    """
    ids = [item.id for item in later.config.measures]
    ids += [] if earlier is None else [item.id for item in earlier.config.measures]
    wanted = [one for one in dict.fromkeys(ids) if only is None or one in only]
    return Diff(earlier, later, tuple(_beside(earlier, later, one, today) for one in wanted))


def _beside(earlier: Release | None, later: Release, measure_id: str, today: date) -> Beside:
    before = None if earlier is None else _tile(earlier, measure_id, today)
    old = NO_DATA if earlier is None else earlier.data.get(measure_id, NO_DATA)
    found = revisions(old, later.data.get(measure_id, NO_DATA))
    return Beside(before, _tile(later, measure_id, today), found)


def _tile(release: Release, measure_id: str, today: date) -> Tile | None:
    known = any(item.id == measure_id for item in release.config.measures)
    return release.tile(measure_id, today) if known else None


def _change(tile: Tile | None) -> Change | None:
    return None if tile is None else tile.change


def _said(tile: Tile | None) -> tuple[object, ...]:
    if tile is None:
        return ()
    measure = tile.measure
    told = (
        measure.title,
        measure.status,
        tile.text,
        tile.sentence,
        tile.explanation,
        tile.note,
        tile.beside_sentence,
        tile.supplement,
    )
    return (*told, *(getattr(measure, name, "") for name in ("owner", "narrative", "expected")))


def is_headline(key: Key) -> bool:
    """Whether a series is London's own, not a borough's or a category's."""
    return key.area == LONDON and not key.dimension


# Sizes -----------------------------------------------------------------------------------------------------


def moved_by(measure: PublishedMeasure, one: Revision) -> Decimal | None:
    """A revision in the measure's own unit, rounded: points, per cent or units; None without both values."""
    exactly = _moved_by(measure, one)
    return None if exactly is None else rounded(exactly, CHANGE_DECIMALS[CHANGE_UNIT[measure.unit]])


def _moved_by(measure: PublishedMeasure, one: Revision) -> Decimal | None:
    if one.before.value is None or one.after.value is None:
        return None
    moved = exact(one.after.value) - exact(one.before.value)
    if CHANGE_UNIT[measure.unit] != "percent":
        return moved
    return None if one.before.value == 0 else moved / exact(one.before.value) * 100


def larger_than(
    measure: PublishedMeasure, found: tuple[Revision, ...], size: Decimal
) -> tuple[Revision, ...]:
    """The revisions by more than a size in the measure's own unit."""
    return tuple(one for one in found if abs(_moved_by(measure, one) or NOT_AT_ALL) > size)


def by_size(measure: PublishedMeasure, found: Iterable[Revision]) -> list[Revision]:
    """The revisions that can be measured, those that moved a figure the most first."""
    known = [one for one in found if _moved_by(measure, one) is not None]
    return sorted(known, key=lambda one: abs(_moved_by(measure, one) or NOT_AT_ALL), reverse=True)


# Declarations ----------------------------------------------------------------------------------------------


def newly_crossed(one: Beside) -> tuple[Break, ...]:
    """The declared breaks that the newest figure has reached since the release before."""
    before, after = one.periods
    if one.published is None or before is None or after is None:
        return ()
    starts = {item: parse_period_id(item.period, one.published.frequency) for item in one.published.breaks}
    return tuple(item for item, start in starts.items() if _reached(before.period, start, after.period))


def _reached(before: pd.Period, start: pd.Period, after: pd.Period) -> bool:
    return bool(before.ordinal < start.ordinal <= after.ordinal) and before.freqstr == start.freqstr


def redeclared(earlier: Config, later: Config) -> Iterator[tuple[str, str, object, object]]:
    """What is declared otherwise: of what, which key, what it was, what it is. An id that is new, or gone, has
    the key "title"; measures that are told by their state are left out.
    """
    for name in type(later.site).model_fields:
        yield from _other("site", name, getattr(earlier.site, name), getattr(later.site, name))
    for kind in ("frameworks", "outcomes", "measures"):
        before, after = ({item.id: item for item in getattr(one, kind)} for one in (earlier, later))
        for name in dict.fromkeys([*after, *before]):
            if name in before and name in after:
                old, new = before[name].model_dump(), after[name].model_dump()
                yield from _fields(f"{kind[:-1]} {name}", old, new)
            elif kind != "measures":
                titles = (one[name].title if name in one else None for one in (before, after))
                yield from _other(f"{kind[:-1]} {name}", "title", *titles)


def _fields(
    what: str, before: dict[str, Any], after: dict[str, Any], above: str = ""
) -> Iterator[tuple[str, str, object, object]]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _fields(what, old, new, f"{above}{name}.")
        else:
            yield from _other(what, f"{above}{name}", old, new)


def _other(what: str, name: str, before: object, after: object) -> Iterator[tuple[str, str, object, object]]:
    if before != after:
        yield what, name, before, after
