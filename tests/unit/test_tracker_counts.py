"""How many promises stand where, what slipped and what is overdue: the facts of published reports, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.promises.addresses import area_names, item_at, item_names, plain_names
from metrics.promises.counts import Standing, days_overdue, overdue, parts_of, standing, standings
from metrics.promises.date_sentences import (
    days_text,
    item_by_itself,
    item_sentences,
    moves_sentence,
    overdue_sentences,
    past_text,
    slip_sentences,
)
from metrics.promises.items import Counts, Item, Tracked
from metrics.promises.sentences import day_sentence, share_text, standing_sentence, tracker_sentences
from metrics.promises.slips import moves, slip_of, slips
from tests.tracked import (
    DAYS,
    RELEASES,
    change_programme,
    improvement,
    inquiry,
    items_of,
    milestones,
    tracker,
)

WHERE_25 = (
    "Of 25 actions, 7 are complete, 7 are on track, 6 have a later date and 4 are on hold; "
    "1 is not accounted for in the report."
)
TWO = "reference,item,status,original_due\n{}\n"


def tracked_of(*rows: str, **changes: object) -> Tracked:
    return Tracked(tracker(**changes), date(2022, 3, 28), items_of(TWO.format("\n".join(rows))))


# How many stand where --------------------------------------------------------------------------------------


def test_what_a_report_does_not_account_for_is_said_and_never_filled_in() -> None:
    stand = standing(improvement())
    assert stand is not None
    assert (stand.every, stand.accounted, stand.unaccounted, stand.by) == (25, 24, 1, "totals")
    assert tracker_sentences(improvement()) == [
        WHERE_25,
        "One more is complete than on 1 January 2022.",
        "7 of them are listed here.",
        "Why the other 18 are not: They are marked, and not published.",
    ]


def test_totals_without_items_are_said_with_their_share() -> None:
    assert tracker_sentences(change_programme()) == [
        "36 of 117 deliverables are complete (31%); 81 are to come.",
        "They are not listed here.",
        "By the report they will not all be complete before December 2022.",
    ]


def test_items_are_counted_in_the_words_of_their_tracker() -> None:
    (sentence,) = tracker_sentences(milestones())
    assert sentence == "Of 26 milestones, 13 are complete, 2 have slipped and 11 are to come."
    assert day_sentence(milestones()) == "This is how it stood on 28 March 2022."


def test_counts_are_those_of_the_row_of_all_and_what_was_added_is_said() -> None:
    numbers = [
        (stand.every, stand.by_status["on-track"], stand.by_status["complete"])
        for stand in standings(inquiry())
    ]
    assert numbers == [(58, 57, 1), (61, 58, 3)]
    assert tracker_sentences(inquiry()) == [
        "3 of 61 recommendations are complete (5%); 58 are in progress.",
        "Since 29 May 2025 three were added.",
        "Two more are complete than on 29 May 2025.",
    ]
    first = replace(inquiry(), counts=inquiry().counts[:5])
    assert tracker_sentences(first) == ["1 of 58 recommendations is complete (2%); 57 are in progress."]
    assert [item.group for item in parts_of(inquiry())][-1] == "Total"
    assert sum(item.every or 0 for item in parts_of(inquiry())[:-1]) == 61


def test_counts_without_a_row_of_all_are_not_added_up() -> None:
    parts = tuple(item for item in inquiry().counts if item.group != "Total")
    assert standings(replace(inquiry(), counts=parts)) == ()
    assert tracker_sentences(replace(inquiry(), counts=parts)) == []


def test_items_that_are_as_many_as_their_totals_are_counted_themselves() -> None:
    totals = ({"as_at": "2022-02-28", "all": 2, "complete": 0},)
    tracked = tracked_of("A,First,complete,", "B,Second,complete,", declared_totals=totals)
    assert tracker_sentences(tracked) == ["All 2 milestones are complete."]


@pytest.mark.parametrize(
    ("complete", "to_come", "sentence"),
    [
        (0, 4, "None of 4 milestones is complete; 4 are to come."),
        (1, 3, "1 of 4 milestones is complete (25%); 3 are to come."),
        (3, 1, "3 of 4 milestones are complete (75%); 1 is to come."),
        (4, 0, "All 4 milestones are complete."),
    ],
)
def test_one_and_none_have_their_own_words(complete: int, to_come: int, sentence: str) -> None:
    totals = ({"as_at": "2022-02-28", "all": 4, "complete": complete, "not-started": to_come},)
    tracked = Tracked(tracker(declared_totals=totals), date(2022, 2, 28))
    assert tracker_sentences(tracked)[0] == sentence


@pytest.mark.parametrize(
    ("totals", "sentence"),
    [
        (
            {"all": 4, "complete": 0, "on-hold": 1, "not-started": 3},
            "Of 4 milestones, none is complete, 1 is on hold and 3 are to come.",
        ),
        ({"all": 1, "complete": 1, "not-started": 0}, "Of 1 milestone, 1 is complete."),
    ],
)
def test_that_none_is_complete_is_said_and_one_is_no_plural(totals: dict[str, int], sentence: str) -> None:
    tracked = Tracked(tracker(declared_totals=({"as_at": "2022-02-28", **totals},)), date(2022, 2, 28))
    assert tracker_sentences(tracked)[0] == sentence


def test_a_total_with_its_complete_ones_alone_leaves_the_others_open() -> None:
    totals = ({"as_at": "2022-01-01", "all": 25, "complete": 6},)
    tracked = Tracked(tracker(declared_totals=totals), None)
    sentence = "6 of 25 milestones are complete (24%); 19 are not accounted for in the report."
    assert tracker_sentences(tracked)[0] == sentence


def test_more_parts_than_all_leave_nothing_unaccounted() -> None:
    totals = ({"as_at": "2022-01-01", "all": 3, "complete": 2, "on-hold": 2},)
    stand = standing(Tracked(tracker(declared_totals=totals), None))
    assert stand is not None
    assert (stand.accounted, stand.unaccounted) == (4, 0)


@pytest.mark.parametrize(
    ("number", "every", "text"),
    [(36, 117, "31%"), (1, 1000, "under 1%"), (999, 1000, "over 99%"), (1, 8, "13%"), (4, 4, "100%")],
)
def test_a_share_is_rounded_away_from_zero_and_never_called_nothing_or_all(
    number: int, every: int, text: str
) -> None:
    assert share_text(number, every) == text


def test_fewer_complete_and_fewer_in_all_are_said() -> None:
    totals = (
        {"as_at": "2022-01-01", "all": 12, "complete": 4, "on-track": 8},
        {"as_at": "2022-02-01", "all": 11, "complete": 3, "on-track": 8},
    )
    assert tracker_sentences(Tracked(tracker(declared_totals=totals), None))[1:3] == [
        "Since 1 January 2022 one was taken out.",
        "One fewer is complete than on 1 January 2022.",
    ]


def test_of_three_days_the_last_stands_beside_the_one_before_it() -> None:
    totals = tuple(
        {"as_at": f"2022-0{month}-01", "all": 12, "complete": complete, "on-track": 12 - complete}
        for month, complete in ((1, 1), (2, 4), (3, 6))
    )
    sentences = tracker_sentences(Tracked(tracker(declared_totals=totals), None))
    assert sentences[1] == "Two more are complete than on 1 February 2022."


def test_as_many_as_before_is_said_too() -> None:
    totals = tuple(
        {"as_at": f"2022-0{month}-01", "all": 12, "complete": 4, "on-track": 8} for month in (1, 2)
    )
    sentences = tracker_sentences(Tracked(tracker(declared_totals=totals), None))
    assert sentences[1] == "As many are complete as on 1 January 2022."


def test_what_has_moved_is_something_whatever_it_is() -> None:
    unchanged = replace(milestones(2), items=milestones(1).items)
    item = unchanged.items[0]
    changed = replace(unchanged, items=(replace(item, status="withdrawn"), *unchanged.items[1:]))
    added = replace(unchanged, items=(*unchanged.items, Item("2.9-5", "One more", "on-track")))
    gone = replace(unchanged, items=unchanged.items[1:])
    assert [bool(moves(tracked)) for tracked in (unchanged, changed, added, gone)] == [
        False,
        True,
        True,
        True,
    ]


def test_of_what_nobody_counts_nothing_is_said() -> None:
    assert standing_sentence(tracker(), Standing(None, None, {}, "counts")) == ""
    alone = tracker().model_copy(update={"source": None})
    assert parts_of(Tracked(alone, None)) == ()


def test_a_tracker_of_which_nobody_says_the_day_says_so() -> None:
    assert day_sentence(replace(milestones(), as_at=None)) == "The report does not say of which day this is."


# Past their date -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number"), [(date(2022, 3, 28), 2), (date(2022, 6, 1), 7), (date(2022, 9, 1), 13)]
)
def test_milestones_past_their_date_on_three_days(day: date, number: int) -> None:
    assert len(overdue(milestones(), day)) == number
    first, *rest = overdue_sentences(milestones(), day)
    assert first == f"{number} are past their date on {day.day} {day:%B %Y}."
    is_later = day > date(2022, 3, 28)
    assert rest == (["That goes by what was reported to 28 March 2022."] if is_later else [])


def test_the_day_itself_is_not_past_and_what_is_complete_never_is() -> None:
    tracked = tracked_of("A,First,on-track,2022-03-28", "B,Second,complete,2021-01-01")
    first, second = tracked.items
    assert days_overdue(first, date(2022, 3, 28)) == 0
    assert days_overdue(first, date(2022, 3, 29)) == 1
    assert days_overdue(second, date(2022, 3, 29)) == 0
    assert overdue_sentences(tracked, date(2022, 3, 28)) == ["None is past its date on 28 March 2022."]


def test_of_a_part_of_all_it_is_said_that_it_goes_by_those_that_are_listed() -> None:
    totals = ({"as_at": "2022-02-28", "all": 9, "complete": 2},)
    tracked = tracked_of("A,First,on-track,2022-03-01", declared_totals=totals)
    assert overdue_sentences(tracked, date(2022, 3, 28)) == [
        "Of those listed 1 is past its date on 28 March 2022."
    ]
    assert overdue_sentences(tracked, date(2022, 2, 28)) == [
        "Of those listed none is past its date on 28 February 2022."
    ]


def test_nothing_is_said_of_dates_where_there_are_none() -> None:
    assert overdue_sentences(improvement(), date(2022, 9, 1)) == []
    assert slip_sentences(improvement()) == []


# Slips, worked out by hand: the later dates are made up ----------------------------------------------------


def test_the_first_release_has_two_later_dates_that_nobody_states() -> None:
    assert slips(milestones()).median is None
    assert slip_sentences(milestones()) == ["Two have a later date that is not stated."]
    assert moves(milestones()) is None
    assert moves_sentence(milestones()) == ""


def test_the_second_release_slips_by_30_and_92_days() -> None:
    own = slips(milestones(1))
    # 28 February to 30 March 2022: 30 days. 28 February to 31 May 2022: 92 days. The median of two: (30 + 92) / 2
    assert [(slip.item.reference, slip.days, slip.times) for slip in own.later] == [
        ("2.9-3", 92, 1),
        ("2.9-2", 30, 1),
    ]
    assert own.median == 61
    assert slip_sentences(milestones(1)) == [
        "Two dates have slipped: by 61 days at the median, and by 92 days at most (2.9-3)."
    ]
    assert moves_sentence(milestones(1)) == (
        "Since the release before one is complete now and two dates were moved."
    )


def test_the_third_release_slips_by_15_60_60_and_92_days() -> None:
    own = slips(milestones(2))
    # 31 March to 15 April: 15. 28 February to 29 April: 60. 30 April to 29 June: 60. Of 15, 60, 60, 92 the median: 60
    assert sorted((slip.days, slip.item.reference, slip.times) for slip in own.later) == [
        (15, "2.7-4", 1),
        (60, "2.8-4", 1),
        (60, "2.9-2", 2),
        (92, "2.9-3", 1),
    ]
    assert own.median == 60
    assert slip_sentences(milestones(2)) == [
        "Four dates have slipped: by 60 days at the median, and by 92 days at most (2.9-3).",
        "One of them was moved more than once.",
    ]
    assert moves_sentence(milestones(2)) == (
        "Since the release before one is complete now, two have slipped now and three dates were moved."
    )


def test_the_line_of_an_item_names_the_release_that_brought_each_date() -> None:
    tracked = milestones(2)
    item = tracked.item("2.9-2")
    assert item is not None
    assert [(promise.day, promise.release) for promise in slip_of(tracked, item).line] == [
        (date(2022, 2, 28), RELEASES[0]),
        (date(2022, 3, 30), RELEASES[1]),
        (date(2022, 4, 29), ""),
    ]
    assert item_sentences(tracked, item, DAYS[2]) == [
        "It is complete; on which day is not stated.",
        "It was promised for 28 February 2022 at first, and at last for 29 April 2022: 60 days later, "
        "moved 2 times.",
    ]


def test_an_item_that_is_open_says_by_how_many_days_it_is_past_its_date() -> None:
    tracked = milestones(2)
    item = tracked.item("2.9-3")
    assert item is not None
    assert item_sentences(tracked, item, date(2022, 9, 1))[-1] == (
        "On 1 September 2022 it is past its date by 93 days."
    )


def test_an_item_whose_later_date_is_not_stated_is_past_its_first_date_by_what_was_reported() -> None:
    tracked = milestones()
    item = tracked.item("2.9-2")
    assert item is not None
    assert item_by_itself(tracked, item, date(2022, 9, 1)) == [
        "It has slipped.",
        "It was promised for 28 February 2022 at first.",
        "The later date is not stated.",
        "On 1 September 2022 its first date is past by 185 days.",
        "That goes by what was reported to 28 March 2022.",
    ]
    assert past_text(item, 185) == "past its first date by 185 days"
    assert item_by_itself(tracked, item, DAYS[0])[-1] == "On 28 March 2022 its first date is past by 28 days."


def test_an_item_in_time_says_nothing_of_what_was_reported() -> None:
    tracked, day = milestones(), date(2022, 9, 1)
    done = next(item for item in tracked.items if item.status == "complete")
    assert item_by_itself(tracked, done, day) == item_sentences(tracked, done, day)
    assert past_text(done, 1) == "past its date by 1 day"


def test_what_is_complete_says_on_which_day_or_that_none_is_stated() -> None:
    dated = Item("A", "First", "complete", completed=date(2022, 3, 4))
    tracked = Tracked(tracker(), None, (dated, Item("B", "Second", "complete")))
    first, second = (item_sentences(tracked, item, date(2022, 4, 1))[0] for item in tracked.items)
    assert (first, second) == (
        "It was completed on 4 March 2022.",
        "It is complete; on which day is not stated.",
    )
    assert (tracked.item("A"), tracked.item("C")) == (dated, None)


def test_an_item_that_has_not_moved_since_an_earlier_release_has_not_moved() -> None:
    unchanged = replace(milestones(2), items=milestones(1).items)
    assert moves_sentence(unchanged) == "Nothing has moved since the release before."


def test_items_that_are_new_or_gone_are_said() -> None:
    tracked = milestones(1)
    new = Item("2.9-5", "One more", "on-track")
    changed = replace(tracked, items=(*tracked.items[1:], new))
    assert moves_sentence(changed).endswith(
        "two dates were moved, one was added and one is no longer listed."
    )


def test_a_date_that_is_brought_forward_is_no_slip() -> None:
    item = Item("A", "First", "on-track", original_due=date(2022, 3, 31), due=date(2022, 3, 1))
    tracked = Tracked(tracker(), None, (item,))
    assert slips(tracked).later == ()
    assert slip_sentences(tracked) == ["No date has slipped.", "One was brought forward."]
    assert item_sentences(tracked, item, date(2022, 2, 1))[1] == (
        "It was promised for 31 March 2022 at first, and at last for 1 March 2022: 30 days sooner, moved once."
    )


def test_one_slip_is_said_by_itself() -> None:
    item = Item("A", "First", "on-track", original_due=date(2022, 3, 1), due=date(2022, 3, 2))
    assert slip_sentences(Tracked(tracker(), None, (item,))) == ["One date has slipped: A by 1 day."]
    assert days_text(15.5) == "15.5 days"


# Addresses -------------------------------------------------------------------------------------------------


def test_a_name_in_addresses_holds_for_any_reference() -> None:
    names = plain_names(["2.8-3a", "A/1", "Ü 3", "A 1", "a-1", "推", "§"])
    assert list(names.values()) == ["2-8-3a", "a-1", "u-3", "a-1-2", "a-1-3", "item", "item-2"]


def test_a_name_stays_with_the_item_that_an_earlier_release_had() -> None:
    old = replace(milestones(), items=items_of("reference,item,status\nA 1,First,on-track\n"))
    step = replace(milestones(1).steps[0], reference="A 1")
    later = items_of("reference,item,status\nA/1,Before it,on-track\nA 1,First,on-track\n")
    new = replace(old, items=later, steps=(step,))
    assert item_names(old)["A 1"] == item_names(new)["A 1"] == "a-1"
    item = item_at(new, "a-1-2")
    assert item is not None and item.reference == "A/1"
    assert item_at(new, "b") is None


def test_fields_of_work_have_names_in_addresses_too() -> None:
    assert list(area_names(milestones()).values()) == [
        "mps-oversight",
        "data-framework",
        "published-information",
        "financial-oversight",
    ]


def test_counts_of_one_group_alone_are_of_all() -> None:
    counts = (Counts(date(2025, 1, 1), "", 4, {"complete": 4}),)
    assert tracker_sentences(replace(inquiry(), counts=counts)) == ["All 4 recommendations are complete."]
