"""How the figures are worked out, in plain language, with the formula and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.figures.worked import MethodId

METHODS_TITLE = "How the figures are worked out"
WORKED_EXAMPLE = "An example from this release"
NO_WORKED_EXAMPLE = "No measure of this release gives an example."
FORMULA = "The rule and its source"


@dataclass(frozen=True)
class Method:
    """One method: what it does for the reader, and how it does it."""

    id: MethodId
    title: str
    paragraphs: tuple[str, ...]
    formula: str


METHODS = (
    Method(
        "rounding",
        "Changes are rounded last",
        (
            "A change is worked out from the figures as they were supplied, and rounded at the very end. "
            "A half is rounded away from zero.",
            "A percentage changes in percentage points, a count in per cent, and a very small count in "
            "people.",
            "The arrow and the word follow the rounded change. So an arrow never points up beside 0.0.",
        ),
        "Points: later - earlier. Per cent: (later - earlier) / earlier × 100; of zero no per cent can be"
        " taken.",
    ),
    Method(
        "materiality",
        "Small changes are called little change",
        (
            "Each measure says beforehand how big a change must be to matter. A smaller one is called "
            "“little change”, whatever its direction.",
        ),
        "Little change: the rounded change is 0, or smaller than the measure’s materiality.",
    ),
    Method(
        "survey-interval",
        "How sure we are of a survey’s figure",
        (
            "A survey asks some people, not all. Asking others would have given a slightly different "
            "figure. The 95% interval shows how different: about 95 in 100 such intervals hold the figure"
            " that asking everyone would give.",
            "Where people are not chosen at random, the survey counts as a smaller one: its size is "
            "divided by the design effect that the measure declares.",
        ),
        "Wilson’s score interval: (2np + z² ± z √(z² + 4np(1 - p))) / (2(n + z²)), with the share p, n "
        "people asked and z = 1.96. E. B. Wilson, Journal of the American Statistical Association 22 "
        "(1927), 209-212.",
    ),
    Method(
        "survey-change",
        "Whether a survey’s change could be chance",
        (
            "Both figures of a change are unsure, so their difference is more so. We work out the 95% "
            "interval of the difference. If no change at all lies inside it, we say that it is too "
            "uncertain to say.",
        ),
        "The distances from each share to the ends of its own interval, squared, added and rooted. R. G. "
        "Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.",
    ),
    Method(
        "count-interval",
        "How far chance moves a count",
        (
            "Police records count every offence that is recorded, so nobody is left out. Yet the number "
            "would differ by chance from month to month, even if nothing changed behind it. The interval "
            "shows by how much.",
        ),
        "Byar’s approximation to the limits of a Poisson count n: n (1 - 1/(9n) - z/(3√n))³ to (n + 1) (1"
        " - 1/(9(n + 1)) + z/(3√(n + 1)))³. N. E. Breslow and N. E. Day, Statistical Methods in Cancer "
        "Research, volume II (1987), page 69.",
    ),
    Method(
        "count-change",
        "Whether a change of a count could be chance",
        (
            "We compare the two counts, each with its own interval. If no change at all lies inside the "
            "interval of the change, we say that it is too uncertain to say.",
            "This test knows nothing of seasons, or of months that are longer than others. The usual "
            "range below says whether a month stands out.",
        ),
        "The interval of a ratio, or of a difference for very small counts, from the intervals of both "
        "(MOVER). A. Donner and G. Y. Zou, Statistical Methods in Medical Research 21 (2012), 347-359.",
    ),
    Method(
        "overlap",
        "Figures of twelve months that overlap",
        (
            "Some figures cover twelve months and come each quarter. Two in a row share nine months, so "
            "their difference comes from the other three alone. We do not test them as if they stood "
            "apart: the change on the previous quarter is too uncertain to say.",
            "Beside it stands the same quarter a year before. Those two share no month, so they can be "
            "compared.",
        ),
        "No test is made where the two windows share a month.",
    ),
    Method(
        "breaks",
        "Breaks in the way of counting",
        (
            "When the way of counting changes, figures before and after cannot be compared. No change, no"
            " total and no line on a chart crosses a break. We say from when on a comparison can be made "
            "again.",
        ),
        "Not comparable: a declared break lies between the two periods, or inside one of them.",
    ),
    Method(
        "so-far",
        "The year so far",
        (
            "A total of the year so far is compared with the same months of the year before, never with a"
            " whole year. From one month to the next, the months themselves are compared: a running total"
            " can only rise.",
        ),
        "The total of the months from January, or from April for a financial year, to the newest.",
    ),
    Method(
        "usual-range",
        "Whether a month is unusual",
        (
            "Figures go up and down each month without a cause. From the newest months we work out the "
            "range in which a month usually lies. A month outside it, or seven in a row on one side of "
            "the average, is worth a question. A month inside it is not news.",
            "After a break the range is worked out anew, once there are twelve months.",
        ),
        "A control chart of individual values (XmR): average ± 2.66 × the average moving range. W. A. "
        "Shewhart; D. J. Wheeler, Understanding Variation (1993); runs of seven as in NHS England’s "
        "Making Data Count.",
    ),
    Method(
        "boroughs",
        "Boroughs beside London",
        (
            "Some boroughs have more people than others, so counts are given for each so many people who "
            "live there. A borough is called higher or lower than London only where its limits leave "
            "London’s figure out. Otherwise it is similar. The limits allow for nearly all that chance "
            "does (99.8%), and for how far the borough’s own count moves. If 32 boroughs were all just "
            "like London, chance would still make one of them higher or lower in about one release out "
            "of fifteen.",
            "What is compared are the figures themselves, and they are shown with as many digits as it "
            "takes to see it. We do not rank boroughs: most of the differences in such a list would be "
            "chance.",
        ),
        "Byar’s limits (z = 3.09) of the count divided by φ, times φ, where φ is how many times more the "
        "count varies than chance alone would make it; for a survey, Wilson’s with its design effect. Both "
        "against London’s figure, rates by the residents at the Census of 2021: the way of the public "
        "health profiles of England.",
    ),
    Method(
        "withheld",
        "Figures that are withheld",
        (
            "A very small figure can tell something about a person. A measure can declare the number "
            "below which its figures are withheld. Others are then withheld too, so that nobody can find "
            "the small one by taking the rest from the total.",
        ),
        "Withheld: above zero and below the threshold, and as many others as it takes that no published "
        "total, area, part, running sum or earlier release gives one away.",
    ),
)
