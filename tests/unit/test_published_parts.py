"""Folders of parts, CSV and Parquet, published as files that are counted in blocks, and read back from API and page"""

from __future__ import annotations

import copy
import json
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from tests.given import SITE_OF_ONE_OUTCOME
from tests.running import run
from tests.serving.test_dask import MEASURE

NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
BLOCKS = ("--now", "2024-02-08T09:30:00+00:00", "--blocks-from", "0")
PARTS = range(3)
BOROUGHS, KINDS = ("Camden", "Barnet", "Brent", "Ealing"), ("Burglary", "Robbery", "Drugs")
Row = tuple[str, str, str, str]


def part(number: int) -> list[Row]:
    """The rows of a part: months of its own, and one that it shares with the part before."""
    return [
        (
            f"2023-{1 + number * 4 - (number > 0) + at % 4:02}",
            BOROUGHS[at // 4 % 4],
            KINDS[at % 3],
            f'High "Street",\n{at}' if at % 50 == 0 else f"On or near Café {at}",
        )
        for at in range(400 + number)
    ]


ROWS = [row for number in PARTS for row in part(number)]
MONTHS = Counter(row[0] for row in ROWS)
CAMDEN = Counter(row[0] for row in ROWS if row[1] == "Camden")


def _csv(path: Path, rows: list[Row]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join(["Month,Borough,Type,Place", *lines, ""]).encode())


def _parquet(path: Path, rows: list[Row]) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            'CREATE TABLE rows ("Month" VARCHAR, "Borough" VARCHAR, "Type" VARCHAR, "Place" VARCHAR)'
        )
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows)
        connection.execute(f"COPY rows TO '{path}' (FORMAT parquet)")


def _of_file(name: str) -> dict[str, Any]:
    measure: dict[str, Any] = copy.deepcopy(MEASURE)
    ending = name.rpartition(".")[2]
    measure.update(id=f"offences-{ending}", title=f"Offences in {ending} files")
    measure["source"]["files"] = name
    return measure


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose only release was published from two folders of parts, neither of which was held."""
    root = tmp_path_factory.mktemp("year=2023 [1]")
    (root / "config").mkdir()
    measures = [_of_file("street.csv"), _of_file("street.parquet")]
    declared = {**SITE_OF_ONE_OUTCOME, "measures": measures}
    (root / "config" / "metrics.yaml").write_text(yaml.safe_dump(declared, sort_keys=False), "utf-8")
    for number in PARTS:
        for ending, write in (("csv", _csv), ("parquet", _parquet)):
            folder = root / "drop" / f"street.{ending}" / f"month={number}"
            folder.mkdir(parents=True)
            write(folder / f"part.{ending}", part(number))
    done = run(root, *BLOCKS, "publish", "drop", "--release", "one", "--note", "A rehearsal.")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def client(site: Path) -> FlaskClient:
    test_client: FlaskClient = create_app(site, lambda: NOW).server.test_client()
    return test_client


@pytest.mark.parametrize("measure", ["offences-csv", "offences-parquet"])
def test_the_api_has_the_rows_of_all_parts_added_up(client: FlaskClient, measure: str) -> None:
    def figures(query: str) -> dict[str, float]:
        content = json.loads(client.get(f"/api/v1/measures/{measure}/observations{query}").data)
        return {item["period"]: item["value"] for item in content["observations"]}

    assert figures("") == MONTHS
    assert figures("?area=camden") == {month: CAMDEN[month] for month in MONTHS}
    robberies = Counter(row[0] for row in ROWS if row[2] == "Robbery")
    content = json.loads(client.get(f"/api/v1/measures/{measure}/observations?dimension=kind").data)
    own = {item["period"]: item["value"] for item in content["observations"] if item["category"] == "Robbery"}
    assert own == {month: robberies[month] for month in MONTHS}


@pytest.mark.parametrize("measure", ["offences-csv", "offences-parquet"])
def test_the_page_and_the_download_say_what_the_api_says(client: FlaskClient, measure: str) -> None:
    tile = json.loads(client.get(f"/api/v1/measures/{measure}").data)
    assert tile["latest"]["value"] == MONTHS[tile["latest"]["period"]["id"]]
    page = BeautifulSoup(client.get(f"/measures/{measure}").data, "html.parser")
    figure = page.select_one(f'[data-measure="{measure}"] [data-field="value"]')
    assert figure is not None and tile["latest"]["text"] in figure.get_text()
    lines = client.get(f"/downloads/{measure}.csv").text.splitlines()
    assert any(f",{MONTHS['2023-02']}," in line and ",2023-02," in line for line in lines)


def test_the_parts_are_stored_byte_for_byte_and_verified(site: Path) -> None:
    stored = site / "data" / "releases" / "one"
    manifest = json.loads((stored / "manifest.json").read_text("utf-8"))
    for number in PARTS:
        for ending in ("csv", "parquet"):
            name = f"street.{ending}/month={number}/part.{ending}"
            own = (site / "drop" / name).read_bytes()
            assert (stored / "extracts" / name).read_bytes() == own
            assert manifest["files"][f"extracts/{name}"]["bytes"] == len(own)
    for words in (("verify",), ("verify", "--deep")):
        done = run(site, *BLOCKS, *words)
        assert done.returncode == 0, done.stdout + done.stderr


def test_faults_of_parts_are_told_at_their_own_lines(site: Path) -> None:
    folder = site / "bad" / "street.csv"
    folder.mkdir(parents=True)
    _csv(folder / "a.csv", part(0))
    _csv(
        folder / "b.csv",
        [*part(1)[:30], ("2023-13", "Camden", "Drugs", ""), ("2023-06", "Gotham", "Drugs", "")],
    )
    (folder.parent / "street.parquet").mkdir()
    _parquet(folder.parent / "street.parquet" / "c.parquet", [*part(0), ("2023-13", "Camden", "Drugs", "")])
    done = run(site, *BLOCKS, "check", "--drop", "bad", "--format", "json")
    assert done.returncode == 1
    places = [
        (item["file"].partition("street.")[2], item["line"], item["column"], item["code"])
        for item in json.loads(done.stdout)
        if item["severity"] == "error"
    ]
    assert places == [
        ("csv/b.csv", 33, 1, "bad-period"),
        ("csv/b.csv", 34, 2, "unknown-area"),
        ("parquet/c.parquet", 402, 1, "bad-period"),
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_copy_of_a_part_is_a_fault_and_never_counted(site: Path, ending: str) -> None:
    drop = site / f"copied-{ending}"
    shutil.copytree(site / "drop", drop)
    folder = drop / f"street.{ending}"
    shutil.copy(folder / "month=1" / f"part.{ending}", folder / f"part (copy).{ending}")
    (folder / f"z.{ending}").symlink_to(folder / "month=2" / f"part.{ending}")
    done = run(site, *BLOCKS, "check", "--drop", drop.name, "--format", "json")
    assert done.returncode == 1
    places = [(item["file"], item["code"]) for item in json.loads(done.stdout)]
    own = f"{drop.name}/street.{ending}"
    assert places == [(f"{own}/part (copy).{ending}", "part-twice"), (f"{own}/z.{ending}", "part-twice")]
    assert f'the same as "month=1/part.{ending}" in this folder' in done.stdout.replace("\\", "")
