"""What the site says of files as they were really published: in the API and on the page, in the same words."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.releasing.history import Event
from metrics.releasing.releases import publish
from tests.shared import Shared

CONFIG = Path(__file__).parents[2] / "config"
DAYS = {
    "drop-2024-02": datetime(2024, 2, 8, 9, 30, tzinfo=UTC),
    "drop-2024-11": datetime(2024, 11, 14, 9, 30, tzinfo=UTC),
}


def publish_drop(drop: Path, edits: tuple[tuple[str, str], ...], root: Path) -> None:
    """A site of its own, with one drop published; ``edits`` are made to its declaration first."""
    shutil.copytree(CONFIG, root / "config")
    file, now = root / "config" / "metrics.yaml", DAYS[drop.name]
    for old, new in edits:
        before, separator, after = file.read_text(encoding="utf-8").partition(old)
        assert separator, old
        file.write_text(before + new + after, encoding="utf-8")
    checked, issues = check_drop(file, drop, "config/metrics.yaml")
    assert checked is not None, "\n".join(map(str, issues))
    publish(root, checked, issues, Event("published", "real", now, now, "staff", "A rehearsal."))


class Site:
    """What a site with one drop answers on the drop's day."""

    def __init__(self, shared: Shared, drop: Path, edits: tuple[tuple[str, str], ...] = ()) -> None:
        root = shared.folder_of(f"words-of-{drop.name}", partial(publish_drop, drop, edits))
        self.client: FlaskClient = create_app(root, lambda: DAYS[drop.name]).server.test_client()

    def json(self, address: str) -> Any:
        return self.client.get(f"/api/v1/measures/{address}").get_json()

    def page(self, address: str) -> BeautifulSoup:
        got = self.client.get(f"/measures/{address}")
        assert got.status_code == 200
        return BeautifulSoup(got.text, "html.parser")


@pytest.fixture(scope="module")
def february(extracts: Path, shared: Shared) -> Site:
    return Site(shared, extracts / "drop-2024-02")


# Offences are compared with the same month of the year before, as a publisher may declare.
YEARLY = (
    "basis: previous-period\n      materiality: 1.0\n      test: counts",
    "basis: same-period-last-year\n      materiality: 1.0\n      test: counts",
)


@pytest.fixture(scope="module")
def november(extracts: Path, shared: Shared) -> Site:
    return Site(shared, extracts / "drop-2024-11", (YEARLY,))


def words(page: Tag, selector: str) -> str:
    (element,) = page.select(selector)
    return " ".join(element.get_text(" ").split())


# Trust in police at Q3 2023/24 ------------------------------------------------------------------------------


def test_trust_against_the_quarter_before_is_arithmetic_in_the_api(february: Site) -> None:
    change = february.json("trust-in-police")["change"]
    assert (change["text"], change["arrow"], change["outcome"], change["verdict"], change["interval"]) == (
        "-1.0 p.p.",
        "level",
        None,
        "not-judged",
        None,
    )
    assert (change["from"]["period"]["label"], change["to"]["period"]["label"]) == (
        "12 months to September 2023",
        "12 months to December 2023",
    )
    assert (
        "The two share 9 months, so the difference comes from the rest alone: October to December 2023 against October "
        "to December 2022." in change["why"]
    )


def test_trust_is_judged_against_the_twelve_months_before_in_the_api(february: Site) -> None:
    verdict = february.json("trust-in-police")["verdict_change"]
    assert (verdict["basis"], verdict["from"]["period"]["label"], verdict["text"], verdict["outcome"]) == (
        "same-period-last-year",
        "12 months to December 2022",
        "-2.0 p.p.",
        "lower",
    )
    assert (verdict["verdict"], verdict["arrow"], verdict["interval"]) == ("worse", "down", [-3.7, -0.3])
    assert verdict["window"] == "rolling-12-months"
    assert verdict["sentence"] == (
        "Worse: in the 12 months to December 2023, 69% of residents said that they trust the Metropolitan Police, 2.0 "
        "percentage points lower than in the twelve months before (71%)."
    )
    assert verdict["why"].endswith(
        "The way in which people are chosen is taken to make about 19,200 count as 7,680 chosen at random. The source "
        "rounds to whole per cents, which is allowed for. With about 19,200 people asked now and about 19,200 then, the "
        "difference is likely to lie between -3.7 and -0.3 percentage points (95% interval). No change (0) lies outside "
        "that, so it says lower. For this measure higher is better."
    )


def test_the_page_says_what_the_api_says_of_trust(february: Site) -> None:
    page, answer = february.page("trust-in-police"), february.json("trust-in-police")
    tile = page.select_one('[data-measure="trust-in-police"]')
    assert tile is not None
    assert words(tile, '[data-field="outcome"]') == "Worse"
    assert words(tile, ".sentence") == answer["verdict_change"]["sentence"]
    assert words(tile, '[data-field="change"]') == "-1.0 p.p."
    assert [" ".join(item.get_text().split()) for item in tile.select("details.why p")] == [
        answer["verdict_change"]["why"],
        answer["change"]["why"],
    ]


