"""pcp check --drop as it is typed: how much it tells, beside what, and to whom it shows how far it is."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DROP = "data/drops/2023-24-q3"
AFTER = ("--now", "2024-05-09T09:30:00+00:00")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the shipped declaration, drop and release."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def environment() -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PCP_")}
    return clean | {"PYTHONPATH": str(ROOT)}


def pcp(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "metrics", *AFTER, *arguments]
    return subprocess.run(command, cwd=site, env=environment(), capture_output=True, text=True, check=False)


def with_faults(site: Path) -> None:
    """120 periods that cannot be read, among others that can."""
    file = site / DROP / "MPS Homicide Victims 2003-2023.csv"
    lines = file.read_bytes().split(b"\r\n")
    for line in range(1, 121):
        lines[line] = lines[line].replace(b"-14,", b"-2014,").replace(b"-15,", b"-2015,")
    file.write_bytes(b"\r\n".join(lines))


def test_the_first_hundred_are_shown_and_all_are_counted(site: Path) -> None:
    with_faults(site)
    done = pcp(site, "check", "--drop", DROP)
    assert done.returncode == 1
    *issues, more, summary = done.stdout.splitlines()
    assert len(issues) == 100
    assert (more, summary) == ("… and 28 more, 128 in all.", "120 errors, 8 warnings.")


def test_json_holds_every_one(site: Path) -> None:
    with_faults(site)
    found = json.loads(pcp(site, "check", "--drop", DROP, "--format", "json").stdout)
    assert len(found) == 128 and {tuple(issue) for issue in found} == {
        ("file", "line", "column", "severity", "code", "message")
    }


def test_a_drop_is_checked_beside_the_current_release(site: Path) -> None:
    done = pcp(site, "check", "--drop", DROP)
    assert done.returncode == 0
    said = 'every file is the same as in release "2023-24-q3"; is it the right drop?'
    assert f"{DROP}:1:1: warning: {said}\n" in done.stdout


def test_nothing_later_than_the_day_of_the_check_is_believed(site: Path) -> None:
    command = [sys.executable, "-m", "metrics", "--now", "2024-01-31T09:30:00+00:00", "check", "--drop", DROP]
    done = subprocess.run(command, cwd=site, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (
        "error: January 2024 has not ended on 2024-01-31; is the year right, and the format?" in done.stdout
    )


def test_without_a_terminal_nothing_but_the_issues_is_shown(site: Path) -> None:
    assert pcp(site, "check", "--drop", DROP).stderr == ""


def test_on_a_terminal_it_is_shown_how_far_the_check_has_come(site: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "metrics", *AFTER, "check", "--drop", DROP]
    done = subprocess.run(
        command,
        cwd=site,
        env=environment() | {"TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Checking" in shown and "100%" in shown
    assert b"Checking" not in done.stdout
