"""The choice of a view of a measure, in one form that works without any script."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.words import upper_first
from components.figures.borough_table import by_name
from components.measure import words
from components.site.selection import Asked
from components.site.urls import measure_address
from metrics.areas import LONDON, area_name, boroughs
from metrics.declared.framework import PublishedMeasure
from metrics.figures.comparison import basis_kinds, basis_of
from metrics.figures.series import MeasureData
from metrics.periods import label, period_id

Choice = tuple[str, str]  # a value and its words; the first is what the page shows by itself


def view_form(shown: Asked, data: MeasureData) -> Component:
    """A form that asks for the same page again, in another view. What stands first is left out of the address."""
    assert isinstance(shown.measure, PublishedMeasure)
    chosen = shown.query
    fields = [
        *_area(shown, data),
        *_select("comparison", words.COMPARED_WITH, _comparisons(shown.measure), chosen),
        _more(shown, chosen),
        html.Button(words.SHOW, type="submit"),
    ]
    # Not completed by the browser: after a step back the choices are again those of the page that is shown.
    where = measure_address(shown.measure.id)
    return html.Form(fields, action=where, method="get", autoComplete="off", className="choice")


def _area(shown: Asked, data: MeasureData) -> list[Component]:
    if not data.areas():
        return []
    choices = [("", words.ALL_OF_LONDON)]
    choices += [(boroughs()[code].slug, area_name(code)) for code in by_name(data.areas())]
    now = {} if shown.area == LONDON else {"area": boroughs()[shown.area].slug}
    return _select("area", words.AREA, choices, now)


def _comparisons(measure: PublishedMeasure) -> list[Choice]:
    own, *others = basis_kinds(measure)
    labels = {kind: basis_of(measure, kind).label for kind in (own, *others)}
    told = {kind: upper_first(text.removeprefix("Change on ")) for kind, text in labels.items()}
    return [("", told[own]), *((kind, told[kind]) for kind in others)]


def _more(shown: Asked, chosen: dict[str, str]) -> Component:
    """What fewer readers look for; open where something in it is chosen."""
    assert isinstance(shown.measure, PublishedMeasure)
    periods = [(period_id(one), label(one)) for one in shown.periods]
    start, newest = (label(shown.periods[end]) for end in (0, -1)) if shown.periods else ("", "")
    fields = [
        *_select("from", words.FROM, [("", words.FROM_THE_START.format(label=start)), *periods[1:]], chosen),
        *_select("to", words.TO, [("", words.TO_THE_NEWEST.format(label=newest)), *periods[-2::-1]], chosen),
    ]
    summary = words.PERIOD_ALONE
    if shown.measure.source.dimensions:
        summary = words.PERIOD_AND_BREAKDOWN
        parts = [(one.id, one.title) for one in shown.measure.source.dimensions]
        fields += _select("dimension", words.BREAKDOWN, [("", words.NO_BREAKDOWN), *parts], chosen)
    is_open = any(name in chosen for name in ("from", "to", "dimension"))
    return html.Details([html.Summary(summary), html.Div(fields)], open=is_open or None)


def _select(name: str, title: str, choices: Sequence[Choice], chosen: dict[str, str]) -> list[Component]:
    options = [_option(value, told, value == chosen.get(name)) for value, told in choices]
    return [html.Label(title, htmlFor=name), html.Select(options, id=name, name=name)]


def _option(value: str, told: str, chosen: bool) -> Component:
    return html.Option(told, value=value, selected=True) if chosen else html.Option(told, value=value)
