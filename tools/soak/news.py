"""What staff do meanwhile: releases that are published, withdrawn and published again, one after the other."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import count

from tools.rehearsal.drops import Quarter, quarters, write_drop
from tools.rehearsal.staff import DECLARATION, Staff, declaration, note

NEXT = timedelta(weeks=13)
CORRECTION = ("--correction", "It is published again, as a rehearsal.")  # readers have seen what it replaces
WITHDRAWN_EVERY = 3  # of so many releases the last is withdrawn, and published again


class News:
    """Publishes and withdraws until it is ended.

    A release of a later quarter has more figures, and takes more memory. So all quarters are published within half
    of the ``warm_up_seconds``, and from then on the last one again, every so many seconds: no more is to be held.
    """

    def __init__(self, staff: Staff, warm_up_seconds: float, every_seconds: float) -> None:
        self.published = self.withdrawn = 0
        self._staff, self._enough = staff, threading.Event()
        self._every, self._every_quarter = every_seconds, warm_up_seconds / 2 / len(quarters())
        self._thread = threading.Thread(target=self._go_on)

    def first(self) -> None:
        """The first release: there is something to show from then on."""
        self._publish(quarters()[0], quarters()[0].release_id)

    def start(self) -> None:
        """Begins with the second one."""
        self._thread.start()

    def end(self) -> list[str]:
        """What went otherwise than it should."""
        self._enough.set()
        self._thread.join()
        return self._staff.faults

    def _go_on(self) -> None:
        *_, last = quarters()
        for number in count(1):
            is_again = number >= len(quarters())
            if self._enough.wait(self._every if is_again else self._every_quarter):
                return
            quarter = last if is_again else quarters()[number]
            if is_again:
                self._withdraw()
            if is_again:
                self._publish(quarter, f"{quarter.release_id}-again-{number}", *CORRECTION)
            else:
                self._publish(quarter, quarter.release_id)
            if not is_again and number % WITHDRAWN_EVERY == 0:
                self._withdraw()
                self._publish(quarter, f"{quarter.release_id}-again", *CORRECTION)

    def _publish(self, quarter: Quarter, release_id: str, *options: str) -> None:
        folder = self._staff.drop(release_id)
        write_drop(quarter, folder)
        self._declare(quarter)
        words = ("--release", release_id, "--note", note(quarter), *options)
        self._staff.do(None, "publish", str(folder), *words, says=(f"Published {release_id}",))
        self._staff.current = release_id
        self.published += 1

    def _withdraw(self) -> None:
        self._staff.do(None, "withdraw", self._staff.current, "--reason", "A rehearsal.")
        self.withdrawn += 1

    def _declare(self, quarter: Quarter) -> None:
        """The declaration as it was for a quarter; nobody else has to approve, since all is published at once."""
        text = declaration(self._staff.source.read_text("utf-8"), quarter, following=_today() + NEXT)
        text = text.replace("  approval: required\n", "", 1)
        (self._staff.root / DECLARATION).write_text(text, encoding="utf-8")


def _today() -> date:
    return datetime.now(UTC).date()
