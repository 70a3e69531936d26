"""The chain of a history begun anew, where events or its head are lost and no copy has them, with a reason"""

from __future__ import annotations

from pathlib import Path

from metrics.issues import Refused, has_errors
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event
from metrics.releasing.store import writing
from metrics.releasing.verification import verify_history


def renew(root: Path, event: Event) -> None:
    """Takes the history as it stands for whole: the event covers all of it, and readers see that and why.

    Raises Refused when the chain is whole, or lines cannot be read, and OSError.
    """
    with writing(root):
        unreadable, broken = verify_history(root)
        if has_errors(unreadable):
            raise Refused(
                f"the store is damaged: {unreadable[0].message}; bring history.jsonl back from a copy"
            )
        if not has_errors(broken):
            raise Refused("the chain is whole, so that there is nothing to begin anew")
        append_event(root, event)
