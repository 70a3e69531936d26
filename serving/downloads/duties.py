"""All duties to publish as a CSV file (RFC 4180), one item a row, and its description (CSV on the Web)"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from components.site import duty_file_words as words
from components.site.context import View
from components.site.urls import DUTIES, DUTIES_COLUMNS, DUTIES_FILE
from metrics.declared.duty_standing import standings
from metrics.language import say
from serving.api.duties import DUTY_COLUMNS, duty_json
from serving.downloads.answers import attached, described, file_answer
from serving.downloads.contents import harmless
from serving.downloads.csv_file import DIALECT
from serving.downloads.described import described_column
from serving.http.answer import Answer, Json
from serving.http.endpoint import Endpoint, PageRequest

NAME, DESCRIPTION = "duties.csv", "duties.csv-metadata.json"
DATATYPES: Mapping[str, str] = {
    **dict.fromkeys(("due", "updated", "absent_on"), "date"),
    "added": "integer",
}


def duty_endpoints() -> list[Endpoint]:
    """The addresses of the file and of its description."""
    return [Endpoint(DUTIES_FILE, frozenset(), _file), Endpoint(DUTIES_COLUMNS, frozenset(), _description)]


def duties_csv(view: View) -> bytes:
    """The duties of a view's release: CRLF, quotes where needed, UTF-8 without a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(DUTY_COLUMNS)
    for item in standings(view.release.config, view.today):
        values = duty_json(view, item)
        writer.writerow([harmless(_cell(values, path)) for path in DUTY_COLUMNS.values()])
    return text.getvalue().encode()


def duties_description(view: View) -> bytes:
    """What the columns of the file mean: metadata of the W3C's vocabulary for tabular data (2015), of one table."""
    release, site = view.release, view.release.config.site
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": NAME,
        "dc:title": say(words.DUTIES_FILE_TITLE, release=release.title),
        "dc:publisher": {"schema:name": site.producer},
        "dc:rights": site.attribution,
        "dc:source": {"@id": f"{view.site_address}{view.prefix}{DUTIES}"},
        "dc:issued": {"@value": release.published_at.isoformat(), "@type": "xsd:dateTime"},
        "schema:version": release.id,
        "dialect": DIALECT,
        "tableSchema": {"columns": [_column(name) for name in DUTY_COLUMNS], "primaryKey": ["law", "item"]},
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def files_of_duties(view: View) -> dict[str, bytes]:
    """The file and its description by their names; none where no duty is declared."""
    if not view.release.config.duties:
        return {}
    return {NAME: duties_csv(view), DESCRIPTION: duties_description(view)}


def _cell(values: Any, path: tuple[str, ...]) -> object:
    for name in path:
        values = None if values is None else values[name]
    return " ".join(map(str, values)) if isinstance(values, list) else values


def _column(name: str) -> Json:
    title, meaning = words.DUTY_COLUMN_WORDS[name]
    datatype, is_required = DATATYPES.get(name, "string"), name in words.ALWAYS_IN_DUTIES
    return described_column(name, say(meaning), datatype, is_required=is_required, title=say(title))


def _file(request: PageRequest) -> Answer:
    kept = attached(duties_csv(request.view), f"duties-{request.view.release.id}.csv")
    return described(kept, DESCRIPTION)


def _description(request: PageRequest) -> Answer:
    return file_answer(duties_description(request.view), DESCRIPTION)
