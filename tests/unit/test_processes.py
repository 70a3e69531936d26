"""The real command, as a process of its own, ends and says the same as in the process of the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT, clean_environment, run, run_process
from tests.store.sites import make_site, prepare

NOW = "2024-02-09T09:30:00+00:00"
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "--drop", "data/drops/two"),
    "check with faults": ("check", "--drop", "nowhere"),
    "diff": ("diff", "data/drops/two"),
    "preview": ("preview", "nowhere"),
    "publish": ("publish", "data/drops/two", "--release", "two", "--note", "The second."),
    "announce": ("announce", "2024-05-09", "--reason", "New figures."),
    "reschedule": ("reschedule", "one", "--at", "2024-05-09"),
    "approve": ("approve", "one"),
    "amend": ("amend", "one", "--note", "In other words."),
    "withdraw": ("withdraw", "one", "--reason", "A mistake."),
    "releases": ("releases",),
    "verify": ("verify",),
    "explain": ("explain", "violence-with-injury"),
    "new-measure": ("new-measure", "more", "--extract", "data/drops/two/Crime.csv"),
    "schema": ("schema",),
    "a wrong command line": ("publish", "data/drops/two"),
    "a refusal": ("withdraw", "two", "--reason", "A mistake."),
}


def test_a_command_loads_its_own_code_alone() -> None:
    code = "import sys; from metrics.cli import cli; cli.commands['serve']; print('metrics.commands.check' in sys.modules)"
    loaded = "import sys, metrics.cli; print(sorted({'pandas', 'pydantic', 'yaml'} & set(sys.modules)))"
    assert [printed(code), printed(loaded)] == ["False\n", "[]\n"]


def test_a_command_that_is_not_there_is_told_with_those_that_are_like_it(tmp_path: Path) -> None:
    done = run(tmp_path, "chek")
    assert (done.returncode, "'check'" in done.stderr) == (2, True)


def printed(code: str) -> str:
    """What some lines of Python print, in a process of their own."""
    command = [sys.executable, "-c", code]
    environment = clean_environment(PYTHONPATH=str(ROOT))
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_a_process_of_its_own_ends_and_says_the_same(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    site = make_site(tmp_path / "site")
    prepare(site, "one")
    shutil.copytree(site, tmp_path / "other")
    command = ("--now", NOW, *arguments)
    own_process = run_process(site, *command, PCP_ACTOR="staff")
    this_process = run(tmp_path / "other", *command, PCP_ACTOR="staff")
    assert (own_process.returncode, own_process.stdout, own_process.stderr) == (
        this_process.returncode,
        this_process.stdout,
        this_process.stderr,
    )
    assert "Traceback" not in own_process.stderr
