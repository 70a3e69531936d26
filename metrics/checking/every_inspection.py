"""All tables of inspections of a drop, and what the release before had of them and this one lacks"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.checking.inspections import check_inspection
from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.declared.published_file import PublishedFile
from metrics.issues import Issue, listed, warning
from metrics.oversight.inspections import InspectionTable
from metrics.reading.extracts import Extract

Extracts = Mapping[str, Extract]


@dataclass(frozen=True)
class CheckedInspections:
    """The tables whose rows have no errors, by their ids, and every issue."""

    tables: Mapping[str, InspectionTable] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def check_inspections(
    config: Config, extracts: Extracts, today: date | None, previous: Previous | None, file: str
) -> CheckedInspections:
    """Each table whose reports are there, with its recommendations where these are; ``file`` is the declaration."""
    tables, issues = dict[str, InspectionTable](), list(inspections_gone(config, previous, file))
    for inspection in config.inspections:
        reports = _files(inspection.source, extracts)
        if not reports:
            continue
        single = inspection.recommendations
        further = {} if single is None else _files(single, extracts)
        checked = check_inspection(inspection, config.clocks, reports, further, today)
        issues += checked.issues
        if checked.table is not None:
            tables[inspection.id] = checked.table
    return CheckedInspections(tables, tuple(issues))


def _files(source: PublishedFile, extracts: Extracts) -> dict[str, bytes]:
    """The files of a source by the names that they are shown under; none where one of them is not there."""
    if any(name not in extracts for name in source.files):
        return {}
    return {extracts[name].display_name: extracts[name].held for name in source.files}


def inspections_gone(config: Config, previous: Previous | None, file: str) -> Iterator[Issue]:
    """A table that the release before had is still declared; a warning."""
    before = () if previous is None or previous.config is None else previous.config.inspections
    ids = [inspection.id for inspection in config.inspections]
    gone = [inspection.id for inspection in before if inspection.id not in ids]
    if gone and previous is not None:
        message = f'the tables {listed(gone)} of release "{previous.id}" are declared no longer'
        yield warning(file, 1, 1, "inspection-gone", message)
