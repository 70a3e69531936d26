"""The words that say how sure a figure is: what an interval is, and what a drawing shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from metrics.declared.framework import Test
from metrics.statuses import HOLLOW


def _hollow_points(letters: Iterable[str]) -> str:
    """What several hollow points are; where they are of several statuses, the table beside them says which."""
    predicates = [HOLLOW[letter] for letter in letters]
    which = " The table says which." if len(predicates) > 1 else ""
    return f"Hollow points are {' or '.join(predicates)}.{which}"


WHAT_IT_IS: Mapping[Test, str] = {
    "proportions": (
        "A 95% interval shows how far chance may have moved a figure, because only some people were asked. "
        "About 95 in 100 such intervals hold what asking everyone would give."
    ),
    "counts": (
        "A 95% interval shows how far chance may have moved a count. About 95 in 100 such intervals hold the "
        "level that the count moves around."
    ),
}
BAND = "The shaded band is the 95% interval."
BAND_DESCRIBED = "A shaded band shows the 95% interval, which is {interval} for the last."
NO_NEWEST = "There is no figure for {period}: it is {status}."
NOT_KNOWN = "Not known"
PEOPLE_ASKED = "People asked"
GAP = "The line has a gap where there is no figure."
DASHED = "The dashed line marks a break: figures on either side cannot be compared."
NOTHING_TO_DRAW = "There are no figures to draw."
BREAK = "Break"
NOT_COMPARABLE = "not comparable with earlier figures"
ONE_HOLLOW: Mapping[str, str] = {
    letter: f"The hollow point is {predicate}." for letter, predicate in HOLLOW.items()
}
SEVERAL_HOLLOW: Mapping[str, str] = {
    "".join(letters): _hollow_points(letters)
    for count in range(1, len(HOLLOW) + 1)
    for letters in combinations(sorted(HOLLOW), count)
}
