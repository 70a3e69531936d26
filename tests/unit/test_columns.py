"""The header of an extract against the declaration: what is missing, doubled, unnamed or not known."""

from __future__ import annotations

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.periods import parse_period_id
from metrics.reading.columns import resolve_columns
from metrics.reading.tables import Columns, Table
from tests.given import OFFENCES, measure

SURVEY = measure()
CRIME = measure(OFFENCES)


def resolved(declared: PublishedMeasure, *header: str) -> tuple[Columns, list[str]]:
    """The columns of a header, and its issues as they are printed."""
    table = Table("X.csv", header, pd.DataFrame([["1"] * len(header)], index=[2]))
    columns, issues = resolve_columns(declared, table)
    return columns, [str(issue) for issue in sorted(issues)]


def issue_lines(declared: PublishedMeasure, *header: str) -> list[str]:
    return resolved(declared, *header)[1]


def months(*identifiers: str) -> list[pd.Period]:
    return [parse_period_id(identifier, "month") for identifier in identifiers]


def test_columns_are_found_in_any_order_case_and_spacing() -> None:
    assert resolved(SURVEY, " SATISFIED ", "quarter") == (Columns(named={"period": 1}, values={0: {}}), [])


def test_every_part_of_a_source_finds_its_column() -> None:
    declared = measure(
        source={
            "area": {"column": ("Borough",)},
            "where": ({"column": ("Measure",), "values": ("Trust",)},),
            "dimensions": ({"id": "sex", "title": "Sex", "column": ("Sex",)},),
        }
    )
    assert resolved(declared, "Quarter", "Borough", "Measure", "Sex", "Satisfied") == (
        Columns(named={"period": 0, "area": 1, "sex": 3}, where=(2,), values={4: {}}),
        [],
    )


def test_a_column_may_go_by_any_of_several_names() -> None:
    declared = measure(source={"value": {"column": ("Share", "Satisfied"), "written_as": "percent"}})
    assert resolved(declared, "Quarter", "Satisfied") == (Columns(named={"period": 0}, values={1: {}}), [])


def test_a_missing_column_is_told_with_what_was_found_and_the_nearest() -> None:
    assert issue_lines(SURVEY, "Quarter", "Satisfaction") == [
        'X.csv:1:1: error: no column is named "Satisfied"; found "Quarter", "Satisfaction"; '
        'did you mean "Satisfaction"?'
    ]


def test_a_missing_column_of_several_names_is_told_with_all_of_them() -> None:
    declared = measure(source={"period": {"column": ("Quarter", "Date"), "format": "Qn YY-YY"}})
    assert issue_lines(declared, "Zzz", "Satisfied") == [
        'X.csv:1:1: error: no column is named any of "Quarter", "Date"; found "Zzz", "Satisfied"',
    ]


def test_each_missing_column_is_told() -> None:
    assert issue_lines(SURVEY, "Share", "Year") == [
        'X.csv:1:1: error: no column is named "Quarter"; found "Share", "Year"',
        'X.csv:1:1: error: no column is named "Satisfied"; found "Share", "Year"',
    ]


def test_two_columns_for_one_thing_are_ambiguous() -> None:
    declared = measure(source={"period": {"column": ("Quarter", "Date"), "format": "Qn YY-YY"}})
    assert issue_lines(declared, "Quarter", "Date", "Satisfied") == [
        'X.csv:1:2: error: the columns "Quarter", "Date" are both accepted for one thing'
    ]


def test_a_column_that_stands_twice_is_told_once() -> None:
    assert issue_lines(SURVEY, "Quarter", "Satisfied", "satisfied ") == [
        'X.csv:1:3: error: the column "satisfied " stands twice'
    ]


def test_a_column_without_a_name_is_told() -> None:
    assert issue_lines(SURVEY, "Quarter", " ", "Satisfied") == [
        'X.csv:1:2: error: the column has no name, and holds "1" in line 2; ask the publisher what it is'
    ]


def test_an_unknown_column_among_rows_is_a_warning() -> None:
    assert resolved(SURVEY, "Quarter", "Satisfied", "Base") == (
        Columns(named={"period": 0}, values={1: {}}),
        [
            'X.csv:1:3: warning: the column "Base" is not declared, and nothing reads it; '
            'name it under "ignore"'
        ],
    )


def test_a_column_that_is_ignored_is_no_issue() -> None:
    assert issue_lines(measure(source={"ignore": ("BASE",)}), "Quarter", "Satisfied", "Base") == []


def test_an_ignored_column_need_not_be_there() -> None:
    assert issue_lines(measure(source={"ignore": ("Base",)}), "Quarter", "Satisfied") == []


def test_the_header_holds_the_periods_where_they_are_columns() -> None:
    columns, issues = resolved(CRIME, "Borough", "202312", "202401")
    december, january = months("2023-12", "2024-01")
    values = {1: {"period": december}, 2: {"period": january}}
    assert (columns, issues) == (Columns(named={"area": 0}, values=values), [])


def test_a_column_that_is_no_period_is_an_error_among_periods() -> None:
    assert issue_lines(CRIME, "Borough", "Total", "202401") == [
        'X.csv:1:2: error: the column "Total" is neither declared nor a period: '
        "it is not a month such as 202301"
    ]


def test_a_month_that_does_not_exist_is_told_among_periods() -> None:
    assert issue_lines(CRIME, "Borough", "202313") == [
        'X.csv:1:2: error: the column "202313" is neither declared nor a period: there is no month 13 of 2023'
    ]


def test_a_column_that_is_ignored_may_stand_among_periods() -> None:
    columns, issues = resolved(measure(OFFENCES, source={"ignore": ("Total",)}), "Borough", "202401", "Total")
    assert (columns, issues) == (Columns(named={"area": 0}, values={1: {"period": months("2024-01")[0]}}), [])


def test_a_period_that_stands_twice_is_told_once() -> None:
    assert issue_lines(CRIME, "Borough", "202401", "202401") == [
        'X.csv:1:3: error: the column "202401" stands twice'
    ]


def test_a_period_in_two_spellings_is_told() -> None:
    declared = measure(OFFENCES, source={"period": {"format": "MMM YYYY"}})
    assert issue_lines(declared, "Borough", "Jan 2024", "January 2024") == [
        'X.csv:1:3: error: the period "January 2024" stands twice'
    ]


def test_a_file_without_any_period_is_a_warning_for_another_may_hold_them() -> None:
    assert issue_lines(CRIME, "Borough") == ["X.csv:1:1: warning: the file has no column that is a period"]
