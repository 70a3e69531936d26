"""The first page: what the region seeks, and whether it is getting there."""

from __future__ import annotations

import dash
from dash.development.base_component import Component

from components.outcome.framework import framework_content, framework_description
from components.site.context import current_view
from components.site.urls import HOME
from components.site.words import NAV_OUTCOMES
from metrics.declared.taxonomy import Framework


def top_framework() -> Framework:
    return current_view().release.config.frameworks[0]


def title() -> str:
    return top_framework().title


def description() -> str:
    return framework_description(top_framework())


def layout(**_query: object) -> Component:
    return framework_content(top_framework())


dash.register_page(
    __name__,
    path=HOME,
    title=title,
    name=NAV_OUTCOMES,
    place_in_navigation=10,
    description=description,
)
