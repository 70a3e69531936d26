"""An address that leads nowhere: said plainly, with the nearest one that leads somewhere."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from pages._parts.addresses import ABOUT, HOME, outcome_address
from pages._parts.context import UnknownAddress, current_view
from pages._parts.sections import note

TITLE = "Page not found"
DESCRIPTION = "There is no page at this address."
SLIPS = "If you typed the address, check it for slips. If you followed a link, it may be old."


def layout(problem: object = None, **_query: object) -> Component:
    """``problem`` is the UnknownAddress that led here. Anything else, as from a query, is not shown."""
    said: list[Component] = [html.H1(TITLE)]
    if isinstance(problem, UnknownAddress):
        said.append(html.P(str(problem), className="lead"))
        if problem.guess:
            said.append(html.P(["Did you mean ", html.A(problem.guess, href=problem.guess), "?"]))
    said.append(html.P(SLIPS))
    return html.Div([html.Div(said, className="head"), _ways()], className="band page")


def _ways() -> Component:
    outcomes = current_view().release.config.outcomes
    links = [html.Li(html.A(outcome.title, href=outcome_address(outcome.id))) for outcome in outcomes]
    home = html.Li(html.A("All outcomes", href=HOME))
    about = html.Li(html.A("How to read this", href=ABOUT))
    return note("ways", "Where you can go from here", [html.Ul([home, *links, about])])


dash.register_page(__name__, path="/404", name=TITLE, title=TITLE, description=DESCRIPTION)
