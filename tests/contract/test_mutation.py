"""What `make mutation` tries: every module of the engine whose figures readers rely on, and tests that are there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tools.mutation import PARTS, options_of

ROOT = Path(__file__).resolve().parents[2]
TRIED = (
    *(ROOT / "metrics" / "figures").rglob("*.py"),
    *(ROOT / "metrics" / "reading" / name for name in ("values.py", "cells.py")),
    *(ROOT / "metrics" / "releasing" / name for name in ("store.py", "history.py")),
    *(ROOT / "metrics" / name for name in ("periods.py", "statuses.py")),
)


def test_every_module_is_tried_once() -> None:
    modules = Counter(
        file for part in PARTS.values() for pattern in part.modules for file in ROOT.glob(pattern)
    )
    parts = {str(file.relative_to(ROOT)): modules[file] for file in TRIED if file.name != "__init__.py"}
    assert {module: number for module, number in parts.items() if number != 1} == {}


@pytest.mark.parametrize(("named", "parts"), [([], list(PARTS)), (["cells", "areas"], ["cells", "areas"])])
def test_every_part_is_tried_where_none_is_named(named: list[str], parts: list[str]) -> None:
    assert options_of(named).parts == parts


@pytest.mark.parametrize("name", PARTS)
def test_a_part_names_modules_and_tests_that_are_there(name: str) -> None:
    names = (*PARTS[name].modules, *PARTS[name].tests, *PARTS[name].slow)
    assert [pattern for pattern in names if not list(ROOT.glob(pattern))] == []
