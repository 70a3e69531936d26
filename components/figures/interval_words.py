"""The words that say how sure a figure is: what an interval is, and what a drawing shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from charts.words import HEAD
from metrics.declared.comparing import Test
from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import NOT_COMPARABLE
from metrics.figures.wording import base_noun
from metrics.figures.worked import MethodId
from metrics.language import say
from metrics.statuses import HOLLOW

OF_SHARES = (
    "A 95% interval shows how far chance may have moved a figure, because only some people were asked. "
    "About 95 in 100 such intervals hold what asking everyone would give."
)
OF_CASES = (
    "A 95% interval shows how far chance may move a share of so many {noun}. What happened in that time is known; "
    "what it says of other times is not as sure."
)
OF_SOURCE = "The 95% interval is the one that the source itself gives: it shows how sure each figure is."
OF_TWO_RATES = "The 95% interval is worked out from those of the two rates: it shows how sure each figure is."
# In the words that releases were published with, whose counts were taken for single events.
OF_SINGLE_EVENTS = (
    "A 95% interval shows how far chance may have moved a count. About 95 in 100 such intervals hold the "
    "level that the count moves around."
)
OF_COUNTS = (
    "A 95% interval shows how far chance may move a count of events that come one by one. Many events come in "
    "runs, and their counts move further. Changes allow for that; this interval does not."
)
NOT_BESIDE_REGION = (
    "These intervals do not tell whether {a district} is higher or lower than {region}: with so "
    "many {districts}, chance "
    "alone would put one or two beyond {region’s} figure. "
)
NOT_BESIDE_REGION_OF_FEW = (
    "These intervals do not tell whether {a district} is higher or lower than {region}. "
)
SEE_BESIDE_REGION = "See which {districts} are higher or lower than {region}"


def what_it_is(measure: PublishedMeasure) -> str:
    """What the interval of a measure's figure shows, and what it leaves out."""
    if measure.comparison.test == "intervals":
        return say(OF_SOURCE if measure.derived is None else OF_TWO_RATES)
    if measure.comparison.test == "proportions":
        noun = base_noun(measure)
        return say(OF_CASES, noun=noun) if noun else say(OF_SHARES)
    return say(OF_SINGLE_EVENTS if measure.comparison.judged == "as-compared" else OF_COUNTS)


def band() -> str:
    """What the shaded band of a chart is."""
    return say(BAND, interval=say(HEAD))


def method_of(measure: PublishedMeasure) -> MethodId:
    """The method, on the page on how to read the site, that says what the interval of a measure is."""
    of_ends: MethodId = "published-interval" if measure.derived is None else "derived"
    methods: Mapping[Test, MethodId] = {"proportions": "survey-interval", "intervals": of_ends}
    return methods.get(measure.comparison.test, "count-interval")


BAND = "The shaded band is the {interval}."
BAND_DESCRIBED = "A shaded band shows the 95% interval, which is {interval} for the last."
NO_NEWEST = "There is no figure for {period}: it is {status}."
MISSING = "missing"  # of a period that has not even a status
NOT_KNOWN = "Not known"
GAP = "The line has a gap where there is no figure."
TARGET_LINE = "The line of dashes and dots is what is to be reached."
DASHED = "The dashed line marks a break: figures on either side cannot be compared."
NOTHING_TO_DRAW = "There are no figures to draw."
BREAK = "Break"
BREAK_BEFORE = f"{NOT_COMPARABLE} with earlier figures"
ONE_HOLLOW: Mapping[str, str] = {
    letter: f"The hollow point is {predicate}." for letter, predicate in HOLLOW.items()
}
# What several hollow points are; where they are of several statuses, the table beside them says which.
SEVERAL_HOLLOW: Mapping[str, str] = {
    "".join(letters): (
        f"Hollow points are {' or '.join(HOLLOW[letter] for letter in letters)}."
        f"{' The table says which.' if len(letters) > 1 else ''}"
    )
    for count in range(1, len(HOLLOW) + 1)
    for letters in combinations(sorted(HOLLOW), count)
}
