"""The interactive chart, for whoever asks for it: Dash's scripts, and what Dash asks for when it starts.

Nothing here is sent until a reader reaches for a chart. Everything is asked by GET and may be kept for ever: a
script's address changes with its bytes, and what depends on figures is addressed by release.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from dash import dcc
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from charts.draw import parse
from charts.plotly_figure import figure
from components.basics.chart_place import CARRIES_CHART
from components.figures.interactive import GRAPH
from components.site.context import UnknownAddress, showing
from components.site.words import ANOTHER_RELEASE
from metrics.language import say
from serving.http.answer import Answer
from serving.http.endpoint import Answering, Endpoint, Page, PageRequest
from serving.http.media_types import JSON
from serving.interactive.scripts import Explorer, NoExplorer

RULE = "/interactive/<release_id>/<measure_id>/<area>"


def interactive_endpoints(pages: Iterable[Page], explorer: Explorer | NoExplorer) -> list[Endpoint]:
    """What the page's own script and then Dash ask for, below ``/interactive/<release>/<measure>/<area>/``."""
    if isinstance(explorer, NoExplorer):
        return []
    layout = next(page["interactive"] for page in pages if "interactive" in page)
    answers: dict[str, Answering] = {
        "_dash-layout": lambda request: _layout(layout, request),
        "_dash-dependencies": lambda request: dependencies_answer(explorer.callbacks),
    }
    return [
        Endpoint(f"{RULE}/{name}", frozenset(), _of_this_release(answer)) for name, answer in answers.items()
    ]


def _of_this_release(answer: Answering) -> Answering:
    """Only what is shown now: the chart of a page that is out of date stays as it was."""

    def answering(request: PageRequest) -> Answer:
        if request.variables["release_id"] != request.view.release.id:
            raise UnknownAddress(say(ANOTHER_RELEASE))
        return answer(request)

    return answering


def _layout(layout: Callable[..., Component], request: PageRequest) -> Answer:
    with showing(request.view):
        variables = request.variables
        return layout_answer(layout(measure_id=variables["measure_id"], area=variables["area"]))


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
    if CARRIES_CHART in node["props"]:
        return json.loads(json.dumps(_graph(node["props"][CARRIES_CHART]), cls=PlotlyJSONEncoder))
    return {**node, "props": {**node["props"], "children": _with_graphs(node["props"].get("children"))}}


def _graph(spec: str) -> dcc.Graph:
    settings: Any = {"displayModeBar": False, "responsive": True, "doubleClick": "reset"}
    return dcc.Graph(id=GRAPH, figure=figure(parse(spec)), config=settings, responsive=True)


def _json(content: object) -> Answer:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Answer(body, JSON)
