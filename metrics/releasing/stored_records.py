"""What a release holds beside its measures, as it is stored: a file for each account"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import Config
from metrics.figures.records import Records
from metrics.money.entries import entries_file, parse_entries


def account_file(account_id: str) -> str:
    """The name of the file that holds the rows of an account."""
    return f"accounts/{account_id}.csv"


def record_files(records: Records) -> dict[str, bytes]:
    """The files that records are stored as, by their names."""
    return {account_file(name): entries_file(book) for name, book in records.accounts.items()}


def stored_records(config: Config, files: Mapping[str, bytes]) -> Records:
    """What a release is stored with beside its measures, from its files by their names."""
    accounts = {
        account.id: parse_entries(account, files[account_file(account.id)])
        for account in config.accounts
        if account_file(account.id) in files
    }
    return Records(accounts)
