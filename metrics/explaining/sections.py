"""An explanation as a person reads it: seven sections, from where the figure comes from to what the dashboard says.

The command and the page say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from metrics.dates import day_in_words
from metrics.declared.framework import PlannedMeasure, PublishedMeasure, QualitativeMeasure, RetiredMeasure
from metrics.explaining.derived_words import derived_steps
from metrics.explaining.explanation import Explanation
from metrics.explaining.row_sections import Section, row_sections, trail_of
from metrics.explaining.row_words import counted_rows, noun_of
from metrics.explaining.rule_words import decided, rule_facts
from metrics.explaining.step_words import steps
from metrics.figures.change import Change
from metrics.figures.lineage import Role
from metrics.figures.release import NO_DATA
from metrics.figures.sentences import (
    OUTCOME_WORDS,
    VERDICT_WORDS,
    VERDICTS_IN_SHORT,
    change_text,
    named,
    observation_text,
    period_and_figure,
)
from metrics.figures.series import Key, Observation
from metrics.figures.target_sentences import progress_sentence, target_text
from metrics.figures.totals import absent
from metrics.figures.verdict_sentences import verdict_word
from metrics.language import say, say_count
from metrics.periods import label, parse_period_id
from metrics.release_titles import release_title
from metrics.statuses import absence_words

SOURCE, STEPS = "Where the figure comes from", "From the rows to the figure"
COMPARED, RULE = "What it is compared with", "What may be said of the change"
JUDGED, JUDGED_RULE = "What is judged", "What may be said of that"
AGAINST = "{basis}: {later}, against {earlier}."
ONLY_RISES = "A total so far this year can only rise, so the single periods at its end are compared."
BELOW_THE_HEADER = ("{number} row below the header", "{number} rows below the header")
EACH_SIDE = "Each side is {number} figures added up, which are listed here, those of the earlier side first."
WORDS, STANDS = "What the dashboard says", "Where this stands"


def sections(explained: Explanation) -> tuple[Section, ...]:
    """The sections of an explanation; one alone for a measure without figures."""
    tile = explained.tile
    match tile.measure:
        case PlannedMeasure() | QualitativeMeasure() | RetiredMeasure():
            return (Section("stands", say(STANDS), tuple(_without_figures(explained))),)
        case measure if tile.latest is None:
            return (_source(measure, explained), Section("said", say(WORDS), (tile.note,)))
        case measure:
            return (
                _source(measure, explained),
                *row_sections(measure, explained),
                _steps(measure, explained, tile.latest),
                *_compared(measure, explained),
                _words(measure, explained, tile.latest),
            )


def _without_figures(explained: Explanation) -> Iterator[str]:
    match explained.tile.measure:
        case PlannedMeasure() as measure:
            yield f"{say('There is no figure to explain: this measure is planned.')} {measure.reason}"
            yield say("It is promised by {owner}.", owner=measure.owner)
            if isinstance(measure.expected, date):
                yield say("It is expected by {day}.", day=day_in_words(measure.expected))
            else:
                yield say("No date has been announced.")
            if explained.tile.overdue:
                yield say("It is overdue.")
        case QualitativeMeasure() as measure:
            yield f"{say('There is no figure to explain: this measure is reported in words.')} {measure.reason}"
            yield measure.narrative
        case RetiredMeasure() as measure:
            yield f"{say('There is no figure to explain: this measure is retired.')} {measure.reason}"


def _source(measure: PublishedMeasure, explained: Explanation) -> Section:
    source = measure.source
    says = [say("{title}. Published by {publisher}.", title=source.title, publisher=source.publisher)]
    if explained.files:
        files = tuple((file.name, _size(file.rows)) for file in explained.files)
    else:
        files = tuple((name, "") for name in source.files)
    if len(files) > 1 and measure.derived is None:
        says.append(say("The files join into one series. What two of them hold is taken from the first."))
    return Section("source", say(SOURCE), tuple(says), source.link, facts=files)


def _size(rows: int | None) -> str:
    return "" if rows is None else say_count(*BELOW_THE_HEADER, rows, number=f"{rows:,}")


def _steps(measure: PublishedMeasure, explained: Explanation, latest: Observation) -> Section:
    trail = trail_of(explained, "figure")
    says = tuple(
        derived_steps(measure, explained, latest)
        if measure.derived is not None
        else steps(measure, explained.tile.area, latest, trail)
    )
    parts = trail.parts if trail is not None and len(trail.parts) > 1 else ()
    facts = tuple(_part(measure, explained, part.period, part.count) for part in parts)
    return Section("steps", say(STEPS), says, facts=facts)


def _part(
    measure: PublishedMeasure, explained: Explanation, period_id: str, count: int | None
) -> tuple[str, str]:
    period = parse_period_id(period_id, measure.frequency)
    single = explained.single(period)
    text = absence_words("x") if single is None else observation_text(measure, single)
    rows = "" if count is None else f" ({counted_rows(noun_of(measure.source), count)})"
    return label(period), f"{text}{rows}"


# The comparison --------------------------------------------------------------------------------------------


def _compared(measure: PublishedMeasure, explained: Explanation) -> tuple[Section, ...]:
    change = explained.tile.change
    if change is None:
        return (Section("compared", say(COMPARED), (explained.tile.note,)),)
    later, earlier = (period_and_figure(measure, side) for side in (change.later, change.earlier))
    says = [say(AGAINST, basis=change.basis.label, later=later, earlier=earlier)]
    if change.later.window != measure.window:
        says.append(say(ONLY_RISES))
        says += _construction(measure, explained, "later", change.later)
    says += _construction(measure, explained, "earlier", change.earlier)
    trail = trail_of(explained, "earlier")
    cells = () if trail is None else trail.cells
    more = 0 if trail is None else trail.count - len(cells)
    compared = Section("compared", say(COMPARED), tuple(says), "", cells, more)
    if explained.tile.verdict is not None:
        usual = (explained.tile.usual_sentence,) if explained.tile.usual_sentence else ()
        compared = replace(compared, says=(*compared.says, explained.tile.explanation, *usual))
        return (compared, *_judged(measure, explained, explained.tile.verdict))
    beside = tuple(_beside(measure, explained))
    return (
        compared,
        Section(
            "rule",
            say(RULE),
            (decided(change), explained.tile.explanation, *beside),
            facts=rule_facts(measure, change),
        ),
    )


def _judged(measure: PublishedMeasure, explained: Explanation, verdict: Change) -> Iterator[Section]:
    """The comparison of like with like: the figures that either side adds up, and the rule that decided."""
    later, earlier = (period_and_figure(measure, side) for side in (verdict.later, verdict.earlier))
    facts = tuple(
        (observation.label, observation_text(measure, observation))
        for periods in (verdict.comparison.earlier, verdict.comparison.later)
        for observation in _observations(measure, explained, verdict, periods)
    )
    says = (say(AGAINST, basis=verdict.basis.label, later=later, earlier=earlier), *_added_up(verdict))
    yield Section("judged", say(JUDGED), says, facts=facts)
    rule = (decided(verdict), explained.tile.verdict_explanation)
    yield Section("rule", say(JUDGED_RULE), rule, facts=rule_facts(measure, verdict))


def _added_up(verdict: Change) -> Iterator[str]:
    length = len(verdict.comparison.later)
    if length > 1:
        yield say(EACH_SIDE, number=length)


def _observations(
    measure: PublishedMeasure, explained: Explanation, verdict: Change, periods: tuple[pd.Period, ...]
) -> Iterator[Observation]:
    key = Key(verdict.comparison.window, explained.tile.area)
    series = explained.release.data.get(measure.id, NO_DATA).get(key)
    yield from (series.at(period) or absent(period, key.window) for period in periods)


def _construction(
    measure: PublishedMeasure, explained: Explanation, role: Role, of: Observation
) -> Iterator[str]:
    """That a figure is made as the one above, and of how many rows."""
    trail = trail_of(explained, role)
    if measure.derived is None and trail is not None and trail.hidden == "figure":
        yield say("The figure for {period} is withheld.", period=named(of))
    elif measure.derived is not None or trail is None or trail.hidden:
        yield say("The figure for {period} is made in the same way.", period=named(of))
    else:
        rows = counted_rows(noun_of(measure.source), trail.count)
        yield say("The figure for {period} is made in the same way, of {rows}.", period=named(of), rows=rows)


def _beside(measure: PublishedMeasure, explained: Explanation) -> Iterator[str]:
    if explained.tile.beside is not None:
        yield f"{say('Windows that share no month can be told apart.')} {explained.tile.beside_sentence}"
        yield from _construction(measure, explained, "beside", explained.tile.beside.earlier)


# What is said in the end -----------------------------------------------------------------------------------


def _words(measure: PublishedMeasure, explained: Explanation, latest: Observation) -> Section:
    tile = explained.tile
    sentences = (tile.sentence, tile.verdict_sentence, tile.beside_sentence, tile.supplement)
    targets = [
        f"{target_text(measure, item.target)}. {progress_sentence(measure, item)}" for item in tile.targets
    ]
    says = [*sentences, *_supplement(measure, explained), *targets]
    facts = [(say("Figure"), tile.text), (say("Period"), latest.label)]
    if tile.change is not None:
        facts.append((tile.change.basis.label if tile.verdict else say("Change"), change_text(tile.change)))
    if tile.verdict is not None:
        facts.append((tile.verdict.basis.label, change_text(tile.verdict)))
    if tile.judged is not None:
        word = say(OUTCOME_WORDS[tile.judged.outcome]) if tile.verdict is None else verdict_word(tile.verdict)
        facts.append((say("Word"), word))
        facts.append((say(VERDICTS_IN_SHORT), say(VERDICT_WORDS[tile.judged.verdict])))
    return Section("said", say(WORDS), tuple(filter(None, says)), facts=tuple(facts))


def _supplement(measure: PublishedMeasure, explained: Explanation) -> Iterator[str]:
    trail, before = trail_of(explained, "supplement"), trail_of(explained, "supplement-earlier")
    if trail is not None and before is not None and not (trail.hidden or before.hidden):
        noun = noun_of(measure.source)
        now, then = (counted_rows(noun, item.count) for item in (trail, before))
        yield say("The two numbers in that sentence are made of {now} and {then}.", now=now, then=then)


def headline(explained: Explanation) -> tuple[str, str]:
    """What is explained, and of which release: two lines to stand above the sections."""
    tile, release = explained.tile, explained.release
    of = say(
        "As in release {title}, published on {day}.",
        title=release_title(release.id),
        day=day_in_words(release.published_at),
    )
    if tile.latest is None:
        return tile.measure.title, of
    return tile.measure.title, f"{explained.place}, {tile.latest.label}: {tile.text}. {of}"
