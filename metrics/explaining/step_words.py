"""Each step from the rows to a figure, as a sentence: reading, naming, adding up, the window, and what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.ratio import halves_of, is_ratio, times
from metrics.explaining.row_words import noun_of, quoted, taken_for_text
from metrics.figures.intervals import interval_text
from metrics.figures.lineage import Cell, Trail
from metrics.figures.numbers import counted, full_text
from metrics.figures.observations import window_length
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation
from metrics.figures.sums_of_areas import areas_behind
from metrics.figures.wording import base_noun
from metrics.language import say
from metrics.periods import PERIOD_NOUNS, label, months_in_words, parse_period_id, window_months
from metrics.reading.names import EMPTY
from metrics.reading.values import EXAMPLES
from metrics.statuses import STATUS_STEPS, STATUS_WORDS

MOST_TAKEN_FOR = 6


def steps(
    measure: PublishedMeasure, area: str, observation: Observation, trail: Trail | None
) -> Iterator[str]:
    """The steps to a figure, in their order. ``trail`` is None where its rows are not at hand."""
    if is_ratio(measure):
        yield RATIO
        yield from _to_what_is_shown(halves_of(measure).top, area, observation, trail)
        yield from _division(measure, observation)
    else:
        yield from _to_what_is_shown(measure, area, observation, trail)
    yield from _display(measure, observation)


RATIO = "Two counts are read and added up in the same way, and the first is divided by the second last."


def _division(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    """The two counts, and what they come to."""
    over = measure.source.over
    if observation.value is None or observation.base is None or over is None:
        return
    count = round(observation.value * observation.base / times(measure))
    yield divided_text(measure, f"{count:,}", f"{observation.base:,} {over.noun}", observation.value)


def divided_text(measure: PublishedMeasure, first: str, second: str, value: float) -> str:
    """What one number over another comes to: ``90 divided by 1,000 stops, times 100, is 9.``"""
    factor = times(measure)
    multiplied = "" if factor == 1 else f", times {factor:,}"
    return f"{first} divided by {second}{multiplied}, is {full_text(value, measure.form)}."


def _to_what_is_shown(
    measure: PublishedMeasure, area: str, observation: Observation, trail: Trail | None
) -> Iterator[str]:
    """From the rows to the sum of them."""
    if trail is None or not trail.hidden:
        yield from _reading(measure, trail)
    for item in trail.taken_for[:MOST_TAKEN_FOR] if trail else ():
        yield taken_for_text(item)
    yield _place(measure, area)
    source = measure.source
    if trail is not None and trail.absent:
        names = quoted((source.area_name(code) for code in trail.absent), "and")
        holder = measure.source.holder("area")
        yield f"No {holder} stands for {names}: {_absence(measure, len(trail.absent))}."
    yield from _window(measure, observation)
    yield from _absent(measure, trail)


# How a value is read ---------------------------------------------------------------------------------------


def _reading(measure: PublishedMeasure, trail: Trail | None) -> Iterator[str]:
    source = measure.source
    if LAYOUTS[source.layout].counts_rows and source.value.column is None:
        yield "Each row counts as one."
    elif trail is None:
        example = EXAMPLES[source.value.written_as].replace(".", source.decimal)
        yield f"A value is written as {example}."
    else:
        yield from _read(measure, trail)
    if measure.money is not None:
        scale = measure.money.given_in
        yield f"The file gives amounts in {scale if scale == 'pounds' else f'{scale} of pounds'}."
    if source.decimal == ",":
        yield "A comma stands for the decimal point in the file."


def _read(measure: PublishedMeasure, trail: Trail) -> Iterator[str]:
    number = next((cell for cell in trail.cells if cell.value is not None), None)
    if number is not None:
        kind = {"percent": ", a percentage", "proportion": ", a proportion"}
        what = kind.get(measure.source.value.written_as, "")
        yield (
            f"“{number.written.strip()}”{what}, is read as {number_text(measure, number)}."
            if what
            else (f"“{number.written.strip()}” is read as {number_text(measure, number)}.")
        )
    marks = {cell.written.strip(): cell.status for cell in trail.cells if cell.value is None}
    for written, status in marks.items():
        yield f"“{written}” stands for a figure that is {STATUS_WORDS.get(status, 'missing')} [{status}]."


def number_text(measure: PublishedMeasure, cell: Cell) -> str:
    """A cell's number in full: ``61.4%``, ``1,204``; nothing where it has none."""
    if cell.value is None:
        return ""
    return full_text(cell.value, measure.form)


