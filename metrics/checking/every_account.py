"""All accounts of a drop: their rows, what does not add up in them and between them, and those that are gone"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.checking.accounts import check_account
from metrics.checking.adding_up import discrepancy_issue
from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.issues import Issue, listed, warning
from metrics.money.entries import Ledger
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.reading.extracts import Extract

Extracts = Mapping[str, Extract]


@dataclass(frozen=True)
class CheckedAccounts:
    """The accounts whose rows have no errors, by their ids, and every issue."""

    books: Mapping[str, Ledger] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def check_accounts(
    config: Config, extracts: Extracts, today: date | None, previous: Previous | None, file: str
) -> CheckedAccounts:
    """Each account of which all files are there: its rows, what does not add up, and those that are gone.

    ``file`` is what messages call the declaration.
    """
    books, fields = dict[str, Ledger](), dict[str, Mapping[str, int]]()
    issues = list(accounts_gone(config, previous, file))
    for account in config.accounts:
        if any(name not in extracts for name in account.source.files):
            continue
        files = {extracts[name].display_name: extracts[name].data for name in account.source.files}
        checked = check_account(account, files, today)
        issues += checked.issues
        fields[account.id] = checked.fields
        if checked.book is not None:
            books[account.id] = checked.book
    for book in books.values():
        for item in discrepancies(book, year_before(book.account, books)):
            place = (item.file, item.line, fields[item.id].get(item.column, 1))
            issues.append(discrepancy_issue(item, place))
    return CheckedAccounts(books, tuple(issues))


def accounts_gone(config: Config, previous: Previous | None, file: str) -> Iterator[Issue]:
    """An account that the release before had is still there; a warning."""
    before = () if previous is None or previous.config is None else previous.config.accounts
    ids = [account.id for account in config.accounts]
    gone = [account.id for account in before if account.id not in ids]
    if gone and previous is not None:
        message = f'{listed(gone)} of release "{previous.id}" is declared no longer'
        yield warning(file, 1, 1, "account-gone", message)
