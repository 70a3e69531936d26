"""Accounts to the last field: where a fault stands, what is stored, worked out and said of reserves, parts and years."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from metrics.declared.account import Account
from metrics.discrepancies import Discrepancy
from metrics.figures.discrepancies import all_discrepancies, discrepancies_in, discrepancies_of
from metrics.figures.mismatches import Mismatch
from metrics.figures.records import Records
from metrics.figures.release import Release
from metrics.money.amounts import to_the_penny
from metrics.money.days import months_between
from metrics.money.entries import Ledger, entries_file, parse_entries
from metrics.money.reconciliation import discrepancies
from metrics.money.sentences import account_sentences
from metrics.money.series import same_in_other_years, year_before
from metrics.money.statement import statements
from metrics.promises.stored import totals_alone
from metrics.releasing.releases import load_release
from tests.money import RESERVES, RESERVES_HEADER, ROOT, account, book_of
from tests.promises import PROMISES, tracker

IN_PARTS = {"body": {"column": "body"}}
WITH_PERCENT = {"percent": {"column": "percent"}}
PERCENT_HEADER = "as_at,body,stage,budget,expected,difference,way,report,percent"


def reserves(*rows: str, **changes: Any) -> Ledger:
    return book_of(account(RESERVES, **changes), *rows, header=RESERVES_HEADER)


# Where a fault stands ---------------------------------------------------------------------------------------


def places(book: Ledger, before: Ledger | None = None) -> list[tuple[str, str, str, str, int, str]]:
    """Whose each fault is, its code, how it weighs and where it stands."""
    faults = map(astuple, discrepancies(book, before))
    return [
        (owner, code, weight, file, line, column) for _, owner, code, _, weight, file, line, column in faults
    ]


@pytest.mark.parametrize(
    ("rows", "code", "line", "column"),
    [
        (("2023-06-30,All,forecast,100,101,2,over,A",), "variance-off", 2, "variance"),
        (
            (
                "2023-06-30,P,forecast,60,,,,A",
                "2023-06-30,Q,forecast,50,,,,A",
                "2023-06-30,All,forecast,100,,,,A",
            ),
            *("parts-off", 4, "budget"),
        ),
        (
            ("2023-06-30,All,forecast,100,,,,A", "2023-09-30,All,forecast,110,,,,B"),
            *("budget-changed", 3, "budget"),
        ),
    ],
)
def test_a_fault_of_spending_stands_at_the_row_and_column_that_does_not_fit(
    rows: tuple[str, ...], code: str, line: int, column: str
) -> None:
    assert places(book_of(account(), *rows)) == [("spending", code, "notice", "money.csv", line, column)]


def test_a_percentage_that_is_off_stands_in_its_column() -> None:
    row = "2023-06-30,All,forecast,100,102,2,over,A,3"
    book = book_of(account(source=WITH_PERCENT), row, header=PERCENT_HEADER)
    assert places(book) == [("spending", "percent-off", "notice", "money.csv", 2, "percent")]


@pytest.mark.parametrize(
    ("rows", "code", "line", "column"),
    [
        (
            ("2023-06-30,All,forecast,50,40,,", "2023-09-30,All,forecast,52,40,,"),
            *("opening-off", 2, "opening"),
        ),
        (
            (
                "2023-06-30,All,forecast,50,40,,",
                "2023-06-30,E,forecast,30,25,,",
                "2023-06-30,G,forecast,,15,,",
            ),
            *("opening-not-stated", 4, "opening"),
        ),
        (
            ("2023-06-30,All,forecast,50,40,,2", "2023-09-30,All,forecast,50,41,12,"),
            *("plan-off", 2, "beside_plan"),
        ),
    ],
)
def test_a_fault_of_reserves_stands_at_the_row_and_column_that_does_not_fit(
    rows: tuple[str, ...], code: str, line: int, column: str
) -> None:
    assert places(reserves(*rows)) == [("reserves", code, "notice", "money.csv", line, column)]


def test_an_opening_that_is_not_the_last_closing_stands_at_the_newest_report() -> None:
    before = reserves("2023-03-31,All,outturn,60,50,,", year="2022-23")
    after = reserves("2023-06-30,All,forecast,51,40,,", "2023-09-30,All,forecast,51,40,,")
    assert places(after, before) == [("reserves", "opening-off", "notice", "money.csv", 3, "opening")]


def test_what_a_part_opened_with_is_said_of_the_end_that_is_expected() -> None:
    rows = ("{0},All,{1},50,40,,", "{0},E,{1},30,25,,", "{0},G,{1},,15,,")
    texts = {
        stage: discrepancies(reserves(*(row.format(day, stage) for row in rows)), None)[0].text
        for day, stage in (("2023-06-30", "forecast"), ("2024-03-31", "outturn"))
    }
    assert texts == {
        "forecast": "G are expected to come to £15.0m at the end of 2023/24. The report does not say what they were "
        "at its start: £20.0m is what the whole less the other parts gives.",
        "outturn": "G came to £15.0m at the end of 2023/24. The report does not say what they were at its start: "
        "£20.0m is what the whole less the other parts gives.",
    }


@pytest.mark.parametrize(
    ("percent", "is_off"),
    [("1.0", True), ("1.1", False), ("1.5", False), ("1.6", True), ("1", False), ("3", True)],
)
def test_a_percentage_may_differ_by_what_rounding_lets_it(percent: str, *, is_off: bool) -> None:
    # £0.4m of £31.0m is 1.29%: half a digit of each amount is worth 0.16, and half a digit of the percentage 0.05.
    row = f"2023-06-30,All,forecast,31.0,,0.4,over,A,{percent}"
    book = book_of(account(source=WITH_PERCENT), row, header=PERCENT_HEADER)
    assert bool(discrepancies(book, None)) == is_off


def test_differences_of_parts_are_told_by_their_sides_and_amounts_as_they_are() -> None:
    rows = (
        "2023-06-30,All,forecast,100,,1,over,A",
        "2023-06-30,P,forecast,60,,4,over,A",
        "2023-06-30,Q,forecast,50,,2,under,A",
    )
    assert [fault.text for fault in discrepancies(book_of(account(), *rows), None)] == [
        "All, Q1 2023/24: the report (A) gives £100.0m as the budget, and its parts add up to £110.0m (P £60.0m, Q "
        "£50.0m).",
        "All, Q1 2023/24: the report (A) gives £1.0m over budget as the difference from the budget, and its parts add "
        "up to £2.0m over budget (P £4.0m over budget, Q £2.0m under budget).",
    ]


def test_a_difference_that_rounding_does_not_explain_has_no_word_of_it() -> None:
    row = "2023-06-30,All,forecast,100,101,2,over,"
    (fault,) = discrepancies(book_of(account(), row), None)
    assert fault.text == (
        "All, Q1 2023/24: the report says £2.0m over budget; its own figures, £101.0m against a budget of £100.0m, give "
        "£1.0m over budget."
    )


# What is stored and worked out ------------------------------------------------------------------------------


def test_a_stated_percentage_is_stored_as_it_was_stated() -> None:
    rows = ("2023-06-30,All,forecast,100,102,2,over,A,2.0", "2023-09-30,All,forecast,100,102,2,over,B,")
    book = book_of(account(source=WITH_PERCENT), *rows, header=PERCENT_HEADER)
    stored = parse_entries(book.account, entries_file(book))
    assert [entry.percent for entry in stored.entries] == [Decimal("2.0"), None]


@pytest.mark.parametrize(
    ("pounds", "pence"),
    [("50399.9999999942", "50400"), ("0.125", "0.13"), ("-0.125", "-0.13"), ("0.124", "0.12"), ("7", "7")],
)
def test_half_a_penny_is_rounded_away_from_nothing(pounds: str, pence: str) -> None:
    assert to_the_penny(Decimal(pounds)) == Decimal(pence)


@pytest.mark.parametrize(
    ("row", "worked_out"),
    [
        ("2023-06-30,All,forecast,100,101,1,over,A", set()),
        ("2023-06-30,All,forecast,100,,1,over,A", {"result"}),
        ("2023-06-30,All,forecast,100,101,,,A", {"difference"}),
        ("2023-06-30,All,forecast,,101,,,A", set()),
    ],
)
def test_what_the_file_does_not_state_is_known_as_worked_out(row: str, worked_out: set[str]) -> None:
    (statement,) = statements(book_of(account(), row))
    assert statement.main is not None
    assert statement.main.worked_out == worked_out


def test_a_single_part_speaks_for_the_whole_and_one_of_several_does_not() -> None:
    rows = ("2023-06-30,Mayor,forecast,50,51,,,A", "2023-09-30,Police,forecast,3000,3200,,,B")
    declared = account(source=IN_PARTS)
    (alone,) = statements(book_of(declared, rows[0]))
    assert alone.main is not None and alone.main.entry.body == "Mayor"
    assert [statement.main for statement in statements(book_of(declared, *rows))] == [None, None]


def test_months_are_counted_across_years() -> None:
    days = (date(2023, 9, 30), date(2023, 12, 31), date(2024, 3, 31), date(2025, 3, 1))
    assert [months_between(days[0], day) for day in days] == [0, 3, 6, 18]


def test_the_same_account_in_other_years_stands_in_the_order_of_years() -> None:
    later, own, before = (
        account(id=f"spending-{year}", year=year) for year in ("2024-25", "2023-24", "2022-23")
    )
    other = account(id="capital", title="Capital spending")
    assert same_in_other_years(own, (later, other, own, before)) == (before, own, later)
    books = {ledger_account.id: Ledger(ledger_account, ()) for ledger_account in (later, other, own, before)}
    assert year_before(own, books) == books[before.id]
    assert year_before(before, books) is None


# What is said -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "ago"),
    [
        (("2023-09-30", "2023-12-31"), "Three months before, they"),
        (("2023-09-29", "2023-12-31"), "On 29 September 2023, they"),
        (("2023-09-30", "2023-12-30"), "At the end of Q2 2023/24, they"),
        (("2023-12-31", "2024-02-29"), "Two months before, they"),
        (("2023-06-30", "2023-10-31"), "At the end of Q1 2023/24, they"),
    ],
)
def test_months_before_are_counted_between_the_ends_of_months_alone(days: tuple[str, str], ago: str) -> None:
    rows = [f"{day},All,forecast,100,{result},,,A" for day, result in zip(days, (101, 102), strict=True)]
    sentence = account_sentences(book_of(account(), *rows))[1]
    assert sentence == f"{ago} expected to spend £1.0m more."


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2024-03-31,All,outturn,50,40,,", "All: £40.0m at the end of 2023/24, £10.0m less than the £50.0m at its start."),
        ("2024-03-31,All,outturn,50,50,,", "All: £50.0m at the end of 2023/24, as much as at its start."),
        ("2024-03-31,All,draft-outturn,50,60,,", "All: £60.0m at the end of 2023/24 (before audit), £10.0m more than the £50.0m at its start."),
        ("2024-03-31,All,outturn,,40,,", "All: £40.0m at the end of 2023/24."),
        ("2023-12-31,All,forecast,50,50,,", "All: at the end of Q3 2023/24 £50.0m were expected at the end of 2023/24, as much as at its start."),
        ("2023-12-31,All,forecast,50,60,,", "All: at the end of Q3 2023/24 £60.0m were expected at the end of 2023/24, £10.0m more than the £50.0m at its start."),
    ],
)  # fmt: skip
def test_each_way_in_which_reserves_go_has_its_own_sentence(row: str, sentence: str) -> None:
    assert account_sentences(reserves(row)) == [sentence]


@pytest.mark.parametrize(
    ("result", "counted"),
    [(51, "7 of 7 parts over budget, 0 under"), (49, "0 of 7 parts over budget, 7 under"), (50, "0 of 7 parts over budget, 0 under")],
)  # fmt: skip
def test_many_parts_may_all_be_on_one_side_of_their_budgets(result: int, counted: str) -> None:
    rows = [f"2023-06-30,Group {at},forecast,50,{result},,,A" for at in range(7)]
    assert (
        account_sentences(book_of(account(source=IN_PARTS), *rows))[0] == f"Q1 2023/24, forecast: {counted}."
    )


# In a release -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2026-27-q1", only_region=True)


def test_all_that_does_not_add_up_is_told_of_accounts_then_trackers_then_measures(shipped: Release) -> None:
    declared: tuple[Account, ...] = (account(), account(id="silent", reconcile={"severity": "warning"}))
    alone = {name: value for name, value in PROMISES.items() if name not in ("source", "as_at")}
    totals = {"as_at": "2022-03-28", "all": 5, "complete": 1, "on-hold": 1}
    own_tracker = tracker(alone, declared_totals=(totals,))
    measure, other = [item for item in shipped.config.published() if item.frequency == "month"][:2]
    off = "2023-06-30,All,forecast,100,101,2,over,A"
    mismatch = Mismatch("areas-off", "2024-01", "E12000007", 60.0, 50.0)
    release = replace(
        shipped,
        config=shipped.config.model_copy(update={"accounts": declared, "trackers": (own_tracker,)}),
        records=Records(
            accounts={account.id: book_of(account, off) for account in declared},
            trackers={own_tracker.id: totals_alone(own_tracker)},
            mismatches={measure.id: (mismatch,)},
        ),
    )
    of_accounts, of_trackers = (discrepancies_of(release, name) for name in ("spending", own_tracker.id))
    (of_measure,) = discrepancies_in(release, measure)
    assert [(item.kind, item.id, item.code) for item in all_discrepancies(release)] == [
        ("account", "spending", "variance-off"),
        ("tracker", own_tracker.id, "totals-off"),
        ("measure", measure.id, "areas-off"),
    ]
    assert all_discrepancies(release) == (*of_accounts, *of_trackers, of_measure)
    assert of_measure == Discrepancy("measure", measure.id, "areas-off", of_measure.text)
    assert discrepancies_of(release, "silent") == ()
    assert discrepancies_in(release, other) == ()


def test_the_year_before_is_looked_for_among_the_accounts_of_a_release(shipped: Release) -> None:
    before = reserves("2023-03-31,All,outturn,60,50,,", year="2022-23", id="before")
    after = reserves("2023-06-30,All,forecast,51,40,,")
    release = replace(shipped, records=Records({"before": before, "reserves": after}))
    assert [item.code for item in discrepancies_of(release, "reserves")] == ["opening-off"]
    alone = replace(shipped, records=Records({"reserves": after}))
    assert discrepancies_of(alone, "reserves") == ()
