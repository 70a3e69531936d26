"""docs/security.md: every test that it names is there, and what it says of the code as a whole holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.running import Server

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "security.md").read_text("utf-8")
ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics")
TRIED = sorted(set(re.findall(r"tests/[\w/]+\.py(?:::\w+)?", DOCUMENT)))
RUNS = {"eval", "exec", "compile", "__import__"}
MODULES = {"pickle", "marshal", "shelve", "dill", "jsonpickle"}
VISITED = (
    *("/", "/measures/violence-with-injury", "/search?q=burglary", "/areas?find=SE1+7PB", "/nowhere"),
    *(
        "/api/v1/framework",
        "/downloads/all.zip",
        "/feed.atom",
        "/healthz",
        "/embed/homicide",
        "/_dash-layout",
    ),
)


@pytest.mark.parametrize("name", TRIED)
def test_a_test_that_is_named_is_there(name: str) -> None:
    file, _, function = name.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert function in functions if function else any(item.startswith("test_") for item in functions)


def test_every_row_of_what_is_not_trusted_was_tried() -> None:
    table = DOCUMENT.partition("## What is not trusted")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 14
    assert [row for row in rows if "tests/" not in row[-1]] == []


def sources() -> list[Path]:
    return [
        file for room in ROOMS for file in (ROOT / room, *(ROOT / room).rglob("*.py")) if file.suffix == ".py"
    ]


def risks(tree: ast.Module) -> list[str]:
    """What a module has that could run what it reads."""
    risky = list[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            risky += [name for name in names if name.partition(".")[0] in MODULES]
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            module = ast.unparse(node.func) if isinstance(node.func, ast.Attribute) else ""
            risky += [name] if name in RUNS else []
            risky += [module] if module in ("os.system", "os.popen", "yaml.load", "yaml.unsafe_load") else []
            risky += [word.arg for word in node.keywords if word.arg == "shell"]
    return risky


# A worker and the process that it has begun itself speak through pipes that nobody else holds.
BETWEEN_OWN_PROCESSES = {"serving/making/lane.py": ["pickle"], "serving/ahead/parts.py": ["pickle"]}


def test_nothing_that_is_read_can_run() -> None:
    risky = {str(file.relative_to(ROOT)): risks(ast.parse(file.read_text("utf-8"))) for file in sources()}
    assert {name: items for name, items in risky.items() if items} == BETWEEN_OWN_PROCESSES


@pytest.mark.parametrize(
    "text",
    [
        "import pickle",
        "from marshal import loads",
        "eval(text)",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
        "yaml.load(text)",
    ],
)
def test_what_would_run_is_noticed(text: str) -> None:
    assert risks(ast.parse(text)) != []


@pytest.mark.parametrize("path", VISITED)
def test_no_answer_sets_a_cookie(served: Server, path: str) -> None:
    got = served.get(path, Cookie="session=1")
    assert got.status in (200, 404)
    assert "set-cookie" not in got.headers


def test_no_page_asks_another_host_for_anything(served: Server) -> None:
    page = served.get("/measures/violence-with-injury").body.decode()
    fetched = re.findall(r'<(?:script|img|iframe|source|object)\b[^>]*\b(?:src|href|data)="([^"]+)"', page)
    assert fetched
    assert [address for address in fetched if not address.startswith(("/", "data:"))] == []
