"""What else is to be known of a claim: what would make it agree, what its start does, what lies between its sides.

A claim that does not agree is tried with other windows, other areas, the other unit and the other sign. Of one that
can be worked out the start is moved by whole years: where none leads to a larger change, or to a smaller one, the
start was the extreme one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from metrics.areas import region_code
from metrics.declared.claim import ClaimWindow, StatedUnit
from metrics.declared.claim_windows import units_of, windows_of
from metrics.declared.framework import Break, PublishedMeasure
from metrics.figures.chance import weighed
from metrics.figures.claims import ClaimSum, Side, figure_of, sum_of
from metrics.figures.dispersion import dispersion
from metrics.figures.numbers import rounded
from metrics.figures.series import Key, MeasureData, Observation
from metrics.periods import PERIODS_IN_A_YEAR, parse_period_id

LEAST_STARTS = 3  # of two, each is an extreme one


@dataclass(frozen=True)
class Starts:
    """The changes from all starts that are whole years from the stated one, in the unit that was stated.

    ``lowest`` and ``highest`` are exact, with the figures that they start from; ``number`` counts the starts.
    ``is_lowest`` and ``is_highest`` say whether the stated start alone leads to so low or so high a change.
    """

    number: int
    lowest: tuple[Decimal, Observation]
    highest: tuple[Decimal, Observation]
    is_lowest: bool
    is_highest: bool


@dataclass(frozen=True)
class AcrossBreak:
    """A break between the sides: the last figure before it, the change up to that, and the one from there on."""

    crossed: Break
    last_before: Observation
    until: Decimal
    across: Decimal


@dataclass(frozen=True)
class Clues:
    """What else is to be known of a claim; what does not hold is empty or None.

    ``windows`` are the sums of other windows that agree, ``area`` that of the only other area, ``other_unit`` the
    unit in which the number holds. ``is_other_way`` is a change of the size that was stated, with the other sign.
    """

    windows: tuple[ClaimSum, ...] = ()
    area: ClaimSum | None = None
    other_unit: StatedUnit | None = None
    is_other_way: bool = False
    across: AcrossBreak | None = None
    starts: Starts | None = None
    is_of_other_season: bool = False
    may_be_chance: bool = False


def clues_of(worked: ClaimSum, data: MeasureData) -> Clues:
    """What else is to be known of a claim, by the series of its measure."""
    if worked.difference is None:
        return Clues()
    across, starts = _across(worked, data), _starts(worked, data)
    other_season = worked.is_of_like and _is_of_other_season(worked)
    common = Clues(across=across, starts=starts, is_of_other_season=other_season)
    if worked.agrees:
        return replace(common, may_be_chance=_may_be_chance(worked, data))
    return replace(
        common,
        windows=tuple(_other_windows(worked, data)),
        area=_other_area(worked, data),
        other_unit=_other_unit(worked),
        is_other_way=rounded(-worked.difference, worked.decimals) == worked.stated,
    )


# What would agree ------------------------------------------------------------------------------------------


def _other_windows(worked: ClaimSum, data: MeasureData) -> Iterator[ClaimSum]:
    for window in windows_of(worked.measure):
        sides = tuple(replace(side, window=window) for side in worked.sides)
        if sides != worked.sides:
            other = _again(worked, data, worked.area, (sides[0], sides[1]))
            if other.agrees:
                yield other


def _other_area(worked: ClaimSum, data: MeasureData) -> ClaimSum | None:
    """The sum of the one other area that agrees; several may agree by chance, and say nothing."""
    others = [code for code in (region_code(), *data.every_area()) if code != worked.area]
    sums = [_again(worked, data, code, worked.sides) for code in others]
    agreeing = [item for item in sums if item.agrees]
    return agreeing[0] if len(agreeing) == 1 else None


def _other_unit(worked: ClaimSum) -> StatedUnit | None:
    others = [unit for unit in units_of(worked.measure) if unit != worked.unit]
    return next((unit for unit in others if replace(worked, unit=unit).agrees), None)


def _again(worked: ClaimSum, data: MeasureData, area: str, sides: tuple[Side, Side]) -> ClaimSum:
    return sum_of(worked.measure, data, area, sides, (worked.stated, worked.unit))


# What lies between -----------------------------------------------------------------------------------------


def _across(worked: ClaimSum, data: MeasureData) -> AcrossBreak | None:
    """The break between the sides, where the figures on both of its sides can be held against each other."""
    crossed = worked.crossed
    side = None if crossed is None else _before(worked.measure, worked.sides[0], crossed)
    if crossed is None or side is None or not worked.is_of_like:
        return None
    last = figure_of(worked.measure, data, worked.area, side)
    until = replace(worked, later=last).difference
    across = replace(worked, earlier=last).difference
    return None if until is None or across is None else AcrossBreak(crossed, last, until, across)


def _before(measure: PublishedMeasure, side: Side, crossed: Break) -> Side | None:
    """The last side of a window before a break, where that can be held against one of any time of the year."""
    if side.window.endswith("to-date") or (_is_seasonal(measure) and not _covers_years(measure, side.window)):
        return None
    last = parse_period_id(crossed.period, measure.frequency) - 1
    return Side(side.window, last) if last.ordinal > side.period.ordinal else None


def _is_seasonal(measure: PublishedMeasure) -> bool:
    return measure.unit_row.adds_up and measure.comparison.season == "yearly"


def _covers_years(measure: PublishedMeasure, window: ClaimWindow) -> bool:
    return window == "rolling-12-months" or measure.frequency.endswith("year")


def _is_of_other_season(worked: ClaimSum) -> bool:
    """Whether the sides are of two parts of the year, in a measure that moves with it."""
    measure = worked.measure
    if not _is_seasonal(measure) or _covers_years(measure, worked.sides[0].window):
        return False
    step = worked.later.period.ordinal - worked.earlier.period.ordinal
    return bool(step % PERIODS_IN_A_YEAR[measure.frequency])


def _may_be_chance(worked: ClaimSum, data: MeasureData) -> bool:
    """Whether a change that agrees is no larger than chance could make it, by the measure's own test."""
    measure = worked.measure
    if worked.finding != "agrees" or worked.shared_months or _is_of_other_season(worked):
        return False
    moves = dispersion(measure, data.get(Key("single", worked.area)), worked.later.period)
    chance = weighed(measure, worked.earlier, worked.later, worked.area, moves)
    return chance is not None and chance.interval is not None and chance.may_be_chance


