"""Trackers: what their rows say, what is wrong with a row, and what is held against the release before."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from metrics.promises.items import Item
from metrics.promises.reconciliation import discrepancies
from metrics.promises.steps import steps_since
from metrics.promises.stored import parse_tracked, steps_file, totals_alone, tracked_file
from tests.promises import (
    COUNTED,
    DONE,
    INQUIRY,
    OPEN,
    PROMISES,
    checked,
    shipped_tracked,
    tracked_of,
    tracker,
)

ACTIONS, MILESTONES, PROGRAMME = "governance-improvement-plan", "oversight-milestones", "change-programme"


# What rows say ---------------------------------------------------------------------------------------------


def test_the_26_milestones_stand_as_the_report_has_them() -> None:
    tracked = shipped_tracked(MILESTONES)
    assert len(tracked.items) == 26
    assert Counter(item.status for item in tracked.items) == {
        "complete": 13,
        "date-revised": 2,
        "not-started": 11,
    }
    slipped = [item for item in tracked.items if item.status == "date-revised"]
    assert [(item.reference, item.original_due, item.due) for item in slipped] == [
        ("2.9-2", date(2022, 2, 28), None),
        ("2.9-3", date(2022, 2, 28), None),
    ]
    first = tracked.items[0]
    assert (first.due_words, first.current_due) == ("End December", date(2021, 12, 31))
    assert not any(item.completed for item in tracked.items)


@pytest.mark.parametrize(("day", "number"), [("2022-03-28", 2), ("2022-06-01", 7), ("2022-09-01", 13)])
def test_milestones_past_their_date(day: str, number: int) -> None:
    items = shipped_tracked(MILESTONES).items
    assert sum(item.is_overdue(date.fromisoformat(day)) for item in items) == number


def test_seven_actions_are_public_and_the_other_eighteen_are_nowhere() -> None:
    tracked = shipped_tracked(ACTIONS)
    assert [item.reference for item in tracked.items] == ["F1", "B3", "C1", "C5", "F2", "F3", "G3"]
    assert tracked.tracker.not_listed == "Marked Official Sensitive, and not published."
    assert {item.owner for item in tracked.items} == {""}
    assert [item.said_in for item in tracked.items if item.said_in] == [
        "AGS 2020/21 or DARA: the report does not say which"
    ]
    assert [(totals.as_at.isoformat(), totals.every) for totals in tracked.tracker.declared_totals] == [
        ("2022-01-01", 25),
        ("2022-02-28", 25),
    ]


def test_the_change_programme_has_totals_alone() -> None:
    tracked = shipped_tracked(PROGRAMME)
    (totals,) = tracked.tracker.declared_totals
    assert (totals.every, totals.by_status) == (117, {"complete": 36, "not-started": 81})
    assert (tracked.items, tracked.as_at) == ((), date(2022, 2, 28))
    assert discrepancies(tracked) == ()


def test_counts_are_read_by_day() -> None:
    tracked = tracked_of(tracker(COUNTED), *INQUIRY)
    assert tracked.as_at == date(2025, 9, 30)
    totals = [counts for counts in tracked.counts if counts.group == "Total"]
    assert [(item.as_at.isoformat(), item.every, item.by_status) for item in totals] == [
        ("2025-05-29", 58, {"on-track": 57, "complete": 1}),
        ("2025-09-30", 61, {"on-track": 58, "complete": 3}),
    ]
    assert discrepancies(tracked) == ()


def test_a_row_says_who_what_and_when() -> None:
    (item,) = tracked_of(tracker(), OPEN).items
    assert item == Item(
        reference="A1",
        item="Open the front desk",
        status="on-track",
        area="Access",
        said_in="Plan",
        owner="chief-constable",
        original_due=date(2022, 3, 31),
        due=date(2022, 3, 31),
        due_words="March",
        update="Rooms are let",
        line=2,
        file="promises.csv",
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("complete", "complete"),
        ("On track", "on-track"),
        ("ON-HOLD", "on-hold"),
        ("to come", "not-started"),
        ("To-come", "not-started"),
        ("not started", "not-started"),
        ("slipped", "date-revised"),
    ],
)
def test_a_status_is_read_by_its_name_its_word_or_an_alias(word: str, status: str) -> None:
    words = {"date-revised": {"label": "slipped", "singular": "has slipped", "plural": "have slipped"}}
    (item,) = tracked_of(tracker(words=words), OPEN.replace("on-track", word)).items
    assert item.status == status


@pytest.mark.parametrize(
    ("word", "owner"),
    [
        ("chief-constable", "chief-constable"),
        ("Chief  constable", "chief-constable"),
        ("Mayor & Deputy", "mayor"),
        ("Not stated", ""),
        ("", ""),
    ],
)
def test_an_owner_is_a_declared_role_or_nobody(word: str, owner: str) -> None:
    (item,) = tracked_of(tracker(), OPEN.replace("chief-constable", word)).items
    assert item.owner == owner


def test_a_day_is_read_as_it_is_declared() -> None:
    due = {"column": "due", "format": "MMM YYYY"}
    (item,) = tracked_of(tracker(source={"due": due}), OPEN.replace("2022-03-31,March", "May 2022,May")).items
    assert item.due == date(2022, 5, 31)


def test_what_is_stored_is_read_again_to_the_letter() -> None:
    rows = (OPEN, DONE, 'A3,"Two, with ""quotes""",,,,2022-05-31,,,withdrawn,,"No money, no staff",')
    first = tracked_of(tracker(), *rows)
    later_row = OPEN.replace(",2022-03-31,March", ",2022-06-30,June")
    second = tracked_of(tracker(), later_row, *rows[1:], before=first)
    assert [step.reference for step in second.steps] == ["A1", "A2", "A3"]
    again = parse_tracked(second.tracker, tracked_file(second), steps_file(second))
    assert (again.as_at, again.steps) == (second.as_at, second.steps)
    assert [vars(item) | {"file": ""} for item in second.items] == [vars(item) for item in again.items]
    assert (tracked_file(again), steps_file(again)) == (tracked_file(second), steps_file(second))


