"""A drop beside the release that is current: read, checked and compared. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pandas as pd

from metrics.areas import NO_AREA_NAMES
from metrics.checking.absent import present
from metrics.checking.checks import check_measure
from metrics.checking.drops import (
    NOTHING_ACCEPTED,
    Checked,
    CheckedDrop,
    Examined,
    Progress,
    examine_drop,
)
from metrics.declared.among import areas_of
from metrics.declared.framework import Config, PublishedMeasure
from metrics.figures.observations import measure_data
from metrics.figures.release import Release
from metrics.issues import Issue, Refused
from metrics.periods import UK, label
from metrics.reading.extracts import Extract, names_in, read_drop
from metrics.reading.names import no_area_name
from metrics.reading.yearly import in_years
from metrics.releasing.diff import Diff, difference
from metrics.releasing.history import History, is_waiting, publications, published_at, releases_folder
from metrics.releasing.oddities import Supplied, oddities
from metrics.releasing.postcodes import with_postcodes
from metrics.releasing.previous import acknowledged_by, read_earlier, read_previous
from metrics.releasing.published import published
from metrics.releasing.releases import current, last_with, load_release, sound_history


@dataclass(frozen=True)
class Review:
    """What publishing a drop would change against the current release, and what is odd about it.

    ``unsettled`` is what somebody must acknowledge, with a reason, before it can be published.
    """

    diff: Diff
    odd: list[str]
    unsettled: tuple[Issue, ...] = ()


def review(
    root: Path, config: Path, drop: Path | None, display_name: str, now: datetime
) -> tuple[Review | None, list[Issue]]:
    """A drop, read through a declaration, beside the current release; None when an error stands in the way.

    Without a drop it is the release's own files that are read: then the declaration alone can make a difference.
    Raises DamagedRelease when the current release cannot be read, Refused when the history cannot, or when there
    is neither a drop nor a release, and InvalidInput when the declaration cannot.
    """
    history = sound_history(root)
    release_id = current(history, now)
    if drop is None:
        folder = _own_extracts(root, release_id)
        today, before = now.astimezone(UK).date(), read_earlier(root, now)
        examined = examine_drop(config, folder, display_name, today, earlier=before)
        checked, issues = examined.for_review()
    else:
        folder = drop
        checked, issues = drop_for_review(root, config, drop, display_name, now)
    if checked is None:
        return None, issues
    earlier = None if release_id is None else load_release(root, release_id)
    with areas_of(checked.config):
        older = [item for item in published(history, now) if item.withdrawn is None and item.id != release_id]
        last = partial(last_with, root, older)
        diff = difference(earlier, as_release(checked, now), now.astimezone(UK).date(), last=last)
        old, new = Supplied(), supplied(checked.config, folder)
        if earlier is not None:
            old = supplied(earlier.config, _own_extracts(root, earlier.id))
        odd = oddities(diff, old, new, reread=drop is None)
    return Review(diff, odd, checked.unsettled), issues


def _own_extracts(root: Path, release_id: str | None) -> Path:
    if release_id is None:
        raise Refused("there is no release yet whose files could be read; name the folder of a drop")
    return releases_folder(root) / release_id / "extracts"


def checked_drop(
    root: Path,
    config: Path,
    drop: Path,
    display_name: str,
    now: datetime,
    progress: Progress = tuple,
    accepted: Mapping[str, str] = NOTHING_ACCEPTED,
) -> Checked:
    """A drop as it would be published now, and every issue, those beside the releases before it too.

    ``progress`` goes through the measures, and may show how far it has come. ``accepted`` are reasons for what is
    doubtful, by code: a doubt without one is an error that stands in the way. Raises InvalidInput.
    """
    examined, damage = _examined(root, config, drop, display_name, now, progress)
    checked, issues = with_postcodes(root, examined.config, examined.settled(accepted))
    return checked, sorted([*damage, *issues])


def drop_for_review(
    root: Path,
    config: Path,
    drop: Path,
    display_name: str,
    now: datetime,
    accepted: Mapping[str, str] = NOTHING_ACCEPTED,
    own: str = "",
) -> Checked:
    """The same, where what is doubtful stands in nobody's way: to look at, and not to publish.

    What a release that is scheduled acknowledges stands. ``own`` is the id of the one that the drop will be: it is
    compared with what comes before it.
    """
    examined, damage = _examined(root, config, drop, display_name, now, own=own)
    history = sound_history(root)
    acknowledged = acknowledged_by(root, history, *_waiting(history, now, own))
    reviewed = examined.beside(acknowledged).for_review(accepted)
    checked, issues = with_postcodes(root, examined.config, reviewed)
    return checked, sorted([*damage, *issues])


def _waiting(history: History, now: datetime, own: str) -> list[str]:
    """The releases that are scheduled, the one that a drop will be last: its reasons stand before others."""
    ids = [event.release for event in publications(history) if is_waiting(history, event.release, now)]
    if own and published_at(history, own) is not None:
        ids.append(own)
    return ids


def _examined(
    root: Path,
    config: Path,
    drop: Path,
    display_name: str,
    now: datetime,
    progress: Progress = tuple,
    own: str = "",
) -> tuple[Examined, list[Issue]]:
    (previous, damage), earlier = read_previous(root, now, own), read_earlier(root, now, own)
    today = now.astimezone(UK).date()
    return examine_drop(config, drop, display_name, today, previous, progress, earlier), damage


def as_release(checked: CheckedDrop, now: datetime) -> Release:
    """A checked drop as the release that it would be."""
    measures = checked.config.published()
    data = {measure.id: measure_data(measure, checked.stored[measure.id]) for measure in measures}
    return Release("", now, checked.config, data, acknowledged=checked.acknowledged, records=checked.records)


def supplied(config: Config, folder: Path) -> Supplied:
    """What a folder of extracts holds, as far as a declaration reads it."""
    config = in_years(config, names_in(folder))
    with areas_of(config):
        return _supplied(config, folder)


def _supplied(config: Config, folder: Path) -> Supplied:
    extracts, _ = read_drop(present(config), folder)
    checksums = {extract.name: extract.content_sha256 for extract in extracts.values()}
    with_areas = [measure for measure in present(config).published() if measure.source.area is not None]
    return Supplied(checksums, {measure.id: _areas(measure, extracts) for measure in with_areas})


def _areas(measure: PublishedMeasure, extracts: Mapping[str, Extract]) -> dict[str, str]:
    """Each name in a measure's column of areas, with what its rows hold."""
    read = [extracts[name] for name in measure.source.files if name in extracts]
    cells, _ = check_measure(
        measure, {file: data for extract in read for file, data in extract.files.items()}
    )
    return (
        {}
        if cells is None
        else {_name(measure, str(area)): _held(rows) for area, rows in cells.groupby("area")}
    )


def _name(measure: PublishedMeasure, area: str) -> str:
    """An area's name; one that is no district has the spelling that is declared."""
    if area.startswith(NO_AREA_NAMES):
        return no_area_name(measure.source, area)
    return measure.source.area_name(area)


def _held(rows: pd.DataFrame) -> str:
    """``1,204 in all, March 2024 to October 2024``, zeros at either end left out."""
    counted = rows[rows["value"].fillna(0) != 0]
    if counted.empty:
        return "all of them zero or missing"
    first, last = counted["period"].min(), counted["period"].max()
    when = label(first) if first == last else f"{label(first)} to {label(last)}"
    return f"{counted['value'].sum():,.0f} in all, {when}"
