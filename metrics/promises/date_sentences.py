"""The dates of a tracker in plain English: what is past its date, what moved, which slipped; one item by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from metrics.dates import day_in_words
from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import STATUSES
from metrics.language import listed_words, say, say_count, upper_first
from metrics.promises.counts import days_overdue, overdue, standing
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import number_text, standing_text
from metrics.promises.slips import Moves, Slip, moves, slip_of, slips, stated_due

PAST_THEIR_DATE = ("{number} is past its date on {day}.", "{number} are past their date on {day}.")
NONE_PAST_ITS_DATE = "None is past its date on {day}."
LISTED_PAST_DATE = (
    "Of those listed {number} is past its date on {day}.",
    "Of those listed {number} are past their date on {day}.",
)
NONE_LISTED_PAST = "Of those listed none is past its date on {day}."
GOES_BY_REPORT = "That goes by what was reported to {day}."
SINCE_RELEASE_BEFORE = "Since the release before {parts}."
NOTHING_MOVED = "Nothing has moved since the release before."
NUMBER_STANDS_NOW = "{number} {standing} now"
DATE_MOVED = ("one date was moved by {days}", "{number} dates were moved")
DATE_SOONER = ("one date was brought forward by {days}", "{number} dates were brought forward")
FIRST_DATE_SET = ("{number} has a date for the first time", "{number} have a date for the first time")
NEWLY_LISTED = ("{number} was added", "{number} were added")
NO_LONGER_LISTED = ("{number} is no longer listed", "{number} are no longer listed")
NO_SLIP = "No date has slipped."
DATES_SLIPPED = (
    "One date has slipped: {longest} by {days}.",
    "{Number} dates have slipped: by {median} at the median, and by {days} at most ({longest}).",
)
SLIPPED_OFTEN = ("{Number} of them was moved more than once.", "{Number} of them were moved more than once.")
BROUGHT_FORWARD = ("{Number} was brought forward.", "{Number} were brought forward.")
LATER_UNSTATED = (
    "{Number} has a later date that is not stated.",
    "{Number} have a later date that is not stated.",
)
DAYS_COUNTED = ("{number} day", "{number} days")
TIMES_MOVED = ("once", "{number} times")
# Of one item.
IT_STANDS = "It {standing}."
COMPLETED_ON = "It was completed on {day}."
COMPLETED_UNSTATED = "It is complete; on which day is not stated."
PROMISED_FOR = "It is promised for {day}."
WAS_PROMISED_FOR = "It was promised for {day}."
PROMISED_LATER = "It was promised for {first} at first, and at last for {day}: {days} later, moved {times}."
PROMISED_SOONER = "It was promised for {first} at first, and at last for {day}: {days} sooner, moved {times}."
PROMISED_AGAIN = "It was promised for {day} at first, and is so again, after it was moved {times}."
FIRST_PROMISED_FOR = "It was promised for {day} at first."
NO_DATE_STATED = "No date is stated."
NEW_DATE_UNSTATED = "The later date is not stated."
DONE_AFTER = "It was done {days} after its first date."
DONE_BEFORE = "It was done {days} before its first date."
DONE_ON_THE_DAY = "It was done on its first date."
DAYS_AFTER_FIRST, DAYS_BEFORE_FIRST = "{days} after its first date", "{days} before its first date"
ON_FIRST_DATE = "on its first date"
PAST_BY = "On {day} it is past its date by {days}."
FIRST_PAST_BY = "On {day} its first date is past by {days}."
PAST_ITS_DATE = "past its date by {days}"
FIRST_DATE_PAST = "past its first date by {days}"


def days_text(days: float) -> str:
    """``1 day``, ``15.5 days``."""
    return say_count(*DAYS_COUNTED, days, number=f"{days:,.1f}".removesuffix(".0"))


# What is past its date, what moved, and what slipped --------------------------------------------------------


def overdue_sentences(tracked: Tracked, day: date) -> list[str]:
    """How many are past their date on a day, by what was reported; nothing where no item has a date to keep."""
    if not any(item.is_open and item.current_due is not None for item in tracked.items):
        return []
    number, written, stand = len(overdue(tracked, day)), day_in_words(day), standing(tracked)
    is_part = stand is not None and stand.by != "items"
    if not number:
        return [say(NONE_LISTED_PAST if is_part else NONE_PAST_ITS_DATE, day=written)]
    forms = LISTED_PAST_DATE if is_part else PAST_THEIR_DATE
    return [
        say_count(*forms, number, number=f"{number:,}", day=written),
        *_by_what_was_reported(tracked, day),
    ]


def _by_what_was_reported(tracked: Tracked, day: date) -> list[str]:
    """To which day it was reported, where that is before the day of the page: what came since is not known."""
    if tracked.as_at is None or tracked.as_at >= day:
        return []
    return [say(GOES_BY_REPORT, day=day_in_words(tracked.as_at))]


def moves_sentence(tracked: Tracked) -> str:
    """What is other than in the release before; nothing where no earlier release had the tracker."""
    changes = moves(tracked)
    if changes is None:
        return ""
    parts = list(_moves(tracked.tracker, changes))
    return say(SINCE_RELEASE_BEFORE, parts=listed_words(parts)) if parts else say(NOTHING_MOVED)


def _moves(tracker: Tracker, changes: Moves) -> Iterator[str]:
    tally = Counter(move.item.status for move in changes.changed if move.status_before is not None)
    for status in STATUSES:
        if n := tally[status]:
            yield say(NUMBER_STANDS_NOW, number=number_text(n), standing=standing_text(tracker, status, n))
    days = [move.days for move in changes.changed if move.days is not None]
    ways = (DATE_MOVED, [n for n in days if n > 0]), (DATE_SOONER, [-n for n in days if n < 0])
    for forms, own in ways:
        if own:
            yield say_count(*forms, len(own), number=number_text(len(own)), days=days_text(own[0]))
    dated = sum(
        move.before.due is None and move.before.original_due is None and move.item.current_due is not None
        for move in changes.changed
    )
    numbers = (
        (FIRST_DATE_SET, dated),
        (NEWLY_LISTED, len(changes.added)),
        (NO_LONGER_LISTED, len(changes.gone)),
    )
    for forms, n in numbers:
        if n:
            yield say_count(*forms, n, number=number_text(n))


def slip_sentences(tracked: Tracked) -> list[str]:
    """Which dates slipped and by how much; nothing where no item has a date."""
    own = slips(tracked)
    if not any(item.current_due is not None for item in tracked.items):
        return []
    sentences = [] if own.later or own.unstated else [say(NO_SLIP)]
    if own.longest is not None and own.median is not None:
        n = len(own.later)
        sentences.append(
            say_count(
                *DATES_SLIPPED,
                n,
                Number=upper_first(number_text(n)),
                median=days_text(own.median),
                days=days_text(own.longest.days or 0),
                longest=own.longest.item.reference,
            )
        )
    beside = (
        (SLIPPED_OFTEN, len(own.often)),
        (BROUGHT_FORWARD, len(own.earlier)),
        (LATER_UNSTATED, len(own.unstated)),
    )
    return sentences + [say_count(*forms, n, Number=upper_first(number_text(n))) for forms, n in beside if n]


# Of one item -----------------------------------------------------------------------------------------------


def item_sentences(tracked: Tracked, item: Item, day: date) -> list[str]:
    """Where an item stands, what was promised of its day, and by how many days that is past on a day."""
    slip = slip_of(tracked, item)
    sentences = [_item_standing(tracked.tracker, item), _promise(slip)]
    sentences += _done_sentences(slip)
    is_unstated = item.status == "date-revised" and stated_due(item) is None
    if is_unstated:
        sentences.append(say(NEW_DATE_UNSTATED))
    if late := days_overdue(item, day):
        template = FIRST_PAST_BY if is_unstated else PAST_BY
        sentences.append(say(template, day=day_in_words(day), days=days_text(late)))
    return sentences


def item_by_itself(tracked: Tracked, item: Item, day: date) -> list[str]:
    """What is said of an item that stands alone: where it is past its date also by what was reported."""
    late = days_overdue(item, day)
    return [*item_sentences(tracked, item, day), *(_by_what_was_reported(tracked, day) if late else [])]


def past_text(item: Item, late: int) -> str:
    """``past its date by 3 days``; of an item whose later date is not stated that its first date is past."""
    is_unstated = item.status == "date-revised" and stated_due(item) is None
    return say(FIRST_DATE_PAST if is_unstated else PAST_ITS_DATE, days=days_text(late))


def late_text(item: Item, late: int) -> str:
    """``3 days``; of an item whose later date is not stated that they count from its first date."""
    is_unstated = item.status == "date-revised" and stated_due(item) is None
    return say(DAYS_AFTER_FIRST, days=days_text(late)) if is_unstated else days_text(late)


def done_text(slip: Slip) -> str:
    """``12 days after its first date`` of what is complete; nothing where that is not known."""
    days = slip.done_days
    if not days:
        return "" if days is None else say(ON_FIRST_DATE)
    return say(DAYS_AFTER_FIRST if days > 0 else DAYS_BEFORE_FIRST, days=days_text(abs(days)))


def _done_sentences(slip: Slip) -> list[str]:
    """When something was done beside its first date; nothing of what is open, or where a day is not known."""
    days = slip.done_days
    if days is None:
        return []
    if days == 0:
        return [say(DONE_ON_THE_DAY)]
    return [say(DONE_AFTER if days > 0 else DONE_BEFORE, days=days_text(abs(days)))]


def _item_standing(tracker: Tracker, item: Item) -> str:
    if item.status == "complete" and item.completed is not None:
        return say(COMPLETED_ON, day=day_in_words(item.completed))
    if item.status == "complete":
        return say(COMPLETED_UNSTATED)
    return say(IT_STANDS, standing=standing_text(tracker, item.status, 1))


def _promise(slip: Slip) -> str:
    """For which day it is promised, and for which it was at first."""
    if not slip.line:
        return say(NO_DATE_STATED)
    first, last, days = slip.line[0].day, slip.line[-1].day, slip.days or 0
    if slip.is_unstated:
        return say(FIRST_PROMISED_FOR, day=day_in_words(first))
    if not slip.times:
        return say(PROMISED_FOR if slip.item.is_open else WAS_PROMISED_FOR, day=day_in_words(last))
    template = PROMISED_LATER if days > 0 else PROMISED_SOONER if days < 0 else PROMISED_AGAIN
    return say(
        template,
        first=day_in_words(first),
        day=day_in_words(last),
        days=days_text(abs(days)),
        times=times_text(slip.times),
    )


def times_text(times: int) -> str:
    """``once``, ``3 times``."""
    return say_count(*TIMES_MOVED, times, number=times)
