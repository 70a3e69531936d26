"""A column for each area: what the header may hold, each fault at its place, and figures that add up to their cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from metrics.declared.config import parse_config
from metrics.declared.source_rules import columns_fit_the_layout
from metrics.explaining.as_text import as_text
from metrics.explaining.explanation import Explanation, explained
from metrics.figures.lineage import Cell, LeftOut, TakenFor
from metrics.figures.release import Release
from metrics.figures.series import Key
from tests.given import OFFENCES, SATISFACTION, data_of, issues_of, measure, values_of
from tests.places_of_tests import REGION

BARNET, CAMDEN = "E09000003", "E09000007"
BURGLARY: Mapping[str, Any] = {
    **OFFENCES,
    "id": "burglary",
    "source": {
        **OFFENCES["source"],
        "files": ("Burglary.csv",),
        "layout": "areas-as-columns",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "area": {"aliases": {"Met": "London"}, "no_area": ("Heathrow",)},
        "region": "own-row",
    },
}
HEADER = "Month,Met,Camden,LB Barnet,Heathrow\n"
ROWS = HEADER + "2023-12,64,20,40,4\n2024-01,70,22,43,5\n"
NO_REGION = "Month,Camden,Barnet,Heathrow\n2023-12,20,40,4\n2024-01,22,43,5\n"


def declared(**source: Any) -> Any:
    return measure(BURGLARY, source=source)


def issues(text: str, **source: Any) -> list[str]:
    """What is said of a file, save that most boroughs have no column."""
    lines = issues_of(declared(**source), ("Burglary.csv", text))
    return [line for line in lines if "London is added up, and no column is of" not in line]


def figures(text: str, area: str = REGION, **source: Any) -> dict[str, float | None]:
    data = data_of(declared(**source), ("Burglary.csv", text))
    return values_of(data.get(Key("single", area)))


# What is read ----------------------------------------------------------------------------------------------


def test_each_column_is_an_area_and_each_row_a_period() -> None:
    assert issues(ROWS) == []
    assert {area: figures(ROWS, area) for area in (REGION, CAMDEN, BARNET)} == {
        REGION: {"2023-12": 64, "2024-01": 70},
        CAMDEN: {"2023-12": 20, "2024-01": 22},
        BARNET: {"2023-12": 40, "2024-01": 43},
    }


@pytest.mark.parametrize(
    ("region", "total"),
    [("sum-of-areas", {"2023-12": 60, "2024-01": 65}), ("all-rows", {"2023-12": 64, "2024-01": 70})],
)
def test_region_is_added_up_from_the_columns(region: str, total: dict[str, float]) -> None:
    assert issues(NO_REGION, region=region) == []
    assert figures(NO_REGION, region=region) == total


def test_conditions_and_breakdowns_stand_in_the_rows() -> None:
    kinds = {"where": ({"column": ("Crime",), "values": ("Burglary",)},), "combine": "sum"}
    kinds |= {"dimensions": ({"id": "place", "title": "Place", "column": ("Place",)},)}
    text = "Month,Crime,Place,Met,Camden\n2024-01,Burglary,Home,9,4\n2024-01,Burglary,Shop,3,2\n2024-01,Theft,Shop,50,7\n"
    assert issues(text, **kinds) == []
    data = data_of(declared(**kinds), ("Burglary.csv", text))
    keys = [Key("single", REGION), Key("single", CAMDEN), Key("single", REGION, "place", "Home")]
    assert [values_of(data.get(key)) for key in keys] == [{"2024-01": 12}, {"2024-01": 6}, {"2024-01": 9}]


def test_two_columns_of_one_area_are_added_up_where_cells_add_up() -> None:
    aliases = {"aliases": {"Met": "London", "Camden North": "Camden", "Camden South": "Camden"}}
    text = "Month,Met,Camden North,Camden South\n2024-01,30,4,5\n"
    data = data_of(declared(area=aliases, combine="sum"), ("Burglary.csv", text))
    assert values_of(data.get(Key("single", CAMDEN))) == {"2024-01": 9}
    assert issues(text, area=aliases) == ['Burglary.csv:1:4: error: the area "Camden South" stands twice']


# What is wrong ---------------------------------------------------------------------------------------------

NEITHER = "a column that is neither declared nor ignored is an area, and"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Month,Met,Camdem\n2024-01,9,4\n",
            f'1:3: error: {NEITHER} area "Camdem" is not known; did you mean "Camden"?',
        ),
        (
            "Month,Met,Notes\n2024-01,9,4\n",
            f'1:3: error: {NEITHER} area "Notes" is not known; name it under "aliases" or "no_area"',
        ),
        (
            "Month,Met,Total\n2024-01,9,4\n",
            f'1:3: error: {NEITHER} area "Total" is not known: it looks like a column of totals; '
            'if it is London, name it under "aliases"',
        ),
        (
            "Month,Met,City of London\n2024-01,9,4\n",
            f"1:3: error: {NEITHER} the City of London has its own police; if it is in the data, declare "
            '"outside: included"',
        ),
        ("Month\n2024-01\n", "1:1: error: the file has no column that is an area"),
        ("Month,Met,Met\n2024-01,9,9\n", '1:3: error: the column "Met" stands twice'),
        (
            "Month,Met,Camden\n2023-12,9,4\n2024-01,9,about 5\n",
            '3:3: error: "about 5" is not a plain number such as 6100',
        ),
        (
            "Month,Met\n2024-01,9\n2024-01,8\n",
            "3:2: error: London (Metropolitan Police area) in January 2024 stands twice; the first is in line 2; "
            'declare "combine: sum" if both count',
        ),
        (
            "Month,Camden\n2024-01,4\n",
            '1:1: error: "burglary": no column is London\'s own; name it under "aliases" of the area',
        ),
        (
            "Month,Met,Email\n2024-01,9,jo@example.org\n",
            '1:3: error: the column "Email" looks like personal data; ask the publisher for a file without it: '
            "an extract is stored as it came, and is public",
        ),
    ],
)
def test_a_fault_is_told_once_at_its_place(text: str, line: str) -> None:
    assert issues(text) == [f"Burglary.csv:{line}"]


def test_a_column_that_is_ignored_is_no_area() -> None:
    assert issues("Month,Met,Camden,Total\n2024-01,9,4,9\n", ignore=("Total",)) == []


def test_a_second_column_of_periods_agrees_with_the_first() -> None:
    text = "Month,Label,Met\n2024-01,Feb 2024,9\n"
    assert issues(text, ignore=("Label",)) == [
        'Burglary.csv:2:2: error: Label "Feb 2024" is February 2024, and Month "2024-01" is January 2024: '
        "one is wrong"
    ]


def test_region_among_the_columns_that_are_added_up_is_told() -> None:
    assert issues(ROWS, region="sum-of-areas") == [
        "Burglary.csv:2:1: error: a column for London stands among the areas that are added up to make London"
    ]


@pytest.mark.parametrize(
    ("source", "where", "message"),
    [
        (
            {"area": {"column": ("Borough",)}},
            ("source", "area", "column"),
            'the header holds the areas, and the cells the values: leave out "column" of area',
        ),
        (
            {"value": {"column": ("Offences",)}},
            ("source", "value", "column"),
            'the header holds the areas, and the cells the values: leave out "column" of value',
        ),
        (
            {"area": None},
            ("source",),
            '"area" is missing: the header holds the areas; write "area: {}" at the least',
        ),
        (
            {"period": {"format": "YYYY-MM"}},
            ("source", "period"),
            '"column" is missing: name the column of the period',
        ),
    ],
)
def test_what_the_header_holds_is_declared_without_a_column(
    source: dict[str, Any], where: tuple[str, ...], message: str
) -> None:
    findings = list(columns_fit_the_layout(declared(**source)))
    assert [(finding.path, finding.message) for finding in findings] == [(where, message)]


# How a figure is explained ---------------------------------------------------------------------------------

SITE = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: violence, framework: pcp, title: Violence, description: Violence}]
measures: []
"""


