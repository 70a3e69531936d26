"""The figures as files: what a CSV, its description, a spreadsheet and the archive of all hold."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import openpyxl
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.site.downloads_words import COLUMNS
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import financial_quarter
from metrics.releasing.releases import load_release
from metrics.statuses import STATUS_MEANINGS
from serving.api.observations import ObservationQuery, every_row
from serving.downloads import sheets
from serving.downloads import xlsx_file as downloads_xlsx
from serving.downloads.contents import TooManyRows, cover
from serving.downloads.csv_file import csv_bytes, metadata_bytes
from serving.downloads.xlsx_file import xlsx_bytes
from serving.downloads.zip_file import zip_bytes
from serving.http.headers import MINUTE
from serving.http.media_types import BY_ENDING, PROBLEM
from tests.given import SATISFACTION, measure
from tests.running import printed_by

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
ID = "2023-24-q3"
Q1, Q2, Q3 = (financial_quarter(2023, number) for number in (1, 2, 3))
ROUTE = {"id": "route", "title": "Route", "column": ("Route",)}
HOSTILE = '=HYPERLINK("http://example.org","x")'
HEADER = ",".join(COLUMNS) + "\r\n"


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, ID)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def satisfaction() -> PublishedMeasure:
    return measure(SATISFACTION, source={"dimensions": (ROUTE,)})


def release(declared: PublishedMeasure, series: dict[Key, Series], shipped: Release) -> Release:
    config = shipped.config.model_copy(update={"measures": (declared,)})
    return Release(ID, shipped.published_at, config, {declared.id: MeasureData(series)})


@pytest.fixture
def small(shipped: Release) -> Release:
    """Three figures of London, the second withheld and the third missing, and one of a category with a name."""
    region = (
        Observation(Q1, "single", 64.25, "p", 2400),
        Observation(Q2, "single", None, "c"),
        Observation(Q3, "single", None, "x"),
    )
    part = (Observation(Q1, "single", 0.0),)
    series = {Key(): Series(region), Key(dimension="route", category=HOSTILE): Series(part)}
    return release(satisfaction(), series, shipped)


def file_of(source_release: Release, **filters: str) -> bytes:
    declared = source_release.config.published()[0]
    return csv_bytes(
        source_release, declared, every_row(source_release, declared, ObservationQuery(**filters))
    )


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def sheet(data: bytes, name: str = "Data") -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return list(book[name].iter_rows(values_only=True))


# CSV -------------------------------------------------------------------------------------------------------


def test_a_file_has_a_row_for_each_figure_with_crlf_and_without_a_byte_order_mark(small: Release) -> None:
    region = "victim-satisfaction,2023-24-q3,2023-Q{0},Q{0} 2023/24,single,E12000007,London (Metropolitan Police area)"
    assert file_of(small, area="london").decode() == HEADER + "".join(
        f"{region.format(quarter)},{rest}\r\n"
        for quarter, rest in ((1, ",,64.25,percent,2400,,,p"), (2, ",,,percent,,,,c"), (3, ",,,percent,,,,x"))
    )


def test_a_withheld_figure_is_empty_and_its_status_says_why(small: Release) -> None:
    assert [(row["value"], row["status"]) for row in rows_of(file_of(small, area="london"))] == [
        ("64.25", "p"),
        ("", "c"),
        ("", "x"),
    ]


def test_zero_is_a_figure_and_not_missing(small: Release) -> None:
    assert rows_of(file_of(small, dimension="route"))[0]["value"] == "0.0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_name_that_a_spreadsheet_would_take_for_a_formula_is_text(shipped: Release, start: str) -> None:
    name = f"{start}1+1"
    series = {Key(dimension="route", category=name): Series((Observation(Q1, "single", -1.5),))}
    row = rows_of(file_of(release(satisfaction(), series, shipped)))[0]
    assert (row["category"], row["value"]) == (f"'{name}", "-1.5")


def test_without_a_filter_a_file_holds_every_observation_as_stored(shipped: Release) -> None:
    for declared in shipped.config.published():
        rows = rows_of(csv_bytes(shipped, declared, every_row(shipped, declared, ObservationQuery())))
        names = ("window", "area_code", "dimension", "category", "period", "status")
        read = [
            (*(row[name] for name in names), float(row["value"]) if row["value"] else None) for row in rows
        ]
        stored = [
            (
                key.window,
                key.area,
                key.dimension,
                key.category,
                observation.period_id,
                observation.status,
                observation.value,
            )
            for key, series in shipped.data[declared.id].series.items()
            for observation in series
        ]
        assert read == stored


def test_the_columns_of_a_file_are_the_fields_of_the_api(shipped: Release) -> None:
    fields = {
        name
        for declared in shipped.config.published()
        for row in every_row(shipped, declared, ObservationQuery())
        for name in row
    }
    assert fields | {"measure", "release", "unit", "base"} == set(COLUMNS)


def test_a_figure_is_named_once_in_a_file(shipped: Release) -> None:
    for declared in shipped.config.published():
        rows = rows_of(csv_bytes(shipped, declared, every_row(shipped, declared, ObservationQuery())))
        key = json.loads(metadata_bytes(shipped, declared))["tableSchema"]["primaryKey"]
        assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "query",
    [
        "area=camden",
        "area=all&from=2023-12",
        "dimension=sex&to=2014-03",
        "area=london&window=all",
        "area=london",
    ],
)
def test_a_filter_means_the_same_in_a_file_and_in_the_api(client: FlaskClient, query: str) -> None:
    got = client.get(f"/api/v1/measures/homicide/observations?{query}").json
    assert got is not None and got["observations"]
    beside = {"measure": "homicide", "release": ID, "window": "single", "unit": "count"}
    api_rows = [{name: {**beside, **row}.get(name, "") for name in COLUMNS} for row in got["observations"]]
    expected = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in api_rows]
    assert rows_of(client.get(f"/downloads/homicide.csv?{query}").data) == expected


def test_a_span_alone_cuts_every_area_and_breakdown(client: FlaskClient) -> None:
    rows = rows_of(client.get("/downloads/homicide.csv?from=2023-11&to=2023-11").data)
    assert {row["period"] for row in rows} == {"2023-11"}
    assert {row["window"] for row in rows} == {"single", "calendar-year-to-date"}
    assert {row["dimension"] for row in rows} == {"", "age-group", "sex", "method", "domestic-abuse"}


# The description -------------------------------------------------------------------------------------------


def test_a_description_names_its_file_and_every_column_in_order(small: Release) -> None:
    description = json.loads(metadata_bytes(small, small.config.published()[0]))
    assert description["@context"][0] == "http://www.w3.org/ns/csvw"
    assert description["url"] == "victim-satisfaction.csv"
    assert [column["titles"][0] for column in description["tableSchema"]["columns"]] == list(COLUMNS)
    assert {"dc:title", "dc:publisher", "dc:license", "dc:source", "dc:issued", "dialect"} <= set(description)
    assert description["schema:version"] == ID


def test_every_value_is_of_the_type_that_the_description_says(shipped: Release) -> None:
    for declared in shipped.config.published():
        schema = json.loads(metadata_bytes(shipped, declared))["tableSchema"]
        numbers = [
            column["name"] for column in schema["columns"] if column["datatype"] in ("number", "integer")
        ]
        needed = [column["name"] for column in schema["columns"] if column.get("required")]
        for row in rows_of(csv_bytes(shipped, declared, every_row(shipped, declared, ObservationQuery()))):
            assert [name for name in needed if not row[name]] == []
            assert all(float(row[name]) >= 0 for name in numbers if row[name])
            assert row["status"] in {"", *STATUS_MEANINGS}


def test_the_description_of_a_part_names_the_part(client: FlaskClient) -> None:
    description = client.get("/downloads/homicide.csv-metadata.json?to=2023-12&area=camden").json
    assert description is not None and description["url"] == "homicide.csv?area=camden&to=2023-12"


@pytest.mark.parametrize("path", ["homicide.csv", "homicide.csv?to=2023-12&area=camden"])
def test_a_table_says_where_its_columns_are_described(client: FlaskClient, path: str) -> None:
    link = re.fullmatch(
        '<([^>]+)>; rel="describedby"; type="application/csvm\\+json"',
        client.get(f"/downloads/{path}").headers["Link"],
    )
    assert link is not None
    description = client.get(urljoin(f"/downloads/{path}", link[1])).json
    assert description is not None
    assert sorted(re.split("[?&]", description["url"])) == sorted(re.split("[?&]", path))


# Spreadsheet -----------------------------------------------------------------------------------------------


def test_a_spreadsheet_holds_what_the_csv_holds(client: FlaskClient) -> None:
    for query in ("homicide.{}?area=camden", "victim-satisfaction.{}", "trust-in-police.{}?from=2023-Q2"):
        rows = rows_of(client.get(f"/downloads/{query.format('csv')}").data)
        head, *lines = sheet(client.get(f"/downloads/{query.format('xlsx')}").data)
        assert head == tuple(COLUMNS)
        read = [tuple("" if cell is None else cell for cell in line) for line in lines]
        assert read == [tuple(_typed(name, row[name]) for name in COLUMNS) for row in rows]


def _typed(name: str, text: str) -> str | float:
    return float(text) if text and name in ("value", "base", "lower", "upper") else text


def test_a_name_that_starts_like_a_formula_is_text_in_a_spreadsheet(small: Release) -> None:
    declared = small.config.published()[0]
    spreadsheet = xlsx_bytes(small, declared, every_row(small, declared, ObservationQuery(dimension="route")))
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet))
    cell = book["Data"].cell(2, list(COLUMNS).index("category") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (HOSTILE, "s", None)


def test_where_nothing_can_be_written_a_spreadsheet_is_put_together_in_memory(
    small: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = small.config.published()[0]
    rows = every_row(small, declared, ObservationQuery())
    on_the_disk = xlsx_bytes(small, declared, rows)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    in_memory = xlsx_bytes(small, declared, rows)
    assert sheet(in_memory) == sheet(on_the_disk)
    assert xlsx_bytes(small, declared, rows) == in_memory


def test_a_spreadsheet_says_first_what_it_is(small: Release) -> None:
    declared = small.config.published()[0]
    spreadsheet = xlsx_bytes(small, declared, every_row(small, declared, ObservationQuery()))
    lines = sheet(spreadsheet, "About")
    assert lines[0][0] == "Overall victim satisfaction"
    assert [(name or "", text) for name, text in lines[2:]] == cover(small, declared)
    assert {"Release", "Unit", "What to know", "Source", "Licence", "How to cite", "Statuses", "Contact"} <= {
        name for name, _ in cover(small, declared)
    }


def test_the_names_of_columns_stay_in_view_and_no_cells_are_merged(small: Release) -> None:
    declared = small.config.published()[0]
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(small, declared, every_row(small, declared, ObservationQuery())))
    )
    assert book.sheetnames == ["About", "Data"]
    assert book["Data"].freeze_panes == "A2"
    assert [worksheet.merged_cells.ranges for worksheet in book] == [set(), set()]


def test_without_a_folder_for_temporary_files_a_spreadsheet_is_the_same_to_the_byte(
    small: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put together in a folder of the memory's own."""
    declared = small.config.published()[0]
    rows = every_row(small, declared, ObservationQuery())
    usual = xlsx_bytes(small, declared, rows)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    monkeypatch.setattr(downloads_xlsx, "MEMORY", str(tmp_path))
    assert xlsx_bytes(small, declared, rows) == usual


