"""YAML read with its marks: plain data, where each part of it stands, and every fault of the text itself.

The subset is what a declaration needs and no more: maps, lists, text, numbers, true and false. Anchors,
aliases, tags and further documents are faults, so nothing expands, repeats or runs. Words that YAML tools
read differently (``no``, ``on``) are faults as well, and dates or times stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import yaml

from metrics.declared.document import Document, Mark, Path
from metrics.declared.former_names import name_of_key, name_of_value
from metrics.declared.yaml_syntax import syntax_fault
from metrics.issues import Issue, error, shortened, warning

MOST_CHARACTERS = 2_000_000
DEEPEST = 20
# Control characters, halves of a pair, byte order marks, and the breaks that few editors count as lines.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
LINE_BREAK = re.compile(r"\r\n|\r|\n")
INTEGER = re.compile(r"-?(0|[1-9]\d{0,14})", re.ASCII)
DECIMAL = re.compile(r"-?(0|[1-9]\d{0,14})\.\d{1,15}", re.ASCII)
EMPTY = {"", "~", "null", "Null", "NULL"}
HARMLESS = {"anchor", "tag"}  # faults, but the rest of the file can still be read and checked
# What readers see, on their pages: half of it would be published where a # ends it.
PROSE = {
    "title",
    "description",
    "vision",
    "name",
    "singular",
    "plural",
    "share",
    "reason",
    "note",
    "narrative",
}
COMMENT = re.compile(r"[ \t]+#(?P<space>[ \t]|$)?")
CURLY = re.compile(r"[\u2018-\u201f][^\u2018-\u201f]*[\u2018-\u201f\"]")
CURLY_PROBLEM = (
    "the quotes around this text are curly, as word processors make them, and would be a part of it; write "
    "straight ones, or none"
)
TREACHEROUS = re.compile(r"no|yes|on|off|y|n", re.IGNORECASE)


def parse_yaml(text: str, file: str) -> tuple[Document, list[Issue]]:
    """The data and marks of a text, and its faults. With faults, the data holds what could be read."""
    document, faults = _parsed(text.removeprefix("\ufeff"), file)
    return document, [*faults]


@lru_cache(maxsize=4)  # a command reads its declaration for its keys, its areas, its measures and their lines
def _parsed(text: str, file: str) -> tuple[Document, tuple[Issue, ...]]:
    faults = list(_character_faults(text, file)) or list(_event_faults(text, file))
    if any(fault.code not in HARMLESS for fault in faults):
        return Document(), tuple(faults)
    document, faults = _composed_or_fault(text, file, faults)
    return document, tuple(faults)


def read_again(text: str, file: str) -> tuple[Document, list[Issue]]:
    """The data and marks of a text that was checked on its day: what has become a fault since is none of it.

    There is an issue only where no data can be read.
    """
    document, faults = _composed_again(text.removeprefix("\ufeff"), file)
    return document, [*faults] if document.data is None else []


@lru_cache(maxsize=4)  # releases that follow each other are often of the same declaration
def _composed_again(text: str, file: str) -> tuple[Document, tuple[Issue, ...]]:
    document, faults = _composed_or_fault(text, file, [])
    return document, tuple(faults)


def _composed_or_fault(text: str, file: str, faults: list[Issue]) -> tuple[Document, list[Issue]]:
    """The data of a text. What only shows when it is put together, such as one anchor twice, is a fault too."""
    try:
        return _composed(text, file, faults)
    except yaml.YAMLError as fault:
        fault_of_text = error(file, *syntax_fault(fault, [*LINE_BREAK.split(text), "", ""], None))
        return Document(), faults or [fault_of_text]


def _composed(text: str, file: str, faults: list[Issue]) -> tuple[Document, list[Issue]]:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.style and root.value in EMPTY):
        message = "the file is empty; see docs/measures.md for a start"
        return Document(), [*faults, error(file, 1, 1, "empty-file", message)]
    reader = _Reader(file, faults, LINE_BREAK.split(text))
    data = reader.read(root, ())
    return replace(reader.document, data=data), reader.faults


def _character_faults(text: str, file: str) -> Iterator[Issue]:
    if len(text) > MOST_CHARACTERS:
        yield error(file, 1, 1, "too-large", f"the file has over {MOST_CHARACTERS:,} characters")
        return
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        if match := UNPRINTABLE.search(line):
            yield error(file, number, match.start() + 1, "bad-character", _misplaced(match[0]))


def _misplaced(character: str) -> str:
    return f"the character U+{ord(character):04X} does not belong in this file"


def _event_faults(text: str, file: str) -> Iterator[Issue]:
    """What the text may not hold, told from the parser's events, before anything is built from it."""
    depth = documents = 0
    event: yaml.Event | None = None
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            message = _unwanted(event, documents)
            if depth > DEEPEST:
                message = "nesting", f"maps and lists stand more than {DEEPEST} deep in each other"
            if message:
                yield error(file, *_mark(event), *message)
            if depth > DEEPEST:
                return
    except yaml.YAMLError as fault:
        yield error(file, *syntax_fault(fault, [*LINE_BREAK.split(text), "", ""], event))


def _unwanted(event: yaml.Event, documents: int) -> tuple[str, str] | None:
    match event:
        case yaml.AliasEvent(anchor=str(anchor)):
            return "alias", f'the alias "*{shortened(anchor)}" is not allowed; write the value out in full'
        case yaml.NodeEvent(anchor=str(anchor)):
            return "anchor", f'the anchor "&{shortened(anchor)}" is not allowed; write each value out in full'
        case yaml.ScalarEvent(tag=str(tag)) | yaml.CollectionStartEvent(tag=str(tag)):
            name = shortened(tag.replace("tag:yaml.org,2002:", "!!"))
            return "tag", f'the tag "{name}" is not allowed; write plain text, numbers, lists and maps'
        case yaml.DocumentStartEvent() if documents > 1:
            return "several-documents", "a second document starts here; the file must hold one"
        case _:
            return None


