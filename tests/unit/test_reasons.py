"""The reason of what was accepted, in the words of its release, of those after it, and as they were amended."""

from __future__ import annotations

from datetime import UTC, datetime

from metrics.figures.acknowledged import Acknowledged
from metrics.releasing.history import Event
from metrics.releasing.reasons import Reason, in_newest_words, reasons_of

MAY, JUNE, JULY = (datetime(2024, month, 9, 8, 30, tzinfo=UTC) for month in (5, 6, 7))
HISTORY = (
    Event("accepted", "q4", MAY, MAY, "Ann", "It left.", code="gone-area"),
    Event("accepted", "q4", MAY, MAY, "Ann", "It ended.", code="gone-rows"),
    Event("amended", "q4", JUNE, JUNE, "Ben", "It has left.", amends="accepted", code="gone-area"),
    Event("amended", "q4", JULY, JULY, "Ben", "It went.", amends="accepted", code="gone-area"),
)
AREA = Reason("gone-area", ((MAY, "It left."), (JUNE, "It has left."), (JULY, "It went.")))
ROWS = Reason("gone-rows", ((MAY, "It ended."),))


def item(reason: str, code: str = "gone-area") -> Acknowledged:
    return Acknowledged("trust", code, "q3 Camden", "Camden is gone.", reason)


def test_a_reason_has_the_words_of_its_own_code_in_their_order() -> None:
    assert reasons_of(HISTORY, "q4") == (AREA, ROWS)


def test_at_a_moment_a_reason_has_the_words_of_then() -> None:
    assert [reason.words[-1][1] for reason in reasons_of(HISTORY, "q4", JUNE)] == [
        "It has left.",
        "It ended.",
    ]


def test_what_was_acknowledged_in_any_of_the_words_is_told_in_the_newest() -> None:
    reasons = [in_newest_words(item(text), [ROWS, AREA]).reason for text in ("It left.", "It has left.")]
    assert reasons == ["It went.", "It went."]


def test_what_was_acknowledged_for_another_reason_keeps_its_own() -> None:
    assert [
        in_newest_words(other, [AREA]) for other in (item("Declared."), item("It left.", "gone-rows"))
    ] == [
        item("Declared."),
        item("It left.", "gone-rows"),
    ]
