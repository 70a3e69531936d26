"""How many items of a tracker stand where: as plain bars from zero with their table, and theme by theme"""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from charts.kinds.bars import Bar, Bars
from components.basics.blocks import section
from components.basics.days import day
from components.basics.table import folded, table, table_in_blocks
from components.basics.words import upper_first
from components.figures.figure import Notes, figure
from components.site.context import View
from components.tracker import words
from metrics.declared.tracker_source import STATUSES, ItemStatus
from metrics.language import say
from metrics.promises.counts import Standing, overdue, parts_of, standing, standings
from metrics.promises.date_sentences import overdue_sentences
from metrics.promises.items import Counts, Tracked
from metrics.promises.sentences import day_sentence, standing_sentence, status_words

ROOM = 1.05  # beside the longest bar


def numbers_part(view: View, tracked: Tracked) -> list[Component]:
    """The section of how many stand where; nothing where nobody tells it."""
    stand = standing(tracked)
    if stand is None:
        return []
    tracker = tracked.tracker
    rows = _rows(view, tracked, stand)
    caption = say(words.NUMBERS_CAPTION, title=tracker.title)
    grid = table(caption, [say(head) for head in words.NUMBERS_HEADS], [(name, f"{n:,}") for name, n in rows])
    chart = Bars(
        id=f"numbers-{tracker.id}",
        title=tracker.title,
        description=standing_sentence(tracker, stand),
        high=max((n for _, n in rows), default=1) * ROOM or 1.0,
        bars=tuple(Bar(name, float(n), f"{n:,}") for name, n in rows),
    )
    notes = Notes([day_sentence(tracked)])
    parts = [figure(chart, notes, grid, wide=True), *_parts(tracked), *_earlier(tracked)]
    return [section("numbers", say(words.HOW_MANY), parts)]


def _rows(view: View, tracked: Tracked, stand: Standing) -> list[tuple[str, int]]:
    """Names and numbers: what is complete, what is past its date, then the others by their status."""
    names = {status: upper_first(status_words(tracked.tracker, status).label) for status in STATUSES}
    numbers = [(names[status], stand.by_status[status]) for status in STATUSES if status in stand.by_status]
    late = []
    if overdue_sentences(tracked, view.today):
        name = words.PAST_OF_THOSE_BELOW if stand.by == "items" else words.PAST_OF_THOSE_LISTED
        late = [(say(name), len(overdue(tracked, view.today)))]
    rest = [(say(words.NOT_ACCOUNTED), stand.unaccounted)] if stand.unaccounted else []
    first = 1 if "complete" in stand.by_status else 0
    return [*numbers[:first], *late, *numbers[first:], *rest]


def _parts(tracked: Tracked) -> list[Component]:
    """The counts of each theme on the newest day; nothing where there is one row alone."""
    rows = parts_of(tracked)
    if len(rows) < 2:
        return []
    caption = say(words.NUMBERS_CAPTION, title=tracked.tracker.title)
    return [_counts(tracked, caption, say(words.PARTS_HEADS[0]), [(item.group, item) for item in rows])]


def _earlier(tracked: Tracked) -> list[Component]:
    """What each report stated, where there are several, folded."""
    own = standings(tracked)
    if len(own) < 2:
        return []
    rows = [
        (day(item.as_at), Counts(item.as_at, "", item.every, item.by_status))
        for item in own
        if item.as_at is not None
    ]
    caption = say(words.OVER_TIME_CAPTION, title=tracked.tracker.title)
    return [folded(say(words.EARLIER_TOTALS), _counts(tracked, caption, say(words.DAY_HEAD), rows))]


def _counts(tracked: Tracked, caption: str, head: str, rows: Sequence[tuple[str, Counts]]) -> Component:
    """Rows of counts: in all, then by each status that any of them counts; what is not stated is said."""
    used = [status for status in STATUSES if any(status in item.by_status for _, item in rows)]
    labels = [upper_first(status_words(tracked.tracker, status).label) for status in used]
    cells = [(name, *(_number(item, status) for status in (None, *used))) for name, item in rows]
    return table_in_blocks(caption, [head, say(words.IN_ALL), *labels], cells, words_from=99)


def _number(counts: Counts, status: ItemStatus | None) -> str:
    number = counts.every if status is None else counts.by_status.get(status)
    return say(words.NOBODY_STATED) if number is None else f"{number:,}"
