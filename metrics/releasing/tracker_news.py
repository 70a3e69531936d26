"""What a release brings of what was promised: what was completed, which dates moved, what is overdue now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from metrics.dates import day_in_words
from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.language import say, say_count, upper_first
from metrics.promises.date_sentences import days_text
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import number_text, tracker_sentences
from metrics.releasing.discrepancy_news import further_discrepancies
from metrics.releasing.record_news import IS_GONE, IS_NEW, RecordNews, release_day

COMPLETED = "{number} {items} completed"
DATES_MOVED = ("one date moved by {days}", "{number} dates moved, the furthest by {days}")
DATES_FORWARD = (
    "one date brought forward by {days}",
    "{number} dates brought forward, the furthest by {days}",
)
NO_NEW_DATE = "{number} slipped without a new date"
NEWLY_OVERDUE = "{number} newly overdue"
OPENED_AGAIN = "{number} opened again"
PUT_ON_HOLD = "{number} put on hold"
WITHDRAWN = "{number} withdrawn"
ADDED = ("{Number} was added.", "{Number} were added.")
MORE_COMPLETE = "{Number} more complete since {day}."
FEWER_COMPLETE = "{Number} fewer complete than on {day}."
FEWER_COUNTED = ("{Number} is no longer counted.", "{Number} are no longer counted.")


def tracker_news(earlier: Release | None, later: Release) -> tuple[RecordNews, ...]:
    """The trackers that are new or not as they were, in the order declared, then those that are gone."""
    before = {} if earlier is None else earlier.trackers
    items = []
    for name, tracked in later.trackers.items():
        own = " ".join(_news(name, earlier, later))
        if own:
            says = " ".join(tracker_sentences(tracked)[:1])
            items.append(RecordNews(name, tracked.tracker.title, says, own))
    gone = [tracked.tracker for name, tracked in before.items() if name not in later.trackers]
    return (*items, *(RecordNews(tracker.id, tracker.title, "", say(IS_GONE)) for tracker in gone))


def _news(name: str, earlier: Release | None, later: Release) -> Iterator[str]:
    """Sentences on what is another than in the release before; none where nothing is, or none was before."""
    if earlier is None:
        return
    before, after = earlier.trackers.get(name), later.trackers[name]
    if before is None:
        yield say(IS_NEW)
        return
    yield from _of_items(_Pair(before, after, release_day(earlier), release_day(later)))
    yield from _of_totals(before, after)
    yield from further_discrepancies(discrepancies_of(earlier, name), discrepancies_of(later, name))


# Items -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pair:
    """A tracker in two releases, with the day of each."""

    before: Tracked
    after: Tracked
    first_day: date
    day: date

    @cached_property
    def was(self) -> Mapping[str, Item]:
        """The items of the earlier release by their references."""
        return {item.reference: item for item in self.before.items}

    def pairs(self) -> Iterator[tuple[Item, Item]]:
        """The items that both have, as they were and as they are."""
        for item in self.after.items:
            if item.reference in self.was:
                yield self.was[item.reference], item

    def turned(self, status: str) -> int:
        """How many that both have are of a status that they did not have."""
        return sum(item.status == status != was.status for was, item in self.pairs())

    def days_moved(self) -> list[int]:
        """By how many days each date moved that did, forward below nought."""
        both = ((was.current_due, item.current_due) for was, item in self.pairs())
        return [(after - before).days for before, after in both if before and after and before != after]

    def without_a_date(self) -> int:
        """How many are said to have a later date, and have none."""
        return sum(
            item.status == "date-revised" != was.status and item.current_due == was.current_due
            for was, item in self.pairs()
        )

    def opened_again(self) -> int:
        """How many were over and are open."""
        return sum(item.is_open and not was.is_open for was, item in self.pairs())

    def newly_overdue(self) -> int:
        """How many are overdue on the day of the later release, and were not on that of the earlier one."""
        were = {name for name, item in self.was.items() if item.is_overdue(self.first_day)}
        return sum(item.is_overdue(self.day) and item.reference not in were for item in self.after.items)

    def added(self) -> int:
        """How many the earlier release did not have."""
        return sum(item.reference not in self.was for item in self.after.items)


def _of_items(pair: _Pair) -> Iterator[str]:
    """What became of the items, in one sentence, and how many were added."""
    parts = list(_parts(pair))
    if parts:
        yield f"{upper_first(', '.join(parts))}."
    if pair.added():
        yield say_count(*ADDED, pair.added(), Number=_first_word(pair.added()))


def _parts(pair: _Pair) -> Iterator[str]:
    completed = pair.turned("complete")
    if completed:
        items = pair.after.tracker.noun.counted(completed)
        yield say(COMPLETED, number=number_text(completed), items=items)
    later = [days for days in pair.days_moved() if days > 0]
    sooner = [-days for days in pair.days_moved() if days < 0]
    if later:
        number, days = number_text(len(later)), days_text(max(later))
        yield say_count(*DATES_MOVED, len(later), number=number, days=days)
    if sooner:
        number, days = number_text(len(sooner)), days_text(max(sooner))
        yield say_count(*DATES_FORWARD, len(sooner), number=number, days=days)
    if unstated := pair.without_a_date():
        yield say(NO_NEW_DATE, number=number_text(unstated))
    if late := pair.newly_overdue():
        yield say(NEWLY_OVERDUE, number=number_text(late))
    if again := pair.opened_again():
        yield say(OPENED_AGAIN, number=number_text(again))
    if held := pair.turned("on-hold"):
        yield say(PUT_ON_HOLD, number=number_text(held))
    if withdrawn := pair.turned("withdrawn"):
        yield say(WITHDRAWN, number=number_text(withdrawn))


# Totals ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Totals:
    """How many there are on a day, and how many of them are complete; None where nobody says it."""

    as_at: date
    every: int | None
    complete: int | None


def _of_totals(before: Tracked, after: Tracked) -> Iterator[str]:
    """How many more are complete by the newest totals, and how many more are counted where none are listed."""
    was, now = _newest(before), _newest(after)
    if was is None or now is None or was == now:
        return
    if not after.items and was.every is not None and now.every is not None and was.every != now.every:
        more = now.every - was.every
        values = {"Number": _first_word(abs(more))}
        if more > 0:
            yield say_count(*ADDED, more, **values)
        else:
            yield say_count(*FEWER_COUNTED, -more, **values)
    if was.complete is not None and now.complete is not None and was.complete != now.complete:
        more = now.complete - was.complete
        template, day = MORE_COMPLETE if more > 0 else FEWER_COMPLETE, day_in_words(was.as_at)
        yield say(template, Number=_first_word(abs(more)), day=day)


def _newest(tracked: Tracked) -> _Totals | None:
    """The newest totals that are declared, or of the row of the whole; None where there are neither."""
    group = None if tracked.tracker.source is None else tracked.tracker.source.group
    total = None if group is None else group.total_name
    own = [_Totals(item.as_at, item.every, item.complete) for item in tracked.tracker.declared_totals]
    own += [
        _Totals(item.as_at, item.every, item.by_status.get("complete"))
        for item in tracked.counts
        if item.group == total
    ]
    return max(own, key=lambda totals: totals.as_at, default=None)


# Parts of sentences ----------------------------------------------------------------------------------------


def _first_word(number: int) -> str:
    """A number where a sentence begins: ``Three``."""
    return upper_first(number_text(number))
