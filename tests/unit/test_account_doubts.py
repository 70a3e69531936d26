"""Rows of accounts that can be read and are doubtful: signs, sums, names, units, days, the end of a year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from metrics.checking.accounts import check_account
from metrics.checking.drops import check_drop
from metrics.declared.account_rules import accounts_hold
from metrics.issues import has_errors
from metrics.money.entries import entries_file
from tests.money import HEADER, ROOT, account, book_of, checked, shipped_config

SIGNS = "as_at,body,stage,budget,expected,difference,report"
SIGNED = {"variance": {"column": "difference"}, "body": {"column": "body"}}
POSITIVE_UNDER = {**SIGNED, "variance": {"column": "difference", "positive": "under"}}
BACKWARDS = ("2023-06-30,All,forecast,100,101,-1,A", "2023-09-30,All,forecast,100,97,3,B")


def codes(*rows: str, source: Mapping[str, object], header: str = HEADER) -> list[str]:
    return [issue.code for issue in checked(account(source=source), *rows, header=header).issues]


# Signs -----------------------------------------------------------------------------------------------------


def test_differences_that_all_go_the_other_way_are_a_fault_of_the_declaration() -> None:
    (issue,) = checked(account(source=SIGNED), *BACKWARDS, header=SIGNS).issues
    assert (issue.severity, issue.code, issue.line, issue.column) == ("error", "bad-sign", 2, 6)
    assert "-£1.0m, where they give £1.0m" in issue.message
    assert 'declare "positive: under" under "variance"' in issue.message


def test_a_file_in_which_less_than_the_budget_is_positive_is_read_so() -> None:
    result = checked(account(source=POSITIVE_UNDER), *BACKWARDS, header=SIGNS)
    assert result.issues == () and result.book is not None
    assert [entry.amounts["variance"] for entry in result.book.entries] == [1_000_000, -3_000_000]
    right = [row.replace(",-1,", ",1,").replace(",3,", ",-3,") for row in BACKWARDS]
    (issue,) = checked(account(source=POSITIVE_UNDER), *right, header=SIGNS).issues
    assert 'declare "positive: over"' in issue.message


def test_one_difference_that_goes_the_other_way_is_for_the_publisher() -> None:
    rows = (BACKWARDS[0], "2023-09-30,All,forecast,100,97,-3,B")
    assert codes(*rows, source=SIGNED, header=SIGNS) == []
    assert codes(BACKWARDS[0], source=SIGNED, header=SIGNS) == []


def test_words_the_wrong_way_round_are_told_as_words() -> None:
    rows = ("2023-06-30,All,forecast,100,101,1,under,A", "2023-09-30,All,forecast,100,97,3,over,B")
    (issue,) = checked(account(), *rows).issues
    assert issue.code == "bad-sign" and 'the words under "under" and "over"' in issue.message


def test_signs_are_declared_once() -> None:
    both = {"variance": {"column": "difference", "sign_from": "way", "positive": "under"}}
    config = shipped_config().model_copy(update={"accounts": (account(source=both),)})
    assert [(item.code, item.path[-1]) for item in accounts_hold(config)] == [("bad-sign", "positive")]


# Sums and names --------------------------------------------------------------------------------------------


def test_a_sum_that_is_counted_as_a_part_is_told() -> None:
    parts = ("2023-06-30,Mayor,forecast,50,51,,,A", "2023-06-30,Police,forecast,300,310,,,A")
    every = "2023-06-30,Every group,forecast,350,361,,,A"
    (issue,) = checked(account(source={"body": {"column": "body"}}), *parts, every).issues
    assert (issue.severity, issue.code, issue.line) == ("warning", "undeclared-total", 4)
    assert 'declare "total: Every group" under "body"' in issue.message
    other = every.replace("361", "365")
    assert codes(*parts, other, source={"body": {"column": "body"}}) == []
    assert codes(*parts, every, source={"body": {"column": "body", "total": "Every group"}}) == []


def test_a_name_that_is_nearly_one_of_the_report_before_is_told() -> None:
    before = ("2023-06-30,Mayor,forecast,50,51,,,A", "2023-06-30,Neighbourhoods,forecast,30,31,,,A")
    after = "2023-09-30,Mayor,forecast,50,51,,,B"
    source = {"body": {"column": "body"}}
    issue, gone = checked(
        account(source=source), *before, after, "2023-09-30,Neighbourhood,forecast,30,31,,,B"
    ).issues
    assert (gone.severity, gone.code, gone.line) == ("warning", "body-missing", 4)
    assert 'the rows to 2023-09-30 have none of "Neighbourhoods"' in gone.message
    assert (issue.code, issue.line, issue.column) == ("body-name", 5, 2)
    assert '"Neighbourhood" stands in no report before; did you mean "Neighbourhoods"?' in issue.message
    assert codes(*before, after, "2023-09-30,Courts,forecast,30,31,,,B", source=source) == ["body-missing"]
    assert codes(*before, after, "2023-09-30,Neighbourhoods,forecast,30,31,,,B", source=source) == []


# Days ------------------------------------------------------------------------------------------------------


def test_a_file_without_a_column_of_stages_has_an_outturn_at_the_end_of_its_year() -> None:
    rows = ("2023-12-31,All,,100,101,,,A", "2024-03-31,All,,100,99,,,B")
    ends = account(source={"stage": {"at_year_end": "draft-outturn"}})
    assert [entry.stage for entry in book_of(ends, *rows).entries] == ["forecast", "draft-outturn"]
    issues = checked(account(source={"stage": None}), *rows).issues
    (issue,) = [item for item in issues if item.severity == "error"]
    assert (issue.line, issue.column) == (3, 1)
    assert 'declare "at_year_end" under "stage"' in issue.message


@pytest.mark.parametrize(
    ("stage", "code"),
    [
        ({}, "missing-key"),
        ({"column": "stage", "at_year_end": "outturn"}, "bad-stage"),
        ({"at_year_end": "outturn", "aliases": {"Final": "outturn"}}, "bad-stage"),
    ],
)
def test_a_stage_is_declared_once(stage: dict[str, object], code: str) -> None:
    config = shipped_config().model_copy(update={"accounts": (account(source={"stage": stage}),)})
    assert [item.code for item in accounts_hold(config)] == [code]


def test_rows_of_other_years_are_left_out_where_that_is_declared() -> None:
    rows = ("2022-09-30,All,forecast,90,91,,,A", "2023-09-30,All,forecast,100,101,,,B")
    apart = account(source={"as_at": {"column": "as_at", "other_years": "left-out"}})
    assert book_of(apart, *rows).days == (date(2023, 9, 30),)
    (issue,) = checked(apart, rows[0]).issues
    assert (issue.code, issue.column) == ("no-rows", 1)
    (issue,) = checked(account(), *rows).issues
    assert issue.code == "outside-year" and '"other_years: left-out" under "as_at"' in issue.message
    (issue,) = checked(apart, rows[1], "2023-13-30,All,forecast,100,101,,,B").issues
    assert issue.code == "bad-day"


def test_a_file_without_a_row_of_the_account_is_a_warning_beside_others_that_have_some() -> None:
    where = ({"column": "report", "values": "A"},)
    declared = account(source={"files": ("money.csv", "more.csv"), "where": where})
    own = f"{HEADER}\n2023-06-30,All,forecast,100,101,,,A\n".encode()
    other = f"{HEADER}\n2023-09-30,All,forecast,100,101,,,B\n".encode()
    result = check_account(declared, {"money.csv": own, "more.csv": other}, None)
    assert [(issue.severity, issue.code, issue.file) for issue in result.issues] == [
        ("warning", "no-rows", "more.csv")
    ]
    assert result.book is not None and len(result.book.entries) == 1
    neither = check_account(declared, {"money.csv": other, "more.csv": other}, None)
    assert neither.book is None and has_errors(neither.issues)


# Amounts ---------------------------------------------------------------------------------------------------


def test_what_a_spreadsheet_leaves_behind_the_penny_is_rounded_away() -> None:
    declared = account(written_in="thousands")
    row = "2023-09-30,All,forecast,90100,90150.4,50.3999999999942,over,R"
    book = book_of(declared, row)
    assert book.entries[0].amounts["variance"] == Decimal(50_400)
    assert b",50400," in entries_file(book)
    exact = book_of(declared, row.replace("50.3999999999942", "50.40017"))
    assert exact.entries[0].amounts["variance"] == Decimal("50400.17")


def test_nothing_is_doubtful_in_what_ships() -> None:
    _, issues = check_drop(
        ROOT / "config" / "metrics.yaml", ROOT / "data" / "drops" / "2026-27-q1", "config/metrics.yaml"
    )
    doubtful = {"undeclared-total", "body-name", "rows-unread", "revised-unseen", "bad-sign"}
    assert [str(issue) for issue in issues if issue.code in doubtful] == []
