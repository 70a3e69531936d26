"""The rule that decided what may be said of a change, with its threshold and its interval."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, Reason
from metrics.figures.intervals import span_text
from metrics.figures.numbers import (
    difference_text,
    exact,
    probability_text,
    rounded,
    threshold,
)
from metrics.figures.sentences import LITTLE_CHANGE, TOO_FEW, UNCERTAIN, VERDICT_WORDS, outcome_word
from metrics.figures.wording import base_words
from metrics.language import say, upper_first

NO_PERCENTAGE = "no percentage can be taken of zero"
NO_PERCENTAGE_BELOW = "no percentage can be taken of a number below zero"
RULES: Mapping[Reason, str] = {
    "no-value": "without a figure there is no change",
    "no-earlier-value": "without an earlier figure there is no change",
    "zero-base": NO_PERCENTAGE,
    "negative-base": NO_PERCENTAGE_BELOW,
    "break": "no change crosses a break in the series",
    "unequal-periods": "periods of unequal length are not compared",
    "overlap": "windows that share months are not tested as if each stood alone",
    "below-materiality": f"a difference below the smallest that is called a change is {LITTLE_CHANGE}",
    "chance": f"a change whose interval takes in no change (0) is {UNCERTAIN}",
    "too-few": f"small counts that chance alone could make so different are {TOO_FEW}",
    "too-short": "without enough of a series to show how far it moves, chance cannot be weighed",
    "arithmetic": "it is arithmetic alone, and the comparison of like with like is judged",
    "unweighed": "without knowing how far chance moves a figure, no change of it is called one",
    "no-like": "no week has a like one a year before, so the difference is arithmetic alone",
    "other-force": "nothing of another force is judged, so the difference is arithmetic alone",
    "no-base": "without the number of people asked, chance cannot be weighed",
    "material": "a difference of this size, beyond chance where chance is weighed, is called a change",
}


def decided(change: Change) -> str:
    """The rule that decided, and what it led to."""
    word = outcome_word(change) if change.is_judged else say(VERDICT_WORDS["not-judged"])
    return say(
        "The rule that decided: {rule}. So it says: {word}.", rule=say(RULES[change.reason]), word=word
    )


def rule_facts(measure: PublishedMeasure, change: Change) -> tuple[tuple[str, str], ...]:
    """What the rules went by, each with its name."""
    unit = change.unit
    difference = say("not told") if change.difference is None else difference_text(change.difference, unit)
    facts = [
        (say("Difference"), difference),
        (say("Smallest that is called a change"), _threshold(change)),
    ]
    if change.interval is not None:
        low, high = change.interval
        upto = say("{low} or more", low=difference_text(low, unit))
        if not high.is_infinite():
            upto = span_text(difference_text(low, unit), difference_text(high, unit))
        facts.append((say("95% interval of the difference"), upto))
    if change.weighed is not None and change.weighed.bases is not None:
        earlier, later = change.weighed.bases
        numbers = say("{later}, and {earlier} before", later=f"{later:,}", earlier=f"{earlier:,}")
        facts.append((upper_first(base_words(measure)), numbers))
    if change.weighed is not None and change.weighed.dispersion is not None:
        moves = change.weighed.dispersion
        phi = rounded(exact(moves.phi), 2)
        dispersion = say("{phi}, from {ranges} ranges", phi=phi, ranges=moves.ranges)
        facts.append((say("Dispersion of the series"), dispersion))
    if change.weighed is not None and change.weighed.probability is not None:
        facts.append((say("By chance alone"), probability_text(change.weighed.probability)))
    return tuple(facts)


def _threshold(change: Change) -> str:
    return difference_text(threshold(change.materiality, change.unit), change.unit)
