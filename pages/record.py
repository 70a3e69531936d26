"""How often we were right: of the firm words that releases gave, how many stood when later figures came."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.release import record_words as words
from components.release.record import KeptRecord, kept_record, table_of_words
from components.site.context import current_view
from components.site.urls import ABOUT, RECORD, RECORD_AS_DATA, release_address
from components.site.words import NAV_ABOUT
from metrics.language import say
from metrics.releasing.published import Past
from metrics.releasing.record import STANDINGS


def description(**_path: object) -> str:
    return say(words.RECORD_DESCRIPTION)


def layout(**_query: object) -> Component:
    kept = kept_record(current_view())
    parts = [note("words", say(words.EVERY_WORD), [table_of_words(kept)])] if kept.record.rechecks else []
    parts += [
        note("how", say(words.HOW_LOOKED_UP), [*(html.P(say(text)) for text in words.LOOKED_UP)]),
        note("standings", say(words.HOW_WORDS_STAND), [_standings()]),
        note("counting", say(words.WHICH_COUNT), _which(kept)),
    ]
    return html.Div([_head(kept), *parts], className="band page")


def _head(kept: KeptRecord) -> Component:
    items = [{"label": say(NAV_ABOUT), "href": ABOUT}, {"label": say(words.RECORD_TITLE), "active": True}]
    first, *others = kept.sentences
    lines = [html.P(first, className="lead"), *map(html.P, others), html.P(say(words.FIRM_WORD))]
    return html.Div(
        [dbc.Breadcrumb(items=items), html.H1(say(words.RECORD_TITLE)), *lines],
        className="head",
    )


def _standings() -> Component:
    terms = [
        html.Div([html.Dt(say(words.RECHECK_WORDS[name])), html.Dd(say(words.RECHECK_MEANINGS[name]))])
        for name in STANDINGS
    ]
    return html.Dl(terms, className="terms")


def _which(kept: KeptRecord) -> list[Component]:
    withdrawn: list[Component] = [html.P(say(words.ALL_COUNT))]
    if kept.withdrawn:
        withdrawn = _listed(say(words.WITHDRAWN_DO_NOT_COUNT), kept.withdrawn)
    as_json = html.P(html.A(say(words.RECORD_IN_JSON), href=RECORD_AS_DATA))
    counting, unread = _listed(say(words.THESE_COUNT), kept.counting), _listed(say(words.UNREAD), kept.unread)
    return [*counting, *withdrawn, *unread, as_json]


def _listed(introduction: str, releases: Past) -> list[Component]:
    """Some releases, each with the way to its page; nothing where there is none."""
    links: list[Component | str] = []
    for published in releases:
        links += [", ", html.A(published.title, href=release_address(published.id))]
    return [html.P([introduction, *links[1:], "."])] if links else []


dash.register_page(
    __name__,
    path=RECORD,
    title=words.RECORD_TITLE,
    name=words.RECORD_TITLE,
    description=description,
)
