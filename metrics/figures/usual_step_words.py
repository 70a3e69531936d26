"""What a step from one period to the next was in the years before, in words, and whether this one is usual."""

from __future__ import annotations

from metrics.dates import month_name
from metrics.figures.numbers import difference_text
from metrics.figures.usual_step import UsualStep
from metrics.language import say
from metrics.periods import first_month, frequency_of, last_month


def usual_sentence(usual: UsualStep) -> str:
    """What the step was in earlier years: ``From December to January it usually falls, by about 5% …``"""
    if not usual.is_narrow:
        return say(
            "How usual this step from {earlier} to {later} is cannot be told: it has moved too much.",
            earlier=_season(usual, "earlier"),
            later=_season(usual, "later"),
        )
    low, high = (difference_text(end, "percent") for end in usual.limits)
    return say(
        "From {earlier} to {later} it {usually} (between {low} and {high}); this year it {step}: {within}.",
        earlier=_season(usual, "earlier"),
        later=_season(usual, "later"),
        usually=_usually(usual),
        low=low,
        high=high,
        step=_step_words(usual),
        within=say("more than is usual" if usual.is_beyond else "within what is usual"),
    )


def _season(usual: UsualStep, end: str) -> str:
    """A month or quarter of any year: ``December``, ``Q3``, ``January to March``."""
    period = usual.earlier if end == "earlier" else usual.later
    match frequency_of(period):
        case "month":
            return month_name(period.month)
        case "calendar-quarter":
            first, last = (month_name(end(period).month) for end in (first_month, last_month))
            return say("{first} to {last}", first=first, last=last)
        case _:
            return f"Q{period.quarter}"


def _usually(usual: UsualStep) -> str:
    size = abs(usual.usual).quantize(1) if abs(usual.usual) >= 1 else abs(usual.usual)
    by = say(", by about {size}%", size=size) if usual.usual else ""
    if 10 * usual.fell >= 7 * usual.years:
        return say("usually falls{by}", by=by)
    if 10 * usual.rose >= 7 * usual.years:
        return say("usually rises{by}", by=by)
    return _now_so_now_so(usual)


def _now_so_now_so(usual: UsualStep) -> str:
    """Of a step that goes one way in less than seven years of ten."""
    size = abs(usual.usual)
    if not (usual.fell or usual.rose):
        return say("usually stays the same")
    if not usual.fell:
        return say(
            "rises in some years and stays the same in others, and on average rises by {size}%", size=size
        )
    if not usual.rose:
        return say(
            "falls in some years and stays the same in others, and on average falls by {size}%", size=size
        )
    if not usual.usual:
        return say("falls in some years and rises in others, and on average stays the same")
    return say(
        "falls in some years and rises in others, and on average rises by {size}%"
        if usual.usual > 0
        else "falls in some years and rises in others, and on average falls by {size}%",
        size=size,
    )


def _step_words(usual: UsualStep) -> str:
    if not usual.difference:
        return say("stayed the same")
    return say("rose {size}%" if usual.difference > 0 else "fell {size}%", size=abs(usual.difference))
