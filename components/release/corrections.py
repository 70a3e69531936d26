"""Notices on the pages of measures: what a release corrects of their figures, and that no new ones came."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.release.revisions import correction
from components.release.words import ABSENCE, CORRECTION
from components.site.context import View
from components.site.urls import release_address
from components.site.words import WHAT_WAS_REVISED
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.language import say
from metrics.releasing.news import NO_NEW_FIGURES
from metrics.releasing.published import Notice, find


def correction_notices(view: View, measures: Iterable[str]) -> list[Component]:
    """What the release that is shown corrects of some measures: what names one of them.

    Where words name no measure at all, they are of those that the release revises a figure of.
    """
    published = find(view.past, view.release.id)
    if published is None:
        return []
    ids = list(measures)
    notices = [notice for notice in published.corrections if _concerns(view, notice, ids)]
    if not notices:
        return []
    more = html.P(html.A(say(WHAT_WAS_REVISED), href=release_address(published.id)))
    content = [*map(correction, notices), more]
    return [html.Div(content, className="notice", **marks(role="note", aria_label=say(CORRECTION)))]


def absence_notice(measure: AnyMeasure) -> list[Component]:
    """Why no new figures of a measure came with the release that is shown."""
    if not isinstance(measure, PublishedMeasure) or measure.absent_this_time is None:
        return []
    text = say(NO_NEW_FIGURES, reason=measure.absent_this_time.reason)
    return [html.Div(html.P(text), className="notice", **marks(role="note", aria_label=say(ABSENCE)))]


def _concerns(view: View, notice: Notice, measures: Iterable[str]) -> bool:
    named = [measure.id for measure in view.release.config.measures if _is_named(measure, notice.text)]
    return any(item in named if named else _is_revised(view, item) for item in measures)


def _is_named(measure: AnyMeasure, text: str) -> bool:
    """Whether a text has the title of a measure, or the words of its id."""
    names = (measure.title, measure.id.replace("-", " "))
    return any(name.casefold() in text.casefold() for name in names)


def _is_revised(view: View, measure_id: str) -> bool:
    series = view.release.data.get(measure_id, NO_DATA).series.values()
    return any(observation.status == "r" for observations in series for observation in observations)
