"""What is new: in sentences, with what was revised and corrected, when the next figures come, every release."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.days import day, local_day, moment
from components.basics.words import NO_DATE_FOR_NEXT, RELEASES_COME, lower_first
from components.release import words
from components.release.chain import of_the_chain
from components.release.days import day_that_was_met
from components.release.revisions import (
    amended_texts,
    brought,
    corrected,
    correction,
    note_of,
    what_is_new,
    what_was_revised,
)
from components.release.words import NOTHING_CORRECTED
from components.site.age import age_sentences
from components.site.context import View, current_view
from components.site.dates import late_sentence, late_sentences, step_sentences
from components.site.urls import CALENDAR, FEED, RELEASES, measure_address, release_address
from components.site.words import NAV_RELEASES, PROMISES, WHAT_WAS_REVISED
from metrics.language import say
from metrics.releasing.announcements import Announcement, Due
from metrics.releasing.bulletin import Bulletin, MeasureNews
from metrics.releasing.published import Published, corrected_by, find


def layout(**_query: object) -> Component:
    view = current_view()
    content = brought(view, view.release.id)
    head = html.Div(
        [html.H1(say(NAV_RELEASES)), html.P(say(words.RELEASES_DESCRIPTION), className="lead")],
        className="head",
    )
    parts = [
        note("new", say(words.NEW_IN, release=view.release.title), _new(view, content)),
        note("revised", say(WHAT_WAS_REVISED), what_was_revised(content)),
        note("corrections", say(words.CORRECTIONS), _corrections(view)),
        note("next", say(words.NEXT), _next(view)),
        *_not_renewed(view),
        note("all", say(words.EVERY_RELEASE), [_all(view)]),
        *of_the_chain(view),
    ]
    return html.Div([head, *parts], className="band page")


def _new(view: View, content: Bulletin | None) -> list[Component]:
    headings = [] if content is None else map(_heading, content.measures)
    published = find(view.past, view.release.id)
    lines: list[Component] = [html.P(say(words.PUBLISHED_ON, when=moment(view.release.published_at)))]
    lines += [html.P(sentence, className="late") for sentence in late_sentences(view)]
    lines += [] if published is None else note_of(published)
    return [*lines, *what_is_new(content, headings)]


def _heading(news: MeasureNews) -> Component:
    return html.H3(news.title if news.is_gone else html.A(news.title, href=measure_address(news.id)))


def _corrections(view: View) -> list[Component]:
    corrections: list[Component] = [
        html.Div(
            [correction(notice), html.P([say(words.CORRECTED_BY), _link(published), "."], className="aside")]
        )
        for published, notice in corrected(view.past)
    ]
    return corrections or [html.P(say(NOTHING_CORRECTED))]


def _next(view: View) -> list[Component]:
    """The days on which something is due, the nearest first, and the rule that all follow."""
    site = view.release.config.site
    rule = html.P(say(RELEASES_COME, schedule=lower_first(site.update_schedule)))
    dates = [html.Li(_due(view, due)) for due in view.due]
    dates += [html.Li(_cancelled(item)) for item in view.announced if item.is_cancelled]
    ways = html.P(
        [
            say(words.IN_CALENDARS),
            html.A(say(words.FOR_CALENDARS), href=CALENDAR),
            say(words.OR_AS_FEED),
            html.A(say(words.AS_FEED), href=FEED),
            ".",
        ]
    )
    return [html.Ul(dates) if dates else html.P(say(NO_DATE_FOR_NEXT)), rule, ways]


def _not_renewed(view: View) -> list[Component]:
    """The measures whose newer figures are late, or did not come with this release."""
    published = view.release.config.published()
    ages = ((measure, " ".join(age_sentences(view, measure))) for measure in published)
    items = [
        html.Li([html.A(measure.title, href=measure_address(measure.id)), f": {text}"])
        for measure, text in ages
        if text
    ]
    return [note("age", say(words.NOT_RENEWED), [html.Ul(items)])] if items else []


def _due(view: View, due: Due) -> list[Component | str]:
    """A day, what comes on it, that it is late, and what was said of it."""
    titles = ", ".join(measure.title for measure in due.measures)
    if due.announcement is not None:
        titles = say(words.A_RELEASE_WITH, titles=titles) if titles else say(words.A_RELEASE)
    if due.promise is not None:
        titles = say(words.A_RELEASE_BY_THEN, every=say(PROMISES[due.promise]))
    content: list[Component | str] = [html.Strong(day(due.day)), f": {titles}"]
    if due.late_by(view.today):
        content.append(html.P(late_sentence(view, due), className="late"))
    if due.announcement is not None:
        content += [html.P(sentence, className="aside") for sentence in step_sentences(due.announcement)]
    return content


def _cancelled(item: Announcement) -> list[Component | str]:
    """A day that was announced and taken back, and why."""
    sentences = [html.P(sentence, className="aside") for sentence in step_sentences(item)]
    return [html.Strong(day(item.day)), f": {say(words.NO_RELEASE_THEN)}", *sentences]


def _all(view: View) -> Component:
    """Every release with what became of it, the newest first."""
    items = [
        html.Div(
            [
                html.Dt(_link(published)),
                html.Dd([*_became(view, published), *day_that_was_met(published)]),
            ]
        )
        for published in view.past
    ]
    return html.Dl(items, className="terms")


def _link(published: Published) -> Component:
    return html.A(published.title, href=release_address(published.id))


def _became(view: View, published: Published) -> list[str | Component]:
    sentences = [say(words.PUBLISHED_ON, when=day(local_day(published.at)))]
    if published.withdrawn is not None:
        when = say(words.WITHDRAWN_BEFORE, when=day(local_day(published.withdrawn.at)))
        sentences.append(f"{when} {published.withdrawn.text}")
        sentences += amended_texts(published.withdrawn.amended)
    else:
        sentences += [say(words.NEWEST)] if published.id == view.release.id else []
        sentences += [say(words.CORRECTS)] if published.corrections else []
        sentences += [published.note] if published.note else []
        sentences += amended_texts(published.amended)
    correcting = corrected_by(view.past, published.id)
    if correcting is None:
        return [" ".join(sentences)]
    text = say(words.CORRECTED_SINCE, release=correcting.title)
    return [f"{' '.join(sentences)} ", html.A(text, href=release_address(correcting.id)), "."]


dash.register_page(
    __name__,
    path=RELEASES,
    title=NAV_RELEASES,
    name=NAV_RELEASES,
    place_in_navigation=30,
    description=words.RELEASES_DESCRIPTION,
)
