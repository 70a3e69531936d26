"""Answers made beside the server: what comes next is never cold and never early, and a lane holds nobody up."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from metrics.declared.among import areas_of
from metrics.releasing.appending import append_event
from metrics.releasing.history import read_history
from serving.ahead.keeper import MOST_SECONDS, AheadOfReaders, begin
from serving.ahead.place import shelf_of
from serving.export.crawl import answer_of, ruled_addresses
from serving.front import Front
from serving.http.answer import MOST_BROTLI, Answer
from serving.making.lane import Helper, ProcessLane
from serving.making.maker import Maker, Order
from serving.making.shelf import Shelf
from serving.releases.current import CurrentRelease
from tests.running import PATIENCE_SECONDS, ROOT, clean_environment, free_port, running
from tests.store.sites import NOW, make_site, pcp_command, prepare

COMING = NOW + timedelta(minutes=30)
LONG_SECONDS = 5 * PATIENCE_SECONDS  # for processes that stand back for all others of a busy machine
PART = "/downloads/violence-with-injury.csv?from=2023-12"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a release, and another that is scheduled."""
    site = make_site(tmp_path_factory.mktemp("site"))
    prepare(site, "one")
    prepare(site, "two", "--at", COMING.isoformat())
    return site


@pytest.fixture
def kept(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """What lies on the shelf of a server of that site, as all its processes see it."""
    monkeypatch.setenv("PCP_KEPT", str(tmp_path / "kept"))
    monkeypatch.setenv("PCP_ROOT", str(root))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PCP_BROTLI", str(MOST_BROTLI))  # as this process packs
    place = shelf_of(root)
    assert place is not None
    yield place


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ended(process: "subprocess.Popen[bytes]") -> int:
    with process:
        return process.wait(timeout=LONG_SECONDS)


def is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process_id}/stat").read_text().rpartition(") ")[2][:1]
    return state != "Z"


