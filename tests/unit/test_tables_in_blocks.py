"""Tables in words: rows that become blocks on a narrow screen keep the roles and the names of a table."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from components.basics.table import table_in_blocks
from serving.http.html import render

ROLES = {"table": "table", "tr": "row", "thead": "rowgroup", "tbody": "rowgroup", "td": "cell"}
HEADS = ("Item", "Status", "Update")
ROWS = [("A1", "Complete", "Done"), ("A2", "On hold", "")]


def table_tag(heads: tuple[str, ...] = HEADS, rows: Sequence[tuple[str, ...]] = ROWS, **changes: int) -> Tag:
    return BeautifulSoup(render(table_in_blocks("Items", heads, rows, **changes)), "html.parser")


def test_each_part_says_its_role_since_a_block_has_none() -> None:
    grid = table_tag()
    for name, role in ROLES.items():
        assert {part["role"] for part in grid.select(name)} == {role}
    assert {(part["role"], part["scope"]) for part in grid.select("thead th")} == {("columnheader", "col")}
    assert {(part["role"], part["scope"]) for part in grid.select("tbody th")} == {("rowheader", "row")}


def test_a_cell_names_its_column_and_an_empty_one_none() -> None:
    named = [[cell.get("data-head") for cell in row.select("td")] for row in table_tag().select("tbody tr")]
    assert named == [["Status", "Update"], ["Status", None]]


def test_with_two_columns_the_second_needs_no_name() -> None:
    assert table_tag(("Item", "Status"), [("A1", "Complete")]).select("[data-head]") == []


def test_numbers_line_up_where_columns_hold_numbers() -> None:
    grid = table_tag(("Day", "In all", "Complete"), [("1 May", "25", "7")], words_from=99)
    assert [cell.get("class") for cell in grid.select("td")] == [["n"], ["n"]]
    assert table_tag().select(".n") == []
