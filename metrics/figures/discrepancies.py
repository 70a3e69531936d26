"""What does not add up in a release, as readers are told: of each account and tracker, by its own arithmetic."""

from __future__ import annotations

from metrics.discrepancies import Discrepancy
from metrics.figures.release import Release
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.promises import reconciliation as promises


def all_discrepancies(release: Release) -> tuple[Discrepancy, ...]:
    """All that does not add up and is published, accounts and then trackers in the order declared."""
    ids = [account.id for account in release.config.accounts]
    ids += [tracker.id for tracker in release.config.trackers]
    return tuple(item for record_id in ids for item in discrepancies_of(release, record_id))


def discrepancies_of(release: Release, record_id: str) -> tuple[Discrepancy, ...]:
    """What does not add up in an account or a tracker and is published: what is declared as a notice."""
    book, tracked = release.accounts.get(record_id), release.trackers.get(record_id)
    own = () if tracked is None else promises.discrepancies(tracked)
    if book is not None:
        own = discrepancies(book, year_before(book.account, release.accounts))
    return tuple(item for item in own if item.weight == "notice")
