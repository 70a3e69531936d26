"""A column for each category: what the header may hold, each fault at its place, and figures that add up to their cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from metrics.checking.checks import check_measure
from metrics.declared.config import parse_config
from metrics.declared.source_rules import columns_fit_the_layout, header_categories_are_declared
from metrics.explaining.as_text import as_text
from metrics.explaining.explanation import Explanation, explained
from metrics.figures.lineage import Cell, LeftOut, TakenFor
from metrics.figures.observations import observations
from metrics.figures.release import Release
from metrics.figures.series import Key
from metrics.figures.suppression.withhold import suppressed
from tests.given import OFFENCES, SATISFACTION, data_of, issues_of, measure, values_of
from tests.places_of_tests import REGION

CAMDEN = "E09000007"
AGE: Mapping[str, Any] = {
    "id": "age",
    "title": "Age",
    "categories": (
        {"name": "10 to 17", "aliases": ("Age 10-17",)},
        {"name": "18 to 24", "aliases": ("Age 18-24",)},
    ),
}
STABBINGS: Mapping[str, Any] = {
    **OFFENCES,
    "id": "stabbings",
    "source": {
        **OFFENCES["source"],
        "files": ("Stabbings.csv",),
        "layout": "categories-as-columns",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "area": {"column": ("Borough",), "no_area": ("Heathrow",)},
        "dimensions": (AGE,),
    },
}
ROWS = (
    "Month,Borough,Age 10-17,Age 18-24\n"
    "2023-12,Camden,3,4\n2023-12,Heathrow,0,1\n2024-01,Camden,5,6\n2024-01,Heathrow,1,0\n"
)
TOTALS = "Month,Total,Age 10-17,Age 18-24\n2023-12,9,3,4\n2024-01,12,5,6\n"
WITH_TOTAL = {
    "area": None,
    "dimensions": ({**AGE, "headline": "Total", "categories": ({"name": "Total"}, *AGE["categories"])},),
}


def declared(**source: Any) -> Any:
    return measure(STABBINGS, source=source)


def issues(text: str, **source: Any) -> list[str]:
    """What is said of a file, save that most boroughs have no row."""
    lines = issues_of(declared(**source), ("Stabbings.csv", text))
    return [line for line in lines if "London is added up, and no row is of" not in line]


def figures(text: str, *key: str, **source: Any) -> dict[str, float | None]:
    series = data_of(declared(**source), ("Stabbings.csv", text)).get(Key("single", *(key or (REGION,))))
    return values_of(series)


# What is read ----------------------------------------------------------------------------------------------


def test_each_column_is_a_category_and_the_figure_takes_all_of_them() -> None:
    assert issues(ROWS) == []
    assert {key: figures(ROWS, *key) for key in ((REGION,), (CAMDEN,), (REGION, "age", "10 to 17"))} == {
        (REGION,): {"2023-12": 8, "2024-01": 12},
        (CAMDEN,): {"2023-12": 7, "2024-01": 11},
        (REGION, "age", "10 to 17"): {"2023-12": 3, "2024-01": 6},
    }


def test_a_column_of_totals_is_the_figure_where_it_is_the_headline() -> None:
    assert issues(TOTALS, **WITH_TOTAL) == []
    assert figures(TOTALS, **WITH_TOTAL) == {"2023-12": 9, "2024-01": 12}
    assert figures(TOTALS, REGION, "age", "18 to 24", **WITH_TOTAL) == {"2023-12": 4, "2024-01": 6}


def test_another_breakdown_and_conditions_stand_in_the_rows() -> None:
    kinds: dict[str, Any] = {"where": ({"column": ("Crime",), "values": ("Stabbing",)},), "area": None}
    kinds |= {"dimensions": (AGE, {"id": "sex", "title": "Sex", "column": ("Sex",)})}
    text = "Month,Crime,Sex,Age 10-17,Age 18-24\n2024-01,Stabbing,F,1,2\n2024-01,Stabbing,M,3,4\n2024-01,Theft,M,50,7\n"
    assert issues(text, **kinds) == []
    keys = [(REGION,), (REGION, "age", "18 to 24"), (REGION, "sex", "M")]
    assert [figures(text, *key, **kinds) for key in keys] == [{"2024-01": 10}, {"2024-01": 6}, {"2024-01": 7}]


def test_two_columns_of_one_category_are_added_up_where_cells_add_up() -> None:
    young = {"name": "Under 25", "aliases": ("Age 10-17", "Age 18-24")}
    source = {"area": None, "dimensions": ({**AGE, "categories": (young,)},)}
    text = "Month,Age 10-17,Age 18-24\n2024-01,4,5\n"
    assert figures(text, combine="sum", **source) == {"2024-01": 9}
    assert issues(text, **source) == ['Stabbings.csv:1:3: error: the category "Age 18-24" stands twice']


def test_percentages_and_marks_are_read_below_a_category() -> None:
    survey = measure(
        SATISFACTION,
        source={
            "layout": "categories-as-columns",
            "value": {"written_as": "percent", "marks": {"*": "c"}},
            **WITH_TOTAL,
        },
    )
    data = data_of(
        survey, ("USS.csv", "Quarter,Total,Age 10-17,Age 18-24\nQ2 23-24,60%,55%,64%\nQ3 23-24,61%,*,65%\n")
    )
    assert values_of(data.get(Key("single", REGION))) == {"2023-Q2": 60, "2023-Q3": 61}
    assert values_of(data.get(Key("single", REGION, "age", "10 to 17"))) == {"2023-Q2": 55, "2023-Q3": None}


# What is wrong ---------------------------------------------------------------------------------------------

NEITHER = "a column that is neither declared nor ignored is a category, and"
ASK = "ask the publisher for a file without it: an extract is stored as it came, and is public"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Month,Borough,Age 10-17,Age 18-25\n2024-01,Camden,9,4\n",
            f'1:4: error: {NEITHER} Age "Age 18-25" is not declared; declared: "10 to 17", "18 to 24"',
        ),
        (
            "Month,Borough,Age 10-17,Age 18-24,Total\n2024-01,Camden,9,4,13\n",
            f'1:5: error: {NEITHER} Age "Total" is not declared: it looks like a column of totals; '
            'declared: "10 to 17", "18 to 24"',
        ),
        (
            "Month,Borough,Age 10-17\n2024-01,Camden,9\n",
            '1:1: error: no column is the category "18 to 24" of age; found "Month", "Borough", "Age 10-17"',
        ),
        ("Month,Borough\n2024-01,Camden\n", "1:1: error: the file has no column that is a category"),
        (
            "Month,Borough,Age 10-17,Age 18-24,Age 18-24\n2024-01,Camden,9,4,4\n",
            '1:5: error: the column "Age 18-24" stands twice',
        ),
        (
            "Month,Borough,Age 10-17,Age 18-24\n2023-12,Camden,9,4\n2024-01,Camden,9,about 5\n",
            '3:4: error: "about 5" is not a plain number such as 6100',
        ),
        (
            "Month,Borough,Age 10-17,Age 18-24\n2024-01,Camden,9,4\n2024-01,Camden,9,4\n",
            "3:3: error: Camden in January 2024 stands twice; the first is in line 2",
        ),
        (
            "Month,Borough,Age 10-17,Age 18-24,Email\n2024-01,Camden,9,4,jo@example.org\n",
            f'1:5: error: the column "Email" looks like personal data; {ASK}',
        ),
    ],
)
def test_a_fault_is_told_at_its_place(text: str, line: str) -> None:
    assert issues(text)[0].split("; declare ")[0] == f"Stabbings.csv:{line}"


def test_personal_data_beside_the_categories_is_told_once() -> None:
    text = "Month,Borough,Age 10-17,Age 18-24,Note\n2024-01,Camden,9,4,jo@example.org\n"
    assert issues(text, ignore=("Note",)) == [
        f'Stabbings.csv:2:5: error: the column "Note" holds what looks like an e-mail address; {ASK}'
    ]


def test_a_lost_category_names_the_key_that_it_was_held_against() -> None:
    _, faults = check_measure(declared(), {"Stabbings.csv": b"Month,Borough,Age 10-17\n2024-01,Camden,9\n"})
    assert [issue.help.declared for issue in faults] == [("source", "dimensions", 0)]


def test_an_area_that_a_period_lacks_is_told() -> None:
    text = "Month,Borough,Age 10-17,Age 18-24\n" + "".join(
        f"2023-{month},{area},9,8\n" for month in ("10", "11", "12") for area in ("Camden", "Barnet")
    )
    assert issues(text.replace("2023-12,Barnet,9,8\n", "")) == [
        'Stabbings.csv:6:1: warning: December 2023 has no row of "Barnet", so its figure would be zero'
    ]


# What is declared ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "where", "message"),
    [
        (
            {"dimensions": ({**AGE, "column": ("Age",)},)},
            ("source", "dimensions", 0, "column"),
            'the header holds the categories, and the cells the values: leave out "column" of dimension "age"',
        ),
        (
            {"value": {"column": ("Stabbings",)}},
            ("source", "value", "column"),
            'the header holds the categories, and the cells the values: leave out "column" of value',
        ),
        (
            {"dimensions": ()},
            ("source",),
            '"dimensions" is missing: the header holds the categories; '
            'name what they are of under "dimensions", without a "column"',
        ),
        (
            {"dimensions": (AGE, {**AGE, "id": "sex"})},
            ("source", "dimensions", 1),
            '"column" is missing: the header holds the categories of one alone; '
            'name the column of the dimension "sex"',
        ),
        (
            {"layout": "rows", "value": {"column": ("Stabbings",)}},
            ("source", "dimensions", 0),
            '"column" is missing: name the column of the dimension "age"',
        ),
    ],
)
def test_one_dimension_is_declared_without_a_column(
    source: dict[str, Any], where: tuple[str | int, ...], message: str
) -> None:
    findings = list(columns_fit_the_layout(declared(**source)))
    assert [(finding.path, finding.message) for finding in findings] == [(where, message)]


def test_categories_that_a_header_holds_are_named() -> None:
    source = {"dimensions": ({"id": "age", "title": "Age"},)}
    findings = list(header_categories_are_declared(declared(**source)))
    message = '"categories" is missing: the header holds them, so name each; other columns are told'
    assert [(finding.path, finding.message) for finding in findings] == [
        (("source", "dimensions", 0), message)
    ]


# What is withheld ------------------------------------------------------------------------------------------


def test_small_figures_of_categories_are_withheld_with_what_would_give_them_away() -> None:
    small = measure(STABBINGS, source=WITH_TOTAL).model_copy(
        update={"suppression": measure(STABBINGS, suppression={"threshold": 5}).suppression}
    )
    cells, faults = check_measure(
        small, {"Stabbings.csv": b"Month,Total,Age 10-17,Age 18-24\n2024-01,40,2,38\n"}
    )
    assert cells is not None, faults
    stored = suppressed(small, observations(small, cells))
    assert dict(zip(stored["category"], stored["status"] == "c", strict=True)) == {
        "": False,
        "Total": False,
        "10 to 17": True,
        "18 to 24": True,
    }


# How a figure is explained ---------------------------------------------------------------------------------

SITE = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: violence, framework: pcp, title: Violence, description: Violence}]
measures: []
"""


