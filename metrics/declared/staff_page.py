"""Pages that staff write, as they are declared: a file of Markdown, what it informs, when it was looked over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, PrivateAttr

from metrics.declared.fields import Id, IsoDay, Model, Text

TextFile = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\.md$", max_length=200)
]


class StaffPage(Model):
    """A page of the site in words, from a file of Markdown."""

    id: Id = Field(description="The page's name in addresses: /pages/custody-visiting.")
    title: Text = Field(description="The page's heading.")
    description: Text = Field(description="What it is about, in a sentence that stands first.")
    file: TextFile = Field(description="Its text, beside metrics.yaml: pages/custody-visiting.md.")
    informs: tuple[Id, ...] = Field(
        default=(), description="Measures that it helps to understand: their pages lead to it."
    )
    reviewed: IsoDay = Field(description="When it was last looked over.")
    review_by: IsoDay = Field(description="By when it is to be looked over again.")
    _text: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        """Its text, in Markdown."""
        return self._text

    def with_text(self, text: str) -> StaffPage:
        """The same page with its text."""
        own = self.model_copy()
        own._text = text
        return own

    def is_late(self, today: date) -> bool:
        """Whether it was to be looked over by a day that has passed."""
        return self.review_by < today
