"""pcp explain as it is typed, and the page that says the same: beside the API, below /as-at/, of older releases."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.cli import cli
from metrics.figures.release import Release
from metrics.issues import Refused
from metrics.releasing.history import Event
from metrics.releasing.lineages import LINEAGE
from metrics.releasing.releases import load_release, publish
from serving.api import measures as api
from tests.shipped import without_chain

ROOT = Path(__file__).parents[2]
DROP = ROOT / "data" / "drops" / "2023-24-q3"
AT, TODAY = datetime(2024, 2, 8, 9, 30, tzinfo=UTC), date(2024, 2, 8)
PUBLISHED = [
    "worry-about-crime",
    "victim-satisfaction",
    "violence-with-injury",
    "homicide",
    "trust-in-police",
    "confidence-in-police",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped drop, published with the shipped declaration by the code as it is."""
    root = tmp_path_factory.mktemp("explained")
    drop, issues = check_drop(ROOT / "config" / "metrics.yaml", DROP, "metrics.yaml")
    assert drop is not None, issues
    publish(root, drop, issues, Event("published", "2023-24-q3", AT, AT, "staff"))
    return root


@pytest.fixture(scope="module")
def release(site: Path) -> Release:
    return load_release(site, "2023-24-q3")


def explain(site: Path, *arguments: str, now: str = "2024-02-08T09:30:00+00:00") -> Result:
    return CliRunner().invoke(cli, ["--root", str(site), "--now", now, "explain", *arguments])


