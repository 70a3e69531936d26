"""What a figure can be compared with: one row for each basis that metrics.yaml may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from metrics.periods import PERIODS_IN_A_YEAR, Frequency

MovingKind = Literal["previous-period", "same-period-last-year"]
BasisKind = Literal[MovingKind, "baseline"]


@dataclass(frozen=True)
class BasisRow:
    """How far back the earlier side of a comparison lies, and how that is worded.

    ``years`` is 0 for what lies just before. ``name`` is of periods compared by themselves, ``of_windows`` of
    longer windows, ``of_years`` of whole years and ``of_weeks`` of weeks, of which a year has no whole number; the
    name of the basis in JSON is made of them. ``earlier_in`` says where the earlier figure stands.
    """

    years: int
    name: str
    of_windows: str
    of_years: str
    of_weeks: str
    earlier_in: str

    def periods_back(self, frequency: Frequency, length: int = 1) -> int:
        """By how many periods the earlier side lies before the later, where each has ``length`` of them."""
        return self.years * PERIODS_IN_A_YEAR[frequency] or length


# A baseline has no row: it is the period that the measure declares, and stays where it is.
MOVING_BASES: Mapping[BasisKind, BasisRow] = {
    "previous-period": BasisRow(
        years=0,
        name="previous {periods}",
        of_windows="previous {periods}",
        of_years="previous {periods}",
        of_weeks="previous week",
        earlier_in="in the {stretch} before",
    ),
    "same-period-last-year": BasisRow(
        years=1,
        name="same {periods} last year",
        of_windows="same period last year",
        of_years="previous year",
        of_weeks="52 weeks before",
        earlier_in="in the same {stretch} a year before",
    ),
}
