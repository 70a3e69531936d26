"""The accessibility statement: what was tested, what was not, and how to report a problem."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from pages._parts.context import current_view
from pages._parts.sections import bullets, note

TITLE = "Accessibility statement"
DESCRIPTION = "How accessible this site is, how it was tested, and how to report a problem."
ADVISORY_SERVICE = "https://www.equalityadvisoryservice.com/"
GUIDELINES = "https://www.w3.org/TR/WCAG22/"

CAN_DO = [
    "zoom in up to 400% without text running off the screen",
    "reach every link, button and choice with a keyboard alone",
    "read every page with JavaScript switched off",
    "read every chart as a table of figures",
    "use the light or dark colours that your device is set to",
    "print any page",
]
TESTED = [
    "Each kind of page was tested with axe, an automatic checker, in the Chromium browser, at the widths "
    "of a phone and of a desktop screen, in light and in dark colours. It found no faults.",
    "Each kind of page was tested at a width of 320 pixels, and nothing had to be scrolled sideways.",
    "The keyboard was tested for the way to the main content. The pages were read with JavaScript "
    "switched off.",
]
NOT_TESTED = [
    "The site has not been tested with screen readers, voice control or screen magnifiers.",
    "It has not been tested by disabled people, or in browsers other than Chromium.",
    "No independent body has audited it.",
]


def layout(**_query: object) -> Component:
    site = current_view().release.config.site
    lead = f"This statement is about “{site.title}”, the website that {site.producer} publishes."
    head = html.Div([html.H1(TITLE), html.P(lead, className="lead")], className="head")
    return html.Div([head, *_using(), *_legal(site.contact)], className="band page")


def _using() -> list[Component]:
    return [
        note("use", "Using this website", [html.P("You should be able to:"), bullets(CAN_DO)]),
        note("tested", "What was tested", [bullets(TESTED)]),
        note("not-tested", "What was not tested yet", [bullets(NOT_TESTED)]),
        note("known", "What is not accessible", [html.P(_known())]),
    ]


def _known() -> str:
    return (
        "We know of nothing on these pages that is not accessible. Some links lead to data files in the "
        "format JSON, which is made for computers, and to other bodies’ websites, for which this "
        "statement does not speak."
    )


def _legal(contact: str) -> list[Component]:
    guidelines = html.A("Web Content Accessibility Guidelines 2.2", href=GUIDELINES)
    service = html.A("Equality Advisory and Support Service", href=ADVISORY_SERVICE)
    return [
        note(
            "compliance",
            "How far it meets the rules",
            [
                html.P(
                    [
                        "We aim to meet level AA of the ",
                        guidelines,
                        ". Until an audit has shown it, we do not claim it.",
                    ]
                )
            ],
        ),
        note(
            "report",
            "How to report a problem",
            [html.P(f"If you find a problem, or need a page in another format, tell us. {contact}.")],
        ),
        note(
            "enforcement",
            "If you are not content with our answer",
            [
                html.P(
                    "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites "
                    "and Mobile Applications) (No. 2) Accessibility Regulations 2018."
                ),
                html.P(["If our answer does not satisfy you, contact the ", service, "."]),
            ],
        ),
    ]


dash.register_page(__name__, path="/accessibility", name=TITLE, title=TITLE, description=DESCRIPTION)
