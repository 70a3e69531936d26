"""Percentages of boroughs have one scale from page to page, so that two charts can be laid beside each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from charts.scale import Axis, joined
from components.figures.area_scale import compared_axis
from components.figures.trend import full_trend
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import tile
from tests.given import OFFENCES, measure, series
from tests.places_of_tests import REGION

BARNET, BEXLEY, CAMDEN = "E09000003", "E09000004", "E09000007"
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400, "area_size": 600}}
SHARES = MeasureData(
    {
        Key(): series({"2023-Q2": 64.0, "2023-Q3": 61.0}),
        Key(area=CAMDEN): series({"2023-Q2": 52.0, "2023-Q3": 55.0}),
        Key(area=BEXLEY): series({"2023-Q2": 77.0, "2023-Q3": 79.0}),
        Key(area=BARNET): series({"2023-Q2": None, "2023-Q3": None}),
    }
)


def axis_on_page(area: str, **changes: Any) -> Axis:
    declared = measure(**changes)
    return full_trend(declared, tile(declared, SHARES, date(2024, 2, 9), area), "Anywhere", SHARES).axis


def test_the_charts_of_two_districts_have_one_scale() -> None:
    assert (axis_on_page(CAMDEN), axis_on_page(BEXLEY)) == (Axis(40, 90, 10), Axis(40, 90, 10))


def test_the_shared_scale_holds_the_intervals_of_every_district() -> None:
    assert axis_on_page(CAMDEN, **SURVEY) == axis_on_page(BEXLEY, **SURVEY)


def test_region_has_the_scale_of_its_own_figures() -> None:
    assert axis_on_page(REGION) == Axis(40, 80, 10)


def test_areas_that_stand_beside_region_have_the_scale_of_all() -> None:
    assert [compared_axis(measure(), SHARES, 13, values) for values in ([52.0, 64.0], [79.0, 64.0])] == [
        Axis(40, 90, 10)
    ] * 2


def test_counts_keep_the_scale_of_what_is_drawn() -> None:
    assert compared_axis(measure(OFFENCES), MeasureData({}), 13, [9.0, 12.0]) == Axis(0, 15, 5)


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        ([Axis(40, 70, 10)], Axis(40, 70, 10)),
        ([Axis(40, 70, 10), Axis(60, 90, 10)], Axis(40, 90, 10)),
        ([Axis(10, 40, 10), Axis(60, 90, 10)], Axis(10, 90, 20)),
    ],
)
def test_a_scale_that_holds_others_goes_from_the_lowest_to_the_highest(
    axes: list[Axis], expected: Axis
) -> None:
    assert joined(axes) == expected
