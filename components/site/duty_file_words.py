"""The words of the file of duties to publish: its title, and what its columns hold"""

from __future__ import annotations

from collections.abc import Mapping

DUTIES_FILE_TITLE = "What must be published by law, item by item, as shown with release {release}"
DUTIES_IN_ARCHIVE = "- duties.csv: what must be published by law, item by item, and how each item stands"
# Each column: its title, and what it holds.
DUTY_COLUMN_WORDS: Mapping[str, tuple[str, str]] = {
    "law": ("Law", "The id of the law, as on the page of duties."),
    "item": ("Item", "The number of the item in the law."),
    "what": ("What", "What is to be published, in our own words."),
    "state": ("State", "published, out-of-date, not-published, does-not-apply or not-checked."),
    "why": ("Why so", "Why it stands so, in words."),
    "when": ("How often", "The rhythm in which it is to be published; unknown where that was not read."),
    "due": ("Due again", "The last day by which it is due again, where its rhythm gives one."),
    "link": ("Where", "Where it is published, as far as that is declared."),
    "updated": ("Last updated", "The day on which it was last updated there."),
    "absent_on": ("Looked for on", "The day on which it was looked for and stood nowhere."),
    "seen": ("Read of the item", "read, guidance, partly or memory: what was read of the words of the item."),
    "when_seen": (
        "Read of the time",
        "read, guidance or not-read: what was read of the time of publication.",
    ),
    "applies": ("Applies to", "To whom alone it applies, where that is not this body."),
    "added": ("Added in", "The year in which it was put into the law, where it came later."),
    "changed": ("Changed in", "The years in which it was changed, with blanks between them."),
    "manner": ("Manner", "The manner in which it is to be published."),
    "note": ("Note", "What else is to be known of it."),
    "evidence_kind": (
        "Kind of evidence",
        "measure, account, page or link; empty where there is no evidence.",
    ),
    "evidence": ("Evidence", "The id, or the address, of what is evidence of it."),
}
ALWAYS_IN_DUTIES = frozenset({"law", "item", "what", "state", "when", "seen", "when_seen"})
