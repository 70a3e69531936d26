"""What does not add up in accounts: each published fault is found, and clean tables are passed over in silence."""

from collections.abc import Callable

import pytest

from metrics.declared.account import Account
from metrics.money.entries import Ledger
from metrics.money.reconciliation import discrepancies
from tests.money import RESERVES, RESERVES_HEADER, account, book_of, checked, shipped_book

PUBLISHED = {
    "revenue-2022-23": [],
    "revenue-2023-24": [],
    "capital-2022-23": [
        "MOPAC and the MPS: the budget changed from £395.6m to £321.8m between Q2 2022/23 and Q3 2022/23, and "
        "nothing says why."
    ],
    "capital-2023-24": [
        "MOPAC and the MPS, Q4 2023/24: the report (PCD 1660) says £30.2m under budget; its own figures, £305.5m "
        "against a budget of £335.6m, give £30.1m under budget. Rounding alone can make so much.",
        "MOPAC and the MPS: the budget changed from £286.6m to £335.6m between Q2 2023/24 and Q3 2023/24, and "
        "nothing says why.",
    ],
    "reserves-2022-23": [
        "Earmarked reserves: the planned use in 2022/23 follows from what each report says, and it is not the "
        "same: £123.9m (PCD 1421) and £123.5m (PCD 1480)."
    ],
    "reserves-2023-24": [
        "Earmarked reserves: the reports of 2023/24 start from different amounts: £448.8m (PCD 1516) and £448.7m "
        "(PCD 1582, PCD 1625 and PCD 1660).",
        "General reserves came to £66.6m at the end of 2023/24. The report (PCD 1660) does not say what they were "
        "at its start: £62.4m is what the whole less the other parts gives.",
        "Earmarked reserves: the planned use in 2023/24 is stated as £193.6m (PCD 1660); from what each report "
        "says follows £193.5m (PCD 1516), £220.2m (PCD 1582) and £193.6m (PCD 1625 and PCD 1660).",
    ],
}


@pytest.mark.parametrize("account_id", PUBLISHED)
def test_every_published_fault_is_found_and_no_other(account_id: str) -> None:
    before = shipped_book("reserves-2022-23") if account_id == "reserves-2023-24" else None
    texts = [item.text for item in discrepancies(shipped_book(account_id), before)]
    assert texts == PUBLISHED[account_id]


def codes(book: Ledger, before: Ledger | None = None) -> list[str]:
    return [item.code for item in discrepancies(book, before)]


# Twenty clean tables: rows that add up, in every way that a table can be filled.
CLEAN: list[tuple[Callable[[], Account], tuple[str, ...], bool]] = [
    (account, ("2023-06-30,All,forecast,100,101,1,over,A",), False),
    (account, ("2023-06-30,All,forecast,100,99,1,under,A",), False),
    (account, ("2023-06-30,All,forecast,100,100,0,,A",), False),
    (account, ("2023-06-30,All,forecast,100,,1,over,A",), False),
    (account, ("2023-06-30,All,forecast,,,1,over,A",), False),
    (account, ("2023-06-30,All,forecast,100,101,,,A",), False),
    (
        account,
        ("2023-06-30,All,forecast,100,101,1,over,A", "2023-09-30,All,forecast,100,98,2,under,B"),
        False,
    ),
    (account, ("2023-06-30,All,forecast,100,101,1,over,A", "2024-03-31,All,outturn,100,98,2,under,B"), False),
    (
        account,
        (
            "2023-06-30,All,forecast,100,101,1,over,A",
            "2023-06-30,P,forecast,60,62,2,over,A",
            "2023-06-30,Q,forecast,40,39,1,under,A",
        ),
        False,
    ),
    (
        account,
        (
            "2023-06-30,All,forecast,100,101,1,over,A",
            "2023-06-30,P,forecast,,,2,over,A",
            "2023-06-30,Q,forecast,,,1,under,A",
        ),
        False,
    ),
    (account, ("2023-06-30,All,forecast,100,101,1,over,A", "2023-06-30,P,forecast,,,9,over,A"), False),
    (
        account,
        (
            "2023-06-30,All,forecast,100,101,1,over,A",
            "2023-06-30,P,forecast,,,9,over,A",
            "2023-06-30,Q,forecast,40,,,,A",
        ),
        False,
    ),
    (lambda: account(reconcile={"tolerance": 0.5}), ("2023-06-30,All,forecast,100,101,1.4,over,A",), False),
    (
        lambda: account(revised=({"as_at": "2023-09-30", "reason": "A grant came."},)),
        ("2023-06-30,All,forecast,100,101,1,over,A", "2023-09-30,All,forecast,110,111,1,over,B"),
        False,
    ),
    (lambda: account(kind="income"), ("2023-06-30,All,forecast,100,101,1,over,A",), False),
    (lambda: account(RESERVES), ("2023-06-30,All,forecast,50,40,10,0",), True),
    (
        lambda: account(RESERVES),
        ("2023-06-30,All,forecast,50,40,,2", "2023-09-30,All,forecast,50,41,,1"),
        True,
    ),
    (
        lambda: account(RESERVES),
        ("2023-06-30,All,forecast,50,40,,", "2023-06-30,E,forecast,30,25,,", "2023-06-30,G,forecast,20,15,,"),
        True,
    ),
    (lambda: account(RESERVES), ("2023-06-30,All,forecast,50,60,,",), True),
    (lambda: account(RESERVES), ("2024-03-31,All,outturn,50,50,0,0",), True),
]


