from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from metrics.declared.areas import AreaColumn
from metrics.declared.framework import PlannedMeasure, QualitativeMeasure
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import Tile, tile
from metrics.periods import Frequency, Window, financial_quarter
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed, series
from tests.places_of_tests import REGION

TODAY = date(2024, 2, 8)
CAMDEN = "E09000007"
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
    figures = series(values, window="rolling-12-months")
    return tile(declared, MeasureData({Key(window="rolling-12-months"): figures}), TODAY)


def test_beside_a_comparison_that_overlaps_stands_one_that_can_be_told() -> None:
    satisfaction_tile = rolling_tile({"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0})
    assert satisfaction_tile.change is not None and satisfaction_tile.beside is not None
    assert (satisfaction_tile.change.outcome, satisfaction_tile.change.reason) == ("uncertain", "overlap")
    assert (
        satisfaction_tile.beside.outcome,
        satisfaction_tile.beside.verdict,
        satisfaction_tile.beside.basis.id,
    ) == (
        "lower",
        "worse",
        "same-period-last-year",
    )
    assert satisfaction_tile.beside_sentence == (
        "That is 2.0 percentage points lower than in the 12 months to December 2022 (71%)."
    )


def test_a_year_before_may_be_too_uncertain_as_well() -> None:
    sample: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 600}}
    satisfaction_tile = rolling_tile({"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0}, **sample)
    assert satisfaction_tile.beside_sentence == (
        "Against the 12 months to December 2022 (71%) it is too uncertain to call a change."
    )


def test_without_a_figure_of_a_year_before_nothing_stands_beside() -> None:
    satisfaction_tile = rolling_tile({"2023-Q2": 70.0, "2023-Q3": 69.0})
    assert (satisfaction_tile.beside, satisfaction_tile.beside_sentence) == (None, "")


def test_where_the_first_comparison_can_be_told_no_second_one_is_made() -> None:
    declared = measure()
    data = MeasureData({Key(): series({"2022-Q3": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    assert tile(declared, data, TODAY).beside is None


def test_a_promise_is_overdue_on_the_day_after_its_date() -> None:
    days = [date(2024, 2, 8), date(2024, 2, 9)]
    assert [tile(PLANNED, MeasureData({}), day).overdue for day in days] == [False, True]


def test_a_measure_without_figures_says_so() -> None:
    empty_tile = tile(measure(), MeasureData({Key(): Series()}), TODAY)
    assert (empty_tile.latest, empty_tile.change, empty_tile.note) == (
        None,
        None,
        "There is no figure for this area.",
    )


def test_a_measure_without_figures_says_why() -> None:
    described: Any = {"id": "a", "title": "A", "description": "D", "outcome": "o", "reason": "Too rare."}
    in_words = QualitativeMeasure(**described, status="qualitative", narrative="N")
    assert [tile(declared, MeasureData({}), TODAY).note for declared in (PLANNED, in_words)] == [
        "A new measure is to be added.",
        "Too rare.",
    ]


def test_a_figure_that_there_is_nothing_to_compare_with_says_so() -> None:
    declared = measure(comparison={"basis": "baseline", "baseline": "2023-Q3", "materiality": 1.0})
    data = MeasureData({Key(): series({"2023-Q2": 64.0, "2023-Q3": 61.0})})
    assert tile(declared, data, TODAY).note == "There is nothing to compare this figure with."
    assert tile(measure(), data, TODAY).note == ""


TEENAGE = {"dimension": "age", "category": "13-19", "noun": {"singular": "teenager", "plural": "teenagers"}}


def test_the_further_sentence_stands_on_regions_tile_alone() -> None:
    declared = measure(VICTIMS, supplement=TEENAGE)
    window: Any = "calendar-year-to-date"
    running = series({"2022-12": 14, "2023-12": 21}, frequency="month", window=window)
    data = MeasureData(
        {Key(window, area): running for area in (REGION, CAMDEN)}
        | {Key(window, REGION, "age", "13-19"): running}
    )
    assert [tile(declared, data, TODAY, area).supplement for area in (REGION, CAMDEN)] == [
        "There were 21 teenagers from January to December 2023, against 14 in the same months of 2022.",
        "",
    ]


def test_a_districts_tile_names_it_in_every_sentence() -> None:
    months: dict[str, float | None] = {f"2023-{number:02d}": 100.0 + number % 2 for number in range(1, 13)}
    data = MeasureData({Key(area=CAMDEN): series(months, frequency="month")})
    camden_tile = tile(measure(OFFENCES, control_chart={"periods": 12}), data, TODAY, CAMDEN)
    assert (camden_tile.sentence, camden_tile.control_chart_sentence) == (
        "There were 100 offences in Camden in December 2023, 1.0% fewer than in November 2023 (101).",
        "With 100 offences in Camden, December 2023 is within its usual range of 98 to 103 (12 months from January "
        "2023).",
    )


def test_the_comparison_beside_explains_itself_too() -> None:
    sample: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 600}}
    satisfaction_tile = rolling_tile({"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0}, **sample)
    assert satisfaction_tile.beside_explanation == (
        "The 12 months to December 2023 (69%) is compared with the 12 months to December 2022 (71%). The difference, "
        "rounded, is -2.0 percentage points. For this measure, 1.0 percentage point or more is called a change. With 600 "
        "people asked now and 600 then, chance alone leaves it anywhere from -7.2 percentage points to 3.2 percentage "
        "points (95% interval). That takes in no change at all, so it is too uncertain to say. For this measure higher "
        "is better."
    )
    assert rolling_tile({"2023-Q2": 70.0, "2023-Q3": 69.0}).beside_explanation == ""


def test_a_tile_says_whether_the_newest_month_is_usual_where_a_chart_is_declared() -> None:
    months: dict[str, float | None] = {f"2023-{number:02d}": 100.0 + number % 2 for number in range(1, 13)}
    data = MeasureData({Key(): series(months, frequency="month")})
    charted = tile(measure(OFFENCES, control_chart={"periods": 12}), data, TODAY)
    assert charted.control_chart_sentence == (
        "With 100 offences, December 2023 is within its usual range of 98 to 103 (12 months from January 2023)."
    )
    plain = tile(measure(OFFENCES), data, TODAY)
    assert (plain.control_chart, plain.control_chart_sentence) == (None, "")


def test_a_tile_of_an_earlier_day_knows_nothing_of_what_came_later() -> None:
    values = {"2022-Q3": 62.0, "2023-Q1": 63.0, "2023-Q2": 64.0, "2023-Q3": 61.0}
    earlier = {period: value for period, value in values.items() if period != "2023-Q3"}
    then = tile(measure(), MeasureData({Key(): series(values)}), TODAY, until=financial_quarter(2023, 2))
    assert then == tile(measure(), MeasureData({Key(): series(earlier)}), TODAY)


def test_another_comparison_is_told_as_if_it_were_the_measures_own() -> None:
    data = MeasureData({Key(): series({"2022-Q3": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    yearly: Any = {"comparison": {"basis": "same-period-last-year"}}
    yearly_tile = tile(measure(), data, TODAY, comparison="same-period-last-year")
    assert yearly_tile == tile(measure(**yearly), data, TODAY)
    assert yearly_tile.change is not None and yearly_tile.change.basis.id == "same-quarter-last-year"


def test_a_baseline_that_is_not_before_the_figure_gives_no_comparison() -> None:
    declared = measure(comparison={"basis": "baseline", "baseline": "2023-Q2", "materiality": 1.0})
    data = MeasureData({Key(): series({"2023-Q1": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    changes = [tile(declared, data, TODAY, until=financial_quarter(2023, n)).change for n in (1, 2, 3)]
    assert [change is None for change in changes] == [True, True, False]


def test_a_running_total_is_drawn_by_its_single_months_however_it_is_compared() -> None:
    singles = series({"2023-11": 7, "2023-12": 8}, frequency="month")
    running = series({"2023-11": 101, "2023-12": 109}, frequency="month", window="calendar-year-to-date")
    data = MeasureData({Key(): singles, Key("calendar-year-to-date"): running})
    tiles = [
        tile(measure(VICTIMS), data, TODAY, comparison=basis) for basis in (None, "same-period-last-year")
    ]
    assert [total_tile.trend for total_tile in tiles] == [singles, singles]


@pytest.mark.parametrize(
    ("period", "frequency", "window", "months"),
    [
        ("2024-Q2", "financial-quarter", "single", "July to September 2024"),
        ("2023-Q4", "financial-quarter", "single", "January to March 2024"),
        ("2023-24", "financial-year", "single", "April 2023 to March 2024"),
        ("2023-Q3", "financial-quarter", "rolling-12-months", ""),
        ("2024-01", "month", "single", ""),
        ("2023", "calendar-year", "single", ""),
    ],
)
def test_a_period_whose_name_has_no_months_has_them_beside_it(
    period: str, frequency: Frequency, window: Window, months: str
) -> None:
    assert observed(period, 1.0, frequency=frequency, window=window).months_beside == months


def test_a_verdict_that_cannot_be_known_is_said_beside_the_figure() -> None:
    declared = measure(SATISFACTION, comparison={"judged": "like-with-like"})
    data = MeasureData({Key(area=CAMDEN): series({"2023-Q2": 64.0, "2023-Q3": 61.0})})
    camden_tile = tile(declared, data, TODAY, CAMDEN)
    assert camden_tile.verdict_sentence == "Not known: there is no figure for Q3 2022/23."
    assert camden_tile.says == (
        "Not known: there is no figure for Q3 2022/23. In Camden, in Q3 2023/24, 61% of victims were satisfied."
    )


@pytest.mark.parametrize(
    ("baseline", "verdict", "note"),
    [
        (
            "2024-01",
            "not-judged",
            "Figures of other forces are not judged better or worse, because forces differ in how they record and whom "
            "they serve.",
        ),
        ("2024-02", None, "There is nothing to compare this figure with."),
    ],
)
def test_of_another_force_the_change_is_told_and_not_judged(
    baseline: str, verdict: str | None, note: str
) -> None:
    comparison = {"judged": "like-with-like", "basis": "baseline", "baseline": baseline}
    declared = measure(OFFENCES, comparison=comparison)
    area = AreaColumn.model_validate({"column": ("Force",), "level": "force"})
    source = declared.source.model_copy(update={"area": area})
    counts = series({"2024-01": 100.0, "2024-02": 50.0}, frequency="month")
    forces = declared.model_copy(update={"source": source})
    result_tile = tile(forces, MeasureData({Key(area="E23000005"): counts}), TODAY, "E23000005")
    assert (result_tile.change and result_tile.change.verdict, result_tile.verdict, result_tile.note) == (
        verdict,
        None,
        note,
    )


def test_beside_other_forces_region_itself_is_judged() -> None:
    declared = measure(OFFENCES, comparison={"judged": "like-with-like"})
    area = AreaColumn.model_validate({"column": ("Force",), "level": "force"})
    source = declared.source.model_copy(update={"area": area})
    counts = series({"2024-01": 100.0, "2024-02": 50.0}, frequency="month")
    result_tile = tile(declared.model_copy(update={"source": source}), MeasureData({Key(): counts}), TODAY)
    assert (result_tile.verdict is not None, result_tile.note) == (True, "")


def test_beside_the_change_of_a_month_stands_what_is_usual_for_it() -> None:
    declared = measure(OFFENCES, comparison={"judged": "like-with-like", "test": "counts"})
    last = pd.Period("2024-01", "M")
    counts = {str(last - back): 180.0 if back % 12 == 0 else 200.0 for back in range(48, 0, -1)}
    result_tile = tile(
        declared, MeasureData({Key(): series({**counts, "2024-01": 150.0}, frequency="month")}), TODAY
    )
    assert result_tile.usual is not None
    assert (result_tile.usual.usual, result_tile.usual.years, result_tile.usual.difference) == (
        Decimal("-10.0"),
        3,
        Decimal("-25.0"),
    )
