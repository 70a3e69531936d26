"""What stands in words around a measure's number, by its unit: what it is, what it is in, and what it is by."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.declared.unit_parts import DurationUnit, MoneyScale
from metrics.language import say, say_count
from metrics.periods import PERIOD_NOUNS, Frequency

PERIODS_COUNTED: Mapping[str, tuple[str, str]] = {
    "week": ("{number} week", "{number} weeks"),
    "month": ("{number} month", "{number} months"),
    "quarter": ("{number} quarter", "{number} quarters"),
    "year": ("{number} year", "{number} years"),
}
PERIODS_NAMED: Mapping[str, str] = {
    "week": "weeks",
    "month": "months",
    "quarter": "quarters",
    "year": "years",
}
AVERAGES: Mapping[str, str] = {"median": "median {subject}", "mean": "mean {subject}"}
SCALES: Mapping[MoneyScale, str] = {
    "pounds": "in pounds",
    "thousands": "in thousands of pounds",
    "millions": "in millions of pounds",
}
TIMES: Mapping[DurationUnit, str] = {
    "seconds": "in seconds",
    "minutes": "in minutes",
    "hours": "in hours",
    "days": "in days",
}


def uncapitalised(text: str) -> str:
    """The beginning of a sentence as what stands inside one."""
    return text[:1].lower() + text[1:]


def period_noun(frequency: Frequency) -> str:
    """What a period is: ``month``, ``quarter``."""
    return say(PERIOD_NOUNS[frequency])


def period_nouns(frequency: Frequency) -> str:
    """What several periods are: ``months``, ``quarters``."""
    return say(PERIODS_NAMED[PERIOD_NOUNS[frequency]])


def periods_counted(frequency: Frequency, number: int) -> str:
    """``1 month``, ``8 quarters``."""
    return say_count(*PERIODS_COUNTED[PERIOD_NOUNS[frequency]], number, number=number)


def more_or_less(measure: PublishedMeasure, *, more: bool) -> str:
    """What follows the size of a difference: ``more``, ``fewer``, ``higher``, ``shorter``."""
    row = measure.unit_row
    return say(row.more if more else row.less)


def subject_words(measure: PublishedMeasure) -> str:
    """What a figure is, to follow *the*: ``median time to answer``, ``cost of overtime``."""
    average = None if measure.duration is None else measure.duration.average
    if average is not None and (measure.subject or "").casefold().startswith(average):
        return measure.subject or ""
    if average is None or average == "as-given":
        return measure.subject or ""
    return say(AVERAGES[average], subject=measure.subject or "").strip()


def ending(measure: PublishedMeasure, value: float) -> str:
    """What a number is in or by, to follow it: `` per 1,000 residents``, `` (2015 = 100)``; else empty."""
    if measure.per is not None:
        return say(" per {number} {noun}", number=f"{measure.per.number:,}", noun=measure.per.noun)
    if measure.index is not None:
        return f" ({measure.index.base} = {measure.index.value:,.12g})"
    if measure.unit_row.is_of_things and measure.noun is not None:
        return f" {measure.noun.counted(value)}"
    return ""


def counted_words(measure: PublishedMeasure, value: float) -> str:
    """What stands below a figure: what is counted, what it is a share of, or what it is."""
    match measure.unit_row.wording:
        case "noun" if measure.noun is not None:
            return measure.noun.counted(value)
        case "share":
            return measure.share or ""
        case _:
            return subject_words(measure)


def base_noun(measure: PublishedMeasure) -> str:
    """What a figure is of, where it is no people that were asked: ``calls answered``; else empty."""
    base, over = measure.source.base, measure.source.over
    if over is not None:
        return over.noun
    return "" if base is None or base.noun is None else base.noun


def base_words(measure: PublishedMeasure) -> str:
    """Those whose number stands behind a percentage: ``people asked``, ``calls answered``."""
    return base_noun(measure) or say("people asked")


def how_many(measure: PublishedMeasure) -> str:
    """Their number, as a clause: ``how many people were asked``, ``how many calls answered there were``."""
    noun = base_noun(measure)
    return say("how many {noun} there were", noun=noun) if noun else say("how many people were asked")


def what_words(measure: PublishedMeasure) -> str:
    """What figures of a measure are, by itself: ``homicide victims``, ``median time to answer, in minutes``."""
    match measure.unit_row.wording:
        case "noun" if measure.noun is not None:
            return measure.noun.plural
        case "share":
            return measure.share or ""
        case _:
            scale = scale_words(measure)
            return f"{subject_words(measure)}{f', {scale}' if scale else ''}"


def scale_words(measure: PublishedMeasure) -> str:
    """What numbers of a measure are in: ``in minutes``, ``per 1,000 residents``, ``2015 = 100``."""
    if measure.unit_row.is_of_things and measure.noun is not None:
        return say("in {noun}", noun=measure.noun.plural)
    if measure.money is not None:
        return say(SCALES[measure.money.scale])
    if measure.duration is not None:
        return say(TIMES[measure.duration.given_in])
    return ending(measure, 0).strip(" ()")


def in_when(place: str, when: str) -> str:
    """The beginning of a sentence: ``In January 2024``, ``In Camden, in January 2024``."""
    return say("In {place}, in {when}", place=place, when=when) if place else say("In {when}", when=when)


def there_were(number: float, noun: str) -> str:
    """``There was 1 offence``, ``There were no offences``, ``There were 6,100 offences``."""
    if number == 0:
        return say("There were no {noun}", noun=noun)
    text = f"{number:,.0f}"
    return say_count(
        "There was {number} {noun}", "There were {number} {noun}", number, number=text, noun=noun
    )


def subject_was(measure: PublishedMeasure, when: str, figure: str) -> str:
    """``In Q3 2023/24, the median time to answer was 8 seconds``; ``when`` begins it."""
    return say("{when}, the {subject} was {figure}", when=when, subject=subject_words(measure), figure=figure)
