"""pcp check --drop as it is typed: how much it tells, beside what, and to whom it shows how far it is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import clean_environment, run
from tests.shipped import first_site

ROOT = Path(__file__).parents[2]
DROP = "data/drops/2023-24-q3"
AFTER = ("--now", "2024-05-09T09:30:00+00:00")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the shipped declaration, drop and release."""
    return first_site(tmp_path)


def pcp(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(site, *AFTER, *arguments)


VICTIMS = f"{DROP}/MPS Homicide Victims 2003-2023.csv"


def with_faults(site: Path, year: str = "20{}") -> None:
    """120 periods that cannot be read, among others that can: in each another year, or in all the same."""
    lines = (site / VICTIMS).read_bytes().split(b"\r\n")
    for line in range(1, 121):
        lines[line] = re.sub(rb",[A-Z][a-z]{2}-\d\d,", f",Jan-{year.format(line)},".encode(), lines[line])
    (site / VICTIMS).write_bytes(b"\r\n".join(lines))


def test_the_first_hundred_are_shown_and_all_are_counted(site: Path) -> None:
    with_faults(site)
    done = pcp(site, "check", "--drop", DROP)
    assert done.returncode == 1
    *issues, more, summary = done.stdout.splitlines()
    assert len(issues) == 100
    counted = f"120 errors, 8 warnings in config/metrics.yaml and {DROP}."
    assert (more, summary) == ("… and 28 more, 128 in all.", counted)


def test_rows_with_the_same_fault_are_told_once_with_their_number(site: Path) -> None:
    with_faults(site, "2014")
    (fault,) = [
        line for line in pcp(site, "check", "--drop", DROP).stdout.splitlines() if ": error: " in line
    ]
    message = (
        'period "Jan-2014" cannot be read: it is not a month such as Jan-23; as MMM-YYYY it is January 2014, '
    )
    assert fault.startswith(
        f"{VICTIMS}:2:6: error: {message}and MMM-YY is declared (declared in config/metrics.yaml:"
    )
    assert fault.endswith("); and 119 more rows with the same")


def test_json_holds_every_one(site: Path) -> None:
    with_faults(site)
    issues = json.loads(pcp(site, "check", "--drop", DROP, "--format", "json").stdout)
    assert len(issues) == 128 and {tuple(issue) for issue in issues} == {
        ("file", "line", "column", "severity", "code", "message")
    }


def test_a_drop_is_checked_beside_the_current_release(site: Path) -> None:
    done = pcp(site, "check", "--drop", DROP)
    assert done.returncode == 0
    message = 'every file is the same as in release "2023-24-q3"; is it the right drop?'
    assert f"{DROP}:1:1: warning: {message}\n" in done.stdout


def test_nothing_later_than_the_day_of_the_check_is_believed(site: Path) -> None:
    done = run(site, "--now", "2024-01-31T09:30:00+00:00", "check", "--drop", DROP)
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
        env=clean_environment(PYTHONPATH=str(ROOT), TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    screen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Checking" in screen and "100%" in screen
    assert b"Checking" not in done.stdout


def on_a_terminal(site: Path, **settings: str) -> str:
    """What ``pcp check`` shows of a misspelt unit to whoever sits at a terminal."""
    file = site / "config" / "metrics.yaml"
    file.write_text(file.read_text().replace("unit: percent", "unit: percnt", 1))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "metrics", *AFTER, "check"]
    environment = clean_environment(PYTHONPATH=str(ROOT), TERM="xterm", **settings)
    subprocess.run(command, cwd=site, env=environment, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    screen = os.read(ours, 100_000).decode().replace("\r\n", "\n")
    os.close(ours)
    return screen


BENEATH = """\
    {line} |     unit: percnt
    {gap} |           ^^^^^^
    allowed: percent, count, small-count, money, duration, rate, number, index
    see docs/measures.md#measures-published
1 error, 0 warnings in config/metrics.yaml.
"""


def test_on_a_terminal_a_fault_is_shown_in_its_place_without_colours_where_nobody_wants_them(
    site: Path,
) -> None:
    first, _, beneath = on_a_terminal(site, NO_COLOR="1").partition("\n")
    line = first.split(":")[1]
    assert first == (
        f'config/metrics.yaml:{line}:11: error: measure "worry-about-crime": unit "percnt" is not known; '
        'did you mean "percent"?'
    )
    assert beneath == BENEATH.format(line=line, gap=" " * len(line))


def test_on_a_terminal_how_grave_a_fault_is_has_a_colour(site: Path) -> None:
    screen = on_a_terminal(site)
    assert "\x1b[31m\x1b[1merror:\x1b[0m measure" in screen
    assert re.sub(r"\x1b\[\d+m", "", screen).startswith("config/metrics.yaml:")


def test_the_place_of_a_fault_is_shown_elsewhere_when_it_is_asked_for(site: Path) -> None:
    file = site / "config" / "metrics.yaml"
    file.write_text(file.read_text().replace("unit: percent", "unit: percnt", 1))
    _, *beneath = pcp(site, "check", "--snippets").stdout.splitlines()
    assert beneath[1].endswith(" |           ^^^^^^") and len(beneath) == 5
