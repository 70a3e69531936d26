"""Who may know whom. There is no list of exceptions: a module that does not fit is moved, not excused."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tools.write_architecture import DOCUMENT, refreshed

ROOT = Path(__file__).resolve().parents[2]
MAY_KNOW = {
    "app": {"app", "pages", "components", "charts", "serving", "metrics"},
    "serving": {"serving", "components", "charts", "metrics"},
    "pages": {"pages", "components", "metrics"},
    "components": {"components", "charts", "metrics"},
    "charts": {"charts", "metrics"},
    "metrics": {"metrics"},
}
LIBRARIES_OF_METRICS = {
    *sys.stdlib_module_names,
    *("metrics", "pandas", "numpy", "yaml", "pydantic", "pydantic_core", "click", "filelock", "rich"),
    *("python_calamine", "markdown_it", "shapely", "babel", "PIL", "holidays"),
}

# The floors of each room, from the ground up: a module knows its own floor's room and those below. A room or module
# that is not named lies where the longest named path above it lies.
FLOORS = {
    "metrics": 0,
    "metrics/declared": 1,
    "metrics/money": 2,
    "metrics/promises": 2,
    "metrics/oversight": 2,
    "metrics/reading": 3,
    "metrics/figures": 3,
    "metrics/explaining": 4,
    "metrics/checking": 4,
    "metrics/profiling": 5,
    "metrics/releasing": 5,
    "metrics/commands": 6,
    "metrics/library.py": 6,
    "metrics/cli.py": 7,
    "metrics/__main__.py": 8,
    "charts": 0,
    "charts/kinds": 1,
    "charts/draw.py": 2,
    "charts/plotly_figure.py": 2,
    "components": 0,
    "components/basics": 0,
    "components/site": 1,
    "components/figures": 2,
    "components/tile": 3,
    "components/release": 3,
    "components/account": 3,
    "components/tracker": 3,
    "components/inspection": 3,
    "components/oversight": 4,
    "components/measure": 4,
    "components/area": 4,
    "components/about": 4,
    "components/outcome": 5,
    "components/search": 5,
    "serving/http": 0,
    "serving/watching": 0,
    "serving/watching/visits.py": 1,
    "serving/watching/state.py": 2,
    "serving/api": 1,
    "serving/releases": 1,
    "serving/making": 1,
    "serving/cards": 2,
    "serving/downloads": 2,
    "serving/feeds": 2,
    "serving/interactive": 2,
    "serving": 3,
    "serving/export": 4,
    "serving/ahead": 5,
}
# These read, write or ask for the time. All others are pure: a path and the time of day are arguments there.
IMPURE = {
    "metrics": {"guides", "plain_files"},
    "metrics/declared": {"config"},
    "metrics/reading": {"extracts", "record_files"},
    "metrics/checking": {
        *(
            "absent",
            "account_years",
            "drops",
            "every_account",
            "every_tracker",
            "every_inspection",
            "kept_tables",
            "records",
            "site_areas",
            "site_files",
            "site_logo",
            "site_pages",
        ),
    },
    "metrics/releasing": {
        *("access", "age", "announcements", "checklist", "contents", "events", "history", "postcodes"),
        *(
            "preparation",
            "appending",
            "declared_keys",
            "marking",
            "recomputing",
            "renewal",
            "signatures",
            "signing_key",
        ),
        *("public_chain", "verification"),
        *(
            "preview",
            "previous",
            "modes",
            "published",
            "reasons",
            "refusals",
            "releases",
            "review",
            "standing",
            "store",
        ),
    },
}
IMPURE_CALLS = {"open", "Path", "now", "today", "utcnow"}
# Where a path of a document stands: what a declaration names is beside it, and a new site's is what `pcp init` writes.
PLACES = (ROOT, ROOT / "config", ROOT / "metrics" / "starting")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED_PATH = re.compile(
    r"(?<![\w/.-])(?:metrics|pages|components|charts|serving|tests|tools|config|assets|benchmarks)/[\w./-]*"
)
FILE_LIBRARIES = {"pathlib", "os", "io", "shutil", "tempfile", "glob", "fileinput"}


def sources(*rooms: str) -> list[Path]:
    files = [file for room in rooms for file in [ROOT / f"{room}.py", *(ROOT / room).rglob("*.py")]]
    return sorted(file for file in files if file.is_file())


def each_file_of(*rooms: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", sources(*rooms), ids=lambda file: str(file.relative_to(ROOT)))


def room(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def imports_and_calls(file: Path) -> tuple[ast.AST, ...]:
    """The statements of a file that import, and its calls."""
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom | ast.Call))


def imported(file: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, wherever the import stands; relative ones written out."""
    for node in imports_and_calls(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            package = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{package}.{alias.name}" for alias in node.names)


def called(file: Path) -> Iterator[str]:
    """Last names of all that a file calls: `now` for `datetime.now()`."""
    for node in imports_and_calls(file):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def top(name: str) -> str:
    return name.partition(".")[0]


def part(file: Path) -> str:
    """The room that a module belongs to, by the longest path that has a floor."""
    path = file.relative_to(ROOT)
    return next(str(above) for above in (path, *path.parents) if str(above) in FLOORS)


def imported_modules(file: Path) -> set[Path]:
    """The modules of the same top room that a file imports."""
    names = [name.split(".") for name in imported(file) if top(name) == room(file)]
    paths = {ROOT.joinpath(*name[:length]).with_suffix(".py") for name in names for length in range(2, 5)}
    return {path for path in paths if path.is_file()}


def is_pure(file: Path) -> bool:
    return FLOORS[part(file)] < FLOORS["metrics/commands"] and file.stem not in IMPURE.get(part(file), ())


def test_there_is_something_to_judge() -> None:
    assert sources("metrics")


@each_file_of(*MAY_KNOW)
def test_a_room_knows_only_the_rooms_it_may(file: Path) -> None:
    assert {top(name) for name in imported(file)} & set(MAY_KNOW) <= MAY_KNOW[room(file)]


@each_file_of("pages")
def test_a_page_knows_no_other_page_and_reads_no_file(file: Path) -> None:
    names = set(imported(file))
    other_pages = {name for name in names if top(name) == "pages"}
    reading = {name for name in called(file) if name == "open" or name.startswith("read_")}
    assert (other_pages, {top(name) for name in names} & FILE_LIBRARIES, reading) == (set(), set(), set())


@each_file_of("metrics")
def test_the_engine_uses_only_its_own_libraries(file: Path) -> None:
    assert {top(name) for name in imported(file)} <= LIBRARIES_OF_METRICS


@each_file_of("metrics", "charts", "components", "serving")
def test_a_room_imports_only_downwards(file: Path) -> None:
    mine = part(file)
    assert {
        str(other.relative_to(ROOT))
        for other in imported_modules(file)
        if part(other) != mine and FLOORS[part(other)] >= FLOORS[mine]
    } == set()


@pytest.mark.parametrize("named", FLOORS)
def test_every_floor_is_of_a_room_that_stands(named: str) -> None:
    assert (ROOT / named).exists()


@each_file_of("metrics")
def test_a_pure_module_sees_no_path_no_clock_and_no_module_that_does(file: Path) -> None:
    if is_pure(file):
        paths = {name for name in imported(file) if top(name) == "pathlib"}
        impure = {other.stem for other in imported_modules(file) if not is_pure(other)}
        assert (paths, set(called(file)) & IMPURE_CALLS, impure) == (set(), set(), set())


def test_the_documentation_lists_every_room_and_module() -> None:
    document = DOCUMENT.read_text("utf-8")
    assert refreshed(document) == document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_path_that_a_document_names_stands(document: Path) -> None:
    named = {path.rstrip("./") for path in NAMED_PATH.findall(document.read_text("utf-8"))}
    assert {path for path in named if not any((place / path).exists() for place in PLACES)} == set()


def test_only_page_modules_register_a_page() -> None:
    # Dash runs any file under pages/ that so much as holds the word, even in a comment.
    word = "register" + "_page"
    code = [file for file in ROOT.rglob("*.py") if file.relative_to(ROOT).parts[0] not in {".venv", "build"}]
    holders = [file for file in code if word in file.read_text("utf-8")]
    assert [str(file.relative_to(ROOT)) for file in holders if file.parent != ROOT / "pages"] == []
