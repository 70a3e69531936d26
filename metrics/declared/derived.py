"""A figure that is worked out from those of other measures, as analysts declare it under ``derived``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PositiveInt

from metrics.declared.fields import Id, Model, Text
from metrics.declared.source import PeriodColumn, Source

How = Literal["ratio", "difference", "sum", "disproportionality"]


@dataclass(frozen=True)
class HowRow:
    """What holds for figures that are worked out in a way.

    ``most`` is of how many parts at the most. ``words`` say it, with the parts' names. ``adds_up``: the
    figures of areas make one of what holds them all.
    """

    most: int
    words: str
    adds_up: bool = False


HOWS: dict[How, HowRow] = {
    "ratio": HowRow(2, "{first}, divided by {rest}"),
    "difference": HowRow(2, "{first}, less {rest}"),
    "sum": HowRow(20, "{first} and {rest}, added up", adds_up=True),
    "disproportionality": HowRow(2, "the rate of {first}, over that of {rest}"),
}


class Part(Model):
    """A measure, or one category of it, whose figures are taken."""

    measure: Id = Field(description="The id of the measure.")
    dimension: Id | None = Field(default=None, description="The id of the dimension that a category is of.")
    category: Text | None = Field(
        default=None, description="The category that is taken, for the region alone."
    )
    people: PositiveInt | None = Field(
        default=None, description="How many people there are in the group, for a rate of counts."
    )


def _as_part(value: object) -> object:
    """The id of a measure alone."""
    return {"measure": value} if isinstance(value, str) else value


PartOrId = Annotated[Part, BeforeValidator(_as_part, json_schema_input_type=Id | Part)]


class Derived(Model):
    """Figures of the same period and area of other measures, put together."""

    parts: tuple[PartOrId, ...] = Field(
        alias="from", min_length=2, max_length=20, description="The measures, or categories, in their order."
    )
    how: How = Field(alias="as", description="What is made of them.")
    of_ratios: bool = Field(
        default=False, description="That it is meant to be a ratio of what are ratios or averages themselves."
    )

    @property
    def row(self) -> HowRow:
        """What holds for figures that are worked out so."""
        return HOWS[self.how]

    @property
    def adds_up(self) -> bool:
        """Whether figures of areas make one of what holds them all."""
        return self.row.adds_up


# What stands in the place of a source where none is declared: no file is read by it.
NOWHERE = Source.model_construct(
    publisher="",
    title="",
    link="",
    licence="OGL-3.0",
    files=(),
    layout="rows",
    period=PeriodColumn.model_construct(column=None, columns=None, format="YYYY", day="last", aliases={}),
    absent="missing",
    region="own-row",
)