def test_counts_are_read_again_to_the_letter() -> None:
    rows = ("2025-05-29,Police,3,,1", "2025-05-29,Total,3,2,")
    tracked = tracked_of(tracker(COUNTED), *rows)
    again = parse_tracked(tracked.tracker, tracked_file(tracked), None)
    assert [vars(counts) | {"file": ""} for counts in tracked.counts] == [
        vars(counts) for counts in again.counts
    ]
    assert again.as_at == tracked.as_at


def test_an_empty_count_is_not_stated_and_never_nought() -> None:
    (counts,) = tracked_of(tracker(COUNTED), "2025-05-29,Total,3,,0").counts
    assert counts.by_status == {"complete": 0}


# The line of dates -----------------------------------------------------------------------------------------


def test_steps_grow_where_something_moved_and_nowhere_else() -> None:
    first = tracked_of(tracker(), OPEN, DONE)
    same = tracked_of(tracker(), OPEN, DONE, before=first, release="r1")
    again = tracked_of(tracker(), OPEN, DONE, before=same, release="r2")
    assert [(step.reference, step.release) for step in again.steps] == [("A1", "r1"), ("A2", "r1")]
    late = tracked_of(
        tracker(as_at="2022-04-28"),
        OPEN.replace(",2022-03-31,March", ",2022-06-30,June"),
        DONE,
        before=again,
        release="r3",
    )
    assert late.steps == again.steps
    last = steps_since(late, "r4")
    assert [(step.reference, step.release, step.due) for step in last[2:]] == [
        ("A1", "r4", date(2022, 6, 30))
    ]
    assert last[2].as_at == date(2022, 4, 28)


def test_totals_alone_have_no_steps() -> None:
    assert steps_since(shipped_tracked(PROGRAMME), "r1") == ()
    assert steps_since(None, "r1") == ()


def test_totals_alone_stand_to_their_newest_day() -> None:
    totals = ({"as_at": "2022-05-01", "all": 3}, {"as_at": "2022-03-01", "all": 2})
    alone = {name: value for name, value in PROMISES.items() if name not in ("source", "as_at")}
    assert totals_alone(tracker(alone, declared_totals=totals)).as_at == date(2022, 5, 1)


