"""Keys and values as lines of YAML, with remarks behind them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from metrics.issues import printable

_PLAIN = re.compile(r"[A-Za-z][\w .,()/&'%+-]*[\w.)%]|[A-Za-z]")
_NOT_TEXT = re.compile(r"(no|yes|on|off|y|n|true|false|null|[-+.\d].*)", re.IGNORECASE)


def value_lines(name: str, value: Any, remark: str = "") -> Iterator[str]:
    """The lines of a key with its value: a map, a list or a single one, and a remark behind the first line."""
    if isinstance(value, dict):
        yield keyed(f"{name}:", remark)
        for key, inner in value.items():
            yield from (f"  {line}" for line in value_lines(scalar(key), inner))
    elif isinstance(value, list | tuple):
        yield keyed(f"{name}:", remark)
        for item in value:
            yield from _item(item)
    else:
        yield keyed(f"{name}: {scalar(value)}", remark)


def _item(item: Any) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"  - {scalar(item)}"
        return
    lines = [line for key, inner in item.items() for line in value_lines(key, inner)]
    yield from (f"  {'-' if index == 0 else ' '} {line}" for index, line in enumerate(lines))


def keyed(text: str, remark: str) -> str:
    """A line with a remark behind it, where there is one."""
    return f"{text}  # {printable(remark)}" if remark else text


def scalar(value: Any) -> str:
    """A value as YAML has it: text in quotes where it could be taken for anything else."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value):
        return value
    if re.fullmatch(r"https?://[\w./?=&%~-]+", value):
        return value
    return '"' + "".join(map(_quoted, value)) + '"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return "\\t" if character == "\t" else f"\\U{ord(character):08x}"
