"""The units in docs/operations/systemd: systemd itself reads them, they name what is there, and they lock down."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import click
import pytest

from metrics.cli import cli

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "operations" / "systemd"
UNITS = sorted(file.name for file in FOLDER.iterdir() if file.suffix in (".service", ".timer"))
SERVICES = [name for name in UNITS if name.endswith(".service")]
TIMERS = [name for name in UNITS if name.endswith(".timer")]
FAILED = "outcomes-failed@.service"
OURS = [name for name in SERVICES if name != FAILED]
BIN, SCRIPTS = "/opt/outcomes/bin", "/usr/local/lib/outcomes"
ANALYZE = shutil.which("systemd-analyze")
RUNNING = (ROOT / "docs" / "running.md").read_text("utf-8")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="there is no systemd-analyze here")
MOST_EXPOSED = 2.0  # of ten: what systemd calls OK, and nearly safe

# Who each runs as, and the one folder that it may write to.
ACCOUNTS = {
    "outcomes.service": ("outcomes", "/srv/outcomes"),
    "outcomes-verify.service": ("outcomes", ""),
    "outcomes-verify-deep.service": ("outcomes", ""),
    "outcomes-publish@.service": ("publisher", "/srv/outcomes/data/releases"),
    "outcomes-approve@.service": ("publisher", "/srv/outcomes/data/releases"),
    "outcomes-backup.service": ("publisher", "/var/backups/outcomes"),
}

Settings = dict[str, list[str]]


def settings(name: str) -> Settings:
    """What a unit sets, each key with all of its values."""
    values: Settings = defaultdict(list)
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if "=" in line and not line.startswith(("#", "[")):
            key, _, value = line.partition("=")
            values[key].append(value)
    return values


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(ANALYZE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they are installed, with commands that are there."""
    for place in (BIN, SCRIPTS):
        (tmp_path / place.strip("/")).mkdir(parents=True)
    for command in (f"{BIN}/pcp", f"{SCRIPTS}/backup.sh"):
        (tmp_path / command.strip("/")).symlink_to(sys.executable)
    folder = tmp_path / "units"
    folder.mkdir()
    for name in UNITS:
        text = (FOLDER / name).read_text("utf-8")
        for place in (BIN, SCRIPTS):
            text = text.replace(f"={place}/", f"={tmp_path}{place}/")
        (folder / name).write_text(text)
    return folder


@with_systemd
def test_systemd_reads_every_unit_and_has_nothing_to_say(installed: Path) -> None:
    done = analyze("verify", "--man=no", *(str(installed / name) for name in UNITS))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@with_systemd
def test_systemd_has_something_to_say_of_a_unit_that_is_wrong(installed: Path) -> None:
    unit = installed / "outcomes.service"
    unit.write_text(unit.read_text().replace("ProtectHome=yes", "ProtectHome=perhaps"))
    assert "protect home" in analyze("verify", "--man=no", str(unit)).stderr


@with_systemd
@pytest.mark.parametrize("name", OURS)
def test_a_service_is_hardly_exposed(name: str) -> None:
    done = analyze("security", "--offline=true", "--no-pager", str(FOLDER / name))
    level = re.search(r"Overall exposure level for \S+: (\d+\.\d)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= MOST_EXPOSED


@with_systemd
@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_has_a_time_and_starts_a_service(name: str) -> None:
    (when,) = settings(name)["OnCalendar"]
    assert analyze("calendar", when).returncode == 0
    assert name.replace(".timer", ".service") in SERVICES


def test_every_service_has_its_account() -> None:
    assert set(ACCOUNTS) == set(OURS)


@pytest.mark.parametrize(("name", "account", "written"), [(name, *row) for name, row in ACCOUNTS.items()])
def test_a_service_runs_as_its_account_and_writes_where_it_must(
    name: str, account: str, written: str
) -> None:
    unit = settings(name)
    assert (unit["User"], unit["Group"]) == ([account], ["outcomes"])
    assert unit["ReadWritePaths"] == ([written] if written else [])
    assert (unit["ProtectSystem"], unit["NoNewPrivileges"], unit["PrivateTmp"]) == (
        ["strict"],
        ["yes"],
        ["yes"],
    )
    assert (unit["CapabilityBoundingSet"], unit["AmbientCapabilities"]) == ([""], [""])


def test_the_server_may_write_finished_pages_and_nothing_of_the_store() -> None:
    unit = settings("outcomes.service")
    assert unit["ReadOnlyPaths"] == ["/srv/outcomes/config /srv/outcomes/data"]
    (command,) = unit["ExecStart"]
    folder = Path(shlex.split(command)[-1])
    # A folder is renamed from the one beside it: were each a place of its own, that would be another disk.
    assert str(folder.parent) == unit["ReadWritePaths"][0]
    assert f"root {folder};" in (ROOT / "docs" / "nginx.conf").read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in OURS if name != "outcomes.service"])