# Violence with injury, October 2024 -------------------------------------------------------------------------


def test_violence_with_injury_is_not_comparable_across_the_break_in_the_api(november: Site) -> None:
    answer = november.json("violence-with-injury")
    change, verdict = answer["change"], answer["verdict_change"]
    assert (change["basis"], change["from"]["period"]["id"], change["to"]["period"]["id"]) == (
        "same-month-last-year",
        "2023-10",
        "2024-10",
    )
    assert (
        change["text"],
        change["difference"],
        change["direction"],
        change["outcome"],
        change["verdict"],
    ) == (
        "Not comparable",
        None,
        None,
        None,
        "not-judged",
    )
    assert change["why"].endswith("Comparison resumes with March 2025.")
    assert (verdict["outcome"], verdict["verdict"], verdict["arrow"], verdict["direction"]) == (
        "not-comparable",
        "no-clear-change",
        "level",
        None,
    )
    assert (verdict["resumes"], verdict["window"]) == ("2025-05", "3-months")
    assert "to a new system, CONNECT" in verdict["sentence"] and "to a new system, CONNECT" in verdict["why"]
    assert november.json("violence-with-injury?area=lewisham")["verdict_change"]["resumes"] == "2026-02"


def test_the_page_says_what_the_api_says_of_violence_with_injury(november: Site) -> None:
    tile = november.page("violence-with-injury").select_one('[data-measure="violence-with-injury"]')
    answer = november.json("violence-with-injury")
    assert tile is not None
    assert words(tile, '[data-field="outcome"]') == "Not comparable"
    figure = "There were 5,284 violence with injury offences in October 2024."
    assert words(tile, ".sentence") == f"{answer['verdict_change']['sentence']} {figure}"
    assert [" ".join(item.get_text().split()) for item in tile.select("details.why p")] == [
        answer["verdict_change"]["why"],
        answer["change"]["why"],
    ]


# Boroughs on 600 interviews ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("district", "difference", "interval"),
    [("camden", "-2.0 p.p.", [-10.4, 6.4]), ("lewisham", "-8.0 p.p.", [-16.6, 0.8])],
)
def test_points_in_a_district_are_too_uncertain_to_say(
    february: Site, district: str, difference: str, interval: list[float]
) -> None:
    verdict = february.json(f"trust-in-police?area={district}")["verdict_change"]
    assert (verdict["text"], verdict["interval"]) == (difference, interval)
    assert (verdict["arrow"], verdict["outcome"], verdict["verdict"]) == (
        "level",
        "uncertain",
        "no-clear-change",
    )
    assert "With about 600 people asked now and about 600 then" in verdict["why"]
    tile = february.page(f"trust-in-police?area={district}").select_one('[data-measure="trust-in-police"]')
    assert tile is not None
    assert words(tile, ".change").endswith("than in the twelve months before, which could be chance")


# The usual range --------------------------------------------------------------------------------------------

USUAL = {
    "violence-with-injury": (
        "Adjusted for the time of year, January 2024 stands at 6,728 (6,100 violence with injury offences were counted): "
        "within its usual range of 6,003 to 7,196 (24 months from February 2022)."
    ),
    "homicide": (
        "With 8 homicide victims, December 2023 is within its usual range of 1 to 18 (36 months from January 2021)."
    ),
    "violence-with-injury?area=camden": (
        "Adjusted for the time of year, January 2024 in Camden stands at 203 (177 violence with injury offences were "
        "counted): within its usual range of 146 to 255 (24 months from February 2022)."
    ),
    "homicide?area=camden": (
        "Whether December 2023 in Camden is usual cannot be told: homicide victims are too few here, 0.1 in a month on "
        "average, and a usual range takes 1 or more."
    ),
}


@pytest.mark.parametrize("address", USUAL)
def test_the_usual_range_is_said_in_the_api_and_on_the_page(february: Site, address: str) -> None:
    assert february.json(address)["usual"]["sentence"] == USUAL[address]
    assert words(february.page(address), "[aria-labelledby=usual] .sentence") == USUAL[address]


def test_eight_months_after_the_break_nothing_is_called_usual_yet(november: Site) -> None:
    usual = november.json("violence-with-injury")["usual"]
    assert (usual["lower"], usual["told_from"]) == (None, "2025-02")
    assert usual["sentence"] == words(
        november.page("violence-with-injury"), "[aria-labelledby=usual] .sentence"
    )
    assert november.json("homicide")["usual"]["lower"] == 1


def test_a_survey_has_no_usual_range(february: Site) -> None:
    assert "usual" not in february.json("trust-in-police")
    assert february.page("trust-in-police").select("#usual") == []
