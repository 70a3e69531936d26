"""What each kind of file is to a browser: its media type, by the ending of its name or its address."""

from __future__ import annotations

from collections.abc import Mapping

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
XML = "application/xml; charset=utf-8"
CSS = "text/css; charset=utf-8"
JAVASCRIPT = "text/javascript; charset=utf-8"

# These hold their own compression: there is nothing to win by packing them again.
PACKED_ALREADY = frozenset({XLSX, ZIP})
# What is served from the folder of assets; anything else that lies there stays there.
ASSETS: Mapping[str, str] = {
    "css": CSS,
    "ico": "image/x-icon",
    "js": JAVASCRIPT,
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
# A web server tells the type of a file by its ending, and docs/nginx.conf has the same table.
BY_ENDING: Mapping[str, str] = {
    "html": HTML,
    "json": JSON,
    "txt": TEXT,
    "csv": CSV,
    "xlsx": XLSX,
    "zip": ZIP,
    "atom": ATOM,
    "ics": CALENDAR,
    "xml": XML,
    **ASSETS,
}


def media_type(name: str) -> str:
    """The media type of a file, by its name. Raises KeyError for an ending that is not in the table."""
    return BY_ENDING[name.rpartition(".")[2]]
