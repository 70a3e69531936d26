"""The targets of a measure as lines across its chart, each with its name and value."""

from __future__ import annotations

from charts.kinds.trend import TargetMark
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import value_text
from metrics.figures.target_sentences import NAMES
from metrics.language import say


def target_marks(measure: PublishedMeasure) -> tuple[TargetMark, ...]:
    """A line for each target, in the measure's unit."""
    return tuple(
        TargetMark(
            item.value, f"{say(NAMES[item.name])} {value_text(item.value, measure.form, measure.decimals)}"
        )
        for item in measure.targets
    )
