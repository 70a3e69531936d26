"""What does not add up in a release and did in the one before, or was not there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from metrics.declared.framework import PublishedMeasure
from metrics.discrepancies import Discrepancy
from metrics.figures.mismatch_sentences import mismatch_texts
from metrics.figures.mismatches import Mismatch
from metrics.figures.release import Release
from metrics.language import say

_BRACKETS = re.compile(r" ?\([^()]*\)")
NOT_ADDING_UP = "More does not add up: {text}"


def further_discrepancies(earlier: Iterable[Discrepancy], later: Iterable[Discrepancy]) -> list[str]:
    """What does not add up and was not said before, a sentence for each."""
    before = {_without_sources(item.text) for item in earlier}
    fresh = (item.text for item in later if _without_sources(item.text) not in before)
    return [say(NOT_ADDING_UP, text=text) for text in fresh]


def _without_sources(text: str) -> str:
    """What does not add up, without the reports that it is from: one more that says the same is no news."""
    return _BRACKETS.sub("", text)


def further_mismatches(earlier: Release | None, later: Release, measure: PublishedMeasure) -> list[str]:
    """The same of the files of a measure: the newest few of each kind, and how many more."""
    before = set[Mismatch]() if earlier is None else set(earlier.mismatches.get(measure.id, ()))
    fresh = [item for item in later.mismatches.get(measure.id, ()) if item not in before]
    return [say(NOT_ADDING_UP, text=text) for _, text in mismatch_texts(measure, fresh)]
