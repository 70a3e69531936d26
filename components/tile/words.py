"""The words of a tile that are not its measure's own."""

from __future__ import annotations

from metrics.figures.sentences import STATE_WORDS

PLANNED = STATE_WORDS["planned"]
IN_WORDS = STATE_WORDS["qualitative"]
RETIRED = STATE_WORDS["retired"]
SET_BY = "Set by"
OWNER = "Owner: {owner}."
CHANGE_ON = "Change on "  # how the label of each comparison starts
# What is compared, in the words of releases whose changes were judged themselves.
FIGURE_IN = "{figure} in {period}"
WAS_IN = "{basis}: was {earlier}"
AGAINST = "{basis}: {later}, against {earlier}"
