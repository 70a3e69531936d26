"""What does not add up, as staff are told it: an error where it is declared as one."""

from __future__ import annotations

from metrics.discrepancies import Discrepancy
from metrics.issues import Issue, error, warning

FOR_READERS = "Readers are told so."


def discrepancy_issue(item: Discrepancy, place: tuple[str, int, int], hint: str = "") -> Issue:
    """What does not add up as an issue at the file, line and column of a place; ``hint`` says how to mend it."""
    make = error if item.weight == "error" else warning
    text = f"{item.text} {FOR_READERS}" if item.weight == "notice" else item.text
    return make(*place, item.code, f'{item.kind} "{item.id}": {text}{hint}')
