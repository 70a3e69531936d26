from __future__ import annotations

from typing import Any

import pytest

from metrics.declared.measure_parts import Supplement
from metrics.figures.change import arithmetic
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.comparison import comparison_of
from metrics.figures.further_sentences import beside_sentence, supplement_sentence
from metrics.figures.sentences import (
    change_sentence,
    change_text,
    observation_text,
)
from metrics.figures.series import Observation, Series
from metrics.statuses import Status
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed

CONNECT = {"period": "2024-03", "reason": "the recording system changed"}
COUNTED: Any = {"basis": "previous-period", "materiality": 1.0, "test": "counts"}
ROLLING: Any = {"window": "rolling-12-months", "source": {"window": "rolling-12-months"}}


def sentence_of(
    declaration: Any, first: tuple[str, float | None], second: tuple[str, float | None], **changes: Any
) -> str:
    declared = measure(declaration, **changes)
    window = declared.source.window
    earlier = observed(*first, frequency=declared.frequency, window=window)
    later = observed(*second, frequency=declared.frequency, window=window)
    return change_sentence(declared, later, change_between(declared, earlier, later))


def test_a_percentage_is_said_in_points() -> None:
    assert sentence_of(SATISFACTION, ("2023-Q2", 64.0), ("2023-Q3", 61.0)) == (
        "In Q3 2023/24, 61% of victims were satisfied, 3.0 percentage points lower than in Q2 2023/24 (64%)."
    )


def test_a_count_is_said_in_per_cent_more_or_fewer() -> None:
    assert sentence_of(OFFENCES, ("2023-12", 6732), ("2024-01", 6100)) == (
        "There were 6,100 offences in January 2024, 9.4% fewer than in December 2023 (6,732)."
    )
    assert sentence_of(OFFENCES, ("2023-12", 1), ("2024-01", 2)) == (
        "There were 2 offences in January 2024, 100.0% more than in December 2023 (1)."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "There were no homicide victims"),
        (1, "There was 1 homicide victim"),
        (2, "There were 2 homicide victims"),
    ],
)
def test_the_noun_fits_the_number(count: int, words: str) -> None:
    assert sentence_of(VICTIMS, ("2023-12", 9), ("2024-01", count)).startswith(f"{words} in January 2024, ")


def test_little_change_names_no_direction() -> None:
    assert sentence_of(SATISFACTION, ("2023-Q2", 61.0), ("2023-Q3", 61.4)) == (
        "In Q3 2023/24, 61% of victims were satisfied, little changed from Q2 2023/24 (61%)."
    )


def test_windows_that_overlap_are_said_to_be_too_uncertain() -> None:
    assert sentence_of(SATISFACTION, ("2023-Q2", 70.0), ("2023-Q3", 69.0), **ROLLING) == (
        "In the 12 months to December 2023, 69% of victims were satisfied, against 70% in the 12 months to "
        "September 2023: too uncertain to call a change."
    )


def test_a_break_is_said_with_its_reason() -> None:
    assert sentence_of(OFFENCES, ("2024-02", 5365), ("2024-03", 5284), breaks=(CONNECT,)) == (
        "There were 5,284 offences in March 2024. This cannot be compared with February 2024, because the "
        "recording system changed."
    )


def test_a_missing_figure_is_said_in_words() -> None:
    assert sentence_of(SATISFACTION, ("2023-Q2", None), ("2023-Q3", 61.0)) == (
        "In Q3 2023/24, 61% of victims were satisfied. The change is not known: there is no figure for "
        "Q2 2023/24."
    )
    assert sentence_of(OFFENCES, ("2023-12", 0), ("2024-01", 5)) == (
        "There were 5 offences in January 2024. The change is not known: there were none in December 2023, and "
        "no percentage can be taken of zero."
    )


