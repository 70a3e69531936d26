"""How sure a figure is, on the pages: the band of a chart, the column of a table, and what both are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from components.figures.breakdown_table import breakdowns
from components.figures.district_table import districts_table
from components.figures.interval_words import OF_COUNTS, OF_SHARES, OF_SINGLE_EVENTS, what_it_is
from components.figures.sparkline import sparkline
from components.figures.trend import trend
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import tile
from metrics.statuses import Status
from serving.http.html import inside, render
from tests.given import OFFENCES, VICTIMS, measure, observed, series

TODAY = date(2024, 2, 9)
BARNET, CAMDEN = "E09000003", "E09000007"
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400, "area_size": 600}}
COUNTED: Any = {"comparison": {"test": "counts"}}
QUARTERS = {"2023-Q2": 64.0, "2023-Q3": 61.0}
ROUTE: Any = {"dimensions": ({"id": "route", "title": "Reporting route", "column": ("Survey",)},)}


def soup(component: object) -> BeautifulSoup:
    return BeautifulSoup(render(component), "html.parser")


def texts(component: object, selector: str) -> list[str]:
    return [tag.get_text() for tag in soup(component).select(selector)]


def table_of(component: object) -> list[list[str]]:
    rows = soup(component).select("tr")
    return [[cell.get_text().replace("\xa0", " ") for cell in row.select("th, td")] for row in rows]


def marked(values: Mapping[str, tuple[float | None, Status, int | None]]) -> Series:
    """A series of quarters, each with its value, status and base."""
    pairs = ((observed(period, value, status), base) for period, (value, status, base) in values.items())
    return Series(
        tuple(
            Observation(observation.period, observation.window, observation.value, observation.status, base)
            for observation, base in pairs
        )
    )


def chart_of(declared: PublishedMeasure, figures: Series) -> object:
    data = MeasureData({Key(): figures})
    return trend(declared, tile(declared, data, TODAY), data, "London", full=True)


# Charts ----------------------------------------------------------------------------------------------------


def test_a_chart_says_what_its_band_is() -> None:
    figure = chart_of(measure(**SURVEY), series(QUARTERS))
    assert texts(figure, "figcaption > span") == [" The shaded band is the 95% interval."]
    assert texts(figure, "details li") == [OF_SHARES, "The scale starts at 40%, not at zero."]
    assert texts(figure, "svg.wide desc") == [
        "A line from 64% (Q2 2023/24) to 61% (Q3 2023/24). The lowest is 61% (Q3 2023/24), the highest 64% "
        "(Q2 2023/24). A shaded band shows the 95% interval, which is 59.0% to 62.9% for the last."
    ]
    assert len(soup(figure).select("svg.wide .spread")) == 1


def test_on_a_frozen_page_the_way_to_what_an_interval_is_stays_in_its_release() -> None:
    page = inside("/as-at/2023-24-q3", chart_of(measure(**SURVEY), series(QUARTERS)))
    assert '<a href="/as-at/2023-24-q3/about#method-survey-interval">95% interval</a>' in page


def test_without_a_test_nothing_is_said_of_a_band() -> None:
    figure = chart_of(measure(), series(QUARTERS))
    assert texts(figure, "figcaption span") == []
    assert texts(figure, "details li") == ["The scale starts at 40%, not at zero."]
    assert soup(figure).select(".spread") == []


@pytest.mark.parametrize(
    ("declared", "way"),
    [(SURVEY, "/about#method-survey-interval"), (OFFENCES | COUNTED, "/about#method-count-interval")],
    ids=["a survey", "a count"],
)
def test_what_an_interval_is_stands_behind_its_name(declared: Any, way: str) -> None:
    link = soup(chart_of(measure(**declared), series(QUARTERS))).select_one("figcaption a")
    assert link is not None and (link.get_text(), link["href"]) == ("95% interval", way)


def test_the_small_line_has_no_band() -> None:
    declared = measure(**SURVEY)
    small = sparkline(declared, tile(declared, MeasureData({Key(): series(QUARTERS)}), TODAY))
    assert soup(small).select(".spread") == []


@pytest.mark.parametrize(
    "statuses, words",
    [
        (("", "p"), "The hollow point is provisional."),
        (("", "u"), "The hollow point is of low reliability."),
        (("p", "p"), "Hollow points are provisional."),
        (("u", "u"), "Hollow points are of low reliability."),
        (("u", "p"), "Hollow points are provisional or of low reliability. The table says which."),
    ],
)
def test_hollow_points_are_explained(statuses: tuple[Status, Status], words: str) -> None:
    quarters = marked({"2023-Q2": (24.0, statuses[0], None), "2023-Q3": (21.0, statuses[1], None)})
    assert texts(chart_of(measure(), quarters), "details li") == [words]


def test_a_newest_figure_that_is_missing_is_told_with_its_reason() -> None:
    quarters = marked({"2023-Q2": (64.0, "", None), "2023-Q3": (None, "c", None)})
    assert texts(chart_of(measure(), quarters), "svg.wide desc")[0].endswith(
        " There is no figure for Q3 2023/24: it is confidential."
    )


# Tables ----------------------------------------------------------------------------------------------------


def test_a_table_has_the_interval_and_the_people_asked_beside_each_figure() -> None:
    declared = measure(comparison={"test": "proportions"}, source={"base": {"column": ("Base",)}})
    quarters = marked(
        {"2023-Q1": (66.0, "", None), "2023-Q2": (None, "c", None), "2023-Q3": (61.0, "u", 2400)}
    )
    assert table_of(chart_of(declared, quarters)) == [
        ["Quarter", "Figure", "95% interval", "People asked", "Note"],
        ["Q3 2023/24", "61%", "59.0% to 62.9%", "2,400", "Low reliability [u]"],
        ["Q2 2023/24", "Withheld", "", "", "Confidential [c]"],
        ["Q1 2023/24", "66%", "Not known", "Not known", ""],
    ]


def test_a_break_is_told_once() -> None:
    breaks: Any = ({"period": "2023-Q3", "reason": "the question changed"},)
    for status, words in (
        ("b", "Break in the series [b]: not comparable with earlier figures"),
        ("p", "Provisional [p]. Break: not comparable with earlier figures"),
    ):
        quarters = marked({"2023-Q2": (64.0, "", None), "2023-Q3": (61.0, status, None)})  # type: ignore[dict-item]
        assert table_of(chart_of(measure(breaks=breaks), quarters))[1] == ["Q3 2023/24", "61%", words]


def test_the_interval_of_a_count_is_not_said_to_hold_what_its_runs_do_to_it() -> None:
    assert (
        what_it_is(measure(VICTIMS, comparison={"test": "counts", "judged": "like-with-like"})) == OF_COUNTS
    )
    assert what_it_is(measure(VICTIMS, **COUNTED)) == OF_SINGLE_EVENTS


def test_categories_have_the_interval_of_their_own_base_alone() -> None:
    own: dict[str, tuple[float | None, Status, int | None]] = {
        "2023-Q2": (64.0, "", 900),
        "2023-Q3": (61.0, "p", 2400),
    }
    keys = [Key(), *(Key(dimension="route", category=name) for name in ("Face to face", "Online"))]
    declared = measure(**SURVEY, source=ROUTE)
    with_bases = MeasureData({keys[0]: marked(own), keys[1]: marked(own), keys[2]: series(QUARTERS)})
    parts = breakdowns(declared, tile(declared, with_bases, TODAY), with_bases)
    assert table_of(parts) == [
        ["Reporting route", "Q3 2023/24", "95% interval", "Q2 2023/24"],
        ["Face to face", "61% [p]", "59.0% to 62.9%", "64%"],
        ["Online", "61%", "Not known", "64%"],
    ]
    assert texts(parts, ".aside") == [OF_SHARES]


def test_where_no_category_has_an_interval_there_is_no_column_for_it() -> None:
    declared = measure(**SURVEY, source=ROUTE)
    measure_data = MeasureData(
        {key: series(QUARTERS) for key in (Key(), Key(dimension="route", category="Online"))}
    )
    parts = breakdowns(declared, tile(declared, measure_data, TODAY), measure_data)
    assert table_of(parts)[0] == ["Reporting route", "Q3 2023/24", "Q2 2023/24"]
    assert texts(parts, ".aside") == []


def test_a_running_total_has_the_interval_of_its_total() -> None:
    running = series({"2022-12": 101, "2023-12": 109}, frequency="month", window="calendar-year-to-date")
    key = Key("calendar-year-to-date", dimension="sex", category="Male")
    measure_data = MeasureData({Key(key.window): running, key: running, Key(): running})
    declared = measure(VICTIMS, **COUNTED)
    assert table_of(breakdowns(declared, tile(declared, measure_data, TODAY), measure_data))[1] == [
        "Male",
        "109",
        "89 to 131",
        "101",
    ]


def test_districts_have_the_interval_of_their_sample() -> None:
    measure_data = MeasureData(
        {Key(): series(QUARTERS), Key(area=BARNET): series(QUARTERS), Key(area=CAMDEN): series(QUARTERS)}
    )
    declared = measure(**SURVEY)
    parts = districts_table(declared, tile(declared, measure_data, TODAY), measure_data)
    assert table_of(parts) == [
        ["Borough", "Q3 2023/24", "95% interval"],
        ["Barnet", "61%", "57.0% to 64.8%"],
        ["Camden", "61%", "57.0% to 64.8%"],
    ]
    assert texts(parts, ".aside") == [OF_SHARES]


def test_where_districts_are_told_from_region_by_wider_limits_the_table_says_so_and_where() -> None:
    measure_data = MeasureData({Key(): series(QUARTERS), Key(area=BARNET): series(QUARTERS)})
    declared = measure(**{**SURVEY, "comparison": {"test": "proportions", "judged": "like-with-like"}})
    parts = districts_table(declared, tile(declared, measure_data, TODAY), measure_data)
    assert texts(parts, ".aside") == [
        OF_SHARES,
        "These intervals do not tell whether a borough is higher or lower than London: with so many boroughs, chance "
        "alone would put one or two beyond London’s figure. See which boroughs are higher or lower than London.",
    ]
    assert [link["href"] for link in soup(parts).select(".aside a")] == [f"/areas?measure={declared.id}"]


def test_districts_of_a_measure_without_a_test_have_none() -> None:
    months = series({"2023-12": 5, "2024-01": 20}, frequency="month")
    measure_data = MeasureData({Key(): months, Key(area=CAMDEN): months})
    declared = measure(OFFENCES)
    assert table_of(districts_table(declared, tile(declared, measure_data, TODAY), measure_data)) == [
        ["Borough", "January 2024"],
        ["Camden", "20"],
    ]


def test_a_wide_table_scrolls_in_a_place_of_its_own() -> None:
    wide, narrow = (
        chart_of(measure(**SURVEY), marked({"2023-Q2": (64.0, "", 9), "2023-Q3": (61.0, "", 9)})),
        chart_of(measure(), series(QUARTERS)),
    )
    assert [len(soup(figure).select("[role=region][tabindex='0'] table")) for figure in (wide, narrow)] == [
        1,
        0,
    ]
