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
from metrics.language import language, of_sentences, say


def layout(problem: object = None, **_query: object) -> Component:
    """``problem`` is the UnknownAddress that led here. Anything else, as from a query, is not shown."""
    opening: list[Component] = [html.H1(say(words.NOT_FOUND_TITLE))]
    if isinstance(problem, UnknownAddress):
        opening.append(_lead(str(problem)))
        if problem.guess:
            opening.append(html.P([say(words.DID_YOU_MEAN), html.A(problem.guess, href=problem.guess), "?"]))
        if problem.frozen:
            opening.append(
                html.P([say(words.STOOD_EARLIER), html.A(problem.frozen, href=problem.frozen), "."])
            )
    opening.append(html.P(say(words.SLIPS)))
    return html.Div([html.Div(opening, className="head"), _ways()], className="band page")


def _lead(problem: str) -> Component:
    """What is wrong with the address: in the words of the frame where it has them, else as an English sentence."""
    for kind, text in words.NO_SUCH.items():
        if text == problem:
            return html.P(say(words.NO_SUCH[kind]), className="lead")
    own = of_sentences(language())
    return html.P(problem, className="lead", lang=None if own == language() else own)


def title() -> str:
    return say(words.NOT_FOUND_TITLE)


def description(**_path: object) -> str:
    return say(words.NOT_FOUND_DESCRIPTION)


def _ways() -> Component:
    outcomes = current_view().release.config.outcomes
    links = [html.Li(html.A(outcome.title, href=outcome_address(outcome.id))) for outcome in outcomes]
    home = html.Li(html.A(say(words.HOME), href=HOME))
    about = html.Li(html.A(say(NAV_ABOUT), href=ABOUT))
    return note("ways", say(words.WAYS), [html.Ul([home, *links, about])])


dash.register_page(
    __name__,
    path=NOT_FOUND,
    title=title,
    description=description,
)
