"""What a release holds beside its measures, as it is stored: a file for each account and its like"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import Config
from metrics.figures.mismatches import mismatches_file, parse_mismatches
from metrics.figures.records import Records
from metrics.money.entries import entries_file, parse_entries


def account_file(account_id: str) -> str:
    """The name of the file that holds the rows of an account."""
    return f"accounts/{account_id}.csv"


def discrepancies_file(measure_id: str) -> str:
    """The name of the file that holds what does not add up in a measure's files; there where something does not."""
    return f"discrepancies/{measure_id}.csv"


def record_files(records: Records) -> dict[str, bytes]:
    """The files that records are stored as, by their names."""
    files = {account_file(name): entries_file(book) for name, book in records.accounts.items()}
    return files | {
        discrepancies_file(name): mismatches_file(own) for name, own in records.mismatches.items()
    }


def stored_records(config: Config, files: Mapping[str, bytes]) -> Records:
    """What a release is stored with beside its measures, from its files by their names."""
    accounts = {
        account.id: parse_entries(account, files[account_file(account.id)])
        for account in config.accounts
        if account_file(account.id) in files
    }
    mismatches = {
        measure.id: parse_mismatches(files[discrepancies_file(measure.id)])
        for measure in config.published()
        if discrepancies_file(measure.id) in files
    }
    return Records(accounts, mismatches=mismatches)
