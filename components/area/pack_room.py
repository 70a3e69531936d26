"""How much room a part of a page takes on paper: in lines of large type, by the letters of its texts"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dash.development.base_component import Component

SHEET = 42.0  # lines of 14 points on a side of A4, between its margins


class Set(NamedTuple):
    """How a kind of block is set: how many letters make a line of it, how high that is, what stays free around."""

    letters: int
    height: float = 1.0
    space: float = 0.2


# By the name of an element, or of its class, as assets/site.css sets them on paper. Letters are fewer than the type
# here has on a line: other printers have wider ones.
BLOCKS = {
    "H1": Set(46, 1.4, 0.5),
    "H2": Set(66, 1.1, 0.9),
    "P": Set(76),
    "Li": Set(73),
    "about": Set(93, 0.86, 0.15),
    "sides": Set(56, 1.5, 0.15),
    "unit": Set(76),
    "stamp": Set(95, 0.75, 0.3),
}


def room(part: object) -> float:
    """How many lines a part of a page takes, with all that it holds. What stands in no block takes none."""
    if isinstance(part, list | tuple):
        return sum(map(room, part))
    if not isinstance(part, Component):
        return 0.0
    kind = BLOCKS.get(getattr(part, "className", ""), BLOCKS.get(str(part._type)))
    children = getattr(part, "children", None)
    if kind is None:
        return room(children)
    apart = [child for child in children if _is_apart(child)] if isinstance(children, list) else []
    letters = len(text_of(part)) - len(text_of(apart))
    return -(-letters // kind.letters) * kind.height + kind.space + room(apart)


def _is_apart(part: object) -> bool:
    """Whether a part has lines of its own in the block that holds it."""
    return getattr(part, "className", "") in BLOCKS


def text_of(part: object) -> str:
    """All that a part of a page says, on end."""
    if isinstance(part, Component):
        return text_of(getattr(part, "children", None))
    if isinstance(part, list | tuple):
        return "".join(map(text_of, part))
    return "" if part is None else str(part)


def parted(parts: Sequence[Component], free: float) -> tuple[list[Component], list[Component]]:
    """The first parts that have room on so many lines, and all that follow."""
    number = next((n for n in range(len(parts)) if room(parts[: n + 1]) > free), len(parts))
    return list(parts[:number]), list(parts[number:])
