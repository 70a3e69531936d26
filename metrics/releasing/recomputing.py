"""Every stored figure worked out anew from the stored extracts, and compared with what is stored.

A release is worked out by its own declaration, on its day, beside the releases that were there when it was
entered. What this version of the program cannot work out is told, with the reason, and never passed over.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from metrics.checking.drops import CheckedDrop, Reading, read_figures
from metrics.checking.records import check_records
from metrics.declared.among import areas_of
from metrics.declared.former import former_ids
from metrics.declared.framework import Config
from metrics.declared.locations import locations
from metrics.figures.numbers import counted
from metrics.figures.records import Records
from metrics.issues import Issue, Refused, error, has_errors, warning
from metrics.periods import UK
from metrics.plain_files import plain_bytes
from metrics.reading.extracts import names_in, read_drop
from metrics.reading.yearly import in_years
from metrics.releasing.chain import lines_of
from metrics.releasing.contents import DECLARED, observations_file
from metrics.releasing.history import (
    PUBLICATIONS,
    Event,
    History,
    happened,
    history_file,
    parse_history,
    publications,
    releases_folder,
)
from metrics.releasing.marking import with_revisions
from metrics.releasing.previous import read_earlier, read_previous
from metrics.releasing.published import published
from metrics.releasing.releases import stored_config
from metrics.releasing.store import DamagedRelease
from metrics.releasing.stored_records import KINDS_OF_RECORDS, record_files

MOST_DIFFERENCES = 3  # that are told of one file
OTHERWISE, NOT_RECOMPUTED, MARKED_OTHERWISE = "recomputed-otherwise", "not-recomputed", "marked-otherwise"
REVISED = "r"
# What tells one row from another.
NAMES = ("window", "period", "area", "dimension", "category")


@dataclass(frozen=True)
class Recomputed:
    """How many figures were worked out anew, of how many releases, and what is wrong with them."""

    releases: int = 0
    figures: int = 0
    issues: tuple[Issue, ...] = ()


def recompute(root: Path, only: str | None = None) -> Recomputed:
    """All releases of a sound store, or one. Raises OSError and ValueError where the history cannot be read."""
    data = happened(plain_bytes(history_file(root)))
    history, done = parse_history(data), Recomputed()
    for index, (event, line) in enumerate(zip(history, lines_of(data), strict=True)):
        if event.event in PUBLICATIONS and only in (None, event.release):
            with tempfile.TemporaryDirectory() as folder:
                before = Path(folder)
                _as_it_stood(root, history[:index], before)
                figures, issues = _recomputed(root, event, before, history[:index])
            issues = issues if line.link else list(_by_earlier_rules(issues))
            done = Recomputed(done.releases + 1, done.figures + figures, (*done.issues, *issues))
    return done


def _by_earlier_rules(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Of a release that was entered before events were a chain: its marks may follow rules of then."""
    for issue in issues:
        if issue.code != MARKED_OTHERWISE:
            yield issue
            continue
        message = f"{issue.message}: an earlier version marked by rules of its own; the figures are the same"
        yield replace(issue, severity="warning", message=message)


def _as_it_stood(root: Path, history: History, before: Path) -> None:
    """The store as it was before a release was entered: links to the releases, and the history up to there."""
    releases_folder(before).mkdir(parents=True)
    for event in publications(history):
        stored = (releases_folder(root) / event.release).resolve()
        (releases_folder(before) / event.release).symlink_to(stored, target_is_directory=True)
    lines = (json.dumps(event.as_json()).encode() + b"\n" for event in history)
    history_file(before).write_bytes(happened(b"".join(lines)))


def _recomputed(root: Path, event: Event, before: Path, history: History) -> tuple[int, list[Issue]]:
    folder = releases_folder(root) / event.release
    try:
        config = stored_config(root, event.release)
        with areas_of(config):
            drop, reading = _worked_out(folder, config, event, before)
            stored = with_revisions(before, published(history, event.at), event, drop)
            return _compared(folder, replace(drop, stored=stored), reading)
    except (DamagedRelease, Refused, OSError) as problem:
        return 0, [error(str(folder), 1, 1, NOT_RECOMPUTED, f"it cannot be worked out anew: {problem}")]


def _worked_out(folder: Path, config: Config, event: Event, before: Path) -> tuple[CheckedDrop, Reading]:
    """What the extracts of a release give by today's program, beside the releases of its day."""
    day, text = event.at.astimezone(UK).date(), (folder / DECLARED).read_bytes()
    declared, former = locations(text.decode(), DECLARED), former_ids(config)
    (previous, _), earlier = read_previous(before, event.at), read_earlier(before, event.at)
    previous, earlier = previous and previous.called_now(former), earlier.called_now(former)
    extracts_folder = folder / "extracts"
    config = in_years(config, names_in(extracts_folder))
    extracts, _ = read_drop(config, extracts_folder)
    reading = read_figures(config, extracts, day, previous, declared, earlier, tuple)
    recorded = check_records(config, extracts, day, previous, declared)
    reading.issues.extend(recorded.issues)
    records = replace(recorded.records, mismatches=reading.mismatches)
    files = tuple({extract.name: extract for extract in extracts.values()}.values())
    return CheckedDrop(config, text, files, reading.stored, records=records), reading


