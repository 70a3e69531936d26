"""Observations and series as values: how they are named, which months they cover, how they are taken and added up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.declared.framework import Break
from metrics.figures.breaks import break_between, break_ordinals, same_side
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.totals import absent, total, total_of_periods, total_of_series
from metrics.periods import Frequency, Window, parse_period_id, period_id
from metrics.statuses import Status
from tests.given import OFFENCES, SATISFACTION, measure, observed, series
from tests.places_of_tests import REGION

CAMDEN, BRENT = "E09000007", "E09000005"
QUARTERS = series({"2023-Q1": 61.0, "2023-Q2": None, "2023-Q3": 63.0, "2023-Q4": 64.0})


def counted(period: str, value: float | None, status: Status = "") -> Observation:
    return observed(period, value, status, frequency="month")


# Names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "label", "months", "dates"),
    [
        ("single", "Q3 2023/24", ("2023-10", "2023-12"), (date(2023, 10, 1), date(2023, 12, 31))),
        (
            "rolling-12-months",
            "12 months to December 2023",
            ("2023-01", "2023-12"),
            (date(2023, 1, 1), date(2023, 12, 31)),
        ),
    ],
)
def test_a_figure_is_named_by_what_its_window_covers(
    window: Window, label: str, months: tuple[str, str], dates: tuple[date, date]
) -> None:
    figure = observed("2023-Q3", 61.0, window=window)
    assert (figure.label, figure.dates) == (label, dates)
    assert tuple(period_id(month) for month in figure.months) == months
    assert (figure.period_id, figure.period_label) == ("2023-Q3", "Q3 2023/24")


def test_several_periods_that_are_added_up_are_named_from_the_first_to_the_last() -> None:
    figure = replace(counted("2024-01", 5.0), first=parse_period_id("2023-11", "month"))
    assert (figure.label, figure.dates) == (
        "November 2023 to January 2024",
        (date(2023, 11, 1), date(2024, 1, 31)),
    )
    assert tuple(period_id(month) for month in figure.months) == ("2023-11", "2024-01")


# Series ----------------------------------------------------------------------------------------------------


def test_a_series_is_its_observations_in_order_and_by_period() -> None:
    assert (len(QUARTERS), list(QUARTERS)) == (4, list(QUARTERS.observations))
    assert QUARTERS.latest == observed("2023-Q4", 64.0)
    assert QUARTERS.at(parse_period_id("2023-Q2", "financial-quarter")) == observed("2023-Q2", None)
    assert QUARTERS.at(parse_period_id("2022-Q2", "financial-quarter")) is None
    assert (Series().latest, len(Series())) == (None, 0)


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        ("2023-Q2", "2023-Q3", ["2023-Q2", "2023-Q3"]),
        ("2023-Q3", None, ["2023-Q3", "2023-Q4"]),
        (None, "2023-Q2", ["2023-Q1", "2023-Q2"]),
        (None, None, ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("2024-Q1", None, []),
    ],
)
def test_a_span_of_a_series_has_both_its_ends(
    first: str | None, last: str | None, quarters: list[str]
) -> None:
    frequency: Frequency = "financial-quarter"
    ends = (None if end is None else parse_period_id(end, frequency) for end in (first, last))
    assert [figure.period_id for figure in QUARTERS.within(*ends)] == quarters


def test_the_data_of_a_measure_are_its_series_by_key() -> None:
    keys = [
        *(Key(), Key(area=CAMDEN), Key(area=BRENT), Key("rolling-12-months", CAMDEN)),
        *(Key(dimension="sex", category="Women"), Key(dimension="sex", category="Men")),
        Key(dimension="age", category="65+"),
    ]
    data = MeasureData(dict.fromkeys(keys, QUARTERS))
    assert (data.get(Key(area=CAMDEN)), data.get(Key(area="E09000001"))) == (QUARTERS, Series())
    assert (data.areas(), data.categories("sex")) == ((BRENT, CAMDEN), ("Women", "Men"))


def test_data_until_a_period_end_with_it_in_each_series() -> None:
    data = MeasureData({Key(): QUARTERS, Key(area=CAMDEN): QUARTERS})
    last = parse_period_id("2023-Q2", "financial-quarter")
    until = series({"2023-Q1": 61.0, "2023-Q2": None})
    assert data.until(last) == MeasureData({Key(): until, Key(area=CAMDEN): until})
    assert data.until(None) == data


def test_a_key_without_more_is_regions_single_periods() -> None:
    assert Key() == Key("single", REGION, "", "")


# Totals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "value", "status"),
    [
        ([(3.0, ""), (4.0, "")], 7.0, ""),
        ([(3.0, "p"), (4.0, "u")], 7.0, "u"),
        ([(3.0, "p"), (None, "c")], None, "c"),
        ([(3.0, "u"), (None, "")], None, "x"),
        ([(None, "x"), (None, "c")], None, "c"),
    ],
)
def test_a_total_has_the_strongest_status_of_its_parts_or_of_those_that_are_missing(
    parts: list[tuple[float | None, Status]], value: float | None, status: Status
) -> None:
    figures = [counted("2024-01", *part) for part in parts]
    year: Window = "rolling-12-months"
    assert total(figures, figures[0].period, year) == observed(
        "2024-01", value, status, frequency="month", window=year
    )


def test_periods_in_a_row_are_added_up_to_one_figure_and_one_alone_is_itself() -> None:
    months = [counted("2023-12", 3.0), counted("2024-01", 4.0, "p")]
    counts = measure(OFFENCES)
    assert total_of_periods(counts, months) == replace(
        counted("2024-01", 7.0, "p"), first=parse_period_id("2023-12", "month")
    )
    assert total_of_periods(counts, months[1:]) == months[1]
    assert total_of_periods(measure(SATISFACTION), months[1:]) == months[1]
    with pytest.raises(ValueError) as caught:
        total_of_periods(measure(SATISFACTION), months)
    assert str(caught.value) == "victim-satisfaction: percentages of several periods do not add up"


def test_series_are_added_up_period_by_period_as_far_as_the_longest_reaches() -> None:
    shorter = Series((counted("2024-01", 2.0),))
    longer = Series((counted("2023-12", 3.0), counted("2024-01", 4.0, "p")))
    added = Series((counted("2023-12", None, "x"), counted("2024-01", 6.0, "p")))
    assert total_of_series([shorter, longer]) == total_of_series([longer, shorter]) == added


def test_what_a_series_does_not_reach_is_not_available() -> None:
    period = parse_period_id("2024-01", "month")
    assert absent(period, "single") == counted("2024-01", None, "x")


# Breaks ----------------------------------------------------------------------------------------------------


def test_the_earliest_break_in_a_stretch_is_told_in_whatever_order_they_are_declared() -> None:
    later, earlier = (Break(period=period, reason="it moved") for period in ("2023-12", "2023-11"))
    stretch = [parse_period_id(month, "month") for month in ("2023-10", "2024-01")]
    assert break_between((later, earlier), "month", *stretch) == earlier
    assert break_between((earlier, later), "month", *stretch) == earlier


@pytest.mark.parametrize(
    ("first", "last", "crossed"),
    [
        ("2023-10", "2023-11", True),
        ("2023-10", "2023-10", False),
        ("2023-11", "2024-01", False),
        ("2023-12", "2024-01", False),
    ],
)
def test_a_break_is_crossed_where_a_stretch_has_something_before_it_and_after_it(
    first: str, last: str, crossed: bool
) -> None:
    broken = Break(period="2023-11", reason="it moved")
    stretch = [parse_period_id(month, "month") for month in (first, last)]
    assert break_between((broken,), "month", *stretch) == (broken if crossed else None)


def test_two_periods_lie_on_one_side_of_all_breaks_or_on_two() -> None:
    breaks = ({"period": "2024-03", "reason": "one"}, {"period": "2023-06", "reason": "another"})
    starts = break_ordinals(measure(OFFENCES, breaks=breaks))
    at = {name: parse_period_id(name, "month").ordinal for name in PERIODS_AROUND}
    assert starts == [at["2023-06"], at["2024-03"]]
    sides = [[first for first in PERIODS_AROUND if same_side(starts, at[first], at[second])] for second in at]
    assert sides == [["2023-05"], *[["2023-06", "2024-02"]] * 2, *[["2024-03", "2024-04"]] * 2]
    assert same_side([], at["2023-05"], at["2024-04"])


PERIODS_AROUND = ("2023-05", "2023-06", "2024-02", "2024-03", "2024-04")


def test_values_until_a_period_are_those_that_are_there_and_its_own() -> None:
    months = series({"2023-11": 5.0, "2023-12": None, "2024-01": 7.0, "2024-02": 9.0}, frequency="month")
    last = parse_period_id("2024-01", "month")
    assert months.values_until(last) == {last.ordinal - 2: 5.0, last.ordinal: 7.0}
