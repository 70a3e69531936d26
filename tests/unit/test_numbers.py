from __future__ import annotations

from decimal import Decimal

import pytest

from metrics.declared.units import ChangeUnit
from metrics.figures.numbers import (
    counted,
    difference_text,
    exact,
    probability_text,
    rounded,
    rounded_inwards,
    size_text,
    value_text,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "-0.13"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1.01"),
        (-0.04, 1, "0.0"),
        (0.0, 1, "0.0"),
        (-0.05, 1, "-0.1"),
    ],
)
def test_rounding_is_by_half_away_from_zero_and_zero_has_no_sign(
    value: float, decimals: int, text: str
) -> None:
    assert str(rounded(exact(value), decimals)) == text


def test_values_are_written_with_their_unit_and_commas() -> None:
    assert value_text(61.0, "percent", 0) == "61%"
    assert value_text(61.25, "percent", 1) == "61.3%"
    assert value_text(6100.0, "count", 0) == "6,100"
    assert value_text(109.0, "small-count", 0) == "109"


@pytest.mark.parametrize(
    ("difference", "unit", "short", "long"),
    [
        ("-3.0", "pp", "-3.0 p.p.", "3.0 percentage points"),
        ("1.0", "pp", "1.0 p.p.", "1.0 percentage point"),
        ("0.0", "pp", "0.0 p.p.", "0.0 percentage points"),
        ("-9.4", "percent", "-9.4%", "9.4%"),
        ("1234.5", "percent", "1,234.5%", "1,234.5%"),
        ("-3", "count", "-3", "3"),
    ],
)
def test_a_difference_is_written_without_a_plus_sign(
    difference: str, unit: ChangeUnit, short: str, long: str
) -> None:
    assert (difference_text(Decimal(difference), unit), size_text(Decimal(difference), unit)) == (short, long)


@pytest.mark.parametrize(
    ("low", "high", "decimals", "ends"),
    [
        ("5.2", "18.6", 0, ("6", "18")),
        ("5.25", "18.65", 1, ("5.3", "18.6")),
        ("5.21", "18.69", 1, ("5.3", "18.6")),
        ("5", "18", 0, ("5", "18")),
        ("5.1", "5.9", 0, ("6", "5")),
        ("-5.2", "-1.8", 0, ("-5", "-2")),
    ],
)
def test_the_ends_of_a_range_are_rounded_inwards(
    low: str, high: str, decimals: int, ends: tuple[str, str]
) -> None:
    assert tuple(map(str, rounded_inwards(Decimal(low), Decimal(high), decimals))) == ends


def test_a_probability_has_two_decimals_and_less_than_a_hundredth_says_so() -> None:
    assert [probability_text(value) for value in (0.0099, 0.01, 0.305, 1.0)] == [
        "p < 0.01",
        "p = 0.01",
        "p = 0.31",
        "p = 1.00",
    ]


def test_what_is_counted_takes_an_s_but_for_one() -> None:
    assert [counted(number, "figure") for number in (0, 1, 2, 1204)] == [
        "0 figures",
        "1 figure",
        "2 figures",
        "1,204 figures",
    ]
