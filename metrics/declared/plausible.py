"""What analysts believe of the figures of a source: what lies beyond it is doubted, and told."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from metrics.declared.fields import Model


class Plausible(Model):
    """What is believed of the figures of a source. A figure beyond it gives a warning, beyond most an error."""

    most: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = Field(
        default=None, description="The largest value that can be right, in the measure's unit."
    )
    times_usual: Annotated[float, Field(ge=2, le=1000, allow_inf_nan=False)] = Field(
        default=5.0, description="How many times the usual, or what part of it, is doubted."
    )
    parts_within: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = Field(
        default=None,
        description="By how many per cent the region's own row may differ from the sum of the areas. Left out, "
        "they are not compared.",
    )
    revised_by: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = Field(
        default=3.0,
        description="By how much a past figure usually moves at most: per cent for a count, points for a "
        "percentage.",
    )
