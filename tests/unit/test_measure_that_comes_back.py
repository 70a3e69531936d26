"""A measure that was retired for a while: its figures are held against the last release that had them."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from click.testing import Result
from flask.testing import FlaskClient

from app import create_app
from metrics.declared.former import by_new_ids
from tests.counties import REGION, county
from tests.unit.test_withheld import pcp

RETIRED = """\
  - id: theft
    outcome: safer
    title: Theft
    status: retired
    description: Thefts recorded by the police.
    reason: The file has ended.
    last_release: "2025-26-q1"
"""
NAMES = ("Eastmarsh", "Highfold", "Norwick City", "Saint Brannoc")
MOMENTS = {
    "2025-26-q1": 7,
    "2025-26-q2": 8,
    "2025-26-q3": 9,
    "2025-26-q4": 10,
    "2026-27-q1": 11,
    "2025-26-q1-b": 8,
    "2025-26-q1-c": 9,
}


def declarations(content: str) -> tuple[str, str]:
    """The county's measures with one more, and the same when that is retired."""
    theft = content[content.index("  - id: burglary") :]
    for old, new in (
        ("burglaries", "thefts"),
        ("burglary", "theft"),
        ("Burglaries", "Thefts"),
        ("Burglary", "Theft"),
    ):
        theft = theft.replace(old, new)
    return content + theft, content + RETIRED


def drop(folder: Path, *measures: str, more: int = 0) -> None:
    """Files of two years; ``more`` thefts in Eastmarsh in March 2024."""
    folder.mkdir()
    for measure, column in (("burglary", "Burglaries"), ("theft", "Thefts")):
        rows = [
            f"{year}-{month:02},{name},{60 + (month * 37 + place * 11) % 23 + place * place * 13}"
            for year in (2024, 2025)
            for month in range(1, 13)
            for place, name in enumerate(NAMES)
        ]
        if measure == "theft":
            month, name, count = rows[8].split(",")
            rows[8] = f"{month},{name},{int(count) + more}"
        if measure in measures:
            (folder / f"{measure}.csv").write_text("\n".join([f"Month,District,{column}", *rows, ""]))


def at(release: str) -> datetime:
    return datetime(2026, MOMENTS[release], 8, 8, 30, tzinfo=UTC)


def publish(
    root: Path, release: str, content: str, *measures: str, more: int = 0, gone: bool = False
) -> Result:
    (root / "config" / "metrics.yaml").write_text(content)
    drop(root / release, *measures, more=more)
    accepted = ("--accept", "gone-measure", "--reason", "The file has ended.") if gone else ()
    corrects = ("--correction", "It had mistakes.") if release.count("-") > 2 else ()
    command = ("publish", str(root / release), "--release", release)
    return pcp(root, at(release), *command, *accepted, *corrects)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose second measure was retired for two releases, and came back with one figure revised."""
    root = county(tmp_path_factory.mktemp("back") / "site")
    shutil.rmtree(root / "drop", ignore_errors=True)
    both, retired = declarations((root / "config" / "metrics.yaml").read_text())
    for release, content, more, gone in (
        ("2025-26-q1", both, 0, False),
        ("2025-26-q2", retired, 0, True),
        ("2025-26-q3", retired, 0, False),
        ("2025-26-q4", both, 7, False),
    ):
        measures = ("burglary",) if content is retired else ("burglary", "theft")
        done = publish(root, release, content, *measures, more=more, gone=gone)
        assert done.exit_code == 0, done.output
    return root


@pytest.fixture(scope="module")
def client(root: Path) -> FlaskClient:
    client: FlaskClient = create_app(root, lambda: at("2025-26-q4")).server.test_client()
    return client


def test_what_was_revised_meanwhile_is_marked(root: Path) -> None:
    stored = pd.read_csv(
        root / "data" / "releases" / "2025-26-q4" / "observations" / "theft.csv",
        dtype=str,
        keep_default_na=False,
    )
    marked = stored[stored["status"].str.contains("r")]
    assert marked[["window", "period", "area"]].to_numpy().tolist() == [
        ["single", "2024-03", "E10099900"],
        ["single", "2024-03", "E07099901"],
    ]


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.data, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize("address", ["/releases", "/releases/2025-26-q4"])
def test_pages_list_it_and_say_beside_which_release(client: FlaskClient, address: str) -> None:
    text = text_of(client, address)
    assert "1 figure for Northmere was revised." in text
    assert "That is beside release Q1 2025/26, the last before this that had figures of it." in text


def test_page_of_a_district_lists_it_too(client: FlaskClient) -> None:
    text = text_of(client, "/areas/eastmarsh")
    assert "That is beside release Q1 2025/26, the last before this that had figures of it." in text


def test_the_api_and_the_file_name_the_release_that_is_revised(client: FlaskClient) -> None:
    content = json.loads(client.get("/api/v1/releases/2025-26-q4/revisions").data)
    assert content["before"]["id"] == "2025-26-q3"
    assert [
        (row["measure"], row["area"], row["after"] - row["before"], row["revises"])
        for row in content["revisions"]
    ] == [
        ("theft", "Northmere (Constabulary area)", 7, "2025-26-q1"),
        ("theft", "Eastmarsh", 7, "2025-26-q1"),
    ]
    lines = client.get("/downloads/revisions-2025-26-q4.csv").text.splitlines()
    assert [line.split(",")[-1] for line in lines] == ["revises", "2025-26-q1", "2025-26-q1"]


def test_what_is_stored_of_it_is_the_same_when_it_is_made_anew(root: Path) -> None:
    verified = pcp(root, at("2025-26-q4"), "verify", "--deep")
    assert verified.exit_code == 0, verified.output


def test_staff_are_asked_of_history_that_was_rewritten_meanwhile(root: Path, tmp_path: Path) -> None:
    """Beside the last release that had it; and what a drop would change is told beside that as well."""
    site = tmp_path / "site"
    shutil.copytree(root, site)
    both = (root / "config" / "metrics.yaml").read_text()
    retired = declarations(both[: both.index("  - id: theft")])[1]
    done = publish(site, "2026-27-q1", retired.replace("25-26-q1", "25-26-q4"), "burglary", gone=True)
    assert done.exit_code == 0, done.output
    drop(site / "next", "burglary", "theft", more=300)
    (site / "config" / "metrics.yaml").write_text(both)
    checked = pcp(site, at("2026-27-q1"), "check", "--drop", str(site / "next"))
    assert (
        '"theft": 2 past figures differ by more than 3 per cent from release "2025-26-q4"' in checked.output
    )
    report = pcp(site, at("2026-27-q1"), "diff", str(site / "next")).output
    assert 'beside release "2025-26-q4", which had it last' in report


def marked_in(root: Path, release: str, measure: str) -> list[str]:
    """The periods of the region's figures that are marked as revised."""
    file = root / "data" / "releases" / release / "observations" / f"{measure}.csv"
    stored = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows = stored[(stored["status"] == "r") & (stored["area"] == REGION)]
    return list(rows["period"].unique())


