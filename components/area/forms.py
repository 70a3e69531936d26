"""What a reader may choose on the pages of areas: the measure of the map, and the areas that stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.basics.blocks import marks
from components.basics.words import DISTRICTS, SHOW
from components.site.urls import AREAS, COMPARE
from metrics.areas import areas, districts, divisions, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_sentences import short_name
from metrics.language import say

MOST_AREAS = 4


def measure_choice(
    measures: Sequence[PublishedMeasure], chosen: PublishedMeasure, kept: Mapping[str, str]
) -> Component:
    """A form that asks for the map of another measure; ``kept`` is what else its address has."""
    options = [_option(measure.id, measure.title, measure.id == chosen.id) for measure in measures]
    select = html.Select(options, id="measure", name="measure")
    button = html.Button(say(SHOW), type="submit")
    row = html.Div([select, button], className="row")
    label = html.Label(say(words.MEASURE), htmlFor="measure")
    hidden = [dbc.Input(type="hidden", name=name, value=value) for name, value in kept.items()]
    return html.Form([*hidden, label, row], action=AREAS, method="get", className="choice")


def view_links(name: str, views: Sequence[tuple[str, str, bool]]) -> Component:
    """Links to views of one thing, in a line behind its name: the text, the address, and if it is this one."""
    links = [
        html.A(text, href=address, **(marks(aria_current="true") if is_this else {}))
        for text, address, is_this in views
    ]
    return html.Div([html.Span(name, className="hint"), *links], className="views")


def compare_form(chosen: Sequence[str]) -> Component:
    """A form with a choice of up to four areas; those that are shown (codes) are chosen already."""
    padded = [*chosen, *[""] * MOST_AREAS][:MOST_AREAS]
    fields = [_field(number, code) for number, code in enumerate(padded, start=1)]
    button = html.Button(say(words.COMPARE_BUTTON), type="submit")
    return html.Form([*fields, button], action=COMPARE, method="get", className="choice areas")


def _field(number: int, chosen: str) -> Component:
    """Names are sent as slugs, so that the address can be read."""
    groups = [
        html.Optgroup(_options(sorted(districts(), key=short_name), chosen), label=say(DISTRICTS)),
        html.Optgroup(_options(list(divisions()), chosen), label=say(words.GROUPS)),
    ]
    select = html.Select(
        [_option("", say(words.NOBODY), not chosen), *groups], id=f"area-{number}", name="area"
    )
    label = html.Label(say(words.AREA_NUMBER, number=number), htmlFor=f"area-{number}")
    return html.Div([label, select])


def _options(codes: Sequence[str], chosen: str) -> list[Component]:
    return [
        _option(areas()[code].slug, short_name(code), code == chosen)
        for code in codes
        if code != region_code()
    ]


def _option(value: str, name: str, chosen: bool) -> Component:
    return html.Option(name, value=value, selected=True) if chosen else html.Option(name, value=value)
