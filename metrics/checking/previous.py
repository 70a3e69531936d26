"""A drop beside the release that is current: what is stale, what runs backwards, what history was rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from metrics.areas import area_name
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, warning
from metrics.periods import label, parse_period_id
from metrics.reading.frames import rows_of

CHANCE = 2  # a count that moves by fewer times its square root moves as counts do


@dataclass(frozen=True)
class Previous:
    """The release that is current: its id, its files' checksums by name, and its stored observations."""

    id: str
    files: Mapping[str, str] = field(default_factory=dict)
    stored: Mapping[str, pd.DataFrame] = field(default_factory=dict)


def check_previous(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, previous: Previous
) -> Iterator[Issue]:
    """What is doubtful about a measure's observations, beside those of the current release, as stored."""
    before = previous.stored.get(measure.id)
    if before is not None and not before.empty:
        yield from newest_is_not_older(measure, file, stored, before, previous.id)
        yield from history_is_kept(measure, file, stored, before, previous.id)


def newest_is_not_older(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, before: pd.DataFrame, release: str
) -> Iterator[Issue]:
    """A drop reaches at least as far as the current release: else it is an old one."""
    now, then = (parse_period_id(max(frame["period"]), measure.frequency) for frame in (stored, before))
    if now < then:
        said = f'"{measure.id}" ends in {label(now)}, and release "{release}" holds it to {label(then)}'
        yield warning(file, 1, 1, "older-than-current", f"{said}; is it the right drop?")


def history_is_kept(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, before: pd.DataFrame, release: str
) -> Iterator[Issue]:
    """Past figures move by no more than they usually do: one message for a measure, with the largest."""
    keys = ["window", "period", "area", "dimension", "category"]
    window = measure.source.window
    frames = [frame[(frame["window"] == window) & (frame["value"] != "")] for frame in (stored, before)]
    both = frames[0].merge(frames[1], on=keys, suffixes=("", "_before"))
    old, new = both["value_before"].astype(float), both["value"].astype(float)
    moved = (new - old).abs()
    beyond = both["status_before"] != "p"
    if measure.unit != "percent":
        beyond &= moved > CHANCE * old**0.5
        moved = moved * 100 / old.where(old > 0, 1)
    far = both.assign(moved=moved)[beyond & (moved > measure.source.plausible.revised_by)]
    if far.empty:
        return
    most = next(rows_of(far.sort_values("moved", ascending=False)))
    size = f"{measure.source.plausible.revised_by:g} {'points' if measure.unit == 'percent' else 'per cent'}"
    many = "1 past figure differs" if len(far) == 1 else f"{len(far):,} past figures differ"
    whose = most.category or area_name(most.area)
    period = label(parse_period_id(most.period, measure.frequency))
    said = f'"{measure.id}": {many} by more than {size} from release "{release}": {whose} in {period} was '
    said += f"{float(most.value_before):,.12g} and is {float(most.value):,.12g}"
    yield warning(file, 1, 1, "history-rewritten", said)
