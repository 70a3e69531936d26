"""How figures are worked out from others, in plain language: ratios, derived measures, published intervals."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.figures.sentences import UNCERTAIN
from metrics.figures.worked import MethodId


@dataclass(frozen=True)
class Method:
    """One method: what it does for the reader, and how it does it."""

    id: MethodId
    title: str
    paragraphs: tuple[str, ...]
    formula: str


OF_OTHER_FIGURES = (
    Method(
        "ratio",
        "One count over another",
        (
            "Some figures are worked out from two counts: outcomes for each offence, or the share of events that "
            "are of a kind. Both are added up first, over {districts} and over months, and divided last. "
            "So a figure "
            "of a year is no mean of its months, and {region’s} no mean of its {districts}.",
            "Where there is nothing to divide by there is no figure. A percentage of counts is tested as one of "
            "people is; how far chance moves a rate of two counts is not known.",
        ),
        "Percentage: 100 × Σ part / Σ all. Rate: n × Σ first / Σ second, for each n of the second.",
    ),
    Method(
        "derived",
        "Figures that are made of others",
        (
            "A ratio, a difference or a sum of other measures takes their figures of the same period and the same "
            "area, before they are rounded. Where one of them is missing or withheld, so is what is made of it.",
            "How many times the rate of one group is that of another has an interval, worked out from that "
            "of each rate. A rate of counts has one as soon as its series tells how far it moves.",
        ),
        "Of r = p₁ / p₂ with the limits l and u of each rate (MOVER-R): lower end (p₁p₂ - √(p₁²p₂² - l₁u₂(2p₁ - l₁)"
        "(2p₂ - u₂))) / (u₂(2p₂ - u₂)), upper end with the other limits and +. A. Donner and G. Y. Zou, Statistical"
        " Methods in Medical Research 21 (2012), 347-359.",
    ),
    Method(
        "published-interval",
        "Where a source says itself how sure its figures are",
        (
            "Some publishers give a 95% interval beside each figure. We show it as it is given, and work out the "
            "interval of the difference from those of both figures, as if each had been found out by itself.",
            "Without such an interval nobody knows how far chance moves an amount of money, a duration, a rate, a "
            f"number or an index. Its change is shown, and is {UNCERTAIN}, unless the measure is declared to be a "
            "full count, such as money spent, in which chance has no part.",
        ),
        "Of a difference: the distances from each figure to the ends of its interval, squared, added and rooted; "
        "for equal arms that is 1.96 √(s₁² + s₂²), with the standard errors s of arm / 1.96. Of a change in per "
        "cent: the interval of the ratio (MOVER-R). A. Donner and G. Y. Zou, Statistical Methods in Medical "
        "Research 21 (2012), 347-359.",
    ),
)
