"""What the first answer of each kind of page weighs, and what of that is its style: exact, and the same everywhere.

``python -m benchmarks.first_answer`` writes the table into docs/performance.md; ``make bench`` does it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from benchmarks.report import write
from serving.http.answer import compress
from tests.running import NOW, ROOT

KINDS = (
    *("/", "/outcomes/safer", "/outcomes/trust", "/outcomes/violence", "/measures/crime-prevalence"),
    *(
        "/measures/violence-with-injury",
        "/measures/homicide",
        "/measures/homicide/made",
        "/areas",
        "/areas/camden",
    ),
    *("/areas/compare?area=camden&area=islington", "/search?q=camden", "/releases", "/releases/2023-24-q3"),
    *("/as-at/2023-24-q3/measures/homicide", "/about", "/about/record", "/data", "/privacy"),
)
HEAD = (
    "| | headers | page without its style | its style adds | in all | the whole stylesheet would add |\n"
    "|---|---:|---:|---:|---:|---:|\n"
)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True)
class FirstAnswer:
    """The bytes of a first answer, packed densely; ``by_all`` is what the whole stylesheet would add."""

    address: str
    headers: int
    bare: int
    style: int
    by_all: int

    def __str__(self) -> str:
        sizes = (self.headers, self.bare, self.style, self.headers + self.bare + self.style, self.by_all)
        return f"| `{self.address}` | {' | '.join(f'{size:,}' for size in sizes)} |\n"


def first_answers_table() -> str:
    """A row for each kind of page, as Markdown."""
    return HEAD + "".join(map(str, _first_answers()))


def _first_answers() -> Iterator[FirstAnswer]:
    client = create_app(ROOT, lambda: datetime.fromisoformat(NOW)).server.test_client()
    stylesheet = (ROOT / "assets" / "site.css").read_text("utf-8")
    return (_first_answer(client, address, stylesheet) for address in KINDS)


def _first_answer(client: FlaskClient, address: str, stylesheet: str) -> FirstAnswer:
    answer, page = client.get(address, headers={"Accept-Encoding": "br"}), client.get(address).text
    lines = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in answer.headers.items())]
    bare = _packed(STYLE.sub("", page, count=1))
    by_all = _packed(STYLE.sub(lambda _: f"<style>{stylesheet}</style>", page, count=1))
    return FirstAnswer(
        address, len("\r\n".join([*lines, "", ""])), bare, len(answer.data) - bare, by_all - bare
    )


def _packed(page: str) -> int:
    return len(compress("br", page.encode()))


def write_first_answers(document: Path) -> None:
    """Writes the table between its marks."""
    write(document, first_answers_table(), "first")


if __name__ == "__main__":
    write_first_answers(ROOT / "docs" / "performance.md")