def explanation_of(text: str, area: str = REGION, **source: Any) -> Explanation:
    burglary, file = declared(**source), ("Burglary.csv", text)
    config, faults = parse_config(SITE)
    assert config is not None, faults
    config = config.model_copy(update={"measures": (burglary,)})
    at = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
    release = Release("2023-24-q3", at, config, {"burglary": data_of(burglary, file)})
    return explained(release, release.tile("burglary", date(2024, 2, 9), area), {file[0]: text.encode()})


def test_region_s_own_column_is_explained_with_the_name_in_its_header() -> None:
    explanation = explanation_of(ROWS)
    trail = (explanation.trails or {})["figure"]
    assert (trail.cells, trail.left_out, trail.taken_for) == (
        (Cell("Burglary.csv", 3, 2, "Met", (("Month", "2024-01"),), "70", 70.0),),
        (
            LeftOut("Burglary.csv", "area", 3, "columns", "", ("London",)),
            LeftOut("Burglary.csv", "period", 1, "rows", "Month"),
        ),
        (TakenFor("", "Met", "London"),),
    )
    text = "\n".join(as_text(explanation))
    for sentence in (
        "“Met” in the header is taken for London.",
        "London has a column of its own in the file. Its figure is not added up from boroughs.",
        "Burglary.csv: 3 columns of other areas than London",
        "1 cell makes this figure:",
    ):
        assert sentence in text


def test_a_district_s_figure_is_made_of_its_column_alone() -> None:
    trail = (explanation_of(ROWS, BARNET).trails or {})["figure"]
    assert [(cell.column, cell.written) for cell in trail.cells] == [("LB Barnet", "43")]


def test_a_sum_of_the_districts_leaves_out_the_columns_of_no_district() -> None:
    explanation = explanation_of(NO_REGION, region="sum-of-areas")
    trail = (explanation.trails or {})["figure"]
    assert [(cell.column, cell.value) for cell in trail.cells] == [("Camden", 22.0), ("Barnet", 43.0)]
    assert [(item.why, item.count, item.of) for item in trail.left_out] == [
        ("no-area", 1, "columns"),
        ("period", 1, "rows"),
    ]
    assert "No column stands for" in "\n".join(as_text(explanation))


def test_a_percentage_and_a_mark_are_read_below_an_area() -> None:
    survey = measure(
        SATISFACTION,
        source={
            "layout": "areas-as-columns",
            "area": {},
            "value": {"written_as": "percent", "marks": {"*": "c"}},
        },
    )
    data = data_of(survey, ("USS.csv", "Quarter,London,Camden\nQ2 23-24,60%,55%\nQ3 23-24,61%,*\n"))
    assert values_of(data.get(Key("single", CAMDEN))) == {"2023-Q2": 55, "2023-Q3": None}
