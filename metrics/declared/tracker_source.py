"""How to read a file of what was promised, as analysts declare it under a tracker's ``source``"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from metrics.declared.account_source import BodyColumn, DayColumn
from metrics.declared.fields import Model, Names, Text
from metrics.declared.published_file import PublishedFile
from metrics.declared.rows import Condition

ItemStatus = Literal["complete", "on-track", "date-revised", "on-hold", "not-started", "withdrawn"]
STATUSES: tuple[ItemStatus, ...] = get_args(ItemStatus)
# The columns that an item may have, in the order in which files and answers give them.
ITEM_TEXTS = ("reference", "item", "area", "said_in", "owner", "due_words", "reason", "update")
ITEM_DAYS = ("original_due", "due", "completed")


class TrackerColumn(Model):
    """A column of a tracker's file."""

    column: Names = Field(description="The column; several accepted names.")


class OwnerColumn(Model):
    """The column that says which role answers for an item."""

    column: Names = Field(description="The column; several accepted names.")
    nobody: Names = Field(
        default=(), description="What the file has where no role is stated; an empty cell says the same."
    )


class ItemStatusColumn(Model):
    """The column that says where an item stands."""

    column: Names = Field(description="The column; several accepted names.")
    aliases: dict[Text, ItemStatus] = Field(
        default={}, description="The file's own words, and the status that each means."
    )


class TrackerSource(PublishedFile):
    """Where a tracker's rows are, and which column holds what."""

    where: tuple[Condition, ...] = Field(
        default=(), description="Which rows are the tracker's; all conditions must hold."
    )
    as_at: DayColumn | None = Field(
        default=None, description="To which day a row stands; needed where counts are given by day."
    )
    reference: TrackerColumn | None = Field(default=None, description="What an item is called by: F1.")
    item: TrackerColumn | None = Field(default=None, description="What was promised, in words.")
    area: TrackerColumn | None = Field(
        default=None, description="The field of work that an item belongs to: a workstream, a theme."
    )
    said_in: TrackerColumn | None = Field(default=None, description="Where the promise was made.")
    owner: OwnerColumn | None = Field(default=None, description="Which declared role answers for an item.")
    original_due: DayColumn | None = Field(
        default=None, description="The day by which it was first promised; it never changes."
    )
    due: DayColumn | None = Field(default=None, description="The day by which it is promised now.")
    due_words: TrackerColumn | None = Field(
        default=None, description="That day as it was said: end December."
    )
    status: ItemStatusColumn | None = Field(default=None, description="Where an item stands.")
    completed: DayColumn | None = Field(default=None, description="The day on which it was complete.")
    reason: TrackerColumn | None = Field(
        default=None, description="Why it was withdrawn, or opened again after it was complete."
    )
    update: TrackerColumn | None = Field(default=None, description="What is said of how it goes.")
    group: BodyColumn | None = Field(
        default=None, description="What a row of counts is of: a theme; with the name of the whole."
    )
    every: TrackerColumn | None = Field(
        default=None, alias="all", description="How many items a row of counts has in all."
    )
    counts: dict[ItemStatus, Names] = Field(
        default={}, description="The columns of counts, by the status that each counts."
    )
    ignore: Names = Field(default=(), description="Columns that are known and not used.")

    @property
    def columns(self) -> dict[str, Names]:
        """The accepted names of each column that is declared, by what it is for; counts by their status."""
        names = ("as_at", *ITEM_TEXTS, *ITEM_DAYS, "status", "group", "every")
        declared = {name: getattr(self, name) for name in names}
        return {
            **{name: column.column for name, column in declared.items() if column is not None},
            **{str(status): column for status, column in self.counts.items()},
        }

    @property
    def needed_columns(self) -> tuple[tuple[str, ...], ...]:
        """The accepted names of each column that must be there."""
        return (*self.columns.values(), *(condition.column for condition in self.where))
