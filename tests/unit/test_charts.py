"""What the drawings may say: no line over a gap or a break, honest scales, text for who does not see them."""

import re
from dataclasses import is_dataclass, replace
from importlib import import_module
from itertools import accumulate, pairwise
from pkgutil import iter_modules
from typing import Any

import pytest

import charts.kinds
from charts.draw import DRAWERS, draw, parse
from charts.geometry import stroke
from charts.kinds.sparkline import Sparkline
from charts.kinds.trend import Trend, bands
from charts.scale import Axis, axis_for
from charts.values import BreakMark, Chart, Point, spec, unbroken
from components.basics.chart_place import chart_div
from metrics.declared.units import Form
from metrics.statuses import Status

VALUES = (10.0, 20.0, 15.0, 12.0)


def trend(*values: float | None, **changes: Any) -> Trend:
    points = tuple(Point(f"P{n}", value, f"{value}") for n, value in enumerate(values or VALUES))
    return replace(Trend("trend-x", "Title", "Text", "count", Axis(0, 20, 10), points), **changes)


def small(chart: Trend) -> Sparkline:
    return Sparkline("spark-x", chart.axis, chart.points, chart.breaks)


def svg(chart: Chart) -> str:
    return draw(spec(chart))


def narrow(chart: Trend) -> str:
    return svg(chart).partition("</svg>")[0]


def attribute(name: str, element: str, drawing: str) -> str:
    match = re.search(rf'<{element}[^>]* {name}="([^"]*)"', drawing)
    assert match is not None, drawing
    return match[1]


def places(path: str) -> list[tuple[float, float]]:
    """Where one stroke leads: to its start, and from there step by step."""
    numbers = list(map(float, re.findall(r"-?[\d.]+", path)))
    return list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


@pytest.mark.parametrize(
    "values, axis",
    [
        ([6100, 6732], Axis(0, 8000, 2000)),
        ([4, 21], Axis(0, 30, 10)),
        ([9, 12], Axis(0, 15, 5)),
        ([1, 3], Axis(0, 3, 1)),
        ([0], Axis(0, 1, 1)),
        ([], Axis(0, 1, 1)),
    ],
)
def test_a_count_starts_at_zero_and_has_whole_ticks(values: list[float], axis: Axis) -> None:
    assert axis_for(values, "count") == axis


@pytest.mark.parametrize(
    "values, axis",
    [
        ([61, 64], Axis(40, 80, 10)),
        ([69, 84], Axis(60, 90, 10)),
        ([2, 3], Axis(0, 30, 10)),
        ([97, 99], Axis(70, 100, 10)),
        ([0, 100], Axis(0, 100, 20)),
    ],
)
def test_a_percentage_spans_thirty_points_or_more(values: list[float], axis: Axis) -> None:
    assert axis_for(values, "percent") == axis


@pytest.mark.parametrize(
    ("axis", "words", "strokes"),
    [(Axis(40, 80, 10), ["Scale starts at 40%, not at 0"], 1), (Axis(0, 80, 20), [], 0)],
)
def test_a_scale_that_does_not_start_at_zero_is_torn_at_its_foot_and_says_where_it_starts(
    axis: Axis, words: list[str], strokes: int
) -> None:
    drawing = narrow(trend(50.0, 60.0, axis=axis, unit="percent"))
    assert re.findall(r'<text class="origin"[^>]*>([^<]*)', drawing) == words
    assert drawing.count('class="torn"') == strokes


def test_the_small_line_of_a_tile_is_torn_at_its_foot_as_well() -> None:
    assert svg(small(trend(50.0, 60.0, axis=Axis(40, 80, 10)))).count('class="torn"') == 1
    assert 'class="torn"' not in svg(small(trend()))


@pytest.mark.parametrize("unit", ["percent", "count", "small-count"])
def test_every_value_lies_on_its_scale(unit: Form) -> None:
    for value in (0, 1, 7, 33.3, 99.9, 100):
        axis = axis_for([value], unit)
        assert axis.low <= value <= axis.high
        assert axis.ticks()[0] == axis.low


def test_no_line_joins_what_a_missing_value_parts() -> None:
    assert unbroken(trend(1, 2, None, 4).points, ()) == (((0, 1), (1, 2)), ((3, 4),))


