"""Every page that leads on from the first one, as readers get it: its status, its release, and where it leads.

Links are followed, and forms as far as they ask one thing. What readers could put together of several choices is as
much as they can think of, and is left out; so are the files of single areas below /as-at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from serving.export.links import leads_to
from tests.running import Got

Get = Callable[[str], Got]
STARTS = ("/", "/feed.atom", "/calendar.ics", "/sitemap.xml", "/robots.txt", "/api/v1/openapi.json")
FROZEN = re.compile(r"/as-at/([^/?]+)")
RELEASE_OF_PAGE = re.compile(r'data-release="([^"]+)"')
RELEASE_OF_FILE = re.compile(r'filename="[a-z0-9-]+?-(\d{4}-\d{2}-q[1-4][a-z0-9-]*)\.')
FRAME = re.compile(
    r"(?:/as-at/[^/]+)?/embed/"
)  # a tile for other people's pages, without what stands around ours
IDS = re.compile(r'\sid="([^"]+)"')
PLACES = re.compile(r'\shref="([^"#]*)#([^"]+)"')
PART = re.compile(
    r"/as-at/[^/]+(?:/downloads/|/api/)[^?]*[?]"
)  # of frozen figures: there are the whole files too
LOCATIONS = re.compile(r"<loc>([^<]+)</loc>")
ABSENT = 410
TOGETHER = 3


@dataclass(frozen=True)
class Standing:
    """How readers are to find the site: the release that is shown, those withdrawn, and what is on every page.

    ``everywhere`` are words that every page has, ``nowhere`` words that no page has. Frozen pages have
    neither; those of a release have what ``frozen`` gives for it.
    """

    release: str
    withdrawn: frozenset[str] = frozenset()
    everywhere: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    frozen: Mapping[str, str] | None = None

    def release_of(self, address: str) -> str:
        """The release that an answer is to be of."""
        match = FROZEN.match(address)
        return match[1] if match else self.release

    def status_of(self, address: str) -> int:
        """The status that an answer is to have."""
        match = FROZEN.match(address)
        return ABSENT if match and match[1] in self.withdrawn else 200


@dataclass(frozen=True)
class Crawl:
    """What was read: every address with the places (ids) of its page, and what is not as it should be."""

    pages: Mapping[str, frozenset[str]]
    faults: tuple[str, ...]


def crawl(get: Get, standing: Standing, starts: Sequence[str] = STARTS) -> Crawl:
    """Reads all that leads on from some addresses. Frozen pages are followed from those that start there alone."""
    waiting, seen = list(starts), set(starts)
    pages, pointed, faults = dict[str, frozenset[str]](), dict[str, str](), list[str]()
    with ThreadPoolExecutor(TOGETHER) as pool:
        while waiting:
            level, waiting = waiting, []
            for address, got in zip(level, pool.map(get, level), strict=True):
                text = got.body.decode("utf-8", errors="replace")
                pages[address] = frozenset(IDS.findall(text))
                faults += faults_of(address, got, standing)
                if is_followed(address, starts):
                    pointed |= dict.fromkeys(places(address, got, text), address)
                    new = [link for link in dict.fromkeys(links(address, got, text)) if link not in seen]
                    seen.update(new)
                    waiting += new
    return Crawl(pages, (*faults, *missing_places(pages, pointed)))


def is_followed(address: str, starts: Sequence[str]) -> bool:
    """Whether what an answer leads to is read as well."""
    match = FROZEN.match(address)
    return match is None or any(start.startswith(f"{match[0]}/") for start in starts)


def links(address: str, got: Got, text: str) -> Iterator[str]:
    """The addresses of this site that an answer leads to; those of several choices left out."""
    kind = got.headers.get("content-type", "")
    if kind.startswith(("text/html", "application/atom+xml")):
        yield from (link for link in leads_to(text, address) if "&" not in link and not PART.match(link))
    elif kind.startswith("application/xml"):
        yield from (urlsplit(unescape(location)).path for location in LOCATIONS.findall(text))


def places(address: str, got: Got, text: str) -> Iterator[str]:
    """The places in pages of this site that a page leads to, as ``/about#limits``."""
    if got.headers.get("content-type", "").startswith("text/html"):
        for path, name in PLACES.findall(text):
            target = urljoin(address, unescape(path))
            if target.startswith("/") and "&" not in target:
                yield f"{target}#{unescape(name)}"


def missing_places(pages: Mapping[str, frozenset[str]], pointed: Mapping[str, str]) -> Iterator[str]:
    for place, origin in pointed.items():
        address, _, name = place.rpartition("#")
        if address in pages and name not in pages[address]:
            yield f"{origin} leads to {place}, and there is no such place"


def faults_of(address: str, got: Got, standing: Standing) -> Iterator[str]:
    """What is wrong with an answer: its status, the release that it is of, the words that it has."""
    status = standing.status_of(address)
    if got.status != status:
        yield f"{address} answers {got.status}, not {status}"
    elif status == 200:
        release, expected = release_of(address, got), standing.release_of(address)
        if release not in (None, expected):
            yield f"{address} is of release {release}, not {expected}"
        if got.headers.get("content-type", "").startswith("text/html") and not FRAME.match(address):
            yield from wrong_words(address, got.body.decode(), standing)


def release_of(address: str, got: Got) -> str | None:
    """The release that an answer says it is of; None where it does not say, empty where a page should."""
    kind = got.headers.get("content-type", "")
    if kind.startswith("text/html"):
        match = RELEASE_OF_PAGE.search(got.body.decode())
        return match[1] if match else None if FRAME.match(address) else ""
    if kind.startswith("application/json"):
        return release_of_json(json.loads(got.body))
    match = RELEASE_OF_FILE.search(got.headers.get("content-disposition", ""))
    return match[1] if match else None


def release_of_json(data: object) -> str | None:
    release = data.get("release") if isinstance(data, dict) else None
    identifier = release.get("id") if isinstance(release, dict) else release
    return identifier if isinstance(identifier, str) else None


def wrong_words(address: str, text: str, standing: Standing) -> Iterator[str]:
    match = FROZEN.match(address)
    if match is None:
        yield from (f"{address} does not say: {words}" for words in standing.everywhere if words not in text)
        yield from (f"{address} says: {words}" for words in standing.nowhere if words in text)
    else:
        words = (standing.frozen or {}).get(match[1], "")
        if words not in text:
            yield f"{address} does not say: {words}"
