"""Control charts at their edges: breaks that cut exactly as many periods as count, gaps, runs, limits reached."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from metrics.figures.control_chart import LEAST_PERIODS, XmrChart, control_chart
from metrics.figures.control_limits import Limits, average_decimals, limits_of
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import period_id
from tests.given import OFFENCES, measure
from tests.places_of_tests import REGION

FIRST = pd.Period("2022-02", freq="M")
STEADY = [100.0, 110.0] * 12
Values = list[float | None]


def chart(values: Any, periods: int = 24, break_at: int | None = None) -> XmrChart:
    """The chart of monthly counts, with a break in the month of a position."""
    observations = [
        Observation(FIRST + n, "single", value, "x" if value is None else "")
        for n, value in enumerate(values)
    ]
    breaks = (
        () if break_at is None else ({"period": period_id(FIRST + break_at), "reason": "the law changed"},)
    )
    declared = measure(OFFENCES, control_chart={"periods": periods}, breaks=breaks)
    result = control_chart(declared, MeasureData({Key("single"): Series(tuple(observations))}))
    assert result is not None
    return result


@pytest.mark.parametrize(("break_at", "since"), [(0, None), (1, FIRST + 1), (23, FIRST + 23), (None, None)])
def test_a_break_is_named_where_it_leaves_fewer_periods_than_count(
    break_at: int | None, since: pd.Period | None
) -> None:
    assert chart(STEADY, break_at=break_at).since == since


GAPS: Values = [None, 50.0] * 12
MISSING: Values = [*STEADY, None]


@pytest.mark.parametrize(
    ("values", "break_at", "state"),
    [
        ([*STEADY, *GAPS], 25, "gaps"),
        (MISSING, 20, "no-value"),
        (STEADY, 20, "too-few"),
        ([*STEADY, *[0.0, 1.0, 0.0] * 5], 24, "too-rare"),
        ([*STEADY, *STEADY[:14]], 24, "told"),
    ],
)
def test_every_state_names_the_break_that_cuts_its_periods_short(
    values: Values, break_at: int, state: str
) -> None:
    result = chart(values, break_at=break_at)
    assert (result.state, result.since) == (state, FIRST + break_at)
    assert [observation.value for observation in result.observations] == values[break_at:]


def test_a_district_has_a_chart_of_its_own() -> None:
    series = {
        area: Series(tuple(Observation(FIRST + n, "single", value) for n in range(12)))
        for area, value in ((REGION, 90.0), ("E09000007", 7.0))
    }
    data = MeasureData({Key("single", area): line for area, line in series.items()})
    declared = measure(OFFENCES, control_chart={"periods": 24})
    charts = [control_chart(declared, data), control_chart(declared, data, "E09000007")]
    assert [result and result.latest.value for result in charts] == [90.0, 7.0]


def test_the_last_of_several_breaks_that_have_come_counts() -> None:
    declared = measure(
        OFFENCES,
        control_chart={"periods": 24},
        breaks=tuple(
            {"period": month, "reason": "the law changed"} for month in ("2022-05", "2022-08", "2030-01")
        ),
    )
    observations = tuple(Observation(FIRST + n, "single", value) for n, value in enumerate(STEADY))
    result = control_chart(declared, MeasureData({Key("single"): Series(observations)}))
    assert result is not None and result.since == pd.Period("2022-08", freq="M")


@pytest.mark.parametrize(("figure_count", "ahead"), [(1, 11), (2, 10), (11, 1)])
def test_limits_come_once_twelve_figures_stand_behind_them(figure_count: int, ahead: int) -> None:
    result = chart(STEADY[:figure_count])
    assert (result.state, result.limits_from) == ("too-few", FIRST + figure_count - 1 + ahead)
    assert figure_count + ahead == LEAST_PERIODS


def test_figures_that_will_no_longer_count_by_then_do_not_count() -> None:
    values: Values = [*[100.0] * 6, None, None, None, None, None, 100.0]
    assert chart(values, periods=12).limits_from == FIRST + 11 + 11
    assert chart(values, periods=24).limits_from == FIRST + 11 + 5


@pytest.mark.parametrize(("alone", "state"), [(6, "told"), (5, "gaps")])
def test_it_takes_six_neighbours_with_figures(alone: int, state: str) -> None:
    values: Values = [*[50.0] * (alone + 1), *[None, 50.0] * (11 - alone)]
    assert (chart(values).state, sum(value is not None for value in values)) == (state, 12)


@pytest.mark.parametrize(("values", "state"), [([1.0] * 12, "told"), ([*[1.0] * 11, 0.0], "too-rare")])
def test_one_on_average_is_not_too_rare(values: list[float], state: str) -> None:
    assert chart(values).state == state


def test_a_count_at_a_limit_is_within_it() -> None:
    limits = Limits(10.0, 5.0, 15.0, 2.0, 6.5)
    assert [limits.side(value) for value in (4.9, 5.0, 15.0, 15.1)] == ["below", None, None, "above"]


@pytest.mark.parametrize(
    ("centre", "average"), [(99.96, 100.0), (99.94, 99.9), (100.0, 100.0), (100.4, 100.0)]
)
def test_the_average_is_told_to_a_tenth_under_a_hundred(centre: float, average: float) -> None:
    assert Limits(centre, 0.0, 200.0, 1.0, 3.0).average == average


def test_the_limits_are_three_deviations_of_neighbours_from_the_mean() -> None:
    limits = limits_of([10.0, 14.0, 12.0])
    assert (limits.centre, limits.mean_range) == (12.0, 3.0)
    assert (limits.lower, limits.upper) == pytest.approx((12 - 9 / 1.128, 12 + 9 / 1.128))
    assert limits.most_range == pytest.approx(3.267 * 3)


def test_signals_stand_in_the_order_in_which_they_end() -> None:
    values = [*STEADY[:4], 400.0, *[120.0] * 12, *[130.0 - 3 * n for n in range(7)]]
    signals = chart(values).signals
    assert [(signal.kind, period_id(signal.last.period)) for signal in signals] == sorted(
        ((signal.kind, period_id(signal.last.period)) for signal in signals), key=lambda pair: pair[1]
    )
    assert [signal.kind for signal in signals if signal.kind == "outside"] == ["outside"]


def test_the_runs_of_the_newest_period_are_those_that_end_with_it() -> None:
    values = [*[90.0, 91.0] * 4, *[120.0, 121.0] * 8]
    result = chart(values)
    assert [(run.kind, run.way, run.length) for run in result.current] == [("shift", "above", 16)]
    over = [run for run in result.signals if run.kind != "outside" and run not in result.current]
    assert [(run.kind, run.way, run.length) for run in over] == [("shift", "below", 8)]
    assert result.signals[-1].last == result.latest


@pytest.mark.parametrize(("average", "decimals"), [(99.9, 1), (100.0, 0), (5_402.3, 0)])
def test_averages_of_a_hundred_and_more_are_shown_as_whole_numbers(average: float, decimals: int) -> None:
    assert average_decimals(average) == decimals
