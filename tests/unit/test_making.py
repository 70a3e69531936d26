"""Each answer made once: who waits for whom, what is kept where, and what becomes of failures."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from serving.http.answer import Answer, packed
from serving.http.cache import TALLY, Key
from serving.http.headers import NOT_STORED
from serving.http.media_types import HTML
from serving.http.places import kept_folders
from serving.making.flights import Busy, Flights
from serving.making.lane import MOST_ORDERS, InTurn, ProcessLane
from serving.making.maker import Maker, Order
from serving.making.shelf import BYTES_BETWEEN_LOOKS, Shelf, own_folder

READERS, PATIENCE_SECONDS = 8, 30.0
ANSWER = packed(Answer(b"The same words again and again. " * 40, HTML, headers=(("X", "y"),)))


def key(path: str = "/", query: str = "") -> Key:
    return "one", date(2024, 2, 8), "spoken", path, (("area", query),) if query else ()


def order(path: str = "/", query: str = "") -> Order:
    return Order(key(path, query), path, datetime(2024, 2, 8, 9, 30, tzinfo=UTC))


class Kitchen:
    """Makes an answer when it is let to, and counts how often."""

    def __init__(self) -> None:
        self.calls, self.begun, self.enough = 0, threading.Event(), threading.Event()

    def make(self) -> Answer:
        self.calls += 1
        self.begun.set()
        assert self.enough.wait(PATIENCE_SECONDS)
        return ANSWER

    def helper(self, _: Order) -> Answer:
        return self.make()


def together(count: int, ask: Callable[[], Answer]) -> list[Answer | BaseException]:
    """What so many threads get that begin at once."""
    barrier = threading.Barrier(count)

    def outcome() -> Answer | BaseException:
        barrier.wait(PATIENCE_SECONDS)
        try:
            return ask()
        except (Busy, ValueError) as problem:
            return problem

    with ThreadPoolExecutor(count) as pool:
        return [future.result() for future in [pool.submit(outcome) for _ in range(count)]]


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_request_counts_as_one_look_in_memory_though_it_looks_again_before_it_makes() -> None:
    maker, before = Maker(), replace(TALLY)
    for _ in range(2):
        if maker.at_hand(key()) is None:
            maker.answer(order(), lambda: ANSWER)
    assert (TALLY.hits - before.hits, TALLY.misses - before.misses) == (1, 1)


# Flights


@pytest.mark.parametrize("is_heavy", [False, True])
def test_eight_who_ask_at_once_have_it_made_once(is_heavy: bool) -> None:
    kitchen = Kitchen()
    kitchen.enough.set()
    maker = Maker(lane=ProcessLane(lambda _: None, most_waiting=READERS))
    answers = together(READERS, lambda: maker.answer(order(), kitchen.make, is_heavy=is_heavy))
    assert (answers, kitchen.calls) == ([ANSWER] * READERS, 1)


def test_those_who_wait_get_the_error_and_who_comes_after_tries_anew() -> None:
    flights, calls, enough = Flights(PATIENCE_SECONDS), list[int](), threading.Event()

    def fail() -> Answer:
        calls.append(1)
        assert enough.wait(PATIENCE_SECONDS)
        raise ValueError("no flour")

    def ask() -> Answer:
        threading.Timer(0.2, enough.set).start()
        return flights.answer(key(), fail)

    outcomes = together(READERS, ask)
    assert {str(outcome) for outcome in outcomes} == {"no flour"}
    assert flights.answer(key(), lambda: ANSWER) is ANSWER


def test_who_waits_too_long_is_asked_to_come_again() -> None:
    kitchen, flights = Kitchen(), Flights(0.05)
    first = threading.Thread(target=lambda: flights.answer(key(), kitchen.make))
    first.start()
    assert kitchen.begun.wait(PATIENCE_SECONDS)
    with pytest.raises(Busy):
        flights.answer(key(), kitchen.make)
    kitchen.enough.set()
    first.join()
    assert kitchen.calls == 1


# The lane


def test_a_full_lane_refuses_at_once_and_what_is_light_goes_on() -> None:
    kitchen = Kitchen()
    lane = ProcessLane(kitchen.helper, most_waiting=2)
    maker = Maker(lane=lane)

    def ask(query: str) -> Answer:
        return maker.answer(order("/x.xlsx", query), kitchen.make, is_heavy=True)

    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ask, query) for query in ("camden", "barnet")]
        until(lambda: lane.waiting == 2)
        with pytest.raises(Busy):
            ask("brent")
        assert maker.answer(order("/"), lambda: ANSWER) is not None
        kitchen.enough.set()
        assert [future.result() for future in waiting] == [ANSWER] * 2
    assert kitchen.calls == 2


def test_what_nobody_waits_for_any_more_is_made_all_the_same_and_no_more_is_ordered() -> None:
    kitchen = Kitchen()
    maker = Maker(lane=ProcessLane(kitchen.helper, wait_seconds=0.01))
    for number in range(MOST_ORDERS + 2):
        with pytest.raises(Busy):
            maker.answer(order("/x.xlsx", f"{number}"), kitchen.make, is_heavy=True)
    kitchen.enough.set()
    until(lambda: maker.at_hand(key("/x.xlsx", f"{MOST_ORDERS - 1}")) is not None)
    assert kitchen.calls == MOST_ORDERS


@pytest.mark.parametrize("problem", [EOFError(), OSError("no memory"), None])
def test_what_the_helper_cannot_give_is_made_here(problem: Exception | None) -> None:
    def fails(_: Order) -> Answer | None:
        if problem is not None:
            raise problem
        return None

    maker = Maker(lane=ProcessLane(fails))
    answer = maker.answer(order("/x.xlsx"), lambda: ANSWER, is_heavy=True)
    assert (answer, maker.at_hand(key("/x.xlsx"))) == (ANSWER, ANSWER)


# The shelf


def shelf(folder: Path, content: str = "a manifest", **more: int) -> Shelf:
    place = own_folder(folder, "here")
    assert place is not None
    return Shelf(place, lambda _: content, **more)


def test_what_a_process_has_made_others_have_whole(tmp_path: Path) -> None:
    shelf(tmp_path).put(key(), ANSWER)
    assert shelf(tmp_path).get(key()) == ANSWER
    assert Maker(shelf(tmp_path)).at_hand(key()) == ANSWER
    assert shelf(tmp_path).get(key("/other")) is None
    assert shelf(tmp_path, "another manifest").get(key()) is None


def test_of_several_processes_one_makes_what_is_heavy_and_the_others_wait_for_it(tmp_path: Path) -> None:
    kitchen = Kitchen()
    makers = [Maker(own, InTurn(own.turn)) for own in (shelf(tmp_path) for _ in range(3))]
    with ThreadPoolExecutor(len(makers)) as pool:
        waiting = [pool.submit(maker.answer, order(), kitchen.make, is_heavy=True) for maker in makers]
        assert kitchen.begun.wait(PATIENCE_SECONDS)
        kitchen.enough.set()
        assert [future.result() for future in waiting] == [ANSWER] * len(makers)
    assert kitchen.calls == 1


def test_pages_of_a_query_and_what_is_not_to_be_stored_are_not_shared(tmp_path: Path) -> None:
    maker = Maker(shelf(tmp_path))
    lacking = Answer(b"", HTML, cache_control=NOT_STORED)
    maker.answer(order("/measures", "camden"), lambda: ANSWER)
    maker.answer(order("/lacking"), lambda: lacking)
    maker.answer(order("/x.xlsx", "camden"), lambda: ANSWER, is_heavy=True)
    later = Maker(shelf(tmp_path))
    assert later.at_hand(key("/measures", "camden")) is None
    assert (maker.at_hand(key("/lacking")), later.at_hand(key("/lacking"))) == (None, None)
    assert later.at_hand(key("/x.xlsx", "camden")) == ANSWER


@pytest.mark.parametrize(
    "damage", [lambda body: body[:-1], lambda body: b"x" + body, lambda _: b"", lambda _: b"\n\n"]
)
def test_a_damaged_answer_is_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    shelf(tmp_path).put(key(), ANSWER)
    (file,) = tmp_path.glob("here/one/*")
    file.write_bytes(damage(file.read_bytes()))
    assert shelf(tmp_path).get(key()) is None


def test_a_disk_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    (tmp_path / "here" / "one").write_text("a file in the place of the folder")
    maker = Maker(kept)
    assert maker.answer(order(), lambda: ANSWER) == maker.at_hand(key()) == ANSWER


def test_the_folder_is_for_nobody_else_and_another_s_is_not_used(tmp_path: Path) -> None:
    shelf(tmp_path / "kept").put(key(), ANSWER)
    assert [(tmp_path / "kept" / name).stat().st_mode & 0o077 for name in ("", "here", "here/one")] == [0] * 3
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "led").symlink_to(tmp_path / "kept")
    assert [own_folder(tmp_path / name, "here") for name in ("open", "led")] == [None, None]


def test_no_more_is_kept_than_may_be_and_the_oldest_goes_first(tmp_path: Path) -> None:
    kept = shelf(tmp_path, most_bytes=5_000)
    large = packed(Answer(b"x" * BYTES_BETWEEN_LOOKS, "application/zip"))
    kept.put(key("/first"), ANSWER)
    kept.put(key("/large"), large)
    assert kept.get(key("/large")) is None or kept.get(key("/first")) is None
    assert sum(file.stat().st_size for file in tmp_path.glob("here/*/*")) < 5_000


def test_a_folder_may_be_named_or_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PCP_KEPT", "none")
    assert kept_folders() == ()
    monkeypatch.setenv("PCP_KEPT", str(tmp_path))
    assert kept_folders() == (tmp_path,)
    monkeypatch.delenv("PCP_KEPT")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kept_folders()[0] == tmp_path / "outcomes-dashboard" / "answers"
