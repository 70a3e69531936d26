"""Why the figures of other producers differ from ours, in plain English."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.claim import Difference, OtherFigure
from metrics.declared.claim_windows import YEAR
from metrics.declared.framework import PublishedMeasure
from metrics.figures.claims import stated_number
from metrics.figures.other_figures import HeldPair
from metrics.figures.sentences import named, observation_text
from metrics.language import say

DIFFERENCE_WORDS: Mapping[Difference, str] = {
    "noun": "what is counted",
    "jurisdiction": "which police forces are in it",
    "period": "which time is covered",
    "vintage": "when the figures were taken",
    "categories": "what belongs to it",
    "counting": "how cases are counted",
    "survey": "who was asked, and how",
    "place": "where it is put on the map",
    "coverage": "how much of it is there",
}
DIFFERS_BY = "It differs in {differences}."
PAIR = "For {period} it is {ours} here, and {theirs} there."
PAIR_MOVED = "For {period} it was {ours} here and {theirs} there; by this release it is {now} here."


def difference_words(other: OtherFigure) -> str:
    """In what the figures differ: ``It differs in what is counted, and which time is covered.``"""
    names = [say(DIFFERENCE_WORDS[name]) for name in other.differs_by]
    return say(DIFFERS_BY, differences="; ".join(names))


def pair_sentence(measure: PublishedMeasure, pair: HeldPair) -> str:
    """Both figures for one time, and what this site has now where that is another."""
    ours, theirs = (f"{stated_number(number):,}" for number in (pair.pair.ours, pair.pair.theirs))
    template = PAIR if pair.holds else PAIR_MOVED
    return say(
        template,
        period=pair.pair.period if YEAR.fullmatch(pair.pair.period) else named(pair.figure),
        ours=ours,
        theirs=theirs,
        now=observation_text(measure, pair.figure).lower(),
    )


def other_sentences(measure: PublishedMeasure, other: OtherFigure, pair: HeldPair | None) -> list[str]:
    """All that is said of the figures of another producer."""
    return [
        other.explanation,
        difference_words(other),
        *([] if pair is None else [pair_sentence(measure, pair)]),
    ]
