"""What a row has beside its period, area and value: whether it counts, what its value is of, how sure it is."""

from __future__ import annotations

from pydantic import Field

from metrics.declared.fields import CellNames, Model, Names, Text


class Condition(Model):
    """Which rows count: those whose cell is one of the values, or none of those left out; case and spaces aside."""

    column: Names = Field(description="The column to look at; several accepted names where they drift.")
    values: CellNames = Field(
        default=(), description='The value, or values, that count; "" is an empty cell.'
    )
    left_out: CellNames = Field(
        default=(),
        alias="not",
        description="In place of values: the value, or values, that do not count, while all others do.",
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The values that are named, whether they count or not."""
        return self.values or self.left_out


class BaseColumn(Model):
    """Where it stands how many people were asked for a row's value."""

    column: Names = Field(description="The column that holds the base; several accepted names.")
    noun: Text | None = Field(
        default=None,
        description="What is counted in it, for process data: calls answered. Left out, people asked.",
    )


class IntervalColumns(Model):
    """Where the ends of the 95% interval of a row's value stand, which its publisher gives."""

    lower: Names = Field(description="The column of the lower end; several accepted names.")
    upper: Names = Field(description="The column of the upper end; several accepted names.")


class Over(Model):
    """What a count is divided by: another column of the same rows, or other rows of the same files."""

    column: Names | None = Field(
        default=None,
        description="The column of the numbers that are divided by; left out, that of the value.",
    )
    where: tuple[Condition, ...] | None = Field(
        default=None,
        description="Which rows are counted for it, in place of those that the source's where has; [] for all.",
    )
    noun: Text = Field(description="What is counted in it, in the plural: offences.")
