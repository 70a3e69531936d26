"""Thousands of faults of one kind are told in a few lines, in a time that somebody waits for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from metrics.cli import cli
from metrics.floods import FIRST_FEW, FLOOD, MOST_LISTED, without_floods
from metrics.issues import error

MANY = 3_000
SURVEY, BURGLARY = "data/drops/example/Survey.csv", "data/drops/example/Burglary.csv"
DECLARED = "config/metrics.yaml"
Change = Callable[[str], str]


def with_columns(text: str) -> str:
    header, *rows = text.splitlines()
    names = "".join(f",c{number}" for number in range(MANY))
    return "\n".join([header + names, *(row + ",x" * MANY for row in rows)]) + "\n"


def with_keys(text: str) -> str:
    keys = "".join(f"    key{number}: 1\n" for number in range(MANY))
    return text.replace("    frequency: month\n", f"    frequency: month\n{keys}", 1)


def with_items(text: str) -> str:
    items = "".join(f"  - {{id: a{number}, tilte: x}}\n" for number in range(MANY))
    return text.replace("outcomes:\n", f"outcomes:\n{items}", 1)


def with_areas(text: str) -> str:
    row = ",".join("1" for _ in range(24))
    return text + "".join(f"Nowhere{number},{row}\n" for number in range(MANY))


FLOODS: dict[str, tuple[str, Change, str]] = {
    "columns": (
        SURVEY,
        with_columns,
        f'{MANY:,} columns, "c0", "c1", "c2" and {MANY - 3} more, are not declared',
    ),
    "columns of periods": (BURGLARY, with_columns, f"; and {MANY - FIRST_FEW:,} more of this kind"),
    "keys": (DECLARED, with_keys, f"; and {MANY - FIRST_FEW:,} more like it"),
    "keys of items": (DECLARED, with_items, f"; and {MANY - FIRST_FEW:,} more like it"),
    "areas": (BURGLARY, with_areas, f"; and {MANY - FIRST_FEW:,} more of this kind"),
}


@pytest.mark.parametrize(("file", "change", "words"), FLOODS.values(), ids=FLOODS)
def test_a_flood_is_a_few_lines(tmp_path: Path, file: str, change: Change, words: str) -> None:
    site = tmp_path / "site"
    run = CliRunner()
    assert run.invoke(cli, ["init", str(site)]).exit_code == 0
    (site / file).write_text(change((site / file).read_text("utf-8")), "utf-8")
    command = ["--root", str(site), "check", "--drop", str(site / "data/drops/example")]
    outcome = run.invoke(cli, command)
    assert words in outcome.stdout
    assert len(outcome.stdout.splitlines()) <= 5 * FIRST_FEW
    assert len(outcome.stdout) < 20_000
    listed = json.loads(run.invoke(cli, [*command, "--format", "json"]).stdout)
    assert 0 < len(listed) <= MOST_LISTED + 10


def test_up_to_a_flood_every_fault_is_told_and_no_other_kind_is_lost() -> None:
    alike = [error("a.csv", line, 1, "bad-number", f"{line} is bad") for line in range(1, FLOOD + 1)]
    assert without_floods(alike) == alike
    other = error("a.csv", 999, 1, "bad-period", "no period")
    flood = [*alike, error("a.csv", FLOOD + 1, 1, "bad-number", "bad"), other]
    few = without_floods(flood)
    assert few[: FIRST_FEW - 1] == alike[: FIRST_FEW - 1]
    assert few[FIRST_FEW - 1].message == f"{FIRST_FEW} is bad; and {FLOOD + 1 - FIRST_FEW} more of this kind"
    assert few[FIRST_FEW:] == [other]
