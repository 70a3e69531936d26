"""The cells of an extract: numbers, marks, periods, areas and categories, each as declared or an issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue
from metrics.periods import period_id
from metrics.reading.cells import read_cells
from metrics.reading.columns import resolve_columns
from metrics.reading.tables import parse_table
from metrics.reading.values import Faulty, Marked, base_reader, read_value
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure

COUNT = measure(OFFENCES)
PERCENT = measure()


def read(declared: PublishedMeasure, text: str) -> tuple[pd.DataFrame, list[str]]:
    """The cells of a text, and the issues as they are printed."""
    cells, issues = cells_and_issues(declared, text)
    return cells, [str(issue) for issue in issues]


def cells_and_issues(declared: PublishedMeasure, text: str) -> tuple[pd.DataFrame, list[Issue]]:
    table, shape = parse_table(text.encode(), declared.source, "X.csv")
    assert table is not None, shape
    columns, header = resolve_columns(declared, table)
    assert header == []
    return read_cells(declared, table, columns)


def codes_of(declared: PublishedMeasure, text: str) -> list[str]:
    return [issue.code for issue in cells_and_issues(declared, text)[1]]


def issue_lines(declared: PublishedMeasure, text: str) -> list[str]:
    return read(declared, text)[1]


def rows(declared: PublishedMeasure, text: str, *names: str) -> list[tuple[object, ...]]:
    """The named columns of the cells of a text without faults; a period is given by its identifier."""
    cells, issues = read(declared, text)
    assert issues == []
    cells["period"] = [period_id(period) for period in cells["period"]]
    return list(cells[list(names)].itertuples(index=False, name=None))


def written(declared: Mapping[str, Any], written_as: str, **changes: Any) -> PublishedMeasure:
    value = {"column": ("Value",), "written_as": written_as, **changes.pop("value", {})}
    layout = {"layout": "rows", "period": {"column": ("Month",), "format": "YYYYMM"}}
    return measure(declared, source={**layout, "value": value, **changes})


# Numbers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", 5.0), (" 5 ", 5.0), ("\u00a05", 5.0), ("05", 5.0), ("5.0", 5.0), ("0", 0.0), ("6100", 6100.0)],
)
def test_a_plain_whole_number_is_a_count(text: str, value: float) -> None:
    assert read_value(COUNT, text) == value


def test_minus_nought_is_nought() -> None:
    assert str(read_value(COUNT, "-0")) == "0.0"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1,2",
            "6,100",
            "1e3",
            "1E3",
            "inf",
            "-inf",
            "nan",
            "NaN",
            "1_000",
            "\uff15",
            "\u0665",
            "²",
            "½",
            "+5",
            ".5",
        ),
        *(
            "5.",
            "0x5",
            "5%",
            "£5",
            "5 000",
            "five",
            "−5",
            "1.2.3",
            "true",
            "N/A",
            "-",
            "*",
            "1234567890123456",
        ),
    ],
)
def test_what_is_no_plain_number_is_told_as_it_stands(text: str) -> None:
    fault = read_value(COUNT, text)
    assert isinstance(fault, Faulty) and fault.code == "bad-number"
    assert fault.message.partition("; ")[0] == f'"{text}" is not a plain number such as 6100'


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("N/A", 'if it stands for a missing value, name it under "marks"'),
        ("*", 'if it stands for a missing value, name it under "marks"'),
        ("6,100", 'if that is thousands, declare thousands: ","'),
        ("5 000", 'if that is thousands, declare thousands: " "'),
        ("\uff15", "character 1 is U+FF15 (Fullwidth digit five)"),
        ("\u22125", "character 1 is U+2212 (Minus sign)"),
        ("\u0666,\u0661\u0660\u0660", ""),
        ("\uff15\u0665", ""),
        ("1e3", ""),
        ("five", ""),
    ],
)
def test_what_a_cell_may_have_meant_is_told(text: str, hint: str) -> None:
    fault = read_value(COUNT, text)
    assert isinstance(fault, Faulty) and fault.message.partition("; ")[2] == hint


@pytest.mark.parametrize(("text", "value"), [("6,100", 6100.0), ("1,234,567", 1234567.0), ("610", 610.0)])
def test_thousands_are_read_where_their_mark_is_declared(text: str, value: float) -> None:
    assert read_value(written(OFFENCES, "number", value={"thousands": ","}), text) == value


@pytest.mark.parametrize("text", ["61,00", "6,1000", ",100", "6,,100"])
def test_thousands_stand_in_threes(text: str) -> None:
    fault = read_value(written(OFFENCES, "number", value={"thousands": ","}), text)
    assert isinstance(fault, Faulty) and fault.code == "bad-number"


def test_a_count_is_never_below_nought() -> None:
    assert read_value(COUNT, "-1") == Faulty("negative", '"-1" is below 0')


def test_a_count_has_no_decimals() -> None:
    assert read_value(COUNT, "5.5") == Faulty("not-whole", '"5.5" is not a whole number, and counts are')


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_value_is_told(text: str) -> None:
    assert read_value(COUNT, text) == Faulty(
        "empty-cell", 'the value is empty; a missing one is declared under "marks"'
    )


@pytest.mark.parametrize(
    ("written_as", "text", "value"),
    [
        ("number", "61", 61.0),
        ("number", "61.4", 61.4),
        ("number", "100", 100.0),
        ("percent", "61%", 61.0),
        ("percent", " 61.4% ", 61.4),
        ("percent", "100%", 100.0),
        ("percent", "0%", 0.0),
        ("proportion", "0.61", 61.0),
        ("proportion", "0.614", 61.4),
        ("proportion", "0.07", 7.0),
        ("proportion", "1", 100.0),
        ("proportion", "0", 0.0),
    ],
)
def test_a_percentage_is_read_as_it_is_declared(written_as: str, text: str, value: float) -> None:
    assert read_value(written(SATISFACTION, written_as), text) == value


@pytest.mark.parametrize(
    ("written_as", "text", "message"),
    [
        ("percent", "61", '"61" is not a percentage such as 61%'),
        ("percent", "0.61", '"0.61" is not a percentage such as 61%'),
        (
            "percent",
            "61 %",
            '"61 %" is not a percentage such as 61%; a space stands before the %: ask for the file without it',
        ),
        ("percent", "%", '"%" is not a percentage such as 61%'),
        ("percent", "101%", 'percentage "101%" is above 100; percentages run from 0 to 100'),
        ("percent", "100.1%", 'percentage "100.1%" is above 100; percentages run from 0 to 100'),
        ("percent", "-1%", '"-1%" is below 0'),
        ("proportion", "61%", '"61%" is not a proportion such as 0.61'),
        ("proportion", "61", 'proportion "61" is above 1; proportions run from 0 to 1'),
        ("proportion", "1.01", 'proportion "1.01" is above 1; proportions run from 0 to 1'),
        ("proportion", "0,61", '"0,61" is not a proportion such as 0.61'),
        ("number", "61%", '"61%" is not a plain number such as 6100'),
        ("number", "101", 'percentage "101" is above 100; percentages run from 0 to 100'),
    ],
)
def test_a_percentage_is_read_as_declared_and_in_no_other_way(
    written_as: str, text: str, message: str
) -> None:
    fault = read_value(written(SATISFACTION, written_as), text)
    assert isinstance(fault, Faulty) and fault.message == message


def test_a_decimal_comma_is_read_where_it_is_declared() -> None:
    declared = written(SATISFACTION, "proportion", decimal=",", delimiter=";")
    assert read_value(declared, "0,614") == 61.4
    assert read_value(declared, "0.614") == Faulty("bad-number", '"0.614" is not a proportion such as 0,61')


def test_a_comma_that_makes_a_proportion_too_large_is_told_as_it_was_written() -> None:
    declared = written(SATISFACTION, "proportion", decimal=",", delimiter=";")
    assert read_value(declared, "1,2") == Faulty(
        "over-100", 'proportion "1,2" is above 1; proportions run from 0 to 1'
    )


# Marks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [("[c]", "c"), ("[x]", "x"), ("[z]", "z"), ("[u]", "u"), ("[low]", "low"), (" [C] ", "c")],
)
def test_the_shorthand_in_brackets_is_always_understood(text: str, status: str) -> None:
    assert (read_value(COUNT, text), read_value(PERCENT, text)) == (status, status)


@pytest.mark.parametrize(
    ("text", "status"), [("*", "c"), (" * ", "c"), ("N/A", "z"), ("", "x"), ("-", "low")]
)
def test_a_declared_mark_stands_for_its_status(text: str, status: str) -> None:
    marks = {"*": "c", "N/A": "z", "": "x", "-": "low"}
    assert read_value(written(OFFENCES, "number", value={"marks": marks}), text) == status


@pytest.mark.parametrize("text", ["[p]", "[r]", "[b]", "[]", "c"])
def test_what_is_no_mark_of_a_missing_value_is_no_number(text: str) -> None:
    fault = read_value(COUNT, text)
    assert isinstance(fault, Faulty) and fault.code == "bad-number"


def test_a_mark_leaves_no_value_and_a_status() -> None:
    cells, issues = read(PERCENT, "Quarter,Satisfied\nQ3 23-24,[c]\n")
    assert (issues, cells["value"].isna().tolist(), cells["status"].tolist()) == ([], [True], ["c"])


def test_a_cell_that_cannot_be_read_leaves_neither_value_nor_status() -> None:
    cells, issues = read(PERCENT, "Quarter,Satisfied\nQ3 23-24,61\n")
    assert (len(issues), cells["value"].isna().tolist(), cells["status"].tolist()) == (1, [True], [""])


def test_a_value_is_told_at_its_line_and_field() -> None:
    assert issue_lines(PERCENT, "Quarter,Satisfied\nQ2 23-24,61%\nQ3 23-24,61\n") == [
        'X.csv:3:2: error: "61" is not a percentage such as 61%'
    ]


def test_equal_faults_are_told_at_each_cell() -> None:
    assert issue_lines(COUNT, "Borough,202312,202401\nCamden,five,5\nBrent,5,five\n") == [
        'X.csv:2:2: error: "five" is not a plain number such as 6100',
        'X.csv:3:3: error: "five" is not a plain number such as 6100',
    ]


def test_values_that_are_all_amiss_are_told_once_and_marks_are_not_counted_among_them() -> None:
    text = "Quarter,Satisfied\nQ1 23-24,61\nQ2 23-24,62\nQ3 23-24,63\nQ4 23-24,[c]\n"
    assert issue_lines(PERCENT, text) == [
        'X.csv:2:2: error: "61" is not a percentage such as 61%; all 3 values are like it; '
        'declare written_as: "number"'
    ]


# Periods ---------------------------------------------------------------------------------------------------


def test_a_period_is_read_in_the_declared_format() -> None:
    text = "Quarter,Satisfied\nQ3 23-24,61%\nq4 2023/24,62%\n"
    assert rows(PERCENT, text, "line", "period", "value") == [(2, "2023-Q3", 61.0), (3, "2023-Q4", 62.0)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "2023 Q3",
            "it is not a financial quarter such as Q3 23-24; if it is a quarter of the calendar year, "
            'Q2 2023/24, declare "format: YYYY Qn"',
        ),
        ("Q5 23-24", "it is not a financial quarter such as Q3 23-24"),
        ("Q3", "it is not a financial quarter such as Q3 23-24"),
        ("", "it is not a financial quarter such as Q3 23-24"),
        ("Q3 23-25", "a financial year that starts in 2023 ends in 2024, not in one ending 25"),
    ],
)
def test_a_period_in_another_format_is_told(text: str, problem: str) -> None:
    assert issue_lines(PERCENT, f"Quarter,Satisfied\n{text},61%\n") == [
        f'X.csv:2:1: error: period "{text}" cannot be read: {problem}'
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "30/12/2023",
            "no financial-quarter ends on that day; Q3 2023/24 ends on 31/12/2023",
        ),
        ("30/11/2023", "no financial-quarter ends on that day; Q3 2023/24 ends on 31/12/2023"),
        ("31/11/2023", "there is no day 31 in month 11 of 2023"),
        (
            "12/31/2023",
            "there is no month 31 of 2023; as MM/DD/YYYY it is Q3 2023/24, and DD/MM/YYYY is declared",
        ),
        (
            "2023-12-31",
            "it is not a date such as 31/12/2023; as YYYY-MM-DD it is Q3 2023/24, and DD/MM/YYYY is declared",
        ),
        ("1/1/2024", "it is not a date such as 31/12/2023"),
    ],
)
def test_a_date_names_the_last_day_of_its_period(text: str, problem: str) -> None:
    declared = measure(source={"period": {"column": ("Date",), "format": "DD/MM/YYYY"}})
    assert issue_lines(declared, f"Date,Satisfied\n{text},61%\n") == [
        f'X.csv:2:1: error: period "{text}" cannot be read: {problem}'
    ]


def test_a_day_that_is_written_otherwise_is_told_by_the_day_that_is_declared() -> None:
    declared = measure(source={"period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "any"}})
    assert issue_lines(declared, "Date,Satisfied\n05/01/2024 10:00,61%\n") == [
        'X.csv:2:1: error: period "05/01/2024 10:00" cannot be read: it is not a date such as 2023-12-31; as DD/MM/YYYY '
        "it is Q4 2023/24, and YYYY-MM-DD is declared"
    ]


# Areas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Camden", "E09000007"),
        (" CAMDEN ", "E09000007"),
        ("Hammersmith & Fulham", "E09000013"),
        ("Hammersmith  and Fulham", "E09000013"),
        ("Richmond", "E09000027"),
        ("City of Westminster", "E09000033"),
        ("London", "E12000007"),
        ("MPS", "E12000007"),
        ("Inner north", "E09000019"),
        ("Unknown", "-unknown"),
        (" unknown ", "-unknown"),
    ],
)
def test_an_area_is_found_however_it_is_spelt_or_declared(name: str, code: str) -> None:
    area = {
        "column": ("Borough",),
        "aliases": {"MPS": "London", "Inner North": "islington"},
        "no_area": ("Unknown",),
    }
    declared = measure(OFFENCES, source={"area": area})
    assert rows(declared, f"Borough,202401\n{name},5\n", "area") == [(code,)]


def test_an_unknown_area_is_told_with_the_nearest_guess() -> None:
    assert issue_lines(COUNT, "Borough,202401\nCamdem,5\n") == [
        'X.csv:2:1: error: area "Camdem" is not known; did you mean "Camden"?'
    ]


def test_an_unknown_area_that_is_near_to_none_is_told() -> None:
    assert issue_lines(COUNT, "Borough,202401\nNarnia,5\n") == [
        'X.csv:2:1: error: area "Narnia" is not known; name it under "aliases" or "no_area"'
    ]


def test_an_empty_area_is_told() -> None:
    assert issue_lines(COUNT, "Borough,202401\n ,5\n") == [
        'X.csv:2:1: error: the area is empty; if it counts for London alone, declare "" under "no_area"'
    ]


def test_a_row_of_totals_is_told_as_such_and_not_for_its_other_cells() -> None:
    assert issue_lines(COUNT, "Borough,202401\nTotal,five\nCamden,six\n") == [
        'X.csv:2:1: error: area "Total" is not known: it looks like a row of totals; if it is London, name it '
        'under "aliases"',
        'X.csv:3:2: error: "six" is not a plain number such as 6100',
    ]


def test_an_unknown_area_is_told_once_a_row_and_not_once_a_period() -> None:
    assert issue_lines(COUNT, "Borough,202312,202401\nCamdem,5,6\n") == [
        'X.csv:2:1: error: area "Camdem" is not known; did you mean "Camden"?'
    ]


def test_the_city_of_region_is_a_fault_until_it_is_declared() -> None:
    text = "Borough,202401\nCity of London,5\n"
    assert issue_lines(COUNT, text) == [
        "X.csv:2:1: error: the City of London has its own police; if it is in the data, declare "
        '"outside: included"'
    ]
    included = measure(OFFENCES, source={"outside": "included"})
    assert rows(included, text, "area") == [("E09000001",)]


def test_without_an_area_column_every_row_is_region() -> None:
    assert rows(PERCENT, "Quarter,Satisfied\nQ3 23-24,61%\n", "area") == [("E12000007",)]


# Categories ------------------------------------------------------------------------------------------------

ROUTE = {
    "id": "route",
    "title": "Route",
    "column": ("Survey",),
    "categories": ({"name": "Face to face", "aliases": ("USS",)}, {"name": "Online"}),
}
BY_ROUTE = measure(source={"dimensions": (ROUTE,)})


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("USS", "Face to face"),
        ("uss ", "Face to face"),
        ("face  to FACE", "Face to face"),
        ("Online", "Online"),
    ],
)
def test_a_category_is_found_by_name_or_alias(text: str, category: str) -> None:
    assert rows(BY_ROUTE, f"Quarter,Survey,Satisfied\nQ3 23-24,{text},61%\n", "route") == [(category,)]


def test_an_undeclared_category_is_told_with_the_nearest_guess() -> None:
    assert issue_lines(BY_ROUTE, "Quarter,Survey,Satisfied\nQ3 23-24,On line,61%\n") == [
        'X.csv:2:2: error: Route "On line" is not declared; it looks like "Online", but its spaces differ'
    ]


def test_an_undeclared_category_near_to_none_is_told_with_those_declared() -> None:
    assert issue_lines(BY_ROUTE, "Quarter,Survey,Satisfied\nQ3 23-24,Post,61%\n") == [
        'X.csv:2:2: error: Route "Post" is not declared; declared: "Face to face", "Online"'
    ]


def test_an_empty_category_is_told() -> None:
    assert issue_lines(BY_ROUTE, "Quarter,Survey,Satisfied\nQ3 23-24,,61%\n") == [
        'X.csv:2:2: error: Route is empty; if that is a category, declare "" under its "aliases"'
    ]


def test_categories_that_are_not_declared_are_taken_as_they_come() -> None:
    declared = measure(source={"dimensions": ({"id": "route", "title": "Route", "column": ("Survey",)},)})
    text = "Quarter,Survey,Satisfied\nQ3 23-24, By  post ,61%\n"
    assert rows(declared, text, "route") == [("By post",)]


def test_a_fault_of_an_area_or_a_category_is_held_against_its_part_of_the_declaration() -> None:
    by_route_and_area = measure(
        source={
            "area": {"column": ("Borough",)},
            "dimensions": ({"id": "wave", "title": "Wave", "column": ("Wave",)}, ROUTE),
        }
    )
    text = "Quarter,Borough,Wave,Survey,Satisfied\nQ3 23-24,Camdem,,Post,61%\n"
    _, issues = cells_and_issues(by_route_and_area, text)
    assert [(issue.code, issue.help.declared) for issue in issues] == [
        ("unknown-area", ("source", "area")),
        ("empty-cell", ("source", "dimensions", 0)),
        ("unknown-category", ("source", "dimensions", 1)),
    ]


# Which rows count ------------------------------------------------------------------------------------------

TRUST = {"column": ("Measure",), "values": ("Trust MPS", "Trust police")}
WHERE = measure(source={"where": (TRUST,)})


def test_only_rows_that_meet_a_condition_are_read() -> None:
    text = "Quarter,Measure,Satisfied\nQ3 23-24,trust  mps,61%\nwrong,Worry,none\nQ4 23-24,Trust police,62%\n"
    assert rows(WHERE, text, "line", "value") == [(2, 61.0), (4, 62.0)]


def test_all_conditions_must_hold() -> None:
    declared = measure(source={"where": (TRUST, {"column": ("Survey",), "values": ("PAS",)})})
    text = "Quarter,Measure,Survey,Satisfied\nQ3 23-24,Trust MPS,USS,61%\nQ3 23-24,Trust MPS,PAS,62%\n"
    assert rows(declared, text, "line", "value") == [(3, 62.0)]


def test_a_condition_that_no_row_meets_is_told_with_what_was_found() -> None:
    assert issue_lines(
        WHERE, "Quarter,Measure,Satisfied\nQ3 23-24,Trust the MPS,61%\nQ3 23-24,Worry,50%\n"
    ) == [
        'X.csv:1:2: error: no row has "Trust MPS", "Trust police" in "Measure"; '
        'found "Trust the MPS", "Worry"; did you mean "Trust the MPS"?'
    ]


def test_conditions_that_no_row_meets_together_are_told() -> None:
    declared = measure(source={"where": (TRUST, {"column": ("Survey",), "values": ("PAS",)})})
    text = "Quarter,Measure,Survey,Satisfied\nQ3 23-24,Trust MPS,USS,61%\nQ3 23-24,Worry,PAS,62%\n"
    assert issue_lines(declared, text) == ["X.csv:1:1: error: no row meets all conditions together"]


def test_a_cell_that_only_looks_like_what_a_condition_asks_for_is_told() -> None:
    text = "Quarter,Measure,Satisfied\nQ3 23-24,Trust MPS,61%\nQ4 23-24,Tru\u0455t MPS,62%\n"
    assert issue_lines(WHERE, text) == [
        'X.csv:3:2: error: "Tru\u0455t MPS" is not what the condition asks for; it looks like "Trust MPS", but '
        "character 4 is U+0455 (Cyrillic small letter dze)"
    ]


def test_a_cell_in_plain_letters_that_looks_like_what_a_condition_asks_for_is_told() -> None:
    curly = {"column": ("Measure",), "values": ("Women\u2019s safety",)}
    text = "Quarter,Measure,Satisfied\nQ3 23-24,Women\u2019s safety,61%\nQ4 23-24,Women's safety,62%\n"
    assert issue_lines(measure(source={"where": (curly,)}), text) == [
        'X.csv:3:2: error: "Women\'s safety" is not what the condition asks for; it looks like '
        '"Women\u2019s safety", but it is written in other characters'
    ]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("Q3 23-24,Worry,PAS,61%\n", ["no-rows"]),
        ("Q3 23-24,Trust MPS,USS,61%\nQ3 23-24,Worry,PAS,62%\n", ["no-rows"]),
        ("Q3 23-24,Tru\u0455t MPS,PAS,61%\n", ["look-alike"]),
    ],
)
def test_what_a_condition_finds_no_row_for_has_a_section_of_the_guide(rows: str, codes: list[str]) -> None:
    declared = measure(source={"where": (TRUST, {"column": ("Survey",), "values": ("PAS",)})})
    assert codes_of(declared, "Quarter,Measure,Survey,Satisfied\n" + rows) == codes


# Numbers with a mark, and bases ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("61% [p]", Marked(61.0, "p")),
        ("61%[R]", Marked(61.0, "r")),
        (" 61%  [u] ", Marked(61.0, "u")),
        ("61% [b]", Marked(61.0, "b")),
        ("[u]", "u"),
    ],
)
def test_a_number_keeps_its_value_and_takes_its_mark(text: str, expected: object) -> None:
    assert read_value(PERCENT, text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("61% [c]", "bad-mark"),
        ("61% [x]", "bad-mark"),
        ("61% [low]", "bad-mark"),
        ("61% [e]", "bad-mark"),
        ("61% [p] [u]", "bad-number"),
        ("61 [p]", "bad-number"),
        ("161% [p]", "over-100"),
        ("[p]", "bad-number"),
        ("61% p", "bad-number"),
    ],
)
def test_a_mark_that_cannot_stand_beside_a_number_is_told(text: str, code: str) -> None:
    fault = read_value(PERCENT, text)
    assert isinstance(fault, Faulty) and fault.code == code


def test_a_number_with_a_mark_is_read_as_its_column_is_declared() -> None:
    commas = written(OFFENCES, "number", value={"thousands": ","})
    assert read_value(commas, "6,100 [u]") == Marked(6100.0, "u")


WITH_BASE = measure(source={"base": {"column": ("Base", "Asked")}})


def test_a_base_stands_beside_its_value() -> None:
    text = "Quarter,Asked,Satisfied\nQ2 23-24,1200,62%\nQ3 23-24,[x],61% [u]\nQ4 23-24, ,60%\n"
    base_rows = rows(WITH_BASE, text, "period", "value", "status", "base")
    assert str(base_rows) == (
        "[('2023-Q2', 62.0, '', 1200.0), ('2023-Q3', 61.0, 'u', nan), ('2023-Q4', 60.0, '', nan)]"
    )


def test_bases_are_numbers_like_values() -> None:
    cells, _ = read(WITH_BASE, "Quarter,Asked,Satisfied\nQ2 23-24,1200,62%\nQ3 23-24,[x],61%\n")
    assert cells.dtypes[["base", "value"]].map(str).to_dict() == {"base": "float64", "value": "float64"}


def test_without_a_column_of_bases_there_is_none() -> None:
    assert "base" not in read(PERCENT, "Quarter,Satisfied\nQ3 23-24,61%\n")[0]


@pytest.mark.parametrize(
    "text", ["0", "000", "-5", "+5", "5.0", "1e3", "1,200", "1 200", "many", "12%", "\uff15"]
)
def test_a_base_is_a_whole_number_of_people(text: str) -> None:
    fault = base_reader(WITH_BASE.source)(text)
    assert isinstance(fault, Faulty) and fault.code == "bad-base"


def test_a_base_may_have_thousands_where_their_mark_is_declared() -> None:
    declared = measure(source={"value": {**SATISFACTION["source"]["value"], "thousands": ","}})
    assert base_reader(declared.source)("19,200") == 19200.0


def test_each_base_that_is_none_is_told_at_its_field() -> None:
    text = "Quarter,Satisfied,Base\nQ2 23-24,62%,none at all\nQ3 23-24,61%,1210\n"
    assert issue_lines(WITH_BASE, text) == [
        'X.csv:2:3: error: "none at all" is no base: how many people were asked is a whole number, 1 or more'
    ]


# Layouts ---------------------------------------------------------------------------------------------------


def test_each_cell_under_a_period_is_a_value_with_its_own_field() -> None:
    text = "Borough,202312,202401\nCamden,10,20\nBrent,1,2\n"
    assert rows(COUNT, text, "line", "field", "period", "area", "value") == [
        (2, 2, "2023-12", "E09000007", 10.0),
        (3, 2, "2023-12", "E09000005", 1.0),
        (2, 3, "2024-01", "E09000007", 20.0),
        (3, 3, "2024-01", "E09000005", 2.0),
    ]


def test_an_event_counts_one_and_identical_events_are_separate() -> None:
    text = "Recorded,Borough,Sex\nJan-24,Camden,Male\nJan-24,Camden,Male\n"
    assert rows(measure(VICTIMS), text, "line", "area", "sex", "value") == [
        (2, "E09000007", "Male", 1.0),
        (3, "E09000007", "Male", 1.0),
    ]


def test_an_event_may_say_how_many_it_counts() -> None:
    declared = measure(VICTIMS, source={"value": {"column": ("Victims",)}})
    text = "Recorded,Borough,Sex,Victims\nJan-24,Camden,Male,2\n"
    assert rows(declared, text, "field", "value") == [(4, 2.0)]
