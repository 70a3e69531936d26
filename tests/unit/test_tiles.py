from __future__ import annotations

from datetime import date
from typing import Any

from metrics.declared.framework import PlannedMeasure
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import Tile, tile
from tests.given import SATISFACTION, measure, series

TODAY = date(2024, 2, 8)
ROLLING: Any = {"window": "rolling-12-months", "source": {"window": "rolling-12-months"}}
PLANNED = PlannedMeasure.model_validate(
    {
        "id": "crime-prevalence",
        "title": "Crime prevalence",
        "description": "How many.",
        "outcome": "safer",
        "status": "planned",
        "owner": "MOPAC",
        "reason": "A new measure is to be added.",
        "expected": "2024-02-08",
    }
)


def rolling_tile(values: dict[str, float | None], **changes: Any) -> Tile:
    declared = measure(SATISFACTION, **{**ROLLING, **changes})
    found = series(values, window="rolling-12-months")
    return tile(declared, MeasureData({Key(window="rolling-12-months"): found}), TODAY)


def test_beside_a_comparison_that_overlaps_stands_one_that_can_be_told() -> None:
    shown = rolling_tile({"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0})
    assert shown.change is not None and shown.beside is not None
    assert (shown.change.outcome, shown.change.reason) == ("uncertain", "overlap")
    assert (shown.beside.outcome, shown.beside.verdict, shown.beside.basis.id) == (
        "lower",
        "worse",
        "same-period-last-year",
    )
    assert shown.beside_sentence == (
        "That is 2.0 percentage points lower than in the 12 months to December 2022 (71%)."
    )


def test_a_year_before_may_be_too_uncertain_as_well() -> None:
    sample: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 600}}
    shown = rolling_tile({"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0}, **sample)
    assert shown.beside_sentence == (
        "Against the 12 months to December 2022 (71%) it is too uncertain to call a change."
    )


def test_without_a_figure_of_a_year_before_nothing_stands_beside() -> None:
    shown = rolling_tile({"2023-Q2": 70.0, "2023-Q3": 69.0})
    assert (shown.beside, shown.beside_sentence) == (None, "")


def test_where_the_first_comparison_can_be_told_no_second_one_is_made() -> None:
    declared = measure()
    found = MeasureData({Key(): series({"2022-Q3": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    assert tile(declared, found, TODAY).beside is None


def test_a_promise_is_overdue_on_the_day_after_its_date() -> None:
    days = [date(2024, 2, 8), date(2024, 2, 9)]
    assert [tile(PLANNED, MeasureData({}), day).overdue for day in days] == [False, True]


def test_a_measure_without_figures_says_so() -> None:
    shown = tile(measure(), MeasureData({Key(): Series()}), TODAY)
    assert (shown.latest, shown.change, shown.note) == (None, None, "There is no figure for this area.")
