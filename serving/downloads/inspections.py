"""Reports of inspections as files: their rows as CSV with its description (CSV on the Web), and as spreadsheets"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from components.inspection.download_words import INSPECTION_COLUMNS, INSPECTION_FILE_TITLE
from components.site.urls import inspection_address
from metrics.figures.release import Release
from metrics.language import say
from metrics.oversight.clocks import last_day
from metrics.oversight.inspections import REPORT_COLUMNS, InspectionTable, Report, report_cells
from serving.api.measures import find_by_id
from serving.downloads.contents import harmless
from serving.downloads.described import described_column, described_file, kept_in_archive
from serving.downloads.sheets import Contents
from serving.downloads.workbook import Records, record_contents, spreadsheets
from serving.http.answer import Json

TYPES = {"published": "date", "answered": "date", "last_day": "date", "recommendations": "integer"}
ALWAYS = ("inspection", "release_id", "reference", "report", "kind")


def inspection_csv(release: Release, inspection_id: str) -> bytes:
    """The reports of a table: CRLF, UTF-8, what is not stated empty. Raises ApiError when there is none."""
    item, text = find_by_id(release.inspections, inspection_id, "inspection"), io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(INSPECTION_COLUMNS)
    for report in item.reports:
        writer.writerow([harmless(cell) for cell in _cells(release, item, report)])
    return text.getvalue().encode()


def inspection_contents(release: Release, inspection_id: str) -> Contents:
    """The same for a spreadsheet, with a sheet that says what it is. Raises ApiError."""
    item = find_by_id(release.inspections, inspection_id, "inspection")
    declared = item.inspection
    records = Records(
        title=say(INSPECTION_FILE_TITLE, title=declared.title, release=release.title),
        heading=declared.title,
        description=declared.description,
        address=inspection_address(inspection_id),
        source=declared.source,
        columns={name: say(meaning) for name, meaning in INSPECTION_COLUMNS.items()},
        days=[name for name, kind in TYPES.items() if kind == "date"],
    )
    rows = [[*map(_cell, INSPECTION_COLUMNS, _cells(release, item, report))] for report in item.reports]
    return record_contents(release, records, rows)


def _cell(name: str, text: str) -> object:
    """A cell of a spreadsheet: a number where its column holds such, empty where nothing is stated."""
    return int(text) if text and TYPES.get(name) == "integer" else text or None


def inspection_metadata(release: Release, inspection_id: str) -> bytes:
    """What the columns mean (Metadata Vocabulary for Tabular Data, W3C 2015). Raises ApiError."""
    item = find_by_id(release.inspections, inspection_id, "inspection")
    declared, title = (
        item.inspection,
        say(INSPECTION_FILE_TITLE, title=item.inspection.title, release=release.title),
    )
    named = (f"inspections-{inspection_id}.csv", title, declared.description)
    columns = [_column(name, say(meaning)) for name, meaning in INSPECTION_COLUMNS.items()]
    described = described_file(release, declared.source, named, columns, ["reference"])
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def files_of_inspections(release: Release) -> Iterator[tuple[str, bytes]]:
    """The files of all tables with their descriptions, by their names."""
    for inspection_id in release.inspections:
        for ending, content in kept_in_archive(OF_INSPECTIONS):
            yield f"inspections-{inspection_id}{ending}", content(release, inspection_id)


def _cells(release: Release, item: InspectionTable, report: Report) -> list[str]:
    """One row as the cells of a file, in the order of its columns."""
    clock = item.clocks.get(report.clock)
    last = None if clock is None or report.published is None else last_day(clock, report.published)
    values = dict(zip(REPORT_COLUMNS, report_cells(report), strict=True)) | {
        "inspection": item.inspection.id,
        "release_id": release.id,
        "force": "" if clock is None else clock.force,
        "last_day": "" if last is None else last.isoformat(),
    }
    return [values[name] for name in INSPECTION_COLUMNS]


def _column(name: str, meaning: str) -> Json:
    return described_column(name, meaning, TYPES.get(name, "string"), is_required=name in ALWAYS)


# The files of a table of reports, by their ending.
OF_INSPECTIONS: Mapping[str, Callable[[Release, str], bytes]] = {
    ".csv": inspection_csv,
    **spreadsheets(inspection_contents),
    ".csv-metadata.json": inspection_metadata,
}