class Counting(Maker):
    """Counts what is not at hand, and so is made while a reader waits."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        super().__init__(shelf)
        self.cold = list[str]()

    def answer(self, order: Order, making: Callable[[], Answer], *, is_heavy: bool = False) -> Answer:
        self.cold.append(order.address)
        return super().answer(order, making, is_heavy=is_heavy)


def server_of(root: Path, maker: Maker, now: datetime = NOW) -> Flask:
    server: Flask = create_app(root, lambda: now, maker=maker).server
    return server


def addresses(server: Flask) -> list[str]:
    front: Front = server.extensions["front"]
    view = front.view()
    assert view is not None
    with areas_of(view.release.config):
        return ruled_addresses(front, view)


# Ahead of the switch


def test_no_page_is_cold_at_the_switch_and_none_is_there_before(root: Path, kept: Shelf) -> None:
    assert ended(begin(COMING)) == 0
    assert kept.releases() == ["two"]
    assert {path.stat().st_mode & 0o077 for path in (kept.folder, kept.folder / "two")} == {0}

    before = server_of(root, Counting(kept))
    answers = {address: answer_of(before, address) for address in addresses(before)}
    assert [address for address, answer in answers.items() if b"24,680" in answer.body] == []
    assert answer_of(before, "/releases/two").status == answer_of(before, "/as-at/two/").status == 404

    maker = Counting(kept)
    after = server_of(root, maker, COMING)
    statuses = {answer_of(after, address).status for address in addresses(after)}
    assert (statuses, maker.cold) == ({200}, [])


def test_without_what_was_made_ahead_all_of_it_would_be_cold(root: Path) -> None:
    maker = Counting()
    after = server_of(root, maker, COMING)
    for address in addresses(after):
        answer_of(after, address)
    assert len(maker.cold) > 20


class Begun:
    """Processes that do nothing, in the place of those that make answers."""

    def __init__(self) -> None:
        self.moments = list[datetime]()
        self.processes = list[subprocess.Popen[bytes]]()

    def __call__(self, moment: datetime) -> "subprocess.Popen[bytes]":
        self.moments.append(moment)
        process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def end(self, status: int = 0) -> None:
        process = self.processes[-1]
        if status:
            process.kill()
        with process:
            pass


@contextmanager
def keeper(root: Path, kept: Shelf, clock: Callable[[], datetime]) -> Iterator[tuple[AheadOfReaders, Begun]]:
    begun = Begun()
    yield AheadOfReaders(root, kept, CurrentRelease(root, clock), clock, begun), begun
    for process in begun.processes:
        with process:
            process.kill()


def test_what_is_shown_is_made_first_then_what_comes_within_the_hour(root: Path, kept: Shelf) -> None:
    with keeper(root, kept, lambda: NOW) as (work, begun):
        work.step()
        work.step()
        assert begun.moments == [NOW]
        begun.end()
        work.step()
        assert (begun.moments, work.is_finished()) == ([NOW, COMING], False)
        begun.end()
        work.step()
        assert (len(begun.moments), work.is_finished()) == (2, True)


def test_what_comes_soon_is_made_before_what_is_shown_already(root: Path, kept: Shelf) -> None:
    now = COMING - timedelta(minutes=10)
    with keeper(root, kept, lambda: now) as (work, begun):
        for _ in range(2):
            work.step()
            begun.end()
        assert begun.moments == [COMING, now]


def test_at_its_moment_what_was_made_ahead_is_not_made_again(root: Path, kept: Shelf) -> None:
    now = [COMING - timedelta(minutes=1)]
    with keeper(root, kept, lambda: now[0]) as (work, begun):
        for _ in range(2):
            work.step()
            begun.end()
        work.step()
        now[0] = COMING + timedelta(seconds=1)
        work.step()
        assert (len(begun.moments), work.is_finished()) == (2, True)


def test_work_on_what_nobody_will_see_is_ended(root: Path, kept: Shelf) -> None:
    now = [NOW]
    with keeper(root, kept, lambda: now[0]) as (work, begun):
        work.step()
        now[0] = COMING
        work.step()
        assert begun.processes[0].poll() is not None
        assert begun.moments == [NOW, COMING]


def test_work_that_was_killed_is_told_and_tried_again_after_a_minute(root: Path, kept: Shelf) -> None:
    seconds, begun = [0.0], Begun()
    current = CurrentRelease(root, lambda: NOW)
    work = AheadOfReaders(root, kept, current, lambda: NOW, begun, lambda: seconds[0])
    work.step()
    begun.end(status=9)
    with pytest.raises(ValueError, match="tried again"):
        work.step()
    work.step()
    assert len(begun.moments) == 1
    seconds[0] = 61.0
    work.step()
    assert len(begun.moments) == 2
    begun.end(status=9)


def test_of_two_workers_one_leads(root: Path, kept: Shelf) -> None:
    with (
        keeper(root, kept, lambda: NOW) as (first, by_first),
        keeper(root, kept, lambda: NOW) as (second, by_second),
    ):
        first.step()
        second.step()
        assert (len(by_first.moments), len(by_second.moments)) == (1, 0)


def test_whoever_leads_does_it_again_where_the_folder_was_emptied_and_nobody_else(
    root: Path, kept: Shelf
) -> None:
    with (
        keeper(root, kept, lambda: COMING) as (first, by_first),
        keeper(root, kept, lambda: COMING) as (second, by_second),
    ):
        first.step()
        by_first.end()
        first.step()
        assert first.is_finished()
        shutil.rmtree(kept.folder.parent)
        first.step()
        second.step()
        assert (len(by_first.moments), len(by_second.moments)) == (2, 0)
        by_first.end()
        first.step()
        assert first.is_finished()


def test_work_that_hangs_is_ended_and_tried_again(root: Path, kept: Shelf) -> None:
    seconds, begun = [0.0], Begun()
    current = CurrentRelease(root, lambda: COMING)
    work = AheadOfReaders(root, kept, current, lambda: COMING, begun, lambda: seconds[0])
    work.step()
    os.kill(begun.processes[0].pid, signal.SIGSTOP)
    seconds[0] = MOST_SECONDS
    with pytest.raises(ValueError, match="took too long"):
        work.step()
    assert begun.processes[0].poll() is not None
    seconds[0] += 61
    work.step()
    assert len(begun.moments) == 2
    begun.end(status=9)


def test_nothing_is_kept_of_what_was_withdrawn(root: Path, kept: Shelf, tmp_path: Path) -> None:
    site = make_site(tmp_path / "another")
    prepare(site, "one")
    (kept.folder / "one").mkdir()
    with keeper(site, kept, lambda: NOW) as (work, _):
        work.step()
        assert kept.releases() == ["one"]
        (event,) = read_history(site)
        withdrawn = {"event": "withdrawn", "reason": "It was wrong."}
        append_event(site, type(event)(**{**vars(event), **withdrawn}))
        work.step()
        assert kept.releases() == []


# The lane


def ordered(server: Flask, address: str) -> Order:
    """What the front of a server would order for an address."""
    orders = list[Order]()

    class Noting(Maker):
        def answer(self, order: Order, making: Callable[[], Answer], *, is_heavy: bool = False) -> Answer:
            orders.append(order)
            return super().answer(order, making, is_heavy=is_heavy)

    front: Front = server.extensions["front"]
    front.maker = Noting()
    answer_of(server, address)
    return orders[0]


def patiently(helper: Helper, order: Order) -> Answer:
    """What it answers once it is ready."""
    deadline = time.monotonic() + LONG_SECONDS
    while (answer := helper.answer(order)) is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return answer


def test_what_readers_can_think_of_any_number_of_waits_in_line(root: Path) -> None:
    """A query, a name that nobody has declared, or what was published before; not what was made ahead."""
    server = server_of(root, Maker())
    addresses = ["/", "/areas?find=camden", "/search?q=crime", "/as-at/one/", "http://a.example.org/about"]
    assert [ordered(server, address).is_endless for address in addresses] == [False, True, True, True, True]


def test_the_helper_answers_as_the_server_does_and_survives_being_killed(root: Path, kept: Shelf) -> None:
    server, helper = server_of(root, Maker()), Helper()
    order, other = ordered(server, PART), ordered(server, f"{PART}&area=camden")
    answer = answer_of(server, PART)
    try:
        assert patiently(helper, order) == answer
        first = helper.process_id
        assert first is not None
        lane, threads = ProcessLane(helper.answer), ThreadPoolExecutor(1)
        os.kill(first, signal.SIGSTOP)  # so that it is in the middle of what comes next
        waiting = threads.submit(Maker(lane=lane).answer, other, lambda: answer, is_heavy=True)
        until(lambda: lane.waiting == 1)
        os.kill(first, signal.SIGKILL)
        assert waiting.result(PATIENCE_SECONDS).body == answer.body  # made here
        assert b"Camden" in patiently(helper, other).body
        assert helper.process_id not in (None, first)
    finally:
        helper.end()


def test_the_helper_does_not_answer_for_another_release(root: Path, kept: Shelf) -> None:
    order, now = (ordered(server_of(root, Maker(), moment), PART) for moment in (COMING, NOW))
    helper = Helper()
    try:
        patiently(helper, now)
        assert helper.answer(Order(order.key, order.address, NOW)) is None
    finally:
        helper.end()


def test_helpers_end_with_who_began_them(root: Path, kept: Shelf) -> None:
    code = (
        "import subprocess, sys, time\n"
        "from serving.ahead.keeper import begin\nfrom serving.making.lane import HELPER\nfrom datetime import datetime\n"
        "one = subprocess.Popen(HELPER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        f"two = begin(datetime.fromisoformat('{NOW.isoformat()}'))\n"
        "print(one.pid, two.pid, flush=True)\ntime.sleep(1000)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert parent.stdout is not None
    helpers = [int(text) for text in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert len(helpers) == 2
    until(lambda: not any(is_alive(process_id) for process_id in helpers))


def test_a_full_lane_is_said_so_while_others_are_answered(root: Path) -> None:
    enough = threading.Event()

    def slow(_: Order) -> Answer | None:
        assert enough.wait(PATIENCE_SECONDS)
        return None

    lane = ProcessLane(slow, most_waiting=2)
    server = server_of(root, Maker(lane=lane))
    with ThreadPoolExecutor(2) as pool:
        waiting = [
            pool.submit(server.test_client().get, f"{PART}&area={area}") for area in ("camden", "barnet")
        ]
        until(lambda: lane.waiting == 2)
        client = server.test_client()
        refused = client.get(PART)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert (refused.headers["Cache-Control"], refused.content_type.split(";")[0]) == (
            "no-store",
            "text/plain",
        )
        assert client.get("/healthz").status_code == client.get("/").status_code == 200
        enough.set()
        assert [future.result().status_code for future in waiting] == [200, 200]
    assert client.get(PART).status_code == 200


@pytest.mark.parametrize("kept_in", ["none", "{folder}"])
def test_the_server_answers_parts_with_a_folder_and_without(root: Path, tmp_path: Path, kept_in: str) -> None:
    """Without one nothing is shared or made ahead, and nothing fails: so it is where nothing can be written."""
    port, folder = free_port(), tmp_path / "kept"
    environment = clean_environment(PCP_KEPT=kept_in.format(folder=folder))
    command = ["env", *(f"{name}={text}" for name, text in environment.items())]
    command += [*pcp_command(root, "serve", f"--port={port}", "--workers=1")]
    with running(command, port, "/readyz") as server:
        assert server.get(PART).status == 200
        assert server.get("/downloads/violence-with-injury.xlsx?area=camden").status == 200
        assert server.get("/healthz").status == 200
    assert folder.exists() == (kept_in != "none")
