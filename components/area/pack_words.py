"""The words of the two printed pages on an area, apart from the sentences on its figures"""

from __future__ import annotations

PACK_TITLE = "{name}, for a board’s meeting"
PACK_DESCRIPTION = (
    "The figures of {name} on two printed pages in large type, with {region} beside them, and what a board can do "
    "with them."
)
PACK_LINK = "{name} on two printed pages, for a board’s meeting"
PACK_BACK = "The page of {name}, with charts and tables"
PACK_ON_PAPER = "This page prints on two sides of A4. "
PACK_WAYS = "Ways from here"
PACK_OF_RELEASE = "Release {release}, published on {day}."
PACK_PERIOD = "{counted}, {period}"
PACK_STATUS = " ({status})"
PACK_NOT_KNOWN = "What is not known, and why"
PACK_IN_SHORT = "More figures, in short"
PACK_SHORT = "{figure} ({region}: {other}), {period}."
PACK_ALONE = "{figure}, {period}."
PACK_MORE = "Two pages have no room for {number} more: see the page of {name}."
PACK_TO_DO = "What a board can do with this"
PACK_FIRM = "Ask first about what is firm: {measures}. Chance alone would seldom make it so."
PACK_FIRM_MORE = "{measures}; and {number} more"
PACK_NOTHING_FIRM = "No figure here is called higher, lower, better or worse. Chance can hide a change."
PACK_ASK = "Ask the police what they know of the reasons, and what they will do. No figure gives a reason."
PACK_SMALL = (
    "Small numbers go up and down by chance. A change that chance could make is not judged: neither praise nor "
    "blame follows from it."
)
PACK_PROMISED = "The next figures are promised by {day}."
PACK_QUESTIONS = "Questions about the figures? "
PACK_EVERY_FIGURE = "All figures of {name}, with charts, tables and the reason for each word: "
PACK_ACCOUNTS = "What is spent is told of {region} as a whole: "
