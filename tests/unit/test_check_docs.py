"""docs/checks.md against the code: every rule of a drop, how grave it is, and what to do."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from metrics.reading.extracts import LARGEST_BYTES

ROOT = Path(__file__).parents[2]
ROOMS = [*(ROOT / "metrics" / "reading").glob("*.py"), *(ROOT / "metrics" / "checking").glob("*.py")]
MODULES = sorted([*ROOMS, ROOT / "metrics" / "releasing" / "previous.py"])
TOLD = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
SEVERITIES = {"error": {"error"}, "warning": {"warning"}, "say": {"error", "warning"}, "_fault": {"error"}}


def codes_in(module: Path) -> Iterator[tuple[str, str]]:
    """Each code that a module gives, with its severity."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        code, severities = _code_of(node, module.stem)
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield from ((code.value, severity) for severity in severities)


def _code_of(node: ast.AST, module: str) -> tuple[ast.expr | None, set[str]]:
    """Where a node names a code: before the message of an issue, first in a faulty cell or a file's fault."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in SEVERITIES:
            return node.args[-2], SEVERITIES[name]
        if name == "Faulty":
            return node.args[0], {"error"}
    if isinstance(node, ast.Tuple) and module == "extracts" and len(node.elts) == 2:
        return node.elts[0], {"error"}
    return None, set()


def in_the_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for code, severity in codes_in(module):
            found[code].add(severity)
    return dict(found)


def in_the_table() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([a-z, ]+) \| .+ \| .+ \|$", TOLD, re.MULTILINE)
    return {code: set(severity.split(" or ")) for code, severity in rows}


def test_every_rule_is_described_with_its_severity() -> None:
    assert in_the_table() == in_the_code()


def test_a_rule_is_described_once() -> None:
    codes = re.findall(r"^\| `([a-z0-9-]+)` \|", TOLD, re.MULTILINE)
    assert sorted(codes) == sorted(set(codes))


def test_every_code_of_a_bad_drop_is_described() -> None:
    issues = [file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "drops").rglob("issues.txt")]
    assert set(re.findall(r"\[([a-z0-9-]+)\]$", "".join(issues), re.MULTILINE)) <= set(in_the_table())


def test_the_largest_file_is_named() -> None:
    assert f"{LARGEST_BYTES // 1024**2} MiB" in TOLD