# Other starts ----------------------------------------------------------------------------------------------


def _starts(worked: ClaimSum, data: MeasureData) -> Starts | None:
    """The changes from starts of other years; None where there are too few of them.

    A start shares no month with the other side. Where the stated one lies on the same side of all breaks, so do
    they.
    """
    if not worked.is_of_like or worked.shared_months:
        return None
    changes = [
        (item.difference, item.earlier)
        for item in _from_other_years(worked, data)
        if item.difference is not None and (worked.crossed is not None or item.crossed is None)
    ]
    if len(changes) < LEAST_STARTS:
        return None
    lowest, highest = (pick(changes, key=lambda pair: pair[0]) for pick in (min, max))
    sole = [sum(change == end[0] for change, _ in changes) == 1 for end in (lowest, highest)]
    is_lowest, is_highest = (
        alone and end[1] == worked.earlier for alone, end in zip(sole, (lowest, highest), strict=True)
    )
    return Starts(len(changes), lowest, highest, is_lowest, is_highest)


def _from_other_years(worked: ClaimSum, data: MeasureData) -> Iterator[ClaimSum]:
    """The same claim from each start of its time of the year, the stated one among them."""
    side, end = worked.sides[0], worked.sides[1]
    year = PERIODS_IN_A_YEAR[worked.measure.frequency]
    keys = (Key(side.span, worked.area), Key("single", worked.area))
    oldest = min((item.period for key in keys for item in data.get(key)), default=side.period)
    first = side.period.ordinal - (side.period.ordinal - oldest.ordinal) // year * year
    for ordinal in range(first, end.period.ordinal, year):
        start = Side(side.window, side.period + (ordinal - side.period.ordinal))
        item = _again(worked, data, worked.area, (start, end))
        if item.is_of_like and not item.shared_months:
            yield item
