"""A drop against a declaration: everything that is wrong with it, or the observations that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from metrics.checks import check_measure
from metrics.config import parse_config_bytes, read_bytes
from metrics.extracts import Extract, read_drop
from metrics.framework import Config
from metrics.issues import Issue, has_errors
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
        files = {
            extracts[name].shown_as: extracts[name].data for name in measure.source.files if name in extracts
        }
        cells, found = (
            check_measure(measure, files) if len(files) == len(measure.source.files) else (None, [])
        )
        issues += found
        if cells is not None:
            stored[measure.id] = as_text(observations(measure, cells))
    issues = sorted(set(issues))
    if has_errors(issues):
        return None, issues
    used = {extract.name: extract for extract in extracts.values()}
    return CheckedDrop(config, data, tuple(used.values()), stored), issues
