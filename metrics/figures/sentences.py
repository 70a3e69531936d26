"""One generator of plain English for figures and changes: everything that speaks, speaks through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.declared.framework import Polarity, PublishedMeasure, Supplement
from metrics.figures.change import Change, OutcomeOfChange, Reason, Verdict, comparison_resumes
from metrics.figures.numbers import (
    CHANGE_DECIMALS,
    decimals_of,
    difference_text,
    rounded,
    size_text,
    value_text,
)
from metrics.figures.series import STATUS_WORDS, Observation
from metrics.periods import label, months_in_words, window_months

OUTCOME_WORDS: Mapping[OutcomeOfChange, str] = {
    "higher": "Higher",
    "lower": "Lower",
    "little-change": "Little change",
    "uncertain": "Too uncertain to say",
    "not-comparable": "Not comparable",
    "not-known": "Not known",
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    "better": "Better",
    "worse": "Worse",
    "no-clear-change": "No clear change",
    "not-judged": "Not judged better or worse",
}
POLARITY_WORDS: Mapping[Polarity, str] = {
    "higher-is-better": "For this measure higher is better.",
    "lower-is-better": "For this measure lower is better.",
    "neutral": "This measure is not judged: neither direction is better.",
}


def change_text(change: Change) -> str:
    """The change as a tile shows it: ``-3.0 p.p.``, or words where there is no number to show."""
    if change.difference is None:
        return OUTCOME_WORDS[change.outcome]
    return difference_text(change.difference, change.unit)


def observation_text(measure: PublishedMeasure, observation: Observation) -> str:
    """A value as a tile or a table shows it: ``61%``, ``6,100``, or the words for its absence."""
    if observation.value is None:
        return {"c": "Withheld", "z": "Not applicable"}.get(observation.status, "Not available")
    return value_text(observation.value, measure.unit, measure.decimals)


# The headline sentence -------------------------------------------------------------------------------------


def change_sentence(
    measure: PublishedMeasure, latest: Observation, change: Change | None, place: str = ""
) -> str:
    """The figure and its change, in one or two sentences that never contradict the numbers beside them.

    ``place`` names the area where it is not London, of which every figure speaks unless it says otherwise.
    """
    figure = _figure(measure, latest, place)
    if change is None or latest.value is None:
        return f"{figure}."
    if change.later.window != latest.window:
        figure = f"{figure}. {_part(measure, change.later)}"
    return f"{figure}{_CLAUSES[change.outcome](measure, change)}."


def _figure(measure: PublishedMeasure, observation: Observation, place: str) -> str:
    """``In Q3 2023/24, 61% of victims … were satisfied``, ``There were 6,100 … offences in January 2024``."""
    if observation.value is None:
        status = STATUS_WORDS.get(observation.status, "missing")
        return (
            f"There is no figure for {f'{place} in ' if place else ''}{_named(observation)}: it is {status}"
        )
    if measure.noun is None:
        text = observation_text(measure, observation)
        return f"In {f'{place}, in ' if place else ''}{_named(observation)}, {text} {measure.share}"
    counted = f"{measure.noun.counted(observation.value)}{f' in {place}' if place else ''}"
    return f"{_there_were(observation.value)} {counted} in {_named(observation)}"


def _part(measure: PublishedMeasure, observation: Observation) -> str:
    """The single period at the end of a running total: ``In December 2023 there were 8``."""
    if observation.value is None:
        return f"For {observation.label} there is no figure"
    there = "there were none" if observation.value == 0 else _there_were(observation.value).lower()
    return f"In {observation.label} {there}"


def _there_were(number: float) -> str:
    return "There was 1" if number == 1 else f"There were {'no' if number == 0 else f'{number:,.0f}'}"


def _named(observation: Observation) -> str:
    """A period inside a sentence: rolling windows take an article."""
    return f"the {observation.label}" if observation.window == "rolling-12-months" else observation.label


def _against(measure: PublishedMeasure, change: Change) -> str:
    return f"{_named(change.earlier)} ({observation_text(measure, change.earlier)})"


def _moved(measure: PublishedMeasure, change: Change) -> str:
    assert change.difference is not None
    size = size_text(change.difference, change.unit)
    words = ("higher", "lower") if change.unit == "pp" else ("more", "fewer")
    return f", {size} {words[change.outcome == 'lower']} than in {_against(measure, change)}"


def _little_changed(measure: PublishedMeasure, change: Change) -> str:
    if change.earlier.value == change.later.value:
        return f", the same as in {_named(change.earlier)}"
    return f", little changed from {_against(measure, change)}"


def _uncertain(measure: PublishedMeasure, change: Change) -> str:
    earlier = observation_text(measure, change.earlier)
    return f", against {earlier} in {_named(change.earlier)}: too uncertain to call a change"


def _not_comparable(_: PublishedMeasure, change: Change) -> str:
    return f". This cannot be compared with {_named(change.earlier)}, because {_break_reason(change)}"


def _not_known(_: PublishedMeasure, change: Change) -> str:
    return f". The change is not known: {_unknown(change)}"


_CLAUSES: Mapping[OutcomeOfChange, Callable[[PublishedMeasure, Change], str]] = {
    "higher": _moved,
    "lower": _moved,
    "little-change": _little_changed,
    "uncertain": _uncertain,
    "not-comparable": _not_comparable,
    "not-known": _not_known,
}


def _unknown(change: Change) -> str:
    if change.reason == "zero-base":
        return f"there were none in {_named(change.earlier)}, and no percentage can be taken of zero"
    missing = change.later if change.reason == "no-value" else change.earlier
    return f"there is no figure for {_named(missing)}"


def _break_reason(change: Change) -> str:
    return change.crossed.reason if change.crossed else "the two do not cover equal periods"


def beside_sentence(measure: PublishedMeasure, change: Change) -> str:
    """A second comparison, that can be told where the first cannot: with the same period a year before."""
    against = _against(measure, change)
    match change.outcome:
        case "higher" | "lower":
            assert change.difference is not None
            words = (
                change.outcome if change.unit == "pp" else ("more" if change.outcome == "higher" else "fewer")
            )
            return f"That is {size_text(change.difference, change.unit)} {words} than in {against}."
        case "little-change":
            return f"That is little changed from {against}."
        case "uncertain":
            return f"Against {against} it is too uncertain to call a change."
        case _:
            return ""


# Why does it say this? -------------------------------------------------------------------------------------


def why_sentence(measure: PublishedMeasure, change: Change) -> str:
    """Why the outcome is what it is: the two values and periods, the sizes, the rule and its threshold."""
    compared = (
        f"{_capital(_named(change.later))} ({observation_text(measure, change.later)}) is compared with "
        f"{_against(measure, change)}."
    )
    return " ".join([compared, *_RULES[change.reason](measure, change)])


def _why_unknown(_: PublishedMeasure, change: Change) -> list[str]:
    return [f"The change is not known, because {_unknown(change)}. A missing figure is never taken for zero."]


def _why_break(measure: PublishedMeasure, change: Change) -> list[str]:
    why = f"The two cannot be compared, because {_break_reason(change)}."
    if change.crossed is None:
        return [why]
    resumes = comparison_resumes(measure, change.crossed)
    return [
        why,
        f"Comparison resumes with {label(resumes)}." if resumes else "This comparison does not resume.",
    ]


def _rounded_difference(change: Change) -> str:
    assert change.difference is not None
    sign = "-" if change.difference < 0 else ""
    return f"The difference, rounded, is {sign}{size_text(change.difference, change.unit)}."


def _why_overlap(measure: PublishedMeasure, change: Change) -> list[str]:
    return [
        _rounded_difference(change),
        f"The two share {change.overlap_months} months{_rest(change)}.",
        "Figures that share months are not told apart as if each stood alone, so it is too uncertain to say.",
        POLARITY_WORDS[measure.polarity],
    ]


def _rest(change: Change) -> str:
    """The months that are in one window alone, which the whole difference comes from."""
    first, last = window_months(change.earlier.period, change.earlier.window)
    later_first, later_last = window_months(change.later.period, change.later.window)
    if not (first < later_first and last < later_last):
        return ""
    new, old = months_in_words(last + 1, later_last), months_in_words(first, later_first - 1)
    return f", so the difference comes from the rest alone: {new} against {old}"


def _why_size(measure: PublishedMeasure, change: Change) -> list[str]:
    decimals = max(CHANGE_DECIMALS[change.unit], decimals_of(change.materiality))
    threshold = size_text(rounded(change.materiality, decimals), change.unit)
    rule = f"{threshold} or more is called a change"
    if change.outcome == "little-change":
        rule = f"less than {threshold} is called little change"
    return [
        _rounded_difference(change),
        f"For this measure, {rule}.",
        _chance(change),
        POLARITY_WORDS[measure.polarity],
    ]


def _chance(change: Change) -> str:
    """What a test against chance says of the difference, in words and figures."""
    if change.weighed is None:
        return "Whether a difference of this size could be chance is not weighed here."
    if change.interval is None:
        return (
            "How many people were asked here is not known. It could be chance, so it is too uncertain to say."
        )
    low, high = change.interval
    unit = {"pp": " percentage points", "percent": "%", "count": ""}[change.unit]
    asked = ""
    if change.weighed.bases is not None:
        asked = f"With {change.weighed.bases[1]:,} people asked now and {change.weighed.bases[0]:,} then, "
    span = f"chance alone leaves it anywhere from {low:,}{unit} to {high:,}{unit} (95% interval)"
    told = f"{asked}{span}" if asked else _capital(span)
    if change.outcome == "little-change":
        return f"{told}."
    if change.reason == "chance":
        return f"{told}. That takes in no change at all, so it is too uncertain to say."
    return f"{told}. That leaves out no change at all, so it says {change.outcome}."


_RULES: Mapping[Reason, Callable[[PublishedMeasure, Change], list[str]]] = {
    "no-value": _why_unknown,
    "no-earlier-value": _why_unknown,
    "zero-base": _why_unknown,
    "break": _why_break,
    "unequal-periods": _why_break,
    "overlap": _why_overlap,
    "below-materiality": _why_size,
    "chance": _why_size,
    "no-base": _why_size,
    "material": _why_size,
}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


# The further sentence on a tile ----------------------------------------------------------------------------


def supplement_sentence(
    supplement: Supplement, this_year: Observation | None, last_year: Observation | None
) -> str:
    """``There were 21 teenage homicides from January to December 2023, against 14 in the same …``."""
    if this_year is None or this_year.value is None:
        return ""
    first, last = window_months(this_year.period, this_year.window)
    when = months_in_words(first, last)
    when = f"in {when}" if first == last else f"from {when}"
    figure = f"{_there_were(this_year.value)} {supplement.noun.counted(this_year.value)} {when}"
    same = f"the same month{'' if first == last else 's'} of {first.year - 1}"
    if last_year is None or last_year.value is None:
        return f"{figure}. The number in {same} is not known."
    return f"{figure}, against {last_year.value:,.0f} in {same}."
