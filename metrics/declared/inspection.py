"""Reports of inspections and their like, as analysts declare them: where they stand, and how they are read"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from metrics.declared.fields import Id, Model, Text
from metrics.declared.inspection_source import RecommendationSource, ReportSource


class Inspection(Model):
    """A table of reports, each with the clock that runs on an answer to it."""

    id: Id = Field(description="The table's name in addresses, files and JSON.")
    framework: Id = Field(description="The framework that it stands in.")
    title: Text = Field(description="The table as readers see it.")
    description: Text = Field(description="What stands in it, in plain language.")
    source: ReportSource = Field(description="How to read the file of its reports.")
    recommendations: RecommendationSource | None = Field(
        default=None, description="How to read the file of single recommendations, where there is one."
    )

    @property
    def table_kind(self) -> str:
        """What it is among the tables of a drop."""
        return "inspection"

    @property
    def file_names(self) -> tuple[str, ...]:
        """The declared names of the files of its reports."""
        return self.source.files

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day: a report may at any time."""
        del today
        return True


@dataclass(frozen=True)
class SingleRecommendations:
    """The file of an inspection's single recommendations, as a table of a drop."""

    inspection: Inspection
    source: RecommendationSource

    @property
    def id(self) -> str:
        """The id of what it belongs to."""
        return self.inspection.id

    @property
    def table_kind(self) -> str:
        """What it is among the tables of a drop."""
        return self.inspection.table_kind

    @property
    def file_names(self) -> tuple[str, ...]:
        """The declared names of its files."""
        return self.source.files

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day."""
        return self.inspection.is_awaited(today)
