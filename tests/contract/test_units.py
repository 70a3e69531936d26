"""A unit is a row that other rooms ask: no module beside its table compares the unit of a measure with a name."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import CHANGES, FORMS, UNITS, ChangeUnit, Form, Unit

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics")


def files() -> list[Path]:
    paths = [ROOT / room for room in ROOMS]
    return sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.py")))


def compared(source: str) -> list[int]:
    """The lines where the unit of a measure, or how its figures are written, is compared with a name."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            attributes = [ast.unparse(side) for side in sides if isinstance(side, ast.Attribute)]
            of_a_unit = any(text.endswith((".unit", "measure.form")) for text in attributes)
            of_a_change = any("change" in ast.unparse(side) for side in sides)
            named = any(isinstance(side, ast.Constant) for side in sides)
            if of_a_unit and named and not of_a_change:
                lines.append(node.lineno)
        elif isinstance(node, ast.Match) and ast.unparse(node.subject).endswith("measure.unit"):
            lines.append(node.lineno)
    return lines


def test_every_unit_has_its_row() -> None:
    assert tuple(UNITS) == get_args(Unit)
    assert tuple(FORMS) == get_args(Form) and tuple(CHANGES) == get_args(ChangeUnit)
    assert get_args(PublishedMeasure.model_fields["unit"].annotation) == get_args(Unit)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if measure.unit == "percent": pass', [1]),
        ('x = pair.measure.form != "count"', [1]),
        ('match measure.unit:\n    case "count": pass', [1]),
        ('if change.unit == "pp" and measure.unit_row.is_share: pass', []),
        ("same = was.unit == measure.unit", []),
    ],
)
def test_what_is_looked_for(source: str, lines: list[int]) -> None:
    assert compared(source) == lines


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_module_compares_a_unit_by_name(file: Path) -> None:
    assert compared(file.read_text(encoding="utf-8")) == []
