"""What does not add up in a release, as readers are told: of accounts, trackers and measures"""

from __future__ import annotations

from metrics.declared.framework import PublishedMeasure
from metrics.discrepancies import Discrepancy
from metrics.figures.mismatch_sentences import mismatch_texts
from metrics.figures.release import Release
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before
from metrics.promises import reconciliation as promises


def all_discrepancies(release: Release) -> tuple[Discrepancy, ...]:
    """All that does not add up and is published: of accounts, of trackers, of measures, as they are declared."""
    config = release.config
    ids = [*(account.id for account in config.accounts), *(tracker.id for tracker in config.trackers)]
    records = (discrepancies_of(release, record_id) for record_id in ids)
    measures = (discrepancies_in(release, measure) for measure in config.published())
    return tuple(item for items in (*records, *measures) for item in items)


def discrepancies_of(release: Release, record_id: str) -> tuple[Discrepancy, ...]:
    """What does not add up in an account or a tracker and is published: what is declared as a notice."""
    book, tracked = release.accounts.get(record_id), release.trackers.get(record_id)
    own = () if tracked is None else promises.discrepancies(tracked)
    if book is not None:
        own = discrepancies(book, year_before(book.account, release.accounts))
    return tuple(item for item in own if item.weight == "notice")


def discrepancies_in(release: Release, measure: PublishedMeasure) -> tuple[Discrepancy, ...]:
    """What does not add up in a measure's file and is published: the newest of each kind, and how many more."""
    texts = mismatch_texts(measure, release.mismatches.get(measure.id, ()))
    return tuple(Discrepancy("measure", measure.id, code, text) for code, text in texts)
