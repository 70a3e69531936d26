"""The code by which others show a tile on their own pages: it keeps up with each release."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.site import downloads_words as words
from components.site.context import View
from components.site.urls import embed_address
from metrics.areas import area_slug, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.language import say

# High enough for every tile, in the letters of any browser: also in a column of 320 pixels.
HEIGHT, HEIGHT_WITH_CHART = 760, 1120


def embedding(view: View, measure: PublishedMeasure, area: str = "") -> list[Component]:
    """How to show a tile of an area (a code), without the chart and with it; what it looks like for the region."""
    area = area or region_code()
    hints = ((say(words.EMBED_HINT), False), (say(words.EMBED_CHART_HINT), True))
    parts: list[Component] = []
    for hint, with_chart in hints:
        code = html.Pre(html.Code(embed_code(view, measure, area, with_chart=with_chart)))
        parts += [html.P(hint), code]
    if area == region_code():
        address = embed_address(measure.id)
        tile, chart = (
            html.A(say(words.EMBED_SEE), href=address),
            html.A(say(words.EMBED_SEE_CHART), href=f"{address}?chart=yes"),
        )
        parts.append(html.P([tile, ". ", chart, "."]))
    return parts


def embed_code(view: View, measure: PublishedMeasure, area: str = "", *, with_chart: bool = False) -> str:
    """A frame as HTML: its address is whole as far as the site's own is known."""
    area = area or region_code()
    query = urlencode(
        {
            **({} if area == region_code() else {"area": area_slug(area)}),
            **({"chart": "yes"} if with_chart else {}),
        }
    )
    path = f"{view.prefix}{embed_address(measure.id)}{f'?{query}' if query else ''}"
    return words.EMBED_SAMPLE.format(
        address=escape(f"{view.site_address or say(words.WHERE_THIS_SITE_IS)}{path}"),
        title=escape(measure.title),
        height=HEIGHT_WITH_CHART if with_chart else HEIGHT,
    )
