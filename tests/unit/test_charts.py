"""What the drawings may say: no line over a gap or a break, honest scales, text for who does not see them."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from metrics.declared.framework import Unit
from pages._parts.chart import BreakMark, Point, Spec, chart, parse_spec
from pages._parts.scale import Axis, axis_for
from serving.charts import svg, unbroken

VALUES = (10.0, 20.0, 15.0, 12.0)


def spec(*values: float | None, **changes: object) -> Spec:
    points = tuple(Point(f"P{n}", value, f"{value}") for n, value in enumerate(values or VALUES))
    known = Spec("trend", "trend-x", "Title", "Text", "count", Axis(0, 20, 10), points)
    return replace(known, **changes)  # type: ignore[arg-type]


def narrow(given: Spec) -> str:
    return svg(given).partition("</svg>")[0]


def attribute(name: str, element: str, drawing: str) -> str:
    found = re.search(rf'<{element}[^>]* {name}="([^"]*)"', drawing)
    assert found is not None, drawing
    return found[1]


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


@pytest.mark.parametrize("unit", ["percent", "count", "small-count"])
def test_every_value_lies_on_its_scale(unit: Unit) -> None:
    for value in (0, 1, 7, 33.3, 99.9, 100):
        axis = axis_for([value], unit)
        assert axis.low <= value <= axis.high
        assert axis.ticks()[0] == axis.low


def test_no_line_joins_what_a_missing_value_parts() -> None:
    assert list(unbroken(spec(1, 2, None, 4))) == [[(0, 1), (1, 2)], [(3, 4)]]


def test_no_line_crosses_a_break() -> None:
    given = spec(1, 2, 3, 4, breaks=(BreakMark(2, "Break: March 2024"),))
    assert list(unbroken(given)) == [[(0, 1), (1, 2)], [(2, 3), (3, 4)]]
    assert narrow(given).count('class="break"') == 1
    assert attribute("d", 'path class="line"', narrow(given)).count("M") == 2


def test_a_small_line_does_not_cross_a_break_either() -> None:
    given = spec(1, 2, 3, 4, kind="spark", breaks=(BreakMark(2, "Break"),))
    assert attribute("d", 'path class="line"', svg(given)).count("M") == 2


def test_a_value_between_two_gaps_is_a_dot() -> None:
    drawn = svg(spec(None, 5, None, 4))
    assert 'class="line"' not in drawn
    assert 'class="dots"' in drawn


def test_a_higher_value_stands_higher() -> None:
    line = attribute("d", 'path class="line"', narrow(spec(10, 20)))
    (x0, y0), (x1, y1) = (map(float, place.split()) for place in line[1:].split("L"))
    assert x0 < x1
    assert y0 > y1


@pytest.mark.parametrize("provisional, look", [(True, "end provisional"), (False, "end")])
def test_a_provisional_value_is_hollow(provisional: bool, look: str) -> None:
    points = (Point("P0", 1, "1"), Point("P1", 2, "2", provisional=provisional))
    assert attribute("class", "circle", svg(spec(points=points))) == look


def test_the_newest_known_value_is_written_beside_its_point() -> None:
    drawn = narrow(spec(5, 7, None))
    assert re.findall(r'class="now"[^>]*>([^<]*)<', drawn) == ["7"]


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    assert svg(spec(None, None)) == ""


def test_one_value_is_drawn_in_the_middle() -> None:
    drawn = svg(spec(5, kind="spark"))
    assert attribute("cx", "circle", drawn) == "69"


def test_a_trend_is_drawn_for_phones_and_for_wide_screens_each_with_its_own_text() -> None:
    drawn = svg(spec(title="A < B", description="Up & down"))
    assert re.findall(r'<svg class="(\w+)"', drawn) == ["narrow", "wide"]
    assert re.findall(r'aria-labelledby="([^"]*)"', drawn) == [
        "trend-x-narrow-title trend-x-narrow-text",
        "trend-x-wide-title trend-x-wide-text",
    ]
    assert drawn.count('role="img"') == 2
    assert '<title id="trend-x-wide-title">A &lt; B</title>' in drawn
    assert '<desc id="trend-x-wide-text">Up &amp; down</desc>' in drawn


def test_a_small_line_is_hidden_from_who_hears_the_page() -> None:
    assert 'aria-hidden="true" focusable="false"' in svg(spec(kind="spark"))


def test_labels_of_years_do_not_touch() -> None:
    points = tuple(Point(f"P{n}", 1, "1", tick="" if n % 12 else f"{2000 + n // 12}") for n in range(240))
    drawn = narrow(spec(points=points))
    places = [float(x) for x in re.findall(r'x="([\d.]+)" y="[\d.]+" text-anchor="middle">\d{4}<', drawn)]
    assert len(places) >= 3
    assert min(b - a for a, b in pairwise(places)) > 40


def test_where_no_two_years_start_the_first_and_last_period_are_named() -> None:
    drawn = narrow(spec(1, 2, 3))
    assert re.findall(r'text-anchor="middle">([^<]*)<', drawn) == ["P0", "P2"]


def test_markers_are_left_out_where_they_would_touch() -> None:
    crowded, roomy = spec(*range(100)), spec(*range(9))
    assert ('class="dots"' in narrow(crowded), 'class="dots"' in narrow(roomy)) == (False, True)


def test_all_text_stays_inside_the_drawing() -> None:
    points = tuple(Point(f"September 202{n}", 123456.0, "123,456") for n in range(3))
    drawn = narrow(spec(points=points, axis=axis_for([123456.0], "count")))
    for x, anchor, text in re.findall(r'x="([\d.]+)" y="[\d.]+"(?: text-anchor="(\w+)")?>([^<]*)<', drawn):
        width = 7 * len(text)
        left = float(x) - {"end": width, "middle": width / 2, "": 0}[anchor]
        assert (left >= -1, left + width <= 321) == (True, True), text


def test_no_colour_and_no_style_stand_in_a_drawing() -> None:
    assert re.search(r"style=|fill=|stroke=|#[0-9a-f]{3}", svg(spec())) is None


def test_what_a_chart_carries_is_read_back_as_it_was() -> None:
    given = spec(1.5, None, breaks=(BreakMark(1, "Break: “x” & <y>"),))
    assert parse_spec(chart(given).to_plotly_json()["props"]["data-chart"]) == given
