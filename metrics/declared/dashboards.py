"""What stands on the dashboard of an outcome beside the tiles of its measures: panels, as analysts declare them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Id, Model, Text, as_tuple

MOST_LINES = 4  # more than these cannot be told apart by their dashes
Show = Literal["together", "side-by-side", "years", "breakdown", "areas"]


@dataclass(frozen=True)
class PanelKind:
    """What a panel of one kind is drawn from; components/outcome/panels.py has how.

    ``heading`` is what it is called where an analyst writes no title: {measures}, {measure} and {dimension} are
    filled in. ``most`` is how many measures it draws: one, or two up to so many. ``same_unit``: they stand on one
    scale. ``of_dimension``: it draws a breakdown, which is named. ``of_areas``: the sources of its measures have
    areas. ``of_years``: the months of its measures add up to a year.
    """

    name: Show
    heading: str
    most: int = 1
    same_unit: bool = False
    of_dimension: bool = False
    of_areas: bool = False
    of_years: bool = False


TOGETHER = PanelKind("together", "{measures} on one axis", most=MOST_LINES, same_unit=True)
SIDE_BY_SIDE = PanelKind("side-by-side", "Side by side on one time axis", most=MOST_LINES)
YEARS = PanelKind("years", "{measure}: this year and the years before", of_years=True)
BREAKDOWN = PanelKind("breakdown", "{measure} by {dimension}", of_dimension=True)
DISTRICTS = PanelKind("areas", "{measure} in the {districts}", of_areas=True)
PANEL_KINDS: Mapping[str, PanelKind] = {
    kind.name: kind for kind in (TOGETHER, SIDE_BY_SIDE, YEARS, BREAKDOWN, DISTRICTS)
}
Ids = Annotated[
    tuple[Id, ...],
    BeforeValidator(as_tuple),
    Field(min_length=1),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    ),
]


class Panel(Model):
    """One part of a dashboard: a drawing of one or several measures, with its table."""

    show: Show = Field(description="What is drawn.")
    measures: Ids = Field(description="The measures that are drawn, by their ids; one or several.")
    dimension: Id | None = Field(default=None, description="The breakdown that is drawn, for breakdown.")
    title: Text | None = Field(default=None, description="The panel's heading; left out, one is made.")
    note: Text | None = Field(default=None, description="What readers should know of this panel.")

    @property
    def kind(self) -> PanelKind:
        """What a panel that shows this is drawn from."""
        return PANEL_KINDS[self.show]
