"""In each layout a figure is explained by the cells that it is made of: the same two offences, laid out in every way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from metrics.declared.layouts import (
    AREAS_AS_COLUMNS,
    CATEGORIES_AS_COLUMNS,
    EVENTS,
    LAYOUTS,
    PERIODS_AS_COLUMNS,
    ROWS,
    LayoutName,
)
from metrics.figures.lineage import LeftOut, TakenFor
from tests.explained import CAMDEN, explanation_of, trail
from tests.given import OFFENCES, measure

KNIVES: Mapping[str, Any] = {
    "id": "kind",
    "title": "Kind",
    "headline": "Knife",
    "categories": ({"name": "Knife"}, {"name": "Other"}),
}
PERIOD = {"period": {"column": ("Month",), "format": "YYYYMM"}}
AREA = {"area": {"column": ("Borough",)}}
KIND = {"dimensions": ({**KNIVES, "column": ("Kind",)},)}


@dataclass(frozen=True)
class Example:
    """A file with two offences with a knife in Camden in December, under the borough's longer name.

    ``cells`` are what they are counted from: line, field, header and text. ``left_out`` is what else the file holds.
    """

    source: Mapping[str, Any]
    text: str
    cells: tuple[tuple[int, int, str, str], ...]
    left_out: tuple[LeftOut, ...]
    column: str = "Borough"


def left(why: Any, count: int, of: Any, column: str = "", *names: str) -> LeftOut:
    return LeftOut("Crime.csv", why, count, of, column, names)


EXAMPLES = {
    ROWS.name: Example(
        {**PERIOD, **AREA, **KIND, "value": {"column": ("Offences",)}},
        "Borough,Month,Kind,Offences\nCamden,202311,Knife,4\nLB Camden,202312,Knife,2\nLB Camden,202312,Other,9\n"
        "Barnet,202312,Knife,7\n",
        ((3, 4, "Offences", "2"),),
        (
            left("category", 1, "rows", "Kind", "Knife"),
            left("area", 1, "rows", "Borough", "Camden"),
            left("period", 1, "rows", "Month"),
        ),
    ),
    PERIODS_AS_COLUMNS.name: Example(
        {**AREA, **KIND},
        "Borough,Kind,202311,202312\nLB Camden,Knife,4,2\nLB Camden,Other,1,9\nBarnet,Knife,3,7\n",
        ((2, 4, "202312", "2"),),
        (
            left("category", 1, "rows", "Kind", "Knife"),
            left("area", 1, "rows", "Borough", "Camden"),
            left("period", 1, "columns"),
        ),
    ),
    AREAS_AS_COLUMNS.name: Example(
        {**PERIOD, **KIND, "area": {}},
        "Month,Kind,LB Camden,Barnet\n202311,Knife,4,3\n202312,Knife,2,7\n202312,Other,9,1\n",
        ((3, 3, "LB Camden", "2"),),
        (
            left("category", 1, "rows", "Kind", "Knife"),
            left("area", 1, "columns", "", "Camden"),
            left("period", 1, "rows", "Month"),
        ),
        column="",
    ),
    CATEGORIES_AS_COLUMNS.name: Example(
        {**PERIOD, **AREA, "dimensions": (KNIVES,)},
        "Month,Borough,Knife,Other\n202311,LB Camden,4,9\n202312,LB Camden,2,9\n202312,Barnet,7,1\n",
        ((3, 3, "Knife", "2"),),
        (
            left("category", 1, "columns", "", "Knife"),
            left("area", 1, "rows", "Borough", "Camden"),
            left("period", 1, "rows", "Month"),
        ),
    ),
    EVENTS.name: Example(
        {**PERIOD, **AREA, **KIND, "combine": "sum"},
        "Month,Borough,Kind\n202311,LB Camden,Knife\n202312,LB Camden,Knife\n202312,LB Camden,Knife\n"
        "202312,LB Camden,Other\n202312,Barnet,Knife\n",
        ((3, 1, "", ""), (4, 1, "", "")),
        (
            left("category", 1, "rows", "Kind", "Knife"),
            left("area", 1, "rows", "Borough", "Camden"),
            left("period", 1, "rows", "Month"),
        ),
    ),
}


def test_there_is_an_example_of_each_layout() -> None:
    assert set(EXAMPLES) == set(LAYOUTS)


@pytest.mark.parametrize("layout", EXAMPLES)
def test_a_figure_is_explained_by_its_cells_however_they_are_laid_out(layout: LayoutName) -> None:
    example = EXAMPLES[layout]
    declared = measure(OFFENCES, source={**example.source, "layout": layout})
    way = trail(explanation_of(declared, ("Crime.csv", example.text), area=CAMDEN, until="2023-12"))
    assert sum(cell.value or 0 for cell in way.cells) == 2
    assert tuple((cell.line, cell.field, cell.column, cell.written) for cell in way.cells) == example.cells
    assert way.left_out == example.left_out
    assert way.taken_for == (TakenFor(example.column, "LB Camden", "Camden"),)