# Compared with what is stored ------------------------------------------------------------------------------


def _compared(folder: Path, drop: CheckedDrop, reading: Reading) -> tuple[int, list[Issue]]:
    """How many figures are stored that were worked out anew, and where they are others."""
    count, issues = 0, list[Issue]()
    for measure in drop.config.published():
        file = folder / observations_file(measure.id)
        if measure.id not in drop.stored:
            why = next((str(issue) for issue in reading.issues if issue.severity == "error"), "it gives none")
            issues.append(_not_recomputed(file, why))
            continue
        theirs, ours = _as_text(file.read_bytes()), _as_text(_csv(drop.stored[measure.id]))
        count += len(theirs)
        issues += _differences(file, theirs, ours)
    return count, [*issues, *_of_records(folder, drop.records, reading)]


def _not_recomputed(file: Path, why: str) -> Issue:
    message = f"it cannot be worked out anew by this version of the program, and so is not confirmed: {why}"
    return warning(str(file), 1, 1, NOT_RECOMPUTED, message)


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()


def _as_text(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def _differences(file: Path, theirs: pd.DataFrame, ours: pd.DataFrame) -> Iterator[Issue]:
    """The rows that are others, in the order in which they are stored; then those that are lacking."""
    columns = [name for name in ours.columns if name in theirs.columns]
    further = [name for name in ours.columns if name not in columns]
    if further:
        yield _not_recomputed(
            file, f"an earlier version stored no {', '.join(further)}; the rest is compared"
        )
    stored, anew = _by_name(theirs, columns), _by_name(ours, columns)
    others = [(line, name) for line, name in enumerate(stored, 2) if stored[name] != anew.get(name)]
    marked = [(line, name) for line, name in others if _is_mark_alone(stored[name], anew.get(name))]
    if marked:
        message = (
            f"{counted(len(marked), 'figure')} from {_name(marked[0][1])} on would be marked otherwise (r)"
        )
        yield error(str(file), marked[0][0], 1, MARKED_OTHERWISE, message)
    others = [place for place in others if place not in marked]
    for line, name in others[:MOST_DIFFERENCES]:
        worked_out = _values(anew[name]) if name in anew else "no such row"
        message = (
            f"{_name(name)}: {_values(stored[name])} is stored, and the stored extracts give {worked_out}"
        )
        yield error(str(file), line, 1, OTHERWISE, message)
    lacking = [name for name in anew if name not in stored]
    for name in lacking[:MOST_DIFFERENCES]:
        message = f"{_name(name)}: it is not stored, and the stored extracts give {_values(anew[name])}"
        yield error(str(file), 1, 1, OTHERWISE, message)
    count = len(others) + len(lacking)
    if count > MOST_DIFFERENCES:
        yield error(str(file), 1, 1, OTHERWISE, f"{count} rows are others in all")


Name = tuple[str, ...]
Row = Mapping[str, str]


def _by_name(frame: pd.DataFrame, columns: list[str]) -> dict[Name, Row]:
    """The rows by what tells them apart, each with what else it holds."""
    names = [name for name in NAMES if name in columns]
    rows = frame[columns].to_dict("records")
    return {
        tuple(str(row[name]) for name in names): {
            str(key): str(text) for key, text in row.items() if key not in names
        }
        for row in rows
    }


def _is_mark_alone(stored: Row, anew: Row | None) -> bool:
    """Whether two rows differ in nothing but that one is marked as revised."""
    if anew is None or REVISED not in (stored.get("status"), anew.get("status")):
        return False
    return {**stored, "status": ""} == {**anew, "status": ""}


def _name(name: Name) -> str:
    return " ".join(part for part in name if part)


def _values(row: Row) -> str:
    return ", ".join(f"{key} {text}" for key, text in row.items() if text) or "no value"


def _of_records(folder: Path, records: Records, reading: Reading) -> Iterator[Issue]:
    """Files beside those of measures, line by line."""
    ours = record_files(records)
    theirs = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for kind in KINDS_OF_RECORDS
        for path in sorted((folder / kind).glob("*.csv"))
    }
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in ours and has_errors(reading.issues):
            why = next(str(issue) for issue in reading.issues if issue.severity == "error")
            yield _not_recomputed(folder / name, why)
        elif ours.get(name) != theirs.get(name):
            yield _other_lines(folder / name, theirs.get(name, b""), ours.get(name, b""))


def _other_lines(file: Path, theirs: bytes, ours: bytes) -> Issue:
    stored, anew = (data.decode().splitlines() for data in (theirs, ours))
    length = max(len(stored), len(anew))
    stored, anew = (rows + [""] * (length - len(rows)) for rows in (stored, anew))
    lines = [line for line, (a, b) in enumerate(zip(stored, anew, strict=True), 1) if a != b]
    first = lines[0] if lines else 1
    was, gives = (rows[first - 1] if rows else "" for rows in (stored, anew))
    message = (
        f'"{was}" is stored, and the stored extracts give "{gives}"; {len(lines)} lines are others in all'
    )
    return error(str(file), first, 1, OTHERWISE, message)
