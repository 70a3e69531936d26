"""Accounts beside other years, other accounts and the release before: units that differ, rows that nobody reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.checking.accounts import CheckedAccount, is_thousandfold
from metrics.checking.previous import Previous
from metrics.declared.account import Account
from metrics.declared.account_source import AmountName
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.issues import Issue, error, listed, warning
from metrics.money.amounts import amount_text
from metrics.money.entries import Entry, Ledger

KEPT_KEYS = ("title", "year", "kind", "written_in")  # what an account is, while its id stays


@dataclass(frozen=True)
class ReadFile:
    """A file as one account reads it: to which day, and the newest rows that it leaves to others."""

    name: str
    account: Account
    newest: date | None
    beyond: tuple[date, int] | None


def accounts_gone(config: Config, previous: Previous | None, file: str) -> Iterator[Issue]:
    """An account that the release before had is still there; a warning."""
    before = () if previous is None or previous.config is None else previous.config.accounts
    ids = [account.id for account in config.accounts]
    gone = [account.id for account in before if account.id not in ids]
    if gone and previous is not None:
        message = f'{listed(gone)} of release "{previous.id}" is declared no longer'
        yield warning(file, 1, 1, "account-gone", message)


def accounts_stay(config: Config, previous: Previous | None, declared: Locations) -> Iterator[Issue]:
    """An account is under its id what it was in the release before; a warning."""
    if previous is None or previous.config is None:
        return
    before = {account.id: account for account in previous.config.accounts}
    for account in config.accounts:
        earlier = before.get(account.id)
        for key in KEPT_KEYS if earlier is not None else ():
            was, now = getattr(earlier, key), getattr(account, key)
            if was != now:
                message = f'"{key}" of "{account.id}" was "{was}" in release "{previous.id}"; {_meaning(key)}'
                yield warning(*declared.of_table(account, (key,)), "account-changed", message)


def _meaning(key: str) -> str:
    if key == "written_in":
        return "are the amounts of its file in another unit now?"
    if key == "title":
        return "the same account of other years needs the same title, and stands beside it no longer"
    return "an id that readers know stays with what it was; give the new account one of its own"


def revisions_have_reports(books: Iterable[Ledger], declared: Locations) -> Iterator[Issue]:
    """Each day from which a budget is declared as changed is that of a report, or is still to come; a warning."""
    for book in books:
        for at, item in enumerate(book.account.revised):
            later = [day for day in book.days if day > item.as_at]
            if item.as_at not in book.days and later:
                message = (
                    f"no amounts are to {item.as_at}, so readers never see the reason; is it {later[0]}?"
                )
                place = declared.of_table(book.account, ("revised", at, "as_at"))
                yield warning(*place, "revised-unseen", message)


def units_stay(book: Ledger, before: Ledger | None, fields: Mapping[str, int]) -> Iterator[Issue]:
    """Not all amounts are a thousand times those of the same account in the year before."""
    first: AmountName = "closing" if book.account.kind == "balance" else "budget"
    if before is None:
        return
    pairs = [
        (own, was)
        for body in book.bodies
        if (own := _last(book, body, first)) is not None and (was := _last(before, body, first)) is not None
    ]
    if pairs and all(is_thousandfold(own.amounts[first], was.amounts[first]) for own, was in pairs):
        own, was = pairs[0]
        texts = _text(own, first, book.account), _text(was, first, before.account)
        message = (
            f"{texts[0]} beside {texts[1]} in {before.account.year}: is the file in another unit than "
            f"{book.account.written_in}?"
        )
        yield error(own.file, own.line, fields.get(first, 1), "thousandfold", message)


def _last(book: Ledger, body: str, name: AmountName) -> Entry | None:
    """The newest row of a body that states an amount which is not nothing."""
    entries = [entry for entry in book.entries if entry.body == body and entry.amount(name)]
    return entries[-1] if entries else None


def _text(entry: Entry, name: AmountName, account: Account) -> str:
    return amount_text(Decimal(entry.amounts[name]), account)


def newest_rows_are_read(read: Iterable[ReadFile]) -> Iterator[tuple[Account, Issue]]:
    """The newest rows of a file are of some account: else nobody has declared a new year; a warning.

    Each comes with an account that reads the file. A file in which an account meets an error is left alone.
    """
    files = dict[str, list[ReadFile]]()
    for item in read:
        files.setdefault(item.name, []).append(item)
    for readers in files.values():
        if any(item.newest is None for item in readers):
            continue
        for sheet in dict.fromkeys(item.account.source.sheet for item in readers):
            yield from _unread_rows([item for item in readers if item.account.source.sheet == sheet])


def _unread_rows(readers: Sequence[ReadFile]) -> Iterator[tuple[Account, Issue]]:
    newest = max(item.newest for item in readers if item.newest is not None)
    beyond = [item.beyond for item in readers if item.beyond is not None and item.beyond[0] > newest]
    if beyond:
        day, line = max(beyond)
        message = (
            f"no account reads the newest rows, to {day}; those that are read go to {newest}. Declare an account "
            'for them, or mend "where"'
        )
        yield readers[0].account, warning(readers[0].name, line, 1, "rows-unread", message)


def files_as_read(checked: CheckedAccount, account: Account, names: Iterable[str]) -> Iterator[ReadFile]:
    """How an account reads each of its files."""
    for name in names:
        entries = () if checked.book is None else checked.book.entries
        days = [entry.as_at for entry in entries if entry.file == name]
        yield ReadFile(name, account, max(days, default=None), checked.beyond.get(name))
