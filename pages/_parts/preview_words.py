"""What a preview says above each page, to the analyst who writes the measure."""

from __future__ import annotations

LABEL = "What pcp check found"
RELOAD = "Show anew"
STAYS = "The last good state stays on show."
NOTHING = "Nothing was found that needs a look."


def counted(errors: int, warnings: int) -> str:
    """``2 errors, 1 warning.``"""
    told = [_number(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number]
    return f"{', '.join(told)}." if told else NOTHING


def more(number: int) -> str:
    """What is said of the issues that there is no room for."""
    return f"and {number:,} more; pcp check tells them all"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
