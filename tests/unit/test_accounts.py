"""Accounts of money: what their rows come to, the sentences on them, and what is wrong with a row."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.checking.accounts import check_account
from metrics.money.amounts import amount_text, json_pounds, percent_text, rounded_percent
from metrics.money.entries import Ledger, entries_file, parse_entries
from metrics.money.sentences import account_sentences
from metrics.money.statement import statements
from tests.money import (
    RESERVES,
    RESERVES_HEADER,
    account,
    book_of,
    checked,
    shipped_book,
    shipped_config,
)

QUARTERS = [
    ("revenue-2022-23", "2022-09-30", "-3.2"),
    ("revenue-2022-23", "2022-12-31", "-4.0"),
    ("revenue-2022-23", "2023-03-31", "-3.0"),
    ("revenue-2023-24", "2023-06-30", "-12.1"),
    ("revenue-2023-24", "2023-09-30", "39.7"),
    ("revenue-2023-24", "2023-12-31", "26.0"),
    ("revenue-2023-24", "2024-03-31", "-14.4"),
]
ON = "2023-09-30,All,forecast,100.0,101.0,1.0,overspend,R1"


def as_at(book: Ledger, day: str) -> Ledger:
    """An account as it was read with the report to a day."""
    last = date.fromisoformat(day)
    return Ledger(book.account, tuple(entry for entry in book.entries if entry.as_at <= last))


# What rows come to -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("account_id", "day", "millions"), QUARTERS)
def test_the_seven_quarters_come_out_as_they_were_published(account_id: str, day: str, millions: str) -> None:
    statement = statements(as_at(shipped_book(account_id), day))[-1]
    assert statement.total is not None
    assert (statement.day.isoformat(), statement.total.difference) == (day, Decimal(millions) * 1_000_000)


def test_the_sentences_tell_what_was_expected_and_what_it_was_before() -> None:
    assert account_sentences(as_at(shipped_book("revenue-2023-24"), "2023-09-30")) == [
        "At the end of Q2 2023/24 MOPAC and the MPS expected to spend £39.7m more than their budget of "
        "£3,281.5m (1.2%).",
        "Three months before, they expected to spend £12.1m less.",
    ]


def test_a_year_that_is_over_tells_how_it_ended_and_what_was_forecast_on_the_way() -> None:
    assert account_sentences(shipped_book("revenue-2023-24")) == [
        "The year ended £14.4m under budget (0.4%, before audit).",
        "On the way it was forecast at £12.1m under, £39.7m over and £26.0m over.",
    ]


def test_a_body_without_a_budget_has_its_difference_alone() -> None:
    (total, *parts) = statements(shipped_book("revenue-2023-24"))[-1].lines
    assert total.worked_out == {"result"}
    assert [(part.budget, part.result, part.share) for part in parts] == [(None, None, None)] * 2
    assert sorted(part.difference for part in parts if part.difference is not None) == [
        -12_800_000,
        -1_600_000,
    ]


def test_what_lies_in_reserve_is_told_from_opening_to_closing() -> None:
    assert account_sentences(shipped_book("reserves-2023-24"))[1] == (
        "Earmarked reserves: £303.9m at the end of 2023/24 (before audit), £144.8m less than the £448.7m at its "
        "start. £193.6m were planned to be used, so £48.8m less was."
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ON,
            "At the end of Q2 2023/24 the force expected to spend £1.0m more than their budget of £100.0m (1.0%).",
        ),
        (
            "2023-09-30,All,forecast,100.0,100.0,0,,R1",
            "At the end of Q2 2023/24 the force expected to spend exactly their budget of £100.0m.",
        ),
        (
            "2023-10-15,All,forecast,,,2.0,underspend,R1",
            "On 15 October 2023 the force expected to spend £2.0m less than their budget.",
        ),
        (
            "2024-03-31,All,outturn,100.0,99.99,,,R1",
            "The year ended less than £0.1m under budget (less than 0.1%).",
        ),
        ("2024-03-31,All,outturn,100.0,100.0,,,R1", "The year ended exactly on budget."),
        (
            "2024-03-31,All,draft-outturn,,,3.0,overspend,R1",
            "The year ended £3.0m over budget (before audit).",
        ),
    ],
)
def test_each_state_of_a_year_has_its_own_sentence(row: str, sentence: str) -> None:
    assert account_sentences(book_of(account(), row))[0] == sentence


@pytest.mark.parametrize(
    ("forecast", "share", "judged"),
    [
        ("1010.0", "1.0%", "it is within 1% of it"),
        ("1010.4", "1.04%", "it is more than 1% over"),
        ("1010.04", "1.004%", "it is more than 1% over"),
        ("1011.0", "1.1%", "it is more than 1% over"),
        ("1009.6", "1.0%", "it is within 1% of it"),
    ],
)
def test_a_share_bears_what_is_said_of_it(forecast: str, share: str, judged: str) -> None:
    declared = account(judge={"percent": 1.0, "better": "on-budget"})
    difference = f"{float(forecast) - 1000:.2f}"
    row = f"2023-09-30,All,forecast,1000.0,{forecast},{difference},overspend,R1"
    first, *_, last = account_sentences(book_of(declared, row))
    assert f"({share})" in first and judged in last


def test_income_is_received_and_not_spent() -> None:
    (sentence,) = account_sentences(book_of(account(kind="income"), ON))
    assert "expected to receive £1.0m more than their budget" in sentence


@pytest.mark.parametrize(
    ("better", "expected", "judged"),
    [
        ("on-budget", "100.5", "That counts as on budget: it is within 1% of it."),
        ("on-budget", "102.0", "That does not count as on budget: it is more than 1% over."),
        ("on-budget", "97.0", "That does not count as on budget: it is more than 1% under."),
        ("under-budget", "97.0", "That is more than 1% under budget, which is what is wanted."),
        ("under-budget", "102.0", "That does not count as on budget: it is more than 1% over."),
    ],
)
def test_an_account_is_judged_only_as_it_declares(better: str, expected: str, judged: str) -> None:
    row = f"2023-09-30,All,forecast,100.0,{expected},,,R1"
    declared = account(judge={"percent": 1.0, "better": better})
    assert account_sentences(book_of(declared, row))[-1] == judged
    assert account_sentences(book_of(account(), row))[1:] == []


def test_amounts_are_exact_from_the_file_to_the_store() -> None:
    book = book_of(account(), "2023-09-30,All,forecast,0.1,0.3,,,R1")
    (line,) = statements(book)[-1].lines
    assert line.difference == Decimal(200_000)
    stored = parse_entries(book.account, entries_file(book))
    assert [(item.as_at, item.stage, item.body, item.amounts, item.line) for item in stored.entries] == [
        (item.as_at, item.stage, item.body, item.amounts, item.line) for item in book.entries
    ]


def test_pence_stay_pence() -> None:
    declared = account(written_in="pounds", decimals=2)
    book = book_of(declared, "2023-09-30,All,forecast,100.10,100.30,,,R1")
    (line,) = statements(book)[-1].lines
    assert (line.difference, json_pounds(line.difference)) == (Decimal("0.20"), 0.2)
    assert amount_text(Decimal("1234.5"), declared) == "£1,234.50"


# What is wrong with a row ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("2023-09-30,All,forecast,£100.0,101.0,1.0,overspend,R1", "2:4", "it has the sign £"),
        ("2023-09-30,All,forecast,100.0,(101.0),1.0,overspend,R1", "2:5", "it stands in brackets"),
        ("2023-09-30,All,forecast,100.0,12.1m,1.0,overspend,R1", "2:5", "it names its unit"),
        ('2023-09-30,All,forecast,"3,185.1",101.0,1.0,overspend,R1', "2:4", "it has marks between thousands"),
        ("2023-09-30,All,forecast,100.0,101%,1.0,overspend,R1", "2:5", "it is a percentage"),
        ("2023-09-30,All,forecast,100.0,€101.0,1.0,overspend,R1", "2:5", "it is in another currency"),
        ("2023-09-30,All,forecast,100.0,n/a,1.0,overspend,R1", "2:5", "leave the cell empty"),
        ("2023-09-30,All,forecast,100.0,101.0,-1.0,overspend,R1", "2:7", "which is it?"),
        ("2023-09-30,All,forecast,100.0,101.0,1.0,overspent?,R1", "2:7", 'did you mean "overspent"?'),
        ("2023-09-30,All,forecast,100.0,101.0,1.0,,R1", "2:7", "no word says which way the amount goes"),
        ("2023-09-30,All,forcast,100.0,101.0,1.0,overspend,R1", "2:3", 'did you mean "forecast"?'),
        ("30/09/2023,All,forecast,100.0,101.0,1.0,overspend,R1", "2:1", "cannot be read as YYYY-MM-DD"),
        ("2023-09-30,<b>All,forecast,100.0,101.0,1.0,overspend,R1", "2:2", "holds HTML"),
        ("2024-03-31,All,forecast,100.0,101.0,1.0,overspend,R1", "2:3", "when the year is over"),
        ("2023-12-31,All,outturn,100.0,101.0,1.0,overspend,R1", "2:3", "before the year ends"),
        ("2024-06-30,All,forecast,100.0,101.0,1.0,overspend,R1", "2:1", "lies after the end of 2023-24"),
        ("2023-03-31,All,forecast,100.0,101.0,1.0,overspend,R1", "2:1", "lies before the start of 2023-24"),
        ("2023-09-30,Al,forecast,100.0,101.0,1.0,overspend,R1", "2:2", 'did you mean "Al"?'),
        ("2023-09-30,All,forecast,,,,,R1", "2:2", "the row states no amount"),
        ("2023-09-30,All,forecast,100.0,101000.0,,,R1", "2:5", "is it in another unit than millions?"),
    ],
)
def test_each_cell_that_is_wrong_has_its_own_message(row: str, place: str, words: str) -> None:
    issues = checked(account(), row).issues
    assert [issue.severity for issue in issues] == ["error"], issues
    assert str(issues[0]).startswith(f"money.csv:{place}: error: ")
    assert words in issues[0].message


@pytest.mark.parametrize(
    ("second", "place", "words"),
    [
        ("2023-09-30,All,forecast,100.0,102.0,2.0,overspend,R2", "3:2", "has a row for 2023-09-30 already"),
        ("2023-12-31,All,forecast,100000.0,102000.0,,,R2", "3:4", "is it in another unit"),
        ("2023-12-31,Police,forecast,,,2.0,overspend,R2", "3:2", "none is of the whole"),
        ("2024-03-31,All,draft-outturn,100,99,,,R2\n2024-03-31,Police,outturn,,,1,over,R2", "4:3", "both to"),
    ],
)
def test_rows_are_held_against_each_other(second: str, place: str, words: str) -> None:
    issues = checked(account(), ON, second).issues
    assert words in " ".join(issue.message for issue in issues)
    assert any(str(issue).startswith(f"money.csv:{place}: error: ") for issue in issues)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    rows = ("2023-09-30,All,forecast,£1,2,,,R", "2023-12-31,All,forecast,1,(2),,,R")
    assert [issue.line for issue in checked(account(), *rows).issues] == [2, 3]


def test_no_amount_is_to_a_day_that_has_not_come() -> None:
    data = f"as_at,body,stage,budget,expected,difference,way,report\n{ON}\n".encode()
    (issue,) = check_account(account(), {"money.csv": data}, date(2023, 9, 1)).issues
    assert "is a day to come" in issue.message


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("Qn YY-YY", "Q2 23-24"),
        ("YYYY/YY Qn", "2023/24 Q2"),
        ("YYYY/YY Pn", "2023/24 P6"),
        ("YYYY/YY MMM", "2023/24 Sep"),
        ("MMM YYYY", "September 2023"),
        ("MMM-YY", "Sep-23"),
        ("DD/MM/YYYY", "30/09/2023"),
        ("DD MMM YYYY", "30 Sep 2023"),
    ],
)
def test_the_day_may_be_written_in_several_ways(pattern: str, text: str) -> None:
    declared = account(source={"as_at": {"column": "as_at", "format": pattern}})
    assert book_of(declared, ON.replace("2023-09-30", text)).days == (date(2023, 9, 30),)


@pytest.mark.parametrize("text", ["2023/24 P13", "2023/25 P1", "P1 2023/24"])
def test_a_month_that_is_none_is_told(text: str) -> None:
    declared = account(source={"as_at": {"column": "as_at", "format": "YYYY/YY Pn"}})
    (issue,) = checked(declared, ON.replace("2023-09-30", text)).issues
    assert (issue.code, issue.column) == ("bad-day", 1)


def test_reserves_need_no_row_of_all_of_them() -> None:
    declared = account(RESERVES)
    result = checked(declared, "2023-12-31,Earmarked,forecast,10,8,,", header=RESERVES_HEADER)
    assert [issue.severity for issue in result.issues] == ["warning"]
    assert result.book is not None


def test_every_shipped_account_is_read_without_an_error() -> None:
    ids = [item.id for item in shipped_config().accounts]
    assert len(ids) == 6
    assert all(shipped_book(account_id).entries for account_id in ids)


# What a reader could be misled by --------------------------------------------------------------------------


def test_parts_without_their_sum_speak_for_nobody() -> None:
    declared = account(judge={"percent": 1.0, "better": "on-budget"}, source={"body": {"column": "body"}})
    rows = ("2023-06-30,Mayor,forecast,50,51,,,A", "2023-06-30,Police,forecast,3000,3200,,,A")
    assert account_sentences(book_of(declared, *rows)) == [
        "Q1 2023/24, forecast: Mayor £1.0m over and Police £200.0m over.",
        "The file gives no sum of its parts.",
    ]


def test_a_part_that_stands_alone_in_a_report_never_speaks_for_all() -> None:
    declared = account(judge={"percent": 1.0, "better": "on-budget"}, source={"body": {"column": "body"}})
    rows = ("2023-06-30,Mayor,forecast,50,51,,,A", "2023-06-30,Police,forecast,3000,3200,,,A")
    assert account_sentences(book_of(declared, *rows, "2023-09-30,Mayor,forecast,50,49,,,B")) == [
        "Q2 2023/24, forecast: Mayor £1.0m under.",
        "The file gives no sum of its parts.",
    ]


def test_many_parts_without_their_sum_are_counted() -> None:
    declared = account(source={"body": {"column": "body"}})
    rows = [f"2023-06-30,Group {at},forecast,50,{50 + min(at, 2) - 1},,,A" for at in range(8)]
    assert account_sentences(book_of(declared, *rows))[0] == (
        "Q1 2023/24, forecast: 6 of 8 parts over budget, 1 under."
    )
    silent = [f"2023-06-30,Group {at},forecast,50,,,,A" for at in range(2)]
    assert account_sentences(book_of(declared, *silent)) == ["The file gives no sum of its parts."]


def test_a_forecast_of_reserves_is_told_as_that() -> None:
    declared = account(RESERVES)
    (sentence,) = account_sentences(
        book_of(declared, "2023-12-31,All,forecast,,90,,", header=RESERVES_HEADER)
    )
    assert sentence == "All: at the end of Q3 2023/24 £90.0m were expected at the end of 2023/24."
    (sentence,) = account_sentences(
        book_of(declared, "2023-12-31,All,forecast,90,,,", header=RESERVES_HEADER)
    )
    assert sentence == "All: the file does not say what there is at the end of 2023/24."


def test_what_is_expected_to_be_used_of_a_reserve_is_not_said_to_be_used() -> None:
    rows = ("2023-12-31,All,forecast,100,90,12,", "2023-12-31,All,forecast,100,88,12,")
    texts = [account_sentences(book_of(account(RESERVES), row, header=RESERVES_HEADER))[0] for row in rows]
    assert texts[0].endswith("£12.0m were planned to be used, so £2.0m less is expected to be.")
    assert texts[1].endswith("£12.0m were planned to be used, and as much is expected to be.")


def test_a_difference_too_small_for_the_decimals_is_not_nothing() -> None:
    (sentence,) = account_sentences(book_of(account(), "2023-09-30,All,forecast,100.0,100.04,,,R1"))
    assert "less than £0.1m more than their budget" in sentence


def test_a_capital_sum_that_was_put_off_is_no_fault_of_units() -> None:
    assert checked(account(), "2023-09-30,All,forecast,50.0,0.2,,,R1").issues == ()


@pytest.mark.parametrize("word", ["", "on budget", "nil"])
def test_a_difference_of_nothing_needs_no_word(word: str) -> None:
    (entry,) = book_of(account(), f"2023-09-30,All,forecast,100.0,100.0,0,{word},R1").entries
    assert str(entry.amounts["variance"]) == "0"


def test_what_a_spreadsheet_works_out_is_read_with_all_its_digits() -> None:
    row = "2023-09-30,All,forecast,100.0,101.8,1.8000000000000114,over,R1"
    assert checked(account(), row).issues == ()


def test_a_half_is_rounded_alike_on_pages_and_in_the_api() -> None:
    share = Decimal("1.25")
    assert (percent_text(share), rounded_percent(share), rounded_percent(-share)) == (
        "1.3%",
        Decimal("1.3"),
        Decimal("-1.3"),
    )
