"""The chain of the history as readers may know of it: how far it goes for them, and its head there.

It ends for them before the first event of a release whose moment is to come: a head that moved would give away that
something is scheduled. When the moment has come, the head is that of all that was written by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from metrics.releasing.chain import RENEWED, Head, Heads
from metrics.releasing.history import PUBLICATIONS, History, publications

SHORT = 12  # characters of a checksum that are enough to tell two apart by eye


@dataclass(frozen=True)
class PublicChain:
    """The head, the head with which each release was entered, and when and why a chain was begun anew."""

    head: Head
    entered: tuple[tuple[str, Head], ...] = ()
    renewals: tuple[tuple[datetime, str], ...] = ()

    def entered_with(self, release_id: str) -> Head | None:
        """The head with which a release was entered; None of one that readers do not know of."""
        return dict(self.entered).get(release_id)


def public_chain(history: History, heads: Heads, now: datetime) -> PublicChain | None:
    """The chain as readers know it at a moment; None while it has no events for them.

    ``heads`` are those before the first event and after each.
    """
    to_come = {event.release for event in publications(history) if event.at > now}
    numbered = list(zip(history, heads[1:], strict=False))
    end = next(
        (index for index, (event, _) in enumerate(numbered) if event.release in to_come), len(numbered)
    )
    if not end:
        return None
    return PublicChain(
        numbered[end - 1][1],
        tuple((event.release, head) for event, head in numbered[:end] if event.event in PUBLICATIONS),
        tuple((event.time, event.reason) for event, _ in numbered[:end] if event.event == RENEWED),
    )
