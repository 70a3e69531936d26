"""What the pages on releases say: all of them together, and one alone."""

from __future__ import annotations

from collections.abc import Mapping

from components.basics.words import FIGURE
from metrics.releasing.news import Act

RELEASES_DESCRIPTION = (
    "What is new, what was revised or corrected, when the next figures come, and every release so far."
)
NEW_IN = "New in {release}"
CORRECTIONS = "Corrections"
NEXT = "The next figures"
EVERY_RELEASE = "Every release"
PUBLISHED_ON = "Published on {when}."
CORRECTED_BY = "Made by release "
A_RELEASE = "the next release"
A_RELEASE_WITH = "the next release, with {titles}"
A_RELEASE_BY_THEN = "the last day for the next release: one is promised {every}"
NOT_RENEWED = "Figures that are not of this release"
NO_RELEASE_THEN = "no release is to come on this day"
WITHDRAWN_BEFORE = "Withdrawn on {when}:"
NEWEST = "It is the newest."
CORRECTS = "It corrects a mistake."
CORRECTED_SINCE = "It was corrected by release {release}"
DAY_THAT_WAS_MET = "The day that was announced for it"
ANNOUNCED_AND_CAME = "It was announced for {day}, and came {late}."
ON_THAT_DAY = "on that day"
DAYS_LATE = "{days} late"
IN_CALENDARS = "You can have these dates "
FOR_CALENDARS = "in your calendar (iCalendar)"
OR_AS_FEED = " or "
AS_FEED = "as a feed (Atom)"

RELEASE_TITLE = "Release {release}"
RELEASE_DESCRIPTION = "What was published with release {release} on {when}, and what it revised."
WITHDRAWN_NOTICE = "Withdrawn on {when}."
NEWEST_IS = "The newest release is {release}"
NO_LONGER = "It is no longer shown, because it was withdrawn."
THE_NEWEST = "This is the newest release."
REVISED_SINCE = "Figures may have been revised since: the newest release is {release}."
ITS_FIGURES = "Its figures"
IT_REVISED = "What it revised"
MISSING_OR_UNUSUAL = "What is missing or unusual, and why"
NO_LONGER_THERE = "No longer there: {what}. {reason}"
REGION_ITSELF = "{region} as a whole"
OLDEST_PERIODS = "the oldest figures, with each release"
GONE_FROM_TO = "{first} to {last}"
GONE_FROM = "from {first} on"
GONE_UP_TO = "up to {last}"
AS_PUBLISHED = "See every page as it was published"
AS_PUBLISHED_AFTER = ", frozen on that day."
FIGURES = "The figures of release {release}, as published"
FIGURE_HEADS = ["Measure", FIGURE, "Change"]


FIRST_RELEASE = "This is the first release: there is no earlier one to compare it with."
UNREADABLE_BEFORE = (
    "The release before this one cannot be read at the moment, so it cannot be compared with it."
)
UNREADABLE = "The figures of this release cannot be read at the moment. Please come back later."
NOTHING_REVISED = "No figure is another than in the release before."
REVISED_FIGURES: Mapping[Act, str] = {
    "revised": "{measure}, {region}: revised",
    "corrected": "{measure}, {region}: corrected",
}
GIVEN_IN = "{measure}, {scale}"
REVISED_TABLE: Mapping[Act, str] = {
    "revised": "Table of {count} revised figures",
    "corrected": "Table of {count} corrected figures",
}
REVISED_AREAS = "What it revised of {districts}"
REVISED_OF_AREA = "What was revised"
REVISED_HERE = "These figures of {name} differ from those of release {release}."
REVISED_EVERYWHERE = "What this release revised of all {districts}"
REVISED_FIGURES_OF_AREA = "{measure}, {name}: figures that were revised"
LARGEST_REVISIONS = "{measure}: the largest revisions of {districts}{by}"
LARGEST_BY = {"percent": ", in per cent", "pp": ", in percentage points"}  # others need no word
DISTRICTS_THAT_WAY = {True: "{count} of {areas} up", False: "{count} of {areas} down"}
MOVED_TOGETHER = "{measure}: when nearly all {districts} moved the same way"
MOVED_HEADS = ("{Districts}", "Smallest", "Largest")
ONE_MOVED = "In one {noun} at least nine in ten {districts} moved the same way."
MANY_MOVED = "In {count} {noun} at least nine in ten {districts} moved the same way."
MOVED_TABLE = "Table of these {noun}"
ALL_REVISIONS_CSV = "Every revision (CSV)"
ALL_REVISIONS_JSON = "Every revision (JSON)"
REVISED_HEADS = ("Was", "Is", "Difference")
CORRECTION = "Correction"
ABSENCE = "No new figures"
AMENDED = "Amended on {day}. Before: “{before}”"
WAS_AND_IS = "What it corrected"
CORRECTED_RELEASE = "Compared with release {release}, which it takes the place of."
NOTHING_ELSE = "No figure is another than in the release that it corrects."
UNREADABLE_CORRECTED = (
    "The release that it corrects cannot be read at the moment, so it cannot be compared with it."
)
CORRECTED_ON = "Correction, {day}. "
NOTHING_CORRECTED = "No release has corrected a mistake."

WAS_IT_REWRITTEN = "Was anything rewritten?"
WHAT_THE_LIST_IS = "Each time that we publish, correct or withdraw something, we add a line to a list."
WHAT_A_FINGERPRINT_IS = (
    "The list has a fingerprint: letters and digits that are worked out from all of its lines, and from all "
    "figures that were published with them. Whoever changed an old line or an old figure would change it."
)
ONE_LINE = "The list has one line, and its fingerprint begins with "
MANY_LINES = "The list has {count} lines, and its fingerprint begins with "
FINGERPRINT_IN_FULL = "In full it is "
KEEP_A_FINGERPRINT = (
    "Write it down, with the date. If you ask us later, we can show you the line of the list at which it was that. "
    "If we cannot, the past was rewritten."
)
BEGUN_ANEW = "On {day} the list was begun anew, since a part of it was damaged: {reason}"
