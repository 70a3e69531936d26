"""What the models find wrong with a declaration, in plain words: what was found, what is allowed, a guess."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from metrics.declared.document import Path, at
from metrics.declared.guesses import homes, id_guess, key_guess, keys_below
from metrics.declared.models import fields_at, models_at
from metrics.file_kinds import ENDINGS_IN_WORDS, OLDER, OLDER_MEND
from metrics.issues import listed, nearest, quoted, shortened

KINDS = {
    str: "text",
    int: "the number",
    float: "the number",
    bool: "the word",
    tuple: "a list",
    dict: "a map",
}
EXPECTED = {
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
    r"^\d{4}-": "a financial year is written as 2023-24",
    "^#": 'a colour is written as # and six digits or letters from a to f: "#1e1a4b"',
    "^[a-z]": "an id holds small letters, digits and single hyphens, and starts with a letter",
    "^[a-z0-9]+": "it is the id of a release, such as 2024-25-q2",
    "^https?://[a-z0-9]": "it is https:// and a host in small letters, and no slash at its end",
    r"^\S*[A-Z]": "an abbreviation has at least two capital letters and no blanks: HMICFRS",
    "^MCow": 'a public key is the line that "pcp new-key" prints: it starts with MCowBQYDK2VwAyEA and ends in =',
    "^[A-Z]{2}": "holidays are named by the letters of a country and of a part of it: GB-ENG",
    "^https?": "a link starts with https:// and holds no spaces",
    "^(mailto:": "it is mailto:security@example.org or https://example.org/security",
    "^[^@": "an address for e-mail has one @ and a point after it, and no spaces",
    "^[^/": f"a file is named without folders and ends in {ENDINGS_IN_WORDS}",
    r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(svg|png)": "a logo is an SVG or a PNG beside metrics.yaml: logo.svg",
    r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(geojson|json)": "boundaries are GeoJSON beside it: boundaries.geojson",
    r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.csv": "a table is a CSV file beside metrics.yaml, without folders: areas.csv",
    r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\.md": "a page's text is a file of Markdown "
    "beside metrics.yaml: pages/custody-visiting.md",
    "^[A-Za-z0-9_-]": "a table is named from its folder on, as data/postcodes.csv: no blanks, no first / and no ..",
    "^[A-Z]{1,3}": "a range of cells is written as A5:F40, or A5:F for all rows from the fifth on",
    "^[0-9A-Za-z]+": "an item is a number with what follows it in brackets: 7C(b)(ii)",
    r"^$|\S": 'it is blank; an empty cell is ""',
    r"\S": "it is blank; fill it in",
}
BOUNDS = {
    "greater_than_equal": "be at least {ge:g}",
    "less_than_equal": "be at most {le:g}",
    "too_short": "hold at least {min_length}",
    "string_too_long": "have at most {max_length} characters",
}
LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|-?\d+")
STATUSES = ("published", "planned", "qualitative", "retired")


def code_of(kind: str) -> str:
    """The code of a fault, from the kind of error that the models tell."""
    codes = {
        "extra_forbidden": "unknown-key",
        "missing": "missing-key",
        "union_tag_not_found": "missing-key",
        "union_tag_invalid": "unknown-value",
        "literal_error": "unknown-value",
    }
    return codes.get(kind, "wrong-type" if kind in EXPECTED else "bad-value")


def explained(detail: ErrorDetails, path: Path, data: object) -> str:
    """The message on a fault at a path of the data of a declaration."""
    key, kind, value = _key(path, detail["loc"]), detail["type"], detail["input"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind in EXPECTED:
        return f"{key} must be {EXPECTED[kind]}; found {value_words(value)}{_mend(detail)}"
    if kind in BOUNDS:
        return f"{key} must {BOUNDS[kind].format(**context)}; found {value_words(value)}"
    match kind:
        case "extra_forbidden":
            return _unknown_key(detail["loc"], at(data, path[:-1]))
        case "missing":
            return f'"{path[-1]}" is missing'
        case "union_tag_not_found":
            return f'"status" is missing; it is one of {listed(STATUSES)}'
        case "union_tag_invalid":
            return _unknown_value("status", value["status"], STATUSES)
        case "literal_error":
            return _unknown_value(key, value, _named(detail))
        case "string_pattern_mismatch":
            hint = next(hint for start, hint in PATTERNS.items() if context["pattern"].startswith(start))
            guess = id_guess(str(value), path, data) if context["pattern"].startswith("^[a-z]") else ""
            hint = OLDER_MEND if hint.startswith("a file") and str(value).endswith(OLDER) else hint
            return f'{key} "{shortened(str(value))}" cannot be used: {hint}{guess}'
        case "value_error":
            return f"{key} {context['error']}"
        case _:
            return f'{key} "{shortened(str(value))}": {detail["msg"][0].lower()}{detail["msg"][1:]}'


def allowed_at(detail: ErrorDetails) -> tuple[str, ...]:
    """The keys or values that could stand where a fault is; none where anything of a kind could."""
    match detail["type"]:
        case "extra_forbidden":
            return fields_at(detail["loc"][:-1])
        case "union_tag_invalid" | "union_tag_not_found":
            return STATUSES
        case "literal_error":
            return tuple(map(str, _named(detail)))
        case _:
            return ()


def _named(detail: ErrorDetails) -> tuple[str | int, ...]:
    """The values that a fault names as expected."""
    return tuple(map(ast.literal_eval, LITERAL.findall(detail["ctx"]["expected"])))


def _unknown_key(loc: tuple[str | int, ...], siblings: object) -> str:
    key, present = str(loc[-1]), siblings if isinstance(siblings, dict) else {}
    return (
        f'the key "{shortened(key)}" is not known{key_guess(key, fields_at(loc[:-1]), present, homes(loc))}'
    )


def _unknown_value(key: str, value: object, allowed: Iterable[str | int]) -> str:
    names = list(allowed)
    one_of = listed(map(str, names), 20) if isinstance(names[0], str) else ", ".join(map(str, names))
    if isinstance(value, tuple | dict):
        return f"{key} must be one of {one_of}; found {value_words(value)}"
    if twin := [name for name in names if str(name) == str(value) and name != value]:
        return f"{key} must be {value_words(twin[0])}; found {value_words(value)}"
    text = quoted(value) if isinstance(value, str) else str(value)
    guess = nearest(str(value), [name for name in names if isinstance(name, str)])
    return f"{key} {text} is not known{guess or f'; allowed: {one_of}'}"


def value_words(value: object) -> str:
    """What stands there instead, for a message: ``text "often"``."""
    kind = KINDS.get(type(value), "something else")
    if isinstance(value, tuple | dict):
        return kind
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'{kind} "{shortened(text)}"' if isinstance(value, str) else f"{kind} {shortened(text)}"


def _holds_a_map(value: object) -> bool:
    """Whether a list has the keys of a map behind a hyphen; ``[call, calls]`` has none that could stand without."""
    return isinstance(value, tuple) and any(isinstance(item, dict) for item in value)


def _mend(detail: ErrorDetails) -> str:
    kind, value = detail["type"], detail["input"]
    if kind in ("model_type", "model_attributes_type", "dict_type") and _holds_a_map(value):
        return "; take the hyphens away"
    if kind.startswith("model_"):
        return keys_below(models_at(detail["loc"]))
    if kind == "dict_type":
        return "; write a line of its own below it, with a name, a colon, a space and what it stands for"
    if kind == "string_type" and not isinstance(value, tuple | dict):
        return "; put it in quotes"
    if kind == "string_type" and isinstance(value, dict):
        return "; a colon and a space make a map of it: put the text in quotes"
    if kind in ("int_type", "float_type") and isinstance(value, str):
        return _number_mend(value)
    if kind == "tuple_type":
        return '; start each item with "- "'
    return ""


def _number_mend(text: str) -> str:
    """How a text would be a number."""
    if re.fullmatch(r"-?\d+,\d+", text):
        return "; write a decimal point, not a comma"
    if (digits := re.fullmatch(r"-?(\d{16,})(?:\.\d+)?", text)) is not None:
        return f"; it has {len(digits[1])} digits, and no number has more than 15"
    if re.fullmatch(r"-?£?[\d.,]+ ?%?", text) and {"£", "%"} & set(text):
        return "; write the number alone, without a sign beside it"
    return "; write it in digits, without quotes"


def _key(path: Path, loc: tuple[str | int, ...]) -> str:
    """What a message calls the thing at a path: a key, or one item of a list."""
    if loc[-1] == "[key]" and path[-1] != "[key]":
        return f"a key of {path[-2]}"
    if len(path) > 1 and path[-2] in ("aliases", "marks") and isinstance(path[-1], str):
        return f'{path[-2]} "{shortened(path[-1])}"'
    names = [str(part) for part in path if isinstance(part, str)]
    return f"each item of {names[-1]}" if isinstance(path[-1], int) else names[-1]
