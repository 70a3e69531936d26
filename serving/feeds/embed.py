"""A measure's tile for a frame on somebody else's page, at /embed/: whole in itself, and without a script."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from components.site.context import View, showing
from components.site.lookup import find_area, find_measure
from components.tile.embedded import embedded
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
    ".value{font-size:3rem;font-weight:750;line-height:1;letter-spacing:-.03em}.counted{margin-top:.4rem}"
    ".moved{display:grid;gap:.5rem}.change{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .45rem;"
    "padding-top:.6rem;border-top:1px solid var(--rule);--v:var(--soft)}"
    "[data-verdict=better]{--v:var(--better)}[data-verdict=worse]{--v:var(--worse)}"
    ".arrow{display:grid;place-items:center;width:1.6rem;height:1.6rem;border-radius:50%;background:var(--v);"
    "color:var(--card);font-weight:700}.verdict{color:var(--v,inherit);font-weight:650}"
    ".flag,.state{padding:.05rem .5rem;border:1px solid var(--soft);border-radius:1rem;font-size:.8125rem}"
    ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "summary{cursor:pointer;color:var(--accent);padding-block:.25rem}footer{font-size:.875rem;border-top:1px solid "
    "var(--rule);padding-top:.6rem}"
    "@media(forced-colors:active){.arrow{border:2px solid}}"
)
# The style is named by its fingerprint; anybody may put the frame on a page.
_FINGERPRINT = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_FINGERPRINT}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
FRAMED = (("Content-Security-Policy", POLICY), ("Cross-Origin-Resource-Policy", "cross-origin"))


def embed_endpoints() -> list[Endpoint]:
    """The addresses of tiles for other people's pages."""
    return [Endpoint("/embed/<measure_id>", frozenset({"area"}), _answer)]


def _answer(request: PageRequest) -> Answer:
    text = document(request.view, request.variables["measure_id"], request.query.get("area", ""))
    return Answer(text.encode(), HTML, headers=FRAMED)


def document(view: View, measure_id: str, area: str = "") -> str:
    """The whole document. Raises UnknownAddress for a measure or an area that there is not."""
    measure = find_measure(view, measure_id)
    data = view.release.data.get(measure_id)
    code = find_area(measure_id, area, data.areas() if data else ())
    with showing(view):
        body = inside(view.prefix, embedded(view, view.release.tile(measure_id, view.today, code)))
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n'
        f"<title>{escape(measure.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body data-release="{escape(view.release.id)}">\n{body}\n</body>\n</html>\n'
    )
