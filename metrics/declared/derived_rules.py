"""Rules on derived measures: what they are made of is there, is of one kind, and can be put together so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from metrics.declared.derivation import part_name, parts_of
from metrics.declared.derived import Derived, Part
from metrics.declared.document import Path
from metrics.declared.findings import Finding, undeclared
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.units import UNITS
from metrics.issues import listed, nearest

FROM: Path = ("derived", "from")
AS: Path = ("derived", "as")
# What is said of an extract, or needs one.
OF_A_SOURCE = ("sample", "control_chart", "rate", "suppression", "supplement", "gone", "absent_this_time")
POINTS = "percentage points"


def derived_measures_are_made(config: Config) -> Iterator[Finding]:
    """A measure has a source or is derived, and what it is derived from is there and fits."""
    for index, measure in enumerate(config.measures):
        if isinstance(measure, PublishedMeasure):
            findings = _source_faults(measure) if measure.derived is None else _faults(config, measure)
            yield from (replace(item, path=("measures", index, *item.path)) for item in findings)


def _source_faults(measure: PublishedMeasure) -> Iterator[Finding]:
    if "source" not in measure.model_fields_set:
        yield Finding((), '"source" is missing', "missing-key")


def _faults(config: Config, measure: PublishedMeasure) -> Iterator[Finding]:
    derived = measure.derived
    assert derived is not None
    if "source" in measure.model_fields_set:
        yield Finding(("source",), "its figures are derived from those of other measures: leave one out")
    for key in OF_A_SOURCE:
        if getattr(measure, key):
            message = f"{key} is for figures that are read from a file: declare it where those are read"
            yield Finding((key,), message)
    if len(derived.parts) > derived.row.most:
        yield Finding(FROM, f'"as: {derived.how}" is of {derived.row.most}; found {len(derived.parts)}')
    for at, part in enumerate(derived.parts):
        yield from _part_faults(config, measure, part, (*FROM, at))
    parts = parts_of(config, measure)
    if parts:
        for rule in RULES:
            yield from rule(measure, derived, [own for _, own in parts])


def _part_faults(config: Config, measure: PublishedMeasure, part: Part, at: Path) -> Iterator[Finding]:
    """A part is another measure that has figures of its own, of the same periods; its category is one of it."""
    by_id = {item.id: item for item in config.measures}
    other = by_id.get(part.measure)
    if other is None or other is measure or other.id == measure.id:
        others = [name for name in by_id if name != measure.id]
        yield from undeclared((*at, "measure"), part.measure, others)
        return
    if not isinstance(other, PublishedMeasure):
        yield Finding(at, f'"{other.id}" is {other.status}, and has no figures to be made of')
        return
    if other.derived is not None:
        yield Finding(at, f'"{other.id}" is derived itself: name what it is made of')
        return
    for key in ("frequency", "window"):
        own, theirs = getattr(measure, key), getattr(other, key)
        if own != theirs:
            yield Finding(at, f'the {key} of "{other.id}" is {theirs}, and here it is {own}')
    yield from _category_faults(other, part, at)


def _category_faults(other: PublishedMeasure, part: Part, at: Path) -> Iterator[Finding]:
    if (part.dimension is None) != (part.category is None):
        lacks = "category" if part.category is None else "dimension"
        yield Finding(at, f'"{lacks}" is missing: a category is named by both', "missing-key")
        return
    dimensions = {item.id: item for item in other.source.dimensions}
    if part.dimension is None or part.category is None:
        return
    if part.dimension not in dimensions:
        yield from undeclared((*at, "dimension"), part.dimension, list(dimensions))
        return
    names = [item.name for item in dimensions[part.dimension].categories]
    if names and part.category not in names:
        guess = nearest(part.category, names) or f"; declared: {listed(names)}"
        message = f'category "{part.category}" is not a category of "{part.dimension}"{guess}'
        yield Finding((*at, "category"), message, "not-declared")


# What can be put together ----------------------------------------------------------------------------------

Parts = list[PublishedMeasure]


def windows_can_be_compared(measure: PublishedMeasure, derived: Derived, parts: Parts) -> Iterator[Finding]:
    """A running total of the year so far has single periods at its end, of which nothing is derived."""
    if measure.window.endswith("to-date"):
        yield Finding(("window",), f'nothing is derived of figures with "window: {measure.window}"')


def parts_are_different(measure: PublishedMeasure, derived: Derived, parts: Parts) -> Iterator[Finding]:
    """No figure is put together with itself."""
    for at, part in enumerate(derived.parts):
        if part in derived.parts[:at]:
            yield Finding((*FROM, at), f'"{part_name(part, parts[at])}" stands twice')


def parts_are_of_one_region(measure: PublishedMeasure, derived: Derived, parts: Parts) -> Iterator[Finding]:
    """All parts count the districts with a force of their own, or none does: else one is of another region."""
    first = parts[0]
    for at, own in enumerate(parts):
        if own.source.outside != first.source.outside:
            message = f'"{first.id}" has "outside: {first.source.outside}", and "{own.id}" "outside: '
            message += (
                f'{own.source.outside}": what is put together is of one region, so count the same districts'
            )
            yield Finding((*FROM, at), f"{message} in both, or leave one out")


def nothing_is_added_up_twice(measure: PublishedMeasure, derived: Derived, parts: Parts) -> Iterator[Finding]:
    """A sum holds no total beside its own category, and no categories of two dimensions, which hold each other."""
    if not derived.adds_up:
        return
    taken = [*zip(derived.parts, parts, strict=True)]
    for at, (part, own) in enumerate(taken):
        for earlier, _ in taken[:at]:
            if earlier.measure == part.measure and earlier != part and _hold_each_other(earlier, part, own):
                first, second = part_name(earlier, own), part_name(part, own)
                message = f'"{first}" and "{second}" hold the same, which would count twice: leave one out'
                yield Finding((*FROM, at), message)
                break


def _hold_each_other(first: Part, second: Part, measure: PublishedMeasure) -> bool:
    """Whether two figures of a measure hold the same: all but two categories of a dimension, neither its total."""
    totals = {item.headline for item in measure.source.dimensions if item.id == first.dimension}
    categories = {first.category, second.category}
    return first.dimension != second.dimension or not categories.isdisjoint(totals)


def ratios_are_said_to_be_of_ratios(
    measure: PublishedMeasure, derived: Derived, parts: Parts
) -> Iterator[Finding]:
    """What is a ratio or an average already is divided again only where that is meant."""
    if derived.how != "ratio":
        if derived.of_ratios:
            yield Finding(("derived", "of_ratios"), 'of_ratios is for "as: ratio": leave it out')
        return
    again = [item.id for item in parts if not item.unit_row.adds_up]
    if again and not derived.of_ratios:
        message = (
            f"{listed(again)} is a ratio or an average itself, and a ratio of ratios is seldom meant; if it "
        )
        yield Finding(AS, f'{message}is, write "of_ratios: true" and say in the description what it tells')
    if derived.of_ratios and not again:
        yield Finding(("derived", "of_ratios"), "none of them is a ratio or an average: leave it out")


def units_fit_what_is_made(measure: PublishedMeasure, derived: Derived, parts: Parts) -> Iterator[Finding]:
    """A ratio divides, a sum has the unit of its parts, a difference may fall below zero."""
    kinds = {item.number_kind for item in parts}
    row = UNITS[measure.unit]
    match derived.how:
        case "ratio":
            if not row.divides:
                allowed = listed(unit for unit, other in UNITS.items() if other.divides)
                yield Finding(("unit",), f"a ratio has the unit {allowed}, and the unit is {measure.unit}")
            elif row.is_share and not all(item.unit_row.is_count for item in parts):
                message = (
                    'a percentage is of two counts, the first a part of the second; else write "unit: number"'
                )
                yield Finding(("unit",), message)
        case "sum":
            if len(kinds) > 1 or not all(item.unit_row.adds_up for item in parts):
                yield Finding(FROM, "what is added up is of one unit that adds up: counts, money or numbers")
            elif measure.number_kind not in kinds:
                yield Finding(("unit",), "a sum is in the unit of what is added up")
        case _:
            yield from _of_numbers(measure, derived, parts, len(kinds) > 1)


def _of_numbers(measure: PublishedMeasure, derived: Derived, parts: Parts, differ: bool) -> Iterator[Finding]:
    if differ:
        yield Finding(FROM, f"a {derived.how} is of two figures in one unit")
    if not (UNITS[measure.unit].is_of_things and measure.noun is not None):
        yield Finding(("unit",), f'a {derived.how} has the unit "number", with its noun')
    elif derived.how == "difference" and parts[0].unit_row.is_share and measure.noun.plural != POINTS:
        yield Finding(("noun",), f'percentages differ by {POINTS}: write so under "plural"')


def groups_are_beside_each_other(
    measure: PublishedMeasure, derived: Derived, parts: Parts
) -> Iterator[Finding]:
    """The rate of a group is a count by its people, or a percentage of a number of people that is known."""
    with_people = [part.people is not None for part in derived.parts]
    if derived.how != "disproportionality":
        for at in (at for at, own in enumerate(with_people) if own):
            yield Finding((*FROM, at, "people"), 'people is for "as: disproportionality": leave it out')
        return
    for at, (part, own) in enumerate(zip(derived.parts, parts, strict=True)):
        if own.unit_row.is_count and part.people is None:
            message = '"people" is missing: a rate of counts needs how many people there are in the group'
            yield Finding((*FROM, at), message, "missing-key")
        elif own.unit_row.is_share and part.people is not None:
            yield Finding((*FROM, at, "people"), "a percentage is a rate already: leave people out")
        elif not (own.unit_row.is_count or own.unit_row.is_share):
            yield Finding((*FROM, at), "a disproportionality is of counts or of percentages")


def only_sums_of_full_counts_are_judged_themselves(
    measure: PublishedMeasure, derived: Derived, parts: Parts
) -> Iterator[Finding]:
    """Chance has no part in a sum of what is judged so itself, such as money spent; it may have in all else."""
    of_full_counts = derived.adds_up and all(
        own.unit_row.is_plain and own.comparison.judged == "as-compared" and own.comparison.test == "none"
        for own in parts
    )
    if measure.comparison.judged == "as-compared" and not of_full_counts and measure.frequency != "week":
        message = (
            "is for a sum of full counts, such as money spent, that are judged so themselves: leave it out"
        )
        yield Finding(("comparison", "judged"), f'"judged: as-compared" {message}')


RULES: tuple[Callable[[PublishedMeasure, Derived, Parts], Iterator[Finding]], ...] = (
    windows_can_be_compared,
    parts_are_different,
    parts_are_of_one_region,
    nothing_is_added_up_twice,
    ratios_are_said_to_be_of_ratios,
    units_fit_what_is_made,
    groups_are_beside_each_other,
    only_sums_of_full_counts_are_judged_themselves,
)
