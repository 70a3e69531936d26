"""metrics/languages/: the template of all that is said, and each language's file brought up to it.

That is what goes through say(), and through say_count(), whose sentences have other forms beside other numbers.

python -m tools.write_catalogue

A translation stays as it is; one whose source is no longer said is kept as obsolete. The files hold no date and no
place in the code, so that the same words give the same bytes.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from io import BytesIO
from itertools import zip_longest
from operator import getitem
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from metrics.catalogues import CATALOGUES, LANGUAGES
from metrics.language import SOURCE

Names = Mapping[str, object]
METHODS, CLAIM_FILE = "components.about.methods_words", "components.site.claim_file_words"
DUTY_FILE = "components.site.duty_file_words"
BASES, UNITS = "metrics.declared.bases", "metrics.declared.units"
ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("metrics", "charts", "components", "serving", "pages")
FOLDER = ROOT / "metrics" / CATALOGUES
TEMPLATE = FOLDER / "messages.pot"
TEMPLATE_HEADER = "# What the program says, in English: made by `python -m tools.write_catalogue`.\n"
# Whose words stand around every page: each of them has a translation in every language.
OF_FRAME = (
    *(f"components/site/{name}.py" for name in ("frame", "dates", "contact", "words")),
    *("components/basics/days.py", "pages/not_found_404.py", "metrics/periods.py"),
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
    "components/tracker/content.py: text": (
        ("components.tracker.content", "OF_ITEMS", ""),
        ("components.tracker.content", "OF_COUNTS", ""),
    ),
    "components/search/entries.py: method.title": ((METHODS, "METHODS", "title"),),
    "components/search/entries.py: text": ((METHODS, "METHODS", "paragraphs"),),
    "components/site/frame.py: label": (),  # the names of pages that are in the navigation
    "serving/downloads/claims.py: meaning": ((CLAIM_FILE, "CLAIM_COLUMN_WORDS", "1"),),
    "serving/downloads/claims.py: title": ((CLAIM_FILE, "CLAIM_COLUMN_WORDS", "0"),),
    "serving/downloads/duties.py: meaning": ((DUTY_FILE, "DUTY_COLUMN_WORDS", "1"),),
    "serving/downloads/duties.py: title": ((DUTY_FILE, "DUTY_COLUMN_WORDS", "0"),),
    "metrics/explaining/derived_words.py: measure.derived.row.words": (
        ("metrics.declared.derived", "HOWS", "words"),
    ),
    "metrics/figures/area_sentences.py: measure.unit_row.several": ((UNITS, "UNITS", "several"),),
    "metrics/figures/comparison.py: name": tuple(
        (BASES, "MOVING_BASES", field) for field in ("name", "of_windows", "of_years", "of_weeks")
    ),
    "metrics/figures/verdict_sentences.py: row.earlier_in": ((BASES, "MOVING_BASES", "earlier_in"),),
    "metrics/figures/wording.py: row.more if more else row.less": (
        (UNITS, "UNITS", "more"),
        (UNITS, "UNITS", "less"),
    ),
    "serving/api/openapi.py: described": (),  # the description of the API for programs stays English
    "serving/api/openapi.py: name": (),
    "components/measure/downloads.py: file_format.name": (("serving.downloads.formats", "FORMATS", "name"),),
    "pages/data.py: file.short_name": (("serving.downloads.formats", "FORMATS", "short_name"),),
    "serving/routes.py: text": (),  # what pages are registered with
}


def templates(files: Iterable[Path]) -> list[str]:
    """The templates that files say, and the names that pages have in the navigation; sorted."""
    return sorted({text for file in files for text in _of_file(file) if text})


def counted_templates(files: Iterable[Path]) -> list[tuple[str, str]]:
    """The templates that files say with a form beside 1 and another beside more; sorted."""
    return sorted({pair for file in files for pair in _pairs(*_parsed(file)) if pair is not None})


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
        if None in _pairs(tree, names):
            places.append(f"{file.relative_to(ROOT)}: say_count")
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
    yield from _registered(tree, names, ("title", "description"))
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
    if not any(_names_say(node) for node in tree.body):
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "say" and node.args:
            yield node.args[0]
        elif node.func.id == "map" and isinstance(node.args[0], ast.Name) and node.args[0].id == "say":
            yield node.args[1]


def _names_say(node: ast.stmt) -> bool:
    """Whether a module defines say(), or has it from where it is defined."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "metrics.language" and any(alias.name == "say" for alias in node.names)
    return isinstance(node, ast.FunctionDef) and node.name == "say"


