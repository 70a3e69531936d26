"""The rules of the house that a machine can judge: sizes, leftovers, places, docstrings."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_BODY = 40
LONGEST_FILE = 300
ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics")
CODE_ENDINGS = {".py", ".css", ".js", ".toml", ".yaml", ".yml", ".sh"}
CODE_NAMES = {"Makefile", "Containerfile", "run"}

# Written in halves, so that this file does not hold what it forbids.
LEFTOVERS = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b")
REGISTRIES = re.compile(r"(pypi|python" + r"hosted|npm" + r"js|deb" + r"ian)\.(org|com|net)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.)-])/(wor" + r"k|roo" + r"t|tm" + r"p|home/\w+|Users/\w+)" + "/")

# Words that say how a value came about, or which of several it is, and not what it is.
VAGUE = frozenset(
    [
        "found",
        "told",
        "said",
        "shown",
        "asked",
        "made",
        "given",
        "one",
        "ones",
        "each",
        "wanted",
        "known",
        "some",
        "here",
        "there",
        "whole",
        "drawn",
        "moved",
    ]
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def kept_files() -> list[Path]:
    """Every file that is in the repository, or would be with the next `git add`."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git repository, so nothing tells which files belong to it")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


def lines_that_hold(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {hit.group()}"
        for file in files
        for number, line in enumerate(text(file).splitlines(), start=1)
        if (hit := pattern.search(line))
    ]


def sources(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    for room in rooms:
        files = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))
        yield from ((file, ast.parse(text(file))) for file in files if file.is_file())


def body_lines(function: Function) -> int:
    """Lines from the first statement to the last, the docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def names_bound(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a module gives to a function, class, parameter or variable, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.lineno, node.name
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


def test_a_name_says_what_a_thing_is() -> None:
    vague = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file, tree in sources(*ROOMS, "benchmarks", "tools", "tests")
        for line, name in names_bound(tree)
        if name.strip("_").lower() in VAGUE
    ]
    assert vague == []


@pytest.mark.parametrize(
    "source",
    [
        "one = 1",
        "def told(): ...",
        "class Asked: ...",
        "def count(found): ...",
        "total = sum(each for each in ())",
        "import os as _here",
        "try: ...\nexcept OSError as said: ...",
        "if (shown := 1): ...",
    ],
)
def test_a_vague_name_is_seen_wherever_it_is_bound(source: str) -> None:
    assert {name.strip("_").lower() for _, name in names_bound(ast.parse(source))} & VAGUE


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.name} has {body_lines(node)} lines"
        for file, tree in sources(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, Function) and body_lines(node) > LONGEST_BODY
    ]
    assert long == []


def test_no_file_is_longer_than_a_sitting() -> None:
    lengths = {file.relative_to(ROOT): len(text(file).splitlines()) for file, _ in sources(*ROOMS)}
    assert {str(file): lines for file, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_nothing_is_left_for_later() -> None:
    code = [file for file in kept_files() if file.suffix in CODE_ENDINGS or file.name in CODE_NAMES]
    assert lines_that_hold(LEFTOVERS, code) == []


def test_no_file_names_the_host_of_a_registry() -> None:
    assert lines_that_hold(REGISTRIES, kept_files()) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_that_hold(MACHINE_PATHS, kept_files()) == []


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_the_readme_shows_the_two_commands(command: str) -> None:
    assert command in text(ROOT / "README.md")


def test_what_is_public_says_what_it_is() -> None:
    silent = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for file, tree in sources("metrics", "charts", "serving")
        for node in tree.body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert silent == []
