"""Whatever interrupts a publication, readers see the old release or the new one, and the next try succeeds."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import clean_environment
from tests.store.conftest import interruptible
from tests.store.sites import (
    RELEASES,
    drop,
    errors,
    files,
    is_root,
    pcp,
    pcp_command,
    prepare,
    publish,
    restore,
    seen,
)

KILLED, REFUSED = -9, 3
NO_SPACE = "refused: the store cannot be written: [Errno 28] No space left on device"
READ_ONLY = "refused: the store cannot be written: [Errno 30] Read"[:52]
Before = Callable[[Path], None]
Command = Callable[[Path], tuple[str, ...]]
Seen = tuple[str | None, float | None, list[str]]
OLD: Seen = ("one", 6101.0, [])
NEW: Seen = ("two", 6202.0, [])
CORRECTED: Seen = ("two", 6202.0, ["A borough was left out."])
WITH_CORRECTION = ("--correction", "A borough was left out.", "--note", "As it should be.")


def nothing(root: Path) -> None:
    del root


def one_release(root: Path) -> None:
    prepare(root, "one")


def one_and_leftovers(root: Path) -> None:
    """A release, and all that interrupted publications of this and of another id can leave."""
    one_release(root)
    for name in (".unfinished-two", ".unfinished-other", "two"):
        shutil.copytree(root / RELEASES / "one", root / RELEASES / name)
    with (root / RELEASES / "history.jsonl").open("ab") as history:
        history.write(b'{"event": "publi')


def both(root: Path) -> None:
    one_release(root)
    prepare(root, "two")


def publication(*options: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda root: ("publish", str(drop(root, "two")), "--release", "two", *options)


def withdrawal(root: Path) -> tuple[str, ...]:
    return "withdraw", "two", "--reason", "A mistake."


def one_scheduled(root: Path) -> None:
    """A release, and one that somebody else has scheduled after it."""
    one_release(root)
    prepare(root, "two", "--at", "2024-05-09", actor="a colleague")


def command(*arguments: str) -> Command:
    return lambda root: arguments


CASES: dict[str, tuple[Before, Command, Seen, Seen]] = {
    "the first publication": (nothing, publication(), (None, None, []), NEW),
    "a correction after others": (one_and_leftovers, publication(*WITH_CORRECTION), OLD, CORRECTED),
    "a withdrawal": (both, withdrawal, NEW, OLD),
    "an announced day": (
        one_release,
        command("announce", "2024-05-09", "--reason", "New figures."),
        OLD,
        OLD,
    ),
    "a moved schedule": (one_scheduled, command("reschedule", "two", "--at", "2024-05-16"), OLD, OLD),
    "an approval": (one_scheduled, command("approve", "two"), OLD, OLD),
    "an amended note": (both, command("amend", "two", "--note", "In other words."), NEW, NEW),
}
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def prepared(root: Path, before: Before) -> Path:
    """A copy of the store as it is before."""
    before(root)
    if (root / RELEASES).exists():
        shutil.copytree(root / RELEASES, root / "copy")
    return root / "copy"


@each_case
def test_killed_at_any_operation_readers_see_old_or_new_and_the_next_try_succeeds(
    root: Path, case: tuple[Before, Command, Seen, Seen]
) -> None:
    before, command, old, new = case
    copy = prepared(root, before)
    with interruptible(root, *command(root)) as pcp:
        full_run = pcp.run()
        finished = files(root)
        for at in range(1, len(full_run.operations) + 1):
            restore(root, copy)
            assert pcp.run(at, "kill").status == KILLED
            assert (seen(root) in (old, new), errors(root)) == (True, [])
            happened = files(root).get("history.jsonl") == finished["history.jsonl"]
            assert pcp.run().status == (REFUSED if happened else 0)
            assert (files(root), seen(root)) == (finished, new)
    assert (full_run.status, len(full_run.operations) > 5) == (0, True)


@each_case
def test_when_any_operation_fails_nothing_has_happened_and_the_next_try_succeeds(
    root: Path, case: tuple[Before, Command, Seen, Seen]
) -> None:
    before, command, old, new = case
    copy = prepared(root, before)
    with interruptible(root, *command(root)) as pcp:
        full_run = pcp.run()
        finished = files(root)
        for at in range(1, len(full_run.operations) + 1):
            restore(root, copy)
            failed = pcp.run(at, "fail")
            assert (failed.status, failed.stderr.startswith(NO_SPACE)) == (REFUSED, True)
            assert (seen(root), errors(root)) == (old, [])
            assert unfinished(root / RELEASES) <= unfinished(copy)
            assert pcp.run().status == 0
            assert (files(root), seen(root)) == (finished, new)


def unfinished(folder: Path) -> set[str]:
    return {path.name for path in folder.glob(".unfinished-*")}


def test_a_release_is_on_the_disk_before_it_has_its_name_and_its_name_before_its_event(root: Path) -> None:
    one_release(root)
    with interruptible(root, *publication()(root)) as pcp:
        done = [name for name in pcp.run().operations if not name.startswith("write ")]
    rename = done.index("rename .unfinished-two")
    written = {name.removeprefix("open ") for name in done[:rename] if name.startswith("open ")} - {".lock"}
    folders = {name.removeprefix("mkdir ") for name in done[:rename] if name.startswith("mkdir ")}
    synced = [name.removeprefix("fsync ") for name in done[:rename] if name.startswith("fsync ")]
    assert (len(written), sorted(synced)) == (6, sorted(written | folders))
    assert done[rename + 1 :] == [
        *("fsync releases", "fsync releases"),
        *("open history.jsonl", "open .last-event.json", "fsync .last-event.json"),
        *("truncate history.jsonl", "fsync history.jsonl", "replace .last-event.json"),
    ]


def test_of_two_publications_at_once_the_second_is_refused(root: Path) -> None:
    one_release(root)
    with interruptible(root, *publication()(root)) as pcp:
        stopped = pcp.run(20, "stop")
        second = publish(root, "three")
        first = pcp.resume(stopped)
    assert (stopped.status, first.status, second.status) == (None, 0, REFUSED)
    assert second.stderr == "refused: another publication is under way; try again when it has ended\n"
    assert (seen(root), errors(root)) == (NEW, [])


def test_of_two_publications_of_one_id_one_succeeds(root: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda name: pcp(root, *of(root, name)), ("one", "two")))
    assert {outcome.status for outcome in done} == {0, REFUSED}
    assert (seen(root)[0], errors(root)) == ("same", [])


def of(root: Path, name: str) -> tuple[str, ...]:
    return "publish", str(drop(root, name)), "--release", "same"


def test_a_line_that_was_cut_off_is_told_and_then_replaced(root: Path) -> None:
    one_release(root)
    history = root / RELEASES / "history.jsonl"
    before = history.read_bytes()
    history.write_bytes(before + b'{"event": "withdrawn", "rel')
    assert (seen(root), errors(root)) == (OLD, [])
    assert publish(root, "two").status == 0
    assert history.read_bytes().startswith(before + b'{"event": "published", "release": "two"')


# Disks that are full, or cannot be written ----------------------------------------------------------------


def test_a_file_that_may_not_grow_stops_a_publication(root: Path) -> None:
    one_release(root)
    before = files(root)
    limited = f"ulimit -f 1; exec {shlex.join(pcp_command(root, *publication()(root)))}"
    done = subprocess.run(
        ["bash", "-c", limited], env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr[:47]) == (
        REFUSED,
        "refused: the store cannot be written: [Errno 27]"[:47],
    )
    assert (files(root), seen(root)) == (before, OLD)
    assert publish(root, "two").status == 0


@contextmanager
def disk(folder: Path, options: str) -> Iterator[None]:
    """A disk of its own in a folder. Needs root, and a machine that lets it mount."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "store", str(folder)]
    if not is_root() or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("THE TESTS OF FULL AND READ-ONLY DISKS DID NOT RUN: this machine lets nobody mount one")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_stops_a_publication_and_the_next_try_succeeds(root: Path) -> None:
    with disk(root / RELEASES, "size=64k"):
        one_release(root)
        before = files(root)
        filler = root / RELEASES / ".filler"
        with pytest.raises(OSError, match="No space left"):
            filler.write_bytes(b"x" * 65536)
        done = publish(root, "two")
        assert (done.status, done.stderr.startswith(NO_SPACE)) == (REFUSED, True)
        filler.unlink()
        assert (files(root), seen(root)) == (before, OLD)
        assert publish(root, "two").status == 0
        assert (seen(root), errors(root)) == (NEW, [])


def test_a_disk_that_is_read_only_stops_every_change_and_is_read(root: Path) -> None:
    with disk(root / RELEASES, "size=1m"):
        one_release(root)
        subprocess.run(["mount", "-o", "remount,ro", str(root / RELEASES)], check=True)
        tried = [publish(root, "two"), pcp(root, "withdraw", "one", "--reason", "A mistake.")]
        assert [(done.status, done.stderr[:52]) for done in tried] == [(REFUSED, READ_ONLY)] * 2
        assert (seen(root), pcp(root, "verify").status) == (OLD, 0)
