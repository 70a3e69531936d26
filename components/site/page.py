"""A page below the site's head, in which the abbreviations that are declared are written out at their first use"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.abbreviations import written_out
from components.site.context import View


def page_of(view: View, content: Sequence[Component], *classes: str) -> Component:
    """The content as a page, by the abbreviations of the release that a view shows."""
    names = view.release.config.site.abbreviations
    return html.Div(written_out(content, names), className=" ".join(["band page", *classes]))
