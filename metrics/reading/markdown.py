"""The text of a page that staff write: CommonMark with tables, read as a tree, with every fault of it.

No HTML, no pictures and no headings of the first level: the page has its title already. A link leads to https or
http, to a page of the site, or to a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from metrics.issues import Help, Issue, error, shortened
from metrics.reading.lookalikes import is_unseen
from metrics.reading.own_links import own_fault

Node = SyntaxTreeNode
SEE = Help(see="docs/measures.md#pages")
LARGEST_BYTES = 200_000
DEEPEST = 20  # levels of parts in parts: what lies deeper is left out where a text is read for its page
_READER = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable("table")
_DEEPER = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST + 1}).enable("table")
_WEB = ("http", "https")
_CLOSES = re.compile(r"</")


def parsed(text: str) -> Node:
    """The tree of a text."""
    return Node(_READER.parse(text))


def words_of(node: Node) -> str:
    """What a part of a text says, without its marks."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(map(words_of, node.children))


def read_text(data: bytes, file: str) -> tuple[str, list[Issue]]:
    """A page's text, and why it is none."""
    if len(data) > LARGEST_BYTES:
        return "", [_fault(file, 1, 1, "page-text", "the text is larger than 200 kB; part it in pages")]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        return "", [_fault(file, line, 1, "page-text", "the text is not UTF-8; save it as UTF-8")]
    if not text.strip():
        return "", [_fault(file, 1, 1, "page-text", "there is no text in it")]
    return text, []


class HeadingIds:
    """The ids of a page's headings, one after the other: their words, and a number where two have the same."""

    def __init__(self) -> None:
        self._seen = Counter[str]()

    def of(self, heading: str) -> str:
        """The id of the next heading."""
        own = re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "part"
        self._seen[own] += 1
        return own if self._seen[own] == 1 else f"{own}-{self._seen[own]}"


def text_faults(text: str, file: str, declared: Mapping[str, Collection[str]]) -> Iterator[Issue]:
    """Every fault of a text. ``declared`` are the ids that the site has, by the first part of their addresses."""
    places = _Places(text.split("\n"))
    yield from _unseen(places.lines, file)
    if deep := _too_deep(text):
        message = (
            f"parts stand in parts more than {DEEPEST} levels deep here, and would be lost; write it flatter"
        )
        yield _fault(file, deep, 1, "page-nesting", message)
        return
    tree, ids = parsed(text), HeadingIds()
    headings = [ids.of(words_of(node).strip()) for node in tree.walk() if node.type == "heading"]
    level, opened = 1, 0
    for node, line in _nodes(tree, 1):
        match node.type:
            case "html_inline" if opened and _CLOSES.match(node.content):
                opened -= 1
            case "html_block" | "html_inline":
                opened += node.type == "html_inline" and not _CLOSES.match(node.content)
                at, column = places.next(line, node.content.strip().split("\n")[0])
                yield _fault(file, at, column, "page-html", "HTML is not shown; write Markdown alone")
            case "image":
                at, column = places.next(line, "![")
                yield _fault(
                    file, at, column, "page-image", "pictures are not shown; say it in words, or in a table"
                )
            case "heading":
                own = int(node.tag[1:])
                yield from _heading(file, line, own, level, words_of(node))
                level = max(own, 2)
            case "link":
                target = str(node.attrs["href"])
                at, column = places.next(line, f"]({unquote(target)}" if target else "](")
                for message in _link(target, words_of(node), declared, headings):
                    yield _fault(file, at, column, "page-link", message)
            case "text" if "](" in node.content:
                at, column = places.next(line, "](")
                yield _fault(file, at, column, "page-link", "this looks like a link, and leads nowhere")


class _Places:
    """Where parts of a text stand, looked for one after the other."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.last = (1, 0)

    def next(self, line: int, text: str) -> tuple[int, int]:
        """The line and column of a text, on or after a line and behind what was looked for before."""
        start = max(line, self.last[0])
        for number in range(start, len(self.lines) + 1):
            after = self.last[1] if number == self.last[0] else 0
            if (column := self.lines[number - 1].find(text, after)) >= 0:
                self.last = (number, column + 1)
                return self.last
        return line, 1


def _heading(file: str, line: int, own: int, before: int, words: str) -> Iterator[Issue]:
    if own == 1:
        yield _fault(
            file, line, 1, "page-heading", "the page has its title already; start its headings with ##"
        )
    elif own > before + 1:
        message = f"the heading goes down by more than one step; start it with {'#' * (before + 1)}"
        yield _fault(file, line, 1, "page-heading", message)
    if not words.strip():
        yield _fault(file, line, 1, "page-heading", "the heading has no words")


def _too_deep(text: str) -> int:
    """The line at which a text is nested more deeply than is shown; 0 where it is not."""
    for token in _DEEPER.parse(text):
        inside = max((part.level for part in token.children or ()), default=0)
        if (token.type != "inline" and token.level >= DEEPEST) or inside >= DEEPEST:
            return token.map[0] + 1 if token.map else 1
    return 0


def _link(
    target: str, words: str, declared: Mapping[str, Collection[str]], headings: Collection[str]
) -> Iterator[str]:
    """What is wrong with where a link leads."""
    if not words.strip():
        yield "the link has no words to press"
    try:
        parts = urlsplit(target)
    except ValueError:
        parts = None
    if parts is None or not target:
        yield f'"{shortened(target)}" is no address'
    elif parts.scheme in _WEB:
        if not parts.hostname:
            yield f'"{shortened(target)}" names no site'
    elif parts.scheme or target.startswith("//") or not target.startswith(("/", "#")):
        kinds = "https://..., /measures/..., or #a-heading"
        yield f'"{shortened(target)}" leads nowhere here; a link starts with {kinds}'
    elif fault := own_fault(target, declared, headings):
        yield fault


def _unseen(lines: list[str], file: str) -> Iterator[Issue]:
    for number, line in enumerate(lines, 1):
        for column, character in enumerate(line, 1):
            if character == "\ufffd" or (character != "\t" and is_unseen(character)):
                message = "a character that cannot be seen, or was lost, stands here; take it out"
                yield _fault(file, number, column, "page-unseen", message)
                break


def _nodes(node: Node, line: int) -> Iterator[tuple[Node, int]]:
    """Each part of a text with the line on which it starts, as far as its block tells."""
    line = line if node.is_root or not node.map else node.map[0] + 1
    yield node, line
    for child in node.children:
        yield from _nodes(child, line)


def _fault(file: str, line: int, column: int, code: str, message: str) -> Issue:
    return replace(error(file, line, column, code, message), help=SEE)
