"""How the figures are worked out: each method in plain language, with an example from the release that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.about.methods_of_others_words import Method
from components.about.methods_words import (
    FORMULA,
    METHODS,
    METHODS_TITLE,
    NO_WORKED_EXAMPLE,
    RESIDENTS_BY_TABLE,
    RESIDENTS_OF_YEAR,
    WORKED_EXAMPLE,
)
from components.basics.blocks import note
from components.site.urls import METHOD_ANCHOR
from metrics.areas import area_words
from metrics.declared.among import gazetteer_of
from metrics.figures.area_sentences import by_chance
from metrics.figures.release import Release
from metrics.figures.worked import MethodId, worked_examples
from metrics.language import say


def methods(release: Release, today: date) -> Component:
    """Every method with its worked example. ``today`` is the day on which the figures are read."""
    examples, by_year = worked_examples(release, today), bool(gazetteer_of(release.config).populations)
    return note(
        "methods", say(METHODS_TITLE), [_method(method, examples, by_year=by_year) for method in METHODS]
    )


def _method(method: Method, examples: Mapping[MethodId, str], *, by_year: bool) -> Component:
    example = examples.get(method.id)
    formula = formula_of(method, by_year=by_year)
    worked = (
        [html.Strong(f"{say(WORKED_EXAMPLE)}: "), html.Span(example)]
        if example
        else [html.Span(say(NO_WORKED_EXAMPLE))]
    )
    return html.Div(
        [
            html.H3(say(method.title), id=METHOD_ANCHOR.format(method.id)),
            *(html.P(say(text, **by_chance())) for text in method.paragraphs),
            html.P(worked, className="worked"),
            html.Details([html.Summary(say(FORMULA)), html.P(formula)]),
        ],
        className="method",
    )


def formula_of(method: Method, *, by_year: bool) -> str:
    """The formula of a method, with whose numbers of people its rates are by."""
    residents = RESIDENTS_OF_YEAR if by_year else RESIDENTS_BY_TABLE
    return say(method.formula, residents=say(residents, source=area_words().residents))
