"""Why something doubtful was accepted for a release, in the words of that day and in those that came after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from metrics.figures.acknowledged import Acknowledged
from metrics.releasing.history import History, amendments, events_of, publications

ACCEPTED = "accepted"
Words = tuple[tuple[datetime, str], ...]  # the moment since when, and the words, oldest first


@dataclass(frozen=True)
class Reason:
    """A reason by the code of what was accepted, in all its words."""

    code: str
    words: Words

    def since(self, text: str) -> Words:
        """The words from some of its own on, the newest last; nothing where it never had these."""
        texts = [words for _, words in self.words]
        return self.words[texts.index(text) :] if text in texts else ()


def reasons_of(history: History, release_id: str, now: datetime | None = None) -> tuple[Reason, ...]:
    """The reasons of what was accepted for a release, as they were at a moment, or as they are."""
    amended = [
        event for event in amendments(history, release_id, ACCEPTED) if now is None or event.time <= now
    ]
    return tuple(
        Reason(
            event.code,
            (
                (event.at, event.reason),
                *((other.time, other.reason) for other in amended if other.code == event.code),
            ),
        )
        for event in events_of(history, "accepted", release_id)
    )


def reasons_in(history: History) -> tuple[Reason, ...]:
    """The reasons of all releases, as they are. A release keeps what the one before it accepted."""
    return tuple(reason for event in publications(history) for reason in reasons_of(history, event.release))


def in_newest_words(item: Acknowledged, reasons: Iterable[Reason]) -> Acknowledged:
    """What a release acknowledges, its reason in the words as they stand."""
    newest = words_since(item, reasons)
    return replace(item, reason=newest[-1][1]) if newest else item


def words_since(item: Acknowledged, reasons: Iterable[Reason]) -> Words:
    """The words of its reason and all that took their place; nothing where nobody accepted it with these words."""
    own = (reason.since(item.reason) for reason in reasons if reason.code == item.code)
    return next((words for words in own if words), ())
