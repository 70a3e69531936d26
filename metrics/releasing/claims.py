"""The claims that a release declares, each worked out from a release of its day, and from the newest.

A claim is worked out from the release that it names; else from the one that was current on the day on which it was
said, or the first where none was yet; else from the newest. One that names a release that readers do not know of is
left out. The breaks are those that are declared now: what was not known of a series then is known of it since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import pandas as pd

from metrics.areas import region_code
from metrics.declared.claim import Claim
from metrics.declared.former import former_ids
from metrics.declared.framework import PublishedMeasure
from metrics.figures.claim_clues import Clues, clues_of
from metrics.figures.claims import ClaimSum, Finding, Obstacle, Side, area_of_claim, claim_sum
from metrics.figures.outside import outside_counts
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import MeasureData, Observation
from metrics.periods import UK, window_months
from metrics.release_titles import release_title

Opened = Callable[[str], Release | None]


class Came(Protocol):
    """A release as far as claims ask: its id, when it came, and whether it has been withdrawn."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def at(self) -> datetime:
        """When it came."""

    @property
    def withdrawn(self) -> object | None:
        """What was said of its withdrawal; None where it stands."""


Past = Sequence[Came]  # the newest first


@dataclass(frozen=True)
class ReleasedSum:
    """A claim worked out from one release; without a sum ``lacking`` says why.

    None of both is a release that cannot be read at the moment.
    """

    release_id: str
    worked: ClaimSum | None = None
    clues: Clues = field(default_factory=Clues)
    lacking: Obstacle | None = None

    @property
    def title(self) -> str:
        """The name of the release for readers."""
        return release_title(self.release_id)

    @property
    def finding(self) -> Finding:
        """What the claim comes to."""
        return "not-worked-out" if self.worked is None else self.worked.finding

    @property
    def obstacle(self) -> Obstacle | None:
        """Why it cannot be worked out; None where it can, or where the release cannot be read."""
        return self.lacking if self.worked is None else self.worked.obstacle


@dataclass(frozen=True)
class Revised:
    """A side of a claim that the newest release has otherwise: its figures, and how much of that is rows gone.

    ``gone`` counts what the earlier figure held of no district, in periods in which the newest holds none.
    """

    before: Observation
    after: Observation
    gone: float = 0.0


@dataclass(frozen=True)
class ClaimCheck:
    """A claim, what it comes to, and what the newest release makes of it where that is another one."""

    claim: Claim
    measure: PublishedMeasure
    area: str
    own: ReleasedSum
    newest: ReleasedSum | None = None
    revised: tuple[Revised, ...] = ()


def claim_checks(release: Release, past: Past, opened: Opened) -> tuple[ClaimCheck, ...]:
    """The claims of a release that it can tell of, in the order declared; ``past`` are the releases up to it.

    ``opened`` gives one of them, or None where it cannot be read.
    """
    return tuple(check for claim in release.config.claims for check in _checks(release, past, opened, claim))


def release_of(claim: Claim, release_id: str, past: Past) -> str | None:
    """The id of the release that a claim is worked out from; None where readers do not know of it.

    ``release_id`` is that of the newest.
    """
    if claim.release is not None:
        is_public = claim.release in (release_id, *(item.id for item in past))
        return claim.release if is_public else None
    standing = [item for item in past if item.withdrawn is None]
    if claim.said_on is None or not standing:
        return release_id
    current = [item for item in standing if item.at.astimezone(UK).date() <= claim.said_on]
    return (current[0] if current else standing[-1]).id


def worked_from(release: Release, claim: Claim, breaks_of: Release | None = None) -> ReleasedSum:
    """A claim worked out from a release, with the breaks that another declares."""
    measure = _measure(release, claim.measure)
    if measure is None:
        return ReleasedSum(release.id, lacking="no-measure")
    now = None if breaks_of is None else _measure(breaks_of, claim.measure)
    if now is not None and now.frequency == measure.frequency:
        measure = measure.model_copy(update={"breaks": now.breaks})
    data = release.data.get(measure.id, NO_DATA)
    worked = claim_sum(measure, data, claim)
    if isinstance(worked, str):
        return ReleasedSum(release.id, lacking=worked)
    return ReleasedSum(release.id, worked, clues_of(worked, data))


def _checks(release: Release, past: Past, opened: Opened, claim: Claim) -> Iterator[ClaimCheck]:
    measure, release_id = _measure(release, claim.measure), release_of(claim, release.id, past)
    if measure is None or release_id is None:
        return
    newest, area = worked_from(release, claim), area_of_claim(measure, claim)
    if release_id == release.id:
        yield ClaimCheck(claim, measure, area, newest)
        return
    earlier = opened(release_id)
    if earlier is None:
        yield ClaimCheck(claim, measure, area, ReleasedSum(release_id), newest)
        return
    earlier = earlier.called_now(former_ids(release.config))
    own = worked_from(earlier, claim, release)
    yield ClaimCheck(claim, measure, area, own, newest, tuple(_revised(own, newest, earlier, release)))


def _measure(release: Release, measure_id: str) -> PublishedMeasure | None:
    return next((item for item in release.config.published() if item.id == measure_id), None)


def _revised(own: ReleasedSum, newest: ReleasedSum, earlier: Release, release: Release) -> Iterator[Revised]:
    """The sides whose figures differ, with what of that is rows of no district that are gone."""
    if own.worked is None or newest.worked is None:
        return
    pairs = ((own.worked.earlier, newest.worked.earlier), (own.worked.later, newest.worked.later))
    data = [item.data.get(own.worked.measure.id, NO_DATA) for item in (earlier, release)]
    for (before, after), side in zip(pairs, own.worked.sides, strict=True):
        if before.value != after.value:
            yield Revised(before, after, _gone(own.worked, side, before, data[0], data[1]))


def _gone(worked: ClaimSum, side: Side, figure: Observation, was: MeasureData, now: MeasureData) -> float:
    """How much a figure of the region held of no district, in periods in which nothing of the kind is left."""
    if worked.area != region_code() or not worked.measure.unit_row.adds_up:
        return 0.0
    before, after = outside_counts(worked.measure, was), outside_counts(worked.measure, now)
    first, last = figure.months
    inside = [period for period in before if _lies_within(period, first.ordinal, last.ordinal)]
    return sum(before[period] for period in inside if before[period] > 0 and after.get(period) == 0)


def _lies_within(period: pd.Period, first: int, last: int) -> bool:
    start, end = window_months(period, "single")
    return bool(first <= start.ordinal and end.ordinal <= last)
