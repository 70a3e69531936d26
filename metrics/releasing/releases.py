"""Releases: published, scheduled and withdrawn by events, and read again as they were published."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from metrics.areas import LONDON
from metrics.checking.drops import NOTHING_ACCEPTED, CheckedDrop
from metrics.declared.config import parse_stored
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.declared.upgrades import STEPS, Step, language
from metrics.figures.observations import measure_data
from metrics.figures.release import Release
from metrics.figures.series import MeasureData
from metrics.issues import Issue, Refused, listed, nearest
from metrics.periods import UK
from metrics.releasing.access import PUBLIC, WAITING
from metrics.releasing.history import (
    Event,
    History,
    append_event,
    current,
    published_at,
    read_history,
    releases_folder,
    withdrawals,
)
from metrics.releasing.lineages import LINEAGE, files_of, lineage_file, parse_lineage
from metrics.releasing.published import published
from metrics.releasing.revisions import mark_revised
from metrics.releasing.store import (
    ACKNOWLEDGED,
    DECLARATION,
    LANGUAGE,
    MANIFEST,
    SCHEMA,
    DamagedRelease,
    NewerRelease,
    acknowledged_in,
    declared_in,
    manifest_entry,
    read_manifest,
    read_verified,
    write_release,
    writing,
)

__all__ = [
    "DamagedRelease",
    "History",
    "NewerRelease",
    "current",
    "load_london",
    "load_release",
    "publish",
    "read_history",
    "sound_history",
    "stored_files",
    "stored_observations",
    "withdraw",
]

Frames = Mapping[str, pd.DataFrame]


# Writing ---------------------------------------------------------------------------------------------------


def publish(
    root: Path,
    drop: CheckedDrop,
    issues: list[Issue],
    event: Event,
    correction: str = "",
    version: int = LANGUAGE,
    accepted: Mapping[str, str] = NOTHING_ACCEPTED,
) -> History:
    """Stores a checked drop as a release, public from ``event.at``, and gives the history with it.

    ``version`` is that of the language which the drop's declaration is written in. ``accepted`` are the reasons
    that were given for its doubts, by their codes, for the history.

    Values that differ from those of the release that is current just before are marked as revised; for a
    scheduled release that is what will be current at its moment, as the history stands now.

    Raises Refused when the id is used, the moment has passed, another publication is under way or came in since
    the drop was checked beside the releases before it, or the store is damaged, and OSError when it cannot be
    written. Whenever it is interrupted, the store holds the old release or the new one, and the same call can be
    made again.
    """
    with writing(root):
        history = sound_history(root)
        _must_be_new(history, event)
        _must_know_what_is_withheld(history, drop, event)
        if not history:
            append_event(root)  # an empty one: releases without any history would mean that it was lost
        before = current(history, event.at)
        marked = replace(drop, stored=_marked(root, before, drop.stored))
        access = WAITING if event.event == "scheduled" else PUBLIC
        write_release(root, event.release, _files(marked, issues, event, version), access)
        # The publication comes last: cut off before it, nothing has happened.
        events = (*_with_publication(event, correction, accepted), event)
        append_event(root, *events)
        return (*history, *events)


def _with_publication(event: Event, correction: str, accepted: Mapping[str, str]) -> Iterator[Event]:
    """What is said together with a publication: what it corrects, and what was accepted for it."""
    if correction:
        yield replace(event, event="corrected", reason=correction)
    for code, reason in accepted.items():
        yield replace(event, event="accepted", reason=reason, code=code)


def withdraw(root: Path, event: Event) -> History:
    """Withdraws a release, public or still scheduled, and gives the history with it. Nothing is deleted.

    Raises Refused when there is no such release or it is withdrawn already, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        _must_exist(history, event.release)
        if event.release in withdrawals(history, event.at):
            raise Refused(f'the release "{event.release}" is withdrawn already')
        append_event(root, event)
        return (*history, event)


def _must_exist(history: History, release_id: str) -> None:
    """Raises Refused when the history does not know a release."""
    if published_at(history, release_id) is None:
        ids = [event.release for event in history]
        raise Refused(f'there is no release "{release_id}"{nearest(release_id, ids)}')


def sound_history(root: Path) -> History:
    """The history, for a command that stands on it. Raises Refused when it is damaged, and OSError."""
    try:
        return read_history(root)
    except ValueError as problem:
        raise Refused(f"the store is damaged: {problem}; pcp verify tells more") from problem


def _must_be_new(history: History, event: Event) -> None:
    if published_at(history, event.release) is not None:
        message = "exists already; a release is never altered, choose another id"
        raise Refused(f'the release "{event.release}" {message}')
    if event.at < event.time:
        raise Refused(f"{event.at.isoformat()} has passed; without --at it is published now")


def _must_know_what_is_withheld(history: History, drop: CheckedDrop, event: Event) -> None:
    """Raises Refused where small figures are withheld, and other releases come before it than those looked at."""
    withholds = any(measure.suppression is not None for measure in drop.config.published())
    if withholds and {release.id for release in published(history, event.at)} != set(drop.beside):
        raise Refused(
            "the drop was checked beside other releases than those before it now, so it is not known what must "
            "stay withheld; another was published in between: type the same command again"
        )


