"""The words of a measure's page for choosing a view of it, and for saying what the view shows."""

from __future__ import annotations

from collections.abc import Mapping

from components.basics.words import FIGURE, PERIOD
from metrics.declared.source import Region

WHERE_IT_STANDS = "Where this stands"
# All measures in one table.
EVERY_DESCRIPTION = "Every measure with its newest figure and how it has changed, and those that are retired."
EVERY_CAPTION = "Every measure, release {release}"
EVERY_HEADS = ("Measure, and its outcome", "Newest figure", "In a word")
NOTHING_TO_SHOW = "None"
RETIRED_MEASURES = "Retired measures"
LAST_FIGURE = "Its last figure was {figure}, for {period}."
LAST_RELEASE = "It was last published with release {release} on {day}."
AS_IT_WAS = "See it as it was published"
REPLACED_BY = "Its place is taken by "
ALL_OF_REGION = "All of {region}"
COMPARED_WITH = "Compared with"
PERIOD_AND_BREAKDOWN = "Period and breakdown"
FROM_PERIOD = "From"
FROM_THE_START = "Start: {label}"
TO_PERIOD = "To"
TO_THE_NEWEST = "Newest: {label}"
BREAKDOWN = "Breakdown"
NO_BREAKDOWN = "None"

NEWER_EXISTS = "This page shows an earlier figure. There is a newer one, of {label}. "
SEE_NEWEST = "See the newest figure"
RESUMES = "Comparison resumes with {label}."
NEVER_RESUMES = "This comparison does not resume."
BACKWARDS = "There is nothing to show from {first} to {last}, because {first} comes after {last}. "
TURN_AROUND = "Show {last} to {first}"
BREAKDOWNS_OF_REGION = "Breakdowns are of {region} as a whole. There is none for one {district}. "
SEE_FOR_REGION = "See this breakdown for {region}"
BACK_TO_ALL = "All about this measure"

# The parts of a title that tell one view of a measure from another.
EACH_DISTRICT = "each {district}"
BY_DIMENSION = "by {dimension}"
TITLE_FROM = "from {period}"
TITLE_TO = "to {period}"

OVER_TIME = "Over time"
SEE_DISTRICT_LINES = "See the line of every {district}, side by side"


# On the page of a measure ----------------------------------------------------------------------------------

TAKE_AWAY = "Take the figures with you"
FILES_OF_PAGE = "What this page shows ({what}):"
FILES_OF_MEASURE = "All that there is of this measure, every area and every breakdown:"
EVERY_AREA = "every area"
EVERY_PERIOD = "every period"
JSON_FILE = "For programs (JSON)"
MORE_DATA = "All downloads, and how to use them"
CITE = "Cite this"


LINEAGE_OF_REGION = "How {region’s} figure is made"
REVISIONS_OF_MEASURE = "Revisions"
REGION_FROM_ROWS: Mapping[Region, str] = {
    "own-row": "{region’s} figure is the one that the source itself gives for {region}. {Districts} are not "
    "added up.",
    "all-rows": "{region’s} figure takes in every row of the source: what happened in {a district}, and what "
    "did not.",
    "sum-of-areas": "{region’s} figure is the sum of the {districts}.",
}
REGION_FROM_DIVISIONS = "{region’s} figure is the sum of its groups of {districts} ({divisions})."
OF_OTHERS_POLICE: Mapping[str, str] = {
    "excluded": "{Outside} has a police force of its own, and is not part of it.",
    "included": "{Outside} is part of it.",
}
NO_AREA_NAMES = "Among these rows are those that the source puts under {names}, which is no {district}."
NO_AREA_ENDED = (
    "Rows that the source puts under {names}, which is no {district}, count as well. It has none "
    "after {last}."
)
NO_AREA_NEVER = (
    "Rows that the source puts under {names}, which is no {district}, would count as well. It has none."
)
NO_NAME = "no name"
MADE_OF_MEASURES = "It is worked out from other measures, on whose pages their sources stand:"
MADE_AS = "It is worked out from the figures of other measures: {way}."
SAME_PERIOD_AND_AREA = (
    "They are of the same period and the same area. Where one of them has no figure, or a withheld one, there is "
    "none."
)
RATIO_OF_RATIOS = "What is divided are ratios or averages already, so read it with care."
BOTH_COUNTS = (
    "The figure is one count of the source over another, which is of {noun}. Each is made by itself as said here, "
    "and they are divided last."
)
ABSENT_IS_ZERO = (
    "Where the source has no row for a place and a time, nothing was recorded there: that is zero."
)
NOT_PROVISIONAL = "No figure is provisional when it is published."
NEWEST_PROVISIONAL = "The newest {noun} is provisional: later releases may move it a little, up or down."
NEWEST_FEW_PROVISIONAL = (
    "The newest {count} {several} are provisional: later releases may move them a little, up or down."
)
NOT_REVISED = "This release has revised no figure of this measure."
ALL_REVISIONS = "All that this release revised"


COMPARED = "How it is compared"
JUDGED = "What is judged: {region}."
JUDGED_BY_AREA = "What is judged: {region}; for {a district}, {area}."
ALL_THAT_IS_OFF = "All that does not add up on this site"
BEFORE_QUOTING = "What to know before you quote it"
DEFINITION = "What it measures"
SAMPLE_IN_TABLE = "The table says {how_many} for each figure."
SAMPLE_SIZE = "The survey asks about {size} people for each {region} figure."
BREAK_NOTE = (
    "There is a break: figures from {first} on cannot be compared with earlier ones, because {reason}."
)
AS_DATA = "The figure as data"
JSON = "This figure and its change (JSON)"
HOW_TO_READ_WORDS = "How to read the words and arrows"
WITHHELD_COUNT = (
    "A count above zero and below {threshold} is withheld, because it could tell something about a person. So are "
    "others from which it could be worked out."
)
WITHHELD_RATIO = (
    "A figure is withheld where one of the two counts behind it is above zero and below {threshold}, or what is "
    "left between them, because that could tell something about a person. So are others that would give it away."
)
PEOPLE_IN_FEW = "people"
WITHHELD_SHARE = (
    "A figure of fewer than {threshold} {few} is withheld, because it could tell something about a person. So are "
    "others from which it could be worked out."
)


LINEAGE_TITLE = "How this figure is made"
LINEAGE_DESCRIPTION = (
    "{measure}: the rows of the publisher's file behind the newest figure, and each step from them to the "
    "page."
)
LINEAGE_LEAD = "{measure}, {place}, {period}: {text}"
LINEAGE_WITHOUT_FIGURE = "{measure}, {place}"
BACK = "Back to {measure}"
LEFT_OUT = "What was left out, and why"
LINE = "Line"
VALUE = "Value"
FILE = "{file}, whose header is line 1."
SAME = "{column} is “{text}” in each."
SINGLE = "The single periods that are added up"
SINGLE_HEADS = (PERIOD, FIGURE)
NOT_LISTED = "The first and the last are listed, and {count:,} more stand between them."
DATA_SET = "The data set at its publisher"
REGIONS_ROWS = "The rows of {region’s} figure"
STEP_BY_STEP = "How this figure is made, step by step"
