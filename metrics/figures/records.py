"""What a release holds beside its measures, row by row as it was supplied: accounts of money, inspections"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.money.entries import Ledger
from metrics.oversight.inspections import InspectionTable


@dataclass(frozen=True)
class Records:
    """What was supplied beside the figures of measures.

    ``accounts`` are the rows of each account and ``inspections`` the tables of reports, by their ids.
    """

    accounts: Mapping[str, Ledger] = field(default_factory=dict)
    inspections: Mapping[str, InspectionTable] = field(default_factory=dict)


NO_RECORDS = Records()
