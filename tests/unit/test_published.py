"""Which releases readers may know of."""

from dataclasses import replace
from datetime import UTC, datetime

from metrics.releasing.history import Event, EventKind
from metrics.releasing.published import Notice, Published, before, find, published, up_to

NOW = datetime(2024, 8, 1, tzinfo=UTC)


def day(month: int) -> datetime:
    return datetime(2024, month, 8, 9, 30, tzinfo=UTC)


def event(kind: EventKind, release: str, month: int, reason: str = "") -> Event:
    return Event(kind, release, day(1), day(month), "staff", reason)


FIRST_EVENT, SECOND_EVENT = event("published", "one", 2, "First."), event("scheduled", "two", 5)


def test_the_newest_release_comes_first() -> None:
    assert published((FIRST_EVENT, SECOND_EVENT), NOW) == (
        Published("two", day(5)),
        Published("one", day(2), "First."),
    )


def test_a_release_whose_time_has_not_come_is_not_known() -> None:
    assert published((FIRST_EVENT, SECOND_EVENT), day(4)) == (Published("one", day(2), "First."),)


def test_a_release_withdrawn_before_its_time_is_never_known() -> None:
    history = (FIRST_EVENT, SECOND_EVENT, event("withdrawn", "two", 4, "Too early."))
    assert [release.id for release in published(history, NOW)] == ["one"]


def test_a_withdrawn_release_is_known_with_its_reason() -> None:
    history = (FIRST_EVENT, SECOND_EVENT, event("withdrawn", "two", 6, "A file was wrong."))
    assert published(history, NOW)[0] == Published("two", day(5), "", Notice(day(6), "A file was wrong."))


def test_a_release_withdrawn_at_once_was_public_all_the_same() -> None:
    history = (FIRST_EVENT, event("withdrawn", "one", 2, "Wrong."))
    assert [release.id for release in published(history, NOW)] == ["one"]


def test_a_correction_stands_with_the_release_that_makes_it() -> None:
    history = (FIRST_EVENT, event("corrected", "two", 5, "Camden was wrong."), SECOND_EVENT)
    assert published(history, NOW)[0].corrections == (Notice(day(5), "Camden was wrong."),)
    assert published(history, day(4))[0].corrections == ()


def test_what_was_said_of_a_release_counts_for_ever_and_its_last_moment_stays() -> None:
    """Though with a withdrawal, whose clock may be slow, the notice of a correction goes and its new words with it."""
    amended = [
        replace(event("amended", "one", month, f"Words of {month}."), time=day(month), amends="correction")
        for month in (5, 6)
    ]
    history = (event("corrected", "one", 2, "Wrong."), FIRST_EVENT, *amended, event("withdrawn", "one", 3))
    seen = [published(history[:length], NOW)[0] for length in (2, 3, 4, 5)]
    assert [item.times_changed for item in seen] == [0, 1, 2, 3]
    assert [item.last_said for item in seen] == [day(2), day(5), day(6), day(6)]
    assert (seen[-1].corrections, [notice.text for notice in seen[-1].retracted]) == ((), ["Words of 6."])


def test_of_two_releases_of_one_moment_the_later_event_is_the_newer() -> None:
    history = (FIRST_EVENT, event("published", "again", 2))
    assert [release.id for release in published(history, NOW)] == ["again", "one"]


def test_the_release_before_is_the_one_that_was_current() -> None:
    past = published((FIRST_EVENT, SECOND_EVENT, event("published", "three", 7)), NOW)
    assert [getattr(before(past, id), "id", None) for id in ("three", "two", "one", "none")] == [
        "two",
        "one",
        None,
        None,
    ]


def test_a_release_that_was_withdrawn_when_the_next_came_is_not_the_one_before() -> None:
    three = event("published", "three", 7)
    early, late = (event("withdrawn", "two", month, "Wrong.") for month in (6, 8))
    for gone, expected in ((early, "one"), (late, "two")):
        predecessor = before(published((FIRST_EVENT, SECOND_EVENT, three, gone), day(9)), "three")
        assert predecessor is not None and predecessor.id == expected


def test_what_is_shown_bounds_what_is_known() -> None:
    past = published((FIRST_EVENT, SECOND_EVENT), NOW)
    assert [release.id for release in up_to(past, "one")] == ["one"]
    assert up_to(past, "two") == past
    assert find(past, "two") == past[0]
    assert find(past, "three") is None
