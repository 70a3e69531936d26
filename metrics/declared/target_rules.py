"""Rules on the targets of a measure: their periods, their direction, and what can be held against them."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.target import Target, TargetDirection
from metrics.periods import parse_period_id

BETTER: dict[str, TargetDirection] = {"higher-is-better": "at-least", "lower-is-better": "at-most"}
ALL = 100  # per cent


def direction_of(measure: PublishedMeasure, target: Target) -> TargetDirection | None:
    """On which side of its value a target is reached; None where neither the target nor the polarity says so."""
    return target.direction or BETTER.get(measure.polarity)


def targets_can_be_reached(measure: PublishedMeasure) -> Iterator[Finding]:
    """A target names real periods, the later one last, the side that is better, and a value that can be."""
    for index, target in enumerate(measure.targets):
        at: Path = ("targets", index)
        yield from _periods(measure, target, at)
        if target in measure.targets[:index]:
            yield Finding(at, "the same target stands above it: leave one out")
        better = BETTER.get(measure.polarity)
        if direction_of(measure, target) is None:
            message = '"direction" is missing: this measure is neutral, so say at-least or at-most'
            yield Finding(at, message, "missing-key")
        elif better is not None and target.direction not in (None, better):
            message = (
                f'direction must be "{better}", since {measure.polarity.replace("-", " ")}; leave it out'
            )
            yield Finding((*at, "direction"), message)
        if measure.unit_row.is_share and not 0 <= target.value <= ALL:
            yield Finding((*at, "value"), f"value must be from 0 to {ALL}, as a percentage is")


def _periods(measure: PublishedMeasure, target: Target, at: Path) -> Iterator[Finding]:
    periods = []
    for key, text in (("baseline", target.baseline), ("by", target.by)):
        try:
            periods.append(parse_period_id(text, measure.frequency))
        except ValueError as problem:
            yield Finding((*at, key), f"{key}: {problem}")
    if len(periods) == 2 and periods[0].ordinal >= periods[1].ordinal:
        yield Finding((*at, "by"), "by must be later than the baseline")


def targets_are_of_whole_years(measure: PublishedMeasure) -> Iterator[Finding]:
    """What moves with the time of year, or grows through it, is held against a target by twelve months alone."""
    if not measure.targets:
        return
    if measure.window.endswith("to-date"):
        message = (
            "a total so far says nothing of a target before its year is over: give the measure another window"
        )
        yield Finding(("targets",), message)
    seasonal = measure.unit_row.adds_up and measure.comparison.season == "yearly"
    if seasonal and measure.window == "single" and not measure.frequency.endswith("year"):
        message = (
            "single periods move with the time of year, and a straight line to a target does not: write "
            '"window: rolling-12-months", and the value for twelve months, or "season: none"'
        )
        yield Finding(("targets",), message)


TARGET_RULES = (targets_can_be_reached, targets_are_of_whole_years)
