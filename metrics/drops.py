"""A drop against a declaration: everything that is wrong with it, or the observations that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from metrics.checks import check_measure
from metrics.config import parse_config_bytes, read_bytes
from metrics.extracts import Extract, read_drop
from metrics.framework import Config, PublishedMeasure
from metrics.issues import Issue, error, has_errors, listed
from metrics.observations import as_text, observations


@dataclass(frozen=True)
class CheckedDrop:
    """A drop that has no errors: the bytes that were checked and the observations made of them.

    ``stored`` holds the observations of each published measure as text, ready to be stored.
    """

    config: Config
    config_bytes: bytes
    extracts: tuple[Extract, ...]
    stored: Mapping[str, pd.DataFrame]


def check_drop(config_path: Path, drop: Path, shown_as: str) -> tuple[CheckedDrop | None, list[Issue]]:
    """A drop read through a declaration, and every issue of both; None when an error stands in the way."""
    data = read_bytes(config_path, shown_as)
    config, issues = parse_config_bytes(data, shown_as)
    if config is None:
        return None, issues
    extracts, found = read_drop(config, drop)
    issues += found
    stored: dict[str, pd.DataFrame] = {}
    for measure in config.published():
        files, found = _files_of(measure, extracts)
        cells, more = check_measure(measure, files) if files else (None, [])
        issues += found + more
        if cells is not None:
            stored[measure.id] = as_text(observations(measure, cells))
    issues = sorted(set(issues))
    if has_errors(issues):
        return None, issues
    used = {extract.name: extract for extract in extracts.values()}
    return CheckedDrop(config, data, tuple(used.values()), stored), issues


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
