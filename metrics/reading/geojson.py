"""A GeoJSON file (RFC 7946) as its features, each with the place where it stands in the file, or why it is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics.issues import Help, Issue, error, shortened

SEE = Help(see="docs/measures.md#boundaries")
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Feature:
    """One feature of a file: its properties and its geometry as they are written, and its line and column."""

    line: int
    column: int
    properties: Mapping[str, Any]
    geometry: object

    def fault(self, file: str, code: str, message: str) -> Issue:
        """What is wrong with it."""
        return replace(error(file, self.line, self.column, code, message), help=SEE)


def file_fault(file: str, message: str, line: int = 1, column: int = 1) -> Issue:
    """What is wrong with the file itself."""
    return replace(error(file, line, column, "boundary-file", message), help=SEE)


def parse_features(data: bytes, file: str) -> tuple[list[Feature], list[Issue]]:
    """The features of a file, and why there are none of it or of some."""
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError:
        return [], [file_fault(file, "the boundaries cannot be read: the file is not UTF-8")]
    except json.JSONDecodeError as problem:
        message = f"the boundaries are no JSON: {problem.msg[:1].lower()}{problem.msg[1:]}"
        return [], [file_fault(file, message, problem.lineno, problem.colno)]
    except (ValueError, RecursionError) as problem:
        why = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        return [], [file_fault(file, f"the boundaries are no JSON: {shortened(why)}")]
    members = document.get("features") if isinstance(document, dict) else None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return [], [file_fault(file, _no_collection(document))]
    if not isinstance(members, list) or not members:
        return [], [file_fault(file, "the boundaries have no features")]
    return _features(members, _places(text, len(members)), file)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _no_collection(document: object) -> str:
    kind = document.get("type") if isinstance(document, dict) else None
    kept = ", as TopoJSON is: save them as GeoJSON" if kind == "Topology" else ""
    named = f'"{shortened(str(kind))}"' if kind is not None else "without a type"
    return f"the boundaries are no FeatureCollection of GeoJSON, but {named}{kept}"


def _features(
    members: Sequence[object], places: Sequence[tuple[int, int]], file: str
) -> tuple[list[Feature], list[Issue]]:
    features, issues = list[Feature](), list[Issue]()
    for member, (line, column) in zip(members, places, strict=True):
        own = member if isinstance(member, dict) else {}
        properties = own.get("properties")
        feature = Feature(
            line, column, properties if isinstance(properties, dict) else {}, own.get("geometry")
        )
        if own.get("type") == "Feature":
            features.append(feature)
        else:
            issues.append(
                feature.fault(file, "boundary-shape", 'this is no feature: its type is not "Feature"')
            )
    return features, issues


def _places(text: str, number: int) -> list[tuple[int, int]]:
    """The line and column of each feature; the first of the file where they cannot be told apart from others."""
    for start in _FEATURES.finditer(text):
        places = list(_starts(text, start.end()))
        if len(places) == number:
            return places
    return [(1, 1)] * number


def _starts(text: str, offset: int) -> Iterator[tuple[int, int]]:
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while (between := _BETWEEN.match(text, offset)) and (offset := between.end()) < len(text):
        if text[offset] == "]":
            return
        line, counted = line + text.count("\n", counted, offset), offset
        yield line, offset - text.rfind("\n", 0, offset)
        _, offset = decoder.raw_decode(text, offset)
