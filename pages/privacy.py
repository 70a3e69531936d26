"""Privacy and cookies: what is kept of a visit, and what is not."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about import privacy_words as words
from components.basics.blocks import bullets, note
from components.site.contact import contact_content
from components.site.context import current_view
from components.site.urls import PRIVACY
from components.site.words import CONTACT
from components.site.words import PRIVACY as TITLE
from metrics.language import say


def layout(**_query: object) -> Component:
    site = current_view().release.config.site
    head = html.Div(
        [html.H1(say(TITLE)), html.P(say(words.PRIVACY_DESCRIPTION), className="lead")], className="head"
    )
    declared = bullets(site.privacy) if site.privacy else html.P(say(words.NOT_DECLARED))
    parts = [
        note("cookies", say(words.COOKIES), [html.P(say(words.NO_COOKIES)), html.P(say(words.NOBODY_ELSE))]),
        note("typed", say(words.TYPED), [html.P(say(words.TYPED_WORDS))]),
        note("recorded", say(words.LOGGED), [html.P(say(words.LOGGED_WORDS)), declared]),
        note("contact", say(CONTACT), [html.P(contact_content(site.contact))]),
    ]
    return html.Div([head, *parts], className="band page")


dash.register_page(__name__, path=PRIVACY, title=TITLE, description=words.PRIVACY_DESCRIPTION)
