"""The words of a tile that are not its measure's own."""

from __future__ import annotations

PLANNED = "Planned"
IN_WORDS = "Reported in words"
OWNER = "Owner: {owner}."
EARLIER = "({earlier})"
CHANGE_ON = "Change on "  # how the label of each comparison starts
