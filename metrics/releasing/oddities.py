"""What is odd about a drop beside the release before: worth a look, and no fault.

Areas that came and went, files that nobody updated, history rewritten, breaks newly reached or declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from metrics.declared.framework import Break, PublishedMeasure
from metrics.figures.numbers import counted
from metrics.figures.revision_size import beyond_usual, usual_words
from metrics.issues import listed
from metrics.language import say
from metrics.periods import label, parse_period_id
from metrics.releasing.diff import Diff, MeasurePair, by_size, is_headline, newly_crossed
from metrics.releasing.diff_words import revision_line
from metrics.releasing.redeclared_words import MOST_LISTED
from metrics.releasing.revisions import Revision


@dataclass(frozen=True)
class Supplied:
    """What was supplied for a release: its files' checksums by name, and the area names of each measure.

    ``areas`` tells for each name what its rows hold, in words: ``1,204 in all, March 2024 to October 2024``.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def oddities(diff: Diff, before: Supplied, after: Supplied, *, reread: bool = False) -> list[str]:
    """Every oddity, a line each; none for a first release.

    ``reread`` says that the release's own files were read once more: that none of them is new is not odd then.
    """
    if diff.earlier is None:
        return []
    return [
        *([] if reread else _not_updated(before.files, after.files)),
        *_areas(diff, before, after),
        *_rewritten(diff.measures),
        *_without_value(diff.measures),
        *_breaks(diff.measures),
    ]


def _not_updated(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    same = [name for name, checksum in after.items() if before.get(name) == checksum]
    if same and len(same) == len(after):
        yield "Every file is the one of the release before: only the declaration can make a difference"
    elif same:
        were = "is the same file" if len(same) == 1 else "are the same files"
        yield f"{listed(same)} {were} as in the release before: some publishers did not update"


def _areas(diff: Diff, before: Supplied, after: Supplied) -> Iterator[str]:
    """The names in the column of areas that one of the two has and the other does not."""
    for pair in diff.measures:
        old, new = (supplied.areas.get(pair.measure.id, {}) for supplied in (before, after))
        if not old or not new:
            continue
        for name in new.keys() - old.keys():
            yield f"{pair.measure.title}: rows of {listed([name])} are new ({new[name]})"
        for name in old.keys() - new.keys():
            yield f"{pair.measure.title}: rows of {listed([name])} are gone ({old[name]} before)"


def _rewritten(measures: Sequence[MeasurePair]) -> Iterator[str]:
    """History that moved beyond the usual, counted as ``pcp check`` counts it."""
    for pair in measures:
        if pair.published is None:
            continue
        unusual = [revision for revision in pair.revisions.revised if _beyond_usual(pair.published, revision)]
        yield from _past(
            pair.published,
            [revision for revision in unusual if is_headline(revision.key)],
            say("of {region}"),
        )
        yield from _past(
            pair.published,
            [revision for revision in unusual if not is_headline(revision.key)],
            "of its parts",
        )


def _beyond_usual(measure: PublishedMeasure, revision: Revision) -> bool:
    before, after = revision.before.value, revision.after.value
    if revision.key.window != measure.source.window or before is None or after is None:
        return False
    return beyond_usual(measure, before, after, revision.before.status)


def _past(measure: PublishedMeasure, revisions: Sequence[Revision], whose: str) -> Iterator[str]:
    if revisions:
        words = f"{counted(len(revisions), 'past figure')} {whose} moved by more than {usual_words(measure)}"
        yield f"{measure.title}: {words}: {_first(measure, by_size(measure, revisions))}"


def _first(measure: PublishedMeasure, revisions: Sequence[Revision]) -> str:
    more = f"; and {len(revisions) - MOST_LISTED:,} more" if len(revisions) > MOST_LISTED else ""
    return "; ".join(revision_line(measure, revision) for revision in revisions[:MOST_LISTED]) + more


def _without_value(measures: Sequence[MeasurePair]) -> Iterator[str]:
    for pair in measures:
        if pair.published and pair.lost:
            had = f"{counted(len(pair.lost), 'figure')} had a value before, and none now"
            yield f"{pair.measure.title}: {had}: {_first(pair.published, pair.lost)}"


def _breaks(measures: Sequence[MeasurePair]) -> Iterator[str]:
    for pair in measures:
        if pair.published is None:
            continue
        for item in newly_crossed(pair):
            yield f"{pair.measure.title}: {_break(pair.published, item)} is reached: {item.reason}"
        if pair.before is not None and isinstance(pair.before.measure, PublishedMeasure):
            old, new = pair.before.measure.breaks, pair.published.breaks
            for item in (declared for declared in new if declared not in old):
                yield f"{pair.measure.title}: {_break(pair.published, item)} is newly declared: {item.reason}"
            for item in (declared for declared in old if declared not in new):
                yield f"{pair.measure.title}: {_break(pair.published, item)} is no longer declared"


def _break(measure: PublishedMeasure, item: Break) -> str:
    return f"the break of {label(parse_period_id(item.period, measure.frequency))}"
