"""Names that a declaration may have from earlier on, before a site could be of any region: read as those of today.

The table beside this module is the one place that has them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Path = tuple[str | int, ...]


def name_of_key(path: Path, key: str) -> str:
    """What a key inside a map at a path is called today: ``region`` of a source, by any name that it had."""
    return _names("key").get((_named(path), key), key)


def name_of_value(path: Path, text: str) -> str:
    """What a text at a path is called today: ``district`` of a level."""
    return _names("value").get((_named(path), text), text)


def former_names(kind: str, inside: str) -> Mapping[str, str]:
    """The earlier names of ``keys`` or values inside a key, with those of today."""
    return {former: name for (place, former), name in _names(kind).items() if place == inside}


def _named(path: Path) -> str:
    """The last name of a path: of an item of a list that of the list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


@cache
def _names(kind: str) -> Mapping[tuple[str, str], str]:
    text = files("metrics.declared").joinpath("former_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["inside"], row["former"]): row["name"] for row in rows if row["kind"] == kind}
