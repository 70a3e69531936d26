"""A control chart in plain English: whether the newest month is usual, and what else would seldom come by chance.

It says where a figure lies and never whether that is better or worse.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.figures.control_chart import LEAST_AVERAGE, LEAST_PERIODS, RUN, Signal, XmrChart
from metrics.figures.control_limits import D2, REACH, Way
from metrics.figures.intervals import span_text
from metrics.figures.numbers import decimals_of, exact, rounded
from metrics.figures.season import index_of
from metrics.figures.sentences import named
from metrics.figures.series import Observation
from metrics.figures.wording import period_noun, period_nouns, periods_counted
from metrics.language import say, say_count, upper_first
from metrics.periods import PERIOD_NOUNS, in_words

SEASON_NOT_KNOWN = "The range does not allow for the time of year: the figures are too few for that."
ADJUSTED_FIGURES = (
    "Figures adjusted for the time of year: each count divided by the index of its month or quarter. The usual "
    "range, the average, the moving range and the signals are of these."
)
# Runs, by their kind and where they lie; of one that has ended, what lay so.
TRENDS: Mapping[Way, str] = {
    "rising": "over {those}, each is higher than the one before.",
    "falling": "over {those}, each is lower than the one before.",
}
SHIFTS: Mapping[Way, str] = {
    "above": "{those} all lie above the average of {average}.",
    "below": "{those} all lie below the average of {average}.",
}
SHIFTS_THAT_ENDED: Mapping[Way, str] = {
    "above": "{those} all lay above the average of {average}.",
    "below": "{those} all lay below the average of {average}.",
}
WITHIN: Mapping[Way | None, tuple[str, str]] = {
    None: (
        "within its usual range of {ends} ({periods}).",
        "within its usual range, {ends} ({periods}).",
    ),
    "above": (
        "above its usual range of {ends} ({periods}).",
        "above its usual range, {ends} ({periods}).",
    ),
    "below": (
        "below its usual range of {ends} ({periods}).",
        "below its usual range, {ends} ({periods}).",
    ),
}
NOT_BELOW_NONE = (
    "From one {noun} to the next the figure moves by {moves} on average, and the usual range reaches {reach} times "
    "that to either side of the average, but not below none."
)
TO_EITHER_SIDE = (
    "From one {noun} to the next the figure moves by {moves} on average, and the usual range reaches {reach} times "
    "that to either side of the average."
)
INDEX = (
    "The count of each {noun} is divided by its index: how that {noun} of the year compares with the {year} around "
    "it, on average over up to five years. For {when}: {quotient}."
)
A_YEAR: Mapping[str, str] = {"month": "twelve months", "quarter": "four quarters"}
SELDOM = (
    "Chance alone seldom takes a figure out of it. It seldom puts {number} {nouns} in a row on one side of the "
    "average, or makes {number} in a row rise or fall."
)
TOO_RARE = (
    "Whether {when} is usual cannot be told: {counted} are too few here, {average} in a {noun} on average, and a "
    "usual range takes {least} or more."
)
GAPS_BEFORE = "Whether {when} is usual cannot be told: too many of the {nouns} before it have no figure."
NO_FIGURE_TO_JUDGE = "There is no figure for {when}, so whether it is usual cannot be told."


def control_chart_sentences(measure: PublishedMeasure, chart: XmrChart, place: str = "") -> str:
    """Whether the newest period is usual, and the runs that it belongs to; or why that cannot be told.

    ``place`` names the area where it is not the region.
    """
    match chart.state:
        case "told":
            runs = [run_words(measure, chart, signal) for signal in chart.current]
            doubt = [say(SEASON_NOT_KNOWN)] if chart.time_of_year == "not-known" else []
            return " ".join([_within(measure, chart, place), *doubt, *runs])
        case "no-value":
            return say(NO_FIGURE_TO_JUDGE, when=_when(chart, place))
        case "too-few":
            return _too_few(measure, chart, place)
        case "gaps":
            return say(GAPS_BEFORE, when=_when(chart, place), nouns=period_nouns(measure.frequency))
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
    return span_text(low, high) if low != high else say("{number} alone", number=low)


def count_text(number: float) -> str:
    """``5,492``, or ``9.8`` for what is no whole number."""
    return _number_text(float(rounded(exact(number), 1)))


def _number_text(number: float, decimals: int = 0) -> str:
    """A number in full, with so many decimals at the least."""
    return f"{rounded(exact(number), max(decimals, decimals_of(exact(number)))):,}"


def period_text(measure: PublishedMeasure, chart: XmrChart) -> str:
    """What the limits are taken from: ``24 months from February 2022``."""
    periods = periods_counted(measure.frequency, chart.periods_known)
    return say("{periods} from {first}", periods=periods, first=named(chart.observations[0]))


def run_words(measure: PublishedMeasure, chart: XmrChart, signal: Signal) -> str:
    """A run as a sentence: ``The last 8 months all lie below the average of 6,587.``"""
    stretch = periods_counted(measure.frequency, signal.length)
    ends_now = signal.last.period == chart.latest.period
    if ends_now:
        those = say("the last {periods}", periods=stretch)
    else:
        first, last = named(signal.first), named(signal.last)
        those = say("the {periods} from {first} to {last}", periods=stretch, first=first, last=last)
    average = count_text(chart.average or 0)
    if signal.kind == "trend":
        run = say(TRENDS[signal.way], those=those)
    elif ends_now:
        run = say(SHIFTS[signal.way], those=those, average=average)
    else:
        run = say(SHIFTS_THAT_ENDED[signal.way], those=those, average=average)
    # a run is one of adjusted figures where the time of year is allowed for, and the sentence says so
    return say("So adjusted, {run}", run=run) if chart.adjusted else upper_first(run)


def rule_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """How the usual range is found, in figures, and what else is looked for; where there are limits."""
    seldom = say(SELDOM, number=RUN, nouns=period_nouns(measure.frequency))
    return f"{_index_words(measure, chart)}{_limits_words(measure, chart)} {seldom}"


def _index_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """How the newest figure is adjusted; nothing where none is."""
    newest = chart.latest.value
    if not chart.adjusted or newest is None:
        return ""
    index = index_of(chart.index, chart.latest.period)
    words = say(
        INDEX,
        noun=period_noun(measure.frequency),
        year=say(A_YEAR[PERIOD_NOUNS[measure.frequency]]),
        when=named(chart.latest),
        quotient=f"{count_text(newest)} / {index:.6f} = {level_text(chart, chart.adjusted[-1])}",
    )
    return f"{words} "


def _limits_words(measure: PublishedMeasure, chart: XmrChart) -> str:
    """The average, the step and the range; a stored release says how far it reaches as it did on its day."""
    assert chart.limits is not None
    before = measure.comparison.judged == "as-compared"
    average = say(
        "So adjusted, over {periods} the average is {average}."
        if chart.adjusted and chart.latest.value is not None
        else "over {periods} the average is {average}."
        if chart.adjusted
        else "Over {periods} the average is {average}.",
        periods=period_text(measure, chart),
        average=count_text(chart.limits.average),
    )
    reaches = say(
        NOT_BELOW_NONE if chart.limits.lower == 0 else TO_EITHER_SIDE,
        noun=period_noun(measure.frequency),
        moves=count_text(chart.limits.mean_range),
        reach=f"{REACH:.2f}" if before else f"3 / {D2} ({REACH:.4f})",
    )
    if before:
        return f"{average} {reaches}"
    ends = say("Its ends are rounded inwards, so that a figure between them is usual.")
    return f"{average} {reaches} {ends}"


def _within(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    assert chart.latest.value is not None and measure.noun is not None
    value, noun = chart.latest.value, measure.noun.counted(chart.latest.value)
    low, high = range_text(chart)
    ends, periods = range_words(chart), period_text(measure, chart)
    within = say(WITHIN[chart.way][low == high], ends=ends, periods=periods)
    when = _when(chart, place)
    if chart.adjusted:
        return say(
            "Adjusted for the time of year, {when} stands at {level} ({counted}): {within}",
            when=when,
            level=level_text(chart, chart.adjusted[-1]),
            counted=_were_counted(value, noun),
            within=within,
        )
    figures = say("no {noun}", noun=noun) if value == 0 else f"{count_text(value)} {noun}"
    latest = named(chart.latest)
    if place:
        with_figures = "With {figures} in {place}, {when} is {within}"
        return say(with_figures, figures=figures, place=place, when=latest, within=within)
    return say("With {figures}, {when} is {within}", figures=figures, when=latest, within=within)


def _were_counted(value: float, noun: str) -> str:
    if value == 0:
        return say("no {noun} were counted", noun=noun)
    single, several = "{number} {noun} was counted", "{number} {noun} were counted"
    return say_count(single, several, value, number=count_text(value), noun=noun)


def _too_few(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    single, several = "there is {number}", "there are {number}"
    count = say_count(single, several, chart.periods_known, number=chart.periods_known)
    since = ""
    if chart.since is not None:
        since = say(" since the break in {when}", when=in_words(chart.since))
    sentence = say(
        "Whether {when} is usual cannot be told yet: it takes {periods} with a figure{since}, and {count}.",
        when=_when(chart, place),
        periods=periods_counted(measure.frequency, LEAST_PERIODS),
        since=since,
        count=count,
    )
    if chart.limits_from is None:
        return sentence
    return f"{sentence} {say('It can be told from {when} on.', when=in_words(chart.limits_from))}"


def _too_rare(measure: PublishedMeasure, chart: XmrChart, place: str) -> str:
    assert measure.noun is not None
    return say(
        TOO_RARE,
        when=_when(chart, place),
        counted=measure.noun.plural,
        average=count_text(chart.average or 0),
        noun=period_noun(measure.frequency),
        least=LEAST_AVERAGE,
    )


def _when(chart: XmrChart, place: str) -> str:
    when = named(chart.latest)
    return say("{when} in {place}", when=when, place=place) if place else when
