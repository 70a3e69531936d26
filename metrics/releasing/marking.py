"""The figures of a release as they are stored, and those marked that an earlier release gave otherwise."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd

from metrics.checking.drops import CheckedDrop
from metrics.declared.former import by_new_ids, former_ids
from metrics.issues import Refused
from metrics.releasing.history import Event, releases_folder
from metrics.releasing.published import Past, Published, comparable, corrected_release
from metrics.releasing.revisions import mark_revised
from metrics.releasing.store import DamagedRelease, NewerRelease, read_manifest, read_verified

Frames = Mapping[str, pd.DataFrame]
OBSERVATIONS = "observations/"


def stored_observations(root: Path, release_id: str) -> dict[str, pd.DataFrame]:
    """A release's observations as they are stored (text), by measure. Raises DamagedRelease."""
    folder = releases_folder(root) / release_id
    manifest = read_manifest(folder)
    names = [name for name in manifest["files"] if name.startswith(OBSERVATIONS)]
    return {Path(name).stem: text_frame(read_verified(folder, name, manifest)) for name in names}


def text_frame(data: bytes) -> pd.DataFrame:
    """Observations as they are stored: every value a text."""
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def measures_in(root: Path, release_id: str) -> frozenset[str]:
    """The ids of the measures of which a release stores figures; none where it cannot be read."""
    try:
        names = read_manifest(releases_folder(root) / release_id)["files"]
    except DamagedRelease:
        return frozenset()
    return frozenset(Path(name).stem for name in names if name.startswith(OBSERVATIONS))


def with_revisions(root: Path, past: Past, event: Event, drop: CheckedDrop) -> Frames:
    """The observations with those marked that differ from what was given last, or from what they correct.

    That is what the quarter before gave, or of a measure that it has not, the newest release before it that has.
    Raises Refused where a release that has them cannot be read.
    """
    own, names = (Published(event.release, event.at), *past), former_ids(drop.config)
    stored = _marked_beside(
        _last_given(root, comparable(own, event.release), names, drop.stored), drop.stored
    )
    wrong = corrected_release(own, event.release)
    if wrong is None:
        return stored
    return _marked_beside(by_new_ids(_observations_of(root, wrong, "the release before"), names), stored)


def _last_given(
    root: Path, releases: Iterable[Published], names: Mapping[str, str], measures: Collection[str]
) -> Frames:
    """The observations of measures in the first of some releases that has them, by the ids that they have now."""
    given_last: dict[str, pd.DataFrame] = {}
    for place, release in enumerate(releases):
        lacking = set(measures) - given_last.keys()
        if not lacking:
            break
        if place == 0:
            which = "the release before"
        elif lacking.isdisjoint(names.get(name, name) for name in measures_in(root, release.id)):
            continue
        else:
            which = f'the release "{release.id}"'
        frames = by_new_ids(_observations_of(root, release, which), names)
        given_last |= {name: frame for name, frame in frames.items() if name in lacking}
    return given_last


def _marked_beside(old: Frames, stored: Frames) -> Frames:
    return {
        measure_id: mark_revised(old[measure_id], frame) if measure_id in old else frame
        for measure_id, frame in stored.items()
    }


def _observations_of(root: Path, release: Published, which: str) -> Frames:
    """What an earlier release stores; nothing of one that was withdrawn and is damaged: nobody brings it back."""
    try:
        return stored_observations(root, release.id)
    except DamagedRelease as problem:
        if release.withdrawn is not None:
            return {}
        reason = f"{which} cannot be read, so that revisions cannot be marked: {problem}"
        way_out = "" if isinstance(problem, NewerRelease) else "; bring it back from a copy, or withdraw it"
        raise Refused(reason + way_out) from problem
