"""The interactive chart, for whoever asks for it: Dash's scripts, and what Dash asks for when it starts.

Nothing here is sent until a reader reaches for a chart. Everything is asked by GET and may be kept for ever: a
script's address changes with its bytes, and what depends on figures is addressed by release.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import brotli
from dash import dcc
from dash.development.base_component import Component
from flask import Flask
from plotly.offline import get_plotlyjs_version
from plotly.utils import PlotlyJSONEncoder

from pages._parts.chart import parse_spec
from pages._parts.context import UnknownAddress, View, showing
from pages._parts.explore import GRAPH
from serving.endpoints import Answering, Endpoint, Page, Values
from serving.headers import IMMUTABLE, JSON, Answer, Form, fingerprint, named, packed
from serving.plots import figure

SCRIPT = "text/javascript; charset=utf-8"
SMALL_PLOTLY = Path("node_modules/plotly.js-basic-dist-min")
PACKED_AHEAD = Path("build/packed")
# In the order in which they must run; the last is fetched by the one before it.
DASH_SCRIPTS = (
    "deps/polyfill@7.12.1.min.js",
    "deps/react@18.3.1.min.js",
    "deps/react-dom@18.3.1.min.js",
    "deps/prop-types@15.8.1.min.js",
    "dash-renderer/build/dash_renderer.min.js",
    "html/dash_html_components.min.js",
    "dcc/dash_core_components-shared.js",
    "dcc/dash_core_components.js",
)
FETCHED_LATER = "dcc/async-graph.js"
OUR_OWN = Path(__file__).resolve().parents[1] / "assets" / "explored.js"
CHART = "data-chart"
PARTS = b"/* PARTS */ null"  # in assets/explore.js, where the parts are filled in
RULE = "/interactive/<release_id>/<measure_id>/<area>"
# What the renderer asks to be told. Names of versions are left empty: no reader needs them.
RENDERER_SETTINGS: Mapping[str, Any] = {
    "url_base_pathname": None,
    "ui": False,
    "props_check": False,
    "disable_version_check": True,
    "show_undo_redo": False,
    "suppress_callback_exceptions": True,
    "update_title": "",
    "children_props": {},
    "serve_locally": True,
    "validate_callbacks": False,
}


@dataclass(frozen=True)
class Suite:
    """The scripts of the interactive view: their answers by address, and the addresses in running order."""

    answers: Mapping[str, Answer]
    scripts: tuple[str, ...]

    @property
    def kilobytes(self) -> int:
        """What a reader fetches on opening the view for the first time, compressed, in thousands of bytes."""
        sizes = (min(len(form.body) for form in answer.forms) for answer in self.answers.values())
        return round(sum(sizes) / 1000)


def suite(project: Path) -> Suite:
    """The scripts, under addresses that change with their bytes. ``project`` may hold what was made ahead."""
    bodies = _bodies(project)
    folder = f"/assets/explore-{_fingerprint(bodies.values())}"
    answers = {f"{folder}/{name}": _lasting(body, project) for name, body in bodies.items()}
    running = [name for name in bodies if name != Path(FETCHED_LATER).name]
    return Suite(answers, tuple(f"{folder}/{name}" for name in running))


def pack_ahead(project: Path) -> None:
    """Compresses the scripts as densely as can be, once for every process: that takes some seconds."""
    shutil.rmtree(project / PACKED_AHEAD, ignore_errors=True)
    (project / PACKED_AHEAD).mkdir(parents=True)
    for body in _bodies(project).values():
        (project / PACKED_AHEAD / f"{fingerprint(body)}.br").write_bytes(brotli.compress(body, quality=11))


def _bodies(project: Path) -> dict[str, bytes]:
    package = files("dash")
    names = (*DASH_SCRIPTS, FETCHED_LATER)
    sources = {Path(name).name: package.joinpath(name).read_bytes() for name in names}
    ours = {OUR_OWN.name: OUR_OWN.read_bytes()}
    return {"plotly.js": plotly_script(project).read_bytes(), **sources, **ours}


def plotly_script(project: Path) -> Path:
    """The smallest plotly that draws our charts: the basic bundle where it is installed, else the whole.

    Both must be of the version that the Python package expects; another one is passed over.
    """
    folder = project / SMALL_PLOTLY
    try:
        version = json.loads((folder / "package.json").read_text())["version"]
    except FileNotFoundError:
        version = ""
    if version == get_plotlyjs_version():
        return folder / "plotly-basic.min.js"
    return Path(str(files("plotly").joinpath("package_data/plotly.min.js")))


def dependencies(server: Flask) -> list[Any]:
    """Our callbacks, which all run in the browser, as Dash tells them. Asked before the front takes over."""
    with server.test_client() as client:
        told: list[dict[str, Any]] = json.loads(client.get("/_dash-dependencies").data)
    return [
        callback for callback in told if (callback["clientside_function"] or {}).get("namespace") == "explore"
    ]


@dataclass(frozen=True)
class Explorer:
    """What interactive charts need beside a release: the scripts, and the callbacks that run in the browser."""

    suite: Suite
    callbacks: Sequence[Any] = ()


def explorer(server: Flask, project: Path) -> Explorer:
    """The explorer of a Dash server, asked before anything else answers in its place."""
    return Explorer(suite(project), dependencies(server))


def interactive_endpoints(pages: Iterable[Page], explorer: Explorer) -> list[Endpoint]:
    """What the page's own script and then Dash ask for, below ``/interactive/<release>/<measure>/<area>/``."""
    layout = next(page["interactive"] for page in pages if "interactive" in page)
    answers: dict[str, Callable[[View, str, Values], Answer]] = {
        "_dash-layout": lambda view, path, values: _layout(layout, view, values),
        "_dash-dependencies": lambda view, path, values: dependencies_answer(explorer.callbacks),
    }
    return [
        Endpoint(f"{RULE}/{name}", frozenset(), _of_this_release(answer)) for name, answer in answers.items()
    ]


