"""Areas and their figures in tables: all districts by name, or one area with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.states import State, change_states, change_words
from components.area.tile_map import standing_mark, state_mark
from components.basics.table import Cell, scrolled, table
from components.basics.words import AREA, DISTRICT
from components.figures.further_areas import figure_head
from components.figures.further_words import NUMBER
from components.site.urls import area_address
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_changes import AreaChange, labels_of
from metrics.figures.area_comparison import AreaComparison
from metrics.figures.area_figures import AreaFigure
from metrics.figures.area_sentences import (
    LIMITS_WORDS,
    STANDING_IN_SHORT,
    limits_text,
    number_text,
    short_name,
)
from metrics.figures.sentences import observation_text
from metrics.language import say
from metrics.statuses import OWN_MARKS


def districts_table(comparisons: Sequence[AreaComparison], title: str) -> Component:
    """Every district in the order given, with what it is told apart from the region by and how it stands."""
    measure = comparisons[0].measure
    heads = [say(DISTRICT), figure_head(measure), _limits_head(measure), say(words.BESIDE_REGION)]
    rows = [
        (*_figures(comparison.figure, measure), standing_mark(comparison.standing, STANDING_IN_SHORT))
        for comparison in comparisons
    ]
    return scrolled(title, table(title, heads, rows, words_from=3))


def changes_table(changes: Sequence[AreaChange], title: str) -> Component:
    """The judged change of every district in the order given, both figures, the difference, its word."""
    earlier, later = labels_of(changes)
    rows = [_changed(item, change_states([item])[item.area]) for item in changes]
    return scrolled(
        title,
        table(
            title,
            [say(DISTRICT), earlier, later, say(words.AS_CHANGE), say(words.CHANGE_WORD)],
            rows,
            words_from=4,
        ),
    )


def _changed(item: AreaChange, state: State) -> tuple[Cell, ...]:
    name = html.A(short_name(item.area), href=area_address(item.area))
    if item.change is None:
        return name, *[words.NO_MARK] * 3, state_mark(state.mark, state.says, state.look)
    earlier, later = item.figure_text(item.change.earlier), item.figure_text(item.change.later)
    return name, earlier, later, state.figure, state_mark(state.mark, change_words(item.change), state.look)


def beside_table(
    measure: PublishedMeasure, figures: Sequence[AreaFigure], title: str, own_area: str = ""
) -> Component:
    """Some areas with the region: the compared number, its limits, and the count behind a rate.

    ``own_area`` is the code of the area whose page this is: it has no link.
    """
    heads = [say(AREA), figure_head(measure), _limits_head(measure)]
    heads += [say(NUMBER)] if measure.rate is not None else []
    return table(title, heads, [_row(measure, figure, own_area) for figure in figures])


def areas_table(comparisons: Sequence[AreaComparison], title: str) -> Component:
    """Some areas side by side, and the region at the end."""
    measure = comparisons[0].measure
    heads = [say(AREA), figure_head(measure), _limits_head(measure), say(words.BESIDE_REGION)]
    rows = [
        (*_figures(comparison.figure, measure), standing_mark(comparison.standing, STANDING_IN_SHORT))
        for comparison in comparisons
    ]
    rows.append((*_figures(comparisons[0].region, measure), ""))
    return scrolled(title, table(title, heads, rows, words_from=3))


def _limits_head(measure: PublishedMeasure) -> str:
    return say(LIMITS_WORDS[measure.comparison.judged])


def _row(measure: PublishedMeasure, figure: AreaFigure, own_area: str) -> tuple[Cell, ...]:
    cells = _figures(figure, measure, linked=figure.area != own_area)
    return (*cells, observation_text(measure, figure.observation)) if measure.rate is not None else cells


def _figures(figure: AreaFigure, measure: PublishedMeasure, *, linked: bool = True) -> tuple[Cell, ...]:
    name: Cell = short_name(figure.area)
    if linked and figure.area != region_code():
        name = html.A(short_name(figure.area), href=area_address(figure.area))
    return name, _number(measure, figure), limits_text(measure, figure) or words.NO_MARK


def _number(measure: PublishedMeasure, figure: AreaFigure) -> str:
    status = figure.observation.status
    return (
        f"{number_text(measure, figure)} [{status}]" if status in OWN_MARKS else number_text(measure, figure)
    )
