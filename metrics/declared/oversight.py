"""What is overseen beside measures, as analysts declare it at the head of config/metrics.yaml"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from pydantic import Field

from metrics.declared.account import Account
from metrics.declared.body import Body
from metrics.declared.duty import Law
from metrics.declared.fields import Model
from metrics.declared.published_file import PublishedFile
from metrics.declared.taxonomy import by_id


class SuppliedTable(Protocol):
    """A table that is read from files of a drop and is no measure."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def table_kind(self) -> str:
        """What it is, in the singular: the list that it is declared in, and its codes, have their names from it."""

    @property
    def source(self) -> PublishedFile:
        """How its files are read."""

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day."""


class Oversight(Model):
    """The part of a declaration that is of no measure."""

    accounts: tuple[Account, ...] = Field(
        default=(), description="Accounts of money, in the order in which pages show them."
    )
    duties: tuple[Law, ...] = Field(
        default=(), description="What laws have this body publish, item by item, law by law."
    )
    bodies: tuple[Body, ...] = Field(
        default=(), description="Who holds whom to account, in the order in which pages show them."
    )

    def supplied_tables(self) -> tuple[SuppliedTable, ...]:
        """Everything that is read from a drop beside the files of measures, kind by kind."""
        return self.accounts

    def account(self, account_id: str) -> Account:
        """The account of that id. Raises KeyError when none is declared."""
        return by_id(self.accounts, account_id)

    def law(self, law_id: str) -> Law:
        """The law of that id. Raises KeyError when none is declared."""
        return by_id(self.duties, law_id)

    def body(self, body_id: str) -> Body:
        """The body of that id. Raises KeyError when none is declared."""
        return by_id(self.bodies, body_id)
