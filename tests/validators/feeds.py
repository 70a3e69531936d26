"""Feeds and maps of the site, as lxml judges XML by a grammar; and what RFC 4287 asks for that no grammar can say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from tests.running import ROOT

ATOM = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = Path(__file__).with_name("atom.rng")
# The schema of the protocol as its keepers publish it; it comes with a package that writes such maps.
SCHEMA = ROOT / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
MOST_ADDRESSES, MOST_BYTES, LONGEST = 50_000, 50 * 1024 * 1024, 2_048  # bounds of the protocol of maps


def feed_faults(document: bytes) -> list[str]:
    """What is amiss in a feed: what the grammar does not allow, then what it cannot say."""
    grammar = _grammar()
    root = etree.fromstring(document)
    if not grammar.validate(root):
        return [f"{error.line}: {error.message}" for error in grammar.error_log]
    return [*_faults_of(root)]


def entries_of(document: bytes) -> dict[str, str]:
    """The HTML of each entry of a feed, by the entry's name."""
    entries = etree.fromstring(document).iterfind("a:entry", ATOM)
    return {
        str(entry.findtext("a:id", namespaces=ATOM)): str(entry.findtext("a:content", namespaces=ATOM))
        for entry in entries
    }


def addresses_of(document: bytes) -> list[str]:
    """Every address of a map of the site."""
    return [str(place.text) for place in etree.fromstring(document).iter("{*}loc")]


def map_faults(document: bytes) -> list[str]:
    """What is amiss in a map of the site: by its schema, then by the bounds that the protocol sets."""
    schema = _schema()
    root = etree.fromstring(document)
    schema.validate(root)
    addresses = addresses_of(document)
    twice = [address for address, times in Counter(addresses).items() if times > 1]
    long = [address for address in addresses if len(address) >= LONGEST]
    is_large = len(addresses) > MOST_ADDRESSES or len(document) > MOST_BYTES
    return [
        *(f"{error.line}: {error.message}" for error in schema.error_log),
        *(f"{address} stands twice" for address in twice),
        *(f"{address[:60]} is too long" for address in long),
        *(["more than a map may hold"] if is_large else []),
    ]


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def _faults_of(root: etree._Element) -> Iterator[str]:
    for relation in ("self", "alternate"):
        links = root.findall(f"a:link[@rel='{relation}']", ATOM)
        if len(links) != 1:  # 4.1.1: one of each type and language at most, and a feed should name itself
            yield f"the feed has {len(links)} links to what is {relation}"
    names = [entry.findtext("a:id", namespaces=ATOM) for entry in root.iterfind("a:entry", ATOM)]
    yield from (
        f"{name} is the name of {times} entries" for name, times in Counter(names).items() if times > 1
    )
    newest = str(root.findtext("a:updated", namespaces=ATOM))
    for entry in root.iterfind("a:entry", ATOM):
        published, updated = (
            entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("published", "updated")
        )
        if published is not None and str(published) > str(updated):
            yield f"{entry.findtext('a:id', namespaces=ATOM)} was updated before it was published"
        if str(updated) > newest:
            yield f"{entry.findtext('a:id', namespaces=ATOM)} is newer than its feed"
