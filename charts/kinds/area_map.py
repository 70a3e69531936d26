"""Areas by their boundaries as SVG: each a link with its mark, and with a pattern or a border of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

HATCH = "hatched"  # the pattern of what is lower, by its name in the drawing
LINE = 70  # units below the map, where the name of the area stands that is pointed at


@dataclass(frozen=True)
class Shape:
    """An area: its border, where its mark stands, how it looks, the text that it has, and where it leads."""

    path: str
    x: int
    y: int
    look: str
    mark: str
    text: str
    address: str


@dataclass(frozen=True)
class AreaMap:
    """All areas in one drawing of ``width`` by ``height``, named by ``title``."""

    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    kind: Literal["area-map"] = "area-map"

    def through(self, lead: Callable[[str], str]) -> AreaMap:
        """The same with each address as the page that holds it leads there."""
        return replace(
            self, shapes=tuple(replace(shape, address=lead(shape.address)) for shape in self.shapes)
        )


def area_map(chart: AreaMap) -> str:
    """The drawing: a group of links, in the order given. What one says stands below while it is pointed at."""
    pattern = (
        f'<pattern id="{HATCH}" width="14" height="14" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0h14v14H0z"/><path d="M7 0v14"/></pattern>'
    )
    below = f"{chart.width // 2}", f"{chart.height + LINE - 18}"
    links = "".join(_link(shape, *below) for shape in chart.shapes)
    return (
        f'<svg viewBox="-4 -4 {chart.width + 8} {chart.height + LINE}" role="group" '
        f'aria-label="{escape(chart.title)}"><defs>{pattern}</defs>{links}</svg>'
    )


def _link(shape: Shape, x: str, y: str) -> str:
    mark = f'<text x="{shape.x}" y="{shape.y}" dy=".35em">{escape(shape.mark)}</text>' if shape.mark else ""
    name = escape(shape.text)
    return (
        f'<a href="{escape(shape.address)}" class="{escape(shape.look)}" aria-label="{name}">'
        f'<path d="{escape(shape.path)}"/><g aria-hidden="true">{mark}'
        f'<text class="named" x="{x}" y="{y}">{name}</text></g></a>'
    )
