"""Every figure that a release revised, as CSV: the rows that the API gives."""

from __future__ import annotations

import csv
import io

from components.site import downloads_words as words
from components.site.urls import REVISIONS
from serving.api.revisions import revisions_json
from serving.downloads.answers import attached
from serving.downloads.contents import harmless
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest, always


def revision_endpoints() -> list[Endpoint]:
    """The address of the file."""
    return [Endpoint(REVISIONS, frozenset(), _csv, is_heavy=always)]


def _csv(request: PageRequest) -> Answer:
    release_id = request.variables["release_id"]
    rows = revisions_json(request.view, release_id)["revisions"]
    text, name = io.StringIO(), f"revisions-{release_id}.csv"
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(words.REVISION_COLUMNS)
    writer.writerows([harmless(row[column]) for column in words.REVISION_COLUMNS] for row in rows)
    return attached(text.getvalue().encode(), name)
