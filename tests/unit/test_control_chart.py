"""Control charts of single counts: the limits against published ones, the rules, breaks and gaps, the words."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from pycontrolcharts import RunTestConfig, calc_xmr

from metrics.figures.control_chart import XmrChart, control_chart
from metrics.figures.control_chart_words import control_chart_sentences, range_text, rule_words, run_words
from metrics.figures.control_limits import limits_of
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import period_id
from tests.given import OFFENCES, VICTIMS, measure

MONTH = pd.Period("2022-02", freq="M")
STEADY = [100.0, 110.0] * 12
# Violence with injury offences in London, February 2022 to January 2024, as published in February 2024.
OFFENCES_OF_24_MONTHS = [
    *(5792, 6435, 6163, 7022, 6862, 7253, 6819, 6418, 6736, 6345, 5927, 5904),
    *(5728, 6363, 6337, 7155, 7736, 7279, 6822, 7057, 6780, 6322, 6732, 6100),
]


def monthly(values: list[float | None] | list[float], first: pd.Period = MONTH) -> MeasureData:
    observations = [
        Observation(first + n, "single", value, "x" if value is None else "")
        for n, value in enumerate(values)
    ]
    return MeasureData({Key("single"): Series(tuple(observations))})


def chart(values: Any, first: pd.Period = MONTH, declaration: Any = OFFENCES, **changes: Any) -> XmrChart:
    declared = measure(declaration, **{"control_chart": {"periods": 24}, **changes})
    xmr_chart = control_chart(declared, monthly(values, first))
    assert xmr_chart is not None
    return xmr_chart


def chart_sentences(
    values: Any, first: pd.Period = MONTH, declaration: Any = OFFENCES, **changes: Any
) -> str:
    declared = measure(declaration, **{"control_chart": {"periods": 24}, **changes})
    return control_chart_sentences(declared, chart(values, first, declaration, **changes))


def signal_rows(values: Any) -> list[tuple[str, str, str, str, int]]:
    return [
        (signal.kind, signal.way, signal.first.period_id, signal.last.period_id, signal.length)
        for signal in chart(values).signals
    ]


# The limits -------------------------------------------------------------------------------------------------


def test_the_limits_are_those_of_the_handbooks_example() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2: flow rates of ten batches
    limits = limits_of([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    figures = [f"{value:.4f}" for value in (limits.centre, limits.mean_range, limits.lower, limits.upper)]
    assert figures == ["50.8100", "1.8778", "45.8159", "55.8041"]


@pytest.mark.parametrize(
    "values",
    [
        OFFENCES_OF_24_MONTHS,
        [9, 10, 10, 8, 14, 13, 17, 11, 13, 11, 8, 10, 5, 8, 6, 10, 6, 13, 11, 11, 7, 15, 6, 10],
        [39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40],
        STEADY,
    ],
)
def test_the_limits_are_those_of_another_library(values: list[float]) -> None:
    theirs = calc_xmr(values).iloc[0]
    ours = limits_of(values)
    assert (ours.centre, ours.mean_range) == pytest.approx((theirs["center_line"], theirs["variation_cl"]))
    assert ours.upper == pytest.approx(theirs["ucl"], abs=0.002)
    assert ours.lower == pytest.approx(max(0, theirs["lcl"]), abs=0.002)
    assert ours.most_range == pytest.approx(theirs["variation_ucl"], rel=0.002)  # it has 3.268 for 3.267


@pytest.mark.parametrize(
    "values",
    [
        OFFENCES_OF_24_MONTHS,
        [*STEADY[:16], *[130.0] * 8],
        [*STEADY[:12], *range(80, 140, 5)],
        [*STEADY[:20], 400.0, *STEADY[:3]],
    ],
)
def test_the_signals_are_those_of_another_library(values: list[float]) -> None:
    rules = RunTestConfig(test2_n=7, test3_n=7, test5=False, test6=False)
    flagged = calc_xmr(values, run_tests=rules)["violations"]
    theirs = {index for index, names in enumerate(flagged) if len(names)}
    xmr_chart = chart(values)
    ours = {
        index
        for signal in xmr_chart.signals
        for index, observation in enumerate(xmr_chart.observations)
        if signal.first.period <= observation.period <= signal.last.period
    }
    assert ours == theirs


def test_a_missing_value_counts_for_nothing_and_no_range_is_taken_across_it() -> None:
    assert limits_of([10.0, 12.0, None, 40.0, 42.0]).mean_range == 2.0
    assert limits_of([10.0, 12.0, None, 40.0, 42.0]).centre == 26.0


def test_a_count_has_no_limit_below_none() -> None:
    assert limits_of([1.0, 9.0, 1.0, 9.0]).lower == 0.0


def test_the_usual_range_is_told_in_whole_numbers_that_lie_within_the_limits() -> None:
    xmr_chart = chart(OFFENCES_OF_24_MONTHS)
    assert xmr_chart.limits is not None
    assert (round(xmr_chart.limits.lower, 1), round(xmr_chart.limits.upper, 1)) == (5491.7, 7682.2)
    assert range_text(xmr_chart) == ("5,492", "7,682")


def test_limits_without_a_whole_number_between_them_are_told_to_a_tenth() -> None:
    assert range_text(chart([*[5.0] * 12, *[6.0] * 12])) == ("5.4", "5.6")


# Which periods count ---------------------------------------------------------------------------------------


def test_without_a_declared_chart_there_is_none() -> None:
    assert control_chart(measure(OFFENCES), monthly(STEADY)) is None
    assert control_chart(measure(OFFENCES, control_chart={"periods": 24}), MeasureData({})) is None


def test_the_newest_periods_count_as_many_as_are_declared() -> None:
    xmr_chart = chart([900.0] * 10 + STEADY)
    assert (xmr_chart.observations[0].period_id, xmr_chart.periods_known) == ("2022-12", 24)
    assert xmr_chart.limits is not None and xmr_chart.limits.centre == 105


CONNECT = ({"period": "2024-03", "reason": "the recording system changed"},)


def test_the_limits_are_recalculated_at_a_break() -> None:
    xmr_chart = chart([900.0] * 25 + STEADY, breaks=CONNECT)
    assert (xmr_chart.observations[0].period_id, xmr_chart.state) == ("2024-03", "told")
    assert xmr_chart.limits is not None and xmr_chart.limits.centre == 105


def test_too_few_periods_since_a_break_give_no_limits_and_a_date() -> None:
    xmr_chart = chart(STEADY + [90.0] * 9, breaks=CONNECT)
    assert (xmr_chart.state, xmr_chart.limits, xmr_chart.periods_known) == ("too-few", None, 8)
    assert chart_sentences(STEADY + [90.0] * 9, breaks=CONNECT) == (
        "Whether October 2024 is usual cannot be told yet: it takes 12 months with a figure since the break in "
        "March 2024, and there are 8. It can be told from February 2025 on."
    )


@pytest.mark.parametrize(("number", "state"), [(11, "too-few"), (12, "told")])
def test_it_takes_twelve_periods(number: int, state: str) -> None:
    assert chart(STEADY[:number]).state == state


def test_a_break_to_come_changes_nothing() -> None:
    assert chart(STEADY, breaks=({"period": "2030-01", "reason": "the law changes"},)).periods_known == 24


def test_with_gaps_it_can_be_told_once_enough_figures_have_come() -> None:
    gaps: list[float | None] = [*STEADY[:6], *[None] * 14, *STEADY[:4]]
    assert chart_sentences(gaps) == (
        "Whether January 2024 is usual cannot be told yet: it takes 12 months with a figure, and there are 10. It "
        "can be told from September 2024 on."
    )
    told_from = chart(gaps).limits_from
    assert told_from is not None and period_id(told_from) == "2024-09"
    assert chart([*gaps, *STEADY[:7]]).state == "too-few"
    assert chart([*gaps, *STEADY[:8]]).state == "told"


def test_where_most_figures_stand_alone_there_are_no_limits() -> None:
    alone: list[float | None] = [None, 50.0] * 12
    assert chart_sentences(alone) == (
        "Whether January 2024 is usual cannot be told: too many of the months before it have no figure."
    )


def test_without_the_newest_figure_nothing_is_said_of_it() -> None:
    xmr_chart = chart([*STEADY, None])
    assert (xmr_chart.state, xmr_chart.limits, xmr_chart.signals) == ("no-value", None, ())
    assert chart_sentences([*STEADY, None]) == (
        "There is no figure for February 2024, so whether it is usual cannot be told."
    )


def test_counts_of_less_than_one_on_average_have_no_usual_range() -> None:
    declared = measure(VICTIMS, control_chart={"periods": 24})
    rare = chart([0.0, 1.0, 0.0, 0.0] * 6, declaration=VICTIMS)
    assert (rare.state, rare.limits) == ("too-rare", None)
    assert control_chart_sentences(declared, rare, "Camden") == (
        "Whether January 2024 in Camden is usual cannot be told: homicide victims are too few here, 0.3 in a month "
        "on average, and a usual range takes 1 or more."
    )


def test_a_count_of_none_at_all_is_told_to_be_too_rare() -> None:
    assert chart_sentences([0.0] * 24, declaration=VICTIMS) == (
        "Whether January 2024 is usual cannot be told: homicide victims are too few here, 0 in a month on average, "
        "and a usual range takes 1 or more."
    )


# Signals ---------------------------------------------------------------------------------------------------


def test_a_steady_count_gives_no_signal() -> None:
    assert signal_rows(STEADY) == []


def test_a_point_outside_the_limits_is_a_signal() -> None:
    values = [*[100.0, 150.0] * 10, 400.0, *[100.0, 150.0, 100.0]]
    assert signal_rows(values) == [("outside", "above", "2023-10", "2023-10", 1)]


@pytest.mark.parametrize(("number", "runs"), [(6, 0), (7, 1), (8, 1)])
def test_seven_in_a_row_on_one_side_of_the_average_are_a_shift(number: int, runs: int) -> None:
    values = [*[100.0, 110.0] * 9, 110.0, *[103.0] * number]
    assert len([signal for signal in signal_rows(values) if signal[:2] == ("shift", "below")]) == runs


@pytest.mark.parametrize(("number", "runs"), [(6, 0), (7, 1)])
def test_seven_that_rise_one_after_the_other_are_a_trend(number: int, runs: int) -> None:
    values = [*[100.0, 110.0, 101.0] * 5, 120.0, *(90.0 + 3 * n for n in range(number))]
    assert len([signal for signal in signal_rows(values) if signal[:2] == ("trend", "rising")]) == runs


def test_seven_that_fall_are_a_trend_too() -> None:
    values = [*STEADY[:15], 80.0, *(130.0 - 3 * n for n in range(7))]
    assert [signal for signal in signal_rows(values) if signal[0] == "trend"] == [
        ("trend", "falling", "2023-06", "2023-12", 7)
    ]


@pytest.mark.parametrize("between", [None, 105.0])
def test_a_gap_or_the_average_itself_ends_a_run(between: float | None) -> None:
    values = [*[110.0] * 12, *[100.0] * 6, between, *[100.0] * 5]
    assert not any(signal[0] == "shift" and signal[1] == "below" for signal in signal_rows(values))


def test_a_value_like_the_one_before_ends_a_trend() -> None:
    values = [*STEADY[:14], 90.0, 92.0, 94.0, 96.0, 96.0, 98.0, 100.0, 102.0]
    assert [signal for signal in signal_rows(values) if signal[0] == "trend"] == []


# The words -------------------------------------------------------------------------------------------------


def test_a_usual_month_is_said_with_its_range() -> None:
    declared: dict[str, Any] = {
        "noun": {"singular": "violence with injury offence", "plural": "violence with injury offences"}
    }
    assert chart_sentences(OFFENCES_OF_24_MONTHS, **declared) == (
        "With 6,100 violence with injury offences, January 2024 is within its usual range of 5,492 to 7,682 "
        "(24 months from February 2022)."
    )


@pytest.mark.parametrize(
    ("newest", "words"),
    [(7.0, "With 7 offences, "), (1.0, "With 1 offence, "), (0.0, "With no offences, ")],
)
def test_the_noun_fits_the_number(newest: float, words: str) -> None:
    assert chart_sentences([*[2.0, 6.0] * 11, 4.0, newest]).startswith(words)


def test_a_month_above_its_usual_range_is_said_so() -> None:
    assert chart_sentences([*STEADY[:23], 400.0]) == (
        "With 400 offences, January 2024 is above its usual range of 57 to 177 (24 months from February 2022)."
    )


def test_the_runs_that_the_newest_month_belongs_to_are_said() -> None:
    assert chart_sentences([*STEADY[:16], *[130.0, 131.0] * 4]) == (
        "With 131 offences, January 2024 is within its usual range of 94 to 133 (24 months from February 2022). "
        "The last 8 months all lie above the average of 114."
    )


def test_a_district_is_named() -> None:
    declared = measure(OFFENCES, control_chart={"periods": 24})
    assert control_chart_sentences(declared, chart(STEADY), "Camden") == (
        "With 110 offences in Camden, January 2024 is within its usual range of 79 to 131 (24 months from February "
        "2022)."
    )


@pytest.mark.parametrize(("step", "words"), [(1.0, "higher"), (-1.0, "lower")])
def test_a_trend_is_said_by_its_steps(step: float, words: str) -> None:
    declared = measure(OFFENCES, control_chart={"periods": 24})
    steps = chart([*STEADY[:16], *(104.0 + step * number for number in range(8))])
    (trend,) = (signal for signal in steps.signals if signal.kind == "trend")
    assert run_words(declared, steps, trend) == (
        f"Over the last {trend.length} months, each is {words} than the one before."
    )


def test_a_run_that_is_over_is_said_in_the_past() -> None:
    declared = measure(OFFENCES, control_chart={"periods": 24})
    xmr_chart = chart([*STEADY[:8], *[130.0] * 8, *STEADY[:8]])
    assert [
        run_words(declared, xmr_chart, signal) for signal in xmr_chart.signals if signal.way == "above"
    ] == ["The 8 months from October 2022 to May 2023 all lay above the average of 113."]


def test_quarters_are_called_quarters() -> None:
    declared = measure(
        OFFENCES,
        frequency="financial-quarter",
        control_chart={"periods": 12},
        source={"period": {"format": "Qn YY-YY"}},
    )
    first = pd.Period(year=2021, quarter=1, freq="Q-MAR")
    xmr_chart = control_chart(declared, monthly(STEADY[:12], first))
    assert xmr_chart is not None
    assert control_chart_sentences(declared, xmr_chart).endswith("(12 quarters from Q1 2020/21).")
    assert "7 quarters in a row" in rule_words(declared, xmr_chart)


def test_why_says_how_the_range_is_found() -> None:
    declared = measure(OFFENCES, control_chart={"periods": 24})
    assert rule_words(declared, chart(OFFENCES_OF_24_MONTHS)) == (
        "Over 24 months from February 2022 the average is 6,587. From one month to the next the figure moves by "
        "411.8 on average, and the usual range reaches 2.66 times that to either side of the average. Chance alone "
        "seldom takes a figure out of it. It seldom puts 7 months in a row on one side of the average, or makes 7 in "
        "a row rise or fall."
    )
    assert "to either side of the average, but not below none." in rule_words(
        declared, chart([1.0, 9.0] * 12)
    )
