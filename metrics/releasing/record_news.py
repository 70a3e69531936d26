"""What a release brings of one thing beside its measures, as its bulletin is stored with it"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.figures.release import Release
from metrics.periods import UK

IS_NEW = "It is new on this site."
IS_GONE = "It is declared no longer."


@dataclass(frozen=True)
class RecordNews:
    """What a release brings of an account or its like: what it ``says`` first, ``news`` beside the one before."""

    id: str
    title: str
    says: str
    news: str


def release_day(release: Release) -> date:
    """The day of a release in the United Kingdom, by which what is late on it is counted."""
    return release.published_at.astimezone(UK).date()
