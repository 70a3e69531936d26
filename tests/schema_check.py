"""As much of JSON Schema as the schema of metrics.yaml is made of; a keyword beyond that is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": (tuple, list),
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
PARTS = {
    *("$ref", "$defs", "anyOf", "oneOf", "items", "required", "properties", "additionalProperties"),
    *("patternProperties", "propertyNames"),
}
ANNOTATIONS = {
    "$schema",
    "title",
    "description",
    "markdownDescription",
    "examples",
    "default",
    "discriminator",
    "format",
}
BOUNDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": lambda value, bound: value >= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "maximum": lambda value, bound: value <= bound,
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
    "minItems": lambda value, bound: len(value) >= bound,
    "maxItems": lambda value, bound: len(value) <= bound,
    "pattern": lambda value, bound: re.search(bound, value) is not None,
    "const": lambda value, bound: value == bound,
    "enum": lambda value, bound: value in bound,
    "type": lambda value, bound: any(_is_of(value, name) for name in ([bound] if isinstance(bound, str) else bound)),
}  # fmt: skip


def _is_of(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and not (isinstance(value, bool) and name != "boolean")


def faults(value: Any, schema: dict[str, Any], root_schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Every place where a value does not meet a schema."""
    if "$ref" in schema:
        yield from faults(value, root_schema["$defs"][schema["$ref"].rpartition("/")[2]], root_schema, at)
    for word, rule in schema.items():
        assert word in {*ANNOTATIONS, *BOUNDS, *PARTS}, f"the keyword {word} is not known here"
        if word in ("anyOf", "oneOf"):
            met = sum(not any(faults(value, option, root_schema, at)) for option in rule)
            if not met or (word == "oneOf" and met > 1):
                yield f"{at}: {word} is not met"
        elif word in BOUNDS and not _meets(value, word, rule):
            yield f"{at}: {value!r} does not meet {word} {rule!r}"
    if isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root_schema, f"{at}[{index}]")
    if isinstance(value, dict):
        yield from _of_map(value, schema, root_schema, at)


def _meets(value: Any, word: str, rule: Any) -> bool:
    """Whether a value meets a bound; one of another kind of value says nothing of it."""
    try:
        return bool(BOUNDS[word](value, rule))
    except TypeError:
        return True


def _of_map(
    value: dict[str, Any], schema: dict[str, Any], root_schema: dict[str, Any], at: str
) -> Iterator[str]:
    yield from (f"{at}: {key} is missing" for key in schema.get("required", ()) if key not in value)
    patterns = schema.get("patternProperties", {})
    for key, item in value.items():
        own = schema.get("properties", {}).get(key)
        rules = (
            [own]
            if own is not None
            else [rule for pattern, rule in patterns.items() if re.search(pattern, key)]
        )
        rest = schema.get("additionalProperties", {})
        if not rules and rest is False:
            yield f"{at}: {key} is not known"
        for rule in rules or ([rest] if isinstance(rest, dict) else []):
            yield from faults(item, rule, root_schema, f"{at}.{key}")
        if "propertyNames" in schema:
            yield from faults(key, schema["propertyNames"], root_schema, f"{at}.{key}")
