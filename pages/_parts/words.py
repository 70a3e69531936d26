"""The words of the pages that belong to no measure, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from metrics.change import Verdict
from metrics.fields import Announced
from metrics.framework import Polarity, PublishedMeasure
from metrics.numbers import CHANGE_UNIT, decimals_of, exact, rounded, size_text
from metrics.periods import MONTH_NAMES, Frequency, Window
from metrics.sentences import VERDICT_WORDS

UK = ZoneInfo("Europe/London")

SKIP = "Skip to the main content"
NAV_OUTCOMES, NAV_RELEASES = "Outcomes", "Releases"
NAV_ABOUT, NAV_ACCESSIBILITY = "How to read this", "Accessibility"
PREVIEW = "Preview: not published"
NO_SUCH = "There is no {kind} at this address."
WHY = "Why does it say this?"
PROVISIONAL = "Provisional"
NO_DATE = "No date has been announced."
NO_DATE_FOR_NEXT = "No date has been announced for the next figure."

AT_A_GLANCE = "At a glance"
GLANCE_ORDER: tuple[Verdict, ...] = ("better", "worse", "no-clear-change", "not-judged")
GLANCE: Mapping[str, str] = {
    **{verdict: VERDICT_WORDS[verdict] for verdict in GLANCE_ORDER},
    "no-change": "Cannot be compared",
    "no-figure": "No figure",
    "planned": "Planned",
    "qualitative": "Reported in words",
}

POLARITY: Mapping[Polarity, str] = {
    "higher-is-better": "Higher is better.",
    "lower-is-better": "Lower is better.",
    "neutral": "Higher or lower is not judged better or worse.",
}
FREQUENCY: Mapping[Frequency, str] = {
    "month": "month",
    "financial-quarter": "quarter",
    "calendar-year": "calendar year",
    "financial-year": "financial year",
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
POINT: Mapping[Window, str] = {
    "rolling-12-months": "Each point covers the twelve months to the end of its period.",
    "calendar-year-to-date": "Each point is one period alone; the table also holds the total so far.",
    "financial-year-to-date": "Each point is one period alone; the table also holds the total so far.",
}


def day(moment: date) -> str:
    """``8 February 2024``."""
    return f"{moment.day} {MONTH_NAMES[moment.month]} {moment.year}"


def moment(time: datetime) -> str:
    """``8 February 2024 at 9:30am``, by the clocks of London."""
    local = time.astimezone(UK)
    half = "am" if local.hour < 12 else "pm"
    return f"{day(local.date())} at {local.hour % 12 or 12}:{local.minute:02d}{half}"


def expected(when: Announced, overdue: bool) -> str:
    """When a planned measure is promised for; lateness is said."""
    if not isinstance(when, date):
        return NO_DATE
    return f"It was due on {day(when)} and is overdue." if overdue else f"Expected on {day(when)}."


def next_update(when: Announced, schedule: str) -> str:
    """When the next figure is due."""
    if isinstance(when, date):
        return f"The next figure is due on {day(when)}."
    return f"{NO_DATE_FOR_NEXT} Releases of this site come {lower_first(schedule)}"


def materiality(measure: PublishedMeasure) -> str:
    """The smallest change that is called one."""
    size = exact(measure.comparison.materiality)
    least = size_text(rounded(size, decimals_of(size)), CHANGE_UNIT[measure.unit])
    return f"A change smaller than {least} is called “little change”."


def lower_first(text: str) -> str:
    """A sentence's words for the middle of another."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A clause's words for the start of a sentence."""
    return text[:1].upper() + text[1:]
