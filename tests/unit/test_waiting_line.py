"""The line of those whose answers nobody could make ahead: what belongs to an answer is made in the same turn."""

import threading

import pytest

from serving.making.flights import Busy
from serving.making.line import Line


def test_an_answer_that_is_made_of_others_needs_one_turn() -> None:
    line = Line(seconds=0.01, most_waiting=1, at_a_time=1)

    def page() -> str:
        with line.admitted():
            return line.in_turn(lambda: "part") + " of a page"

    with line.admitted():
        assert line.in_turn(page) == "part of a page"
    assert line.waiting == 0
    with line.admitted():
        assert line.in_turn(page) == "part of a page"


def test_another_thread_waits_for_its_own_turn() -> None:
    line, refused = Line(seconds=0.01, most_waiting=2, at_a_time=1), list[str]()

    def other() -> None:
        with line.admitted():
            try:
                line.in_turn(lambda: "made")
            except Busy:
                refused.append("busy")

    def with_another() -> str:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        return "made"

    with line.admitted():
        assert line.in_turn(with_another) == "made"
    assert refused == ["busy"]


def test_what_goes_wrong_leaves_the_turn_to_others() -> None:
    line = Line(seconds=0.01, most_waiting=1, at_a_time=1)
    for _ in range(2):
        with line.admitted(), pytest.raises(ZeroDivisionError):
            line.in_turn(lambda: str(1 // 0))
    with line.admitted():
        assert line.in_turn(lambda: "made") == "made"
