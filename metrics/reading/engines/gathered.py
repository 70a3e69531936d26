"""The parts of a file put together, in the order of its lines: each group once, with its count and its witness"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

import pandas as pd

from metrics.reading.engines.groups import FIRST_ROWS, MOST_APART, Part, Plan, View
from metrics.reading.packed import Unread

MOST_GROUPS = 300_000
TOO_MANY_GROUPS = (
    f"its rows fall into more than {MOST_GROUPS:,} groups by the columns that are read, and so many are not held; "
    'narrow them with "where", or leave a dimension out'
)
ALONE = ("first", "personal", "named")  # of which a file has a row or a few, whatever their number
Row = tuple[str, ...]
Group = TypeVar("Group", bound=Hashable)


class Gathered:
    """What was counted so far: ``number`` rows, in as many lines as ``ends_of_lines``."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.number = self.ends_of_lines = 0
        self.texts_beyond_ascii: set[bool] = set()
        self._counts: list[int] = []
        self._firsts: list[int] = []  # the line of each group's first row
        self._views: dict[int, dict[tuple[str, ...], int]] = {}
        self._apart: dict[tuple[str, int], int] = {}
        self._witnesses: dict[int, tuple[int, Row]] = {}  # by line: the group, and the cells
        self._seen: dict[str, str] = {}

    def add(self, part: Part, line: int | None = None) -> None:
        """Adds a block; ``line`` is that of its first row, where it does not follow the one before it.

        Raises Unread where there are more groups than are held.
        """
        start = self.ends_of_lines if line is None else line
        groups = self._main(part, start)
        for number, view in enumerate(part.views[1:], 1):
            for at in self._new(number, view)[0]:
                self._bear(part, int(view.rows[at]), groups[int(view.groups[at])], start)
        for key, (rows, own) in part.apart.items():
            most = MOST_APART if key[0] not in ALONE else 1 if key[0] != "first" else FIRST_ROWS
            room = max(most - self._apart.get(key, 0), 0)
            for row, group in list(zip(rows.tolist(), own.tolist(), strict=True))[:room]:
                self._bear(part, row, groups[group], start)
                self._apart[key] = self._apart.get(key, 0) + 1
        self.number += part.number
        self.ends_of_lines = start + part.ends_of_lines
        if part.is_utf_8 is not None:
            self.texts_beyond_ascii.add(part.is_utf_8)

    def _main(self, part: Part, start: int) -> dict[int, int]:
        """The number of each group of a part among all groups, after its rows are counted."""
        view = part.views[0]
        new, numbers = self._new(0, view)
        if len(self._views[0]) > MOST_GROUPS:
            raise Unread("too-large", TOO_MANY_GROUPS)
        self._counts += [0] * len(new)
        for at in new:
            self._firsts.append(int(part.lines[view.rows[at]]) + start)
        groups = dict(zip(view.groups.tolist(), numbers, strict=True))
        for at in new:
            self._bear(part, int(view.rows[at]), numbers[at], start)
        for own, number in groups.items():
            self._counts[number] += int(part.counts[own])
        return groups

    def _new(self, number: int, view: View) -> tuple[list[int], list[int]]:
        """The places of what a view has that was not seen before, and the number of all that it has."""
        seen = self._views.setdefault(number, {})
        new, numbers = list[int](), list[int]()
        for at, codes in enumerate(view.codes.tolist()):
            name = tuple(texts[code] for texts, code in zip(view.texts, codes, strict=False))
            if name not in seen:
                seen[name] = len(seen)
                new.append(at)
            numbers.append(seen[name])
        return new, numbers

    def _bear(self, part: Part, row: int, group: int, start: int) -> None:
        line = int(part.lines[row]) + start
        if line not in self._witnesses:
            self._witnesses[line] = group, tuple(map(self._once, part.witnesses.texts(row)))

    def _once(self, text: str) -> str:
        return self._seen.setdefault(text, text)

    def frame(self) -> tuple[pd.DataFrame, pd.Series]:
        """The rows that bear witness, by their lines, and how many rows each stands for."""
        groups = dict(enumerate(zip(self._firsts, self._counts, strict=True)))
        own = {line: group for line, (group, _) in self._witnesses.items() if self._firsts[group] != line}
        lines, weights = pd.Index(sorted(self._witnesses), name="line"), weights_of(groups, own)
        rows = [self._witnesses[line][1] for line in lines]
        frame = pd.DataFrame(rows, lines, range(self.plan.form.width), dtype=object)
        return frame, pd.Series([weights[line] for line in lines], lines, dtype="int64")


def weights_of(groups: Mapping[Group, tuple[int, int]], further: Mapping[int, Group]) -> dict[int, int]:
    """How many rows each row that bears witness stands for: a group's first row for all of it but its further ones.

    ``groups`` have the first row of each, and how many rows it has; ``further`` are rows with the group of each.
    """
    weights = dict(groups.values())
    for row, group in further.items():
        weights[groups[group][0]] -= 1
        weights[row] = 1
    return weights
