"""Accounts as readers meet them: on pages, in the API, in files and in the search, all with the same amounts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from dash import html
from dash.development.base_component import Component
from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder

from app import create_app
from components.account.balance import balance_parts
from components.account.budget import budget_parts
from components.basics.chart_place import CARRIES_CHART
from metrics.checking.accounts import check_account
from tests.money import DROP, RESERVES, RESERVES_HEADER, account, book_of, shipped_config
from tests.unit.test_accounts import QUARTERS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
MOST_BYTES = 22_000


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    of_site: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return of_site


def json_of(client: FlaskClient, path: str) -> Any:
    return json.loads(client.get(path).data)


def charts_of(parts: list[Component]) -> list[Any]:
    """The values of all charts that stand in some parts of a page."""
    items = [item for part in parts for item in part._traverse() if isinstance(item, Component)]
    places = [item.to_plotly_json()["props"] for item in items]
    return [json.loads(place[CARRIES_CHART]) for place in places if CARRIES_CHART in place]


def rows_of(client: FlaskClient, account_id: str) -> list[dict[str, str]]:
    text = client.get(f"/downloads/account-{account_id}.csv").text
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("account_id", "day", "millions"), QUARTERS)
def test_page_api_and_file_have_the_same_amount(
    client: FlaskClient, account_id: str, day: str, millions: str
) -> None:
    pounds, size = Decimal(millions) * 1_000_000, millions.removeprefix("-")
    side = "under" if pounds < 0 else "over"
    page = BeautifulSoup(client.get(f"/accounts/{account_id}").text, "html.parser")
    table = page.select_one("section[aria-labelledby=way] table")
    assert table is not None and f"£{size}m {side}" in table.text
    statements = json_of(client, f"/api/v1/accounts/{account_id}")["statements"]
    (total,) = [
        body for item in statements if item["as_at"] == day for body in item["bodies"] if body["is_total"]
    ]
    assert (total["difference"], total["side"]) == (pounds, side)
    (row,) = [
        row for row in rows_of(client, account_id) if (row["as_at"], row["body"]) == (day, total["body"])
    ]
    assert Decimal(row["variance"]) == pounds


@pytest.mark.parametrize("account_id", [item.id for item in shipped_config().accounts])
def test_each_page_is_light_and_lists_what_does_not_add_up(client: FlaskClient, account_id: str) -> None:
    answer = client.get(f"/accounts/{account_id}")
    assert answer.status_code == 200
    texts = [item["text"] for item in json_of(client, f"/api/v1/accounts/{account_id}")["discrepancies"]]
    page, checks = answer.text.replace("&#x27;", "'"), client.get("/checks").text
    assert all(text in page and text in checks for text in texts)
    packed = client.get(f"/accounts/{account_id}", headers={"Accept-Encoding": "gzip"})
    assert len(packed.data) <= MOST_BYTES


def test_a_forecast_is_never_called_spending(client: FlaskClient) -> None:
    sentences = json_of(client, "/api/v1/accounts")["accounts"][0]["sentences"]
    assert sentences[0].startswith("The year ended")
    rows = BeautifulSoup(client.get("/accounts/revenue-2023-24").text, "html.parser").select("#way ~ * tr")
    assert "forecast" in " ".join(row.text for row in rows)


def test_an_account_is_frozen_with_its_release(client: FlaskClient) -> None:
    now = client.get("/accounts/revenue-2023-24").text
    frozen = client.get("/as-at/2026-27-q1/accounts/revenue-2023-24")
    assert frozen.status_code == 200
    assert "The year ended £14.4m under budget" in frozen.text and "The year ended £14.4m under budget" in now
    assert client.get("/as-at/2023-24-q3/accounts/revenue-2023-24").status_code == 404


def test_the_nearest_account_is_named_where_there_is_none(client: FlaskClient) -> None:
    answer = client.get("/accounts/revenue-2023-25")
    assert answer.status_code == 404
    assert "/accounts/revenue-2023-24" in answer.text
    unknown = client.get("/api/v1/accounts/revenu")
    assert (unknown.status_code, json.loads(unknown.data)["error"]["code"]) == (404, "unknown-account")


def test_the_spreadsheet_holds_the_same_rows_and_what_to_know(client: FlaskClient) -> None:
    data = client.get("/downloads/account-reserves-2023-24.xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(data))
    about, rows = (list(sheet.values) for sheet in book)
    assert about[0][0] == "Reserves, 2023/24"
    assert any("£62.4m is what the whole less the other parts gives" in str(line[1]) for line in about)
    assert len(rows) == 1 + len(rows_of(client, "reserves-2023-24"))


def test_every_file_stands_in_the_archive_with_its_description(client: FlaskClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/downloads/all.zip").data)) as archive:
        names = archive.namelist()
        described = json.loads(archive.read("account-capital-2023-24.csv-metadata.json"))
    ids = [item.id for item in shipped_config().accounts]
    assert {f"account-{name}.csv" for name in ids} <= set(names)
    header = client.get("/downloads/account-capital-2023-24.csv").text.splitlines()[0].split(",")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == header
    assert any("£30.1m under budget" in note for note in described["notes"])


def test_the_search_finds_an_account_by_what_is_said_of_it(client: FlaskClient) -> None:
    assert "/accounts/reserves-2023-24" in client.get("/search?q=earmarked+reserves").text


def test_frameworks_lead_to_their_accounts(client: FlaskClient) -> None:
    for path in ("/frameworks", "/frameworks/finance", "/accounts"):
        assert '"/accounts/revenue-2023-24"' in client.get(path).text
    assert "/accounts" not in client.get("/").text


def test_a_workbook_is_read_as_a_csv_file_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["as_at", "body", "stage", "budget", "expected", "difference", "way", "report"])
    sheet.append([date(2023, 9, 30), "All", "forecast", 100.0, 101.5, 1.5, "overspend", "R1"])
    sheet.append([date(2023, 12, 31), "All", "forecast", 100.0, "£99", None, None, "R2"])
    book.save(tmp_path / "money.xlsx")
    declared = account(source={"files": "money.xlsx"})
    (issue,) = check_account(declared, {"money.xlsx": (tmp_path / "money.xlsx").read_bytes()}, None).issues
    assert issue.place == "money.xlsx:Sheet!E3"
    assert "it has the sign £" in issue.message


def test_the_shipped_files_are_read_as_they_lie_in_the_drop() -> None:
    assert {name for item in shipped_config().accounts for name in item.source.files} <= {
        path.name for path in DROP.iterdir()
    }


@pytest.mark.parametrize(
    "row", ["2023-06-30,All,forecast,0,0,0,,A", "2023-06-30,All,forecast,-100,-105,5,under,A"]
)
def test_accounts_of_nothing_and_below_nothing_are_drawn(row: str) -> None:
    book = book_of(account(), row)
    charts = charts_of(budget_parts(book))
    assert charts
    assert all(chart["low"] <= 0 <= chart["high"] and chart["low"] < chart["high"] for chart in charts)


def words_of(parts: list[Component]) -> str:
    """All that parts of a page say, charts and tables alike."""
    return json.dumps([part.to_plotly_json() for part in parts], cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize(
    ("row", "expected", "never"),
    [
        ("2023-12-31,All,forecast,100,90,,", "Expected to be used", '"Used"'),
        ("2023-12-31,All,forecast,100,110,,", "Expected to be added", '"Added"'),
        ("2024-03-31,All,outturn,100,90,,", "what was used, and what there is", "Expected"),
    ],
)
def test_a_forecast_of_reserves_is_never_drawn_as_used(row: str, expected: str, never: str) -> None:
    words = words_of(balance_parts(book_of(account(RESERVES), row, header=RESERVES_HEADER)))
    assert expected in words and never not in words


def test_what_comes_to_a_reserve_is_said_to_be_added() -> None:
    row = "2024-03-31,All,outturn,100,110,,"
    assert "£10.0m added" in words_of(balance_parts(book_of(account(RESERVES), row, header=RESERVES_HEADER)))


def test_parts_without_their_sum_have_their_way_through_the_year() -> None:
    rows = [
        f"2023-{day},{body},forecast,50,{amount},,,A"
        for day, body, amount in (
            ("06-30", "Mayor", 51),
            ("06-30", "Police", 48),
            ("09-30", "Mayor", 50),
            ("09-30", "Courts", 53),
        )
    ]
    _, way = budget_parts(book_of(account(source={"body": {"column": "body"}}), *rows))
    cells = [
        [str(cell.children) for cell in row.children]
        for row in way._traverse()
        if isinstance(row, html.Tr) and isinstance(row.children, list)
    ]
    assert cells == [
        ["Whose it is", "Q1 2023/24, forecast", "Q2 2023/24, forecast"],
        ["Mayor", "£1.0m over *", "exactly on budget *"],
        ["Police", "£2.0m under *", ""],
        ["Courts", "", "£3.0m over *"],
    ]


def test_bars_of_several_bodies_name_each() -> None:
    rows = ("2023-06-30,All,forecast,100,101,,,A", "2023-06-30,Police,forecast,90,91,,,A")
    declared = account(kind="income")
    chart, *_ = charts_of(budget_parts(book_of(declared, *rows)))
    assert [bar["label"] for bar in chart["bars"]] == [
        "All: Budget",
        "All: Expected",
        "Police: Budget",
        "Police: Expected",
    ]
    words = words_of(budget_parts(book_of(declared, *rows)))
    assert "has not yet come in" in words and "spent" not in words


def test_reserves_below_nothing_are_drawn() -> None:
    book = book_of(account(RESERVES), "2023-06-30,All,forecast,-100,-104,,", header=RESERVES_HEADER)
    (chart,) = charts_of(balance_parts(book))
    assert (chart["low"], chart["high"]) == (pytest.approx(-109.2e6), 1.0)