class _Reader:
    """Walks the composed nodes once, gathering data, marks and faults."""

    def __init__(self, file: str, faults: list[Issue], lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines
        self.document = Document()
        self.faults = faults

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.document.values[path] = _mark(node)
        match node:
            case yaml.MappingNode():
                return self._map(node, path)
            case yaml.SequenceNode():
                items = [part for item in node.value for part in self._items(item, path)]
                return tuple(self.read(item, (*path, index)) for index, item in enumerate(items))
            case yaml.ScalarNode():
                return self._scalar(node, path)
            case _:
                raise TypeError(f"YAML has no node of the kind {type(node).__name__}")

    def _items(self, node: yaml.Node, path: Path) -> list[yaml.Node]:
        """An item of a list; several where a hyphen is missing, so that its first key stands in it again."""
        keys = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        starts = [
            at
            for at, key in enumerate(keys)
            if at != 1 and isinstance(key, yaml.ScalarNode) and key.value == keys[0].value
        ]
        if len(starts) < 2 or not isinstance(node, yaml.MappingNode):
            return [node]
        for at in starts[1:]:
            name, twice = (
                shortened(keys[at].value),
                f"stands twice in one item, the first in line {_mark(keys[0])[0]}",
            )
            self._fault(keys[at], "duplicate-key", f'"{name}" {twice}; is a hyphen missing here, "- {name}"?')
        return [
            yaml.MappingNode(node.tag, node.value[start:end], keys[start].start_mark, node.end_mark)
            for start, end in zip(starts, [*starts[1:], None], strict=True)
        ]

    def _map(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "complex-key", "a key must be a word; found a list or map")
            elif match := UNPRINTABLE.search(key.value):
                self._fault(key, "bad-character", _misplaced(match[0]))
            elif (name := name_of_key(path, key.value)) in data:
                self._fault(key, "duplicate-key", self._twice(key.value, name, path))
            else:
                self.document.keys[(*path, name)] = _mark(key)
                data[name] = self.read(value, (*path, name))
        return data

    def _twice(self, key: str, name: str, path: Path) -> str:
        """That a key stands twice, the second time perhaps by a name of earlier."""
        first = self.document.keys[(*path, name)][0]
        if key == name:
            return f'the key "{shortened(key)}" stands twice; the first is in line {first}'
        return f'"{key}" is an earlier name of "{name}", which stands in line {first}'

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str | int | float | bool:
        text: str = node.value
        if match := UNPRINTABLE.search(text):  # an escape such as "\0" has made it
            self._fault(node, "bad-character", _misplaced(match[0]))
        if node.style:  # quoted, literal or folded: text, whatever it looks like
            return name_of_value(path, text)
        if text in EMPTY:
            self._fault(node, "empty-value", self._without_value(node, path))
            return text
        if TREACHEROUS.fullmatch(text):
            message = (
                f'"{text}" is read as true or false by some tools; write true or false, or the word in quotes'
            )
            self._fault(node, "ambiguous-word", message)
            return text
        if CURLY.fullmatch(text):
            self._fault(node, "curly-quotes", CURLY_PROBLEM)
        self._cut_by_a_comment(node, path)
        return _plain(name_of_value(path, text))

    def _without_value(self, node: yaml.ScalarNode, path: Path) -> str:
        """That a key has no value, perhaps because it starts with a #: ``title: #1 of two``."""
        assert node.start_mark is not None
        name = f'"{path[-1] if path else "the file"}"'
        if len(path) > 1 and isinstance(path[-1], int):
            name = f'item {path[-1] + 1} of "{path[-2]}"'
        lines = [*self.lines, ""]  # where nothing follows a key at all, its value stands behind the last line
        comment = COMMENT.match(lines[node.start_mark.line], node.start_mark.column)
        if comment is None or comment["space"] is not None:
            return f"{name} has no value; leave it out or fill it in"
        return f"{name} has no value, since # starts a comment; put the text in quotes where # belongs to it"

    def _cut_by_a_comment(self, node: yaml.ScalarNode, path: Path) -> None:
        """A text that ends where a # follows, and may have been meant to go on: ``Theft #1``."""
        assert node.end_mark is not None
        comment = COMMENT.match(self.lines[node.end_mark.line], node.end_mark.column)
        if comment is None:
            return
        place = (self.file, node.end_mark.line + 1, comment.end() - len(comment["space"] or ""))
        ends = f'the text ends with "{shortened(node.value[-30:])}", since # starts a comment'
        if comment["space"] is None:
            message = (
                f"{ends}; put the text in quotes where # belongs to it, or a space after # where it does not"
            )
            self.faults.append(error(*place, "cut-text", message))
        elif (
            path and path[-1] in PROSE and not comment[0].startswith("  ")
        ):  # two spaces stand before a comment
            message = (
                f"{ends}; put the text in quotes where # belongs to it, or the comment in a line of its own"
            )
            self.faults.append(warning(*place, "comment-after-text", message))

    def _fault(self, node: yaml.Node, code: str, message: str) -> None:
        self.faults.append(error(self.file, *_mark(node), code, message))


def _plain(text: str) -> str | int | float | bool:
    if text in ("true", "false"):
        return text == "true"
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def _mark(part: yaml.Node | yaml.Event) -> Mark:
    assert part.start_mark is not None  # every part of a text that was read has its mark
    return part.start_mark.line + 1, part.start_mark.column + 1
