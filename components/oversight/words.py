"""The words of the pages on oversight: duties to publish, bodies, evidence, gaps"""

from __future__ import annotations

from collections.abc import Mapping

DUTIES_TITLE = "What must be published by law"
DUTIES_LEAD = (
    "What the law says must be published, item by item: where it is, when it was last updated, and what has been "
    "checked of that. What nobody has checked is not called published."
)
NO_DUTIES = "No duty to publish is declared in this release."
CITATION_OF_LAW = "The law: "
WHOM_IT_BINDS = "Whom it binds: "
NUMBER_GROUP = "Item {number}"
HOW_OFTEN = "To be published: {rhythm}."
EVIDENCE_IS = "Evidence: "
IN_MANNER = "Manner: {manner}."
WHERE_PUBLISHED = "Where it is published"
NO_EVIDENCE = "none on this site"
HOW_DUTIES = "How the states are given"
HOW_DUTIES_TEXTS = (
    "Nothing is called published that has not been checked in each part: what the item asks for, by when it is to "
    "be published, and where it stands. What is missing of these is said.",
    "“Out of date” is what was last updated longer ago than a month, a quarter or a year, where that is its "
    "rhythm. What is to be published before each financial year is out of date when it was last updated before the "
    "financial year that came before the present one.",
    "“Not published” is what was looked for on a day and stood nowhere.",
    "What was read of the law is said beside each item: its own words, guidance, or neither.",
)
DUTIES_CSV = "All duties as a CSV file"
DUTIES_COLUMNS_LINK = "What the columns of duties mean (CSVW)"
DUTIES_JSON = "All duties for programs, as JSON"
AS_DATA_TITLE = "The same as data"
OVERSIGHT_TITLE = "Who holds whom to account"
OVERSIGHT_LEAD = (
    "The bodies that hold the police to account and are held themselves, when they meet and what they read, what "
    "must be published by law and what is evidence of it, and where something is lacking."
)
NO_BODIES = "No body is declared in this release."
BODIES_TITLE = "Bodies"
HOLDS = "Holds to account: "
HOLDS_NOBODY = "No body is declared that it holds to account."
HELD_BY = "Is held to account by: "
READS = "Reads: "
READS_NOTHING = "No framework is declared that it reads."
OWN_SITE = "Its own site"
MEETINGS_CAPTION = "Meetings of the {body}"
MEETING_HEADS = ("Day", "Meeting", "Papers", "Pack")
PAPERS = "Papers"
NO_PAPERS = "Not declared"
MEETING = "Meeting"
MEETING_TO_COME = "To come"
MEETING_PACK_LINK = "Pack"
NO_DATES = "No dates of meetings are declared."
EVIDENCE_TITLE = "From duty to evidence"
EVIDENCE_CAPTION = "{law}: each item with what is evidence of it"
EVIDENCE_HEADS = ("Item", "State", "Evidence")
EVIDENCE_TABLE = "Every item with its evidence ({count})"
ALL_DUTIES = "Every duty, with what was read of the law"
GAPS_TITLE = "Gaps"
NO_GAPS = "Nothing is lacking by what is declared."
OVERSIGHT_JSON = "Bodies, duties and gaps for programs, as JSON"
READ_BY = "Read by: "
READ_BY_NOBODY = "No body is declared that reads this framework."
WHO_HOLDS = "Who holds whom to account"
EVIDENCE_WORDS: Mapping[str, str] = {
    "measure": "Measure",
    "account": "Account",
    "tracker": "Tracker",
    "page": "Page",
    "link": "Elsewhere",
}
UNLESS_SAID = "Where nothing else is said of an item:"
WITHOUT_EVIDENCE = "There is no evidence of it on this site."
WHICH_GAPS = "Which these are"
EVIDENCE_NAMED = "{kind}: "
