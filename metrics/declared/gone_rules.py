"""Rules on what a measure declares to be gone."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.areas import area_code, folded, is_region
from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone import Gone
from metrics.language import say
from metrics.periods import parse_period_id
from metrics.territory import territory


def gone_is_named(measure: PublishedMeasure) -> Iterator[Finding]:
    """Each entry names what is gone: an area, a category of a dimension, periods, or several of them."""
    for index, entry in enumerate(measure.gone):
        at = ("gone", index)
        if entry.area is None and not any((entry.dimension, entry.first, entry.last, entry.oldest)):
            message = 'say what is gone: "area", "dimension" with "category", "first", "last" or "oldest"'
            yield Finding(at, message, "missing-key")
        if entry.category is not None and entry.dimension is None:
            yield Finding(at, '"dimension" is missing: a category is of a dimension', "missing-key")
        if entry.area is not None and not (_is_area(measure, entry.area) or territory().is_partial):
            message = say(
                'area "{area}" is neither {region} nor {a district}, nor declared under "no_area"',
                area=entry.area,
            )
            yield Finding((*at, "area"), message, "not-declared")
        if entry.area is not None and entry.dimension is not None and not is_region(entry.area):
            yield Finding((*at, "area"), say("a category is of {region} alone: leave the area out"))
        yield from _periods(measure, index, entry)


def _is_area(measure: PublishedMeasure, name: str) -> bool:
    area = measure.source.area
    outside = () if area is None else area.no_area
    further = area is not None and area.level != "district"  # which there are, the tables of the site say
    inside = further or is_region(name) or area_code(name) is not None
    return inside or folded(name) in map(folded, outside)


def _periods(measure: PublishedMeasure, index: int, entry: Gone) -> Iterator[Finding]:
    at, wrong = ("gone", index), False
    for name in ("first", "last"):
        text = getattr(entry, name)
        if text is None:
            continue
        try:
            parse_period_id(text, measure.frequency)
        except ValueError as problem:
            wrong = True
            yield Finding((*at, name), f"{name}: {problem}")
    if entry.oldest and (entry.first or entry.last):
        yield Finding((*at, "oldest"), '"oldest" names the periods: leave "first" and "last" out')
    elif not wrong and entry.first is not None and entry.last is not None and entry.last < entry.first:
        yield Finding((*at, "last"), f"last must not be before {entry.first}")
