"""A tracker in plain English: how many stand where, how that was before, and how many of them are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from metrics.dates import day_in_words, month_name
from metrics.declared.tracker import StatusWords, Tracker
from metrics.declared.tracker_source import STATUSES, ItemStatus
from metrics.language import listed_words, say, say_count, upper_first
from metrics.promises.counts import Standing, standing, standings
from metrics.promises.items import Tracked

# What a site says of a status where its tracker has no words of its own: by itself, of one item, of several.
STATUS_OF_ITEMS: Mapping[ItemStatus, tuple[str, str, str]] = {
    "complete": ("complete", "is complete", "are complete"),
    "on-track": ("on track", "is on track", "are on track"),
    "date-revised": ("later date", "has a later date", "have a later date"),
    "on-hold": ("on hold", "is on hold", "are on hold"),
    "not-started": ("not begun", "is not begun", "are not begun"),
    "withdrawn": ("withdrawn", "is withdrawn", "are withdrawn"),
}
SMALL_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER_AND_STANDING = "{number} {standing}"
OF_EVERY = "Of {every} {noun}, {parts}{rest}."
OF_NO_NUMBER = "{Parts}."
SHARE_COMPLETE = "{number} of {every} {noun} {standing} ({share}); {rest}."
NONE_COMPLETE = "None of {every} {noun} {standing}; {rest}."
EVERY_COMPLETE = "All {every} {noun} {standing}."
REST = "; {unaccounted}"
UNACCOUNTED = (
    "{number} is not accounted for in the report",
    "{number} are not accounted for in the report",
)
UNDER_ONE, OVER_NINETY_NINE = "under 1%", "over 99%"
MORE_THAN_ON = "{Number} more {standing} than on {day}."
FEWER_THAN_ON = "{Number} fewer {standing} than on {day}."
AS_MANY_AS_ON = "As many {standing} as on {day}."
ADDED_SINCE = ("Since {day} {number} was added.", "Since {day} {number} were added.")
TAKEN_OUT_SINCE = ("Since {day} {number} was taken out.", "Since {day} {number} were taken out.")
LISTED_HERE = ("{number} of them is listed here.", "{number} of them are listed here.")
NONE_LISTED = "They are not listed here."
WHY_NOT_LISTED = ("Why the other {number} is not: {why}", "Why the other {number} are not: {why}")
WHY_NONE_LISTED = "Why not: {why}"
NOT_BEFORE = "By the report they will not all be complete before {day}."
MONTH_AND_YEAR = "{month} {year}"
STOOD_ON = "This is how it stood on {day}."
NO_DAY_OF_REPORT = "The report does not say of which day this is."


def status_words(tracker: Tracker, status: ItemStatus) -> StatusWords:
    """How a tracker words a status: in its own words, or the site's."""
    own = tracker.words.get(status)
    if own is not None:
        return own
    label, singular, plural = map(say, STATUS_OF_ITEMS[status])
    return StatusWords(label=label, singular=singular, plural=plural)


def standing_text(tracker: Tracker, status: ItemStatus, number: int) -> str:
    """What is said of so many items of a status: ``is complete``, ``are on hold``; none is said as of one."""
    own = status_words(tracker, status)
    return own.singular if number in (0, 1) else own.plural


def number_text(number: int) -> str:
    """``three``, and figures beyond ten."""
    return say(SMALL_NUMBERS[number]) if number < len(SMALL_NUMBERS) else f"{number:,}"


# How many stand where --------------------------------------------------------------------------------------


def tracker_sentences(tracked: Tracked) -> list[str]:
    """What is said of a tracker first: how many stand where, and how that was before; no sentence of today."""
    own = standings(tracked)
    if not own:
        return []
    sentences = [standing_sentence(tracked.tracker, own[-1])]
    if len(own) > 1:
        sentences += _since(tracked.tracker, own[-2], own[-1])
    return [*sentences, *_listed(tracked, own[-1]), *_not_before(tracked.tracker, own[-1])]


