"""How one figure is made: the rows of the publisher's file, each step, the comparison, the rule and the words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, section
from components.basics.table import folded, table
from components.measure import words
from components.site.breadcrumbs import crumbs
from components.site.context import View, current_view
from components.site.lookup import find_area, find_measure
from components.site.urls import LINEAGE, lineage_address, measure_address
from metrics.areas import region_code
from metrics.declared.among import gazetteer_of
from metrics.explaining.explanation import Explanation
from metrics.explaining.row_sections import Section
from metrics.explaining.sections import sections
from metrics.figures.lineage import Cell
from metrics.figures.release import NO_DATA
from metrics.language import say


def title(measure_id: str = "") -> str:
    return f"{say(words.LINEAGE_TITLE)}: {find_measure(current_view(), measure_id).title}"


def description(measure_id: str = "") -> str:
    return say(words.LINEAGE_DESCRIPTION, measure=find_measure(current_view(), measure_id).title)


def layout(measure_id: str = "", area: str = "", **_query: object) -> Component:
    view = current_view()
    measure = find_measure(view, measure_id)
    with_figures = view.release.data.get(measure_id, NO_DATA).every_area()
    code = find_area(measure_id, area, with_figures, gazetteer_of(view.release.config))
    explained = _explained(view, measure_id, code)
    outcome = view.release.config.outcome(measure.outcome)
    back = html.A(
        say(words.BACK, measure=measure.title), href=measure_address(measure_id, explained.tile.area)
    )
    lead = html.P(_lead(explained), className="lead")
    head = [
        crumbs(view.release.config, outcome, say(words.LINEAGE_TITLE)),
        html.H1(say(words.LINEAGE_TITLE)),
        lead,
        html.P(back),
    ]
    parts = [html.Div(head, className="head"), *(_section(explained, part) for part in sections(explained))]
    return html.Div(parts, className="band page trail")


def _explained(view: View, measure_id: str, area: str) -> Explanation:
    """What the release says of a figure. The rows of the region's newest figures alone are stored with it."""
    tile = view.release.tile(measure_id, view.today, area)
    stored = view.release.lineage.get(measure_id)
    if stored is None:
        return Explanation(view.release, tile)
    return Explanation(view.release, tile, stored.files, stored.trails if area == region_code() else None)


def _lead(explained: Explanation) -> str:
    tile = explained.tile
    if tile.latest is None:
        return say(words.LINEAGE_WITHOUT_FIGURE, measure=tile.measure.title, place=explained.place)
    period = tile.latest.label
    return say(
        words.LINEAGE_LEAD, measure=tile.measure.title, place=explained.place, period=period, text=tile.text
    )


def _section(explained: Explanation, part: Section) -> Component:
    content = list(_content(part))
    if part.id == "rows" and explained.files and explained.trails is None:
        content.append(
            html.P(html.A(say(words.REGIONS_ROWS), href=lineage_address(explained.tile.measure.id)))
        )
    return section(part.id, part.title, content)


def _content(part: Section) -> Iterator[Component]:
    if part.id == "steps":
        yield html.Ol([html.Li(sentence) for sentence in part.says])
    else:
        yield from (html.P(sentence) for sentence in part.says)
    if part.link:
        yield html.P(html.A(say(words.DATA_SET), href=part.link))
    for file, cells in groupby(part.cells, key=lambda cell: cell.file):
        yield _rows(file, list(cells))
    if part.more:
        yield html.P(say(words.NOT_LISTED, count=part.more), className="aside")
    if part.left_out:
        yield folded(say(words.LEFT_OUT), bullets(part.left_out))
    if part.facts and part.id == "steps":
        yield table(say(words.SINGLE), [*map(say, words.SINGLE_HEADS)], part.facts, words_from=1)
    elif part.facts:
        facts = [html.Div([html.Dt(name), html.Dd(text)]) for name, text in part.facts]
        yield html.Dl(facts, className="terms")


def _rows(file: str, cells: list[Cell]) -> Component:
    """Rows of one file as it writes them: the cells that decided, and the value under its own header."""
    columns = {cell.column for cell in cells}
    value = (
        [columns.pop() if len(columns) == 1 else say(words.VALUE)]
        if any(cell.column for cell in cells)
        else []
    )
    same = [
        n for n in range(len(cells[0].row)) if len(cells) > 1 and len({cell.row[n] for cell in cells}) == 1
    ]
    differing = [n for n in range(len(cells[0].row)) if n not in same]
    heads = [say(words.LINE), *(cells[0].row[n][0] for n in differing), *value]
    rows = [
        [f"{cell.line:,}", *(cell.row[n][1] for n in differing), *([cell.written] if value else [])]
        for cell in cells
    ]
    shared = [say(words.SAME, column=name, text=text) for name, text in (cells[0].row[n] for n in same)]
    return table(" ".join([say(words.FILE, file=file), *shared]), heads, rows, words_from=1)


dash.register_page(
    __name__,
    path_template=LINEAGE,
    title=title,
    description=description,
)
