"""The words of the pages of trackers, apart from the sentences on what was promised."""

from __future__ import annotations

TRACKERS_TITLE = "What was promised"
TRACKERS_DESCRIPTION = (
    "Actions, milestones and recommendations, item by item: what is complete, what is past its date, and which "
    "dates slipped by how many days."
)
NO_TRACKERS = "No tracker has been declared."
TRACKERS_OF = "What was promised in this framework"
EACH_TRACKER_LEADS = "Each leads to its items, their dates, and how these moved."
ALL_TRACKERS = "All trackers"
TRACKERS_HEADS = ("Tracker", "Where it stands")
TRACKERS_CAPTION = "Trackers of {framework}"
OF_FRAMEWORK = "It is a tracker of the framework "
HOW_MANY = "How many stand where"
NUMBERS_CAPTION = "{title}: how many stand where"
NUMBERS_HEADS = ("Status", "Number")
PARTS_HEADS = ("What it is of", "In all")
PAST_OF_THOSE_BELOW = "Past their date (among those below)"
PAST_OF_THOSE_LISTED = "Past their date (of those listed)"
NOT_ACCOUNTED = "Not accounted for"
OVER_TIME_CAPTION = "{title}: what each report stated"
EARLIER_TOTALS = "What earlier reports stated"
DAY_HEAD, IN_ALL = "Day", "In all"
SINCE_BEFORE = "Since the release before"
MOVES_CAPTION = "{title}: what moved since the release before"
MOVES_HEADS = ("Item", "Before", "Now")
STATUS_AND_DATE = "{status}; {day}"
NEW_ITEM = "not listed"
SLIPS_TITLE = "Which dates slipped"
SLIPS_CAPTION = "{title}: dates that slipped, the longest first"
SLIPS_HEADS = ("Item", "First date", "Date now", "Slipped by", "Moved")
ITEMS_TITLE = "Every item"
ITEMS_CAPTION = "{title}, item by item"
ITEM_HEAD, FIRST_DATE_HEAD, DATE_NOW_HEAD = "Item", "First date", "Date now"
NO_OWNERS = "Who answers for them is not stated."
NOBODY_STATED = "not stated"
ONLY_WORDS = "“{words}”"
DAY_WITH_WORDS = "{day} (“{words}”)"
REPORTED_AS = "by the report: {status}"
FILTERED = ("{number} of {every} listed", "{number} of {every} listed")
NONE_FILTERED = "Nothing listed here is so. "
SEE_EVERY = "See every item"
CHOOSE_STATUS, CHOOSE_AREA = "Status", "Field of work"
CHOOSE_OWNER, CHOOSE_LATE = "Who answers", "Date"
ANY = "Any"
ONLY_LATE = "Past its date"
WITH_WORDS = "With the words"
NO_SUCH_CHOICE = "Nothing here is called “{text}”."
ADDS_UP_NOT = "What does not add up in it"
TRACKER_AS_FILES = "As files"
ITEMS_CSV = "Every item (CSV)"
COUNTS_CSV = "Every count (CSV)"
TRACKER_JSON = "This tracker for programs (JSON)"
ITEM_JSON = "This item for programs (JSON)"
# On the page of one item.
ITEM_TITLE = "{reference}: {item}"
ITEM_FACTS = "What is stated of it"
FACT_AREA, FACT_ORIGIN, FACT_REASON = "Field of work", "Where it was promised", "Reason"
FACT_OWNER, FACT_STATUS, FACT_UPDATE = "Who answers for it", "Status", "Update"
FACT_COMPLETED = "Complete on"
LINE_OF_DATES = "The line of its dates"
LINE_CAPTION = "{reference}: each date that was promised, and the release that brought it"
LINE_HEADS = ("Date", "Beside the first", "Brought by")
FIRST_DATE = "the first date"
DAYS_LATER, DAYS_SOONER = "{days} later", "{days} sooner"
SAME_DAY = "as at first"
STANDS_IN = "It is one of "
STEPS_CAPTION = "{reference}: where it stood in each release"
STEPS_HEADS = ("Release", "Status", "Date then")
STEPS_TITLE = "Where it stood in earlier releases"
NO_DATE_THEN = "no date stated"
