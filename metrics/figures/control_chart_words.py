"""A control chart in plain English: whether the newest month is usual, and what else would seldom come by chance.

It says where a figure lies and never whether that is better or worse.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.figures.control_chart import LEAST_AVERAGE, LEAST_PERIODS, RUN, Signal, XmrChart
from metrics.figures.control_limits import D2, REACH, Way
from metrics.figures.numbers import decimals_of, exact, rounded
from metrics.figures.season import index_of
from metrics.figures.sentences import named
from metrics.figures.series import Observation
from metrics.periods import PERIOD_NOUNS, in_words

STEPS: Mapping[Way, str] = {"rising": "higher", "falling": "lower"}
SEASON_NOT_KNOWN = "The range does not allow for the time of year: the figures are too few for that."
ADJUSTED = "adjusted for the time of year"
ADJUSTED_FIGURES = (
    "Figures adjusted for the time of year: each count divided by the index of its month or quarter. The usual "
    "range, the average, the moving range and the signals are of these."
)


def control_chart_sentences(measure: PublishedMeasure, chart: XmrChart, place: str = "") -> str:
    """Whether the newest period is usual, and the runs that it belongs to; or why that cannot be told.

    ``place`` names the area where it is not the region.
    """
    match chart.state:
        case "told":
            runs = [run_words(measure, chart, signal) for signal in chart.current]
            doubt = [SEASON_NOT_KNOWN] if chart.time_of_year == "not-known" else []
            return " ".join([_within(measure, chart, place), *doubt, *runs])
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
    """The ends of the usual range as they are shown: whole numbers, or to more digits where none lies within."""
    assert chart.limits is not None
    low, high = chart.limits.usual_range
    return _number_text(low, chart.limits.decimals), _number_text(high, chart.limits.decimals)


def level_text(chart: XmrChart, level: Observation) -> str:
    """A figure as it is judged: counted, or adjusted for the time of year to the digits that count."""
    return _number_text(level.value or 0.0, 0 if chart.limits is None else chart.limits.decimals)


def range_words(chart: XmrChart) -> str:
    """The usual range in words: ``5,492 to 7,682``, or ``6 alone`` where it is a single number."""
    low, high = range_text(chart)
    return f"{low} to {high}" if low != high else f"{low} alone"


def count_text(number: float) -> str:
    """``5,492``, or ``9.8`` for what is no whole number."""
    return _number_text(float(rounded(exact(number), 1)))


def _number_text(number: float, decimals: int = 0) -> str:
    """A number in full, with so many decimals at the least."""
    return f"{rounded(exact(number), max(decimals, decimals_of(exact(number)))):,}"


def period_text(measure: PublishedMeasure, chart: XmrChart) -> str:
    """What the limits are taken from: ``24 months from February 2022``."""
    number = chart.periods_known
    return f"{number} {_noun(measure, number)} from {named(chart.observations[0])}"


def run_words(measure: PublishedMeasure, chart: XmrChart, signal: Signal) -> str:
    """A run as a sentence: ``The last 8 months all lie below the average of 6,587.``"""
    stretch = f"{signal.length} {_noun(measure, signal.length)}"
    ends_now = signal.last.period == chart.latest.period
    those = (
        f"the last {stretch}"
        if ends_now
        else f"the {stretch} from {named(signal.first)} to {named(signal.last)}"
    )
    if signal.kind == "trend":
        return _run_of(chart, f"over {those}, each is {STEPS[signal.way]} than the one before.")
    verb = "lie" if ends_now else "lay"
    return _run_of(chart, f"{those} all {verb} {signal.way} the average of {count_text(chart.average or 0)}.")


def _run_of(chart: XmrChart, text: str) -> str:
    """A run is one of adjusted figures where the time of year is allowed for, and the sentence says so."""
    return f"So adjusted, {text}" if chart.adjusted else f"{text[0].upper()}{text[1:]}"


def rule_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """How the usual range is found, in figures, and what else is looked for; where there are limits."""
    return f"{_index_words(measure, chart)}{_limits_words(measure, chart)} {_chance_words(measure)}"


def _index_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """How the newest figure is adjusted; nothing where none is."""
    newest = chart.latest.value
    if not chart.adjusted or newest is None:
        return ""
    noun, index = _noun(measure, 1), index_of(chart.index, chart.latest.period)
    year = {"month": "twelve months", "quarter": "four quarters"}[noun]
    quotient = f"{count_text(newest)} / {index:.6f} = {level_text(chart, chart.adjusted[-1])}"
    return (
        f"The count of each {noun} is divided by its index: how that {noun} of the year compares with the {year} "
        f"around it, on average over up to five years. For {named(chart.latest)}: {quotient}. So adjusted, "
    )


def _limits_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """The average, the step and the range; a stored release says how far it reaches as it did on its day."""
    assert chart.limits is not None
    average, mean_range = count_text(chart.limits.average), count_text(chart.limits.mean_range)
    floored = ", but not below none" if chart.limits.lower == 0 else ""
    before = measure.comparison.judged == "as-compared"
    reach = f"{REACH:.2f} times that" if before else f"3 / {D2} ({REACH:.4f}) times that"
    ends = "" if before else " Its ends are rounded inwards, so that a figure between them is usual."
    over = f"{'over' if chart.adjusted else 'Over'} {period_text(measure, chart)}"
    return (
        f"{over} the average is {average}. From one {_noun(measure, 1)} to the next the figure moves by "
        f"{mean_range} on average, and the usual range reaches {reach} to either side of the average{floored}."
        f"{ends}"
    )


def _chance_words(measure: PublishedMeasure) -> str:
    return (
        f"Chance alone seldom takes a figure out of it. It seldom puts {RUN} {_noun(measure, RUN)} in a row on one "
        f"side of the average, or makes {RUN} in a row rise or fall."
    )


def _within(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    assert chart.latest.value is not None and measure.noun is not None
    value = chart.latest.value
    counted = f"{'no' if value == 0 else count_text(value)} {measure.noun.counted(value)}"
    low, high = range_text(chart)
    ends = f"{' of' if low != high else ','} {range_words(chart)} ({period_text(measure, chart)})"
    within = f"{chart.way or 'within'} its usual range{ends}."
    if chart.adjusted:
        stands = f"{_when(chart, place)} stands at {level_text(chart, chart.adjusted[-1])}"
        return f"A{ADJUSTED[1:]}, {stands} ({counted} {'was' if value == 1 else 'were'} counted): {within}"
    return f"With {counted}{f' in {place}' if place else ''}, {named(chart.latest)} is {within}"


def _too_few(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    since = f" since the break in {in_words(chart.since)}" if chart.since is not None else ""
    count = f"there {'is' if chart.periods_known == 1 else 'are'} {chart.periods_known}"
    takes = f"it takes {LEAST_PERIODS} {_noun(measure, LEAST_PERIODS)} with a figure{since}, and {count}"
    later = "" if chart.limits_from is None else f" It can be told from {in_words(chart.limits_from)} on."
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
    return f"{named(chart.latest)}{f' in {place}' if place else ''}"


def _noun(measure: PublishedMeasure, number: int) -> str:
    return f"{PERIOD_NOUNS[measure.frequency]}{'' if number == 1 else 's'}"
