"""What is usual of a step for the time of year: a mean of logarithms with its limits, and when it is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import exp, log, sqrt
from typing import Any

import pandas as pd
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import arithmetic
from metrics.figures.comparison import comparison_of
from metrics.figures.dispersion import dispersion
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Observation, Series
from metrics.figures.usual_step import UsualStep, usual_step
from metrics.figures.usual_step_words import usual_sentence
from tests.given import OFFENCES, measure

LIKE = {"judged": "like-with-like", "test": "counts"}
COUNT = measure(OFFENCES, comparison=LIKE)
LAST = pd.Period("2024-01", "M")


def series(*januaries: float, december: float = 200.0, now: float = 150.0) -> Series:
    """Years of 200 a month, of which each January, the oldest first, is as given; the last January is ``now``."""
    values = {LAST - back: december for back in range(12 * (len(januaries) + 1) + 1)}
    for back, value in enumerate(reversed((*januaries, now))):
        values[LAST - 12 * back] = value
    return Series(tuple(Observation(period, "single", values[period], "") for period in sorted(values)))


def usual(observations: Series, declared: PublishedMeasure = COUNT) -> UsualStep | None:
    compared = comparison_of(declared, LAST)
    assert compared is not None
    change = arithmetic(declared, observations, compared)
    assert change is not None
    return usual_step(declared, observations, change, dispersion(declared, observations, LAST))


def test_the_usual_step_is_the_mean_of_the_logarithms_of_earlier_years() -> None:
    observations = series(180.0, 190.0, 170.0, now=150.0)
    step = usual(observations)
    mean = (log(180 / 200) + log(190 / 200) + log(170 / 200)) / 3
    moves = dispersion(COUNT, observations, LAST)
    reach = moves.quantile * sqrt(moves.phi * (1 / 150 + 1 / 200) * (1 + 1 / 3))
    ends = tuple(rounded(exact(100 * (exp(end) - 1)), 1) for end in (mean, mean - reach, mean + reach))
    assert step is not None
    assert (step.usual, *step.limits) == ends
    assert (step.years, step.fell, step.rose, step.difference) == (3, 3, 0, Decimal("-25.0"))


def test_two_years_are_too_few_to_call_a_step_usual() -> None:
    assert usual(series(180.0, 190.0)) is None


def test_ten_years_are_the_most_that_count() -> None:
    step = usual(series(*[180.0] * 14))
    assert step is not None
    assert step.years == 10


def test_a_year_with_none_is_left_out() -> None:
    step = usual(series(0.0, 180.0, 190.0, 170.0))
    assert step is not None
    assert step.years == 3


def test_a_step_that_came_to_nought_this_year_has_no_usual() -> None:
    assert usual(series(180.0, 190.0, 170.0, now=0.0)) is None


def test_years_in_which_nothing_moved_neither_fell_nor_rose() -> None:
    step = usual(series(200.0, 190.0, 350.0, 200.0))
    assert step is not None
    assert (step.years, step.fell, step.rose) == (4, 1, 1)


def test_the_step_is_from_the_month_just_before() -> None:
    plain = series(180.0, 190.0, 170.0)
    other = Series(tuple(replace(item, value=400.0) if item.period.month == 11 else item for item in plain))
    steps = usual(plain), usual(other)
    assert [step and step.usual for step in steps] == [Decimal("-10.1"), Decimal("-10.1")]


def test_a_step_that_begins_with_a_break_counts() -> None:
    declared = measure(OFFENCES, comparison=LIKE, breaks=({"period": "2021-12", "reason": "it moved"},))
    step = usual(series(180.0, 190.0, 170.0, 175.0, 165.0), declared)
    assert step is not None
    assert step.years == 5


def test_a_step_across_a_break_is_left_out() -> None:
    declared = measure(OFFENCES, comparison=LIKE, breaks=({"period": "2022-01", "reason": "it moved"},))
    step = usual(series(180.0, 190.0, 170.0, 175.0, 165.0), declared)
    assert step is not None
    assert step.years == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"comparison": {**LIKE, "season": "none"}},
        {"comparison": {**LIKE, "basis": "same-period-last-year"}},
        {"unit": "small-count"},
    ],
)
def test_what_is_no_step_of_a_season_has_no_usual(changes: dict[str, Any]) -> None:
    assert usual(series(180.0, 190.0, 170.0), measure(OFFENCES, **{"comparison": LIKE, **changes})) is None


def test_it_is_worded_with_what_came_this_year() -> None:
    assert usual_sentence(
        UsualStep(
            LAST - 1, LAST, Decimal("-5.4"), (Decimal("-13.5"), Decimal("3.4")), 10, 10, 0, Decimal("-9.4")
        )
    ) == (
        "From December to January it usually falls, by about 5% (between -13.5% and 3.4%); this year it fell 9.4%: "
        "within what is usual."
    )


@pytest.mark.parametrize(
    ("usual", "fell", "rose", "difference", "words"),
    [
        ("5.0", 1, 9, "20.0", "usually rises, by about 5% (between -8.0% and 12.0%); this year it rose 20.0%: more than"),
        ("5.0", 1, 9, "-9.0", "usually rises, by about 5% (between -8.0% and 12.0%); this year it fell 9.0%: more than"),
        ("0.0", 9, 1, "-2.0", "usually falls (between -8.0% and 12.0%); this year it fell 2.0%: within"),
        ("0.0", 5, 5, "-2.0", "falls in some years and rises in others, and on average stays the same (between -8.0% "
         "and 12.0%); this year it fell 2.0%: within"),
        ("5.0", 3, 7, "0.4", "usually rises, by about 5% (between -8.0% and 12.0%); this year it rose 0.4%: within"),
        ("-5.0", 7, 3, "1.0", "usually falls, by about 5% (between -8.0% and 12.0%); this year it rose 1.0%: within"),
        ("0.4", 5, 5, "0.0", "falls in some years and rises in others, and on average rises by 0.4% (between -8.0% and "
         "12.0%); "
         "this year it stayed the same: within"),
    ],
)  # fmt: skip
def test_a_step_beyond_what_is_usual_is_said_to_be(
    usual: str, fell: int, rose: int, difference: str, words: str
) -> None:
    step = UsualStep(
        LAST - 1,
        LAST,
        Decimal(usual),
        (Decimal("-8.0"), Decimal("12.0")),
        10,
        fell,
        rose,
        Decimal(difference),
    )
    assert usual_sentence(step).startswith(f"From December to January it {words} ")


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        ("Q-MAR", "From Q3 to Q4 it usually falls"),
        ("Q-DEC", "From July to September to October to December it usually falls"),
    ],
)
def test_a_quarter_of_any_year_has_its_number_or_its_months(frequency: str, words: str) -> None:
    later = pd.Period("2023-11", frequency) if frequency == "Q-DEC" else pd.Period("2024-02", frequency)
    limits = Decimal("-13.5"), Decimal("3.4")
    step = UsualStep(later - 1, later, Decimal("-5.4"), limits, 10, 10, 0, Decimal("-9.4"))
    assert usual_sentence(step).startswith(f"{words}, by about 5% (")


@pytest.mark.parametrize(
    ("usual", "fell", "rose", "words"),
    [
        ("5.0", 1, 2, "falls in some years and rises in others, and on average rises by 5.0%"),
        ("-5.0", 2, 1, "falls in some years and rises in others, and on average falls by 5.0%"),
        ("5.0", 0, 3, "usually rises, by about 5%"),
        ("-5.0", 3, 0, "usually falls, by about 5%"),
        ("0.0", 0, 0, "usually stays the same"),
        ("5.0", 0, 2, "rises in some years and stays the same in others, and on average rises by 5.0%"),
        ("-5.0", 2, 0, "falls in some years and stays the same in others, and on average falls by 5.0%"),
    ],
)
def test_two_years_of_three_are_too_few_to_say_usually(usual: str, fell: int, rose: int, words: str) -> None:
    limits = Decimal("-8.0"), Decimal("12.0")
    step = UsualStep(LAST - 1, LAST, Decimal(usual), limits, 3, fell, rose, Decimal("1.0"))
    assert usual_sentence(step).startswith(f"From December to January it {words} (")


def test_a_step_that_may_be_anything_is_not_called_usual() -> None:
    step = usual(series(180.0, 190.0, 170.0))
    assert step is not None and step.is_narrow
    for limits in ((Decimal("-99.0"), Decimal("100.0")), (Decimal("-50.0"), Decimal("23964.7"))):
        sentence = usual_sentence(replace(step, limits=limits))
        assert (
            sentence
            == "How usual this step from December to January is cannot be told: it has moved too much."
        )
