"""What a release changes against the one before, in plain English: its headlines, and each figure that moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from metrics.areas import region, region_code
from metrics.declared.comparing import VerdictRule
from metrics.declared.framework import Break, PublishedMeasure
from metrics.declared.sample import SizeUntil
from metrics.explaining.rule_words import NO_PERCENTAGE, NO_PERCENTAGE_BELOW
from metrics.figures.numbers import counted, difference_text
from metrics.figures.sentences import OUTCOME_WORDS, VERDICT_WORDS, named, observation_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_word
from metrics.language import say
from metrics.periods import PERIOD_NOUNS
from metrics.releasing.account_news import account_news
from metrics.releasing.areas_words import following_headlines
from metrics.releasing.claim_words import claim_headlines
from metrics.releasing.diff import Diff, MeasurePair, larger_than, revision_difference
from metrics.releasing.discrepancy_news import further_mismatches
from metrics.releasing.inspection_news import inspection_news
from metrics.releasing.redeclared_words import DECIDING_KEYS, declared_headlines
from metrics.releasing.revisions import KeyedFigure, Revision
from metrics.releasing.tracker_news import tracker_news

NOTABLE = Decimal(1)  # per cent, points or units, as the measure has them
NOTHING = "Nothing changes that readers see."
FIRST = "There is no release yet to compare with: this would be the first."

# Headlines -------------------------------------------------------------------------------------------------


def headlines(diff: Diff) -> list[str]:
    """What matters most, first: arrows and words, measures, figures already quoted, the past, newest periods."""
    if diff.earlier is None:
        return [FIRST]
    lines = [line for sentences in _HEADLINES for line in sentences(diff.measures)]
    for news_of in (account_news, tracker_news, inspection_news):
        lines += [f"{item.title}: {item.news}" for item in news_of(diff.earlier, diff.later)]
    for measure in diff.later.config.published():
        texts = further_mismatches(diff.earlier, diff.later, measure)
        lines += [f"{measure.title}: {' '.join(texts)}"] if texts else []
    lines += claim_headlines(diff.earlier, diff.later)
    lines += declared_headlines(diff.earlier.config, diff.later.config)
    return [*lines, *following_headlines(diff.earlier, diff.later)] or [NOTHING]


def _verdicts(measures: Sequence[MeasurePair]) -> Iterator[str]:
    pairs = [pair for pair in measures if _has_verdict(pair) and (pair.changes_word or pair.changes_arrow)]
    yield from _listed(
        [(pair, _was_now(pair, _outcome)) for pair in pairs],
        "1 tile changes its verdict",
        "{} tiles change their verdict",
    )


def _has_verdict(pair: MeasurePair) -> bool:
    return pair.after is not None and pair.after.verdict is not None


def _arrows(measures: Sequence[MeasurePair]) -> Iterator[str]:
    """Of measures whose change itself is judged: those that draw another arrow."""
    yield from _listed(
        [
            (pair, _was_now(pair, _arrow))
            for pair in measures
            if pair.changes_arrow and not _has_verdict(pair)
        ],
        "1 tile changes arrow",
        "{} tiles change arrow",
    )


def _words(measures: Sequence[MeasurePair]) -> Iterator[str]:
    judged = [pair for pair in measures if pair.changes_word and not _has_verdict(pair)]
    pairs = [pair for pair in judged if not pair.changes_arrow]
    yield from _listed(
        [(pair, _was_now(pair, _outcome)) for pair in pairs], "1 tile changes word", "{} tiles change word"
    )


def _states(measures: Sequence[MeasurePair]) -> Iterator[str]:
    """Measures that were added or are gone, and those whose state is another."""
    added = [(pair, pair.measure.status) for pair in measures if pair.before is None]
    yield from _listed(added, "1 measure is added", "{} measures are added")
    gone = [(pair, pair.measure.status) for pair in measures if pair.after is None]
    yield from _listed(gone, "1 measure is gone", "{} measures are gone")
    for pair in measures:
        if pair.before and pair.after and pair.before.measure.status != pair.after.measure.status:
            yield f"{pair.measure.title} was {pair.before.measure.status}, and is {pair.after.measure.status} now"


def _rules(measures: Sequence[MeasurePair]) -> Iterator[str]:
    """What a measure is called, and what decides what is said of its figure, where it is declared otherwise."""
    for pair in measures:
        before, after = (tile and tile.measure for tile in (pair.before, pair.after))
        if before and after and before.title != after.title:
            yield f"{before.title} is called {after.title} now"
        if isinstance(before, PublishedMeasure) and isinstance(after, PublishedMeasure):
            pairs = [
                (name, *(_declared_as(measure, name) for measure in (before, after)))
                for name in DECIDING_KEYS
            ]
            changes = [f"{name} was {old}, now {new}" for name, old, new in pairs if old != new]
            if changes:
                yield f"{after.title} is judged otherwise: {'; '.join(changes)}"


def _declared_as(measure: PublishedMeasure, name: str) -> str:
    """What a measure declares under a key that may stand in a part of it, in words."""
    value: object = measure
    for part in name.split("."):
        value = getattr(value, part, None)
    if isinstance(value, tuple):
        return ", ".join(map(_item_words, value)) or "none"
    if isinstance(value, VerdictRule):
        return ", ".join(f"{key} {setting}" for key, setting in value if setting is not None)
    return "none" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _item_words(item: Break | SizeUntil) -> str:
    """A break by its period, a sample's size by its number and how long it held."""
    if isinstance(item, Break):
        return item.period
    return f"{item.value:,}" if item.until is None else f"{item.value:,} until {item.until}"


