"""All frameworks: what stands in each, how its measures stand now, and what is promised by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from components.about.staff_page import every_staff_page
from components.account.years import accounts_table
from components.basics.blocks import marks, section
from components.basics.table import table
from components.basics.words import expected
from components.inspection.content import inspection_lines
from components.outcome import words
from components.outcome.framework_time import time_and_ways
from components.oversight.bodies import readers_of
from components.site.context import View
from components.site.urls import framework_address, measure_address, outcome_address
from components.tracker.every import trackers_table
from metrics.declared.framework import PlannedMeasure
from metrics.declared.taxonomy import Framework, Outcome
from metrics.figures.headline import word
from metrics.figures.tiles import Tile
from metrics.language import say, say_count

Row = tuple[Component, Component, Component]


def every_framework(view: View) -> list[Component]:
    """A section for each framework in the order declared, then what is promised."""
    sections = [_framework(view, framework) for framework in view.release.config.frameworks]
    promised = section("promised", say(words.PROMISED_TITLE), [_promised(view)])
    return [*sections, promised, *every_staff_page(view)]


def contents_sentence(view: View, framework: Framework) -> str:
    """``5 outcomes with 9 measures: 6 with figures, 2 planned (1 overdue).``"""
    tiles = framework_tiles(view, framework)
    count = len(view.release.config.outcomes_of(framework.id))
    if not count:
        return say(words.NO_OUTCOMES)
    sentence = say(
        words.OUTCOMES_AND_MEASURES,
        outcomes=say_count(*words.OUTCOMES_COUNTED, count, number=count),
        measures=say_count(*words.MEASURES_COUNTED, len(tiles), number=len(tiles)),
    )
    states = ", ".join(_states(tiles))
    return f"{sentence}: {states}." if states else f"{sentence}."


def framework_tiles(view: View, framework: Framework) -> list[Tile]:
    """The tile of each measure that a framework has, once, in the order in which its outcomes show them."""
    config = view.release.config
    outcomes = config.outcomes_of(framework.id)
    ids = dict.fromkeys(measure.id for outcome in outcomes for measure in config.measures_of(outcome.id))
    return [view.release.tile(measure_id, view.today) for measure_id in ids]


def _states(tiles: Iterable[Tile]) -> Iterable[str]:
    tally = Counter[str](tile.measure.status for tile in tiles)
    late = sum(tile.overdue for tile in tiles)
    for state, text in words.STATES.items():
        if tally[state]:
            overdue = f" ({say(words.OVERDUE, count=late)})" if state == "planned" and late else ""
            yield f"{say(text, count=tally[state])}{overdue}"


def _framework(view: View, framework: Framework) -> Component:
    config = view.release.config
    link = html.A(framework.title, href=framework_address(config, framework.id))
    lines = [html.P(framework.description), *time_and_ways(view, framework), *readers_of(view, framework)]
    lines.append(html.P(contents_sentence(view, framework)))
    if outcomes := config.outcomes_of(framework.id):
        caption = say(words.FRAMEWORK_CAPTION, title=framework.title)
        rows = [row for outcome in outcomes for row in _rows(view, outcome)]
        heads = [*map(say, words.FRAMEWORK_HEADS)]
        lines.append(html.Div(table(caption, heads, rows, 1), className="every"))
    lines += [*accounts_table(view, framework), *trackers_table(view, framework)]
    lines += inspection_lines(view, framework)
    name = f"framework-{framework.id}"
    return html.Section([html.H2(link, id=name), *lines], **marks(aria_labelledby=name))


def _rows(view: View, outcome: Outcome) -> Iterable[Row]:
    """An outcome's measures; one that stands elsewhere too says where it is declared."""
    config, under = view.release.config, html.A(outcome.title, href=outcome_address(outcome.id))
    measures = config.measures_of(outcome.id)
    if not measures:
        yield html.Div(under), html.Span(), html.Span()
    for measure in measures:
        tile = view.release.tile(measure.id, view.today)
        name = html.A(measure.title, href=measure_address(measure.id))
        figure: Component = html.Span()
        if tile.latest is not None:
            figure = html.Div([html.Strong(tile.text), html.Div(tile.latest.label, className="period")])
        yield html.Div([name, html.Div(under, className="period")]), figure, html.Span(word(tile))


def _promised(view: View) -> Component:
    """Planned measures by their owners, those that are overdue first."""
    planned = [measure for measure in view.release.config.measures if isinstance(measure, PlannedMeasure)]
    if not planned:
        return html.P(say(words.NOTHING_PROMISED))
    late = {measure.id: view.release.tile(measure.id, view.today).overdue for measure in planned}
    rows = [
        (
            measure.owner,
            html.A(measure.title, href=measure_address(measure.id)),
            expected(measure.expected, late[measure.id]),
        )
        for measure in sorted(planned, key=lambda item: (not late[item.id], item.owner))
    ]
    heads = [*map(say, words.PROMISED_HEADS)]
    return html.Div(table(say(words.PROMISED_CAPTION), heads, rows, 1), className="every")
