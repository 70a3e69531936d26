"""In a language in which every sentence is another one, no page breaks, and none has a sentence as it is in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import Client

from app import create_app
from components.site.downloads_words import COLUMNS
from metrics.figures.sentences import OUTCOME_WORDS, STATE_WORDS, VERDICT_WORDS, VERDICTS_IN_SHORT
from metrics.statuses import ABSENCES
from tests.forces.sites import NOW
from tools.write_catalogue import ROOT, template, templates

OPEN, CLOSE = "⟦", "⟧"
READ_OUT = ("aria-label", "alt", "title", "content", "placeholder", "label")
ADDRESSES = (
    "/",
    "/frameworks",
    "/areas",
    "/areas?show=change",
    "/areas?find=zzz",
    "/areas/ardlewick",
    "/areas/ardlewick/pack",
    "/areas/compare?area=ardlewick&area=brimmeray",
    "/data",
    "/api",
    "/search?q=vandalism",
    "/search?q=zzz",
    "/about",
    "/about/record",
    "/accessibility",
    "/privacy",
    "/releases",
    "/releases/first",
    "/measures",
    "/measures/vandalism",
    "/measures/vandalism?area=ardlewick",
    "/measures/confidence-in-police",
    "/measures/confidence-in-police?from=2022-Q1",
    "/as-at/first/",
    "/as-at/first/measures/vandalism",
    "/embed/vandalism?chart=yes",
    "/nowhere",
)
# No pages, or made of what metrics/ says.
OTHERS = ("/feed.atom", "/calendar.ics", "/measures/vandalism/made")


class Other(dict[str, str]):
    """The catalogue of a language in which a sentence is itself between two marks."""

    def get(self, text: str, _default: object = None) -> str:
        return f"{OPEN}{text}{CLOSE}"


class OtherForms(dict[tuple[str, str], tuple[str, ...]]):
    """The same of sentences that have two forms."""

    def get(self, forms: tuple[str, str], _default: object = None) -> tuple[str, ...]:
        return tuple(f"{OPEN}{text}{CLOSE}" for text in forms)


@pytest.fixture(scope="module")
def site(northmarch: Path) -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("metrics.language.catalogue", lambda _own: Other())
        patch.setattr(
            "metrics.language.plurals", lambda _own: (OtherForms(), lambda number: int(number != 1))
        )
        yield Client(create_app(northmarch, lambda: datetime.fromisoformat(NOW)).server)


def unsaid(document: str) -> set[str]:
    """The texts of a document that stand between no marks, each as a whole; what is typed into programs is none."""
    page = BeautifulSoup(document, "html.parser")
    for script in page.select("script, style, code"):
        script.decompose()
    texts = [str(text) for text in page.find_all(string=True)]
    texts += [str(tag[name]) for name in READ_OUT for tag in page.select(f"[{name}]")]
    return {re.sub(f"{OPEN}.*{CLOSE}", "", text, flags=re.DOTALL).strip() for text in texts} - {""}


@cache
def of_pages() -> set[str]:
    """What pages say themselves: without the words for figures, which are of metrics/, and names of columns."""
    of_metrics = templates(sorted((ROOT / "metrics").rglob("*.py")))
    of_figures = (OUTCOME_WORDS, VERDICT_WORDS, STATE_WORDS, ABSENCES)
    words = (text for table in of_figures for text in table.values())
    every = {text for message in template() if isinstance(text := message.id, str)}
    return every - {*of_metrics, *words, *COLUMNS, VERDICTS_IN_SHORT}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_sentence_of_a_page_is_said(site: Client, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == (404 if address == "/nowhere" else 200)
    assert OPEN in answer.text
    assert sorted(unsaid(answer.text) & of_pages()) == []


@pytest.mark.parametrize("address", OTHERS)
def test_nothing_else_breaks(site: Client, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 200
    assert OPEN in answer.text


def test_a_sentence_that_is_not_said_is_seen() -> None:
    document = f"<p>Page not found</p><p>{OPEN}Figure{CLOSE} 1</p><a aria-label='All outcomes'>x</a>"
    assert unsaid(document) & of_pages() == {"Page not found", "All outcomes"}
