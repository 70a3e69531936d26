"""An account with the same of the year before, and how its amounts, reports and differences are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics.declared.account import Account
from metrics.declared.account_source import AmountName
from metrics.discrepancies import Discrepancy
from metrics.language import listed_words, say
from metrics.money.amounts import amount_text, size_text
from metrics.money.days import day_text
from metrics.money.entries import Entry, Ledger
from metrics.money.statement import side_of

BESIDE_BUDGET = {"under": "{size} under budget", "over": "{size} over budget", "on": "exactly on budget"}
VALUE = "{amount} ({reports})"
THE_REPORT, A_REPORT = "the report ({document})", "the report"
ROUNDING = "Rounding alone can make so much."


@dataclass(frozen=True)
class Books:
    """An account with the same of the year before."""

    book: Ledger
    before: Ledger | None

    @property
    def account(self) -> Account:
        """The account as it is declared."""
        return self.book.account

    def discrepancy(self, entry: Entry, code: str, column: str, text: str) -> Discrepancy:
        """Something at a row that does not add up."""
        weight = self.account.reconcile.severity
        return Discrepancy("account", self.account.id, code, text, weight, entry.file, entry.line, column)

    def is_off(self, first: Decimal, second: Decimal) -> bool:
        """Whether two amounts differ by so much that it is named."""
        return first != second and abs(first - second) >= self.account.tolerance

    def rounding(self, first: Decimal, second: Decimal, figures: int) -> str:
        """That rounding explains a difference, where it can: half a last digit for each figure."""
        half = self.account.last_digit / 2
        return " " + say(ROUNDING) if abs(first - second) <= half * figures else ""

    def text(self, pounds: Decimal) -> str:
        """An amount as readers see it."""
        return amount_text(pounds, self.account)

    def side(self, difference: Decimal) -> str:
        """``£30.2m under budget``."""
        return say(BESIDE_BUDGET[side_of(difference)], size=size_text(difference, self.account))


def stating(book: Ledger, body: str, name: AmountName) -> list[Entry]:
    """The rows of a body that state an amount, in the order of their days."""
    return [entry for entry in book.entries if entry.body == body and entry.amount(name) is not None]


def closed_with(book: Ledger, body: str) -> Decimal | None:
    """What a body had when the year was over; None while that is expected alone."""
    entries = [entry for entry in stating(book, body, "closing") if entry.stage != "forecast"]
    return entries[-1].amounts["closing"] if entries else None


def values_text(books: Books, entries: Sequence[Entry], values: Sequence[Decimal]) -> str:
    """Each distinct amount with the reports that it is from, in the order of their days."""
    reports = dict[Decimal, list[str]]()
    for entry, value in zip(entries, values, strict=True):
        reports.setdefault(value, []).append(source_text(entry))
    texts = [
        say(VALUE, amount=books.text(value), reports=listed_words(names)) for value, names in reports.items()
    ]
    return listed_words(texts)


def report_text(entry: Entry) -> str:
    """``the report (PCD 1660)``."""
    return say(THE_REPORT, document=entry.document) if entry.document else say(A_REPORT)


def source_text(entry: Entry) -> str:
    """What a row is from, in brackets: its document, or else its day."""
    return entry.document or day_text(entry.as_at)
