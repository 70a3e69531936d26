"""Rules on the periods of a published measure: how they are written, what they cover, what weeks do not allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.measure_parts import Unusual
from metrics.declared.ratio import rows_add_up
from metrics.issues import listed
from metrics.period_formats import OF_TWO_COLUMNS, YEAR_ENDS, formats_for, is_dated
from metrics.periods import PARTS_OF_A_YEAR, parse_period_id


def periods_fit_the_frequency(measure: PublishedMeasure) -> Iterator[Finding]:
    """A format can name the measure's periods, and breaks and baselines name real ones."""
    allowed = formats_for(measure.frequency)
    if measure.derived is None and measure.source.period.format not in allowed:
        message = f"format does not name {_a(measure.frequency)}; allowed: {listed(allowed, 20)}"
        yield Finding(("source", "period", "format"), message, "unknown-value", allowed=allowed)
    elif "day" in measure.source.period.model_fields_set and not is_dated(measure.source.period.format):
        yield Finding(("source", "period", "day"), "day is for dates: leave it out")
    for index, item in enumerate(measure.breaks):
        yield from _no_period(("breaks", index, "period"), item.period, measure)
    for index, stretch in enumerate(measure.unusual):
        yield from _no_stretch(("unusual", index), stretch, measure)
    if measure.comparison.baseline is not None:
        yield from _no_period(("comparison", "baseline"), measure.comparison.baseline, measure)


def windows_can_be_added_up(measure: PublishedMeasure) -> Iterator[Finding]:
    """A rolling or running total is added up from single counts, or stands in the extract as it is."""
    source_window, window = measure.source.window, measure.window
    if window != "single" and measure.frequency not in PARTS_OF_A_YEAR:
        yield Finding(("window",), f'{_a(measure.frequency)} has the window "single"')
    elif source_window not in ("single", window):
        message = f'the extract holds "{source_window}" and window is "{window}"; they must be the same'
        yield Finding(("source", "window"), message)
    elif source_window != window and not rows_add_up(measure):
        yield Finding(("window",), f'"{window}" cannot be made from single {measure.unit_row.several}')


def ends_of_years_stand_for_years(measure: PublishedMeasure) -> Iterator[Finding]:
    """A month that is the end of a year names twelve months: a year, or a rolling figure that ends there."""
    pattern, window = measure.source.period.format, measure.source.window
    if pattern not in YEAR_ENDS or measure.frequency.endswith("year") or window == "rolling-12-months":
        return
    message = f"{pattern} names the twelve months that end with a month, and the window is {window}: "
    mend = 'declare "window: rolling-12-months" under source, or the format of the single periods'
    yield Finding(("source", "period", "format"), message + mend)


def two_columns_make_a_period(measure: PublishedMeasure) -> Iterator[Finding]:
    """A period stands in one column or in two: the year, and its month or its quarter; its format says both."""
    period, at = measure.source.period, ("source", "period", "columns")
    two = period.columns
    if two is None:
        return
    if period.column is not None:
        yield Finding(
            ("source", "period", "column"), "the period stands in one column or in two: leave one out"
        )
    if (two.month is None) == (two.quarter is None):
        yield Finding(at, '"month" or "quarter" stands beside "year", and one of them alone', "missing-key")
        return
    allowed = tuple(text for text in OF_TWO_COLUMNS[two.part] if text in formats_for(measure.frequency))
    if period.format not in allowed:
        fitting = f"allowed: {listed(allowed)}" if allowed else f"a {two.part} names no {measure.frequency}"
        message = f"format says how year and {two.part} are written, one after the other; {fitting}"
        yield Finding(("source", "period", "format"), message, "unknown-value", allowed=allowed)


def days_are_added_up(measure: PublishedMeasure) -> Iterator[Finding]:
    """Where each day has rows of its own, they are counts that add up to the period."""
    source, at = measure.source, ("source", "period", "day")
    if source.period.day != "each":
        return
    if LAYOUTS[source.layout].is_added_up:
        yield Finding(at, f'{source.layout} have days of their own: write "day: any"')
    elif source.combine != "sum":
        yield Finding(at, 'each day has rows of its own, so they are added up: write "combine: sum"')
    elif source.window != "single":
        yield Finding(at, f'days are added up to single periods, and the extract holds "{source.window}"')


def weeks_are_not_judged(measure: PublishedMeasure) -> Iterator[Finding]:
    """A week has no like one a year before, so what judges one, or allows for its season, is not declared."""
    if measure.frequency != "week":
        return
    comparison, none_like = measure.comparison, "a week has no like one a year before"
    if comparison.judged == "as-compared":
        yield Finding(("comparison", "judged"), f"{none_like}, so its change is not judged: leave it out")
    if comparison.verdict is not None:
        yield Finding(("comparison", "verdict"), f"{none_like}, so weeks are not judged: leave it out")
    if measure.control_chart is not None and comparison.season == "yearly":
        mend = 'leave it out, or declare "season: none" under comparison where there is none'
        yield Finding(
            ("control_chart",), f"{none_like}, so a usual range cannot allow for the season: {mend}"
        )


PERIOD_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    periods_fit_the_frequency,
    windows_can_be_added_up,
    ends_of_years_stand_for_years,
    two_columns_make_a_period,
    days_are_added_up,
    weeks_are_not_judged,
)


def _no_period(path: Path, text: str, measure: PublishedMeasure) -> Iterator[Finding]:
    try:
        parse_period_id(text, measure.frequency)
    except ValueError as problem:
        yield Finding(path, f"{path[-1]}: {problem}")


def _no_stretch(at: Path, stretch: Unusual, measure: PublishedMeasure) -> Iterator[Finding]:
    faults = [
        finding
        for name, text in (("first", stretch.first), ("last", stretch.last))
        for finding in _no_period((*at, name), text, measure)
    ]
    yield from faults
    if not faults and parse_period_id(stretch.last, measure.frequency) < parse_period_id(
        stretch.first, measure.frequency
    ):
        yield Finding((*at, "last"), f"last must not be before {stretch.first}")


def _a(frequency: str) -> str:
    return f"{'an' if frequency[0] == 'a' else 'a'} {frequency}"