# What is wrong with a cell ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "place", "code", "words"),
    [
        (OPEN.replace("A1", ""), "2:1", "empty-cell", "the reference is missing"),
        (OPEN.replace("A1", "A/1"), "2:1", "bad-reference", "stands in an address"),
        (OPEN.replace("A1", ".."), "2:1", "bad-reference", "stands in an address"),
        (OPEN.replace("A1", "A" * 61), "2:1", "bad-reference", "at most 60 letters"),
        (OPEN.replace("Open the front desk", " "), "2:2", "empty-cell", "what was promised is missing"),
        (OPEN.replace("Open the front desk", "<b>Open</b>"), "2:2", "hostile-text", "holds HTML"),
        (OPEN.replace("Rooms are let", "=1+1"), "2:12", "hostile-text", "as a formula in a spreadsheet does"),
        (OPEN.replace("Access", "@SUM(A1)"), "2:3", "hostile-text", 'starts with "@"'),
        (
            OPEN.replace("chief-constable", "chief-constabel"),
            "2:5",
            "unknown-role",
            'mean "chief-constable"?',
        ),
        (OPEN.replace("chief-constable", "Jo Smith"), "2:5", "unknown-role", 'declared under "roles"'),
        (OPEN.replace("on-track", "on-trak"), "2:9", "bad-status", 'did you mean "on-track"?'),
        (OPEN.replace("on-track", "amber"), "2:9", "bad-status", "or a word under aliases"),
        (OPEN.replace("on-track", ""), "2:9", "bad-status", "is no status of an item"),
        (OPEN.replace(",2022-03-31,March", ",end March,"), "2:7", "day-in-words", '"due_words" names'),
        (OPEN.replace("2022-03-31,2022", "End December,2022"), "2:6", "day-in-words", "is a day in words"),
        (OPEN.replace(",2022-03-31,March", ",31/03/2022,"), "2:7", "bad-day", "cannot be read as YYYY-MM-DD"),
        (OPEN.replace(",2022-03-31,March", ",2022-02-30,"), "2:7", "bad-day", "cannot be read as"),
        (DONE.replace("complete", "on-track"), "2:9", "completed-and-open", "which is it?"),
        (
            DONE.replace("2022-01-20", "2023-01-20"),
            "2:10",
            "completed-to-come",
            "2023-01-20 is a day to come",
        ),
        (
            OPEN.replace("on-track", "withdrawn"),
            "2:11",
            "withdrawn-without-reason",
            'give the reason under "why"',
        ),
    ],
)
def test_each_cell_that_is_wrong_has_its_own_message(row: str, place: str, code: str, words: str) -> None:
    issues = checked(tracker(), row, today=date(2022, 6, 1)).issues
    assert [(issue.severity, issue.code) for issue in issues] == [("error", code)], issues
    assert str(issues[0]).startswith(f"promises.csv:{place}: error: ")
    assert words in issues[0].message


@pytest.mark.parametrize(
    ("row", "place", "code", "words"),
    [
        ("29/05/2025,Police,3,2,1", "2:1", "bad-day", "cannot be read as YYYY-MM-DD"),
        (",Police,3,2,1", "2:1", "empty-cell", "the day to which the row stands is missing"),
        ("2025-05-29,,3,2,1", "2:2", "empty-cell", "what the row is of is missing"),
        ("2025-05-29,Police,3.5,2,1", "2:3", "bad-count", "no whole number of items"),
        ("2025-05-29,Police,3,two,1", "2:4", "bad-count", "no whole number of items"),
        ("2025-05-29,Police,3,2,-1", "2:5", "bad-count", "no whole number of items"),
        ("2026-05-29,Police,3,2,1", "2:1", "future-period", "2026-05-29 is a day to come"),
        (
            "2025-05-29,Police,3,2,1\n2025-05-29,Police,3,2,1",
            "3:2",
            "duplicate-row",
            "in line 2; which counts?",
        ),
    ],
)
def test_each_count_that_is_wrong_has_its_own_message(row: str, place: str, code: str, words: str) -> None:
    declared = tracker(COUNTED, source={"group": {"column": "theme"}})
    issues = checked(declared, row, today=date(2026, 1, 1)).issues
    assert [issue.code for issue in issues] == [code], issues
    assert str(issues[0]).startswith(f"promises.csv:{place}: error: ")
    assert words in issues[0].message


