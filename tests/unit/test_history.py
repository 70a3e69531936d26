from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from metrics.history import Event, append_event, current, history_file, published_at, read_history


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


@pytest.mark.parametrize("line", ["{}", "not JSON", '{"event": "deleted"}', "[]"])
def test_a_damaged_line_is_named_and_never_passed_over(tmp_path: Path, line: str) -> None:
    file = history_file(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_text(line + "\n")
    with pytest.raises(ValueError, match=r"^line 1 of the history cannot be read: "):
        read_history(tmp_path)