# Whose figure it is ----------------------------------------------------------------------------------------


def _place(measure: PublishedMeasure, area: str) -> str:
    source, noun = measure.source, noun_of(measure.source)
    if area != region_code():
        added = ", which are added up" if source.combine == "sum" else ""
        if areas_behind(measure, area) != {area}:
            return f"{source.area_name(area)}'s figure is the sum of its wards."
        return f"{source.area_name(area)}'s figure is made of its own {noun}s alone{added}."
    if source.area is None:
        return say("The file names no areas: each of its rows is {region}.")
    match source.region:
        case "own-row":
            own = source.holder("area")
            return say(
                "{region} has a {own} of its own in the file. Its figure is not added up from {districts}.",
                own=own,
            )
        case "sum-of-areas":
            parts = {"district": say("{districts}"), "division": say("{divisions}"), "ward": "wards"}[
                source.level
            ]
            return say(
                "{region's} figure is the sum of the {parts}; a {noun} of no {district} is left out.",
                parts=parts,
                noun=noun,
            )
        case _:
            return say(
                "{region's} figure is the sum of all {noun}s.{measure}", noun=noun, measure=_no_area(measure)
            )


def _no_area(measure: PublishedMeasure) -> str:
    names = [name or EMPTY for name in (measure.source.area.no_area if measure.source.area else ())]
    return (
        say(" Those of no {district} ({names}) count as well.", names=quoted(names, "and")) if names else ""
    )


# What it covers --------------------------------------------------------------------------------------------


def _window(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    noun = PERIOD_NOUNS[measure.frequency]
    if measure.source.period.day == "each":
        missing = " It is missing where a day has none." if measure.source.absent == "missing" else ""
        yield f"Each day of a {noun} has rows of its own, which are added up.{missing}"
    if observation.window == "single":
        yield f"The figure covers one {noun} alone, {observation.label}."
        return
    covers = months_in_words(*window_months(observation.period, observation.window))
    if observation.window == measure.source.window:
        yield f"The publisher's own value covers {covers}: nothing is added up here."
        return
    length = window_length(measure, observation.period)
    if length:
        yield f"The figure covers {covers}: {counted(length, f'single {noun}')} added up."
    else:
        reasons = " and because ".join(item.reason for item in measure.breaks)
        yield f"A break stands between {covers}, so they are not added up: {reasons}."


def _absent(measure: PublishedMeasure, trail: Trail | None) -> Iterator[str]:
    """The single periods inside the window for which no row stands."""
    parts = trail.parts if trail is not None else ()
    labels = [label(parse_period_id(part.period, measure.frequency)) for part in parts if part.count == 0]
    if labels:
        yield f"No row stands for {' or '.join(labels)}: {_absence(measure, len(labels))}."


def _absence(measure: PublishedMeasure, number: int) -> str:
    counts, is_ = ("counts", "it is") if number == 1 else ("count", "they are")
    zero = f"{'it' if number == 1 else 'they'} {counts} as zero"
    return zero if measure.source.absent == "zero" else f"{is_} missing, and missing is never zero"


# What is shown ---------------------------------------------------------------------------------------------


def _display(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    if observation.base is not None and not is_ratio(measure):
        noun = base_noun(measure)
        yield (
            f"It is of {observation.base:,} {noun}, as the file says."
            if noun
            else f"{observation.base:,} people were asked, as the file says."
        )
    if observation.interval is not None:
        yield f"The file gives its 95% interval: {interval_text(measure, observation.interval, None)}."
    yield from shown_as(measure, observation)


def shown_as(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    """How a figure is written in the end, and what its status says of it."""
    text = observation_text(measure, observation)
    if observation.value is None:
        status = STATUS_WORDS.get(observation.status, "missing")
        yield f"There is no figure to show: it is {status}. It is shown as “{text}”."
        return
    full = full_text(observation.value, measure.form)
    yield f"{full} is shown as {text}, rounded." if full != text else f"It is shown as {text}."
    if observation.status in STATUS_STEPS:
        yield STATUS_STEPS[observation.status]
