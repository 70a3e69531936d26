"""Measures whose files did not come, where they read several or share one: what is not read, and what cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from metrics.releasing.history import read_history
from tests.running import run
from tests.store.sites import CONFIG, files

FEBRUARY, MARCH, MAY = (f"2024-0{month}-08T10:00:00+00:00" for month in (2, 3, 5))
HEAD, MEASURE = CONFIG.split("  - id: violence-with-injury\n")
ABSENT = "    absent_this_time: {reason: The force is late.}\n"


def measure(name: str, names: str, absent: str = "") -> str:
    body = MEASURE.replace("files: Crime.csv", f"files: [{names}]").replace(
        "    next_update", f"{absent}    next_update"
    )
    body = body.replace("title: Violence with injury offences", f"title: Offences of {name}")
    return f"  - id: {name}\n{body.replace('materiality: 1.0}', 'materiality: 1.0, test: counts}')}"


def declare(root: Path, *, injuries: str = "", harm: str = "") -> str:
    """Injuries read the file of earlier months and that of the newest, harm the earlier ones alone."""
    text = (
        HEAD + measure("injuries", "Earlier.csv, Newest.csv", injuries) + measure("harm", "Earlier.csv", harm)
    )
    (root / "config" / "metrics.yaml").write_text(text)
    return text


def write(drop: Path, name: str, periods: str, figures: tuple[int, int]) -> None:
    drop.mkdir(exist_ok=True)
    many = len(periods.split(","))
    rows = (
        f"{area}," + ",".join(str(figure) for _ in range(many))
        for area, figure in zip(("Camden", "Barnet"), figures, strict=True)
    )
    (drop / name).write_text("\n".join([f"Borough,{periods}", *rows, ""]))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A release of two measures, and a drop for the next in which the newest file is missing."""
    (tmp_path / "config").mkdir()
    declare(tmp_path)
    write(tmp_path / "one", "Earlier.csv", "202311,202312", (3000, 3100))
    write(tmp_path / "one", "Newest.csv", "202401", (3010, 3110))
    assert pcp(tmp_path, "publish", "one", "--release", "one", now=FEBRUARY).returncode == 0
    write(tmp_path / "two", "Earlier.csv", "202311,202312", (3000, 3100))
    return tmp_path


def pcp(root: Path, *arguments: str, now: str = MARCH) -> CompletedProcess[str]:
    return run(root, "--now", now, *arguments, PCP_ACTOR="Ann")


def lines(done: CompletedProcess[str], severity: str) -> list[str]:
    """What is said of the declaration, with the place at which it says so."""
    return [
        line for line in done.stdout.splitlines() if line.startswith("config/") and f": {severity}: " in line
    ]


def place(text: str, name: str) -> str:
    """Where a measure is declared absent."""
    line = text.splitlines().index(ABSENT.rstrip("\n"), text.splitlines().index(f"  - id: {name}"))
    return f"config/metrics.yaml:{line + 1}:5"


def test_a_file_that_goes_with_one_which_did_not_come_is_not_read(site: Path) -> None:
    write(site / "two", "Earlier.csv", "202311,202312", (3001, 3100))
    text = declare(site, injuries=ABSENT, harm=ABSENT)
    harm = declare(site, injuries=ABSENT)
    refused = pcp(site, "check", "--drop", "two")
    assert lines(refused, "error") == [
        f'{place(harm, "injuries")}: error: "injuries" is declared absent this time, and "harm" would read a newer '
        '"Earlier.csv", which it reads too; a release has one file of a name, so declare absent_this_time on "harm" '
        "as well"
    ]
    declare(site, injuries=ABSENT, harm=ABSENT)
    assert lines(pcp(site, "check", "--drop", "two"), "error") == [
        f'{place(text, "harm")}: error: "harm": "Earlier.csv" is declared absent this time, and it is in the drop; '
        "take absent_this_time out, or the file"
    ]


