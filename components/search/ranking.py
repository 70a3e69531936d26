"""Which entries a query means: those that have every word of it, or a word that is spelled almost like it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from metrics.spelling import words_of

LONGEST_QUERY = 100
MOST_WORDS = 8  # of a query that are looked for
LEAST_LETTERS = 3  # of a word's start that stand for the word
NEAR = 0.75  # how alike a word must be where no other is
IN_TITLE, IN_TEXT, BY_ITS_START = 3.0, 1.0, 0.9
_FILLERS = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "what",
    }
)


@dataclass(frozen=True)
class Entry:
    """Something that can be come upon. ``texts`` say what it holds, each under the name of what it is.

    The title is a text as well, and weighs more.
    """

    kind: str
    title: str
    address: str
    texts: tuple[tuple[str, str], ...] = ()

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """Its words, each with what it weighs."""
        inside = {word: IN_TEXT for _, text in self.texts for word in words_of(text)}
        return inside | dict.fromkeys(words_of(self.title), IN_TITLE)


@dataclass(frozen=True)
class Hit:
    """An entry that a query means. ``words`` are those of the entry that were looked for.

    ``is_near``: none of them is a word of the query, but only spelled almost like one.
    """

    entry: Entry
    words: frozenset[str]
    is_near: bool = False

    @property
    def is_by_title(self) -> bool:
        return bool(self.words & set(words_of(self.entry.title)))

    @property
    def passage(self) -> tuple[str, str] | None:
        """The first sentence of a text that has a word which was looked for, and what the text is."""
        for name, text in self.entry.texts:
            for sentence in re.split(r"(?<=[.;])\s+", text):
                if self.words & set(words_of(sentence)):
                    return name, sentence
        return None


def query_words(query: str) -> list[str]:
    """What is looked for: each word once, and those that tell nothing only where there is no other."""
    words = list(dict.fromkeys(words_of(query[:LONGEST_QUERY])))[:MOST_WORDS]
    return [word for word in words if word not in _FILLERS] or words


def ranked(query: str, entries: Iterable[Entry]) -> tuple[Hit, ...]:
    """The entries that have every word of a query, the nearest first; where none has, those with most of them."""
    everything = list(entries)
    vocabulary = sorted({word for entry in everything for word in entry.weights})
    meanings = [_meanings(word, vocabulary) for word in query_words(query)]
    scores = {at: _scores(entry, meanings) for at, entry in enumerate(everything)}
    most = max((sum(score > 0 for score in row) for row in scores.values()), default=0)
    if not most:
        return ()
    order = sorted(
        (at for at, row in scores.items() if sum(score > 0 for score in row) == most),
        key=lambda at: -sum(scores[at]),
    )
    looked_for = {word for meaning in meanings for word in meaning}
    own = {other for word in query_words(query) for other in looked_for if _is_kin(word, other)}
    hits = ((everything[at], looked_for & set(everything[at].weights)) for at in order)
    return tuple(Hit(entry, frozenset(words), own.isdisjoint(words)) for entry, words in hits)


def _meanings(word: str, vocabulary: Sequence[str]) -> Mapping[str, float]:
    """The words that one of a query may stand for, from 0 to 1: itself, its start or ending, or else a near one."""
    kin = {other: 1.0 if other == word else BY_ITS_START for other in vocabulary if _is_kin(word, other)}
    if kin:
        return kin
    near = difflib.get_close_matches(word, vocabulary, n=2, cutoff=NEAR)
    return {other: difflib.SequenceMatcher(None, word, other).ratio() * BY_ITS_START for other in near}


def _is_kin(word: str, other: str) -> bool:
    """Whether one is the other or begins it, as ``hom`` ``homicide``, or has a letter more, as ``murders``."""
    if len(word) < LEAST_LETTERS or len(other) < LEAST_LETTERS:
        return word == other
    return other.startswith(word) or (word.startswith(other) and len(word) - len(other) == 1)


def _scores(entry: Entry, meanings: Sequence[Mapping[str, float]]) -> list[float]:
    """For each word of a query, the most that any word of the entry says for it."""
    weights = entry.weights
    return [
        max((weights[word] * likeness for word, likeness in meaning.items() if word in weights), default=0.0)
        for meaning in meanings
    ]
