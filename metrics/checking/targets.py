"""Targets that the figure of their baseline has reached already: they ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.locations import Locations
from metrics.figures.observations import measure_data
from metrics.figures.sentences import observation_text
from metrics.figures.target import has_reached, progress
from metrics.figures.target_sentences import target_text
from metrics.issues import Issue, warning


def targets_are_ahead(
    measure: PublishedMeasure, stored: pd.DataFrame, declared: Locations
) -> Iterator[Issue]:
    """A target is not reached before it is set, unless it is one to be kept; a warning for each that is.

    ``stored`` are the observations of the measure as they would be stored.
    """
    data = None if not measure.targets else measure_data(measure, stored)
    for index, target in enumerate(measure.targets if data is not None else ()):
        assert data is not None  # there are targets
        baseline = progress(measure, data, target).baseline
        if (
            baseline is not None
            and baseline.value is not None
            and has_reached(measure, target, baseline.value)
        ):
            figure = f"{observation_text(measure, baseline)} in {baseline.label}"
            sought = target_text(measure, target)
            message = (
                f'measure "{measure.id}": "{sought}" was reached at its baseline already, {figure}; are its '
            )
            message += "value and its side right? It asks for nothing that was not so when it was set"
            mark = declared.mark(measure.id, ("targets", index, "value"))
            yield warning(declared.file, *mark, "reached-before", message)
