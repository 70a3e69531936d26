"""The figures as files, at /downloads/: which address answers with which, under what name a browser keeps it.

A file holds what its query asks for, as the API reads it, and all that there is of a measure without one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from components.site import downloads_words as words
from components.site.context import View
from components.site.download_format import DownloadFormat, Query
from components.site.urls import (
    ACCOUNT_FILE,
    ALL_DATA,
    DATA_PACKAGE,
    INSPECTIONS_FILE,
    RECOMMENDATIONS_FILE,
    TRACKER_FILE,
    filled,
    variable,
)
from metrics.areas import area_slug
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say
from serving.api.measures import find_area, find_measure
from serving.api.observations import ALL, PARAMETERS, ObservationQuery, observation_query
from serving.downloads.accounts import OF_ACCOUNTS
from serving.downloads.answers import attached, described, file_answer
from serving.downloads.claims import files_of_claims
from serving.downloads.duties import files_of_duties
from serving.downloads.formats import FORMATS
from serving.downloads.inspections import OF_INSPECTIONS
from serving.downloads.recommendations import OF_RECOMMENDATIONS
from serving.downloads.trackers import OF_TRACKERS
from serving.downloads.zip_file import package_bytes, zip_bytes
from serving.http.answer import Answer
from serving.http.endpoint import Answering, Endpoint, PageRequest, always
from serving.http.errors import ApiError

DESCRIPTION = ".csv-metadata.json"


def download_endpoints() -> list[Endpoint]:
    """The addresses of files: one of each format for each measure with figures, and those of all."""
    of_measures = [
        Endpoint(
            f"/downloads/<published_id>{file_format.ending}",
            PARAMETERS,
            _answering(file_format),
            is_heavy=bool if file_format.is_description else always,
        )
        for file_format in FORMATS
    ]
    tables = (
        (ACCOUNT_FILE, OF_ACCOUNTS),
        (TRACKER_FILE, OF_TRACKERS),
        (INSPECTIONS_FILE, OF_INSPECTIONS),
        (RECOMMENDATIONS_FILE, OF_RECOMMENDATIONS),
    )
    of_records = [endpoint for rule, files in tables for endpoint in _of_records(rule, files)]
    of_all = [
        Endpoint(ALL_DATA, frozenset(), _archive, is_heavy=always),
        Endpoint(DATA_PACKAGE, frozenset(), _package, is_heavy=always),
    ]
    return [*of_measures, *of_records, *of_all]


def _of_records(rule: str, files: Mapping[str, Callable[[Release, str], bytes]]) -> list[Endpoint]:
    """The addresses of files of accounts or of trackers, by what each ends with: rows, what the columns mean."""

    def answering(ending: str, content: Callable[[Release, str], bytes]) -> Answering:
        def answer(request: PageRequest) -> Answer:
            release, item = request.view.release, request.variables[variable(rule)]
            stem, body = filled(rule, item).rpartition("/")[2], content(release, item)
            name = f"{stem}-{release.id}{ending}"
            if ending.endswith(".json"):
                return file_answer(body, name)
            kept = attached(body, name)
            return described(kept, f"{stem}{DESCRIPTION}") if ending == ".csv" else kept

        return answer

    return [
        Endpoint(f"{rule}{ending}", frozenset(), answering(ending, content))
        for ending, content in files.items()
    ]


def with_figures(release: Release, measure_id: str) -> PublishedMeasure:
    """The measure of an id. Raises ApiError when there is none, or none with figures yet."""
    measure = find_measure(release, measure_id)
    if not isinstance(measure, PublishedMeasure):
        state = say(words.STATE_SENTENCES[measure.status])
        raise ApiError(404, "no-figures", f'"{measure.title}" {state} {measure.reason}')
    return measure


def _answering(file_format: DownloadFormat) -> Answering:
    def answer(request: PageRequest) -> Answer:
        release, query = request.view.release, request.query
        measure = with_figures(release, request.variables["published_id"])
        body = file_format.content(release, measure, query)
        name = _name(release, measure.id, observation_query(query)) + file_format.ending
        if file_format.is_description:
            return file_answer(body, name)
        kept = attached(body, name)
        return described(kept, _description(measure.id, query)) if file_format.ending == ".csv" else kept

    return answer


def _description(measure_id: str, query: Query) -> str:
    """Where the description of a part stands, or of the whole file."""
    return f"{measure_id}{DESCRIPTION}{f'?{urlencode(sorted(query.items()))}' if query else ''}"


def _archive(request: PageRequest) -> Answer:
    name = f"all-{request.view.release.id}.zip"
    return attached(zip_bytes(request.view.release, _beside(request.view)), name)


def _package(request: PageRequest) -> Answer:
    return file_answer(package_bytes(request.view.release, _beside(request.view)), DATA_PACKAGE)


def _beside(view: View) -> dict[str, bytes]:
    """The files of all that are of a view, and not of a release alone."""
    return {**files_of_claims(view), **files_of_duties(view)}


def _name(release: Release, measure_id: str, query: ObservationQuery) -> str:
    """``homicide-camden-2023-24-q3``: what was asked for, as far as it was, then the release.

    What is in it was found in the release before: ids, slugs and periods, none of which a name cannot hold.
    """
    area = query.area
    if area not in ("", ALL):
        area = area_slug(find_area(release, measure_id, area))
    periods = [f"from-{query.from_}" if query.from_ else "", f"to-{query.to}" if query.to else ""]
    parts = [measure_id, area, query.dimension, query.window, *periods, release.id]
    return "-".join(part for part in parts if part)
