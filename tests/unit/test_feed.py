"""What tells others of releases: the feed, the calendar and the map of the site, as strict readers see them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.site.context import View
from metrics.figures.release import Release
from metrics.releasing.announcements import Announcement, Step
from metrics.releasing.published import Amendment, Notice, Past, Published
from metrics.releasing.releases import load_release
from serving.feeds.atom import feed
from serving.feeds.calendar import calendar, escaped, folded
from serving.feeds.sitemap import robots_answer, sitemap
from serving.http.media_types import ATOM, CALENDAR, XML
from tests.validators.calendars import calendar_faults
from tests.validators.feeds import feed_faults

ROOT = Path(__file__).resolve().parents[2]
ID = "2023-24-q3"
FEBRUARY, MAY, JUNE = (
    datetime(2024, month, day, hour, minute, tzinfo=UTC)
    for month, day, hour, minute in ((2, 8, 9, 30), (5, 9, 8, 30), (6, 3, 10, 0))
)
FIRST, SECOND = (
    Published(ID, FEBRUARY, "First; of many, \\ lines."),
    Published("2023-24-q4", MAY, "More <b>figures</b>."),
)
NAMES = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ADDRESS = "https://outcomes.example.org"


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, ID)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    flask_client: FlaskClient = create_app(ROOT, lambda: FEBRUARY).server.test_client()
    return flask_client


def view(release: Release, past: Past, address: str | None = ADDRESS, **changes: object) -> View:
    """What readers see of a release, of a site that says where it stands, with its measures changed."""
    config = release.config
    measures = tuple(measure.model_copy(update=changes) for measure in config.published())
    site = config.site.model_copy(update={"address": address, "updates": None})
    declared = config.model_copy(update={"site": site, "measures": measures if changes else config.measures})
    changed_release = Release(past[0].id, past[0].at, declared, release.data)
    return View(changed_release, past[0].at.date(), past=past, opened=lambda _: release)


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [item.text for item in element.findall(path, NAMES)]


def links(element: ET.Element, path: str) -> list[str | None]:
    return [item.get("href") for item in element.findall(path, NAMES)]


# The feed --------------------------------------------------------------------------------------------------


def document(written: bytes) -> ET.Element:
    assert feed_faults(written) == []
    return ET.fromstring(written)


def test_a_feed_has_what_atom_asks_for(shipped: Release) -> None:
    root = document(feed(view(shipped, (SECOND, FIRST))))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(root, "a:id") == ["tag:outcomes.example.org,2024-02-08:feed"]
    assert texts(root, "a:updated") == ["2024-05-09T08:30:00+00:00"]
    assert texts(root, "a:author/a:name") == [shipped.config.site.producer]
    assert links(root, "a:link[@rel='self']") == [f"{ADDRESS}/feed.atom"]
    for part in ("id", "title", "published", "updated", "content"):
        assert all(texts(root, f"a:entry/a:{part}")), part


def test_each_release_is_an_entry_newest_first_under_a_name_that_never_changes(shipped: Release) -> None:
    before = document(feed(view(shipped, (FIRST,))))
    after = document(feed(view(shipped, (SECOND, FIRST))))
    assert texts(after, "a:entry/a:id") == [
        "tag:outcomes.example.org,2024-05-09:release/2023-24-q4",
        *texts(before, "a:entry/a:id"),
    ]
    assert texts(after, "a:entry/a:title") == ["Release Q4 2023/24", "Release Q3 2023/24"]
    assert links(after, "a:entry/a:link") == [f"{ADDRESS}/releases/2023-24-q4", f"{ADDRESS}/releases/{ID}"]
    assert texts(after, "a:id") == texts(before, "a:id")


def test_an_entry_tells_what_is_new_in_the_words_of_the_site(shipped: Release) -> None:
    content = texts(document(feed(view(shipped, (SECOND, FIRST)))), "a:entry/a:content")[0]
    tile = shipped.tile("worry-about-crime", date(2024, 5, 9))
    assert content is not None and content.startswith("<p>More &lt;b&gt;figures&lt;/b&gt;.</p>")
    assert f"<h3>Worry about crime</h3><p>{tile.verdict_sentence}</p>" in content


def test_a_correction_and_a_withdrawal_are_told_and_bring_an_entry_up_to_date(shipped: Release) -> None:
    gone = Published("2023-24-q4", MAY, withdrawn=Notice(JUNE, "A file was of the wrong month."))
    mended = Published(ID, FEBRUARY, corrections=(Notice(MAY, "A row was wrong."),))
    root = document(feed(view(shipped, (mended, gone))))
    assert texts(root, "a:entry/a:title") == [
        "Release Q3 2023/24, with a correction",
        "Release Q4 2023/24: withdrawn",
    ]
    assert texts(root, "a:entry/a:updated") == ["2024-05-09T08:30:00+00:00", "2024-06-03T10:00:00+00:00"]
    corrected, withdrawn = texts(root, "a:entry/a:content")
    assert corrected is not None and "Correction, 9 May 2024. </strong>A row was wrong." in corrected
    assert withdrawn == "<p>This release was withdrawn on 3 June 2024: A file was of the wrong month.</p>"


def test_without_a_declared_address_names_are_uuids_and_links_are_relative(shipped: Release) -> None:
    root = document(feed(view(shipped, (FIRST,), address=None)))
    for name in (*texts(root, "a:id"), *texts(root, "a:entry/a:id")):
        assert name is not None and UUID(name.removeprefix("urn:uuid:")).version == 5
    assert links(root, "a:entry/a:link") == [f"/releases/{ID}"]


def test_what_xml_cannot_hold_is_left_out(shipped: Release) -> None:
    noted = Published(ID, FEBRUARY, "Bell\x07 and \ufffe.")
    content = texts(document(feed(view(shipped, (noted,)))), "a:entry/a:content")[0]
    assert content is not None and content.startswith("<p>Bell and .</p>")


# The calendar ----------------------------------------------------------------------------------------------


def events(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read strictly: what others' library says of it, properties in balanced blocks."""
    assert calendar_faults(data) == []
    lines = data.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    blocks: list[dict[str, str]] = []
    for line in lines[1:-1]:
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[A-Za-z0-9/-]+)*):(.*)", line)
        assert match is not None, line
        if match[1] == "BEGIN":
            blocks.append({})
        elif match[1] != "END" and blocks:
            assert match[1] not in blocks[-1]
            blocks[-1][match[1] + match[2]] = match[3]
    return blocks


