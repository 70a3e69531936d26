"""The release that is current, and all that readers have seen before, as a drop is compared with them."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from metrics.checking.previous import Earlier, Previous
from metrics.declared.config import parse_stored
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.records import NO_RECORDS
from metrics.figures.suppression.releases import FigureName, Seen, Text, names_of
from metrics.issues import Issue, warning
from metrics.promises.items import Tracked
from metrics.reading.extracts import Extract, content_sha256
from metrics.releasing.contents import BESIDE, with_stored
from metrics.releasing.history import (
    History,
    current,
    publications,
    read_history,
    releases_folder,
    withdrawals,
)
from metrics.releasing.marking import measures_in
from metrics.releasing.published import Past, published
from metrics.releasing.reasons import in_newest_words, reasons_in
from metrics.releasing.store import (
    DamagedRelease,
    acknowledged_in,
    declared_in,
    manifest_entry,
    read_manifest,
    read_verified,
    supplied_from,
)
from metrics.releasing.stored_records import RECORDS, stored_records, tracker_file


def apart_from(history: History, release_id: str) -> History:
    """What happened to all other releases, and what was announced; all of it where there is no such release."""
    return tuple(event for event in history if not release_id or event.release != release_id)


def read_previous(root: Path, now: datetime, own: str = "") -> tuple[Previous | None, list[Issue]]:
    """What is stored of the current release; None before the first, and with a warning when it is damaged.

    A release that is scheduled already is no release before its ``own``.
    """
    try:
        history = read_history(root)
        others = apart_from(history, own)
        release = current(others, now)
        if release is None:
            return None, []
        before = [item.id for item in published(others, now) if item.withdrawn is None and item.id != release]
        previous = _read(releases_folder(root) / release, history)
        return replace(
            previous,
            earlier_tracker=partial(_last_tracker, root, before),
            earlier_with=partial(_last_with, cache(partial(_read_before, root, history)), root, before),
        ), []
    except (DamagedRelease, OSError, ValueError) as problem:
        message = f"the current release cannot be read, so nothing is compared with it: {problem}"
        folder = str(Path("data") / "releases")
        return None, [warning(folder, 1, 1, "current-damaged", f"{message}; pcp verify tells more")]


def _read(folder: Path, history: History) -> Previous:
    manifest = read_manifest(folder)
    files, stored, tables, recorded = {}, {}, {}, {}
    for name in manifest["files"]:
        kind, _, rest = name.partition("/")
        if name.startswith(BESIDE):
            tables[name] = read_verified(folder, name, manifest)
        if name.startswith(RECORDS):
            recorded[name] = read_verified(folder, name, manifest)
        if kind == "extracts":
            files[rest] = content_sha256(supplied_from(folder, name, manifest))
        elif kind == "observations":
            data = io.BytesIO(read_verified(folder, name, manifest))
            stored[rest.removesuffix(".csv")] = pd.read_csv(data, dtype=str, keep_default_na=False)
    declared = read_verified(folder, "metrics.yaml", manifest)
    config, _ = parse_stored(declared, f"{folder.name}/metrics.yaml", declared_in(manifest))
    config = None if config is None else with_stored(config, tables)
    read = partial(_extract, folder, manifest)
    records = NO_RECORDS if config is None else stored_records(config, recorded)
    return Previous(folder.name, files, stored, config, _acknowledged(manifest, history), read, records)


def _last_tracker(root: Path, releases: Sequence[str], tracker_id: str) -> tuple[Tracked, str] | None:
    """A tracker of the first of some releases that has it, and the id of that one."""
    return next(_trackers(root, releases, tracker_id), None)


def _last_with(
    read: Callable[[str], Previous | None], root: Path, releases: Sequence[str], measure_ids: Collection[str]
) -> Previous | None:
    """The first of some releases that has figures under one of the ids of a measure; one damaged is passed over."""
    ids = frozenset(measure_ids)
    having = (release for release in releases if not ids.isdisjoint(_measures_in(root, release)))
    return next(filter(None, map(read, having)), None)


def _measures_in(root: Path, release: str) -> frozenset[str]:
    with suppress(DamagedRelease):
        return measures_in(root, release)
    return frozenset()


def _read_before(root: Path, history: History, release: str) -> Previous | None:
    """What is stored of a release before the current one; None where it is damaged."""
    with suppress(DamagedRelease, OSError, ValueError):
        return _read(releases_folder(root) / release, history)
    return None


def _trackers(root: Path, releases: Sequence[str], tracker_id: str) -> Iterator[tuple[Tracked, str]]:
    """A tracker in each of some releases that has it, with its id; one that is damaged is passed over."""
    for release in releases:
        folder = releases_folder(root) / release
        with suppress(DamagedRelease, OSError, ValueError):
            if tracker_file(tracker_id) in read_manifest(folder)["files"]:
                yield _read(folder, ()).records.trackers[tracker_id], release


def acknowledged_by(root: Path, history: History, *releases: str) -> list[Acknowledged]:
    """What releases acknowledge, in the words as they stand; nothing of one that is damaged."""
    acknowledged: list[Acknowledged] = []
    for release in releases:
        with suppress(DamagedRelease):
            acknowledged += _acknowledged(read_manifest(releases_folder(root) / release), history)
    return acknowledged


def _acknowledged(manifest: Mapping[str, Any], history: History) -> tuple[Acknowledged, ...]:
    """What a release acknowledges, each reason in the words as they stand."""
    reasons = reasons_in(history)
    return tuple(in_newest_words(item, reasons) for item in acknowledged_in(manifest))


def _extract(folder: Path, manifest: Mapping[str, Any], name: str) -> bytes:
    return read_verified(folder, f"extracts/{name}", manifest)


def read_files(root: Path, past: Past, supplied: Iterable[Extract]) -> list[tuple[str, frozenset[str]]]:
    """Of each release that stands, newest first, the checksums of what its extracts say; none of those damaged.

    All of them as far back as a release has one of those that were ``supplied``; from there on only those that can
    be one of them by their bytes or their rows. A file that several releases have is read once: a survey that
    nobody renews would be read from all of them.
    """
    files, read = list[tuple[str, frozenset[str]]](), dict[str, str]()
    came = {
        content_sha256(data): manifest_entry(name, data)
        for extract in supplied
        for name, data in extract.stored.items()
    }
    entries, in_a_row = list(came.values()), True
    for release in past:
        if release.withdrawn is not None:
            continue
        with suppress(DamagedRelease):
            folder = releases_folder(root) / release.id
            manifest = read_manifest(folder)
            names = [name for name in manifest["files"] if name.startswith("extracts/")]
            likely = [name for name in names if in_a_row or _may_be(manifest["files"][name], entries)]
            sums = frozenset(_content_sum(folder, name, manifest, read) for name in likely)
            files.append((release.id, sums))
            in_a_row = in_a_row and not sums.isdisjoint(came)
    return files


def _may_be(entry: object, supplied: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a stored file can say what one that was supplied says, by what manifests hold of both."""
    return isinstance(entry, dict) and any(
        entry.get("sha256") == other["sha256"] or ("rows" in other and entry.get("rows") == other["rows"])
        for other in supplied
    )


