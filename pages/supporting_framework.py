"""A supporting framework: the same page as the first, for what stands behind it."""

from __future__ import annotations

import dash
from dash.development.base_component import Component

from components.outcome.framework import framework_content, framework_description
from components.site.context import current_view
from components.site.lookup import find_framework
from components.site.urls import FRAMEWORK


def title(framework_id: str = "") -> str:
    return find_framework(current_view(), framework_id).title


def description(framework_id: str = "") -> str:
    return framework_description(find_framework(current_view(), framework_id))


def layout(framework_id: str = "", **_query: object) -> Component:
    return framework_content(find_framework(current_view(), framework_id))


dash.register_page(
    __name__,
    path_template=FRAMEWORK,
    title=title,
    description=description,
)
