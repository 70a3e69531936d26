"""What a release brings of each measure, for who reads it: newer figures or none, other words, revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change
from metrics.figures.numbers import counted
from metrics.figures.sentences import OUTCOME_WORDS, full_text_of, named, observation_text
from metrics.figures.verdict_sentences import verdict_word
from metrics.language import say
from metrics.releasing.diff import MeasurePair, by_size, is_headline
from metrics.releasing.diff_words import size_words
from metrics.releasing.revisions import Revision

Act = Literal["revised", "corrected"]
ACTS: Mapping[Act, str] = {"revised": "revision", "corrected": "correction"}
NO_NEW_FIGURES = "No new figures came this time: {reason} The earlier figures stand as they were."
NEW_ON_THIS_SITE = "This measure is new on this site."


def news(pair: MeasurePair) -> str:
    """What a release brings of a measure, beside its figure: newer figures or none, another word for it."""
    if pair.before is None:
        return NEW_ON_THIS_SITE
    if pair.after is None:
        return "This measure is no longer on this site."
    before, after = pair.before.measure.status, pair.after.measure.status
    if before != after:
        return f"It was {_state(before)} before, and is {_state(after)} now."
    return " ".join([*_absent(pair), *_newer(pair), *_renamed(pair)])


def _state(status: str) -> str:
    return "reported in words" if status == "qualitative" else status


def _absent(pair: MeasurePair) -> Iterator[str]:
    """Why its files did not come."""
    if pair.published is not None and pair.published.absent_this_time is not None:
        yield NO_NEW_FIGURES.format(reason=pair.published.absent_this_time.reason)


def _newer(pair: MeasurePair) -> Iterator[str]:
    before, after = pair.periods
    if before is None or after is None:
        return
    if before.period == after.period:
        yield from () if any(_absent(pair)) else ["No newer figure has come since the release before."]
    else:
        yield f"The release before ended with {before.period_label}."


def _renamed(pair: MeasurePair) -> Iterator[str]:
    before, after = (None if tile is None else tile.judged for tile in (pair.before, pair.after))
    if before is None or after is None:
        return
    if pair.after is not None and pair.after.verdict is None:
        yield from _renamed_as_compared(before, after)
        return
    if verdict_word(before) == verdict_word(after):
        return
    was, now = (verdict_word(change).lower() for change in (before, after))
    same = (before.later.months, before.earlier.months) == (after.later.months, after.earlier.months)
    if same:
        yield f"There the same change was called “{was}”; now it is called “{now}”."
    else:
        yield f"Of {named(before.later)} it said “{was}”; of {named(after.later)} it says “{now}”."


def _renamed_as_compared(before: Change, after: Change) -> Iterator[str]:
    """Of releases that judged the change itself, in the words that they were published with."""
    if before.outcome != after.outcome:
        was, now = (OUTCOME_WORDS[change.outcome].lower() for change in (before, after))
        yield f"There the change was called “{was}”; now it is called “{now}”."


def revised_sentences(pair: MeasurePair, act: Act = "revised") -> list[str]:
    """How many figures of a measure were revised, the largest revision of the region's, and the region's parts.

    Beside the release that a release corrects, its figures were ``corrected``.
    """
    if pair.published is None or not pair.revised:
        return []
    own, rest = pair.headline, [revision for revision in pair.revised if not is_headline(revision.key)]
    districts = sum(not revision.key.dimension for revision in rest)
    parts = [(districts, say("figure of {districts}"), say("figures of {districts}"))]
    parts += [(len(rest) - districts, "figure of breakdowns", "figures of breakdowns")]
    others = [f"{number:,} {many if number > 1 else single}" for number, single, many in parts if number]
    sentences = _of_region(pair.published, own, act)
    if others:
        verb = "was" if len(rest) == 1 else "were"
        sentences.append(f"{' and '.join(others)} {verb} {act}{' as well' if own else ''}.")
    return sentences


def _of_region(measure: PublishedMeasure, own: tuple[Revision, ...], act: Act) -> list[str]:
    if not own:
        return [say("No figure for {region} as a whole was {act}.", act=act)]
    verb = "was" if len(own) == 1 else "were"
    sentences = [say("{own} for {region} {verb} {act}.", own=counted(len(own), "figure"), verb=verb, act=act)]
    for most in by_size(measure, own)[:1]:
        first = "It" if len(own) == 1 else say("The largest {act} of {region’s} figures", act=ACTS[act])
        before, after = observation_text(measure, most.before), full_text_of(measure, most.after)
        sentences.append(
            f"{first} is that of {named(most.after)}: {before} became {after} ({size_words(measure, most)})."
        )
    return sentences
