"""What a release changes against the one before, in plain English: its headlines, and each figure that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from metrics.areas import LONDON, area_name
from metrics.declared.framework import Config, PublishedMeasure
from metrics.explaining.rule_words import NO_PERCENTAGE
from metrics.figures.numbers import CHANGE_UNIT, difference_text
from metrics.figures.sentences import OUTCOME_WORDS, VERDICT_WORDS, observation_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.periods import PERIOD_NOUNS
from metrics.releasing.diff import Beside, Diff, larger_than, moved_by, redeclared
from metrics.releasing.revisions import Figure, Revision

SHOWN = 5
# The keys of a measure that decide what its figure is, and what is said of its change.
DECIDING_KEYS = (
    *("unit", "decimals", "polarity", "frequency", "window"),
    *("comparison.basis", "comparison.baseline", "comparison.materiality", "comparison.test"),
    *("sample.size", "sample.borough_size", "sample.design_effect", "sample.unreliable_below", "breaks"),
    *("control_chart.periods", "rate.per", "suppression.threshold"),
)
# The keys of a source that readers see; the others say how its file is read.
SOURCE_WORDS = ("source.publisher", "source.title", "source.link", "source.licence")
NOTABLE = Decimal(1)  # per cent, points or units, as the measure has them
NOTHING = "Nothing changes that readers see."
FIRST = "There is no release yet to compare with: this would be the first."

# Headlines -------------------------------------------------------------------------------------------------


def headlines(diff: Diff) -> list[str]:
    """What matters most, first: arrows and words, measures, figures already quoted, the past, newest periods."""
    if diff.earlier is None:
        return [FIRST]
    told = [line for tell in _HEADLINES for line in tell(diff.measures)]
    return [*told, *_declared(diff.earlier.config, diff.later.config)] or [NOTHING]


def _arrows(measures: Sequence[Beside]) -> Iterator[str]:
    yield from _listed(
        [(one, _pair(one, _arrow)) for one in measures if one.changes_arrow],
        "1 tile changes arrow",
        "{} tiles change arrow",
    )


def _words(measures: Sequence[Beside]) -> Iterator[str]:
    found = [one for one in measures if one.changes_word and not one.changes_arrow]
    yield from _listed(
        [(one, _pair(one, _outcome)) for one in found], "1 tile changes word", "{} tiles change word"
    )


def _states(measures: Sequence[Beside]) -> Iterator[str]:
    """Measures that were added or are gone, and those whose state is another."""
    added = [(one, one.measure.status) for one in measures if one.before is None]
    yield from _listed(added, "1 measure is added", "{} measures are added")
    gone = [(one, one.measure.status) for one in measures if one.after is None]
    yield from _listed(gone, "1 measure is gone", "{} measures are gone")
    for one in measures:
        if one.before and one.after and one.before.measure.status != one.after.measure.status:
            yield f"{one.measure.title} was {one.before.measure.status}, and is {one.after.measure.status} now"


def _rules(measures: Sequence[Beside]) -> Iterator[str]:
    """What a measure is called, and what decides what is said of its figure, where it is declared otherwise."""
    for one in measures:
        before, after = (tile and tile.measure for tile in (one.before, one.after))
        if before and after and before.title != after.title:
            yield f"{before.title} is called {after.title} now"
        if isinstance(before, PublishedMeasure) and isinstance(after, PublishedMeasure):
            pairs = [
                (name, *(_declared_as(each, name) for each in (before, after))) for name in DECIDING_KEYS
            ]
            told = [f"{name} was {old}, now {new}" for name, old, new in pairs if old != new]
            if told:
                yield f"{after.title} is judged otherwise: {'; '.join(told)}"


def _declared_as(measure: PublishedMeasure, name: str) -> str:
    """What a measure declares under a key that may stand in a part of it, in words."""
    value: object = measure
    for part in name.split("."):
        value = getattr(value, part, None)
    if isinstance(value, tuple):
        return ", ".join(item.period for item in value) or "none"
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _declared(earlier: Config, later: Config) -> Iterator[str]:
    """The words that readers see and that are others now; titles, states and rules of measures are told already."""
    found = [(what, name) for what, name, _, _ in redeclared(earlier, later)]
    restated = {what for what, name in found if name == "status"}
    shown = [f"{what} ({name})" for what, name in found if what not in restated and _is_text(what, name)]
    if shown:
        head = f"{counted(len(shown), 'text')} declared otherwise"
        more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
        yield f"{head}: {', '.join(shown[:SHOWN])}{more}"


def _is_text(what: str, name: str) -> bool:
    if what.startswith("measure ") and name.startswith((*DECIDING_KEYS, "title")):
        return False
    return not name.startswith("source.") or name in SOURCE_WORDS


def _quoted(measures: Sequence[Beside]) -> Iterator[str]:
    """The figures that the last release showed on its tiles, and that are others now."""
    for one in measures:
        if one.published and (found := one.last_shown):
            yield f"{one.measure.title} for {found.before.label} was {_texts(one.published, found)}"


def _past(measures: Sequence[Beside]) -> Iterator[str]:
    for one in measures:
        if one.published and (found := larger_than(one.published, one.headline, NOTABLE)):
            least = f"more than {difference_text(NOTABLE, CHANGE_UNIT[one.published.unit])}"
            past = counted(len(found), f"past {PERIOD_NOUNS[one.published.frequency]}")
            yield f"{past} of {one.measure.title} revised by {least}"


def _newest(measures: Sequence[Beside]) -> Iterator[str]:
    moved = [
        (one, f"{now.label}, before {was.label}")
        for one, was, now in _both(measures)
        if was.dates < now.dates
    ]
    yield from _listed(moved, "1 measure has newer figures", "{} measures have newer figures")
    still = [(one, now.label) for one, was, now in _both(measures) if was.dates == now.dates]
    yield from _listed(still, "1 measure has no newer figure", "{} measures have no newer figures")
    back = [
        (one, f"{now.label}, before {was.label}")
        for one, was, now in _both(measures)
        if was.dates > now.dates
    ]
    yield from _listed(back, "1 measure goes back in time", "{} measures go back in time")


_HEADLINES: tuple[Callable[[Sequence[Beside]], Iterator[str]], ...] = (
    _arrows,
    _words,
    _states,
    _rules,
    _quoted,
    _past,
    _newest,
)


def _both(measures: Sequence[Beside]) -> Iterator[tuple[Beside, Observation, Observation]]:
    for one in measures:
        before, after = one.periods
        if before is not None and after is not None:
            yield one, before, after


def _listed(found: Sequence[tuple[Beside, str]], singular: str, plural: str) -> Iterator[str]:
    """``2 tiles change arrow: Homicide (up, now level); …``, or nothing."""
    if found:
        head = singular if len(found) == 1 else plural.format(len(found))
        yield f"{head}: {'; '.join(f'{one.measure.title} ({told})' for one, told in found)}"


def _pair(one: Beside, word: Callable[[Tile], str]) -> str:
    before, after = (word(tile) for tile in (one.before, one.after) if tile is not None)
    return f"{before}, now {after}"


def _arrow(tile: Tile) -> str:
    return "" if tile.change is None else tile.change.arrow


def _outcome(tile: Tile) -> str:
    if tile.change is None:
        return ""
    return f"{OUTCOME_WORDS[tile.change.outcome]}, {VERDICT_WORDS[tile.change.verdict]}".lower()


# Figures ---------------------------------------------------------------------------------------------------


def counted(number: int, noun: str) -> str:
    """``1 figure``, ``1,204 figures``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _texts(measure: PublishedMeasure, one: Revision) -> str:
    return f"{observation_text(measure, one.before)}, now {observation_text(measure, one.after)}"


