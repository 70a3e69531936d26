"""Tables as others judge them: CSV on the Web, Data Package, and spreadsheets as LibreOffice opens them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.other_programs import needs_libreoffice, needs_packages, opened_by_libreoffice, python_says

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
RELEASES = ("2023-24-q3", "2026-27-q1")  # the first and the newest that are shipped


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def unpacked(client: FlaskClient, release_id: str, folder: Path) -> Path:
    """Everything that a release offers, unpacked."""
    data = client.get(f"/as-at/{release_id}/downloads/all.zip").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


CSVW = """
import json, sys, warnings
from pathlib import Path
from csvw import CSVW
for name in sys.argv[1:]:
    judged = CSVW(name, validate=True)
    print(json.dumps([name, judged.is_valid, [str(item.message) for item in judged.warnings]]))
"""


def csvw_judgements(folder: Path) -> list[tuple[str, bool, list[str]]]:
    names = sorted(file.name for file in folder.glob("*.csv-metadata.json"))
    lines = python_says(CSVW, *names, folder=folder).splitlines()
    return [tuple(json.loads(line)) for line in lines]


@needs_packages
@pytest.mark.parametrize("release_id", RELEASES)
def test_every_table_is_valid_by_its_description(
    client: FlaskClient, release_id: str, tmp_path: Path
) -> None:
    folder = unpacked(client, release_id, tmp_path)
    judged = csvw_judgements(folder)
    assert [(name, warnings) for name, is_valid, warnings in judged if not is_valid or warnings] == []
    assert [name for name, *_ in judged] == sorted(
        f"{file.name}-metadata.json" for file in folder.glob("*.csv")
    )


@needs_packages
@pytest.mark.parametrize(
    ("old", "new"),
    [(",2021-Q3,", ",2021-Q5,"), (",percent,", ",percent,many"), ("worry-about-crime,2023", ",2023")],
)
def test_a_table_that_is_not_as_it_is_described_is_found(
    client: FlaskClient, tmp_path: Path, old: str, new: str
) -> None:
    """Or the validator would prove nothing."""
    for ending in (".csv", ".csv-metadata.json"):
        data = client.get(f"/as-at/2023-24-q3/downloads/worry-about-crime{ending}").data
        text = data.decode().replace(old, new, 1) if ending == ".csv" else data.decode()
        (tmp_path / f"worry-about-crime{ending}").write_bytes(text.encode())
    [(_, is_valid, _)] = csvw_judgements(tmp_path)
    assert not is_valid


PACKAGE = """
import json, sys
from frictionless import Package, system
report = Package("datapackage.json").validate()
errors = [[task.name, error.type, error.message] for task in report.tasks for error in task.errors]
errors += [["", error.type, error.message] for error in report.errors]
print(json.dumps([report.valid, [task.name for task in report.tasks], errors]))
"""


@needs_packages
@pytest.mark.parametrize("release_id", RELEASES)
def test_the_package_is_valid_with_every_file_and_checksum(
    client: FlaskClient, release_id: str, tmp_path: Path
) -> None:
    folder = unpacked(client, release_id, tmp_path)
    is_valid, names, errors = json.loads(python_says(PACKAGE, folder=folder))
    assert (is_valid, errors) == (True, [])
    assert len(names) == len(list(folder.iterdir())) - 1


@needs_packages
def test_a_file_that_was_altered_is_found(client: FlaskClient, tmp_path: Path) -> None:
    folder = unpacked(client, "2023-24-q3", tmp_path)
    file = folder / "worry-about-crime.csv"
    file.write_bytes(file.read_bytes().replace(b"2021-Q3", b"2021-Q2"))
    is_valid, _, errors = json.loads(python_says(PACKAGE, folder=folder))
    assert not is_valid
    assert ["worry-about-crime", "hash-count"] in [error[:2] for error in errors]


@needs_libreoffice
@pytest.mark.parametrize(
    "path",
    [
        "homicide.ods",
        "trust-in-police.ods",
        "tracker-oversight-milestones.ods",
        "inspections-police-inspections.ods",
    ],
)
def test_libreoffice_opens_a_spreadsheet_with_every_cell(
    client: FlaskClient, path: str, tmp_path: Path
) -> None:
    file = tmp_path / path
    file.write_bytes(client.get(f"/downloads/{path}").data)
    opened = opened_by_libreoffice(file, tmp_path)
    assert sorted(opened) == ["About", "Data"]
    stated = list(csv.reader(io.StringIO(client.get(f"/downloads/{file.stem}.csv").text, newline="")))
    rows = list(csv.reader(io.StringIO(opened["Data"], newline="")))
    assert [[*map(plain, row)] for row in rows] == [[*map(plain, row)] for row in stated]


def plain(text: str) -> str | float:
    """A number as a number, however it is written; what is not one as it stands."""
    try:
        return float(text)
    except ValueError:
        return text
