"""Rules on a figure that is one count over another: what it may be, what stands beside it, and what tells both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.areas import folded
from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.units import UNITS
from metrics.issues import listed

AT = ("source", "over")


def ratios_have_a_unit_of_theirs(measure: PublishedMeasure) -> Iterator[Finding]:
    """One count over another is a percentage, a rate or a number, of counts as they are written in full."""
    source = measure.source
    if source.over is None:
        return
    allowed = tuple(unit for unit, row in UNITS.items() if row.divides)
    if measure.unit not in allowed:
        message = f"one count over another has the unit {listed(allowed)}, and the unit is {measure.unit}"
        yield Finding(AT, message)
    if source.value.written_as != "number":
        message = 'the two counts of "over" are plain numbers: leave written_as out'
        yield Finding(("source", "value", "written_as"), message)
    for key in ("base", "interval"):
        if getattr(source, key) is not None:
            message = f'{key} is for figures as they are published, and "over" works them out: leave one out'
            yield Finding(("source", key), message)


def halves_are_two(measure: PublishedMeasure) -> Iterator[Finding]:
    """Another column or other rows tell what is divided by; a column only where a row holds its value."""
    source, over = measure.source, measure.source.over
    if over is None:
        return
    if over.column is None and over.where is None:
        message = 'say what is divided by: name its "column", or under "where" the rows that count for it'
        yield Finding(AT, message, "missing-key")
        return
    layout = LAYOUTS[source.layout]
    if over.column is not None and layout.in_header:
        message = f'{layout.named_in}, and no column is of one thing alone: choose its rows with "where"'
        yield Finding((*AT, "column"), message)
    same_column = over.column is None or {*map(folded, over.column)} == {
        *map(folded, source.value.column or ())
    }
    if same_column and over.where in (None, source.where):
        yield Finding(AT, "it is the very count of the value, so each figure would be one over one")


def other_rows_are_chosen(measure: PublishedMeasure) -> Iterator[Finding]:
    """A condition of ``over`` names the values that count, or those that do not."""
    over = measure.source.over
    for at, condition in enumerate(() if over is None else over.where or ()):
        if not condition.names:
            message = '"values" is missing: name those that count for it, or under "not" those that do not'
            yield Finding((*AT, "where", at), message, "missing-key")
        elif condition.values and condition.left_out:
            message = 'what is not among "values" is left out already: leave out "not", or "values"'
            yield Finding((*AT, "where", at, "not"), message)


def ratios_are_weighed_or_not_judged(measure: PublishedMeasure) -> Iterator[Finding]:
    """Chance has a part in each count and so in their ratio, which is no full count."""
    if measure.source.over is None or measure.derived is not None or measure.frequency == "week":
        return
    if measure.comparison.judged == "as-compared":
        message = "one count over another is no full count, and chance has a part in it: leave judged out"
        yield Finding(("comparison", "judged"), message)


RATIO_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    ratios_have_a_unit_of_theirs,
    halves_are_two,
    other_rows_are_chosen,
    ratios_are_weighed_or_not_judged,
)
