"""What does not add up in a release, as readers are told: of each account and tracker, by its own arithmetic."""

from __future__ import annotations

from metrics.discrepancies import Discrepancy
from metrics.figures.release import Release
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.promises import reconciliation as promises


def all_discrepancies(release: Release) -> tuple[Discrepancy, ...]:
    """All that does not add up and is published, accounts and then trackers in the order declared."""
    own = [discrepancies_of(release, account.id) for account in release.config.accounts]
    own += [tracker_discrepancies(release, tracker.id) for tracker in release.config.trackers]
    return tuple(item for items in own for item in items)


def discrepancies_of(release: Release, account_id: str) -> tuple[Discrepancy, ...]:
    """What does not add up in an account and is published: what is declared as a notice."""
    book = release.accounts.get(account_id)
    if book is None:
        return ()
    own = discrepancies(book, year_before(book.account, release.accounts))
    return tuple(item for item in own if item.weight == "notice")


def tracker_discrepancies(release: Release, tracker_id: str) -> tuple[Discrepancy, ...]:
    """The same in a tracker."""
    tracked = release.trackers.get(tracker_id)
    own = () if tracked is None else promises.discrepancies(tracked)
    return tuple(item for item in own if item.weight == "notice")
