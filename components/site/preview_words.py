"""The words of the strip above the pages of a preview, which staff alone read: English, as every command is."""

from __future__ import annotations

ISSUES_LABEL = "What pcp check found"
RELOAD = "Show anew"
STAYS = "The last good state stays on show."
NO_ISSUES = "Nothing was found that needs a look."


def counted(errors: int, warnings: int) -> str:
    """``2 errors, 1 warning.``"""
    parts = [_number(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number]
    return f"{', '.join(parts)}." if parts else NO_ISSUES


def more(number: int) -> str:
    """What is said of the issues that there is no room for."""
    return f"and {number:,} more; pcp check tells them all"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
