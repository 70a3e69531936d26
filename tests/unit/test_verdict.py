"""Which comparison is judged: like with like, by unit, frequency, window and area, or as the measure declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.verdict import adds_up, verdict, verdict_comparison, verdict_length, verdict_window
from metrics.figures.verdict_sentences import (
    by_chance_sentence,
    step_words,
    verdict_figures,
    verdict_line,
    verdict_sentence,
    verdict_word,
)
from metrics.periods import parse_period_id
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed
from tests.places_of_tests import REGION

CAMDEN = "E09000007"
LIKE = {"judged": "like-with-like"}


def alike(declaration: Any, **changes: Any) -> PublishedMeasure:
    comparison = {**LIKE, **changes.pop("comparison", {})}
    return measure(declaration, comparison=comparison, **changes)


COUNT = alike(OFFENCES, comparison={"test": "counts"})
SMALL = alike(VICTIMS, comparison={"test": "counts", "materiality": 5.0})
SURVEY = alike(
    SATISFACTION,
    comparison={"test": "proportions"},
    sample={"size": 2400, "design_effect": 1.5, "rounded_to": 1},
)
ROLLING = alike(SATISFACTION, window="rolling-12-months", source={"window": "rolling-12-months"})


def monthly(*values: float | None, last: str = "2024-01", area: str = REGION) -> MeasureData:
    end = parse_period_id(last, "month")
    observations = tuple(
        Observation(end - back, "single", value, "" if value is not None else "x")
        for back, value in zip(reversed(range(len(values))), values, strict=True)
    )
    return MeasureData({Key("single", area): Series(observations)})


def judged(declared: PublishedMeasure, data: MeasureData, period: str, area: str = REGION) -> Any:
    change, _ = verdict(declared, data, parse_period_id(period, declared.frequency), area)
    assert change is not None
    return change


@pytest.mark.parametrize(
    ("declared", "area", "period", "basis", "later", "earlier"),
    [
        (COUNT, REGION, "2024-01", "same-3-months-last-year", ("2023-11", "2024-01"), ("2022-11", "2023-01")),
        (
            COUNT,
            CAMDEN,
            "2024-01",
            "same-12-months-last-year",
            ("2023-02", "2024-01"),
            ("2022-02", "2023-01"),
        ),
        (SURVEY, REGION, "2023-Q3", "same-quarter-last-year", ("2023-10", "2023-12"), ("2022-10", "2022-12")),
        (ROLLING, CAMDEN, "2023-Q3", "same-period-last-year", ("2023-01", "2023-12"), ("2022-01", "2022-12")),
        (SMALL, REGION, "2023-10", "same-period-last-year", ("2023-01", "2023-10"), ("2022-01", "2022-10")),
        (
            alike(VICTIMS, window="single", comparison={"test": "counts"}),
            REGION,
            "2023-10",
            "same-12-months-last-year",
            ("2022-11", "2023-10"),
            ("2021-11", "2022-10"),
        ),
        (
            alike(OFFENCES, comparison={"season": "none"}),
            REGION,
            "2024-01",
            "previous-3-months",
            ("2023-11", "2024-01"),
            ("2023-08", "2023-10"),
        ),
        (
            alike(OFFENCES, comparison={"verdict": {"months": 6}}),
            REGION,
            "2024-01",
            "same-6-months-last-year",
            ("2023-08", "2024-01"),
            ("2022-08", "2023-01"),
        ),
        (
            alike(OFFENCES, comparison={"verdict": {"area_months": 24, "basis": "previous-period"}}),
            CAMDEN,
            "2024-01",
            "previous-24-months",
            ("2022-02", "2024-01"),
            ("2020-02", "2022-01"),
        ),
    ],
)
def test_like_is_compared_with_like(
    declared: PublishedMeasure,
    area: str,
    period: str,
    basis: str,
    later: tuple[str, str],
    earlier: tuple[str, str],
) -> None:
    compared = verdict_comparison(declared, parse_period_id(period, declared.frequency), area)
    assert compared is not None
    assert compared.basis.id == basis
    assert tuple(map(str, compared.later_months)) == later
    assert tuple(map(str, compared.earlier_months)) == earlier
    assert compared.overlap_months == 0


def test_where_the_change_itself_is_judged_there_is_no_other_comparison() -> None:
    assert verdict_comparison(measure(OFFENCES), pd.Period("2024-01", "M")) is None


def test_two_sums_are_weighed_by_the_dispersion_of_their_series() -> None:
    data = monthly(*[100.0] * 24, *[100.0] * 9, 130.0, 130.0, 130.0)
    change = judged(COUNT, data, "2024-01")
    assert (change.earlier.value, change.later.value, str(change.difference)) == (300, 390, "30.0")
    assert (change.outcome, change.verdict, change.arrow) == ("higher", "worse", "up")
    assert verdict_window(change) == "3-months"
    assert verdict_sentence(COUNT, change) == (
        "Worse: from November 2023 to January 2024 there were 390 offences, 30.0% more than in the same three "
        "months a year before (300)."
    )
    assert verdict_figures(COUNT, change) == "November 2023 to January 2024: 390, against 300"


def test_a_district_is_judged_by_its_own_twelve_months() -> None:
    calm, own = monthly(*[100.0] * 48), monthly(*[100.0] * 36, *[150.0] * 12, area=CAMDEN)
    change = judged(COUNT, MeasureData({**calm.series, **own.series}), "2024-01", CAMDEN)
    assert (change.earlier.value, change.later.value, verdict_window(change)) == (1200, 1800, "12-months")
    assert (change.outcome, change.known_from) == ("higher", None)


def test_what_cannot_be_added_up_or_is_a_quarter_is_one_period_on_each_side() -> None:
    quarterly = alike(
        OFFENCES,
        frequency="financial-quarter",
        source={"period": {"column": ("Quarter",), "format": "Qn YY-YY"}},
    )
    assert [verdict_length(declared) for declared in (COUNT, quarterly, SURVEY)] == [3, 1, 1]
    assert verdict_length(quarterly, CAMDEN) == 4
    assert [adds_up(declared) for declared in (COUNT, SURVEY, ROLLING)] == [True, False, False]


def test_a_period_that_a_series_does_not_reach_has_no_verdict() -> None:
    change, moves = verdict(COUNT, monthly(*[100.0] * 40), pd.Period("2024-05", "M"))
    assert (change, moves.is_known) == (None, True)


def test_a_series_that_is_too_short_says_from_when_it_can_be_told() -> None:
    change = judged(COUNT, monthly(*[100.0] * 19, 300.0), "2024-01")
    assert (change.outcome, change.reason, change.interval) == ("uncertain", "too-short", None)
    assert str(change.known_from) == "2024-05"
    assert verdict_line(COUNT, change).endswith(
        "and how far it moves by chance is not known yet: that can be told from May 2024"
    )


def test_doubt_of_a_short_series_goes_before_a_small_difference() -> None:
    assert judged(COUNT, monthly(*[100.0] * 20), "2024-01").reason == "too-short"


def test_a_month_that_is_missing_is_named() -> None:
    gap = judged(COUNT, monthly(*[100.0] * 34, None, 100.0), "2024-01")
    assert (gap.outcome, verdict_line(COUNT, gap), verdict_figures(COUNT, gap)) == (
        "not-known",
        "there is no figure for December 2023",
        "",
    )
    before = judged(COUNT, monthly(*[100.0] * 22, None, *[100.0] * 13), "2024-01")
    assert (before.outcome, before.reason) == ("not-known", "no-earlier-value")


def test_across_a_break_nothing_is_compared_and_it_is_said_until_when() -> None:
    declared = alike(
        OFFENCES,
        comparison={"test": "counts"},
        breaks=({"period": "2023-12", "reason": "the police changed their system"},),
    )
    change = judged(declared, monthly(*[100.0] * 36), "2024-01")
    assert (change.outcome, change.difference, str(change.comparison.resumes)) == (
        "not-comparable",
        None,
        "2025-02",
    )
    assert f"{verdict_word(change)} {verdict_line(declared, change)}" == (
        "Not comparable until February 2025, because the police changed their system"
    )
    # The break lies inside the later sum: such a sum is never shown.
    assert (change.earlier.value, change.later.value) == (300, None)


def test_an_area_that_had_next_to_none_is_too_few_to_tell() -> None:
    wild = [0.0, 9.0] * 20
    change = judged(COUNT, monthly(*wild, 0.0, 0.0, 1.0, *[0.0] * 9, 2.0, 2.0, 2.0), "2024-01")
    assert (change.outcome, change.reason) == ("uncertain", "too-few")
    assert change.interval is not None and change.interval[0] < 0 < change.interval[1]


def test_a_rise_from_next_to_nothing_is_told_as_a_fall_to_it_is() -> None:
    few, many = (1.0, 1.0, 0.0), (20.0, 25.0, 15.0)
    calm = [1.0, 2.0] * 12
    rise = judged(COUNT, monthly(*calm, *few, *[1.0] * 9, *many), "2024-01")
    fall = judged(COUNT, monthly(*calm, *many, *[1.0] * 9, *few), "2024-01")
    assert (rise.earlier.value, rise.later.value, rise.outcome, rise.verdict) == (2, 60, "higher", "worse")
    assert (fall.outcome, fall.verdict) == ("lower", "better")


def test_of_nought_no_percentage_is_taken_and_nothing_is_said_to_be_the_same() -> None:
    change = judged(COUNT, monthly(*[9.0] * 21, *[0.0] * 3, *[9.0] * 12), "2024-01")
    assert (change.outcome, change.reason) == ("not-known", "zero-base")
    assert verdict_sentence(COUNT, change) == (
        "Not known: there were none in November 2022 to January 2023, and no percentage can be taken of zero."
    )


def test_of_several_breaks_the_one_that_comparison_waits_for_is_named() -> None:
    breaks = ({"period": "2022-12", "reason": "one changed"}, {"period": "2023-12", "reason": "two changed"})
    change = judged(
        alike(OFFENCES, comparison={"test": "counts"}, breaks=breaks), monthly(*[9.0] * 36), "2024-01"
    )
    assert verdict_line(COUNT, change) == "until February 2025, because two changed"


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [(14, 28, "could make"), (6, 0, "could make"), (10, 30, "would seldom make"), (14, 21, "could make")],
)
def test_a_sentence_on_chance_and_a_verdict_on_the_same_small_counts_agree(
    before: float, now: float, says: str
) -> None:
    change = small(before, now)
    sides = (change.earlier, change.later)
    assert says in by_chance_sentence(*sides)
    assert (change.reason == "too-few") == (says == "could make")


def small(before: float, now: float) -> Any:
    series = tuple(
        Observation(parse_period_id(period, "month"), "calendar-year-to-date", value, "")
        for period, value in (("2022-12", before), ("2023-12", now))
    )
    gap = (pd.Period("2023-01", "M") + at for at in range(11))
    inner = tuple(Observation(period, "calendar-year-to-date", 0.0, "") for period in gap)
    data = MeasureData({Key("calendar-year-to-date"): Series((series[0], *inner, series[1]))})
    return judged(SMALL, data, "2023-12")


@pytest.mark.parametrize(
    ("before", "now", "outcome", "interval", "p"),
    [
        (14, 21, "uncertain", (-6, 18), 0.31),
        (108, 109, "uncertain", (-29, 31), 1.0),
        (0, 0, "uncertain", (0, 0), 1.0),
        (10, 30, "higher", (7, 30), 0.0022),
        (30, 10, "lower", (-30, -7), 0.0022),
    ],
)
def test_two_small_counts_are_weighed_given_their_sum(
    before: int, now: int, outcome: str, interval: tuple[int, int], p: float
) -> None:
    change = small(before, now)
    assert (change.outcome, tuple(map(int, change.interval))) == (outcome, interval)
    assert change.weighed.probability == pytest.approx(p, abs=0.01)


def test_few_are_too_few_to_tell_before_it_is_asked_whether_they_matter() -> None:
    change = small(14, 15)
    assert (verdict_word(change), change.reason) == ("Too few to tell", "too-few")
    assert verdict_line(SMALL, change) == "15, against 14 in the same months a year before"


def quarters(*values: float, last: str = "2023-Q3") -> MeasureData:
    end = parse_period_id(last, "financial-quarter")
    observations = (
        Observation(end - back, "single", value, "")
        for back, value in zip(reversed(range(len(values))), values, strict=True)
    )
    return MeasureData({Key("single"): Series(tuple(observations))})


@pytest.mark.parametrize(
    ("then", "now", "outcome", "word"),
    [
        (64.0, 60.0, "lower", "Worse"),
        (62.0, 61.0, "uncertain", "Too uncertain to say"),
        (61.0, 65.0, "higher", "Better"),
    ],
)
def test_a_survey_is_compared_with_the_same_quarter_a_year_before(
    then: float, now: float, outcome: str, word: str
) -> None:
    change = judged(SURVEY, quarters(then, 50.0, 50.0, 50.0, now), "2023-Q3")
    assert (change.outcome, verdict_word(change)) == (outcome, word)


def test_a_figure_that_is_compared_itself_is_not_told_again_beside_its_verdict() -> None:
    change = judged(SURVEY, quarters(64.0, 64.0, 64.0, 64.0, 61.0), "2023-Q3")
    assert (change.later.value, verdict_figures(SURVEY, change)) == (61.0, "")


def test_little_change_is_said_of_a_rounded_difference_of_nought() -> None:
    change = judged(SURVEY, quarters(61.0, 50.0, 50.0, 50.0, 61.0), "2023-Q3")
    assert (change.outcome, verdict_line(SURVEY, change)) == (
        "little-change",
        "the same as in the same quarter a year before",
    )


def faults_of(extra: str, *, instead: str = "    control_chart:\n      periods: 24\n") -> list[str]:
    """The faults of the shipped declaration with something else in a place of violence with injury."""
    shipped = (Path(__file__).parents[2] / "config" / "metrics.yaml").read_text(encoding="utf-8")
    assert instead in shipped
    _, issues = parse_config(shipped.replace(instead, extra, 1))
    return [issue.message for issue in issues if issue.severity == "error"]


COUNTED = "      test: counts\n    breaks:"


@pytest.mark.parametrize(
    ("extra", "instead", "message"),
    [
        (
            "      test: counts\n      verdict: {months: 3, basis: previous-period}\n    breaks:",
            COUNTED,
            "another season",
        ),
        (
            "      test: counts\n      verdict: {basis: previous-period, area_months: 12}\n    breaks:",
            COUNTED,
            "3 months just before are another season",
        ),
        (
            "      test: counts\n      verdict: {months: 24}\n    breaks:",
            COUNTED,
            "24 months and those 12 months before share some: use 12 or fewer",
        ),
        (
            "      test: counts\n      verdict: {months: 40}\n    breaks:",
            COUNTED,
            "months must be at most 36",
        ),
        (
            "    unusual:\n      - {first: 2021-07, last: 2020-03, reason: it was}\n",
            "    unusual:\n      - first: 2020-03\n        last: 2021-07\n"
            "        reason: the restrictions during the pandemic kept people at home\n",
            "last must not be before 2021-07",
        ),
        (
            "      size: [{until: 2020-03-31, value: 10}, {until: 2019-03-31, value: 20}, {value: 30}]\n",
            "      size: 4800\n",
            "until must be later than 2020-03-31",
        ),
        (
            "      size: [{value: 10}, {value: 20}]\n",
            "      size: 4800\n",
            '"until" is missing: a later size follows',
        ),
        (
            "      size: [{until: 2020-03-31, value: 10}]\n",
            "      size: 4800\n",
            "leave it out of the newest",
        ),
    ],
)
def test_what_cannot_be_judged_like_that_is_named(extra: str, instead: str, message: str) -> None:
    (fault,) = faults_of(extra, instead=instead)
    assert message in fault


def test_a_percentage_and_a_running_total_are_not_added_up_for_a_verdict() -> None:
    instead = "      materiality: 5\n      test: counts\n"
    (fault,) = faults_of(f"{instead}      verdict: {{months: 3}}\n", instead=instead)
    assert "only counts of single periods are added up for a verdict" in fault


# The change on the period before ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declaration", "before", "now", "words"),
    [
        (
            SATISFACTION,
            ("2023-Q2", 60.0),
            ("2023-Q3", 62.0),
            "up 2.0 percentage points, from 60% in Q2 2023/24",
        ),
        (
            SATISFACTION,
            ("2023-Q2", 64.0),
            ("2023-Q3", 61.0),
            "down 3.0 percentage points, from 64% in Q2 2023/24",
        ),
        (SATISFACTION, ("2023-Q2", 61.0), ("2023-Q3", 61.0), "was 61% in Q2 2023/24"),
        (SATISFACTION, ("2023-Q2", None), ("2023-Q3", 61.0), "was not available in Q2 2023/24"),
        (OFFENCES, ("2023-12", 6082.0), ("2024-01", 5965.0), "down from 6,082 in December 2023"),
        (OFFENCES, ("2023-12", 5965.0), ("2024-01", 6082.0), "up from 5,965 in December 2023"),
        (VICTIMS, ("2023-11", None), ("2023-12", 8.0), "8; in November 2023 it was not available"),
        (VICTIMS, ("2023-11", 7.0), ("2023-12", 8.0), "1 more than in November 2023: 8, against 7"),
        (VICTIMS, ("2023-11", 8.0), ("2023-12", 5.0), "3 fewer than in November 2023: 5, against 8"),
        (VICTIMS, ("2023-11", 8.0), ("2023-12", 8.0), "the same as in November 2023: 8, against 8"),
    ],
)
def test_a_step_has_its_direction_in_words(declaration: Any, before: Any, now: Any, words: str) -> None:
    declared = measure(declaration)
    earlier, later = (observed(*side, frequency=declared.frequency) for side in (before, now))
    assert step_words(declared, change_between(declared, earlier, later)) == words


def test_where_nobody_says_how_many_were_asked_the_verdict_says_so() -> None:
    survey = alike(SATISFACTION, comparison={"test": "proportions"})
    change = change_between(survey, observed("2023-Q2", 60.0), observed("2023-Q3", 70.0))
    assert verdict_sentence(survey, change) == (
        "Too uncertain to say: in Q3 2023/24, 70% of victims were satisfied, 10.0 percentage points higher than in the "
        "quarter before (60%), and nobody says how many people were asked."
    )


def test_the_verdict_on_an_area_names_it_whatever_the_figure_is() -> None:
    counted = judged(COUNT, monthly(*[400.0] * 36, area=CAMDEN), "2024-01", CAMDEN)
    assert verdict_sentence(COUNT, counted, "Camden") == (
        "Little change: from February 2023 to January 2024 there were 4,800 offences in Camden, the same as in the "
        "twelve months before (4,800)."
    )
    duration = alike(
        SATISFACTION,
        unit="duration",
        share=None,
        subject="time to answer",
        duration={"given_in": "minutes", "average": "median"},
        decimals=1,
        source={"value": {"column": ("Value",)}},
    )
    change = change_between(duration, observed("2023-Q2", 6.0), observed("2023-Q3", 7.0))
    assert verdict_sentence(duration, change, "Camden") == (
        "Too uncertain to say: in Camden, in Q3 2023/24, the median time to answer was 7.0 minutes, 1.0 minute longer "
        "than in the quarter before (6.0 minutes), and how far it moves by chance is not known."
    )


@pytest.mark.parametrize(("before", "now"), [(None, 5.0), (5.0, None), (5.0, 5.0)])
def test_nothing_is_said_of_chance_without_two_counts_that_differ(
    before: float | None, now: float | None
) -> None:
    earlier, later = observed("2023-Q2", before), observed("2023-Q3", now)
    assert (
        by_chance_sentence(earlier, later),
        by_chance_sentence(None, later),
        by_chance_sentence(earlier, None),
    ) == (*("", "", ""),)
