"""The words of an outcome's dashboard."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.figures.change import Verdict
from metrics.figures.sentences import VERDICT_WORDS

IN_SHORT = "In short"
ALL_FIGURES = "{measure}: all figures and notes"
SIDE_BY_SIDE = "Side by side on one time axis"
TOGETHER = "{measures} on one axis"
BOROUGHS = "{measure} in the boroughs"
EVERY_LINE = "The line of every borough, side by side"
ON_THE_MAP = "See the boroughs on a map of London"
BOROUGHS_PAGE = "See every borough with its table"
SEE_BREAKDOWN = "See this breakdown with everything about it"
FROM_TO = "{measure}: from {first} to {last}."
TABLE_OF = "Table of {count} periods"
PERIOD = "Period"
CHANGED = "What this release changed"
BEFORE_QUOTING = "What to know before you quote it"
SOURCES = "Sources"
NOTHING_CHANGED = "Nothing has changed since the release before."
ALL_CHANGED = "Everything that is new in this release"


GLANCE_ORDER: tuple[Verdict, ...] = ("better", "worse", "no-clear-change", "not-judged")
GLANCE: Mapping[str, str] = {
    **{verdict: VERDICT_WORDS[verdict] for verdict in GLANCE_ORDER},
    "no-change": "Cannot be compared",
    "no-figure": "No figure",
    "planned": "Planned",
    "qualitative": "Reported in words",
}
