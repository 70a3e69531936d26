"""Areas that a site has declared, in tables: the wards of a district, and what stands beside the whole."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import section
from components.basics.table import Cell, folded, table
from components.basics.words import FIGURE
from components.figures import further_words as words
from components.site.urls import measure_address
from metrics.areas import area_words, region_code, slug
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison
from metrics.figures.area_figures import AreaFigure, area_figure, compared_window
from metrics.figures.area_sentences import number_text, place_name
from metrics.figures.sentences import observation_text
from metrics.figures.series import MeasureData
from metrics.language import say
from metrics.statuses import OWN_MARKS


def figure_head(measure: PublishedMeasure) -> str:
    """The name of the column of compared numbers."""
    return say(FIGURE) if measure.rate is None else say(words.RATE_HEAD, per=f"{measure.rate.per:,}")


def wards_table(comparison: AreaComparison, data: MeasureData) -> list[Component]:
    """The wards of the district that a comparison is of, over the same months; nothing where none has figures."""
    measure, district = comparison.measure, comparison.figure.area
    codes = [code for code in measure.source.gazetteer.wards(district) if code in data.further_areas()]
    if not codes:
        return []
    own = comparison.figure.observation
    figures = [area_figure(measure, data, code, own.window, own.period) for code in codes]
    names = {code: measure.source.gazetteer.further[code].name for code in codes}
    rows = [
        _row(measure, figure, names[figure.area]) for figure in sorted(figures, key=lambda f: names[f.area])
    ]
    title = say(
        words.WARDS_OF, measure=measure.title, district=place_name(measure, district), period=own.label
    )
    return [folded(say(words.WARDS), table(title, _heads(measure, say(words.WARD)), rows))]


def beside_region_table(measure: PublishedMeasure, data: MeasureData) -> list[Component]:
    """The section on other forces, or on divisions with figures of their own; nothing where a measure has neither.

    Where rates are shown the region's own stands first: the page has its count alone.
    """
    level, codes = measure.source.level, data.further_areas()
    if level not in words.BESIDE or not codes:
        return []
    window, period = compared_window(measure, data)
    figures = [area_figure(measure, data, code, window, period) for code in codes]
    figures.sort(key=lambda figure: place_name(measure, figure.area))
    if measure.rate is not None:
        figures.insert(0, area_figure(measure, data, region_code(), window, period))
    rows = [_row(measure, figure, place_name(measure, figure.area)) for figure in figures]
    title = f"{measure.title}, {figures[0].observation.label}"
    is_plain = level == "division" and not area_words().divisions_in_full
    content = [
        html.P(say(words.DIVISIONS_LEAD if is_plain else words.BESIDE_LEAD[level])),
        table(title, _heads(measure, say(words.BESIDE_HEAD[level])), rows),
    ]
    return [
        section(
            slug(say(words.BESIDE_ID[level])),
            say(words.BESIDE[level]),
            [*content, *_whose_people(measure, figures)],
        )
    ]


def _heads(measure: PublishedMeasure, name: str) -> list[str]:
    """The area, its compared number, and behind a rate the count that it is made of."""
    return [name, figure_head(measure), *([say(words.NUMBER)] if measure.rate is not None else [])]


def _row(measure: PublishedMeasure, figure: AreaFigure, name: str) -> tuple[Cell, ...]:
    link = (
        name if figure.area == region_code() else html.A(name, href=measure_address(measure.id, figure.area))
    )
    status = figure.observation.status
    number = number_text(measure, figure)
    number = f"{number} [{status}]" if status in OWN_MARKS else number
    return (link, number, *([observation_text(measure, figure.observation)] if measure.rate else []))


def _whose_people(measure: PublishedMeasure, figures: Sequence[AreaFigure]) -> list[Component]:
    """By whose numbers rates are taken, where there are any."""
    years = sorted({figure.year for figure in figures if figure.rate is not None and figure.year})
    return (
        [html.P(say(words.PEOPLE_OF, years=words.years_in_words(years)), className="aside")] if years else []
    )
