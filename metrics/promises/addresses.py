"""What an item of a tracker is called in addresses: its reference in plain letters, unlike any other item's"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from metrics.promises.items import Item, Tracked
from metrics.spelling import slug

NAMELESS = "item"


def plain_names(texts: Iterable[str]) -> Mapping[str, str]:
    """A name for each text as addresses hold it: ``2-8-3a`` for 2.8-3a, ``u-3`` for Ü 3.

    Where texts come to the same name the first has it, and each later one has a number behind it.
    """
    names, taken = dict[str, str](), set[str]()
    for text in dict.fromkeys(texts):
        name = plain = slug(text) or NAMELESS
        number = 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        names[text] = name
        taken.add(name)
    return names


def item_names(tracked: Tracked) -> Mapping[str, str]:
    """The name of each reference in addresses. What an earlier release had goes first, so that no name moves."""
    earlier = (step.reference for step in tracked.steps)
    return plain_names([*earlier, *(item.reference for item in tracked.items)])


def item_at(tracked: Tracked, name: str) -> Item | None:
    """The item of a name; None where there is none."""
    names = item_names(tracked)
    return next((item for item in tracked.items if names[item.reference] == name), None)


def area_names(tracked: Tracked) -> Mapping[str, str]:
    """The name of each field of work in addresses, in the order of the file."""
    return plain_names(item.area for item in tracked.items if item.area)
