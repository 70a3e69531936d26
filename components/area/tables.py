"""Areas and their figures in tables: all boroughs by name, or one area with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.tile_map import standing_mark
from components.basics.table import Cell, scrolled, table
from components.site.urls import area_address
from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, AreaFigure
from metrics.figures.area_sentences import STANDING_IN_SHORT, number_text, range_text, short_name
from metrics.figures.sentences import observation_text


def figure_head(measure: PublishedMeasure) -> str:
    """The name of the column of compared numbers."""
    return words.FIGURE if measure.rate is None else words.FOR_EACH.format(per=f"{measure.rate.per:,}")


def boroughs_table(places: Sequence[AreaComparison], title: str) -> Component:
    """Every borough in the order given, with its interval and how it stands."""
    measure = places[0].measure
    heads = [words.BOROUGH, figure_head(measure), words.INTERVAL, words.BESIDE]
    rows = [
        (*_figures(place.figure, measure), standing_mark(place.standing, STANDING_IN_SHORT))
        for place in places
    ]
    return scrolled(title, table(title, heads, rows, words_from=3))


def beside_table(
    measure: PublishedMeasure, figures: Sequence[AreaFigure], title: str, here: str = ""
) -> Component:
    """Some areas with London: the compared number, its interval, and the count behind a rate.

    ``here`` is the code of the area whose page this is: it has no link.
    """
    heads = [words.AREA, figure_head(measure), words.INTERVAL]
    heads += [words.NUMBER] if measure.rate is not None else []
    return table(title, heads, [_row(measure, one, here) for one in figures])


def places_table(places: Sequence[AreaComparison], title: str) -> Component:
    """Some areas side by side, and London at the end."""
    measure = places[0].measure
    heads = [words.AREA, figure_head(measure), words.INTERVAL, words.BESIDE]
    rows = [
        (*_figures(place.figure, measure), standing_mark(place.standing, STANDING_IN_SHORT))
        for place in places
    ]
    rows.append((*_figures(places[0].london, measure), ""))
    return scrolled(title, table(title, heads, rows, words_from=3))


def _row(measure: PublishedMeasure, figure: AreaFigure, here: str) -> tuple[Cell, ...]:
    cells = _figures(figure, measure, linked=figure.area != here)
    return (*cells, observation_text(measure, figure.observation)) if measure.rate is not None else cells


def _figures(figure: AreaFigure, measure: PublishedMeasure, *, linked: bool = True) -> tuple[Cell, ...]:
    name: Cell = short_name(figure.area)
    if linked and figure.area != LONDON:
        name = html.A(short_name(figure.area), href=area_address(figure.area))
    return name, _number(measure, figure), range_text(measure, figure) or words.NO_MARK


def _number(measure: PublishedMeasure, figure: AreaFigure) -> str:
    mark = f" [{figure.observation.status}]" if figure.observation.status == "r" else ""
    return f"{number_text(measure, figure)}{mark}"
