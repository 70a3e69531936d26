from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import pytest
from bs4 import BeautifulSoup
from dash import dcc, html
from plotly.offline import get_plotlyjs_version

from app import create_app
from charts.draw import parse
from charts.kinds.trend import Beside, Trend
from charts.plotly_figure import figure
from charts.scale import Axis
from charts.values import BreakMark, Point
from components.basics.chart_place import chart_div
from components.figures.interactive import ChartText, explored
from components.figures.interactive_lines import explored_trend
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import tile
from serving.http.headers import IMMUTABLE, MINUTE
from serving.http.html import render
from serving.http.places import PACKED_AHEAD, SMALL_PLOTLY
from serving.interactive.routes import layout_answer
from serving.interactive.scripts import pack_ahead, plotly_script, suite
from tests.given import SATISFACTION, measure, series
from tests.places_of_tests import REGION
from tests.shipped import FIRST_DAY

ROOT = Path(__file__).parents[2]
TREND = Trend(
    id="trend-homicide",
    title="Homicide",
    description="A line.",
    unit="count",
    axis=Axis(0, 20, 10),
    points=(
        Point("January 2023", 10, "10", tick="2023"),
        Point("February 2023", None, "Not available"),
        Point("March 2023", 12, "12"),
        Point("April 2023", 14, "14", status="p"),
    ),
    breaks=(BreakMark(3, "Break: April 2023"),),
)

CHART_TEXT = ChartText(
    "Homicide, London", "The hollow point is provisional.", "", "Source.", "homicide-london-2023-24-q3"
)
ROUTES = replace(
    TREND,
    unit="percent",
    name="Face to face",
    beside=(
        Beside("london", "London", tuple(replace(point, value=55) for point in TREND.points), visible=True),
        Beside(
            "route-1", "Online", tuple(replace(point, value=n and 5) for n, point in enumerate(TREND.points))
        ),
    ),
)


def controls(trend: Trend, select: str, frequency: Any = "month") -> list[Any]:
    """The controls of a chart, as HTML has them."""
    tree = explored(trend, frequency, CHART_TEXT)
    return BeautifulSoup(render(tree.children[1]), "html.parser").select(select)


def test_no_line_of_the_interactive_chart_crosses_a_gap_or_a_break() -> None:
    chart = figure(TREND)
    assert [(trace["x"], trace["y"]) for trace in chart["data"]] == [([0], [10]), ([2], [12]), ([3], [14])]
    assert [shape["x0"] for shape in chart["layout"]["shapes"]] == [2.5]
    assert [note["text"] for note in chart["layout"]["annotations"]] == ["Break: April 2023"]


def test_a_point_says_its_period_and_its_figure_and_is_hollow_while_provisional() -> None:
    newest = figure(TREND)["data"][-1]
    assert newest["text"] == ["April 2023: 14"]
    assert newest["marker"]["symbol"] == ["circle-open"]


def test_a_point_says_its_status_and_its_interval() -> None:
    trend = replace(TREND, points=(Point("May 2023", 9, "9", note="revised, 95% interval 4 to 17"),))
    assert figure(trend)["data"][0]["text"] == ["May 2023: 9 (revised, 95% interval 4 to 17)"]


def test_intervals_lie_behind_the_lines_where_no_pointer_stops() -> None:
    points = tuple(Point(f"P{n}", n, f"{n}", low=n - 1, high=n + 1) for n in (3, 4, 5))
    traces = figure(replace(TREND, points=points, breaks=(BreakMark(2, "Break"),)))["data"]
    assert [(trace["mode"], trace["x"], trace["y"], trace.get("hoverinfo")) for trace in traces] == [
        ("lines", [0, 1, 1, 0], [4, 5, 3, 2], "skip"),
        ("lines", [2, 2], [6, 4], "skip"),
        ("lines+markers", [0, 1], [3, 4], "text"),
        ("lines+markers", [2], [5], "text"),
    ]
    assert [(trace["fill"], trace["line"]) for trace in traces[:1]] == [("toself", {"width": 0})]


