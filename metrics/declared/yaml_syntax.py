"""What YAML's parser stumbles over, in words for people who do not know its own, and where the mistake stands.

The parser gives up where a text stops making sense, which may be far below the mistake: a quote that was never
closed ends at the next quote of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from metrics.issues import shortened

Fault = tuple[int, int, str, str]  # line and column from 1, code, message

NO_BREAK = "\xa0"
NO_BREAK_PROBLEM = "a no-break space (U+00A0) stands here, as web pages have them; write a plain space"
UNREADABLE = "this is not YAML: "
MISFIT = (
    "this line does not fit those above it; indent it as its neighbours are, two spaces a step, and see that each "
    "key ends with a colon and each item starts with a hyphen and a space"
)
NO_HYPHEN = (
    "this line stands where an item of the list above would start, and each item starts with a hyphen and a space; "
    "write them before it, or indent it as the lines of the item above are"
)
CURLY = re.compile("(^|[:,{\\[-]) *[“”„‟]")
CURLY_QUOTES = (
    "the quotes in this line are curly, as word processors make them; YAML knows straight ones alone"
)
NO_COLON = "a key needs a colon and a space after it, as in key: value"
QUOTED_ONCE = "text follows a closing quote; put the whole text in quotes of the other kind"
CURLY_END = re.compile("""(^|[:,{\\[-]) *(["'])(?:(?!\\2).)*(?P<end>[\u2018-\u201f]) *$""")
OPEN_QUOTE = "a quote opens here and is not closed in this line; close it"
LEFT_OPEN = {
    "while scanning a quoted scalar": OPEN_QUOTE,
    "while scanning a simple key": NO_COLON,
    "while scanning an alias": "text cannot start with * here; put it in quotes",
    "while scanning an anchor": "text cannot start with & here; put it in quotes",
    "while parsing a flow sequence": "a bracket opens here and is not closed; end the list with ]",
    "while parsing a flow mapping": "a brace opens here and is not closed; end the map with }",
}
CONTEXTS = {
    "while scanning a block scalar": "after > or | only a hyphen may stand; the text starts in the next line",
    "while parsing a block": MISFIT,
}
PROBLEMS = {
    "mapping values are not allowed": "a second colon and space stand in this line; put the text in quotes",
    "block sequence entries are not allowed": "a list starts in the line below its key, each item with a hyphen",
    "found character that cannot start any token": "text cannot start with {first} here; put it in quotes",
    "found unknown escape character": "in double quotes a backslash starts an escape; use single quotes",
    "did not find expected <document start>": "the file seems to end above here; remove lines with --- or ..., "
    "and those that start with %",
}


def syntax_fault(fault: yaml.YAMLError, lines: Sequence[str], last: yaml.Event | None) -> Fault:
    """Where the mistake stands, its code and its message. ``last`` is what was read before the parser gave up."""
    mark = fault.problem_mark or fault.context_mark if isinstance(fault, yaml.MarkedYAMLError) else None
    if mark is None or not isinstance(fault, yaml.MarkedYAMLError):
        return 1, 1, "yaml-syntax", UNREADABLE + shortened(str(fault))
    line, column, problem = _place(fault, mark, lines, last)
    for number in dict.fromkeys((mark.line, line)):
        spaced = _wrong_space(lines[number], column)
        if spaced:
            place, code, message = spaced
            return number + 1, place + 1, code, message
    if curly := CURLY.search(lines[line]):
        return line + 1, curly.end(), "curly-quotes", UNREADABLE + CURLY_QUOTES
    if problem == OPEN_QUOTE and (curly := CURLY_END.search(lines[line])):
        return line + 1, curly.end("end"), "curly-quotes", UNREADABLE + CURLY_QUOTES
    return line + 1, column + 1, "yaml-syntax", UNREADABLE + problem


def _place(
    fault: yaml.MarkedYAMLError, mark: Any, lines: Sequence[str], last: yaml.Event | None
) -> tuple[int, int, str]:
    """Where the mistake stands, counted from 0, and what it is."""
    opened = LEFT_OPEN.get(fault.context or "")
    if opened and fault.context_mark is not None:  # where it opens, not where the reader gave up
        if opened == NO_COLON and _among_items(lines, fault.context_mark.line):
            opened = NO_HYPHEN
        return fault.context_mark.line, fault.context_mark.column, opened
    if (fault.context or "").startswith("while parsing a block") and _among_items(lines, mark.line):
        return mark.line, mark.column, NO_HYPHEN
    elsewhere = _elsewhere(fault, lines, last)
    return elsewhere or (mark.line, mark.column, _in_plain_words(fault, lines[mark.line][mark.column :]))


def _wrong_space(line: str, column: int) -> tuple[int, str, str] | None:
    """A tab up to a column, or a space that is none anywhere in a line."""
    if "\t" in line[: column + 1]:
        return line.index("\t"), "tab", "a tab stands here; indent with spaces"
    return (line.index(NO_BREAK), "bad-character", NO_BREAK_PROBLEM) if NO_BREAK in line else None


def _elsewhere(
    fault: yaml.MarkedYAMLError, lines: Sequence[str], last: yaml.Event | None
) -> tuple[int, int, str] | None:
    """The mistake behind a fault that the parser met later; None when the fault is the mistake itself."""
    mark = fault.problem_mark
    assert mark is not None
    quoted = _quoted_before(last, mark, lines)
    if quoted is not None:
        return (mark.line, mark.column, QUOTED_ONCE) if quoted[0] == mark.line else (*quoted, OPEN_QUOTE)
    a_key = re.fullmatch(r" *[\w-]+", lines[mark.line][: mark.column])
    if a_key and (fault.problem or "").startswith("mapping values"):
        return _swallowed(lines, mark.line)
    return None


def _among_items(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands as deep as the hyphens of the list above it."""
    depth = len(lines[at]) - len(lines[at].lstrip(" "))
    above = next(
        (text for text in lines[:at][::-1] if text.strip() and len(text) - len(text.lstrip(" ")) <= depth), ""
    )
    return bool(lines[at].strip()) and above.startswith(" " * depth + "- ")


def _quoted_before(last: yaml.Event | None, mark: Any, lines: Sequence[str]) -> tuple[int, int] | None:
    """Where a text in quotes starts that ends right before a mark; None when there is none."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    start, end = last.start_mark, last.end_mark
    if (
        start is None
        or end is None
        or end.line != mark.line
        or lines[end.line][end.column : mark.column].strip()
    ):
        return None
    return start.line, start.column


def _swallowed(lines: Sequence[str], at: int) -> tuple[int, int, str]:
    """A key that was read as a part of the text above it: a colon is missing there, or one of them is misplaced."""
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    depth = [len(text) - len(text.lstrip(" ")) for text in lines]
    if re.fullmatch(r"\s*(- )?[\w-]+\s*", lines[above]):
        return above, depth[above], NO_COLON
    below = next((number for number in range(at + 1, len(lines)) if lines[number].strip()), at)
    odd = above if below > at and depth[below] == depth[at] else at
    return odd, depth[odd], MISFIT


def _in_plain_words(fault: yaml.MarkedYAMLError, rest: str) -> str:
    context, problem = fault.context or "", fault.problem or ""
    for start, message in CONTEXTS.items():
        if context.startswith(start):
            return message
    for start, message in PROBLEMS.items():
        if problem.startswith(start):
            return message.format(first=rest[:1] or "it")
    clauses = " ".join(filter(None, [context, problem]))
    return f"{clauses}; check indentation, quotes and colons around here"