def _pairs(tree: ast.Module, names: Names) -> Iterator[tuple[str, str] | None]:
    """Both forms of what calls of say_count() say, or of each pair of a table; None where they cannot be found."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="say_count"), args=[ast.Starred(value=table), *_]):
                texts = list(_texts(table, names, tree))
                pairs = zip_longest(texts[::2], texts[1::2])
            case ast.Call(func=ast.Name(id="say_count"), args=[single, several, *_]):
                pairs = zip_longest(_texts(single, names, tree), _texts(several, names, tree))
            case _:
                continue
        yield from ((pair[0], pair[1]) if pair[0] and pair[1] else None for pair in pairs)


def _navigated(tree: ast.Module, names: Names) -> Iterator[str]:
    """The name by which the navigation leads to a page, where it does."""
    if "place_in_navigation" in ast.unparse(tree):
        yield from _registered(tree, names, ("name",))


def _registered(tree: ast.Module, names: Names, parts: Sequence[str]) -> Iterator[str]:
    """What a page is registered with, where that is no function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("dash."):
            values = [keyword.value for keyword in node.keywords if keyword.arg in parts]
            yield from (text for value in values for text in _texts(value, names, tree) if text is not None)


def _texts(node: ast.expr, names: Names, tree: ast.Module) -> Iterator[str | None]:
    """The texts that an expression may be; None for one that cannot be found."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from (text for arm in (body, other) for text in _texts(arm, names, tree))
        case ast.Subscript(value=table):
            yield from _texts(table, names, tree)
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, other]):
            yield from (text for arm in (table, other) for text in _texts(arm, names, tree))
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
    columns = list(_columns(node, names, tree)) if isinstance(node, ast.Name) else []
    if not values and not columns:
        yield None
    yield from (text for column in columns for text in _within(column))
    for value in values:
        yield from _texts(value, names, tree)


def _columns(node: ast.Name, names: Names, tree: ast.Module) -> Iterator[list[object]]:
    """What a name stands for that is one of several for each row of a table, or of its items."""
    for other in ast.walk(tree):
        if not isinstance(other, ast.comprehension | ast.For):
            continue
        place = _place(other.target, node.id)
        rows = _rows(other.iter, names) if place else None
        if place and rows is not None:
            yield [reduce(getitem, place, row) for row in rows]


def _place(target: ast.expr, name: str) -> tuple[int, ...] | None:
    """Where a name stands among those that a row is taken apart into, one within another; None of what is none."""
    if not isinstance(target, ast.Tuple):
        return None
    for number, part in enumerate(target.elts):
        if isinstance(part, ast.Name) and part.id == name:
            return (number,)
        if inside := _place(part, name):
            return (number, *inside)
    return None


def _rows(node: ast.expr, names: Names) -> list[Any] | None:
    """The rows of a table of rows, or the items of a table by names; None for what is neither."""
    match node:
        case ast.Call(func=ast.Attribute(value=table, attr="items")):
            bound = _bound(table, names)
            return list(bound.items()) if isinstance(bound, Mapping) else None
        case ast.Name() | ast.Attribute():
            bound = _bound(node, names)
            return list(bound) if isinstance(bound, list | tuple) else None
    return None


def _values(node: ast.Name, tree: ast.Module) -> Iterator[ast.expr]:
    for other in ast.walk(tree):
        match other:
            case ast.Assign(targets=[ast.Name(id=node.id)], value=value):
                yield from _arms(value, node.id)
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                for target, value in zip(targets, values, strict=True):
                    if isinstance(target, ast.Name) and target.id == node.id:
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
    for message in _messages():
        catalogue.add(message, flags=_flags(message))
    return catalogue


@cache
def _messages() -> tuple[str | tuple[str, str], ...]:
    """What is said, and the pairs that are said of one and of several, as every file of the code has them."""
    files = list(every_file())
    return (*sorted({*templates(files), *_elsewhere()}), *counted_templates(files))


def _flags(message: str | tuple[str, str]) -> list[str]:
    return ["python-brace-format"] if "{" in "".join(message) else []


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
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
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
