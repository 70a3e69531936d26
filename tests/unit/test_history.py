from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from metrics.releasing.appending import append_event
from metrics.releasing.chain import Head
from metrics.releasing.history import (
    REQUIRED,
    Event,
    amendments,
    approval,
    corrections,
    current,
    events_of,
    history_faults,
    history_file,
    is_waiting,
    publications,
    published_at,
    read_chain,
    read_history,
    state,
)


def moment(hour: int) -> datetime:
    return datetime(2024, 2, 8, hour, 30, tzinfo=UTC)


def event(kind: str, release: str, at: int, time: int = 8) -> Event:
    return Event(kind, release, moment(time), moment(at), "staff")  # type: ignore[arg-type]


def test_nothing_is_current_before_the_first_publication() -> None:
    assert current((), moment(9)) is None


def test_the_newest_publication_is_current() -> None:
    history = (event("published", "q2", 8), event("published", "q3", 9))
    assert [current(history, moment(hour)) for hour in (7, 8, 9, 10)] == [None, "q2", "q3", "q3"]


def test_a_scheduled_release_is_current_from_its_moment_and_not_before() -> None:
    history = (event("published", "q2", 8), event("scheduled", "q3", 10))
    just_before = moment(10).replace(minute=29, second=59)
    assert [current(history, at) for at in (just_before, moment(10))] == ["q2", "q3"]


def test_after_a_withdrawal_the_release_before_is_current_again() -> None:
    history = (event("published", "q2", 8), event("published", "q3", 9), event("withdrawn", "q3", 10))
    assert [current(history, moment(hour)) for hour in (9, 10)] == ["q3", "q2"]


def test_a_release_is_public_from_its_publication() -> None:
    history = (event("published", "q2", 8), event("scheduled", "q3", 10))
    assert [published_at(history, release) for release in ("q2", "q3", "q4")] == [moment(8), moment(10), None]


def test_each_release_is_current_published_scheduled_or_withdrawn() -> None:
    history = (
        *(event("published", "q1", 7), event("published", "q2", 8)),
        *(event("published", "q3", 9), event("withdrawn", "q3", 10), event("scheduled", "q4", 12)),
    )
    states = [
        [state(history, release, moment(hour)) for release in ("q1", "q2", "q3", "q4")]
        for hour in (9, 11, 12)
    ]
    assert states == [
        ["published", "published", "current", "scheduled"],
        ["published", "current", "withdrawn", "scheduled"],
        ["published", "published", "withdrawn", "current"],
    ]
    with pytest.raises(KeyError) as caught:
        state(history, "q5", moment(12))
    assert caught.value.args == ("q5",)


def test_a_scheduled_release_that_is_withdrawn_never_comes() -> None:
    history = (event("published", "q2", 8), event("scheduled", "q3", 12), event("withdrawn", "q3", 9))
    assert [current(history, moment(hour)) for hour in (8, 9, 12)] == ["q2", "q2", "q2"]


def test_readers_are_told_of_a_correction_from_when_its_release_is_public_and_not_when_it_is_withdrawn() -> (
    None
):
    corrected = event("corrected", "q3", 10)
    history = (
        event("published", "q2", 8),
        corrected,
        event("scheduled", "q3", 10),
        event("withdrawn", "q3", 12),
    )
    assert [corrections(history, moment(hour)) for hour in (9, 10, 12)] == [(), (corrected,), ()]


def test_a_release_waits_from_when_it_is_scheduled_to_its_moment() -> None:
    history = (event("published", "q2", 8), event("scheduled", "q3", 10), event("withdrawn", "q2", 9))
    waiting = [
        [is_waiting(history, release, moment(hour)) for release in ("q2", "q3", "q4")]
        for hour in (8, 9, 10, 11)
    ]
    assert waiting == [[False, True, False]] * 2 + [[False, False, False]] * 2


def test_a_release_that_needs_approval_waits_until_somebody_gives_it() -> None:
    needing = replace(event("scheduled", "q3", 10), approval=REQUIRED)
    late, first, second = (event("approved", "q3", hour, hour) for hour in (11, 9, 10))
    other = event("approved", "q2", 9, 9)
    for history, own, is_public in (
        ((needing,), None, False),
        ((needing, other), None, False),
        ((needing, late), None, False),
        ((needing, first), first, True),
        ((needing, first, second, late), second, True),
    ):
        assert approval(history, needing) == own
        assert (current(history, moment(12)) == "q3") == is_public
        assert is_waiting(history, "q3", moment(9))
        assert is_waiting(history, "q3", moment(12)) != is_public
    assert current((event("scheduled", "q3", 10),), moment(10)) == "q3"


def test_a_rescheduled_release_and_what_came_with_it_have_the_last_moment() -> None:
    scheduled, corrected, other = (
        event("scheduled", "q3", 10),
        event("corrected", "q3", 10),
        event("published", "q2", 8),
    )
    withdrawn, rescheduled_events = (
        event("withdrawn", "q2", 9),
        [event("rescheduled", "q3", hour, 9) for hour in (12, 11)],
    )
    history = (other, corrected, scheduled, withdrawn, *rescheduled_events)
    assert publications(history) == (other, replace(scheduled, at=moment(11)))
    assert corrections(history, moment(10)) == ()
    assert corrections(history, moment(11)) == (replace(corrected, at=moment(11)),)
    assert current(history, moment(8)) == "q2"


