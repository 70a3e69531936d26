"""The usual range of a count that follows the season: of figures adjusted for the time of year, and told as such."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.control_chart import usual_range
from metrics.figures.control_chart import XmrChart
from metrics.figures.control_chart_words import (
    count_text,
    level_text,
    range_text,
    rule_words,
    run_words,
)
from metrics.figures.numbers import rounded_inwards
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile, tile
from serving.api.usual import usual_json
from serving.http.html import render
from tests.given import OFFENCES, VICTIMS, measure

JANUARY = pd.Period("2018-01", freq="M")
SHAPE = [90.0, 80.0, 95.0, 90.0, 105.0, 110.0, 115.0, 105.0, 100.0, 105.0, 105.0, 100.0]
Values = Sequence[float | None]
YEAR = [95.0, 88.0, 92.0, 90.0, 94.0, 93.0, 190.0, 94.0, 92.0, 90.0, 89.0, 93.0]
# Six years whose July is twice any other month, and which else move by 2%: five years level that out.
SEASONAL = [
    float(round(10 * month * (1.01, 0.99, 1.0, 1.015, 0.985)[n % 5])) for n, month in enumerate(YEAR * 6)
]
STEADY = [1000.0 * share / 100 for share in SHAPE] * 6
LIKE_WITH_LIKE = {"judged": "like-with-like"}


def declared(base: Any = OFFENCES, **changes: Any) -> Any:
    return measure(base, **{"control_chart": {"periods": 24}, "comparison": LIKE_WITH_LIKE, **changes})


def tile_of(values: Values, base: Any = OFFENCES, **changes: Any) -> Tile:
    observations = tuple(
        Observation(JANUARY + n, "single", value, "x" if value is None else "")
        for n, value in enumerate(values)
    )
    return tile(declared(base, **changes), MeasureData({Key(): Series(observations)}), date(2024, 2, 8))


def chart(values: Values, base: Any = OFFENCES, **changes: Any) -> XmrChart:
    control_chart = tile_of(values, base, **changes).control_chart
    assert control_chart is not None
    return control_chart


# What is judged --------------------------------------------------------------------------------------------


def test_a_season_alone_gives_no_signal() -> None:
    season = chart(SEASONAL)
    plain = chart(SEASONAL, comparison={"judged": "as-compared"})
    assert (season.time_of_year, season.signals, season.way) == ("allowed-for", (), None)
    assert [(signal.kind, signal.last.period_id) for signal in plain.signals] == [
        ("outside", "2022-07"),
        ("shift", "2023-06"),
        ("outside", "2023-07"),
    ]
    assert (plain.adjusted, plain.time_of_year) == ((), "not-allowed-for")
    assert season.limits is not None and plain.limits is not None
    assert season.limits.upper - season.limits.lower < (plain.limits.upper - plain.limits.lower) / 4


def test_a_steady_count_of_a_season_is_adjusted_to_one_number() -> None:
    steady = chart(STEADY)
    assert [level.value for level in steady.adjusted] == [1000.0] * 24
    assert [observation.value for observation in steady.observations] == STEADY[-24:]
    assert steady.limits is not None and steady.limits.usual_range == (1000.0, 1000.0)


def test_a_month_that_leaves_the_season_is_told() -> None:
    high = chart([*SEASONAL[:-1], 1000.0])
    assert (high.way, [(signal.kind, signal.way) for signal in high.signals]) == (
        "above",
        [("outside", "above")],
    )
    assert high.signals[0].last.period_id == "2023-12" and high.latest.value == 1000.0


def test_the_limits_are_of_the_adjusted_figures_as_they_are_shown() -> None:
    control_chart = chart(SEASONAL)
    values = [level.value or 0.0 for level in control_chart.adjusted]
    steps = [abs(b - a) for a, b in pairwise(values)]
    assert control_chart.limits is not None and all(value.is_integer() for value in values)
    assert (
        control_chart.limits.centre == sum(values) / 24 and control_chart.limits.mean_range == sum(steps) / 23
    )
    assert control_chart.limits.upper == pytest.approx(sum(values) / 24 + 3 / 1.128 * sum(steps) / 23)


def test_counts_that_average_under_a_hundred_are_adjusted_to_a_tenth() -> None:
    control_chart = chart([round(value / 20) * 1.0 for value in SEASONAL])
    assert control_chart.limits is not None and control_chart.limits.decimals == 1
    assert (
        "Adjusted for the time of year, December 2023 stands at " in tile_of(SEASONAL).control_chart_sentence
    )
    assert all(
        "." in text
        for text in (*range_text(control_chart), level_text(control_chart, control_chart.adjusted[-1]))
    )


@pytest.mark.parametrize(
    ("base", "changes"),
    [
        (OFFENCES, {"comparison": {"judged": "as-compared"}}),
        (OFFENCES, {"comparison": {**LIKE_WITH_LIKE, "season": "none"}}),
        (VICTIMS, {"window": "single"}),
    ],
)
def test_what_has_no_season_to_allow_for_is_as_it_is_counted(base: Any, changes: Any) -> None:
    control_chart = chart(SEASONAL, base, **changes)
    assert (control_chart.time_of_year, control_chart.adjusted, control_chart.index) == (
        "not-allowed-for",
        (),
        (),
    )
    assert control_chart.judged == control_chart.observations


def test_a_season_that_is_not_known_is_said_so() -> None:
    short_tile = tile_of(SEASONAL[:23])
    assert short_tile.control_chart is not None and short_tile.control_chart.time_of_year == "not-known"
    assert short_tile.control_chart_sentence.startswith(
        "With 890 offences, November 2019 is within its usual range of "
    )
    assert short_tile.control_chart_sentence.endswith(
        " (23 months from January 2018). The range does not allow for the time of year: the figures are too few for "
        "that."
    )
    assert usual_json(short_tile)["usual"]["time_of_year"] == "not-known"
    assert usual_json(short_tile)["usual"]["adjusted"] is None


def test_years_before_a_break_tell_the_season_of_those_after_it() -> None:
    breaks = ({"period": "2022-07", "reason": "the law changed"},)
    control_chart = chart([*SEASONAL[:54], *(2 * value for value in SEASONAL[54:])], breaks=breaks)
    assert (control_chart.time_of_year, control_chart.signals, len(control_chart.adjusted)) == (
        "allowed-for",
        (),
        18,
    )


# The words -------------------------------------------------------------------------------------------------


def test_the_sentence_says_that_it_is_adjusted_and_what_was_counted() -> None:
    assert tile_of(STEADY).control_chart_sentence == (
        "Adjusted for the time of year, December 2023 stands at 1,000 (1,000 offences were counted): within its "
        "usual range, 1,000 alone (24 months from January 2022)."
    )
    sentence = tile_of([*SEASONAL[:-1], 1000.0]).control_chart_sentence
    assert "(1,000 offences were counted): above its usual range of " in sentence


def test_a_run_is_said_to_be_of_adjusted_figures() -> None:
    risen = chart([*SEASONAL[:-8], *(round(1.04 * value) * 1.0 for value in SEASONAL[-8:])])
    (run,) = risen.current
    assert run.length >= 8
    assert run_words(declared(), risen, run) == (
        f"So adjusted, the last {run.length} months all lie above the average of {count_text(risen.average or 0)}."
    )


def test_why_says_the_index_the_factor_and_how_the_ends_are_rounded() -> None:
    control_chart = chart([*STEADY[:-1], 1010.0])
    assert rule_words(declared(), control_chart).startswith(
        "The count of each month is divided by its index: how that month of the year compares with the twelve months "
        "around it, on average over up to five years. For December 2023: 1,010 / 1.000000 = 1,010. So adjusted, over 24 months "
        "from January 2022 the average is 1,000. From one month to the next the figure moves by 0.4 on average, and "
        "the usual range reaches 3 / 1.128 (2.6596) times that to either side of the average. Its ends are rounded "
        "inwards, so that a figure between them is usual."
    )
    plain = chart(SEASONAL, comparison={**LIKE_WITH_LIKE, "season": "none"})
    assert rule_words(declared(), plain).startswith("Over 24 months from January 2022 the average is ")
    assert "reaches 3 / 1.128 (2.6596) times that" in rule_words(declared(), plain)


def test_quarters_are_compared_with_the_four_quarters_around() -> None:
    quarters = {"frequency": "financial-quarter", "source": {"period": {"format": "Qn YY-YY"}}}
    first = pd.Period(year=2018, quarter=1, freq="Q-MAR")
    values = [800.0, 1100.0, 1200.0, 900.0] * 6
    observations = tuple(Observation(first + n, "single", value) for n, value in enumerate(values))
    quarterly_tile = tile(declared(**quarters), MeasureData({Key(): Series(observations)}), date(2024, 2, 8))
    assert quarterly_tile.control_chart is not None and quarterly_tile.control_chart.index == (
        0.8,
        1.1,
        1.2,
        0.9,
    )
    assert "with the four quarters around it" in rule_words(
        declared(**quarters), quarterly_tile.control_chart
    )
    assert "Q4 2022/23 stands at 1,000 (900 offences were counted)" in quarterly_tile.control_chart_sentence


# The page and the JSON -------------------------------------------------------------------------------------


def test_the_title_the_drawing_and_the_table_say_that_they_are_adjusted() -> None:
    html = render(usual_range(declared(), tile_of(STEADY), "London"))
    title = (
        "Violence with injury offences, London: usual range, adjusted for the time of year, January 2022 to "
        "December 2023"
    )
    assert html.count(f">{title}</title>") == 2 and f"<caption>{title}</caption>" in html
    assert (
        "Adjusted for the time of year. A line from 1,000 (January 2022) to 1,000 (December 2023), and the one "
        "number that it usually stays at, 1,000. It never leaves it." in html
    )
    assert (
        "The line is of counts divided by the index of their month. The table has what was counted too."
        in html
    )
    assert '<th scope="row">July 2023</th><td class="n">1,150</td><td class="n">1,000</td>' in html
    assert ">Adjusted for the time of year</th>" in html and ">Offences</th>" in html


def test_a_gap_is_told_in_both_columns() -> None:
    html = render(usual_range(declared(), tile_of([*STEADY[:60], None, *STEADY[61:]]), "London"))
    row = html.partition('<th scope="row">January 2023</th>')[2].partition("</tr>")[0]
    assert row.count('<td class="n">Not available</td>') == 2


def test_the_json_has_the_counted_and_the_adjusted_figures() -> None:
    usual = usual_json(tile_of(STEADY))["usual"]
    assert (usual["lower"], usual["upper"], usual["centre"], usual["time_of_year"]) == (
        1000,
        1000,
        1000,
        "allowed-for",
    )
    assert usual["adjusted"]["value"] == 1000 and len(usual["adjusted"]["periods"]) == 24
    assert usual["adjusted"]["periods"][6] == {
        "period": "2022-07",
        "counted": 1150,
        "index": 1.15,
        "value": 1000,
    }
    assert usual["adjusted"]["text"] == (
        "Figures adjusted for the time of year: each count divided by the index of its month or quarter. The usual "
        "range, the average, the moving range and the signals are of these."
    )


# No word contradicts a number ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "decimals", "ends"),
    [
        ("5.2", "18.6", 0, ("6", "18")),
        ("5.0", "18.0", 0, ("5", "18")),
        ("5.21", "18.69", 1, ("5.3", "18.6")),
        ("5.2", "5.8", 0, ("6", "5")),
    ],
)
def test_the_ends_of_a_range_are_rounded_inwards(low: str, high: str, decimals: int, ends: Any) -> None:
    assert tuple(map(str, rounded_inwards(Decimal(low), Decimal(high), decimals))) == ends


def number(text: str) -> float:
    return float(text.replace(",", ""))


@given(
    st.lists(st.integers(0, 12) | st.integers(60, 140) | st.integers(900, 1100), min_size=40, max_size=60),
    st.sampled_from([1, 7, 100]),
)
def test_no_word_contradicts_the_numbers_that_are_shown(noise: list[int], size: int) -> None:
    values = [
        float(round(size * (100 + extra % 30) * SHAPE[n % 12] / 10_000)) for n, extra in enumerate(noise)
    ]
    control_chart = chart(values)
    if control_chart.limits is None:
        return
    low, high = map(number, range_text(control_chart))
    average = number(count_text(control_chart.average or 0))
    outside = {signal.last.period: signal.way for signal in control_chart.signals if signal.kind == "outside"}
    for level in control_chart.judged:
        level_number = number(level_text(control_chart, level))
        way = "below" if level_number < low else "above" if level_number > high else None
        assert outside.get(level.period) == way
    for signal in control_chart.signals:
        stretch = [
            number(level_text(control_chart, level))
            for level in control_chart.judged
            if signal.first.period <= level.period <= signal.last.period
        ]
        assert {
            "outside": len(stretch) == 1,
            "shift": min(stretch) > average or max(stretch) < average,
            "trend": stretch in (sorted(set(stretch)), sorted(set(stretch), reverse=True)),
        }[signal.kind]
