"""config/metrics.yaml: text to ``Config``, or every fault in it with its line and column."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from metrics.declared.findings import Finding
from metrics.declared.framework import Config
from metrics.declared.rules import check_config
from metrics.declared.yaml_text import LINE_BREAK, Document, Mark, Path, parse_yaml
from metrics.issues import InvalidInput, Issue, error, has_errors, listed, nearest, shortened

KINDS = {
    str: "text",
    int: "the number",
    float: "the number",
    bool: "the word",
    tuple: "a list",
    dict: "a map",
}
WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
}
PATTERNS = {
    "^[a-z]": "an id holds small letters, digits and single hyphens, and starts with a letter",
    "^https?": "a link starts with https:// and holds no spaces",
    "^[^/": "a file is named without folders and ends in .csv",
    r"\S": "it is blank; fill it in",
}
BOUNDS = {
    "greater_than_equal": "be at least {ge:g}",
    "less_than_equal": "be at most {le:g}",
    "too_short": "hold at least {min_length}",
    "string_too_long": "have at most {max_length} characters",
}
STATUSES = ("published", "planned", "qualitative")


def parse_config(text: str, file: str = "config/metrics.yaml") -> tuple[Config | None, list[Issue]]:
    """The declaration, and its issues; with an error among them there is no declaration."""
    document, faults = parse_yaml(text, file)
    if document.data is None:
        return None, sorted(faults)
    config, found = _model(document, file)
    told = {(fault.line, fault.column) for fault in faults}
    issues = sorted(faults + [issue for issue in found if (issue.line, issue.column) not in told])
    return (None if has_errors(issues) else config), issues


def _model(document: Document, file: str) -> tuple[Config | None, list[Issue]]:
    if not isinstance(document.data, dict):
        wanted = listed(Config.model_fields)
        message = f"the file must hold a map with the keys {wanted}; found {_found(document.data)}"
        return None, [error(file, *document.values[()], "wrong-type", message)]
    try:
        config = Config.model_validate(document.data)
    except ValidationError as invalid:
        details = _one_message_each(invalid.errors(include_url=False))
        return None, [_model_fault(detail, document, file) for detail in details]
    return config, [_placed(finding, document, file) for finding in check_config(config)]


def _one_message_each(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without what follows from another fault: the missing key of a misspelt one, a list of faulty items."""
    details = [detail for detail in details if detail["type"] != "too_short" or not detail["input"]]
    meant = {
        (*detail["loc"][:-1], _guess(detail["loc"]))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    return [detail for detail in details if detail["type"] != "missing" or detail["loc"] not in meant]


def _guess(loc: tuple[str | int, ...]) -> str:
    found = re.search(r'"(.*)"', nearest(str(loc[-1]), _fields_at(loc[:-1])))
    return found[1] if found else ""


def read_config(path: FilePath, shown_as: str | None = None) -> tuple[Config, list[Issue]]:
    """The declaration in a file, and its warnings. Raises InvalidInput with every fault in it."""
    config, issues = parse_config_bytes(read_bytes(path, shown_as or str(path)), shown_as or str(path))
    if config is None:
        raise InvalidInput(issues)
    return config, issues


def read_bytes(path: FilePath, shown_as: str) -> bytes:
    """The bytes of a declaration. Raises InvalidInput when the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        message = f"the file cannot be read: {problem.strerror or problem}"
        raise InvalidInput([error(shown_as, 1, 1, "unreadable", message)]) from problem


def parse_config_bytes(data: bytes, file: str = "config/metrics.yaml") -> tuple[Config | None, list[Issue]]:
    """The declaration in the bytes of a file, and its issues."""
    try:
        return parse_config(data.decode("utf-8"), file)
    except UnicodeDecodeError as problem:
        lines = LINE_BREAK.split(data[: problem.start].decode("utf-8-sig"))
        message = "the file is not UTF-8; save it as UTF-8"
        return None, [error(file, len(lines), len(lines[-1]) + 1, "encoding", message)]


def _placed(finding: Finding, document: Document, file: str) -> Issue:
    line, column = _mark_of(finding.path, document)
    message = _whose(finding.path, document.data) + finding.message
    return Issue(file, line, column, finding.severity, finding.code, message)


def _model_fault(detail: ErrorDetails, document: Document, file: str) -> Issue:
    path = _data_path(detail["loc"], document.data)
    kind = detail["type"]
    if kind == "extra_forbidden" or detail["loc"][-1] == "[key]":
        mark = document.keys.get(path, (1, 1))
    elif kind in ("missing", "union_tag_not_found"):
        mark = _mark_of(path[:-1] if kind == "missing" else path, document)
    else:
        mark = _mark_of((*path, "status") if kind == "union_tag_invalid" else path, document)
    return error(file, *mark, _code(kind), _whose(path, document.data) + _explained(detail, path))


def _code(kind: str) -> str:
    known = {
        "extra_forbidden": "unknown-key",
        "missing": "missing-key",
        "union_tag_not_found": "missing-key",
        "union_tag_invalid": "unknown-value",
        "literal_error": "unknown-value",
    }
    return known.get(kind, "wrong-type" if kind in WANTED else "bad-value")


def _explained(detail: ErrorDetails, path: Path) -> str:
    key, kind, found = _key(path, detail["loc"]), detail["type"], detail["input"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind in WANTED:
        return f"{key} must be {WANTED[kind]}; found {_found(found)}{_mend(kind, found)}"
    if kind in BOUNDS:
        return f"{key} must {BOUNDS[kind].format(**context)}; found {_found(found)}"
    match kind:
        case "extra_forbidden":
            return _unknown_key(str(path[-1]), _fields_at(detail["loc"][:-1]))
        case "missing":
            return f'"{path[-1]}" is missing'
        case "union_tag_not_found":
            return f'"status" is missing; it is one of {listed(STATUSES)}'
        case "union_tag_invalid":
            return _unknown_value("status", found["status"], STATUSES)
        case "literal_error":
            return _unknown_value(key, found, re.findall(r"'([^']*)'", context["expected"]))
        case "string_pattern_mismatch":
            hint = next(hint for start, hint in PATTERNS.items() if context["pattern"].startswith(start))
            return f'{key} "{shortened(str(found))}" cannot be used: {hint}'
        case "value_error":
            return f"{key} {context['error']}"
        case _:
            return f'{key} "{shortened(str(found))}": {detail["msg"][0].lower()}{detail["msg"][1:]}'


def _unknown_key(key: str, allowed: Iterable[str]) -> str:
    guess = nearest(key, allowed)
    return f'the key "{shortened(key)}" is not known{guess or f"; known here: {listed(allowed, 40)}"}'


def _unknown_value(key: str, found: object, allowed: Iterable[str]) -> str:
    if isinstance(found, tuple | dict):
        return f"{key} must be one of {listed(allowed, 20)}; found {_found(found)}"
    guess = nearest(str(found), allowed)
    return f'{key} "{shortened(str(found))}" is not known{guess or f"; allowed: {listed(allowed, 20)}"}'


def _found(value: object) -> str:
    kind = KINDS.get(type(value), "something else")
    if isinstance(value, tuple | dict):
        return kind
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f'{kind} "{shortened(shown)}"' if isinstance(value, str) else f"{kind} {shortened(shown)}"


def _mend(kind: str, found: object) -> str:
    if kind == "string_type" and not isinstance(found, tuple | dict):
        return "; put it in quotes"
    if kind in ("int_type", "float_type") and isinstance(found, str):
        if re.fullmatch(r"-?\d+,\d+", str(found)):
            return "; write a decimal point, not a comma"
        return "; write it in digits, without quotes"
    if kind == "tuple_type":
        return '; start each item with "- "'
    return ""


def _key(path: Path, loc: tuple[str | int, ...]) -> str:
    """What a message calls the thing at a path: a key, or one item of a list."""
    if loc[-1] == "[key]" and path[-1] != "[key]":
        return f"a key of {path[-2]}"
    if len(path) > 1 and path[-2] in ("aliases", "marks") and isinstance(path[-1], str):
        return f'{path[-2]} "{shortened(path[-1])}"'
    names = [str(part) for part in path if isinstance(part, str)]
    return f"each item of {names[-1]}" if isinstance(path[-1], int) else names[-1]


def _whose(path: Path, data: Any) -> str:
    """``measure "trust": `` before a message about one of the declared things."""
    if len(path) < 2 or path[0] not in ("frameworks", "outcomes", "measures"):
        return ""
    item = data[path[0]][path[1]] if isinstance(path[1], int) and isinstance(data[path[0]], tuple) else None
    name = item.get("id") if isinstance(item, dict) else None
    return f'{str(path[0]).removesuffix("s")} "{shortened(name)}": ' if isinstance(name, str) else ""


def _mark_of(path: Path, document: Document) -> Mark:
    """Where a path stands, or the nearest thing around it that does."""
    for length in range(len(path), -1, -1):
        if path[:length] in document.values:
            return document.values[path[:length]]
    return 1, 1


def _data_path(loc: tuple[str | int, ...], data: Any) -> Path:
    """A model's location without the steps that stand for a choice of model and not for a key or an item."""
    path: list[str | int] = []
    for index, step in enumerate(loc):
        if index == 2 and loc[0] == "measures" and step in STATUSES:
            continue
        inside = isinstance(data, dict) and step in data
        inside = inside or (isinstance(data, tuple) and isinstance(step, int) and step < len(data))
        if inside:
            data = data[step]
        if inside or (index == len(loc) - 1 and isinstance(step, str) and step != "[key]"):
            path.append(step)
    return tuple(path)


def _fields_at(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that the models allow at a location."""
    models: tuple[type[BaseModel], ...] = (Config,)
    for step in loc:
        if isinstance(step, str):
            models = tuple(_models_behind(step, models)) or models
    return tuple(dict.fromkeys(name for model in models for name in model.model_fields))


def _models_behind(step: str, models: Iterable[type[BaseModel]]) -> Iterable[type[BaseModel]]:
    for model in models:
        status = model.model_fields.get("status")
        if step in model.model_fields:
            yield from _models_in(model.model_fields[step].annotation)
        elif status is not None and step in get_args(status.annotation):
            yield model


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple):
        for part in get_args(annotation):
            yield from _models_in(part)
