"""One release as it was published: its figures in short, what it revised, and the way to its frozen pages."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.days import day, local_day, moment
from components.basics.table import table
from components.basics.words import NOT_AVAILABLE, full_marked_text
from components.release import words
from components.release.acknowledged import gaps_note
from components.release.area_revisions import revisions_by_area
from components.release.days import day_that_was_met
from components.release.record import word_and_line
from components.release.record_words import RECORD_LINK
from components.release.revisions import (
    amended_texts,
    brought,
    corrected_since,
    correction,
    note_of,
    what_it_corrected,
    what_was_revised,
)
from components.release.words import UNREADABLE
from components.site.context import View, current_view
from components.site.lookup import find_release
from components.site.urls import (
    RECORD,
    RELEASE,
    RELEASES,
    as_at_address,
    measure_address,
    release_address,
)
from components.site.words import NAV_RELEASES
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.sentences import OUTCOME_WORDS, VERDICT_WORDS, change_text
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_line, verdict_word
from metrics.language import say
from metrics.releasing.published import Published


def title(release_id: str = "") -> str:
    return say(words.RELEASE_TITLE, release=find_release(current_view().past, release_id).title)


def description(release_id: str = "") -> str:
    published = find_release(current_view().past, release_id)
    return say(words.RELEASE_DESCRIPTION, release=published.title, when=day(local_day(published.at)))


def layout(release_id: str = "", **_query: object) -> Component:
    view = current_view()
    published = find_release(view.past, release_id)
    head = [_trail(published), html.H1(say(words.RELEASE_TITLE, release=published.title))]
    head.extend(_standing(view, published))
    parts = [] if published.withdrawn is not None else _parts(view, published)
    return html.Div([html.Div(head, className="head"), *parts], className="band page")


def _trail(published: Published) -> Component:
    items = [{"label": say(NAV_RELEASES), "href": RELEASES}, {"label": published.title, "active": True}]
    trail: Component = dbc.Breadcrumb(items=items)
    return trail


def _standing(view: View, published: Published) -> list[Component]:
    """When it came, and what became of it since."""
    lines = [
        html.P(
            f"{say(words.PUBLISHED_ON, when=moment(published.at))} {_state(view, published)}",
            className="lead",
        )
    ]
    if published.withdrawn is not None:
        when = html.Strong(f"{say(words.WITHDRAWN_NOTICE, when=moment(published.withdrawn.at))} ")
        newest = say(words.NEWEST_IS, release=view.release.title)
        now = html.A(newest, href=release_address(view.release.id))
        earlier = [f" ({text})" for text in amended_texts(published.withdrawn.amended)]
        why = html.P([when, published.withdrawn.text, *earlier], className="notice")
        since = corrected_since(view, published)
        return [*lines, why, *since, html.P([now, "."]), *day_that_was_met(published)]
    return [
        *lines,
        *note_of(published),
        *map(correction, published.corrections),
        *corrected_since(view, published),
        *day_that_was_met(published),
    ]


def _state(view: View, published: Published) -> str:
    if published.withdrawn is not None:
        return say(words.NO_LONGER)
    if published.id == view.release.id:
        return say(words.THE_NEWEST)
    return say(words.REVISED_SINCE, release=view.release.title)


def _parts(view: View, published: Published) -> list[Component]:
    release = view.release if published.id == view.release.id else view.opened(published.id)
    if release is None:
        return [html.P(say(UNREADABLE))]
    corrected = what_it_corrected(view, release)
    return [
        note(
            "figures", say(words.ITS_FIGURES), [*_frozen(view, published), _figures(view, release), _record()]
        ),
        *gaps_note(release, view.past),
        *([note("corrected", say(words.WAS_AND_IS), corrected)] if corrected else []),
        note("revised", say(words.IT_REVISED), what_was_revised(brought(view, release.id))),
        *revisions_by_area(view, release),
    ]


def _frozen(view: View, published: Published) -> list[Component]:
    """The way to every page as it was; frozen pages are on that way already."""
    if view.kind == "as-at":
        return []
    link = html.A(say(words.AS_PUBLISHED), href=as_at_address(published.id))
    return [html.P([link, say(words.AS_PUBLISHED_AFTER)])]


def _record() -> Component:
    return html.P(html.A(say(RECORD_LINK), href=RECORD), className="more")


def _figures(view: View, release: Release) -> Component:
    tiles = [release.tile(item.id, local_day(release.published_at)) for item in release.config.published()]
    caption = say(words.FIGURES, release=release.title)
    heads = [*map(say, words.FIGURE_HEADS)]
    return table(caption, heads, [_row(view, release, tile) for tile in tiles], words_from=2)


def _row(view: View, release: Release, tile: Tile) -> tuple[str | Component, ...]:
    name = _name(view, release, tile)
    if tile.latest is None or not isinstance(tile.measure, PublishedMeasure):
        return name, say(NOT_AVAILABLE), tile.note
    period = html.Span(tile.latest.label, className="period")
    return html.Span([name, period]), full_marked_text(tile.measure, tile.latest), _change(tile.measure, tile)


def _change(measure: PublishedMeasure, tile: Tile) -> str | Component:
    if tile.change is None:
        return tile.note
    if tile.verdict is not None:
        return word_and_line(verdict_word(tile.verdict), verdict_line(measure, tile.verdict))
    outcome = say(OUTCOME_WORDS[tile.change.outcome] if tile.judged else VERDICT_WORDS["not-judged"])
    if tile.change.difference is None:
        return outcome
    if tile.change.is_judged and tile.change.verdict in ("better", "worse"):
        outcome = f"{outcome}, {say(VERDICT_WORDS[tile.change.verdict]).lower()}"
    return html.Span([html.Strong(change_text(tile.change)), f" {outcome}"])


def _name(view: View, release: Release, tile: Tile) -> str | Component:
    """The measure, with the way to its page as it was published where there is one from here."""
    address = measure_address(tile.measure.id)
    if release.id == view.release.id:
        return html.A(tile.measure.title, href=address)
    if view.kind == "as-at":
        return tile.measure.title
    return html.A(tile.measure.title, href=f"{as_at_address(release.id).rstrip('/')}{address}")


dash.register_page(
    __name__,
    path_template=RELEASE,
    title=title,
    description=description,
)