def test_the_whole_has_a_row_on_each_day() -> None:
    issues = checked(tracker(COUNTED), *INQUIRY[:9], "2025-09-30,Totals,61,58,3").issues
    assert [(issue.line, issue.code) for issue in issues] == [(7, "no-total")]
    assert 'did you mean "Totals"?' in issues[0].message


def test_a_reference_is_of_one_item_whatever_its_letters() -> None:
    (issue,) = checked(tracker(), OPEN, OPEN.replace("A1", "a1")).issues
    assert (issue.line, issue.column, issue.code) == (3, 1, "duplicate-reference")
    assert "stands in line 2 already" in issue.message


def test_what_is_doubtful_stops_nothing() -> None:
    early = OPEN.replace("2022-03-31,2022-03-31", "2022-03-31,2022-03-01")
    late = DONE.replace("2022-01-20", "2022-05-20")
    result = checked(tracker(), early, late, today=date(2022, 6, 1))
    assert sorted((issue.line, issue.column, issue.severity, issue.code) for issue in result.issues) == [
        (2, 7, "warning", "due-before-first"),
        (3, 10, "warning", "completed-after"),
    ]
    assert result.tracked is not None


def test_a_later_date_may_be_on_track() -> None:
    assert checked(tracker(), OPEN.replace(",2022-03-31,March", ",2022-09-30,autumn")).issues == ()


def test_all_faults_of_a_file_are_told_at_once() -> None:
    issues = checked(tracker(), OPEN.replace("on-track", "green"), DONE.replace("2022-01-20", "soon")).issues
    assert sorted((issue.line, issue.code) for issue in issues) == [(2, "bad-status"), (3, "day-in-words")]


# Beside the release before ---------------------------------------------------------------------------------


def test_a_first_date_does_not_change_and_the_release_that_had_it_is_named() -> None:
    first = tracked_of(tracker(), OPEN)
    second = tracked_of(tracker(), OPEN.replace(",2022-03-31,March", ",2022-05-31,May"), before=first)
    third = checked(
        tracker(), OPEN.replace("2022-03-31,2022-03-31", "2022-05-31,2022-05-31"), before=second, release="r2"
    )
    (issue,) = third.issues
    assert str(issue).startswith("promises.csv:2:6: error: ")
    assert 'the first date of "A1" was 2022-03-31 in release "r1", and it is 2022-05-31 now' in issue.message


def test_a_first_date_does_not_go_and_may_come_later() -> None:
    first = tracked_of(tracker(), OPEN)
    (issue,) = checked(tracker(), OPEN.replace("2022-03-31,2022-03-31", ",2022-03-31"), before=first).issues
    assert (issue.code, "it is not given now" in issue.message) == ("first-date-changed", True)
    undated = tracked_of(tracker(), OPEN.replace("2022-03-31,2022-03-31", ","))
    assert checked(tracker(), OPEN, before=undated).issues == ()


def test_where_no_first_date_is_declared_the_first_one_that_was_due_is_it() -> None:
    bare = tracker(source={"original_due": None, "ignore": ("first_due",)})
    first = tracked_of(bare, OPEN)
    later_row = OPEN.replace(",2022-03-31,March", ",2022-05-31,May")
    assert checked(bare, later_row, before=first).issues == ()
    (issue,) = checked(tracker(), later_row.replace(",2022-03-31,", ",2022-05-31,"), before=first).issues
    assert issue.code == "first-date-changed"