@pytest.fixture
def retired(tmp_path: Path) -> tuple[Path, str]:
    """A site whose second measure was published and then retired, and the declaration in which it is back."""
    root = county(tmp_path / "site")
    both, without = declarations((root / "config" / "metrics.yaml").read_text())
    for release, content, measures in (
        ("2025-26-q1", both, ("burglary", "theft")),
        ("2025-26-q2", without, ("burglary",)),
    ):
        done = publish(root, release, content, *measures, gone=content is without)
        assert done.exit_code == 0, done.output
    return root, both


def test_it_may_have_another_id_when_it_comes_back(retired: tuple[Path, str]) -> None:
    root, both = retired
    renamed = both.replace("  - id: theft\n", "  - id: stolen\n    formerly: [theft]\n")
    done = publish(root, "2025-26-q3", renamed, "burglary", "theft", more=7)
    assert done.exit_code == 0, done.output
    assert marked_in(root, "2025-26-q3", "stolen") == ["2024-03"]


def test_where_the_release_that_had_it_cannot_be_read_nothing_is_published(retired: tuple[Path, str]) -> None:
    root, both = retired
    manifest = root / "data" / "releases" / "2025-26-q1" / "manifest.json"
    manifest.write_text(manifest.read_text()[:-40])
    done = publish(root, "2025-26-q3", both, "burglary", "theft", more=7)
    assert done.exit_code == 3, done.output
    assert 'the release "2025-26-q1" cannot be read, so that revisions cannot be marked' in done.output
    assert "bring it back from a copy, or withdraw it" in done.output


def test_within_a_quarter_it_is_held_against_the_release_that_had_it(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    both, without = declarations((root / "config" / "metrics.yaml").read_text())
    for release, content, measures, more in (
        ("2025-26-q1", both, ("burglary", "theft"), 0),
        ("2025-26-q1-b", without, ("burglary",), 0),
        ("2025-26-q1-c", both, ("burglary", "theft"), 7),
    ):
        done = publish(root, release, content, *measures, more=more, gone=content is without)
        assert done.exit_code == 0, done.output
    assert marked_in(root, "2025-26-q1-c", "theft") == ["2024-03"]
    client = create_app(root, lambda: at("2025-26-q1-c")).server.test_client()
    text = text_of(client, "/releases/2025-26-q1-c")
    assert "1 figure for Northmere was corrected." in text
    assert "That is beside release Q1 2025/26, the last before this that had figures of it." in text


def test_what_has_an_id_keeps_it_beside_what_had_another() -> None:
    assert by_new_ids({"theft": 1, "stolen": 2}, {"stolen": "theft"}) == {"theft": 1}
    assert by_new_ids({"stolen": 2, "theft": 1}, {"stolen": "theft"}) == {"theft": 1}
    assert by_new_ids({"stolen": 2}, {"stolen": "theft"}) == {"theft": 2}


def test_a_measure_that_is_new_is_held_against_nothing(root: Path) -> None:
    stored = pd.read_csv(
        root / "data" / "releases" / "2025-26-q1" / "observations" / "theft.csv",
        dtype=str,
        keep_default_na=False,
    )
    assert not stored["status"].str.contains("r").any()
