"""Rules that a declaration must keep beyond the shape of each part: one function for each rule.

A rule takes the whole ``Config``, or one published measure, and yields findings: where (a path of keys and
positions), a message and a code. It never raises; ``config`` puts the file, line and column to each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from metrics.areas import area_code, folded, nearest_area
from metrics.framework import Config, PlannedMeasure, PublishedMeasure, Supplement
from metrics.issues import Severity, listed, nearest
from metrics.period_formats import formats_for
from metrics.periods import parse_period_id
from metrics.source import AreaColumn, Dimension
from metrics.yaml_text import Path

RESERVED = {"file", "line", "field", "period", "area", "value", "status"}  # what each row of an extract has
SO_FAR = "calendar-year-to-date"


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, and where: in the declaration, or in the measure that a rule was given."""

    path: Path
    message: str
    code: str = "bad-value"
    severity: Severity = "error"


def check_config(config: Config) -> list[Finding]:
    """Every rule on the declaration, all findings at once."""
    findings = [finding for rule in RULES for finding in rule(config)]
    for index, measure in enumerate(config.measures):
        if isinstance(measure, PublishedMeasure):
            found = [finding for rule in MEASURE_RULES for finding in rule(measure)]
            findings += [replace(finding, path=("measures", index, *finding.path)) for finding in found]
    return findings


# Rules on the whole declaration ----------------------------------------------------------------------------


def ids_stand_once(config: Config) -> Iterator[Finding]:
    """Frameworks, outcomes and measures have ids of their own."""
    for kind in ("frameworks", "outcomes", "measures"):
        yield from _repeated(getattr(config, kind), (kind,))


def references_are_declared(config: Config) -> Iterator[Finding]:
    """An outcome stands in a declared framework, and a measure under a declared outcome."""
    frameworks = [framework.id for framework in config.frameworks]
    outcomes = [outcome.id for outcome in config.outcomes]
    for index, outcome in enumerate(config.outcomes):
        yield from _undeclared(("outcomes", index, "framework"), outcome.framework, frameworks)
    for index, measure in enumerate(config.measures):
        yield from _undeclared(("measures", index, "outcome"), measure.outcome, outcomes)


def outcomes_have_measures(config: Config) -> Iterator[Finding]:
    """An outcome without a measure says nothing; a warning."""
    used = {measure.outcome for measure in config.measures}
    for index, outcome in enumerate(config.outcomes):
        if outcome.id not in used:
            yield Finding(("outcomes", index, "id"), "no measure stands under it", "no-measures", "warning")


def promises_have_a_date(config: Config) -> Iterator[Finding]:
    """A planned measure without a date; a warning."""
    for index, measure in enumerate(config.measures):
        if isinstance(measure, PlannedMeasure) and isinstance(measure.expected, str):
            yield Finding(("measures", index, "expected"), "no date is given for it", "no-date", "warning")


# Rules on a published measure ------------------------------------------------------------------------------


def units_have_their_words(measure: PublishedMeasure) -> Iterator[Finding]:
    """A count names what it counts, in plain numbers; a percentage says what it is a share of."""
    if measure.unit == "percent" and measure.share is None:
        yield Finding((), '"share" is missing: say what the percentage is of', "missing-key")
    if measure.unit != "percent" and measure.noun is None:
        yield Finding((), '"noun" is missing: say what is counted', "missing-key")
    if measure.unit != "percent" and measure.decimals:
        yield Finding(("decimals",), "decimals must be 0 for a count")
    if measure.unit != "percent" and measure.source.value.written_as != "number":
        yield Finding(("source", "value", "written_as"), "written_as must be number for a count")


def percentages_are_taken_as_given(measure: PublishedMeasure) -> Iterator[Finding]:
    """Percentages do not add up, are not events, and are never absent for zero."""
    source = measure.source
    if measure.unit != "percent":
        return
    if source.layout == "events":
        yield Finding(("source", "layout"), "events are counted, and the unit is percent")
    elif source.combine == "sum":
        yield Finding(("source", "combine"), 'combine must be "as-given": percentages do not add up')
    if source.absent == "zero":
        yield Finding(("source", "absent"), 'absent must be "missing" for a percentage')
    if source.london != "own-row":
        yield Finding(("source", "london"), 'london must be "own-row": percentages do not add up')


