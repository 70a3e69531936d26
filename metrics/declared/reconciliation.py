"""What becomes of published figures that do not add up, and what of a measure's file is to add up with what."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Model, Names
from metrics.discrepancies import Weight

FAR_TOO_MUCH = 10**15  # neither infinity nor what is no number is below it


def _exactly(value: object) -> object:
    """A number of metrics.yaml as the decimal that it was written as."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < FAR_TOO_MUCH:
        raise ValueError("is no number; write one such as 0.1, without quotes")
    return Decimal(repr(value))


Exact = Annotated[
    Decimal,
    BeforeValidator(_exactly),
    Field(ge=0, le=1_000_000),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class Reconciliation(Model):
    """What becomes of figures in a file that do not add up."""

    tolerance: Exact | None = Field(
        default=None,
        description="Differences below it pass, in the unit of the file; left out, one of the last digit of an "
        "account, and of a measure what rounding can make.",
    )
    severity: Weight = Field(
        default="notice",
        description="notice: published in words; warning: told to staff alone; error: stops a publication.",
    )


class PercentageOf(Model):
    """The two counts that a percentage is of, in columns of the same row."""

    column: Names = Field(description="The column of those who are counted; several accepted names.")
    over: Names | None = Field(
        default=None,
        description="The column of all of whom they are; several accepted names. Left out, that of the base.",
    )


class MeasureReconciliation(Reconciliation):
    """What of a measure's file is to add up with what; all that is declared is looked at."""

    areas: bool = Field(
        default=False,
        description="Whether the region's own row is the sum of its areas, and of the rows of no area.",
    )
    dimensions: Names | None = Field(
        default=None,
        description="The dimensions, by id, whose other categories add up to their headline category.",
    )
    counts: PercentageOf | None = Field(
        default=None, description="The counts that a percentage is of, where the file has them beside it."
    )
