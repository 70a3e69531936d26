"""config/metrics.yaml: text to ``Config``, or every fault in it with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from metrics.declared.areas import AreaTables
from metrics.declared.derivation import measures_with_parts, with_parts
from metrics.declared.document import Document, Mark, Path, holds
from metrics.declared.faults import STATUSES, allowed_at, code_of, explained, value_words
from metrics.declared.findings import Finding
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.help_links import HOW_WRITTEN, section_of
from metrics.declared.models import fields_at
from metrics.declared.questions import open_questions
from metrics.declared.rules import check_config, findings_of, has_one_origin
from metrics.declared.upgrades import STEPS, Step, upgraded
from metrics.declared.yaml_text import LINE_BREAK, parse_yaml, read_again
from metrics.floods import FIRST_FEW, FLOOD, first_of_each
from metrics.issues import Help, InvalidInput, Issue, error, has_errors, listed, nearest, printable, shortened
from metrics.plain_files import NotPlain, all_bytes

FILE = "config/metrics.yaml"
LARGEST_BYTES = 8_000_000
AREAS = re.compile(r"^areas:.*?(?=^[^\s#]|\Z)", re.MULTILINE | re.DOTALL)
# Parts of a measure that can be set aside: what the rules say of its others stays true.
LEANT_ON_BY_NOTHING = frozenset(
    {"targets", "caveats", "control_chart", "rate", "supplement", "unusual", "updates", "decimals"}
)
# The lists whose items are named before what is said of them, with what one is called.
NAMED: Mapping[str | int, str] = {
    "frameworks": "framework",
    "outcomes": "outcome",
    "pages": "page",
    "measures": "measure",
    "claims": "claim",
    "duties": "law",
    "bodies": "body",
}
Parsed = tuple[Config | None, list[Issue]]


def parse_config(text: str, file: str = FILE, today: date | None = None) -> Parsed:
    """The declaration, and its issues; with an error among them there is no declaration.

    ``today`` is the day of the check or of the release, on which a promise is overdue or is not.
    """
    document, faults = parse_yaml(text, file)
    faults = [replace(fault, help=Help(see=HOW_WRITTEN)) for fault in faults]
    if document.data is None:
        return None, sorted(faults)
    faults += [_issue(document, file, question) for question in open_questions(document.data)]
    config, model_issues = _model(document, file, today)
    reported = {(fault.line, fault.column) for fault in faults}
    issues = sorted(faults + [issue for issue in model_issues if (issue.line, issue.column) not in reported])
    return (None if has_errors(issues) else config), issues


def _model(document: Document, file: str, today: date | None) -> Parsed:
    config, faults = _shape(document, file)
    if config is None:
        return None, [*faults, *(_issue(document, file, finding) for finding in _of_sound_measures(document))]
    return config, [_issue(document, file, finding) for finding in check_config(config, today)]


def _of_sound_measures(document: Document) -> Iterator[Finding]:
    """The faults of measures that have their shape, or would have it without what no other part leans on."""
    measures = document.data.get("measures") if isinstance(document.data, dict) else None
    items = enumerate(measures if isinstance(measures, tuple) else ())
    published = [
        (index, item) for index, item in items if isinstance(item, dict) and item.get("status") == "published"
    ]
    sound = {index: measure for index, item in published if (measure := _sound_measure(item)) is not None}
    for index, joined in zip(sound, measures_with_parts([*sound.values()]), strict=True):
        # One that is derived has its origin where all that it is made of is sound.
        if isinstance(joined, PublishedMeasure) and has_one_origin(joined):
            yield from (finding for finding in findings_of(index, joined) if finding.severity == "error")


def _sound_measure(item: dict[str, Any]) -> PublishedMeasure | None:
    try:
        return PublishedMeasure.model_validate(item)
    except ValidationError as invalid:
        faulty = {str(detail["loc"][0]) for detail in invalid.errors(include_url=False) if detail["loc"]}
        if not faulty <= LEANT_ON_BY_NOTHING:
            return None
        return _sound_measure({key: item[key] for key in item if key not in faulty})


def _shape(document: Document, file: str) -> Parsed:
    """What the models make of a document, whatever the rules say of it."""
    if not isinstance(document.data, dict):
        keys = listed(sorted(Config.model_fields, key=lambda key: not Config.model_fields[key].is_required()))
        message = f"the file must hold a map with the keys {keys}; found {value_words(document.data)}"
        return None, [_issue(document, file, Finding((), message, "wrong-type"))]
    try:
        return with_parts(Config.model_validate(document.data)), []
    except ValidationError as invalid:
        details = _without_consequences(invalid.errors(include_url=False))
        return None, [
            fault if not more else replace(fault, message=f"{fault.message}; and {more:,} more like it")
            for fault, more in _faults_of_models(details, document, file)
        ]


def _faults_of_models(
    details: list[ErrorDetails], document: Document, file: str
) -> Iterator[tuple[Issue, int]]:
    """The faults; of a flood of them, alike but for their key or their item, the first few, and how many more."""
    for detail, more in first_of_each(details, _kind_of, FLOOD, FIRST_FEW):
        yield _model_fault(detail, document, file), more


def _kind_of(detail: ErrorDetails) -> tuple[str | int, ...]:
    """What kind of fault it is, and where: whichever item of a list, and whichever unknown key."""
    places = ("" if isinstance(step, int) else step for step in detail["loc"])
    last = () if detail["type"] != "extra_forbidden" else ("",)
    return (detail["type"], *(tuple(places)[:-1] + last if last else places))


def _without_consequences(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without what follows from another: the missing key of a misspelt or misplaced one, a list of faulty items."""
    details = [
        _with_its_slip(detail)
        for detail in details
        if detail["type"] != "too_short" or not any(_is_inside(other, detail) for other in details)
    ]
    few = first_of_each(details, _kind_of, FLOOD, FIRST_FEW)
    unknown = [detail["loc"] for detail, _ in few if detail["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], _guess(loc)) for loc in unknown}
    astray = {(loc[:2], loc[-1]) for loc in unknown}
    return [
        detail
        for detail in details
        if detail["type"] != "missing"
        or (detail["loc"] not in meant and (detail["loc"][:2], detail["loc"][-1]) not in astray)
    ]


def _with_its_slip(detail: ErrorDetails) -> ErrorDetails:
    """A measure without a status, as the misspelt key that was meant for it, where it has one."""
    if detail["type"] != "union_tag_not_found":
        return detail
    unknown = [key for key in detail["input"] if key not in fields_at(detail["loc"])]
    slip = next((key for key in unknown if nearest(key, ["status"])), None)
    if slip is None:
        return detail
    return {
        **detail,
        "type": "extra_forbidden",
        "loc": (*detail["loc"], slip),
        "input": detail["input"][slip],
    }


def _is_inside(detail: ErrorDetails, outer: ErrorDetails) -> bool:
    """Whether a fault is of an item of what another is of."""
    length = len(outer["loc"])
    return len(detail["loc"]) > length and detail["loc"][:length] == outer["loc"]


def _guess(loc: tuple[str | int, ...]) -> str:
    match = re.search(r'"(.*)"', nearest(str(loc[-1]), fields_at(loc[:-1])))
    return match[1] if match else ""


def read_config(path: FilePath, display_name: str | None = None) -> tuple[Config, list[Issue]]:
    """The declaration in a file, and its warnings. Raises InvalidInput with every fault in it."""
    config, issues = parse_config_bytes(
        read_bytes(path, display_name or str(path)), display_name or str(path)
    )
    if config is None:
        raise InvalidInput(issues)
    return config, issues


def read_bytes(path: FilePath, display_name: str) -> bytes:
    """The bytes of a declaration. Raises InvalidInput when the file cannot be read."""
    try:
        return all_bytes(path, LARGEST_BYTES)
    except OSError as problem:
        code = problem.code if isinstance(problem, NotPlain) else "unreadable"
        message = f"the file cannot be read: {problem.strerror or problem}"
        raise InvalidInput([error(display_name, 1, 1, code, message)]) from problem


def parse_config_bytes(data: bytes, file: str = FILE, today: date | None = None) -> Parsed:
    """The declaration in the bytes of a file, and its issues; see ``parse_config``."""
    return _of_bytes(data, file, partial(parse_config, file=file, today=today))


def declared_areas(data: bytes) -> AreaTables | None:
    """What a declaration says of its areas, whatever else is wrong with it; None where it says nothing sound."""
    block = AREAS.search(data.decode("utf-8", errors="replace"))
    document, _ = parse_yaml(block[0], FILE) if block else (Document(), [])
    try:
        return AreaTables.model_validate(document.data["areas"]) if isinstance(document.data, dict) else None
    except ValidationError:
        return None


def parse_stored(data: bytes, file: str, version: int, steps: tuple[Step, ...] = STEPS) -> Parsed:
    """The declaration that a release was published with, written in a version of the language.

    It was judged on its day and is not judged again: after the ``steps`` from its version it needs the shape that
    the models ask for, and no more. Without it there are issues, and no declaration.
    """
    return _of_bytes(data, file, partial(_stored, file=file, version=version, steps=steps))


def _stored(text: str, file: str, version: int, steps: tuple[Step, ...]) -> Parsed:
    document, faults = read_again(text, file)
    if faults:
        return None, faults
    if isinstance(document.data, dict):
        document = replace(document, data=upgraded(document.data, version, steps))
    return _shape(document, file)


def _of_bytes(data: bytes, file: str, parse: Callable[[str], Parsed]) -> Parsed:
    try:
        return parse(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        lines = LINE_BREAK.split(data[: problem.start].decode("utf-8-sig"))
        message = "the file is not UTF-8; save it as UTF-8"
        return None, [error(file, len(lines), len(lines[-1]) + 1, "encoding", message)]


def _model_fault(detail: ErrorDetails, document: Document, file: str) -> Issue:
    path = _data_path(detail["loc"], document.data)
    kind = detail["type"]
    finding = Finding(path, explained(detail, path, document.data), code_of(kind), allowed=allowed_at(detail))
    if kind == "extra_forbidden" or detail["loc"][-1] == "[key]":
        return _issue(document, file, finding, document.keys.get(path, (1, 1)))
    if kind == "missing":
        return _issue(document, file, finding, _mark_of(path[:-1], document))
    where = (*path, "status") if kind == "union_tag_invalid" else path
    return _issue(document, file, finding, _mark_of(where, document))


def _issue(document: Document, file: str, finding: Finding, mark: Mark | None = None) -> Issue:
    """A finding with its place, with whose it is, and with where it is explained."""
    line, column = mark or _mark_of(finding.path, document)
    message = printable(_whose(finding.path, document.data) + finding.message)
    guidance = Help(finding.allowed, section_of(finding.path, document.data))
    return Issue(file, line, column, finding.severity, finding.code, message, guidance)


def _whose(path: Path, data: Any) -> str:
    """``measure "trust": `` before a message about one of the declared things."""
    if len(path) < 2 or path[0] not in NAMED:
        return ""
    item = data[path[0]][path[1]] if isinstance(path[1], int) and isinstance(data[path[0]], tuple) else None
    name = item.get("id") if isinstance(item, dict) else None
    return f'{NAMED[path[0]]} "{shortened(name)}": ' if isinstance(name, str) else ""


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
        inside = holds(data, step)
        if inside:
            data = data[step]
        names_a_key = isinstance(data, dict) and isinstance(step, str) and step != "[key]"
        if inside or (index == len(loc) - 1 and names_a_key):
            path.append(step)
    return tuple(path)