def columns_fit_the_layout(measure: PublishedMeasure) -> Iterator[Finding]:
    """Rows and events name their period column; only rows must name a value column; events add up."""
    source = measure.source
    wide = source.layout == "periods-as-columns"
    for part, column in (("period", source.period.column), ("value", source.value.column)):
        if wide and column is not None:
            message = f'the header holds the periods, and the cells the values: leave out "column" of {part}'
            yield Finding(("source", part, "column"), message)
    if not wide and source.period.column is None:
        message = '"column" is missing: name the column of the period'
        yield Finding(("source", "period"), message, "missing-key")
    if source.layout == "rows" and source.value.column is None:
        where = ("source", "value") if "value" in source.model_fields_set else ("source",)
        yield Finding(where, '"value" with its "column" is missing', "missing-key")
    if source.layout == "events" and source.combine != "sum" and measure.unit != "percent":
        yield Finding(("source", "layout"), 'events are added up: write "combine: sum"')
    for key, mark in (("delimiter", source.delimiter), ("thousands", source.value.thousands)):
        if source.decimal == mark:
            yield Finding(("source", "decimal"), f"decimal and {key} cannot be the same mark")


def files_stand_once(measure: PublishedMeasure) -> Iterator[Finding]:
    """A file is read once, or its rows would count twice."""
    for index, name in enumerate(measure.source.files):
        if name in measure.source.files[:index]:
            yield Finding(("source", "files", index), f'the file "{name}" stands twice', "duplicate-file")


def periods_fit_the_frequency(measure: PublishedMeasure) -> Iterator[Finding]:
    """A format can name the measure's periods, and breaks and baselines name real ones."""
    allowed = formats_for(measure.frequency)
    if measure.source.period.format not in allowed:
        message = f"format does not name a {measure.frequency}; allowed: {listed(allowed)}"
        yield Finding(("source", "period", "format"), message)
    for index, item in enumerate(measure.breaks):
        yield from _no_period(("breaks", index, "period"), item.period, measure)
    if measure.comparison.baseline is not None:
        yield from _no_period(("comparison", "baseline"), measure.comparison.baseline, measure)


def baselines_are_named(measure: PublishedMeasure) -> Iterator[Finding]:
    """A baseline stands exactly where the basis is one."""
    comparison = measure.comparison
    if comparison.basis == "baseline" and comparison.baseline is None:
        yield Finding(("comparison",), '"baseline" is missing: name the period compared with', "missing-key")
    if comparison.basis != "baseline" and comparison.baseline is not None:
        yield Finding(("comparison", "baseline"), 'baseline is used with "basis: baseline" alone')


def windows_can_be_made(measure: PublishedMeasure) -> Iterator[Finding]:
    """A rolling or running total is added up from single counts, or stands in the extract as it is."""
    given, wanted = measure.source.window, measure.window
    if wanted != "single" and measure.frequency.endswith("year"):
        yield Finding(("window",), f'a {measure.frequency} has the window "single"')
    elif given not in ("single", wanted):
        message = f'the extract holds "{given}" and window is "{wanted}"; they must be the same'
        yield Finding(("source", "window"), message)
    elif given != wanted and measure.unit == "percent":
        yield Finding(("window",), f'"{wanted}" cannot be made from single percentages')


def areas_are_known(measure: PublishedMeasure) -> Iterator[Finding]:
    """Aliases lead to London or a borough; without an area column every row is London."""
    area = measure.source.area
    if area is None:
        if measure.source.london == "sum-of-areas" and measure.unit != "percent":
            yield Finding(("source", "london"), 'without "area" there are no areas to add up')
        return
    yield from _shared_names(area)
    for theirs, ours in area.aliases.items():
        if folded(ours) != "london" and area_code(ours) is None:
            message = f'"{ours}" is neither London nor a borough{nearest_area(ours)}'
            yield Finding(("source", "area", "aliases", theirs), message, "unknown-value")


def dimensions_can_be_told_apart(measure: PublishedMeasure) -> Iterator[Finding]:
    """Each has an id of its own, which no row has already, and a spelling leads to one category."""
    dimensions = measure.source.dimensions
    yield from _repeated(dimensions, ("source", "dimensions"))
    for index, dimension in enumerate(dimensions):
        at = ("source", "dimensions", index)
        if dimension.id in RESERVED:
            message = f'the id "{dimension.id}" is what each row has already; choose another'
            yield Finding((*at, "id"), message)
        yield from _shared_spellings(at, dimension)


