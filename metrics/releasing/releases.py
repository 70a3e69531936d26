"""Releases: published, scheduled and withdrawn by events, and read again as they were published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Unpack

from metrics.areas import region_code
from metrics.checking.drops import NOTHING_ACCEPTED, CheckedDrop
from metrics.declared.among import areas_of
from metrics.declared.config import parse_stored
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.declared.upgrades import STEPS, Step, language
from metrics.figures.observations import measure_data
from metrics.figures.release import Release
from metrics.figures.series import MeasureData
from metrics.issues import Issue, Refused, listed
from metrics.outlines import parse_outlines
from metrics.reading.supplied import Supplied
from metrics.releasing.appending import append_event
from metrics.releasing.bulletin import BULLETIN, Bulletin, bulletin, parse_bulletin
from metrics.releasing.contents import (
    BESIDE,
    DECLARED,
    OUTLINES,
    Further,
    Publication,
    observations_file,
    release_files,
    with_stored,
)
from metrics.releasing.diff import difference
from metrics.releasing.history import (
    MANIFEST,
    Event,
    History,
    current,
    published_at,
    read_history,
    releases_folder,
    withdrawals,
)
from metrics.releasing.lineages import LINEAGE, files_of, parse_lineage
from metrics.releasing.marking import measures_in, text_frame, with_revisions
from metrics.releasing.published import Past, Published, comparable, published
from metrics.releasing.refusals import must_be_possible, must_exist
from metrics.releasing.store import (
    LANGUAGE,
    DamagedRelease,
    NewerRelease,
    acknowledged_in,
    declared_in,
    held_files,
    must_be_as_published,
    read_manifest,
    read_verified,
    supplied_extracts,
    write_release,
    writing,
)
from metrics.releasing.stored_records import stored_records

__all__ = [
    "DamagedRelease",
    "History",
    "NewerRelease",
    "current",
    "load_region",
    "load_release",
    "publish",
    "read_history",
    "rehearse",
    "sound_history",
    "stored_bulletin",
    "stored_config",
    "stored_files",
    "withdraw",
]


# Writing ---------------------------------------------------------------------------------------------------


def publish(
    root: Path,
    drop: CheckedDrop,
    issues: list[Issue],
    event: Event,
    correction: str = "",
    version: int = LANGUAGE,
    **further: Unpack[Further],
) -> History:
    """Stores a checked drop as a release, public from ``event.at``, and gives the history with it.

    ``version`` is that of the language which the drop's declaration is written in.
    Values that differ from those of the quarter before are marked as revised, and so are those that differ from
    the release that this one corrects; for a scheduled release as it will be at its moment, as the history
    stands now. ``further`` stands in ``Further``.

    Raises Refused when ``must_be_possible`` does, or another publication is under way, and OSError when it cannot
    be written. Whenever it is interrupted, the store holds the old release or the new one, and the same call can
    be made again.
    """
    with writing(root), areas_of(drop.config):
        history = sound_history(root)
        event = must_be_possible(history, drop, event, same_moment=further.get("same_moment", False))
        if not history:
            append_event(root)  # an empty one: releases without any history would mean that it was lost
        past = published(history, event.at)
        marked = replace(drop, stored=with_revisions(root, past, event, drop))
        publication = Publication(marked, issues, event, version)
        release = publication.release()
        files = release_files(publication, release, _bulletin(root, past, release, publication.day))
        write_release(root, event.release, files, is_waiting=event.event == "scheduled")
        # The publication comes last: cut off before it, nothing has happened.
        events = (*_with_publication(event, correction, further.get("accepted", NOTHING_ACCEPTED)), event)
        append_event(root, *events)
        return (*history, *events)


def _with_publication(event: Event, correction: str, accepted: Mapping[str, str]) -> Iterator[Event]:
    """What is said together with a publication: what it corrects, and what was accepted for it."""
    if correction:
        yield replace(event, event="corrected", reason=correction, approval="")
    for code, reason in accepted.items():
        yield replace(event, event="accepted", reason=reason, code=code, approval="")


def rehearse(root: Path, drop: CheckedDrop, event: Event, *, same_moment: bool = False) -> Event:
    """The event that ``publish`` would write; nothing is written. Raises Refused where ``publish`` would."""
    history = sound_history(root)
    event = must_be_possible(history, drop, event, same_moment=same_moment)
    with areas_of(drop.config):
        with_revisions(root, published(history, event.at), event, drop)
    return event


def withdraw(root: Path, event: Event) -> History:
    """Withdraws a release, public or still scheduled, and gives the history with it. Nothing is deleted.

    Raises Refused when there is no such release or it is withdrawn already, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        must_exist(history, event.release)
        if event.release in withdrawals(history, event.at):
            raise Refused(f'the release "{event.release}" is withdrawn already')
        append_event(root, event)
        return (*history, event)


