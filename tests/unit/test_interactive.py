from __future__ import annotations

import gzip
import json
from pathlib import Path

import brotli
import pytest
from dash import dcc, html
from plotly.offline import get_plotlyjs_version

from app import create_app
from pages._parts.chart import BreakMark, Point, Spec, chart
from pages._parts.explore import explored
from pages._parts.scale import Axis
from serving.charts import figure
from serving.headers import IMMUTABLE
from serving.interactive import PACKED_AHEAD, SMALL_PLOTLY, layout_answer, pack_ahead, plotly_script, suite

ROOT = Path(__file__).parents[2]
SPEC = Spec(
    kind="trend",
    id="trend-homicide",
    title="Homicide",
    description="A line.",
    unit="count",
    axis=Axis(0, 20, 10),
    points=(
        Point("January 2023", 10, "10", tick="2023"),
        Point("February 2023", None, "Not available"),
        Point("March 2023", 12, "12"),
        Point("April 2023", 14, "14", provisional=True),
    ),
    breaks=(BreakMark(3, "Break: April 2023"),),
)


def test_no_line_of_the_interactive_chart_crosses_a_gap_or_a_break() -> None:
    drawn = figure(SPEC)
    assert [(trace["x"], trace["y"]) for trace in drawn["data"]] == [([0], [10]), ([2], [12]), ([3], [14])]
    assert [shape["x0"] for shape in drawn["layout"]["shapes"]] == [2.5]
    assert [note["text"] for note in drawn["layout"]["annotations"]] == ["Break: April 2023"]


def test_a_point_says_its_period_and_its_figure_and_is_hollow_while_provisional() -> None:
    newest = figure(SPEC)["data"][-1]
    assert newest["text"] == ["April 2023: 14"]
    assert newest["marker"]["symbol"] == ["circle-open"]


def test_dash_gets_a_graph_in_the_place_of_the_chart() -> None:
    tree = json.loads(layout_answer(html.Div([html.P("before"), chart(SPEC)])).body)
    before, graph = tree["props"]["children"]
    assert before == {"props": {"children": "before"}, "type": "P", "namespace": "dash_html_components"}
    assert (graph["type"], graph["namespace"]) == (dcc.Graph.__name__, "dash_core_components")
    assert graph["props"]["figure"] == json.loads(json.dumps(figure(SPEC)))


def test_each_control_shows_as_many_points_as_its_years_have() -> None:
    monthly = explored(SPEC, "month").children[1].children
    assert [getattr(button, "data-points") for button in monthly] == ["4", "4", "4"]
    long = Spec(**{**SPEC.__dict__, "points": SPEC.points * 30})
    shown = [getattr(button, "data-points") for button in explored(long, "month").children[1].children]
    assert shown == ["120", "60", "24"]
    quarterly = [
        getattr(button, "data-points") for button in explored(long, "financial-quarter").children[1].children
    ]
    assert quarterly == ["120", "20", "8"]


def small_plotly(project: Path, version: str) -> None:
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
    client = create_app(ROOT).server.test_client()
    base = "/interactive/2023-24-q3/homicide/camden"
    for name in ("_dash-layout", "_dash-dependencies"):
        got = client.get(f"{base}/{name}")
        assert (got.status_code, got.headers["Cache-Control"]) == (200, IMMUTABLE)
        assert client.get(f"{base.replace('2023-24-q3', '2023-24-q2')}/{name}").status_code == 404
    assert [
        client.get(f"{base}/{name}").status_code for name in ("", "start.json", "_dash-update-component")
    ] == [404] * 3
    (callback,) = client.get(f"{base}/_dash-dependencies").get_json()
    assert callback["clientside_function"] == {"namespace": "explore", "function_name": "show"}


@pytest.mark.parametrize("path", ["crime-prevalence/london", "nothing/london", "homicide/atlantis"])
def test_where_there_is_no_chart_there_is_nothing_to_explore(path: str) -> None:
    client = create_app(ROOT).server.test_client()
    assert client.get(f"/interactive/2023-24-q3/{path}/_dash-layout").status_code == 404


def test_the_pages_script_knows_what_it_will_fetch() -> None:
    client = create_app(ROOT).server.test_client()
    page = client.get("/measures/homicide").text
    address = page.split('<script src="')[1].split('"')[0]
    told = client.get(address).text.split("const parts = ")[1].split(";\n")[0]
    parts = json.loads(told)
    assert [client.get(script).status_code for script in parts["scripts"]] == [200] * 9
    assert "dash_version" not in parts["settings"] and "python_version" not in parts["settings"]
    assert 0 < parts["kilobytes"] < 2000
