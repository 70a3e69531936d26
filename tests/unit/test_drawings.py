"""Drawings of several values at once: lines named at their ends, facets on one axis, bars, small lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from charts.draw import parse
from charts.free_place import Box
from charts.geometry import LETTER_WIDTH, TO_BASELINE
from charts.kinds.bars import Bar, Bars
from charts.kinds.lines import LINE_OF_TEXT, Facet, Line, Lines, spread
from charts.kinds.small_line import SmallLine, small_line
from charts.plotly_figure import figure
from charts.scale import Axis
from charts.values import Chart, runs
from components.basics.chart_place import chart_div
from components.figures.small_multiples import Item, multiples, own_axes, scale_words, shared_axis
from metrics.statuses import Status
from serving.http.html import render
from tests.given import series

YEARS = Lines(
    id="years-homicide",
    title="Homicide: total so far",
    description="109 by the end of December.",
    first=0,
    last=11,
    ticks=tuple((float(n), str(n)) for n in range(12)),
    facets=(
        Facet(
            "small-count",
            Axis(0, 150, 50),
            (
                Line("2023: 9", (((0.0, 4.0), (1.0, 9.0)),), "strong", status="p"),
                Line("2022", (((0.0, 5.0), (11.0, 108.0)),), "quiet"),
                Line("2021", (((0.0, 5.0), (11.0, 110.0)),), "dashed"),
            ),
        ),
    ),
)


def soup_of(drawing: Chart) -> BeautifulSoup:
    return BeautifulSoup(render(chart_div(drawing)), "html.parser")


def wide(drawing: Chart) -> Tag:
    return soup_of(drawing).select("svg.wide")[0]


@pytest.mark.parametrize(
    "drawing",
    [
        YEARS,
        Bars("b", "T", "D", 100, (Bar("Online", 32.0, "32%", 33.0), Bar("Post", None, "Not available"))),
        SmallLine(Axis(0, 10, 5), (1.0, None, 3.0), (2,), "behind"),
    ],
)
def test_what_a_place_carries_is_read_back_as_it_was(drawing: Chart) -> None:
    data_chart = chart_div(drawing).to_plotly_json()["props"]["data-chart"]
    assert parse(data_chart) == drawing


def test_only_a_measure_over_time_can_be_made_interactive() -> None:
    with pytest.raises(TypeError, match="'lines' is drawn as SVG alone"):
        figure(YEARS)


def test_a_drawing_has_its_name_and_its_description_for_phones_and_wide_screens() -> None:
    soup = soup_of(YEARS)
    assert [svg["class"] for svg in soup.select("svg")] == [["narrow"], ["wide"]]
    for svg in soup.select("svg[role=img]"):
        name, description = str(svg["aria-labelledby"]).split()
        assert svg.select(f"#{name}")[0].get_text() == "Homicide: total so far"
        assert svg.select(f"#{description}")[0].get_text() == "109 by the end of December."


def test_each_line_is_told_apart_by_its_weight_or_dashes_and_named() -> None:
    svg = wide(YEARS)
    assert [line["class"][1] for line in svg.select("path.line")] == ["dashed", "quiet", "strong"]
    assert [text.get_text() for text in svg.select("text.past")] == ["2022", "2021"]
    assert svg.select("text.now")[0].get_text() == "2023: 9"


def test_the_newest_value_of_a_line_that_stands_out_is_hollow_while_provisional() -> None:
    assert [end["class"] for end in wide(YEARS).select("circle")] == [["end", "hollow"]]


@pytest.mark.parametrize(
    ("status", "look"),
    [("", ["end"]), ("r", ["end"]), ("p", ["end", "hollow"]), ("u", ["end", "hollow"])],
)
def test_the_end_of_a_line_is_drawn_by_its_status_as_in_every_chart(status: Status, look: list[str]) -> None:
    line = Line("2023: 9", (((0.0, 4.0), (1.0, 9.0)),), "strong", status)
    facet = replace(YEARS.facets[0], lines=(line,))
    assert [end["class"] for end in wide(replace(YEARS, facets=(facet,))).select("circle")] == [look]


def test_a_line_that_stops_early_has_its_name_above_its_end() -> None:
    above = wide(YEARS).select("text.over")
    assert [text.get_text() for text in above] == ["2023: 9"]


@pytest.mark.parametrize(
    "before", [((5.0, 64.0), (11.0, 130.0)), ((5.0, 50.0), (11.0, 120.0)), ((5.0, 90.0),)]
)
def test_no_line_runs_through_the_name_of_one_that_stops_early(
    before: tuple[tuple[float, float], ...],
) -> None:
    lines = (
        Line("2026: 60,515", (((0.0, 5.0), (5.0, 60.0)),)),
        Line("2025", (((0.0, 5.0), *before),), "quiet"),
    )
    chart = replace(YEARS, facets=(replace(YEARS.facets[0], lines=lines),))
    for drawing in soup_of(chart).select("svg"):
        (name,) = drawing.select("text.over")[:1]
        width, middle = LETTER_WIDTH * len(name.get_text()), float(str(name["y"])) - TO_BASELINE
        left = float(str(name["x"])) - (width if name["text-anchor"] == "end" else 0)
        box = Box(left, middle, width, "start")
        for path in drawing.select("path.line"):
            for start, end in pairwise(places_of(str(path["d"]))):
                share = (n / 100 for n in range(101))
                assert not any(
                    box.holds(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
                    for part in share
                )


def places_of(path: str) -> list[tuple[float, ...]]:
    """Where a stroke turns."""
    numbers = list(map(float, re.findall(r"-?[\d.]+", path)))
    return list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True))


def test_a_point_alone_is_drawn_as_a_dot() -> None:
    alone = replace(YEARS.facets[0], lines=(Line("2024", (((0.0, 4.0),),)),))
    (line,) = wide(replace(YEARS, facets=(alone,))).select("path.line")
    assert str(line["d"]).endswith("h0")


def test_facets_stand_one_above_the_other_with_the_years_named_once() -> None:
    facet = replace(YEARS.facets[0], title="Homicide", breaks=((5.5, "Break: June"),))
    svg = wide(replace(YEARS, facets=(facet, replace(facet, title="Violence"))))
    assert [text.get_text() for text in svg.select("text.name")] == ["Homicide", "Violence"]
    assert len(svg.select("path.break")) == 2
    assert [text.get_text() for text in svg.select('text[text-anchor="middle"]')] == [
        str(n) for n in range(12)
    ]


def test_each_facet_says_where_its_own_scale_starts() -> None:
    shares = replace(YEARS.facets[0], unit="percent", axis=Axis(40, 80, 10))
    drawing = wide(replace(YEARS, facets=(shares, YEARS.facets[0], shares)))
    assert [text.get_text() for text in drawing.select(".origin")] == ["Scale starts at 40%, not at 0"] * 2
    assert float(str(drawing.select(".origin")[-1]["y"])) < float(str(drawing["viewbox"]).split()[-1])


def test_no_stroke_crosses_a_gap_or_joins_what_a_break_keeps_apart() -> None:
    points = [(0.0, 1.0), (1.0, None), (2.0, 3.0), (3.0, 4.0), (4.0, 5.0)]
    assert runs(points, cuts=[4.0]) == (((0.0, 1.0),), ((2.0, 3.0), (3.0, 4.0)), ((4.0, 5.0),))


@given(st.lists(st.floats(20, 200), min_size=1, max_size=6))
def test_no_name_touches_another_or_leaves_the_drawing_where_there_is_room(positions: list[float]) -> None:
    tall = [LINE_OF_TEXT] * len(positions)
    places = spread(positions, tall, 10, 210)
    assert all(b - a >= LINE_OF_TEXT - 1e-6 for a, b in pairwise(sorted(places)))
    assert min(places) >= 10 and max(places) <= 210
    order = sorted(range(len(positions)), key=lambda n: positions[n])
    assert [places[n] for n in order] == sorted(places)


# Bars ------------------------------------------------------------------------------------------------------


def test_a_bar_starts_at_zero_and_a_mark_shows_what_it_was() -> None:
    svg = wide(Bars("b", "T", "D", 100, (Bar("Online", 50.0, "50%", 100.0), Bar("Post", 0.0, "0%", None))))
    (shape,) = svg.select("path.bar")
    start, end = (float(number) for number in re.findall(r"M([\d.]+) .*H([\d.]+)v", str(shape["d"]))[0])
    (mark,) = svg.select("path.mark")
    at_hundred = float(re.findall(r"M([\d.]+)", str(mark["d"]))[0])
    assert end - start == pytest.approx((at_hundred - start) / 2, abs=1)


@pytest.mark.parametrize(
    ("value", "before"), [(10, 18), (21, 14), (9, 9), (10, 11)], ids=["fell", "rose", "level", "close"]
)
def test_a_number_stands_with_its_bar_and_what_it_was_with_its_mark(value: int, before: int) -> None:
    bars = (Bar("55 to 64", value, f"{value}", before, f"{before}"), Bar("All", 23, "23"))
    svg = wide(Bars("b", "T", "D", 23, bars))
    number, was = svg.select("text.now, text.was")[:2]
    assert (number.get_text(), was.get_text()) == (f"{value}", f"was {before}")
    end, mark = (
        float(re.findall(pattern, str(svg.select(css)[0]["d"]))[0])
        for css, pattern in (("path.bar", r"H([\d.]+)v"), ("path.mark", r"M([\d.]+)"))
    )
    first, second = float(str(number["x"])), float(str(was["x"]))
    behind = first + round(7.4 * (len(f"{value}") + 1))
    assert first in (end + 8, mark + 8) and second in (mark + 8, behind)
    assert not first < mark < behind and not second < mark


def test_a_value_that_is_not_known_has_its_words_and_no_bar() -> None:
    svg = wide(Bars("b", "T", "D", 100, (Bar("Post", None, "Withheld", 12.0),)))
    assert (svg.select("path.bar"), svg.select("text.now")[0].get_text()) == ([], "Withheld")


# Small lines -----------------------------------------------------------------------------------------------


def test_a_small_line_goes_from_side_to_side_and_stops_at_gaps_and_cuts() -> None:
    path = re.findall(
        r'class="line" d="([^"]*)"', small_line(SmallLine(Axis(0, 100, 50), (0, 50, None, 100, 100), (4,)))
    )[0]
    assert path == "M6 110l57-52M177 6l0 0M234 6l0 0"


def test_the_line_behind_is_drawn_once_and_shown_behind_each() -> None:
    behind, own = series({"2023-Q2": 1.0, "2023-Q3": 2.0}), series({"2023-Q2": 2.0, "2023-Q3": 1.0})
    component = multiples(
        "all", Axis(0, 2, 1), [Item("Barnet", "1%", own, "/b"), Item("Camden", "2%", own)], (), behind
    )
    soup = BeautifulSoup(render(component), "html.parser")
    assert len(soup.select("defs path#all-behind")) == 1
    assert [use["href"] for use in soup.select("use")] == ["#all-behind", "#all-behind"]
    assert [link["href"] for link in soup.select("a")] == ["/b"]
    assert all(svg["aria-hidden"] == "true" for svg in soup.select("svg"))


def test_small_lines_share_a_scale_from_zero_that_ends_close_above_the_highest() -> None:
    lines = [series({"2023-Q2": 3.0, "2023-Q3": 21.0}), series({"2023-Q3": 4.0})]
    assert shared_axis(lines, "count") == Axis(0, 25, 10)
    assert shared_axis(lines, "percent").low == 0


def test_a_shared_scale_ends_with_a_whole_number() -> None:
    assert [shared_axis([series({"2023-Q3": value})], "count").high for value in (10.9, 2.0, 90.0)] == [
        12,
        2,
        100,
    ]


def test_a_line_that_would_press_all_others_flat_has_a_scale_of_its_own_that_says_so() -> None:
    lines = {
        name: series({"2023-Q2": high / 2, "2023-Q3": high})
        for name, high in (("Barnet", 9.0), ("Camden", 12.0), ("Westminster", 20.0))
    }
    alone = own_axes(lines)
    assert alone == {"Westminster": Axis(0, 20, 5)}
    items = [Item(name, "", line, axis=alone.get(name)) for name, line in lines.items()]
    soup = BeautifulSoup(render(multiples("all", Axis(0, 12, 5), items, (), lines["Barnet"])), "html.parser")
    assert [ends.get_text(" ") for ends in soup.select("li .ends")] == ["12 0", "12 0", "20 0"]
    assert [text.get_text() for text in soup.select("li small")] == ["Own scale, to 20"]
    assert [use["href"] for use in soup.select("use")] == ["#all-behind", "#all-behind", "#all-behind1"]
    assert scale_words(Axis(0, 12, 5), "count", ("Q2", "Q3"), alone) == (
        "Every line but that of Westminster is drawn on the same scale, from 0 to 12, and runs from Q2 to Q3. "
        "A line that would press all others flat has a scale of its own, written beside it."
    )


@pytest.mark.parametrize("highest", [(9.0, 12.0, 17.0), (0.0, 0.0, 3.0), (2.0, 20.0)])
def test_lines_that_lie_near_each_other_keep_one_scale(highest: tuple[float, ...]) -> None:
    assert own_axes({f"{n}": series({"2023-Q3": value}) for n, value in enumerate(highest)}) == {}


def test_a_small_line_that_is_zero_throughout_is_told_in_words_and_leaves_the_others_their_columns() -> None:
    zero, other = series({"2023-Q2": 0.0, "2023-Q3": 0.0}), series({"2023-Q2": 1.0, "2023-Q3": 0.0})
    items = [Item("Bow", "0", zero), Item("Knife", "0", other)]
    soup = BeautifulSoup(render(multiples("by", Axis(0, 1, 1), items, reads="By weapon")), "html.parser")
    assert [
        (" ".join(item.get_text(" ").split()), len(item.select("svg"))) for item in soup.select("li > div")
    ] == [
        ("Bow 0 Zero throughout", 0),
        ("Knife 0 1 0", 1),
    ]
    assert soup.select("[data-lines]")[0]["data-lines"] == "-1 0"
