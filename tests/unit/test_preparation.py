"""What is to be looked over before a release: what came of each file, what is missing, and measures left as they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pandas as pd
import pytest

from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.releasing.tasks import WHAT_TO_DO, Supply, Task, task
from tests.running import run
from tests.store.sites import CONFIG, RELEASES, drop, files, make_site, seen

FEBRUARY, MARCH = "2024-02-08T09:30:00+00:00", "2024-03-01T10:00:00+00:00"
MAY = date(2024, 5, 9)
FILE = "Crime.csv"
NOTE = ("--note", "February is new.")
ABSENT = "    absent_this_time: {reason: The force is late.}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make_site(tmp_path)
    assert (
        pcp(root, "publish", str(drop(root, "one")), "--release", "2023-24-q3", now=FEBRUARY).returncode == 0
    )
    return root


def pcp(root: Path, *arguments: str, now: str = MARCH) -> CompletedProcess[str]:
    return run(root, "--now", now, *arguments, PCP_ACTOR="Ann")


def check_for(root: Path, name: str, *options: str, at: str = "2024-05-09") -> CompletedProcess[str]:
    return pcp(root, "check", "--drop", str(drop(root, name)), "--for", "2023-24-q4", "--at", at, *options)


def declare(root: Path, text: str) -> None:
    (root / "config" / "metrics.yaml").write_text(text)


# One measure -----------------------------------------------------------------------------------------------


def measure(more: str = "") -> PublishedMeasure:
    config, issues = parse_config(CONFIG.replace("    next_update", f"{more}    next_update"))
    assert config is not None, issues
    return config.published()[0]


def stored(*periods: str) -> dict[str, pd.DataFrame]:
    return {"violence-with-injury": pd.DataFrame({"period": periods, "value": ["1"] * len(periods)})}


BEFORE = stored("2023-12", "2024-01")
RELEASED = (("q3", frozenset({"a"})), ("q2", frozenset({"a"})), ("q1", frozenset({"b"})))
DUE = {"violence-with-injury": date(2024, 5, 6)}


@pytest.mark.parametrize(
    ("supply", "expected"),
    [
        (
            Supply({FILE: "c"}, RELEASED, stored("2024-01", "2024-02"), BEFORE, DUE),
            ("updated", "to February 2024, before to January 2024", "new"),
        ),
        (Supply({FILE: "c"}, RELEASED, BEFORE, BEFORE), ("no newer figure", "to January 2024", "new")),
        (
            Supply({FILE: "a"}, RELEASED, BEFORE, BEFORE),
            ("unchanged", "to January 2024", "unchanged since q2"),
        ),
        (
            Supply({FILE: "a"}, RELEASED, BEFORE, BEFORE, DUE),
            ("late", "to January 2024 (was due on 2024-05-06, 3 days before it)", "unchanged since q2"),
        ),
        (Supply({}, RELEASED, {}, BEFORE), ("missing", WHAT_TO_DO, "missing")),
    ],
    ids=["updated", "revised alone", "unchanged", "late", "missing"],
)
def test_a_measure_stands_in_one_of_five_ways(supply: Supply, expected: tuple[str, str, str]) -> None:
    state, words, file = expected
    assert task(measure(), supply, MAY) == Task("violence-with-injury", state, words, ((FILE, file),))  # type: ignore[arg-type]


def test_a_measure_that_is_declared_absent_says_why(site: Path) -> None:
    assert task(measure(ABSENT), Supply({}, RELEASED, BEFORE, BEFORE), MAY) == Task(
        "violence-with-injury", "absent", "stays as it is: The force is late.", ((FILE, "absent"),)
    )


# Absent measures -------------------------------------------------------------------------------------------


def test_the_figures_of_an_absent_measure_stay_as_they_are(site: Path) -> None:
    declare(site, CONFIG.replace("    next_update", f"{ABSENT}    next_update"))
    (drop(site, "two") / FILE).unlink()
    done = pcp(site, "publish", str(drop(site, "two")), "--release", "2023-24-q4", *NOTE)
    kept = files(site)
    names = (f"extracts/{FILE}", "observations/violence-with-injury.csv")
    assert (done.returncode, seen(site, pd.Timestamp(MARCH).to_pydatetime())[:2]) == (
        0,
        ("2023-24-q4", 6101.0),
    )
    assert [kept[f"2023-24-q4/{name}"] == kept[f"2023-24-q3/{name}"] for name in names] == [True, True]
    assert "is the same" not in done.stdout


def test_a_file_that_came_all_the_same_is_an_error(site: Path) -> None:
    declare(site, CONFIG.replace("    next_update", f"{ABSENT}    next_update"))
    done = pcp(site, "check", "--drop", str(drop(site, "two")))
    assert done.returncode == 1
    assert (
        'config/metrics.yaml:24:5: error: "violence-with-injury": "Crime.csv" is declared absent this time, '
        "and it is in the drop; take absent_this_time out, or the file\n"
    ) in done.stdout


def test_what_a_declaration_changes_is_told_though_a_measure_of_it_is_absent(site: Path) -> None:
    declare(site, CONFIG.replace("    next_update", f"{ABSENT}    next_update"))
    done = pcp(site, "diff")
    assert (done.returncode, "absent this time" in done.stdout) == (0, False), done.stdout


def test_a_measure_without_earlier_figures_cannot_be_absent(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    declare(root, CONFIG.replace("    next_update", f"{ABSENT}    next_update"))
    (drop(root, "two") / FILE).unlink()
    done = pcp(root, "check", "--drop", str(drop(root, "two")))
    assert (done.returncode, "there is no release before with that file" in done.stdout) == (1, True)


# The whole list --------------------------------------------------------------------------------------------


def test_a_check_for_a_release_tells_what_came_and_what_is_missing(site: Path) -> None:
    done = check_for(site, "two")
    assert (done.returncode, done.stdout.splitlines()[2:]) == (
        0,
        [
            "Measures and files:",
            "  violence-with-injury  no newer figure  to January 2024",
            "      Crime.csv: new",
            "Release 2023-24-q4, 2024-05-09 09:30 UK time, by Ann.",
            f"{drop(site, 'two')}:1:1: warning: there is no note for readers; --note TEXT gives one",
            f"{drop(site, 'two')}:1:1: warning: no measure has a newer figure; if it mends a mistake, "
            "--correction TEXT says which",
            "Checklist: 2 to look at.",
            "Approved by nobody; it is not required.",
            f"1 measure is ready to be published: 0 errors, 4 warnings in config/metrics.yaml and {drop(site, 'two')}.",
        ],
    )


def test_a_file_is_unchanged_however_its_lines_end(site: Path) -> None:
    file = drop(site, "one") / FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "      Crime.csv: unchanged since 2023-24-q3" in check_for(site, "one").stdout.splitlines()


def test_a_file_that_is_missing_is_named_with_what_to_do(site: Path) -> None:
    (drop(site, "two") / FILE).unlink()
    done = check_for(site, "two")
    assert (done.returncode, f"  violence-with-injury  missing  {WHAT_TO_DO}" in done.stdout) == (1, True)


def test_a_release_on_another_day_than_the_announced_one_is_told(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.")
    on_the_day, later = (check_for(site, "two", *NOTE, at=at).stdout for at in ("2024-05-09", "2024-05-10"))
    words = "2024-05-09 is announced, and it comes on 2024-05-10; move the day that readers see"
    assert (words in on_the_day, words in later) == (False, True)


def test_a_release_in_the_place_of_another_without_a_notice_is_an_error(site: Path) -> None:
    options = ("publish", str(drop(site, "two")), "--release", "2023-24-q3-corrected", *NOTE)
    without, noticed = (pcp(site, *options, *more) for more in ((), ("--correction", "Camden was wrong.")))
    words = (
        f'{drop(site, "two")}:1:1: error: readers have seen "2023-24-q3", and "2023-24-q3-corrected" takes its place; '
        "say what was wrong, for readers: --correction TEXT\n"
    )
    assert (without.returncode, words in without.stdout, noticed.returncode) == (1, True, 0)
    assert without.stderr == "1 error, 2 warnings. Nothing was published.\n"


def test_a_release_that_readers_never_saw_needs_no_notice_when_another_takes_its_place(site: Path) -> None:
    options = ("publish", str(drop(site, "two")), *NOTE, "--at", "2024-05-09")
    pcp(site, *options, "--release", "2023-24-q4")
    pcp(site, "withdraw", "2023-24-q4", "--reason", "Too early.")
    assert pcp(site, *options, "--release", "2023-24-q4-a").returncode == 0


@pytest.mark.parametrize(
    ("release", "options", "status"),
    [
        ("2023-24-q4", NOTE, 0),
        ("2023-24-q4", (*NOTE, "--at", "2024-05-09"), 0),
        ("2023-24-q3", NOTE, 3),
        ("2023-24-q4", (*NOTE, "--at", "2024-02-01"), 3),
        ("2023-24-q3-b", NOTE, 1),
    ],
    ids=["now", "scheduled", "the id exists", "a moment that has passed", "no notice"],
)
def test_a_dry_run_writes_nothing_and_ends_as_the_real_one_would(
    site: Path, release: str, options: tuple[str, ...], status: int
) -> None:
    command = ("publish", str(drop(site, "two")), "--release", release, *options)
    before = files(site)
    dry = pcp(site, *command, "--dry-run")
    assert (dry.returncode, files(site)) == (status, before)
    assert pcp(site, *command).returncode == status


def test_a_dry_run_says_what_would_be_published(site: Path) -> None:
    options = ("--release", "2023-24-q4", *NOTE, "--at", "2024-05-09", "--dry-run")
    done = pcp(site, "publish", str(drop(site, "two")), *options)
    assert done.stdout.splitlines()[-1] == (
        "Nothing was published: 2023-24-q4 would be, for 2024-05-09 09:30 UK time, with 1 measure."
    )
    assert "Note: February is new." in done.stdout.splitlines()


def test_who_has_approved_a_release_that_is_scheduled_is_told(site: Path) -> None:
    pcp(site, "publish", str(drop(site, "two")), "--release", "2023-24-q4", *NOTE, "--at", "2024-05-09")
    run(site, "--now", MARCH, "approve", "2023-24-q4", PCP_ACTOR="Ben")
    done = check_for(site, "two", *NOTE)
    assert (done.returncode, done.stdout.splitlines()[-2]) == (
        0,
        "Approved by Ben on 2024-03-01 10:00 UK time.",
    )


def test_options_of_a_release_need_a_release(site: Path) -> None:
    for options in (("--note", "N."), ("--at", "2024-05-09"), ("--for", "2023-24-q4")):
        assert pcp(site, "check", *options).returncode == 2


# Who may see figures early ---------------------------------------------------------------------------------


def test_who_may_see_figures_early_is_kept_with_each_release_and_printed(site: Path) -> None:
    person = "  early_access: [{name: Cy Example, role: Press officer}]\n"
    declare(site, CONFIG.replace("frameworks:", f"{person}frameworks:"))
    pcp(site, "publish", str(drop(site, "two")), "--release", "2023-24-q4", *NOTE)
    declare(site, CONFIG)
    assert pcp(site, "releases", "--access").stdout == (
        "declared in  name        role\n2023-24-q4   Cy Example  Press officer\n"
    )


def test_where_nobody_may_see_figures_early_that_is_said(site: Path) -> None:
    assert (
        pcp(site, "releases", "--access").stdout
        == "Nobody is declared to see figures before they are published.\n"
    )


def test_nothing_is_stored_by_a_check(site: Path) -> None:
    before = sorted(path.name for path in (site / RELEASES).iterdir())
    check_for(site, "two")
    assert sorted(path.name for path in (site / RELEASES).iterdir()) == before
