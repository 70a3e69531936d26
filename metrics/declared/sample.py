"""A survey's sample, as analysts declare it: how many people are asked, how they are chosen, how it is rounded."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, PositiveInt

from metrics.declared.fields import IsoDay, Model


class SizeUntil(Model):
    """How many people a survey asks in one period, up to a day."""

    until: IsoDay | None = Field(
        default=None, description="The last day for which the size holds; left out for the newest."
    )
    value: Annotated[int, Field(ge=1)] = Field(description="Interviews in one period.")


def _as_sizes(value: object) -> object:
    """A number alone holds for all time."""
    return ({"value": value},) if isinstance(value, int | float | str) else value


# How many people are asked: one number, or one for each stretch of time, the oldest first.
Sizes = Annotated[
    tuple[SizeUntil, ...],
    BeforeValidator(_as_sizes, json_schema_input_type=PositiveInt | tuple[SizeUntil, ...]),
    Field(min_length=1),
]


class Sample(Model):
    """How many people a survey asks in one period, where the extract does not say, and how it asks them."""

    size: Sizes | None = Field(
        default=None,
        description="Interviews in one period in all; needed where the extract does not hold the base.",
    )
    area_size: Sizes | None = Field(
        default=None,
        description="Interviews in one period in one district; left out, districts are not tested.",
    )
    design_effect: Annotated[float, Field(ge=1, le=20, allow_inf_nan=False)] = Field(
        default=1.0, description="How much clustering and weighting widen the interval."
    )
    rounded_to: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)] | None = Field(
        default=None,
        description="The step in points to which the source rounds its percentages: 1 for whole per cents.",
    )
    unreliable_below: Annotated[int, Field(ge=2)] | None = Field(
        default=None,
        description="A figure from fewer interviews than this is marked as of low reliability, [u].",
    )

    def interviews(self, day: date, *, in_district: bool) -> int | None:
        """How many people are asked in the period that ends on a day; None when nobody says."""
        sizes = self.area_size if in_district else self.size
        return next((size.value for size in sizes or () if size.until is None or day <= size.until), None)
