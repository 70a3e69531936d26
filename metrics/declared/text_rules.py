"""Rules on the texts of a declaration that readers see: words, without markup and without what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import Config
from metrics.issues import shortened
from metrics.readable import LONGEST, MOST_MARKS, Kind, is_overladen, unseen_in

LOST = "\ufffd"  # what stands for a character that was lost
# The keys whose texts are names, which stand in headings, lists and tables; every other text is one to read.
NAMES = frozenset({"title", "name", "singular", "plural", "label", "publisher"})
MARKUP = re.compile(r"<[a-z/!?]|&#|javascript:", re.IGNORECASE)
# Of a source readers see these alone: all else says how a publisher writes.
SEEN_OF_A_SOURCE = ("publisher", "title", "licence", "kind", "body")
NAMED_IN_A_SOURCE = ("kind", "body")  # their columns are the publisher's, their names are for readers


def texts_are_words(config: Config) -> Iterator[Finding]:
    """A text that readers see is not too long, can be seen, and holds no markup: it is shown as it is written."""
    for path, text in _texts(config.model_dump(by_alias=True, exclude_unset=True), ()):
        kind: Kind = "name" if path[-1:] and path[-1] in NAMES else "text"
        if len(text) > LONGEST[kind]:
            message = (
                f'"{shortened(text)}" has {len(text):,} characters, and at most {LONGEST[kind]:,} are shown'
            )
            yield Finding(path, message, "bad-value")
        elif LOST in text or unseen_in(re.sub(r"[\n\t]", " ", text)):
            message = f'"{shortened(text)}" holds a character that cannot be seen, or was lost: write it anew'
            yield Finding(path, message, "hostile-words")
        elif is_overladen(text):
            message = (
                f'"{shortened(text, 20)}" has more than {MOST_MARKS} marks upon one letter: write it anew'
            )
            yield Finding(path, message, "hostile-words")
        elif MARKUP.search(text):
            message = f'"{shortened(text)}" holds HTML or a script, which readers would see as it is written'
            yield Finding(path, message, "hostile-words")


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield path, value
        case dict():
            kept: Iterable[str] = SEEN_OF_A_SOURCE if path[-1:] == ("source",) else value
            if path[-2:-1] == ("source",) and path[-1] in NAMED_IN_A_SOURCE:
                kept = ("names",)
            for key in kept:
                if key in value and isinstance(key, str):
                    yield from _texts(value[key], (*path, key))
        case list() | tuple():
            for index, item in enumerate(value):
                yield from _texts(item, (*path, index))
