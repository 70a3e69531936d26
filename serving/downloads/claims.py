"""All claims as a CSV file (RFC 4180), one claim a row, and its description (CSV on the Web)."""

from __future__ import annotations

import csv
import io
import json

from components.site import claim_file_words as words
from components.site.context import View
from components.site.urls import CLAIMS, CLAIMS_COLUMNS, CLAIMS_FILE
from metrics.language import say
from metrics.releasing.claim_json import CLAIM_COLUMNS, claim_row
from serving.api.claims import claims_json
from serving.downloads.answers import attached, described, file_answer
from serving.downloads.contents import harmless
from serving.downloads.csv_file import DIALECT
from serving.downloads.described import described_column
from serving.http.answer import Answer, Json
from serving.http.endpoint import Endpoint, PageRequest

NAME, DESCRIPTION = "claims.csv", "claims.csv-metadata.json"
NUMBERS = frozenset(
    name for name in CLAIM_COLUMNS if name.endswith(("value", "difference")) or name == "stated"
)


def claim_endpoints() -> list[Endpoint]:
    """The addresses of the file and of its description."""
    return [Endpoint(CLAIMS_FILE, frozenset(), _file), Endpoint(CLAIMS_COLUMNS, frozenset(), _description)]


def claims_csv(view: View) -> bytes:
    """The claims that a view can tell of: CRLF, quotes where needed, UTF-8 without a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CLAIM_COLUMNS)
    writer.writerows([harmless(cell) for cell in claim_row(claim)] for claim in claims_json(view)["claims"])
    return text.getvalue().encode()


def claims_description(view: View) -> bytes:
    """What the columns of the file mean: metadata of the W3C's vocabulary for tabular data (2015), of one table."""
    release, site = view.release, view.release.config.site
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": NAME,
        "dc:title": say(words.CLAIMS_FILE_TITLE, release=release.title),
        "dc:publisher": {"schema:name": site.producer},
        "dc:rights": site.attribution,
        "dc:source": {"@id": f"{view.site_address}{view.prefix}{CLAIMS}"},
        "dc:issued": {"@value": release.published_at.isoformat(), "@type": "xsd:dateTime"},
        "schema:version": release.id,
        "dialect": DIALECT,
        "tableSchema": {"columns": [_column(name) for name in CLAIM_COLUMNS], "primaryKey": ["claim"]},
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def files_of_claims(view: View) -> dict[str, bytes]:
    """The file and its description by their names; none where no claim is declared."""
    if not view.release.config.claims:
        return {}
    return {NAME: claims_csv(view), DESCRIPTION: claims_description(view)}


def _column(name: str) -> Json:
    title, meaning = words.CLAIM_COLUMN_WORDS[name]
    datatype = "number" if name in NUMBERS else "string"
    is_required = name in words.ALWAYS_THERE
    return described_column(name, say(meaning), datatype, is_required=is_required, title=say(title))


def _file(request: PageRequest) -> Answer:
    kept = attached(claims_csv(request.view), f"claims-{request.view.release.id}.csv")
    return described(kept, DESCRIPTION)


def _description(request: PageRequest) -> Answer:
    return file_answer(claims_description(request.view), DESCRIPTION)
