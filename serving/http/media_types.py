"""What each kind of file is to a browser: its media type, by the ending of its name or its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """One row of the table of kinds: the ending of names, without its point, and the media type.

    ``is_packed`` says that such files hold their own compression: there is nothing to win by packing them again.
    ``is_asset`` says that they are served from the folder of assets; anything else that lies there stays there.
    """

    ending: str
    media_type: str
    is_packed: bool = False
    is_asset: bool = False


# A web server tells the type of a file by its ending, and docs/nginx.conf has the same table.
KINDS = (
    FileKind("html", "text/html; charset=utf-8"),
    FileKind("json", "application/json; charset=utf-8"),
    FileKind("txt", "text/plain; charset=utf-8"),
    FileKind("csv", "text/csv; charset=utf-8; header=present"),
    FileKind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", is_packed=True),
    FileKind("ods", "application/vnd.oasis.opendocument.spreadsheet", is_packed=True),
    FileKind("parquet", "application/vnd.apache.parquet", is_packed=True),
    FileKind("zip", "application/zip", is_packed=True),
    FileKind("atom", "application/atom+xml; charset=utf-8"),
    FileKind("ics", "text/calendar; charset=utf-8"),
    FileKind("xml", "application/xml; charset=utf-8"),
    FileKind("css", "text/css; charset=utf-8", is_asset=True),
    FileKind("ico", "image/x-icon", is_asset=True),
    FileKind("js", "text/javascript; charset=utf-8", is_asset=True),
    FileKind("png", "image/png", is_packed=True, is_asset=True),
    FileKind("svg", "image/svg+xml", is_asset=True),
    FileKind("woff2", "font/woff2", is_asset=True),
)

BY_ENDING: Mapping[str, str] = {kind.ending: kind.media_type for kind in KINDS}
PACKED_ALREADY = frozenset(kind.media_type for kind in KINDS if kind.is_packed)
ASSETS = frozenset(kind.ending for kind in KINDS if kind.is_asset)

# Those of answers that no file name tells of.
HTML = BY_ENDING["html"]
JSON = BY_ENDING["json"]
PROBLEM = "application/problem+json"  # of RFC 9457: JSON of no file
TEXT = BY_ENDING["txt"]
ATOM = BY_ENDING["atom"]
CALENDAR = BY_ENDING["ics"]
XML = BY_ENDING["xml"]
CSS = BY_ENDING["css"]
JAVASCRIPT = BY_ENDING["js"]
PNG = BY_ENDING["png"]


def media_type(name: str) -> str:
    """The media type of a file, by its name. Raises KeyError for an ending that is not in the table."""
    return BY_ENDING[name.rpartition(".")[2]]
