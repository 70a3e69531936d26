"""What a release holds beside its measures, row by row as it was supplied: accounts, and trackers of promises"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.money.entries import Ledger
from metrics.promises.items import Tracked


@dataclass(frozen=True)
class Records:
    """What was supplied beside the figures of measures: the rows of accounts and the items of trackers, by id."""

    accounts: Mapping[str, Ledger] = field(default_factory=dict)
    trackers: Mapping[str, Tracked] = field(default_factory=dict)


NO_RECORDS = Records()
