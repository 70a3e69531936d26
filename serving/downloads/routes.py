"""The figures as files, at /downloads/: which address answers with which, under what name a browser keeps it.

A file holds what its query asks for, as the API reads it, and all that there is of a measure without one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.site import downloads_words as words
from components.site.download_format import DownloadFormat
from components.site.urls import (
    ACCOUNT_FILE,
    ALL_DATA,
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
from serving.downloads.answers import attached, file_answer
from serving.downloads.claims import files_of_claims
from serving.downloads.duties import files_of_duties
from serving.downloads.formats import FORMATS
from serving.downloads.inspections import OF_INSPECTIONS
from serving.downloads.recommendations import OF_RECOMMENDATIONS
from serving.downloads.trackers import OF_TRACKERS
from serving.downloads.zip_file import zip_bytes
from serving.http.answer import Answer
from serving.http.endpoint import Answering, Endpoint, PageRequest, always
from serving.http.errors import ApiError


def download_endpoints() -> list[Endpoint]:
    """The addresses of files: one of each format for each measure with figures, and one of all."""
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
    return [*of_measures, *of_records, Endpoint(ALL_DATA, frozenset(), _archive, is_heavy=always)]


def _of_records(rule: str, files: Mapping[str, Callable[[Release, str], bytes]]) -> list[Endpoint]:
    """The addresses of files of accounts or of trackers, by what each ends with: rows, what the columns mean."""

    def answering(ending: str, content: Callable[[Release, str], bytes]) -> Answering:
        def answer(request: PageRequest) -> Answer:
            release, item = request.view.release, request.variables[variable(rule)]
            name = f"{filled(rule, item).rpartition('/')[2]}-{release.id}{ending}"
            body = content(release, item)
            return file_answer(body, name) if ending.endswith(".json") else attached(body, name)

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
        return file_answer(body, name) if file_format.is_description else attached(body, name)

    return answer


def _archive(request: PageRequest) -> Answer:
    name = f"all-{request.view.release.id}.zip"
    beside = {**files_of_claims(request.view), **files_of_duties(request.view)}
    return attached(zip_bytes(request.view.release, beside), name)


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
