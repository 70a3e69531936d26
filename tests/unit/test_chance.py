from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from metrics.figures.chance import Weighed, sample_size, weighed
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.series import Observation
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed

CAMDEN = "E09000007"
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400}}
COUNTED: Any = {"comparison": {"test": "counts"}}
Verdict = tuple[str, str, str, tuple[str, ...] | None]


def verdict(
    declaration: Any, earlier: float, later: float, area: str = "E12000007", **changes: Any
) -> Verdict:
    declared = measure(declaration, **changes)
    first, second = ("2023-Q2", "2023-Q3") if declaration is SATISFACTION else ("2023-12", "2024-01")
    frequency = declared.frequency
    change = change_between(
        declared,
        observed(first, earlier, frequency=frequency),
        observed(second, later, frequency=frequency),
        area,
    )
    interval = None if change.interval is None else tuple(map(str, change.interval))
    return change.outcome, change.arrow, change.reason, interval


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (64.0, 61.0, ("lower", "down", "material", ("-5.7", "-0.3"))),
        (62.0, 60.0, ("uncertain", "level", "chance", ("-4.8", "0.8"))),
        (63.0, 63.0, ("little-change", "level", "below-materiality", ("-2.7", "2.7"))),
        (58.0, 61.0, ("higher", "up", "material", ("0.2", "5.8"))),
    ],
)
def test_a_change_of_a_survey_is_one_only_outside_its_sampling_error(
    earlier: float, later: float, expected: Verdict
) -> None:
    assert verdict(SATISFACTION, earlier, later, **SURVEY) == expected


# Newcombe's method 10, by hand: Wilson has 0 of 2,400 at 0.00% to 0.16%, and 1% of them at 0.67% to 1.48%.
@pytest.mark.parametrize(
    ("earlier", "later", "interval"),
    [(0.0, 1.0, ("0.6", "1.5")), (1.0, 0.0, ("-1.5", "-0.6")), (0.0, 0.0, ("-0.2", "0.2"))],
)
def test_nobody_at_all_is_a_share_like_any_other(
    earlier: float, later: float, interval: tuple[str, str]
) -> None:
    assert verdict(SATISFACTION, earlier, later, **SURVEY)[3] == interval


@pytest.mark.parametrize("bases", [(None, 2400), (2400, None), (None, None)])
def test_a_change_is_not_weighed_where_nobody_says_how_many_were_asked_on_one_side(
    bases: tuple[int | None, int | None],
) -> None:
    declared = measure(SATISFACTION, comparison={"test": "proportions"})
    earlier, later = (
        replace(observed(period, value), base=base)
        for period, value, base in zip(("2023-Q2", "2023-Q3"), (64.0, 61.0), bases, strict=True)
    )
    assert weighed(declared, earlier, later) == Weighed(None, doubt="no-base")
    assert change_between(declared, earlier, later).reason == "no-base"


def test_what_is_weighed_says_how_many_were_asked_on_each_side() -> None:
    declared = measure(SATISFACTION, comparison={"test": "proportions"}, sample={"size": 2400})
    earlier = replace(observed("2023-Q2", 64.0), base=2000)
    assert weighed(declared, earlier, observed("2023-Q3", 61.0)) == Weighed(
        (Decimal("-5.9"), Decimal("-0.1")), (2000, 2400)
    )


def test_bases_of_the_extract_are_weighed_without_a_declared_sample() -> None:
    declared = measure(SATISFACTION, comparison={"test": "proportions"})
    earlier, later = (
        replace(observed(period, value), base=base)
        for period, value, base in (("2023-Q2", 64.0, 2000), ("2023-Q3", 61.0, 2400))
    )
    assert weighed(declared, earlier, later) == Weighed((Decimal("-5.9"), Decimal("-0.1")), (2000, 2400))


def test_a_design_effect_widens_the_interval() -> None:
    clustered = {**SURVEY, "sample": {"size": 2400, "design_effect": 1.5}}
    assert verdict(SATISFACTION, 64.0, 61.0, **clustered) == ("uncertain", "level", "chance", ("-6.3", "0.4"))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (6732, 6100, ("lower", "down", "material", ("-12.5", "-6.2"))),
        (5365, 5284, ("uncertain", "level", "chance", ("-5.2", "2.3"))),
        (6088, 6039, ("little-change", "level", "below-materiality", ("-4.3", "2.8"))),
    ],
)
def test_a_change_of_a_count_is_one_only_beyond_chance(
    earlier: float, later: float, expected: Verdict
) -> None:
    assert verdict(OFFENCES, earlier, later, **COUNTED) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (7, 8, ("uncertain", "level", "chance", ("-8", "10"))),
        (4, 25, ("higher", "up", "material", ("10", "33"))),
        (0, 3, ("uncertain", "level", "chance", ("-1", "9"))),
    ],
)
def test_a_change_of_a_small_count_is_weighed_in_units(
    earlier: float, later: float, expected: Verdict
) -> None:
    assert verdict(VICTIMS, earlier, later, **COUNTED) == expected


def test_a_districts_two_points_on_six_hundred_interviews_are_too_uncertain_to_say() -> None:
    districts = {**SURVEY, "sample": {"size": 19200, "area_size": 600}}
    assert verdict(SATISFACTION, 60.0, 62.0, CAMDEN, **districts) == (
        "uncertain",
        "level",
        "chance",
        ("-3.5", "7.5"),
    )
    assert verdict(SATISFACTION, 60.0, 62.0, **districts)[0] == "higher"


def test_without_a_sample_size_nothing_is_called_a_change() -> None:
    assert verdict(SATISFACTION, 60.0, 90.0, CAMDEN, **SURVEY) == ("uncertain", "level", "no-base", None)


def test_the_extracts_own_base_goes_before_the_declared_one() -> None:
    declared = measure(SATISFACTION, **SURVEY)
    own = observed("2023-Q3", 61.0)
    assert sample_size(declared, own) == 2400
    assert sample_size(declared, Observation(own.period, own.window, own.value, "", 812)) == 812


def test_without_a_test_no_interval_is_made_up() -> None:
    assert verdict(SATISFACTION, 64.0, 61.0) == ("lower", "down", "material", None)


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (
            64.0,
            61.0,
            "With 2,400 people asked now and 2,400 then, chance alone leaves it anywhere from -5.7 percentage points to "
            "-0.3 percentage points (95% interval). That leaves out no change at all, so it says lower.",
        ),
        (
            62.0,
            60.0,
            "With 2,400 people asked now and 2,400 then, chance alone leaves it anywhere from -4.8 percentage points to "
            "0.8 percentage points (95% interval). That takes in no change at all, so it is too uncertain to say.",
        ),
    ],
)
def test_why_gives_the_interval_and_what_follows_from_it(earlier: float, later: float, words: str) -> None:
    declared = measure(SATISFACTION, **SURVEY)
    change = change_between(declared, observed("2023-Q2", earlier), observed("2023-Q3", later))
    assert words in explanation_sentences(declared, change)


def test_totals_of_years_so_far_of_unequal_length_are_not_weighed() -> None:
    declared = measure(VICTIMS, **COUNTED)
    june, december = (
        observed(period, value, frequency="month", window="calendar-year-to-date")
        for period, value in (("2022-06", 50.0), ("2023-12", 100.0))
    )
    change = change_between(declared, june, december)
    assert (change.outcome, change.reason, change.weighed, change.difference) == (
        "not-comparable",
        "unequal-periods",
        None,
        None,
    )
