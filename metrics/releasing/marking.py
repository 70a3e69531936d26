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
from metrics.releasing.published import Past, Published, comparable, corrected_releases
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
    """The ids of the measures of which a release stores figures. Raises DamagedRelease."""
    names = read_manifest(releases_folder(root) / release_id)["files"]
    return frozenset(Path(name).stem for name in names if name.startswith(OBSERVATIONS))


def with_revisions(root: Path, past: Past, event: Event, drop: CheckedDrop) -> Frames:
    """The observations with those marked that differ from what was given last, or from what they correct.

    That is what the quarter before gave, or of a measure that it has not, the newest release before it that has;
    and so of the releases of its own quarter. Raises Refused where one that may have them cannot be read.
    """
    own, names, stored = (Published(event.release, event.at), *past), former_ids(drop.config), drop.stored
    for releases in (comparable(own, event.release), corrected_releases(own, event.release)):
        stored = _marked_beside(_last_given(root, releases, names, stored), stored)
    return stored


def _last_given(
    root: Path, releases: Iterable[Published], names: Mapping[str, str], measures: Collection[str]
) -> Frames:
    """The observations of measures in the first of some releases that has them, by the ids that they have now."""
    given_last: dict[str, pd.DataFrame] = {}
    for place, release in enumerate(releases):
        lacking = set(measures) - given_last.keys()
        if not lacking:
            break
        which = f'the release "{release.id}"' if place else "the release before"
        frames = by_new_ids(_observations_of(root, release, which, lacking if place else None, names), names)
        given_last |= {name: frame for name, frame in frames.items() if name in lacking}
    return given_last


def _has_some(measure_ids: Collection[str], wanting: Collection[str], names: Mapping[str, str]) -> bool:
    """Whether some measures are among those that are wanting, by the ids that they have now."""
    return any(names.get(measure_id, measure_id) in wanting for measure_id in measure_ids)


def _marked_beside(old: Frames, stored: Frames) -> Frames:
    return {
        measure_id: mark_revised(old[measure_id], frame) if measure_id in old else frame
        for measure_id, frame in stored.items()
    }


def _observations_of(
    root: Path, release: Published, which: str, lacking: Collection[str] | None, names: Mapping[str, str]
) -> Frames:
    """What an earlier release stores, or nothing where it has none of the measures that are ``lacking``.

    Nothing of one that was withdrawn and is damaged either: nobody brings it back. Raises Refused.
    """
    try:
        if lacking is not None and not _has_some(measures_in(root, release.id), lacking, names):
            return {}
        return stored_observations(root, release.id)
    except DamagedRelease as problem:
        if release.withdrawn is not None:
            return {}
        reason = f"{which} cannot be read, so that revisions cannot be marked: {problem}"
        way_out = "" if isinstance(problem, NewerRelease) else "; bring it back from a copy, or withdraw it"
        raise Refused(reason + way_out) from problem
