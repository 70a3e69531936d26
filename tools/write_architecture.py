"""docs/architecture.md: the list of rooms and modules, from the first line of each module's docstring.

python tools/write_architecture.py
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "architecture.md"
ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics")
START, END = "<!-- rooms: made by tools/write_architecture.py -->\n", "<!-- end of rooms -->\n"


def rooms_text() -> str:
    """Every room with what it is for, and below it every module, indented by its depth."""
    lines = [line for room in ROOMS for line in _lines(ROOT / room)]
    return "```\n" + "\n".join(lines) + "\n```\n"


def _lines(path: Path, depth: int = 0) -> Iterator[str]:
    """The line of a module or room, then those of what lies in it: modules first, rooms after them."""
    if path.is_file():
        yield f"{_name(path.name, depth)} {summary(path)}"
        return
    if not (path / "__init__.py").is_file():
        return
    yield f"{_name(f'{path.name}/', depth)} {summary(path / '__init__.py')}"
    modules = sorted(file for file in path.glob("*.py") if file.stem not in ("__init__", "__main__"))
    for inner in [*modules, *sorted(folder for folder in path.iterdir() if folder.is_dir())]:
        yield from _lines(inner, depth + 1)


def _name(name: str, depth: int) -> str:
    return f"{'  ' * depth}{name}".ljust(28)


def summary(file: Path) -> str:
    """The first line of a module's docstring, without its full stop. Raises ValueError where there is none."""
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    if not docstring:
        raise ValueError(f"{file.relative_to(ROOT)} does not say what it is")
    return docstring.splitlines()[0].rstrip(".")


def refreshed(document: str) -> str:
    """The document with its list made anew."""
    head, _, rest = document.partition(START)
    return head + START + rooms_text() + END + rest.partition(END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(refreshed(DOCUMENT.read_text("utf-8")), encoding="utf-8")
