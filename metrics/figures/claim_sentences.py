"""A claim in plain English: what it comes to, its sum, and why; and what else is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from metrics.declared.claim import Stated, StatedUnit
from metrics.declared.claim_windows import CLAIM_WINDOW_WORDS
from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import CHANGES
from metrics.figures.claim_clues import AcrossBreak, Clues, Starts
from metrics.figures.claims import ClaimSum, Finding, Obstacle, breaks_inside, change_unit_of, stated_number
from metrics.figures.numbers import (
    decimals_to_bear,
    difference_text,
    difference_words,
    full_text,
    rounded,
    value_text,
)
from metrics.figures.sentences import NOT_COMPARABLE, named, observation_text
from metrics.figures.series import Observation
from metrics.language import say
from metrics.periods import in_words, parse_period_id
from metrics.statuses import STATUS_WORDS

FINDING_WORDS: Mapping[Finding, str] = {
    "agrees": "Agrees",
    "does-not-agree": "Does not agree",
    "not-comparable": f"Agrees in arithmetic, {NOT_COMPARABLE}",
    "not-worked-out": "Cannot be worked out",
}
STATED_UNIT_WORDS: Mapping[StatedUnit, str] = {
    "percent": "in per cent",
    "percentage-points": "in percentage points",
    "count": "as a number",
    "units": "in the unit of the figure",
}
OBSTACLE_SENTENCES: Mapping[Obstacle, str] = {
    "no-measure": "The release has no figures of this measure.",
    "no-area": "The release does not know the area.",
    "no-window": "In the release the measure has no figures of this kind.",
    "break-inside": "Figures from both sides of a break fall in {period}, and are not added up: {reason}.",
    "no-figure": "The figure for {period} is {status}.",
    "zero-base": "No percentage leads from {earlier} to {later}.",
}
SUM = "From {earlier} in {from_period} to {later} in {to_period} the change is {change}"
SUM_IN_DIGITS = "{sum}, which is {rounded} in the digits that were stated."
SUM_ALONE = "{sum}."
STATED_OTHERWISE = "{stated} was stated, and the change is {change}."
CROSSES = (
    "A break lies between the two: {reason}. Figures from {period} on are counted otherwise than before."
)
UP_TO_THE_BREAK = (
    "Up to the break the change was {until}, to {figure} in {period}; from there on it is {across}."
)
UNLIKE_LENGTHS = "The two do not cover the same span of time: {earlier}, and {later}."
OTHER_WINDOW = "By {window} it would agree: from {earlier} in {from_period} to {later} in {to_period}."
OTHER_AREA = "It would agree for {area}, and for no other area: from {earlier} to {later}."
OTHER_UNIT = "The number holds {other}, and was stated {unit}."
OTHER_WAY = "The change is of that size, and goes the other way."
OTHER_SEASON = "The two are of different times of the year, and the figure moves with the seasons."
SHARED_MONTHS = "The two share months, so the change is that of the months that they do not share."
MAY_BE_CHANCE = (
    "A change of this size may be chance alone: by this measure's own test it cannot be told from none."
)
STARTS = (
    "Of {number} starts whole years apart, this among them, the change ranges from {lowest} ({low_period}) to "
    "{highest} ({high_period})."
)
EXTREME_START = "The stated start is the extreme one: no other gives so {which} a change."
LOW, HIGH = "low", "high"


def finding_words(finding: Finding) -> str:
    """What a claim comes to, in a word or a few: ``Does not agree``."""
    return say(FINDING_WORDS[finding])


def stated_text(measure: PublishedMeasure, stated: Stated) -> str:
    """The change as it was stated: ``-13%``."""
    return difference_text(stated_number(stated.change), change_unit_of(measure, stated.unit))


def claim_change_text(worked: ClaimSum, difference: Decimal) -> str:
    """An exact difference with as many decimals as it takes to come to the same number in the stated digits."""
    return difference_text(_in_digits(worked, difference), change_unit_of(worked.measure, worked.unit))


def claim_change_words(worked: ClaimSum, difference: Decimal) -> str:
    """The same in a sentence: ``-3.2 percentage points``."""
    return difference_words(_in_digits(worked, difference), change_unit_of(worked.measure, worked.unit))


def _in_digits(worked: ClaimSum, difference: Decimal) -> Decimal:
    places, number = _places(worked), rounded(difference, worked.decimals)
    while rounded(rounded(difference, places), worked.decimals) != number:
        places += 1
    return rounded(difference, places)


def _plain_change(worked: ClaimSum, difference: Decimal) -> str:
    """A difference that is held against nothing."""
    return difference_words(rounded(difference, _places(worked)), change_unit_of(worked.measure, worked.unit))


def _places(worked: ClaimSum) -> int:
    """With how many decimals a difference is written: those that were stated, and of a share one at least."""
    least = CHANGES[change_unit_of(worked.measure, worked.unit)].decimals
    return max(worked.measure.decimals if least is None else least, worked.decimals)


def claim_sentence(worked: ClaimSum) -> str:
    """The sum: ``From 74,414 in the 12 months to May 2016 to 64,639 in … the change is -13.1%, which is -13% …``.

    Nothing where it cannot be worked out.
    """
    if worked.difference is None:
        return ""
    change = claim_change_words(worked, worked.difference)
    rounded_change = difference_words(
        rounded(worked.difference, worked.decimals), change_unit_of(worked.measure, worked.unit)
    )
    arithmetic = say(SUM, **_sides(worked), change=change)
    if change == rounded_change:
        return say(SUM_ALONE, sum=arithmetic)
    return say(SUM_IN_DIGITS, sum=arithmetic, rounded=rounded_change)


def claim_figure_text(worked: ClaimSum, figure: Observation) -> str:
    """A figure with as many digits as its difference needs, or the words for its absence."""
    measure, values = worked.measure, (worked.earlier.value, worked.later.value)
    if figure.value is None:
        return observation_text(measure, figure)
    if measure.unit_row.is_count or worked.difference is None:
        return full_text(figure.value, measure.form)
    assert values[0] is not None and values[1] is not None
    unit = change_unit_of(measure, worked.unit)
    shown_difference = rounded(worked.difference, max(1, worked.decimals))
    decimals = decimals_to_bear(shown_difference, values[0], values[1], measure.decimals, unit)
    return value_text(figure.value, measure.form, decimals)


def why_sentences(worked: ClaimSum, clues: Clues) -> list[str]:
    """Why it comes to that, and what else is to be known of it."""
    if worked.difference is None:
        return [obstacle_sentence(worked.obstacle or "no-figure", worked)]
    stated = say(
        STATED_OTHERWISE,
        stated=difference_words(worked.stated, change_unit_of(worked.measure, worked.unit)),
        change=claim_change_words(worked, worked.difference),
    )
    return [
        *([] if worked.agrees else [stated]),
        *_would_agree(worked, clues),
        *_not_like(worked, clues),
        *_cautions(worked, clues),
    ]


def obstacle_sentence(obstacle: Obstacle, worked: ClaimSum | None = None) -> str:
    """Why a claim cannot be worked out."""
    if worked is None:
        return say(OBSTACLE_SENTENCES[obstacle])
    lacking = [item for item in (worked.earlier, worked.later) if item.value is None] or [worked.earlier]
    broken = [
        (item, crossed) for item in lacking if (crossed := breaks_inside(worked.measure, item)) is not None
    ]
    figure, reason = (broken[0][0], broken[0][1].reason) if broken else (lacking[0], "")
    return say(
        OBSTACLE_SENTENCES[obstacle],
        period=named(figure),
        reason=reason,
        status=STATUS_WORDS.get(figure.status, STATUS_WORDS["x"]),
        earlier=claim_figure_text(worked, worked.earlier),
        later=claim_figure_text(worked, worked.later),
    )


def _sides(worked: ClaimSum) -> dict[str, str]:
    return {
        "earlier": claim_figure_text(worked, worked.earlier),
        "later": claim_figure_text(worked, worked.later),
        "from_period": named(worked.earlier),
        "to_period": named(worked.later),
    }


def _would_agree(worked: ClaimSum, clues: Clues) -> Iterator[str]:
    """What would make a claim agree that does not."""
    for other in clues.windows:
        yield say(OTHER_WINDOW, window=say(CLAIM_WINDOW_WORDS[other.sides[0].window]), **_sides(other))
    if clues.area is not None:
        name = claim_area_name(worked.measure, clues.area.area)
        yield say(OTHER_AREA, area=name, **_sides(clues.area))
    if clues.other_unit is not None:
        own = say(STATED_UNIT_WORDS[worked.unit])
        yield say(OTHER_UNIT, other=say(STATED_UNIT_WORDS[clues.other_unit]), unit=own)
    if clues.is_other_way:
        yield say(OTHER_WAY)


def _not_like(worked: ClaimSum, clues: Clues) -> Iterator[str]:
    """Why two figures cannot be compared."""
    if worked.crossed is not None:
        start = in_words(parse_period_id(worked.crossed.period, worked.measure.frequency))
        yield say(CROSSES, reason=worked.crossed.reason, period=start)
    if clues.across is not None:
        yield _around_break(worked, clues.across)
    if not worked.is_of_like:
        yield say(UNLIKE_LENGTHS, earlier=named(worked.earlier), later=named(worked.later))


def _around_break(worked: ClaimSum, across: AcrossBreak) -> str:
    last = across.last_before
    return say(
        UP_TO_THE_BREAK,
        until=_plain_change(worked, across.until),
        figure=claim_figure_text(worked, last),
        period=named(last),
        across=_plain_change(worked, across.across),
    )


def _cautions(worked: ClaimSum, clues: Clues) -> Iterator[str]:
    if worked.is_of_like and worked.shared_months:
        yield say(SHARED_MONTHS)
    if clues.is_of_other_season:
        yield say(OTHER_SEASON)
    if clues.may_be_chance:
        yield say(MAY_BE_CHANCE)
    if clues.starts is not None:
        yield starts_sentence(worked, clues.starts)
        if clues.starts.is_lowest or clues.starts.is_highest:
            yield say(EXTREME_START, which=say(LOW) if clues.starts.is_lowest else say(HIGH))


def starts_sentence(worked: ClaimSum, starts: Starts) -> str:
    """The range of the change from all starts that are years apart."""
    return say(
        STARTS,
        number=starts.number,
        lowest=_plain_change(worked, starts.lowest[0]),
        low_period=named(starts.lowest[1]),
        highest=_plain_change(worked, starts.highest[0]),
        high_period=named(starts.highest[1]),
    )


def claim_area_name(measure: PublishedMeasure, area: str) -> str:
    """The name of an area (a code), the region's as the measure covers it."""
    return measure.source.area_name(area, outside_included=measure.source.outside == "included")
