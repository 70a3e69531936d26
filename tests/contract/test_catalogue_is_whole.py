"""The catalogue is whole: in the rooms whose words readers read, every sentence stands in its template.

A constant of a module is taken as it is bound, so that a sentence made of pieces is looked for as a whole; what
stands inside functions is taken as it is written, an f-string with ``{}`` for what it is filled in with.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tools.write_catalogue import template

ROOT = Path(__file__).resolve().parents[2]
# Whose sentences readers read, folders and modules. The rest of serving/ answers programs and staff, in English.
ROOMS = (
    "components",
    "pages",
    "charts",
    *(f"serving/{name}" for name in ("cards", "downloads", "feeds", "fallbacks.py", "front.py", "routes.py")),
    *("serving/http/html.py", "serving/interactive/routes.py"),
)
# What is no sentence of the catalogue, by its module, or by its module and how it begins; and why.
EXCEPTIONS: Mapping[str, str] = {
    "charts/kinds/bars.py: grid base": "names of classes of a drawing",
    "components/about/words.py: by at least the size that": "a piece of sentences that are said as a whole",
    "components/about/signing_words.py: printf ": "commands that are typed",
    "components/about/api_example_words.py": "programs that are typed",
    "components/release/review_words.py": "staff read a review before publication, in English",
    "components/site/downloads_words.py: release {release}, which it is compared with": "an answer to programs",
    "components/site/downloads_words.py: import pandas": "lines of Python",
    "components/site/downloads_words.py: figures <- ": "lines of R",
    "components/site/preview_words.py": "staff watch a preview, in English",
    "serving/fallbacks.py: there is nothing at this address": "an answer to programs",
    "serving/fallbacks.py: reading needs GET alone": "an answer to programs",
}
# Words that stand together with a space between them; in an f-string one beside what fills it in.
SENTENCE = re.compile(r"[A-Za-z’]{2,}[,.:;]? [A-Za-z]|[a-z]{2,} \{|\} [a-z]{2,}")
# Of markup, of addresses, and of the headers of answers.
NOT_WORDS = re.compile(r'^[/#.@]|<[a-z/!]|="|://|[{][a-z-]+:|; charset=|^[A-Z]+, [A-Z]+$')
CLASSES = frozenset(re.findall(r"\.([a-z][\w-]*)", (ROOT / "assets" / "site.css").read_text("utf-8")))


@cache
def messages() -> frozenset[str]:
    """Everything that the template holds, each form beside a number by itself."""
    ids = (message.id for message in template() if message.id)
    return frozenset(text for id in ids for text in ((id,) if isinstance(id, str) else id))


def files() -> list[Path]:
    places = (ROOT / room for room in ROOMS)
    return sorted(file for place in places for file in ([place] if place.is_file() else place.rglob("*.py")))


def is_sentence(text: str) -> bool:
    """Whether a text is made of words for readers: names of classes of the stylesheet are none."""
    if NOT_WORDS.search(text) or not SENTENCE.search(text):
        return False
    return not all(map(_is_class, text.replace("{}", "").split()))


def _is_class(word: str) -> bool:
    return word in CLASSES or (word.endswith("-") and any(name.startswith(word) for name in CLASSES))


def unsaid(source: str, bound: Mapping[str, object], catalogue: frozenset[str]) -> list[str]:
    """The sentences of a module that are not among those that are said; ``bound`` are the values of its names."""
    return sorted({text for text in _texts(ast.parse(source), bound) if is_sentence(text)} - catalogue)


def _texts(tree: ast.Module, bound: Mapping[str, object]) -> Iterator[str]:
    for node in tree.body:
        names = _targets(node)
        if names and all(name in bound for name in names):
            yield from (text for name in names for text in _within(bound[name]))
        else:
            yield from _literals(node)


def _targets(node: ast.stmt) -> list[str]:
    """The names that a statement of a module binds."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _within(value: object) -> Iterator[str]:
    """The texts of a constant, a table, or a row of one."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for inner in value.values() for text in _within(inner))
        case tuple() | list() | frozenset():
            yield from (text for inner in value for text in _within(inner))
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in dataclasses.fields(value)]
            yield from (text for name in names for text in _within(getattr(value, name)))


def _literals(node: ast.AST) -> Iterator[str]:
    """The texts that are written inside a statement, but for docstrings, and what is raised or logged."""
    match node:
        case (
            ast.Expr(value=ast.Constant())
            | ast.Raise(exc=ast.Call(func=ast.Name(id="ApiError" | "ValueError")))
        ):
            return
        case ast.Raise(exc=ast.Call(func=ast.Name(id="TypeError"))):
            return
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))) | ast.keyword(arg="className"):
            return
        case ast.JoinedStr(values=values):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
            inner = [part.value for part in values if isinstance(part, ast.FormattedValue)]
            yield from (text for part in inner for text in _literals(part))
        case ast.Constant(value=str(text)):
            yield text
        case _:
            yield from (text for child in ast.iter_child_nodes(node) for text in _literals(child))


@cache
def unsaid_of(file: Path) -> list[str]:
    """The same of a file, each with its place. A page is not imported, since that registers it."""
    name = str(file.relative_to(ROOT))
    dotted = name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    bound = {} if name.startswith("pages/") else vars(importlib.import_module(dotted))
    return [f"{name}: {text}" for text in unsaid(file.read_text("utf-8"), bound, messages())]


def test_every_sentence_that_readers_read_is_in_the_catalogue() -> None:
    places = [place for file in files() for place in unsaid_of(file)]
    assert [place for place in places if not place.startswith(tuple(EXCEPTIONS))] == []


def test_every_exception_is_of_a_sentence_that_is_there() -> None:
    places = [place for file in files() for place in unsaid_of(file)]
    assert [start for start in EXCEPTIONS if not any(place.startswith(start) for place in places)] == []


@pytest.mark.parametrize(
    "source",
    [
        'NAME = "There is none."',
        'TABLE = {"a": ("x", "There is none.")}',
        'def name():\n    return "There is none."',
        'def name():\n    return f"There is none of {x}"',
        'def name():\n    return f"{first} to {last}"',
        'def name():\n    return f"{count} of {whole}"',
        'def name(text="There is none."):\n    return text',
        'html.P(f"{other}{f\'there is {x}\'}", className="a b")',
        'raise UnknownAddress("There is none.")',
        'text = [f"{x} than before" for x in xs]',
    ],
)
def test_a_sentence_is_seen_wherever_it_stands(source: str) -> None:
    assert len(unsaid(source, {}, frozenset())) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"""What the module is about."""',
        'def name():\n    """What it does."""',
        'raise ApiError(404, "there is none")',
        'log.warning("there is none: %s", x)',
        'html.P(text, className="band page")',
        'text = f\'<path class="grid base" d="{x}"/>\'',
        'columns = f"outcome of-{x}"',
        'SAID = "It is said."',
    ],
)
def test_what_is_no_sentence_for_readers_is_passed_over(source: str) -> None:
    assert unsaid(source, {}, frozenset({"It is said."})) == []


def test_a_sentence_that_is_made_of_pieces_is_looked_for_as_a_whole() -> None:
    source = 'PIECE = "by so much"\nTEXT = f"It is higher {PIECE}."'
    bound = {"TEXT": "It is higher by so much."}
    assert unsaid(source, bound, frozenset({"by so much"})) == ["It is higher by so much."]
    assert unsaid(source, bound, frozenset({"by so much", "It is higher by so much."})) == []
