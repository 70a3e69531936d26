"""How figures are read off a chart: its marks, and the script that reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from charts.kinds.bars import Bar, Bars
from charts.kinds.lines import Facet, Line, Lines
from charts.kinds.trend import Trend, trend
from charts.scale import Axis
from charts.values import Point
from components.figures.reading import ONE_LINE, Reading, of_lines, readable
from serving.http.html import render
from serving.static_assets import lean

MOST_BYTES = 3_072
SCRIPT = Path(__file__).resolve().parents[2] / "assets" / "readout.js"
BARS = Bars(
    "bars", "Homicide by sex", "Male 80.", 100, (Bar("Male", 80, "80"), Bar("Female", None, "Withheld"))
)


def lines(*facets: int) -> Lines:
    """A chart of facets with so many lines."""
    axis = Axis(0, 10, 5)
    content = tuple(
        Facet("count", axis, tuple(Line(f"{n}", (((0, 1), (1, 2)),)) for n in range(count)))
        for count in facets
    )
    return Lines("lines", "Lines", "They rise.", 0, 1, (), content)


def test_the_script_is_served_in_three_kilobytes() -> None:
    assert len(lean(SCRIPT.read_bytes())) <= MOST_BYTES


@pytest.mark.parametrize(
    ("written", "served"),
    [
        (b"// Why.\n  go(1, 2);\n", b"go(1,2);\n"),
        (b'const text = "a : b, c";\n', b'const text="a : b, c";\n'),
        (b"const text = `${a}: ${b - c}`;\n", b"const text=`${a}: ${b - c}`;\n"),
        (b"x = a - -b * 2;\n", b"x=a - -b*2;\n"),
        (b"all = /(M?)\\s?,/g;\n", b"all=/(M?)\\s?,/g;\n"),
    ],
)
def test_a_script_is_served_without_comments_and_spare_spaces_and_with_its_texts(
    written: bytes, served: bytes
) -> None:
    assert lean(written) == served


@pytest.mark.parametrize(
    ("facets", "places"), [((1,), (0,)), ((3,), (2, 1, 0)), ((1, 1), (0, 1)), ((2, 2), (1, 0, 3, 2))]
)
def test_each_column_knows_its_line_though_the_first_is_drawn_last(
    facets: tuple[int, ...], places: tuple[int, ...]
) -> None:
    assert of_lines(lines(*facets)) == Reading(places)


def test_a_column_without_figures_has_no_line() -> None:
    assert of_lines(lines(2), [True, False, True]).attributes == {"data-lines": "1 -1 0"}


def test_a_chart_that_is_read_has_a_place_for_the_keyboard_that_waits_for_the_script() -> None:
    place = BeautifulSoup(render(readable(BARS, Reading(oldest_first=True))), "html.parser").div
    assert place is not None and place.attrs == {
        "class": ["chart", "bars"],
        "data-lines": "0",
        "data-rows": "oldest-first",
    }
    assert place.find_all(recursive=False)[-1].attrs == {
        "class": ["reader"],
        "hidden": "",
        "tabindex": "0",
        "role": "application",
        "aria-label": "Homicide by sex. The arrow keys read its figures.",
    }


def test_a_chart_that_is_not_read_has_none() -> None:
    assert "reader" not in render(readable(BARS, None))


def test_a_bar_without_a_figure_is_not_read() -> None:
    place = BeautifulSoup(render(readable(BARS, ONE_LINE)), "html.parser")
    assert len(place.select(".wide .base")) == 1


def test_a_point_between_two_gaps_can_be_read() -> None:
    points = tuple(Point(f"{n}", value, f"{value}") for n, value in enumerate((1, None, 2, None, 3, 4)))
    chart = BeautifulSoup(trend(Trend("t", "T", "D", "count", Axis(0, 4, 1), points)), "html.parser")
    lone = chart.select_one(".wide .base")
    assert lone is not None and str(lone["d"]).count("h0") == 2