def test_a_measure_is_absent_though_another_of_its_files_came(site: Path) -> None:
    text = declare(site, injuries=ABSENT)
    done = pcp(site, "publish", "two", "--release", "two")
    assert (done.returncode, lines(done, "warning")[:1]) == (
        0,
        [
            f'{place(text, "injuries")}: warning: "injuries" is absent this time, so "Earlier.csv" in the drop is not '
            'read: it waits for "Newest.csv"'
        ],
    )
    kept = files(site)
    names = ("extracts/Newest.csv", "observations/injuries.csv")
    assert [kept[f"two/{name}"] == kept[f"one/{name}"] for name in names] == [True, True]


def test_the_list_of_files_says_which_is_not_read(site: Path) -> None:
    declare(site, injuries=ABSENT)
    done = pcp(site, "check", "--drop", "two", "--for", "two")
    assert "      Earlier.csv: in the drop, and not read\n      Newest.csv: absent\n" in done.stdout


def test_a_measure_that_is_still_absent_with_the_same_words_is_told(site: Path) -> None:
    text = declare(site, injuries=ABSENT)
    assert "absent with the same words" not in pcp(site, "publish", "two", "--release", "two").stdout
    words = 'was absent with the same words in release "two" already; is it still, and for that reason?'
    again = pcp(site, "check", "--drop", "two", now=MAY)
    assert f'{place(text, "injuries")}: warning: "injuries" {words}' in again.stdout
    declare(site, injuries=ABSENT.replace("is late", "is later still"))
    assert words not in pcp(site, "check", "--drop", "two", now=MAY).stdout


# Each by itself --------------------------------------------------------------------------------------------


def test_a_measure_is_looked_at_though_the_file_of_another_is_missing_or_wrong(site: Path) -> None:
    text = HEAD + measure("injuries", "Earlier.csv") + measure("threats", "Newest.csv")
    (site / "config" / "metrics.yaml").write_text(text)
    write(site / "two", "Earlier.csv", "202311,202312,202401", (3000, 3100))
    (looked_at, missing), (_, wrong), (_, broken) = (
        states(site, before) for before in (None, "Borough,202401\nCamden,many\n", "%PDF-1.4")
    )
    assert looked_at == "  injuries  no newer figure  to January 2024"
    assert missing.startswith("  threats   missing          ask its publisher")
    assert [" not looked at " in line for line in (wrong, broken)] == [True, True]


def states(site: Path, newest: str | None) -> tuple[str, str]:
    """How both measures stand while the other file is missing, or holds a text."""
    if newest is not None:
        (site / "two" / "Newest.csv").write_text(newest)
    done = pcp(site, "check", "--drop", "two", "--for", "two", now=MAY)
    assert done.returncode == 1
    injuries, threats = (
        next(line for line in done.stdout.splitlines() if line.startswith(f"  {name}"))
        for name in ("injuries", "threats")
    )
    return injuries, threats


def test_of_a_folder_that_is_not_there_nothing_else_is_said(site: Path) -> None:
    done = pcp(site, "check", "--drop", "typo", "--for", "two", "--note", "N.")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        [
            "typo:1:1: error: there is no such folder",
            "Release two, now, by Ann.",
            "Note: N.",
            "Checklist: nothing is missing.",
            "Approved by nobody; it is not required.",
            "1 error, 0 warnings in config/metrics.yaml and typo.",
        ],
    )
    assert len(read_history(site)) == 1


# Files of earlier releases ---------------------------------------------------------------------------------


@pytest.mark.parametrize("saved", [lambda text: text, lambda text: text.replace("\n", "\r\n")])
def test_the_file_of_a_release_before_the_last_is_named_with_that_release(site: Path, saved: object) -> None:
    write(site / "two", "Earlier.csv", "202310,202311,202312", (3005, 3105))
    shutil.copy(site / "one" / "Newest.csv", site / "two")
    assert pcp(site, "publish", "two", "--release", "two").returncode == 0
    for file in (site / "one").iterdir():
        file.write_bytes(saved(file.read_text()).encode())  # type: ignore[operator]
    done = pcp(site, "check", "--drop", "one", "--for", "three", now=MAY)
    assert (
        "  injuries  unchanged  to January 2024\n"
        "      Earlier.csv: that of one, which is older than the release before\n"
        "      Newest.csv: unchanged since one\n"
    ) in done.stdout
