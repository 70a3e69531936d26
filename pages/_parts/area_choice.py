"""London or a borough: the choice that works without any script, and every borough's figure by name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from metrics.areas import LONDON, area_name, boroughs
from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import Tile
from pages._parts.addresses import measure_address
from pages._parts.sections import section
from pages._parts.table import folded, table
from pages._parts.words import status_words


def area_choice(tile: Tile, with_figures: Sequence[str]) -> Component:
    """A form that asks for the same page again, for another area."""
    names = [("", "All of London", LONDON)]
    names += [(boroughs()[code].slug, area_name(code), code) for code in by_name(with_figures)]
    options = [_option(value, name, code == tile.area) for value, name, code in names]
    select = html.Select(options, id="area", name="area")
    parts = [html.Label("Area", htmlFor="area"), select, html.Button("Show", type="submit")]
    return html.Form(parts, action=measure_address(tile.measure.id), method="get", className="choice")


def _option(value: str, name: str, chosen: bool) -> Component:
    return html.Option(name, value=value, selected=True) if chosen else html.Option(name, value=value)


def by_name(codes: Sequence[str]) -> list[str]:
    """Boroughs in the order of their names: this is no league table."""
    return sorted(codes, key=area_name)


def boroughs_table(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> list[Component]:
    """The newest figure of each borough."""
    if tile.latest is None or not data.areas():
        return []
    latest = tile.latest
    rows = [_row(measure, data, code, latest.period) for code in by_name(data.areas())]
    heads = ["Borough", latest.label, "Note"]
    statuses = {status for _, _, status in rows}
    shared = f" ({statuses.pop().lower()})" if len(statuses) == 1 and "" not in statuses else ""
    title = f"{measure.title} in each borough, {latest.label}{shared}"
    width = 3 if any(statuses) else 2
    figures = table(title, heads[:width], [row[:width] for row in rows], words_from=2)
    return [section("boroughs", "Boroughs", [folded("Every borough, by name", figures)])]


def _row(
    measure: PublishedMeasure, data: MeasureData, code: str, period: pd.Period
) -> tuple[Component, str, str]:
    """A borough with the way to its page, its figure, and the figure's status."""
    name = html.A(area_name(code), href=measure_address(measure.id, code))
    found = data.get(Key(measure.window, code)).at(period)
    if found is None:
        return name, "Not available", ""
    return name, observation_text(measure, found), status_words(found.status)
