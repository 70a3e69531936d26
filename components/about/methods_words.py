"""How the figures are worked out, in plain language, with the formula and where it comes from."""

from __future__ import annotations

from components.about.methods_of_others_words import OF_OTHER_FIGURES, Method
from metrics.figures.control_limits import D2, REACH
from metrics.figures.sentences import LITTLE_CHANGE, NOT_COMPARABLE, TOO_FEW, UNCERTAIN
from metrics.figures.statistics import Z_95, Z_998

METHODS_TITLE = "How the figures are worked out"
WORKED_EXAMPLE = "An example from this release"
NO_WORKED_EXAMPLE = "No measure of this release gives an example."
FORMULA = "The rule and its source"


# By whom rates are taken, in the formula below; the other where a site has residents by year.
RESIDENTS_BY_TABLE = "the residents ({source})"
RESIDENTS_OF_YEAR = (
    "the residents of the year in which most months of the figure lie (of two with as many the later), or of the "
    "nearest earlier year that is there"
)
METHODS = (
    Method(
        "rounding",
        "Changes are rounded last",
        (
            "A change is worked out from the figures as they were supplied, and rounded at the very end. "
            "A half is rounded away from zero.",
            "A percentage changes in percentage points, a count in per cent, and a very small count in "
            "people.",
            "Money, times, rates, numbers and indexes change in their own unit or in per cent, as each says.",
            "The arrow and the word follow the rounded change. So an arrow never points up beside 0.0.",
            "The ends of a usual range alone are rounded inwards, so that a figure between them is usual.",
        ),
        "Points: later - earlier. Per cent: (later - earlier) / earlier × 100; of zero no per cent can be"
        " taken, and none of a number below it.",
    ),
    Method(
        "like-with-like",
        "Better and worse compare like with like",
        (
            "January has fewer offences than December in most years, and people answer surveys otherwise in summer "
            "than in winter. So the change on the month or quarter before is shown as it is, and not judged.",
            "What is judged is a comparison of like with like. A count for {region}: three months with the same "
            "three a year before. A count for {a district}: twelve months with the twelve before, since few happen "
            "there. A survey: the same quarter a year before, or the twelve months before. A total of the year so "
            "far: last year’s at the same point.",
            "Each figure has one verdict, and it is the same on every page, in the feed and in the data.",
        ),
        "Releases that were published before this rule keep the words that they were published with.",
    ),
    Method(
        "usual-step",
        "What is usual for the time of year",
        (
            "Beside the change on the month before stands what the same step was in up to ten earlier years: from "
            "December to January, say. It is a help for reading, and no verdict.",
        ),
        "The mean of ln(later / earlier) over n earlier years, three at the least, each year’s two months on one "
        "side of a break; limits: that mean ± t √(φ (1/y₁ + 1/y₀)(1 + 1/n)), with this year’s two months y₁ and "
        "y₀, and φ and t as for counts below.",
    ),
    Method(
        "materiality",
        f"Small changes are called {LITTLE_CHANGE}",
        (
            "Each measure says beforehand how big a change must be to matter. A smaller one is called "
            f"“{LITTLE_CHANGE}”, whatever its direction.",
            "Of very small counts chance is asked first: where it alone could make the difference, there are "
            f"{TOO_FEW}.",
        ),
        f"{LITTLE_CHANGE.capitalize()}: the rounded change is 0, or smaller than the measure’s materiality.",
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
            "Where the source gives whole per cents, the interval is wider by what rounding alone may do.",
        ),
        "Wilson’s score interval: (2np + z² ± z √(z² + 4np(1 - p))) / (2(n + z²)), with the share p, n "
        f"people asked over the design effect, and z = {Z_95}. Rounding to a step s adds z s/√12 to each "
        "distance, squared, added and rooted. E. B. Wilson, Journal of the American Statistical Association 22 "
        "(1927), 209-212.",
    ),
    Method(
        "survey-change",
        "Whether a survey’s change could be chance",
        (
            "Both figures of a change are unsure, so their difference is more so. We work out the 95% "
            "interval of the difference. If 0, which is no change, lies inside it, we say that it is "
            f"{UNCERTAIN}.",
        ),
        "The distances from each share to the ends of its own interval, squared, added and rooted. R. G. "
        "Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.",
    ),
    *OF_OTHER_FIGURES,
    Method(
        "count-interval",
        "How far chance moves a count",
        (
            "Police records count every offence that is recorded, so nobody is left out. Yet the number "
            "would differ by chance from month to month, even if nothing changed behind it. The 95% interval "
            "of a figure shows by how much, for events that come one by one.",
            "Many events come in runs, and then their count moves further than that. Whether it has changed is "
            "therefore judged by how far the count itself has moved before, as the next part says.",
        ),
        "Byar’s approximation to the limits of a Poisson count n: n (1 - 1/(9n) - z/(3√n))³ to (n + 1) (1"
        f" - 1/(9(n + 1)) + z/(3√(n + 1)))³, with z = {Z_95}. N. E. Breslow and N. E. Day, "
        "Statistical Methods in Cancer Research, volume II (1987), page 69.",
    ),
    Method(
        "count-change",
        "Whether a change of a count could be chance",
        (
            "Offences come in runs, so their count moves more than single events would by chance. How much "
            "more, the series itself shows: we look at how far each month’s step from the year before differs from "
            "the next month’s step. The middle one of those differences counts, so that a few wild months, as "
            "in the pandemic, do not.",
            "With that, we work out the interval of the change between the two sums. If 0, which is no change, "
            f"lies inside it, we say that it is {UNCERTAIN}. It takes 24 comparable months to know how "
            "far a count moves; before that, nothing is called better or worse. Months before a break in the way "
            "of counting are some of those 24, as long as no step crosses it.",
        ),
        "D = 2(√y - √y of the year before); φ = (median |D - D of the month before| / 0.954)² / 2, 1 at the least, "
        "from k differences, none across a break. The two sums are divided by f = φ (t/z)², with Student’s t of "
        "0.37 k degrees of freedom (M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, "
        "26.7.5). The interval of their ratio comes from Byar’s of both (MOVER-R). A. Donner and G. Y. Zou, "
        "Statistical Methods in Medical Research 21 (2012), 347-359.",
    ),
    Method(
        "small-counts",
        "Whether a change of a very small count could be chance",
        (
            "Some events are few. We ask how often the two numbers would differ so much if each event had been as "
            "likely in one period as in the other. Where chance alone leaves it open which way they moved, we "
            f"say that there are {TOO_FEW}. This is asked first: only beyond it does it matter how big a "
            "change must be.",
        ),
        "With A before and B now, the interval is (A + B)(2π - 1), where π runs over the central 95% limits of "
        "B / (A + B): C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413. p is twice the smaller tail.",
    ),
    Method(
        "overlap",
        "Figures of twelve months that overlap",
        (
            "Some figures cover twelve months and come each quarter. Two in a row share nine months, so "
            "their difference comes from the other three alone. The change on the previous quarter is shown, "
            "and not judged.",
            "What is judged is the comparison with the twelve months before. Those share no month with the newest.",
        ),
        "No test is made where the two windows share a month.",
    ),
    Method(
        "breaks",
        "Breaks in the way of counting",
        (
            "When the way of counting changes, figures before and after cannot be compared. No change, no"
            " total and no line on a chart crosses a break. We say from when on a comparison can be made "
            "again: for {a district}, whose months are compared by twelve, that is later than for {region}.",
        ),
        f"{NOT_COMPARABLE.capitalize()}: a declared break lies between the two periods, or inside one of them.",
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
        "weeks-and-days",
        "Weeks, and days that are added up",
        (
            "A week runs from Monday to Sunday. Weeks are compared with the week before as arithmetic, and not "
            "judged: holidays move from one week to another, and no week has a like one a year before.",
            "Where the source has a row for each day, days are added up to weeks or months. A period of which a "
            "day is missing has no figure, and one that is not over is left out.",
        ),
        "ISO 8601: week 1 of a year is the one with its first Thursday. The sum of all days of a period, or none.",
    ),
    Method(
        "targets",
        "Targets and ambitions",
        (
            "A target is met where the figure has reached it with the whole of its 95% interval. Before its time "
            "is over, a figure is on course where it is at or beyond a straight line from the baseline to the "
            "target, and not on course where it falls short of it, again with its whole interval.",
            "In the first quarter of the time it is too early to say; where the interval holds the line, it is too "
            "close to tell.",
        ),
        "The line: baseline + (target - baseline) × periods since the baseline / periods to the target; at the "
        "target where the baseline has reached it. A full count that chance has no part in is compared as it is.",
    ),
    Method(
        "usual-range",
        "Whether a month is unusual",
        (
            "Figures go up and down each month without a cause. From the newest months we work out the "
            "range in which a month usually lies. A month outside it, or seven in a row on one side of "
            "the average, is worth a question. A month inside it is not news.",
            "Many counts follow the time of year. So each month is first divided by its index, which says"
            " how that month compares with the twelve around it, on average over up to five years. The "
            "range, the average and the runs are of these adjusted figures, and what was counted stands "
            "beside them. Very small counts are not adjusted. Where the index is not known, the page says"
            " that the range does not allow for the time of year. A release from before this rule keeps "
            "the range that it had.",
            "The ends of the range are rounded inwards: 18.6 at the upper end is shown as 18. So a figure"
            " that lies between the ends is always called usual, and one beyond them never.",
            "After a break the range is worked out anew, once there are twelve months.",
        ),
        "The index: the mean of a month’s newest five ratios to its centred mean of twelve months, which "
        "takes thirteen months with half a weight for the first and the last (a quarter: of four, from "
        "five), none of them across a break. F. R. Macaulay, The Smoothing of Time Series (1931). "
        "Adjusted: the count / the index, rounded to a whole number, or to a tenth where the counts "
        "average under 100. A control chart of individual values (XmR) of these: average ± 3 / "
        f"{D2} ({REACH:.4f}) × the average moving range, and never below zero. W. A. Shewhart; D. J. "
        "Wheeler, Understanding Variation (1993); runs of seven as in NHS England’s Making Data Count.",
    ),
    Method(
        "districts",
        "{Districts} beside {region}",
        (
            "Some {districts} have more people than others, so counts are given for each so many people who "
            "live there. {A district} is called higher or lower than {region} only where its limits leave "
            "{region’s} figure out. Otherwise it is similar. The limits allow for nearly all that chance "
            "does (99.8%), and for how far the {district}’s own count moves. If {number} {districts} were all just "
            "like {region}, chance would still make one of them higher or lower in about one release out "
            "of {releases}, for each measure: we tried it with made-up {districts}.",
            "{A district} whose count swings more needs a bigger difference. So of two {districts} with "
            "nearly the same "
            "figure one can be higher than {region} and the other similar.",
            "What is compared are the figures themselves, and they are shown with as many digits as it "
            "takes to see it. We do not rank {districts}: most of the differences in such a list would be "
            "chance.",
        ),
        f"Byar’s limits with z = {Z_998} of the count divided by the {{district}}’s own φ, times φ, and divided "
        "by {residents}, against {region’s} figure; of a percentage, Wilson’s with the "
        "design effect. The way of the public health profiles of England.",
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
