"""How sure a figure is, as tables show it."""

from __future__ import annotations

from collections.abc import Iterable

from components.figures.interval_words import NOT_KNOWN
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.intervals import interval_of, interval_text
from metrics.figures.series import Observation
from metrics.language import say


def interval_cell(
    measure: PublishedMeasure, observation: Observation | None, area: str = "", category: str = ""
) -> str:
    """A figure's interval as a table shows it; empty where there is no figure."""
    area = area or region_code()
    if observation is None or observation.value is None:
        return ""
    interval = interval_of(measure, observation, area, category)
    return say(NOT_KNOWN) if interval is None else interval_text(measure, interval, observation.value)


def has_intervals(cells: Iterable[str]) -> bool:
    """Whether a column of such cells has anything to say."""
    return any(cell not in ("", say(NOT_KNOWN)) for cell in cells)
