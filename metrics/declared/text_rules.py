"""Rules on the texts of a declaration that readers see: words, without markup and without what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from metrics.declared.findings import Finding
from metrics.declared.framework import Config
from metrics.declared.yaml_text import Path
from metrics.issues import shortened

# Marks that turn the direction of what follows, and what stands for a character that was lost.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
MARKUP = re.compile(r"<[a-z/!?]|&#|javascript:", re.IGNORECASE)
# Of a source readers see these alone: all else says how a publisher writes.
SEEN_OF_A_SOURCE = ("publisher", "title", "licence", "kind", "body")
NAMED_IN_A_SOURCE = ("kind", "body")  # their columns are the publisher's, their names are for readers


def texts_are_words(config: Config) -> Iterator[Finding]:
    """A text that readers see turns no direction and holds no markup: it would be shown as it is written."""
    for path, text in _texts(config.model_dump(by_alias=True, exclude_unset=True), ()):
        if TURNS.search(text):
            message = f'"{shortened(text)}" holds a character that cannot be seen, or was lost: write it anew'
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
