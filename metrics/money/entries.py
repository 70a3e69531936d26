"""The rows of an account as values, and as the text that a release stores them in. Amounts are exact pounds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from metrics.declared.account import Account
from metrics.declared.account_source import AMOUNTS, AmountName, Stage

COLUMNS = ("as_at", "stage", "body", *AMOUNTS, "percent", "document", "row")


@dataclass(frozen=True)
class Entry:
    """What a row says of one body on one day.

    ``amounts`` are in pounds, by name; one that is not stated is not there. A ``variance`` above zero is more than
    the budget, and ``percent`` is that in per cent as it was stated. ``line`` is the row's place in its ``file``.
    """

    as_at: date
    stage: Stage
    body: str
    amounts: Mapping[AmountName, Decimal] = field(default_factory=dict)
    percent: Decimal | None = None
    document: str = ""
    line: int = 0
    file: str = ""

    def amount(self, name: AmountName) -> Decimal | None:
        """An amount in pounds, None where it is not stated."""
        return self.amounts.get(name)

    @property
    def used(self) -> Decimal | None:
        """What was taken from a reserve, below zero where it grew; None where an end is not stated."""
        opening, closing = self.amount("opening"), self.amount("closing")
        return None if opening is None or closing is None else opening - closing


@dataclass(frozen=True)
class Ledger:
    """An account with its rows, in the order of their days and then of the file."""

    account: Account
    entries: tuple[Entry, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days to which it has amounts, the earliest first."""
        return tuple(sorted({entry.as_at for entry in self.entries}))

    @property
    def bodies(self) -> tuple[str, ...]:
        """What its rows are of, the whole first, then its parts in the order of the file."""
        total = self.account.source.body.total_name
        names = dict.fromkeys(entry.body for entry in self.entries)
        return tuple(sorted(names, key=lambda name: name != total))

    def on(self, day: date) -> tuple[Entry, ...]:
        """The rows of one day."""
        return tuple(entry for entry in self.entries if entry.as_at == day)

    def entry(self, day: date, body: str) -> Entry | None:
        """The row of a body on a day."""
        return next((entry for entry in self.on(day) if entry.body == body), None)

    def is_total(self, entry: Entry) -> bool:
        """Whether a row is of the whole account."""
        return entry.body == self.account.source.body.total_name


def ledger(account: Account, entries: Iterable[Entry]) -> Ledger:
    """An account with its rows put in order."""
    return Ledger(account, tuple(sorted(entries, key=lambda entry: (entry.as_at, entry.line))))


# As text ---------------------------------------------------------------------------------------------------


def entries_file(book: Ledger) -> bytes:
    """The rows of an account as CSV (RFC 4180, UTF-8), amounts in pounds with all their digits."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in book.entries:
        amounts = (plain(entry.amount(name)) for name in AMOUNTS)
        named = (entry.as_at.isoformat(), entry.stage, entry.body)
        writer.writerow((*named, *amounts, plain(entry.percent), entry.document, entry.line))
    return text.getvalue().encode()


def parse_entries(account: Account, data: bytes) -> Ledger:
    """The rows of an account from what ``entries_file`` wrote."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return ledger(account, map(_entry, rows))


def _entry(row: Mapping[str, str]) -> Entry:
    amounts = {name: Decimal(row[name]) for name in AMOUNTS if row[name]}
    percent = Decimal(row["percent"]) if row["percent"] else None
    stage = cast(Stage, row["stage"])
    day, line = date.fromisoformat(row["as_at"]), int(row["row"])
    return Entry(day, stage, row["body"], amounts, percent, row["document"], line)


def plain(number: Decimal | None) -> str:
    """A number with all its digits and none besides: ``39700000``, ``0.4``; nothing for None."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
