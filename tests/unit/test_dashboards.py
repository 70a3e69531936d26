"""Dashboards of outcomes: what may be declared, and that a new one needs nothing but its declaration."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.declared.config import parse_config
from metrics.releasing.history import Event
from metrics.releasing.releases import publish
from tests.shipped import FIRST_DECLARED, beside

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
# An outcome of our own: three measures of three kinds under it, and a panel of each kind.
NEW_OUTCOME = """
  - id: streets
    framework: pcp
    title: Streets are calm
    description: Fewer people are hurt, and fewer are afraid.
    dashboard:
      - show: side-by-side
        measures: [violence-with-injury, victim-satisfaction]
      - show: together
        measures: [worry-about-crime, victim-satisfaction]
        title: Worry and satisfaction
      - show: years
        measures: violence-with-injury
      - show: breakdown
        measures: homicide
        dimension: sex
        note: Most victims are men.
      - show: areas
        measures: violence-with-injury
"""


def declared(panels: str) -> str:
    """The shipped declaration, with these panels alone on the dashboard of one outcome."""
    outcomes, measures = FIRST_DECLARED.split("\nmeasures:\n")
    without = re.sub(r"\n    dashboard:\n(?: {6,}.*\n)+", "\n", outcomes + "\n")
    indented = "".join(f"      {line}\n" for line in panels.strip("\n").splitlines())
    return (
        without.replace(
            "    title: Violence is prevented and reduced\n",
            f"    title: Violence is prevented and reduced\n    dashboard:\n{indented}",
        )
        + f"\nmeasures:\n{measures}"
    )


def faults(panels: str) -> list[str]:
    """What is said of some panels: where in them, and what. Lines are counted from the first panel."""
    text = declared(panels)
    first = text.splitlines().index("    dashboard:") + 2
    _, issues = parse_config(text)
    errors = [issue for issue in issues if issue.severity == "error"]
    return [f"{issue.line - first + 1}:{issue.column}: {issue.message}" for issue in errors]


# What may be declared --------------------------------------------------------------------------------------


def test_a_panel_of_each_kind_is_accepted() -> None:
    panels = NEW_OUTCOME.partition("    dashboard:\n")[2]
    assert faults("\n".join(line[6:] for line in panels.splitlines())) == []


@pytest.mark.parametrize(
    ("panel", "fault"),
    [
        (
            "- show: years\n  measures: homicde",
            '2:19: outcome "violence": the measure "homicde" is not declared; did you mean "homicide"?',
        ),
        (
            "- show: together\n  measures: [trust-in-police, crime-prevalence]",
            '2:37: outcome "violence": the measure "crime-prevalence" has no figures to draw',
        ),
        (
            "- show: together\n  measures: homicide",
            '2:19: outcome "violence": "show: together" takes two to 4 measures; found 1',
        ),
        (
            "- show: years\n  measures: [homicide, violence-with-injury]",
            '2:19: outcome "violence": "show: years" takes one measure; found 2',
        ),
        (
            "- show: side-by-side\n  measures: [homicide, homicide]",
            '2:30: outcome "violence": the measure "homicide" stands twice in the panel',
        ),
        (
            "- show: together\n  measures: [trust-in-police, homicide]",
            '1:15: outcome "violence": lines on one axis have one unit, and "trust-in-police" is a percent and '
            '"homicide" is a small-count; write "show: side-by-side"',
        ),
        (
            "- show: breakdown\n  measures: homicide",
            '1:9: outcome "violence": "dimension" is missing; the breakdowns of "homicide" are: "age-group", '
            '"sex", "method", "domestic-abuse"',
        ),
        (
            "- show: breakdown\n  measures: homicide\n  dimension: agegroup",
            '3:20: outcome "violence": dimension "agegroup" is not a breakdown of "homicide"; did you mean '
            '"age-group"?',
        ),
        (
            "- show: years\n  measures: homicide\n  dimension: sex",
            '3:20: outcome "violence": dimension is used with "show: breakdown" alone',
        ),
        (
            "- show: areas\n  measures: worry-about-crime",
            '1:15: outcome "violence": the source of "worry-about-crime" has no "area", so there are no figures of '
            "boroughs",
        ),
        (
            "- show: years\n  measures: trust-in-police",
            '1:15: outcome "violence": the months of "trust-in-police" do not add up to a year: that needs a '
            "monthly count",
        ),
        (
            "- show: pie\n  measures: homicide",
            '1:15: outcome "violence": show "pie" is not known; allowed: "together", "side-by-side", "years", '
            '"breakdown", "areas"',
        ),
        ("- measures: homicide", '1:9: outcome "violence": "show" is missing'),
        (
            "- show: years\n  measure: homicide",
            '2:9: outcome "violence": the key "measure" is not known; did you mean "measures"?',
        ),
    ],
)
def test_what_cannot_be_drawn_is_told_where_it_stands(panel: str, fault: str) -> None:
    assert faults(panel) == [fault]


# A dashboard for a new outcome needs no Python ------------------------------------------------------------


def publish_with(root: Path, config: str) -> FlaskClient:
    """A site whose release was published from the shipped drop through a declaration."""
    (root / "config").mkdir()
    (root / "config" / "metrics.yaml").write_text(config, encoding="utf-8")
    beside(root / "config")
    shutil.copytree(ROOT / "data" / "drops" / "2023-24-q3", root / "drop")
    drop, issues = check_drop(root / "config" / "metrics.yaml", root / "drop", "metrics.yaml")
    assert drop is not None, "\n".join(map(str, issues))
    publish(root, drop, issues, Event("published", "2023-24-q3", NOW, NOW, "staff", ""), "")
    client: FlaskClient = create_app(root, lambda: NOW).server.test_client()
    return client


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The page of the new outcome, as its readers get it."""
    config = FIRST_DECLARED.replace("\nmeasures:\n", f"{NEW_OUTCOME}\nmeasures:\n", 1)
    config = config.replace("outcome: feel-safer", "outcome: streets").replace(
        "- id: homicide\n    outcome: violence", "- id: homicide\n    outcome: streets"
    )
    got = publish_with(tmp_path_factory.mktemp("site"), config).get("/outcomes/streets")
    assert got.status_code == 200
    return BeautifulSoup(got.text, "html.parser")


