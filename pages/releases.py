"""What is new: in sentences, with what was revised and corrected, when the next figures come, every release."""

from __future__ import annotations

from datetime import date

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, note
from components.basics.words import NO_DATE_FOR_NEXT, day, local_day, lower_first, moment
from components.release import words
from components.release.revisions import (
    beside,
    corrected,
    correction,
    what_is_new,
    what_was_revised,
    with_news,
)
from components.release.words import NOTHING_CORRECTED
from components.site.context import View, current_view
from components.site.urls import measure_address, release_address
from metrics.declared.framework import Config
from metrics.releasing.diff import Diff
from metrics.releasing.published import Published, find


def layout(**_query: object) -> Component:
    view = current_view()
    diff = beside(view, view.release)
    head = html.Div(
        [html.H1(words.RELEASES), html.P(words.RELEASES_TOLD, className="lead")], className="head"
    )
    parts = [
        note("new", words.NEW_IN.format(release=view.release.title), _new(view, diff)),
        note("revised", words.REVISED, what_was_revised(diff)),
        note("corrections", words.CORRECTIONS, _corrections(view)),
        note("next", words.NEXT, _next(view.release.config)),
        note("all", words.EVERY, [_all(view)]),
    ]
    return html.Div([head, *parts], className="band page")


def _new(view: View, diff: Diff | None) -> list[Component]:
    headings = [
        (one, _heading(one.measure.id, one.measure.title, one.after is None)) for one in with_news(diff)
    ]
    one = find(view.past, view.release.id)
    said = [html.P(words.PUBLISHED.format(when=moment(view.release.published_at)))]
    said += [html.P(one.note)] if one is not None and one.note else []
    return [*said, *what_is_new(diff, headings)]


def _heading(measure_id: str, title: str, gone: bool) -> Component:
    return html.H3(title if gone else html.A(title, href=measure_address(measure_id)))


def _corrections(view: View) -> list[Component]:
    found: list[Component] = [
        html.Div([correction(notice), html.P([words.MADE_BY, _link(one), "."], className="aside")])
        for one, notice in corrected(view.past)
    ]
    return found or [html.P(NOTHING_CORRECTED)]


def _next(config: Config) -> list[Component]:
    """The announced dates, the nearest first, and the rule that all follow."""
    dates = sorted({one.next_update for one in config.published() if isinstance(one.next_update, date)})
    lines = [f"{day(when)}: {_due(config, when)}" for when in dates]
    rule = html.P(words.RULE.format(schedule=lower_first(config.site.update_schedule)))
    return [bullets(lines) if lines else html.P(NO_DATE_FOR_NEXT), rule]


def _due(config: Config, when: date) -> str:
    return ", ".join(one.title for one in config.published() if one.next_update == when)


def _all(view: View) -> Component:
    """Every release with what became of it, the newest first."""
    told = [html.Div([html.Dt(_link(one)), html.Dd(_became(view, one))]) for one in view.past]
    return html.Dl(told, className="terms")


def _link(one: Published) -> Component:
    return html.A(one.title, href=release_address(one.id))


def _became(view: View, one: Published) -> str:
    said = [words.PUBLISHED.format(when=day(local_day(one.at)))]
    if one.withdrawn is not None:
        when = words.WITHDRAWN_ON.format(when=day(local_day(one.withdrawn.at)))
        said.append(f"{when} {one.withdrawn.text}")
    else:
        said += [words.NEWEST] if one.id == view.release.id else []
        said += [words.CORRECTS] if one.corrections else []
        said += [one.note] if one.note else []
    return " ".join(said)


dash.register_page(
    __name__,
    path="/releases",
    name=words.RELEASES,
    title=words.RELEASES,
    description=words.RELEASES_TOLD,
)
