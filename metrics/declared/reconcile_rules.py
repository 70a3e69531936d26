"""Rules on what of a measure's file is to add up: only what is read from it can be compared, and is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from metrics.areas import folded
from metrics.declared.document import Path
from metrics.declared.findings import Finding, undeclared
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.language import say

AT = ("reconcile",)


def something_is_to_add_up(measure: PublishedMeasure) -> Iterator[Finding]:
    """It says what is to add up, of figures that a publisher gave and that nothing here works out."""
    rule = measure.reconcile
    if rule is None:
        return
    if measure.is_worked_out:
        message = "its figures are worked out here, so they agree with what they are made of"
        yield Finding(AT, f"{message}: leave reconcile out")
    elif not rule.areas and rule.dimensions is None and rule.counts is None:
        message = 'say what is to add up: "areas: true", "dimensions" by their ids, or "counts"'
        yield Finding(AT, message, "missing-key")


def areas_are_summed_beside_the_region(measure: PublishedMeasure) -> Iterator[Finding]:
    """The region has rows of its own beside those of its areas, which add up, and nothing else compares them."""
    rule, source, at = measure.reconcile, measure.source, (*AT, "areas")
    if rule is None or not rule.areas or measure.is_worked_out:
        return
    if not measure.unit_row.adds_up:
        yield Finding(at, f"{measure.unit_row.several} of areas do not add up")
    elif source.area is None or source.area.level == "force":
        message = say('name the column of the areas of {region} under "area" of the source')
        yield Finding(at, f"there are no areas to add up: {message}")
    elif source.region != "own-row":
        message = say(
            '{region} is added up from the rows, so it agrees with them: it needs "region: own-row"'
        )
        yield Finding(at, message)
    if source.plausible.parts_within is not None:
        message = say("reconcile compares {region} with its areas already: leave parts_within out")
        yield Finding(("source", "plausible", "parts_within"), message)


def categories_are_summed_beside_a_headline(measure: PublishedMeasure) -> Iterator[Finding]:
    """A dimension that is to add up has its total among its categories."""
    rule, source = measure.reconcile, measure.source
    if rule is None or rule.dimensions is None or measure.is_worked_out:
        return
    if not measure.unit_row.adds_up:
        message = f"{measure.unit_row.several} of categories do not add up"
        yield Finding((*AT, "dimensions"), message)
        return
    by_id = {dimension.id: dimension for dimension in source.dimensions}
    for name in rule.dimensions:
        yield from undeclared((*AT, "dimensions"), name, list(by_id), "dimension")
        if name in by_id and by_id[name].headline is None:
            message = (
                f'"{name}" has no "headline", so its categories are added up here and agree with their sum'
            )
            yield Finding((*AT, "dimensions"), f"{message}; name the category that is the total")


def counts_stand_beside_a_percentage(measure: PublishedMeasure) -> Iterator[Finding]:
    """Both counts of a percentage stand in its row, each in a column of its own."""
    rule, source, at = measure.reconcile, measure.source, (*AT, "counts")
    if rule is None or rule.counts is None or measure.is_worked_out:
        return
    if not measure.unit_row.is_share:
        yield Finding(at, f"a percentage is of two counts, and the unit is {measure.unit_row.words}")
    elif not LAYOUTS[source.layout].holds_bases:
        fitting = " or ".join(layout.name for layout in LAYOUTS.values() if layout.holds_bases)
        message = f'the counts stand beside the value in its row: they need "layout: {fitting}"'
        yield Finding(at, f"{message}, not {source.layout}")
    if rule.counts.over is None and source.base is None:
        message = '"over" is missing: name the column of all of whom the percentage is'
        yield Finding(at, message, "missing-key")
    yield from _read_twice(measure, (*at, "column"), rule.counts.column)
    under = rule.counts.over or (() if source.base is None else source.base.column)
    if {*map(folded, under)} & {*map(folded, rule.counts.column)}:
        yield Finding((*at, "column"), "both counts are read from one column")
    yield from _read_twice(measure, (*at, "over"), rule.counts.over or ())


def _read_twice(measure: PublishedMeasure, at: Path, names: Sequence[str]) -> Iterator[Finding]:
    """The names that are those of the value's column, which says what the counts are held against."""
    value = {*map(folded, measure.source.value.column or ())}
    for name in names:
        if folded(name) in value:
            yield Finding(at, f'the column "{name}" is that of the value itself')


RECONCILE_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    something_is_to_add_up,
    areas_are_summed_beside_the_region,
    categories_are_summed_beside_a_headline,
    counts_stand_beside_a_percentage,
)
