"""All accounts of a drop: their rows, what does not add up in them and between them, and those that are gone"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.checking.account_years import (
    accounts_gone,
    accounts_stay,
    files_as_read,
    newest_rows_are_read,
    revisions_have_reports,
    units_stay,
)
from metrics.checking.accounts import CheckedAccount, check_account
from metrics.checking.adding_up import discrepancy_issue
from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.discrepancies import Discrepancy
from metrics.issues import Issue
from metrics.money.entries import Ledger
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.reading.extracts import Extract
from metrics.reading.sheets import in_workbooks

Extracts = Mapping[str, Extract]
HINTS = {"budget-changed": ' The reason goes under "revised".'}


@dataclass(frozen=True)
class CheckedAccounts:
    """The accounts whose rows have no errors, by their ids, and every issue."""

    books: Mapping[str, Ledger] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def check_accounts(
    config: Config, extracts: Extracts, today: date | None, previous: Previous | None, declared: Locations
) -> CheckedAccounts:
    """Each account of which all files are there: its rows, what does not add up, and those that are gone."""
    checked, files = dict[str, CheckedAccount](), dict[str, Mapping[str, bytes]]()
    for account in config.accounts:
        if all(name in extracts for name in account.source.files):
            own = [extracts[name] for name in account.source.files]
            files[account.id] = {extract.display_name: extract.held for extract in own}
            checked[account.id] = check_account(account, files[account.id], today)
    books = {name: item.book for name, item in checked.items() if item.book is not None}
    issues = [*accounts_gone(config, previous, declared.file), *accounts_stay(config, previous, declared)]
    issues += [issue for item in checked.values() for issue in item.issues]
    issues += revisions_have_reports(books.values(), declared)
    issues += _unread(config, checked, files)
    for name, book in books.items():
        before, fields = year_before(book.account, books), checked[name].fields
        beside = [_issue(item, fields) for item in discrepancies(book, before)]
        own_issues = [*units_stay(book, before, fields), *beside]
        issues += in_workbooks(files[name], book.account.source, own_issues)
    return CheckedAccounts(books, tuple(issues))


def _unread(
    config: Config, checked: Mapping[str, CheckedAccount], files: Mapping[str, Mapping[str, bytes]]
) -> Iterator[Issue]:
    """The newest rows of files that no account reads, those of workbooks with their cells."""
    accounts = [account for account in config.accounts if account.id in checked]
    read = [
        item
        for account in accounts
        for item in files_as_read(checked[account.id], account, files[account.id])
    ]
    for account, issue in newest_rows_are_read(read):
        yield from in_workbooks(files[account.id], account.source, [issue])


def _issue(item: Discrepancy, fields: Mapping[str, int]) -> Issue:
    """What does not add up at its place, for staff."""
    place = (item.file, item.line, fields.get(item.column, 1))
    return discrepancy_issue(item, place, HINTS.get(item.code, ""))
