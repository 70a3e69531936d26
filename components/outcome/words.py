"""The words of an outcome's dashboard."""

from __future__ import annotations

from collections.abc import Mapping

from components.basics.words import NO_FIGURE
from components.tile.words import IN_WORDS, PLANNED, RETIRED
from metrics.figures.change import Verdict
from metrics.figures.sentences import VERDICT_WORDS

VISION = "Vision:"
MADE_BY = "Made and published by {producer}, {day}."
MONTHS = "The figures run to different months: the oldest to {oldest}, the newest to {newest}."
OLDER = "{count} of them have had no newer figure since an earlier release."
ONE_OLDER = "One of them has had no newer figure since an earlier release."
IN_SHORT = "In short"
EVERY_LINE = "The line of every borough, side by side"
ON_THE_MAP = "See the boroughs on a map of London"
BOROUGHS_PAGE = "See every borough with its table"
SEE_BREAKDOWN_PAGE = "See this breakdown with everything about it"
CHANGED = "What this release changed"
SOURCES_OF_OUTCOME = "Sources"
OTHER_FRAMEWORKS = "Other frameworks"
NOTHING_CHANGED = "Nothing has changed since the release before."
ALL_CHANGED = "Everything that is new in this release"


GLANCE_ORDER: tuple[Verdict, ...] = ("better", "worse", "no-clear-change", "not-judged")
GLANCE: Mapping[str, str] = {
    **{verdict: VERDICT_WORDS[verdict] for verdict in GLANCE_ORDER},
    "no-change": "Cannot be compared",
    "no-figure": NO_FIGURE,
    "planned": PLANNED,
    "qualitative": IN_WORDS,
    "retired": RETIRED,
}
