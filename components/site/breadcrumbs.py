"""Where a page stands: the ways back up to the first page."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.site import words
from components.site.urls import framework_address, outcome_address
from metrics.declared.framework import AnyMeasure, Config
from metrics.declared.taxonomy import Outcome
from metrics.language import say


def crumbs(config: Config, outcome: Outcome, page_title: str = "") -> Component:
    """The way to an outcome, or, where ``page_title`` names one, to a page below it."""
    framework = config.framework(outcome.framework)
    items = [{"label": framework.title, "href": framework_address(config, framework.id)}]
    if page_title:
        items.append({"label": outcome.title, "href": outcome_address(outcome.id)})
    trail: Component = dbc.Breadcrumb(items=[*items, {"label": page_title or outcome.title, "active": True}])
    return trail


def other_places(config: Config, measure: AnyMeasure) -> list[Component]:
    """Under which other outcomes a measure stands, each with its framework; nothing where there are none."""
    links: list[str | Component] = []
    for outcome in config.outcomes_that_show(measure.id):
        framework = config.framework(outcome.framework).title
        links += [html.A(outcome.title, href=outcome_address(outcome.id)), f" ({framework}), "]
    if not links:
        return []
    links[-1] = f"{str(links[-1]).removesuffix(', ')}."
    return [html.P([say(words.ALSO_STANDS), *links], className="aside")]
