"""Why does it say this? A change explained in plain English: values, periods, sizes, rule, interval, threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.chance_words import chance_sentence
from metrics.figures.change import Change, Reason
from metrics.figures.numbers import size_text, threshold
from metrics.figures.sentences import (
    LITTLE_CHANGE,
    NOT_JUDGED,
    POLARITY_WORDS,
    UNCERTAIN,
    break_because,
    period_and_figure,
    unknown_because,
    with_decimals_of,
)
from metrics.language import say, say_count, upper_first
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
    compared = say(
        "{later} is not compared with {earlier}." if is_left else "{later} is compared with {earlier}.",
        later=upper_first(later),
        earlier=earlier,
    )
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
            yield say(
                "From {first} to {last} weeks were unlike others, because {reason}."
                if measure.frequency == "week"
                else "Months from {first} to {last} were unlike others, because {reason}.",
                first=in_words(first),
                last=in_words(last),
                reason=stretch.reason,
            )


def _explain_missing(measure: PublishedMeasure, change: Change) -> list[str]:
    return [
        *_explain_unknown(measure, change),
        say("A missing figure is never taken for zero."),
        _resumes(change),
    ]


def _explain_unknown(measure: PublishedMeasure, change: Change) -> list[str]:
    return [say("The change is not known: {reason}.", reason=unknown_because(measure, change))]


def break_sentences(measure: PublishedMeasure, change: Change) -> list[str]:
    """Why two figures on both sides of a break cannot be compared, and from when on such figures can be."""
    reason = break_because(change)
    return [say("The two cannot be compared, because {reason}.", reason=reason), _resumes(change)]


def _resumes(change: Change) -> str:
    """From when on the comparison no longer crosses a break; nothing where it crosses none."""
    if change.comparison.crossed is None:
        return ""
    resumes = change.comparison.resumes
    if resumes is None:
        return say("This comparison does not resume.")
    return say("Comparison resumes with {when}.", when=in_words(resumes))


def _explain_overlap(measure: PublishedMeasure, change: Change) -> list[str]:
    apart = "Figures that share months are not told apart as if each stood alone, so it is {uncertain}."
    return [
        _rounded_difference(change),
        _shared_months(change),
        say(apart, uncertain=say(UNCERTAIN)),
        say(POLARITY_WORDS[measure.polarity]),
    ]


def _shared_months(change: Change) -> str:
    shared, rest = change.comparison.overlap_months, _rest(change)
    single, several = "The two share {number} month{rest}.", "The two share {number} months{rest}."
    return say_count(single, several, shared, number=shared, rest=rest)


def _rest(change: Change) -> str:
    """The months that are in one window alone, which the whole difference comes from."""
    first, last = change.comparison.earlier_months
    later_first, later_last = change.comparison.later_months
    if not (first < later_first and last < later_last):
        return ""
    new, old = months_in_words(last + 1, later_last), months_in_words(first, later_first - 1)
    return say(", so the difference comes from the rest alone: {new} against {old}", new=new, old=old)


def _explain_size(measure: PublishedMeasure, change: Change) -> list[str]:
    least = size_text(threshold(change.materiality, change.unit), change.unit)
    if change.outcome == "little-change":
        words = say(LITTLE_CHANGE)
        rule = say(
            "For this measure, less than {least} is called {little_change}.", least=least, little_change=words
        )
    else:
        rule = say("For this measure, {least} or more is called a change.", least=least)
    return [
        _rounded_difference(change),
        rule,
        chance_sentence(measure, change),
        say(POLARITY_WORDS[measure.polarity]),
    ]


def _explain_arithmetic(measure: PublishedMeasure, change: Change) -> list[str]:
    """A difference that is not judged, and how much of it windows that overlap share."""
    return [
        _rounded_difference(change),
        _shared_months(change) if change.comparison.overlap_months else "",
        say("Whether it is better or worse is judged by the comparison of like with like."),
    ]


def _explain_not_judged(measure: PublishedMeasure, change: Change) -> list[str]:
    return [_rounded_difference(change), say(NOT_JUDGED[change.reason])]


def _explain_doubt(measure: PublishedMeasure, change: Change) -> list[str]:
    """Figures of which chance leaves nothing to say: too few, too short a series, no interval."""
    weighed = chance_sentence(measure, change)
    return [_rounded_difference(change), weighed, say(POLARITY_WORDS[measure.polarity])]


def _rounded_difference(change: Change) -> str:
    assert change.difference is not None
    size = f"{'-' if change.difference < 0 else ''}{size_text(change.difference, change.unit)}"
    return say("The difference, rounded, is {size}.", size=size)


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
