"""Abbreviations that are written out where a reader meets them first on a page"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from components.basics.words import WRITTEN_OUT, upper_first
from metrics.language import say

NEAR = 300  # letters: what is written out so soon behind the first heading is not so in the heading


class Place(NamedTuple):
    """Where a text stands in a tree: in which part, at which of its children, and whether in the first heading."""

    part: Component
    number: int | None
    text: str
    is_title: bool


def written_out(content: Sequence[Component], names: Mapping[str, str]) -> list[Component]:
    """The same content, with each abbreviation written out at its first use; ``names`` has what each stands for.

    What is written out there already is left as it is. What can be chosen in a form counts for nothing.
    """
    for short, name in names.items():
        _write_out(list(_places(list(content))), short, name)
    return list(content)


def _write_out(places: Sequence[Place], short: str, name: str) -> None:
    texts = [place.text for place in places]
    starts, every = [0, *accumulate(map(len, texts))], "".join(texts).replace("’", "'")
    alone = re.compile(rf"(?<!\w){re.escape(short)}(?P<owns>['’]s)?(?!\w)")
    written = say(WRITTEN_OUT, name=name, owns="", short=short).replace("’", "'")
    for place, start in zip(places, starts, strict=False):
        use = alone.search(place.text)
        if use is None:
            continue
        before = start + use.end() + (NEAR if place.is_title else len(")"))
        if written not in every[:before]:
            own = upper_first(name) if use.start() == 0 else name
            in_full = say(WRITTEN_OUT, name=own, owns=use["owns"] or "", short=short)
            _put(place, f"{place.text[: use.start()]}{in_full}{place.text[use.end() :]}")
        return


def _places(node: object, is_title: bool = False) -> Iterator[Place]:
    """Every text of a tree, in the order in which it is read."""
    if isinstance(node, list):
        for part in node:
            yield from _places(part, is_title)
    if not isinstance(node, Component) or isinstance(node, html.Option):
        return
    children, is_title = getattr(node, "children", None), is_title or isinstance(node, html.H1)
    if isinstance(children, str):
        yield Place(node, None, children, is_title)
    elif isinstance(children, Component):
        yield from _places(children, is_title)
    elif isinstance(children, Sequence):
        node.children = list(children)
        for number, child in enumerate(node.children):
            if isinstance(child, str):
                yield Place(node, number, child, is_title)
            else:
                yield from _places(child, is_title)


def _put(place: Place, text: str) -> None:
    if place.number is None:
        place.part.children = text
    else:
        place.part.children[place.number] = text
