"""What a release holds beside its measures, row by row as it was supplied: accounts of money"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.money.entries import Ledger


@dataclass(frozen=True)
class Records:
    """What was supplied beside the figures of measures. ``accounts`` are the rows of each account, by its id."""

    accounts: Mapping[str, Ledger] = field(default_factory=dict)


NO_RECORDS = Records()
