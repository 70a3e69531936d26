"""How duties to publish stand on a day, and the items of the shipped law, counted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.declared.config import read_config
from metrics.declared.duty import Duty, Law
from metrics.declared.duty_standing import Standing, due_day, standing, standings
from metrics.declared.gaps import Gap
from metrics.declared.oversight import Oversight
from metrics.oversight.duty_sentences import counts_sentence, reading_sentences, standing_sentences
from metrics.oversight.gap_sentences import by_kind, gap_name, gap_number, gap_sentence

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 30)
SOUND: dict[str, Any] = {
    "item": "1(a)",
    "what": "names",
    "when": "month",
    "seen": "read",
    "when_seen": "read",
    "published": {"link": "https://a.org/", "updated": "2026-10-31"},
}


def duty(**changes: Any) -> Duty:
    return Duty.model_validate({key: part for key, part in {**SOUND, **changes}.items() if part is not None})


def law_of(*items: Duty) -> Law:
    return Law(id="order", title="The order", law="S.I. 1", who="A body", items=items)


def stood(today: date = TODAY, **changes: Any) -> Standing:
    item = duty(**changes)
    return standing(law_of(item), item, today)


def sentences_of(item: Standing) -> list[str]:
    return standing_sentences(item)


def published_on(day: str) -> dict[str, str]:
    return {"link": "https://a.org/", "updated": day}


def test_what_was_updated_within_its_rhythm_is_published() -> None:
    item = stood()
    assert (item.state, item.unchecked, item.due) == ("published", (), date(2026, 11, 30))
    assert sentences_of(item) == [
        "It was last updated on 31 October 2026.",
        "It is due again by 30 November 2026.",
    ]


def test_on_the_day_after_it_is_out_of_date() -> None:
    item = stood(date(2026, 12, 1))
    assert item.state == "out-of-date"
    assert sentences_of(item) == [
        "It was last updated on 31 October 2026, and was due again by 30 November 2026."
    ]


@pytest.mark.parametrize(
    ("when", "updated", "due"),
    [
        ("month", "2024-01-31", date(2024, 2, 29)),
        ("month", "2023-12-15", date(2024, 1, 15)),
        ("quarter", "2025-11-30", date(2026, 2, 28)),
        ("year", "2024-02-29", date(2025, 2, 28)),
        ("before the financial year", "2026-02-10", date(2027, 3, 31)),
        ("before the financial year", "2026-03-31", date(2027, 3, 31)),
        ("before the financial year", "2026-04-01", date(2028, 3, 31)),
        ("as it changes", "2020-01-01", None),
        ("unknown", "2020-01-01", None),
        ("year", "9999-06-01", None),
        ("before the financial year", "9998-06-01", None),
    ],
)
def test_when_it_is_due_again(when: str, updated: str, due: date | None) -> None:
    assert due_day(duty(when=when, published=published_on(updated))) == due


@pytest.mark.parametrize(
    ("changes", "state", "unchecked", "sentences"),
    [
        ({"applies": "others only", "published": None}, "does-not-apply", (), ["It applies to others only."]),
        (
            {"published": None},
            "not-checked",
            ("place",),
            ["Nobody has declared where it is published."],
        ),
        (
            {"seen": "memory"},
            "not-checked",
            ("words",),
            [
                "It was last updated on 31 October 2026.",
                "It is due again by 30 November 2026.",
                "The words of the item have not been read, so what it asks for is not checked.",
            ],
        ),
        (
            {"when_seen": "not-read", "when": "unknown"},
            "not-checked",
            ("time",),
            ["It was last updated on 31 October 2026.", "The time of publication has not been checked."],
        ),
        (
            {"published": {"absent_on": "2026-11-02"}},
            "not-published",
            (),
            ["It was looked for on 2 November 2026, and stood nowhere."],
        ),
        (
            {"published": {"absent_on": "2026-11-02"}, "seen": "memory"},
            "not-checked",
            ("words",),
            [
                "It was looked for on 2 November 2026, and stood nowhere.",
                "The words of the item have not been read, so what it asks for is not checked.",
            ],
        ),
        ({"seen": "guidance", "when_seen": "guidance", "when": "as it changes"}, "published", (), None),
    ],
)
def test_a_state_and_why(
    changes: dict[str, Any], state: str, unchecked: tuple[str, ...], sentences: list[str] | None
) -> None:
    item = stood(**changes)
    assert (item.state, item.unchecked) == (state, unchecked)
    if sentences is not None:
        assert sentences_of(item) == sentences


def test_nothing_is_published_by_default() -> None:
    for seen in ("read", "guidance", "partly", "memory"):
        for when_seen in ("read", "guidance", "not-read"):
            assert stood(seen=seen, when_seen=when_seen, published=None).state == "not-checked"


def test_what_was_read_is_told_with_the_years() -> None:
    item = duty(seen="partly", when_seen="not-read", added=2012, changed=(2013, 2021))
    assert reading_sentences(item) == [
        "The words of the item were read in part.",
        "The time of publication has not been checked.",
        "Put into the law in 2012.",
        "Changed in 2013 and 2021.",
    ]
    assert duty(changed=2012).changed == (2012,)


def test_of_an_item_that_has_no_history_none_is_told() -> None:
    assert reading_sentences(duty()) == [
        "The words of the item were read.",
        "The time of publication was read in the law.",
    ]


def test_the_count_is_a_sentence_of_the_states_that_there_are() -> None:
    items = (duty(), duty(item="2", published={"absent_on": "2026-11-02"}), duty(item="3", published=None))
    assert counts_sentence(standings(Oversight(duties=(law_of(*items),)), TODAY)) == (
        "Of 3 items, 1 is published as far as this site has checked, 1 is not published, 1 is not checked."
    )
    assert counts_sentence(()) == "No duty to publish is declared."


# What is lacking -------------------------------------------------------------------------------------------

UNMET = Gap("not-published", "order 3(f)", "Staff of the force", ("duties", 0, "items", 2))
LATE_DUTY = Gap("out-of-date", "order 2(a)", "The budget", ("duties", 0, "items", 1))
UNREAD = Gap("unread-framework", "old-plan", "The old plan", ("frameworks", 0))
UNREAD_TOO = Gap("unread-framework", "new-plan", "The new plan", ("frameworks", 1))


def test_gaps_stand_under_their_kinds_in_the_order_of_pages_and_no_kind_is_empty() -> None:
    kinds = by_kind([UNREAD, LATE_DUTY, UNREAD_TOO, UNMET])
    assert list(kinds.items()) == [
        ("not-published", [UNMET]),
        ("out-of-date", [LATE_DUTY]),
        ("unread-framework", [UNREAD, UNREAD_TOO]),
    ]


def test_it_is_told_how_many_gaps_there_are_of_a_kind() -> None:
    assert gap_sentence("unread-framework", [UNREAD]) == "1 framework is read by no body that is declared."
    assert gap_sentence("unread-framework", [UNREAD, UNREAD_TOO]) == (
        "2 frameworks are read by no body that is declared."
    )


def test_what_is_lacking_is_called_by_its_name_and_a_duty_by_its_number() -> None:
    assert (gap_name(UNMET), gap_number(UNMET)) == ("3(f): Staff of the force", "3(f)")
    assert (gap_name(UNREAD), gap_number(UNREAD)) == ("The old plan", "The old plan")


# The law that is shipped -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> tuple[Standing, ...]:
    config, _ = read_config(ROOT / "config" / "metrics.yaml")
    return standings(config, TODAY)


def test_the_shipped_law_has_its_45_items_and_says_how_many_are_checked(
    shipped: tuple[Standing, ...],
) -> None:
    assert len(shipped) == 45
    assert counts_sentence(shipped) == (
        "Of 45 items, 0 are published as far as this site has checked, 1 does not apply, 44 are not checked."
    )
    assert [item.duty.item for item in shipped if item.state == "does-not-apply"] == ["3(b)"]
    assert Counter(item.duty.seen for item in shipped) == {
        "read": 38,
        "guidance": 2,
        "partly": 1,
        "memory": 4,
    }
    assert Counter(item.duty.when_seen for item in shipped) == {"not-read": 27, "guidance": 11, "read": 7}


def test_of_items_that_were_not_read_that_is_said(shipped: tuple[Standing, ...]) -> None:
    unread = {item.duty.item for item in shipped if "words" in item.unchecked}
    assert unread == {"6(a)", "6(b)", "6(c)", "6(d)"}
    unchecked_items = {
        item.duty.item
        for item in shipped
        if "The time of publication has not been checked." in reading_sentences(item.duty)
    }
    assert unchecked_items == {item.duty.item for item in shipped if item.duty.when_seen == "not-read"}
