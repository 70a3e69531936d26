"""The same account in other years: which it is, and which lies a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from metrics.declared.account import Account
from metrics.money.entries import Ledger


def same_in_other_years(account: Account, among: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts that are the same in any year, its own among them, the earliest year first."""
    own = (other for other in among if other.series == account.series)
    return tuple(sorted(own, key=lambda other: other.year))


def year_before(account: Account, books: Mapping[str, Ledger]) -> Ledger | None:
    """The same account in the year before, by the ids of all; None where it is not among them."""
    for book in books.values():
        is_next = int(book.account.year[:4]) + 1 == int(account.year[:4])
        if book.account.series == account.series and is_next:
            return book
    return None