def test_a_first_date_is_kept_through_withdrawal_and_return() -> None:
    gone = OPEN.replace("on-track,,", "withdrawn,,No money")
    first = tracked_of(tracker(), OPEN, DONE)
    second = tracked_of(tracker(), gone, DONE, before=first)
    third = tracked_of(tracker(), DONE, before=second, release="r2")
    back = OPEN.replace("2022-03-31,2022-03-31", "2022-08-31,2022-08-31")
    reopened, issue = checked(tracker(), back, DONE, before=third, release="r3").issues
    assert reopened.code == "reopened-without-reason"
    assert 'was 2022-03-31 in release "r1"' in issue.message


def test_an_item_goes_only_when_it_was_withdrawn() -> None:
    first = tracked_of(tracker(), OPEN, DONE)
    (issue,) = checked(tracker(), DONE, before=first).issues
    assert str(issue).startswith("promises.csv:1:1: error: ")
    assert '"A1" of release "r1" is listed no longer, and was not withdrawn' in issue.message
    (issue,) = checked(tracker(), OPEN.replace("A1", "A1a"), DONE, before=first).issues
    assert issue.message.endswith('did you mean "A1a"?')


def test_what_was_over_is_opened_again_with_a_reason() -> None:
    first = tracked_of(tracker(), DONE)
    again = DONE.replace("complete,2022-01-20,", "on-track,,")
    (issue,) = checked(tracker(), again, before=first).issues
    assert str(issue).startswith("promises.csv:2:11: error: ")
    assert '"A2" was complete in release "r1" and is open again' in issue.message
    assert (
        checked(tracker(), again.replace("on-track,,", "on-track,,Letters came back"), before=first).issues
        == ()
    )


def test_what_was_completed_since_has_a_day() -> None:
    first = tracked_of(tracker(), OPEN)
    (issue,) = checked(tracker(), OPEN.replace("on-track", "complete"), before=first).issues
    assert (issue.severity, issue.code, issue.line, issue.column) == ("warning", "no-completed-day", 2, 10)
    assert 'release "r1" had it open' in issue.message
    before = tracked_of(tracker(), DONE.replace("2022-01-20", ""))
    assert checked(tracker(), DONE.replace("2022-01-20", ""), before=before).issues == ()


# What does not add up --------------------------------------------------------------------------------------


def test_one_action_is_not_accounted_for_and_nothing_is_filled_in() -> None:
    (item,) = discrepancies(shipped_tracked(ACTIONS))
    assert item.text == (
        "The report counts 25 actions; the statuses that it gives add up to 24: 1 is not accounted for. It is the "
        "report to 28 February 2022."
    )
    assert (item.kind, item.id, item.code, item.weight) == ("tracker", ACTIONS, "totals-off", "notice")


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ({"all": 5, "complete": 1, "on-hold": 1}, "add up to 2: 3 are not accounted for."),
        ({"all": 2, "complete": 3}, "add up to 3, which is 1 too many."),
        (
            {"all": 1, "complete": 2},
            "counts 1 promise; the statuses that it gives add up to 2, which is 1 too",
        ),
        ({"all": 2, "complete": 3, "on-hold": 1}, "add up to 4, which is 2 too many."),
    ],
)
def test_declared_totals_are_held_against_their_statuses(totals: dict[str, int], words: str) -> None:
    alone = {name: value for name, value in PROMISES.items() if name not in ("source", "as_at")}
    declared = tracker(alone, declared_totals=({"as_at": "2022-03-28", **totals},))
    (item,) = discrepancies(totals_alone(declared))
    assert words in item.text


def test_declared_totals_are_held_against_the_items_where_all_are_listed() -> None:
    totals = ({"as_at": "2022-03-28", "all": 3, "complete": 2, "on-track": 1},)
    texts = [item.text for item in discrepancies(tracked_of(tracker(declared_totals=totals), OPEN, DONE))]
    assert texts == [
        "The report to 28 March 2022 counts 3 promises; 2 are listed.",
        "The report to 28 March 2022 counts 2 promises as complete; of those listed it is 1.",
    ]
    others: tuple[dict[str, Any], ...] = ({"not_listed": "Not public."}, {"as_at": "2022-02-28"})
    for changes in others:
        tracked = tracked_of(tracker(**changes, declared_totals=totals), OPEN, DONE)
        assert discrepancies(tracked) == ()


