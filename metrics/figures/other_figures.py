"""The figure of this site beside that of another producer: whether an example still holds."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.areas import region_code
from metrics.declared.claim import OtherFigure, WorkedPair
from metrics.declared.claim_windows import span_of_pair
from metrics.declared.framework import PublishedMeasure
from metrics.figures.claims import Side, figure_of, stated_number
from metrics.figures.numbers import exact, rounded
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import MeasureData, Observation


@dataclass(frozen=True)
class HeldPair:
    """A pair of figures as it is declared, and the region's own figure of that time in a release."""

    pair: WorkedPair
    figure: Observation

    @property
    def holds(self) -> bool:
        """Whether this site's figure is still the one of the pair, in the digits of that."""
        ours, value = stated_number(self.pair.ours), self.figure.value
        return value is not None and rounded(exact(value), max(0, -int(ours.as_tuple().exponent))) == ours


def held_pair(measure: PublishedMeasure, data: MeasureData, other: OtherFigure) -> HeldPair | None:
    """The example of how another producer's figures differ, held against the figures of a release.

    None where there is no example, or the measure has no such periods.
    """
    if other.worked is None:
        return None
    try:
        side = Side(*span_of_pair(measure, other.worked.period))
    except ValueError:
        return None
    return HeldPair(other.worked, figure_of(measure, data, region_code(), side))


def others_of(release: Release, measure_id: str) -> tuple[tuple[OtherFigure, HeldPair | None], ...]:
    """The figures of other producers beside those of a measure, each with its example."""
    data = release.data.get(measure_id, NO_DATA)
    measures = [item for item in release.config.published() if item.id == measure_id]
    return tuple(
        (other, held_pair(measure, data, other))
        for measure in measures
        for other in release.config.other_figures
        if other.measure == measure_id
    )
