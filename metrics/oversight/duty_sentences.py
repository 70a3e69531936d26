"""What is said of duties to publish: their states, how often, what was read of the law, and how many stand where"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.dates import day_in_words
from metrics.declared.duty import Duty, Rhythm, Seen, WhenSeen
from metrics.declared.duty_standing import DutyState, Standing, Unchecked, tally
from metrics.language import listed_words, say, say_count

DUTY_STATE_WORDS: Mapping[DutyState, str] = {
    "published": "Published",
    "out-of-date": "Out of date",
    "not-published": "Not published",
    "does-not-apply": "Does not apply",
    "not-checked": "Not checked",
}
# How many are in each state, inside of a sentence.
DUTIES_COUNTED: Mapping[DutyState, tuple[str, str]] = {
    "published": (
        "{number} is published as far as this site has checked",
        "{number} are published as far as this site has checked",
    ),
    "out-of-date": ("{number} is out of date", "{number} are out of date"),
    "not-published": ("{number} is not published", "{number} are not published"),
    "does-not-apply": ("{number} does not apply", "{number} do not apply"),
    "not-checked": ("{number} is not checked", "{number} are not checked"),
}
ALWAYS_COUNTED: tuple[DutyState, ...] = ("published", "not-checked")
OF_ITEMS = ("Of {number} item, {states}.", "Of {number} items, {states}.")
NO_STATES = "No duty to publish is declared."
RHYTHM_WORDS: Mapping[Rhythm, str] = {
    "month": "Every month",
    "quarter": "Every quarter",
    "year": "Every year",
    "before the financial year": "Before each financial year",
    "as it changes": "As it changes",
    "unknown": "At a time that is not known here",
}
SEEN_WORDS: Mapping[Seen, str] = {
    "read": "The words of the item were read.",
    "guidance": "Of the item guidance was read, and not the law.",
    "partly": "The words of the item were read in part.",
    "memory": "The words of the item have not been read, so what it asks for is not checked.",
}
WHEN_SEEN_WORDS: Mapping[WhenSeen, str] = {
    "read": "The time of publication was read in the law.",
    "guidance": "The time of publication is told by guidance.",
    "not-read": "The time of publication has not been checked.",
}
UNCHECKED_WORDS: Mapping[Unchecked, str] = {
    "words": SEEN_WORDS["memory"],
    "time": WHEN_SEEN_WORDS["not-read"],
    "place": "Nobody has declared where it is published.",
}
OUT_OF_DATE = "It was last updated on {updated}, and was due again by {due}."
LAST_UPDATED = "It was last updated on {updated}."
NEXT_DUE_BY = "It is due again by {due}."
STOOD_NOWHERE = "It was looked for on {day}, and stood nowhere."
APPLIES_TO = "It applies to {whom}."
ADDED_IN = "Put into the law in {year}."
CHANGED_IN = "Changed in {years}."


def counts_sentence(items: Sequence[Standing]) -> str:
    """``Of 45 items, 0 are published as far as this site has checked, 1 does not apply and 44 are not checked.``"""
    if not items:
        return say(NO_STATES)
    numbers = tally(items)
    states = [
        say_count(*words, numbers.get(state, 0), number=numbers.get(state, 0))
        for state, words in DUTIES_COUNTED.items()
        if numbers.get(state, 0) or state in ALWAYS_COUNTED
    ]
    return say_count(*OF_ITEMS, len(items), number=len(items), states=", ".join(states))


def standing_sentences(item: Standing) -> list[str]:
    """Why a duty stands as it does, in sentences."""
    duty, declared = item.duty, item.duty.published
    if item.state == "does-not-apply":
        return [say(APPLIES_TO, whom=duty.applies)]
    sentences = [say(UNCHECKED_WORDS[part]) for part in item.unchecked]
    if declared is None:
        return sentences
    if declared.absent_on is not None:
        return [say(STOOD_NOWHERE, day=day_in_words(declared.absent_on)), *sentences]
    updated = "" if declared.updated is None else day_in_words(declared.updated)
    due = "" if item.due is None else day_in_words(item.due)
    if item.state == "out-of-date":
        return [say(OUT_OF_DATE, updated=updated, due=due)]
    return [say(LAST_UPDATED, updated=updated), *([say(NEXT_DUE_BY, due=due)] if due else []), *sentences]


def reading_sentences(duty: Duty) -> list[str]:
    """What was read of the law on an item, and how the item came to be as it is."""
    history = [say(ADDED_IN, year=duty.added)] if duty.added is not None else []
    if duty.changed is not None:
        history.append(say(CHANGED_IN, years=listed_words([str(year) for year in duty.changed])))
    return [say(SEEN_WORDS[duty.seen]), say(WHEN_SEEN_WORDS[duty.when_seen]), *history]
