"""Figures of weeks: told as arithmetic, never judged, never added up, and in their place on every page."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts.time_axis import at, year_tick
from components.measure.notes import _judged
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import compared_series, compared_window
from metrics.figures.comparison import basis_kinds, basis_of, comparison_of
from metrics.figures.headline import glance_sentence, headline, kind, word
from metrics.figures.season import has_season
from metrics.figures.sentences import WEEKS_NOT_JUDGED
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile, tile
from metrics.figures.verdict import verdict_comparison
from metrics.periods import label, months_in_words, parse_period_id, period_id, window_months
from tests.given import OFFENCES, measure

TODAY = date(2024, 6, 1)


def weekly(**changes: object) -> PublishedMeasure:
    comparison = {"judged": "like-with-like", "test": "counts"}
    return measure(OFFENCES, frequency="week", comparison=comparison, **changes)


def weeks(*values: float, last: str = "2024-W05") -> Series:
    end = parse_period_id(last, "week")
    steps = range(len(values) - 1, -1, -1)
    return Series(
        tuple(Observation(end - step, "single", value) for step, value in zip(steps, values, strict=True))
    )


def of(*values: float, **changes: object) -> Tile:
    return tile(weekly(**changes), MeasureData({Key(): weeks(*values)}), TODAY)


def test_a_week_is_told_beside_the_one_before_and_is_not_judged() -> None:
    week_tile = of(100, 120)
    assert week_tile.judged is None and week_tile.verdict is None
    assert week_tile.note == WEEKS_NOT_JUDGED
    assert week_tile.sentence == (
        "There were 120 offences in the week to 4 February 2024, 20.0% more than in the week to 28 January 2024 (100)."
    )
    assert week_tile.change is not None
    assert (week_tile.change.arrow, week_tile.change.verdict, week_tile.change.interval) == (
        "level",
        "not-judged",
        None,
    )


@pytest.mark.parametrize(
    ("values", "group", "verdict_text"),
    [
        ((100, 120), "not-judged", "Not judged better or worse"),
        ((100, 100), "little-change", "Not judged better or worse"),
        ((100,), "not-known", "Not known"),
    ],
)
def test_a_week_counts_among_those_that_are_not_judged(
    values: tuple[float, ...], group: str, verdict_text: str
) -> None:
    assert (kind(of(*values)), word(of(*values))) == (group, verdict_text)


def test_several_measures_say_that_one_of_them_is_not_judged() -> None:
    tiles = [of(100, 120), of(100, 90)]
    assert headline(tiles) == "Both measures moved and are not judged."
    assert glance_sentence(tiles[:1]) == "Of 1 measure with figures, 1 moved and is not judged."


def test_a_week_has_no_verdict_however_long_its_series() -> None:
    period = parse_period_id("2024-W05", "week")
    assert verdict_comparison(weekly(), period) is None
    assert of(*([100.0] * 300)).verdict is None
    assert not has_season(weekly())


def test_a_week_is_compared_with_the_one_before_or_52_weeks_before() -> None:
    period = parse_period_id("2021-W01", "week")
    assert basis_kinds(weekly()) == ("previous-period", "same-period-last-year")
    compared = [comparison_of(weekly(), period, basis) for basis in basis_kinds(weekly())]
    assert [[period_id(item) for item in comparison.earlier] for comparison in compared if comparison] == [
        ["2020-W53"],
        ["2020-W02"],
    ]
    assert [basis_of(weekly(), basis).label for basis in basis_kinds(weekly())] == [
        "Change on previous week",
        "Change on 52 weeks before",
    ]
    assert [basis_of(weekly(), basis).id for basis in basis_kinds(weekly())] == [
        "previous-week",
        "52-weeks-before",
    ]


def test_no_comparison_of_weeks_crosses_a_break() -> None:
    declared = weekly(breaks=({"period": "2024-W05", "reason": "the counting changed"},))
    week_tile = tile(declared, MeasureData({Key(): weeks(100, 120)}), TODAY)
    assert week_tile.change is not None and week_tile.change.outcome == "not-comparable"
    assert week_tile.change.difference is None
    after = tile(declared, MeasureData({Key(): weeks(100, 120, 130, last="2024-W06")}), TODAY)
    assert after.change is not None and str(after.change.difference) == "8.3"


def test_weeks_are_not_added_up_to_twelve_months() -> None:
    declared = weekly(rate={"per": 1000})
    data = MeasureData({Key(): weeks(*([100.0] * 60)), Key(area="E09000007"): weeks(*([5.0] * 60))})
    assert compared_window(declared, data) == ("single", parse_period_id("2024-W05", "week"))
    assert {item.window for item in compared_series(declared, data, "E09000007", 20)} == {"single"}


def test_what_a_week_covers_is_its_days() -> None:
    over_new_year = parse_period_id("2020-W53", "week")
    assert label(over_new_year) == "week to 3 January 2021"
    assert window_months(over_new_year, "single") == (over_new_year, over_new_year)
    assert months_in_words(over_new_year, over_new_year) == "28 December 2020 to 3 January 2021"
    assert months_in_words(over_new_year + 1, over_new_year + 2) == "4 January to 17 January 2021"


def test_each_year_is_named_once_below_a_chart_of_weeks() -> None:
    first = parse_period_id("2019-W50", "week")
    observations = [Observation(first + step, "single", 1.0) for step in range(160)]
    ticks = [tick for observation in observations if (tick := year_tick(observation, "week"))]
    assert ticks == ["2020", "2021", "2022", "2023"]


def test_a_week_stands_between_the_months_that_are_drawn_beside_it() -> None:
    january, february = (pd.Period(text, "M") for text in ("2024-01", "2024-02"))
    assert at(january) < at(parse_period_id("2024-W05", "week")) < at(february)


def test_the_notes_of_a_measure_say_why_weeks_are_not_judged() -> None:
    assert _judged(weekly()) == ["Change on previous week.", WEEKS_NOT_JUDGED]
