"""The scripts of interactive charts follow Dash's own lists; without them the site is up all the same."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import dash
import pytest
from bs4 import BeautifulSoup
from dash import dcc
from flask.testing import FlaskClient
from plotly.offline import get_plotlyjs_version

from app import create_app
from serving.fallbacks import VERSION
from serving.http.headers import WITH_SCRIPT
from serving.http.places import SMALL_PLOTLY
from serving.interactive.scripts import NoExplorer, explorer
from tests.shipped import FIRST_DAY

ROOT = Path(__file__).resolve().parents[2]
DASH = Path(dash.__file__).parent
RENDERER: Any = import_module("dash._dash_renderer")
CHART = "/measures/homicide"
LISTED = [
    "polyfill@7.12.1.min.js",
    "react@19.9.9.min.js",
    "react-dom@19.9.9.min.js",
    "prop-types@15.8.1.min.js",
    "dash_renderer.min.js",
    "dash_html_components.min.js",
    "dash_core_components-shared.js",
    "dash_core_components.js",
]


def another_dash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dash's scripts in a folder of their own, with another React in its files and in its list of them."""
    for file in DASH.rglob("*.js"):
        copied = folder / str(file.relative_to(DASH)).replace("@18.3.1", "@19.9.9")
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.symlink_to(file)
    listed = json.loads(json.dumps(RENDERER._js_dist_dependencies).replace("@18.3.1", "@19.9.9"))
    monkeypatch.setattr(RENDERER, "_js_dist_dependencies", listed)
    monkeypatch.setattr(dash, "__file__", str(folder / "__init__.py"))
    return folder


def parts(client: FlaskClient) -> dict[str, Any]:
    """What the script of a measure's page would fetch."""
    address = client.get(CHART).text.split('<script src="')[1].split('"')[0]
    parts: dict[str, Any] = json.loads(client.get(address).text.split("const parts = ")[1].split(";\n")[0])
    return parts


def test_charts_are_interactive_with_whatever_versions_dash_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_dash(tmp_path, monkeypatch)
    client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    scripts = parts(client)["scripts"]
    assert [Path(address).name for address in scripts] == ["plotly.js", *LISTED, "explored.js"]
    later = str(Path(scripts[0]).with_name("async-graph.js"))
    assert [client.get(address).status_code for address in [*scripts, later]] == [200] * 11
    assert client.get("/readyz").get_json() == {"status": "ok", "release": "2023-24-q3", "version": VERSION}
    assert "data-explore=" in client.get(CHART).text


def without_a_file(name: str) -> Callable[[Path, pytest.MonkeyPatch], None]:
    return lambda folder, monkeypatch: next(folder.rglob(name)).unlink()


def without_a_graph(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [item for item in dcc._js_dist if "graph" not in str(item)]
    monkeypatch.setattr(dcc, "_js_dist", kept)


def listed_by_another_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = copy.deepcopy(RENDERER._js_dist_dependencies)
    other[0]["relative_package_path"] = {"production": []}
    monkeypatch.setattr(RENDERER, "_js_dist_dependencies", other)


def without_a_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(RENDERER, "_js_dist_dependencies")


ANOTHER_FORM = "Dash lists its scripts in a form that is not known here: "


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_a_file("react@19.9.9.min.js"), "react@19.9.9.min.js: No such file or directory"),
        (without_a_file("async-graph.js"), "async-graph.js: No such file or directory"),
        (without_a_graph, f"{ANOTHER_FORM}LookupError('no script is listed of async-graph.js')"),
        (listed_by_another_name, f"{ANOTHER_FORM}KeyError('prod')"),
        (
            without_a_list,
            f"{ANOTHER_FORM}AttributeError(\"module 'dash._dash_renderer' has no attribute "
            "'_js_dist_dependencies'\")",
        ),
    ],
    ids=["no React", "no graph", "no graph listed", "another key", "no list"],
)
def test_without_dashs_scripts_the_site_is_up_and_offers_no_interactive_chart(
    change: Callable[[Path, pytest.MonkeyPatch], None],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    change(another_dash(tmp_path, monkeypatch), monkeypatch)
    with caplog.at_level(logging.WARNING):
        client = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    ready, page = client.get("/readyz"), client.get(CHART)
    assert (ready.status_code, ready.get_json()) == (
        200,
        {
            "status": "ok",
            "release": "2023-24-q3",
            "interactive": "unavailable",
            "interactive_reason": reason,
            "version": VERSION,
        },
    )
    assert caplog.messages == [
        f"Charts cannot be made interactive: {reason}. Everything else is served. Install the locked versions "
        "again: make setup, or pip install --require-hashes -r requirements.lock"
    ]
    assert page.status_code == 200 and "<svg" in page.text
    assert [word for word in ("data-explore", "data-interactive") if word in page.text] == []
    scripts = BeautifulSoup(page.text, "html.parser").select("script[src]")
    assert [str(script["src"]).split(".")[0] for script in scripts] == ["/assets/readout"]
    assert page.headers["Content-Security-Policy"] == WITH_SCRIPT
    assert client.get("/interactive/2023-24-q3/homicide/london/_dash-layout").status_code == 404


def test_without_plotlys_script_there_is_no_explorer(tmp_path: Path) -> None:
    (tmp_path / SMALL_PLOTLY).mkdir(parents=True)
    (tmp_path / SMALL_PLOTLY / "package.json").write_text(json.dumps({"version": get_plotlyjs_version()}))
    reason = "plotly-basic.min.js: No such file or directory"
    assert explorer(dash.Dash("site").server, tmp_path) == NoExplorer(reason)
