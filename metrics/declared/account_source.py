"""How to read a file of money, as analysts declare it under an account's ``source``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from metrics.declared.fields import Model, Names, Text
from metrics.declared.published_file import PublishedFile
from metrics.declared.rows import Condition

Stage = Literal["forecast", "draft-outturn", "outturn"]
AsAtFormat = Literal[
    "YYYY-MM-DD",
    "DD/MM/YYYY",
    "DD MMM YYYY",
    "Qn YY-YY",
    "YYYY/YY Qn",
    "YYYY/YY MMM",
    "YYYY/YY Pn",
    "MMM YYYY",
    "MMM-YY",
]
# The columns of amounts that an account may have, in the order in which files and answers give them.
AmountName = Literal[
    "original", "budget", "forecast", "variance", "opening", "closing", "planned", "beside_plan"
]
OF_SPENDING: tuple[AmountName, ...] = ("original", "budget", "forecast", "variance")
OF_BALANCES: tuple[AmountName, ...] = ("opening", "closing", "planned", "beside_plan")
AMOUNTS = (*OF_SPENDING, *OF_BALANCES)
UNDER = ("underspend", "underspent", "under budget", "under", "less", "shortfall")
OVER = ("overspend", "overspent", "over budget", "over", "more", "surplus")


class AccountColumn(Model):
    """A column of an account's file."""

    column: Names = Field(description="The column; several accepted names.")


class DayColumn(Model):
    """The column that says to which day a row's amounts are, or to the end of which month or quarter."""

    column: Names = Field(description="The column; several accepted names.")
    format: AsAtFormat = Field(
        default="YYYY-MM-DD", description="How the day, or the month or quarter that it ends, is written."
    )
    other_years: Literal["refused", "left-out"] = Field(
        default="refused",
        description="Whether rows of other financial years are a fault, or may stand in the file: left-out.",
    )


class BodyColumn(Model):
    """The column that says what a row is of: a body, a business group, a reserve."""

    column: Names = Field(description="The column; several accepted names.")
    total: Text | None = Field(
        default=None,
        description="The file's name for the rows that are the whole; left out, no row is, and none is added up.",
    )
    names: dict[Text, Text] = Field(
        default={}, description="The file's names, and what readers see in place of them."
    )

    def name(self, text: str) -> str:
        """What readers see in place of a name of the file."""
        return self.names.get(text, text)

    @property
    def total_name(self) -> str | None:
        """What readers see of the rows that are the whole; None where no row is."""
        return None if self.total is None else self.name(self.total)


class VarianceColumn(Model):
    """The difference from the budget that the publisher states, and how its sign is written."""

    column: Names = Field(description="The column; several accepted names.")
    sign_from: Names | None = Field(
        default=None,
        description="The column whose word says which way it goes, where the amount has no sign. Left out, more "
        "than the budget is positive.",
    )
    positive: Literal["over", "under"] = Field(
        default="over",
        description="What an amount above zero is, where no word says it: over, more than the budget, or under.",
    )
    under: Names | None = Field(
        default=None, description="The words for less than the budget; left out, underspend and its like."
    )
    over: Names | None = Field(
        default=None, description="The words for more than the budget; left out, overspend and its like."
    )

    @property
    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words for less than the budget, and those for more."""
        return self.under or UNDER, self.over or OVER


class StageColumn(Model):
    """Whether amounts are expected, or what it came to: a column says it, or the end of the year does."""

    column: Names | None = Field(default=None, description="The column; several accepted names.")
    at_year_end: Literal["draft-outturn", "outturn"] | None = Field(
        default=None,
        description="Without a column: what amounts to the last day of the year are, draft-outturn or outturn.",
    )
    aliases: dict[Text, Stage] = Field(
        default={},
        description="The file's own words, and what each means: forecast, draft-outturn or outturn.",
    )


class AccountSource(PublishedFile):
    """Where an account's rows are, and which column holds what."""

    where: tuple[Condition, ...] = Field(
        default=(), description="Which rows are the account's; all conditions must hold."
    )
    as_at: DayColumn = Field(description="To which day the amounts of a row are.")
    body: BodyColumn = Field(description="What a row is of.")
    stage: StageColumn | None = Field(
        default=None, description="Whether amounts are expected or came so; left out, all are expected."
    )
    original: AccountColumn | None = Field(
        default=None, description="The budget as it was set before the year; spending and income alone."
    )
    budget: AccountColumn | None = Field(
        default=None, description="The budget as it then stood; spending and income alone."
    )
    forecast: AccountColumn | None = Field(
        default=None,
        description="What is expected of the year, or what it came to; spending and income alone.",
    )
    variance: VarianceColumn | None = Field(
        default=None, description="The difference from the budget; spending and income alone."
    )
    percent: AccountColumn | None = Field(
        default=None, description="That difference in per cent of the budget, as it is stated."
    )
    opening: AccountColumn | None = Field(
        default=None, description="What there was at the start of the year; balances alone."
    )
    closing: AccountColumn | None = Field(
        default=None, description="What there is, or is expected, at its end; balances alone."
    )
    planned: AccountColumn | None = Field(
        default=None, description="How much was planned to be used, where it is stated; balances alone."
    )
    beside_plan: AccountColumn | None = Field(
        default=None, description="How much more is used than was planned, as it is stated; balances alone."
    )
    document: AccountColumn | None = Field(
        default=None, description="The document that a row is from, as readers are told it."
    )
    ignore: Names = Field(default=(), description="Columns that are known and not used.")

    @property
    def amount_columns(self) -> dict[AmountName, Names]:
        """The accepted names of the column of each amount that is declared."""
        declared = {name: getattr(self, name) for name in AMOUNTS}
        return {name: column.column for name, column in declared.items() if column is not None}

    @property
    def columns(self) -> dict[str, Names]:
        """The accepted names of each column that is declared, by what it is for; ``sign`` is of a variance."""
        named = {name: getattr(self, name) for name in ("as_at", "body", "stage", "document", "percent")}
        signs = None if self.variance is None else self.variance.sign_from
        return {
            **{name: column.column for name, column in named.items() if column and column.column},
            **{str(name): column for name, column in self.amount_columns.items()},
            **({} if signs is None else {"sign": signs}),
        }

    @property
    def needed_columns(self) -> tuple[tuple[str, ...], ...]:
        """The accepted names of each column that must be there."""
        return (*self.columns.values(), *(condition.column for condition in self.where))