def explanation(text: str, **source: Any) -> Explanation:
    stabbings, file = declared(**source), ("Stabbings.csv", text)
    config, faults = parse_config(SITE)
    assert config is not None, faults
    config = config.model_copy(update={"measures": (stabbings,)})
    at = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
    release = Release("2023-24-q3", at, config, {"stabbings": data_of(stabbings, file)})
    return explained(release, release.tile("stabbings", date(2024, 2, 9), REGION), {file[0]: text.encode()})


def test_a_figure_of_all_categories_is_traced_to_each_cell() -> None:
    trail = (explanation(ROWS).trails or {})["figure"]
    assert [(cell.line, cell.field, cell.column, cell.value) for cell in trail.cells] == [
        (4, 3, "Age 10-17", 5.0),
        (5, 3, "Age 10-17", 1.0),
        (4, 4, "Age 18-24", 6.0),
        (5, 4, "Age 18-24", 0.0),
    ]


def test_a_headline_is_traced_to_its_column_and_the_other_columns_are_left_out() -> None:
    text = TOTALS.replace("Total", "All ages")
    everybody = {"name": "Total", "aliases": ("All ages",)}
    dimension = {**AGE, "headline": "Total", "categories": (everybody, *AGE["categories"])}
    explained_total = explanation(text, area=None, dimensions=(dimension,))
    trail = (explained_total.trails or {})["figure"]
    assert (trail.cells, trail.left_out, trail.taken_for) == (
        (Cell("Stabbings.csv", 3, 2, "All ages", (("Month", "2024-01"),), "12", 12.0),),
        (
            LeftOut("Stabbings.csv", "category", 2, "columns", "", ("Total",)),
            LeftOut("Stabbings.csv", "period", 1, "rows", "Month"),
        ),
        (TakenFor("", "All ages", "Total"),),
    )
    lines = "\n".join(as_text(explained_total))
    for sentence in (
        "“All ages” in the header is taken for Total.",
        "Stabbings.csv: 2 columns of other categories than “Total”",
        "1 cell makes this figure:",
    ):
        assert sentence in lines
