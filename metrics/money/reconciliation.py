"""What does not add up in an account: within a report, and from report to report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.discrepancies import Discrepancy
from metrics.money.between_reports import changed_budgets, openings, plans, unstated_openings
from metrics.money.books import Books
from metrics.money.entries import Ledger
from metrics.money.within_reports import parts_and_totals, percentages, variances

RULES: tuple[Callable[[Books], Iterator[Discrepancy]], ...] = (
    variances,
    parts_and_totals,
    percentages,
    openings,
    unstated_openings,
    plans,
    changed_budgets,
)


def discrepancies(book: Ledger, before: Ledger | None) -> tuple[Discrepancy, ...]:
    """All that does not add up in an account; ``before`` is the same account a year before, where there is one."""
    return tuple(item for rule in RULES for item in rule(Books(book, before)))
