"""The statuses of figures, in the shorthand of the Government Statistical Service: one row for each.

All else that is known of a status is derived from its row: what a reader is told, how it is drawn, where its mark
may stand in an extract, and which of two goes before the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from metrics.language import say

# "" where there is nothing to say of a figure.
Status = Literal["", "p", "r", "c", "x", "z", "b", "u", "low"]
# What may stand in a cell instead of a number.
Mark = Literal["c", "x", "z", "u", "low"]


@dataclass(frozen=True)
class StatusRow:
    """A status. Of two that hold, a reader must first know the one with the higher ``precedence``.

    ``beside`` and ``instead`` say whether its mark may stand beside a number, and instead of one. ``absence`` is
    what a reader sees in the place of a figure; where it is empty, the status is named beside the figure.
    ``meaning`` is its line in the files that readers take away, ``step`` what the explanation of a figure adds.
    ``hollow``, where a figure is not quite sure and its point is drawn hollow, says what "the hollow point is".
    ``spellings`` are what publishers write for it, beside the shorthand. ``of_series`` and ``of_period`` are
    statuses that speak of the series, or of all figures of a period, and not of the figure alone.
    """

    letter: Status
    words: str
    precedence: int
    meaning: str
    step: str = ""
    absence: str = ""
    beside: bool = False
    instead: bool = False
    hollow: str = ""
    spellings: tuple[str, ...] = ()
    of_series: bool = False
    of_period: bool = False


STATUS_TABLE = (
    StatusRow(
        "p",
        "provisional",
        precedence=2,
        meaning="Provisional: the figure may still change.",
        step="It is provisional: the newest figures may still move.",
        beside=True,
        hollow="provisional",
        of_period=True,
    ),
    StatusRow(
        "r",
        "revised",
        precedence=3,
        meaning="Revised: the release before gave another figure.",
        step="It was revised: the release before held another figure.",
        beside=True,
    ),
    StatusRow(
        "c",
        "confidential",
        precedence=8,
        meaning="Confidential: the figure is withheld, because it could tell something about a person.",
        absence="Withheld",
        instead=True,
        spellings=("*", "c", "supp", "suppressed"),
    ),
    StatusRow(
        "x",
        "not available",
        precedence=7,
        meaning="Not available: there is no figure. That is not the same as zero.",
        absence="Not available",
        instead=True,
    ),
    StatusRow(
        "z",
        "not applicable",
        precedence=6,
        meaning="Not applicable: there can be no figure.",
        absence="Not applicable",
        instead=True,
        spellings=("na", "n/a", "z"),
    ),
    StatusRow(
        "b",
        "break in the series",
        precedence=1,
        meaning="A break in the series: do not compare with what came before.",
        step="It is the first after a break in the series.",
        beside=True,
        of_series=True,
    ),
    StatusRow(
        "u",
        "low reliability",
        precedence=4,
        meaning="Low reliability: few people were asked.",
        step="It is of low reliability.",
        beside=True,
        instead=True,
        hollow="of low reliability",
        spellings=("u",),
    ),
    StatusRow(
        "low",
        "below what rounding shows",
        precedence=5,
        meaning="Below what rounding shows, and not zero.",
        instead=True,
        spellings=("low",),
    ),
)

STATUS_WORDS: Mapping[str, str] = {row.letter: row.words for row in STATUS_TABLE}
STATUS_MEANINGS: Mapping[str, str] = {row.letter: row.meaning for row in STATUS_TABLE}
STATUS_STEPS: Mapping[str, str] = {row.letter: row.step for row in STATUS_TABLE if row.step}
NO_STATUS = "missing"  # of what has no status
ABSENCES: Mapping[str, str] = {row.letter: row.absence for row in STATUS_TABLE if row.absence}
HOLLOW: Mapping[str, str] = {row.letter: row.hollow for row in STATUS_TABLE if row.hollow}
# The statuses that the words for a figure do not say already.
NAMED_BESIDE = tuple(row.letter for row in STATUS_TABLE if not row.absence)
# Those of them that say of a figure what they do not say of the figures around it.
OWN_MARKS = tuple(row.letter for row in STATUS_TABLE if not (row.absence or row.of_series or row.of_period))
# The marks that may stand beside a number, those of the figure before those of the series.
MARKS_BESIDE = tuple(row.letter for row in sorted(STATUS_TABLE, key=lambda row: row.of_series) if row.beside)
SHORTHAND: Mapping[str, str] = {f"[{row.letter}]": row.letter for row in STATUS_TABLE if row.instead}
SPELLINGS: Mapping[str, str] = {spelling: row.letter for row in STATUS_TABLE for spelling in row.spellings}
# From the weakest to the strongest.
STRENGTH: tuple[Status, ...] = (
    "",
    *(row.letter for row in sorted(STATUS_TABLE, key=lambda row: row.precedence)),
)
RANK: Mapping[str, int] = {status: rank for rank, status in enumerate(STRENGTH)}


def status_words(status: str) -> str:
    """A status inside a sentence: ``provisional``, and ``missing`` for what none says."""
    return say(STATUS_WORDS.get(status, NO_STATUS))


def absence_words(status: str) -> str:
    """What stands in the place of a figure: ``Withheld``, and ``Not available`` where its status says no more."""
    return say(ABSENCES.get(status, ABSENCES["x"]))


def strongest(statuses: Iterable[str]) -> Status:
    """The status that goes before all others; empty where there is none."""
    return STRENGTH[max((RANK[status] for status in statuses), default=0)]


def of_a_sum(earlier: Iterable[str], newest: Iterable[str]) -> Status:
    """The status of what is added up over time: the strongest of its parts, those of its newest period apart.

    It is revised only where its newest part is. Until the newest part came there was no such sum, so that a release
    before cannot have given another; where the newest part was there before, so was the sum.
    """
    return strongest([*newest, *(status for status in earlier if status != "r")])


def of_a_missing_part(status: str) -> Status:
    """The status of what is made of a figure that is missing with a status.

    What is below rounding, or does not apply, is so of itself alone: what it is a part of is not available.
    """
    return "x" if status in ("low", "z") else strongest([status])


def weaker_than(status: str) -> tuple[str, ...]:
    """The statuses that give way to one, "" among them."""
    return STRENGTH[: RANK[status]]
