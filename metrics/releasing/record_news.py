"""What a release brings of one thing beside its measures, as its bulletin is stored with it"""

from __future__ import annotations

from dataclasses import dataclass

IS_NEW = "It is new on this site."
IS_GONE = "It is declared no longer."


@dataclass(frozen=True)
class RecordNews:
    """What a release brings of an account or its like: what it ``says`` first, ``news`` beside the one before."""

    id: str
    title: str
    says: str
    news: str
