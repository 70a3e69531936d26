"""The panels of an outcome's dashboard, as they are declared: each with its heading, drawing and table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.table import folded
from components.basics.words import lower_first
from components.figures.breakdown import breakdown_figure, categories
from components.figures.district_lines import districts_lines
from components.figures.measure_lines import measure_lines
from components.figures.year_on_year import year_on_year
from components.outcome import words
from components.site.context import View
from components.site.selection import Selection
from components.site.urls import areas_address
from metrics.areas import region_code
from metrics.declared.dashboards import BREAKDOWN, DISTRICTS, SIDE_BY_SIDE, TOGETHER, YEARS, Panel
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.release import NO_DATA
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.territory import territory

# A panel with its heading and a name for what is drawn, to the drawing and the ways from it; none without figures.
Drawing = Callable[[View, Panel, Sequence[Tile], str, str], Sequence[Component]]


def panels(view: View, declared: Sequence[Panel]) -> list[Component]:
    """Every panel of which there is something to draw, in the order declared."""
    candidates = [_panel(view, panel, f"panel-{number}") for number, panel in enumerate(declared, start=1)]
    sections = [section for section in candidates if section is not None]
    return [html.Div(sections, className="panels")] if sections else []


def _panel(view: View, panel: Panel, name: str) -> Component | None:
    tiles = [view.release.tile(measure_id, view.today) for measure_id in panel.measures]
    heading = panel.title or _heading(panel, tiles)
    parts = DRAWING[panel.show](view, panel, tiles, heading, name)
    if not parts:
        return None
    figure, *ways = parts
    note = [html.P(panel.note, className="more aside")] if panel.note else []
    # The heading is the drawing's own title, which stands in its frame: who sees it needs it once.
    unseen = "unseen" if isinstance(figure, html.Figure) else None
    content = [html.H2(heading, id=name, className=unseen), figure, *note, *ways]
    return html.Section(content, className=f"show-{panel.show}", **marks(aria_labelledby=name))


def _heading(panel: Panel, tiles: Sequence[Tile]) -> str:
    """The heading of a panel for which no title is declared."""
    first, *others = (tile.measure.title for tile in tiles)
    measures = " and ".join([first, *map(lower_first, others)])
    dimension = "" if panel.dimension is None else _dimension(panel, tiles).title.lower()
    return say(panel.kind.heading, measures=measures, measure=first, dimension=dimension)


def _lines(view: View, panel: Panel, tiles: Sequence[Tile], heading: str, name: str) -> Sequence[Component]:
    del view
    figure = measure_lines(f"{name}-lines", heading, tiles, together=panel.kind.same_unit)
    return [] if figure is None else [figure]


def _years(view: View, panel: Panel, tiles: Sequence[Tile], heading: str, name: str) -> Sequence[Component]:
    del panel, name
    measure = _measure(tiles)
    data = view.release.data.get(measure.id, NO_DATA)
    return year_on_year(measure, data, region_code(), view.area_name(measure.id), heading)


def _breakdown(
    view: View, panel: Panel, tiles: Sequence[Tile], heading: str, name: str
) -> Sequence[Component]:
    del name
    measure, dimension = _measure(tiles), _dimension(panel, tiles)
    data = view.release.data.get(measure.id, NO_DATA)
    drawable = categories(measure, dimension, data)
    if not any(item.value is not None for series in drawable.values() for item in series):
        return []
    link = html.A(say(words.SEE_BREAKDOWN_PAGE), href=Selection(measure, dimension=dimension).address)
    figure = breakdown_figure(measure, dimension, data, drawable, heading)
    return [figure, html.P(link, className="more")]


def _districts(
    view: View, panel: Panel, tiles: Sequence[Tile], heading: str, name: str
) -> Sequence[Component]:
    del panel, heading, name
    measure = _measure(tiles)
    data = view.release.data.get(measure.id, NO_DATA)
    if not data.areas():
        return []
    ways = {
        say(words.ON_THE_MAP if territory().has_tiles else words.DISTRICTS_BY_NAME): areas_address(
            measure.id
        ),
        say(words.DISTRICTS_PAGE): Selection(measure, districts=True).address,
    }
    links = [html.P(html.A(text, href=address), className="more") for text, address in ways.items()]
    lines = html.Div(districts_lines(measure, data, Selection(measure), in_full=False))
    return [html.Div([*links, folded(say(words.EVERY_LINE), lines)])]


def _measure(tiles: Sequence[Tile]) -> PublishedMeasure:
    """The one measure of a panel; its rules have made sure that it has figures."""
    (tile,) = tiles
    assert isinstance(tile.measure, PublishedMeasure)
    return tile.measure


def _dimension(panel: Panel, tiles: Sequence[Tile]) -> Dimension:
    return next(item for item in _measure(tiles).source.dimensions if item.id == panel.dimension)


DRAWING: Mapping[str, Drawing] = {
    TOGETHER.name: _lines,
    SIDE_BY_SIDE.name: _lines,
    YEARS.name: _years,
    BREAKDOWN.name: _breakdown,
    DISTRICTS.name: _districts,
}