def test_no_line_crosses_a_break() -> None:
    chart = trend(1, 2, 3, 4, breaks=(BreakMark(2, "Break: March 2024"),))
    assert unbroken(chart.points, chart.breaks) == (((0, 1), (1, 2)), ((2, 3), (3, 4)))
    assert narrow(chart).count('class="break"') == 1
    assert attribute("d", 'path class="line"', narrow(chart)).count("M") == 2


def test_a_small_line_does_not_cross_a_break_either() -> None:
    sparkline = small(trend(1, 2, 3, 4, breaks=(BreakMark(2, "Break"),)))
    assert attribute("d", 'path class="line"', svg(sparkline)).count("M") == 2


def test_a_value_between_two_gaps_is_a_dot() -> None:
    drawing = svg(trend(None, 5, None, 4))
    assert 'class="line"' not in drawing
    assert 'class="dots"' in drawing


def test_a_higher_value_stands_higher() -> None:
    line = attribute("d", 'path class="line"', narrow(trend(10, 20)))
    (x0, y0), (x1, y1) = places(line)
    assert x0 < x1
    assert y0 > y1


@pytest.mark.parametrize(
    "status, look",
    [("p", "end hollow"), ("u", "end hollow"), ("r", "end"), ("b", "end"), ("", "end")],
)
def test_a_value_that_is_not_quite_sure_is_hollow(status: Status, look: str) -> None:
    points = (Point("P0", 1, "1"), Point("P1", 2, "2", status=status))
    assert attribute("class", "circle", svg(trend(points=points))) == look


def test_a_value_that_is_not_quite_sure_has_its_hollow_dot_in_a_crowd_too() -> None:
    points = tuple(Point(f"P{n}", 1, "1", status="u" if n == 50 else "") for n in range(100))
    drawing = narrow(trend(points=points))
    assert 'class="dots"' not in drawing
    assert attribute("d", 'path class="dots rings"', drawing) == attribute("d", 'path class="holes"', drawing)
    assert attribute("d", 'path class="holes"', drawing).count("M") == 1


# Intervals -------------------------------------------------------------------------------------------------


def surely(*values: float | None, **changes: Any) -> Trend:
    """A chart with an interval of 2 around each value."""
    points = tuple(
        Point(f"P{n}", value, f"{value}", low=value and value - 2, high=value and value + 2)
        for n, value in enumerate(values)
    )
    return trend(points=points, **changes)


def test_no_interval_is_joined_over_a_gap_or_a_break() -> None:
    chart = surely(10, 11, None, 12, 13, 14, breaks=(BreakMark(4, "Break"),))
    assert list(bands(chart)) == [[(0, 8, 12), (1, 9, 13)], [(3, 10, 14)], [(4, 11, 15), (5, 12, 16)]]


def test_a_value_without_an_interval_parts_those_beside_it() -> None:
    points = list(surely(10, 11, 12).points)
    points[1] = Point("P1", 11, "11")
    assert list(bands(trend(points=tuple(points)))) == [[(0, 8, 12)], [(2, 10, 14)]]


def test_intervals_are_one_area_from_the_upper_ends_back_along_the_lower() -> None:
    band = attribute("d", 'path class="spread"', narrow(surely(10, 10)))
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = places(band)
    assert (x0, x1, y0, y2) == pytest.approx((x3, x2, y1, y3))
    assert x0 < x1 and y0 < y2


def test_the_interval_of_a_value_that_stands_alone_is_a_bar() -> None:
    bar = attribute("d", 'path class="spread alone"', narrow(surely(10, None, 12)))
    assert [len({x for x, _ in places(segment)}) for segment in bar[1:].split("M")] == [1, 1]


def test_intervals_lie_behind_the_line() -> None:
    drawing = narrow(surely(10, 11))
    assert drawing.index('class="spread"') < drawing.index('class="line"')


def test_a_small_line_has_no_intervals() -> None:
    assert "spread" not in svg(small(surely(10, 11)))


def test_without_intervals_there_is_no_area() -> None:
    assert "spread" not in svg(trend())


@pytest.mark.parametrize(
    "values, ends, unit, axis",
    [
        ([61, 64], [41, 84], "percent", Axis(40, 90, 10)),
        ([61, 64], [59, 66], "percent", Axis(40, 80, 10)),
        ([61, 64], [35, 100], "percent", Axis(30, 100, 20)),
        ([4, 21], [0.1, 34], "count", Axis(0, 40, 10)),
    ],
)
def test_a_scale_holds_the_intervals_too(
    values: list[float], ends: list[float], unit: Form, axis: Axis
) -> None:
    assert axis_for(values, unit, ends) == axis


