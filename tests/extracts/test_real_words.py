"""What the site says of files as they were really published: in the API and on the page, in the same words."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.releasing.history import Event
from metrics.releasing.releases import publish

CONFIG = Path(__file__).parents[2] / "config"
DAYS = {
    "drop-2024-02": datetime(2024, 2, 8, 9, 30, tzinfo=UTC),
    "drop-2024-11": datetime(2024, 11, 14, 9, 30, tzinfo=UTC),
}


class Site:
    """A site of its own, with one drop published; ``edits`` are made to its declaration first."""

    def __init__(self, root: Path, drop: Path, edits: tuple[tuple[str, str], ...] = ()) -> None:
        shutil.copytree(CONFIG, root / "config")
        file, now = root / "config" / "metrics.yaml", DAYS[drop.name]
        for old, new in edits:
            before, found, after = file.read_text(encoding="utf-8").partition(old)
            assert found, old
            file.write_text(before + new + after, encoding="utf-8")
        checked, issues = check_drop(file, drop, "config/metrics.yaml")
        assert checked is not None, "\n".join(map(str, issues))
        publish(root, checked, issues, Event("published", "real", now, now, "staff", "A rehearsal."))
        self.client: FlaskClient = create_app(root, lambda: now).server.test_client()

    def json(self, address: str) -> Any:
        return self.client.get(f"/api/v1/measures/{address}").get_json()

    def page(self, address: str) -> BeautifulSoup:
        got = self.client.get(f"/measures/{address}")
        assert got.status_code == 200
        return BeautifulSoup(got.text, "html.parser")


@pytest.fixture(scope="module")
def february(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("february"), extracts / "drop-2024-02")


# Offences are compared with the same month of the year before, as a publisher may declare.
YEARLY = (
    "basis: previous-period\n      materiality: 1.0\n      test: counts",
    "basis: same-period-last-year\n      materiality: 1.0\n      test: counts",
)


@pytest.fixture(scope="module")
def november(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("november"), extracts / "drop-2024-11", (YEARLY,))


def words(found: Tag, selector: str) -> str:
    (element,) = found.select(selector)
    return " ".join(element.get_text(" ").split())


# Trust in police at Q3 2023/24 against the quarter before ----------------------------------------------------


def test_trust_against_the_quarter_before_is_too_uncertain_to_say_in_the_api(february: Site) -> None:
    change = february.json("trust-in-police")["change"]
    assert (change["text"], change["arrow"], change["outcome"], change["verdict"], change["interval"]) == (
        "-1.0 p.p.",
        "level",
        "uncertain",
        "no-clear-change",
        None,
    )
    assert (change["from"]["period"]["label"], change["to"]["period"]["label"]) == (
        "12 months to September 2023",
        "12 months to December 2023",
    )
    assert (
        "The two share 9 months, so the difference comes from the rest alone: October to December 2023 against October "
        "to December 2022. Figures that share months are not told apart as if each stood alone"
        in change["why"]
    )


def test_the_same_quarter_a_year_before_stands_beside_it_in_the_api(february: Site) -> None:
    beside = february.json("trust-in-police")["beside"]
    assert (beside["basis"], beside["from"]["period"]["label"], beside["text"], beside["outcome"]) == (
        "same-period-last-year",
        "12 months to December 2022",
        "-2.0 p.p.",
        "lower",
    )
    assert (beside["verdict"], beside["arrow"], beside["interval"]) == ("worse", "down", [-2.9, -1.1])
    assert beside["sentence"] == (
        "That is 2.0 percentage points lower than in the 12 months to December 2022 (71%)."
    )
    assert beside["why"].endswith(
        "With 19,200 people asked now and 19,200 then, chance alone leaves it anywhere from -2.9 percentage points to "
        "-1.1 percentage points (95% interval). That leaves out no change at all, so it says lower. For this measure "
        "higher is better."
    )


def test_the_page_says_what_the_api_says_of_trust(february: Site) -> None:
    page, told = february.page("trust-in-police"), february.json("trust-in-police")
    shown = page.select_one('[data-measure="trust-in-police"]')
    assert shown is not None
    assert words(shown, '[data-field="outcome"]') == "Too uncertain to say"
    assert words(shown, ".sentence") == told["change"]["sentence"]
    assert told["beside"]["sentence"] in words(shown, ".beside")
    assert [" ".join(one.get_text().split()) for one in shown.select("details.why p")] == [
        told["change"]["why"],
        told["beside"]["why"],
    ]


# Violence with injury, October 2024 against October 2023 ----------------------------------------------------


def test_violence_with_injury_is_not_comparable_across_the_break_in_the_api(november: Site) -> None:
    change = november.json("violence-with-injury")["change"]
    assert (change["basis"], change["from"]["period"]["id"], change["to"]["period"]["id"]) == (
        "same-month-last-year",
        "2023-10",
        "2024-10",
    )
    assert (change["text"], change["difference"], change["arrow"], change["outcome"], change["verdict"]) == (
        "Not comparable",
        None,
        "level",
        "not-comparable",
        "no-clear-change",
    )
    assert "to a new system, CONNECT" in change["sentence"] and "to a new system, CONNECT" in change["why"]
    assert change["why"].endswith("Comparison resumes with March 2025.")


def test_the_page_says_what_the_api_says_of_violence_with_injury(november: Site) -> None:
    shown = november.page("violence-with-injury").select_one('[data-measure="violence-with-injury"]')
    told = november.json("violence-with-injury")["change"]
    assert shown is not None
    assert words(shown, '[data-field="outcome"]') == "Not comparable"
    assert (words(shown, ".sentence"), words(shown, "details.why p")) == (told["sentence"], told["why"])


# A borough's two points on 600 interviews -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("borough", "difference", "interval"),
    [("camden", "-2.0 p.p.", [-7.3, 3.3]), ("brent", "2.0 p.p.", [-3.0, 6.9])],
)
def test_two_points_in_a_borough_are_too_uncertain_to_say(
    february: Site, borough: str, difference: str, interval: list[float]
) -> None:
    beside = february.json(f"trust-in-police?area={borough}")["beside"]
    assert (beside["text"], beside["interval"]) == (difference, interval)
    assert (beside["arrow"], beside["outcome"], beside["verdict"]) == (
        "level",
        "uncertain",
        "no-clear-change",
    )
    assert "With 600 people asked now and 600 then" in beside["why"]
    shown = february.page(f"trust-in-police?area={borough}").select_one('[data-measure="trust-in-police"]')
    assert shown is not None
    assert words(shown, ".beside").startswith("Against the 12 months to December 2022 (")
    assert "too uncertain to call a change" in words(shown, ".beside")


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
    told = november.json("violence-with-injury")["usual"]
    assert (told["lower"], told["told_from"]) == (None, "2025-02")
    assert told["sentence"] == words(
        november.page("violence-with-injury"), "[aria-labelledby=usual] .sentence"
    )
    assert november.json("homicide")["usual"]["lower"] == 1


def test_a_survey_has_no_usual_range(february: Site) -> None:
    assert "usual" not in february.json("trust-in-police")
    assert february.page("trust-in-police").select("#usual") == []
