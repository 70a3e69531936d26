"""A control chart in plain English: whether the newest month is usual, and what else would seldom come by chance.

It says where a figure lies and never whether that is better or worse.
"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import BASIS_NOUNS
from metrics.figures.control_chart import LEAST_AVERAGE, LEAST_PERIODS, REACH, RUN, Signal, Usual, Way
from metrics.figures.numbers import decimals_of, exact, rounded
from metrics.periods import label

STEPS: Mapping[Way, str] = {"rising": "higher", "falling": "lower"}


def usual_sentences(measure: PublishedMeasure, usual: Usual, place: str = "") -> str:
    """Whether the newest period is usual, and the runs that it belongs to; or why that cannot be told.

    ``place`` names the area where it is not London.
    """
    match usual.state:
        case "told":
            runs = [run_words(measure, usual, signal) for signal in usual.current]
            return " ".join([_within(measure, usual, place), *runs])
        case "no-value":
            return f"There is no figure for {_when(usual, place)}, so whether it is usual cannot be told."
        case "too-few":
            return _too_few(measure, usual, place)
        case "gaps":
            noun = _noun(measure, 2)
            return f"{_cannot(usual, place)}: too many of the {noun} before it have no figure."
        case _:
            return _too_rare(measure, usual, place)


def range_text(usual: Usual) -> tuple[str, str]:
    """The ends of the usual range as they are shown: whole numbers, or tenths where none lies within."""
    assert usual.limits is not None
    low, high = usual.limits.shown
    return count_text(low), count_text(high)


def count_text(number: float) -> str:
    """``5,492``, or ``9.8`` for what is no whole number."""
    shown = rounded(exact(number), 1)
    return f"{rounded(shown, decimals_of(shown)):,}"


def period_text(measure: PublishedMeasure, usual: Usual) -> str:
    """What the limits are taken from: ``24 months from February 2022``."""
    number = usual.known
    return f"{number} {_noun(measure, number)} from {usual.observations[0].label}"


def run_words(measure: PublishedMeasure, usual: Usual, signal: Signal) -> str:
    """A run as a sentence: ``The last 8 months all lie below the average of 6,587.``"""
    stretch = f"{signal.length} {_noun(measure, signal.length)}"
    ends_now = signal.last == usual.latest
    those = (
        f"the last {stretch}"
        if ends_now
        else f"the {stretch} from {signal.first.label} to {signal.last.label}"
    )
    if signal.kind == "trend":
        return f"Over {those}, each is {STEPS[signal.way]} than the one before."
    verb = "lie" if ends_now else "lay"
    return f"T{those[1:]} all {verb} {signal.way} the average of {count_text(usual.average or 0)}."


def rule_words(measure: PublishedMeasure, usual: Usual) -> str:
    """How the usual range is found, in figures, and what else is looked for; where there are limits."""
    assert usual.limits is not None
    one, several = _noun(measure, 1), _noun(measure, 2)
    average, moved = count_text(usual.limits.average), count_text(usual.limits.mean_range)
    floored = ", but not below none" if usual.limits.lower == 0 else ""
    return (
        f"Over {period_text(measure, usual)} the average is {average}. From one {one} to the next the figure moves "
        f"by {moved} on average, and the usual range reaches {REACH} times that to either side of the "
        f"average{floored}. Chance alone seldom takes a figure out of it. It seldom puts {RUN} {several} in a row "
        f"on one side of the average, or makes {RUN} in a row rise or fall."
    )


def _within(measure: PublishedMeasure, usual: Usual, place: str) -> str:
    assert usual.latest.value is not None and measure.noun is not None
    value = usual.latest.value
    number = "no" if value == 0 else count_text(value)
    where = f" in {place}" if place else ""
    low, high = range_text(usual)
    ends = f" of {low} to {high}" if low != high else f", {low} alone"
    return (
        f"With {number} {measure.noun.counted(value)}{where}, {usual.latest.label} is {usual.way or 'within'} its "
        f"usual range{ends} ({period_text(measure, usual)})."
    )


def _too_few(measure: PublishedMeasure, usual: Usual, place: str) -> str:
    since = f" since the break in {label(usual.since)}" if usual.since is not None else ""
    there = f"there {'is' if usual.known == 1 else 'are'} {usual.known}"
    takes = f"it takes {LEAST_PERIODS} {_noun(measure, LEAST_PERIODS)} with a figure{since}, and {there}"
    told = "" if usual.told_from is None else f" It can be told from {label(usual.told_from)} on."
    return f"{_cannot(usual, place)} yet: {takes}.{told}"


def _too_rare(measure: PublishedMeasure, usual: Usual, place: str) -> str:
    assert measure.noun is not None
    average = f"{count_text(usual.average or 0)} in a {_noun(measure, 1)} on average"
    return (
        f"{_cannot(usual, place)}: {measure.noun.plural} are too few here, {average}, and a usual range takes "
        f"{LEAST_AVERAGE} or more."
    )


def _cannot(usual: Usual, place: str) -> str:
    return f"Whether {_when(usual, place)} is usual cannot be told"


def _when(usual: Usual, place: str) -> str:
    return f"{usual.latest.label}{f' in {place}' if place else ''}"


def _noun(measure: PublishedMeasure, number: int) -> str:
    return f"{BASIS_NOUNS[measure.frequency]}{'' if number == 1 else 's'}"
