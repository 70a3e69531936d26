"""How to read this site: what its arrows and words mean, where its figures come from, and how far they go."""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import html
from dash.development.base_component import Component

from components.about import words
from components.about.methods import methods
from components.about.signing import signing_keys
from components.basics.blocks import bullets, note
from components.basics.days import moment
from components.basics.words import lower_first
from components.measure.notes import source
from components.release.record_words import RECORD_LINK
from components.site import words as site_words
from components.site.contact import contact_content
from components.site.context import current_view
from components.site.dates import late_sentences
from components.site.urls import ABOUT, ACCESSIBILITY, DATA, RECORD, measure_address
from components.tile.tile import ARROWS
from metrics.declared.framework import Config
from metrics.declared.site import EarlyAccess
from metrics.language import say


def layout(**_query: object) -> Component:
    config = current_view().release.config
    head = html.Div(
        [html.H1(say(site_words.NAV_ABOUT)), html.P(say(words.ABOUT_DESCRIPTION), className="lead")],
        className="head",
    )
    return html.Div([head, *_reading(), *_nine_items(config)], className="band page")


def _reading() -> list[Component]:
    """What a reader needs in order to read a tile."""
    view = current_view()
    arrows = [(f"{ARROWS[arrow]} {say(word)}", say(meaning)) for arrow, word, meaning in words.ARROW_MEANINGS]
    outcomes = [(say(term), say(meaning)) for term, meaning in words.OUTCOMES]
    shorthand = [(say(term), say(meaning)) for term, meaning in words.SHORTHAND]
    record = html.P(html.A(say(RECORD_LINK), href=RECORD))
    return [
        note("arrows", say(words.ARROWS_HEAD), [_terms(arrows)]),
        note("words", say(words.OUTCOMES_HEAD), [_terms(outcomes)]),
        note("verdicts", say(words.VERDICTS_HEAD), [html.P(say(words.VERDICTS)), record]),
        note("shorthand", say(words.STATES_HEAD), [_terms(shorthand)]),
        methods(view.release, view.today),
    ]


def _nine_items(config: Config) -> list[Component]:
    """The nine things that the statistics regulator asks every dashboard to say."""
    site = config.site
    statement = html.A(lower_first(say(site_words.STATEMENT)), href=ACCESSIBILITY)
    return [
        note("accessibility", say(site_words.ACCESSIBILITY), [html.P([say(words.READ_OUR), statement, "."])]),
        note(
            "sources",
            say(words.SOURCES_HEAD),
            [html.P(say(words.PRODUCER_IS, producer=site.producer)), *_sources(config)],
        ),
        note("status", say(words.STATUS_HEAD), [html.P(site.statistics_status)]),
        note("limits", say(site_words.LIMITS), [_written((*site.strengths, *site.limits))]),
        note("revisions", say(site_words.REVISIONS), [_written(site.revisions)]),
        note("coherence", say(words.COHERENCE_HEAD), [_written(site.coherence)]),
        note("updates", say(site_words.UPDATES), _updates(site.update_schedule)),
        *_early_access(site.early_access),
        *signing_keys(site.signing_keys),
        note("plan", say(words.PLAN_HEAD), [_written(site.maintenance)]),
        note("contact", say(site_words.CONTACT), [html.P(contact_content(site.contact))]),
    ]


def _written(texts: Sequence[str]) -> Component:
    return bullets(texts) if texts else html.P(say(words.NOT_WRITTEN))


def _terms(terms: list[tuple[str, str]]) -> Component:
    return html.Dl(
        [html.Div([html.Dt(term), html.Dd(description)]) for term, description in terms], className="terms"
    )


def _sources(config: Config) -> list[Component]:
    """Each published measure with its data set, as declared."""
    parts: list[Component] = []
    for measure in config.published():
        link = html.A(measure.title, href=measure_address(measure.id))
        parts.append(html.Div([html.H3(link), source(measure)], className="source"))
    return [*parts, html.P(config.site.attribution)]


def _early_access(persons: Sequence[EarlyAccess]) -> list[Component]:
    """Everybody who may see figures before they are published, where that is declared."""
    if not persons:
        return []
    names = [f"{person.name}: {person.role}" for person in persons]
    return [
        note("early-access", say(words.EARLY_ACCESS_HEAD), [html.P(say(words.EARLY_ACCESS)), bullets(names)])
    ]


def _updates(schedule: str) -> list[Component]:
    release = current_view().release
    every = html.A(say(words.EVERY_FIGURE), href=DATA)
    last = say(words.LAST, release=release.title, when=moment(release.published_at))
    return [
        html.P(say(words.UPDATES_COME, schedule=lower_first(schedule))),
        html.P(" ".join([last, *late_sentences(current_view())])),
        html.P([say(words.EVERY_FIGURE_BEFORE), every, say(words.EVERY_FIGURE_AFTER)]),
    ]


dash.register_page(
    __name__,
    path=ABOUT,
    title=site_words.NAV_ABOUT,
    name=site_words.NAV_ABOUT,
    place_in_navigation=50,
    description=words.ABOUT_DESCRIPTION,
)