def test_a_release_is_an_event_at_its_moment(shipped: Release) -> None:
    (event,) = events(calendar(view(shipped, (FIRST,))))
    uid = UUID(event.pop("UID"))
    assert uid.version == 5
    assert event == {
        "DTSTAMP": "20240208T093000Z",
        "SEQUENCE": "0",
        "DTSTART": "20240208T093000Z",
        "SUMMARY": "Release Q3 2023/24: London police and crime outcomes",
        "DESCRIPTION": "First\\; of many\\, \\\\ lines.",
        "STATUS": "CONFIRMED",
        "URL": f"{ADDRESS}/releases/{ID}",
        "TRANSP": "TRANSPARENT",
    }


def test_an_announced_date_is_an_event_of_a_whole_day(shipped: Release) -> None:
    due = view(shipped, (FIRST,), next_update=date(2024, 12, 31))
    event = events(calendar(due))[-1]
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20241231", "20250101")
    assert event["SUMMARY"].startswith("New figures: Worry about crime\\, Overall victim satisfaction")
    assert event["DESCRIPTION"] == "Once a quarter\\, at 9:30 in the morning\\, UK time."


def test_the_last_day_of_all_calendars_has_no_day_after_it(shipped: Release) -> None:
    event = events(calendar(view(shipped, (FIRST,), next_update=date.max)))[-1]
    assert (event["DTSTART;VALUE=DATE"], "DTEND;VALUE=DATE" in event) == ("99991231", False)


def test_a_date_that_nobody_announced_is_not_made_up(shipped: Release) -> None:
    assert len(events(calendar(view(shipped, (SECOND, FIRST))))) == 2


def test_a_withdrawn_release_is_cancelled_under_the_same_name(shipped: Release) -> None:
    gone = Published("2023-24-q4", MAY, withdrawn=Notice(JUNE, "A mistake."))
    before = events(calendar(view(shipped, (SECOND, FIRST))))[0]
    after = events(calendar(view(shipped, (FIRST, gone))))[1]
    assert (before["UID"], after["STATUS"]) == (after["UID"], "CANCELLED")


