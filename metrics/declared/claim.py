"""Public statements that are worked out anew, and figures of others, as they are declared."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Id, IsoDay, Link, Model, ReleaseId, Text

ClaimWindow = Literal[
    "single", "3-months", "rolling-12-months", "calendar-year-to-date", "financial-year-to-date"
]
StatedUnit = Literal["percent", "percentage-points", "count", "units"]
Difference = Literal[
    "noun",
    "jurisdiction",
    "period",
    "vintage",
    "categories",
    "counting",
    "survey",
    "place",
    "coverage",
]


def _number(value: object) -> object:
    """A finite number, as it is written."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return value
    quoted = f'"{value}" ' if isinstance(value, str | int | float) else ""
    raise ValueError(f"{quoted}is not a number; write one as -13 or -13.1")


# A whole number has no decimals, 13.0 has one.
Number = Annotated[int | float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


class ClaimSide(Model):
    """The figure that a claim starts from, or the one that it leads to."""

    window: ClaimWindow = Field(description="What the figure covers.")
    period: Text = Field(description="The id of its period, or of the one that it ends in, such as 2016-05.")


class Stated(Model):
    """The change that a claim states, in the digits that it states."""

    change: Number = Field(
        description="The change with its sign, and with as many decimals as were stated: -13, or -13.1."
    )
    unit: StatedUnit = Field(
        description="What the change is in: percent; percentage-points of a percentage; count of what is counted; "
        "units of any other number, such as minutes or pounds."
    )


class Claim(Model):
    """A statement that somebody made in public about a measure's change."""

    id: Id = Field(description="The claim's name in addresses and files. Never changed once published.")
    words: Text = Field(description="Its words, as they were said.")
    said_in: Text = Field(description="Where they were said, and by whom.")
    link: Link | None = Field(default=None, description="Where readers find that.")
    said_on: IsoDay | None = Field(default=None, description="The day on which they were said.")
    measure: Id = Field(description="The measure that they are about.")
    area: Text | None = Field(
        default=None, description="The area, by its name or code; left out, the region."
    )
    earlier: ClaimSide = Field(alias="from", description="The figure that the change is counted from.")
    later: ClaimSide = Field(alias="to", description="The figure that it leads to.")
    stated: Stated = Field(description="The change that was stated.")
    release: ReleaseId | None = Field(
        default=None,
        description="The release that it is worked out from; left out, the one that was current on said_on, or "
        "the newest.",
    )

    @property
    def title(self) -> str:
        """What it is called: its words."""
        return self.words


class WorkedPair(Model):
    """A figure of this site, and that of another producer for the same time."""

    ours: Number = Field(description="The figure here, which is held against each release.")
    theirs: Number = Field(description="The figure of the other producer.")
    period: Text = Field(
        description="The period of both: one of the measure's, or a calendar year, such as 2023."
    )


class OtherFigure(Model):
    """Why the figures of another producer differ from a measure's."""

    measure: Id = Field(description="The measure.")
    producer: Text = Field(description="Who publishes the other figures.")
    title: Text = Field(description="What they are called there.")
    link: Link | None = Field(default=None, description="Where readers find them.")
    differs_by: Annotated[tuple[Difference, ...], Field(min_length=1)] = Field(
        description="In what they differ."
    )
    explanation: Text = Field(description="How they differ, in a sentence or two that readers see.")
    worked: WorkedPair | None = Field(default=None, description="An example: both figures for one time.")
