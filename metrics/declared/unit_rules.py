"""Rules on the unit of a published measure: its words and parts, what does not add up, in what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.ratio import rows_add_up
from metrics.declared.unit_parts import scale_in
from metrics.declared.units import UNITS
from metrics.issues import listed

# Parts that say more of a unit, each of use for one unit alone.
PARTS = ("money", "duration", "per", "index")
MISSING = {
    "share": "say what the percentage is of",
    "subject": 'say what the figure is, so that it reads between "the" and "was"',
    "noun": "say what is counted",
    "money": "say what the figures are in: pounds, thousands or millions",
    "duration": "say what the figures are in, and whether they are medians or means",
    "per": "say what the rate is by, such as 1000 residents",
    "index": "say when it stood at its base",
}
MOST_MATERIAL = 1000


def units_have_their_words(measure: PublishedMeasure) -> Iterator[Finding]:
    """A count names what it counts, in plain numbers; a percentage says what it is of, and others what they are."""
    row = measure.unit_row
    for key in filter(None, (row.wording, row.part)):
        if getattr(measure, key) is None:
            yield Finding((), f'"{key}" is missing: {MISSING[key]}', "missing-key")
    for key in PARTS:
        if key != row.part and getattr(measure, key) is not None:
            unit = next(unit for unit, other in UNITS.items() if other.part == key)
            yield Finding((key,), f"{key} is for the unit {unit}, and the unit is {measure.unit}")
    if row.is_count and measure.decimals:
        yield Finding(("decimals",), "decimals must be 0 for a count")
    if measure.source.value.written_as not in row.written_as:
        allowed = listed(row.written_as)
        message = f"written_as must be {row.written_as[0]} for {row.words}"
        if len(row.written_as) > 1:
            message = f"written_as is not for {row.words}; allowed: {allowed}"
        yield Finding(("source", "value", "written_as"), message)


def averages_are_not_added_up(measure: PublishedMeasure) -> Iterator[Finding]:
    """Percentages, rates, averages and indexes do not add up, are not events, and are never absent for zero."""
    source, row = measure.source, measure.unit_row
    if rows_add_up(measure):
        return
    if LAYOUTS[source.layout].is_added_up:
        yield Finding(("source", "layout"), f"{source.layout} are counted, and the unit is {measure.unit}")
    elif source.combine == "sum":
        yield Finding(("source", "combine"), f'combine must be "as-given": {row.several} do not add up')
    if source.absent == "zero":
        yield Finding(("source", "absent"), f'absent must be "missing" for {row.words}')
    if source.region != "own-row":
        yield Finding(("source", "region"), f'region must be "own-row": {row.several} do not add up')


def changes_are_in_a_unit_of_theirs(measure: PublishedMeasure) -> Iterator[Finding]:
    """A difference is told in units or in per cent as the unit allows, and what matters is no more than that."""
    comparison, row = measure.comparison, measure.unit_row
    if comparison.change is not None and comparison.change not in row.changes:
        message = f"the change of {row.words} is told in {_KINDS[row.changes[0]]}: leave it out"
        yield Finding(("comparison", "change"), message)
    elif comparison.materiality > MOST_MATERIAL and (not row.is_plain or measure.change_unit == "percent"):
        message = f"materiality must be at most {MOST_MATERIAL}; found the number {comparison.materiality:g}"
        yield Finding(("comparison", "materiality"), message)


def amounts_are_in_what_their_column_says(measure: PublishedMeasure) -> Iterator[Finding]:
    """A column of "£000" is not declared to be in pounds, which would make a thousandth of it; a warning."""
    if measure.money is None:
        return
    dimensions = measure.source.dimensions
    categories = [
        item for dimension in dimensions if dimension.column is None for item in dimension.categories
    ]
    names = [*(measure.source.value.column or ()), *(item.name for item in categories)]
    for name in [*names, *(alias for item in categories for alias in item.aliases)]:
        scale = scale_in(name)
        if scale not in (None, measure.money.given_in):
            message = f'given_in is "{measure.money.given_in}", and the column "{name}" says {scale}'
            yield Finding(("money", "given_in"), message, "money-scale", "warning")


_KINDS = {"units": "units of its own", "per-cent": "per cent"}
UNIT_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    units_have_their_words,
    averages_are_not_added_up,
    changes_are_in_a_unit_of_theirs,
    amounts_are_in_what_their_column_says,
)
