"""What stands on the dashboard of an outcome beside the tiles of its measures: panels, as analysts declare them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Id, Model, Text, as_tuple

Show = Literal["together", "side-by-side", "years", "breakdown", "boroughs"]
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
