"""What pandas reads from each file that is shipped is what the API says, to the last digit, and what the page says.

Every figure of every release in every format, through the front door. pandas is asked as the page of downloads says.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from components.site.downloads_words import COLUMNS
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import financial_quarter
from metrics.releasing.releases import load_release
from serving.api.values import unit_json
from serving.downloads.contents import STEERS
from serving.downloads.formats import FORMATS
from tests.given import SATISFACTION, measure
from tests.other_programs import needs_packages, python_says
from tests.places_of_tests import REGION

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
KEY = ("window", "period", "area_code", "dimension", "category")
# As the page of downloads has them: nothing but an empty cell is nothing, and no digit is lost.
ARGUMENTS: Mapping[str, Any] = {"keep_default_na": False, "na_values": [""], "dtype": {"period": str}}
READ: Mapping[str, Callable[[bytes], pd.DataFrame]] = {
    "csv": lambda data: pd.read_csv(io.BytesIO(data), **ARGUMENTS),
    "xlsx": lambda data: pd.read_excel(io.BytesIO(data), "Data", engine="calamine", **ARGUMENTS),
    "ods": lambda data: pd.read_excel(io.BytesIO(data), "Data", engine="calamine", **ARGUMENTS),
}
Row = dict[str, object]


def every_measure() -> list[tuple[str, str]]:
    """Each release with each of its measures that has figures."""
    stored = sorted((ROOT / "data" / "releases").glob("*/observations/*.csv"))
    return [(file.parents[1].name, file.stem) for file in stored]


RELEASES = sorted({release_id for release_id, _ in every_measure()})


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


@pytest.fixture(scope="module")
def loaded() -> dict[str, Release]:
    return {release_id: load_release(ROOT, release_id) for release_id in RELEASES}


def declared(loaded: dict[str, Release], release_id: str, measure_id: str) -> PublishedMeasure:
    measure = loaded[release_id].config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)
    return measure


def got(client: FlaskClient, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    data: bytes = answer.data
    return data


def api_rows(client: FlaskClient, prefix: str, measure: PublishedMeasure) -> list[Row]:
    """All that the API says of a measure: every area and window, then each dimension."""
    queries = ["area=all", *(f"dimension={item.id}" for item in measure.source.dimensions)]
    address = f"{prefix}/api/v1/measures/{measure.id}/observations?window=all&"
    answers = [json.loads(got(client, address + query)) for query in queries]
    beside = {
        "measure": measure.id,
        "release": answers[0]["release"]["id"],
        "window": "single",
        "unit": unit_json(measure.form),
    }
    return [{**beside, **row} for answer in answers for row in answer["observations"]]


def plain(row: Mapping[str, object]) -> Row:
    """A row as both sides can be compared: a number as a number, None where there is nothing."""
    values = {name: row.get(name) for name in COLUMNS}
    return {
        name: None
        if value is None or value == "" or value != value
        else float(str(value))
        if name in ("value", "base", "lower", "upper")
        else str(value)
        for name, value in values.items()
    }


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table that pandas has read."""
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.astype(object).to_numpy().tolist()]


def keyed(rows: list[Row]) -> dict[tuple[object, ...], Row]:
    """Rows by what names each of them; none is there twice."""
    listed = [plain(row) for row in rows]
    named = {tuple(row[name] for name in KEY): row for row in listed}
    assert len(named) == len(listed)
    return named


def without_apostrophes(rows: list[Row]) -> list[Row]:
    """Rows of a CSV, in which a text that a spreadsheet would take for a formula has an apostrophe before it."""
    return [
        {
            name: value[1:] if isinstance(value, str) and value[:1] == "'" and value[1:2] in STEERS else value
            for name, value in row.items()
        }
        for row in rows
    ]


@pytest.mark.parametrize(("release_id", "measure_id"), every_measure())
def test_pandas_reads_from_each_file_what_the_api_says(
    client: FlaskClient, loaded: dict[str, Release], release_id: str, measure_id: str
) -> None:
    prefix = f"/as-at/{release_id}"
    api = keyed(api_rows(client, prefix, declared(loaded, release_id, measure_id)))
    assert api
    for ending, read in READ.items():
        frame = read(got(client, f"{prefix}/downloads/{measure_id}.{ending}"))
        assert list(frame.columns) == list(COLUMNS)
        rows = records(frame)
        file = keyed(without_apostrophes(rows) if ending == "csv" else rows)
        assert file == api, ending
        assert frame.loc[frame["value"].isna(), "status"].notna().all()


def test_what_is_withheld_or_missing_is_empty_with_its_status_in_each_file(
    loaded: dict[str, Release], tmp_path: Path
) -> None:
    """So is a name that programs take for nothing, or for a formula, read as it is."""
    q1, q2, q3 = (financial_quarter(2023, number) for number in (1, 2, 3))
    region = (
        Observation(q1, "single", 64.25, "p", 2400),
        Observation(q2, "single", None, "c"),
        Observation(q3, "single", None, "x"),
    )
    route = {"id": "route", "title": "Route", "column": ("Route",)}
    survey, names = measure(SATISFACTION, source={"dimensions": (route,)}), ("None", "=1+1", "NA")
    parts = {
        Key(dimension="route", category=name): Series((Observation(q1, "single", 0.0),)) for name in names
    }
    first = loaded[RELEASES[0]]
    config = first.config.model_copy(update={"measures": (survey,)})
    release = Release(
        first.id, first.published_at, config, {survey.id: MeasureData({Key(): Series(region), **parts})}
    )
    files = {item.ending[1:]: item.content(release, survey, {}) for item in FORMATS}
    (tmp_path / "file.parquet").write_bytes(files["parquet"])
    frames = {ending: read(files[ending]) for ending, read in READ.items()}
    parquet = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / 'file.parquet'}'").fetchall()
    frames["parquet"] = pd.DataFrame(parquet, columns=list(COLUMNS), dtype=object)
    for ending, frame in frames.items():
        rows = [plain(row) for row in records(frame)]
        assert [(row["value"], row["status"], row["base"]) for row in rows] == [
            (64.25, "p", 2400.0),
            (None, "c", None),
            (None, "x", None),
            *[(0.0, None, None)] * 3,
        ], ending
        formula = "'=1+1" if ending == "csv" else "=1+1"
        assert [row["category"] for row in rows] == [None, None, None, "None", formula, "NA"], ending


