"""The OpenDocument spreadsheet beside the Excel one: the same sheets, the same cells, each of its type."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from app import create_app
from components.site.downloads_words import COLUMNS
from metrics.figures.release import Release
from metrics.releasing.releases import load_release
from serving.api.observations import ObservationQuery, every_row
from serving.downloads import sheets
from serving.downloads.contents import TooManyRows
from serving.downloads.ods_file import ods_bytes, opendocument_bytes
from serving.downloads.sheets import Contents, with_days
from serving.downloads.xlsx_file import workbook_bytes

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
HOSTILE = '=HYPERLINK("http://example.org","x")'
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2023-24-q3")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def read(data: bytes) -> dict[str, Rows]:
    """Each sheet of a spreadsheet of either kind, cell by cell, as a library of others reads it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def written(release: Release, *cells: object, cover: tuple[tuple[str, str], ...] = ()) -> bytes:
    """An OpenDocument spreadsheet of one row."""
    columns = [f"c{number}" for number in range(len(cells))]
    return opendocument_bytes(release, Contents("Title", "Heading", cover, columns, [cells], 1))


def cells_of(data: bytes) -> Iterator[ElementTree.Element]:
    """The cells of the sheet of data but for the names of its columns, as the file has them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    table = list(tree.iter(f"{TABLE}table"))[1]
    for row in table.findall(f"{TABLE}table-row"):
        yield from row.findall(f"{TABLE}table-cell")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "homicide",
            "homicide.{}?dimension=sex",
            "violence-with-injury.{}?area=camden",
            "victim-satisfaction",
        ),
        *("account-reserves-2023-24", "tracker-oversight-milestones", "inspections-police-inspections"),
    ],
)
def test_both_spreadsheets_hold_the_same_cells(client: FlaskClient, path: str) -> None:
    address = f"/downloads/{path if '{}' in path else path + '.{}'}"
    xlsx, ods = (read(client.get(address.format(ending)).data) for ending in ("xlsx", "ods"))
    assert list(ods) == list(xlsx) == ["About", "Data"]
    assert ods["Data"] == xlsx["Data"] and len(ods["Data"]) > 1
    assert [line[:2] for line in ods["About"]] == [line[:2] for line in xlsx["About"]]


def test_a_text_that_starts_like_a_formula_is_text(shipped: Release) -> None:
    data = written(shipped, HOSTILE, "+1", "-1", "@SUM(A1)", "\t=1")
    assert read(data)["Data"][1][:4] == [HOSTILE, "+1", "-1", "@SUM(A1)"]
    for cell in cells_of(data):
        assert cell.get(f"{OFFICE}value-type") == "string" and cell.get(f"{TABLE}formula") is None


def test_numbers_and_days_have_their_types_and_lose_no_digit(shipped: Release) -> None:
    data = written(shipped, 61.0, 1 / 3, 12_345_678, 0, 1e-7, date(2024, 2, 29), None)
    cells = list(cells_of(data))
    assert [cell.get(f"{OFFICE}value-type") for cell in cells] == [*["float"] * 5, "date", None]
    assert read(data)["Data"][1] == [61.0, 1 / 3, 12_345_678, 0, 1e-7, date(2024, 2, 29), ""]
    assert cells[5].get(f"{OFFICE}date-value") == "2024-02-29"


@pytest.mark.parametrize(
    "text", ["a  b", " a", "a ", "  a   b  ", "a & b < c > \"d\" 'e'", "two\nlines", "’é–𝄞", "a\n b", ""]
)
def test_a_text_comes_out_as_it_went_in(shipped: Release, text: str) -> None:
    assert read(written(shipped, text, 1))["Data"][1][0] == text


def test_what_xml_cannot_hold_is_seen_to_have_been_there(shipped: Release) -> None:
    assert read(written(shipped, "a\x00b\x1fc"))["Data"][1] == ["a\ufffdb\ufffdc"]


def test_days_of_records_are_days_in_both(client: FlaskClient) -> None:
    data = client.get("/downloads/inspections-police-inspections.xlsx").data
    head, *rows = list(openpyxl.load_workbook(io.BytesIO(data))["Data"].values)
    days = [row[head.index("published")] for row in rows]
    assert days and all(day is None or isinstance(day, datetime) for day in days)
    cell = openpyxl.load_workbook(io.BytesIO(data))["Data"].cell(2, head.index("published") + 1)
    assert cell.number_format == "yyyy-mm-dd"


def test_a_day_that_a_spreadsheet_cannot_count_with_stays_a_text(shipped: Release) -> None:
    row = with_days(["day", "other"], ["1899-12-31", "1999-12-31"], ["day"])
    assert row == ["1899-12-31", "1999-12-31"]
    assert with_days(["day", "other"], ["1900-01-01", None], ["day"]) == [date(1900, 1, 1), None]
    contents = Contents("Title", "Heading", (), ["day", "other"], [row], 1)
    assert read(workbook_bytes(shipped, contents))["Data"][1] == row


def test_its_parts_are_those_of_the_standard_and_the_first_names_its_kind(client: FlaskClient) -> None:
    data = client.get("/downloads/worry-about-crime.ods").data
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert data[30:38] == b"mimetype" and data[38 : 38 + len(kind)] == kind
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names, manifest = archive.namelist(), archive.read("META-INF/manifest.xml").decode()
        assert archive.testzip() is None
        for name in names[1:]:
            ElementTree.fromstring(archive.read(name))
    assert {*re.findall(r'full-path="([^"]+\.xml)"', manifest)} == {*names[2:]}


def test_the_names_of_columns_stay_in_view_and_can_be_filtered(client: FlaskClient) -> None:
    data = client.get("/downloads/worry-about-crime.ods").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        settings, content = (archive.read(f"{name}.xml").decode() for name in ("settings", "content"))
    assert '"VerticalSplitPosition" config:type="int">1<' in settings
    rows = len(read(data)["Data"])
    last = chr(ord("A") + len(COLUMNS) - 1)
    assert f"table:target-range-address=\"'Data'.A1:'Data'.{last}{rows}\"" in content


def test_the_same_figures_give_the_same_bytes_whose_only_date_is_the_release_s(shipped: Release) -> None:
    declared = shipped.config.published()[0]
    rows = every_row(shipped, declared, ObservationQuery())
    data = ods_bytes(shipped, declared, rows)
    assert data == ods_bytes(shipped, declared, rows)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(2024, 2, 8, 9, 30, 0)}
        assert (
            re.findall(r"\d{4}-\d\d-\d\dT[\d:+]+", archive.read("meta.xml").decode())
            == ["2024-02-08T09:30:00+00:00"] * 2
        )


def test_a_spreadsheet_that_would_lose_rows_is_not_made(
    shipped: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = shipped.config.published()[0]
    rows = every_row(shipped, declared, ObservationQuery())
    monkeypatch.setattr(sheets, "MOST_ROWS", len(rows) - 1)
    with pytest.raises(TooManyRows):
        ods_bytes(shipped, declared, rows)