def test_the_newest_known_value_is_written_beside_its_point() -> None:
    drawing = narrow(trend(5, 7, None))
    assert re.findall(r'class="now"[^>]*>([^<]*)<', drawing) == ["7"]


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    assert svg(trend(None, None)) == ""


def test_one_value_is_drawn_in_the_middle() -> None:
    drawing = svg(small(trend(5)))
    assert attribute("cx", "circle", drawing) == "69"


def test_a_trend_is_drawn_for_phones_and_for_wide_screens_each_with_its_own_text() -> None:
    drawing = svg(trend(title="A < B", description="Up & down"))
    assert re.findall(r'<svg class="(\w+)"', drawing) == ["narrow", "wide"]
    assert re.findall(r'aria-labelledby="([^"]*)"', drawing) == [
        "trend-x-narrow-title trend-x-narrow-text",
        "trend-x-wide-title trend-x-wide-text",
    ]
    assert drawing.count('role="img"') == 2
    assert '<title id="trend-x-wide-title">A &lt; B</title>' in drawing
    assert '<desc id="trend-x-wide-text">Up &amp; down</desc>' in drawing


def test_a_small_line_is_hidden_from_who_hears_the_page() -> None:
    assert 'aria-hidden="true" focusable="false"' in svg(small(trend()))


def test_labels_of_years_do_not_touch() -> None:
    points = tuple(Point(f"P{n}", 1, "1", tick="" if n % 12 else f"{2000 + n // 12}") for n in range(240))
    drawing = narrow(trend(points=points))
    places = [float(x) for x in re.findall(r'x="([\d.]+)" y="[\d.]+" text-anchor="middle">\d{4}<', drawing)]
    assert len(places) >= 3
    assert min(b - a for a, b in pairwise(places)) > 40


def test_where_no_two_years_start_the_first_and_last_period_are_named() -> None:
    drawing = narrow(trend(1, 2, 3))
    assert re.findall(r'text-anchor="middle">([^<]*)<', drawing) == ["P0", "P2"]


def test_markers_are_left_out_where_they_would_touch() -> None:
    crowded, roomy = trend(*range(100)), trend(*range(9))
    assert ('class="dots"' in narrow(crowded), 'class="dots"' in narrow(roomy)) == (False, True)


def test_all_text_stays_inside_the_drawing() -> None:
    points = tuple(Point(f"September 202{n}", 123456.0, "123,456") for n in range(3))
    drawing = narrow(trend(points=points, axis=axis_for([123456.0], "count")))
    for x, anchor, text in re.findall(r'x="([\d.]+)" y="[\d.]+"(?: text-anchor="(\w+)")?>([^<]*)<', drawing):
        width = 7 * len(text)
        left = float(x) - {"end": width, "middle": width / 2, "": 0}[anchor]
        assert (left >= -1, left + width <= 321) == (True, True), text


def test_steps_of_a_stroke_do_not_add_up_their_rounding() -> None:
    away = [(n * 1.04, n * 0.26) for n in range(300)]
    assert max(abs(x - exact) for (x, _), (exact, _) in zip(places(stroke(away)), away, strict=True)) < 0.051
    assert (
        max(abs(y - exact) for (_, y), (_, exact) in zip(places(stroke(away, 1)), away, strict=True)) < 0.51
    )


def test_no_colour_and_no_style_stand_in_a_drawing() -> None:
    assert re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}", svg(trend())) is None


def test_what_a_chart_carries_is_read_back_as_it_was() -> None:
    chart = trend(1.5, None, breaks=(BreakMark(1, "Break: “x” & <y>"),))
    assert parse(chart_div(chart).to_plotly_json()["props"]["data-chart"]) == chart


def test_every_kind_of_chart_has_a_drawer() -> None:
    modules = [import_module(f"charts.kinds.{module.name}") for module in iter_modules(charts.kinds.__path__)]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    kinds = {value for value in classes if is_dataclass(value) and hasattr(value, "kind")}
    assert set(DRAWERS) == kinds
    assert len({kind.kind for kind in DRAWERS}) == len(DRAWERS) >= 6
