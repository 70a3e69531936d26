"""What the pages on releases say: all of them together, and one alone."""

from __future__ import annotations

RELEASES = "Releases"
RELEASES_TOLD = (
    "What is new, what was revised or corrected, when the next figures come, and every release so far."
)
NEW_IN = "New in {release}"
REVISED, CORRECTIONS = "What was revised", "Corrections"
NEXT, EVERY = "The next figures", "Every release"
PUBLISHED = "Published on {when}."
MADE_BY = "Made by release "
RULE = "Releases of this site come {schedule}"
WITHDRAWN_ON = "Withdrawn on {when}:"
NEWEST, CORRECTS = "It is the newest.", "It corrects a mistake."

ONE = "Release {release}"
ONE_TOLD = "What was published with release {release} on {when}, and what it revised."
WITHDRAWN = "Withdrawn on {when}."
NEWEST_IS = "The newest release is {release}"
NO_LONGER = "It is no longer shown, because it was withdrawn."
THE_NEWEST = "This is the newest release."
REVISED_SINCE = "Figures may have been revised since: the newest release is {release}."
ITS_FIGURES, IT_REVISED = "Its figures", "What it revised"
AS_PUBLISHED, FROZEN = "See every page as it was published", ", frozen on that day."
FIGURES = "The figures of release {release}, as published"
HEADS = ["Measure", "Figure", "Change"]
NOT_AVAILABLE = "Not available"
