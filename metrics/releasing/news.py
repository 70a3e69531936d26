"""What a release brings of each measure, for who reads it: newer figures or none, other words, revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change
from metrics.figures.sentences import OUTCOME_WORDS, full_text_of, named, observation_text
from metrics.figures.verdict_sentences import verdict_word
from metrics.language import listed_words, say, say_count
from metrics.release_titles import release_title
from metrics.releasing.diff import MeasurePair, by_size, is_headline
from metrics.releasing.diff_words import size_words
from metrics.releasing.revisions import Revision

Act = Literal["revised", "corrected"]
# The largest change of the region's figures: of one alone, and of several.
LARGEST_OF_SEVERAL: Mapping[Act, str] = {
    "revised": (
        "The largest revision of {region’s} figures is that of {when}: {before} became {after} ({size})."
    ),
    "corrected": (
        "The largest correction of {region’s} figures is that of {when}: {before} became {after} ({size})."
    ),
}
NO_NEWER_FIGURE = "No newer figure has come since the release before."
LARGEST_OF_ONE = "It is that of {when}: {before} became {after} ({size})."
NONE_OF_REGION: Mapping[Act, str] = {
    "revised": "No figure for {region} as a whole was revised.",
    "corrected": "No figure for {region} as a whole was corrected.",
}
OF_REGION: Mapping[Act, tuple[str, str]] = {
    "revised": ("{number} figure for {region} was revised.", "{number} figures for {region} were revised."),
    "corrected": (
        "{number} figure for {region} was corrected.",
        "{number} figures for {region} were corrected.",
    ),
}
OF_OTHERS: Mapping[Act, tuple[str, str]] = {
    "revised": ("{figures} was revised.", "{figures} were revised."),
    "corrected": ("{figures} was corrected.", "{figures} were corrected."),
}
OF_OTHERS_AS_WELL: Mapping[Act, tuple[str, str]] = {
    "revised": ("{figures} was revised as well.", "{figures} were revised as well."),
    "corrected": ("{figures} was corrected as well.", "{figures} were corrected as well."),
}
OF_DISTRICTS = ("{number} figure of {districts}", "{number} figures of {districts}")
OF_BREAKDOWNS = ("{number} figure of breakdowns", "{number} figures of breakdowns")
STATES: Mapping[str, str] = {
    "published": "published",
    "planned": "planned",
    "qualitative": "reported in words",
    "retired": "retired",
}
LAST_GIVEN = "That is beside release {release}, the last before this that had figures of it."
NO_NEW_FIGURES = "No new figures came this time: {reason} The earlier figures stand as they were."
NEW_ON_THIS_SITE = "This measure is new on this site."


def news(pair: MeasurePair) -> str:
    """What a release brings of a measure, beside its figure: newer figures or none, another word for it."""
    if pair.before is None:
        return say(NEW_ON_THIS_SITE)
    if pair.after is None:
        return say("This measure is no longer on this site.")
    before, after = pair.before.measure.status, pair.after.measure.status
    if before != after:
        return say(
            "It was {before} before, and is {after} now.",
            before=say(STATES[before]),
            after=say(STATES[after]),
        )
    return " ".join([*_absent(pair), *_newer(pair), *_renamed(pair)])


def _absent(pair: MeasurePair) -> Iterator[str]:
    """Why its files did not come."""
    if pair.published is not None and pair.published.absent_this_time is not None:
        yield say(NO_NEW_FIGURES, reason=pair.published.absent_this_time.reason)


def _newer(pair: MeasurePair) -> Iterator[str]:
    before, after = pair.periods
    if before is None or after is None:
        return
    if before.period == after.period:
        yield from () if any(_absent(pair)) else [say(NO_NEWER_FIGURE)]
    else:
        yield say("The release before ended with {period}.", period=before.period_label)


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
        yield say("There the same change was called “{was}”; now it is called “{now}”.", was=was, now=now)
    else:
        yield say(
            "Of {earlier} it said “{was}”; of {later} it says “{now}”.",
            earlier=named(before.later),
            was=was,
            later=named(after.later),
            now=now,
        )


def _renamed_as_compared(before: Change, after: Change) -> Iterator[str]:
    """Of releases that judged the change itself, in the words that they were published with."""
    if before.outcome != after.outcome:
        was, now = (say(OUTCOME_WORDS[change.outcome]).lower() for change in (before, after))
        yield say("There the change was called “{was}”; now it is called “{now}”.", was=was, now=now)


def revised_sentences(pair: MeasurePair, act: Act = "revised") -> list[str]:
    """How many figures of a measure were revised, the largest revision of the region's, and the region's parts.

    Beside the release that a release corrects, its figures were ``corrected``.
    """
    if pair.published is None or not pair.revised:
        return []
    own, rest = pair.headline, [revision for revision in pair.revised if not is_headline(revision.key)]
    districts = sum(not revision.key.dimension for revision in rest)
    breakdowns = len(rest) - districts
    figures = []
    if districts:
        figures.append(say_count(*OF_DISTRICTS, districts, number=f"{districts:,}"))
    if breakdowns:
        figures.append(say_count(*OF_BREAKDOWNS, breakdowns, number=f"{breakdowns:,}"))
    sentences = _of_region(pair.published, own, act)
    if figures and own:
        sentences.append(say_count(*OF_OTHERS_AS_WELL[act], len(rest), figures=listed_words(figures)))
    elif figures:
        sentences.append(say_count(*OF_OTHERS[act], len(rest), figures=listed_words(figures)))
    if pair.last:
        sentences.append(say(LAST_GIVEN, release=release_title(pair.last)))
    return sentences


def _of_region(measure: PublishedMeasure, own: tuple[Revision, ...], act: Act) -> list[str]:
    if not own:
        return [say(NONE_OF_REGION[act])]
    sentences = [say_count(*OF_REGION[act], len(own), number=f"{len(own):,}")]
    for most in by_size(measure, own)[:1]:
        sentences.append(
            say(
                LARGEST_OF_ONE if len(own) == 1 else LARGEST_OF_SEVERAL[act],
                when=named(most.after),
                before=observation_text(measure, most.before),
                after=full_text_of(measure, most.after),
                size=size_words(measure, most),
            )
        )
    return sentences
