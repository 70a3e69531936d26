"""Many issues of one kind in one file: the first few, the last of them with how many more there are

Ten thousand faults that are alike say no more than the first of them, and would hide all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from metrics.issues import Issue

FLOOD = 200  # from so many of a kind on, a reader is told the first few
FIRST_FEW = 5
MOST_LISTED = 1_000  # of a kind, where a program reads them
_T = TypeVar("_T")


def without_floods(issues: Sequence[Issue], most: int = FLOOD, kept: int = FIRST_FEW) -> list[Issue]:
    """The issues in their order; of a kind of which a file has more than ``most`` the first ``kept``.

    A kind is a code in a file and its sheets, as an error or as a warning. The last that is kept counts the others.
    """
    return [
        issue if not more else replace(issue, message=f"{issue.message}; and {more:,} more of this kind")
        for issue, more in first_of_each(
            issues,
            lambda issue: (issue.file, issue.severity, issue.code),
            most,
            kept,
            lambda issue: 1 + issue.more,
        )
    ]


def first_of_each(
    items: Iterable[_T],
    kind: Callable[[_T], Hashable],
    most: int,
    kept: int,
    weight: Callable[[_T], int] = lambda _: 1,
) -> list[tuple[_T, int]]:
    """The items in their order, of each kind with more than ``most`` the first ``kept``.

    With each stands a number: how many more of its kind there are, beside the last that is kept, and else nothing.
    ``weight`` says for how many an item stands.
    """
    every, total, seen = list(items), Counter[Hashable](), Counter[Hashable]()
    for item in every:
        total[kind(item)] += weight(item)
    first = list[tuple[_T, int]]()
    for item in every:
        own = kind(item)
        seen[own] += 1
        if total[own] <= most:
            first.append((item, 0))
        elif seen[own] <= kept:
            first.append((item, total[own] - kept if seen[own] == kept else 0))
    return first
