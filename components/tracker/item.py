"""One item of a tracker: all that is stated of it, and the line of its dates through the releases"""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks, note, section
from components.basics.days import day
from components.basics.table import table_in_blocks
from components.basics.words import upper_first
from components.site.context import View
from components.site.urls import (
    release_address,
    tracker_address,
    tracker_file_address,
    tracker_item_json_address,
)
from components.tracker import words
from components.tracker.cells import owner_text, status_text
from metrics.language import say
from metrics.promises.addresses import item_names
from metrics.promises.date_sentences import days_text, item_by_itself
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import day_sentence, status_words
from metrics.promises.slips import Slip, slip_of, stated_due
from metrics.release_titles import release_title
from metrics.releasing.published import find

Row = tuple[str | Component, ...]


def item_title(item: Item) -> str:
    """``2.8-3a: Workshop to develop outline proposal``."""
    return say(words.ITEM_TITLE, reference=item.reference, item=item.item)


def item_content(view: View, tracked: Tracked, item: Item) -> list[Component]:
    """All of an item's page below the site's head."""
    tracker = tracked.tracker
    lead = html.P(" ".join(item_by_itself(tracked, item, view.today)), className="lead")
    way = html.A(tracker.title, href=tracker_address(tracker.id))
    place = html.P([say(words.STANDS_IN), way, ". ", day_sentence(tracked)], className="aside")
    address = tracker_item_json_address(tracker.id, item_names(tracked)[item.reference])
    return [
        html.Div(
            [html.H1(item_title(item)), lead, place], className="head", **marks(data_item=item.reference)
        ),
        *_line(view, slip_of(tracked, item)),
        *_steps(view, tracked, item),
        note("facts", say(words.ITEM_FACTS), [_facts(view, tracked, item)]),
        note("data", say(words.TRACKER_AS_FILES), [_files(tracker.id, address)]),
    ]


def _files(tracker_id: str, address: str) -> Component:
    """The item for programs, and the file of all of which it is a row."""
    ways = [
        html.A(say(words.ITEMS_CSV), href=tracker_file_address(tracker_id, ".csv")),
        html.A(say(words.ITEM_JSON), href=address),
    ]
    return html.Ul([*map(html.Li, ways)])


def _line(view: View, slip: Slip) -> list[Component]:
    """Each date that was promised, with the release that brought it; nothing where there is none."""
    if not slip.line:
        return []
    rows: list[Row] = [
        (day(promise.day), _beside(slip, number), _release(view, promise.release))
        for number, promise in enumerate(slip.line)
    ]
    caption = say(words.LINE_CAPTION, reference=slip.item.reference)
    grid = table_in_blocks(caption, [say(head) for head in words.LINE_HEADS], rows)
    return [section("dates", say(words.LINE_OF_DATES), [grid])]


def _beside(slip: Slip, number: int) -> str:
    days = (slip.line[number].day - slip.line[0].day).days
    if number == 0:
        return say(words.FIRST_DATE)
    if days == 0:
        return say(words.SAME_DAY)
    return say(words.DAYS_LATER if days > 0 else words.DAYS_SOONER, days=days_text(abs(days)))


def _release(view: View, release_id: str) -> Component:
    """A release, the present one where none is named, with the way to it as far as readers may know of it."""
    own = release_id or view.release.id
    title = release_title(own)
    return html.A(title, href=release_address(own)) if find(view.past, own) else html.Span(title)


def _steps(view: View, tracked: Tracked, item: Item) -> list[Component]:
    """Where it stood in earlier releases, as far as its dates or its status were others; nothing of a new one."""
    steps = tracked.steps_of(item.reference)
    if not steps:
        return []
    rows: list[Row] = []
    for step in steps:
        due = stated_due(step)
        when = say(words.NO_DATE_THEN) if due is None else day(due)
        rows.append(
            (
                _release(view, step.release),
                upper_first(status_words(tracked.tracker, step.status).label),
                when,
            )
        )
    caption = say(words.STEPS_CAPTION, reference=item.reference)
    grid = table_in_blocks(caption, [say(head) for head in words.STEPS_HEADS], rows)
    return [section("steps", say(words.STEPS_TITLE), [grid])]


def _facts(view: View, tracked: Tracked, item: Item) -> Component:
    pairs = [html.Div([html.Dt(name), html.Dd(text)]) for name, text in _stated(view, tracked, item)]
    return html.Dl(pairs, className="terms")


def _stated(view: View, tracked: Tracked, item: Item) -> Iterator[tuple[str, str]]:
    """What is stated of it, each under its name; what is not is left out, but for who answers for it."""
    yield say(words.FACT_STATUS), status_text(tracked, item)
    yield say(words.FACT_OWNER), owner_text(view, item)
    if item.completed is not None:
        yield say(words.FACT_COMPLETED), day(item.completed)
    texts = (
        (say(words.FACT_AREA), item.area),
        (say(words.FACT_ORIGIN), item.said_in),
        (say(words.FACT_REASON), item.reason),
        (say(words.FACT_UPDATE), item.update),
    )
    yield from ((name, text) for name, text in texts if text)
