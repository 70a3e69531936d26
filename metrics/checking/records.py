"""What a drop holds beside measures, checked kind by kind: accounts of money, trackers of promises, inspections"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from metrics.checking.doubts import Doubt
from metrics.checking.every_account import check_accounts
from metrics.checking.every_inspection import check_inspections
from metrics.checking.every_tracker import check_trackers
from metrics.checking.markings import protective_markings
from metrics.checking.personal_texts import personal_texts
from metrics.checking.previous import NOTHING_EARLIER, Earlier, Previous
from metrics.declared.account import Account
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.figures.records import Records
from metrics.issues import Issue
from metrics.reading.extracts import Extract


@dataclass(frozen=True)
class CheckedRecords:
    """The tables whose rows have no errors, every issue, and every doubt."""

    records: Records
    issues: tuple[Issue, ...]
    doubts: tuple[Doubt, ...] = ()


def check_records(
    config: Config,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier = NOTHING_EARLIER,
) -> CheckedRecords:
    """Each table of which all files are there; none of those files may hold what is not for everybody."""
    accounts = check_accounts(config, extracts, today, previous, declared)
    trackers = check_trackers(config, extracts, today, previous, declared, earlier)
    inspections = check_inspections(config, extracts, today, previous, declared.file)
    private = files_are_for_everybody(config, extracts)
    issues = (*private, *accounts.issues, *trackers.issues, *inspections.issues)
    records = Records(accounts.books, trackers.trackers, inspections.tables)
    return CheckedRecords(records, issues, trackers.doubts)


def files_are_for_everybody(config: Config, extracts: Mapping[str, Extract]) -> Iterator[Issue]:
    """No file that a table is read from is marked as protected, or points at a person; each is looked at once."""
    seen = set[str]()
    for table in config.supplied_tables():
        for name in table.file_names:
            extract = extracts.get(name)
            if extract is not None and table.source is not None and extract.display_name not in seen:
                seen.add(extract.display_name)
                stored = extract.held, table.source, extract.display_name
                yield from protective_markings(*stored)
                yield from personal_texts(*stored, is_of_amounts=isinstance(table, Account))
