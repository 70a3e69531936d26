"""Rules on how a measure is read: its columns, areas and dimensions. One function for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from metrics.areas import area_code, folded, is_larger, is_region, nearest_area
from metrics.declared.areas import AreaColumn
from metrics.declared.document import Path
from metrics.declared.file_rules import FILE_RULES
from metrics.declared.findings import Finding, repeated
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS, Layout
from metrics.declared.ratio import rows_add_up
from metrics.declared.ratio_rules import RATIO_RULES
from metrics.declared.source import Dimension, Source
from metrics.file_kinds import read_as
from metrics.gazetteer import level_noun
from metrics.language import say
from metrics.period_dates import without_notes
from metrics.period_formats import formats_for, parse_period
from metrics.territory import territory

RESERVED = {
    "file",
    "line",
    "field",
    "period",
    "area",
    "value",
    "status",
    "base",
    "lower",
    "upper",
}  # what each row of an extract has


def columns_fit_the_layout(measure: PublishedMeasure) -> Iterator[Finding]:
    """All that names a cell has its column where the layout needs it; what counts rows adds them up."""
    source = measure.source
    layout = LAYOUTS[source.layout]
    yield from _header_names_one(source, layout)
    for item in source.cell_names:
        if item.kind not in layout.holders and item.column is None:
            message = f'"column" is missing: name the column of the {item.words}'
            yield Finding(("source", *item.path), message, "missing-key")
    if layout.needs_value_column and source.value.column is None:
        where = ("source", "value") if "value" in source.model_fields_set else ("source",)
        yield Finding(where, '"value" with its "column" is missing', "missing-key")
    if layout.is_added_up and source.combine != "sum" and rows_add_up(measure):
        yield Finding(("source", "layout"), f'{layout.name} are added up: write "combine: sum"')
    delimiter = source.delimiter if any(read_as(name).is_text for name in source.files) else None
    for key, mark in (("delimiter", delimiter), ("thousands", source.value.thousands)):
        if source.decimal == mark:
            yield Finding(("source", "decimal"), f"decimal and {key} cannot be the same mark")


def _header_names_one(source: Source, layout: Layout) -> Iterator[Finding]:
    """Of what the layout's header may name, one is declared without a column; nor have the values any."""
    if not layout.in_header:
        return
    held = [item for item in source.cell_names if item.kind == layout.in_header]
    if not held:
        part = "dimensions" if layout.in_header == "category" else layout.in_header
        message = f'"{part}" is missing: {layout.named_in}; {layout.at_least}'
        yield Finding(("source",), message, "missing-key")
    below = f"{layout.named_in}, and the cells the values"
    if held and all(item.column is not None for item in held):
        key = held[0].keys[0][0]
        message = f'{below}: leave out "{key}" of {held[0].words}'
        yield Finding(("source", *held[0].path, key), message)
    for item in [item for item in held if item.column is None][1:]:
        message = f'"column" is missing: {layout.named_in} of one alone; name the column of the {item.words}'
        yield Finding(("source", *item.path), message, "missing-key")
    if source.value.column is not None:
        yield Finding(("source", "value", "column"), f'{below}: leave out "column" of value')


def areas_are_known(measure: PublishedMeasure) -> Iterator[Finding]:
    """Aliases lead to the region or a district; without an area column every row is the region."""
    area = measure.source.area
    if area is None:
        if measure.source.region == "sum-of-areas" and rows_add_up(measure):
            yield Finding(("source", "region"), 'without "area" there are no areas to add up')
        return
    yield from _shared_names(area)
    for theirs, ours in area.aliases.items():
        if area.level != "district":
            continue  # held against the areas of the site, where its tables are read
        if not is_region(ours) and area_code(ours) is None and territory().is_partial:
            continue  # it may be in a row that has to be mended first
        if not is_region(ours) and area_code(ours) is None:
            message = say(
                '"{ours}" is neither {region} nor {a district}{ours_2}', ours=ours, ours_2=nearest_area(ours)
            )
            yield Finding(("source", "area", "aliases", theirs), message, "unknown-value")
        elif is_larger(theirs):
            message = f'"{theirs}" is another area than "{ours}", and its figures would stand for it'
            yield Finding(("source", "area", "aliases", theirs), message)


