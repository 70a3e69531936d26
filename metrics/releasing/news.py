"""What a release brings of each measure, for who reads it: newer figures or none, other words, revisions."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import OUTCOME_WORDS, observation_text
from metrics.releasing.diff import Beside, by_size, is_headline
from metrics.releasing.diff_words import counted, size_words
from metrics.releasing.revisions import Revision

NEW_ON_THIS_SITE = "This measure is new on this site."


def news(one: Beside) -> str:
    """What a release brings of a measure, beside its figure: newer figures or none, another word for it."""
    if one.before is None:
        return NEW_ON_THIS_SITE
    if one.after is None:
        return "This measure is no longer on this site."
    before, after = one.before.measure.status, one.after.measure.status
    if before != after:
        return f"It was {_state(before)} before, and is {_state(after)} now."
    return " ".join([*_newer(one), *_renamed(one)])


def _state(status: str) -> str:
    return "reported in words" if status == "qualitative" else status


def _newer(one: Beside) -> Iterator[str]:
    before, after = one.periods
    if before is None or after is None:
        return
    if before.period == after.period:
        yield "No newer figure has come since the release before."
    else:
        yield f"The release before ended with {before.period_label}."


def _renamed(one: Beside) -> Iterator[str]:
    before, after = (None if tile is None else tile.change for tile in (one.before, one.after))
    if before is not None and after is not None and before.outcome != after.outcome:
        words = (OUTCOME_WORDS[change.outcome].lower() for change in (before, after))
        yield "There the change was called “{}”; now it is called “{}”.".format(*words)


def revised_sentences(one: Beside) -> list[str]:
    """How many figures of a measure were revised, the largest revision of London's, and the parts of London."""
    if one.published is None or not one.revised:
        return []
    own, rest = one.headline, [found for found in one.revised if not is_headline(found.key)]
    boroughs = sum(not found.key.dimension for found in rest)
    parts = [(boroughs, "figure of boroughs", "figures of boroughs")]
    parts += [(len(rest) - boroughs, "figure of breakdowns", "figures of breakdowns")]
    others = [f"{number:,} {many if number > 1 else single}" for number, single, many in parts if number]
    told = _revised_of_london(one.published, own)
    if others:
        verb = "was" if len(rest) == 1 else "were"
        told.append(f"{' and '.join(others)} {verb} revised{' as well' if own else ''}.")
    return told


def _revised_of_london(measure: PublishedMeasure, own: tuple[Revision, ...]) -> list[str]:
    if not own:
        return ["No figure for London as a whole was revised."]
    verb = "was" if len(own) == 1 else "were"
    told = [f"{counted(len(own), 'figure')} for London {verb} revised."]
    for most in by_size(measure, own)[:1]:
        first = "It" if len(own) == 1 else "The largest revision"
        before, after = (observation_text(measure, end) for end in (most.before, most.after))
        told.append(
            f"{first} is that of {most.after.label}: {before} became {after} ({size_words(measure, most)})."
        )
    return told