def size_words(measure: PublishedMeasure, one: Revision) -> str:
    """How much a figure moved: ``-1.1%``, or words where there is no number that would not mislead."""
    moved = moved_by(measure, one)
    if moved is None:
        unknown = one.before.value is None or one.after.value is None
        return "no difference is known" if unknown else NO_PERCENTAGE
    unit = CHANGE_UNIT[measure.unit]
    return difference_text(moved, unit) if moved else f"less than {difference_text(Decimal('0.1'), unit)}"


def whose(one: Revision | Figure) -> str:
    """Whose figure it is: an area's, or a category's."""
    key = one.key if isinstance(one, Revision) else one[0]
    return key.category if key.dimension else "London" if key.area == LONDON else area_name(key.area)


def revision_line(measure: PublishedMeasure, one: Revision) -> str:
    """``London, December 2021: 6,088, now 6,087 (less than 0.1%)``."""
    return f"{whose(one)}, {one.after.label}: {_texts(measure, one)} ({size_words(measure, one)})"


def figures_line(found: Sequence[Figure]) -> str:
    """How many figures there are, and of which periods: ``330 figures, February 2024 to October 2024``."""
    periods = sorted({one.period: one for _, one in found}.values(), key=lambda one: one.dates)
    first, last = periods[0].label, periods[-1].label
    return f"{counted(len(found), 'figure')}, {first if first == last else f'{first} to {last}'}"