def as_json(site: Path, *arguments: str) -> dict[str, Any]:
    done = explain(site, *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    explanation: dict[str, Any] = json.loads(done.stdout)
    return explanation


# The command -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("area", ["", "E09000007"])
@pytest.mark.parametrize("measure_id", PUBLISHED)
def test_what_it_says_is_what_the_api_says(site: Path, release: Release, measure_id: str, area: str) -> None:
    if area and area not in release.data[measure_id].areas():
        pytest.skip("no figures for boroughs")
    explanation = as_json(site, measure_id, "--area", area or "london")
    answer = api.measure(release, measure_id, TODAY, area)
    change, tile, figure = explanation["change"], explanation["tile"], explanation["figures"]["figure"]
    assert (tile["text"], figure["value"], figure["status"]) == tuple(
        answer["latest"][key] for key in ("text", "value", "status")
    )
    assert explanation["period"]["id"] == answer["latest"]["period"]["id"]
    same = (
        "basis",
        "label",
        "difference",
        "unit",
        "text",
        "direction",
        "arrow",
        "outcome",
        "verdict",
        "interval",
    )
    assert {key: change[key] for key in same} == {key: answer["change"][key] for key in same}
    assert (tile["sentence"], change["why"]) == (answer["change"]["sentence"], answer["change"]["why"])
    assert tile["supplement"] == answer.get("supplement", "")


@pytest.mark.parametrize("measure_id", PUBLISHED)
def test_the_rows_that_it_lists_hold_what_it_says_they_hold(site: Path, measure_id: str) -> None:
    explanation = as_json(site, measure_id)
    cells = explanation["figures"]["figure"]["cells"]
    assert cells
    for cell in cells:
        line = (DROP / cell["file"]).read_text("utf-8-sig").splitlines()[cell["line"] - 1]
        assert cell["written"] in line
        assert all(item["text"].replace('"', "") in line.replace('"', "") for item in cell["row"])


@pytest.mark.parametrize(
    ("measure_id", "area", "period"),
    [
        ("homicide", "Camden", "2021-03"),
        ("homicide", "london", "2014-01"),
        ("violence-with-injury", "city-of-westminster", "2023-01"),
        ("violence-with-injury", "E09000033", "2016-04"),
        ("victim-satisfaction", "london", "2021-Q3"),
        ("trust-in-police", "Richmond upon Thames", "2022-Q4"),
    ],
)
def test_any_figure_of_any_area_can_be_traced(site: Path, measure_id: str, area: str, period: str) -> None:
    done = explain(site, measure_id, "--area", area, "--period", period)
    assert done.exit_code == 0, done.output
    assert "7. What the dashboard says" in done.output


@pytest.mark.parametrize("measure_id", ["crime-prevalence", "exploitation-and-harm"])
def test_a_measure_without_figures_explains_itself(site: Path, measure_id: str) -> None:
    done = explain(site, measure_id)
    assert (done.exit_code, "There is no figure to explain" in done.output) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["homicid"],
            'there is no measure "homicid" in release 2023-24-q3; did you mean "homicide"?',
        ),
        (["homicide", "--area", "Camdn"], 'the area "Camdn" is not known; did you mean "Camden"?'),
        (
            ["homicide", "--area", "Narnia"],
            'the area "Narnia" is not known; give a borough\'s name, slug or code',
        ),
        (
            ["victim-satisfaction", "--area", "camden"],
            'the measure "victim-satisfaction" has no figures for Camden',
        ),
        (
            ["victim-satisfaction", "--period", "2023-12"],
            'the period "2023-12" is not known; "victim-satisfaction" has figures from 2020-Q1 to 2023-Q3',
        ),
        (
            ["crime-prevalence", "--period", "2023"],
            'the measure "crime-prevalence" has no figures yet; leave out --period',
        ),
    ],
)
def test_what_is_not_there_is_status_2_with_what_there_is(
    site: Path, arguments: list[str], message: str
) -> None:
    done = explain(site, *arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {message}")


def test_without_a_release_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = explain(tmp_path, "homicide")
    message = "refused: nothing has been published yet, so there is no figure to explain\n"
    assert (done.exit_code, done.stderr) == (3, message)


def test_a_release_that_is_not_public_yet_is_not_explained(site: Path) -> None:
    assert explain(site, "homicide", now="2024-02-08T09:29:59+00:00").exit_code == 3


def test_a_damaged_release_is_refused(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data")
    extract = tmp_path / "data/releases/2023-24-q3/extracts/USS_TDIU_Satisfaction.csv"
    extract.write_text(extract.read_text().replace("61%", "62%"))
    done = explain(tmp_path, "homicide")
    assert done.exit_code == 3
    assert done.stderr.startswith(
        "refused: the release is damaged: 2023-24-q3: extracts/USS_TDIU_Satisfaction"
    )


def test_figures_that_their_rows_do_not_give_are_not_published(tmp_path: Path) -> None:
    drop, _ = check_drop(ROOT / "config" / "metrics.yaml", DROP, "metrics.yaml")
    assert drop is not None
    frame = drop.stored["victim-satisfaction"]
    frame["value"] = frame["value"].replace("61", "60")
    with pytest.raises(Refused, match="cannot be traced back to their rows: victim-satisfaction: the rows"):
        publish(tmp_path, drop, [], Event("published", "one", AT, AT, "staff"))
    assert not (tmp_path / "data/releases/one").exists()


# The page --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(site: Path) -> FlaskClient:
    client: FlaskClient = create_app(site, lambda: AT).server.test_client()
    return client


def page(pages: FlaskClient, address: str) -> BeautifulSoup:
    answer = pages.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.data, "html.parser")


@pytest.mark.parametrize("measure_id", PUBLISHED)
def test_each_measure_leads_to_how_its_figure_is_made(
    pages: FlaskClient, site: Path, measure_id: str
) -> None:
    address = f"/measures/{measure_id}/made"
    assert page(pages, f"/measures/{measure_id}").find("a", href=address) is not None
    document = page(pages, address)
    explanation = as_json(site, measure_id)
    text = " ".join(document.get_text(" ").split())
    for section in explanation["sections"]:
        for sentence in section["says"]:
            assert " ".join(sentence.split()) in text
    assert [heading.get_text() for heading in document.select("main h2")] == [
        section["title"] for section in explanation["sections"]
    ]


def test_the_page_lists_the_row_behind_a_figure(pages: FlaskClient) -> None:
    tables = page(pages, "/measures/victim-satisfaction/made").select("#rows ~ table")
    assert [[cell.get_text() for cell in row.select("th, td")] for row in tables[0].select("tr")] == [
        ["Line", "Quarter", "Survey", "Satisfied"],
        ["44", "Q3 23-24", "Face-to-Face Reporting (USS)", "61%"],
    ]


def test_the_page_of_a_district_tells_the_steps_and_leads_to_regions_rows(pages: FlaskClient) -> None:
    document = page(pages, "/measures/trust-in-police/made?area=camden")
    assert "Camden's figure is made of its own rows alone." in document.get_text()
    assert document.find("a", href="/measures/trust-in-police/made") is not None
    assert document.find("a", href="/measures/trust-in-police?area=camden") is not None


def test_the_page_of_a_frozen_release_leads_to_frozen_pages(pages: FlaskClient) -> None:
    document = page(pages, "/as-at/2023-24-q3/measures/homicide/made")
    assert document.find("a", href="/as-at/2023-24-q3/measures/homicide") is not None


@pytest.mark.parametrize("address", ["/measures/homicid/made", "/measures/homicide/made?area=narnia"])
def test_an_address_that_is_none_is_a_404(pages: FlaskClient, address: str) -> None:
    assert pages.get(address).status_code == 404


def test_a_release_stored_without_its_rows_still_tells_the_steps(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data")
    folder = tmp_path / "data/releases/2023-24-q3"
    (folder / LINEAGE).unlink()
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["files"][LINEAGE]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    without_chain(tmp_path)
    assert load_release(tmp_path, "2023-24-q3").lineage == {}
    client = create_app(tmp_path, lambda: AT).server.test_client()
    text = page(client, "/measures/homicide/made").get_text()
    assert "This release was stored without the rows behind its figures." in text
    assert explain(tmp_path, "homicide").exit_code == 0
