"""The accessibility statement: what was tested, what was not, and how to report a problem."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about import accessibility_words as words
from components.basics.blocks import bullets, note
from components.basics.words import day
from components.site import words as site_words
from components.site.contact import contact_content
from components.site.context import current_view
from components.site.urls import ACCESSIBILITY
from metrics.declared.site import Site
from metrics.declared.statement import Accessibility
from metrics.language import say

ADVISORY_SERVICE = "https://www.equalityadvisoryservice.com/"
GUIDELINES = "https://www.w3.org/TR/WCAG22/"


def layout(**_query: object) -> Component:
    site = current_view().release.config.site
    lead = say(words.ACCESSIBILITY_LEAD, title=site.title, producer=site.producer.rstrip("."))
    head = html.Div([html.H1(site_words.STATEMENT), html.P(lead, className="lead")], className="head")
    parts = [*_compliance(site.accessibility), *_tests(), *_answers(site)]
    return html.Div([head, *parts], className="band page")


def _compliance(declared: Accessibility | None) -> list[Component]:
    """What the site can do, how far it meets the standard, and where it falls short."""
    guidelines = html.A(words.GUIDELINES, href=GUIDELINES)
    tested = say(words.NO_TEST_DECLARED) if declared is None else declared.tested
    aim = html.P([words.AIM_BEFORE, guidelines, words.AIM_AFTER])
    return [
        note("use", words.USING, [html.P(words.USING_LEAD), bullets(words.CAN_DO)]),
        note("compliance", words.COMPLIANCE, [aim, html.P(tested)]),
        note(
            "known",
            words.LIMITATIONS,
            [
                html.P(words.LIMITATIONS_LEAD),
                bullets([say(text) for text in words.LIMITATIONS_PARTS]),
                html.P(words.OTHERS),
            ],
        ),
    ]


def _tests() -> list[Component]:
    return [
        note("tested", words.TESTED, [bullets([say(text) for text in words.TESTED_PARTS])]),
        note("not-tested", words.NOT_TESTED, [bullets(words.NOT_TESTED_PARTS)]),
    ]


def _answers(site: Site) -> list[Component]:
    """Whom to tell, who sees to it that the law is kept, and of when this statement is."""
    service = html.A(words.SERVICE, href=ADVISORY_SERVICE)
    complain = html.P([words.COMPLAIN_BEFORE, service, words.COMPLAIN_AFTER])
    declared = site.accessibility
    if declared is None:
        dates = say(words.NOT_PREPARED)
    else:
        dates = say(words.PREPARED_DATES, prepared=day(declared.prepared), reviewed=day(declared.reviewed))
    return [
        note("report", words.REPORT, [html.P(words.REPORT_HINT), html.P(contact_content(site.contact))]),
        note("enforcement", words.ENFORCEMENT, [html.P(words.ENFORCED), complain]),
        note("prepared", words.PREPARED, [html.P(dates)]),
    ]


dash.register_page(
    __name__,
    path=ACCESSIBILITY,
    title=site_words.STATEMENT,
    name=site_words.ACCESSIBILITY,
    place_in_navigation=60,
    description=words.ACCESSIBILITY_DESCRIPTION,
)