def test_what_is_said_of_a_release_later_has_a_later_stamp_and_a_higher_sequence(shipped: Release) -> None:
    amended = replace(FIRST, amended=(Amendment(MAY, "First."),))
    gone = replace(amended, withdrawn=Notice(JUNE, "A mistake."))
    kept = Published("2022-23-q4", FEBRUARY)
    seen = [events(calendar(view(shipped, (item, kept))))[0] for item in (FIRST, amended, gone)]
    assert [(event["DTSTAMP"], event["SEQUENCE"]) for event in seen] == [
        ("20240208T093000Z", "0"),
        ("20240509T083000Z", "1"),
        ("20240603T100000Z", "2"),
    ]


def announced(*days: tuple[int, int, datetime, str]) -> Announcement:
    return Announcement(tuple(Step(date(2024, month, day), at, why) for month, day, at, why in days))


def test_an_announced_day_that_moves_is_the_same_event_with_a_higher_sequence(shipped: Release) -> None:
    first = (5, 9, FEBRUARY, "January to March.")
    later_step = (5, 16, datetime(2024, 5, 7, tzinfo=UTC), "One file is late.")
    seen = [
        events(calendar(replace(view(shipped, (FIRST,)), announced=(announced(*steps),))))[-1]
        for steps in ((first,), (first, later_step))
    ]
    assert seen[0]["UID"] == seen[1]["UID"]
    keys = ("DTSTART", "SEQUENCE", "DTSTAMP", "SUMMARY")
    name = "The next release: London police and crime outcomes"
    assert [[event[key] for key in keys] for event in seen] == [
        ["20240509T083000Z", "0", "20240208T093000Z", name],
        ["20240516T083000Z", "1", "20240507T000000Z", name],
    ]
    assert seen[1]["DESCRIPTION"].startswith(
        "First announced on 8 February 2024\\, for 9 May 2024: January to March. Moved on 7 May 2024 to 16 May 2024: "
    )


def test_the_stamp_of_a_day_to_come_does_not_go_back_with_a_withdrawal(shipped: Release) -> None:
    gone = Published("2023-24-q4", MAY, withdrawn=Notice(JUNE, "A mistake."))
    due = view(shipped, (FIRST, gone), next_update=date(2024, 8, 8))
    assert events(calendar(due))[-1]["DTSTAMP"] == "20240603T100000Z"


def test_a_day_that_has_passed_is_late_in_the_calendar(shipped: Release) -> None:
    late = replace(
        view(shipped, (FIRST,)), announced=(announced((5, 9, FEBRUARY, "New.")),), today=date(2024, 5, 12)
    )
    assert events(calendar(late))[-1]["DESCRIPTION"].startswith(
        "The release announced for 9 May 2024 has not come: it is 3 days late. Announced on 8 February 2024: New."
    )


def test_an_announced_day_is_an_entry_of_the_feed_and_keeps_its_name_when_it_moves(shipped: Release) -> None:
    first = (5, 9, FEBRUARY, "January to March.")
    later_step = (5, 16, datetime(2024, 5, 7, tzinfo=UTC), "One file is late.")
    seen = [
        document(feed(replace(view(shipped, (FIRST,)), announced=(announced(*steps),))))
        for steps in ((first,), (first, later_step))
    ]
    assert [texts(root, "a:entry/a:title")[0] for root in seen] == [
        "The next release: 9 May 2024",
        "The next release: 16 May 2024",
    ]
    assert texts(seen[0], "a:entry/a:id")[0] == texts(seen[1], "a:entry/a:id")[0]
    assert texts(seen[1], "a:updated") == ["2024-05-07T00:00:00+00:00"]


def test_names_of_events_differ(shipped: Release) -> None:
    all_events = events(calendar(view(shipped, (SECOND, FIRST), next_update=date(2024, 8, 8))))
    assert len({event["UID"] for event in all_events}) == len(all_events) == 3


@pytest.mark.parametrize(
    "text", ["a" * 200, "é" * 100, "’" * 80, f"{'a' * 74}é"], ids=["one", "two", "three", "edge"]
)
def test_a_long_line_is_folded_between_characters(text: str) -> None:
    data = folded(f"X:{text}")
    assert all(len(line) <= 75 and line.decode() for line in data.split(b"\r\n")[:-1])
    assert data.replace(b"\r\n ", b"").decode() == f"X:{text}\r\n"


