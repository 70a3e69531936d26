"""One tracker: how many stand where, what moved, which dates slipped, and those of its items that are asked for"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, marks, note, section
from components.basics.days import day
from components.basics.table import Columns, table_in_blocks
from components.basics.words import upper_first
from components.site.context import View
from components.site.downloads_words import LICENCE_LINKS, LICENCES, SOURCE
from components.site.urls import (
    TRACKERS,
    framework_address,
    tracker_address,
    tracker_file_address,
    tracker_json_address,
)
from components.tracker import words
from components.tracker.cells import day_cells, item_link, owner_text, status_cell, status_text
from components.tracker.choice import Choice, choice_form, chosen_items
from components.tracker.numbers import numbers_part
from metrics.figures.discrepancies import discrepancies_of
from metrics.language import say, say_count
from metrics.promises.date_sentences import (
    days_text,
    moves_sentence,
    overdue_sentences,
    slip_sentences,
    times_text,
)
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import status_words, tracker_sentences
from metrics.promises.slips import Move, moves, slips, stated_due

# What a tracker's files are called, by their ending: of its items, or of its counts.
OF_ITEMS = {".csv": words.ITEMS_CSV, ".xlsx": words.ITEMS_XLSX, ".ods": words.ITEMS_ODS}
OF_COUNTS = {".csv": words.COUNTS_CSV, ".xlsx": words.COUNTS_XLSX, ".ods": words.COUNTS_ODS}


def tracker_content(view: View, tracked: Tracked, choice: Choice) -> list[Component]:
    """All of a tracker's page below the site's head. Raises UnknownAddress for a choice that there is none of."""
    tracker = tracked.tracker
    sentences = [*tracker_sentences(tracked), *overdue_sentences(tracked, view.today)]
    lead = [html.P(" ".join(sentences), className="lead")] if sentences else []
    head = [html.H1(tracker.title), *lead, html.P(tracker.description), _framework(view, tracked)]
    return [
        html.Div(head, className="head", **marks(data_tracker=tracker.id)),
        *numbers_part(view, tracked),
        *_since_before(tracked),
        *_slipped(tracked),
        *_items(view, tracked, choice),
        *_discrepancies(view, tracked),
        *_source(tracked),
        note("data", say(words.TRACKER_AS_FILES), [_files(tracked)]),
    ]


def _framework(view: View, tracked: Tracked) -> Component:
    config = view.release.config
    framework = config.framework(tracked.tracker.framework)
    link = html.A(framework.title, href=framework_address(config, framework.id))
    every = html.A(say(words.ALL_TRACKERS), href=TRACKERS)
    return html.P([say(words.OF_FRAMEWORK), link, ". ", every, "."], className="aside")


# What moved, and what slipped ------------------------------------------------------------------------------


def _since_before(tracked: Tracked) -> list[Component]:
    """What is other than in the release before; nothing where no earlier one had the tracker."""
    changes = moves(tracked)
    if changes is None:
        return []
    parts: list[Component] = [html.P(moves_sentence(tracked))]
    rows = [
        (item_link(tracked, move.item), _before(tracked, move), _now(tracked, move.item))
        for move in changes.changed
    ]
    rows += [(item_link(tracked, item), say(words.NEW_ITEM), _now(tracked, item)) for item in changes.added]
    if rows:
        caption = say(words.MOVES_CAPTION, title=tracked.tracker.title)
        parts.append(table_in_blocks(caption, [*map(say, words.MOVES_HEADS)], rows))
    if changes.gone:
        parts.append(bullets(changes.gone))
    return [section("moved", say(words.SINCE_BEFORE), parts)]


def _before(tracked: Tracked, move: Move) -> str:
    status = upper_first(status_words(tracked.tracker, move.before.status).label)
    due = stated_due(move.before)
    return say(words.STATUS_AND_DATE, status=status, day=say(words.NO_DATE_THEN) if due is None else day(due))


def _now(tracked: Tracked, item: Item) -> str:
    due = stated_due(item)
    when = say(words.NO_DATE_THEN) if due is None else day(due)
    return say(words.STATUS_AND_DATE, status=status_text(tracked, item), day=when)


def _slipped(tracked: Tracked) -> list[Component]:
    """Which dates slipped, by how many days and how often; nothing where no item has a date."""
    sentences = slip_sentences(tracked)
    if not sentences:
        return []
    rows = [
        (
            item_link(tracked, slip.item),
            day(slip.line[0].day),
            day(slip.line[-1].day),
            days_text(slip.days or 0),
            times_text(slip.times),
        )
        for slip in slips(tracked).later
    ]
    parts: list[Component] = [html.P(" ".join(sentences))]
    if rows:
        caption = say(words.SLIPS_CAPTION, title=tracked.tracker.title)
        parts.append(table_in_blocks(caption, [*map(say, words.SLIPS_HEADS)], rows))
    return [section("slipped", say(words.SLIPS_TITLE), parts)]


# Every item ------------------------------------------------------------------------------------------------


def _items(view: View, tracked: Tracked, choice: Choice) -> list[Component]:
    """The items that are asked for, below the form that asks; nothing where none is listed."""
    items = chosen_items(view, tracked, choice)
    if not tracked.items:
        return []
    form = choice_form(view, tracked, choice)
    every, number = len(tracked.items), len(items)
    back = html.A(say(words.SEE_EVERY), href=f"{tracker_address(tracked.tracker.id)}#items")
    counted = say_count(*words.FILTERED, number, number=number, every=every)
    parts: list[Component] = [form]
    if not items:
        parts.append(html.P([say(words.NONE_FILTERED), back, "."], **marks(role="status")))
        return [section("items", say(words.ITEMS_TITLE), parts)]
    if choice:
        parts.append(html.P([counted, ". ", back, "."], **marks(role="status")))
    caption = say(words.ITEMS_CAPTION, title=tracked.tracker.title)
    if not any(item.owner for item in tracked.items):
        parts.append(html.P(say(words.NO_OWNERS)))
    heads, cells = zip(*_columns(view, tracked, items), strict=True)
    parts.append(html.Div(table_in_blocks(caption, heads, [*zip(*cells, strict=True)]), className="promises"))
    return [section("items", say(words.ITEMS_TITLE), parts)]


def _columns(view: View, tracked: Tracked, items: Sequence[Item]) -> Columns:
    """The columns of some items; one that nothing is stated in is left out."""
    firsts, dues = zip(*(day_cells(tracked, item) for item in items), strict=True)
    has_dates = any(item.current_due is not None for item in tracked.items)
    has_owners = any(item.owner for item in tracked.items)
    columns: list[tuple[str, Sequence[Component | str], bool]] = [
        (say(words.ITEM_HEAD), [item_link(tracked, item, item.area) for item in items], True),
        (say(words.FACT_STATUS), [status_cell(view, tracked, item) for item in items], True),
        (say(words.FIRST_DATE_HEAD), firsts, has_dates),
        (say(words.DATE_NOW_HEAD), dues, has_dates),
        (say(words.FACT_OWNER), [owner_text(view, item) for item in items], has_owners),
        (say(words.FACT_UPDATE), [item.update for item in items], any(item.update for item in items)),
    ]
    return [(head, cells) for head, cells, is_stated in columns if is_stated]


# What stands below -----------------------------------------------------------------------------------------


def _discrepancies(view: View, tracked: Tracked) -> list[Component]:
    """What does not add up, in words; nothing where all does."""
    texts = [item.text for item in discrepancies_of(view.release, tracked.tracker.id)]
    return [section("adds-up", say(words.ADDS_UP_NOT), [bullets(texts)])] if texts else []


def _source(tracked: Tracked) -> list[Component]:
    source = tracked.tracker.source
    if source is None:
        return []
    parts: list[str | Component] = [
        f"{upper_first(source.publisher)}: ",
        html.A(source.title, href=source.link),
        ". ",
        html.A(say(LICENCES[source.licence]), href=LICENCE_LINKS[source.licence]),
        ".",
    ]
    return [note("source", say(SOURCE), [html.P(parts)])]


def _files(tracked: Tracked) -> Component:
    texts = OF_ITEMS if tracked.items else OF_COUNTS
    ways = [
        *((say(text), tracker_file_address(tracked.tracker.id, ending)) for ending, text in texts.items()),
        (say(words.TRACKER_JSON), tracker_json_address(tracked.tracker.id)),
    ]
    return html.Ul([html.Li(html.A(text, href=address)) for text, address in ways])
