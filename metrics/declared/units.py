"""What a measure's figures may be: one row for each unit, with all that other rooms ask of it.

How a figure is written stands beside it, in a row for each way of writing (``FORMS``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "count", "small-count"]
Form = Literal["percent", "count", "small-count"]
ChangeUnit = Literal["pp", "percent", "count"]


@dataclass(frozen=True)
class UnitRow:
    """What holds for all figures of a unit.

    ``words`` name one of its figures. ``is_share``: it runs from 0 to 100, and is of people or cases that somebody
    counted. ``is_count``: whole numbers, zero or more, of what happened, so that single periods add up to longer
    ones and chance moves them as it moves counts; ``is_few`` of those that change by single units. ``adds_up``: the
    figures of areas, and of several rows, make one of the whole. ``change`` is the unit of a difference of two.
    """

    words: str
    change: ChangeUnit
    is_share: bool = False
    is_count: bool = False
    is_few: bool = False
    adds_up: bool = False


UNITS: Mapping[Unit, UnitRow] = {
    "percent": UnitRow("a percentage", change="pp", is_share=True),
    "count": UnitRow("a count", change="percent", is_count=True, adds_up=True),
    "small-count": UnitRow("a count", change="count", is_count=True, is_few=True, adds_up=True),
}


@dataclass(frozen=True)
class FormRow:
    """How figures are written: ``after`` stands after a number, and ``json`` is the name of the unit in JSON."""

    unit: Unit
    json: str
    after: str = ""

    @property
    def row(self) -> UnitRow:
        """What holds for figures that are written so."""
        return UNITS[self.unit]


FORMS: Mapping[Form, FormRow] = {
    "percent": FormRow("percent", "percent", after="%"),
    "count": FormRow("count", "count"),
    "small-count": FormRow("small-count", "count"),  # a small count is a count to whoever reads it
}
