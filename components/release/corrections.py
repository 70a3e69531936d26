"""Notices of correction, on the pages of the measures whose figures a release corrects."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.release.revisions import correction
from components.release.words import CORRECTION
from components.site.context import View
from components.site.urls import release_address
from components.site.words import WHAT_WAS_REVISED
from metrics.figures.release import NO_DATA
from metrics.releasing.published import find


def correction_notices(view: View, measures: Iterable[str]) -> list[Component]:
    """What the release that is shown corrects, where it revises a figure of one of the measures."""
    published = find(view.past, view.release.id)
    if (
        published is None
        or not published.corrections
        or not any(_is_revised(view, measure_id) for measure_id in measures)
    ):
        return []
    more = html.P(html.A(WHAT_WAS_REVISED, href=release_address(published.id)))
    content = [*map(correction, published.corrections), more]
    return [html.Div(content, className="notice", **marks(role="note", aria_label=CORRECTION))]


def _is_revised(view: View, measure_id: str) -> bool:
    series = view.release.data.get(measure_id, NO_DATA).series.values()
    return any(observation.status == "r" for observations in series for observation in observations)
