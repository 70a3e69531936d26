"""First dates through the real store where a release waits, or was withdrawn: none is lost, or changed in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from metrics.releasing.releases import load_release
from tests.promises import OPEN
from tests.running import run
from tests.unit.test_trackers_published import (
    ROLES,
    releases,
    site,
    small,
    stored,
    with_rows,
)

LATER_FIRST = OPEN.replace("2022-03-31,2022-03-31", "2022-05-31,2022-06-30")
SLIPPED = OPEN.replace("2022-03-31,2022-03-31", "2022-03-31,2022-06-30").replace("on-track", "date-revised")
NEW = OPEN.replace("A1", "A3")
MOMENT = "2026-04-02T09:30+01:00"


def pcp(folder: Path, day: str, *words: str) -> tuple[int, str]:
    done = run(folder, "--now", f"{day}T09:30:00+00:00", *words)
    return done.returncode, done.stdout + done.stderr


def publish(folder: Path, day: str, release: str, *words: str) -> tuple[int, str]:
    return pcp(folder, day, "publish", "drop", "--release", release, "--note", "A note", *words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a release of two promises, and one that waits for its moment with the same two."""
    own = with_rows(site(tmp_path, small(), roles=ROLES), OPEN)
    assert publish(own, "2026-03-01", "first")[0] == 0
    code, text = publish(own, "2026-03-02", "waiting", "--at", MOMENT)
    assert code == 0, text
    return own


@pytest.mark.parametrize(("row", "name"), [(SLIPPED, "A1"), (NEW, "A3")])
def test_what_comes_before_a_waiting_release_gives_no_date_that_it_lacks(
    folder: Path, row: str, name: str
) -> None:
    rows = [SLIPPED] if row == SLIPPED else [OPEN, NEW]
    code, text = publish(with_rows(folder, *rows), "2026-03-10", "between")
    assert code == 1
    line = 1 + len(rows)
    assert (
        f'drop/promises.csv:{line}:6: error: release "waiting" is scheduled to come after this one, and was made '
        f'without what this one says of "{name}"' in text
    )
    assert 'withdraw "waiting", publish this one, and schedule it anew under another id' in text
    assert releases(folder) == ["first", "waiting"]


def test_where_the_waiting_one_is_withdrawn_and_scheduled_anew_no_step_is_lost(folder: Path) -> None:
    assert pcp(folder, "2026-03-10", "withdraw", "waiting", "--reason", "Made anew")[0] == 0
    code, text = publish(with_rows(folder, SLIPPED), "2026-03-10", "between")
    assert code == 0, text
    code, text = publish(folder, "2026-03-11", "anew", "--at", MOMENT)
    assert code == 0, text
    steps = [row for row in stored(folder, "anew", "promises-steps.csv") if row["reference"] == "A1"]
    assert [(row["release"], row["due"]) for row in steps] == [
        ("first", "2022-03-31"),
        ("between", "2022-06-30"),
    ]


def test_what_says_the_same_of_each_item_may_come_before_a_waiting_release(folder: Path) -> None:
    code, text = publish(folder, "2026-03-10", "between")
    assert code == 0, text
    assert "waiting is public from" in text


def test_a_waiting_release_may_be_checked_again_as_itself(folder: Path) -> None:
    code, text = pcp(folder, "2026-03-03", "check", "--drop", "drop", "--for", "waiting")
    assert code == 0, text


def withdrawn(folder: Path) -> Path:
    """A site whose only release of promises was withdrawn after readers had it."""
    own = with_rows(site(folder, small(), roles=ROLES), OPEN)
    assert publish(own, "2026-03-01", "mistaken")[0] == 0
    assert pcp(own, "2026-03-02", "withdraw", "mistaken", "--reason", "The wrong file")[0] == 0
    return own


def test_a_first_date_that_was_withdrawn_changes_only_with_a_reason_that_readers_get(tmp_path: Path) -> None:
    folder = with_rows(withdrawn(tmp_path), LATER_FIRST)
    code, text = publish(folder, "2026-03-03", "right")
    assert code == 1
    assert (
        'drop/promises.csv:2:6: error: first dates of "promises" are not those of release "mistaken"' in text
    )
    assert '"A1", of which the first was 2022-03-31 and is 2022-05-31' in text
    reason = ("--accept", "first-date-withdrawn", "--reason", "The plan was misread")
    code, text = publish(folder, "2026-03-03", "right", *reason)
    assert code == 0, text
    (item,) = load_release(folder, "right").acknowledged
    assert item.text == (
        "These first dates are not those of release mistaken, which was withdrawn: A1 (31 March 2022 there)."
    )
    code, text = publish(folder, "2026-03-04", "next")
    assert code == 0, text


def test_the_same_first_date_after_a_withdrawal_needs_no_word(tmp_path: Path) -> None:
    code, text = publish(withdrawn(tmp_path), "2026-03-03", "right")
    assert code == 0, text
    assert (
        json.loads((tmp_path / "data/releases/right/manifest.json").read_text("utf-8")).get(
            "acknowledged", []
        )
        == []
    )


def test_a_release_that_is_withdrawn_while_it_waits_binds_nobody(tmp_path: Path) -> None:
    """Readers never had it."""
    folder = with_rows(site(tmp_path, small(), roles=ROLES), OPEN)
    code, text = publish(folder, "2026-03-03", "waiting", "--at", MOMENT)
    assert code == 0, text
    assert pcp(folder, "2026-03-04", "withdraw", "waiting", "--reason", "Not that one")[0] == 0
    code, text = publish(with_rows(folder, LATER_FIRST), "2026-03-05", "last")
    assert code == 0, text
