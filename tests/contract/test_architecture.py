"""Who may know whom. There is no list of exceptions: a module that does not fit is moved, not excused."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_KNOW = {
    "app": {"app", "pages", "serving", "metrics"},
    "serving": {"serving", "pages", "metrics"},
    "pages": {"pages", "metrics"},
    "metrics": {"metrics"},
}
LIBRARIES_OF_METRICS = {
    *sys.stdlib_module_names,
    *("metrics", "pandas", "numpy", "yaml", "pydantic", "pydantic_core", "click", "filelock", "rich"),
}

# The storeys of metrics/: a module knows its own storey and those below. One that is not named here stands on
# the first floor. The ground and the first floor are pure: a path and the time of day are arguments there.
GROUND, FIRST_FLOOR = 0, 1
STOREYS = {
    GROUND: {"areas", "fields", "framework", "issues", "period_formats", "periods", "source"},
    2: {"config", "drops", "extracts", "history", "published", "store"},
    3: {"preview", "previous", "releases", "review"},
    4: {"cli_parts", "cli_check", "cli_serve", "cli_release", "cli_history", "cli_preview", "cli_review"},
    5: {"cli", "__main__"},
}
IMPURE_CALLS = {"open", "Path", "now", "today", "utcnow"}
FILE_LIBRARIES = {"pathlib", "os", "io", "shutil", "tempfile", "glob", "fileinput"}


def sources(*rooms: str) -> list[Path]:
    files = [file for room in rooms for file in [ROOT / f"{room}.py", *(ROOT / room).rglob("*.py")]]
    return sorted(file for file in files if file.is_file())


def each_file_of(*rooms: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", sources(*rooms), ids=lambda file: str(file.relative_to(ROOT)))


def room(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, wherever the import stands; relative ones written out."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            package = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{package}.{alias.name}" for alias in node.names)


def called(file: Path) -> Iterator[str]:
    """Last names of all that a file calls: `now` for `datetime.now()`."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def top(name: str) -> str:
    return name.partition(".")[0]


def storey(module: str) -> int:
    return next((height for height, modules in STOREYS.items() if module in modules), FIRST_FLOOR)


def test_there_is_something_to_judge() -> None:
    assert sources("metrics")


@each_file_of(*MAY_KNOW)
def test_a_room_knows_only_the_rooms_it_may(file: Path) -> None:
    assert {top(name) for name in imported(file)} & set(MAY_KNOW) <= MAY_KNOW[room(file)]


@each_file_of("pages")
def test_a_page_knows_no_other_page_and_reads_no_file(file: Path) -> None:
    names = set(imported(file))
    other_pages = {
        name for name in names if top(name) == "pages" and not f"{name}.".startswith("pages._parts.")
    }
    reading = {name for name in called(file) if name == "open" or name.startswith("read_")}
    assert (other_pages, {top(name) for name in names} & FILE_LIBRARIES, reading) == (set(), set(), set())


@each_file_of("metrics")
def test_the_engine_uses_only_its_own_libraries(file: Path) -> None:
    assert {top(name) for name in imported(file)} <= LIBRARIES_OF_METRICS


@each_file_of("metrics")
def test_the_engine_imports_only_downwards(file: Path) -> None:
    names = {name.split(".")[1] for name in imported(file) if name.startswith("metrics.")}
    modules = {name for name in names if (ROOT / "metrics" / f"{name}.py").is_file()}
    assert {module for module in modules if storey(module) > storey(file.stem)} == set()


@each_file_of("metrics")
def test_a_pure_module_sees_no_path_and_no_clock(file: Path) -> None:
    if storey(file.stem) <= FIRST_FLOOR:
        paths = {name for name in imported(file) if top(name) == "pathlib"}
        assert (paths, set(called(file)) & IMPURE_CALLS) == (set(), set())


def test_only_page_modules_register_a_page() -> None:
    # Dash runs any file under pages/ that so much as holds the word, even in a comment.
    word = "register" + "_page"
    code = [file for file in ROOT.rglob("*.py") if file.relative_to(ROOT).parts[0] not in {".venv", "build"}]
    holders = [file for file in code if word in file.read_text("utf-8")]
    assert [str(file.relative_to(ROOT)) for file in holders if file.parent != ROOT / "pages"] == []
