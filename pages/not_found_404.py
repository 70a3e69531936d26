"""An address that leads nowhere: said plainly, with the nearest one that leads somewhere."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.site import words
from components.site.context import UnknownAddress, current_view
from components.site.urls import ABOUT, HOME, NOT_FOUND, outcome_address
from components.site.words import NAV_ABOUT


def layout(problem: object = None, **_query: object) -> Component:
    """``problem`` is the UnknownAddress that led here. Anything else, as from a query, is not shown."""
    opening: list[Component] = [html.H1(words.NOT_FOUND_TITLE)]
    if isinstance(problem, UnknownAddress):
        opening.append(html.P(str(problem), className="lead"))
        if problem.guess:
            opening.append(html.P([words.DID_YOU_MEAN, html.A(problem.guess, href=problem.guess), "?"]))
        if problem.frozen:
            opening.append(html.P([words.STOOD_EARLIER, html.A(problem.frozen, href=problem.frozen), "."]))
    opening.append(html.P(words.SLIPS))
    return html.Div([html.Div(opening, className="head"), _ways()], className="band page")


def _ways() -> Component:
    outcomes = current_view().release.config.outcomes
    links = [html.Li(html.A(outcome.title, href=outcome_address(outcome.id))) for outcome in outcomes]
    home = html.Li(html.A(words.HOME, href=HOME))
    about = html.Li(html.A(NAV_ABOUT, href=ABOUT))
    return note("ways", words.WAYS, [html.Ul([home, *links, about])])


dash.register_page(
    __name__,
    path=NOT_FOUND,
    title=words.NOT_FOUND_TITLE,
    description=words.NOT_FOUND_DESCRIPTION,
)
