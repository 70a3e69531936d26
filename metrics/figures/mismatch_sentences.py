"""What does not add up in a measure's file, in words: the newest few of each kind, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from metrics.areas import region, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.mismatches import OF_NO_AREA, Mismatch, MismatchCode
from metrics.figures.numbers import full_text
from metrics.gazetteer import Level
from metrics.language import say, say_count
from metrics.periods import parse_period_id, window_in_words

MOST_NAMED = 3
AREAS_OF: Mapping[Level, str] = {
    "district": "its {districts}",
    "division": "its {divisions}",
    "ward": "its wards",
}
AREAS = "The file says {stated} for {area} in {period}; {parts} add up to {own}."
AREAS_AND_REST = (
    "The file says {stated} for {area} in {period}; {parts} and what lies in none add up to {own}."
)
CATEGORIES = "The file says {stated} for {area} in {period}; its figures by “{dimension}” add up to {own}."
COUNTS = "The file says {stated} for {area} in {period}; its own counts, {top} of {under}, give {own}."
OF_CATEGORY = "{area} ({category})"
MORE_SUCH = (
    "There is {count} more such figure, of {period}.",
    "There are {count} more such figures, back to {period}.",
)


def mismatch_texts(
    measure: PublishedMeasure, items: Sequence[Mismatch], most: int = MOST_NAMED
) -> Iterator[tuple[MismatchCode, str]]:
    """The first ``most`` of each code in words, in the order of the items, and of the others how many there are."""
    for code in dict.fromkeys(item.code for item in items):
        own = [item for item in items if item.code == code]
        for item in own[:most]:
            yield code, mismatch_text(measure, item)
        if others := own[most:]:
            oldest = min(others, key=lambda item: parse_period_id(item.period, measure.frequency).ordinal)
            count, period = f"{len(others):,}", _period(measure, oldest)
            yield code, say_count(*MORE_SUCH, len(others), count=count, period=period)


def mismatch_text(measure: PublishedMeasure, item: Mismatch) -> str:
    """One figure that does not add up, as a sentence."""
    both = {"stated": full_text(item.stated, measure.form), "own": full_text(item.own, measure.form)}
    where = {"area": _area(measure, item), "period": _period(measure, item)}
    match item.code:
        case "areas-off":
            template = AREAS_AND_REST if item.has_rest else AREAS
            return say(template, **both, **where, parts=say(AREAS_OF[measure.source.level]))
        case "categories-off":
            titles = {dimension.id: dimension.title for dimension in measure.source.dimensions}
            return say(CATEGORIES, **both, **where, dimension=titles[item.dimension])
        case "counts-off":
            return say(COUNTS, **where, **_of_counts(measure, item))


def _of_counts(measure: PublishedMeasure, item: Mismatch) -> Mapping[str, str]:
    """A percentage as it is written, and what its counts give with as many decimals."""
    own, places = Fraction(100 * item.top, item.under), item.decimals
    nearest = Decimal((own * 10**places * 2 + 1) // 2).scaleb(
        -places
    )  # half away from zero: none is below it
    text = measure.form_row.writing.text
    stated = Decimal(f"{item.stated:.{places}f}")
    return {
        "stated": text(stated),
        "own": text(nearest),
        "top": f"{item.top:,}",
        "under": f"{item.under:,}",
    }


def _area(measure: PublishedMeasure, item: Mismatch) -> str:
    if item.area == region_code():
        name = region().name
    elif item.area.startswith(OF_NO_AREA):
        name = item.area.removeprefix(OF_NO_AREA)
    else:
        name = measure.source.area_name(item.area)
    return say(OF_CATEGORY, area=name, category=item.category) if item.category else name


def _period(measure: PublishedMeasure, item: Mismatch) -> str:
    return window_in_words(parse_period_id(item.period, measure.frequency), measure.source.window)
