"""How far a past figure has moved from one release to the next, and whether that is more than it usually does."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt

from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import exact

CHANCE = 2  # a count that moves by no more than this many times its square root moves as counts do


def revision_size(measure: PublishedMeasure, before: float, after: float) -> Decimal:
    """The size of a revision: points of a percentage, else per cent of what it was; of none, all that came."""
    size = abs(exact(after) - exact(before))
    return size if measure.unit_row.is_share else size * 100 / (abs(exact(before)) or 1)


def beyond_usual(measure: PublishedMeasure, before: float, after: float, status: str) -> bool:
    """Whether a figure moved by more than ``revised_by``, and a count by more than chance would have it.

    ``status`` is that of the figure before: a provisional one, ``p``, may move as far as it likes.
    """
    if status == "p" or revision_size(measure, before, after) <= exact(measure.source.plausible.revised_by):
        return False
    if not measure.unit_row.is_count:
        return True
    return abs(after - before) > CHANCE * sqrt(max(before, after))


def usual_words(measure: PublishedMeasure) -> str:
    """By how much a past figure usually moves at most: ``3 per cent``, ``3 points``."""
    return f"{measure.source.plausible.revised_by:g} {size_unit(measure)}"


def size_unit(measure: PublishedMeasure) -> str:
    """In what the size of a revision is told."""
    return "points" if measure.unit_row.is_share else "per cent"
