"""What a drop holds beside measures, checked kind by kind: accounts of money"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.checking.every_account import check_accounts
from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.figures.records import Records
from metrics.issues import Issue
from metrics.reading.extracts import Extract


@dataclass(frozen=True)
class CheckedRecords:
    """The tables whose rows have no errors, and every issue."""

    records: Records
    issues: tuple[Issue, ...]


def check_records(
    config: Config,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
) -> CheckedRecords:
    """Each table of which all files are there."""
    accounts = check_accounts(config, extracts, today, previous, declared)
    return CheckedRecords(Records(accounts.books), accounts.issues)
