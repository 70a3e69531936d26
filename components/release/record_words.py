"""What is said of how often firm words stood: in sum, of each word, and of how it is looked up."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.figures.sentences import break_because
from metrics.figures.verdict_sentences import verdict_line
from metrics.releasing.diff_words import counted
from metrics.releasing.record import Obstacle, Recheck, Record, Standing

RECORD_TITLE = "How often we were right"
RECORD_DESCRIPTION = (
    "Of the firm words that our releases gave for London, how many still stood when later figures came."
)
RECORD_LINK = "How often our words stood when later figures came"
EVERY_WORD = "Every firm word"
RECORD_TABLE = "Firm words for London, the newest release first"
RECORD_FOLDED = "Table of {count} firm words"
RECORD_HEADS = ("Measure", "The word then", "By later figures")
OF_RELEASE = "Release {release}"
BY_RELEASE = " By release {release}."
HOW_LOOKED_UP = "How we look a word up"
FIRM_WORD = (
    "A firm word is “better” or “worse” on a tile of London. Where a measure is not judged, it is “higher” or "
    "“lower”. The words on the pages of boroughs do not count here."
)
LOOKED_UP = (
    "Figures change after they are published: late records come in, and slips are mended. So we take the same "
    "measure and the same months once more, from the newest figures that hold them. We judge them by the rule "
    "that the release itself used.",
    "When a release only says a word again, that word counts once. It counts for the release that said it first.",
    "This shows whether a word held when its figures changed. It cannot show what no figure holds: a survey asks "
    "only some people, and the police know only of crimes that come to light.",
)
SINCE = (
    "We have given firm words since release {release}, on {day}. It is the only release that counts so far."
)
RECORD_IN_JSON = "The same for programs, as JSON"
HOW_WORDS_STAND = "How a word can stand"
WHICH_COUNT = "Which releases count"
BEFORE_UNREAD = "The releases before the newest cannot be read at the moment. Please come back later."
THESE_COUNT = "These count: "
ALL_COUNT = "A release that was withdrawn would not count. None was."
WITHDRAWN_DO_NOT_COUNT = "A release that was withdrawn does not count: "
UNREAD = "These cannot be read at the moment, so their words are left out: "

RECHECK_WORDS: Mapping[Standing, str] = {
    "stood": "Stood",
    "uncertain": "No longer clear",
    "turned": "Turned round",
    "not-looked-up": "Cannot be looked up",
    "waiting": "Not looked up yet",
}
RECHECK_MEANINGS: Mapping[Standing, str] = {
    "stood": "Later figures give the same word.",
    "uncertain": "By later figures the change is too uncertain or too small for a firm word.",
    "turned": "Later figures give the opposite word.",
    "not-looked-up": "Later figures lack the measure or the months, or the way of counting changed in between.",
    "waiting": "No later figures have come since the word was given.",
}
_CAME_TO: Mapping[Standing, str] = {
    "stood": "stood",
    "uncertain": "became too uncertain or too small to say",
    "turned": "turned round",
    "not-looked-up": "cannot be looked up",
}
_OBSTACLES: Mapping[Obstacle, str] = {
    "measure": "later releases do not have this measure, or count it in another way",
    "periods": "later figures do not hold what it speaks of",
    "break": "the two are not comparable, because {reason}",
}


def record_sentences(record: Record, first: str, day: str, newest: str, releases: int) -> list[str]:
    """How many words stood, in sum, and how many wait.

    ``first`` is the title of the first of so many releases that count, published on a ``day``; ``newest`` is that
    of the last.
    """
    if releases == 1:
        return [SINCE.format(release=first, day=day), _of_the_only_release(record)]
    sentences = (_in_sum(record, releases - 1), _revised(record), _of_the_newest(record, newest))
    return [sentence for sentence in sentences if sentence]


def standing_line(recheck: Recheck) -> str:
    """What later figures say of a word, to follow how it stands: ``5.2% more than in …``."""
    change = recheck.change
    if recheck.obstacle is not None:
        reason = "" if change is None else break_because(change)
        return _OBSTACLES[recheck.obstacle].format(reason=reason)
    if change is None:
        return ""
    if recheck.standing == "stood" and not recheck.is_revised:
        return "no figure behind it has changed"
    return verdict_line(recheck.word.measure, change)


def _in_sum(record: Record, releases: int) -> str:
    """``Of 12 firm words in 2 earlier releases, 11 stood, 1 became …, and none turned round.``"""
    number = len(record.rechecks) - record.counts["waiting"]
    where = counted(releases, "earlier release")
    if not number:
        return f"There was no firm word in {where}."
    counts = record.counts
    parts = [f"{counts[name] or 'none'} {_CAME_TO[name]}" for name in ("stood", "uncertain", "turned")]
    if counts["not-looked-up"]:
        parts.append(f"{counts['not-looked-up']} {_CAME_TO['not-looked-up']}")
    return f"Of {counted(number, 'firm word')} in {where}, {', '.join(parts[:-1])} and {parts[-1]}."


def _revised(record: Record) -> str:
    """How much the words that stood have been through: figures that nobody revised put no word to the test."""
    stood = record.of("stood")
    if not stood:
        return ""
    revised = sum(recheck.is_revised for recheck in stood)
    if revised == 0:
        return "No figure behind those that stood has changed since."
    rest = "rests" if revised == 1 else "rest"
    return f"Of those that stood, {revised} {rest} on figures that have changed since."


def _of_the_only_release(record: Record) -> str:
    number = record.counts["waiting"]
    return f"It gave {counted(number, 'firm word')}. {_when(number)}" if number else "It gave no firm word."


def _of_the_newest(record: Record, title: str) -> str:
    number = record.counts["waiting"]
    if not number:
        return f"The newest release, {title}, gave no firm word that is new."
    return f"The newest release, {title}, gave {counted(number, 'new firm word')}. {_when(number)}"


def _when(number: int) -> str:
    return f"{'It' if number == 1 else 'The first of them'} can be looked up after the next release."