def test_a_spreadsheet_that_would_lose_rows_is_not_made(
    small: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = small.config.published()[0]
    rows = every_row(small, declared, ObservationQuery())
    monkeypatch.setattr(sheets, "MOST_ROWS", len(rows) - 1)
    with pytest.raises(TooManyRows):
        xlsx_bytes(small, declared, rows)


# Everything ------------------------------------------------------------------------------------------------


def test_the_archive_holds_each_file_with_its_description_and_what_to_read_first(shipped: Release) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_bytes(shipped))) as archive:
        ids = [item.id for item in shipped.config.published()]
        file_names = [f"{id}{ending}" for id in ids for ending in (".csv", ".csv-metadata.json")]
        assert archive.namelist() == ["README.txt", *file_names, "datapackage.json"]
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 2, 8, 9, 30, 0)}
        for declared in shipped.config.published():
            expected = csv_bytes(shipped, declared, every_row(shipped, declared, ObservationQuery()))
            assert archive.read(f"{declared.id}.csv") == expected
        read_first = archive.read("README.txt").decode()
    assert "Open Government Licence v3.0" in read_first and shipped.config.site.attribution in read_first


MAKE = """
import hashlib
from pathlib import Path
from metrics.releasing.releases import load_release
from serving.downloads.xlsx_file import xlsx_bytes
from serving.downloads.zip_file import zip_bytes
from serving.api.observations import ObservationQuery, every_row
release = load_release(Path("."), "2023-24-q3")
measure = release.config.published()[0]
made = zip_bytes(release) + xlsx_bytes(release, measure, every_row(release, measure, ObservationQuery()))
print(hashlib.sha256(made).hexdigest())
"""


