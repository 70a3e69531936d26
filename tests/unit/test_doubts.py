"""What is doubtful is an error until somebody has a reason for it: in metrics.yaml, at publication, or before."""

from __future__ import annotations

import calendar
from dataclasses import replace

import pandas as pd
import pytest

from metrics.checking.checks import check_measure
from metrics.checking.doubts import ACCEPTABLE, Doubt, settled
from metrics.checking.events import events_follow_each_other
from metrics.checking.newest import newest_is_believed
from metrics.checking.previous import Previous, check_previous
from metrics.declared.framework import PublishedMeasure
from metrics.figures.acknowledged import Acknowledged, parse_acknowledged
from metrics.figures.observations import as_text, observations
from tests.given import OFFENCES, SATISFACTION, VICTIMS, issues_of, measure
from tests.unit.test_check_previous import stored as as_stored

DOUBT = Doubt("homicide", "q2 Camden", ("V.csv", 1, 1), "Camden is gone.", "gone-area", "Camden is gone")
TAKEN = Acknowledged("homicide", "gone-area", "q2 Camden", "Camden went.", "It had none.")


def read(declared: PublishedMeasure, text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    cells, issues = check_measure(declared, {"Data.csv": text.encode()})
    assert cells is not None, "\n".join(map(str, issues))
    return cells, as_text(observations(declared, cells))


# Settled ---------------------------------------------------------------------------------------------------


def test_a_doubt_without_a_reason_is_an_error_that_says_what_can_be_done() -> None:
    end = settled([DOUBT], {})
    assert end.acknowledged == ()
    assert [str(issue) for issue in end.unsettled] == [
        'V.csv:1:1: error: Camden is gone; if it is meant, declare it under "gone", or publish with '
        "--accept gone-area --reason TEXT"
    ]


def test_a_reason_turns_it_into_a_warning_and_is_kept_for_readers() -> None:
    end = settled([DOUBT], {"gone-area": "It had no victims."})
    assert end.unsettled == ()
    assert [str(issue) for issue in end.issues] == [
        "V.csv:1:1: warning: Camden is gone; acknowledged: It had no victims."
    ]
    assert end.acknowledged == (
        Acknowledged("homicide", "gone-area", "q2 Camden", "Camden is gone.", "It had no victims."),
    )


def test_a_reason_for_another_code_is_none() -> None:
    assert settled([DOUBT], {"gone-figures": "It is so."}).acknowledged == ()


def test_what_is_declared_goes_before_what_is_typed() -> None:
    declared = replace(DOUBT, reason="As declared.")
    assert [item.reason for item in settled([declared], {"gone-area": "As typed."}).acknowledged] == [
        "As declared."
    ]


def test_what_the_release_before_acknowledged_stands_with_its_words_while_it_is_the_same() -> None:
    assert settled([DOUBT], {}, [TAKEN]).acknowledged == (TAKEN,)
    other = Acknowledged("homicide", "gone-area", "q1 Camden", "Camden went.", "It had none.")
    assert settled([DOUBT], {}, [other]).acknowledged == ()


def test_a_new_reason_takes_the_place_of_the_one_before_and_both_are_told() -> None:
    end = settled([DOUBT], {"gone-area": "It counts for itself."}, [TAKEN])
    assert end.acknowledged == (replace(TAKEN, reason="It counts for itself."),)
    assert [issue.message for issue in end.issues] == [
        "Camden is gone; acknowledged: It counts for itself. (in the place of: It had none.)"
    ]


def test_what_is_acknowledged_is_read_again_as_it_was_written() -> None:
    assert parse_acknowledged([TAKEN.as_json()]) == (TAKEN,)


# Events ----------------------------------------------------------------------------------------------------

YEARS = [f"{month}-{year}" for year in (22, 23) for month in calendar.month_abbr[1:]]


def events(*months: str) -> str:
    return "\n".join(["Recorded,Borough,Sex", *(f"{month},Camden,Male" for month in months), ""])


def stretches(*months: str) -> list[tuple[tuple[str, int, int], str]]:
    cells, _ = read(measure(VICTIMS), events(*months))
    return [(item.place, item.message) for item in events_follow_each_other(measure(VICTIMS), cells)]


def test_a_month_misdated_by_two_years_is_told_at_the_row_beyond_the_stretch() -> None:
    misdated = [month.replace("Nov-23", "Nov-25") for month in YEARS]
    assert stretches(*misdated) == [
        (
            ("Data.csv", 24, 1),
            '"homicide": no row is of January 2024 to October 2025, 22 months, and this row is of November 2025; is its '
            "year right? No other stretch without a row is longer than 1 month",
        )
    ]


def test_a_row_dated_far_back_is_told_itself() -> None:
    ((place, message),) = stretches("Jan-03", *YEARS)
    assert (place, "this row is of January 2003" in message) == (("Data.csv", 2, 1), True)


@pytest.mark.parametrize(
    "months",
    [
        YEARS,
        [month for month in YEARS if month not in ("Mar-22", "Aug-23")],
        [month for month in YEARS if month not in ("Mar-22", "Apr-22")],
        ["Jan-03", *YEARS[:10]],
    ],
    ids=["none empty", "two alike", "a longer one that much follows", "too few to tell"],
)
def test_a_stretch_that_may_well_be_is_none(months: list[str]) -> None:
    assert stretches(*months) == []


def test_a_district_may_be_without_an_event_for_years() -> None:
    text = (
        events(*YEARS)
        + "Jan-03,Brent,Male\n"
        + "".join(
            f"{month}-{year:02d},Camden,Male\n"
            for year in range(3, 22)
            for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
        )
    )
    cells, _ = read(measure(VICTIMS), text)
    assert list(events_follow_each_other(measure(VICTIMS), cells)) == []


def test_a_row_that_counts_none_is_no_event() -> None:
    declared = measure(VICTIMS, source={"value": {"column": ("Count",)}})
    text = "Recorded,Borough,Sex,Count\nJan-23,Camden,Male,1\nFeb-23,Camden,Male,0\n"
    assert issues_of(declared, ("V.csv", text)) == [
        'V.csv:3:4: error: a row that counts 0 is no event; ask the publisher, or leave such rows out with "where"'
    ]


# The newest figure -----------------------------------------------------------------------------------------

SEASON = (95, 90, 102, 104, 108, 110, 112, 103, 99, 101, 97, 94)


def newest(last: float, **changes: object) -> list[str]:
    """What is told of a newest month that is a part of what it was."""
    periods = [f"{year}{month:02d}" for year in range(2018, 2024) for month in range(1, 13)]
    counts = [50 * SEASON[at % 12] + 40 * (at % 3) for at in range(len(periods))]
    counts[-1] = round(counts[-1] * last)
    judged = {"judged": "like-with-like"}
    declared = measure(OFFENCES, control_chart={"periods": 24}, comparison=judged, **changes)
    text = f"Borough,{','.join(periods)}\nCamden,{','.join(map(str, counts))}\n"
    return [item.message for item in newest_is_believed(declared, *read(declared, text))]


def test_half_of_region_is_not_believed() -> None:
    assert newest(0.5) == [
        '"violence-with-injury": London in December 2023 is 2,390, and the usual range, adjusted for the time of year, is '
        "4,690 to 5,300; is the file complete?"
    ]


@pytest.mark.parametrize("part", [0.7, 0.8, 1.0, 1.2, 1.4])
def test_a_record_is_believed(part: float) -> None:
    assert newest(part) == []


def test_half_of_region_is_not_believed_just_after_a_break() -> None:
    breaks = ({"period": "2023-10", "reason": "recording moved"},)
    assert [message.partition(";")[0][-8:] for message in newest(0.5, breaks=breaks)] == ["to 5,300"]
    assert newest(0.9, breaks=breaks) == []


@pytest.mark.parametrize(("last", "count"), [("61%", 0), ("55%", 0), ("31%", 1), ("6%", 1), ("98%", 1)])
def test_a_percentage_of_another_size_is_not_believed(last: str, count: int) -> None:
    rows = [f"Q{at % 4 + 1} {20 + at // 4}-{21 + at // 4},{60 + at % 3}%" for at in range(12)]
    text = "\n".join(["Quarter,Satisfied", *rows, f"Q1 23-24,{last}", ""])
    declared = measure(SATISFACTION)
    assert len(list(newest_is_believed(declared, *read(declared, text)))) == count


# History that went one way ---------------------------------------------------------------------------------


def shifted(*steps: float) -> list[str]:
    periods = [f"20{10 + at // 4}-Q{at % 4 + 1}" for at in range(len(steps))]
    before = as_stored(*((period, "E12000007", "61") for period in periods))
    now = as_stored(
        *((period, "E12000007", f"{61 + step:g}") for period, step in zip(periods, steps, strict=True))
    )
    previous = Previous("q2", {}, {"victim-satisfaction": before})
    return [
        issue.message
        for issue in check_previous(measure(), "USS.csv", now, previous)
        if "shifted" in issue.code
    ]


def test_a_history_that_moved_the_same_way_in_every_period_is_told_at_any_size() -> None:
    assert shifted(*[-3] * 36) == [
        '"victim-satisfaction": 36 of 36 past figures of London moved down from release "q2", by 3.0 points as a rule, and '
        "none the other way; is it the same question, and the same rows?"
    ]
    assert len(shifted(*[0.1] * 10)) == 1


@pytest.mark.parametrize("steps", [[-3] * 35 + [1], [0] * 30 + [-1] * 6, [-3] * 7, [0] * 36])
def test_revisions_go_either_way_or_leave_most_as_they_were(steps: list[float]) -> None:
    assert shifted(*steps) == []


def test_every_code_that_can_be_accepted_is_told_once() -> None:
    assert len(set(ACCEPTABLE)) == len(ACCEPTABLE)
