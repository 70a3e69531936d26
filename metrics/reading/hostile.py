"""Text that would be kept and shown: it may steer no spreadsheet, no browser, no terminal and no eye."""

from __future__ import annotations

import re

from metrics.readable import LONGEST, MOST_MARKS, Kind, is_overladen, unseen_in

_FORMULA = ("=", "+", "-", "@")
_MARKUP = re.compile(r"<[a-z/!?]|&#|javascript:", re.IGNORECASE)


def unshowable(text: str, kind: Kind = "name") -> str:
    """Why a declared text is not shown, as the end of a sentence that starts with it; nothing for plain words."""
    return hostile(text, kind).partition(";")[0]


def hostile(text: str, kind: Kind = "name") -> str:
    """Why a text is not kept, as the end of a sentence that starts with it; nothing for plain words."""
    trimmed = text.strip(" ")
    if len(trimmed) > LONGEST[kind]:
        length = f"{len(trimmed):,} characters"
        return f"has {length}, and at most {LONGEST[kind]:,} are shown; is it in the right column?"
    if trimmed.startswith(_FORMULA):
        return f'starts with "{trimmed[0]}", as a formula in a spreadsheet does; declare it as a category'
    if _MARKUP.search(text):
        return "holds HTML or a script; declare the categories that count"
    if unseen_in(trimmed):
        return "holds a character that cannot be seen; declare it as a category"
    if is_overladen(trimmed):
        return f"has more than {MOST_MARKS} marks upon one letter; get the file again"
    return "holds a character that was lost (U+FFFD); get the file again" if "\ufffd" in text else ""
