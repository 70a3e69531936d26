"""Releases as a feed (Atom, RFC 4287): what is new in each, what it corrects, and that it was withdrawn.

Made of what readers may know of: a release that is still scheduled is not in it. Names of entries never change:
they are tag URIs (RFC 4151) of the site's declared address, or, while there is none, UUIDs of the release.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.release.revisions import (
    amended_texts,
    brought,
    correction,
    note_of,
    of_areas,
    what_is_new,
)
from components.site import downloads_words as words
from components.site.context import View
from components.site.dates import late_since, step_sentences
from components.site.urls import FEED, RELEASES, release_address
from components.site.words import RELEASE_NOT_COME
from metrics.figures.release import Release
from metrics.language import language, say
from metrics.periods import UK
from metrics.releasing.announcements import Announcement
from metrics.releasing.published import Past, Published
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.html import render
from serving.http.media_types import ATOM

ATOM_NAMES = "http://www.w3.org/2005/Atom"
# As many releases are told in sentences as are kept open, with the one before the last of them.
MOST_IN_FULL = 5
OURS = UUID("2c7e2b5e-6f0d-5d0c-9a58-4f5d1c0b9a37")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_endpoints() -> list[Endpoint]:
    """The address of the feed."""
    return [Endpoint(FEED, frozenset(), _answer)]


def _answer(request: PageRequest) -> Answer:
    return Answer(feed(request.view), ATOM)


def feed(view: View) -> bytes:
    """The document. Its links are those of the site's declared address, else relative to the feed's own."""
    site = view.release.config.site
    past = view.past or (Published(view.release.id, view.release.published_at),)
    root = ET.Element("feed", {"xmlns": ATOM_NAMES, "xml:lang": language()})
    _add(root, "id", stable_name(view.release, past[-1].at, "feed"))
    _add(root, "title", site.title)
    if view.chain is not None:
        _add(root, "subtitle", say(words.LIST_IS_NOW, checksum=view.chain.head.checksum))
    spoken = [view.last_said, *(_last_said(view, item) for item in view.announced)]
    _add(root, "updated", max(spoken).isoformat())
    _add(_add(root, "author"), "name", site.producer)
    _add(root, "rights", site.attribution)
    _add(root, "link", rel="self", type="application/atom+xml", href=_link(view, FEED))
    _add(root, "link", rel="alternate", type="text/html", href=_link(view, RELEASES))
    for announcement in view.announced:
        _announced(root, view, announcement)
    for number, published in enumerate(past):
        _entry(root, view, past, published, in_full=number < MOST_IN_FULL)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def stable_name(release: Release, at: datetime, name: str) -> str:
    """A URI that names a thing of this site for ever: what it is, and when it came to be."""
    host = urlsplit(release.config.site.address or "").hostname
    return f"tag:{host},{at.astimezone(UK).date()}:{name}" if host else f"urn:uuid:{stable_uuid(at, name)}"


def stable_uuid(at: datetime, name: str) -> UUID:
    """The same UUID for the same thing, on every machine."""
    return uuid5(OURS, f"{at.astimezone(UK).isoformat()} {name}")


def _entry(root: ET.Element, view: View, past: Past, published: Published, *, in_full: bool) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", stable_name(view.release, published.at, f"release/{published.id}"))
    _add(entry, "title", say(_title(published), title=published.title))
    _add(entry, "published", published.at.isoformat())
    _add(entry, "updated", published.last_said.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=_link(view, release_address(published.id)))
    _add(entry, "content", render(_content(view, published, in_full)), type="html")


def _announced(root: ET.Element, view: View, announcement: Announcement) -> None:
    """A day that was announced, named for the day that it was at first: its entry stays when it moves."""
    first = announcement.first
    at = datetime(first.year, first.month, first.day, tzinfo=UTC)
    entry = _add(root, "entry")
    _add(entry, "id", stable_name(view.release, at, f"announced/{first.isoformat()}"))
    title = words.CANCELLED_FOR if announcement.is_cancelled else words.ANNOUNCED_FOR
    _add(entry, "title", say(title, day=day(announcement.day)))
    _add(entry, "updated", _last_said(view, announcement).isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=_link(view, f"{RELEASES}#next"))
    _add(entry, "content", render([html.P(text) for text in _of_a_day(view, announcement)]), type="html")


def _of_a_day(view: View, announcement: Announcement) -> list[str]:
    """That a day has passed, without counting on: an entry is brought up to date once. Then how it came to be."""
    late = say(RELEASE_NOT_COME, day=day(announcement.day))
    return [*([late] if _is_late(view, announcement) else []), *step_sentences(announcement)]


def _last_said(view: View, announcement: Announcement) -> datetime:
    """When something was last said of an announced day, or from when it has been late."""
    is_late = _is_late(view, announcement)
    return max(announcement.at, late_since(announcement.day)) if is_late else announcement.at


def _is_late(view: View, announcement: Announcement) -> bool:
    return announcement.day < view.today and not announcement.is_cancelled


def _title(published: Published) -> str:
    if published.withdrawn is not None:
        return words.WITHDRAWN
    return words.CORRECTED if published.corrections else words.RELEASED


def _content(view: View, published: Published, in_full: bool) -> list[Component]:
    """What a release brought, in the words of the page on releases; of one that was withdrawn, why."""
    if published.withdrawn is not None:
        when = day(local_day(published.withdrawn.at))
        why = say(words.WITHDRAWN_BECAUSE, day=when, reason=published.withdrawn.text)
        return [html.P(text) for text in (why, *amended_texts(published.withdrawn.amended))]
    return [
        *note_of(published),
        *map(correction, published.corrections),
        *(_news(view, published) if in_full else []),
        *_entered(view, published),
    ]


def _entered(view: View, published: Published) -> list[Component]:
    """The fingerprint of the list with which a release was entered: it never changes, and readers keep entries."""
    head = None if view.chain is None else view.chain.entered_with(published.id)
    return [] if head is None else [html.P(say(words.LIST_WAS_THEN, checksum=head.checksum))]


def _news(view: View, published: Published) -> list[Component]:
    content = brought(view, published.id)
    if content is None and published.id != view.release.id and view.opened(published.id) is None:
        return []
    if content is None:
        return what_is_new(content, [])
    return [*of_areas(content), *what_is_new(content, [html.H3(news.title) for news in content.measures])]


def _link(view: View, path: str) -> str:
    return f"{view.release.config.site.address or ''}{view.prefix}{path}"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """A new element with its text, without the characters that XML cannot hold."""
    element = ET.SubElement(parent, name, attributes)
    element.text = NOT_IN_XML.sub("", text) or None
    return element