def test_what_asks_nobody_has_no_network(name: str) -> None:
    assert settings(name)["PrivateNetwork"] == ["yes"]


@pytest.mark.parametrize("name", [name for name, (account, _) in ACCOUNTS.items() if account == "publisher"])
def test_who_stores_may_give_what_is_stored_its_group(name: str) -> None:
    """`metrics/releasing/modes.py` calls chown, and chmod with the bit that hands a group down."""
    unit = settings(name)
    assert unit["SystemCallFilter"][-1] == "@chown"
    assert unit["RestrictSUIDSGID"] == []


@pytest.mark.parametrize("name", OURS)
def test_what_is_written_may_stand_back(name: str) -> None:
    """Finished pages are written by a process that makes itself nicer, which is a call of @resources."""
    assert "@resources" not in " ".join(settings(name)["SystemCallFilter"])


@pytest.mark.parametrize("name", OURS)
def test_what_fails_says_so(name: str) -> None:
    assert settings(name)["OnFailure"] == ["outcomes-failed@%n.service"]
    assert "daemon.crit" in settings(FAILED)["ExecStart"][0]


def commands() -> dict[str, list[str]]:
    """What each unit has `pcp` do."""
    started = {name: shlex.split(settings(name)["ExecStart"][0]) for name in OURS}
    return {name: words for name, words in started.items() if words[0] == f"{BIN}/pcp"}


@pytest.mark.parametrize("words", commands().values(), ids=commands())
def test_a_command_is_one_of_pcp_with_options_that_it_has(words: list[str]) -> None:
    command = cli.commands[words[1]]
    assert isinstance(command, click.Command)
    options = {word for word in words[2:] if word.startswith("--")}
    assert options <= {name for param in command.params for name in param.opts}


def test_some_commands_are_of_pcp() -> None:
    assert len(commands()) == 5


def test_the_script_is_the_one_that_is_shipped() -> None:
    (line,) = settings("outcomes-backup.service")["ExecStart"]
    assert shlex.split(line)[0] == f"{SCRIPTS}/backup.sh"
    assert (FOLDER.parent / "backup.sh").stat().st_mode & 0o111


# Accounts and folders ---------------------------------------------------------------------------------------


def folders() -> dict[str, tuple[str, str, str]]:
    """The folders that systemd-tmpfiles makes: mode, owner and group of each."""
    lines = (FOLDER / "outcomes-tmpfiles.conf").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {path: (mode, owner, group) for _, path, mode, owner, group, _ in rows}


def test_the_folders_are_those_that_the_guide_makes_by_hand() -> None:
    lines = re.findall(r"^install -d -o (\w+) -g (\w+) -m (\d+) (.+)$", RUNNING, re.MULTILINE)
    by_hand = {path: (mode, owner, group) for owner, group, mode, paths in lines for path in paths.split()}
    assert len(by_hand) >= 5
    assert {path: folders().get(path) for path in by_hand} == by_hand


def test_the_accounts_are_those_that_run_and_own() -> None:
    lines = (FOLDER / "outcomes-sysusers.conf").read_text("utf-8").splitlines()
    accounts = {line.split()[1] for line in lines if line.startswith("u ")}
    assert accounts == {account for account, _ in ACCOUNTS.values()}
    assert "m publisher outcomes" in lines
    assert {owner for _, owner, _ in folders().values()} <= accounts | {"root"}


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="there is no systemd-sysusers here")
def test_systemd_makes_the_accounts(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    command = ["systemd-sysusers", f"--root={tmp_path}", str(FOLDER / "outcomes-sysusers.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "Operation not permitted" in done.stderr:
        pytest.skip("only root can make accounts, below another root too")
    assert done.returncode == 0, done.stderr
    groups = dict(line.split(":", 1) for line in (tmp_path / "etc" / "group").read_text().splitlines())
    assert groups["outcomes"].endswith(":publisher")
