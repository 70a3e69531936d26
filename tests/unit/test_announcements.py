"""Announced days: which are open, what they were before, and which measures wait for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from metrics.releasing.announcements import (
    Announcement,
    Step,
    announcements,
    cancelled_days,
    due_day,
    met_days,
    spoken_days,
)
from metrics.releasing.history import Event, EventKind
from metrics.releasing.published import published
from tests.given import measure

MAY, JUNE = date(2024, 5, 9), date(2024, 6, 6)


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2024, month, day, hour, 30, tzinfo=UTC)


def announced(day: date, event_time: datetime, reason: str = "New.", instead_of: str = "") -> Event:
    moment = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
    return Event("announced", "", event_time, moment, "staff", reason, instead_of)


def event(kind: EventKind, release: str, moment: datetime) -> Event:
    return Event(kind, release, moment, moment, "staff")


def days(history: tuple[Event, ...], now: datetime) -> list[date]:
    return [item.day for item in announcements(history, now)]


def test_a_day_is_open_from_when_it_was_announced() -> None:
    history = (announced(MAY, at(3, 1)),)
    assert [days(history, now) for now in (at(2, 28), at(3, 1), at(5, 20))] == [[], [MAY], [MAY]]


def test_a_day_that_moved_keeps_the_old_one_with_both_reasons() -> None:
    history = (announced(MAY, at(3, 1), "New."), announced(JUNE, at(5, 7), "Late.", MAY.isoformat()))
    steps = (Step(MAY, at(3, 1), "New."), Step(JUNE, at(5, 7), "Late."))
    assert announcements(history, at(5, 8)) == (Announcement(steps),)
    assert days(history, at(5, 6)) == [MAY]


def test_a_day_that_a_release_only_declared_can_be_moved() -> None:
    history = (announced(JUNE, at(5, 7), "Late.", MAY.isoformat()),)
    assert announcements(history, at(5, 8)) == (Announcement((Step(MAY), Step(JUNE, at(5, 7), "Late."))),)


def test_a_release_on_the_day_or_later_meets_the_nearest_open_day_and_no_other() -> None:
    history = (announced(MAY, at(3, 1)), announced(JUNE, at(3, 1)), event("published", "q4", at(5, 10)))
    assert days(history, at(5, 11)) == [JUNE]


def test_a_release_before_the_day_does_not_meet_it() -> None:
    history = (announced(MAY, at(3, 1)), event("published", "q4", at(5, 8)))
    assert days(history, at(5, 11)) == [MAY]


def test_a_scheduled_release_meets_a_day_from_its_moment_and_does_not_show_before() -> None:
    history = (announced(MAY, at(3, 1)), Event("scheduled", "q4", at(4, 1), at(5, 9), "staff"))
    assert [days(history, now) for now in (at(5, 9, 7), at(5, 9))] == [[MAY], []]


def test_a_correction_meets_no_day() -> None:
    history = (
        announced(MAY, at(3, 1)),
        event("corrected", "q3-2", at(5, 10)),
        event("published", "q3-2", at(5, 10)),
    )
    assert days(history, at(5, 11)) == [MAY]


def test_a_day_on_which_a_release_came_stays_met_though_that_was_withdrawn() -> None:
    history = (
        *(
            announced(MAY, at(3, 1)),
            event("published", "q4", at(5, 9)),
            event("withdrawn", "q4", at(5, 9, 12)),
        ),
        *(event("corrected", "q4-2", at(5, 13)), event("published", "q4-2", at(5, 13))),
    )
    assert [days(history, now) for now in (at(5, 9), at(5, 9, 13), at(5, 11), at(5, 13))] == [[], [], [], []]


def test_a_release_that_was_withdrawn_before_its_time_meets_no_day() -> None:
    scheduled = Event("scheduled", "q4", at(4, 1), at(5, 9), "staff")
    history = (announced(MAY, at(3, 1)), scheduled, event("withdrawn", "q4", at(5, 8)))
    assert days(history, at(5, 11)) == [MAY]


def test_a_day_that_was_met_is_kept_with_the_release_that_met_it() -> None:
    history = (
        *(announced(MAY, at(3, 1), "New."), announced(JUNE, at(5, 7), "Late.", MAY.isoformat())),
        event("published", "q4", at(6, 7)),
    )
    steps = (Step(MAY, at(3, 1), "New."), Step(JUNE, at(5, 7), "Late."))
    assert met_days(history, at(6, 6)) == {}
    assert met_days(history, at(6, 7)) == {"q4": Announcement(steps)}
    assert [item.announcement for item in published(history, at(6, 8))] == [Announcement(steps)]


def test_a_day_announced_after_a_release_is_not_met_by_it() -> None:
    history = (event("published", "q4", at(5, 9, 7)), announced(MAY, at(5, 9)))
    assert days(history, at(5, 10)) == [MAY]


# Cancelled -------------------------------------------------------------------------------------------------


def cancelled(day: date, when: datetime, reason: str = "Mistyped.") -> Event:
    return replace(announced(day, when, reason), event="cancelled")


def test_a_cancelled_day_is_open_no_more_and_is_told_with_its_reason() -> None:
    history = (announced(MAY, at(3, 1)), cancelled(MAY, at(3, 2)))
    steps = (Step(MAY, at(3, 1), "New."), Step(MAY, at(3, 2), "Mistyped.", is_cancelled=True))
    assert [days(history, now) for now in (at(3, 1), at(3, 2), at(5, 20))] == [[MAY], [], []]
    assert cancelled_days(history, at(3, 2)) == (Announcement(steps),)


def test_a_cancelled_day_is_told_until_it_has_passed_and_a_release_has_come() -> None:
    history = (announced(MAY, at(3, 1)), cancelled(MAY, at(3, 2)), event("published", "q4", at(4, 10)))
    assert [len(cancelled_days(history, now)) for now in (at(5, 9), at(5, 10))] == [1, 0]
    assert len(cancelled_days(history[:2], at(5, 10))) == 1


def test_a_release_meets_the_open_day_and_not_a_cancelled_one_before_it() -> None:
    history = (announced(MAY, at(3, 1)), announced(JUNE, at(3, 1)), cancelled(MAY, at(3, 2)))
    assert days((*history, event("published", "q4", at(6, 6))), at(6, 7)) == []


def test_a_cancelled_day_can_be_announced_again_with_all_that_was_said_of_it() -> None:
    history = (announced(MAY, at(3, 1)), cancelled(MAY, at(3, 2)), announced(MAY, at(3, 3), "After all."))
    (item,) = announcements(history, at(3, 4))
    assert [step.reason for step in item.steps] == ["New.", "Mistyped.", "After all."]


def test_a_day_that_a_release_declares_stands_again_where_the_one_in_its_place_is_cancelled() -> None:
    history = (announced(JUNE, at(5, 7), "Late.", MAY.isoformat()), cancelled(JUNE, at(5, 8)))
    declared = measure(next_update=MAY.isoformat())
    assert due_day(declared, spoken_days(history, at(5, 8))) == MAY