def _content_sum(folder: Path, name: str, manifest: Mapping[str, Any], read: dict[str, str]) -> str:
    """The checksum of what an extract says; ``read`` has those that were read by the checksums of their bytes."""
    entry = manifest["files"][name]
    stored = str(entry.get("sha256")) if isinstance(entry, dict) else ""
    if stored not in read:
        read[stored] = content_sha256(supplied_from(folder, name, manifest))
    return read[stored]


def read_earlier(root: Path, now: datetime, own: str = "") -> Earlier:
    """The releases that readers may have seen by a moment, or are to see; none where the history cannot be read.

    One that is scheduled already is not among those beside its ``own``. What they tell of a measure is read when
    somebody asks for it.
    """
    try:
        others = apart_from(read_history(root), own)
    except (OSError, ValueError):
        return Earlier()
    past, later = published(others, now), to_come(others, now)
    ids = tuple(release.id for release in past)
    withdrawn = tuple(release.id for release in past if release.withdrawn is not None)
    return Earlier(ids, partial(_seen, root, ids, later), withdrawn, later, partial(_trackers, root))


def to_come(history: History, at: datetime) -> tuple[str, ...]:
    """The releases that are scheduled for later than a moment, whether they are approved or not."""
    gone = withdrawals(history, at)
    return tuple(
        event.release for event in publications(history) if event.at > at and event.release not in gone
    )


def _seen(root: Path, ids: tuple[str, ...], later: tuple[str, ...], measure_id: str) -> Seen:
    visible, withheld = (dict[str, frozenset[FigureName]]() for _ in range(2))
    texts, unread = dict[str, dict[FigureName, Text]](), dict[str, str]()
    names, pairs = (
        dict[FigureName, FigureName](),
        dict[Text, Text](),
    )  # each but once
    order = (*reversed(ids), *later)  # oldest first
    for release in order:
        try:
            stored = _observations(releases_folder(root) / release, measure_id)
        except (DamagedRelease, OSError, ValueError) as problem:
            unread[release] = str(problem)
            continue
        if stored is not None:
            without = stored["value"] == ""
            with_values = stored[~without]
            own = [names.setdefault(name, name) for name in names_of(with_values)]
            text = zip(with_values["value"], _bases(with_values), strict=True)
            texts[release] = dict(zip(own, (pairs.setdefault(pair, pair) for pair in text), strict=True))
            visible[release] = frozenset(own)
            withheld[release] = frozenset(names_of(stored[without & (stored["status"] == "c")]))
    return Seen(visible, withheld, unread, texts, frozenset(later), order=order)


def _bases(stored: pd.DataFrame) -> Iterable[str]:
    """The bases of stored observations, which may lack them."""
    return stored["base"] if "base" in stored else [""] * len(stored)


def _observations(folder: Path, measure_id: str) -> pd.DataFrame | None:
    """The observations of a measure as a release stores them; None where it has none."""
    manifest, name = read_manifest(folder), f"observations/{measure_id}.csv"
    if name not in manifest["files"]:
        return None
    return pd.read_csv(io.BytesIO(read_verified(folder, name, manifest)), dtype=str, keep_default_na=False)
