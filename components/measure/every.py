"""Every measure in one table, retired ones too: under which outcome it stands, and where it stands now."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.table import table
from components.measure import words
from components.measure.retired import left_of
from components.site.context import View
from components.site.urls import measure_address, outcome_address
from metrics.declared.framework import AnyMeasure
from metrics.declared.taxonomy import Outcome
from metrics.figures.headline import word
from metrics.language import say


def every_measure(view: View) -> list[Component]:
    """The measures of each outcome in the order declared, then those that are retired."""
    config = view.release.config
    rows = [
        _row(view, outcome, measure)
        for outcome in config.outcomes
        for measure in config.own_measures(outcome.id)
    ]
    caption = say(words.EVERY_CAPTION, release=view.release.title)
    parts: list[Component] = [
        html.Div(table(caption, [*map(say, words.EVERY_HEADS)], rows, 1), className="every")
    ]
    return [*parts, *_retired(view)]


def _row(view: View, outcome: Outcome, measure: AnyMeasure) -> tuple[Component, ...]:
    tile = view.release.tile(measure.id, view.today)
    under = html.A(outcome.title, href=outcome_address(outcome.id))
    name = html.Div(
        [html.A(measure.title, href=measure_address(measure.id)), html.Div(under, className="period")]
    )
    figure: Component = html.Span(say(words.NOTHING_TO_SHOW))
    if tile.latest is not None:
        figure = html.Div([html.Strong(tile.text), html.Div(tile.latest.label, className="period")])
    return name, figure, html.Span(word(tile))


def _retired(view: View) -> Iterable[Component]:
    items = []
    for measure in view.release.config.retired():
        name = html.A(measure.title, href=measure_address(measure.id))
        items.append(html.Li([html.H3(name), html.P(measure.reason), *left_of(view, measure)]))
    return (
        [note("retired", say(words.RETIRED_MEASURES), [html.Ul(items, className="retired")])] if items else []
    )
