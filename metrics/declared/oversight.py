"""What is overseen beside measures, as analysts declare it at the head of config/metrics.yaml"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from pydantic import Field

from metrics.declared.account import Account
from metrics.declared.body import Body
from metrics.declared.clock import Clock
from metrics.declared.duty import Law
from metrics.declared.fields import Id, Model, Text
from metrics.declared.inspection import Inspection, SingleRecommendations
from metrics.declared.published_file import PublishedFile
from metrics.declared.taxonomy import by_id
from metrics.declared.tracker import Tracker


class SuppliedTable(Protocol):
    """A table that is read from files of a drop and is no measure."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def table_kind(self) -> str:
        """What it is, in the singular: the list that it is declared in, and its codes, have their names from it."""

    @property
    def file_names(self) -> tuple[str, ...]:
        """The declared names of its files; none where nothing is read."""

    @property
    def source(self) -> PublishedFile | None:
        """How they are read; None where nothing is."""

    def is_awaited(self, today: date) -> bool:
        """Whether something newer may come on a day."""


class Oversight(Model):
    """The part of a declaration that is of no measure."""

    accounts: tuple[Account, ...] = Field(
        default=(), description="Accounts of money, in the order in which pages show them."
    )
    roles: dict[Id, Text] = Field(
        default={},
        description="The roles that answer for what is promised, by their ids: as readers see them.",
    )
    trackers: tuple[Tracker, ...] = Field(
        default=(), description="Lists of what was promised, in the order in which pages show them."
    )
    inspections: tuple[Inspection, ...] = Field(
        default=(), description="Tables of reports of inspections, in the order in which pages show them."
    )
    clocks: tuple[Clock, ...] = Field(
        default=(), description="By when something is due, and what force that has."
    )
    duties: tuple[Law, ...] = Field(
        default=(), description="What laws have this body publish, item by item, law by law."
    )
    bodies: tuple[Body, ...] = Field(
        default=(), description="Who holds whom to account, in the order in which pages show them."
    )

    def supplied_tables(self) -> tuple[SuppliedTable, ...]:
        """Everything that is read from a drop beside the files of measures, kind by kind."""
        return (*self.accounts, *self.trackers, *self.inspections, *self._recommendations())

    def _recommendations(self) -> Iterator[SingleRecommendations]:
        for table in self.inspections:
            if table.recommendations is not None:
                yield SingleRecommendations(table, table.recommendations)

    def account(self, account_id: str) -> Account:
        """The account of that id. Raises KeyError when none is declared."""
        return by_id(self.accounts, account_id)

    def tracker(self, tracker_id: str) -> Tracker:
        """The tracker of that id. Raises KeyError when none is declared."""
        return by_id(self.trackers, tracker_id)

    def inspection(self, inspection_id: str) -> Inspection:
        """The table of reports of that id. Raises KeyError when none is declared."""
        return by_id(self.inspections, inspection_id)

    def clock(self, clock_id: str) -> Clock:
        """The clock of that id. Raises KeyError when none is declared."""
        return by_id(self.clocks, clock_id)

    def law(self, law_id: str) -> Law:
        """The law of that id. Raises KeyError when none is declared."""
        return by_id(self.duties, law_id)

    def body(self, body_id: str) -> Body:
        """The body of that id. Raises KeyError when none is declared."""
        return by_id(self.bodies, body_id)
