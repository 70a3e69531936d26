"""What is said of how often firm words stood: in sum, of each word, and of how it is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from components.basics.words import all_of
from metrics.figures.sentences import NOT_COMPARABLE, UNCERTAIN, break_because
from metrics.figures.verdict_sentences import verdict_line
from metrics.language import say, say_count
from metrics.releasing.record import Obstacle, Recheck, Record, Standing

RECORD_TITLE = "How often we were right"
RECORD_DESCRIPTION = (
    "Of the firm words that our releases gave for {region}, how many still stood when later figures came."
)
RECORD_LINK = "How often our words stood when later figures came"
EVERY_WORD = "Every firm word"
RECORD_TABLE = "Firm words for {region}, the newest release first"
RECORD_FOLDED = "Table of {count} firm words"
RECORD_HEADS = ("Measure", "The word then", "By later figures")
OF_RELEASE = "Release {release}"
BY_RELEASE = " By release {release}."
HOW_LOOKED_UP = "How we look a word up"
FIRM_WORD = (
    "A firm word is “better” or “worse” on a tile of {region}. Where a measure is not judged, it is “higher” or "
    "“lower”. The words on the pages of {districts} do not count here."
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
    "untested": "Not tested yet",
    "not-looked-up": "Cannot be looked up",
    "waiting": "Not looked up yet",
}
RECHECK_MEANINGS: Mapping[Standing, str] = {
    "stood": "The figures were revised, and give the same word.",
    "uncertain": f"By later figures the change is {UNCERTAIN}, or too small for a firm word.",
    "turned": "Later figures give the opposite word.",
    "untested": "None of the figures that it compares has changed, so nothing has put the word to the test.",
    "not-looked-up": "Later figures lack the measure or the months, or the way of counting changed in between.",
    "waiting": "No later figures have come since the word was given.",
}
_CAME_TO: Mapping[Standing, str] = {
    "stood": "{number} stood",
    "uncertain": f"{{number}} became {UNCERTAIN} or too small",
    "turned": "{number} turned round",
}
NO_NUMBER = "none"
EARLIER_RELEASES = ("{number:,} earlier release", "{number:,} earlier releases")
FIRM_WORDS = ("{number:,} firm word", "{number:,} firm words")
NEW_FIRM_WORDS = ("{number:,} new firm word", "{number:,} new firm words")
NO_WORD_IN = "There was no firm word in {releases}."
PUT_TO_THE_TEST = (
    "Of {words} in {releases}, {tested} was put to the test by figures that were revised",
    "Of {words} in {releases}, {tested} were put to the test by figures that were revised",
)
NOT_CHANGED = "No figure behind {words} has changed."
LOST = "{number} cannot be looked up."
# The words whose figures have not changed: all, all that were not put to the test, or some of those.
ALL_OF_THEM = ("it", "them")
THE_OTHERS = ("the other", "the other {number}")
SOME_OF_THEM = "{number} of them"
IT_GAVE = "It gave {words}. {when}"
IT_GAVE_NONE = "It gave no firm word."
NEWEST_GAVE = "The newest release, {release}, gave {words}. {when}"
NEWEST_GAVE_NONE = "The newest release, {release}, gave no firm word that is new."
WHEN_LOOKED_UP = (
    "It can be looked up after the next release.",
    "The first of them can be looked up after the next release.",
)
NOTHING_CHANGED_SINCE = "no figure that it compares has changed"
_OBSTACLES: Mapping[Obstacle, str] = {
    "measure": "later releases do not have this measure, or count it in another way",
    "periods": "later figures do not tell",
    "break": f"the two are {NOT_COMPARABLE}, because {{reason}}",
}


def record_sentences(record: Record, first: str, day: str, newest: str, releases: int) -> list[str]:
    """How many words stood, in sum, and how many wait.

    ``first`` is the title of the first of so many releases that count, published on a ``day``; ``newest`` is that
    of the last.
    """
    if releases == 1:
        return [say(SINCE, release=first, day=day), _of_the_only_release(record)]
    return [*_in_sum(record, releases - 1), _of_the_newest(record, newest)]


def standing_line(recheck: Recheck) -> str:
    """What later figures say of a word, to follow how it stands: ``5.2% more than in …``."""
    change = recheck.change
    if recheck.obstacle is not None:
        reason = "" if change is None else break_because(change)
        return say(_OBSTACLES[recheck.obstacle], reason=reason)
    if change is None:
        return ""
    if recheck.standing == "untested":
        return say(NOTHING_CHANGED_SINCE)
    return verdict_line(recheck.word.measure, change)


def _in_sum(record: Record, releases: int) -> Iterator[str]:
    """Of all words, how many were put to the test and how those stood; then the others, and why they were not."""
    number = len(record.rechecks) - record.counts["waiting"]
    where = say_count(*EARLIER_RELEASES, releases, number=releases)
    if not number:
        yield say(NO_WORD_IN, releases=where)
        return
    tested = len(record.of(*_CAME_TO))
    gave = say_count(*FIRM_WORDS, number, number=number)
    lead = say_count(*PUT_TO_THE_TEST, tested, words=gave, releases=where, tested=_number(tested))
    yield f"{lead}{_came_to(record) if tested else ''}."
    if untested := record.counts["untested"]:
        yield say(NOT_CHANGED, words=_others(untested, tested, number))
    if lost := record.counts["not-looked-up"]:
        yield say(LOST, number=lost)


def _came_to(record: Record) -> str:
    """``: 3 stood, 1 became … and none turned round``."""
    *parts, last = (say(text, number=_number(record.counts[name])) for name, text in _CAME_TO.items())
    return f": {all_of([', '.join(parts), last])}"


def _number(count: int) -> str:
    return str(count) if count else say(NO_NUMBER)


def _others(untested: int, tested: int, number: int) -> str:
    """``the other 3``, ``3 others``, ``them``: the words whose figures have not changed, beside those tested."""
    if untested == number:
        return say_count(*ALL_OF_THEM, number)
    if untested + tested == number:
        return say_count(*THE_OTHERS, untested, number=untested)
    return say(SOME_OF_THEM, number=untested)


def _of_the_only_release(record: Record) -> str:
    number = record.counts["waiting"]
    if not number:
        return say(IT_GAVE_NONE)
    return say(IT_GAVE, words=say_count(*FIRM_WORDS, number, number=number), when=_when(number))


def _of_the_newest(record: Record, title: str) -> str:
    number = record.counts["waiting"]
    if not number:
        return say(NEWEST_GAVE_NONE, release=title)
    gave = say_count(*NEW_FIRM_WORDS, number, number=number)
    return say(NEWEST_GAVE, release=title, words=gave, when=_when(number))


def _when(number: int) -> str:
    return say_count(*WHEN_LOOKED_UP, number)
