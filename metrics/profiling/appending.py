"""Lines added to a metrics.yaml at the end of its measures: not a byte of what stands there is changed."""

from __future__ import annotations

import re

from metrics.issues import Refused

_SECTION = re.compile(r"^measures[ \t]*:[ \t]*(#.*)?$")


def appended(text: str, added: str) -> str:
    """A declaration with a block of lines after its last measure.

    ``added`` is indented by two spaces, and is moved to where the list's own items stand. Raises Refused when
    the measures are written in a way that has no place for it.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if _SECTION.match(line.rstrip("\r\n"))), None)
    if start is None:
        raise Refused('the file has no line "measures:" of its own to add to; add the lines by hand')
    end = _end(lines, start)
    indent = _indent(lines[start + 1 : end])
    indented = "".join(f"{indent}{line[2:]}{newline}" for line in added.splitlines())
    before = "".join(lines[:end])
    before += "" if before.endswith(("\n", "\r")) else newline
    gap = newline if end > start + 1 else ""
    return before + gap + indented + "".join(lines[end:])


def _end(lines: list[str], start: int) -> int:
    """The line after the last one of the section: what stands there belongs to the next key, or is blank."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number].rstrip("\r\n")
        if _starts_key(line):
            break
        of_next_key = line.startswith("#") and any(map(_starts_key, lines[number + 1 :]))
        if line.strip() and not of_next_key:
            end = number + 1
    return end


def _starts_key(line: str) -> bool:
    return re.match(r"[^\s#-]", line) is not None


def _indent(section: list[str]) -> str:
    """How far in the items of the list stand."""
    for line in section:
        match = re.match(r"([ ]*)- ", line)
        if match:
            return match[1]
    return "  "