def test_dash_gets_a_graph_in_the_place_of_the_chart() -> None:
    tree = json.loads(layout_answer(html.Div([html.P("before"), chart_div(TREND)])).body)
    before, graph = tree["props"]["children"]
    assert before == {"props": {"children": "before"}, "type": "P", "namespace": "dash_html_components"}
    assert (graph["type"], graph["namespace"]) == (dcc.Graph.__name__, "dash_core_components")
    assert graph["props"]["figure"] == json.loads(json.dumps(figure(TREND)))


def test_each_control_shows_as_many_points_as_its_years_have() -> None:
    long = replace(TREND, points=TREND.points * 30)
    point_counts = [
        [button["data-points"] for button in controls(trend, "[data-points]", frequency)]
        for trend, frequency in ((TREND, "month"), (long, "month"), (long, "financial-quarter"))
    ]
    assert point_counts == [["4", "4", "4"], ["120", "60", "24"], ["120", "20", "8"]]


def test_a_button_for_each_line_says_whether_it_is_shown() -> None:
    sure = replace(ROUTES, points=tuple(replace(point, low=1.0, high=20.0) for point in TREND.points))
    lines = [
        (button["data-line"], button.get_text(), button["aria-pressed"])
        for button in controls(sure, "[data-line]")
    ]
    assert lines == [
        ("interval", "95% interval", "true"),
        ("london", "London", "true"),
        ("route-1", "Online", "false"),
    ]
    assert [legend.get_text() for legend in controls(sure, "legend")] == [
        "Lines to show",
        "Time to show",
        "Save this chart as a picture",
    ]
    assert controls(TREND, "[data-line]") == []


def test_a_line_beside_has_its_own_dash_marker_and_name_and_its_own_gaps() -> None:
    traces = [trace for trace in figure(ROUTES)["data"] if trace["meta"] not in ("own", "interval")]
    assert [(trace["name"], trace["x"], trace["showlegend"], trace["visible"]) for trace in traces] == [
        ("London", [0, 1, 2], True, True),
        ("London", [3], False, True),
        ("Online", [0, 1, 2], True, False),
        ("Online", [3], False, False),
    ]
    assert [(trace["line"]["dash"], trace["marker"]["symbol"][0]) for trace in traces] == [
        ("dash", "diamond"),
        ("dash", "diamond-open"),
        ("dot", "square"),
        ("dot", "square-open"),
    ]
    assert traces[0]["text"][0] == "London, January 2023: 10"


def test_each_line_says_which_scale_it_needs() -> None:
    axes = figure(ROUTES)["layout"]["meta"]["axes"]
    assert {line: (scale["low"], scale["high"]) for line, scale in axes.items()} == {
        "own": (0, 30),
        "london": (40, 70),
        "route-1": (0, 30),
        "interval": (0, 20),
    }


def test_a_chart_is_read_back_as_it_was_written() -> None:
    assert parse(getattr(chart_div(ROUTES), "data-chart")) == ROUTES


CAMDEN = "E09000007"
ROUTE = {"id": "route", "title": "Reporting route", "column": ("Survey",), "headline": "Face to face"}


def beside(area: str, unit: str = "percent") -> Trend:
    """The chart of a measure that has two reporting routes and a borough."""
    declared = measure(SATISFACTION, unit=unit, source={"dimensions": (ROUTE,)})
    own = {"2023-Q1": 60.0, "2023-Q2": 64.0, "2023-Q3": 61.0}
    measure_data = MeasureData(
        {
            Key(): series(own),
            Key(area=CAMDEN): series({"2023-Q2": 58.0, "2023-Q3": 57.0}),
            Key(dimension="route", category="Face to face"): series(own),
            Key(dimension="route", category="Online"): series({"2023-Q3": 32.0}),
        }
    )
    area_tile = tile(declared, measure_data, date(2024, 2, 8), area)
    return explored_trend(declared, area_tile, measure_data, "Camden" if area == CAMDEN else "London")


def lines(trend: Trend) -> list[tuple[str, bool, list[float | None]]]:
    return [(line.name, line.visible, [point.value for point in line.points]) for line in trend.beside]


def test_beside_a_district_stands_region_at_the_districts_periods() -> None:
    assert (beside(CAMDEN).name, lines(beside(CAMDEN))) == ("Camden", [("London", True, [64.0, 61.0])])


def test_beside_region_stand_the_parts_that_are_not_its_own_line() -> None:
    assert (beside(REGION).name, lines(beside(REGION))) == (
        "Face to face",
        [("Online", False, [None, None, 32.0])],
    )


