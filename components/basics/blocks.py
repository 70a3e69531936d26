"""The building blocks of a page that are not figures: sections with their names, lists, marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component


def marks(**values: str) -> dict[str, Any]:
    """``data_measure="homicide"`` as the attribute ``data-measure``; so too with ``aria_…``."""
    return {name.replace("_", "-"): value for name, value in values.items()}


def section(name: str, title: str, content: Sequence[Component]) -> html.Section:
    """A part of a page under its own heading; ``name`` is its place in addresses."""
    return html.Section([html.H2(title, id=name), *content], **marks(aria_labelledby=name))


def note(name: str, title: str, content: Sequence[Component]) -> html.Section:
    """A part in words: its heading stands beside it where there is room."""
    inside = [html.H2(title, id=name), html.Div(list(content))]
    return html.Section(inside, className="note", **marks(aria_labelledby=name))


def bullets(texts: Sequence[str]) -> html.Ul:
    return html.Ul([html.Li(text) for text in texts])
