"""The figures as files, at /downloads/: which address answers with which, under what name a browser keeps it.

A file holds what its query asks for, as the API reads it, and all that there is of a measure without one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from components.site import downloads_words as words
from components.site.urls import ALL_DATA
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from serving.api.measures import area_slug, known_area, known_measure
from serving.api.observations import ALL, PARAMETERS, every_row, observation_query
from serving.downloads.csv_file import csv_bytes, metadata_bytes
from serving.downloads.xlsx_file import TooManyRows, xlsx_bytes
from serving.downloads.zip_file import zip_bytes
from serving.http.answer import Answer
from serving.http.endpoint import Answering, Endpoint, PageRequest, Values
from serving.http.errors import ApiError
from serving.http.headers import OPEN_TO_SCRIPTS
from serving.http.media_types import CSV, JSON, XLSX, ZIP

Making = Callable[[Release, PublishedMeasure, Values], bytes]


def _csv(release: Release, measure: PublishedMeasure, query: Values) -> bytes:
    return csv_bytes(release, measure, every_row(release, measure, observation_query(query)))


def _xlsx(release: Release, measure: PublishedMeasure, query: Values) -> bytes:
    try:
        return xlsx_bytes(release, measure, every_row(release, measure, observation_query(query)))
    except TooManyRows as problem:
        raise ApiError(404, "too-many-rows", words.TOO_MANY_ROWS) from problem


def _metadata(release: Release, measure: PublishedMeasure, query: Values) -> bytes:
    every_row(
        release, measure, observation_query(query)
    )  # there is no description of a file that there is not
    return metadata_bytes(release, measure, urlencode(sorted(query.items())))


KINDS: Mapping[str, tuple[str, Making]] = {
    ".csv": (CSV, _csv),
    ".csv-metadata.json": (JSON, _metadata),
    ".xlsx": (XLSX, _xlsx),
}


def download_endpoints() -> list[Endpoint]:
    """The addresses of files: three for each measure with figures, and one of all."""
    each = [
        Endpoint(f"/downloads/<published_id>{ending}", PARAMETERS, _answering(ending)) for ending in KINDS
    ]
    return [*each, Endpoint(ALL_DATA, frozenset(), _everything)]


def csv_size(release: Release, measure_id: str) -> int:
    """How many bytes the file of all of a measure's figures has."""
    return len(_csv(release, with_figures(release, measure_id), {}))


def with_figures(release: Release, measure_id: str) -> PublishedMeasure:
    """The measure of an id. Raises ApiError when there is none, or none with figures yet."""
    measure = known_measure(release, measure_id)
    if not isinstance(measure, PublishedMeasure):
        state = words.STATE_SENTENCES[measure.status]
        raise ApiError(404, "no-figures", f'"{measure.title}" {state} {measure.reason}')
    return measure


def _answering(ending: str) -> Answering:
    def answer(request: PageRequest) -> Answer:
        release, query = request.view.release, request.query
        measure = with_figures(release, request.variables["published_id"])
        kind, content = KINDS[ending]
        return _file(content(release, measure, query), kind, _name(release, measure.id, query) + ending)

    return answer


def _everything(request: PageRequest) -> Answer:
    release = request.view.release
    return _file(zip_bytes(release), ZIP, f"all-{release.id}.zip")


def _file(body: bytes, kind: str, name: str) -> Answer:
    """A file for scripts of any site, which a browser keeps under a name; a description is read on the spot."""
    answer = Answer(body, kind, headers=tuple(OPEN_TO_SCRIPTS.items()))
    if kind == JSON:
        return answer
    return replace(
        answer, headers=(*answer.headers, ("Content-Disposition", f'attachment; filename="{name}"'))
    )


def _name(release: Release, measure_id: str, query: Values) -> str:
    """``homicide-camden-2023-24-q3``: what was asked for, as far as it was, then the release.

    What is in it was found in the release before: ids, slugs and periods, none of which a name cannot hold.
    """
    wanted = observation_query(query)
    area = (
        wanted.area if wanted.area in ("", ALL) else area_slug(known_area(release, measure_id, wanted.area))
    )
    periods = [f"from-{wanted.from_}" if wanted.from_ else "", f"to-{wanted.to}" if wanted.to else ""]
    parts = [measure_id, area, wanted.dimension, wanted.window, *periods, release.id]
    return "-".join(part for part in parts if part)