@pytest.mark.parametrize("table", range(len(CLEAN)))
def test_a_table_that_adds_up_is_passed_over(table: int) -> None:
    make, rows, of_reserves = CLEAN[table]
    options = {"header": RESERVES_HEADER} if of_reserves else {}
    assert codes(book_of(make(), *rows, **options)) == []


def test_there_are_twenty_of_them() -> None:
    assert len(CLEAN) == 20


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("2023-06-30,All,forecast,100,101,2,over,A",), "variance-off"),
        (("2023-06-30,All,forecast,100,101,1,under,A",), "variance-off"),
        (
            (
                "2023-06-30,All,forecast,,,1,over,A",
                "2023-06-30,P,forecast,,,2,over,A",
                "2023-06-30,Q,forecast,,,2,under,A",
            ),
            "parts-off",
        ),
        (
            ("2023-06-30,All,forecast,100,101,1,over,A", "2023-09-30,All,forecast,110,111,1,over,B"),
            "budget-changed",
        ),
    ],
)
def test_each_way_of_not_adding_up_is_found(rows: tuple[str, ...], code: str) -> None:
    assert codes(book_of(account(), *rows)) == [code]


def test_a_stated_percentage_is_held_against_its_amounts() -> None:
    declared = account(source={"percent": {"column": "percent"}})
    header = "as_at,body,stage,budget,expected,difference,way,report,percent"
    rows = [
        f"2023-06-30,{body},forecast,1407.388,1432.225,24.837,over,A,{percent}"
        for body, percent in (("All", "1.8"), ("P", "2.8"))
    ]
    assert codes(book_of(declared, rows[0], header=header)) == []
    (item,) = [
        item
        for item in discrepancies(book_of(declared, *rows, header=header), None)
        if item.code == "percent-off"
    ]
    assert item.text == "P, Q1 2023/24: the report (A) says 2.8%; its own figures give 1.8%."


def test_an_opening_that_is_not_the_last_closing_is_found() -> None:
    before = book_of(
        account(RESERVES, year="2022-23"), "2023-03-31,All,outturn,60,50,,", header=RESERVES_HEADER
    )
    rows = {value: f"2023-06-30,All,forecast,{value},40,," for value in ("50", "51")}
    after = {value: book_of(account(RESERVES), row, header=RESERVES_HEADER) for value, row in rows.items()}
    assert codes(after["50"], before) == []
    (item,) = discrepancies(after["51"], before)
    assert item.text == "All: 2023/24 starts with £51.0m (Q1 2023/24), and the year before ended with £50.0m."


@pytest.mark.parametrize("severity", ["notice", "warning", "error"])
def test_what_does_not_add_up_weighs_as_much_as_is_declared(severity: str) -> None:
    declared = account(reconcile={"severity": severity})
    result = checked(declared, "2023-06-30,All,forecast,100,101,2,over,A")
    assert result.book is not None
    assert [item.weight for item in discrepancies(result.book, None)] == [severity]


def test_a_forecast_of_the_year_before_is_not_what_it_ended_with() -> None:
    before = book_of(
        account(RESERVES, year="2022-23"), "2022-09-30,All,forecast,60,50,,", header=RESERVES_HEADER
    )
    after = book_of(account(RESERVES), "2023-06-30,All,forecast,45,40,,", header=RESERVES_HEADER)
    assert codes(after, before) == []


def test_figures_that_are_equal_pass_with_any_tolerance() -> None:
    declared = account(reconcile={"tolerance": 0})
    rows = ("2023-06-30,All,forecast,100,105,5,over,A", "2023-09-30,All,forecast,100,105,5,over,B")
    assert codes(book_of(declared, *rows)) == []


def test_plans_that_reports_state_otherwise_are_told_with_each() -> None:
    rows = ("2023-06-30,All,forecast,50,40,10,", "2023-09-30,All,forecast,50,40,30,")
    (item,) = discrepancies(book_of(account(RESERVES), *rows, header=RESERVES_HEADER), None)
    assert item.text == (
        "All: the reports of 2023/24 state different plans to use it: £10.0m (Q1 2023/24) and £30.0m (Q2 2023/24)."
    )


def test_a_percentage_that_rounding_explains_is_passed_over() -> None:
    declared = account(source={"percent": {"column": "percent"}})
    header = "as_at,body,stage,budget,expected,difference,way,report,percent"
    assert codes(book_of(declared, "2023-06-30,All,forecast,30.0,,0.4,over,A,1.4", header=header)) == []
