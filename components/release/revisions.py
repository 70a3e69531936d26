"""What a release brings beside the one before: its measures in sentences, and the figures that it revised."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from itertools import islice

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.basics.table import folded, table
from components.basics.words import FREQUENCY, upper_first
from components.release import words
from components.site.context import View
from components.site.urls import account_address, inspection_address, release_address, tracker_address
from metrics.figures.release import Release
from metrics.language import say
from metrics.periods import Frequency
from metrics.releasing.bulletin import Bulletin, MeasureNews, RevisedFigure, bulletin
from metrics.releasing.diff import Diff, difference
from metrics.releasing.news import Act
from metrics.releasing.published import (
    Amendment,
    Notice,
    Published,
    before,
    comparable,
    corrected_by,
    corrected_release,
    corrected_releases,
    find,
)
from metrics.releasing.record_news import RecordNews

LONG_TABLE = 12


def beside(view: View, release: Release, only: Collection[str] | None = None) -> Diff | None:
    """A release beside the one before it, on its own day; None where that one cannot be read.

    ``only`` are the ids of the measures that are looked at; None is all.
    """
    previous = before(view.past, release.id)
    earlier = None if previous is None else view.opened(previous.id)
    if previous is not None and earlier is None:
        return None
    last = partial(last_with, view, tuple(islice(comparable(view.past, release.id), 1, None)))
    return difference(earlier, release, local_day(release.published_at), only, last)


def last_with(view: View, releases: Iterable[Published], measure_ids: Collection[str]) -> Release | None:
    """The first of some releases that has figures of a measure, under one of the ids that it has or had.

    None where there is none, or where it cannot be read, or was withdrawn: what it said is not repeated.
    """
    ids = frozenset(measure_ids)
    for published in releases:
        days = view.newest_days(published.id)
        if days is None or (published.withdrawn is not None and not ids.isdisjoint(days)):
            return None
        if not ids.isdisjoint(days):
            return view.opened(published.id)
    return None


def brought(view: View, release_id: str) -> Bulletin | None:
    """What a release that readers may know of brings; None where it, or the one before it, cannot be read.

    It is as stored with the release, unless another release stands before it by now, or its day was moved.
    """
    stored = view.bulletin(release_id) if find(view.past, release_id) else None
    if stored is not None and _stands(view, release_id, stored):
        return stored
    release = view.release if release_id == view.release.id else view.opened(release_id)
    diff = None if release is None else beside(view, release)
    return None if diff is None else bulletin(diff, local_day(diff.later.published_at))


def _stands(view: View, release_id: str, stored: Bulletin) -> bool:
    """Whether what was stored is still beside the release that stands before, and of the day of the release."""
    published, previous = find(view.past, release_id), before(view.past, release_id)
    earlier = "" if previous is None else previous.id
    return published is not None and (stored.earlier, stored.day) == (earlier, local_day(published.at))


def what_is_new(content: Bulletin | None, headings: Iterable[Component]) -> list[Component]:
    """Each measure under its heading, with its sentence and what has changed since the release before."""
    if content is None:
        return [html.P(say(words.UNREADABLE_BEFORE))]
    first = [] if content.earlier else [html.P(say(words.FIRST_RELEASE))]
    return [
        *first,
        *(_measure(news, heading) for news, heading in zip(content.measures, headings, strict=True)),
        *(_record(news, account_address(news.id)) for news in content.accounts),
        *(_record(news, tracker_address(news.id)) for news in content.trackers),
        *(_record(news, inspection_address(news.id)) for news in content.inspections),
    ]


def _record(news: RecordNews, address: str) -> Component:
    """What is new of an account, a tracker or a table of inspections, under its title."""
    heading = html.H3(html.A(news.title, href=address))
    return html.Div(
        [heading, *([html.P(news.says)] if news.says else []), html.P(news.news, className="aside")],
        className="news",
    )


def _measure(news: MeasureNews, heading: Component) -> Component:
    content = [html.P(news.says)] if news.says else []
    if news.news:
        content.append(html.P(news.news, className="aside"))
    return html.Div([heading, *content], className="news")


def what_was_revised(content: Bulletin | None, act: Act = "revised") -> list[Component]:
    """For each measure how many figures were revised, or corrected, and the region's with what they were."""
    if content is None:
        return [html.P(say(words.UNREADABLE_BEFORE))]
    if not content.earlier:
        return [html.P(say(words.FIRST_RELEASE))]
    revised = [_revised(news, act) for news in content.revised()]
    return [*of_areas(content), *revised] or [html.P(say(words.NOTHING_REVISED))]


