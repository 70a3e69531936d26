"""Figures as of a day, a moment or a release: what readers saw then, and never what is to come."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from metrics.checking.drops import check_drop
from metrics.releasing.history import Event, EventKind
from metrics.releasing.releases import publish, withdraw
from serving.front import Front
from tests.shipped import history_kept

ROOT = Path(__file__).resolve().parents[2]
FEBRUARY, MAY, AUGUST = (datetime(2024, month, 8, 9, 30, tzinfo=UTC) for month in (2, 5, 8))
BETWEEN = datetime(2024, 6, 1, 12, tzinfo=UTC)
FIRST, TWO, THREE = "2023-24-q3", "2023-24-q4", "2024-25-q1"
WORRY = "/api/v1/measures/worry-about-crime"


class Site:
    """Two releases, the second of which revises a figure, and a third that is scheduled for August."""

    def __init__(self, root: Path) -> None:
        self.root, self.now = root, BETWEEN
        shutil.copytree(ROOT / "config", root / "config")
        shutil.copytree(ROOT / "data" / "drops" / FIRST, root / "drop")
        self.publish("published", FIRST, FEBRUARY, FEBRUARY)
        worry = root / "drop" / "PAS_Worry.csv"
        row = "Q2 23-24,Worried about crime,0."
        worry.write_text(worry.read_text().replace(f"{row}41", f"{row}40"))
        self.publish("published", TWO, MAY, MAY)
        self.publish("scheduled", THREE, MAY, AUGUST)

    def publish(self, kind: EventKind, id: str, now: datetime, at: datetime) -> None:
        declared = self.root / "config" / "metrics.yaml"
        checked, issues = check_drop(declared, self.root / "drop", "metrics.yaml")
        assert checked is not None, issues
        publish(self.root, checked, issues, Event(kind, id, now, at, "staff", "Figures."))

    def client(self) -> FlaskClient:
        client: FlaskClient = create_app(self.root, lambda: self.now).server.test_client()
        return client


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(published_once: Site) -> Iterator[Site]:
    with history_kept(published_once.root):
        yield published_once
    published_once.now = BETWEEN


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.client()


def at(client: FlaskClient, moment: str, address: str = WORRY) -> TestResponse:
    return client.get(f"{address}{'&' if '?' in address else '?'}as_of={moment}")


def release_at(client: FlaskClient, moment: str) -> str:
    got = at(client, moment)
    assert got.status_code == 200, got.text
    return str((got.json or {})["release"]["id"])


@pytest.mark.parametrize(
    ("moment", "release_id"),
    [
        ("2024-02-08", FIRST),
        ("2024-05-07", FIRST),
        ("2024-05-08", TWO),
        ("2024-06-01", TWO),  # today: now
        ("2024-02-08T09:30:00Z", FIRST),
        ("2024-05-08T09:29:59Z", FIRST),
        ("2024-05-08T09:30Z", TWO),
        ("2024-05-08T10:30:00%2B01:00", TWO),
        ("2024-05-08T10:30:00+01:00", TWO),  # a plus that nobody encoded is a space
        ("2024-05-08T10:29:59.999%2B01:00", FIRST),
        ("2024-05-08 09:30:00Z", TWO),
        (FIRST, FIRST),
        (TWO, TWO),
    ],
)
def test_the_release_of_a_day_or_a_moment_is_the_one_that_readers_saw(
    client: FlaskClient, moment: str, release_id: str
) -> None:
    assert release_at(client, moment) == release_id


def test_the_figures_are_those_of_then_and_the_links_lead_to_them(client: FlaskClient) -> None:
    frozen = client.get(f"/as-at/{FIRST}{WORRY}")
    got = at(client, "2024-02-08")
    assert (got.data, got.headers["ETag"]) == (frozen.data, frozen.headers["ETag"])
    assert got.headers["Content-Location"] == f"/as-at/{FIRST}{WORRY}"
    assert got.headers["Cache-Control"] == frozen.headers["Cache-Control"] == "public, max-age=60"
    assert (got.json or {})["metadata"]["links"]["self"] == f"/as-at/{FIRST}{WORRY}"
    second = "/observations?from=2023-Q2&to=2023-Q2"
    values = [
        (at(client, moment, f"{WORRY}{second}").json or {})["observations"][0]["value"]
        for moment in ("2024-02-08", "2024-05-08")
    ]
    assert values == [41.0, 40.0]


def test_what_a_reader_has_of_then_is_not_sent_again(client: FlaskClient) -> None:
    first = at(client, FIRST)
    again = client.get(f"{WORRY}?as_of={FIRST}", headers={"If-None-Match": first.headers["ETag"]})
    now = client.get(WORRY, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, now.status_code) == (304, 200)


@pytest.mark.parametrize(
    "address",
    ["", "/framework", "/frameworks", "/measures", "/areas", "/areas/camden", "/releases", "/openapi.json"],
)
def test_everything_that_is_listed_can_be_asked_as_it_was(client: FlaskClient, address: str) -> None:
    got, frozen = at(client, FIRST, f"/api/v1{address}"), client.get(f"/as-at/{FIRST}/api/v1{address}")
    assert (got.status_code, got.data) == (200, frozen.data)


def test_the_same_answer_is_kept_once(site: Site) -> None:
    client = site.client()
    front: Front = client.application.extensions["front"]
    for moment in ("2024-02-08", "2024-02-09", FIRST, "2024-03-01T00:00:00Z"):
        at(client, moment)
    keys = [key for key in front.maker._memory._answers if WORRY in key[3]]
    assert [(key[0], key[4]) for key in keys] == [(FIRST, ())]


def problem(got: TestResponse) -> tuple[int, str, str]:
    content: dict[str, Any] = got.json or {}
    assert got.content_type == "application/problem+json"
    assert content["parameter"] == "as_of"
    return got.status_code, content["error"]["code"], content["detail"]


def test_a_day_before_the_first_release_is_told_with_that_day(client: FlaskClient) -> None:
    message = "nothing was public as of 2024-02-07; the first release came on 8 February 2024"
    assert problem(at(client, "2024-02-07")) == (404, "nothing-public-then", message)
    assert problem(at(client, "0001-01-01"))[:2] == (404, "nothing-public-then")


@pytest.mark.parametrize(
    "moment", ["2024-06-02", "2024-08-08", "9999-12-30", "9999-12-31", "2024-06-01T12:00:01Z"]
)
def test_what_lies_ahead_is_refused(client: FlaskClient, moment: str) -> None:
    assert problem(at(client, moment))[:2] == (404, "in-the-future")


@pytest.mark.parametrize(
    "moment",
    [
        *("2024-02-30", "2024-13-01", "2024-02-08T09:30:00", "2024-02-08T25:00:00Z", "08/02/2024"),
        *("2024-2-8", "20240208", "2024-W06-4", "yesterday!", "²024-02-08", "2024-02-08T09:30:00Z\n"),
    ],
)
def test_what_is_no_moment_is_refused(client: FlaskClient, moment: str) -> None:
    assert problem(at(client, quote(moment)))[:2] == (400, "malformed-moment")


def test_a_scheduled_release_is_as_unknown_as_any_other(client: FlaskClient) -> None:
    scheduled, unknown = (at(client, name) for name in (THREE, "2029-30-q1"))
    assert problem(scheduled)[:2] == problem(unknown)[:2] == (404, "unknown-release")
    assert (scheduled.json or {})["allowed"] == (unknown.json or {})["allowed"] == [TWO, FIRST]


def test_a_scheduled_release_comes_at_its_moment_and_not_earlier_that_day(site: Site) -> None:
    site.now = datetime(2024, 8, 8, 9, 29, 59, tzinfo=UTC)
    before = site.client()
    assert release_at(before, "2024-08-08") == TWO
    assert problem(at(before, "2024-08-08T09:30:00Z"))[:2] == (404, "in-the-future")
    site.now = AUGUST
    assert release_at(site.client(), "2024-08-08") == THREE
    assert release_at(site.client(), "2024-08-07") == TWO


def test_a_withdrawn_release_says_so_and_the_one_before_it_does_not_stand_in(site: Site) -> None:
    withdrawal = datetime(2024, 5, 20, 9, 30, tzinfo=UTC)
    withdraw(site.root, Event("withdrawn", TWO, withdrawal, withdrawal, "staff", "A file was wrong."))
    client = site.client()
    got = at(client, "2024-05-10")
    content = got.json or {}
    assert (got.status_code, content["error"]["code"]) == (410, "withdrawn")
    assert content["detail"].endswith("withdrawn on 20 May 2024: A file was wrong.")
    assert "ETag" not in got.headers and "Content-Location" not in got.headers
    # Its day ended without it, so what readers saw at its end is the release before.
    assert [release_at(client, day) for day in ("2024-05-20", "2024-05-07")] == [FIRST, FIRST]
    assert at(client, TWO).status_code == 410


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"{WORRY}?as_of=", "empty-parameter"),
        (f"{WORRY}?as_of={FIRST}&as_of={TWO}", "repeated-parameter"),
        (f"{WORRY}?as_of={FIRST}&form=2023", "unknown-parameter"),
        (f"/as-at/{FIRST}{WORRY}?as_of={FIRST}", "unknown-parameter"),
        (f"/api/v1/releases/{TWO}/revisions?as_of={FIRST}", "unknown-parameter"),
        (f"/downloads/worry-about-crime.csv-metadata.json?as_of={FIRST}", "unknown-parameter"),
    ],
)
def test_a_moment_is_asked_for_once_and_where_there_is_one(
    client: FlaskClient, address: str, code: str
) -> None:
    got = client.get(address)
    assert (got.status_code, (got.json or {})["error"]["code"]) == (400, code)


def test_a_slip_in_the_address_is_told_as_it_is_without_a_moment(client: FlaskClient) -> None:
    for path in ("/api/v1/measure", "/api/v1/measures/worry"):
        now, then = client.get(path), at(client, FIRST, path)
        assert (then.status_code, then.json) == (now.status_code, now.json)
    slash = at(client, FIRST, "/api/v1/measures/")
    assert (slash.status_code, slash.headers["Location"]) == (308, f"/api/v1/measures?as_of={FIRST}")


def test_a_page_takes_no_notice_of_a_moment(client: FlaskClient) -> None:
    assert client.get(f"/measures/worry-about-crime?as_of={FIRST}").status_code == 200