def sound_history(root: Path) -> History:
    """The history, for a command that stands on it. Raises Refused when it is damaged, and OSError."""
    try:
        return read_history(root)
    except ValueError as problem:
        raise Refused(f"the store is damaged: {problem}; pcp verify tells more") from problem


def _bulletin(root: Path, past: Past, release: Release, day: date) -> Bulletin | None:
    """What a release brings; None where the release before is damaged, as readers are told then."""
    releases = tuple(comparable((Published(release.id, release.published_at), *past), release.id))
    previous = next(iter(releases), None)
    try:
        earlier = None if previous is None else load_release(root, previous.id)
    except DamagedRelease:
        return None
    return bulletin(difference(earlier, release, day, last=partial(last_with, root, releases[1:])), day)


def last_with(root: Path, releases: Iterable[Published], measure_ids: Collection[str]) -> Release | None:
    """The first of some releases that has figures under one of the ids of a measure.

    None where there is none, or one that is damaged comes first: nobody knows then.
    """
    ids = frozenset(measure_ids)
    try:
        release = next((item for item in releases if not ids.isdisjoint(measures_in(root, item.id))), None)
        return None if release is None else load_release(root, release.id)
    except DamagedRelease:
        return None


# Reading ---------------------------------------------------------------------------------------------------


def load_release(
    root: Path, release_id: str, steps: tuple[Step, ...] = STEPS, *, only_region: bool = False
) -> Release:
    """A release, its checksums verified. Raises DamagedRelease when it is not as it was published, or approved.

    A declaration of an earlier version of the language is read by the ``steps`` from that version on.
    ``only_region`` leaves out districts and breakdowns, which take most of the time.
    """
    folder, history = releases_folder(root) / release_id, read_history(root)
    manifest = read_manifest(folder, language(steps))
    must_be_as_published(folder, history)
    files = held_files(folder, manifest, DECLARED)
    config = _config(release_id, files, manifest, steps)
    time = published_at(history, release_id) or datetime.fromisoformat(manifest["created"])
    with areas_of(config):
        data, lineage = _data(release_id, config, files, only_region), parse_lineage(files.get(LINEAGE))
    outlines, acknowledged = parse_outlines(files.get(OUTLINES)), acknowledged_in(manifest)
    records = stored_records(config, files)
    return Release(release_id, time.astimezone(UTC), config, data, lineage, acknowledged, outlines, records)


def stored_bulletin(root: Path, release_id: str) -> Bulletin | None:
    """What a release was stored with of what it brings; None for one without it, or with one of another version.

    Raises DamagedRelease when it is not as it was published, or approved.
    """
    folder = releases_folder(root) / release_id
    manifest = read_manifest(folder)
    must_be_as_published(folder, read_history(root))
    is_stored = BULLETIN in manifest["files"]
    return parse_bulletin(read_verified(folder, BULLETIN, manifest)) if is_stored else None


def stored_config(root: Path, release_id: str) -> Config:
    """What a release declares. Raises DamagedRelease."""
    folder = releases_folder(root) / release_id
    manifest = read_manifest(folder)
    names = [DECLARED, *(name for name in manifest["files"] if name.startswith(BESIDE))]
    files = {name: read_verified(folder, name, manifest) for name in names}
    return _config(release_id, files, manifest, STEPS)


def _config(
    release_id: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], steps: tuple[Step, ...]
) -> Config:
    config, issues = parse_stored(files[DECLARED], f"{release_id}/{DECLARED}", declared_in(manifest), steps)
    if config is None:
        raise DamagedRelease(f"{release_id}: its {DECLARED} cannot be read by this version: {issues[0]}")
    return with_stored(config, files)


def load_region(root: Path, release_id: str) -> Release:
    """A release as ``load_release`` gives it, with the figures of the region as a whole alone."""
    return load_release(root, release_id, only_region=True)


def _data(
    release_id: str, config: Config, files: Mapping[str, bytes], only_region: bool
) -> dict[str, MeasureData]:
    missing = [measure.id for measure in config.published() if observations_file(measure.id) not in files]
    if missing:
        raise DamagedRelease(f"{release_id}: {MANIFEST} names no observations of {listed(missing)}")
    frames = {measure.id: text_frame(files[observations_file(measure.id)]) for measure in config.published()}
    if only_region:
        frames = {
            name: own[(own["area"] == region_code()) & (own["dimension"] == "")]
            for name, own in frames.items()
        }
    return {measure.id: measure_data(measure, frames[measure.id]) for measure in config.published()}


def stored_files(root: Path, release: Release, measure: AnyMeasure) -> dict[str, Supplied]:
    """The extracts that a release's measure was read from, by their names. Raises DamagedRelease."""
    if not isinstance(measure, PublishedMeasure):
        return {}
    folder = releases_folder(root) / release.id
    return supplied_extracts(folder, read_manifest(folder), partial(files_of, measure))
