"""What is said of a claim by a release: its sum and why, what the newest makes of it, and why that differs."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.figures.claim_sentences import (
    claim_change_text,
    claim_change_words,
    claim_sentence,
    finding_words,
    why_sentences,
)
from metrics.figures.claim_sentences import obstacle_sentence as sentence_on
from metrics.figures.numbers import full_text
from metrics.figures.release import Release
from metrics.figures.sentences import named
from metrics.language import say
from metrics.releasing.claims import ClaimCheck, ReleasedSum, Revised, worked_from

UNREAD_RELEASE = "Release {release} cannot be read at the moment."
NEWEST_CHANGE = "On the newest release, {release}, the change is {change}."
NEWEST_SAME = "The newest release, {release}, has the same figures."
NEWEST_FINDING = "By these the claim would be called so: {finding}."
NEWEST_LACKS = "The newest release, {release}, cannot work it out: {reason}"
WAS_REVISED = "The figure for {period} was {before} then and is {after} now, {size} {way}."
WAS_REVISED_VALUE = "The figure for {period} was {before} then and is {after} now."
ROWS_GONE = "Rows of no {district}, {gone} of them then, are gone from the source"
ROWS_GONE_ALONE = "{gone}."
ROWS_GONE_AND_MORE = "{gone}; all others were revised, by {size} {way} in all."
MORE, FEWER = "more", "fewer"


def own_sentences(own: ReleasedSum) -> list[str]:
    """The sum of a claim and why it comes to what it does; why there is none where it cannot be worked out."""
    if own.worked is not None:
        return [*filter(None, [claim_sentence(own.worked)]), *why_sentences(own.worked, own.clues)]
    if own.lacking is not None:
        return [sentence_on(own.lacking)]
    return [say(UNREAD_RELEASE, release=own.title)]


def newest_sentences(check: ClaimCheck) -> list[str]:
    """What the newest release makes of a claim, and why that differs; nothing where it is the same release."""
    own, newest = check.own, check.newest
    if newest is None:
        return []
    if newest.worked is None or newest.worked.difference is None:
        (reason, *_) = own_sentences(newest)
        return [say(NEWEST_LACKS, release=newest.title, reason=reason)]
    if own.worked is not None and not check.revised:
        return [say(NEWEST_SAME, release=newest.title)]
    change = claim_change_words(newest.worked, newest.worked.difference)
    finding = finding_words(newest.finding)
    return [
        say(NEWEST_CHANGE, release=newest.title, change=change),
        *([say(NEWEST_FINDING, finding=finding)] if newest.finding != own.finding else []),
        *(sentence for revised in check.revised for sentence in _revised(check, revised)),
    ]


def _revised(check: ClaimCheck, revised: Revised) -> Iterator[str]:
    """A side that is another now, and how much of that is rows of no district that are gone."""
    measure, was, now = check.measure, revised.before.value, revised.after.value
    texts = [full_text(value, measure.form) for value in (was, now) if value is not None]
    if was is None or now is None:
        return
    if not measure.unit_row.is_count:
        yield say(WAS_REVISED_VALUE, period=named(revised.after), before=texts[0], after=texts[1])
        return
    size, way = _size(now - was)
    yield say(WAS_REVISED, period=named(revised.after), before=texts[0], after=texts[1], size=size, way=way)
    if revised.gone:
        gone = say(ROWS_GONE, gone=f"{revised.gone:,.0f}")
        rest = now - was + revised.gone
        size, way = _size(rest)
        if rest:
            yield say(ROWS_GONE_AND_MORE, gone=gone, size=size, way=way)
        else:
            yield say(ROWS_GONE_ALONE, gone=gone)


def _size(difference: float) -> tuple[str, str]:
    return f"{abs(difference):,.0f}", say(MORE) if difference > 0 else say(FEWER)


def claim_headlines(earlier: Release, later: Release) -> Iterator[str]:
    """The claims that come to something else by the figures of a later release than by those of an earlier."""
    for claim in later.config.claims:
        before, after = worked_from(earlier, claim, later), worked_from(later, claim)
        was, now = (_in_short(item) for item in (before, after))
        if was != now:
            yield f"the claim {claim.id}: {was}, now {now}"


def _in_short(item: ReleasedSum) -> str:
    """``agrees (-13.1%)``."""
    words, worked = finding_words(item.finding), item.worked
    words = words[:1].lower() + words[1:]
    if worked is None or worked.difference is None:
        return words
    return f"{words} ({claim_change_text(worked, worked.difference)})"
