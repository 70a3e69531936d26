"""Each step from the rows to a figure, as a sentence: reading, naming, adding up, the window, and what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS, Holder, RowNoun
from metrics.declared.ratio import halves_of, is_ratio, times
from metrics.declared.units import WrittenAs
from metrics.explaining.row_words import all_quoted, noun_of, taken_for_text
from metrics.figures.intervals import interval_text
from metrics.figures.lineage import Cell, Trail
from metrics.figures.numbers import full_text
from metrics.figures.observations import window_length
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation
from metrics.figures.sums_of_areas import areas_behind
from metrics.figures.wording import SCALES, base_noun, period_noun
from metrics.language import say, say_count
from metrics.periods import PERIOD_NOUNS, label, months_in_words, parse_period_id, window_months
from metrics.reading.names import EMPTY
from metrics.reading.values import EXAMPLES
from metrics.statuses import STATUS_STEPS, status_words

MOST_TAKEN_FOR = 6
RATIO = "Two counts are read and added up in the same way, and the first is divided by the second last."
READ_AS: Mapping[WrittenAs, str] = {
    "percent": "“{written}”, a percentage, is read as {number}.",
    "proportion": "“{written}”, a proportion, is read as {number}.",
}
PLAINLY_READ_AS = "“{written}” is read as {number}."
# By what holds the cells of an area, or of a period.
NONE_STANDS: Mapping[Holder, str] = {
    "row": "No row stands for {names}: {absence}.",
    "column": "No column stands for {names}: {absence}.",
}
OWN_HOLDER: Mapping[Holder, str] = {
    "row": "{region} has a row of its own in the file. Its figure is not added up from {districts}.",
    "column": "{region} has a column of its own in the file. Its figure is not added up from {districts}.",
}
# By what a figure is made of.
OWN_ALONE: Mapping[RowNoun, str] = {
    "row": "{place}'s figure is made of its own rows alone.",
    "cell": "{place}'s figure is made of its own cells alone.",
}
OWN_ADDED_UP: Mapping[RowNoun, str] = {
    "row": "{place}'s figure is made of its own rows alone, which are added up.",
    "cell": "{place}'s figure is made of its own cells alone, which are added up.",
}
SUM_OF_AREAS: Mapping[RowNoun, str] = {
    "row": "{region's} figure is the sum of the {parts}; a row of no {district} is left out.",
    "cell": "{region's} figure is the sum of the {parts}; a cell of no {district} is left out.",
}
SUM_OF_ALL: Mapping[RowNoun, str] = {
    "row": "{region's} figure is the sum of all rows.{measure}",
    "cell": "{region's} figure is the sum of all cells.{measure}",
}
PARTS: Mapping[str, str] = {"district": "{districts}", "division": "{divisions}", "ward": "wards"}
COVERS_ALONE: Mapping[str, str] = {
    "week": "The figure covers one week alone, {period}.",
    "month": "The figure covers one month alone, {period}.",
    "quarter": "The figure covers one quarter alone, {period}.",
    "year": "The figure covers one year alone, {period}.",
}
SINGLES: Mapping[str, tuple[str, str]] = {
    "week": ("{number} single week", "{number} single weeks"),
    "month": ("{number} single month", "{number} single months"),
    "quarter": ("{number} single quarter", "{number} single quarters"),
    "year": ("{number} single year", "{number} single years"),
}


def steps(
    measure: PublishedMeasure, area: str, observation: Observation, trail: Trail | None
) -> Iterator[str]:
    """The steps to a figure, in their order. ``trail`` is None where its rows are not at hand."""
    if is_ratio(measure):
        yield say(RATIO)
        yield from _to_what_is_shown(halves_of(measure).top, area, observation, trail)
        yield from _division(measure, observation)
    else:
        yield from _to_what_is_shown(measure, area, observation, trail)
    yield from _display(measure, observation)


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
    result = full_text(value, measure.form)
    if factor == 1:
        return say("{first} divided by {second}, is {result}.", first=first, second=second, result=result)
    return say(
        "{first} divided by {second}, times {factor}, is {result}.",
        first=first,
        second=second,
        factor=f"{factor:,}",
        result=result,
    )


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
        names = all_quoted(source.area_name(code) for code in trail.absent)
        absence = _absence(measure, observation, len(trail.absent))
        yield say(NONE_STANDS[source.holder("area")], names=names, absence=absence)
    yield from _window(measure, observation)
    yield from _absent(measure, observation, trail)


# How a value is read ---------------------------------------------------------------------------------------


def _reading(measure: PublishedMeasure, trail: Trail | None) -> Iterator[str]:
    source = measure.source
    if LAYOUTS[source.layout].counts_rows and source.value.column is None:
        yield say("Each row counts as one.")
    elif trail is None:
        example = say(EXAMPLES[source.value.written_as]).replace(".", source.decimal)
        yield say("A value is written as {example}.", example=example)
    else:
        yield from _read(measure, trail)
    if measure.money is not None:
        yield say("The file gives amounts {scale}.", scale=say(SCALES[measure.money.given_in]))
    if source.decimal == ",":
        yield say("A comma stands for the decimal point in the file.")


def _read(measure: PublishedMeasure, trail: Trail) -> Iterator[str]:
    number = next((cell for cell in trail.cells if cell.value is not None), None)
    if number is not None:
        written = number.written.strip()
        sentence = READ_AS.get(measure.source.value.written_as, PLAINLY_READ_AS)
        yield say(sentence, written=written, number=number_text(measure, number))
    marks = {cell.written.strip(): cell.status for cell in trail.cells if cell.value is None}
    for written, status in marks.items():
        yield say(
            "“{written}” stands for a figure that is {status} [{letter}].",
            written=written,
            status=status_words(status),
            letter=status,
        )


def number_text(measure: PublishedMeasure, cell: Cell) -> str:
    """A cell's number in full: ``61.4%``, ``1,204``; nothing where it has none."""
    if cell.value is None:
        return ""
    return full_text(cell.value, measure.form)


