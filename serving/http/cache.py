"""Finished answers, kept for all who will ask again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from itertools import chain

from serving.http.answer import Answer

MOST_BYTES_KEPT = 64_000_000
# What an answer takes beside its bytes, with its places in memory. Without it, answers that lead to other
# addresses, and have none, could be kept without end.
BYTES_BESIDE = 2_000
# Which release, on what day, a fingerprint of what readers may know of others; the address, and the query.
Key = tuple[str, date, str, str, tuple[tuple[str, str], ...]]


@dataclass
class Tally:
    """How often answers were looked for and there or not, and how many bytes of them are kept."""

    hits: int = 0
    misses: int = 0
    size: int = 0


TALLY = Tally()  # of this process


class AnswerCache:
    """Finished answers. Those that nobody has asked for the longest are forgotten first."""

    def __init__(self, most_bytes: int = MOST_BYTES_KEPT) -> None:
        self.size = 0
        self._most_bytes = most_bytes
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, *, once_more: bool = False) -> Answer | None:
        """The answer, when it is remembered. Who looks ``once_more`` for the same request is not counted again."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            if not once_more:
                TALLY.hits += answer is not None
                TALLY.misses += answer is None
            return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Remembers an answer, and forgets others until all fit."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._answers[key] = answer
            self.size += _size(key, answer) - (_size(key, before) if before else 0)
            while self.size > self._most_bytes:
                self.size -= _size(*self._answers.popitem(last=False))
            TALLY.size = self.size


def _size(key: Key, answer: Answer) -> int:
    """The bytes that an answer takes with its key, of which a reader can choose the length."""
    *texts, query = key
    length = sum(len(text) for text in (*texts, *chain.from_iterable(query)) if isinstance(text, str))
    headers = sum(len(text) for header in answer.headers for text in header)
    return answer.size + length + headers + BYTES_BESIDE
