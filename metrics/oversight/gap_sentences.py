"""What is said of gaps in oversight: of each kind how many there are, and of what"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from metrics.declared.gaps import OF_ITEMS, Gap, GapKind
from metrics.language import say_count

GAP_SENTENCES: Mapping[GapKind, tuple[str, str]] = {
    "not-published": (
        "What {number} duty asks for was looked for, and stood nowhere.",
        "What {number} duties ask for was looked for, and stood nowhere.",
    ),
    "out-of-date": (
        "What {number} duty asks for is out of date.",
        "What {number} duties ask for is out of date.",
    ),
    "no-evidence": (
        "{number} duty has nothing on this site that is evidence of it.",
        "{number} duties have nothing on this site that is evidence of them.",
    ),
    "unread-framework": (
        "{number} framework is read by no body that is declared.",
        "{number} frameworks are read by no body that is declared.",
    ),
    "no-meeting-dates": (
        "Of {number} body no dates of meetings are declared.",
        "Of {number} bodies no dates of meetings are declared.",
    ),
    "no-papers": (
        "The papers of {number} meeting are not linked.",
        "The papers of {number} meetings are not linked.",
    ),
    "late-evidence": (
        "{number} measure that is evidence of a duty is planned and overdue.",
        "{number} measures that are evidence of a duty are planned and overdue.",
    ),
    "late-page": (
        "{number} page was to be looked over by a day that has passed.",
        "{number} pages were to be looked over by a day that has passed.",
    ),
}


def by_kind(gaps: Iterable[Gap]) -> Mapping[GapKind, Sequence[Gap]]:
    """Gaps under their kinds, in the order in which pages show them; kinds without any are left out."""
    every = list(gaps)
    kinds = {kind: [gap for gap in every if gap.kind == kind] for kind in GAP_SENTENCES}
    return {kind: own for kind, own in kinds.items() if own}


def gap_sentence(kind: GapKind, gaps: Sequence[Gap]) -> str:
    """How many gaps there are of a kind."""
    return say_count(*GAP_SENTENCES[kind], len(gaps), number=len(gaps))


def gap_name(gap: Gap) -> str:
    """What is lacking, by its name: of a duty with its number before it."""
    return f"{item_number(gap)}: {gap.title}" if gap.kind in OF_ITEMS else gap.title


def gap_number(gap: Gap) -> str:
    """What is lacking, in short: a duty by its number in the law, all else by its name."""
    return item_number(gap) if gap.kind in OF_ITEMS else gap.title


def item_number(gap: Gap) -> str:
    """The number of a duty in its law: ``3(f)``."""
    return gap.id.rpartition(" ")[2]
