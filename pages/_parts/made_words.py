"""The words that say how London's figure is made, what may still move, and what was revised."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.source import London

MADE, REVISIONS = "How London’s figure is made", "Revisions"
LONDON: Mapping[London, str] = {
    "own-row": "London’s figure is the one that the source itself gives for London. Boroughs are not added up.",
    "all-rows": "London’s figure takes in every row of the source: what happened in a borough, and what did not.",
    "sum-of-areas": "London’s figure is the sum of the boroughs.",
}
CITY: Mapping[str, str] = {
    "excluded": "The City of London has a police force of its own, and is not part of it.",
    "included": "The City of London is part of it.",
}
NO_BOROUGH = "Among these rows are those that the source puts under {names}, which is no borough."
ABSENT_IS_ZERO = (
    "Where the source has no row for a place and a time, nothing was recorded there: that is zero."
)
NOT_PROVISIONAL = "No figure is provisional when it is published."
ONE_MAY_MOVE = "The newest {noun} is provisional: later releases may move it a little, up or down."
SOME_MAY_MOVE = (
    "The newest {count} {noun}s are provisional: later releases may move them a little, up or down."
)
NOT_REVISED = "This release has revised no figure of this measure."
ALL_REVISIONS = "All that this release revised"