def standing_sentence(tracker: Tracker, stand: Standing) -> str:
    """How many of all stand where; what is not accounted for is said, and never filled in."""
    parts = _parts(tracker, stand)
    rest = [say_count(*UNACCOUNTED, stand.unaccounted, number=stand.unaccounted)] if stand.unaccounted else []
    if not stand.every:
        return say(OF_NO_NUMBER, Parts=upper_first(listed_words([*parts.values()]))) if parts else ""
    others = [*(part for status, part in parts.items() if status != "complete"), *rest]
    values = {"every": f"{stand.every:,}", "noun": tracker.noun.counted(stand.every)}
    complete = stand.by_status.get("complete")
    if complete == stand.every > 1 and not others:
        return say(EVERY_COMPLETE, **values, standing=standing_text(tracker, "complete", stand.every))
    if complete is not None and len(others) == 1:
        return _share_sentence(tracker, complete, stand.every, {**values, "rest": others[0]})
    unaccounted = say(REST, unaccounted=rest[0]) if rest and parts else "".join(rest)
    return say(OF_EVERY, **values, parts=listed_words([*parts.values()]), rest=unaccounted)


def _parts(tracker: Tracker, stand: Standing) -> dict[ItemStatus, str]:
    """How many stand where, by status: of those of which there is none only that none is complete."""
    numbers = {status: stand.by_status[status] for status in STATUSES if status in stand.by_status}
    return {
        status: _part(tracker, status, number)
        for status, number in numbers.items()
        if number or (status == "complete" and stand.every)
    }


def _part(tracker: Tracker, status: ItemStatus, number: int) -> str:
    written = f"{number:,}" if number else number_text(0)
    return say(NUMBER_AND_STANDING, number=written, standing=standing_text(tracker, status, number))


def _share_sentence(tracker: Tracker, complete: int, every: int, values: Mapping[str, str]) -> str:
    stands = standing_text(tracker, "complete", complete)
    if not complete:
        return say(NONE_COMPLETE, **values, standing=stands)
    return say(
        SHARE_COMPLETE, **values, number=f"{complete:,}", standing=stands, share=share_text(complete, every)
    )


def share_text(number: int, every: int) -> str:
    """``31%``; a share that is neither nothing nor all is never called so."""
    share = (Decimal(number) * 100 / every).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if number and not share:
        return say(UNDER_ONE)
    return say(OVER_NINETY_NINE) if share == 100 and number < every else f"{share}%"


def _since(tracker: Tracker, before: Standing, now: Standing) -> Iterator[str]:
    """How many were added since an earlier day, and how many more are complete."""
    if before.as_at is None:
        return
    day = day_in_words(before.as_at)
    if before.every is not None and now.every is not None and now.every != before.every:
        number = abs(now.every - before.every)
        forms = ADDED_SINCE if now.every > before.every else TAKEN_OUT_SINCE
        yield say_count(*forms, number, day=day, number=number_text(number))
    if "complete" not in before.by_status or "complete" not in now.by_status:
        return
    more = now.by_status["complete"] - before.by_status["complete"]
    template = MORE_THAN_ON if more > 0 else FEWER_THAN_ON if more < 0 else AS_MANY_AS_ON
    number = abs(more) or now.by_status["complete"]
    stands = standing_text(tracker, "complete", number)
    yield say(template, Number=upper_first(number_text(number)), standing=stands, day=day)


def _listed(tracked: Tracked, stand: Standing) -> Iterator[str]:
    """How many of those that are counted are listed, and why the others are not."""
    tracker, listed = tracked.tracker, len(tracked.items)
    missing = (stand.every or 0) - listed
    if stand.by == "counts" or missing <= 0:
        return
    yield say_count(*LISTED_HERE, listed, number=f"{listed:,}") if listed else say(NONE_LISTED)
    if tracker.not_listed and listed:
        yield say_count(*WHY_NOT_LISTED, missing, number=f"{missing:,}", why=tracker.not_listed)
    elif tracker.not_listed:
        yield say(WHY_NONE_LISTED, why=tracker.not_listed)


def _not_before(tracker: Tracker, stand: Standing) -> Iterator[str]:
    day = tracker.not_before
    if day is not None and stand.by_status.get("complete") != stand.every:
        is_month = day.day == 1
        month = say(MONTH_AND_YEAR, month=month_name(day.month), year=day.year)
        yield say(NOT_BEFORE, day=month if is_month else day_in_words(day))


def day_sentence(tracked: Tracked) -> str:
    """To which day a tracker stands; that nobody says it, where nobody does."""
    stand = standing(tracked)
    as_at = tracked.as_at if stand is None else stand.as_at
    return say(NO_DAY_OF_REPORT) if as_at is None else say(STOOD_ON, day=day_in_words(as_at))
