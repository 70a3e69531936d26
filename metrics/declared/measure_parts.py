"""What may stand beside a measure's figure: its usual range, what is withheld or unlike, a sentence more."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from metrics.declared.fields import Id, Model, Noun, Text


class ControlChart(Model):
    """Limits of the usual range, from the newest single periods since the last break."""

    periods: Annotated[int, Field(ge=12, le=120)] = Field(
        default=24, description="How many of the newest periods the limits are taken from."
    )


class Suppression(Model):
    """Which figures are so small that they could tell something about a person, and are withheld."""

    threshold: Annotated[int, Field(ge=2, le=1000)] = Field(
        description="A count below it, other than zero, is withheld; a percentage of fewer people than it too."
    )


class Absent(Model):
    """Why a measure's files did not come for a release."""

    reason: Text = Field(description="Why no new figures came, in a sentence that readers see.")


class Unusual(Model):
    """A stretch of time that was unlike others, though the way of counting stayed the same."""

    first: Text = Field(description="Its first period, such as 2020-03.")
    last: Text = Field(description="Its last period.")
    reason: Text = Field(description="What was unlike, as a clause that can follow because.")


class Supplement(Model):
    """A further sentence on the tile: one category so far this year, against the same months of last year."""

    dimension: Id = Field(description="The dimension that holds the category.")
    category: Text = Field(description="The category to count.")
    noun: Noun = Field(description="What is counted in it.")
