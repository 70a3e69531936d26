"""Why does it say this? A change explained in plain English: values, periods, sizes, rule, interval, threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from metrics.declared.comparing import Judged
from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import ChangeUnit
from metrics.figures.change import Change, Reason
from metrics.figures.dispersion import LEAST_RANGES
from metrics.figures.numbers import difference_text, exact, probability_text, rounded, size_text, threshold
from metrics.figures.sentences import (
    LITTLE_CHANGE,
    NOT_JUDGED,
    POLARITY_WORDS,
    TOO_FEW,
    UNCERTAIN,
    break_because,
    period_and_figure,
    unknown_because,
    with_decimals_of,
)
from metrics.figures.series import Observation
from metrics.figures.wording import base_words, how_many
from metrics.periods import (
    first_month,
    in_words,
    last_month,
    months_in_words,
    overlap_in_months,
    parse_period_id,
)


def explanation_sentences(measure: PublishedMeasure, change: Change) -> str:
    """Why the outcome is what it is: the two values and periods, the sizes, the rule and its threshold."""
    measure = with_decimals_of(measure, change)
    later, earlier = (period_and_figure(measure, side) for side in (change.later, change.earlier))
    is_left = change.outcome == "not-comparable" and measure.comparison.judged == "like-with-like"
    compared = f"{_capital(later)} is{' not' if is_left else ''} compared with {earlier}."
    rules = filter(None, _RULES[change.reason](measure, change))
    return " ".join([compared, *rules, *_unlike(measure, change)])


def _unlike(measure: PublishedMeasure, change: Change) -> Iterator[str]:
    """The stretches of time, unlike others, of which either side holds months; nothing where none is told."""
    if change.difference is not None:
        yield from unlike_sentences(measure, [change.earlier.months, change.later.months])


def unlike_sentences(
    measure: PublishedMeasure, spans: Sequence[tuple[pd.Period, pd.Period]]
) -> Iterator[str]:
    """The stretches of time, unlike others, that share months with one of some spans, each with its reason."""
    for stretch in measure.unusual:
        first, last = (parse_period_id(text, measure.frequency) for text in (stretch.first, stretch.last))
        months = first_month(first), last_month(last)
        if any(overlap_in_months(months, span) for span in spans):
            noun = "Weeks" if measure.frequency == "week" else "Months"
            yield f"{noun} from {in_words(first)} to {in_words(last)} were unlike others, because {stretch.reason}."


def _explain_missing(measure: PublishedMeasure, change: Change) -> list[str]:
    return [*_explain_unknown(measure, change), "A missing figure is never taken for zero.", _resumes(change)]


def _explain_unknown(measure: PublishedMeasure, change: Change) -> list[str]:
    return [f"The change is not known: {unknown_because(measure, change)}."]


def break_sentences(measure: PublishedMeasure, change: Change) -> list[str]:
    """Why two figures on both sides of a break cannot be compared, and from when on such figures can be."""
    return [f"The two cannot be compared, because {break_because(change)}.", _resumes(change)]


def _resumes(change: Change) -> str:
    """From when on the comparison no longer crosses a break; nothing where it crosses none."""
    if change.comparison.crossed is None:
        return ""
    resumes = change.comparison.resumes
    return f"Comparison resumes with {in_words(resumes)}." if resumes else "This comparison does not resume."


def _explain_overlap(measure: PublishedMeasure, change: Change) -> list[str]:
    shared = change.comparison.overlap_months
    months = f"{shared} month{'' if shared == 1 else 's'}"
    return [
        _rounded_difference(change),
        f"The two share {months}{_rest(change)}.",
        f"Figures that share months are not told apart as if each stood alone, so it is {UNCERTAIN}.",
        POLARITY_WORDS[measure.polarity],
    ]


def _rest(change: Change) -> str:
    """The months that are in one window alone, which the whole difference comes from."""
    first, last = change.comparison.earlier_months
    later_first, later_last = change.comparison.later_months
    if not (first < later_first and last < later_last):
        return ""
    new, old = months_in_words(last + 1, later_last), months_in_words(first, later_first - 1)
    return f", so the difference comes from the rest alone: {new} against {old}"


def _explain_size(measure: PublishedMeasure, change: Change) -> list[str]:
    least = size_text(threshold(change.materiality, change.unit), change.unit)
    rule = f"{least} or more is called a change"
    if change.outcome == "little-change":
        rule = f"less than {least} is called {LITTLE_CHANGE}"
    return [
        _rounded_difference(change),
        f"For this measure, {rule}.",
        _chance(measure, change),
        POLARITY_WORDS[measure.polarity],
    ]


def _explain_arithmetic(measure: PublishedMeasure, change: Change) -> list[str]:
    """A difference that is not judged, and how much of it windows that overlap share."""
    shared = change.comparison.overlap_months
    months = f"{shared} month{'' if shared == 1 else 's'}"
    return [
        _rounded_difference(change),
        f"The two share {months}{_rest(change)}." if shared else "",
        "Whether it is better or worse is judged by the comparison of like with like.",
    ]


def _explain_not_judged(measure: PublishedMeasure, change: Change) -> list[str]:
    return [_rounded_difference(change), NOT_JUDGED[change.reason]]


def _explain_doubt(measure: PublishedMeasure, change: Change) -> list[str]:
    """Figures of which chance leaves nothing to say: too few, too short a series, no interval."""
    return [_rounded_difference(change), _chance(measure, change), POLARITY_WORDS[measure.polarity]]


def _rounded_difference(change: Change) -> str:
    assert change.difference is not None
    sign = "-" if change.difference < 0 else ""
    return f"The difference, rounded, is {sign}{size_text(change.difference, change.unit)}."


def _chance(measure: PublishedMeasure, change: Change) -> str:
    """What a test against chance says of the difference, in words and figures."""
    if change.weighed is None:
        return "Whether a difference of this size could be chance is not weighed here."
    if change.reason == "too-short":
        return _too_short(change)
    if change.reason == "unweighed":
        return f"How far chance moves this figure is not known, so it is {UNCERTAIN}."
    if change.interval is None:
        unknown = f"{_capital(how_many(measure))} here is not known"
        if change.outcome == "little-change":
            return f"{unknown}, so chance is not weighed."
        return f"{unknown}. It could be chance, so it is {UNCERTAIN}."
    span = _span(measure, change, *change.interval)
    lead = _people_asked(measure, change) or _moves(measure, change) or _published(measure)
    return (
        f"{lead}{span if lead else _capital(span)}.{_probability(measure, change)}{_follows(measure, change)}"
    )


def _span(measure: PublishedMeasure, change: Change, low: Decimal, high: Decimal) -> str:
    """Where the difference may lie, as a clause; as-compared in the words of releases of before."""
    if change.unit not in _SHARED:
        lower, upper = (difference_text(end, change.unit) for end in (low, high))
        return f"the difference is likely to lie between {lower} and {upper} (95% interval)"
    unit = _SHARED[change.unit]
    if measure.comparison.judged == "as-compared":
        return f"chance alone leaves it anywhere from {low:,}{unit} to {high:,}{unit} (95% interval)"
    if high.is_infinite():
        return f"the difference is likely to be {low:,}{unit} or more (95% interval)"
    lower = f"{low:,}{'%' if change.unit == 'percent' else ''}"
    return f"the difference is likely to lie between {lower} and {high:,}{unit} (95% interval)"


# What stands after the upper end of an interval, for its lower end as well.
_SHARED: Mapping[ChangeUnit, str] = {"pp": " percentage points", "percent": "%", "count": ""}


def _too_short(change: Change) -> str:
    need = f"How far it moves by chance is told from {LEAST_RANGES} steps of a year at the least"
    if change.known_from is None:
        return f"{need}, and single periods are not published, so it is {UNCERTAIN}."
    when = in_words(change.known_from)
    return f"{need}; there will be enough from {when} on. Until then it is {UNCERTAIN}."


def _moves(measure: PublishedMeasure, change: Change) -> str:
    """By how much a count moves more than chance would move single events, and from what that is known."""
    moves = None if change.weighed is None else change.weighed.dispersion
    if moves is None:
        return ""
    phi = f"{rounded(exact(moves.phi), 1)}"
    return (
        f"The variance of this count is {phi} times that of events that come by chance alone, as its own "
        f"{moves.ranges} steps show. With that, "
    )


def _published(measure: PublishedMeasure) -> str:
    if measure.comparison.test != "intervals":
        return ""
    whence = "the source gives" if measure.derived is None else "are worked out"
    return f"By the intervals that {whence} for both figures, "


def _probability(measure: PublishedMeasure, change: Change) -> str:
    """How often chance makes two small counts differ as much."""
    probability = None if change.weighed is None else change.weighed.probability
    if probability is None:
        return ""
    often = f"{_often(probability)} ({probability_text(probability)})"
    return f" If nothing had changed, a difference of this size or more would still come about {often}."


def _often(probability: float) -> str:
    """``31 times in 100``, ``nearly always``."""
    times = int(rounded(exact(probability) * 100, 0))
    if times in (0, 100):
        return "nearly always" if times else "less than once in 100 times"
    return f"{times} time{'' if times == 1 else 's'} in 100"


def _follows(measure: PublishedMeasure, change: Change) -> str:
    """What the interval decides. A change too small to matter is little change, whatever chance says."""
    if change.outcome == "little-change":
        return ""
    inside, outside = _NO_CHANGE[measure.comparison.judged]
    if change.reason == "chance":
        return f" {inside}, so it is {UNCERTAIN}."
    if change.reason == "too-few":
        return f" {inside}, so there are {TOO_FEW}."
    return f" {outside}, so it says {change.outcome}."


# Where an interval holds no change, and where it does not: as-compared in the words of releases of before.
_NO_CHANGE: Mapping[Judged, tuple[str, str]] = {
    "as-compared": ("That takes in no change at all", "That leaves out no change at all"),
    "like-with-like": ("No change (0) lies inside that", "No change (0) lies outside that"),
}


def _people_asked(measure: PublishedMeasure, change: Change) -> str:
    """How many people a survey asked, and what they are worth where it is designed otherwise than at random."""
    if change.weighed is None or change.weighed.bases is None:
        return ""
    then, now = (f"{_about(measure, side)}{base:,}" for side, base in _sides(change, change.weighed.bases))
    effect = measure.sample.design_effect if measure.sample else 1.0
    design = ""
    if effect > 1:
        worth = rounded(exact(change.weighed.bases[1]) / exact(effect), 0)
        makes = "makes" if measure.comparison.judged == "as-compared" else "is taken to make"
        design = f"The way in which people are chosen {makes} {now} count as {worth:,} chosen at random. "
    if measure.sample and measure.sample.rounded_to:
        design += f"The source rounds to {_points(measure.sample.rounded_to)}, which is allowed for. "
    return f"{design}With {now} {base_words(measure)} now and {then} then, "


def _sides(change: Change, bases: tuple[int, int]) -> Iterable[tuple[Observation, int]]:
    return zip((change.earlier, change.later), bases, strict=True)


def _about(measure: PublishedMeasure, side: Observation) -> str:
    """A size that is declared is what the survey plans; who counted them is the source alone."""
    return "" if side.base is not None or measure.comparison.judged == "as-compared" else "about "


def _points(step: float) -> str:
    return "whole per cents" if step == 1 else f"steps of {step:g} percentage points"


_RULES: Mapping[Reason, Callable[[PublishedMeasure, Change], list[str]]] = {
    "no-value": _explain_missing,
    "no-earlier-value": _explain_missing,
    "zero-base": _explain_unknown,
    "negative-base": _explain_unknown,
    "break": break_sentences,
    "unequal-periods": break_sentences,
    "overlap": _explain_overlap,
    "below-materiality": _explain_size,
    "chance": _explain_size,
    "too-few": _explain_doubt,
    "too-short": _explain_doubt,
    "no-base": _explain_size,
    "unweighed": _explain_doubt,
    "material": _explain_size,
    "arithmetic": _explain_arithmetic,
    "no-like": _explain_not_judged,
    "other-force": _explain_not_judged,
}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
