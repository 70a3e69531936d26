"""No page of another force, and nothing that its readers download, speaks of London or in London's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from serving.export.site import address_of

REGIONS = re.compile(r"\b(london|boroughs?|bcus?|mopac|metropolitan|met police|mps)\b", re.IGNORECASE)
READ_OUT = ("aria-label", "alt", "title", "content", "placeholder", "label")
ROOMS = (
    "",
    "about",
    "accessibility",
    "api",
    "areas",
    "data",
    "downloads",
    "embed",
    "feed.atom",
    "frameworks",
    "measures",
    "outcomes",
    "pages",
    "privacy",
    "releases",
    "search",
)


def words_of(file: Path) -> str:
    """What a file says to whoever reads, hears or copies it. Addresses and names of keys are no words."""
    text = file.read_text("utf-8")
    if file.suffix != ".html":
        return text
    document = BeautifulSoup(text, "html.parser")
    for script in document.select("script, style"):
        script.decompose()
    heard = (str(tag[name]) for name in READ_OUT for tag in document.select(f"[{name}]"))
    return " ".join([document.get_text(" "), *heard])


def files(site: Path, room: str) -> Iterator[Path]:
    for ending in ("html", "csv", "atom", "md", "txt"):
        for file in site.rglob(f"*.{ending}"):
            address = address_of(str(file.relative_to(site)))
            if address.partition("?")[0].strip("/").partition("/")[0] == room:
                yield file


@pytest.mark.parametrize("room", ROOMS, ids=[room or "first" for room in ROOMS])
def test_no_page_speaks_in_regions_words(northmarch: Path, room: str) -> None:
    site = (northmarch / "site" / "current").resolve()
    spoken = {
        address_of(str(file.relative_to(site))): sorted(set(REGIONS.findall(words_of(file))))
        for file in files(site, room)
    }
    assert {address: words for address, words in spoken.items() if words} == {}
