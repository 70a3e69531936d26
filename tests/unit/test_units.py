"""Units beside percentages and counts: how they are read, written, compared, tested by published intervals and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt
from typing import Any

import pandas as pd
import pytest

from charts.kinds.bars import Bar, Bars, bars
from charts.kinds.small_line import SmallLine, small_line
from charts.kinds.sparkline import Sparkline, sparkline
from charts.kinds.trend import Trend, trend
from charts.plotly_figure import figure
from charts.scale import Axis, axis_for, tick_text
from charts.values import Point
from metrics.checking.plausible import amounts_can_be_seen
from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_rules import MEASURE_RULES
from metrics.declared.source_rules import SOURCE_RULES
from metrics.declared.units import CHANGES, FORMS, UNITS, Form, Unit
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_sentences import area_sentence
from metrics.figures.chance import weighed
from metrics.figures.change import Change
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.sentences import change_sentence, change_text, full_text_of, observation_text
from metrics.figures.series import Key, Observation
from metrics.figures.verdict import adds_up, verdict_length
from metrics.figures.verdict_sentences import verdict_line
from metrics.figures.wording import what_words
from metrics.reading.values import Faulty, read_value
from metrics.releasing.diff_words import size_words
from metrics.releasing.revisions import Revision
from serving.api.values import unit_json, value_json
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, data_of, issues_of, measure, observed

ROWS: Mapping[str, Any] = {
    **SATISFACTION,
    "share": None,
    "source": {**SATISFACTION["source"], "value": {"column": ("Value",)}},
}
PARTS: Mapping[Unit, Mapping[str, Any]] = {
    "money": {"subject": "cost of overtime", "money": {"given_in": "millions"}, "decimals": 1},
    "duration": {
        "subject": "time to answer",
        "duration": {"given_in": "minutes", "average": "median"},
        "decimals": 1,
    },
    "rate": {"subject": "rate of burglary", "per": {"number": 1000, "noun": "households"}, "decimals": 1},
    "number": {
        "subject": "strength of the force",
        "noun": {"singular": "full-time equivalent", "plural": "full-time equivalents"},
        "decimals": 1,
    },
    "index": {"subject": "index of demand", "index": {"base": "2015"}, "decimals": 1},
}


def of_unit(unit: Unit, **changes: Any) -> PublishedMeasure:
    return measure({**ROWS, "unit": unit, **PARTS[unit]}, **changes)


def two(
    declared: PublishedMeasure, earlier: float | None, later: float | None, *widths: float
) -> tuple[Change, Observation]:
    """The change between two quarters, with the arms of their intervals where they are given; and the later one."""
    sides = [observed("2023-Q2", earlier), observed("2023-Q3", later)]
    for at, width in enumerate(widths):
        value = sides[at].value or 0.0
        sides[at] = replace(sides[at], interval=(value - width, value + width))
    return change_between(declared, sides[0], sides[1]), sides[1]


def faults(declared: PublishedMeasure) -> list[str]:
    return [finding.message for rule in (*MEASURE_RULES, *SOURCE_RULES) for finding in rule(declared)]


# The table -------------------------------------------------------------------------------------------------


def test_every_unit_has_its_forms_and_its_changes() -> None:
    assert {row.unit for row in FORMS.values()} == set(UNITS)
    assert {row.change for row in FORMS.values()} | {"percent"} == set(CHANGES)


@pytest.mark.parametrize("unit", PARTS)
def test_a_unit_is_declared_with_its_parts(unit: Unit) -> None:
    assert faults(of_unit(unit)) == []


def test_units_of_before_keep_their_names_in_json() -> None:
    forms: tuple[Form, ...] = ("percent", "count", "small-count")
    assert [unit_json(form) for form in forms] == ["percent", "count", "count"]
    assert (value_json(6100.0, "count"), value_json(61.0, "percent"), value_json(3.0, "minutes")) == (
        6100,
        61.0,
        3.0,
    )
    assert isinstance(value_json(6100.0, "count"), int) and isinstance(value_json(3.0, "minutes"), float)


# How figures are written -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "changes", "value", "short", "full"),
    [
        ("money", {}, 3.44, "£3.4 million", "£3.4 million"),
        ("money", {}, -1.25, "-£1.3 million", "-£1.3 million"),
        ("money", {"money": {"given_in": "pounds"}, "decimals": 0}, 1234567.5, "£1,234,568", "£1,234,568"),
        (
            "money",
            {"money": {"given_in": "thousands"}, "decimals": 0},
            812.4,
            "£812 thousand",
            "£812 thousand",
        ),
        ("money", {"decimals": 3}, 0.004, "£4,000", "£4,000"),
        ("money", {"decimals": 3, "money": {"given_in": "thousands"}}, -0.005, "-£5", "-£5"),
        ("duration", {}, 7.35, "7.4 minutes", "7.4 minutes"),
        ("duration", {"decimals": 0}, 1.0, "1 minute", "1 minute"),
        ("rate", {}, 84.25, "84.3", "84.3 per 1,000 households"),
        ("number", {}, 33201.5, "33,201.5", "33,201.5 full-time equivalents"),
        ("number", {}, -0.04, "0.0", "0.0 full-time equivalents"),
        ("number", {"decimals": 0}, 1.0, "1", "1 full-time equivalent"),
        ("index", {}, 104.15, "104.2", "104.2 (2015 = 100)"),
    ],
)
def test_a_figure_is_written_in_its_unit(
    unit: Unit, changes: Any, value: float, short: str, full: str
) -> None:
    declared, figure = of_unit(unit, **changes), observed("2023-Q3", value)
    assert (observation_text(declared, figure), full_text_of(declared, figure)) == (short, full)


@pytest.mark.parametrize(
    ("unit", "changes", "sentence"),
    [
        (
            "money",
            {},
            "In Q3 2023/24, the cost of overtime was £3.4 million, 10.5% lower than in Q2 2023/24 (£3.8 million).",
        ),
        (
            "money",
            {"comparison": {"change": "units", "materiality": 0.1}},
            "In Q3 2023/24, the cost of overtime was £3.4 million, £0.4 million lower than in Q2 2023/24 "
            "(£3.8 million).",
        ),
        (
            "duration",
            {"comparison": {"materiality": 0.1}},
            "In Q3 2023/24, the median time to answer was 3.4 minutes, 0.4 minutes shorter than in Q2 2023/24 "
            "(3.8 minutes).",
        ),
        (
            "rate",
            {},
            "In Q3 2023/24, the rate of burglary was 3.4 per 1,000 households, 10.5% lower than in Q2 2023/24 (3.8).",
        ),
        (
            "number",
            {"comparison": {"materiality": 0.1}},
            "In Q3 2023/24, the strength of the force was 3.4 full-time equivalents, 0.4 lower than in Q2 2023/24 "
            "(3.8).",
        ),
        (
            "index",
            {"comparison": {"change": "units", "materiality": 0.1}},
            "In Q3 2023/24, the index of demand was 3.4 (2015 = 100), 0.4 points lower than in Q2 2023/24 (3.8).",
        ),
    ],
)
def test_a_change_is_said_in_its_unit(unit: Unit, changes: Any, sentence: str) -> None:
    declared = of_unit(unit, **changes)
    change, later = two(declared, 3.8, 3.4)
    assert change_sentence(declared, later, change) == sentence


def test_figures_that_look_alike_get_the_digits_that_bear_their_change() -> None:
    money, minutes = of_unit("money"), of_unit("duration", comparison={"materiality": 0.1})
    change, later = two(money, 3.36, 3.44)
    assert "was £3.4 million, 2.4% higher than in Q2 2023/24 (£3.4 million)" not in change_sentence(
        money, later, change
    )
    assert "£3.44 million, 2.4% higher than in Q2 2023/24 (£3.36 million)" in change_sentence(
        money, later, change
    )
    change, later = two(minutes, 7.36, 7.44)
    assert "7.44 minutes, 0.1 minutes longer than in Q2 2023/24 (7.36 minutes)" in change_sentence(
        minutes, later, change
    )


@pytest.mark.parametrize(
    ("earlier", "reason", "why"),
    [
        (0.0, "zero-base", "it was zero in Q2 2023/24, and no percentage can be taken of zero"),
        (-2.0, "negative-base", "and no percentage can be taken of a number below zero"),
    ],
)
def test_no_percentage_is_taken_of_zero_or_less(earlier: float, reason: str, why: str) -> None:
    declared = of_unit("money")
    change, later = two(declared, earlier, 3.0)
    assert (change.outcome, change.reason, change_text(change)) == ("not-known", reason, "Not known")
    assert why in change_sentence(declared, later, change)


# Chance ----------------------------------------------------------------------------------------------------

LIKE: Any = {"judged": "like-with-like", "materiality": 1.0}


@pytest.mark.parametrize("unit", PARTS)
def test_without_a_word_on_chance_no_change_is_firm(unit: Unit) -> None:
    declared = of_unit(unit, comparison=LIKE)
    change, _ = two(declared, 100.0, 200.0)
    assert (change.outcome, change.reason, change.verdict) == ("uncertain", "unweighed", "no-clear-change")
    assert verdict_line(declared, change).endswith(", and how far it moves by chance is not known")
    assert "How far chance moves this figure is not known" in explanation_sentences(declared, change)


def test_a_full_count_is_judged_as_it_is() -> None:
    change, _ = two(of_unit("money"), 100.0, 200.0)
    assert (change.outcome, change.verdict) == ("higher", "better")


def with_intervals(unit: Unit, change: str) -> PublishedMeasure:
    source = {"interval": {"lower": ("Low",), "upper": ("High",)}}
    return of_unit(unit, comparison={**LIKE, "test": "intervals", "change": change}, source=source)


def test_published_intervals_are_tested_by_their_standard_errors() -> None:
    """Arms of 3 and 4 make the arm of 5 of their difference: 1.96 times the root of the squared standard errors."""
    declared = with_intervals("rate", "units")
    change, _ = two(declared, 60.0, 66.0, 3.0, 4.0)
    assert change.interval is not None
    assert [float(end) for end in change.interval] == [1.0, 11.0]
    assert float(change.interval[1]) - 6.0 == pytest.approx(1.96 * sqrt((3 / 1.96) ** 2 + (4 / 1.96) ** 2))
    assert (change.outcome, change.verdict) == ("higher", "better")
    assert two(declared, 60.0, 64.9, 3.0, 4.0)[0].outcome == "uncertain"
    assert "By the intervals that the source gives for both figures" in explanation_sentences(
        declared, change
    )


def test_a_change_in_per_cent_is_tested_as_a_ratio() -> None:
    declared = with_intervals("rate", "per-cent")
    change, _ = two(declared, 9.9, 7.4, 1.1, 0.9)
    assert change.interval is not None and change.outcome == "lower"
    low, high = change.interval
    assert low < -25 < high < 0


@pytest.mark.parametrize("widths", [(), (3.0,)])
def test_a_figure_without_its_interval_is_not_weighed(widths: tuple[float, ...]) -> None:
    assert two(with_intervals("rate", "units"), 60.0, 99.0, *widths)[0].reason == "unweighed"


def test_a_count_is_never_weighed_by_nothing() -> None:
    """What a count without a test says is as it was before other units came."""
    declared = measure(comparison={"judged": "like-with-like", "test": "none"})
    assert weighed(declared, observed("2023-Q2", 61.0), observed("2023-Q3", 64.0)) is None


# How they are read -----------------------------------------------------------------------------------------


def written(unit: Unit, value: Any = None, **changes: Any) -> PublishedMeasure:
    return of_unit(unit, source={"value": {"column": ("Value",), **(value or {})}}, **changes)


@pytest.mark.parametrize(
    ("text", "value"),
    [("£3,412.50", 3.4125), ("-£1,250.75", -1.25075), ("£-950", -0.95), ("£0", 0.0), ("-£0", 0.0)],
)
def test_pounds_are_read_in_what_they_are_shown_in(text: str, value: float) -> None:
    scale = {"given_in": "thousands", "shown_in": "millions"}
    declared = written("money", {"written_as": "pounds", "thousands": ","}, money=scale)
    assert read_value(declared, text) == value


@pytest.mark.parametrize("text", ["-£-5", "£", "5", "£5%", "£3.4m", "($5)", "(£5)", "--£5"])
def test_what_is_no_amount_is_a_fault(text: str) -> None:
    fault = read_value(written("money", {"written_as": "pounds"}), text)
    assert isinstance(fault, Faulty) and "is not an amount such as £6100" in fault.message


@pytest.mark.parametrize(
    ("unit", "text", "code"),
    [("duration", "-1.5", "negative"), ("rate", "-0.1", "negative"), ("index", "-3", "negative")],
)
def test_times_rates_and_indexes_are_not_below_zero(unit: Unit, text: str, code: str) -> None:
    fault = read_value(written(unit), text)
    assert isinstance(fault, Faulty) and fault.code == code


def test_numbers_have_decimals_and_signs() -> None:
    assert [read_value(written("number"), text) for text in ("-120.5", "33201.5", "-0.0")] == [
        -120.5,
        33201.5,
        0.0,
    ]


LINES = "Quarter,Value,Low,High\n"


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ("Q1 23-24,5,6,7", 'USS.csv:2:3: error: "6" is no end of an interval: it stands above its value'),
        ("Q1 23-24,5,4,4.5", 'USS.csv:2:4: error: "4.5" is no end of an interval: it stands below its value'),
        (
            "Q1 23-24,5,4,",
            'USS.csv:2:3: error: "4" is no end of an interval: it stands without the other end',
        ),
        ("Q1 23-24,5,few,7", 'USS.csv:2:3: error: "few" is not a plain number such as 6100'),
    ],
)
def test_an_interval_holds_its_value(row: str, issue: str) -> None:
    issues = issues_of(with_intervals("rate", "units"), ("USS.csv", f"{LINES}{row}\nQ2 23-24,5,4,6\n"))
    assert [text for text in issues if "error" in text] == [issue]


# What cannot be declared -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "changes", "message"),
    [
        (
            "money",
            {"money": None},
            '"money" is missing: say what the figures are in: pounds, thousands or millions',
        ),
        (
            "money",
            {"subject": None},
            '"subject" is missing: say what the figure is, so that it reads between "the"',
        ),
        ("number", {"noun": None}, '"noun" is missing: say what is counted'),
        ("rate", {"index": {"base": "2015"}}, "index is for the unit index, and the unit is rate"),
        ("rate", {"source": {"combine": "sum"}}, 'combine must be "as-given": rates do not add up'),
        ("index", {"source": {"region": "all-rows"}}, 'region must be "own-row": indexes do not add up'),
        ("duration", {"source": {"absent": "zero"}}, 'absent must be "missing" for a duration'),
        (
            "duration",
            {"window": "rolling-12-months"},
            '"rolling-12-months" cannot be made from single medians and',
        ),
        (
            "rate",
            {"comparison": {"verdict": {"months": 3}}},
            "only counts and amounts of single periods are added up",
        ),
        ("rate", {"comparison": {"test": "counts"}}, "test counts is for counts, and the unit is rate"),
        (
            "rate",
            {"comparison": {"test": "intervals"}},
            'test intervals needs the columns of a published "interval"',
        ),
        ("money", {"control_chart": {}}, "a control chart is for counts, and the unit is money"),
        ("money", {"rate": {"per": 1000}}, "a rate is for counts, and the unit is money"),
        (
            "money",
            {"suppression": {"threshold": 5}},
            "suppression is for counts and percentages, and the unit is",
        ),
        (
            "rate",
            {"comparison": {"materiality": 1001.0}},
            "materiality must be at most 1000; found the number 1001",
        ),
        (
            "duration",
            {"source": {"value": {"column": ("Value",), "written_as": "pounds"}}},
            "written_as must be number for a duration",
        ),
    ],
)
def test_what_a_unit_does_not_allow_is_told(unit: Unit, changes: Any, message: str) -> None:
    parts = {**ROWS, "unit": unit, **PARTS[unit], **changes}
    for part in ("source", "comparison"):
        parts[part] = {**ROWS[part], **changes.get(part, {})}
    declared = PublishedMeasure.model_validate(
        {key: value for key, value in parts.items() if value is not None}
    )
    assert [text for text in faults(declared) if text.startswith(message)] != [], faults(declared)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"comparison": {"change": "per-cent"}},
            "the change of a percentage is told in units of its own: leave it out",
        ),
        (
            {"source": {"interval": {"lower": ("Low",), "upper": ("High",)}}},
            'published intervals are used with "test: intervals" alone',
        ),
        (
            {
                "comparison": {"test": "intervals"},
                "source": {"interval": {"lower": ("Low",), "upper": ("Low",)}},
            },
            "lower and upper are read from one column",
        ),
    ],
)
def test_what_a_percentage_does_not_allow_is_told(changes: Any, message: str) -> None:
    assert faults(measure(**changes)) == [message]


def test_a_fault_of_a_unit_has_its_line_and_column() -> None:
    text = (
        "site: {title: A, producer: A, contact: A, statistics_status: A, update_schedule: A, attribution: A}\n"
        "frameworks: [{id: pcp, title: A, vision: A, description: B}]\n"
        "outcomes: [{id: safer, framework: pcp, title: A, description: B}]\n"
        "measures:\n  - id: calls\n    outcome: safer\n    title: Calls\n    status: published\n"
        "    description: How long it takes.\n    unit: duration\n    subject: time to answer\n"
        "    duration: {given_in: minutes, average: median}\n    polarity: lower-is-better\n    frequency: month\n"
        "    comparison: {basis: previous-period, materiality: 1.0}\n    next_update: not-announced\n    source:\n"
        "      publisher: A\n      title: B\n      link: https://data.london.gov.uk/dataset/a\n"
        "      licence: OGL-3.0\n      files: a.csv\n      layout: rows\n"
        "      period: {column: Month, format: YYYY-MM}\n      value: {column: Minutes}\n      combine: sum\n"
        "      absent: missing\n      region: own-row\n"
    )
    errors = [str(issue) for issue in parse_config(text, "metrics.yaml")[1] if issue.severity == "error"]
    assert errors == [
        'metrics.yaml:26:16: error: measure "calls": combine must be "as-given": medians and means do not add up'
    ]


# Charts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unit", "axis"),
    [
        ([3.36, 3.44], "million-pounds", Axis(0, 4, 1)),
        ([-1.25, 34.4], "million-pounds", Axis(-10, 40, 10)),
        ([0.12, 0.31], "hours", Axis(0, 0.4, 0.1)),
        ([-120.5, -3.0], "number", Axis(-150, 0, 50)),
        ([0.0], "rate", Axis(0, 1, 0.5)),
        ([95.2, 111.4], "index", Axis(90, 120, 10)),
        ([6100.0], "count", Axis(0, 8000, 2000)),
        ([None], "minutes", Axis(0, 1, 0.5)),
    ],
)
def test_a_scale_holds_what_is_below_zero_and_small_parts_of_one(
    values: list[float | None], unit: Form, axis: Axis
) -> None:
    assert axis_for(values, unit) == axis
    ticks = axis.ticks()
    assert ticks[0] == axis.low and ticks[-1] == pytest.approx(axis.high)
    assert axis.low >= 0 or 0 in ticks


def test_ticks_are_written_in_their_unit() -> None:
    assert [tick_text(value, "million-pounds") for value in (-0.5, 0, 20)] == ["-£0.5m", "£0m", "£20m"]
    assert [tick_text(value, "hours") for value in (0.1 + 0.2, 2)] == ["0.3 hr", "2 hr"]
    assert (tick_text(6000, "count"), tick_text(60, "percent"), tick_text(100, "index")) == (
        "6,000",
        "60%",
        "100",
    )


def points(*values: float) -> tuple[Point, ...]:
    return tuple(Point(f"Q{n}", value, f"{value}") for n, value in enumerate(values, start=1))


def test_a_line_below_zero_is_drawn_below_the_line_at_zero() -> None:
    chart = Trend("t", "T", "D", "number", Axis(-500, 500, 500), points(400.0, -400.0))
    drawing = trend(chart)
    assert drawing.count('class="zero"') == 2 and "torn" not in drawing and "starts at" not in drawing
    assert 'class="zero"' not in trend(replace(chart, axis=Axis(0, 500, 500), points=points(1.0, 2.0)))
    axis = figure(replace(chart, unit="million-pounds"))["layout"]["yaxis"]
    assert (axis["range"], axis["tickprefix"], axis["ticksuffix"]) == ([-500, 500], "£", "m")
    assert figure(replace(chart, axis=Axis(0, 0.4, 0.1)))["layout"]["yaxis"]["tickformat"] == ",.1f"


def test_bars_below_zero_go_to_the_left_of_it() -> None:
    drawing = bars(Bars("b", "B", "D", 10, (Bar("A", 10.0, "10"), Bar("B", -10.0, "-10")), low=-10))
    starts = [part.split("H")[0].split()[0] for part in drawing.split('class="bar" d="M')[1:]]
    ends = [part.split("H")[1].split("v")[0] for part in drawing.split('class="bar" d="M')[1:]]
    assert starts[0] == starts[1] and int(ends[1]) < int(starts[0]) < int(ends[0])


# Beside each other -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "changes"),
    [
        ("rate", {"per": {"number": 100000, "noun": "households"}}),
        ("index", {"index": {"base": "2020"}}),
        ("duration", {"duration": {"given_in": "minutes", "average": "mean"}}),
        ("duration", {"duration": {"given_in": "hours", "average": "median"}}),
        ("money", {"money": {"given_in": "millions", "shown_in": "thousands"}}),
        ("number", {"noun": {"singular": "vehicle", "plural": "vehicles"}}),
    ],
)
def test_numbers_of_another_kind_are_not_the_same_figures(unit: Unit, changes: Any) -> None:
    assert of_unit(unit, **changes).number_kind != of_unit(unit).number_kind


def test_amounts_are_added_up_over_time_where_that_is_declared() -> None:
    plain, added = of_unit("money"), of_unit("money", comparison={"verdict": {"months": 6}})
    assert (adds_up(plain), adds_up(added), adds_up(of_unit("rate"))) == (False, True, False)
    assert (verdict_length(plain), verdict_length(added)) == (1, 2)


def test_a_small_revision_is_less_than_the_smallest_that_shows() -> None:
    declared = of_unit("duration", decimals=0)
    revision = Revision(Key(), observed("2023-Q2", 7.0), observed("2023-Q2", 7.4))
    assert size_words(declared, revision).startswith("less than 1 minute")


def test_small_lines_have_their_rule_at_zero() -> None:
    axis = Axis(-10, 10, 10)
    line = sparkline(Sparkline("s", axis, points(5.0, -5.0)))
    assert 'class="rule" d="M4 24H134"' in line and "torn" not in line
    assert 'class="rule" d="M0 58H240"' in small_line(SmallLine(axis, (5.0, -5.0)))


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        ([1043.0, 998.0], Axis(800, 1200, 100)),
        ([1e-12], Axis(0, 5e-07, 5e-07)),
        ([10.2, 9.7], Axis(5, 15, 2)),
    ],
)
def test_scales_of_other_sizes(values: list[float], axis: Axis) -> None:
    unit: Form = "hours" if values[0] < 1 else "index"
    assert axis_for(values, unit) == axis


@pytest.mark.parametrize(
    ("camden", "low", "high", "standing", "words"),
    [
        ("9.0", "8.6", "9.4", "higher", "higher than in London (7.4)"),
        ("8.0", "7.5", "8.5", "similar", "similar to London (7.4)"),  # 95% leaves London out, 99.8% does not
        ("8.0", "", "", "not-known", "How far chance may move it is not known"),
    ],
)
def test_an_area_stands_beside_region_by_its_published_interval(
    camden: str, low: str, high: str, standing: str, words: str
) -> None:
    source = {"interval": {"lower": ("Low",), "upper": ("High",)}, "area": {"column": ("Borough",)}}
    declared = of_unit("rate", comparison={**LIKE, "test": "intervals"}, source=source)
    rows = f"Quarter,Borough,Value,Low,High\nQ1 23-24,London,7.4,7.0,7.8\nQ1 23-24,Camden,{camden},{low},{high}\n"
    comparison = area_comparison(declared, data_of(declared, ("USS.csv", rows)), "E09000007")
    assert comparison is not None and comparison.standing == standing
    sentence = area_sentence(comparison)
    assert words in sentence
    assert sentence.startswith(
        f"In Camden, in Q1 2023/24, the rate of burglary was {camden} per 1,000 households"
    )


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("money", "cost of overtime, in millions of pounds"),
        ("duration", "median time to answer, in minutes"),
        ("rate", "rate of burglary, per 1,000 households"),
        ("number", "strength of the force, in full-time equivalents"),
        ("index", "index of demand, 2015 = 100"),
    ],
)
def test_what_figures_are_is_said_with_what_they_are_in(unit: Unit, words: str) -> None:
    assert what_words(of_unit(unit)) == words


@pytest.mark.parametrize(
    ("camden", "words"), [("1", "1 full-time equivalent"), ("2", "2 full-time equivalents")]
)
def test_the_noun_of_an_areas_figure_fits_the_number(camden: str, words: str) -> None:
    declared = of_unit("number", decimals=0, source={"area": {"column": ("Borough",)}})
    rows = f"Quarter,Borough,Value\nQ1 23-24,London,7\nQ1 23-24,Camden,{camden}\n"
    comparison = area_comparison(declared, data_of(declared, ("USS.csv", rows)), "E09000007")
    assert comparison is not None
    assert area_sentence(comparison).startswith(
        f"In Camden, in Q1 2023/24, the strength of the force was {words}. "
    )


def test_amounts_that_look_like_none_in_what_they_are_shown_in_are_told() -> None:
    money_measure = of_unit("money", money={"given_in": "pounds", "shown_in": "millions"})
    cells = pd.DataFrame({"file": "USS.csv", "line": [2, 3, 4], "field": 2, "value": [0.0000125, 0.04, 3.0]})
    assert [str(issue) for issue in amounts_can_be_seen(money_measure, cells)] == [
        "USS.csv:2:2: warning: £12.5 would be shown as £0.0 million, and so would 2 of 3 amounts; declare a smaller "
        '"shown_in", or more "decimals"'
    ]
    assert list(amounts_can_be_seen(money_measure, cells.assign(value=[0.0000125, 0.4, 3.0]))) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1e22", "; a spreadsheet has shortened it: ask for the file with whole numbers"),
        ("1" + "0" * 22, "; it has 23 digits, and no figure has more than 15: ask the publisher"),
        ("-1" + "0" * 15 + ".5", "; it has 16 digits, and no figure has more than 15: ask the publisher"),
    ],
)
def test_an_absurd_number_is_told_in_its_place(text: str, hint: str) -> None:
    issues = issues_of(of_unit("number"), ("USS.csv", f"Quarter,Value\nQ1 22-23,4\nQ2 22-23,{text}\n"))
    assert issues == [f'USS.csv:3:2: error: "{text}" is not a plain number such as 6100{hint}']


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (OFFENCES, "offences"),
        (VICTIMS, "homicide victims"),
        (SATISFACTION, "of victims were satisfied"),
    ],
)
def test_what_is_counted_or_asked_is_named_by_itself(declared: Any, words: str) -> None:
    assert what_words(measure(declared)) == words
