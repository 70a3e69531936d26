"""Tables as others judge them: CSV on the Web, Data Package, and spreadsheets as LibreOffice opens them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.other_programs import needs_libreoffice, needs_packages, opened_by_libreoffice, python_says
from tests.shared import Shared

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
RELEASES = ("2023-24-q3", "2026-27-q1")  # the first and the newest that are shipped


# A table that is not as it is described: what is put in place of what, or the validator would prove nothing.
ALTERED = [(",2021-Q3,", ",2021-Q5,"), (",percent,", ",percent,many"), ("worry-about-crime,2023", ",2023")]
ALTERED_PACKAGE = "altered-package"
SPREADSHEETS = [
    "homicide.ods",
    "trust-in-police.ods",
    "tracker-oversight-milestones.ods",
    "inspections-police-inspections.ods",
]
Judged = dict[str, Any]  # what a validator says of each folder, by the folder's name


@pytest.fixture(scope="module")
def folders(shared: Shared) -> Path:
    """A folder for each release with all that it offers, and one for each way in which a file is altered."""
    return shared.folder_of("tables-to-judge", unpack)


def unpack(place: Path) -> None:
    client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    for release_id in RELEASES:
        data = client.get(f"/as-at/{release_id}/downloads/all.zip").data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(place / release_id)
    for number, (old, new) in enumerate(ALTERED):
        folder = place / f"altered-{number}"
        folder.mkdir()
        for ending in (".csv", ".csv-metadata.json"):
            shutil.copy(place / RELEASES[0] / f"worry-about-crime{ending}", folder)
        alter(folder, old, new)
    shutil.copytree(place / RELEASES[0], place / ALTERED_PACKAGE)
    alter(place / ALTERED_PACKAGE, "2021-Q3", "2021-Q2", -1)
    for name in SPREADSHEETS:
        for path in (name, f"{Path(name).stem}.csv"):
            (place / path).write_bytes(client.get(f"/downloads/{path}").data)


def alter(folder: Path, old: str, new: str, count: int = 1) -> None:
    file = folder / "worry-about-crime.csv"
    data = file.read_bytes()
    assert old.encode() in data
    file.write_bytes(data.replace(old.encode(), new.encode(), count))


CSVW = """
import json, os, sys, warnings
from pathlib import Path
from csvw import CSVW
for folder in sys.argv[1:]:
    os.chdir(folder)
    for file in sorted(Path().glob("*.csv-metadata.json")):
        judged = CSVW(file.name, validate=True)
        warned = [str(item.message) for item in judged.warnings]
        print(json.dumps([Path(folder).name, file.name, judged.is_valid, warned]))
"""


@pytest.fixture(scope="module")
def by_description(shared: Shared, folders: Path) -> Judged:
    """Each table of each folder, whether it is valid, and what is warned of; one process judges all."""
    names = [*RELEASES, *(f"altered-{number}" for number in range(len(ALTERED)))]

    def judge() -> Judged:
        lines = map(
            json.loads,
            python_says(CSVW, *(str(folders / name) for name in names), folder=folders).splitlines(),
        )
        judged: Judged = {name: [] for name in names}
        for folder, *judgement in lines:
            judged[folder].append(judgement)
        return judged

    return shared.value("tables-judged", judge)


@needs_packages
@pytest.mark.parametrize("release_id", RELEASES)
def test_every_table_is_valid_by_its_description(
    folders: Path, by_description: Judged, release_id: str
) -> None:
    judged = by_description[release_id]
    assert [(name, warnings) for name, is_valid, warnings in judged if not is_valid or warnings] == []
    assert [name for name, *_ in judged] == sorted(
        f"{file.name}-metadata.json" for file in (folders / release_id).glob("*.csv")
    )


@needs_packages
@pytest.mark.parametrize(("old", "new"), ALTERED)
def test_a_table_that_is_not_as_it_is_described_is_found(by_description: Judged, old: str, new: str) -> None:
    """Or the validator would prove nothing."""
    [(_, is_valid, _)] = by_description[f"altered-{ALTERED.index((old, new))}"]
    assert not is_valid


PACKAGE = """
import json, os, sys
from frictionless import Package, system
for folder in sys.argv[1:]:
    os.chdir(folder)
    report = Package("datapackage.json").validate()
    errors = [[task.name, error.type, error.message] for task in report.tasks for error in task.errors]
    errors += [["", error.type, error.message] for error in report.errors]
    print(json.dumps([report.valid, [task.name for task in report.tasks], errors]))
"""


@pytest.fixture(scope="module")
def as_packages(shared: Shared, folders: Path) -> Judged:
    """Whether each package is valid, the names of its files, and what is amiss; one process judges all."""
    names = [*RELEASES, ALTERED_PACKAGE]

    def judge() -> Judged:
        printed = python_says(PACKAGE, *(str(folders / name) for name in names), folder=folders)
        return dict(zip(names, map(json.loads, printed.splitlines()), strict=True))

    return shared.value("packages-judged", judge)


@needs_packages
@pytest.mark.parametrize("release_id", RELEASES)
def test_the_package_is_valid_with_every_file_and_checksum(
    folders: Path, as_packages: Judged, release_id: str
) -> None:
    is_valid, names, errors = as_packages[release_id]
    assert (is_valid, errors) == (True, [])
    assert len(names) == len(list((folders / release_id).iterdir())) - 1


@needs_packages
def test_a_file_that_was_altered_is_found(as_packages: Judged) -> None:
    is_valid, _, errors = as_packages[ALTERED_PACKAGE]
    assert not is_valid
    assert ["worry-about-crime", "hash-count"] in [error[:2] for error in errors]


@pytest.fixture(scope="module")
def opened(shared: Shared, folders: Path) -> dict[str, dict[str, str]]:
    """The sheets of each spreadsheet as LibreOffice writes them; it is started once."""

    def open_all() -> dict[str, dict[str, str]]:
        return opened_by_libreoffice([folders / name for name in SPREADSHEETS], shared.folder / "libreoffice")

    return shared.value("spreadsheets-opened", open_all)


@needs_libreoffice
@pytest.mark.parametrize("path", SPREADSHEETS)
def test_libreoffice_opens_a_spreadsheet_with_every_cell(
    folders: Path, opened: dict[str, dict[str, str]], path: str
) -> None:
    assert sorted(opened[path]) == ["About", "Data"]
    with (folders / path).with_suffix(".csv").open(newline="", encoding="utf-8") as file:
        stated = list(csv.reader(file))
    rows = list(csv.reader(io.StringIO(opened[path]["Data"], newline="")))
    assert [[*map(plain, row)] for row in rows] == [[*map(plain, row)] for row in stated]


def plain(text: str) -> str | float:
    """A number as a number, however it is written; what is not one as it stands."""
    try:
        return float(text)
    except ValueError:
        return text