@pytest.mark.parametrize(
    ("status", "words"), [("c", "confidential"), ("x", "not available"), ("z", "not applicable")]
)
def test_a_figure_that_is_not_there_says_why(status: Status, words: str) -> None:
    latest = observed("2023-Q3", None, status)
    assert change_sentence(measure(), latest, None) == f"There is no figure for Q3 2023/24: it is {words}."


def test_a_running_total_is_said_with_its_newest_month() -> None:
    declared = measure(VICTIMS)
    total = observed("2023-12", 109, frequency="month", window="calendar-year-to-date")
    earlier, later = observed("2023-11", 7, frequency="month"), observed("2023-12", 12, frequency="month")
    assert change_sentence(declared, total, change_between(declared, earlier, later)) == (
        "There were 109 homicide victims in 2023 to the end of December. In December 2023 there were 12, 5 more "
        "than in November 2023 (7)."
    )


def test_why_names_the_values_the_rule_and_its_threshold() -> None:
    declared = measure()
    change = change_between(declared, observed("2023-Q2", 64.0), observed("2023-Q3", 61.0))
    assert explanation_sentences(declared, change) == (
        "Q3 2023/24 (61%) is compared with Q2 2023/24 (64%). The difference, rounded, is -3.0 percentage points. "
        "For this measure, 1.0 percentage point or more is called a change. Whether a difference of this "
        "size could be chance is not weighed here. For this measure higher is better."
    )


def test_why_names_the_months_that_overlapping_windows_share() -> None:
    declared = measure(SATISFACTION, **ROLLING)
    earlier = observed("2023-Q2", 70.0, window="rolling-12-months")
    later = observed("2023-Q3", 69.0, window="rolling-12-months")
    assert explanation_sentences(declared, change_between(declared, earlier, later)) == (
        "The 12 months to December 2023 (69%) is compared with the 12 months to September 2023 (70%). The "
        "difference, rounded, is -1.0 percentage point. The two share 9 months, so the difference comes from the rest alone: "
        "October to December 2023 against October to December 2022. Figures that share months are not told apart "
        "as if each stood alone, so it is too uncertain to say. For this measure higher is better."
    )


def test_why_says_from_when_comparison_resumes_after_a_break() -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,))
    earlier, later = observed("2024-02", 5, frequency="month"), observed("2024-03", 6, frequency="month")
    assert explanation_sentences(declared, change_between(declared, earlier, later)) == (
        "March 2024 (6) is compared with February 2024 (5). The two cannot be compared, because the recording "
        "system changed. Comparison resumes with April 2024."
    )


@pytest.mark.parametrize(
    ("earlier", "later", "text"),
    [
        (64.0, 61.0, "-3.0 p.p."),
        (61.0, 64.0, "3.0 p.p."),
        (61.0, 61.0, "0.0 p.p."),
        (None, 61.0, "Not known"),
    ],
)
def test_a_change_is_written_as_a_number_or_in_words(earlier: float | None, later: float, text: str) -> None:
    assert (
        change_text(change_between(measure(), observed("2023-Q2", earlier), observed("2023-Q3", later)))
        == text
    )


TEENAGE = Supplement.model_validate(
    {
        "dimension": "age-group",
        "category": "13 to 19",
        "noun": {"singular": "teenage homicide", "plural": "teenage homicides"},
    }
)


def running(period: str, value: float | None) -> Observation:
    return observed(period, value, frequency="month", window="calendar-year-to-date")


@pytest.mark.parametrize(
    ("this_year", "last_year", "sentence"),
    [
        (
            ("2023-12", 21),
            ("2022-12", 14),
            "There were 21 teenage homicides from January to December 2023, against 14 in the same months of 2022.",
        ),
        (
            ("2024-01", 1),
            ("2023-01", 0),
            "There was 1 teenage homicide in January 2024, against 0 in the same month of 2023.",
        ),
        (
            ("2024-02", 0),
            ("2023-02", None),
            "There were no teenage homicides from January to February 2024. The number in the same months of 2023 is "
            "not known.",
        ),
        (("2024-02", None), ("2023-02", 3), ""),
    ],
)
def test_the_supplement_compares_the_same_months(
    this_year: tuple[str, float | None], last_year: tuple[str, float | None], sentence: str
) -> None:
    assert supplement_sentence(TEENAGE, running(*this_year), running(*last_year)) == sentence


