"""What an extract no longer has, as analysts acknowledge it in metrics.yaml, with a reason for readers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from metrics.declared.fields import CellText, Id, Model, Text


class Gone(Model):
    """Figures that the release before had and the extract has no more. What is left out narrows nothing."""

    area: CellText | None = Field(
        default=None, description="The area: the region, a district, or a name under no_area."
    )
    dimension: Id | None = Field(default=None, description="The dimension of a category, by its id.")
    category: Text | None = Field(default=None, description="The category, as readers saw it.")
    first: Text | None = Field(default=None, description="The first period that is gone, such as 2010-04.")
    last: Text | None = Field(default=None, description="The last period that is gone.")
    oldest: Literal[True] | None = Field(
        default=None,
        description="true: the periods before the first one of the extract, in each release anew.",
    )
    reason: Text = Field(description="Why it is gone, as a sentence for readers.")


class GoneMeasure(Model):
    """A measure that had figures in the release before, and has none now."""

    measure: Id = Field(description="The measure's id, as it was.")
    reason: Text = Field(description="Why it is gone, as a sentence for readers.")
