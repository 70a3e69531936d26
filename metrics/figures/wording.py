"""What stands in words around a measure's number, by its unit: what it is, what it is in, and what it is by."""

from __future__ import annotations

from metrics.declared.framework import PublishedMeasure


def subject_words(measure: PublishedMeasure) -> str:
    """What a figure is, to follow *the*: ``median time to answer``, ``cost of overtime``."""
    average = None if measure.duration is None else measure.duration.average
    if average is not None and (measure.subject or "").casefold().startswith(average):
        return measure.subject or ""
    return " ".join(filter(None, ("" if average in (None, "as-given") else average, measure.subject)))


def ending(measure: PublishedMeasure, value: float) -> str:
    """What a number is in or by, to follow it: `` per 1,000 residents``, `` (2015 = 100)``; else empty."""
    if measure.per is not None:
        return f" per {measure.per.number:,} {measure.per.noun}"
    if measure.index is not None:
        return f" ({measure.index.base} = {measure.index.value:,.12g})"
    if measure.unit_row.is_of_things and measure.noun is not None:
        return f" {measure.noun.counted(value)}"
    return ""


def counted_words(measure: PublishedMeasure, value: float) -> str:
    """What stands below a figure: what is counted, what it is a share of, or what it is."""
    match measure.unit_row.wording:
        case "noun" if measure.noun is not None:
            return measure.noun.counted(value)
        case "share":
            return measure.share or ""
        case _:
            return subject_words(measure)


def base_noun(measure: PublishedMeasure) -> str:
    """What a figure is of, where it is no people that were asked: ``calls answered``; else empty."""
    base, over = measure.source.base, measure.source.over
    if over is not None:
        return over.noun
    return "" if base is None or base.noun is None else base.noun


def base_words(measure: PublishedMeasure) -> str:
    """Those whose number stands behind a percentage: ``people asked``, ``calls answered``."""
    return base_noun(measure) or "people asked"


def how_many(measure: PublishedMeasure) -> str:
    """Their number, as a clause: ``how many people were asked``, ``how many calls answered there were``."""
    noun = base_noun(measure)
    return f"how many {noun} there were" if noun else "how many people were asked"


def what_words(measure: PublishedMeasure) -> str:
    """What figures of a measure are, by itself: ``homicide victims``, ``median time to answer, in minutes``."""
    match measure.unit_row.wording:
        case "noun" if measure.noun is not None:
            return measure.noun.plural
        case "share":
            return measure.share or ""
        case _:
            scale = scale_words(measure)
            return f"{subject_words(measure)}{f', {scale}' if scale else ''}"


def scale_words(measure: PublishedMeasure) -> str:
    """What numbers of a measure are in: ``in minutes``, ``per 1,000 residents``, ``2015 = 100``."""
    if measure.unit_row.is_of_things and measure.noun is not None:
        return f"in {measure.noun.plural}"
    if measure.money is not None:
        return "in pounds" if measure.money.scale == "pounds" else f"in {measure.money.scale} of pounds"
    if measure.duration is not None:
        return f"in {measure.duration.given_in}"
    return ending(measure, 0).strip(" ()")