def texts(tag: Tag, selector: str) -> list[str]:
    return [element.get_text(" ", strip=True) for element in tag.select(selector)]


def test_it_opens_with_what_its_measures_say(streets: BeautifulSoup) -> None:
    assert texts(streets, ".short .sentence") == [
        "Of 2 measures, 1 got better and 1 is too uncertain to call."
    ]
    assert texts(streets, ".short dt") == ["Better", "Too few to tell"]
    assert texts(streets, ".short dd")[0].startswith(
        "Worry about crime . Better: in Q3 2023/24, 44% of residents"
    )


def test_each_panel_has_its_heading_in_the_order_declared(streets: BeautifulSoup) -> None:
    assert texts(streets, ".panels h2") == [
        "Side by side on one time axis",
        "Worry and satisfaction",
        "Violence with injury offences: this year and the years before",
        "Homicide by sex",
        "Violence with injury offences in the boroughs",
    ]


def test_measures_side_by_side_have_scales_of_their_own_and_one_time_axis(streets: BeautifulSoup) -> None:
    panel = streets.select(".show-side-by-side svg.wide")[0]
    assert texts(panel, "text.name") == [
        "Violence with injury offences",
        "Overall victim satisfaction with the Metropolitan Police",
    ]
    assert texts(panel, "text.now") == ["6,100", "61%"]
    assert texts(panel, 'text[text-anchor="middle"]') == ["2021", "2022", "2023", "2024"]


def test_measures_together_are_lines_named_at_their_ends(streets: BeautifulSoup) -> None:
    panel = streets.select(".show-together svg.wide")[0]
    assert len(panel.select("path.line")) == 2
    assert [" ".join(label.stripped_strings) for label in panel.select("text.now")] == [
        "Worry about crime 44%",
        "Overall victim satisfaction with the Metropolitan Police 61%",
    ]


def test_a_panel_has_its_table_and_its_note(streets: BeautifulSoup) -> None:
    rows = [row.get_text("|") for row in streets.select(".show-together tr")]
    assert rows[:2] == [
        "Period|Worry about crime|Overall victim satisfaction with the Metropolitan Police",
        "Q3 2023/24|44% [p]|61% [p]",
    ]
    assert "Most victims are men." in texts(streets, ".show-breakdown p")


def test_a_panel_of_districts_leads_to_the_map_and_to_each_district(streets: BeautifulSoup) -> None:
    links = [link["href"] for link in streets.select(".show-areas a")]
    assert links[:3] == [
        "/areas?measure=violence-with-injury",
        "/measures/violence-with-injury?view=boroughs",
        "/measures/violence-with-injury?area=barking-and-dagenham",
    ]
    assert len(links) == 2 + 32


def test_what_to_know_and_the_sources_are_those_of_every_measure_shown(streets: BeautifulSoup) -> None:
    assert texts(streets, "section.note h2") == [
        "What this release changed",
        "What to know before you quote it",
        "Sources",
    ]
    assert texts(streets, "section:has(> #sources) h3") == [
        "Worry about crime",
        "Homicide",
        "Violence with injury offences",
        "Overall victim satisfaction with the Metropolitan Police",
    ]


def test_nothing_on_the_page_stands_twice_under_one_name(streets: BeautifulSoup) -> None:
    ids = [str(element["id"]) for element in streets.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_an_outcome_without_a_dashboard_has_its_measures_and_notes(tmp_path: Path) -> None:
    without = re.sub(r"\n    dashboard:\n(?: {6,}.*\n)+", "\n", FIRST_DECLARED)
    page = BeautifulSoup(publish_with(tmp_path, without).get("/outcomes/violence").text, "html.parser")
    assert page.select(".panels") == []
    assert texts(page, ".measure h2") == ["Violence with injury offences", "Homicide"]
