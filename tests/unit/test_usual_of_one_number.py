"""A usual range in which a single whole number lies: told as that number, and never as from itself to itself."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from components.figures.control_chart import usual_range
from metrics.figures.control_chart_words import range_text, range_words
from metrics.figures.control_limits import Limits, limits_of
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile, tile
from serving.api.usual import usual_json
from serving.http.html import render
from tests.given import OFFENCES, measure

CHART = measure(OFFENCES, control_chart={"periods": 24})


def tile_of(values: list[float]) -> Tile:
    months = (pd.Period("2022-02", freq="M") + n for n in range(len(values)))
    observations = tuple(
        Observation(month, "single", value) for month, value in zip(months, values, strict=True)
    )
    return tile(CHART, MeasureData({Key(): Series(observations)}), date(2024, 2, 8))


# Limits of 5.0 and 7.0 hold 5, 6 and 7; what each of the others holds, by its ends.
@pytest.mark.parametrize(
    ("lower", "upper", "ends"),
    [
        (5.0, 7.0, (5, 7)),
        (5.0, 5.9, (5, 5)),
        (4.1, 5.0, (5, 5)),
        (5.0, 5.0, (5, 5)),
        (4.9, 6.1, (5, 6)),
        (0.0, 0.9, (0, 0)),
        (5.1, 5.9, (5.1, 5.9)),
    ],
)
def test_the_range_is_of_the_whole_numbers_that_lie_within_the_limits(
    lower: float, upper: float, ends: tuple[float, float]
) -> None:
    assert Limits((lower + upper) / 2, lower, upper, 1.0, 3.267).usual_range == ends


def test_a_count_that_never_moves_is_its_usual_range_and_lies_within_it() -> None:
    limits = limits_of([6.0] * 24)
    assert (limits.lower, limits.upper, limits.side(6.0), limits.side(7.0), limits.side(5.0)) == (
        *(6.0, 6.0),
        *(None, "above", "below"),
    )


def test_the_sentence_names_the_number_alone() -> None:
    assert tile_of([6.0] * 24).control_chart_sentence == (
        "With 6 offences, January 2024 is within its usual range, 6 alone (24 months from February 2022)."
    )


def test_what_leaves_the_one_number_is_said_so() -> None:
    leaving = tile_of([*[6.0] * 11, 7.0, *[6.0] * 11, 9.0])
    assert leaving.control_chart is not None and range_words(leaving.control_chart) == "6 alone"
    assert leaving.control_chart_sentence == (
        "With 9 offences, January 2024 is above its usual range, 6 alone (24 months from February 2022)."
    )


def test_the_page_and_the_json_hold_the_one_number() -> None:
    steady = tile_of([6.0] * 24)
    page = render(usual_range(CHART, steady, "London"))
    assert "The shaded band is the usual range, 6 alone." in page
    assert "The line through it is the average, 6." in page
    assert (
        "A line from 6 (February 2022) to 6 (January 2024), and the one number that it usually stays at, 6."
        in page
    )
    limits = usual_json(steady)["usual"]
    assert (limits["lower"], limits["upper"], limits["centre"]) == (6, 6, 6)
    assert steady.control_chart is not None and range_text(steady.control_chart) == ("6", "6")
