"""What a release brings of one thing beside its measures, as its bulletin is stored with it"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrics.discrepancies import Discrepancy
from metrics.language import say

IS_NEW = "It is new on this site."
IS_GONE = "It is declared no longer."
NOT_ADDING_UP = "More does not add up: {text}"


@dataclass(frozen=True)
class RecordNews:
    """What a release brings of an account or its like: what it ``says`` first, ``news`` beside the one before."""

    id: str
    title: str
    says: str
    news: str


def new_discrepancies(before: Iterable[Discrepancy], after: Iterable[Discrepancy]) -> Iterator[str]:
    """What does not add up in a release and was not told of the one before."""
    earlier = {item.text for item in before}
    for item in after:
        if item.text not in earlier:
            yield say(NOT_ADDING_UP, text=item.text)
