"""The tables of areas that a declaration names, read from beside it: a declaration among its areas, or faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from metrics.areas import area_name, districts, is_region, police_districts
from metrics.checking.claims import claims_are_of_areas
from metrics.checking.site_files import read_beside
from metrics.checking.site_logo import read_logo
from metrics.checking.site_pages import read_pages
from metrics.declared.among import among
from metrics.declared.areas import AreaTables
from metrics.declared.config import declared_areas, parse_config_bytes, read_bytes
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations, locations
from metrics.gazetteer import SHIPPED, Gazetteer, level_noun
from metrics.issues import Issue, error, has_errors, listed, nearest, warning
from metrics.language import say
from metrics.reading.area_tables import parse_gazetteer
from metrics.reading.boundaries import Boundaries, parse_boundaries
from metrics.reading.named_tables import unreadable
from metrics.territory import in_force


@dataclass(frozen=True)
class Declaration:
    """A declaration among its areas and with its pages, None with an error in it, and the bytes of it all.

    ``tables`` are those of its tables of areas, ``pages`` those of its pages' texts, ``logo`` that of its logo, by
    their names.
    """

    config: Config | None
    data: bytes
    tables: Mapping[str, bytes] = field(default_factory=dict)
    gazetteer: Gazetteer = SHIPPED
    pages: Mapping[str, bytes] = field(default_factory=dict)
    logo: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """The areas of a declaration's tables, the bytes of these by their names, and every fault of both.

    ``unread`` says whether a table could not be read.
    """

    gazetteer: Gazetteer = SHIPPED
    tables: Mapping[str, bytes] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    unread: bool = False


def read_declaration(
    path: Path, display_name: str, today: date | None = None
) -> tuple[Declaration, list[Issue]]:
    """The declaration in a file with the tables beside it, and every issue of all. Raises InvalidInput.

    Its areas are read first: the names in it mean these.
    """
    data, prefix = read_bytes(path, display_name), display_name.removesuffix(path.name)
    beside = areas_beside(data, path.parent, prefix)
    with in_force(beside.gazetteer.territory):
        config, issues = parse_config_bytes(data, display_name, today)
        if config is None:
            issues = [*issues, *beside.issues]
            return Declaration(None, data, gazetteer=beside.gazetteer), issues
        config, pages, faults = read_pages(config, path.parent, prefix, _linked(beside))
        config, logo, of_logo = read_logo(config, path.parent, prefix)
        issues = [*issues, *faults, *of_logo, *beside.issues]
        if not beside.unread and not has_errors(beside.issues):
            issues += _areas_are_there(
                config, beside.gazetteer, locations(data.decode("utf-8"), display_name)
            )
    placed = None if has_errors(issues) else among(config, beside.gazetteer)
    return Declaration(placed, data, beside.tables, beside.gazetteer, pages, logo), issues


def _linked(beside: Beside) -> tuple[str, ...] | None:
    """The areas that links of pages may lead to; None where nobody knows them."""
    if beside.unread or has_errors(beside.issues):
        return None
    own = beside.gazetteer.territory.areas
    return (*(area.slug for area in own.values()), *own, *beside.gazetteer.further)


def areas_beside(data: bytes, folder: Path, prefix: str = "") -> Beside:
    """The areas of the tables that a declaration names, whatever else is wrong with it.

    ``prefix`` is what stands before their names in issues.
    """
    declared = declared_areas(data)
    if declared is None:
        return Beside()
    tables, unread = read_tables(declared, folder, prefix)
    gazetteer, faults = parse_gazetteer(declared, tables, prefix)
    if not (unread or has_errors(faults)):
        with in_force(gazetteer.territory):
            faults = [*faults, *declared_boundaries(declared, tables, prefix)[1]]
    return Beside(gazetteer, tables, (*unread, *(() if unread else faults)), bool(unread))


def read_tables(declared: AreaTables, folder: Path, prefix: str) -> tuple[dict[str, bytes], list[Issue]]:
    """The bytes of each declared table by its name, and what is wrong with those that cannot be read."""
    tables, issues = dict[str, bytes](), list[Issue]()
    for name in declared.names:
        what = "the table" if name.endswith(".csv") else "the file of boundaries"
        try:
            tables[name] = read_beside(folder, name)
        except OSError as problem:
            issues.append(unreadable(prefix + name, problem.strerror or str(problem), what))
    return tables, issues


def declared_boundaries(
    declared: AreaTables, tables: Mapping[str, bytes], prefix: str = ""
) -> tuple[Boundaries, list[Issue]]:
    """The boundaries that are declared, by the codes of their areas, and every issue of them; of none nothing."""
    name = declared.boundaries
    if name is None or name not in tables:
        return {}, []
    names = {code: area.name for code, area in districts().items()}
    return parse_boundaries(tables[name], prefix + name, names, declared.code_property)


def _areas_are_there(config: Config, gazetteer: Gazetteer, declared: Locations) -> Iterator[Issue]:
    """A measure of wards or forces has a table of them, and its aliases lead to areas of it."""
    yield from claims_are_of_areas(config, gazetteer, declared)
    for measure in config.published():
        area = measure.source.area
        if area is None or area.level == "district":
            yield from _areas_have_residents(measure, gazetteer, declared)
            continue
        if not gazetteer.codes(area.level):
            key = ("source", "area", "level")
            message = f'there are no {area.level}s: name them in the table of "areas" at the head of the file'
            yield _fault(declared, measure, key, "no-areas", message)
            continue
        yield from _region_is_whole(measure, gazetteer, declared)
        yield from _areas_have_residents(measure, gazetteer, declared)
        for theirs, ours in area.aliases.items():
            if not is_region(ours) and len(gazetteer.meant(area.level, ours)) != 1:
                guess = nearest(ours, gazetteer.names(area.level))
                message = say(
                    '"{ours}" is neither {region} nor a {level}{guess}',
                    ours=ours,
                    level=level_noun(area.level),
                    guess=guess,
                )
                yield _fault(declared, measure, ("source", "area", "aliases", theirs), "no-areas", message)


def _region_is_whole(measure: PublishedMeasure, gazetteer: Gazetteer, declared: Locations) -> Iterator[Issue]:
    """Where wards are added up to the region, the table has wards of every district."""
    source = measure.source
    if source.level != "ward" or source.region == "own-row":
        return
    policed = gazetteer.codes("district") if source.outside == "included" else police_districts()
    lost = [area_name(code) for code in policed if not gazetteer.wards(code)]
    if lost:
        message = say("{region} is added up from wards, and the table has none of {lost}", lost=listed(lost))
        yield _fault(declared, measure, ("source", "region"), "no-areas", message)


def _areas_have_residents(
    measure: PublishedMeasure, gazetteer: Gazetteer, declared: Locations
) -> Iterator[Issue]:
    """A rate is by the people of areas: those of forces nobody knows but the site's table."""
    level, own = measure.source.level, gazetteer.territory
    if measure.rate is None or measure.source.area is None:
        return
    if level != "force" and not (own.residents(own.region.code) or gazetteer.populations):
        line, column = declared.mark(measure.id, ("rate",))
        message = f'measure "{measure.id}": no area has residents, so none has a rate: add a "population"'
        yield warning(declared.file, line, column, "no-residents", f"{message} to their table")
    elif level == "force" and not any(code in gazetteer.populations for code in gazetteer.codes("force")):
        line, column = declared.mark(measure.id, ("rate",))
        message = (
            f'measure "{measure.id}": no force has residents, so none has a rate: add them to the table of '
        )
        yield warning(declared.file, line, column, "no-residents", f'{message}"populations"')


def _fault(
    declared: Locations, measure: PublishedMeasure, key: tuple[str, ...], code: str, message: str
) -> Issue:
    line, column = declared.mark(measure.id, key)
    return error(declared.file, line, column, code, f'measure "{measure.id}": {message}')
