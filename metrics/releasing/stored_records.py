"""What a release holds beside its measures, as it is stored: a file for each account and table of inspections"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import Config
from metrics.figures.records import Records
from metrics.money.entries import entries_file, parse_entries
from metrics.oversight.inspections import (
    parse_recommendations,
    parse_reports,
    recommendations_file,
    reports_file,
    with_clocks,
)


def account_file(account_id: str) -> str:
    """The name of the file that holds the rows of an account."""
    return f"accounts/{account_id}.csv"


def inspection_file(inspection_id: str) -> str:
    """The name of the file that holds the reports of a table of inspections."""
    return f"inspections/{inspection_id}.csv"


def recommendations_name(inspection_id: str) -> str:
    """The name of the file that holds their single recommendations, where it has some."""
    return f"recommendations/{inspection_id}.csv"


def record_files(records: Records) -> dict[str, bytes]:
    """The files that records are stored as, by their names."""
    files = {account_file(name): entries_file(book) for name, book in records.accounts.items()}
    for name, table in records.inspections.items():
        files[inspection_file(name)] = reports_file(table)
        if table.recommendations:
            files[recommendations_name(name)] = recommendations_file(table)
    return files


def stored_records(config: Config, files: Mapping[str, bytes]) -> Records:
    """What a release is stored with beside its measures, from its files by their names."""
    accounts = {
        account.id: parse_entries(account, files[account_file(account.id)])
        for account in config.accounts
        if account_file(account.id) in files
    }
    inspections = {
        item.id: with_clocks(
            item,
            parse_reports(files[inspection_file(item.id)]),
            parse_recommendations(files.get(recommendations_name(item.id), b"")),
            config.clocks,
        )
        for item in config.inspections
        if inspection_file(item.id) in files
    }
    return Records(accounts, inspections=inspections)