def levels_fit_region(measure: PublishedMeasure) -> Iterator[Finding]:
    """Other forces are no part of the region, and a district stands beside the name of a ward alone."""
    area, at = measure.source.area, ("source", "area")
    if area is None:
        return
    if area.level == "force" and measure.source.region != "own-row":
        message = say('other forces are no part of {region}: write "region: own-row"')
        yield Finding(("source", "region"), message)
    if area.within is not None and area.level != "ward":
        message = say(
            '{a district} stands beside the name of a ward: it needs "level: ward", not {level}',
            level=area.level,
        )
        yield Finding((*at, "within"), message)
    elif area.within is not None and area.column is None:
        yield Finding((*at, "within"), '"column" is missing: name the column of the wards', "missing-key")
    if measure.suppression is None or area.level == "district" or not measure.unit_row.is_share:
        return
    if measure.source.base is None:
        areas = f"{level_noun(area.level)}s"
        message = f"suppression of percentages of {areas} needs the people of each: name their column"
        yield Finding(("suppression",), f'{message} under "base" of the source', "missing-key")


def misprints_are_mended(measure: PublishedMeasure) -> Iterator[Finding]:
    """A period that is misprinted cannot be read, or right ones would be changed; what is meant can be."""
    period = measure.source.period
    if period.format not in formats_for(measure.frequency):
        return  # told already
    for theirs, ours in period.aliases.items():
        at = ("source", "period", "aliases", theirs)
        if not _reads_period(measure, ours):
            yield Finding(at, f'"{ours}" is no {measure.frequency} written as {period.format}')
        elif without_notes(theirs) == theirs and _reads_period(measure, theirs):
            message = f'"{theirs}" can be read as it is, so every row of it would be taken for "{ours}"'
            yield Finding(at, f"{message}; ask the publisher for the file again")


def _reads_period(measure: PublishedMeasure, text: str) -> bool:
    period = measure.source.period
    with suppress(ValueError):
        parse_period(text, period.format, measure.frequency, period.day)
        return True
    return False


def conditions_choose(measure: PublishedMeasure) -> Iterator[Finding]:
    """A condition names the values that count, or those that do not."""
    for at, condition in enumerate(measure.source.where):
        if not condition.names:
            message = '"values" is missing: name those that count, or under "not" those that do not'
            yield Finding(("source", "where", at), message, "missing-key")
        elif condition.values and condition.left_out:
            message = 'what is not among "values" does not count: leave out "not", or "values"'
            yield Finding(("source", "where", at, "not"), message)


def dimensions_are_distinct(measure: PublishedMeasure) -> Iterator[Finding]:
    """Each has an id of its own, which no row has already, and a spelling leads to one category."""
    dimensions = measure.source.dimensions
    yield from repeated(dimensions, ("source", "dimensions"))
    for index, dimension in enumerate(dimensions):
        at = ("source", "dimensions", index)
        if dimension.id in RESERVED:
            message = f'the id "{dimension.id}" is what each row has already; choose another'
            yield Finding((*at, "id"), message)
        yield from _shared_spellings(at, dimension)


def header_categories_are_declared(measure: PublishedMeasure) -> Iterator[Finding]:
    """The categories that a header holds are named, or any new column would be taken for one of them."""
    for index, dimension in enumerate(measure.source.dimensions):
        if dimension.column is None and not dimension.categories:
            message = '"categories" is missing: the header holds them, so name each; other columns are told'
            yield Finding(("source", "dimensions", index), message, "missing-key")


def bases_stand_beside_percentages(measure: PublishedMeasure) -> Iterator[Finding]:
    """People are asked for a percentage, and a row alone has room for how many; no column is read twice."""
    source, at = measure.source, ("source", "base")
    if source.base is None:
        return
    if not LAYOUTS[source.layout].holds_bases:
        fitting = " or ".join(layout.name for layout in LAYOUTS.values() if layout.holds_bases)
        message = (
            f'a base stands beside the value in its row: it needs "layout: {fitting}", not {source.layout}'
        )
        yield Finding(at, message)
    elif not measure.unit_row.is_share:
        message = f"a base says how many people a percentage is of, and the unit is {measure.unit_row.words}"
        yield Finding(at, message)
    columns: dict[Path, Sequence[str]] = {(*at, "column"): source.base.column}
    yield from _read_twice(source, columns)


