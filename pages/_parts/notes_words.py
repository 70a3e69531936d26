"""What must be known before a figure is quoted, in words."""

from __future__ import annotations

COMPARED, LIMITS = "How it is compared", "What to know before you quote it"
DEFINITION, SOURCE = "What it measures", "Source"
ASKED_IN_TABLE = "The table says how many people were asked for each figure."
ASKED = "The survey asks about {size} people for each London figure."
BREAK = "There is a break: figures from {first} on cannot be compared with earlier ones, because {reason}."
AS_DATA, JSON = "The figure as data", "This figure and its change (JSON)"
HOW_TO_READ = "How to read the words and arrows"
WITHHELD_COUNT = (
    "A count above zero and below {threshold} is withheld, because it could tell something about a person. So are "
    "others from which it could be worked out."
)
WITHHELD_SHARE = (
    "A figure of fewer than {threshold} people is withheld, because it could tell something about a person. So are "
    "others from which it could be worked out."
)
