"""metrics/languages/: the template of all that is said through say(), and each language's file brought up to it.

python -m tools.write_catalogue

A translation stays as it is; one whose source is no longer said is kept as obsolete. The files hold no date and no
place in the code, so that the same words give the same bytes.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from metrics.catalogues import CATALOGUES, LANGUAGES
from metrics.language import SOURCE

Names = Mapping[str, object]
METHODS = "components.about.methods_words"
ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("metrics", "charts", "components", "serving", "pages")
FOLDER = ROOT / "metrics" / CATALOGUES
TEMPLATE = FOLDER / "messages.pot"
TEMPLATE_HEADER = "# What the program says, in English: made by `python -m tools.write_catalogue`.\n"
# Whose words stand around every page: each of them has a translation in every language.
OF_FRAME = (
    *(f"components/site/{name}.py" for name in ("frame", "dates", "contact", "words")),
    *("components/basics/words.py", "pages/not_found_404.py", "metrics/periods.py"),
)
# Where say() has a name that stands for others: what it means, as module, table of words and field of its rows.
ELSEWHERE: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "components/about/methods.py: method.formula": ((METHODS, "METHODS", "formula"),),
    "components/about/methods.py: method.title": ((METHODS, "METHODS", "title"),),
    "components/about/methods.py: text": ((METHODS, "METHODS", "paragraphs"),),
    "components/area/tile_map.py: wording[standing]": (
        ("metrics.figures.area_sentences", "STANDING_WORDS", ""),
        ("metrics.figures.area_sentences", "STANDING_IN_SHORT", ""),
    ),
    "components/outcome/panels.py: panel.kind.heading": (
        ("metrics.declared.dashboards", "PANEL_KINDS", "heading"),
    ),
    "components/search/entries.py: method.title": ((METHODS, "METHODS", "title"),),
    "components/search/entries.py: text": ((METHODS, "METHODS", "paragraphs"),),
    "components/site/frame.py: label": (),  # the names of pages that are in the navigation
    "serving/api/openapi.py: described": (),  # the description of the API for programs stays English
    "serving/api/openapi.py: name": (),
    "pages/data.py: description": (("components.site.downloads_words", "API_EXAMPLES", "1"),),
}


def templates(files: Iterable[Path]) -> list[str]:
    """The templates that files say, and the names that pages have in the navigation; sorted."""
    return sorted({text for file in files for text in _of_file(file) if text})


def every_file() -> list[Path]:
    return sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def frame_words() -> list[str]:
    """What stands around every page, in the page of an address that does not exist, and in names of periods."""
    pages = [file for file in every_file() if file.parent.name == "pages"]
    names = {name for page in pages for name in _navigated(*_parsed(page))}
    return sorted({*templates(ROOT / name for name in OF_FRAME), *names})


def unresolved() -> list[str]:
    """Where a call of say() names what this tool cannot find the words of: file and expression."""
    places = []
    for file in every_file():
        tree, names = _parsed(file)
        for argument in _arguments(tree):
            if None in _texts(argument, names, tree):
                places.append(f"{file.relative_to(ROOT)}: {ast.unparse(argument)}")
    return sorted(set(places))


def _elsewhere() -> Iterator[str]:
    """The texts of tables that say() has by other names."""
    for places in ELSEWHERE.values():
        for module, table, field in places:
            rows = getattr(importlib.import_module(module), table)
            for row in (
                rows.values() if isinstance(rows, Mapping) else [rows] if isinstance(rows, str) else rows
            ):
                value = row if not field else row[int(field)] if field.isdecimal() else getattr(row, field)
                yield from (text for text in _within(value) if text)


def _of_file(file: Path) -> Iterator[str]:
    tree, names = _parsed(file)
    for argument in _arguments(tree):
        yield from (text for text in _texts(argument, names, tree) if text is not None)
    yield from _navigated(tree, names)


@cache
def _parsed(file: Path) -> tuple[ast.Module, Names]:
    """A module's tree, and what its imports and its own names are bound to."""
    tree = ast.parse(file.read_text("utf-8"))
    return tree, _names(file, tree)


def _names(file: Path, tree: ast.Module) -> dict[str, object]:
    """A page is not imported, since that registers it: what it imports is, and it has no words of its own."""
    relative = file.relative_to(ROOT)
    if relative.parts[0] != "pages" and file.stem != "__main__":
        dotted = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
        return dict(vars(importlib.import_module(dotted)))
    names = dict[str, object]()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in ROOMS:
            module = importlib.import_module(node.module)
            for alias in node.names:
                names[alias.asname or alias.name] = getattr(
                    module, alias.name, None
                ) or importlib.import_module(f"{node.module}.{alias.name}")
    return names


