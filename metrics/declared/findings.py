"""A rule of a declaration that is broken, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from metrics.declared.document import Path
from metrics.issues import Severity, listed, nearest


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, and where: in the declaration, or in the measure that a rule was given."""

    path: Path
    message: str
    code: str = "bad-value"
    severity: Severity = "error"
    allowed: tuple[str, ...] = ()


def repeated(items: Iterable[Any], path: Path) -> Iterator[Finding]:
    """A finding for each item whose id stood before it already."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            message = f'the id "{item.id}" stands twice; each needs its own'
            yield Finding((*path, index, "id"), message, "duplicate-id")
        seen.add(item.id)


def undeclared(path: Path, name: str, declared: list[str], kind: str = "") -> Iterator[Finding]:
    """A finding where an id is not among those declared, with the nearest guess.

    ``kind`` is what is not declared, where the last key of the path does not say it.
    """
    if name not in declared:
        guess = nearest(name, declared) or f"; declared: {listed(declared) or 'none'}"
        message = f'{kind or path[-1]} "{name}" is not declared{guess}'
        yield Finding(path, message, "not-declared", allowed=tuple(declared))