def test_a_line_break_in_a_text_stays_inside_it() -> None:
    assert escaped("one\r\ntwo\nthree\x07") == "one\\ntwo\\nthree"


# The map of the site ---------------------------------------------------------------------------------------


def test_the_map_holds_every_page_below_the_declared_address(shipped: Release) -> None:
    rules = ("/", "/areas", "/measures/<measure_id>/made", "/measures/<measure_id>", "/releases/<release_id>")
    root = ET.fromstring(sitemap(replace(view(shipped, (FIRST,)), page_rules=rules), ADDRESS))
    paths = ["/", "/areas", *(f"/measures/{measure.id}/made" for measure in shipped.config.published())]
    paths += [*(f"/measures/{measure.id}" for measure in shipped.config.measures), f"/releases/{ID}"]
    assert texts(root, "s:url/s:loc") == [f"{ADDRESS}{path}" for path in paths]
    assert set(texts(root, "s:url/s:lastmod")) == {"2024-02-08"}


@pytest.mark.parametrize("address", [ADDRESS, None])
def test_robots_may_read_everything_and_are_led_to_the_map_below_a_declared_address(
    shipped: Release, address: str | None
) -> None:
    map_of_site = f"\nSitemap: {ADDRESS}/sitemap.xml\n" if address else ""
    robots = robots_answer(view(shipped, (FIRST,), address))
    assert robots.body.decode() == f"User-agent: *\nAllow: /\n{map_of_site}"
    assert robots_answer(None).body == b"User-agent: *\nAllow: /\n"


def test_an_undeclared_address_is_the_readers_own_and_kept_nowhere(client: FlaskClient) -> None:
    for host in ("one.example.org", "two.example.org:8050"):
        got = client.get("/sitemap.xml", headers={"Host": host, "X-Forwarded-Proto": "https"})
        assert (got.status_code, got.headers["Content-Type"], got.headers["Cache-Control"]) == (
            200,
            XML,
            "no-store",
        )
        first = texts(ET.fromstring(got.data), "s:url/s:loc")[0]
        assert first == f"https://{host}/"


@pytest.mark.parametrize(
    "host", ["a b", "<x>", "x/y", "x\u00e9", "one.example,two.example", "me@one.example", ""]
)
@pytest.mark.parametrize("path", ["/sitemap.xml", "/", "/api/v1/framework", "/nope"])
def test_a_host_that_is_none_is_refused_not_repeated_and_kept_by_nothing(
    client: FlaskClient, path: str, host: str
) -> None:
    got = client.get(path, headers={"Host": host})
    assert (got.status_code, got.headers["Cache-Control"]) == (400, "no-store")
    assert not host or host not in got.text
    assert "max-age=60" in client.get("/about").headers["Cache-Control"]


@pytest.mark.parametrize("host", ["[::1]:8050", "127.0.0.1", "localhost", "one.example:443"])
def test_whoever_names_us_as_it_is_meant_is_answered(client: FlaskClient, host: str) -> None:
    got = client.get("/sitemap.xml", headers={"Host": host})
    assert (got.status_code, got.headers["Cache-Control"]) == (200, "no-store")


def test_every_page_of_the_map_is_there(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").data)
    paths = [str(text).removeprefix("http://localhost") for text in texts(root, "s:url/s:loc")]
    assert [path for path in paths if client.get(path).status_code != 200] == []


# How they are answered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "kind"), [("/feed.atom", ATOM), ("/calendar.ics", CALENDAR)])
def test_they_are_answered_now_and_as_published(client: FlaskClient, path: str, kind: str) -> None:
    for prefix in ("", f"/as-at/{ID}"):
        got = client.get(f"{prefix}{path}")
        assert (got.status_code, got.headers["Content-Type"]) == (200, kind)
        again = client.get(f"{prefix}{path}", headers={"If-None-Match": got.headers["ETag"]})
        assert again.status_code == 304


def test_every_page_names_the_feed(client: FlaskClient) -> None:
    for path in ("/", "/about", f"/as-at/{ID}/"):
        assert '<link rel="alternate" type="application/atom+xml" href="/feed.atom">' in client.get(path).text
