"""Every drop in tests/drops: a bad one gives exactly the issues written beside it, a good one gives none.

A folder is named after the one fault that it has, and stands under the declaration that reads it:
``tests/drops/survey.yaml`` for ``tests/drops/bad/survey/gap``. The first word of ``issues.txt`` is the place.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from metrics.checking.drops import check_drop

DROPS = Path(__file__).parents[1] / "drops"
TODAY = date(2024, 2, 8)


def folders(kind: str) -> list[Path]:
    return sorted((DROPS / kind).glob("*/*"))


@cache
def issue_lines(drop: Path) -> list[str]:
    """The issues of a drop as they are printed, each with its code."""
    declaration = DROPS / f"{drop.parent.name}.yaml"
    _, issues = check_drop(declaration, drop, declaration.name, TODAY)
    return [f"{str(issue).removeprefix(f'{drop}/')} [{issue.code}]" for issue in issues]


@pytest.mark.parametrize("drop", folders("bad"), ids=lambda drop: f"{drop.parent.name}/{drop.name}")
def test_a_bad_drop_gives_exactly_its_issues(drop: Path) -> None:
    assert issue_lines(drop) == (drop / "issues.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("drop", folders("bad"), ids=lambda drop: f"{drop.parent.name}/{drop.name}")
def test_one_mistake_gives_one_message(drop: Path) -> None:
    assert len((drop / "issues.txt").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize("drop", folders("good"), ids=lambda drop: f"{drop.parent.name}/{drop.name}")
def test_a_good_drop_gives_no_message(drop: Path) -> None:
    assert issue_lines(drop) == []


def test_there_are_drops_of_both_kinds() -> None:
    assert len(folders("bad")) > 100 and len(folders("good")) > 15


@pytest.mark.parametrize("drop", folders("bad"), ids=lambda drop: f"{drop.parent.name}/{drop.name}")
def test_a_message_is_one_line_that_can_be_seen(drop: Path) -> None:
    assert all(line.isprintable() for line in issue_lines(drop))
