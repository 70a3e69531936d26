"""Frameworks and their outcomes, as frozen models: what a framework is for, its time, and what stands in it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Protocol, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.dashboards import Panel
from metrics.declared.fields import Id, Model, Text

FIRST_YEAR, LAST_YEAR = 1900, 2199


def _year_or_day(value: object) -> object:
    """A year as a number, or an ISO day."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", value, re.ASCII):
        with suppress(ValueError):
            value = date.fromisoformat(value) if "-" in value else int(value)
    if isinstance(value, date) or (type(value) is int and FIRST_YEAR <= value <= LAST_YEAR):
        return value
    quoted = f'"{value}" ' if isinstance(value, str | int | float) else ""
    raise ValueError(f"{quoted}is neither a year nor a day; write 2022, or 2022-03-24")


_YEAR_OR_DAY_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        {"type": "string", "format": "date"},
    ]
}
# A year where nobody has said the day.
YearOrDay = Annotated[date | int, BeforeValidator(_year_or_day), WithJsonSchema(_YEAR_OR_DAY_SCHEMA)]


def is_over(when: YearOrDay, today: date) -> bool:
    """Whether a day, or the last of a year, has passed."""
    return when < today if isinstance(when, date) else when < today.year


def year_of(when: YearOrDay) -> int:
    """The year of a day, or the year itself."""
    return when.year if isinstance(when, date) else when


def is_before(first: YearOrDay, second: YearOrDay) -> bool:
    """Whether a day or year is before another; of a year and a day in it neither is."""
    if isinstance(first, date) and isinstance(second, date):
        return first < second
    return year_of(first) < year_of(second)


class Outcome(Model):
    """What is sought: a heading with its measures."""

    id: Id = Field(description="The outcome's name in addresses and JSON.")
    title: Text = Field(description="The outcome as readers see it.")
    description: Text = Field(description="What it means, in plain language.")
    framework: Id = Field(description="The framework that it belongs to.")
    also_shows: tuple[Id, ...] = Field(
        default=(), description="Measures of other outcomes that stand under it too, after its own."
    )
    dashboard: tuple[Panel, ...] = Field(
        default=(), description="What its page shows beside the tiles of its measures, panel by panel."
    )


class Framework(Model):
    """A page of outcomes with the measures behind them. The first declared is the top-level one."""

    id: Id = Field(description="The framework's name in addresses.")
    title: Text = Field(description="The framework as readers see it.")
    vision: Text = Field(description="The one sentence that it serves.")
    description: Text = Field(description="What the framework is, in plain language.")
    audience: Text | None = Field(default=None, description="Who works with it, in a sentence.")
    supports: Id | None = Field(default=None, description="The framework that it stands behind.")
    first: YearOrDay | None = Field(
        default=None, alias="from", description="When it begins: a year, or a day."
    )
    until: YearOrDay | None = Field(
        default=None, description="Its last day, or the year in which it ends: afterwards its page says so."
    )
    successor: Id | None = Field(
        default=None, description="The framework that takes its place, where there is one."
    )

    def has_ended(self, today: date) -> bool:
        """Whether its last day, or the last of its last year, has passed."""
        return self.until is not None and is_over(self.until, today)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def by_id(items: tuple[_T, ...], item_id: str) -> _T:
    """The one of that id. Raises KeyError when none has it."""
    for item in items:
        if item.id == item_id:
            return item
    raise KeyError(item_id)
