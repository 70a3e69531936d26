"""What a drop holds beside measures, checked kind by kind: accounts of money, inspections"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.checking.every_account import check_accounts
from metrics.checking.every_inspection import check_inspections
from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.figures.records import Records
from metrics.issues import Issue
from metrics.reading.extracts import Extract


@dataclass(frozen=True)
class CheckedRecords:
    """The tables whose rows have no errors, and every issue."""

    records: Records
    issues: tuple[Issue, ...]


def check_records(
    config: Config, extracts: Mapping[str, Extract], today: date | None, previous: Previous | None, file: str
) -> CheckedRecords:
    """Each table of which all files are there. ``file`` is what messages call the declaration."""
    accounts = check_accounts(config, extracts, today, previous, file)
    inspections = check_inspections(config, extracts, today, previous, file)
    records = Records(accounts.books, inspections=inspections.tables)
    return CheckedRecords(records, (*accounts.issues, *inspections.issues))
