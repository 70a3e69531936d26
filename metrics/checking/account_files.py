"""The files of accounts in a drop: those that came, and of accounts that are over those of the release before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from metrics.checking.account_years import (
    accounts_gone,
    accounts_stay,
    files_as_read,
    newest_rows_are_read,
    revisions_have_reports,
    units_stay,
)
from metrics.checking.accounts import CheckedAccount, check_account, in_workbooks
from metrics.checking.previous import Previous
from metrics.declared.account import Account
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.discrepancies import Discrepancy
from metrics.issues import Issue, error, warning
from metrics.money.entries import Ledger
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.reading.extracts import Extract, declared_files, names_in
from metrics.reading.files import is_named_nearly, matching

Extracts = Mapping[str, Extract]
LATE_FOR = timedelta(days=400)  # after the end of its year nothing newer is awaited of an account
KEPT = 'account "{account}": "{file}" is not in the drop, so it stays as release "{release}" has it'
WITHOUT = (
    'account "{account}": "{file}" is not in the drop, and no release before has it, so it has no page yet'
)
FOR_READERS = "Readers are told so."
HINTS = {"budget-changed": ' The reason goes under "revised".'}


@dataclass(frozen=True)
class KeptFiles:
    """Files of accounts that did not come, as the release before has them, and what is left of the issues."""

    extracts: Extracts = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class CheckedAccounts:
    """The accounts whose rows have no errors, by their ids, and every issue."""

    books: Mapping[str, Ledger] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def kept_account_files(
    config: Config,
    drop: Path,
    issues: Iterable[Issue],
    previous: Previous | None,
    today: date | None,
    declared: Locations,
) -> KeptFiles:
    """Missing files of accounts alone are those of the release before: a year that is over has no newer ones.

    An account whose file never came has no page yet. A file that is there under nearly its name is misnamed.
    """
    of_measures = {name for measure in config.published() for name in measure.source.files}
    extracts, left, names = dict[str, Extract](), list[Issue](), _undeclared(config, names_in(drop))
    for issue in issues:
        name = issue.file.rpartition("/")[2]
        readers = [account for account in config.accounts if name in account.source.files]
        if issue.code != "missing-file" or not readers or name in of_measures or is_named_nearly(name, names):
            left.append(issue)
            continue
        file = _file_before(name, previous)
        if previous is not None and file is not None:
            extracts[name] = Extract(file, f"{previous.id}/extracts/{file}", previous.read(file))
        for account in readers:
            left += _left_out(name, account, previous if file else None, today, declared)
    return KeptFiles(extracts, tuple(left))


def _undeclared(config: Config, names: Iterable[str]) -> list[str]:
    """The files of a drop that no declared name finds: one of them may be what is missing, misnamed."""
    patterns = declared_files(config)
    return [name for name in names if not any(matching(pattern, [name]) for pattern in patterns)]


def _left_out(
    name: str, account: Account, previous: Previous | None, today: date | None, declared: Locations
) -> Iterator[Issue]:
    """That an account stays as it is, where something newer may be awaited, or has nothing yet."""
    place = declared.of_account(account.id, ("source", "files"))
    if previous is None:
        message = WITHOUT.format(account=account.id, file=name)
        yield warning(*place, "account-without-file", message)
    elif _is_awaited(account, today):
        message = KEPT.format(account=account.id, file=name, release=previous.id)
        yield warning(*place, "account-kept", message)


def _file_before(name: str, previous: Previous | None) -> str | None:
    files = [] if previous is None else matching(name, list(previous.files))
    return files[0] if len(files) == 1 else None


def _is_awaited(account: Account, today: date | None) -> bool:
    return today is not None and account.last_day + LATE_FOR >= today


def check_accounts(
    config: Config, extracts: Extracts, today: date | None, previous: Previous | None, declared: Locations
) -> CheckedAccounts:
    """Each account of which all files are there: its rows, what does not add up, and those that are gone."""
    checked, files = dict[str, CheckedAccount](), dict[str, Mapping[str, bytes]]()
    for account in config.accounts:
        if all(name in extracts for name in account.source.files):
            own = [extracts[name] for name in account.source.files]
            files[account.id] = {extract.display_name: extract.data for extract in own}
            checked[account.id] = check_account(account, files[account.id], today)
    books = {name: item.book for name, item in checked.items() if item.book is not None}
    issues = [*accounts_gone(config, previous, declared.file), *accounts_stay(config, previous, declared)]
    issues += [issue for item in checked.values() for issue in item.issues]
    issues += revisions_have_reports(books.values(), declared)
    issues += _unread(config, checked, files)
    for name, book in books.items():
        before, fields = year_before(book.account, books), checked[name].fields
        beside = [_issue(item, fields) for item in discrepancies(book, before)]
        issues += in_workbooks(book.account, files[name], [*units_stay(book, before, fields), *beside])
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
        yield from in_workbooks(account, files[account.id], [issue])


def _issue(item: Discrepancy, fields: Mapping[str, int]) -> Issue:
    """What does not add up, for staff: an error where it is declared as one."""
    place, make = (item.file, item.line, fields.get(item.column, 1)), warning
    if item.weight == "error":
        make = error
    hint = HINTS.get(item.code, "")
    text = f"{item.text} {FOR_READERS}" if item.weight == "notice" else item.text
    return make(*place, item.code, f'account "{item.id}": {text}{hint}')