def of_areas(content: Bulletin) -> list[Component]:
    """What is another of areas, and what of the figures follows from that."""
    return [html.P(" ".join(content.areas))] if content.areas else []


def _revised(news: MeasureNews, act: Act) -> Component:
    content = [html.H3(news.title), html.P(news.revised)]
    if news.figures and news.frequency is not None:
        content.append(_table(scaled(news.title, news.scale), news.frequency, news.figures, act))
    return html.Div(content, className="news")


def scaled(title: str, scale: str) -> str:
    """A measure's title for the caption of a table, with what its numbers are in where they do not say it."""
    return say(words.GIVEN_IN, measure=title, scale=scale) if scale else title


def _table(title: str, frequency: Frequency, figures: tuple[RevisedFigure, ...], act: Act) -> Component:
    """The region's revised figures, newest first."""
    heads = [upper_first(say(FREQUENCY[frequency])), *map(say, words.REVISED_HEADS)]
    rows = [(item.period, item.before, item.after, upper_first(item.size)) for item in figures]
    revised = table(say(words.REVISED_FIGURES[act], measure=title), heads, rows)
    summary = say(words.REVISED_TABLE[act], count=len(rows))
    return folded(summary, revised) if len(rows) > LONG_TABLE else revised


def corrected(past: Iterable[Published]) -> list[tuple[Published, Notice]]:
    """The corrections of releases that stand, newest first, each with the release that makes it."""
    return [
        (published, notice)
        for published in past
        if published.withdrawn is None
        for notice in published.corrections
    ]


def correction(notice: Notice) -> Component:
    """A correction in words, with those that it had before."""
    when = html.Strong(say(words.CORRECTED_ON, day=day(local_day(notice.at))))
    return html.P([when, notice.text, *_before(notice.amended)], className="correction")


def corrected_since(view: View, published: Published) -> list[Component]:
    """That a later release corrects a release, with the way there and what it says of that; nothing of others."""
    correcting = corrected_by(view.past, published.id)
    if correcting is None:
        return []
    link = html.A(say(words.CORRECTED_SINCE, release=correcting.title), href=release_address(correcting.id))
    texts = [f" {notice.text}" for notice in correcting.corrections]
    return [html.P([html.Strong([link, "."]), *texts], className="notice")]


def _before(amended: Iterable[Amendment]) -> list[str]:
    return [f" ({text})" for text in amended_texts(amended)]


def amended_texts(amended: Iterable[Amendment]) -> list[str]:
    """Earlier words, each with the day on which others took their place."""
    return [say(words.AMENDED, day=day(local_day(item.at)), before=item.before) for item in amended]


def note_of(published: Published) -> list[Component]:
    """The note of a release for readers, with the words that it had before."""
    earlier = [html.P(text, className="aside") for text in amended_texts(published.amended)]
    return [*([html.P(published.note)] if published.note else []), *earlier]


def what_it_corrected(view: View, release: Release) -> list[Component]:
    """What was and is of the figures that differ from the release that a release corrects; nothing of others.

    What a withdrawn release showed and is withheld now is not repeated.
    """
    wrong = corrected_release(view.past, release.id)
    own = find(view.past, release.id)
    if wrong is None or own is None or not own.corrections:
        return []
    earlier = view.opened(wrong.id)
    if earlier is None:
        return [html.P(say(words.UNREADABLE_CORRECTED))]
    day = local_day(release.published_at)
    last = partial(last_with, view, tuple(islice(corrected_releases(view.past, release.id), 1, None)))
    content = bulletin(difference(earlier, release, day, last=last), day, "corrected")
    first = html.P(say(words.CORRECTED_RELEASE, release=wrong.title), className="aside")
    differs = bool(content.revised() or content.areas)
    return [
        first,
        *(what_was_revised(content, "corrected") if differs else [html.P(say(words.NOTHING_ELSE))]),
    ]
