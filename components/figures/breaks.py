"""Breaks in words, for who does not see that a line is cut: which there are, and the stretch after the last."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.figures.words import BREAK_NAMED, NONE_ACROSS
from metrics.declared.framework import Break, PublishedMeasure
from metrics.figures.breaks import break_inside, break_starts
from metrics.figures.series import Observation
from metrics.language import say
from metrics.periods import in_words


def break_sentences(measure: PublishedMeasure, figures: Sequence[Observation]) -> list[str]:
    """Each break between the first and the last of some figures, oldest first, with its reason."""
    return [
        say(BREAK_NAMED, period=in_words(start), reason=item.reason)
        for start, item in _between(measure, figures)
    ]


def last_stretch(measure: PublishedMeasure, figures: Sequence[Observation]) -> Sequence[Observation]:
    """The figures after the last break among them, which can be compared with each other; all without a break."""
    if not (breaks := _between(measure, figures)):
        return figures
    start, _ = breaks[-1]
    return [figure for figure in figures if figure.period >= start]


def uncounted_sentences(measure: PublishedMeasure, observations: Sequence[Observation]) -> list[str]:
    """Why figures that would add up months across a break are not there: each reason once."""
    crossed = [
        break_inside(measure, observation.period, observation.window)
        for observation in observations
        if observation.value is None
    ]
    reasons = dict.fromkeys(item.reason for item in crossed if item is not None)
    return [say(NONE_ACROSS, reason=reason) for reason in reasons]


def _between(measure: PublishedMeasure, figures: Sequence[Observation]) -> list[tuple[pd.Period, Break]]:
    if not figures:
        return []
    starts = zip(break_starts(measure), measure.breaks, strict=True)
    first, last = figures[0].period, figures[-1].period
    between = [(start, item) for start, item in starts if first < start <= last]
    return sorted(between, key=lambda pair: pair[0].ordinal)
