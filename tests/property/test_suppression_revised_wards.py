"""Releases of wards of which the second is revised: what is withheld cannot be got back from both together.

Each figure that can be thought of otherwise is counted out, as in tests/property/test_suppression_revised.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

import tests.property.test_suppression_by_ward as by_ward
from metrics.figures.observations import observations
from metrics.figures.suppression.releases import FigureName, Seen, names_of
from metrics.figures.suppression.withhold import suppressed
from tests.places_of_tests import REGION

THRESHOLD, APART = by_ward.THRESHOLD, 4
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Wards:
    """So many wards in each borough, whose counts stand one after the other."""

    sizes: tuple[int, ...]

    @property
    def readings(self) -> Counts:
        """Which wards each figure adds up: those of one, of a borough, and all."""
        single, ends = np.eye(sum(self.sizes), dtype=np.int64), np.cumsum((0, *self.sizes))
        return np.array(
            [*single, *(single[start:end].sum(axis=0) for start, end in pairwise(ends)), single.sum(0)]
        )

    def nested(self, counts: Counts) -> list[list[int]]:
        ends = np.cumsum((0, *self.sizes))
        return [counts[start:end].tolist() for start, end in pairwise(ends)]

    def released(self, counts: Counts, seen: Seen | None = None) -> Flags:
        """Which figures are withheld of counts."""
        nested = self.nested(counts)
        declared, wards = by_ward.declaration(nested), by_ward.wards_of(nested)
        cells = [
            (ward, pd.Period("2024-01", "M"), count)
            for own, of_borough in zip(wards.values(), nested, strict=True)
            for ward, count in zip(own, of_borough, strict=True)
        ]
        frame = suppressed(declared, observations(declared, by_ward.frame_of(cells)), seen)
        withheld = dict(zip(names_of(frame), frame["value"].isna(), strict=True))
        return np.array([withheld[name] for name in self.names])

    @property
    def names(self) -> list[FigureName]:
        wards = by_ward.wards_of([[None] * size for size in self.sizes])
        areas = [*(ward for own in wards.values() for ward in own), *wards, REGION]
        return [("single", "2024-01", area, "", "") for area in areas]

    def seen_in(self, counts: Counts, withheld: Flags, now: Counts) -> Seen:
        """What a release leaves those with who read another."""
        of_release = zip(self.names, map(str, self.readings @ counts), withheld, strict=True)
        texts = {name: (value, "") for name, value, gone in of_release if not gone}
        stored = pd.DataFrame(self.names, columns=["window", "period", "area", "dimension", "category"])
        seen = Seen(
            {"first": frozenset(texts)},
            {"first": frozenset(self.names) - frozenset(texts)},
            texts={"first": texts},
        )
        return seen.unrevised(stored.assign(value=list(map(str, self.readings @ now)), base=""))


def given_away(wards: Wards, first: Counts, second: Counts) -> list[str] | None:
    """The small figures of the second release of which both tell; None where what they withhold was revised."""
    was, now = wards.readings @ first, wards.readings @ second
    before = wards.released(first)
    if (was != now)[before].any():
        return None
    after = wards.released(second, wards.seen_in(first, before, second))
    same = (was == now) & ~before
    moves = np.array(list(product(range(-APART, APART + 1), repeat=len(first)))) @ wards.readings.T
    of_first = moves[(moves + was >= 0).all(axis=1) & ~moves[:, ~before].any(axis=1)]
    alike = {move.tobytes() for move in of_first[:, before]}
    moves = moves[(moves + now >= 0).all(axis=1) & ~moves[:, same].any(axis=1)]
    moves = moves[[move.tobytes() in alike for move in moves[:, before]]]
    moves = moves[(moves + now == 0).sum(axis=1) <= (now == 0).sum()]
    left = moves[~moves[:, ~after].any(axis=1)]
    small = np.flatnonzero((now > 0) & (now < THRESHOLD) & ~same)
    return [wards.names[at][2] for at in small if moves[:, at].any() and not left[:, at].any()]


@pytest.mark.parametrize("sizes", [(2, 2), (3, 1), (2, 1, 1)])
def test_two_releases_of_wards_give_nothing_back(sizes: tuple[int, ...]) -> None:
    chance, wards, leaks, tried = np.random.default_rng(1), Wards(sizes), dict[str, list[str]](), 0
    for _ in range(12):
        first = chance.choice([0, 1, 3, 5, 6, 7], sum(sizes))
        for _ in range(6):
            second = first.copy()
            which = chance.choice(sum(sizes), chance.choice([1, 1, 2]), replace=False)
            second[which] = chance.choice([0, 1, 2, 6], len(which))
            back = given_away(wards, first, second)
            tried += back is not None and (first != second).any()
            if back:
                leaks[f"{first.tolist()} then {second.tolist()}"] = back
    assert leaks == {}
    assert tried > 10


@pytest.mark.parametrize(
    ("sizes", "first", "second"),
    [
        ((2, 2), (5, 5, 7, 5), (1, 5, 1, 5)),
        ((3, 1), (6, 1, 4, 6), (1, 1, 4, 1)),
        ((2, 1, 1), (6, 7, 6, 0), (6, 0, 1, 0)),
    ],
)
def test_wards_that_stay_as_they_were_do_not_hide_boroughs_that_are_revised(
    sizes: tuple[int, ...], first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    """A borough that is withheld has no fewer than its wards that were shown, or withheld beside what it was."""
    assert given_away(Wards(sizes), np.array(first), np.array(second)) == []
