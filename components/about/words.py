"""What the page on how to read this site says, apart from what metrics.yaml declares."""

from __future__ import annotations

from components.basics.words import upper_first
from components.tile.words import IN_WORDS, PLANNED
from metrics.figures.change import Direction
from metrics.figures.sentences import OUTCOME_WORDS, TOO_FEW, VERDICT_WORDS, VERDICTS_IN_SHORT
from metrics.statuses import STATUS_TABLE, StatusRow

ENOUGH = "by at least the size that matters for this measure, and by more than chance alone would explain."
ARROW_MEANINGS: list[tuple[Direction, str, str]] = [
    ("up", "Up", f"The figure is higher than before, {ENOUGH}"),
    ("down", "Down", f"The figure is lower than before, {ENOUGH}"),
    ("level", "Level", "We cannot say that the figure has gone up or down. The words beside it say why."),
]
OUTCOMES = [
    (
        f"{OUTCOME_WORDS['higher']}, {OUTCOME_WORDS['lower']}",
        "The change is big enough to matter, and bigger than chance alone would explain.",
    ),
    (
        OUTCOME_WORDS["little-change"],
        "The change is smaller than the least that matters for this measure. Each measure says what that is.",
    ),
    (
        OUTCOME_WORDS["uncertain"],
        "There is a difference, but we cannot tell whether it means anything: it may be chance, or the series is "
        "too short to show how much chance does.",
    ),
    (TOO_FEW.capitalize(), "So few are counted that chance alone could make the difference."),
    (
        OUTCOME_WORDS["not-comparable"],
        "The way of counting changed between the two, so they must not be compared.",
    ),
    (OUTCOME_WORDS["not-known"], "One of the two figures is missing or withheld."),
]
VERDICTS = (
    "An arrow says which way a figure went. It does not say whether that is good. For each measure we say "
    "beforehand whether higher or lower is better. Then like is compared with like: the same months of two "
    "years, or "
    "the same quarter. Only where that difference is big enough, and bigger than chance alone would explain, do "
    "we say "
    f"“{VERDICT_WORDS['better'].lower()}” or “{VERDICT_WORDS['worse'].lower()}”. The change on the month or "
    f"quarter "
    "before stands below it, and is not judged. Colour only repeats what the words say."
)


def _status_term(row: StatusRow) -> tuple[str, str]:
    """A status as readers see it, and what it means: what its meaning says behind the words for it."""
    _, colon, explanation = row.meaning.partition(": ")
    words = row.absence or upper_first(row.words)
    return f"{words}, [{row.letter}]", upper_first(explanation) if colon else row.meaning


SHORTHAND = [
    ("p.p.", "Percentage points. From 64% to 61% is 3 percentage points lower: -3.0 p.p."),
    ("%", "A change in per cent. From 100 offences to 90 is 10% lower: -10.0%."),
    (
        "A change without % or p.p.",
        "Where counts are very small, the change is a number of people: -3 is three fewer.",
    ),
    (
        "Q1, Q2, Q3, Q4",
        "Quarters of the financial year, which starts in April. Q3 2023/24 is October to December 2023.",
    ),
    ("12 months to …", "One figure for a whole year that ends in that month."),
    *(_status_term(row) for row in STATUS_TABLE),
    (
        PLANNED,
        "A measure that is promised and has no figures yet. We say who is responsible, and when it is due.",
    ),
    (IN_WORDS, "A matter for which no number would be honest."),
]
ABOUT_DESCRIPTION = (
    "What the arrows and words mean, where the figures come from, and how far they can be trusted."
)
ARROWS_HEAD = "The arrows"
OUTCOMES_HEAD = "The words beside a change"
VERDICTS_HEAD = VERDICTS_IN_SHORT
STATES_HEAD = "Other words and signs"
READ_OUR = "Read our "
SOURCES_HEAD = "Sources and producer"
PRODUCER_IS = "The producer is {producer}."
STATUS_HEAD = "Status of the statistics"
COHERENCE_HEAD = "How these fit with other figures"
UPDATES_COME = "Updates come {schedule}"
LAST = "The last update was release {release}, published on {when}."
EVERY_FIGURE_BEFORE = "You can also get "
EVERY_FIGURE = "every figure as a file, or by a program"
EVERY_FIGURE_AFTER = ". Each measure's page has links to the figures that it shows."
EARLY_ACCESS_HEAD = "Who sees the figures first"
EARLY_ACCESS = "These people may see figures before they are published. Nobody else may."
PLAN_HEAD = "Plan to maintain this site"
NOT_WRITTEN = "Nothing has been written about this yet."
