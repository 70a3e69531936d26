"""A control chart in plain English: whether the newest month is usual, and what else would seldom come by chance.

It says where a figure lies and never whether that is better or worse.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.figures.control_chart import LEAST_AVERAGE, LEAST_PERIODS, REACH, RUN, Signal, Way, XmrChart
from metrics.figures.numbers import decimals_of, exact, rounded
from metrics.periods import PERIOD_NOUNS, label

STEPS: Mapping[Way, str] = {"rising": "higher", "falling": "lower"}


def control_chart_sentences(measure: PublishedMeasure, chart: XmrChart, place: str = "") -> str:
    """Whether the newest period is usual, and the runs that it belongs to; or why that cannot be told.

    ``place`` names the area where it is not London.
    """
    match chart.state:
        case "told":
            runs = [run_words(measure, chart, signal) for signal in chart.current]
            return " ".join([_within(measure, chart, place), *runs])
        case "no-value":
            return f"There is no figure for {_when(chart, place)}, so whether it is usual cannot be told."
        case "too-few":
            return _too_few(measure, chart, place)
        case "gaps":
            noun = _noun(measure, 2)
            return f"{_cannot(chart, place)}: too many of the {noun} before it have no figure."
        case _:
            return _too_rare(measure, chart, place)


def range_text(chart: XmrChart) -> tuple[str, str]:
    """The ends of the usual range as they are shown: whole numbers, or tenths where none lies within."""
    assert chart.limits is not None
    low, high = chart.limits.usual_range
    return count_text(low), count_text(high)


def range_words(chart: XmrChart) -> str:
    """The usual range in words: ``5,492 to 7,682``, or ``6 alone`` where it is a single number."""
    low, high = range_text(chart)
    return f"{low} to {high}" if low != high else f"{low} alone"


def count_text(number: float) -> str:
    """``5,492``, or ``9.8`` for what is no whole number."""
    tenths = rounded(exact(number), 1)
    return f"{rounded(tenths, decimals_of(tenths)):,}"


def period_text(measure: PublishedMeasure, chart: XmrChart) -> str:
    """What the limits are taken from: ``24 months from February 2022``."""
    number = chart.periods_known
    return f"{number} {_noun(measure, number)} from {chart.observations[0].label}"


def run_words(measure: PublishedMeasure, chart: XmrChart, signal: Signal) -> str:
    """A run as a sentence: ``The last 8 months all lie below the average of 6,587.``"""
    stretch = f"{signal.length} {_noun(measure, signal.length)}"
    ends_now = signal.last == chart.latest
    those = (
        f"the last {stretch}"
        if ends_now
        else f"the {stretch} from {signal.first.label} to {signal.last.label}"
    )
    if signal.kind == "trend":
        return f"Over {those}, each is {STEPS[signal.way]} than the one before."
    verb = "lie" if ends_now else "lay"
    return f"T{those[1:]} all {verb} {signal.way} the average of {count_text(chart.average or 0)}."


def rule_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """How the usual range is found, in figures, and what else is looked for; where there are limits."""
    assert chart.limits is not None
    singular, plural = _noun(measure, 1), _noun(measure, 2)
    average, mean_range = count_text(chart.limits.average), count_text(chart.limits.mean_range)
    floored = ", but not below none" if chart.limits.lower == 0 else ""
    return (
        f"Over {period_text(measure, chart)} the average is {average}. From one {singular} to the next the figure "
        f"moves by {mean_range} on average, and the usual range reaches {REACH} times that to either side of the "
        f"average{floored}. Chance alone seldom takes a figure out of it. It seldom puts {RUN} {plural} in a row "
        f"on one side of the average, or makes {RUN} in a row rise or fall."
    )


def _within(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    assert chart.latest.value is not None and measure.noun is not None
    value = chart.latest.value
    number = "no" if value == 0 else count_text(value)
    where = f" in {place}" if place else ""
    low, high = range_text(chart)
    ends = f"{' of' if low != high else ','} {range_words(chart)}"
    return (
        f"With {number} {measure.noun.counted(value)}{where}, {chart.latest.label} is {chart.way or 'within'} its "
        f"usual range{ends} ({period_text(measure, chart)})."
    )


def _too_few(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    since = f" since the break in {label(chart.since)}" if chart.since is not None else ""
    count = f"there {'is' if chart.periods_known == 1 else 'are'} {chart.periods_known}"
    takes = f"it takes {LEAST_PERIODS} {_noun(measure, LEAST_PERIODS)} with a figure{since}, and {count}"
    later = "" if chart.limits_from is None else f" It can be told from {label(chart.limits_from)} on."
    return f"{_cannot(chart, place)} yet: {takes}.{later}"


def _too_rare(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    assert measure.noun is not None
    average = f"{count_text(chart.average or 0)} in a {_noun(measure, 1)} on average"
    return (
        f"{_cannot(chart, place)}: {measure.noun.plural} are too few here, {average}, and a usual range takes "
        f"{LEAST_AVERAGE} or more."
    )


def _cannot(chart: XmrChart, place: str) -> str:
    return f"Whether {_when(chart, place)} is usual cannot be told"


def _when(chart: XmrChart, place: str) -> str:
    return f"{chart.latest.label}{f' in {place}' if place else ''}"


def _noun(measure: PublishedMeasure, number: int) -> str:
    return f"{PERIOD_NOUNS[measure.frequency]}{'' if number == 1 else 's'}"
