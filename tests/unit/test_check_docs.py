"""docs/checks.md against the code: every rule of a drop and of a declaration, how grave it is, what to do."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.checking.checks import section_of
from metrics.reading.packed import LARGEST_BYTES

ROOT = Path(__file__).parents[2]
ROOMS = [*(ROOT / "metrics" / "reading").glob("*.py"), *(ROOT / "metrics" / "checking").glob("*.py")]
RELEASING = [ROOT / "metrics" / "releasing" / name for name in ("previous.py", "checklist.py")]
MONEY = (ROOT / "metrics" / "money").glob("*_reports.py")
PROMISES = ROOT / "metrics" / "promises" / "reconciliation.py"
FILES = ROOT / "metrics" / "plain_files.py"
MODULES = sorted([*ROOMS, *RELEASING, *MONEY, PROMISES, FILES])
DECLARED = sorted((ROOT / "metrics" / "declared").glob("*.py"))
CHECKS_PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
OF_DROPS, OF_DECLARATIONS = CHECKS_PAGE.split("\n## The declaration\n")
SEVERITIES = {
    "error": {"error"},
    "warning": {"warning"},
    "warn": {"warning"},
    "tell": {"error", "warning"},
    "_fault": {"error"},
    "fault": {"error"},
    "doubt": {"error"},
}
# The codes of what the models tell, which metrics/declared/faults.py gives by the kind of error.
OF_MODELS = {"unknown-key", "missing-key", "unknown-value", "wrong-type", "bad-value"}
# The codes of what cannot be opened, which metrics/plain_files.py gives.
OF_FILES = {"not-a-file", "unreadable"}
TABLE_KINDS = ("account", "tracker", "inspection")
# Where, in which module, a tuple of so many names a code first, or third, and how grave it is.
TUPLES = {
    ("yaml_text", 2): (0, "error"),
    ("yaml_syntax", 3): (1, "error"),
    ("yaml_syntax", 4): (2, "error"),
    ("lint", 2): (0, "warning"),
    ("gaps", 2): (0, "warning"),
}


def codes_in(module: Path) -> Iterator[tuple[str, str]]:
    """Each code that a module gives, with its severity."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        code, severities = _code_of(node, module.stem)
        for name in _names_of(code):
            yield from ((name, severity) for severity in severities)


def _names_of(code: ast.expr | None) -> Iterator[str]:
    """A code that is written out, or one for each kind of table where that stands before its end."""
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value
    if isinstance(code, ast.JoinedStr) and "table_kind" in ast.unparse(code):
        end = code.values[-1]
        assert isinstance(end, ast.Constant) and isinstance(end.value, str)
        yield from (f"{kind}{end.value}" for kind in TABLE_KINDS)


def _code_of(node: ast.AST, module: str) -> tuple[ast.expr | None, set[str]]:
    """Where a node names a code: before the message of an issue, first in a faulty cell or a file's fault."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in SEVERITIES:
            return node.args[-2], SEVERITIES[name]
        if name == "discrepancy":  # it weighs as much as is declared
            return node.args[1], {"error", "warning"}
        if name == "Discrepancy" and module == "reconciliation":
            return node.args[2], {"error", "warning"}
        if name == "issue" and len(node.args) == 4:  # of a place in a workbook
            return node.args[2], {str(ast.literal_eval(node.args[1]))}
        if name in ("Faulty", "Unread", "NotPlain"):
            return node.args[0], {"error"}
    if isinstance(node, ast.Tuple) and module == "extracts" and len(node.elts) == 2:
        return node.elts[0], {"error"}
    return None, set()


def in_the_code() -> dict[str, set[str]]:
    severities: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for code, severity in codes_in(module):
            severities[code].add(severity)
    return dict(severities)


def in_the_table(part: str) -> dict[str, set[str]]:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([a-z, ]+) \| .+ \| .+ \|$", part, re.MULTILINE)
    return {code: set(severity.split(" or ")) for code, severity in rows}


def test_every_rule_is_described_with_its_severity() -> None:
    assert in_the_table(OF_DROPS) == in_the_code()


@pytest.mark.parametrize("part", [OF_DROPS, OF_DECLARATIONS], ids=["drops", "declarations"])
def test_a_rule_is_described_once(part: str) -> None:
    codes = re.findall(r"^\| `([a-z0-9-]+)` \|", part, re.MULTILINE)
    assert sorted(codes) == sorted(set(codes))


def declared_codes(module: Path) -> Iterator[tuple[str, str]]:
    """Each code that a module on declarations gives, with its severity."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        code, severity = _declared_code(node, module.stem)
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield code.value, severity


def _declared_code(node: ast.AST, module: str) -> tuple[ast.expr | None, str]:
    if (
        isinstance(node, ast.Tuple)
        and (module, len(node.elts)) in TUPLES
        and " " in ast.unparse(node.elts[-1])
    ):
        place, severity = TUPLES[module, len(node.elts)]
        return node.elts[place], severity
    if not isinstance(node, ast.Call):
        return None, ""
    match getattr(node.func, "id", getattr(node.func, "attr", "")), node.args:
        case "_smell", [_, code, _]:
            return code, "warning"
        case (("error" | "_fault"), [*_, code, _]):
            return code, "error"
        case "warning", [*_, code, _]:
            return code, "warning"
        case "Finding", [_, _, code]:
            return code, "error"
        case "Finding", [_, _, code, ast.Constant(value=str(severity))]:
            return code, severity
        case _:
            return None, ""


def test_every_rule_of_a_declaration_is_described_with_its_severity() -> None:
    severities = {code: {"error"} for code in OF_MODELS | OF_FILES}
    for module in DECLARED:
        for code, severity in declared_codes(module):
            severities.setdefault(code, set()).add(severity)
    assert in_the_table(OF_DECLARATIONS) == severities


@pytest.mark.parametrize("code", sorted(in_the_table(OF_DROPS)))
def test_a_fault_of_a_drop_leads_to_the_section_that_explains_it(code: str) -> None:
    guide, _, anchor = section_of(code).partition("#")
    assert guide == "docs/checks.md"
    heading = next(
        line for line in CHECKS_PAGE.splitlines() if line.startswith("## ") and anchor_of(line) == anchor
    )
    assert f"\n| `{code}` |" in CHECKS_PAGE.partition(heading)[2].partition("\n## ")[0]


def anchor_of(heading: str) -> str:
    """What stands behind the # in a link to a heading."""
    return re.sub(r"[^a-z0-9 _-]", "", heading.lstrip("# ").casefold()).replace(" ", "-")


def test_every_code_of_a_bad_drop_is_described() -> None:
    issues = [file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "drops").rglob("issues.txt")]
    assert set(re.findall(r"\[([a-z0-9-]+)\]$", "".join(issues), re.MULTILINE)) <= set(in_the_table(OF_DROPS))


def test_the_largest_file_is_named() -> None:
    assert f"{LARGEST_BYTES // 1024**2} MiB" in OF_DROPS
