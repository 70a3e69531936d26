"""What stands around the figures of an outcome: what they say in short, what changed, and what to know of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, marks, note
from components.measure.notes import source
from components.measure.words import BEFORE_QUOTING
from components.outcome import words
from components.release.revisions import beside
from components.release.words import FIRST_RELEASE, UNREADABLE_BEFORE
from components.site.context import View
from components.site.urls import RELEASES, measure_address
from components.tile.tile import tile_id
from metrics.declared.framework import PublishedMeasure
from metrics.figures.headline import headline, word
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.releasing.diff import MeasurePair
from metrics.releasing.news import news, revised_sentences


def in_short(tiles: Sequence[Tile]) -> Component:
    """What is better, what is worse and what cannot be said: one sentence for all, then those of each word."""
    lead = html.P(headline(tiles), className="sentence") if headline(tiles) else None
    sentences = defaultdict[str, list[Component]](list)
    for tile in tiles:
        sentences[word(tile)].append(html.Dd(_sentence(tile)))
    rows = [html.Div([html.Dt(text), *items]) for text, items in sentences.items()]
    heading = html.H2(say(words.IN_SHORT), id="in-short", className="unseen")
    return html.Section(
        [heading, lead, html.Dl(rows, className="terms")],
        className="short",
        **marks(aria_labelledby="in-short"),
    )


def _sentence(tile: Tile) -> list[str | Component]:
    """A measure's name, as the way to its tile, and what it says."""
    return [html.A(tile.measure.title, href=f"#{tile_id(tile)}"), f". {tile.says}"]


def around(view: View, tiles: Sequence[Tile], others: Sequence[str]) -> list[Component]:
    """What the release changed, then caveats and sources. ``others`` are measures that panels show besides."""
    more = [view.release.tile(measure_id, view.today) for measure_id in others]
    measures = [tile.measure for tile in (*tiles, *more) if isinstance(tile.measure, PublishedMeasure)]
    parts: list[Component] = [
        note("changed", say(words.CHANGED), _changed(view, [tile.measure.id for tile in tiles]))
    ]
    if any(measure.caveats for measure in measures):
        with_caveats = [measure for measure in measures if measure.caveats]
        parts.append(note("limits", say(BEFORE_QUOTING), _named(with_caveats, _caveats)))
    if measures:
        parts.append(note("sources", say(words.SOURCES_OF_OUTCOME), _named(measures, source)))
    return parts


def _changed(view: View, ids: Sequence[str]) -> list[Component]:
    diff = beside(view, view.release, ids)
    more = html.P(html.A(say(words.ALL_CHANGED), href=RELEASES))
    if diff is None:
        return [html.P(say(UNREADABLE_BEFORE)), more]
    if diff.earlier is None:
        return [html.P(say(FIRST_RELEASE))]
    rows = [row for measure_diff in diff.measures if (row := _news(measure_diff)) is not None]
    return [*(rows or [html.P(say(words.NOTHING_CHANGED))]), more]


def _news(measure_diff: MeasurePair) -> Component | None:
    """What is newer of a measure, and what was revised; None where there is nothing to say."""
    sentences = [news(measure_diff), *revised_sentences(measure_diff)]
    text = " ".join(part for part in sentences if part)
    return html.Div([html.H3(measure_diff.measure.title), html.P(text)], className="news") if text else None


def _caveats(measure: PublishedMeasure) -> Component:
    return bullets(measure.caveats)


def _named(
    measures: Sequence[PublishedMeasure], content: Callable[[PublishedMeasure], Component]
) -> list[Component]:
    """Something of each measure, under its name."""
    return [
        html.Div(
            [html.H3(html.A(measure.title, href=measure_address(measure.id))), content(measure)],
            className="news",
        )
        for measure in measures
    ]