@pytest.mark.parametrize(
    ("declaration", "materiality", "words"),
    [
        (SATISFACTION, 1.25, "less than 1.25 percentage points is called little change"),
        (VICTIMS, 5, "less than 5 is called little change"),
        (OFFENCES, 2, "less than 2.0% is called little change"),
    ],
)
def test_why_gives_the_threshold_as_it_is_declared(declaration: Any, materiality: float, words: str) -> None:
    declared = measure(declaration, comparison={"materiality": materiality})
    frequency = declared.frequency
    first, second = ("2023-Q2", "2023-Q3") if frequency == "financial-quarter" else ("2023-12", "2024-01")
    change = change_between(
        declared, observed(first, 61, frequency=frequency), observed(second, 61, frequency=frequency)
    )
    assert f"For this measure, {words}." in explanation_sentences(declared, change)


def test_a_district_is_named_in_its_sentence() -> None:
    survey, crime = measure(), measure(OFFENCES)
    quarter, january = observed("2023-Q3", 61.0), observed("2024-01", 20, frequency="month")
    assert (
        change_sentence(survey, quarter, None, "Camden")
        == "In Camden, in Q3 2023/24, 61% of victims were satisfied."
    )
    assert (
        change_sentence(crime, january, None, "Camden") == "There were 20 offences in Camden in January 2024."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("c", "Withheld"),
        ("x", "Not available"),
        ("z", "Not applicable"),
        ("u", "Not available"),
        ("", "Not available"),
    ],
)
def test_a_figure_that_is_not_there_has_words_in_its_place(status: Status, words: str) -> None:
    assert observation_text(measure(), observed("2023-Q3", None, status)) == words


@pytest.mark.parametrize(
    ("value", "words"), [(12, "there were 12 homicide victims"), (1, "there was 1 homicide victim")]
)
def test_of_a_running_total_without_a_figure_the_newest_month_is_named_in_full(
    value: float, words: str
) -> None:
    declared = measure(VICTIMS)
    total = observed("2023-12", None, "x", frequency="month", window="calendar-year-to-date")
    earlier, later = observed("2023-11", 0, frequency="month"), observed("2023-12", value, frequency="month")
    assert change_sentence(declared, total, change_between(declared, earlier, later)) == (
        f"There is no figure for 2023 to the end of December: it is not available. In December 2023 {words}, "
        f"{value} more than in November 2023 (0)."
    )


def test_years_so_far_of_unequal_length_are_said_not_to_be_comparable() -> None:
    june, december = (
        observed(period, 50, frequency="month", window="calendar-year-to-date")
        for period in ("2022-06", "2023-12")
    )
    declared = measure(VICTIMS)
    assert change_sentence(declared, december, change_between(declared, june, december)) == (
        "There were 50 homicide victims in 2023 to the end of December. This cannot be compared with 2022 to the "
        "end of June, because they do not cover equal periods."
    )


@pytest.mark.parametrize(
    ("declaration", "earlier", "later", "sentence"),
    [
        (OFFENCES, 100, 150, "That is 50.0% more than in January 2023 (100)."),
        (OFFENCES, 100, 50, "That is 50.0% fewer than in January 2023 (100)."),
        (OFFENCES, 1000, 1001, "That is little changed from January 2023 (1,000)."),
        (OFFENCES, 0, 5, ""),
        (VICTIMS, 4, 7, "That is 3 more than in January 2023 (4)."),
        (
            {**OFFENCES, "comparison": COUNTED},
            4,
            5,
            "Against January 2023 (4) it is too uncertain to call a change.",
        ),
    ],
)
def test_a_second_comparison_is_said_by_its_outcome(
    declaration: Any, earlier: int, later: int, sentence: str
) -> None:
    declared = measure(declaration)
    before, now = (
        observed(month, value, frequency="month")
        for month, value in (("2023-01", earlier), ("2024-01", later))
    )
    assert beside_sentence(declared, change_between(declared, before, now)) == sentence


