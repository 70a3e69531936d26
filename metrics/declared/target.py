"""What a measure is to reach, and by when, as analysts declare it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import Link, Model, Text

TargetName = Literal["target", "ambition"]
TargetDirection = Literal["at-least", "at-most"]


class Target(Model):
    """A target or an ambition: a value for the region's figure to reach by a period, counted from a baseline."""

    name: TargetName = Field(default="target", description="Whether it is a target or an ambition.")
    value: Annotated[float, Field(allow_inf_nan=False)] = Field(
        description="The value that is to be reached, in the measure's unit."
    )
    by: Text = Field(description="The period by which it is to be reached, such as 2028-03.")
    baseline: Text = Field(description="The period that its progress is counted from.")
    direction: TargetDirection | None = Field(
        default=None, description="at-least or at-most; left out, the direction that is better."
    )
    set_by: Text | None = Field(default=None, description="Who has set it, and where.")
    link: Link | None = Field(default=None, description="Where readers find that.")