def test_two_processes_make_the_same_bytes() -> None:
    assert printed_by(MAKE, "1") == printed_by(MAKE, "2")


# How they are answered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("homicide.csv", BY_ENDING["csv"], "homicide-2023-24-q3.csv"),
        ("homicide.csv?area=Camden", BY_ENDING["csv"], "homicide-camden-2023-24-q3.csv"),
        (
            "homicide.csv?dimension=sex&from=2023-01",
            BY_ENDING["csv"],
            "homicide-sex-from-2023-01-2023-24-q3.csv",
        ),
        ("worry-about-crime.xlsx", BY_ENDING["xlsx"], "worry-about-crime-2023-24-q3.xlsx"),
        ("homicide.ods?area=camden", BY_ENDING["ods"], "homicide-camden-2023-24-q3.ods"),
        ("worry-about-crime.parquet", BY_ENDING["parquet"], "worry-about-crime-2023-24-q3.parquet"),
        ("all.zip", BY_ENDING["zip"], "all-2023-24-q3.zip"),
    ],
)
def test_a_file_is_kept_under_a_name_that_says_what_it_is(
    client: FlaskClient, path: str, kind: str, name: str
) -> None:
    got = client.get(f"/downloads/{path}")
    assert (got.status_code, got.headers["Content-Type"]) == (200, kind)
    assert got.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert got.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        *(f"worry-about-crime.{end}" for end in ("csv", "xlsx", "ods", "parquet")),
        "all.zip",
        "datapackage.json",
    ],
)
def test_a_file_that_the_reader_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first, head = client.get(f"/downloads/{path}"), client.head(f"/downloads/{path}")
    again = client.get(f"/downloads/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert (head.data, head.headers["ETag"]) == (b"", first.headers["ETag"])


@pytest.mark.parametrize(
    "path", [*(f"worry-about-crime.{end}" for end in ("xlsx", "ods", "parquet")), "all.zip"]
)
def test_what_is_packed_already_is_not_packed_again(client: FlaskClient, path: str) -> None:
    got = client.get(f"/downloads/{path}", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in got.headers


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("crime-prevalence.csv", 404, '"Crime prevalence" is planned and has no figures yet.'),
        (
            "exploitation-and-harm.xlsx",
            404,
            '"Exploitation and harm" is reported in words and has no figures.',
        ),
        ("homicid.csv", 404, 'The measure "homicid" is not known; did you mean "homicide"?'),
        ("homicide.pdf", 404, "There is nothing at this address."),
        ("", 404, "There is nothing at this address."),
        ("homicide.csv?area=atlantis", 404, 'The area "atlantis" is not known.'),
        (
            "worry-about-crime.csv?area=camden",
            404,
            'The measure "worry-about-crime" has no figures for Camden.',
        ),
        ("homicide.csv?areas=camden", 400, '"areas" is not a parameter here.'),
        ("homicide.csv?from=2023", 400, 'From: "2023" does not name a month; one is 2024-01.'),
        ("homicide.csv?from=2023-02&to=2023-01", 400, 'From "2023-02" comes after to "2023-01".'),
        (
            "homicide.csv?area=camden&dimension=sex",
            400,
            "A breakdown is of London alone; leave out the area.",
        ),
    ],
)
def test_what_is_no_file_is_told_in_plain_words_in_its_place(
    client: FlaskClient, path: str, status: int, message: str
) -> None:
    got = client.get(f"/downloads/{path}")
    assert (got.status_code, got.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert got.text.startswith(message)
    assert "/data" in got.text


def test_a_description_that_there_is_not_is_told_as_json(client: FlaskClient) -> None:
    got = client.get("/downloads/nope.csv-metadata.json")
    assert (got.status_code, got.headers["Content-Type"]) == (404, PROBLEM)


def test_a_file_can_be_had_as_it_was_published_and_never_changes(client: FlaskClient) -> None:
    now, frozen = (
        client.get(f"{prefix}/downloads/homicide.csv?area=camden") for prefix in ("", f"/as-at/{ID}")
    )
    assert (frozen.data, frozen.headers["Cache-Control"]) == (now.data, MINUTE)
    assert client.get("/as-at/2019-20-q1/downloads/homicide.csv").status_code == 404