def test_corrections_of_what_was_withdrawn_are_told_where_they_are_asked_for() -> None:
    kept, gone = event("corrected", "q2", 9), event("corrected", "q3", 9)
    history = (
        event("published", "q2", 8),
        event("published", "q3", 8),
        kept,
        gone,
        event("withdrawn", "q3", 10),
    )
    assert corrections(history, moment(9)) == (kept, gone)
    assert corrections(history, moment(11)) == (kept,)
    assert corrections(history, moment(11), also_withdrawn=True) == (kept, gone)


def test_new_words_are_those_for_a_part_of_a_release() -> None:
    own, other_part, other_release = (
        replace(event("amended", release, 9), amends=part)
        for release, part in (("q3", "note"), ("q3", "title"), ("q2", "note"))
    )
    assert amendments((own, other_part, other_release, own), "q3", "note") == (own, own)


def test_a_correction_whose_publication_was_cut_off_never_happened_and_is_written_over(
    tmp_path: Path,
) -> None:
    history_file(tmp_path).parent.mkdir(parents=True)
    published = event("published", "q2", 8)
    append_event(tmp_path, published, event("corrected", "q3", 9))
    assert corrections(read_history(tmp_path), moment(9)) == ()
    again = (event("corrected", "q3", 10), event("published", "q3", 10))
    append_event(tmp_path, *again)
    assert read_history(tmp_path) == (published, *again)


def test_an_event_is_read_as_it_was_written(tmp_path: Path) -> None:
    history_file(tmp_path).parent.mkdir(parents=True)
    events = (event("published", "q2", 8), Event("withdrawn", "q2", moment(9), moment(9), "é", "a mistake"))
    for item in events:
        append_event(tmp_path, item)
    assert read_history(tmp_path) == events


def test_a_line_that_was_cut_off_never_happened_and_is_written_over(tmp_path: Path) -> None:
    file = history_file(tmp_path)
    file.parent.mkdir(parents=True)
    append_event(tmp_path, event("published", "q2", 8))
    with file.open("ab") as torn:
        torn.write(b'{"event": "publi')
    assert read_history(tmp_path) == (event("published", "q2", 8),)
    append_event(tmp_path, event("published", "q3", 9))
    assert [item.release for item in read_history(tmp_path)] == ["q2", "q3"]


def test_the_chain_of_a_history_has_a_head_before_the_first_event_and_after_each(tmp_path: Path) -> None:
    nothing = Head(0, sha256(b"").hexdigest())
    assert read_chain(tmp_path) == ((), (nothing,))
    history_file(tmp_path).parent.mkdir(parents=True)
    events = (event("published", "q2", 8), event("published", "q3", 9))
    append_event(tmp_path, *events, event("corrected", "q4", 9))
    first, second, _ = history_file(tmp_path).read_bytes().splitlines(keepends=True)
    heads = (Head(1, sha256(first).hexdigest()), Head(2, sha256(second).hexdigest()))
    assert read_chain(tmp_path) == (events, (nothing, *heads))


def test_a_history_whose_chain_is_broken_is_refused_with_its_line(tmp_path: Path) -> None:
    file = history_file(tmp_path)
    file.parent.mkdir(parents=True)
    append_event(tmp_path, event("published", "q2", 8), event("published", "q3", 9))
    file.write_bytes(file.read_bytes().replace(b'"staff"', b'"stuff"', 1))
    with pytest.raises(
        ValueError, match=r"^the chain of the history is broken, line 1: it is not what was written"
    ):
        read_history(tmp_path)


def test_a_history_that_is_not_there_is_lost_when_there_are_releases(tmp_path: Path) -> None:
    (tmp_path / "data" / "releases" / ".unfinished-q3").mkdir(parents=True)
    assert read_history(tmp_path) == ()
    (tmp_path / "data" / "releases" / "q2").mkdir()
    with pytest.raises(ValueError, match=r"^the history of releases has gone, and the releases are there$"):
        read_history(tmp_path)


def test_every_damaged_line_is_found() -> None:
    data = b'{}\n\n{"event": "deleted"}\n' + ENTRY.replace(b"+00:00", b"") + b"\ncut off"
    assert list(history_faults(data)) == [
        (1, "'event'"),
        (3, "the event 'deleted' is not known"),
        (4, "a time has no offset"),
    ]


ENTRY = json.dumps(event("published", "q2", 8).as_json()).encode()


@pytest.mark.parametrize(
    "line", ["{}", "not JSON", '{"event": "deleted"}', "[]", ENTRY.decode().replace('"q2"', "2")]
)
def test_a_damaged_line_is_named_and_never_passed_over(tmp_path: Path, line: str) -> None:
    file = history_file(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(line + "\n")
    with pytest.raises(ValueError, match=r"^line 1 of the history cannot be read: "):
        read_history(tmp_path)


def test_what_was_accepted_for_a_publication_that_was_cut_off_has_not_happened(tmp_path: Path) -> None:
    history_file(tmp_path).parent.mkdir(parents=True)
    accepted = replace(event("accepted", "q3", 9), reason="It is so.", code="gone-area")
    append_event(tmp_path, event("published", "q2", 8), accepted)
    append_event(tmp_path, event("published", "q4", 10))
    assert read_history(tmp_path) == (event("published", "q2", 8), event("published", "q4", 10))


def test_what_was_accepted_stays_with_its_code_and_its_publication(tmp_path: Path) -> None:
    history_file(tmp_path).parent.mkdir(parents=True)
    accepted = replace(event("accepted", "q3", 9), reason="It is so.", code="gone-area")
    append_event(tmp_path, accepted, event("published", "q3", 9))
    append_event(tmp_path, event("published", "q4", 10))
    assert events_of(read_history(tmp_path), "accepted", "q3") == (accepted,)
