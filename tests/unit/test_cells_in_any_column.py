"""Columns stand in any order: each cell is read from its own column, and told at its own field."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.periods import period_id
from metrics.reading.cells import read_cells
from metrics.reading.columns import resolve_columns
from metrics.reading.tables import parse_table
from tests.given import OFFENCES, VICTIMS, measure

SEX = {"id": "sex", "title": "Sex", "column": ("Sex",)}
COUNTED = measure(
    OFFENCES,
    source={
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYYMM"},
        "value": {"column": ("Count",)},
        "base": {"column": ("Asked",)},
        "dimensions": (SEX,),
    },
)
EVENTS = measure(VICTIMS)
CELL = {"Month": "202401", "Borough": "Camden", "Sex": "Male", "Count": "12", "Asked": "90"}
EVENT = {"Recorded": "Jan-24", "Borough": "Camden", "Sex": "Male"}


def read(declared: PublishedMeasure, text: str) -> tuple[list[dict[Hashable, Any]], list[str]]:
    table, shape = parse_table(text.encode(), declared.source, "X.csv")
    assert table is not None, shape
    columns, header = resolve_columns(declared, table)
    assert header == []
    cells, issues = read_cells(declared, table, columns)
    cells["period"] = [None if period is None else period_id(period) for period in cells["period"]]
    return cells.to_dict("records"), [str(issue) for issue in issues]


def turned(cell: dict[str, str], by: int) -> tuple[str, str]:
    """A header and a row whose first ``by`` columns stand last."""
    names = [*list(cell)[by:], *list(cell)[:by]]
    return ",".join(names), ",".join(cell[name] for name in names)


@pytest.mark.parametrize("by", range(len(CELL)))
def test_a_row_is_the_same_cell_whichever_column_stands_first(by: int) -> None:
    header, row = turned(CELL, by)
    cells, issues = read(COUNTED, f"{header}\n{row}\n")
    assert issues == []
    assert cells == [
        {
            "line": 2,
            "field": header.split(",").index("Count") + 1,
            "value": 12.0,
            "period": "2024-01",
            "area": "E09000007",
            "sex": "Male",
            "base": 90.0,
            "status": "",
        }
    ]


@pytest.mark.parametrize("by", range(len(EVENT)))
def test_an_event_counts_one_whichever_column_stands_first(by: int) -> None:
    header, row = turned(EVENT, by)
    cells, issues = read(EVENTS, f"{header}\n{row}\n")
    assert (issues, [(cell["period"], cell["area"], cell["sex"], cell["value"]) for cell in cells]) == (
        [],
        [("2024-01", "E09000007", "Male", 1.0)],
    )


@pytest.mark.parametrize("by", range(len(CELL)))
def test_every_fault_is_told_at_the_field_of_its_column(by: int) -> None:
    header, row = turned({**CELL, "Month": "2024-1", "Borough": "Camdem", "Count": "some"}, by)
    _, issues = read(COUNTED, f"{header}\n{row}\n")
    places = {name: f"X.csv:2:{header.split(',').index(name) + 1}: " for name in CELL}
    assert [issue.partition("error: ")[0] for issue in issues] == [
        places["Month"],
        places["Borough"],
        places["Count"],
    ]


@pytest.mark.parametrize("by", range(len(EVENT)))
def test_a_period_that_cannot_be_read_is_told_where_it_stands(by: int) -> None:
    header, row = turned({**EVENT, "Recorded": "Jan-2024x"}, by)
    _, issues = read(EVENTS, f"{header}\n{row}\n")
    field = header.split(",").index("Recorded") + 1
    assert [issue.partition(": error: ")[0] for issue in issues] == [f"X.csv:2:{field}"]


def test_periods_as_columns_stand_before_and_behind_the_area() -> None:
    cells, issues = read(measure(OFFENCES), "202312,Borough,202401\n10,Camden,20\n")
    assert issues == []
    assert [(cell["field"], cell["period"], cell["area"], cell["value"]) for cell in cells] == [
        (1, "2023-12", "E09000007", 10.0),
        (3, "2024-01", "E09000007", 20.0),
    ]
