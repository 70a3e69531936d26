"""What a release brings of accounts beside the one before: in the diff, on the release's page and in the feed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from metrics.checking.drops import CheckedDrop
from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.records import NO_RECORDS, Records
from metrics.figures.release import Release
from metrics.money.entries import Ledger
from metrics.releasing.account_news import account_news
from metrics.releasing.bulletin import bulletin, bulletin_file, parse_bulletin
from metrics.releasing.diff import difference
from metrics.releasing.diff_words import headlines
from metrics.releasing.releases import load_release
from metrics.releasing.review import as_release
from tests.money import HEADER, RESERVES, RESERVES_HEADER, ROOT, account, book_of, shipped_book

DAYS_AND_STARTS = (("06-30", 100), ("09-30", 101), ("12-31", 101))
DAY = date(2026, 8, 13)
SPENDING = "revenue-2023-24"


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2026-27-q1", only_region=True)


def with_reports(release: Release, last: str) -> Release:
    """The release with day-to-day spending alone, as it was read with the report to a day."""
    book, day = shipped_book(SPENDING), date.fromisoformat(last)
    own = Ledger(book.account, tuple(entry for entry in book.entries if entry.as_at <= day))
    return replace(release, records=Records({SPENDING: own}))


def news_of(earlier: Release, later: Release) -> list[str]:
    return [item.news for item in account_news(earlier, later)]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("2023-06-30", "2023-09-30", "The forecast moved from £12.1m under to £39.7m over."),
        ("2023-09-30", "2023-12-31", "The forecast moved from £39.7m over to £26.0m over."),
        ("2023-12-31", "2024-03-31", "The year ended £14.4m under; the forecast before was £26.0m over."),
    ],
)
def test_where_the_forecast_went_is_told(shipped: Release, before: str, after: str, sentence: str) -> None:
    earlier, later = with_reports(shipped, before), with_reports(shipped, after)
    assert news_of(earlier, later) == [sentence]
    diff = difference(earlier, later, DAY)
    assert f"Day-to-day spending, 2023/24: {sentence}" in headlines(diff)


def test_nothing_is_told_of_an_account_that_stays_as_it_was(shipped: Release) -> None:
    assert news_of(shipped, shipped) == []


def test_an_account_that_is_new_or_gone_is_told(shipped: Release) -> None:
    without = replace(shipped, records=NO_RECORDS)
    assert set(news_of(without, shipped)) == {"It is new on this site."}
    assert set(news_of(shipped, without)) == {"It is declared no longer."}


def test_an_earlier_report_that_is_given_otherwise_is_told(shipped: Release) -> None:
    rows = ("2023-06-30,All,forecast,100,101,1,over,A", "2023-09-30,All,forecast,100,102,2,over,B")
    other = ("2023-06-30,All,forecast,100,103,3,over,A", rows[1])
    books = [{"spending": book_of(account(), *own)} for own in (rows, other)]
    earlier, later = (replace(shipped, records=Records(own)) for own in books)
    assert news_of(earlier, later) == ["What earlier reports say is given otherwise than before: Q1 2023/24."]


def test_a_report_that_is_gone_is_told(shipped: Release) -> None:
    earlier, later = with_reports(shipped, "2023-12-31"), with_reports(shipped, "2023-09-30")
    assert news_of(earlier, later) == ["Reports of the release before are missing: Q3 2023/24."]


def test_what_no_longer_adds_up_is_told_once(shipped: Release) -> None:
    rows = ("2023-06-30,All,forecast,100,101,1,over,A", "2023-06-30,All,forecast,100,101,2,over,A")
    earlier, later = (
        replace(shipped, records=Records({"spending": book_of(account(), row)})) for row in rows
    )
    (sentence,) = news_of(earlier, later)
    assert "More does not add up: All, Q1 2023/24: the report (A) says £2.0m over budget" in sentence
    assert news_of(later, later) == []


def test_the_same_that_does_not_add_up_in_one_more_report_is_no_news(shipped: Release) -> None:
    rows = [f"2023-{day},All,forecast,{start},90,," for day, start in DAYS_AND_STARTS]
    books = [book_of(account(RESERVES), *rows[:count], header=RESERVES_HEADER) for count in (2, 3)]
    earlier, later = (replace(shipped, records=Records({"reserves": book})) for book in books)
    texts = [item.text for item in discrepancies_of(later, "reserves")]
    assert any("£101.0m (Q2 2023/24 and Q3 2023/24)" in text for text in texts)
    assert news_of(earlier, later) == ["There is a report to Q3 2023/24 now."]


def test_parts_and_reserves_are_held_beside_the_report_before(shipped: Release) -> None:
    apart = account(source={"body": {"column": "body"}})
    spending = [
        "2023-06-30,Mayor,forecast,50,51,,,A",
        "2023-06-30,Police,forecast,300,300,,,A",
        "2023-09-30,Mayor,forecast,50,49,,,B",
        "2023-09-30,Police,forecast,300,300,,,B",
    ]
    reserves = ["2023-06-30,All,forecast,100,90,,", "2023-09-30,All,forecast,100,85,,"]
    for declared, rows, header, sentence in (
        (apart, spending, HEADER, "Beside the report before: Mayor from £1.0m over to £1.0m under."),
        (
            account(RESERVES),
            reserves,
            RESERVES_HEADER,
            "At the end of the year, beside the report before: All from £90.0m to £85.0m.",
        ),
    ):
        books = [book_of(declared, *own, header=header) for own in (rows[: len(rows) // 2], rows)]
        earlier, later = (replace(shipped, records=Records({declared.id: book})) for book in books)
        assert news_of(earlier, later) == [f"There is a report to Q2 2023/24 now. {sentence}"]


def test_an_outturn_that_was_audited_is_told(shipped: Release) -> None:
    books = [
        book_of(account(), f"2024-03-31,All,{stage},100,101,,,A") for stage in ("draft-outturn", "outturn")
    ]
    earlier, later = (replace(shipped, records=Records({"spending": book})) for book in books)
    assert news_of(earlier, later) == [
        'The amounts to Q4 2023/24 now stand as "outturn", and stood as "outturn, before audit".'
    ]


def test_what_is_behind_the_penny_is_no_change(shipped: Release) -> None:
    book = book_of(account(), "2023-06-30,All,forecast,100,101,,,A")
    entry = book.entries[0]
    drifted = replace(
        entry, amounts={name: amount + Decimal("0.000001") for name, amount in entry.amounts.items()}
    )
    earlier, later = (
        replace(shipped, records=Records({"spending": own}))
        for own in (replace(book, entries=(drifted,)), book)
    )
    assert news_of(earlier, later) == []


def test_it_is_stored_with_the_release_and_read_again(shipped: Release) -> None:
    diff = difference(with_reports(shipped, "2023-06-30"), with_reports(shipped, "2023-09-30"), DAY)
    content = bulletin(diff, DAY)
    assert [item.id for item in content.accounts] == [SPENDING]
    assert parse_bulletin(bulletin_file(content)) == content


def test_a_release_without_accounts_is_stored_as_before(shipped: Release) -> None:
    nothing = replace(shipped, records=NO_RECORDS)
    assert b"accounts" not in bulletin_file(bulletin(difference(nothing, nothing, DAY), DAY))


def test_a_review_of_a_drop_has_its_accounts(shipped: Release) -> None:
    config = shipped.config.model_copy(update={"measures": ()})
    checked = CheckedDrop(config, b"", (), {}, records=shipped.records)
    assert news_of(shipped, as_release(checked, shipped.published_at)) == []
