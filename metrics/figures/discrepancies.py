"""What does not add up in a release, as readers are told: of each account and measure, by its own arithmetic."""

from __future__ import annotations

from metrics.declared.framework import PublishedMeasure
from metrics.discrepancies import Discrepancy
from metrics.figures.mismatch_sentences import mismatch_texts
from metrics.figures.release import Release
from metrics.money.reconciliation import discrepancies
from metrics.money.series import year_before


def all_discrepancies(release: Release) -> tuple[Discrepancy, ...]:
    """All that does not add up and is published: of accounts, then of measures, each in the order declared."""
    accounts = (discrepancies_of(release, account.id) for account in release.config.accounts)
    measures = (discrepancies_in(release, measure) for measure in release.config.published())
    return tuple(item for items in (*accounts, *measures) for item in items)


def discrepancies_of(release: Release, account_id: str) -> tuple[Discrepancy, ...]:
    """What does not add up in an account and is published: what is declared as a notice."""
    book = release.accounts.get(account_id)
    if book is None:
        return ()
    own = discrepancies(book, year_before(book.account, release.accounts))
    return tuple(item for item in own if item.weight == "notice")


def discrepancies_in(release: Release, measure: PublishedMeasure) -> tuple[Discrepancy, ...]:
    """What does not add up in a measure's file and is published: the newest of each kind, and how many more."""
    texts = mismatch_texts(measure, release.mismatches.get(measure.id, ()))
    return tuple(Discrepancy("measure", measure.id, code, text) for code, text in texts)