def test_counts_are_held_against_their_parts_and_their_statuses() -> None:
    rows = ("2025-05-29,Police,3,2,0", "2025-05-29,Fire,4,4,0", "2025-05-29,Total,8,6,2")
    off = discrepancies(tracked_of(tracker(COUNTED), *rows))
    assert {(item.kind, item.id, item.code, item.file) for item in off} == {
        ("tracker", "counted", "totals-off", "promises.csv")
    }
    assert [(item.line, item.column) for item in off] == [(2, "every"), (4, "every"), (4, "complete")]
    assert [item.text for item in off] == [
        "Police: The report counts 3 recommendations; the statuses that it gives add up to 2: 1 is not accounted "
        "for. It is the report to 29 May 2025.",
        "Total, 29 May 2025: the file counts 8 recommendations; its parts add up to 7.",
        "Total, 29 May 2025: the file counts 2 recommendations as complete; its parts add up to 0.",
    ]


def test_what_does_not_add_up_weighs_as_it_is_declared() -> None:
    declared = tracker(
        declared_totals=({"as_at": "2022-03-28", "all": 2, "complete": 1, "on-hold": 0},),
        reconcile={"severity": "error", "tolerance": 1},
    )
    (item,) = discrepancies(tracked_of(declared, OPEN, DONE))[:1]
    assert item.weight == "error"
    lenient = tracker(declared_totals=declared.declared_totals, reconcile={"tolerance": 2})
    assert discrepancies(tracked_of(lenient, OPEN, DONE)) == ()


# Twenty clean tables ---------------------------------------------------------------------------------------

CLEAN: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({}, (OPEN,)),
    ({}, (DONE,)),
    ({}, (OPEN, DONE)),
    ({}, (OPEN.replace("on-track", "not-started"),)),
    ({}, (OPEN.replace("on-track", "to come"),)),
    ({}, (OPEN.replace("on-track", "on-hold"),)),
    ({}, (OPEN.replace("on-track", "date-revised"),)),
    ({}, (OPEN.replace(",2022-03-31,March,on-track", ",,later,date-revised"),)),
    ({}, (OPEN.replace("2022-03-31,2022-03-31", ","),)),
    ({}, (OPEN.replace(",2022-03-31,March", ",2023-03-31,next year"),)),
    ({}, (DONE.replace("2022-01-20", ""),)),
    ({}, (OPEN.replace("on-track,,", "withdrawn,,No money"),)),
    ({}, (OPEN.replace("chief-constable", "Mayor and deputy"), DONE)),
    (
        {},
        (OPEN.replace("Rooms are let", "Access with restricted mobility: official statistics"),),
    ),
    ({}, (OPEN.replace("A1", "2.6-1 (a)"), DONE.replace("A2", "2.6-1 (b)"))),
    ({"declared_totals": ({"as_at": "2022-03-28", "all": 2, "complete": 1, "on-track": 1},)}, (OPEN, DONE)),
    ({"declared_totals": ({"as_at": "2022-03-28", "all": 2, "complete": 1},)}, (OPEN, DONE)),
    ({"declared_totals": ({"as_at": "2022-01-28", "all": 5, "complete": 0},)}, (OPEN, DONE)),
    ({"not_listed": "Not public.", "declared_totals": ({"as_at": "2022-03-28", "all": 25},)}, (OPEN, DONE)),
    ({"reconcile": {"severity": "error"}, "not_before": "2022-12-01"}, (OPEN, DONE)),
]


@pytest.mark.parametrize("at", range(len(CLEAN)))
def test_clean_tables_are_passed_over_in_silence(at: int) -> None:
    changes, rows = CLEAN[at]
    result = checked(tracker(**changes), *rows, today=date(2022, 6, 1))
    assert result.issues == ()
    assert result.tracked is not None
    assert discrepancies(result.tracked) == ()
    after = checked(tracker(**changes), *rows, today=date(2022, 6, 1), before=result.tracked)
    assert after.issues == ()


def test_there_are_twenty_clean_tables() -> None:
    assert len(CLEAN) == 20
