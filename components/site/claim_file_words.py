"""The words of the file of claims: its title, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping

CLAIMS_FILE_TITLE = "Claims about these figures, worked out in release {release}"
CLAIMS_IN_ARCHIVE = "- claims.csv: what was said in public of these figures, and what the sum comes to"
# Each column: its title, and what it holds.
CLAIM_COLUMN_WORDS: Mapping[str, tuple[str, str]] = {
    "claim": ("Claim", "The id of the claim, as on its page."),
    "words": ("Words", "What was said, word for word."),
    "said_in": ("Said in", "Where it was said, and by whom."),
    "said_on": ("Said on", "The day on which it was said, where that is listed."),
    "link": ("Link", "Where to read it."),
    "measure": ("Measure", "The id of the measure that it is about."),
    "area_code": ("Code of the area", "The code of the area that it is about."),
    "area": ("Name of the area", "Its name."),
    "release": ("Release", "The id of the release that the sum is worked out from."),
    "from_window": ("Window of the first", "What the first figure covers."),
    "from_period": ("Period of the first", "Its period, or the last one that it covers."),
    "from_value": ("First figure", "The figure that the change is counted from."),
    "to_window": ("Window of the second", "What the second figure covers."),
    "to_period": ("Period of the second", "The period of the second, or the last one in it."),
    "to_value": ("Second figure", "The figure that the change leads to."),
    "stated": ("Stated", "The change as it was stated."),
    "unit": ("Unit of the change", "What the change was stated in."),
    "difference": ("Difference", "The change as it is worked out, to twelve digits."),
    "finding": (
        "Finding",
        "agrees, does-not-agree, not-comparable where the sum agrees and the two cannot be compared, or "
        "not-worked-out.",
    ),
    "why": ("Why", "The sum and its why, in words."),
    "newest_release": ("Newest release", "The newest release, where it is another one."),
    "newest_from_value": ("First figure now", "The first figure by the newest release."),
    "newest_to_value": ("Second figure now", "The second figure by the newest release."),
    "newest_difference": ("Difference now", "The change by the newest release."),
    "newest_finding": ("Finding now", "What the claim would come to by the newest release."),
}
ALWAYS_THERE = frozenset({"claim", "words", "said_in", "measure", "release", "stated", "unit", "finding"})
