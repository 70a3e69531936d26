"""What does not add up in figures that somebody published: found by arithmetic, and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["notice", "warning", "error"]


@dataclass(frozen=True)
class Discrepancy:
    """Figures that do not add up: whose they are, by kind and id, and in a ``text`` for readers what is wrong.

    ``code`` is that of its check (docs/checks.md). A notice is published in words, a warning told to staff alone,
    and an error stops a publication. ``file``, ``line`` and ``column`` (its name) are where it stands.
    """

    kind: Literal["account", "measure", "tracker"]
    id: str
    code: str
    text: str
    weight: Weight = "notice"
    file: str = ""
    line: int = 1
    column: str = ""
