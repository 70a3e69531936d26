"""Finished answers in hard times: a disk that is full, a folder that was emptied, those who stop or are killed."""

import errno
import logging
import os
import resource
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from serving import workers
from serving.http.answer import Answer, led_on, packed
from serving.http.cache import BYTES_BESIDE, AnswerCache, Key
from serving.http.media_types import HTML
from serving.making.flights import Busy
from serving.making.lane import ProcessLane
from serving.making.line import AT_A_TIME, MOST_WAITING, Line
from serving.making.maker import Maker, Order
from serving.making.shelf import BYTES_BETWEEN_LOOKS, TURN, UNFINISHED_SECONDS, Shelf, own_folder
from serving.workers import DIVIDES
from tests.running import HOST

PATIENCE_SECONDS = 30.0
ANSWER = packed(Answer(b"The same words again and again. " * 40, HTML))


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def key(path: str = "/", query: str = "") -> Key:
    return "one", date(2024, 2, 8), "spoken", path, (("find", query),) if query else ()


def shelf(folder: Path, turn_seconds: float = 1.0) -> Shelf:
    place = own_folder(folder, "here")
    assert place is not None
    return Shelf(place, lambda _: "a manifest", turn_seconds=turn_seconds)


# Memory


def test_what_leads_elsewhere_has_no_bytes_and_is_not_kept_without_end() -> None:
    """Whoever types a name in another way each time is led to the same page, each time by an answer of its own."""
    memory, elsewhere = AnswerCache(most_bytes=50 * BYTES_BESIDE), packed(led_on("/areas/camden"))
    keys = [key("/areas", f"camden{' ' * number}") for number in range(1_000)]
    for own in keys:
        memory.put(own, elsewhere)
    kept = [own for own in keys if memory.get(own) is not None]
    assert 0 < len(kept) < 50
    assert kept == keys[-len(kept) :]


def test_a_long_query_counts_as_what_it_takes() -> None:
    memory = AnswerCache()
    memory.put(key("/areas", "x" * 8_000), packed(led_on("/areas/camden")))
    assert memory.size > 8_000


# Those who ask for what nobody could make ahead


def endless(number: int) -> Order:
    return Order(key("/areas", f"{number}"), "/areas", datetime(2024, 2, 8, tzinfo=UTC), is_endless=True)


def test_few_of_what_nobody_could_make_ahead_is_made_at_a_time_and_nobody_else_waits_for_it() -> None:
    maker, begun, enough = Maker(), list[int](), threading.Event()

    def slow() -> Answer:
        begun.append(1)
        assert enough.wait(PATIENCE_SECONDS)
        return ANSWER

    with ThreadPoolExecutor(MOST_WAITING) as pool:
        waiting = [pool.submit(maker.answer, endless(number), slow) for number in range(MOST_WAITING)]
        until(lambda: maker.line.waiting == MOST_WAITING and len(begun) == AT_A_TIME)
        with pytest.raises(Busy):
            maker.answer(endless(MOST_WAITING), slow)
        with pytest.raises(Busy):
            maker.answer(endless(0), slow)  # who waits for what another makes has a place as well
        other = Order(key("/"), "/", datetime(2024, 2, 8, tzinfo=UTC))
        assert maker.answer(other, lambda: ANSWER) == ANSWER
        assert len(begun) == AT_A_TIME
        enough.set()
        assert [future.result() for future in waiting] == [ANSWER] * MOST_WAITING
    assert maker.line.waiting == 0


def test_who_waits_too_long_for_a_turn_is_asked_to_come_again() -> None:
    line, begun, enough = Line(0.05, at_a_time=1), threading.Event(), threading.Event()

    def slow() -> bool:
        begun.set()
        return enough.wait(PATIENCE_SECONDS)

    first = threading.Thread(target=line.in_turn, args=(slow,))
    first.start()
    assert begun.wait(PATIENCE_SECONDS)
    with pytest.raises(Busy):
        line.in_turn(lambda: True)
    enough.set()
    first.join()
    assert line.in_turn(lambda: True)


# The log


def test_what_was_typed_is_in_no_log_where_a_helper_ends(caplog: pytest.LogCaptureFixture) -> None:
    def ends(_: Order) -> Answer | None:
        raise EOFError

    order = Order(key("/x.csv", "camden"), "/x.csv?area=camden", datetime(2024, 2, 8, tzinfo=UTC))
    with caplog.at_level(logging.WARNING):
        Maker(lane=ProcessLane(ends)).answer(order, lambda: ANSWER, is_heavy=True)
    assert ("/x.csv" in caplog.text, "camden" in caplog.text) == (True, False)


# The folder


@contextmanager
def full_disk() -> Iterator[None]:
    """While this process can write no more than a few bytes to a file: the rest fails as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_not_kept_full_by_what_was_begun(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    with full_disk():
        kept.put(key(), ANSWER)
    assert list(kept.folder.rglob("*.*")) == []
    kept.put(key(), ANSWER)
    assert kept.get(key()) == ANSWER


@pytest.mark.parametrize("gone", ["here/one", "here", "."])
def test_what_was_emptied_while_a_server_runs_is_filled_again(tmp_path: Path, gone: str) -> None:
    folder = tmp_path / "kept"
    kept = shelf(folder)
    kept.put(key(), ANSWER)
    shutil.rmtree(folder / gone)
    assert kept.get(key()) is None
    kept.put(key(), ANSWER)
    assert kept.get(key()) == ANSWER
    assert {path.stat().st_mode & 0o077 for path in (folder, kept.folder, kept.folder / "one")} == {0}


def test_what_somebody_else_has_put_in_its_place_is_not_used(tmp_path: Path) -> None:
    folder, open_to_all = tmp_path / "kept", tmp_path / "open"
    kept = shelf(folder)
    shutil.rmtree(folder)
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    folder.symlink_to(open_to_all)
    kept.put(key(), ANSWER)
    assert list(open_to_all.iterdir()) == []


def test_what_was_left_by_those_who_were_killed_goes(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.put(key(), ANSWER)
    old, new = (kept.folder / "one" / f".{name}.1.2.new" for name in ("old", "fresh"))
    for file in (old, new):
        file.write_bytes(b"half of an answ")
    before = time.time() - 2 * UNFINISHED_SECONDS
    os.utime(old, (before, before))
    large = packed(Answer(os.urandom(1_000) * (BYTES_BETWEEN_LOOKS // 1_000), "application/zip"))
    kept.put(key("/all.zip"), large)
    kept.put(key("/all.zip"), large)
    assert (old.exists(), new.exists()) == (False, True)


def test_who_was_stopped_in_its_turn_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    kept = shelf(tmp_path, turn_seconds=0.1)
    with FileLock(kept.folder / TURN), kept.turn():
        begun = time.monotonic()
    with kept.turn():
        assert time.monotonic() - begun < 5


# Connections


@pytest.mark.skipif(not DIVIDES, reason="Linux alone lets go of them")
def test_who_reads_nothing_of_what_was_sent_loses_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "UNREAD_MILLISECONDS", 1_500)
    with workers.bound(HOST, 0) as listener, socket.socket() as reader:
        listener.listen()
        listener.settimeout(PATIENCE_SECONDS)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        reader.connect(listener.getsockname())
        held, _ = listener.accept()
        with held:
            held.settimeout(PATIENCE_SECONDS)
            with pytest.raises(OSError) as caught:
                held.sendall(bytes(20_000_000))
            assert caught.value.errno == errno.ETIMEDOUT
