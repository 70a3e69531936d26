"""pcp check --for as staff type it: of a release that is scheduled already, and of a drop that has errors still."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.running import run
from tests.store.sites import CONFIG, drop

FEBRUARY, MARCH, MAY, AUGUST = (f"2024-0{month}-09T10:00:00+00:00" for month in (2, 3, 5, 8))
GONE = ("--accept", "gone-area", "--reason", "Barnet has left.")
NOTE = ("--note", "February is new.")
ID = "2023-24-q4"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a release, and a drop without Barnet."""
    (tmp_path / "config").mkdir()
    declare(tmp_path)
    write(tmp_path, "one", "202311,202312,202401", "Camden,3000,3010,3020", "Barnet,3100,3110,3120")
    write(tmp_path, "two", "202311,202312,202401,202402", "Camden,3000,3010,3020,3030")
    assert publish(tmp_path, "one", "2023-24-q3", now=FEBRUARY).returncode == 0
    return tmp_path


def declare(root: Path, **keys: str) -> None:
    more = "".join(f"  {key}: {text}\n" for key, text in keys.items())
    (root / "config" / "metrics.yaml").write_text(
        CONFIG.replace("absent: zero", "absent: missing").replace("frameworks:", f"{more}frameworks:")
    )


def write(root: Path, name: str, periods: str, *rows: str) -> None:
    drop(root, name).mkdir(parents=True, exist_ok=True)
    (drop(root, name) / "Crime.csv").write_text("\n".join([f"Borough,{periods}", *rows, ""]))


def pcp(root: Path, *arguments: str, now: str = MARCH, actor: str = "Ann") -> CompletedProcess[str]:
    return run(root, "--now", now, *arguments, PCP_ACTOR=actor)


def publish(root: Path, name: str, release: str, *options: str, now: str = MARCH) -> CompletedProcess[str]:
    return pcp(root, "publish", f"data/drops/{name}", "--release", release, *options, now=now)


def check(root: Path, name: str, *options: str, now: str = MARCH) -> CompletedProcess[str]:
    return pcp(root, "check", "--drop", f"data/drops/{name}", "--for", ID, *options, now=now)


def last(done: CompletedProcess[str]) -> str:
    return done.stdout.splitlines()[-1]


# Scheduled already -----------------------------------------------------------------------------------------


def test_a_release_that_is_scheduled_is_checked_as_it_was_scheduled(site: Path) -> None:
    assert publish(site, "two", ID, *NOTE, *GONE, "--at", "2024-08-15").returncode == 0
    done = check(site, "two")
    assert done.returncode == 0
    assert "every file is the same" not in done.stdout
    assert "  violence-with-injury  updated  to February 2024, before to January 2024\n" in done.stdout
    assert f"Release {ID}, 2024-08-15 09:30 UK time, by Ann.\nNote: February is new.\n" in done.stdout
    assert "; acknowledged: Barnet has left.\n" in done.stdout


def test_what_is_typed_stands_in_the_place_of_what_was_scheduled(site: Path) -> None:
    publish(site, "two", ID, *NOTE, *GONE, "--at", "2024-08-15")
    done = check(site, "two", "--at", "2024-08-13", "--note", "To February.")
    assert f"Release {ID}, 2024-08-13 09:30 UK time, by Ann.\nNote: To February.\n" in done.stdout


def test_an_amended_note_and_a_notice_stand_too(site: Path) -> None:
    options = (*GONE, "--correction", "Camden was wrong.", "--at", "2024-08-15")
    publish(site, "two", "2023-24-q3-b", *NOTE, *options)
    pcp(site, "amend", "2023-24-q3-b", "--note", "In other words.")
    done = pcp(site, "check", "--drop", "data/drops/two", "--for", "2023-24-q3-b")
    assert "Note: In other words.\nCorrection: Camden was wrong.\n" in done.stdout
    assert done.returncode == 0


def test_what_nobody_accepted_for_it_is_doubted_still(site: Path) -> None:
    publish(site, "two", ID, *NOTE, *GONE, "--at", "2024-08-15")
    write(site, "two", "202312,202401,202402", "Camden,3010,3020,3030")
    done = check(site, "two")
    assert (done.returncode, "publish with --accept gone-periods" in done.stdout) == (1, True)


# While the drop has errors ---------------------------------------------------------------------------------


def test_what_does_not_depend_on_the_drop_is_told_though_it_has_errors(site: Path) -> None:
    declare(site, approval="required")
    write(site, "two", "202311,202312", "Camden,many,3010")
    done = check(site, "two", "--at", "2024-11-09T09:30:00+01:00")
    assert done.returncode == 1
    for words in (
        "2024-11-09T09:30:00+01:00 is 08:30 in London",
        "2024-11-09 is 245 days from now; is that meant?",
        "2024-11-09 is a Saturday; is that meant?",
        "there is no note for readers",
    ):
        assert f"data/drops/two:1:1: warning: {words}" in done.stdout
    assert "Checklist: 4 to look at.\nApproved by nobody, and it is required.\n" in done.stdout
    assert last(done).startswith("1 error, ")


def test_where_the_declaration_has_errors_nobody_knows_whether_an_approval_is_required(site: Path) -> None:
    declare(site, approval="perhaps")
    assert "Approved by nobody; whether it is required is told once" in check(site, "two").stdout


# A drop that brings nothing new ----------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), NOTE])
def test_a_stale_drop_stands_first_on_the_checklist_and_is_counted(
    site: Path, options: tuple[str, ...]
) -> None:
    done = check(site, "one", *options)
    after = done.stdout.partition("by Ann.\n")[2].removeprefix("Note: February is new.\n").splitlines()
    stale = 'data/drops/one:1:1: warning: every file is the same as in release "2023-24-q3"; is it the right drop?'
    assert (done.returncode, after[0]) == (0, stale)
    assert f"Checklist: {1 if options else 2} to look at." in after
    assert last(done).startswith("The drop holds nothing new: 0 errors, ")
