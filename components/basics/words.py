"""The words of the pages that belong to no measure, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce

from components.basics.days import day
from metrics.declared.fields import Announced
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import decimals_of, exact, rounded, size_text
from metrics.figures.sentences import LITTLE_CHANGE, STATE_WORDS, TOO_FEW, full_text_of, observation_text
from metrics.figures.series import Observation
from metrics.figures.wording import ending
from metrics.language import say
from metrics.periods import Frequency, Window
from metrics.statuses import ABSENCES, NAMED_BESIDE, STATUS_WORDS, Status

TABLE_OF = "Table: {name}"
IN_EACH_DISTRICT = "{title} in each {district}, {label}{shared}"
EVERY_DISTRICT = "Every {district}, by name"
WRITTEN_OUT = "{name}{owns} ({short})"
WHY = "Why does it say this?"
NO_DATE = "No date has been announced."
NO_DATE_FOR_NEXT = "No date has been announced for the next figure."

AT_A_GLANCE = "At a glance"
OVERDUE_SINCE = "It was due on {day} and is overdue."
EXPECTED_ON = "Expected on {day}."
NEXT_IS_DUE = "The next figure is due on {day}."
RELEASES_COME = "Releases of this site come {schedule}"
LITTLE = f"A change smaller than {{least}} is called “{LITTLE_CHANGE}”."
LITTLE_BEYOND = f"Beyond that, a change smaller than {{least}} is called “{LITTLE_CHANGE}”."
CHANCE_FIRST = f"Where chance alone could make a change, there are {TOO_FEW}."
ALL_FIGURES = "{measure}: all figures and notes"

# Heads and labels that stand in several rooms.
AREA = "Area"
DISTRICT = "{District}"
DISTRICTS = "{Districts}"
FIGURE = "Figure"
NOTE = "Note"
PERIOD = "Period"
SHOW = "Show"
NOT_AVAILABLE = ABSENCES["x"]
NO_FIGURE = STATE_WORDS["no-figure"]

FREQUENCY: Mapping[Frequency, str] = {
    "week": "week",
    "month": "month",
    "financial-quarter": "quarter",
    "calendar-quarter": "quarter",
    "calendar-year": "calendar year",
    "financial-year": "financial year",
    "academic-year": "academic year",
}
WINDOW: Mapping[Window, str] = {
    "single": "Each figure covers one {period}.",
    "rolling-12-months": (
        "Each figure covers twelve months, so figures close together share some of the same months. A "
        "change from one {period} to the next is really this {period} against the same {period} a year "
        "before."
    ),
    "calendar-year-to-date": (
        "The figure adds up the months since January, so within a year it can only rise."
    ),
    "financial-year-to-date": "The figure adds up the months since April, so within a year it can only rise.",
}
SINGLE_POINT = "Each point is one period alone."
POINT: Mapping[Window, str] = {
    "rolling-12-months": "Each point covers the twelve months to the end of its period.",
    "calendar-year-to-date": f"{SINGLE_POINT[:-1]}; the table also holds the total so far.",
    "financial-year-to-date": f"{SINGLE_POINT[:-1]}; the table also holds the total so far.",
}
# The same nouns of periods, several of them.
SEVERAL: Mapping[str, str] = {
    "week": "weeks",
    "month": "months",
    "quarter": "quarters",
    "calendar year": "calendar years",
    "financial year": "financial years",
    "academic year": "academic years",
    "year": "years",
}
# Names, figures and periods in a row.
SPAN = "{first} to {last}"
BOTH = "{first} and {last}"
EITHER = "{first} or {last}"


def span(first: str, last: str) -> str:
    """``January 2023 to December 2023``."""
    return say(SPAN, first=first, last=last)


def all_of(names: Iterable[str]) -> str:
    """``Camden and Barnet``; empty of none."""
    return _joined(lambda first, last: say(BOTH, first=first, last=last), names)


def any_of(names: Iterable[str]) -> str:
    """``burglaries or robberies``; empty of none."""
    return _joined(lambda first, last: say(EITHER, first=first, last=last), names)


def _joined(join: Callable[[str, str], str], names: Iterable[str]) -> str:
    texts = list(names)
    return reduce(join, texts) if texts else ""


def what_a_point_covers(window: Window) -> str:
    """What a point of a chart covers, where that is not its period; else empty."""
    return say(POINT[window]) if window in POINT else ""


def status_words(status: Status) -> str:
    """A status as tables show it, with its shorthand: ``Revised [r]``; empty where there is nothing to say."""
    words = status_in_words(status)
    return f"{upper_first(words)} [{status}]" if words else ""


def status_in_words(status: str) -> str:
    """A status inside a sentence: ``revised``; empty where there is nothing to say."""
    return say(STATUS_WORDS[status]) if status in STATUS_WORDS else ""


def marked_text(measure: PublishedMeasure, observation: Observation) -> str:
    """A figure where no column of notes stands beside it: ``61% [r]``; words for its absence need no mark."""
    mark = f" [{observation.status}]" if observation.status in NAMED_BESIDE else ""
    return f"{observation_text(measure, observation)}{mark}"


def full_marked_text(measure: PublishedMeasure, observation: Observation) -> str:
    """``marked_text`` where nothing else says what a figure is in: ``84.2 per 1,000 residents [r]``."""
    mark = f" [{observation.status}]" if observation.status in NAMED_BESIDE else ""
    return f"{full_text_of(measure, observation)}{mark}"


def cell_text(measure: PublishedMeasure, observation: Observation | None) -> str:
    """``marked_text`` of a figure, or that there is none."""
    return say(NOT_AVAILABLE) if observation is None else marked_text(measure, observation)


def dated_text(measure: PublishedMeasure, observation: Observation) -> str:
    """A figure with its period: ``61% (Q3 2023/24)``."""
    return f"{observation_text(measure, observation)} ({observation.label})"


def figure_head(measure: PublishedMeasure) -> str:
    """What stands above a column of a measure's figures: ``Offences``, ``Figure, per 1,000 residents``."""
    if measure.unit_row.wording == "noun" and measure.noun is not None:
        return upper_first(measure.noun.plural)
    scale = ending(measure, 0).strip(" ()")
    return f"{say(FIGURE)}, {scale}" if scale else say(FIGURE)


def expected(when: Announced, overdue: bool) -> str:
    """When a planned measure is promised for; lateness is said."""
    if not isinstance(when, date):
        return say(NO_DATE)
    return say(OVERDUE_SINCE if overdue else EXPECTED_ON, day=day(when))


def next_update(when: Announced, schedule: str) -> str:
    """When the next figure is due."""
    if isinstance(when, date):
        return say(NEXT_IS_DUE, day=day(when))
    return f"{say(NO_DATE_FOR_NEXT)} {say(RELEASES_COME, schedule=lower_first(schedule))}"


def materiality(measure: PublishedMeasure) -> str:
    """The smallest change that is called one."""
    size = exact(measure.comparison.materiality)
    least = size_text(rounded(size, decimals_of(size)), measure.change_unit)
    rule = measure.comparison
    if measure.unit_row.is_few and (rule.test, rule.judged) == ("counts", "like-with-like"):
        return f"{say(CHANCE_FIRST)} {say(LITTLE_BEYOND, least=least)}"
    return say(LITTLE, least=least)


def lower_first(text: str) -> str:
    """A sentence's words for the middle of another."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A clause's words for the start of a sentence."""
    return text[:1].upper() + text[1:]
