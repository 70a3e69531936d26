"""The cells of tables of trackers: an item with the way to it, its days, its status, and who answers for it"""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from components.basics.days import day
from components.basics.words import upper_first
from components.site.context import View
from components.site.urls import tracker_item_address
from components.tracker import words
from metrics.language import say
from metrics.promises.addresses import item_names
from metrics.promises.counts import days_overdue
from metrics.promises.date_sentences import done_text, past_text
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import status_words
from metrics.promises.slips import slip_of, stated_due


def item_link(tracked: Tracked, item: Item, *below: str) -> Component:
    """An item by its reference, leading to its page, with what it is; ``below`` stands under that."""
    address = tracker_item_address(tracked.tracker.id, item_names(tracked)[item.reference])
    lines = [html.Div(text, className="period") for text in below if text]
    return html.Div([html.A(item.reference, href=address), html.Div(item.item), *lines])


def day_cell(when: date | None, phrase: str = "") -> str:
    """A day, with how it was said; the words alone where there is none, or that it is not stated."""
    if when is None:
        return say(words.ONLY_WORDS, words=phrase) if phrase else say(words.NOBODY_STATED)
    return say(words.DAY_WITH_WORDS, day=day(when), words=phrase) if phrase else day(when)


def day_cells(tracked: Tracked, item: Item) -> tuple[str, str]:
    """The first day and the one now; the words in which it was said stand beside the one that counts."""
    line, due = slip_of(tracked, item).line, stated_due(item)
    first = line[0].day if line else None
    if due is None and first is not None:
        return day_cell(first, item.due_words), day_cell(None)
    return day_cell(first), day_cell(due, item.due_words)


def owner_text(view: View, item: Item) -> str:
    """Who answers for an item, in words; that it is not stated, where it is not."""
    return view.release.config.roles.get(item.owner, item.owner) or say(words.NOBODY_STATED)


def status_text(tracked: Tracked, item: Item) -> str:
    """``On hold``."""
    return upper_first(status_words(tracked.tracker, item.status).label)


def status_cell(view: View, tracked: Tracked, item: Item) -> Component:
    """Where an item stands: that it is past its date goes before what was reported; why it was withdrawn behind."""
    label = status_words(tracked.tracker, item.status).label
    late = days_overdue(item, view.today)
    if item.status == "withdrawn" and item.reason:
        return html.Div([upper_first(label), html.Div(item.reason, className="period")])
    if done := done_text(slip_of(tracked, item)):
        return html.Div([upper_first(label), html.Div(done, className="period")])
    if not late:
        return html.Span(upper_first(label))
    past = html.Strong(upper_first(past_text(item, late)))
    return html.Div([past, html.Div(say(words.REPORTED_AS, status=label), className="period")])
