"""A layout is a value that other rooms ask: its name is written in one place, and compared in none."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from metrics.declared.layouts import LAYOUTS, LayoutName
from metrics.declared.source import Source
from metrics.reading.layouts import LAYOUT_READINGS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics")
TABLE = ROOT / "metrics" / "declared" / "layouts.py"
# Rows and events are much else as well, and are looked for in comparisons alone.
NAMES = set(get_args(LayoutName)) - {"rows", "events"}


def files() -> list[Path]:
    paths = [ROOT / room for room in ROOMS]
    return sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.py")))


def names_written(source: str) -> list[int]:
    """The lines where a layout's name is written, or a layout's or source's ``layout`` compared."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and node.value in NAMES:
            lines.append(node.lineno)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Attribute) and side.attr == "layout" for side in sides):
                lines.append(node.lineno)
        elif isinstance(node, ast.Match) and "layout" in ast.unparse(node.subject):
            lines.append(node.lineno)
    return lines


def test_each_layout_that_can_be_declared_has_its_value_and_its_reading() -> None:
    assert set(LAYOUTS) == set(LAYOUT_READINGS) == set(get_args(LayoutName))
    assert get_args(Source.model_fields["layout"].annotation) == get_args(LayoutName)


def test_the_words_of_each_layout_are_those_that_editors_show() -> None:
    description = Source.model_fields["layout"].description or ""
    first, *others, last = (layout.words for layout in LAYOUTS.values())
    assert description == f"{', '.join([first.capitalize(), *others])}, or {last}."


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('if source.layout == "rows": pass', [1]),
        ('KIND = "areas-as-columns"', [1]),
        ('match measure.source.layout:\n    case "rows": pass', [1]),
        ('LAYOUTS[source.layout].noun, "rows", "a row for each of the events"', []),
    ],
)
def test_a_name_that_is_written_or_compared_is_seen(source: str, lines: list[int]) -> None:
    assert names_written(source) == lines


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_module_but_the_table_writes_or_compares_the_name_of_a_layout(file: Path) -> None:
    assert file == TABLE or names_written(file.read_text(encoding="utf-8")) == []
