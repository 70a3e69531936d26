"""Stores that were written by this version or an earlier one, and what a reader sees of them on /as-at.

Words and figures are read off the main part of a page, whatever they stand in and however they are laid out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from tests.running import ROOT

STORES = ROOT / "tests" / "fixtures" / "stores"
NOW = "2024-06-03T09:30:00+00:00"
FIRST, WITHDRAWN, CORRECTED = "2023-24-q3", "2023-24-q4", "2023-24-q4-corrected"
OUTCOMES = ("violence", "victims", "trust", "exploitation")
MEASURES = (
    *("violence-with-injury", "homicide", "stalking", "victim-satisfaction", "justice-satisfaction"),
    *("trust-in-police", "complaints", "exploitation-and-harm"),
)
PAGES = (
    "/",
    *(f"/outcomes/{name}" for name in OUTCOMES),
    *(f"/measures/{name}" for name in MEASURES),
    "/measures/violence-with-injury?area=camden&comparison=same-period-last-year",
    "/measures/homicide/made",
    "/areas/hackney",
)
DATA = (
    "/api/v1/framework",
    "/api/v1/measures/violence-with-injury?area=camden",
    "/api/v1/measures/stalking/observations?dimension=age",
    "/api/v1/measures/victim-satisfaction/observations?dimension=reporting-route&from=2023-Q1",
)
ADDRESSES = {
    FIRST: (*PAGES, *DATA),
    CORRECTED: ("/", "/outcomes/violence", "/measures/violence-with-injury", "/api/v1/framework"),
}
FIELDS = ("value", "period", "change", "outcome")
# What the site says of itself, and not of a release: how to get about, to open, to take along.
UNREAD = "nav, form, svg, script, button, summary, [aria-hidden=true], section:has(a[href*='/downloads/'])"
LINES = ("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "summary", "caption", "figcaption", "tr")
BETWEEN_CELLS = " | "
Json = Any


def kept_stores() -> list[Path]:
    """The stores that are kept, one of each version, the oldest first."""
    return sorted(STORES.glob("v*"), key=lambda store: int(store.name[1:]))


def expectations(store: Path) -> dict[str, dict[str, Json]]:
    """What is expected of each release of a store, by address."""
    files = sorted((store / "seen").glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def client_of(store: Path) -> FlaskClient:
    """The whole dashboard over a store, on the day of NOW."""
    client: FlaskClient = create_app(store, lambda: datetime.fromisoformat(NOW)).server.test_client()
    return client


def seen(client: FlaskClient, release_id: str, path: str) -> Json:
    """What readers see at an address below /as-at, or what scripts get."""
    answer = client.get(f"/as-at/{release_id}{path}")
    assert answer.status_code == 200, (path, answer.status, answer.text)
    return answer.get_json() if path in DATA else page_of(answer.data)


def page_of(html: bytes) -> Json:
    """The tiles of a page by measure, each with its fields; its lines, and its text without any space."""
    main = BeautifulSoup(html, "html.parser").main
    assert main is not None, html[:500]
    for part in main.select(UNREAD):
        part.extract()
    tiles = {str(tile["data-measure"]): _fields(tile) for tile in main.select("[data-measure]")}
    return {"tiles": tiles, "lines": list(dict.fromkeys(_lines(main))), "text": squeezed(main.get_text())}


def lacking(expected: Json, page: Json) -> list[str]:
    """What a page was expected to say and does not, wherever it says it. Its tiles say the same, and no more."""
    rows = [line.split(BETWEEN_CELLS) for line in page["lines"] if BETWEEN_CELLS in line]
    missing = [line for line in expected["lines"] if not _is_there(line, rows, page["text"])]
    tiles = expected["tiles"].items()
    return missing + [f"{name}: {tile}" for name, tile in tiles if page["tiles"].get(name) != tile]


def _is_there(line: str, rows: list[list[str]], text: str) -> bool:
    """A text stands anywhere; a row has the same cells in the same order, with others between them or not."""
    if BETWEEN_CELLS not in line:
        return squeezed(line) in text
    return any(_in_order(line.split(BETWEEN_CELLS), row) for row in rows)


def _in_order(cells: list[str], row: list[str]) -> bool:
    rest = iter(map(squeezed, row))
    return all(squeezed(cell) in rest for cell in cells)


def differences(expected: Json, data: Json, path: str = "") -> list[str]:
    """Where JSON lacks what was expected of it, or has another value; what was added is no difference."""
    if isinstance(expected, dict) and isinstance(data, dict):
        pairs = [(key, value, data.get(key, "nothing")) for key, value in expected.items()]
    elif isinstance(expected, list) and isinstance(data, list) and len(expected) == len(data):
        pairs = [(str(index), *pair) for index, pair in enumerate(zip(expected, data, strict=True))]
    else:
        return [] if expected == data else [f"{path}: {json.dumps(data)} and not {json.dumps(expected)}"]
    return [line for key, old, new in pairs for line in differences(old, new, f"{path}/{key}")]


def squeezed(text: str) -> str:
    """A text without its spaces, which depend on what stands in an element of its own."""
    return "".join(text.split())


def _fields(tile: Tag) -> dict[str, str]:
    cells = {name: tile.select_one(f"[data-field={name}]") for name in FIELDS}
    return {name: _text(cell) for name, cell in cells.items() if cell is not None}


def _lines(main: Tag) -> Iterator[str]:
    for part in main.find_all(LINES):
        if part.name == "tr":
            yield BETWEEN_CELLS.join(_text(cell) for cell in part.find_all(["th", "td"]))
        elif part.find(LINES) is None and part.find_parent("tr") is None and not _only_leads_on(part):
            yield _text(part)


def _only_leads_on(part: Tag) -> bool:
    """Whether a line is empty, or nothing but a link in the site's own words."""
    link = part.find("a")
    return not _text(part) or (part.name in ("p", "li") and link is not None and _text(link) == _text(part))


def _text(part: Tag) -> str:
    return " ".join(part.get_text(" ").split())