def test_beside_a_count_stands_no_other_line() -> None:
    assert lines(beside(CAMDEN, "count")) == []


def small_plotly(project: Path, version: str) -> None:
    (project / "pyproject.toml").touch()
    folder = project / SMALL_PLOTLY
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"version": version}))
    (folder / "plotly-basic.min.js").write_text("// small")


def test_the_small_plotly_is_sent_when_it_has_the_version_that_is_expected(tmp_path: Path) -> None:
    small_plotly(tmp_path, get_plotlyjs_version())
    assert plotly_script(tmp_path).read_text() == "// small"


@pytest.mark.parametrize("version", [None, "1.0.0"])
def test_the_whole_plotly_stands_in_for_one_that_is_missing_or_of_another_version(
    tmp_path: Path, version: str | None
) -> None:
    if version is not None:
        small_plotly(tmp_path, version)
    assert plotly_script(tmp_path).name == "plotly.min.js"


def test_scripts_packed_ahead_are_sent_as_they_were_packed(tmp_path: Path) -> None:
    small_plotly(tmp_path, get_plotlyjs_version())
    before = suite(tmp_path)
    pack_ahead(tmp_path)
    after = suite(tmp_path)
    assert after.scripts == before.scripts
    assert after.kilobytes <= before.kilobytes
    assert len(list((tmp_path / PACKED_AHEAD).glob("*.br"))) == len(after.answers)
    for answer in after.answers.values():
        forms = {form.encoding: form.body for form in answer.forms}
        assert answer.cache_control == IMMUTABLE
        assert brotli.decompress(forms.get("br", brotli.compress(answer.body))) == answer.body
        assert gzip.decompress(forms.get("gzip", gzip.compress(answer.body))) == answer.body


def test_a_script_keeps_its_address_as_long_as_its_bytes(tmp_path: Path) -> None:
    small_plotly(tmp_path, get_plotlyjs_version())
    before = suite(tmp_path)
    (tmp_path / SMALL_PLOTLY / "plotly-basic.min.js").write_text("// other")
    assert set(suite(tmp_path).answers).isdisjoint(before.answers)


def test_what_dash_asks_for_is_there_for_the_release_that_is_shown_and_no_other() -> None:
    client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    base = "/interactive/2023-24-q3/homicide/camden"
    for name in ("_dash-layout", "_dash-dependencies"):
        got = client.get(f"{base}/{name}")
        assert (got.status_code, got.headers["Cache-Control"]) == (200, MINUTE)
        assert client.get(f"{base.replace('2023-24-q3', '2023-24-q2')}/{name}").status_code == 404
    assert [
        client.get(f"{base}/{name}").status_code for name in ("", "start.json", "_dash-update-component")
    ] == [404] * 3
    (callback,) = client.get(f"{base}/_dash-dependencies").get_json()
    assert callback["clientside_function"] == {"namespace": "explore", "function_name": "show"}


@pytest.mark.parametrize("path", ["crime-prevalence/london", "nothing/london", "homicide/atlantis"])
def test_where_there_is_no_chart_there_is_nothing_to_explore(path: str) -> None:
    client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    assert client.get(f"/interactive/2023-24-q3/{path}/_dash-layout").status_code == 404


def test_a_page_that_shows_a_span_opens_its_interactive_chart_there() -> None:
    client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    full_page, cut = (
        client.get(f"/measures/homicide{query}").text for query in ("", "?from=2023-01&to=2023-06")
    )
    assert 'data-from="January 2023" data-to="June 2023"' in cut
    assert 'class="stage"' in full_page and "data-from=" not in full_page


def test_the_pages_script_knows_what_it_will_fetch() -> None:
    client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    page = client.get("/measures/homicide").text
    address = page.split('<script src="')[1].split('"')[0]
    parts_text = client.get(address).text.split("const parts = ")[1].split(";\n")[0]
    parts = json.loads(parts_text)
    assert [client.get(script).status_code for script in [*parts["scripts"], parts["later"]]] == [200] * 11
    assert "dash_version" not in parts["settings"] and "python_version" not in parts["settings"]
    assert 0 < parts["kilobytes"] < 2000
