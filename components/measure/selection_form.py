"""The choice of a view of a measure, in one form that works without any script."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.words import AREA, PERIOD, SHOW, upper_first
from components.figures.district_table import by_name
from components.measure import words
from components.site.selection import Selection
from components.site.urls import measure_address
from components.tile.words import CHANGE_ON
from metrics.areas import area_name, area_slug, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.comparison import basis_kinds, basis_of
from metrics.figures.series import MeasureData
from metrics.language import say
from metrics.periods import label, period_id

Choice = tuple[str, str]  # a value and its words; the first is what the page shows by itself


def selection_form(selection: Selection, data: MeasureData) -> Component:
    """A form that asks for the same page again, in another view. What stands first is left out of the address."""
    assert isinstance(selection.measure, PublishedMeasure)
    chosen = selection.query
    fields = [
        *_area(selection, data),
        *_select("comparison", say(words.COMPARED_WITH), _comparisons(selection.measure), chosen),
        _more(selection, chosen),
        html.Button(say(SHOW), type="submit"),
    ]
    # Not completed by the browser: after a step back the choices are again those of the page that is shown.
    where = measure_address(selection.measure.id)
    return html.Form(fields, action=where, method="get", autoComplete="off", className="choice")


def _area(selection: Selection, data: MeasureData) -> list[Component]:
    if not data.every_area():
        return []
    choices = [("", say(words.ALL_OF_REGION))]
    choices += [(area_slug(code), area_name(code)) for code in by_name(data.areas())]
    choices += _further(selection, data)
    chosen = {} if selection.area == region_code() else {"area": area_slug(selection.area)}
    return _select("area", say(AREA), choices, chosen)


def _further(selection: Selection, data: MeasureData) -> list[Choice]:
    """The divisions or forces with figures; of wards those of the district shown, or that a ward lies in."""
    measure, codes = selection.measure, data.further_areas()
    assert isinstance(measure, PublishedMeasure)
    gazetteer = measure.source.gazetteer
    if measure.source.level == "ward":
        inside = gazetteer.wards(gazetteer.district(selection.area) or selection.area)
        codes = tuple(code for code in codes if code in inside)
    return [(area_slug(code), name) for name, code in sorted((gazetteer.name(code), code) for code in codes)]


def _comparisons(measure: PublishedMeasure) -> list[Choice]:
    own, *others = basis_kinds(measure)
    labels = {kind: basis_of(measure, kind).label for kind in (own, *others)}
    captions = {kind: upper_first(text.removeprefix(say(CHANGE_ON))) for kind, text in labels.items()}
    return [("", captions[own]), *((kind, captions[kind]) for kind in others)]


def _more(selection: Selection, chosen: dict[str, str]) -> Component:
    """What fewer readers look for; open where something in it is chosen."""
    assert isinstance(selection.measure, PublishedMeasure)
    periods = [(period_id(period), label(period)) for period in selection.periods]
    start, newest = (label(selection.periods[end]) for end in (0, -1)) if selection.periods else ("", "")
    fields = [
        *_select(
            "from",
            say(words.FROM_PERIOD),
            [("", say(words.FROM_THE_START, label=start)), *periods[1:]],
            chosen,
        ),
        *_select(
            "to",
            say(words.TO_PERIOD),
            [("", say(words.TO_THE_NEWEST, label=newest)), *periods[-2::-1]],
            chosen,
        ),
    ]
    summary = say(PERIOD)
    if selection.measure.source.dimensions:
        summary = say(words.PERIOD_AND_BREAKDOWN)
        parts = [(item.id, item.title) for item in selection.measure.source.dimensions]
        fields += _select("dimension", say(words.BREAKDOWN), [("", say(words.NO_BREAKDOWN)), *parts], chosen)
    is_open = any(name in chosen for name in ("from", "to", "dimension"))
    return html.Details([html.Summary(summary), html.Div(fields)], open=is_open or None)


def _select(name: str, title: str, choices: Sequence[Choice], chosen: dict[str, str]) -> list[Component]:
    options = [_option(value, text, value == chosen.get(name)) for value, text in choices]
    return [html.Label(title, htmlFor=name), html.Select(options, id=name, name=name)]


def _option(value: str, text: str, chosen: bool) -> Component:
    return html.Option(text, value=value, selected=True) if chosen else html.Option(text, value=value)