def intervals_stand_beside_values(measure: PublishedMeasure) -> Iterator[Finding]:
    """A row alone has room for the ends of an interval; no column is read twice."""
    source, at = measure.source, ("source", "interval")
    if source.interval is None:
        return
    if not LAYOUTS[source.layout].holds_bases:
        fitting = " or ".join(layout.name for layout in LAYOUTS.values() if layout.holds_bases)
        message = f'an interval stands beside the value in its row: it needs "layout: {fitting}"'
        yield Finding(at, f"{message}, not {source.layout}")
    for key, needed in (("combine", "as-given"), ("region", "own-row")):
        if getattr(source, key) != needed:
            yield Finding(at, f'published intervals are of single figures: they need "{key}: {needed}"')
    ends: dict[Path, Sequence[str]] = {
        (*at, "lower"): source.interval.lower,
        (*at, "upper"): source.interval.upper,
    }
    yield from _read_twice(source, ends)
    if {folded(name) for name in source.interval.lower} & {folded(name) for name in source.interval.upper}:
        yield Finding((*at, "upper"), "lower and upper are read from one column")


def _read_twice(source: Source, columns: Mapping[Path, Sequence[str]]) -> Iterator[Finding]:
    period, area = source.cell_names[0], source.area
    of_area = (area.column, area.within) if area else ()
    others = (period.column, period.beside, source.value.column, *of_area)
    taken = {folded(name) for names in others for name in names or ()}
    for at, names in columns.items():
        for name in names:
            if folded(name) in taken:
                yield Finding(at, f'the column "{name}" is read for something else already')


def names_alone_are_filled(measure: PublishedMeasure) -> Iterator[Finding]:
    """A number that is missing is never that of the row above; a name is where an outline leaves it out."""
    source = measure.source
    read = [names for item in source.cell_names for names in (item.column, item.beside) if names]
    read += [condition.column for condition in source.where]
    declared = {folded(name) for names in read for name in names}
    for at, name in enumerate(source.fill_down):
        if folded(name) not in declared:
            message = (
                f'"{name}" is no column of a period, an area, a category or a condition, and these alone are'
            )
            yield Finding(("source", "fill_down", at), f"{message} filled from above", "not-a-name")


SOURCE_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    columns_fit_the_layout,
    *FILE_RULES,
    areas_are_known,
    levels_fit_region,
    misprints_are_mended,
    conditions_choose,
    dimensions_are_distinct,
    header_categories_are_declared,
    *RATIO_RULES,
    bases_stand_beside_percentages,
    intervals_stand_beside_values,
    names_alone_are_filled,
)


def _shared_spellings(at: Path, dimension: Dimension) -> Iterator[Finding]:
    owners: dict[str, int] = {}
    for index, category in enumerate(dimension.categories):
        for spelling in (category.name, *category.aliases):
            owner = owners.setdefault(folded(spelling), index)
            if owner != index:
                message = f'"{spelling}" already stands for "{dimension.categories[owner].name}"'
                yield Finding((*at, "categories", index), message, "duplicate-category")


def _shared_names(area: AreaColumn) -> Iterator[Finding]:
    seen = {folded(name) for name in area.no_area}
    for at, name in enumerate(area.subtotals):
        if folded(name) in seen:
            message = f'"{name}" stands twice among subtotals and no_area: it is counted, or it is not'
            yield Finding(("source", "area", "subtotals", at), message, "duplicate-area")
    subtotals = {folded(name) for name in area.subtotals}
    for name in area.aliases:
        if folded(name) in subtotals:
            message = f'"{name}" stands twice among aliases and subtotals'
            yield Finding(("source", "area", "aliases", name), message, "duplicate-area")
        if folded(name) in seen:
            message = f'"{name}" stands twice among aliases and no_area'
            yield Finding(("source", "area", "aliases", name), message, "duplicate-area")
        seen.add(folded(name))
