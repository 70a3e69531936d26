"""What a release holds beside its measures, row by row as it was supplied: accounts, trackers, inspections"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from metrics.declared.former import by_new_ids
from metrics.figures.mismatches import Mismatch
from metrics.money.entries import Ledger
from metrics.oversight.inspections import InspectionTable
from metrics.promises.items import Tracked


@dataclass(frozen=True)
class Records:
    """What was supplied beside the figures of measures: accounts, trackers and tables of inspections, by their ids.

    ``mismatches`` are what does not add up in the files of measures, by the ids of those.
    """

    accounts: Mapping[str, Ledger] = field(default_factory=dict)
    trackers: Mapping[str, Tracked] = field(default_factory=dict)
    inspections: Mapping[str, InspectionTable] = field(default_factory=dict)
    mismatches: Mapping[str, tuple[Mismatch, ...]] = field(default_factory=dict)

    def called_now(self, names: Mapping[str, str]) -> Records:
        """The same with the ids that measures have now; ``names`` gives them by their former ids."""
        return replace(self, mismatches=by_new_ids(self.mismatches, names))


NO_RECORDS = Records()
