"""What stands where an analyst has still to write: what `pcp new-measure` puts there, and what people put."""

from __future__ import annotations

import re

CAVEAT = "Write here what readers must know before they quote the figure."
PUBLISHER = "The publisher of the data"
DATA_SET = "The name of the data set"
DATA_SET_LINK = "https://example.org/where-readers-find-the-data-set"
SHARE = "of those asked"

_PLACEHOLDERS = frozenset({CAVEAT, PUBLISHER, DATA_SET, DATA_SET_LINK})
_PART = re.compile(r"\b(tbc|tbd|tba|to be confirmed|lorem ipsum)\b|\?\?\?|<[a-z ]+>", re.IGNORECASE)


def unwritten(text: str) -> str:
    """The part of a text that was to be filled in later, or nothing."""
    if text.strip() in _PLACEHOLDERS:
        return text.strip()
    match = _PART.search(text)
    return match[0] if match else ""