def test_pandas_reads_from_each_spreadsheet_of_records_what_their_csv_says(
    client: FlaskClient, loaded: dict[str, Release]
) -> None:
    release = loaded[RELEASES[-1]]
    names = [
        *(f"account-{name}" for name in release.accounts),
        *(f"tracker-{name}" for name in release.trackers),
        *(f"inspections-{name}" for name in release.inspections),
    ]
    assert len(names) >= 10
    for name in names:
        address = f"/downloads/{name}"
        stated = list(csv.reader(io.StringIO(got(client, f"{address}.csv").decode(), newline="")))
        for ending in ("xlsx", "ods"):
            book = pd.read_excel(
                io.BytesIO(got(client, f"{address}.{ending}")),
                "Data",
                engine="calamine",
                header=None,
                dtype=object,
            )
            assert [[*map(stated_cell, row)] for row in book.to_numpy().tolist()] == [
                [*map(stated_cell, row)] for row in stated
            ], f"{name}.{ending}"


def stated_cell(cell: object) -> object:
    """A cell of a CSV or of a spreadsheet as both can be compared: numbers as numbers, days as they are written."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if cell is None or cell != cell or cell == "":
        return None
    text = str(cell)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


PARQUET = """
import json, sys
import pandas as pd
for name in sys.argv[1:]:
    frame = pd.read_parquet(name)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    print(json.dumps([{key: value for key, value in row.items() if value is not None} for row in rows]))
"""


@needs_packages
@pytest.mark.parametrize("release_id", RELEASES)
def test_pandas_reads_from_a_parquet_file_what_the_api_says(
    client: FlaskClient, loaded: dict[str, Release], release_id: str, tmp_path: Path
) -> None:
    """With no argument at all."""
    prefix, measures = f"/as-at/{release_id}", loaded[release_id].config.published()
    for published in measures:
        data = got(client, f"{prefix}/downloads/{published.id}.parquet")
        (tmp_path / f"{published.id}.parquet").write_bytes(data)
    names = [f"{published.id}.parquet" for published in measures]
    for published, line in zip(
        measures, python_says(PARQUET, *names, folder=tmp_path).splitlines(), strict=True
    ):
        assert keyed(json.loads(line)) == keyed(api_rows(client, prefix, published)), published.id


# Beside the pages ------------------------------------------------------------------------------------------


def shown_number(text: str) -> Decimal | None:
    """The number of a cell on a page, with the decimals that it has there; None where words stand in its place."""
    match = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)%?", text.strip())
    return None if match is None else Decimal(match[1].replace(",", ""))


def agrees(text: str, value: object) -> bool:
    """Whether a cell on a page says a value of a file: rounded by half away from zero, words where there is none."""
    number = shown_number(text)
    if number is None or value is None:
        return number is None and value is None and bool(text.strip())
    return number == Decimal(repr(value)).quantize(number, ROUND_HALF_UP)


def cells(row: Tag) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.select("th, td")]


def read_file(client: FlaskClient, prefix: str, measure_id: str, query: str = "") -> list[Row]:
    data = got(client, f"{prefix}/downloads/{measure_id}.csv{query}")
    return [plain(row) for row in records(READ["csv"](data))]


@pytest.mark.parametrize(("release_id", "measure_id"), every_measure())
def test_the_page_of_a_measure_says_what_its_file_says(
    client: FlaskClient, loaded: dict[str, Release], release_id: str, measure_id: str
) -> None:
    """The region's figure on its tile, each figure in the table below its chart, and the newest of each area."""
    prefix = f"/as-at/{release_id}"
    page = BeautifulSoup(got(client, f"{prefix}/measures/{measure_id}"), "html.parser")
    measure = declared(loaded, release_id, measure_id)
    totals = [row for row in read_file(client, prefix, measure_id) if row["dimension"] is None]
    of_region = [row for row in totals if row["area_code"] == REGION]

    tile = page.select_one(f'[data-measure="{measure_id}"]')
    assert tile is not None
    value, period = (tile.select_one(f'[data-field="{field}"]') for field in ("value", "period"))
    assert value is not None and period is not None
    matching_rows = [
        row
        for row in of_region
        if row["window"] == measure.window and row["period_label"] == period.get_text()
    ]
    assert [
        agrees(re.split(r"[^\d,.%-]", value.get_text(strip=True))[0], row["value"]) for row in matching_rows
    ] == [True]

    table = page.select_one("#over-time ~ div table, #over-time table, section:has(#over-time) table")
    assert table is not None
    rows = [cells(row) for row in table.select("tbody tr")]
    listed = {row["period_label"]: row for row in of_region if row["window"] == measure.source.window}
    assert [name for name, *_ in rows] == list(listed)[::-1]
    assert [(name, text) for name, text, *_ in rows if not agrees(text, listed[name]["value"])] == []