def _arguments(tree: ast.Module) -> Iterator[ast.expr]:
    """What is said by calls of say(), and by map(say, …)."""
    if not any(
        isinstance(node, ast.ImportFrom)
        and node.module == "metrics.language"
        and any(alias.name == "say" for alias in node.names)
        for node in ast.walk(tree)
    ):
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "say" and node.args:
            yield node.args[0]
        elif node.func.id == "map" and isinstance(node.args[0], ast.Name) and node.args[0].id == "say":
            yield node.args[1]


def _navigated(tree: ast.Module, names: Names) -> Iterator[str]:
    """The name by which the navigation leads to a page, where it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("dash."):
            values = {keyword.arg: keyword.value for keyword in node.keywords}
            if "place_in_navigation" in values:
                yield from (text for text in _texts(values["name"], names, tree) if text is not None)


def _texts(node: ast.expr, names: Names, tree: ast.Module) -> Iterator[str | None]:
    """The texts that an expression may be; None for one that cannot be found."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (text for arm in (body, other) for text in _texts(arm, names, tree))
        case ast.Subscript(value=table):
            yield from _texts(table, names, tree)
        case ast.Call(func=ast.Name(id=function)):
            yield from _returned(function, names, tree)
        case ast.Name() | ast.Attribute():
            bound = _bound(node, names)
            yield from _within(bound) if bound is not None else _assigned(node, names, tree)
        case _:
            yield None


def _bound(node: ast.expr, names: Names) -> object:
    """What a name, or an attribute of a module, is bound to; None where that is no constant."""
    match node:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return getattr(names.get(module), name, None)
    return None


def _returned(function: str, names: Names, tree: ast.Module) -> Iterator[str | None]:
    """What a function of the module returns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from _texts(inner.value, names, tree)


def _assigned(node: ast.expr, names: Names, tree: ast.Module) -> Iterator[str | None]:
    """What a name stands for inside functions of the module: what it is set to, or each of a collection."""
    values = list(_values(node, tree)) if isinstance(node, ast.Name) else []
    if not values:
        yield None
    for value in values:
        yield from _texts(value, names, tree)


def _values(node: ast.Name, tree: ast.Module) -> Iterator[ast.expr]:
    for other in ast.walk(tree):
        match other:
            case ast.Assign(targets=[ast.Name(id=node.id)], value=value):
                yield from _arms(value, node.id)
            case ast.comprehension(target=ast.Name(id=node.id), iter=collection):
                yield collection


def _arms(value: ast.expr, name: str) -> Iterator[ast.expr]:
    """A value without the name itself: of ``text = OTHER if … else text`` the first."""
    if isinstance(value, ast.IfExp):
        yield from (*_arms(value.body, name), *_arms(value.orelse, name))
    elif not (isinstance(value, ast.Name) and value.id == name):
        yield value


def _within(bound: object) -> Iterator[str | None]:
    """All texts of a table."""
    match bound:
        case str():
            yield bound
        case Mapping():
            yield from (text for value in bound.values() for text in _within(value))
        case tuple() | list():
            yield from (text for value in bound for text in _within(value))
        case _:
            yield None


# Files -----------------------------------------------------------------------------------------------------


def template() -> Catalog:
    """Everything that is said, without a translation."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for text in sorted({*templates(every_file()), *_elsewhere()}):
        catalogue.add(text, flags=["python-brace-format"] if "{" in text else [])
    return catalogue


def template_bytes() -> bytes:
    """messages.pot, as it should be."""
    return _written(template(), TEMPLATE_HEADER)


def updated(existing: bytes, language: str) -> bytes:
    """A language's file with every message of the template: translations stay, vanished ones are obsolete."""
    catalogue = read_po(BytesIO(existing), locale=LANGUAGES[language])
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    return _written(catalogue, _header(existing.decode()))


def _header(text: str) -> str:
    """The comment above the first message of a file."""
    lines = []
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        lines.append(line)
    return "".join(lines)


def _written(catalogue: Catalog, header: str) -> bytes:
    """A file without dates, places and names of tools in its head."""
    out = BytesIO()
    write_po(out, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier or SOURCE}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + head.encode() + out.getvalue().strip() + b"\n"


def write() -> None:
    """Writes the template anew, and brings the file of each language up to it."""
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template_bytes())
    for language in LANGUAGES:
        file = FOLDER / f"{LANGUAGES[language]}.po"
        if language != SOURCE:
            file.write_bytes(updated(file.read_bytes() if file.exists() else b"", language))


if __name__ == "__main__":
    write()
