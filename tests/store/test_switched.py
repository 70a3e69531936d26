"""Whatever interrupts the switch to pages that were written ahead, readers see those before or the new ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from serving.export.states import set_state
from serving.export.versions import make_folders, store, switch
from serving.releases.finished import ahead_of
from tests.store.conftest import interruptible_process

KILLED = -9
BEFORE, AFTER = (
    {"@.html": b"one", "measures/homicide@.html": b"one"},
    {
        "@.html": b"two",
        "measures/homicide@.html": b"two",
    },
)


def prepared(folder: Path) -> Path:
    make_folders(folder)
    store(folder / "site-one-000000000001", BEFORE)
    set_state(folder / "site-one-000000000001", "then")
    switch(folder, "site-one-000000000001")
    return folder


def restore(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(ahead_of(folder), ignore_errors=True)
    prepared(folder)


def served(folder: Path) -> dict[str, bytes]:
    """All files that readers may get."""
    current = folder / "current"
    files = (path for path in current.rglob("[!.]*") if path.is_file())
    return {str(path.relative_to(current)): path.read_bytes() for path in files}


def places(folder: Path) -> list[str]:
    """Where something lies, in the folder and beside it."""
    both = (folder, ahead_of(folder))
    return sorted(f"{place.name}/{path.name}" for place in both for path in place.iterdir())


@pytest.mark.parametrize("how", ["kill", "fail"])
def test_interrupted_at_any_operation_readers_see_old_or_new_and_the_next_try_succeeds(
    tmp_path: Path, how: str
) -> None:
    folder = prepared(tmp_path / "site")
    with interruptible_process("pages", str(folder)) as pages:
        finished = pages.run()
        everything = places(folder)
        for at in range(1, len(finished.operations) + 1):
            restore(folder)
            interrupted = pages.run(at, how)
            assert interrupted.status == (KILLED if how == "kill" else 70)
            assert served(folder) in (BEFORE, AFTER)
            assert pages.run().status == 0
            assert (served(folder), places(folder)) == (AFTER, everything)
    assert (finished.status, len(finished.operations) > 20) == (0, True)


def test_pages_are_on_the_disk_before_they_are_brought_and_brought_before_they_are_shown(
    tmp_path: Path,
) -> None:
    folder = prepared(tmp_path / "site")
    with interruptible_process("pages", str(folder)) as pages:
        operations = [name for name in pages.run().operations if not name.startswith(("write ", "open "))]
    named = operations.index("rename .unfinished-site-two-000000000002")
    assert [name for name in operations[:named] if name.startswith("fsync ")] == [
        *("fsync @.html", "fsync homicide@.html"),
        *("fsync .unfinished-site-two-000000000002", "fsync measures"),
    ]
    assert operations[named + 1 :] == [
        "fsync site.ahead",
        "replace .state.new",
        *("rename site-two-000000000002", "fsync site", "fsync site.ahead"),
        "replace .state.new",
        *("unlink .new-previous", "symlink site-one-000000000001", "replace .new-previous", "fsync site"),
        *("unlink .new-current", "symlink site-two-000000000002", "replace .new-current", "fsync site"),
    ]


def test_what_waits_lies_where_nobody_else_may_enter_and_is_readable_once_it_is_served(
    tmp_path: Path,
) -> None:
    folder = prepared(tmp_path / "site")
    assert (folder.stat().st_mode & 0o777, ahead_of(folder).stat().st_mode & 0o777) == (0o755, 0o700)
    assert ahead_of(folder) not in folder.parents and folder not in ahead_of(folder).parents
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder / "current").rglob("[!.]*")}
    assert modes == {"@.html": 0o644, "homicide@.html": 0o644, "measures": 0o755}
