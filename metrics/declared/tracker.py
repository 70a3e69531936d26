"""What was promised, item by item, as analysts declare it: actions, milestones, recommendations"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import Id, IsoDay, Model, Noun, Text
from metrics.declared.reconciliation import Reconciliation
from metrics.declared.tracker_source import STATUSES, ItemStatus, TrackerSource

TrackerKind = Literal["items", "counts"]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class StatusWords(Model):
    """How a tracker words a status of its items."""

    label: Text = Field(description="The status by itself, as tables have it: to come.")
    singular: Text = Field(description="What is said of one item that stands so: is to come.")
    plural: Text = Field(description="What is said of several: are to come.")


class DeclaredTotals(Model):
    """How many items there are by a report that gives totals, and how many of them stand where."""

    as_at: IsoDay = Field(description="The day to which the report gives them.")
    every: Number = Field(alias="all", description="How many items there are in all.")
    complete: Number | None = Field(default=None, description="How many are complete.")
    on_track: Number | None = Field(default=None, alias="on-track", description="How many are on track.")
    date_revised: Number | None = Field(
        default=None, alias="date-revised", description="How many have a later date than their first."
    )
    on_hold: Number | None = Field(default=None, alias="on-hold", description="How many are on hold.")
    not_started: Number | None = Field(
        default=None, alias="not-started", description="How many are not begun yet."
    )
    withdrawn: Number | None = Field(default=None, description="How many are withdrawn.")

    @property
    def by_status(self) -> Mapping[ItemStatus, int]:
        """How many stand where, of those statuses that the report gives."""
        numbers = {status: getattr(self, status.replace("-", "_")) for status in STATUSES}
        return {status: number for status, number in numbers.items() if number is not None}


class Tracker(Model):
    """A list of what was promised, and where each of it stands."""

    id: Id = Field(description="The tracker's name in addresses, files and JSON.")
    framework: Id = Field(description="The framework that it stands in.")
    title: Text = Field(description="The tracker as readers see it.")
    description: Text = Field(description="What was promised, by whom and where, in plain language.")
    noun: Noun = Field(description="What is promised: action and actions.")
    kind: TrackerKind = Field(
        default="items",
        description="items where each stands by itself; counts where only how many stand where is published.",
    )
    as_at: IsoDay | None = Field(
        default=None, description="The day to which the items stand, where no column of the file says it."
    )
    words: dict[ItemStatus, StatusWords] = Field(
        default={}, description="The tracker's own words for a status, by status; left out, the site's."
    )
    declared_totals: tuple[DeclaredTotals, ...] = Field(
        default=(),
        description="Totals that a report states, by day, where items are not public or beside those that are.",
    )
    not_listed: Text | None = Field(
        default=None, description="Why items that are counted are not listed, in a sentence that readers see."
    )
    not_before: IsoDay | None = Field(
        default=None, description="The day before which all of it is not to be done, where a report says so."
    )
    reconcile: Reconciliation = Field(
        default=Reconciliation(), description="What becomes of totals that do not add up."
    )
    source: TrackerSource | None = Field(
        default=None, description="How to read its file; left out, it has declared totals alone."
    )

    @property
    def table_kind(self) -> str:
        """What it is among the tables of a drop."""
        return "tracker"

    @property
    def file_names(self) -> tuple[str, ...]:
        """The declared names of its files; none where it has declared totals alone."""
        return () if self.source is None else self.source.files

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day: as long as it is declared."""
        return True
