"""A drop against a declaration: everything that is wrong with it, or the observations that it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from metrics.checking.absent import absent_extracts, present
from metrics.checking.checks import check_measure
from metrics.checking.mending import breaks_are_in_the_data, files_declared, mended_at
from metrics.checking.plausible import check_plausible
from metrics.checking.previous import (
    Earlier,
    Previous,
    check_previous,
    earlier_releases_are_read,
    nothing_was_published_before,
)
from metrics.declared.config import parse_config_bytes, read_bytes
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations, locations
from metrics.figures.observations import as_text, observations
from metrics.figures.suppression.withhold import suppressed
from metrics.issues import Issue, distinct, error, has_errors, listed, printable
from metrics.reading.extracts import Extract, read_drop
from metrics.reading.files import stale_copies

Progress = Callable[[Sequence[PublishedMeasure]], Iterable[PublishedMeasure]]
NOTHING_EARLIER = Earlier()
RELEASES = str(Path("data") / "releases")


@dataclass(frozen=True)
class CheckedDrop:
    """A drop that has no errors: the bytes that were checked and the observations made of them.

    ``stored`` holds the observations of each published measure as text, ready to be stored: what is withheld is
    not in them. ``beside`` are the ids of the releases that this was made sure against.
    """

    config: Config
    config_bytes: bytes
    extracts: tuple[Extract, ...]
    stored: Mapping[str, pd.DataFrame]
    beside: tuple[str, ...] = ()


def check_drop(
    config_path: Path,
    drop: Path,
    display_name: str,
    today: date | None = None,
    previous: Previous | None = None,
    progress: Progress = tuple,
    earlier: Earlier = NOTHING_EARLIER,
) -> tuple[CheckedDrop | None, list[Issue]]:
    """A drop read through a declaration, and every issue of both; None when an error stands in the way.

    ``today`` is the day of the release: nothing later is believed. ``previous`` is the current release, where
    there is one to compare with. ``progress`` goes through the measures, and may show how far it has come. What
    ``earlier`` releases withheld stays withheld.
    """
    data = read_bytes(config_path, display_name)
    config, issues = parse_config_bytes(data, display_name, today)
    if config is None:
        return None, issues
    declared = locations(data.decode("utf-8"), display_name)
    extracts, faults = read_drop(present(config), drop)
    issues += files_declared(faults, config, declared)
    if previous is not None:
        checksums = {extract.display_name: extract.sha256 for extract in extracts.values()}
        issues += stale_copies(checksums, previous.files, previous.id, printable(str(drop)))
    kept, faults = absent_extracts(config, drop, previous, display_name)
    extracts, issues = extracts | kept, [*issues, *faults]
    stored: dict[str, pd.DataFrame] = {}
    for measure in progress(config.published()):
        frame, faults = _observed(measure, extracts, today, previous, declared, earlier)
        issues += mended_at(faults, measure, declared)
        if frame is not None:
            stored[measure.id] = frame
    issues = distinct(issues)
    if has_errors(issues):
        return None, issues
    used = {extract.name: extract for extract in extracts.values()}
    return CheckedDrop(config, data, tuple(used.values()), stored, earlier.ids), issues


def _observed(
    measure: PublishedMeasure,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier,
) -> tuple[pd.DataFrame | None, list[Issue]]:
    """A measure's observations as they would be stored, and its issues."""
    files, issues = _files_of(measure, extracts)
    if not files:
        return None, issues
    cells, issues = check_measure(measure, files, today)
    if cells is None:
        return None, issues
    observed = observations(measure, cells)
    issues += check_plausible(measure, cells, observed)
    issues += breaks_are_in_the_data(measure, cells, declared)
    stored, faults = _without_small(measure, list(files)[-1], observed, earlier)
    issues += faults
    if previous is not None:
        issues += check_previous(measure, list(files)[-1], stored, previous)
    return stored, issues


def _without_small(
    measure: PublishedMeasure, file: str, observed: pd.DataFrame, earlier: Earlier
) -> tuple[pd.DataFrame, list[Issue]]:
    """Observations as they would be stored, without what is withheld, and what of it was shown before."""
    if measure.suppression is None:
        return as_text(observed), []
    seen = earlier.seen(measure.id)
    stored = as_text(suppressed(measure, observed, seen))
    issues = [*earlier_releases_are_read(RELEASES, seen)]
    return stored, [*issues, *nothing_was_published_before(measure, file, stored, observed, seen)]


def _files_of(
    measure: PublishedMeasure, extracts: Mapping[str, Extract]
) -> tuple[dict[str, bytes], list[Issue]]:
    """A measure's files; none when one of them is missing, which is told already, or stands for two names."""
    names = measure.source.files
    files = {extracts[name].display_name: extracts[name].data for name in names if name in extracts}
    if any(name not in extracts for name in names):
        return {}, []
    if len(files) < len(names):
        message = (
            f'"{measure.id}" asks for {len(names)} files, and {listed(names)} find only {len(files)} of them'
        )
        return {}, [error(next(iter(files)), 1, 1, "same-file", message)]
    return files, []
