"""What is left of a retired measure: its last published figure, what takes its place, and the way there."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.measure import words
from components.site.context import View
from components.site.urls import as_at_address, measure_address
from metrics.declared.framework import RetiredMeasure
from metrics.language import say
from metrics.periods import UK
from metrics.releasing.published import Published, find


def last_published(view: View, measure: RetiredMeasure) -> Published | None:
    """The release that published the last figures of a measure, where readers may know of it and it stands."""
    published = find(view.past, measure.last_release or "")
    return None if published is None or published.withdrawn is not None else published


def left_of(view: View, measure: RetiredMeasure) -> list[Component]:
    """The last figure with its release, and the successor, as far as there are any."""
    return [*_last(view, measure), *_successor(view, measure)]


def _last(view: View, measure: RetiredMeasure) -> list[Component]:
    published = last_published(view, measure)
    if published is None:
        return []
    sentence = say(words.LAST_RELEASE, release=published.title, day=day(local_day(published.at)))
    address, figure = _figure(view, measure, published)
    link = html.A(say(words.AS_IT_WAS), href=as_at_address(published.id, address)) if address else ""
    return [html.P([" ".join(filter(None, (figure, sentence))), " ", link])]


def _figure(view: View, measure: RetiredMeasure, published: Published) -> tuple[str, str]:
    """The address of the measure in a release, and its figure there in a sentence; nothing where it has none."""
    release = view.opened(published.id)
    declared = set() if release is None else {item.id for item in release.config.published()}
    name = next((item for item in (measure.id, *measure.formerly) if item in declared), "")
    if release is None or not name:
        return "", ""
    tile = release.tile(name, release.published_at.astimezone(UK).date())
    latest = tile.latest
    figure = "" if latest is None else say(words.LAST_FIGURE, figure=tile.text, period=latest.label)
    return measure_address(name), figure


def _successor(view: View, measure: RetiredMeasure) -> list[Component]:
    if measure.successor is None:
        return []
    title = view.release.config.measure(measure.successor).title
    return [html.P([say(words.REPLACED_BY), html.A(title, href=measure_address(measure.successor)), "."])]
