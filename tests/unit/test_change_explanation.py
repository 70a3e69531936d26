"""Why does it say this? One whole answer for each reason that a change can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, get_args

import pytest

from metrics.declared.areas import AreaColumn
from metrics.declared.framework import PublishedMeasure
from metrics.figures.chance_words import chance_sentence
from metrics.figures.change import Change, Reason, arithmetic, compare
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.comparison import comparison_of
from metrics.figures.series import Observation, Series
from metrics.periods import Window, parse_period_id
from metrics.statuses import Status
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed, series

CONNECT: Any = ({"period": "2024-03", "reason": "the recording system changed"},)
ROLLING: Any = {"window": "rolling-12-months", "source": {"window": "rolling-12-months"}}
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400}}
COUNTED: Any = {"comparison": {"test": "counts"}}
BETTER = "For this measure higher is better."
FEWER = "For this measure lower is better."


def why(
    declaration: Any,
    first: tuple[str, float | None],
    second: tuple[str, float | None],
    covering: Window = "single",
    statuses: tuple[Status, Status] = ("", ""),
    **changes: Any,
) -> tuple[Reason, str]:
    declared = measure(declaration, **changes)
    frequency = declared.frequency
    earlier = observed(*first, statuses[0], frequency=frequency, window=covering)
    later = observed(*second, statuses[1], frequency=frequency, window=covering)
    change = change_between(declared, earlier, later)
    return change.reason, explanation_sentences(declared, change)


# What a test finds is computed while it runs, so that a fault planted in the engine is there by then.
ANSWERS: dict[Reason, tuple[Callable[[], tuple[Reason, str]], str]] = {
    "no-value": (
        partial(why, SATISFACTION, ("2023-Q2", 64.0), ("2023-Q3", None), statuses=("", "x")),
        "Q3 2023/24 (not available) is compared with Q2 2023/24 (64%). The change is not known: there is no "
        "figure for Q3 2023/24. A missing figure is never taken for zero.",
    ),
    "no-earlier-value": (
        partial(why, SATISFACTION, ("2023-Q2", None), ("2023-Q3", 61.0), statuses=("c", "")),
        "Q3 2023/24 (61%) is compared with Q2 2023/24 (withheld). The change is not known: the figure for "
        "Q2 2023/24 is withheld. A missing figure is never taken for zero.",
    ),
    "zero-base": (
        partial(why, OFFENCES, ("2023-12", 0), ("2024-01", 5)),
        "January 2024 (5) is compared with December 2023 (0). The change is not known: there were none in "
        "December 2023, and no percentage can be taken of zero.",
    ),
    "break": (
        partial(why, OFFENCES, ("2024-02", 5365), ("2024-03", 5284), breaks=CONNECT),
        "March 2024 (5,284) is compared with February 2024 (5,365). The two cannot be compared, because the recording "
        "system changed. Comparison resumes with April 2024.",
    ),
    "unequal-periods": (
        partial(why, OFFENCES, ("2023-12", 6000), ("2024-03", 1350), covering="calendar-year-to-date"),
        "2024 to the end of March (1,350) is compared with 2023 to the end of December (6,000). The two cannot be "
        "compared, because they do not cover equal periods.",
    ),
    "overlap": (
        partial(
            why, SATISFACTION, ("2023-Q2", 70.0), ("2023-Q3", 69.0), covering="rolling-12-months", **ROLLING
        ),
        "The 12 months to December 2023 (69%) is compared with the 12 months to September 2023 (70%). The difference, "
        "rounded, is -1.0 percentage point. The two share 9 months, so the difference comes from the rest alone: "
        "October to December 2023 against October to December 2022. Figures that share months are not told apart as if "
        f"each stood alone, so it is too uncertain to say. {BETTER}",
    ),
    "below-materiality": (
        partial(why, OFFENCES, ("2021-12", 6088), ("2022-01", 6039), **COUNTED),
        "January 2022 (6,039) is compared with December 2021 (6,088). The difference, rounded, is -0.8%. For this "
        "measure, less than 1.0% is called little change. Chance alone leaves it anywhere from -4.3% to 2.8% (95% "
        f"interval). {FEWER}",
    ),
    "chance": (
        partial(why, SATISFACTION, ("2023-Q2", 62.0), ("2023-Q3", 60.0), **SURVEY),
        "Q3 2023/24 (60%) is compared with Q2 2023/24 (62%). The difference, rounded, is -2.0 percentage points. For "
        "this measure, 1.0 percentage point or more is called a change. With 2,400 people asked now and 2,400 then, "
        "chance alone leaves it anywhere from -4.8 percentage points to 0.8 percentage points (95% interval). That "
        f"takes in no change at all, so it is too uncertain to say. {BETTER}",
    ),
    "material": (
        partial(why, VICTIMS, ("2023-11", 4), ("2023-12", 25), **COUNTED),
        "December 2023 (25) is compared with November 2023 (4). The difference, rounded, is 21. For this measure, 1 or "
        "more is called a change. Chance alone leaves it anywhere from 10 to 33 (95% interval). That leaves out no "
        f"change at all, so it says higher. {FEWER}",
    ),
}


def of_camden() -> tuple[Reason, str]:
    declared = measure(SATISFACTION, **SURVEY)
    change = change_between(declared, observed("2023-Q2", 60.0), observed("2023-Q3", 90.0), "E09000007")
    return change.reason, explanation_sentences(declared, change)


ANSWERS["no-base"] = (
    of_camden,
    "Q3 2023/24 (90%) is compared with Q2 2023/24 (60%). The difference, rounded, is 30.0 percentage points. For this "
    "measure, 1.0 percentage point or more is called a change. How many people were asked here is not known. It could "
    f"be chance, so it is too uncertain to say. {BETTER}",
)


def of_small_counts() -> tuple[Reason, str]:
    like = {**COUNTED["comparison"], "judged": "like-with-like"}
    return why(VICTIMS, ("2023-11", 14), ("2023-12", 21), comparison=like)


ANSWERS["too-few"] = (
    of_small_counts,
    "December 2023 (21) is compared with November 2023 (14). The difference, rounded, is 7. The difference is "
    "likely to lie between -6 and 18 (95% interval). If nothing had changed, a difference of this size or more would still come "
    f"about 31 times in 100 (p = 0.31). No change (0) lies inside that, so there are too few to tell. {FEWER}",
)


def of_a_short_series() -> tuple[Reason, str]:
    declared = measure(OFFENCES, comparison={"test": "counts", "judged": "like-with-like"})
    change = change_between(
        declared, observed("2023-11", 100.0, frequency="month"), observed("2023-12", 120.0, frequency="month")
    )
    return change.reason, explanation_sentences(declared, change)


ANSWERS["too-short"] = (
    of_a_short_series,
    "December 2023 (120) is compared with November 2023 (100). The difference, rounded, is 20.0%. How far it moves by "
    "chance is told from 11 steps of a year at the least, and single periods are not published, so it is too uncertain "
    f"to say. {FEWER}",
)


def of_arithmetic() -> tuple[Reason, str]:
    declared = measure(SATISFACTION)
    observations = Series((observed("2023-Q2", 64.0), observed("2023-Q3", 61.0)))
    compared = comparison_of(declared, observations.observations[-1].period)
    assert compared is not None
    change = arithmetic(declared, observations, compared)
    assert change is not None
    return change.reason, explanation_sentences(declared, change)


ANSWERS["arithmetic"] = (
    of_arithmetic,
    "Q3 2023/24 (61%) is compared with Q2 2023/24 (64%). The difference, rounded, is -3.0 percentage points. Whether it "
    "is better or worse is judged by the comparison of like with like.",
)


MONEY: Any = {**SATISFACTION, "unit": "money", "share": None, "subject": "cost of overtime", "decimals": 1}
MILLIONS: Any = {"money": {"given_in": "millions"}, "source": {"value": {"column": ("Cost",)}}}
ANSWERS["negative-base"] = (
    partial(why, MONEY, ("2023-Q2", -1.2), ("2023-Q3", 3.4), **MILLIONS),
    "Q3 2023/24 (£3.4 million) is compared with Q2 2023/24 (-£1.2 million). The change is not known: it was -£1.2 "
    "million in Q2 2023/24, and no percentage can be taken of a number below zero.",
)
ANSWERS["unweighed"] = (
    partial(
        why, MONEY, ("2023-Q2", 3.0), ("2023-Q3", 3.4), comparison={"judged": "like-with-like"}, **MILLIONS
    ),
    "Q3 2023/24 (£3.4 million) is compared with Q2 2023/24 (£3.0 million). The difference, rounded, is 13.3%. How far "
    f"chance moves this figure is not known, so it is too uncertain to say. {BETTER}",
)


def of_weeks() -> tuple[Reason, str]:
    declared = measure(OFFENCES, frequency="week", comparison={"judged": "like-with-like"})
    weeks = (
        observed("2024-W04", 100.0, frequency="week"),
        observed("2024-W05", 120.0, frequency="week"),
    )
    compared = comparison_of(declared, weeks[-1].period)
    assert compared is not None
    change = arithmetic(declared, Series(weeks), compared)
    assert change is not None
    return change.reason, explanation_sentences(declared, change)


ANSWERS["no-like"] = (
    of_weeks,
    "The week to 4 February 2024 (120) is compared with the week to 28 January 2024 (100). The difference, rounded, is "
    "20.0%. Weeks are not judged better or worse: holidays move from one to another, and a year is no whole number of "
    "them, so none has a like one a year before.",
)


def of_another_force() -> tuple[Reason, str]:
    declared = measure(OFFENCES)
    area = {"column": ("Force",), "level": "force"}
    source = declared.source.model_copy(update={"area": AreaColumn.model_validate(area)})
    declared = declared.model_copy(update={"source": source})
    months = (observed("2024-01", 100.0, frequency="month"), observed("2024-02", 50.0, frequency="month"))
    compared = comparison_of(declared, months[-1].period)
    assert compared is not None
    change = arithmetic(declared, Series(months), compared, "E23000005")
    assert change is not None
    assert (change.verdict, change.weighed) == ("not-judged", None)
    return change.reason, explanation_sentences(declared, change)


ANSWERS["other-force"] = (
    of_another_force,
    "February 2024 (50) is compared with January 2024 (100). The difference, rounded, is -50.0%. Figures of other forces "
    "are not judged better or worse, because forces differ in how they record and whom they serve.",
)


def test_there_is_an_answer_for_each_reason() -> None:
    assert set(ANSWERS) == set(get_args(Reason))


@pytest.mark.parametrize("reason", ANSWERS)
def test_each_reason_is_explained_with_its_rule_values_periods_sizes_interval_and_threshold(
    reason: Reason,
) -> None:
    explain, answer = ANSWERS[reason]
    assert explain() == (reason, answer)


def test_without_a_test_it_says_that_chance_is_not_weighed() -> None:
    _, answer = why(SATISFACTION, ("2023-Q2", 64.0), ("2023-Q3", 61.0))
    assert "Whether a difference of this size could be chance is not weighed here." in answer


def test_little_change_is_not_said_to_be_too_uncertain_where_no_size_is_known() -> None:
    declared = measure(SATISFACTION, **SURVEY)
    change = change_between(declared, observed("2023-Q2", 60.0), observed("2023-Q3", 60.4), "E09000007")
    answer = explanation_sentences(declared, change)
    assert "How many people were asked here is not known, so chance is not weighed." in answer
    assert "uncertain" not in answer


def test_a_design_effect_is_said_in_people() -> None:
    clustered = {**SURVEY, "sample": {"size": 2400, "design_effect": 1.5}}
    _, answer = why(SATISFACTION, ("2023-Q2", 64.0), ("2023-Q3", 61.0), **clustered)
    assert (
        "The way in which people are chosen makes 2,400 count as 1,600 chosen at random. With 2,400 people asked now "
        "and 2,400 then, chance alone leaves it" in answer
    )


def of_few_months() -> tuple[PublishedMeasure, Change]:
    declared = measure(OFFENCES, comparison={"test": "counts", "judged": "like-with-like"})
    earlier, later = observed("2023-11", 4.0, frequency="month"), observed("2023-12", 9.0, frequency="month")
    return declared, change_between(declared, earlier, later)


def test_where_there_will_be_enough_months_it_says_from_when_on() -> None:
    declared, change = of_few_months()
    later = replace(change, known_from=parse_period_id("2024-11", "month"))
    assert chance_sentence(declared, later) == (
        "How far it moves by chance is told from 11 steps of a year at the least; there will be enough from November "
        "2024 on. Until then it is too uncertain to say."
    )


def test_an_interval_without_an_upper_end_says_how_much_it_is_at_the_least() -> None:
    declared, change = of_few_months()
    assert change.weighed is not None
    endless = replace(
        change,
        reason="material",
        outcome="higher",
        weighed=replace(change.weighed, interval=(Decimal("12.5"), Decimal("Infinity")), dispersion=None),
    )
    assert chance_sentence(declared, endless) == (
        "The difference is likely to be 12.5% or more (95% interval). No change (0) lies outside that, so it says higher."
    )


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.004, "less than once in 100 times (p < 0.01)"),
        (0.01, "1 time in 100 (p = 0.01)"),
        (0.02, "2 times in 100 (p = 0.02)"),
        (0.998, "nearly always (p = 1.00)"),
    ],
)
def test_how_often_chance_makes_such_a_difference_is_told_in_hundreds(probability: float, words: str) -> None:
    declared, change = of_few_months()
    assert change.weighed is not None
    often = replace(
        change.weighed, interval=(Decimal(2), Decimal(9)), dispersion=None, probability=probability
    )
    sentence = chance_sentence(declared, replace(change, reason="material", outcome="higher", weighed=often))
    assert f"a difference of this size or more would still come about {words}." in sentence


def test_a_survey_that_is_rounded_to_steps_says_to_which() -> None:
    rounded = {**SURVEY, "sample": {"size": 2400, "rounded_to": 0.5}}
    _, answer = why(SATISFACTION, ("2023-Q2", 64.0), ("2023-Q3", 61.0), **rounded)
    assert "The source rounds to steps of 0.5 percentage points, which is allowed for." in answer


def test_one_shared_month_is_singular() -> None:
    declared: Any = {"window": "rolling-12-months"}
    _, answer = why(OFFENCES, ("2024-01", 5950), ("2024-12", 5400), covering="rolling-12-months", **declared)
    assert (
        ". The two share 1 month, so the difference comes from the rest alone: February to December 2024 against "
        "February to December 2023. " in answer
    )


def test_a_rolling_year_with_a_break_inside_says_so_and_from_when_it_is_told_again() -> None:
    declared = measure(
        OFFENCES, window="rolling-12-months", breaks=CONNECT, comparison={"basis": "same-period-last-year"}
    )
    earlier = observed("2023-04", 6000, frequency="month", window="rolling-12-months")
    later = Observation(earlier.period + 12, "rolling-12-months", None, "x")
    assert explanation_sentences(declared, change_between(declared, earlier, later)) == (
        "The 12 months to April 2024 (not available) is compared with the 12 months to April 2023 (6,000). The change is "
        "not known: there is no figure for the 12 months to April 2024, because the recording system changed. A "
        "missing figure is never taken for zero. Comparison resumes with February 2026."
    )


def test_a_neutral_measure_is_never_said_to_be_better_one_way() -> None:
    _, answer = why(OFFENCES, ("2023-12", 6732), ("2024-01", 6100), polarity="neutral")
    assert answer.endswith("This measure is not judged: neither direction is better.")


def test_a_comparison_with_a_baseline_before_a_break_never_resumes() -> None:
    declared = measure(OFFENCES, comparison={"basis": "baseline", "baseline": "2024-01"}, breaks=CONNECT)
    counts = series({"2024-01": 100.0, "2024-02": 90.0, "2024-03": 80.0, "2024-04": 70.0}, frequency="month")
    compared = comparison_of(declared, parse_period_id("2024-04", "month"))
    assert compared is not None
    change = compare(declared, counts, compared)
    assert change is not None
    assert explanation_sentences(declared, change) == (
        "April 2024 (70) is compared with January 2024 (100). The two cannot be compared, because the recording "
        "system changed. This comparison does not resume."
    )


PANDEMIC: Any = ({"first": "2020-03", "last": "2021-07", "reason": "people were kept at home"},)


@pytest.mark.parametrize(
    ("earlier", "later", "is_unlike"),
    [
        ("2020-02", "2021-02", True),
        ("2021-07", "2022-07", True),
        ("2021-08", "2022-08", False),
        ("2019-02", "2020-02", False),
    ],
)
def test_months_that_were_unlike_others_are_named(earlier: str, later: str, is_unlike: bool) -> None:
    _, answer = why(OFFENCES, (earlier, 100.0), (later, 120.0), unusual=PANDEMIC)
    sentence = "Months from March 2020 to July 2021 were unlike others, because people were kept at home."
    assert answer.endswith(sentence) == is_unlike


def test_weeks_that_were_unlike_others_are_named_as_such() -> None:
    weeks: Any = ({"first": "2020-W10", "last": "2020-W30", "reason": "people were kept at home"},)
    weekly: Any = {"frequency": "week", "unusual": weeks, "source": {"period": {"format": "YYYY-Www"}}}
    _, answer = why(OFFENCES, ("2020-W10", 100.0), ("2020-W20", 120.0), **weekly)
    assert answer.endswith(
        ". From the week to 8 March 2020 to the week to 26 July 2020 weeks were unlike others, because people were "
        "kept at home."
    )


@pytest.mark.parametrize(
    ("before", "now", "often"),
    [
        (14, 21, "about 31 times in 100 (p = 0.31)"),
        (108, 109, "about nearly always (p = 1.00)"),
        (5, 30, "about less than once in 100 times (p < 0.01)"),
        (10, 24, "about 2 times in 100 (p = 0.02)"),
    ],
)
def test_how_often_chance_would_do_it_is_said_in_times_of_a_hundred(
    before: float, now: float, often: str
) -> None:
    like = {**COUNTED["comparison"], "judged": "like-with-like"}
    _, text = why(VICTIMS, ("2023-11", before), ("2023-12", now), comparison=like)
    assert f"a difference of this size or more would still come {often}." in text


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        ("as-compared", "That leaves out no change at all, so it says higher."),
        ("like-with-like", "No change (0) lies outside that, so it says higher."),
    ],
)
def test_what_an_interval_decides_is_said_in_the_words_of_its_rule(judged: str, words: str) -> None:
    _, text = why(
        VICTIMS, ("2023-11", 5), ("2023-12", 40), comparison={**COUNTED["comparison"], "judged": judged}
    )
    assert words in text
