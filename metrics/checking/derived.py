"""Derived figures, once those that they are made of are known: each is worked out, or what is wrong is told."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import area_name, region_code
from metrics.declared.derivation import part_name, parts_of
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations
from metrics.figures.derived import Taken, derived_frame
from metrics.figures.numbers import counted
from metrics.figures.observations import measure_data
from metrics.issues import Issue, error, has_errors, listed, warning
from metrics.periods import label, parse_period_id
from metrics.reading.frames import rows_of

ALL = 100.0
FAR_APART = 50.0  # times: one group is hardly ever so far above or below another


def derived_figures(config: Config, stored: dict[str, pd.DataFrame], declared: Locations) -> list[Issue]:
    """What is wrong with derived figures; those without a fault are added to what is ``stored``.

    Where a part has none, for a fault of its own files, nothing is said of what is made of it.
    """
    issues: list[Issue] = []
    for measure in config.published():
        parts = parts_of(config, measure)
        if not parts or any(own.id not in stored for _, own in parts):
            continue
        taken = tuple(Taken(part, own, measure_data(own, stored[own.id])) for part, own in parts)
        faults = [*_parts_have_figures(measure, taken, declared)]
        frame = derived_frame(measure, taken)
        if not faults:
            faults += _parts_are_no_larger(measure, frame, declared)
            faults += _groups_hold_those_counted(measure, taken, declared)
            faults += _rates_are_of_one_scale(measure, frame, declared)
        issues += faults
        if not has_errors(faults):
            stored[measure.id] = frame
    return issues


def _parts_have_figures(
    measure: PublishedMeasure, parts: tuple[Taken, ...], declared: Locations
) -> Iterator[Issue]:
    """Each part has figures for the region: else its category is written otherwise, or its rows are gone."""
    for at, taken in enumerate(parts):
        if not len(taken.series(measure, region_code())):
            mark = declared.mark(measure.id, ("derived", "from", at))
            message = f'measure "{measure.id}": "{part_name(taken.part, taken.measure)}" has no figures'
            others = sorted(
                {key.category for key in taken.data.series if key.dimension == taken.part.dimension}
            )
            guess = f"; there are {listed(others)}" if others and taken.part.dimension else ""
            yield error(declared.file, *mark, "no-part", message + guess)


def _parts_are_no_larger(
    measure: PublishedMeasure, frame: pd.DataFrame, declared: Locations
) -> Iterator[Issue]:
    """Of a percentage each of the first count is among the second."""
    values = pd.to_numeric(frame["value"], errors="coerce")
    if not measure.unit_row.is_share:
        return
    mark = declared.mark(measure.id, ("derived",))
    for row in rows_of(frame[values > ALL]):
        when = label(parse_period_id(row.period, measure.frequency))
        message = (
            f'measure "{measure.id}": {area_name(row.area)} in {when} comes to {float(row.value):.5g}%: '
        )
        message += 'a part cannot be the larger; if it is none, write "unit: rate"'
        yield error(declared.file, *mark, "larger-part", message)


def _groups_hold_those_counted(
    measure: PublishedMeasure, parts: tuple[Taken, ...], declared: Locations
) -> Iterator[Issue]:
    """A group has no fewer people than were counted of it in a period; its newest such period is told."""
    for at, taken in enumerate(parts):
        people = taken.part.people
        if people is None:
            continue
        over = [
            item
            for item in taken.series(measure, region_code())
            if item.value is not None and item.value > people
        ]
        if over:
            mark = declared.mark(measure.id, ("derived", "from", at, "people"))
            message = (
                f'measure "{measure.id}": {people:,} people, and {over[-1].value:,.12g} in {over[-1].label} of '
                f'"{part_name(taken.part, taken.measure)}"{_of_how_many(len(over))}; is the number in thousands?'
            )
            yield warning(declared.file, *mark, "few-people", message)


def _rates_are_of_one_scale(
    measure: PublishedMeasure, frame: pd.DataFrame, declared: Locations
) -> Iterator[Issue]:
    """The rates of two groups are not many times apart; the newest that are is told."""
    if measure.derived is None or measure.derived.how != "disproportionality":
        return
    values = pd.to_numeric(frame["value"], errors="coerce")
    far = [*rows_of(frame[(values > FAR_APART) | ((values > 0) & (values < 1 / FAR_APART))])]
    if far:
        when, times = label(parse_period_id(far[-1].period, measure.frequency)), float(far[-1].value)
        message = f'measure "{measure.id}": {area_name(far[-1].area)} in {when} comes to {times:.3g}'
        message += (
            f"{_of_how_many(len(far))}: look whether both groups are counted, and their people written, alike"
        )
        yield warning(declared.file, *declared.mark(measure.id, ("derived",)), "far-apart", message)


def _of_how_many(number: int) -> str:
    return "" if number == 1 else f", the newest of {counted(number, 'such figure')}"
