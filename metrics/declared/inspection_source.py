"""How to read a file of reports, and one of single recommendations, as analysts declare them under an inspection"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from metrics.declared.fields import Model, Names, Text
from metrics.declared.published_file import PublishedFile
from metrics.declared.rows import Condition

WrittenDay = Literal["YYYY-MM-DD", "DD/MM/YYYY", "DD MMM YYYY"]
Blank = Literal["not-seen", "none"]
# The kinds of report to which no law sets an answer, each with the reason.
WITHOUT_LAW = {
    "super-complaint": "no period for answers to super-complaints was found in the regulations, "
    "so a report can only ask for one"
}


class ReportColumn(Model):
    """A column of a file of reports or recommendations."""

    column: Names = Field(description="The column; several accepted names.")


class ReportDay(Model):
    """A column of days."""

    column: Names = Field(description="The column; several accepted names.")
    format: WrittenDay = Field(default="YYYY-MM-DD", description="How a day is written.")


class AnswerDay(Model):
    """The column of the day on which an answer was published."""

    column: Names = Field(description="The column; several accepted names.")
    format: WrittenDay = Field(default="YYYY-MM-DD", description="How a day is written.")
    blank: Blank = Field(
        default="not-seen",
        description="What an empty cell says: none where no answer was published, not-seen where nobody looked.",
    )


class KindColumn(Model):
    """The column that says of what kind a report is."""

    column: Names = Field(description="The column; several accepted names.")
    names: dict[Text, Text] = Field(
        default={}, description="The file's words for kinds, and what readers see in place of them."
    )
    without_law: dict[Text, Text] = Field(
        default=WITHOUT_LAW,
        description="The file's words for kinds to which no law sets an answer, each with the reason.",
    )


class _RowsOfColumns(PublishedFile):
    where: tuple[Condition, ...] = Field(
        default=(), description="Which rows count; all conditions must hold."
    )
    ignore: Names = Field(default=(), description="Columns that are known and not used.")

    @property
    def columns(self) -> dict[str, Names]:
        """The accepted names of each column that is declared, by what it is for."""
        parts = {name: getattr(self, name) for name in type(self).model_fields}
        return {
            name: part.column
            for name, part in parts.items()
            if isinstance(part, ReportColumn | ReportDay | AnswerDay | KindColumn)
        }

    @property
    def needed_columns(self) -> tuple[tuple[str, ...], ...]:
        """The accepted names of each column that must be there."""
        return (*self.columns.values(), *(condition.column for condition in self.where))


class ReportSource(_RowsOfColumns):
    """Where reports stand, and which column holds what."""

    reference: ReportColumn = Field(description="What tells a report from all others.")
    report: ReportColumn = Field(description="The report's title.")
    kind: KindColumn = Field(description="Of what kind it is.")
    published: ReportDay = Field(
        description="When it was published; an empty cell is a day that was not seen."
    )
    clock: ReportColumn | None = Field(
        default=None, description="The id of the clock that runs on an answer; an empty cell names none."
    )
    recommendations: ReportColumn | None = Field(
        default=None, description="How many recommendations it makes, where that is stated."
    )
    answered: AnswerDay | None = Field(default=None, description="When an answer was published.")
    answered_by: ReportColumn | None = Field(default=None, description="Who answered.")
    answer_link: ReportColumn | None = Field(
        default=None, description="Where the answer stands; needed with answered."
    )
    addressee: ReportColumn | None = Field(default=None, description="Whom it is addressed to.")
    comparable: ReportColumn | None = Field(
        default=None, description="Whether its grades can be compared with those before: yes or no."
    )
    document: ReportColumn | None = Field(default=None, description="Where that was read.")


class RecommendationSource(_RowsOfColumns):
    """Where single recommendations stand, and which column holds what."""

    reference: ReportColumn = Field(description="What tells a recommendation from all others.")
    report: ReportColumn = Field(description="The reference of the report that makes it.")
    text: ReportColumn = Field(description="What is recommended.")
    made_on: ReportDay | None = Field(
        default=None, description="When it was made; left out or empty, with its report."
    )
    clock: ReportColumn | None = Field(
        default=None,
        description="The id of the clock that runs on an answer; left out or empty, its report's.",
    )
    answered: AnswerDay | None = Field(default=None, description="When an answer was published.")
    answer_link: ReportColumn | None = Field(
        default=None, description="Where the answer stands; needed with answered."
    )
    addressee: ReportColumn | None = Field(default=None, description="Whom it is addressed to.")
