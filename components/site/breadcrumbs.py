"""Where a page stands: the ways back up to the first page."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash.development.base_component import Component

from components.site.urls import framework_address, outcome_address
from metrics.declared.framework import Config, Outcome


def crumbs(config: Config, outcome: Outcome, page_title: str = "") -> Component:
    """The way to an outcome, or, where ``page_title`` names one, to a page below it."""
    framework = config.framework(outcome.framework)
    items = [{"label": framework.title, "href": framework_address(config, framework.id)}]
    if page_title:
        items.append({"label": outcome.title, "href": outcome_address(outcome.id)})
    trail: Component = dbc.Breadcrumb(items=[*items, {"label": page_title or outcome.title, "active": True}])
    return trail
