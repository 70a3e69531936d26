"""Protective markings: words that say of a text that it is not for everybody"""

from __future__ import annotations

import re

# In any letters where two words together mean nothing else; a word alone in capitals, or as all that a cell holds.
_MARKINGS = re.compile(
    r"(?i:\bofficial\s*[-–—_:/ ]\s*sensitive\b)|(?i:\btop\s+secret\b)"
    r"|\b(?:RESTRICTED|CONFIDENTIAL|SECRET)\b"
    r"|^\s*\W*(?i:restricted|confidential|secret|protect)\W*\s*$"
)


def protective_marking(text: str) -> str:
    """The protective marking in a text, as it stands there: ``OFFICIAL-SENSITIVE``; nothing where it has none."""
    match = _MARKINGS.search(text)
    return "" if match is None else " ".join(match[0].split())