def categories_are_declared(measure: PublishedMeasure) -> Iterator[Finding]:
    """Headlines and supplements name a category that their dimension has."""
    for index, dimension in enumerate(measure.source.dimensions):
        at = ("source", "dimensions", index, "headline")
        yield from _no_category(at, dimension.headline, dimension)
    if measure.supplement is not None:
        yield from _supplement_faults(measure, measure.supplement)


def tests_have_their_sizes(measure: PublishedMeasure) -> Iterator[Finding]:
    """Proportions are tested with a sample's size, and counts as counts."""
    test, at = measure.comparison.test, ("comparison", "test")
    if test == "proportions" and (measure.unit != "percent" or measure.sample is None):
        yield Finding(at, "test proportions needs the unit percent and a sample with its size")
    if test == "counts" and measure.unit == "percent":
        yield Finding(at, "test counts is for counts, and the unit is percent")


def figures_have_caveats(measure: PublishedMeasure) -> Iterator[Finding]:
    """A figure without a caveat is seldom true; a warning."""
    if not measure.caveats:
        yield Finding((), "no caveats are declared; what must readers know?", "no-caveats", "warning")


RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    ids_stand_once,
    references_are_declared,
    outcomes_have_measures,
    promises_have_a_date,
)
MEASURE_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    units_have_their_words,
    percentages_are_taken_as_given,
    columns_fit_the_layout,
    files_stand_once,
    periods_fit_the_frequency,
    baselines_are_named,
    windows_can_be_made,
    areas_are_known,
    dimensions_can_be_told_apart,
    categories_are_declared,
    tests_have_their_sizes,
    figures_have_caveats,
)


def _repeated(items: Iterable[Any], path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            message = f'the id "{item.id}" stands twice; each needs its own'
            yield Finding((*path, index, "id"), message, "duplicate-id")
        seen.add(item.id)


def _undeclared(path: Path, found: str, declared: list[str]) -> Iterator[Finding]:
    if found not in declared:
        guess = nearest(found, declared) or f"; declared: {listed(declared) or 'none'}"
        yield Finding(path, f'{path[-1]} "{found}" is not declared{guess}', "not-declared")


def _no_period(path: Path, text: str, measure: PublishedMeasure) -> Iterator[Finding]:
    try:
        parse_period_id(text, measure.frequency)
    except ValueError as problem:
        yield Finding(path, f"{path[-1]}: {problem}")


def _no_category(path: Path, name: str | None, dimension: Dimension) -> Iterator[Finding]:
    names = [category.name for category in dimension.categories]
    if name is not None and names and name not in names:
        guess = nearest(name, names) or f"; declared: {listed(names)}"
        message = f'{path[-1]} "{name}" is not a category of "{dimension.id}"{guess}'
        yield Finding(path, message, "not-declared")


def _shared_spellings(at: Path, dimension: Dimension) -> Iterator[Finding]:
    owners: dict[str, int] = {}
    for index, category in enumerate(dimension.categories):
        for spelling in (category.name, *category.aliases):
            owner = owners.setdefault(folded(spelling), index)
            if owner != index:
                message = f'"{spelling}" already stands for "{dimension.categories[owner].name}"'
                yield Finding((*at, "categories", index), message, "duplicate-category")


def _shared_names(area: AreaColumn) -> Iterator[Finding]:
    seen = {folded(name) for name in area.no_borough}
    for name in area.aliases:
        if folded(name) in seen:
            message = f'"{name}" stands twice among aliases and no_borough'
            yield Finding(("source", "area", "aliases", name), message, "duplicate-area")
        seen.add(folded(name))


def _supplement_faults(measure: PublishedMeasure, supplement: Supplement) -> Iterator[Finding]:
    by_id = {dimension.id: dimension for dimension in measure.source.dimensions}
    if measure.unit == "percent" or measure.frequency != "month" or measure.window != SO_FAR:
        message = f'a supplement counts this year so far: it needs a monthly count with "window: {SO_FAR}"'
        yield Finding(("supplement",), message)
    if supplement.dimension not in by_id:
        yield from _undeclared(("supplement", "dimension"), supplement.dimension, list(by_id))
    else:
        path = ("supplement", "category")
        yield from _no_category(path, supplement.category, by_id[supplement.dimension])
