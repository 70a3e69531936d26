"""What is complete says by how many days it came after its first date, or before it, where both are stated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from metrics.promises.date_sentences import done_text, item_sentences, late_text
from metrics.promises.items import Item, Step, Tracked
from metrics.promises.slips import slip_of
from tests.tracked import tracker

AS_AT = date(2022, 3, 28)
FIRST, LATER = date(2022, 1, 31), date(2022, 2, 28)


def tracked_of(*steps: Step, **stated: Any) -> Tracked:
    item = Item("A2", "Write to every board", **{"status": "complete", **stated})
    return Tracked(tracker(), AS_AT, (item,), steps=steps)


def days_of(tracked: Tracked) -> int | None:
    return slip_of(tracked, tracked.items[0]).done_days


@pytest.mark.parametrize(
    ("completed", "days", "text"),
    [
        (date(2022, 1, 20), -11, "11 days before its first date"),
        (date(2022, 1, 31), 0, "on its first date"),
        (date(2022, 2, 1), 1, "1 day after its first date"),
        (date(2022, 3, 3), 31, "31 days after its first date"),
    ],
)
def test_days_count_from_the_first_date_though_it_was_moved(completed: date, days: int, text: str) -> None:
    tracked = tracked_of(original_due=FIRST, due=LATER, completed=completed)
    (item,) = tracked.items
    assert days_of(tracked) == days
    assert done_text(slip_of(tracked, item)) == text
    assert item_sentences(tracked, item, AS_AT)[-1] == f"It was done {text}."


@pytest.mark.parametrize(
    "stated",
    [
        {"original_due": FIRST},
        {"due": LATER, "completed": LATER},
        {"completed": LATER},
        {"original_due": FIRST, "status": "on-hold"},
    ],
)
def test_where_a_day_is_not_stated_nothing_is_said_of_late_or_early(stated: dict[str, Any]) -> None:
    tracked = tracked_of(**stated)
    (item,) = tracked.items
    assert (days_of(tracked), done_text(slip_of(tracked, item))) == (None, "")
    assert not [text for text in item_sentences(tracked, item, AS_AT) if "its first date" in text]


def test_the_date_of_an_earlier_release_is_the_first_though_no_column_calls_it_so() -> None:
    earlier = Step("A2", "2024-25-q2", None, None, FIRST, "on-track")
    assert days_of(tracked_of(earlier, due=LATER, completed=date(2022, 2, 10))) == 10


def test_days_past_a_first_date_say_so_where_the_later_one_is_not_stated() -> None:
    late = Item("A2", "Write to every board", "date-revised", original_due=FIRST)
    assert late_text(late, 1676) == "1,676 days after its first date"
    assert late_text(Item("A2", "Write", "date-revised", original_due=FIRST, due=LATER), 3) == "3 days"
