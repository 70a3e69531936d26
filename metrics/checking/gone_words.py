"""Figures that are gone, in words: for staff what to look at, for readers what they no longer find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from metrics.areas import districts, region_code
from metrics.checking.doubts import Doubt, Place, Way, doubt
from metrics.checking.places import place_of
from metrics.declared.framework import PublishedMeasure
from metrics.figures.intervals import span_text
from metrics.figures.wording import PERIODS_COUNTED
from metrics.issues import listed
from metrics.language import listed_words, say, say_count
from metrics.periods import PERIOD_NOUNS, label, parse_period_id

MOST_SERIES = 3
MOST_NAMED = 5
# What readers are told.
NOTHING_LEFT_OF = "There are no figures of {names} any more: {when}."
NOT_THERE = (
    "The release before had {number} figure of {names} that is not there now: {when}.",
    "The release before had {number} figures of {names} that are not there now: {when}.",
)


@dataclass(frozen=True)
class Lost:
    """The ``figures`` of a measure that a release had and a drop lacks, with the ordinal of each period.

    ``is_zero`` tells of each whether it would be stored as zero: where a missing row is one.

    ``kept`` are those that the drop has, as stored, and ``cells`` what was read. ``was`` is the measure as the
    release had it, where that can be read: an area that is gone is called as it was there.
    """

    measure: PublishedMeasure
    cells: pd.DataFrame
    figures: pd.DataFrame
    kept: pd.DataFrame
    release: str
    was: PublishedMeasure | None = None

    def area_name(self, code: str) -> str:
        """The name of an area, or the last that it had."""
        name = self.measure.source.area_name(code)
        return name if name != code or self.was is None else self.was.source.area_name(code)

    @property
    def alive(self) -> pd.DataFrame:
        """What still says something: not a zero that only stands where there is no row."""
        return self.kept[self.kept["value"] != "0"] if self.measure.source.absent == "zero" else self.kept

    @property
    def file(self) -> Place:
        """The last of the measure's files as a whole."""
        return str(self.cells["file"].iloc[-1]), 1, 1

    @property
    def had(self) -> str:
        """The start of a message on what the release had."""
        return f'"{self.measure.id}": release "{self.release}" has'

    def when(self, figures: pd.DataFrame) -> str:
        """The periods of figures: ``January 2003 to December 2009``."""
        first, last = self._ends(figures)
        return first if first == last else f"{first} to {last}"

    def when_for_readers(self, figures: pd.DataFrame) -> str:
        """The same in the language of the site."""
        first, last = self._ends(figures)
        return first if first == last else span_text(first, last)

    def _ends(self, figures: pd.DataFrame) -> list[str]:
        at = figures["ordinal"]
        ends = (figures["period"].iloc[int(end)] for end in (at.argmin(), at.argmax()))
        return [label(parse_period_id(period, self.measure.frequency)) for period in ends]


def doubts_of(lost: Lost, reason: str = "") -> Iterator[Doubt]:
    """One doubt for each kind of what is lost: its end, other periods, areas, categories, single figures."""
    figures, periods = lost.figures, set(lost.kept["period"])
    if figures.empty:
        return
    without = ~figures["period"].isin(periods)
    newest = max((parse_period_id(period, lost.measure.frequency).ordinal for period in periods), default=0)
    later = figures["ordinal"] > newest
    rest, alive = figures[~without], lost.alive
    of_areas = ~rest["area"].isin(alive["area"]) & (rest["dimension"] == "") & (rest["area"] != region_code())
    names = ["dimension", "category"]
    names_alive = pd.MultiIndex.from_frame(alive[names])
    of_categories = ~pd.MultiIndex.from_frame(rest[names]).isin(names_alive) & (rest["dimension"] != "")
    parts = (
        (_ended, figures[without & later]),
        (_periods, figures[without & ~later]),
        (_areas, rest[of_areas]),
        (_categories, rest[of_categories]),
        (_figures, rest[~of_areas & ~of_categories]),
    )
    yield from (doubt_of(lost, part, reason) for doubt_of, part in parts if not part.empty)


def _ended(lost: Lost, figures: pd.DataFrame, reason: str) -> Doubt:
    ends = (max(lost.kept["period"], default=""), max(figures["period"]))
    now, then = (label(parse_period_id(end, lost.measure.frequency)) if end else "nothing" for end in ends)
    message = f'"{lost.measure.id}" ends in {now}, and release "{lost.release}" holds it to {then}; '
    message += f"is it the right drop? {_counted(figures)} would be gone"
    text = say("The figures from {when} are no longer there.", when=lost.when_for_readers(figures))
    about = f"{lost.release} {then}"
    return doubt(lost.measure.id, about, lost.file, text, "older-than-current", message, reason=reason)


