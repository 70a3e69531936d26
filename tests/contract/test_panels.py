"""What a panel shows is a value that others ask: each kind has one row, and no module compares its name."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from components.outcome.panels import DRAWING
from metrics.declared.dashboards import PANEL_KINDS, Show

ROOT = Path(__file__).resolve().parents[2]


def names_compared(source: str) -> list[int]:
    """The lines where what a panel shows is compared."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Attribute) and side.attr == "show"
    ]


def test_each_kind_that_can_be_declared_has_its_row_and_its_drawing() -> None:
    assert set(PANEL_KINDS) == set(DRAWING) == set(get_args(Show))


@pytest.mark.parametrize(
    ("source", "lines"),
    [('if panel.show == "years": pass', [1]), ("if panel.kind.of_years: pass", [])],
)
def test_a_comparison_is_seen(source: str, lines: list[int]) -> None:
    assert names_compared(source) == lines


@pytest.mark.parametrize(
    "file",
    [file for room in ("components", "metrics", "pages") for file in sorted((ROOT / room).rglob("*.py"))],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_no_module_compares_what_a_panel_shows(file: Path) -> None:
    assert names_compared(file.read_text(encoding="utf-8")) == []
