"""Clocks: their last days by the law's way of counting, working days, and what is wrong with a declaration."""

from datetime import date, timedelta
from typing import Any

import pytest

from metrics.declared.clock import Clock
from metrics.declared.clock_rules import clocks_hold
from metrics.oversight.clocks import last_day
from tests.money import shipped_config

BASE: dict[str, Any] = {
    "id": "answer",
    "title": "An answer",
    "who": "the force",
    "force": "law",
    "source": "An Act (read)",
}


def clock(**keys: Any) -> Clock:
    return Clock.model_validate({**BASE, **keys})


def findings(*clocks: Clock) -> list[tuple[tuple[str | int, ...], str, str]]:
    config = shipped_config().model_copy(update={"clocks": clocks})
    return [(item.path, item.code, item.message) for item in clocks_hold(config)]


@pytest.mark.parametrize(
    ("counts", "start", "end", "weekday"),
    [
        ("day-1", "2022-03-22", "2022-05-16", "Monday"),
        ("day-1", "2026-01-05", "2026-03-01", "Sunday"),
        ("day-1", "2021-08-24", "2021-10-18", "Monday"),
        ("after", "2022-03-22", "2022-05-17", "Tuesday"),
        ("day-1", "2024-01-05", "2024-02-29", "Thursday"),
    ],
)
def test_56_days_end_on_the_day_that_the_law_means_and_are_never_moved(
    counts: str, start: str, end: str, weekday: str
) -> None:
    last = last_day(clock(days=56, counts=counts), date.fromisoformat(start))
    assert last == date.fromisoformat(end)
    assert last.strftime("%A") == weekday


@pytest.mark.parametrize("counts", ["not-stated", "not-read"])
def test_no_last_day_is_told_where_it_is_not_known_how_days_count(counts: str) -> None:
    assert last_day(clock(days=40, counts=counts), date(2022, 3, 28)) is None


def test_a_clock_without_days_has_no_last_day() -> None:
    assert last_day(clock(every="month"), date(2022, 3, 28)) is None
    assert last_day(clock(on="2027-01-31"), date(2022, 3, 28)) is None
    assert clock(on="2027-01-31").fixed_day == date(2027, 1, 31)
    assert clock(on="before each 1 April").fixed_day is None


def test_a_day_past_the_end_of_the_calendar_is_none() -> None:
    assert last_day(clock(days=56, counts="day-1"), date(9999, 12, 1)) is None
    assert last_day(clock(days=1, counts="after"), date.max) is None
    assert last_day(clock(working_days=5, counts="day-1", holidays="GB-ENG"), date(9999, 1, 1)) is None


@pytest.mark.parametrize(
    ("counts", "holidays", "start", "end"),
    [
        ("day-1", "GB-ENG", "2022-03-21", "2022-03-25"),
        ("after", "GB-ENG", "2022-03-21", "2022-03-28"),
        ("day-1", "GB-ENG", "2022-03-26", "2022-04-01"),  # a Saturday: the Monday after it is the first
        ("day-1", "GB-ENG", "2022-04-14", "2022-04-22"),  # over Easter
        ("day-1", "GB-ENG", "2022-05-31", "2022-06-08"),  # over two days of a jubilee
        ("day-1", "GB-SCT", "2022-04-14", "2022-04-21"),  # Easter Monday is none in Scotland
        ("day-1", "GB-ENG", "2021-12-24", "2022-01-04"),  # over both ends of a year
    ],
)
def test_working_days_leave_out_weekends_and_the_holidays_of_the_place(
    counts: str, holidays: str, start: str, end: str
) -> None:
    own = clock(working_days=5, counts=counts, holidays=holidays)
    assert last_day(own, date.fromisoformat(start)) == date.fromisoformat(end)


def test_all_fourteen_clocks_ship_with_their_force_and_their_source() -> None:
    clocks = {item.id: item for item in shipped_config().clocks}
    forces = {name: item.force for name, item in clocks.items() if item.force != "law"}
    assert len(clocks) == 14
    assert forces == {"super-complaint-answer": "asked", "force-progress-to-mopac": "agreed"}
    assert all(item.source for item in clocks.values())
    assert clocks["accounts-2025-26"].fixed_day == date(2027, 1, 31)
    start = date(2022, 3, 28)
    assert {name for name, item in clocks.items() if last_day(item, start) is None} == {
        *("force-progress-to-mopac", "future-deaths", "accounts-2025-26", "budget-information"),
        *(
            "spending-and-grants",
            "office-holders-expenses",
            "performance-information",
            "annual-report",
            "plan",
        ),
    }
    assert last_day(clocks["iopc-publishes-answer"], start) == start + timedelta(days=20)


@pytest.mark.parametrize(
    ("keys", "path", "code", "words"),
    [
        ({}, (), "missing-key", "nothing says when it is due"),
        ({"days": 56}, (), "missing-key", '"counts" is missing'),
        (
            {"days": 5, "counts": "after", "every": "month"},
            ("every",),
            "bad-clock",
            '"days" and "every" both say',
        ),
        ({"every": "month", "counts": "after"}, ("counts",), "bad-clock", "has neither"),
        ({"working_days": 5, "counts": "after"}, (), "missing-key", '"holidays" is missing'),
        ({"days": 5, "counts": "after", "holidays": "GB"}, ("holidays",), "bad-clock", "has not"),
        (
            {"working_days": 5, "counts": "after", "holidays": "GB-EN"},
            ("holidays",),
            "bad-clock",
            "GB-ENG",
        ),
        ({"working_days": 5, "counts": "after", "holidays": "ZZ"}, ("holidays",), "bad-clock", '"ZZ"'),
    ],
)
def test_what_a_clock_says_holds_together(
    keys: dict[str, Any], path: tuple[str, ...], code: str, words: str
) -> None:
    (finding,) = findings(clock(**keys))
    assert finding[:2] == (("clocks", 0, *path), code)
    assert words in finding[2]


def test_one_id_stands_once() -> None:
    own = clock(days=5, counts="after")
    assert [item[1] for item in findings(own, own)] == ["duplicate-id"]


def test_a_day_that_is_none_is_no_day() -> None:
    with pytest.raises(ValueError, match='"2027-02-29" is not a date'):
        clock(on="2027-02-29")
