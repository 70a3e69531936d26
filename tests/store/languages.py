"""What a declaration may hold, as statements that can be kept, and what a later language refuses of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from metrics.declared.former_names import name_of_key, name_of_value
from metrics.declared.framework import Config

ALLOWS = ("key", "value", "type")
AT_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
AT_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
DEMANDS = ("pattern", *AT_MOST, *AT_LEAST)


# Patterns that take in all that one before them did, which no comparison of two patterns can tell.
WIDER = {
    r"\S": r"^$|\S",
    r"^[^/\\\x00-\x1f]+\.csv$": r"^[^/\\\x00-\x1f]+(\.csv|\.csv\.gz|\.xlsx|\.xlsm|\.ods|\.parquet)$",
}

PLAIN = re.compile(r"\[[^\]]*\]|\([^)]*\)")  # items and choices of a place


class Statement(NamedTuple):
    """What holds at a place in a declaration: that it has a key, needs one, takes a value, or keeps a bound."""

    place: str
    kind: str
    value: Any

    def __str__(self) -> str:
        return f"{self.place or 'the file'}: {self.kind} {json.dumps(self.value)}"


def language_of(model: type[BaseModel] = Config) -> list[Statement]:
    """All that the models say of a declaration, but for their words."""
    schema = model.model_json_schema()
    return list(_statements(schema, schema.get("$defs", {}), ""))


def narrowed(old: list[Statement], new: list[Statement]) -> list[str]:
    """What makes a declaration of one language wrong in another, or have it mean something else."""
    old = [line if line in new else _widened(_called_now(line), new) for line in old]
    places = {statement.place for statement in old}
    bounds = {(statement.place, statement.kind): statement.value for statement in old}
    gone = [line for line in old if line.kind in (*ALLOWS, "default") and line not in new]
    added = [line for line in new if line not in old and line.place in places]
    maps = {line.place for line in old if (line.kind, line.value) == ("type", "object")}
    needed = [line for line in added if line.kind == "needs" and line.place in maps]
    harder = needed + [line for line in added if _is_narrower(line, bounds)]
    return [*(f"no longer: {line}" for line in gone), *(f"new: {line}" for line in harder)]


def _called_now(line: Statement) -> Statement:
    """A statement of an earlier language with keys and values as they are called today."""
    place, path = line.place, tuple[str, ...]()
    for name in PLAIN.sub("", line.place).split(".")[1:]:
        now = name_of_key(path, name)
        place, path = place.replace(f".{name}", f".{now}") if now != name else place, (*path, now)
    value = line.value
    if line.kind in ("key", "needs"):
        value = name_of_key(path, str(value))
    elif isinstance(value, str):
        value = name_of_value(path, value)
    return Statement(place, line.kind, value)


def _widened(line: Statement, new: list[Statement]) -> Statement:
    """A statement with the wider pattern that stands in its place now, or with a default of more keys."""
    if line.kind == "default" and isinstance(line.value, dict):
        return next((item for item in new if _says_as_much(item, line, new)), line)
    for pattern, wider in WIDER.items():
        place = line.place.replace(f"[{pattern}]", f"[{wider}]")
        values = [line.value, *([wider] if (line.kind, line.value) == ("pattern", pattern) else [])]
        for candidate in (Statement(place, line.kind, value) for value in values):
            if candidate in new:
                return candidate
    return line


def _says_as_much(item: Statement, before: Statement, new: list[Statement]) -> bool:
    """Whether a default means what one before it meant: each key that it has more stands at its own default."""
    if (item.place, item.kind) != (before.place, before.kind) or not isinstance(item.value, dict):
        return False
    further = [Statement(f"{item.place}.{name}", "default", item.value[name]) for name in item.value]
    return all(
        before.value[name] == value if name in before.value else own in new
        for (name, value), own in zip(item.value.items(), further, strict=True)
    )


def _is_narrower(bound: Statement, bounds: dict[tuple[str, str], Any]) -> bool:
    if bound.kind not in DEMANDS:
        return False
    before = bounds.get((bound.place, bound.kind))
    if before is None or bound.kind == "pattern":
        return True
    return bool(bound.value < before if bound.kind in AT_MOST else bound.value > before)


def _statements(node: dict[str, Any], parts: dict[str, Any], place: str) -> Iterator[Statement]:
    if "$ref" in node:
        node = {**parts[node["$ref"].rpartition("/")[2]], **node}
    yield from (Statement(place, "needs", name) for name in node.get("required", ()))
    yield from (Statement(place, "value", value) for value in node.get("enum", ()))
    yield from (Statement(place, kind, node[kind]) for kind in ("default", *DEMANDS) if kind in node)
    for kind, name in (("value", "const"), ("type", "type")):
        if name in node:
            yield Statement(place, kind, node[name])
    for name, part in node.get("properties", {}).items():
        yield Statement(place, "key", name)
        yield from _statements(part, parts, f"{place}.{name}")
    for name in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(name), dict):
            yield from _statements(node[name], parts, f"{place}[{name}]")
    for pattern, part in node.get("patternProperties", {}).items():
        yield from _statements(part, parts, f"{place}[{pattern}]")
    for choice in node.get("anyOf", ()):
        yield from _statements(choice, parts, place)
    for choice in node.get("oneOf", ()):
        model = parts[choice["$ref"].rpartition("/")[2]]
        yield from _statements(model, parts, f"{place}({model['properties']['status']['const']})")
