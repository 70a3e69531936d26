"""Accounts of money, as analysts declare them: what a year may cost or bring, and what lies in reserve."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

import pandas as pd
from pydantic import Field

from metrics.declared.account_source import AccountSource
from metrics.declared.fields import Id, IsoDay, Model, Text
from metrics.declared.reconciliation import Exact, Reconciliation
from metrics.declared.unit_parts import PLACES, MoneyScale
from metrics.periods import financial_year, first_day, last_day

AccountKind = Literal["expenditure", "income", "balance"]
Better = Literal["on-budget", "under-budget", "over-budget"]
LATE_FOR = timedelta(days=400)  # after the end of its year nothing newer is awaited of an account


class Judgement(Model):
    """When an account is called on budget, and which way is wanted."""

    percent: Exact = Field(
        description="By how many per cent of the budget it may differ and still be called on budget."
    )
    better: Better = Field(description="What is wanted: on-budget, under-budget or over-budget.")


class Revised(Model):
    """A budget that was changed in the year, and why."""

    as_at: IsoDay = Field(description="The first day to which amounts are given with the changed budget.")
    reason: Text = Field(description="Why it was changed, in a sentence that readers see.")


class Account(Model):
    """The money of one financial year: of a budget, or of what lies in reserve."""

    id: Id = Field(description="The account's name in addresses, files and JSON.")
    framework: Id = Field(description="The framework that it stands in.")
    title: Text = Field(
        description="The account as readers see it. The same title in another year is the same account then."
    )
    description: Text = Field(description="What it is of, in plain language.")
    who: Text = Field(description="Whose money it is, as a sentence has it: the police and the mayor.")
    year: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] = Field(
        description="The financial year, such as 2023-24."
    )
    kind: AccountKind = Field(description="Whether it is spending, income, or what lies in reserve.")
    written_in: MoneyScale = Field(
        description="What the file's amounts are in: pounds, thousands or millions."
    )
    decimals: Annotated[int, Field(ge=0, le=2)] = Field(
        default=1, description="Decimals of an amount as readers see it."
    )
    judge: Judgement | None = Field(
        default=None, description="When it is called on budget; left out, nothing is judged."
    )
    revised: tuple[Revised, ...] = Field(default=(), description="Why its budget was changed in the year.")
    reconcile: Reconciliation = Field(
        default=Reconciliation(), description="What becomes of figures that do not add up."
    )
    source: AccountSource = Field(description="How to read its file.")

    @property
    def period(self) -> pd.Period:
        """Its financial year. Raises ValueError where the year is none; a rule tells of that."""
        start, end = int(self.year[:4]), int(self.year[5:])
        if (start + 1) % 100 != end:
            raise ValueError(f"a financial year that starts in {start} ends in {start + 1}")
        return financial_year(start)

    @property
    def table_kind(self) -> str:
        """What it is among the tables of a drop."""
        return "account"

    @property
    def file_names(self) -> tuple[str, ...]:
        """The declared names of its files."""
        return self.source.files

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day: its year is not long over."""
        return self.last_day + LATE_FOR >= today

    @property
    def first_day(self) -> date:
        """The first day of its year."""
        return first_day(self.period)

    @property
    def last_day(self) -> date:
        """The last day of its year."""
        return last_day(self.period)

    @property
    def pounds(self) -> Decimal:
        """How many pounds one of the file's units is."""
        return Decimal(10) ** PLACES[self.written_in]

    @property
    def last_digit(self) -> Decimal:
        """How many pounds one of the last digit is that readers see."""
        return self.pounds.scaleb(-self.decimals)

    @property
    def tolerance(self) -> Decimal:
        """From how many pounds on a difference is named."""
        declared = self.reconcile.tolerance
        return self.last_digit if declared is None else declared * self.pounds

    @property
    def series(self) -> tuple[str, str, str]:
        """What it has in common with the same account of other years."""
        return self.framework, self.kind, self.title