def _marked(root: Path, before: str | None, stored: Frames) -> Frames:
    """The observations with those marked that differ from the release before."""
    if before is None:
        return stored
    try:
        old = stored_observations(root, before)
    except DamagedRelease as problem:
        reason = f"the release before cannot be read, so that revisions cannot be marked: {problem}"
        way_out = "" if isinstance(problem, NewerRelease) else "; bring it back from a copy, or withdraw it"
        raise Refused(reason + way_out) from problem
    return {
        measure_id: mark_revised(old[measure_id], frame) if measure_id in old else frame
        for measure_id, frame in stored.items()
    }


def _files(drop: CheckedDrop, issues: list[Issue], event: Event, version: int) -> dict[str, bytes]:
    """Every file of a release by its name, the manifest with their checksums last."""
    files = {"metrics.yaml": drop.config_bytes}
    files |= {f"extracts/{extract.name}": extract.data for extract in drop.extracts}
    for measure_id, frame in drop.stored.items():
        files[_observations(measure_id)] = frame.to_csv(index=False, lineterminator="\n").encode()
    files[LINEAGE] = _lineage(drop, event)
    manifest = {
        "schema": SCHEMA,
        **({} if version == 1 else {DECLARATION: version}),
        "id": event.release,
        "created": event.time.isoformat(),
        "files": {name: manifest_entry(name, data) for name, data in files.items()},
        "warnings": [issue.as_json() | {"file": Path(issue.file).name} for issue in issues],
        **_acknowledged(drop),
    }
    files[MANIFEST] = json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"
    return files


def _acknowledged(drop: CheckedDrop) -> dict[str, list[dict[str, str]]]:
    """What the manifest says of gone and doubtful figures; nothing where there are none."""
    return {ACKNOWLEDGED: [item.as_json() for item in drop.acknowledged]} if drop.acknowledged else {}


def _lineage(drop: CheckedDrop, event: Event) -> bytes:
    extracts = {extract.name: extract.data for extract in drop.extracts}
    data = {measure.id: measure_data(measure, drop.stored[measure.id]) for measure in drop.config.published()}
    return lineage_file(drop.config, extracts, data, event.at.astimezone(UK).date())


def _observations(measure_id: str) -> str:
    return f"observations/{measure_id}.csv"


# Reading ---------------------------------------------------------------------------------------------------


def load_release(
    root: Path, release_id: str, steps: tuple[Step, ...] = STEPS, *, only_london: bool = False
) -> Release:
    """A release, its checksums verified. Raises DamagedRelease when it is not as it was published.

    A declaration of an earlier version of the language is read by the ``steps`` from that version on.
    ``only_london`` leaves out boroughs and breakdowns, which take most of the time.
    """
    folder = releases_folder(root) / release_id
    manifest = read_manifest(folder, language(steps))
    files = {name: read_verified(folder, name, manifest) for name in {"metrics.yaml", *manifest["files"]}}
    version = declared_in(manifest)
    config, issues = parse_stored(files["metrics.yaml"], f"{release_id}/metrics.yaml", version, steps)
    if config is None:
        raise DamagedRelease(f"{release_id}: its metrics.yaml cannot be read by this version: {issues[0]}")
    time = published_at(read_history(root), release_id) or datetime.fromisoformat(manifest["created"])
    data, lineage = _data(release_id, config, files, only_london), parse_lineage(files.get(LINEAGE))
    return Release(release_id, time.astimezone(UTC), config, data, lineage, acknowledged_in(manifest))


def load_london(root: Path, release_id: str) -> Release:
    """A release as ``load_release`` gives it, with the figures of London as a whole alone."""
    return load_release(root, release_id, only_london=True)


def _data(
    release_id: str, config: Config, files: Mapping[str, bytes], only_london: bool
) -> dict[str, MeasureData]:
    missing = [measure.id for measure in config.published() if _observations(measure.id) not in files]
    if missing:
        raise DamagedRelease(f"{release_id}: {MANIFEST} names no observations of {listed(missing)}")
    frames = {measure.id: _text_frame(files[_observations(measure.id)]) for measure in config.published()}
    if only_london:
        frames = {measure_id: _of_london(frame) for measure_id, frame in frames.items()}
    return {measure.id: measure_data(measure, frames[measure.id]) for measure in config.published()}


def _of_london(stored: pd.DataFrame) -> pd.DataFrame:
    return stored[(stored["area"] == LONDON) & (stored["dimension"] == "")]


def stored_observations(root: Path, release_id: str) -> dict[str, pd.DataFrame]:
    """A release's observations as they are stored (text), by measure. Raises DamagedRelease."""
    folder = releases_folder(root) / release_id
    manifest = read_manifest(folder)
    names = [name for name in manifest["files"] if name.startswith("observations/")]
    return {Path(name).stem: _text_frame(read_verified(folder, name, manifest)) for name in names}


def stored_files(root: Path, release: Release, measure: AnyMeasure) -> dict[str, bytes]:
    """The extracts that a release's measure was read from, by their names. Raises DamagedRelease."""
    if not isinstance(measure, PublishedMeasure):
        return {}
    folder = releases_folder(root) / release.id
    manifest = read_manifest(folder)
    names = [Path(name).name for name in manifest["files"] if name.startswith("extracts/")]
    read_names = files_of(measure, dict.fromkeys(names, b""))
    return {name: read_verified(folder, f"extracts/{name}", manifest) for name in read_names}


def _text_frame(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