# Whose figure it is ----------------------------------------------------------------------------------------


def _place(measure: PublishedMeasure, area: str) -> str:
    source, noun = measure.source, noun_of(measure.source)
    if area != region_code():
        place = source.area_name(area)
        if areas_behind(measure, area) != {area}:
            return say("{place}'s figure is the sum of its wards.", place=place)
        return say(OWN_ADDED_UP[noun] if source.combine == "sum" else OWN_ALONE[noun], place=place)
    if source.area is None:
        return say("The file names no areas: each of its rows is {region}.")
    match source.region:
        case "own-row":
            return say(OWN_HOLDER[source.holder("area")])
        case "sum-of-areas":
            return say(SUM_OF_AREAS[noun], parts=say(PARTS[source.level]))
        case _:
            return say(SUM_OF_ALL[noun], measure=_no_area(measure))


def _no_area(measure: PublishedMeasure) -> str:
    names = [name or say(EMPTY) for name in (measure.source.area.no_area if measure.source.area else ())]
    return say(" Those of no {district} ({names}) count as well.", names=all_quoted(names)) if names else ""


# What it covers --------------------------------------------------------------------------------------------


def _window(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    noun = PERIOD_NOUNS[measure.frequency]
    if measure.source.period.day == "each":
        missing = say(" It is missing where a day has none.") if measure.source.absent == "missing" else ""
        period = period_noun(measure.frequency)
        yield say(
            "Each day of a {period} has rows of its own, which are added up.{missing}",
            period=period,
            missing=missing,
        )
    if observation.window == "single":
        yield say(COVERS_ALONE[noun], period=observation.label)
        return
    covers = months_in_words(*window_months(observation.period, observation.window))
    if observation.window == measure.source.window:
        yield say("The publisher's own value covers {months}: nothing is added up here.", months=covers)
        return
    length = window_length(measure, observation.period)
    if length:
        singles = say_count(*SINGLES[noun], length, number=f"{length:,}")
        yield say("The figure covers {months}: {singles} added up.", months=covers, singles=singles)
    else:
        reasons = say(" and because ").join(item.reason for item in measure.breaks)
        between = "A break stands between {months}, so they are not added up: {reasons}."
        yield say(between, months=covers, reasons=reasons)


def _absent(measure: PublishedMeasure, observation: Observation, trail: Trail | None) -> Iterator[str]:
    """The single periods inside the window for which no row stands."""
    parts = trail.parts if trail is not None else ()
    labels = [label(parse_period_id(part.period, measure.frequency)) for part in parts if part.count == 0]
    if labels:
        names = say(" or ").join(labels)
        yield say(NONE_STANDS["row"], names=names, absence=_absence(measure, observation, len(labels)))


def _absence(measure: PublishedMeasure, observation: Observation, number: int) -> str:
    """What it means that rows are not there; without rows that are gone a figure is not known, and none is zero."""
    if measure.source.absent == "zero" and observation.status != "x":
        return say_count("it counts as zero", "they count as zero", number)
    single, several = (
        "it is missing, and missing is never zero",
        "they are missing, and missing is never zero",
    )
    return say_count(single, several, number)


# What is shown ---------------------------------------------------------------------------------------------


def _display(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    if observation.base is not None and not is_ratio(measure):
        noun = base_noun(measure)
        base = f"{observation.base:,}"
        yield (
            say("It is of {number} {noun}, as the file says.", number=base, noun=noun)
            if noun
            else say("{number} people were asked, as the file says.", number=base)
        )
    if observation.interval is not None:
        interval = interval_text(measure, observation.interval, None)
        yield say("The file gives its 95% interval: {interval}.", interval=interval)
    yield from shown_as(measure, observation)


def shown_as(measure: PublishedMeasure, observation: Observation) -> Iterator[str]:
    """How a figure is written in the end, and what its status says of it."""
    text = observation_text(measure, observation)
    if observation.value is None:
        status = status_words(observation.status)
        sentence = "There is no figure to show: it is {status}. It is shown as “{text}”."
        yield say(sentence, status=status, text=text)
        return
    full = full_text(observation.value, measure.form)
    if full != text:
        yield say("{figure} is shown as {text}, rounded.", figure=full, text=text)
    else:
        yield say("It is shown as {text}.", text=text)
    if observation.status in STATUS_STEPS:
        yield say(STATUS_STEPS[observation.status])
