"""How to read this site: what its arrows and words mean, where its figures come from, and how far they go."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from metrics.declared.framework import Config
from pages._parts.about_words import (
    COHERENCE,
    LIMITS,
    MARKS,
    METHODS,
    OUTCOMES,
    PLAN,
    REVISIONS,
    STATES,
    STRENGTHS,
    VERDICTS,
)
from pages._parts.addresses import ACCESSIBILITY, measure_address
from pages._parts.context import current_view
from pages._parts.notes import source
from pages._parts.sections import bullets, note
from pages._parts.tile import ARROWS
from pages._parts.words import lower_first, moment

TITLE = "How to read this"
DESCRIPTION = "What the arrows and words mean, where the figures come from, and how far they can be trusted."


def layout(**_query: object) -> Component:
    config = current_view().release.config
    head = html.Div([html.H1(TITLE), html.P(DESCRIPTION, className="lead")], className="head")
    return html.Div([head, *_reading(), *_nine_items(config)], className="band page")


def _reading() -> list[Component]:
    """What a reader needs in order to read a tile."""
    return [
        note(
            "arrows",
            "The arrows",
            [_terms([(f"{ARROWS[arrow]} {word}", told) for arrow, word, told in MARKS])],
        ),
        note("words", "The words beside a change", [_terms(OUTCOMES)]),
        note("verdicts", "Better or worse", [html.P(VERDICTS)]),
        note("shorthand", "Other words and signs", [_terms(STATES)]),
        note("methods", "How the figures are worked out", [bullets(METHODS)]),
    ]


def _nine_items(config: Config) -> list[Component]:
    """The nine things that the statistics regulator asks every dashboard to say."""
    site = config.site
    statement = html.A("accessibility statement", href=ACCESSIBILITY)
    return [
        note("accessibility", "Accessibility", [html.P(["Read our ", statement, "."])]),
        note(
            "sources",
            "Sources and producer",
            [html.P(f"The producer is {site.producer}."), *_sources(config)],
        ),
        note("status", "Status of the statistics", [html.P(site.statistics_status)]),
        note("limits", "Strengths and limits", [bullets([*STRENGTHS, *LIMITS])]),
        note("revisions", "Revisions and corrections", [bullets(REVISIONS)]),
        note("coherence", "How these fit with other figures", [bullets(COHERENCE)]),
        note("updates", "Updates and other formats", _updates(site.update_schedule)),
        note("plan", "Plan to maintain this site", [html.P(PLAN)]),
        note("contact", "Contact", [html.P(f"{site.contact}.")]),
    ]


def _terms(terms: list[tuple[str, str]]) -> Component:
    return html.Dl([html.Div([html.Dt(term), html.Dd(told)]) for term, told in terms], className="terms")


def _sources(config: Config) -> list[Component]:
    """Each published measure with its data set, as declared."""
    parts: list[Component] = []
    for measure in config.published():
        link = html.A(measure.title, href=measure_address(measure.id))
        parts.append(html.Div([html.H3(link), source(measure)], className="source"))
    return [*parts, html.P(config.site.attribution)]


def _updates(schedule: str) -> list[Component]:
    release = current_view().release
    every = html.A("all outcomes and measures as data (JSON)", href="/api/v1/framework")
    return [
        html.P(f"Updates come {lower_first(schedule)}"),
        html.P(f"The last update was release {release.title}, published on {moment(release.published_at)}."),
        html.P(["You can also get ", every, ". Each measure's page has a link to its own figures."]),
    ]


dash.register_page(__name__, path="/about", name=TITLE, title=TITLE, description=DESCRIPTION)
