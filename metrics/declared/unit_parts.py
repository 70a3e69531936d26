"""What is declared of a unit beside its name: the scale of an amount, what a duration is, what a rate is by."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import Model, Text
from metrics.declared.units import Form

MoneyScale = Literal["pounds", "thousands", "millions"]
DurationUnit = Literal["seconds", "minutes", "hours", "days"]
# By how many places a figure's point moves from pounds to the scale.
PLACES: dict[MoneyScale, int] = {"pounds": 0, "thousands": 3, "millions": 6}
MONEY_FORMS: dict[MoneyScale, Form] = {
    "pounds": "pounds",
    "thousands": "thousand-pounds",
    "millions": "million-pounds",
}


# How a column says what its amounts are in: "(£000)", "£ millions".
SCALES: tuple[tuple[re.Pattern[str], MoneyScale], ...] = (
    (re.compile(r"\b(000s?|thousands?|k)\b|£ ?000|£k"), "thousands"),
    (re.compile(r"\b(millions?|m|mn)\b|£ ?m"), "millions"),
)


def scale_in(name: str) -> MoneyScale | None:
    """What the amounts of a column are in, where its name says so."""
    return next(
        (scale for pattern, scale in SCALES if pattern.search(name.casefold().replace("_", " "))), None
    )


class Money(Model):
    """In what an amount of money is given, and in what readers see it."""

    given_in: MoneyScale = Field(
        description="What the extract's figures are in: pounds, thousands or millions."
    )
    shown_in: MoneyScale | None = Field(
        default=None, description="What readers see them in; left out, as the extract gives them."
    )

    @property
    def scale(self) -> MoneyScale:
        """What its figures are in, once they are read."""
        return self.shown_in or self.given_in

    @property
    def places(self) -> int:
        """By how many places the point of an extract's figure moves to the left: 3 from thousands to millions."""
        return PLACES[self.scale] - PLACES[self.given_in]


class Duration(Model):
    """In what a time is given, and which time of many it is."""

    given_in: DurationUnit = Field(description="What the figures are in: seconds, minutes, hours or days.")
    average: Literal["median", "mean", "as-given"] = Field(
        description="Which of all the times it is: the median, the mean, or as-given, where the title says it."
    )


class Per(Model):
    """What a published rate is taken by: 84.2 for each 1,000 residents."""

    number: Annotated[int, Field(ge=1, le=10_000_000)] = Field(description="For each how many: 1000.")
    noun: Text = Field(description="Of what, in the plural: residents.")


class Index(Model):
    """When an index stood at its base."""

    base: Text = Field(description='When it stood at its base, as readers see it: "2015", in quotes.')
    value: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] = Field(
        default=100.0, description="What it stood at then."
    )
