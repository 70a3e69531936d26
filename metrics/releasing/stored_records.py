"""What a release holds beside its measures, as it is stored: files of accounts, trackers and inspections"""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import Config
from metrics.figures.mismatches import Mismatch, mismatches_file, parse_mismatches
from metrics.figures.records import Records
from metrics.money.entries import entries_file, parse_entries
from metrics.oversight.inspections import (
    InspectionTable,
    parse_recommendations,
    parse_reports,
    recommendations_file,
    reports_file,
    with_clocks,
)
from metrics.promises.items import Tracked
from metrics.promises.stored import parse_tracked, steps_file, totals_alone, tracked_file

ACCOUNTS = "accounts/"  # before the names of the files of accounts
TRACKERS = "trackers/"  # before those of trackers
RECORDS = (ACCOUNTS, TRACKERS)
KINDS_OF_RECORDS = (ACCOUNTS, TRACKERS, "inspections/", "recommendations/", "discrepancies/")  # folders


def account_file(account_id: str) -> str:
    """The name of the file that holds the rows of an account."""
    return f"{ACCOUNTS}{account_id}.csv"


def tracker_file(tracker_id: str) -> str:
    """The name of the file that holds the items of a tracker, or its counts."""
    return f"{TRACKERS}{tracker_id}.csv"


def tracker_steps_file(tracker_id: str) -> str:
    """The name of the file that holds where its items stood in earlier releases."""
    return f"{TRACKERS}{tracker_id}-steps.csv"


def discrepancies_file(measure_id: str) -> str:
    """The name of the file that holds what does not add up in a measure's files; there where something does not."""
    return f"discrepancies/{measure_id}.csv"


def inspection_file(inspection_id: str) -> str:
    """The name of the file that holds the reports of a table of inspections."""
    return f"inspections/{inspection_id}.csv"


def recommendations_name(inspection_id: str) -> str:
    """The name of the file that holds their single recommendations, where it has some."""
    return f"recommendations/{inspection_id}.csv"


def record_files(records: Records) -> dict[str, bytes]:
    """The files that records are stored as, by their names."""
    files = {account_file(name): entries_file(book) for name, book in records.accounts.items()}
    for name, tracked in records.trackers.items():
        if tracked.items or tracked.counts:
            files[tracker_file(name)] = tracked_file(tracked)
        if tracked.steps:
            files[tracker_steps_file(name)] = steps_file(tracked)
    for name, table in records.inspections.items():
        files[inspection_file(name)] = reports_file(table)
        if table.recommendations:
            files[recommendations_name(name)] = recommendations_file(table)
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
    of_inspections, of_measures = _inspections(config, files), _mismatches(config, files)
    return Records(accounts, _trackers(config, files), of_inspections, of_measures)


def _mismatches(config: Config, files: Mapping[str, bytes]) -> dict[str, tuple[Mismatch, ...]]:
    """What does not add up in the files of measures, of those of which something does not."""
    return {
        measure.id: parse_mismatches(files[discrepancies_file(measure.id)])
        for measure in config.published()
        if discrepancies_file(measure.id) in files
    }


def _inspections(config: Config, files: Mapping[str, bytes]) -> dict[str, InspectionTable]:
    """The tables of reports whose files are there, with the clocks that run on them."""
    return {
        item.id: with_clocks(
            item,
            parse_reports(files[inspection_file(item.id)]),
            parse_recommendations(files.get(recommendations_name(item.id), b"")),
            config.clocks,
        )
        for item in config.inspections
        if inspection_file(item.id) in files
    }


def _trackers(config: Config, files: Mapping[str, bytes]) -> dict[str, Tracked]:
    """The trackers whose files are there, and those that have declared totals alone."""
    trackers = dict[str, Tracked]()
    for tracker in config.trackers:
        data = files.get(tracker_file(tracker.id))
        if data is not None:
            trackers[tracker.id] = parse_tracked(tracker, data, files.get(tracker_steps_file(tracker.id)))
        elif tracker.source is None:
            trackers[tracker.id] = totals_alone(tracker)
    return trackers
