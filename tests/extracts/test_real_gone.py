"""The four real drops published in order, with exactly what must be acknowledged; and what is spoilt in them told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from metrics.figures.acknowledged import Acknowledged
from metrics.issues import Issue
from metrics.releasing.history import Event
from metrics.releasing.releases import load_release, publish
from metrics.releasing.review import checked_drop
from tests.shared import Shared

CONFIG = Path(__file__).parents[2] / "config" / "metrics.yaml"
DROPS = {
    "drop-2024-02": datetime(2024, 2, 8, 9, 30, tzinfo=UTC),
    "drop-2024-11": datetime(2024, 11, 14, 9, 30, tzinfo=UTC),
    "drop-2026-01": datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
    "drop-2026-08": datetime(2026, 8, 13, 8, 30, tzinfo=UTC),
}
LATER = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
REASON = "The police now record a borough for every offence."
RECENT = "MPS Borough Level Crime (most recent 24 months).csv"
HOMICIDE = "MPS Homicide Victims 2003-2023.csv"
SEAM = (
    'error: "violence-with-injury": rows of "Unknown" end with June 2024, and the series goes on: London\'s figure from '
    'July 2024 on is lower than in the release before, by up to 2.7%; if it is meant, declare it under "gone", or publish '
    "with --accept gone-rows --reason TEXT"
)
Files = Mapping[str, Callable[[bytes], bytes]]
ErrorsOf = Callable[..., list[Issue]]
UNCHANGED: Files = {}


@pytest.fixture(scope="module")
def sites(extracts: Path, shared: Shared) -> dict[str, Path]:
    """For each drop, a site in which those before it are published; nothing is changed in it."""
    folder = shared.folder_of("real-sites", partial(make_sites, extracts))
    return {name: folder / name for name in (*DROPS, "after")}


def make_sites(extracts: Path, folder: Path) -> None:
    root = folder / "after"
    root.mkdir(parents=True)
    for name, now in DROPS.items():
        shutil.copytree(root, folder / name)
        accepted = {"gone-rows": REASON} if name == "drop-2026-08" else {}
        checked, issues = checked_drop(root, CONFIG, extracts / name, "metrics.yaml", now, accepted=accepted)
        assert checked is not None, "\n".join(map(str, issues))
        event = Event("published", name, now, now, "staff")
        publish(root, checked, issues, event, accepted=accepted)


@pytest.fixture
def errors_of(sites: dict[str, Path], extracts: Path, tmp_path: Path) -> ErrorsOf:
    """The errors of a drop beside those before it, with some of its files changed."""
    return lambda name, changes=UNCHANGED: errors_in(
        sites[name], shutil.copytree(extracts / name, tmp_path / "drop"), DROPS[name], changes
    )


def errors_in(root: Path, drop: Path, now: datetime, changes: Files) -> list[Issue]:
    for file, change in changes.items():
        (drop / file).write_bytes(change((drop / file).read_bytes()))
    _, issues = checked_drop(root, CONFIG, drop, "metrics.yaml", now)
    return [issue for issue in issues if issue.severity == "error"]


@pytest.mark.parametrize("name", DROPS)
def test_a_real_drop_has_no_false_error(name: str, errors_of: ErrorsOf, tmp_path: Path) -> None:
    errors = errors_of(name)
    place = f"{tmp_path}/drop/{RECENT}:31:4: "
    assert [str(issue) for issue in errors] == ([place + SEAM] if name == "drop-2026-08" else [])


def test_the_seam_is_told_to_readers_once_it_is_accepted(sites: dict[str, Path]) -> None:
    assert load_release(sites["after"], "drop-2026-08").acknowledged == (
        Acknowledged(
            "violence-with-injury",
            "gone-rows",
            "Unknown June 2024",
            "The source has no rows of “Unknown” after June 2024. London’s figure from July 2024 on is lower than in the "
            "release before, by up to 2.7%.",
            REASON,
        ),
    )


def test_what_was_accepted_stands_in_the_next_release_with_its_words(
    sites: dict[str, Path], extracts: Path
) -> None:
    root = sites["after"]
    checked, _ = checked_drop(root, CONFIG, extracts / "drop-2026-08", "metrics.yaml", LATER)
    assert checked is not None
    assert checked.acknowledged == load_release(root, "drop-2026-08").acknowledged


# Spoilt ----------------------------------------------------------------------------------------------------


def halved_newest(data: bytes) -> bytes:
    """The newest month of the crime file at half its counts."""
    header, *rows = data.decode("utf-8-sig").splitlines()
    lines = []
    for row in rows:
        *before, newest = row.split(",")
        lines.append(",".join([*before, str(int(newest or 0) // 2)]))
    return "\n".join([header, *lines, ""]).encode()


def half_of_the_rows(data: bytes) -> bytes:
    """A file that was cut off in the middle, at the end of a row."""
    lines = data.splitlines(keepends=True)
    return b"".join([lines[0], *lines[1 : len(lines) // 2]])


def without(*texts: str) -> Callable[[bytes], bytes]:
    """A file without the rows that hold all of some texts."""

    def change(data: bytes) -> bytes:
        lines = data.decode("utf-8").splitlines(keepends=True)
        return "".join(line for line in lines if not all(text in line for text in texts)).encode()

    return change


@pytest.mark.parametrize("name", DROPS)
def test_half_of_the_newest_month_is_not_believed(name: str, errors_of: ErrorsOf) -> None:
    errors = errors_of(name, {RECENT: halved_newest})
    codes = {issue.code for issue in errors}
    assert codes - {"gone-rows"} == {"implausible-newest"}


@pytest.mark.parametrize("name", list(DROPS)[1:])
def test_half_of_the_rows_are_missed(name: str, errors_of: ErrorsOf) -> None:
    errors = errors_of(name, {RECENT: half_of_the_rows})
    (ended,) = (issue for issue in errors if issue.code == "gone-rows" and "Hounslow" in issue.message)
    assert "and the series goes on" in ended.message


@pytest.mark.parametrize(
    ("name", "change", "code", "words"),
    [
        (HOMICIDE, without("13 to19"), "gone-category", 'of "13 to 19 of age-group"'),
        (HOMICIDE, without("-03,"), "gone-periods", "12 months, January 2003 to December 2003"),
        (HOMICIDE, without("-23,"), "older-than-current", "ends in December 2022"),
        (
            "PAS_MPS.csv",
            without("MPS;", "Listen to concerns"),
            "gone-category",
            "Police listen to local concerns",
        ),
        (
            "PAS_MPS.csv",
            without("Listen to concerns", "/2022"),
            "gone-figures",
            "Police listen to local concerns (4, Q4 2021/22 to Q3 2022/23)",
        ),
        ("PAS_Worry.csv", without("anti-social"), "gone-category", "Anti-social behaviour of subject"),
        ("PAS_Borough.csv", without("Camden"), "gone-area", 'of "Camden"'),
        (
            HOMICIDE,
            lambda data: data.replace(b"Nov-23", b"Nov-25"),
            "empty-stretch",
            "22 months, and this row is of November 2025",
        ),
    ],
)
def test_what_is_taken_out_of_a_real_file_is_missed(
    name: str,
    change: Callable[[bytes], bytes],
    code: str,
    words: str,
    errors_of: ErrorsOf,
) -> None:
    errors = errors_of("drop-2026-01", {name: change})
    messages = [issue.message for issue in errors if issue.code == code]
    assert any(words in message for message in messages), "\n".join(map(str, errors))
