"""A state of the site, looked at as readers find it: every page, what the story wants said, and the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import BeautifulSoup

from tests.running import Got
from tools.rehearsal.crawl import ABSENT, STARTS, Get, crawl
from tools.rehearsal.story import State, Statements


class Entry(NamedTuple):
    """What a calendar says of an event: how often it has changed, and when something was last said of it."""

    sequence: int
    stamp: str


Calendar = Mapping[str, Entry]
EVENT = re.compile(r"BEGIN:VEVENT\r\nUID:(\S+)\r\nDTSTAMP:(\S+)\r\nSEQUENCE:(\d+)\r\n")


@dataclass(frozen=True)
class View:
    """What was read of a state, and the faults: the next look is held against it."""

    pages: int = 0
    faults: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    calendar: Calendar | None = None


def look(get: Get, state: State, before: View) -> View:
    """Reads all that readers can reach in a state, with all that they could reach of what is gone."""
    crawled = crawl(get, state.standing, (*STARTS, *(f"/as-at/{release}/" for release in state.frozen)))
    current = tuple(address for address in crawled.pages if not address.startswith("/as-at/"))
    gone = [f"/as-at/{state.gone}{address}" for address in before.addresses if state.gone]
    calendar = calendar_of(text_of(get("/calendar.ics")))
    faults = (
        *crawled.faults,
        *(
            f"{address} answers {got.status}, not {ABSENT}"
            for address, got in zip(gone, map(get, gone), strict=True)
            if got.status != ABSENT
        ),
        *unsaid(get, state.statements),
        *set_back(before.calendar or {}, calendar),
    )
    return View(len(crawled.pages) + len(gone), faults, current, calendar)


def unsaid(get: Get, statements: Statements) -> Iterator[str]:
    """The statements that a page does not have."""
    for address, phrases in statements.items():
        text = text_of(get(address))
        yield from (f"{address} does not say: {phrase}" for phrase in phrases if phrase not in text)


def text_of(got: Got) -> str:
    """The words of a page in one line; a calendar as it is, its lines unfolded."""
    text = got.body.decode()
    if got.headers.get("content-type", "").startswith("text/html"):
        return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())
    return text.replace("\r\n ", "")


def calendar_of(text: str) -> Calendar:
    """The events of a calendar by their names."""
    return {name: Entry(int(sequence), stamp) for name, stamp, sequence in EVENT.findall(text)}


def set_back(before: Calendar, now: Calendar) -> Iterator[str]:
    """Events that say less than they did: programs then keep what they have."""
    for name in before.keys() & now.keys():
        if now[name].sequence < before[name].sequence or now[name].stamp < before[name].stamp:
            yield f"/calendar.ics: {name} goes back from {before[name]} to {now[name]}"
