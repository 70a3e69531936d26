"""What a release brings of what was promised: in the diff, on the release's page and in what is stored with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from metrics.figures.records import NO_RECORDS, Records
from metrics.figures.release import Release
from metrics.promises.items import Tracked
from metrics.promises.stored import totals_alone
from metrics.releasing.bulletin import bulletin, bulletin_file, parse_bulletin
from metrics.releasing.diff import difference
from metrics.releasing.diff_words import headlines
from metrics.releasing.releases import load_release
from metrics.releasing.tracker_news import tracker_news
from tests.money import ROOT
from tests.promises import COUNTED, INQUIRY, PROMISES, tracked_of, tracker

FIRST, SECOND = datetime(2022, 3, 28, 9, 30, tzinfo=UTC), datetime(2022, 6, 28, 8, 30, tzinfo=UTC)
ITEMS: Mapping[str, str] = {
    "A": "2022-05-31,2022-05-31,,on-track,,",
    "B": "2022-05-31,2022-05-31,,on-track,,",
    "C": "2022-05-31,2022-05-31,,on-track,,",
    "D": "2022-03-31,2022-03-31,,on-track,,",
    "E": "2022-04-30,2022-04-30,,not-started,,",
}


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2026-27-q1", only_region=True)


def listed(**changes: str) -> Tracked:
    """Five promises, some of them otherwise; one that is empty is not listed."""
    rows = {**ITEMS, **changes}
    return tracked_of(tracker(), *(f"{name},Promise {name},,,,{row}," for name, row in rows.items() if row))


def news_of(release: Release, before: Tracked | None, after: Tracked | None) -> list[str]:
    """The news of a tracker from a release of March to one of June."""
    earlier, later = (
        replace(
            release,
            published_at=at,
            records=Records(trackers={} if tracker_state is None else {"promises": tracker_state}),
        )
        for at, tracker_state in ((FIRST, before), (SECOND, after))
    )
    return [item.news for item in tracker_news(earlier, later)]


DONE = "2022-05-31,2022-05-31,,complete,2022-05-01,"


def test_what_was_completed_what_moved_and_what_is_overdue_is_told_in_one_sentence(shipped: Release) -> None:
    after = listed(A=DONE, B=DONE, C=DONE, D="2022-03-31,2022-07-01,,date-revised,,")
    assert news_of(shipped, listed(), after) == [
        "Three promises completed, one date moved by 92 days, one newly overdue."
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"A": DONE, "E": ""}, "One promise completed, three newly overdue."),
        ({"D": "2022-03-31,2022-07-01,,on-track,,"}, "One date moved by 92 days, four newly overdue."),
        ({"D": "2022-03-31,2022-04-01,,on-track,,"}, "One date moved by 1 day, five newly overdue."),
        (
            {"D": "2022-03-31,2022-07-01,,on-track,,", "E": "2022-04-30,2022-07-30,,on-track,,"},
            "Two dates moved, the furthest by 92 days, three newly overdue.",
        ),
        (
            {"A": "2022-05-31,2022-05-21,,on-track,,"},
            "One date brought forward by 10 days, five newly overdue.",
        ),
        ({"A": "2022-05-31,,,date-revised,,"}, "One slipped without a new date, five newly overdue."),
        ({"A": "2022-05-31,2022-05-31,,on-hold,,"}, "Five newly overdue, one put on hold."),
        ({"A": "2022-05-31,2022-05-31,,withdrawn,,No money"}, "Four newly overdue, one withdrawn."),
        ({"F": "2022-09-30,,,not-started,,"}, "Five newly overdue. One was added."),
        (
            dict.fromkeys("FGH", "2022-09-30,,,not-started,,"),
            "Five newly overdue. Three were added.",
        ),
    ],
)
def test_each_thing_that_can_happen_has_its_words(
    shipped: Release, changes: dict[str, str], sentence: str
) -> None:
    assert news_of(shipped, listed(), listed(**changes)) == [sentence]


def test_what_is_opened_again_is_told(shipped: Release) -> None:
    again = listed(A="2022-05-31,2022-09-30,,on-track,,It failed")
    assert news_of(shipped, listed(A=DONE), again) == [
        "One date moved by 122 days, four newly overdue, one opened again."
    ]


def test_nothing_is_told_of_a_tracker_that_stays_as_it_was(shipped: Release) -> None:
    later = listed(**{name: row.replace("2022-0", "2023-0") for name, row in ITEMS.items()})
    assert news_of(shipped, later, later) == []


def test_a_tracker_that_is_new_or_gone_is_told(shipped: Release) -> None:
    assert news_of(shipped, None, listed()) == ["It is new on this site."]
    assert news_of(shipped, listed(), None) == ["It is declared no longer."]
    assert tracker_news(None, replace(shipped, records=Records(trackers={"promises": listed()}))) == ()


def totals(*numbers: tuple[str, int, int]) -> Tracked:
    alone = {name: value for name, value in PROMISES.items() if name not in ("source", "as_at")}
    declared = tuple({"as_at": day, "all": every, "complete": done} for day, every, done in numbers)
    return totals_alone(tracker(alone, declared_totals=declared))


def test_totals_that_stand_alone_tell_what_moved(shipped: Release) -> None:
    first, second = ("2022-01-01", 25, 6), ("2022-02-28", 25, 7)
    assert news_of(shipped, totals(first), totals(first, second)) == [
        "One more complete since 1 January 2022."
    ]
    assert news_of(shipped, totals(second), totals(second, ("2022-05-31", 28, 18))) == [
        "Three were added. 11 more complete since 28 February 2022."
    ]
    assert news_of(shipped, totals(second), totals(second, ("2022-05-31", 24, 5))) == [
        "One is no longer counted. Two fewer complete than on 28 February 2022."
    ]
    assert news_of(shipped, totals(first, second), totals(first, second)) == []


def test_counts_tell_what_moved_of_the_whole(shipped: Release) -> None:
    first, second = (tracked_of(tracker(COUNTED), *INQUIRY[:last]) for last in (5, 10))
    assert news_of(shipped, first, second) == ["Three were added. Two more complete since 29 May 2025."]


def test_what_does_not_add_up_any_more_is_told_once(shipped: Release) -> None:
    clean, off = totals(("2022-02-28", 25, 7)), totals(("2022-02-28", 25, 26))
    (sentence,) = news_of(shipped, clean, off)
    assert sentence.startswith(
        "19 more complete since 28 February 2022. More does not add up: The report counts 25"
    )
    assert news_of(shipped, off, off) == []


def test_it_stands_in_the_diff_and_is_stored_with_the_release(shipped: Release) -> None:
    earlier, later = (
        replace(shipped, published_at=at, records=Records(trackers={"promises": tracker_state}))
        for at, tracker_state in ((FIRST, listed()), (SECOND, listed(A=DONE)))
    )
    diff = difference(earlier, later, SECOND.date())
    line = "Promises: One promise completed, four newly overdue."
    assert line in headlines(diff)
    content = bulletin(diff, SECOND.date())
    assert [(item.id, f"{item.title}: {item.news}") for item in content.trackers] == [("promises", line)]
    assert parse_bulletin(bulletin_file(content)) == content
    nothing = replace(shipped, records=NO_RECORDS)
    assert b"trackers" not in bulletin_file(
        bulletin(difference(nothing, nothing, SECOND.date()), SECOND.date())
    )
