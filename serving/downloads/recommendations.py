"""Single recommendations of inspections as files: their rows as CSV, and its description (CSV on the Web)"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from components.inspection.download_words import RECOMMENDATION_FILE_COLUMNS, RECOMMENDATION_FILE_TITLE
from components.inspection.words import NO_RECOMMENDATIONS
from metrics.figures.release import Release
from metrics.language import say
from metrics.oversight.clocks import last_day
from metrics.oversight.inspections import (
    RECOMMENDATION_COLUMNS,
    InspectionTable,
    Recommendation,
    recommendation_cells,
)
from serving.api.measures import find_by_id
from serving.downloads.contents import harmless
from serving.downloads.described import described_column, described_file
from serving.http.answer import Json
from serving.http.errors import ApiError

DAYS = ("made_on", "answered", "last_day")
ALWAYS = ("inspection", "release_id", "reference", "report", "text")


def recommendation_csv(release: Release, inspection_id: str) -> bytes:
    """The recommendations of a table: CRLF, UTF-8, what is not stated empty. Raises ApiError when it has none."""
    item, text = _with_recommendations(release, inspection_id), io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(RECOMMENDATION_FILE_COLUMNS)
    for single in item.recommendations:
        writer.writerow([harmless(cell) for cell in _cells(release, item, single)])
    return text.getvalue().encode()


def recommendation_metadata(release: Release, inspection_id: str) -> bytes:
    """What the columns mean (Metadata Vocabulary for Tabular Data, W3C 2015). Raises ApiError."""
    item = _with_recommendations(release, inspection_id)
    declared = item.inspection
    title = say(RECOMMENDATION_FILE_TITLE, title=declared.title, release=release.title)
    named = (f"recommendations-{inspection_id}.csv", title, declared.description)
    columns = [_column(name, say(meaning)) for name, meaning in RECOMMENDATION_FILE_COLUMNS.items()]
    described = described_file(release, declared.recommendations, named, columns, ["reference"])
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def files_of_recommendations(release: Release) -> Iterator[tuple[str, bytes]]:
    """The files of all tables that have recommendations, with their descriptions, by their names."""
    for inspection_id, item in release.inspections.items():
        for ending, content in OF_RECOMMENDATIONS.items() if item.recommendations else ():
            yield f"recommendations-{inspection_id}{ending}", content(release, inspection_id)


def _with_recommendations(release: Release, inspection_id: str) -> InspectionTable:
    item = find_by_id(release.inspections, inspection_id, "inspection")
    if not item.recommendations:
        message = say(NO_RECOMMENDATIONS, title=item.inspection.title)
        raise ApiError(404, "no-recommendations", message)
    return item


def _cells(release: Release, item: InspectionTable, single: Recommendation) -> list[str]:
    """One row as the cells of a file, in the order of its columns; its clock is its own, or its report's."""
    report = item.report_of(single)
    clock, start = item.clocks.get(single.clock or report.clock), single.made_on or report.published
    last = None if clock is None or start is None else last_day(clock, start)
    values = dict(zip(RECOMMENDATION_COLUMNS, recommendation_cells(single), strict=True)) | {
        "inspection": item.inspection.id,
        "release_id": release.id,
        "clock": "" if clock is None else clock.id,
        "force": "" if clock is None else clock.force,
        "last_day": "" if last is None else last.isoformat(),
    }
    return [values[name] for name in RECOMMENDATION_FILE_COLUMNS]


def _column(name: str, meaning: str) -> Json:
    kind = "date" if name in DAYS else "string"
    return described_column(name, meaning, kind, is_required=name in ALWAYS)


# The files of the recommendations of a table, by their ending.
OF_RECOMMENDATIONS: Mapping[str, Callable[[Release, str], bytes]] = {
    ".csv": recommendation_csv,
    ".csv-metadata.json": recommendation_metadata,
}
