"""Revisions of boroughs: the largest, whole periods that moved together, one borough's own, and all of them as files."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from metrics.areas import police_districts
from tests.running import ROOT
from tests.store.sites import make_site
from tests.unit.test_dates_and_words_on_pages import MARCH, MAY, Q3, Q4, api, client, lines, pcp, publish

SECOND = "2024-25-q2"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> FlaskClient:
    """The site that ships, whose second release revised all of the past."""
    application: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return application


def rows(shipped: FlaskClient, caption: str) -> list[list[str]]:
    page = BeautifulSoup(shipped.get(f"/releases/{SECOND}").data, "html.parser")
    tables = {table.caption.text: table for table in page.select("table") if table.caption is not None}
    return [[cell.text for cell in row.select("th, td")] for row in tables[caption].select("tbody tr")]


def test_the_largest_revisions_of_districts_come_first(shipped: FlaskClient) -> None:
    largest = rows(shipped, "Violence with injury offences: the largest revisions of boroughs, in per cent")
    assert largest[:2] == [
        ["Merton", "March 2020", "109", "79", "-27.5%"],
        ["Kensington and Chelsea", "March 2020", "90", "67", "-25.6%"],
    ]
    assert len(largest) == 10


def test_a_period_in_which_all_districts_moved_the_same_way_is_named(shipped: FlaskClient) -> None:
    periods = rows(shipped, "Violence with injury offences: when nearly all boroughs moved the same way")
    assert ["March 2020", "32 of 32 down", "-11.4%", "-27.5%"] in periods
    assert periods[0] == ["October 2023", "32 of 32 down", "-2.2%", "-19.0%"]


def test_the_file_and_the_api_hold_every_revision_of_the_release(shipped: FlaskClient) -> None:
    answer = shipped.get(f"/downloads/revisions-{SECOND}.csv")
    content = shipped.get(f"/api/v1/releases/{SECOND}/revisions").get_json()
    listed = list(csv.DictReader(io.StringIO(answer.data.decode(), newline="")))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="revisions-{SECOND}.csv"'
    assert [(row["area_code"], row["period"], int(row["after"])) for row in listed] == [
        (row["area_code"], row["period"], row["after"]) for row in content["revisions"]
    ]
    merton = [row for row in listed if (row["area"], row["period"]) == ("Merton", "2020-03")]
    assert merton == [
        {
            "measure": "violence-with-injury",
            "window": "single",
            "period": "2020-03",
            "period_label": "March 2020",
            "area_code": "E09000024",
            "area": "Merton",
            "dimension": "",
            "category": "",
            "unit": "count",
            "before": "109",
            "after": "79",
            "difference": "-30",
            "per_cent": "-27.5",
            "status": "r",
            "revises": "2023-24-q3",
        }
    ]


def test_every_revision_agrees_with_the_figures_of_both_releases(shipped: FlaskClient) -> None:
    content = shipped.get(f"/api/v1/releases/{SECOND}/revisions").get_json()["revisions"]
    listed = {(row["area_code"], row["period"]): (row["before"], row["after"]) for row in content}
    address = "/as-at/{}/api/v1/measures/violence-with-injury/observations?area=all"
    then, now = (
        {
            (row["area_code"], row["period"]): row["value"]
            for row in shipped.get(address.format(release)).get_json()["observations"]
        }
        for release in (Q3, SECOND)
    )
    differing = {key: (value, now[key]) for key, value in then.items() if key in now and now[key] != value}
    assert listed == differing and len(listed) > 4000


def test_the_first_release_revised_nothing(shipped: FlaskClient) -> None:
    assert shipped.get(f"/api/v1/releases/{Q3}/revisions").get_json() == {
        "release": {"id": Q3, "title": "Q3 2023/24", "published_at": "2024-02-08T09:30:00+00:00"},
        "before": None,
        "revisions": [],
    }
    assert shipped.get(f"/downloads/revisions-{Q3}.csv").data.count(b"\r\n") == 1


@pytest.mark.parametrize("path", ["/downloads/revisions-2031-32-q1.csv", "/api/v1/releases/none/revisions"])
def test_a_release_that_there_is_not_has_no_revisions(shipped: FlaskClient, path: str) -> None:
    assert shipped.get(path).status_code == 404


def test_every_page_of_a_district_lists_its_own(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    publish(root, "one", Q3, now="2024-02-08T09:30:00+00:00")
    publish(root, "two", Q4, now=MARCH)
    assert lines(root, "/areas/barnet", "section[aria-labelledby=revised] tbody tr", MAY) == [
        "January 2024 3,081 3,182 3.3%"
    ]
    assert lines(root, "/areas/camden", "section[aria-labelledby=revised]", MAY) == []
    assert lines(root, f"/as-at/{Q4}/areas/barnet", "section[aria-labelledby=revised]", MAY) == []


def test_what_a_withdrawn_release_said_of_districts_is_not_repeated(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    publish(root, "one", Q3, now="2024-02-08T09:30:00+00:00")
    publish(root, "two", Q4, now=MARCH)
    pcp(root, "withdraw", Q3, "--reason", "It told of a person.", now="2024-03-02T10:00:00+00:00")
    assert lines(root, f"/releases/{Q4}", "section[aria-labelledby=revised-areas]", MAY) == []
    assert lines(root, "/areas/barnet", "section[aria-labelledby=revised]", MAY) == []
    for path in (f"/downloads/revisions-{Q4}.csv", f"/downloads/revisions-{Q3}.csv"):
        assert client(root, MAY).get(path).status_code == 410
    assert api(root, f"releases/{Q4}/revisions", MAY)["error"] == {
        "code": "withdrawn",
        "message": "release Q3 2023/24, which it is compared with, was withdrawn: what it said is not repeated",
    }


def test_the_area_of_no_district_is_no_district(shipped: FlaskClient) -> None:
    content = shipped.get(f"/api/v1/releases/{SECOND}/revisions").get_json()["revisions"]
    assert {row["area_code"] for row in content} == {"E12000007", *police_districts()}
