"""The words of files of trackers: what each column holds."""

from __future__ import annotations

from collections.abc import Mapping

TRACKER_FILE_TITLE = "{title}: what release {release} has of it"
TRACKER_IN_ARCHIVE = "- tracker-{id}.csv: {title}"
ITEM_COLUMNS: Mapping[str, str] = {
    "tracker": "The id of the tracker, as in the addresses of this site.",
    "release": "The id of the release that the row is from, as in the addresses of this site.",
    "as_at": "The day to which the items stand; empty where nobody states it.",
    "reference": "What the item is called by.",
    "item": "What was promised.",
    "area": "The field of work that it belongs to.",
    "said_in": "Where it was promised.",
    "owner": "Who answers for it; empty where nobody is stated.",
    "original_due": "The first day that was promised.",
    "due": "The day that is promised now, or was at last; empty where it is not stated.",
    "due_words": "That day as it was said.",
    "status": "Where it stands: complete, on-track, date-revised, on-hold, not-started or withdrawn.",
    "completed": "The day on which it was complete; empty where that is not stated.",
    "slipped_days": "By how many days the day promised now is later than the first; empty where it is not stated.",
    "done_days": "By how many days it was complete after the first day; empty where one of them is not stated.",
    "times_moved": "How often the day was moved; empty where the day is not stated.",
    "reason": "Why it was withdrawn, or opened again.",
    "update": "What is said of how it goes.",
}
COUNT_COLUMNS: Mapping[str, str] = {
    "tracker": ITEM_COLUMNS["tracker"],
    "release": ITEM_COLUMNS["release"],
    "as_at": "The day to which the counts are.",
    "group": "What the counts are of; empty where they are of all.",
    "all": "How many items there are in all; empty where it is not stated, as with all counts.",
    "complete": "How many are complete.",
    "on-track": "How many are on track.",
    "date-revised": "How many have a later date than their first.",
    "on-hold": "How many are on hold.",
    "not-started": "How many are not begun.",
    "withdrawn": "How many are withdrawn.",
}
