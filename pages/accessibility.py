"""The accessibility statement: what was tested, what was not, and how to report a problem."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about import accessibility_words as words
from components.basics.blocks import bullets, note
from components.basics.days import day
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
    head = html.Div([html.H1(say(site_words.STATEMENT)), html.P(lead, className="lead")], className="head")
    parts = [*_compliance(site.accessibility), *_tests(), *_answers(site)]
    return html.Div([head, *parts], className="band page")


def _compliance(declared: Accessibility | None) -> list[Component]:
    """What the site can do, how far it meets the standard, and where it falls short."""
    able = bullets([say(text) for text in words.CAN_DO])
    guidelines = html.A(say(words.GUIDELINES), href=GUIDELINES)
    tested = say(words.NO_TEST_DECLARED) if declared is None else declared.tested
    aim = html.P([say(words.AIM_BEFORE), guidelines, words.AIM_AFTER])
    return [
        note("use", say(words.USING), [html.P(say(words.USING_LEAD)), able]),
        note("compliance", say(words.COMPLIANCE), [aim, html.P(tested)]),
        note(
            "known",
            say(words.LIMITATIONS),
            [
                html.P(say(words.LIMITATIONS_LEAD)),
                bullets([say(text) for text in words.LIMITATIONS_PARTS]),
                html.P(say(words.OTHERS)),
            ],
        ),
    ]


def _tests() -> list[Component]:
    return [
        note("tested", say(words.TESTED), [bullets([say(text) for text in words.TESTED_PARTS])]),
        note("not-tested", say(words.NOT_TESTED), [bullets([say(text) for text in words.NOT_TESTED_PARTS])]),
    ]


def _answers(site: Site) -> list[Component]:
    """Whom to tell, who sees to it that the law is kept, and of when this statement is."""
    service = html.A(say(words.SERVICE), href=ADVISORY_SERVICE)
    complain = html.P([say(words.COMPLAIN_BEFORE), service, words.COMPLAIN_AFTER])
    declared = site.accessibility
    if declared is None:
        dates = say(words.NOT_PREPARED)
    else:
        dates = say(words.PREPARED_DATES, prepared=day(declared.prepared), reviewed=day(declared.reviewed))
    contact = html.P(contact_content(site.contact))
    return [
        note("report", say(words.REPORT), [html.P(say(words.REPORT_HINT)), contact]),
        note("enforcement", say(words.ENFORCEMENT), [html.P(say(words.ENFORCED)), complain]),
        note("prepared", say(words.PREPARED), [html.P(dates)]),
    ]


dash.register_page(
    __name__,
    path=ACCESSIBILITY,
    title=site_words.STATEMENT,
    name=site_words.ACCESSIBILITY,
    place_in_navigation=60,
    description=words.ACCESSIBILITY_DESCRIPTION,
)
