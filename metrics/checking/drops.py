"""A drop against a declaration: everything that is wrong with it, or the observations that it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from metrics.checking.checks import check_measure
from metrics.checking.plausible import check_plausible
from metrics.checking.previous import Previous, check_previous
from metrics.declared.config import parse_config_bytes, read_bytes
from metrics.declared.framework import Config, PublishedMeasure
from metrics.figures.observations import as_text, observations
from metrics.issues import Issue, error, has_errors, listed, printable
from metrics.reading.extracts import Extract, read_drop
from metrics.reading.files import stale_copies

Each = Callable[[Sequence[PublishedMeasure]], Iterable[PublishedMeasure]]


@dataclass(frozen=True)
class CheckedDrop:
    """A drop that has no errors: the bytes that were checked and the observations made of them.

    ``stored`` holds the observations of each published measure as text, ready to be stored.
    """

    config: Config
    config_bytes: bytes
    extracts: tuple[Extract, ...]
    stored: Mapping[str, pd.DataFrame]


def check_drop(
    config_path: Path,
    drop: Path,
    shown_as: str,
    today: date | None = None,
    previous: Previous | None = None,
    each: Each = tuple,
) -> tuple[CheckedDrop | None, list[Issue]]:
    """A drop read through a declaration, and every issue of both; None when an error stands in the way.

    ``today`` is the day of the release: nothing later is believed. ``previous`` is the current release, where
    there is one to compare with. ``each`` goes through the measures, and may show how far it has come.
    """
    data = read_bytes(config_path, shown_as)
    config, issues = parse_config_bytes(data, shown_as)
    if config is None:
        return None, issues
    extracts, found = read_drop(config, drop)
    issues += found
    if previous is not None:
        checksums = {extract.shown_as: extract.sha256 for extract in extracts.values()}
        issues += stale_copies(checksums, previous.files, previous.id, printable(str(drop)))
    stored: dict[str, pd.DataFrame] = {}
    for measure in each(config.published()):
        frame, found = _observed(measure, extracts, today, previous)
        issues += found
        if frame is not None:
            stored[measure.id] = frame
    issues = sorted(set(issues))
    if has_errors(issues):
        return None, issues
    used = {extract.name: extract for extract in extracts.values()}
    return CheckedDrop(config, data, tuple(used.values()), stored), issues


def _observed(
    measure: PublishedMeasure,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
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
    stored = as_text(observed)
    if previous is not None:
        issues += check_previous(measure, list(files)[-1], stored, previous)
    return stored, issues


def _files_of(
    measure: PublishedMeasure, extracts: Mapping[str, Extract]
) -> tuple[dict[str, bytes], list[Issue]]:
    """A measure's files; none when one of them is missing, which is told already, or stands for two names."""
    names = measure.source.files
    files = {extracts[name].shown_as: extracts[name].data for name in names if name in extracts}
    if any(name not in extracts for name in names):
        return {}, []
    if len(files) < len(names):
        message = (
            f'"{measure.id}" asks for {len(names)} files, and {listed(names)} find only {len(files)} of them'
        )
        return {}, [error(next(iter(files)), 1, 1, "same-file", message)]
    return files, []
