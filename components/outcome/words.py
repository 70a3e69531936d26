"""The words of an outcome's dashboard."""

from __future__ import annotations

from collections.abc import Mapping

from components.basics.words import NO_FIGURE
from components.tile.words import IN_WORDS, PLANNED, RETIRED
from metrics.figures.change import OutcomeOfChange, Verdict
from metrics.figures.sentences import VERDICT_WORDS

VISION = "Vision:"
MADE_BY = "Made and published by {producer}, {day}."
MONTHS = "The figures run to different months: the oldest to {oldest}, the newest to {newest}."
OLDER = "{count} of them have had no newer figure since an earlier release."
ONE_OLDER = "One of them has had no newer figure since an earlier release."
IN_SHORT = "In short"
EVERY_LINE = "The line of every {district}, side by side"
ON_THE_MAP = "See the {districts} on a map of {region}"
DISTRICTS_BY_NAME = "See the {districts} by name"
DISTRICTS_PAGE = "See every {district} with its table"
SEE_BREAKDOWN_PAGE = "See this breakdown with everything about it"
CHANGED = "What this release changed"
SOURCES_OF_OUTCOME = "Sources"
OTHER_FRAMEWORKS = "Other frameworks"
NOTHING_CHANGED = "Nothing has changed since the release before."
ALL_CHANGED = "Everything that is new in this release"


# What follows a change at a glance.
CHANGE_ON_BASIS = "{change} on {basis}"
THAN_YEAR_BEFORE: Mapping[OutcomeOfChange, str] = {
    "higher": "higher than a year before",
    "lower": "lower than a year before",
}
GLANCE_ORDER: tuple[Verdict, ...] = ("better", "worse", "no-clear-change", "not-judged")
GLANCE: Mapping[str, str] = {
    **{verdict: VERDICT_WORDS[verdict] for verdict in GLANCE_ORDER},
    "no-change": "Cannot be compared",
    "no-figure": NO_FIGURE,
    "planned": PLANNED,
    "qualitative": IN_WORDS,
    "retired": RETIRED,
}

# Frameworks, their time, and all that stands in them.
FROM_UNTIL = "{first} to {until}"
FROM_WHEN = "from {first}"
UNTIL_WHEN = "until {until}"
IN_FORCE = "It is in force: {span}."
HAS_ENDED = "It has ended ({span})."
TO_COME = "It is not in force yet ({span})."
FOLLOWED_BY = "It is followed by "
SUPPORTS = "It stands behind "
ALSO_UNDER = "Also belongs here: "
STANDS_UNDER = ", which stands under "
FRAMEWORKS_TITLE = "Frameworks"
FRAMEWORKS_DESCRIPTION = "Every framework with its outcomes and measures, and how each measure stands now."
FRAMEWORK_HEADS = ("Outcome, and its measures", "Newest figure", "In a word")
FRAMEWORK_CAPTION = "{title}: outcomes and measures"
NO_OUTCOMES = "No outcome has been declared for it yet."
OUTCOMES_COUNTED = ("{number:,} outcome", "{number:,} outcomes")
MEASURES_COUNTED = ("{number:,} measure", "{number:,} measures")
OUTCOMES_AND_MEASURES = "{outcomes} with {measures}"
STATES: Mapping[str, str] = {
    "published": "{count} with figures",
    "planned": "{count} planned",
    "qualitative": "{count} reported in words",
}
OVERDUE = "{count} overdue"
PROMISED_TITLE = "What is promised, and by whom"
PROMISED_HEADS = ("Owner", "Measure", "Expected")
PROMISED_CAPTION = "Planned measures by owner"
NOTHING_PROMISED = "No measure is planned."
