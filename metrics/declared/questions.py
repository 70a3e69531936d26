"""Questions that a declaration leaves open: each ``"?"`` that `pcp new-measure --publish` wrote for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.models import models_at
from metrics.declared.placeholders import OPEN
from metrics.issues import listed

# Where "?" can be what a publisher's cell holds.
CELLS = {"no_area", "ignore", "name"}


def open_questions(data: object) -> Iterator[Finding]:
    """A finding for each open question in the data of a declaration: what is asked, and the possible answers."""
    for path in _open(data, ()):
        key, field = _field(path, data)
        options = _options(key, field, data)
        asks = f" ({_clause(field.description)})" if field is not None and field.description else ""
        choice = f"; it is one of {listed(options, 20)}" if options else ""
        yield Finding(path, f"{key} waits for an answer{asks}{choice}", "placeholder", allowed=options)


def _open(data: object, path: Path) -> Iterator[Path]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _open(value, (*path, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from _open(value, (*path, index))
    elif data == OPEN and not _is_of_cells(path):
        yield path


def _is_of_cells(path: Path) -> bool:
    keys = [part for part in path if isinstance(part, str)]
    is_list_of_aliases = keys[-1:] == ["aliases"]
    return is_list_of_aliases or bool(CELLS & set(keys[-1:]))


def _field(path: Path, data: object) -> tuple[str, FieldInfo | None]:
    """The key that a path leads to, or the nearest around it that the models name, and its field."""
    for length in range(len(path), 0, -1):
        name = path[length - 1]
        for model in models_at(_loc(path[: length - 1], data)):
            if isinstance(name, str) and name in model.model_fields:
                inside = f' "{path[-1]}"' if length < len(path) and isinstance(path[-1], str) else ""
                return f"{name}{inside}", model.model_fields[name]
    return str(path[-1]), None


def _loc(path: Path, data: object) -> Path:
    """A path as the models have it: in a measure its status says which of them is meant."""
    if len(path) < 2 or path[0] != "measures" or not isinstance(data, Mapping):
        return path
    status = data["measures"][path[1]].get("status")
    return (*path[:2], status, *path[2:]) if isinstance(status, str) else path


def _options(key: str, field: FieldInfo | None, data: object) -> tuple[str, ...]:
    """What can be answered: the values that a field names, or the outcomes that are declared."""
    if key == "outcome" and isinstance(data, Mapping) and isinstance(data.get("outcomes"), tuple):
        return tuple(item["id"] for item in data["outcomes"] if isinstance(item, Mapping) and "id" in item)
    return tuple(map(str, _literals(field.annotation))) if field is not None else ()


def _literals(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from _literals(part)


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
