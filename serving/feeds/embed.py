"""A measure's tile for a frame on somebody else's page, at /embed/: whole in itself, and without a script."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from components.measure.retired import left_of
from components.site.context import View, showing
from components.site.lookup import find_area, find_measure
from components.tile.embedded import embedded
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import RetiredMeasure
from metrics.language import language
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.html import inside
from serving.http.media_types import HTML

# The colours are those of assets/site.css; little else of it is needed here.
STYLE = (
    ":root{color-scheme:light dark;--card:#fff;--ink:#1b1a33;--soft:#585870;--rule:#dbd7cd;--accent:#4335a7;"
    "--better:#0b6657;--worse:#a4380f}"
    "@media(prefers-color-scheme:dark){:root{--card:#1b1b2a;--ink:#f0eef8;--soft:#b5b3c8;--rule:#37364d;"
    "--accent:#b9b1ff;--better:#74d6c0;--worse:#ffae8a}}"
    "*{box-sizing:border-box;margin:0}"
    "body{background:var(--card);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}"
    "main{display:grid;gap:.6rem;padding:1rem;border:1px solid var(--rule);min-height:100vh;align-content:start}"
    "a{color:var(--accent)}h1{font-size:1.125rem;line-height:1.25}.where,.basis,.period,.aside,footer{color:var(--soft)}"
    ".value{font-size:3rem;font-weight:700;line-height:1;letter-spacing:-.03em}.counted{margin-top:.4rem}"
    ".moved{display:grid;gap:.5rem}.change{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .45rem;"
    "padding-top:.6rem;border-top:1px solid var(--rule);--v:var(--soft)}"
    "[data-verdict=better]{--v:var(--better)}[data-verdict=worse]{--v:var(--worse)}"
    ".arrow{display:grid;place-items:center;width:1.6rem;height:1.6rem;border-radius:50%;background:var(--v);"
    "color:var(--card);font-weight:700}.verdict{color:var(--v,inherit);font-weight:600}"
    ".flag,.state{padding:.05rem .5rem;border:1px solid var(--soft);border-radius:1rem;font-size:.8125rem}"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "summary{cursor:pointer;color:var(--accent);padding-block:.25rem}footer{font-size:.875rem;border-top:1px solid "
    "var(--rule);padding-top:.6rem}"
    "@media(forced-colors:active){.arrow{border:2px solid}}"
)
# What the chart needs beside, where it is asked for.
CHART_STYLE = (
    "svg{display:block;width:100%;height:auto;overflow:visible}figcaption{margin-bottom:.6rem;font-size:.875rem;"
    "color:var(--soft)}figcaption strong{display:block;color:var(--ink)}.chart *{vector-effect:non-scaling-stroke}"
    ".chart text{font-size:13.5px;fill:var(--soft)}.chart text.now{fill:var(--ink);font-weight:700}"
    ".line,.dots,.holes,.end{fill:none;stroke:var(--accent);stroke-width:2.25;stroke-linejoin:round;"
    "stroke-linecap:round}.dots{stroke-width:6}.rings{stroke-width:9}.holes{stroke:var(--card);stroke-width:5}"
    ".spread{fill:var(--accent);fill-opacity:.16}.alone{stroke:var(--accent);stroke-width:8;stroke-opacity:.16}"
    ".end{fill:var(--accent)}.hollow{fill:var(--card)}.grid{fill:none;stroke:var(--rule)}"
    ".break{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4}.wide{display:none}"
    "@media(min-width:34rem){.narrow{display:none}.wide{display:block}}"
    "@media(forced-colors:active){.line,.dots,.end,.break{stroke:CanvasText}.end,.chart text{fill:CanvasText}"
    ".hollow{fill:Canvas}.holes{stroke:Canvas}.spread{fill:GrayText}.grid{stroke:GrayText}}"
)


def _fingerprint(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


# Each style is named by its fingerprint; anybody may put the frame on a page.
POLICY = (
    f"default-src 'none'; style-src {_fingerprint(STYLE)} {_fingerprint(CHART_STYLE)}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
FRAMED = (("Content-Security-Policy", POLICY), ("Cross-Origin-Resource-Policy", "cross-origin"))


def embed_endpoints() -> list[Endpoint]:
    """The addresses of tiles for other people's pages."""
    return [Endpoint("/embed/<measure_id>", frozenset({"area", "chart"}), _answer)]


def _answer(request: PageRequest) -> Answer:
    area, with_chart = request.query.get("area", ""), request.query.get("chart") == "yes"
    text = document(request.view, request.variables["measure_id"], area, with_chart=with_chart)
    return Answer(text.encode(), HTML, headers=FRAMED)


def document(view: View, measure_id: str, area: str = "", *, with_chart: bool = False) -> str:
    """The whole document. Raises UnknownAddress for a measure or an area that there is not."""
    measure = find_measure(view, measure_id)
    data = view.release.data.get(measure_id)
    with_figures = data.every_area() if data else ()
    code = find_area(measure_id, area, with_figures, gazetteer_of(view.release.config))
    with showing(view):
        tile = view.release.tile(measure_id, view.today, code)
        left = left_of(view, measure) if isinstance(measure, RetiredMeasure) else ()
        body = inside(view.prefix, embedded(view, tile, with_chart=with_chart, left=left))
    style = f"{STYLE}</style>\n<style>{CHART_STYLE}" if with_chart else STYLE
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n'
        f"<title>{escape(measure.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body data-release="{escape(view.release.id)}">\n{body}\n</body>\n</html>\n'
    )
