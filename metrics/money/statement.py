"""How an account stood on a day: budget, forecast or outturn, and the difference, of the whole and of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from metrics.declared.account import Account
from metrics.declared.account_source import Stage
from metrics.money.entries import Entry, Ledger

Side = Literal["under", "on", "over"]
PER_CENT = 100


@dataclass(frozen=True)
class Line:
    """A body's amounts on a day, in pounds; None where they are neither stated nor follow from what is.

    ``difference`` is ``result`` less ``budget``: above zero where more is spent, or comes in, than budgeted.
    ``worked_out`` names those of the three that the file does not state.
    """

    entry: Entry
    budget: Decimal | None
    result: Decimal | None
    difference: Decimal | None
    worked_out: frozenset[str] = frozenset()

    @property
    def share(self) -> Decimal | None:
        """The difference in per cent of the budget, with its sign."""
        if self.difference is None or not self.budget:
            return None
        return self.difference / self.budget * PER_CENT


@dataclass(frozen=True)
class Statement:
    """What an account says on one day: of the whole, where a row is of it, and of each part.

    ``has_several`` is whether it has several parts on any day: none of them ever speaks for the whole.
    """

    account: Account
    day: date
    total: Line | None
    parts: tuple[Line, ...]
    has_several: bool = False

    @property
    def stage(self) -> Stage:
        """Whether the amounts are expected or came so."""
        return self.lines[0].entry.stage

    @property
    def main(self) -> Line | None:
        """The line of the whole, or the only one that there is; None of several parts without their sum."""
        is_alone = len(self.parts) == 1 and not self.has_several
        return self.total or (self.parts[0] if is_alone else None)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The whole first."""
        return (*(() if self.total is None else (self.total,)), *self.parts)

    @property
    def documents(self) -> tuple[str, ...]:
        """What it is from."""
        return tuple(dict.fromkeys(line.entry.document for line in self.lines if line.entry.document))


def statements(book: Ledger) -> tuple[Statement, ...]:
    """How an account stood on each day that it has, the earliest first."""
    return tuple(_statement(book, day) for day in book.days)


def _statement(book: Ledger, day: date) -> Statement:
    entries = book.on(day)
    total = next((_line(entry) for entry in entries if book.is_total(entry)), None)
    parts = tuple(_line(entry) for entry in entries if not book.is_total(entry))
    every = {entry.body for entry in book.entries if not book.is_total(entry)}
    return Statement(book.account, day, total, parts, len(every) > 1)


def _line(entry: Entry) -> Line:
    """What is stated, and what follows from it: result = budget + difference."""
    budget, result, difference = (entry.amount(name) for name in ("budget", "forecast", "variance"))
    worked_out = set[str]()
    if result is None and budget is not None and difference is not None:
        result = budget + difference
        worked_out.add("result")
    if difference is None and budget is not None and result is not None:
        difference = result - budget
        worked_out.add("difference")
    return Line(entry, budget, result, difference, frozenset(worked_out))


# What is said of it ----------------------------------------------------------------------------------------


def side_of(difference: Decimal) -> Side:
    """On which side of the budget something is."""
    return "over" if difference > 0 else "under" if difference < 0 else "on"


def judged_side(line: Line, account: Account) -> Side | None:
    """On which side of its budget an account is called: None where nothing is declared, or cannot be told."""
    if account.judge is None or line.share is None or line.difference is None:
        return None
    return "on" if abs(line.share) <= account.judge.percent else side_of(line.difference)
