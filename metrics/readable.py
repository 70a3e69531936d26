"""What a text may be that readers see: how long it is, and what it is made of"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Literal

Kind = Literal["name", "text"]
LONGEST: Mapping[Kind, int] = {"name": 300, "text": 4_000}  # characters, by what the text is
# Marks upon one letter: Vietnamese has two, Hebrew with its signs four; a heap of them covers the lines around it.
MOST_MARKS = 5
_JOINER = "\u200d"
_FLAG, _TAGS = "\U0001f3f4", re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,10}\U000e007f")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES = re.compile(r"[ \t\r\n\v\f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def on_one_line(text: str) -> str:
    """A text with one space where it has blanks and ends of lines; what is neither stays, to be judged."""
    return _SPACES.sub(" ", text).strip(" ")


def unseen_in(text: str) -> str:
    """The first character of a text that cannot be seen, is a break of lines, or no character; else nothing.

    A joiner between two pictures is a part of one picture, as are the letters behind a flag.
    """
    if text.isascii() and text.isprintable():
        return ""
    plain = _TAGS.sub(_FLAG, text) if _FLAG in text else text
    for place, character in enumerate(plain):
        if unicodedata.category(character) in _UNSEEN and not _joins_pictures(plain, place):
            return character
    return ""


def is_overladen(text: str) -> bool:
    """Whether more combining marks stand one upon the other than any language writes."""
    if text.isascii():
        return False
    marks = (unicodedata.category(character) in ("Mn", "Me") for character in text)
    return any(is_mark and len(list(run)) > MOST_MARKS for is_mark, run in groupby(marks))


def _joins_pictures(text: str, place: int) -> bool:
    around = text[max(0, place - 2) : place].strip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
    before, after = around[-1:] or text[max(0, place - 1) : place], text[place + 1 : place + 2]
    is_picture = all(sign and unicodedata.category(sign) in ("So", "Sk") for sign in (before, after))
    return text[place] == _JOINER and is_picture
