"""How a measure's figures are compared, as analysts declare it: with what, by which test, and what is judged."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.bases import BasisKind, MovingKind
from metrics.declared.fields import Model, Text
from metrics.declared.units import ChangeKind

Test = Literal["none", "proportions", "counts", "intervals"]
Season = Literal["yearly", "none"]
Judged = Literal["like-with-like", "as-compared"]
Months = Annotated[int, Field(ge=1, le=36)]


class VerdictRule(Model):
    """Which sums of counts are judged better or worse: of how many months, and against which."""

    months: Months | None = Field(
        default=None, description="How many months each side of the region's verdict adds up."
    )
    area_months: Months | None = Field(
        default=None, description="How many months each side of a district's or a division's verdict adds up."
    )
    basis: MovingKind | None = Field(
        default=None,
        description="Whether the same months a year before are compared with, or as many months just before.",
    )


class Comparison(Model):
    """How a figure is compared, and the smallest change that is worth a word."""

    basis: BasisKind = Field(description="What the newest figure is compared with.")
    baseline: Text | None = Field(
        default=None, description="The period compared with, for the basis baseline."
    )
    change: ChangeKind | None = Field(
        default=None,
        description="In what a difference is told: in units, or per-cent of the earlier figure; left out, as "
        "the unit has it.",
    )
    materiality: Annotated[float, Field(ge=0, le=1_000_000_000, allow_inf_nan=False)] = Field(
        description="The smallest change that is called one: points for a percentage, per cent for a count, "
        "units for a small count; else in what its difference is told.",
    )
    test: Test = Field(default="none", description="The test that tells a change from chance.")
    verdict: VerdictRule | None = Field(
        default=None, description="What is judged better or worse; left out, it follows from the frequency."
    )
    season: Season = Field(
        default="yearly", description="Whether the figure moves with the time of year, or none."
    )
    judged: Judged = Field(
        default="like-with-like",
        description="Whether a comparison of like with like is judged, or the change itself, as-compared.",
    )
