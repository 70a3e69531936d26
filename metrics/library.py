"""The door for notebooks: a declaration, a drop and the releases, as values and typed pandas frames.

    from metrics.library import check_drop, open_releases, read_config

    releases = open_releases(".")
    frame = releases.current().frame("violence-with-injury")

Nothing here writes: releases are made by ``pcp publish`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

import pandas as pd

from metrics.checking.drops import check_drop as checked
from metrics.checking.site_areas import read_declaration
from metrics.declared.among import areas_of
from metrics.declared.config import FILE
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.figures.frame import frame
from metrics.figures.observations import measure_data
from metrics.figures.release import Release
from metrics.issues import InvalidInput, Issue, nearest
from metrics.releasing.history import History, current, read_history
from metrics.releasing.published import Published, published
from metrics.releasing.releases import load_release

__all__ = ["DropCheck", "OpenRelease", "Releases", "check_drop", "open_releases", "read_config"]

Location = str | PathLike[str]


def read_config(path: Location = FILE) -> Config:
    """The declaration in a file, its warnings left aside. Raises InvalidInput with every fault in it."""
    declaration, issues = read_declaration(Path(path), str(path))
    if declaration.config is None:
        raise InvalidInput(issues)
    return declaration.config


@dataclass(frozen=True)
class DropCheck:
    """What ``pcp check --drop`` finds: every issue, and the figures, where no error stands in the way.

    ``frames`` holds a frame for each published measure, by its id, as ``OpenRelease.frame`` gives them; it is empty
    with an error among the issues. Nothing is compared with releases, so no figure is marked as revised.
    """

    issues: tuple[Issue, ...]
    frames: Mapping[str, pd.DataFrame]


def check_drop(drop: Location, config: Location = FILE) -> DropCheck:
    """A folder of extracts read through a declaration. Raises InvalidInput when the declaration cannot be read."""
    result, issues = checked(Path(config), Path(drop), str(config))
    if result is None:
        return DropCheck(tuple(issues), {})
    with areas_of(result.config):
        frames = {
            measure.id: frame(measure, measure_data(measure, result.stored[measure.id]))
            for measure in result.config.published()
        }
    return DropCheck(tuple(issues), frames)


@dataclass(frozen=True)
class OpenRelease:
    """A release as it was published: its declaration in ``release.config``, and a frame for each measure."""

    release: Release

    @property
    def id(self) -> str:
        """The release's id: ``2023-24-q3``."""
        return self.release.id

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures that have figures."""
        return tuple(measure.id for measure in self.release.config.published())

    def frame(self, measure_id: str) -> pd.DataFrame:
        """A measure's figures (see metrics.figures.frame for the columns); empty where the measure has none.

        Raises KeyError, with the nearest id, for a measure that the release does not declare.
        """
        measure = self._measure(measure_id)
        if not isinstance(measure, PublishedMeasure):
            raise KeyError(f"{measure_id} is {measure.status}: it has no figures")
        with areas_of(self.release.config):
            return frame(measure, self.release.data[measure_id])

    def _measure(self, measure_id: str) -> AnyMeasure:
        try:
            return self.release.config.measure(measure_id)
        except KeyError:
            ids = [measure.id for measure in self.release.config.measures]
            raise KeyError(f'there is no measure "{measure_id}"{nearest(measure_id, ids)}') from None


@dataclass(frozen=True)
class Releases:
    """The releases that readers could know of at a moment, newest first; one is opened when it is asked for."""

    root: Path
    history: History
    now: datetime

    def __iter__(self) -> Iterator[Published]:
        return iter(published(self.history, self.now))

    def __getitem__(self, release_id: str) -> OpenRelease:
        """The release of an id. Raises KeyError for one that is not public, DamagedRelease for a damaged one."""
        ids = [release.id for release in self]
        if release_id not in ids:
            raise KeyError(f'there is no release "{release_id}"{nearest(release_id, ids)}')
        return OpenRelease(load_release(self.root, release_id))

    def current(self) -> OpenRelease:
        """The release that readers see. Raises KeyError while nothing is published."""
        release_id = current(self.history, self.now)
        if release_id is None:
            raise KeyError(f"nothing is published in {self.root}")
        return OpenRelease(load_release(self.root, release_id))


def open_releases(root: Location = ".", now: datetime | None = None) -> Releases:
    """The releases of a content folder, as they stand now or at another moment. Raises DamagedRelease."""
    return Releases(Path(root), read_history(Path(root)), now or datetime.now(UTC))
