"""The table of formats in which each measure's figures can be downloaded: pages list it, /downloads/ answers by it.

A new format is a module that writes it, a row here, its two names in components/site/downloads_words.py, and its
ending with its media type in serving/http/media_types.py; docs/nginx.conf has to know both. What every format holds
stands in contents.py.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from components.site import downloads_words as words
from components.site.download_format import DownloadFormat, Query
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say
from serving.api.observations import every_row, observation_query
from serving.downloads.contents import TooManyRows
from serving.downloads.csv_file import csv_bytes, metadata_bytes
from serving.downloads.ods_file import ods_bytes
from serving.downloads.parquet_file import parquet_bytes
from serving.downloads.xlsx_file import xlsx_bytes
from serving.http.answer import Json
from serving.http.errors import ApiError

Content = Callable[[Release, PublishedMeasure, Query], bytes]


def _of_rows(written: Callable[[Release, PublishedMeasure, list[Json]], bytes]) -> Content:
    """A file of the rows that the API gives for a query, as a module writes them."""

    def content(release: Release, measure: PublishedMeasure, query: Query) -> bytes:
        try:
            return written(release, measure, every_row(release, measure, observation_query(query)))
        except TooManyRows as problem:
            raise ApiError(404, "too-many-rows", say(words.TOO_MANY_ROWS)) from problem

    return content


def _metadata(release: Release, measure: PublishedMeasure, query: Query) -> bytes:
    if query:
        every_row(release, measure, observation_query(query))  # no file, no description of it
    return metadata_bytes(release, measure, urlencode(sorted(query.items())))


FORMATS = (
    DownloadFormat(
        ".csv", words.SHORT_CSV, words.LONG_CSV, _of_rows(csv_bytes), is_weighed=True, in_archive=True
    ),
    DownloadFormat(".xlsx", words.SHORT_XLSX, words.LONG_XLSX, _of_rows(xlsx_bytes)),
    DownloadFormat(".ods", words.SHORT_ODS, words.LONG_ODS, _of_rows(ods_bytes)),
    DownloadFormat(".parquet", words.SHORT_PARQUET, words.LONG_PARQUET, _of_rows(parquet_bytes)),
    DownloadFormat(
        ".csv-metadata.json",
        words.SHORT_METADATA,
        words.LONG_METADATA,
        _metadata,
        is_description=True,
        in_archive=True,
    ),
)
