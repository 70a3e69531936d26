"""Clocks: a period within which something is due, or a day or rhythm by which it is, and what force that has"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Id, IsoDay, Model, Text

Force = Literal["law", "agreed", "asked"]
Counting = Literal["day-1", "after", "not-stated", "not-read"]
Rhythm = Literal["week", "month", "quarter", "period", "financial-year", "year"]
Days = Annotated[int, Field(ge=1, le=3660)]
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)


def _day_where_one_is_written(value: object) -> object:
    """A day where the text is one; other words stay what they are."""
    if not isinstance(value, str) or DATE.fullmatch(value) is None:
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" is not a date; write one as 2027-01-31, or say it in words') from None


DayOrWords = Annotated[
    IsoDay | Text, BeforeValidator(_day_where_one_is_written), WithJsonSchema({"type": "string"})
]


class Clock(Model):
    """By when something is due."""

    id: Id = Field(description="The clock's name, by which files and duties name it.")
    title: Text = Field(description="What is due, as readers see it.")
    days: Days | None = Field(default=None, description="Within how many days.")
    working_days: Days | None = Field(default=None, description="Within how many working days.")
    on: DayOrWords | None = Field(
        default=None, description="The day on which it is due, or words that say when."
    )
    every: Rhythm | None = Field(default=None, description="How often it is due.")
    counts: Counting | None = Field(
        default=None,
        description="Whether the first day is the one that it begins with (day-1) or the one after it (after); "
        "not-stated or not-read where that is not known, and then no last day is told.",
    )
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = Field(
        default=None, description="Whose holidays are no working days: a code of ISO 3166 such as GB-ENG."
    )
    begins: Text | None = Field(default=None, alias="from", description="From which day on it is counted.")
    who: Text = Field(description="Whose task it is.")
    force: Force = Field(description="Whether a law sets it, it was agreed, or it is asked for.")
    extension: Text | None = Field(default=None, description="What lengthens or stops it.")
    note: Text | None = Field(default=None, description="What else is to be known of it.")
    source: Text = Field(description="Where it is laid down, and whether that was read.")

    @property
    def length(self) -> int | None:
        """How many days or working days it has; None where it has no number of days."""
        return self.days if self.days is not None else self.working_days

    @property
    def fixed_day(self) -> date | None:
        """The day on which it is due, where it is one day; None otherwise."""
        return self.on if isinstance(self.on, date) else None