def _periods(lost: Lost, figures: pd.DataFrame, reason: str) -> Doubt:
    number, noun = figures["period"].nunique(), PERIOD_NOUNS[lost.measure.frequency]
    periods = f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
    gone = "is" if number == 1 else "are"
    message = f"{lost.had} {periods}, {lost.when(figures)}, that {gone} not there now"
    place = place_of(lost.cells, lost.cells["period"].min(), region_code())
    text = say(
        "The release before had figures of {periods} that are no longer there: {when}.",
        periods=say_count(*PERIODS_COUNTED[noun], number, number=f"{number:,}"),
        when=lost.when_for_readers(figures),
    )
    about = f"{lost.release} {lost.when(figures)}"
    message = f"{message} ({_counted(figures)})"
    return doubt(lost.measure.id, about, place, text, "gone-periods", message, reason=reason)


def _areas(lost: Lost, figures: pd.DataFrame, reason: str) -> Doubt:
    names = [lost.area_name(code) for code in sorted(figures["area"].unique())]
    message = f"{lost.had} {_counted(figures)} of {listed(names)}, and nothing is left of {_them(names)}"
    text = say(NOTHING_LEFT_OF, names=listed_words(names), when=lost.when_for_readers(figures))
    about = f"{lost.release} {', '.join(names)}"
    way: Way = "any"
    if figures["is_zero"].any():
        way = "declared"
    elif not figures["area"].isin(list(districts())).any():
        way = "accepted"  # an entry cannot name what the table of areas has no more
    item = doubt(lost.measure.id, about, lost.file, text, "gone-area", message, reason=reason)
    return replace(item, way=way)


def _categories(lost: Lost, figures: pd.DataFrame, reason: str) -> Doubt:
    pairs = sorted(set(zip(figures["dimension"], figures["category"], strict=True)))
    names = [f"{category} of {dimension}" for dimension, category in pairs]
    message = f"{lost.had} {_counted(figures)} of {listed(names)}, and nothing is left of {_them(names)}"
    categories = listed_words([say("“{name}”", name=category) for _, category in pairs])
    text = say(NOTHING_LEFT_OF, names=categories, when=lost.when_for_readers(figures))
    about = f"{lost.release} {', '.join(names)}"
    way: Way = "declared" if figures["is_zero"].any() else "any"
    item = doubt(lost.measure.id, about, lost.file, text, "gone-category", message, reason=reason)
    return replace(item, way=way)


def _figures(lost: Lost, figures: pd.DataFrame, reason: str) -> Doubt:
    """Figures of series that go on, or of the region: the series that lose most are named."""
    whose = [category or lost.area_name(area) for area, category in _pairs(figures)]
    groups = [(str(name), rows) for name, rows in figures.groupby(pd.Series(whose, index=figures.index))]
    groups.sort(key=lambda group: -len(group[1]))
    of = [f"{name} ({len(rows):,}, {lost.when(rows)})" for name, rows in groups[:MOST_SERIES]]
    more = f" and {len(groups) - MOST_SERIES:,} more" if len(groups) > MOST_SERIES else ""
    message = f"{lost.had} {_counted(figures)} that {_verb(figures)} not there now: {', '.join(of)}{more}"
    first = figures.sort_values("ordinal").iloc[0]
    period = parse_period_id(first["period"], lost.measure.frequency)
    names = [name for name, _ in groups]
    text = say_count(
        *NOT_THERE,
        len(figures),
        number=f"{len(figures):,}",
        names=_those_that_lose_most(names),
        when=lost.when_for_readers(figures),
    )
    return doubt(
        lost.measure.id,
        f"{lost.release} {', '.join(names)} {lost.when(figures)}",
        place_of(lost.cells, period, str(first["area"])),
        text,
        "gone-figures",
        message,
        reason=reason,
    )


def _those_that_lose_most(names: list[str]) -> str:
    """The names of the series that lose most, and how many more there are."""
    first = listed_words(names[:MOST_SERIES])
    if len(names) <= MOST_SERIES:
        return first
    return say("{names} and {number} more", names=first, number=f"{len(names) - MOST_SERIES:,}")


def _pairs(figures: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(figures["area"], figures["category"], strict=True)


def _counted(figures: pd.DataFrame) -> str:
    return "1 figure" if len(figures) == 1 else f"{len(figures):,} figures"


def _verb(figures: pd.DataFrame) -> str:
    return "is" if len(figures) == 1 else "are"


def _them(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"


def few(names: Sequence[str]) -> str:
    """Names as readers have them, ``a, b and c``: the first few of many."""
    if len(names) <= MOST_NAMED:
        return listed_words(names)
    return say(
        "{areas} and {number} more", areas=", ".join(names[:MOST_NAMED]), number=len(names) - MOST_NAMED
    )
