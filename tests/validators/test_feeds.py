"""The feed, the calendar and the map of the site in every state, as libraries of others judge them."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest

from tests.running import Server, served_at
from tests.validators.calendars import calendar_faults
from tests.validators.feeds import addresses_of, feed_faults, map_faults

SITES = ("site", "later_site", "newest_site")


@pytest.fixture(params=SITES)
def server(request: pytest.FixtureRequest) -> Server:
    return served_at(str(request.getfixturevalue(request.param)))


def test_the_feed_is_valid_now_and_as_published(server: Server) -> None:
    for prefix in ("", f"/as-at/{server.release()}"):
        assert feed_faults(server.get(f"{prefix}/feed.atom").body) == []


def test_the_calendar_is_valid_now_and_as_published(server: Server) -> None:
    for prefix in ("", f"/as-at/{server.release()}"):
        assert calendar_faults(server.get(f"{prefix}/calendar.ics").body) == []


def test_the_map_is_valid_and_robots_may_read_every_page_of_it(server: Server) -> None:
    written = server.get("/sitemap.xml").body
    assert map_faults(written) == []
    robots = RobotFileParser()
    robots.parse(server.get("/robots.txt").body.decode().splitlines())
    assert [place for place in addresses_of(written) if not robots.can_fetch("a-search-engine", place)] == []


# That faults are found ------------------------------------------------------------------------------------------

SPOILED_FEEDS = [
    ("<updated>2", "<updated>on 2", "on 2"),
    ("<id>", "<id>no iri ", "no iri"),
    ("<author><name>", "<author><nom>", ""),
    ("<feed ", '<feed colour="red" ', "colour"),
    ("</entry>", "<title>Twice</title></entry>", "title"),
]


@pytest.mark.parametrize(("old", "new", "fault"), SPOILED_FEEDS)
def test_what_is_amiss_in_a_feed_is_named(site: str, old: str, new: str, fault: str) -> None:
    text = served_at(site).get("/feed.atom").body.decode()
    spoiled = text.replace(old, new, 1).replace(
        "</name></author>", "</nom></author>" if "nom" in new else "</name></author>"
    )
    assert spoiled != text
    faults = feed_faults(spoiled.encode())
    assert faults and fault in " ".join(faults)


SPOILED_CALENDARS = [
    (b"DTSTAMP:", b"X-STAMP:", "VEVENT lacks DTSTAMP"),
    (b"UID:", b"X-UID:", "VEVENT lacks UID"),
    (b"VERSION:2.0\r\n", b"", "VCALENDAR lacks VERSION"),
    (b"\r\nSUMMARY:", b"\nSUMMARY:", "a line does not end in CR and LF"),
    (b"SUMMARY:", b"SUMMARY:" + b"a" * 80, "octets"),
    (b"DTSTART:2", b"DTSTART:x", "VEVENT"),
    (b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nSEQUENCE:1\r\nSEQUENCE:2\r\n", "VEVENT has SEQUENCE twice"),
]


@pytest.mark.parametrize(("old", "new", "fault"), SPOILED_CALENDARS)
def test_what_is_amiss_in_a_calendar_is_named(site: str, old: bytes, new: bytes, fault: str) -> None:
    data = served_at(site).get("/calendar.ics").body
    spoiled = data.replace(old, new, 1)
    assert spoiled != data
    assert fault in " ".join(calendar_faults(spoiled))


def test_what_is_amiss_in_a_map_is_named(site: str) -> None:
    written = served_at(site).get("/sitemap.xml").body
    assert map_faults(written.replace(b"<lastmod>2", b"<lastmod>on 2", 1)) != []
    assert map_faults(written.replace(b"<loc>", b"<place>", 1).replace(b"</loc>", b"</place>", 1)) != []
