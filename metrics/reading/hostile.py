"""Text that would be kept and shown: it may steer no spreadsheet, no browser, no terminal and no eye."""

from __future__ import annotations

import re

from metrics.reading.lookalikes import is_unseen

_FORMULA = ("=", "+", "-", "@")
_MARKUP = re.compile(r"<[a-z/!?]|&#|javascript:", re.IGNORECASE)


def unshowable(text: str) -> str:
    """Why a declared text is not shown, as the end of a sentence that starts with it; nothing for plain words."""
    return hostile(text).partition(";")[0]


def hostile(text: str) -> str:
    """Why a text is not kept, as the end of a sentence that starts with it; nothing for plain words."""
    trimmed = text.strip(" ")
    if trimmed.startswith(_FORMULA):
        return f'starts with "{trimmed[0]}", as a formula in a spreadsheet does; declare it as a category'
    if _MARKUP.search(text):
        return "holds HTML or a script; declare the categories that count"
    if any(is_unseen(character) for character in trimmed):
        return "holds a character that cannot be seen; declare it as a category"
    return "holds a character that was lost (U+FFFD); get the file again" if "\ufffd" in text else ""
