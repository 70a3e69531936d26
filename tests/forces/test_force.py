"""Another force's site, built by YAML and CSV alone: its pages, its API, its files and its search hold its own places."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import Client

from tests.forces.sites import NORTHMARCH, RELEASE

NAMES = {
    "ardlewick": "Ardlewick",
    "brimmeray": "Brimmeray",
    "corrinmoss": "Corrinmoss",
    "drumlathie": "Drumlathie",
    "eskinvale": "Eskinvale",
    "fallowburgh": "Fallowburgh",
    "glenharrow-and-loan": "Glenharrow & Loan",
    "havermouth": "Havermouth",
}
DIVISIONS = {"isles": "The Isles", "high-country": "High Country", "firthside": "Firthside"}
NEWEST = "2023-12"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((NORTHMARCH / "drop" / name).read_text("utf-8").splitlines()))


def vandalism(month: str) -> dict[str, int]:
    """The publisher's own numbers of a month, by the publisher's names."""
    return {
        row["Council area"]: int(row["Offences"]) for row in rows("Vandalism.csv") if row["Month"] == month
    }


def page(reader: Client, address: str) -> BeautifulSoup:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.text, "html.parser")


def words(reader: Client, address: str) -> str:
    return " ".join(page(reader, address).get_text(" ").split())


def figures(reader: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reader.get(address).get_data().decode("utf-8-sig"))))


def test_nothing_that_a_page_leads_to_is_missing(northmarch: Path) -> None:
    assert (northmarch / "walked.txt").read_text() == ""
    names = {str(file.relative_to(northmarch / "site")) for file in northmarch.glob("site/*/**/*@*.html")}
    assert len(names) > 60


def test_the_first_page_is_its_own(reader: Client) -> None:
    first = page(reader, "/")
    assert first.select_one("title").text.endswith("Northmarch safety outcomes")  # type: ignore[union-attr]
    text = words(reader, "/")
    assert "Everybody in Northmarch lives without fear." in text
    assert "Northmarch Safety Authority" in text
    total = sum(vandalism(NEWEST).values())
    assert f"{total:,}" in text


@pytest.mark.parametrize(("slug", "name"), [*NAMES.items(), *DIVISIONS.items()])
def test_every_area_has_its_page_with_its_own_figure(reader: Client, slug: str, name: str) -> None:
    area = page(reader, f"/areas/{slug}")
    assert name in area.select_one("h1").text  # type: ignore[union-attr]
    assert area.select_one('a[href*="/measures/vandalism"]')


def test_a_district_with_a_force_of_its_own_says_so_and_has_no_figures(reader: Client) -> None:
    text = words(reader, "/areas/inchgarrow-port")
    assert "Inchgarrow Port has a harbour police of its own." in text
    assert {row["area_code"] for row in figures(reader, "/downloads/vandalism.csv")} & {"N12000009"} == set()


def test_the_areas_of_the_api_are_those_of_the_table(reader: Client) -> None:
    listed = json.loads(reader.get("/api/v1/areas").text)
    text = json.dumps(listed)
    assert all(name in text for name in (*NAMES.values(), *DIVISIONS.values(), "Northmarch"))
    assert "E12000007" not in text and "Camden" not in text


def test_every_figure_of_the_file_is_the_publishers_own(reader: Client) -> None:
    got = defaultdict[str, dict[str, str]](dict)
    for row in figures(reader, "/downloads/vandalism.csv"):
        if row["period"] == NEWEST:
            got[row["area"]][row["unit"]] = row["value"]
    theirs = vandalism(NEWEST)
    by_name = {"Brimmeray Islands": "Brimmeray", "Fallowburgh City": "Fallowburgh"}
    for publishers, number in theirs.items():
        if publishers != "Not recorded":
            assert str(number) in got[by_name.get(publishers, publishers)].values(), publishers
    assert any(
        str(sum(theirs.values())) in units.values() for name, units in got.items() if "Northmarch" in name
    )


def test_a_division_has_the_sum_of_its_districts(reader: Client) -> None:
    theirs = vandalism(NEWEST)
    total = theirs["Ardlewick"] + theirs["Brimmeray Islands"]
    (offences, _) = json.loads(reader.get("/api/v1/areas/isles").text)["measures"]
    assert (offences["id"], offences["value"]) == ("vandalism", total)


def test_no_change_is_told_across_the_break(reader: Client) -> None:
    text = words(reader, "/measures/vandalism")
    assert "the police began to record each offence by its place" in text
    total = {month: sum(vandalism(month).values()) for month in ("2023-11", NEWEST)}
    assert f"{total[NEWEST]:,}" in text and f"{total['2023-11']:,}" in text
    assert "[b]" in text


def test_a_page_in_words_stands_with_what_it_informs(reader: Client) -> None:
    assert "in pairs" in words(reader, "/pages/station-visitors")
    assert page(reader, "/measures/confidence-in-police").select_one('a[href="/pages/station-visitors"]')


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("fallowburgh", "/areas/fallowburgh"),
        ("Brimmeray Islands", "/areas/brimmeray"),
        ("high country", "/areas/high-country"),
        ("vandalism", "/measures/vandalism"),
        ("unannounced", "/pages/station-visitors"),
    ],
)
def test_the_search_knows_its_places_and_words(reader: Client, typed: str, address: str) -> None:
    answer = reader.get(f"/search?q={typed}", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.path == address or f'href="{address}"' in answer.text


def test_a_place_of_another_site_is_not_here(reader: Client) -> None:
    assert reader.get("/areas/camden").status_code == 404
    assert 'href="/areas/camden' not in reader.get("/search?q=camden").text


def test_its_words_for_districts_and_divisions_are_read(reader: Client) -> None:
    text = words(reader, "/areas")
    assert "council area" in text and "command" in text


def test_an_earlier_release_is_read_with_the_areas_that_it_was_published_with(reader: Client) -> None:
    assert "Glenharrow & Loan" in words(reader, f"/as-at/{RELEASE}/areas/glenharrow-and-loan")
