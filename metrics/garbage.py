"""How often Python looks for garbage that refers to itself, of which figures and pages leave next to none."""

from __future__ import annotations

import gc

NEW_OBJECTS, GENERATIONS = 20_000, 20  # Python's own are 700 and 10


def collect_rarely() -> None:
    """Has Python look rarely for garbage that refers to itself: figures are values, and pages are trees.

    What is loaded by now is not looked through again. That takes an eighth off the making of pages, and as much off
    a publication.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, GENERATIONS, GENERATIONS)
