"""What is written never contradicts itself: none and all, a figure and its interval, two figures and their difference."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.checking.plausible import decimals_are_shown
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_figures import display_number, ends
from metrics.figures.intervals import interval_ends, interval_of, interval_text
from metrics.figures.numbers import decimals_to_bear, exact, rounded, value_text, written
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import tile
from tests.given import SATISFACTION, measure, observed, series
from tests.places_of_tests import REGION
from tests.unit.test_area_digits import CAMDEN, SURVEY, shares

TENTHS = st.integers(0, 1000).map(lambda number: number / 10)
PEOPLE = {"comparison": {"test": "proportions"}}


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (99.7, 0, "99.7%"),
        (0.4, 0, "0.4%"),
        (99.96, 1, "99.96%"),
        (0.004, 0, "0.004%"),
        (99.4, 0, "99%"),
        (0.6, 0, "1%"),
        (100.0, 0, "100%"),
        (0.0, 1, "0.0%"),
        (61.4, 0, "61%"),
    ],
)
def test_a_percentage_is_none_or_all_only_where_it_is(value: float, decimals: int, text: str) -> None:
    assert value_text(value, "percent", decimals) == text


def test_a_count_has_no_all() -> None:
    assert (value_text(100.0, "count", 0), value_text(0.0, "small-count", 0)) == ("100", "0")


@given(TENTHS, st.integers(30, 10_000_000), st.integers(0, 2))
def test_a_figure_as_written_lies_within_its_interval_as_written(
    value: float, people: int, decimals: int
) -> None:
    declared = measure(decimals=decimals, sample={"size": people}, **PEOPLE)
    observation = observed("2023-Q3", value)
    interval = interval_of(declared, observation)
    assert interval is not None
    low, high = interval_ends(declared, interval, value)
    assert low <= written(value, "percent", decimals) <= high
    assert low <= exact(value) <= high


def test_an_interval_is_widened_only_as_far_as_the_figure() -> None:
    declared = measure(sample={"size": 1_000_000}, **PEOPLE)
    assert interval_text(declared, (61.3, 61.5), 61.4) == "61.0% to 61.5%"
    assert interval_text(declared, (61.456, 61.464), 61.46) == "61.0% to 61.5%"
    assert interval_text(declared, (60.2, 62.1), 61.0) == "60.2% to 62.1%"


def test_an_end_that_would_cut_the_figure_off_goes_outwards() -> None:
    declared = measure(decimals=1, sample={"size": 1_000_000}, **PEOPLE)
    ends_of = {
        value: interval_ends(declared, (value - 0.01, value + 0.01), value) for value in (61.47, 61.43)
    }
    assert {value: tuple(map(str, own)) for value, own in ends_of.items()} == {
        61.47: ("61.4", "61.5"),
        61.43: ("61.4", "61.5"),
    }


@given(TENTHS, TENTHS, st.integers(0, 1))
def test_two_figures_bear_the_difference_beside_them(earlier: float, later: float, decimals: int) -> None:
    difference = rounded(exact(later) - exact(earlier), 1)
    places = decimals_to_bear(difference, earlier, later, decimals)
    first, second = (written(value, "percent", places) for value in (earlier, later))
    assert rounded(second - first, 1) == difference
    assert places in (decimals, 1)


def two_quarters(earlier: float, later: float) -> tuple[PublishedMeasure, MeasureData]:
    declared = measure(comparison={**SATISFACTION["comparison"], "judged": "like-with-like"})
    return declared, MeasureData({Key("single"): series({"2023-Q2": earlier, "2023-Q3": later})})


@pytest.mark.parametrize(
    ("earlier", "later", "text"),
    [
        (61.6, 61.4, "61.4%"),
        (64.0, 61.0, "61%"),
        (63.6, 60.6, "61%"),
        (63.4, 60.6, "60.6%"),
    ],
)
def test_a_tile_its_sentence_and_its_why_have_as_many_decimals_as_the_difference_needs(
    earlier: float, later: float, text: str
) -> None:
    card = tile(*two_quarters(earlier, later), date(2024, 2, 8))
    assert card.text == text
    decimals = 1 if "." in text else 0
    before = value_text(earlier, "percent", decimals)
    assert text in card.sentence and text in card.explanation and before in card.explanation


def test_the_words_of_a_difference_that_tenths_make() -> None:
    card = tile(*two_quarters(63.4, 60.6), date(2024, 2, 8))
    assert card.sentence == (
        "In Q3 2023/24, 60.6% of victims were satisfied, 2.8 percentage points lower than in Q2 2023/24 (63.4%)."
    )


def test_the_number_of_an_area_lies_within_its_limits() -> None:
    comparison = area_comparison(SURVEY, shares({REGION: 60.0, CAMDEN: 61.4}), CAMDEN)
    assert comparison is not None and comparison.figure.limits is not None
    decimals = comparison.figure.decimals
    low, high = ends(SURVEY, comparison.figure.limits, decimals)
    assert low <= display_number(SURVEY, 61.4, decimals) <= high


@pytest.mark.parametrize(
    ("decimals", "values", "messages"),
    [
        (
            0,
            (64.0, 61.4, 61.45),
            [
                'USS.csv:4:2: warning: percentages have up to 2 decimals, such as 61.45%, and "decimals: 0" shows '
                "fewer: figures that differ may look alike"
            ],
        ),
        (1, (64.0, 61.4), []),
        (0, (64.0, 61.0), []),
    ],
)
def test_an_extract_with_more_decimals_than_are_shown_is_told(
    decimals: int, values: tuple[float, ...], messages: list[str]
) -> None:
    rows = [("USS.csv", line, 2, value) for line, value in enumerate(values, start=2)]
    cells = pd.DataFrame(rows, columns=["file", "line", "field", "value"])
    assert [str(issue) for issue in decimals_are_shown(measure(decimals=decimals), cells)] == messages
