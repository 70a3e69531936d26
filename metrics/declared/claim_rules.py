"""Rules on claims and on figures of others: what they are about, their periods, their windows and their units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from metrics.declared.claim import Claim, ClaimSide, OtherFigure
from metrics.declared.claim_windows import span_of_pair, units_of, windows_of
from metrics.declared.document import Path
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.issues import listed
from metrics.periods import parse_period_id

SIDES: tuple[tuple[str, str], ...] = (("from", "earlier"), ("to", "later"))
FILE = "claims"  # the name of their file among those of measures


def claims_can_be_worked_out(config: Config) -> Iterator[Finding]:
    """A claim has an id of its own, a measure with figures, sides that this has, and a unit that it changes in."""
    yield from repeated(config.claims, ("claims",))
    for index, claim in enumerate(config.claims):
        path: Path = ("claims", index)
        yield from _has_figures(config, claim.measure, path)
        measure = _published(config, claim.measure)
        if measure is not None:
            yield from _sides(measure, claim, path)
            yield from _unit(measure, claim, path)
    for index, declared in enumerate(config.measures if config.claims else ()):
        if declared.id == FILE:
            message = f'the id "{FILE}" is that of the file of claims; the measure needs another'
            yield Finding(("measures", index, "id"), message, "duplicate-id")


def other_figures_can_be_held_against_ours(config: Config) -> Iterator[Finding]:
    """Figures of others stand once, differ in something, and have an example for a time that the measure has."""
    seen: set[tuple[str, str, str]] = set()
    for index, other in enumerate(config.other_figures):
        path: Path = ("other_figures", index)
        yield from _has_figures(config, other.measure, path)
        yield from _once(other.differs_by, (*path, "differs_by"))
        key = (other.measure, other.producer, other.title)
        if key in seen:
            yield Finding(path, "the same figures stand above it: leave these out", "duplicate-id")
        seen.add(key)
        measure = _published(config, other.measure)
        if measure is not None and other.worked is not None:
            yield from _pair(measure, other, path)


def claim_dates(config: Config, today: date) -> Iterator[Finding]:
    """A claim that was said on a day to come; a warning."""
    for index, claim in enumerate(config.claims):
        if claim.said_on is not None and claim.said_on > today:
            message = f"said_on {claim.said_on} is a day that is still to come"
            yield Finding(("claims", index, "said_on"), message, "said-ahead", "warning")


CLAIM_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    claims_can_be_worked_out,
    other_figures_can_be_held_against_ours,
)


def _published(config: Config, measure_id: str) -> PublishedMeasure | None:
    measures: dict[str, AnyMeasure] = {measure.id: measure for measure in config.measures}
    measure = measures.get(measure_id)
    return measure if isinstance(measure, PublishedMeasure) else None


def _has_figures(config: Config, measure_id: str, path: Path) -> Iterator[Finding]:
    """The measure is declared, and has figures."""
    states = {measure.id: measure.status for measure in config.measures}
    with_figures = [name for name, status in states.items() if status == "published"]
    if measure_id in states and measure_id not in with_figures:
        message = f'measure "{measure_id}" has no figures: it is {states[measure_id]}'
        yield Finding((*path, "measure"), message, "not-declared", allowed=tuple(with_figures))
    elif measure_id not in states:
        yield from undeclared((*path, "measure"), measure_id, list(states))


def _sides(measure: PublishedMeasure, claim: Claim, path: Path) -> Iterator[Finding]:
    """Both sides are figures that the measure has, the later one later."""
    sides: dict[str, ClaimSide] = {key: getattr(claim, name) for key, name in SIDES}
    findings = [item for key, side in sides.items() for item in _side(measure, side, (*path, key))]
    yield from findings
    if findings:
        return
    first, last = (parse_period_id(side.period, measure.frequency) for side in sides.values())
    if first.ordinal >= last.ordinal:
        message = f"period must be later than that of from ({claim.earlier.period})"
        yield Finding((*path, "to", "period"), message, "bad-order")


def _side(measure: PublishedMeasure, side: ClaimSide, path: Path) -> Iterator[Finding]:
    allowed = windows_of(measure)
    if side.window not in allowed:
        message = f'no figure of "{measure.id}" has the window "{side.window}"; allowed: {listed(allowed)}'
        yield Finding((*path, "window"), message, "unknown-value", allowed=allowed)
    try:
        parse_period_id(side.period, measure.frequency)
    except ValueError as problem:
        yield Finding((*path, "period"), f"period: {problem}")


def _unit(measure: PublishedMeasure, claim: Claim, path: Path) -> Iterator[Finding]:
    allowed = units_of(measure)
    if claim.stated.unit not in allowed:
        words = measure.unit_row.words
        message = f'{words} does not change in "{claim.stated.unit}"; allowed: {listed(allowed)}'
        yield Finding((*path, "stated", "unit"), message, "unknown-value", allowed=allowed)


def _once(names: Sequence[str], path: Path) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield Finding((*path, position), f'"{name}" stands twice', "duplicate-id")


def _pair(measure: PublishedMeasure, other: OtherFigure, path: Path) -> Iterator[Finding]:
    assert other.worked is not None
    try:
        span_of_pair(measure, other.worked.period)
    except ValueError as problem:
        yield Finding((*path, "worked", "period"), f"period: {problem}")