def _of_this_release(answer: Callable[[View, str, Values], Answer]) -> Answering:
    """Only what is shown now: the chart of a page that is out of date stays as it was."""

    def answering(view: View, path: str, variables: Values, query: Values) -> Answer:
        del query
        if variables["release_id"] != view.release.id:
            raise UnknownAddress("There is another release now.")
        return answer(view, path, variables)

    return answering


def _layout(layout: Callable[..., Component], view: View, values: Values) -> Answer:
    with showing(view):
        return layout_answer(layout(measure_id=values["measure_id"], area=values["area"]))


def page_script(written: bytes, explorer: Explorer | None) -> bytes:
    """The page's own script, told what it will fetch when it is asked: so it need not ask us first."""
    scripts = Suite({}, ()) if explorer is None else explorer.suite
    parts = {"scripts": scripts.scripts, "kilobytes": scripts.kilobytes, "settings": RENDERER_SETTINGS}
    return written.replace(PARTS, json.dumps(parts, separators=(",", ":")).encode())


def layout_answer(tree: Component) -> Answer:
    """A component tree as Dash asks for it, with a graph in the place of its chart."""
    return _json(_with_graphs(json.loads(json.dumps(tree, cls=PlotlyJSONEncoder))))


def dependencies_answer(callbacks: Iterable[Any]) -> Answer:
    """The callbacks, as Dash asks for them."""
    return _json(list(callbacks))


def _with_graphs(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_graphs(child) for child in node]
    if not isinstance(node, dict) or "props" not in node:
        return node
    if CHART in node["props"]:
        return json.loads(json.dumps(_graph(node["props"][CHART]), cls=PlotlyJSONEncoder))
    return {**node, "props": {**node["props"], "children": _with_graphs(node["props"].get("children"))}}


def _graph(spec: str) -> dcc.Graph:
    settings: Any = {"displayModeBar": False, "responsive": True, "doubleClick": "reset"}
    return dcc.Graph(id=GRAPH, figure=figure(parse_spec(spec)), config=settings, responsive=True)


def _json(content: object) -> Answer:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Answer(body, JSON, cache_control=IMMUTABLE)


def _lasting(body: bytes, project: Path) -> Answer:
    answer = replace(packed(Answer(body, SCRIPT)), cache_control=IMMUTABLE)
    ahead = project / PACKED_AHEAD / f"{fingerprint(body)}.br"
    if not ahead.is_file():
        return answer
    denser = tuple(
        named(Form("br", ahead.read_bytes())) if one.encoding == "br" else one for one in answer.forms
    )
    return replace(answer, forms=denser)


def _fingerprint(bodies: Iterable[bytes]) -> str:
    return sha256(b"".join(sha256(body).digest() for body in bodies)).hexdigest()[:12]


if __name__ == "__main__":
    pack_ahead(Path(__file__).resolve().parents[1])
