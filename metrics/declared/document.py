"""The data of a declaration before any model reads it, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass(frozen=True)
class Document:
    """The data of a YAML text, with the line and column (from 1) of every key and value, by path.

    Nobody changes it: who reads the same text again is given the same.
    """

    data: Any = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)


def holds(data: Any, step: str | int) -> bool:
    """Whether a map has a key, or a list a place."""
    if isinstance(data, dict):
        return step in data
    return isinstance(data, tuple) and isinstance(step, int) and step < len(data)


def at(data: Any, path: Path) -> Any:
    """What stands at a path of the data of a declaration; None where nothing does."""
    for step in path:
        if not holds(data, step):
            return None
        data = data[step]
    return data
