"""Names as they are compared, and as addresses hold them: one way for what checks names and for what finds them."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc]")
_MARKS = re.compile(r"[^\w\s]|_")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


def folded(text: str) -> str:
    """Text for comparing: case, stray spaces and the choice of ``&`` or "and" make no difference.

    Neither does whether an accented letter is one character or two.
    """
    return " ".join(unicodedata.normalize("NFC", text).replace("&", " and ").split()).casefold()


def without_accents(text: str) -> str:
    """Folded text in plain letters, as far as Latin letters have any: ``ynys mon``."""
    parts = unicodedata.normalize("NFKD", folded(text))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(_PLAIN)


def slug(name: str) -> str:
    """A name as an address holds it, ``barking-and-dagenham``; empty for one without a Latin letter or a digit."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(name)).strip("-")


def words_of(text: str) -> list[str]:
    """Words without their marks: ``Richmond-upon-Thames`` and ``St. Pancras’s`` as they sound."""
    return _MARKS.sub(" ", _APOSTROPHES.sub("", without_accents(text))).split()


def sound(text: str) -> str:
    """A name by its words alone: what a reader types, and what stands in an address, means a name of the same."""
    return " ".join(words_of(text)) or folded(text)