@pytest.mark.parametrize(
    ("earlier", "later", "sentence"),
    [
        (62.0, 64.0, "That is 2.0 percentage points higher than in Q2 2023/24 (62%)."),
        (64.0, 61.0, "That is 3.0 percentage points lower than in Q2 2023/24 (64%)."),
    ],
)
def test_a_second_comparison_of_percentages_is_said_in_points(
    earlier: float, later: float, sentence: str
) -> None:
    change = change_between(measure(), observed("2023-Q2", earlier), observed("2023-Q3", later))
    assert beside_sentence(measure(), change) == sentence


def test_nothing_against_nothing_is_the_same_and_said_in_words() -> None:
    declared = measure(VICTIMS)
    total = observed("2023-12", 2, frequency="month", window="calendar-year-to-date")
    earlier, later = observed("2023-11", 0, frequency="month"), observed("2023-12", 0, frequency="month")
    assert change_sentence(declared, total, change_between(declared, earlier, later), "Camden") == (
        "There were 2 homicide victims in Camden in 2023 to the end of December. In December 2023 there were none, "
        "the same as in November 2023."
    )


def test_a_percentage_that_stands_still_is_said_to_be_the_same() -> None:
    assert sentence_of(SATISFACTION, ("2021-Q2", 63.0), ("2021-Q3", 63.0)) == (
        "In Q3 2021/22, 63% of victims were satisfied, the same as in Q2 2021/22."
    )


@pytest.mark.parametrize(
    ("status", "place", "sentence"),
    [
        ("c", "Camden", "There is no figure for Camden in January 2024: it is confidential."),
        ("x", "", "There is no figure for January 2024: it is not available."),
    ],
)
def test_where_there_is_no_figure_it_says_of_what_and_why(status: Status, place: str, sentence: str) -> None:
    absent = observed("2024-01", None, status, frequency="month")
    assert change_sentence(measure(OFFENCES), absent, None, place) == sentence


MONEY: Any = {
    **SATISFACTION,
    "unit": "money",
    "share": None,
    "subject": "cost of overtime",
    "decimals": 1,
    "money": {"given_in": "millions"},
    "source": {**SATISFACTION["source"], "value": {"column": ("Cost",)}},
}


def test_the_newest_quarter_of_a_running_total_that_is_no_count_is_told_with_its_unit() -> None:
    declared = measure(MONEY)
    total = observed("2023-Q3", 9.5, window="financial-year-to-date")
    change = change_between(declared, observed("2023-Q2", 3.0), observed("2023-Q3", 3.4))
    assert ". In Q3 2023/24 it was £3.4 million, " in change_sentence(declared, total, change)


def test_no_percentage_leads_from_above_zero_to_below_it() -> None:
    assert sentence_of(MONEY, ("2023-Q2", 3.4), ("2023-Q3", -1.2)) == (
        "In Q3 2023/24, the cost of overtime was -£1.2 million. The change is not known: it is -£1.2 million in Q3 "
        "2023/24, and no percentage leads to a number below zero."
    )


@pytest.mark.parametrize(("later", "same"), [(61.0, "the same as"), (61.04, "nearly the same as")])
def test_a_difference_of_nought_that_nobody_judges_is_said_to_be_the_same(later: float, same: str) -> None:
    declared = measure(SATISFACTION)
    figures = Series((observed("2023-Q2", 61.0), observed("2023-Q3", later)))
    compared = comparison_of(declared, figures.observations[-1].period)
    assert compared is not None
    sentence = change_sentence(declared, figures.observations[-1], arithmetic(declared, figures, compared))
    assert sentence == f"In Q3 2023/24, 61% of victims were satisfied, {same} in Q2 2023/24 (61%)."