def _quoted(measures: Sequence[MeasurePair]) -> Iterator[str]:
    """The figures that the last release showed on its tiles, and that are others now."""
    for pair in measures:
        if pair.published and (revision := pair.tile_revision):
            yield f"{pair.measure.title} for {named(revision.before)} was {_texts(pair.published, revision)}"


def _past(measures: Sequence[MeasurePair]) -> Iterator[str]:
    for pair in measures:
        if pair.published and (notable := larger_than(pair.published, pair.headline, NOTABLE)):
            least = f"more than {difference_text(NOTABLE, pair.published.change_unit)}"
            past = counted(len(notable), f"past {PERIOD_NOUNS[pair.published.frequency]}")
            yield f"{past} of {pair.measure.title} revised by {least}"


def _newest(measures: Sequence[MeasurePair]) -> Iterator[str]:
    newer = [
        (pair, f"{now.label}, before {was.label}")
        for pair, was, now in _both(measures)
        if was.dates[1] < now.dates[1]
    ]
    yield from _listed(newer, "1 measure has newer figures", "{} measures have newer figures")
    still = [(pair, now.label) for pair, was, now in _both(measures) if was.dates[1] == now.dates[1]]
    yield from _listed(still, "1 measure has no newer figure", "{} measures have no newer figures")
    back = [
        (pair, f"{now.label}, before {was.label}")
        for pair, was, now in _both(measures)
        if was.dates[1] > now.dates[1]
    ]
    yield from _listed(back, "1 measure goes back in time", "{} measures go back in time")


_HEADLINES: tuple[Callable[[Sequence[MeasurePair]], Iterator[str]], ...] = (
    _verdicts,
    _arrows,
    _words,
    _states,
    _rules,
    _quoted,
    _past,
    _newest,
)


def _both(measures: Sequence[MeasurePair]) -> Iterator[tuple[MeasurePair, Observation, Observation]]:
    for pair in measures:
        before, after = pair.periods
        if before is not None and after is not None:
            yield pair, before, after


def _listed(entries: Sequence[tuple[MeasurePair, str]], singular: str, plural: str) -> Iterator[str]:
    """``2 tiles change arrow: Homicide (up, now level); …``, or nothing."""
    if entries:
        head = singular if len(entries) == 1 else plural.format(len(entries))
        yield f"{head}: {'; '.join(f'{pair.measure.title} ({words})' for pair, words in entries)}"


def _was_now(pair: MeasurePair, word: Callable[[Tile], str]) -> str:
    before, after = (word(tile) for tile in (pair.before, pair.after) if tile is not None)
    return f"{before}, now {after}"


def _arrow(tile: Tile) -> str:
    return "" if tile.judged is None else tile.judged.arrow


def _outcome(tile: Tile) -> str:
    if tile.judged is None:
        return ""
    if tile.verdict is not None:
        return verdict_word(tile.verdict).lower()
    return f"{OUTCOME_WORDS[tile.judged.outcome]}, {VERDICT_WORDS[tile.judged.verdict]}".lower()


# Figures ---------------------------------------------------------------------------------------------------


def _texts(measure: PublishedMeasure, revision: Revision) -> str:
    return f"{observation_text(measure, revision.before)}, now {observation_text(measure, revision.after)}"


def size_words(measure: PublishedMeasure, revision: Revision) -> str:
    """How much a figure moved: ``-1.1%``, or words where there is no number that would not mislead."""
    difference = revision_difference(measure, revision)
    if difference is None:
        unknown = revision.before.value is None or revision.after.value is None
        no_percentage = NO_PERCENTAGE_BELOW if (revision.before.value or 0) < 0 else NO_PERCENTAGE
        return say("no difference is known") if unknown else say(no_percentage)
    unit = measure.change_unit
    if difference:
        return difference_text(difference, unit)
    least = Decimal(1).scaleb(-measure.change_decimals)
    return say(_less_than(revision), size=difference_text(least, unit))


def _less_than(revision: Revision) -> str:
    """Which way a figure moved, where no number of its difference is left to say it."""
    before, after = revision.before.value, revision.after.value
    if before is None or after is None or before == after:
        return "less than {size}"
    return "less than {size} higher" if after > before else "less than {size} lower"


def whose(measure: PublishedMeasure, figure: Revision | KeyedFigure) -> str:
    """Whose figure it is: an area's, or a category's."""
    key = figure.key if isinstance(figure, Revision) else figure[0]
    if key.dimension:
        return key.category
    return region().name if key.area == region_code() else measure.source.area_name(key.area)


def revision_line(measure: PublishedMeasure, revision: Revision) -> str:
    """``Fenshire, December 2021: 6,088, now 6,087 (less than 0.1%)``."""
    name = f"{whose(measure, revision)}, {revision.after.label}"
    return f"{name}: {_texts(measure, revision)} ({size_words(measure, revision)})"


def figures_line(figures: Sequence[KeyedFigure]) -> str:
    """How many figures there are, and of which periods: ``330 figures, February 2024 to October 2024``."""
    periods = sorted(
        {observation.period: observation for _, observation in figures}.values(),
        key=lambda observation: observation.dates,
    )
    first, last = periods[0].label, periods[-1].label
    return f"{counted(len(figures), 'figure')}, {first if first == last else f'{first} to {last}'}"
