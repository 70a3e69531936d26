"""What in a measure's file does not add up, of what is declared to: areas, categories, and a percentage's counts.

Only what is there as a whole is compared. Where small figures are withheld, nothing is said of a period that has
one that is, and no small part is named, so that what is told gives none of them away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from metrics.areas import NO_AREA_NAMES, region_code
from metrics.checking.matrix import rounding_of
from metrics.checking.plausible import MOST_DECIMALS
from metrics.declared.framework import PublishedMeasure
from metrics.declared.reconciliation import MeasureReconciliation
from metrics.declared.source import Dimension
from metrics.figures.days import with_absent_days
from metrics.figures.mismatch_sentences import mismatch_text
from metrics.figures.mismatches import OF_NO_AREA, Mismatch, MismatchCode
from metrics.figures.numbers import decimals_of, exact, rounded
from metrics.figures.observations import at_headline, once
from metrics.figures.sums_of_areas import areas_of
from metrics.issues import Issue, error, held_against, warning
from metrics.periods import period_id
from metrics.reading.beside_counts import DECIMALS, TOP, UNDER
from metrics.reading.frames import rows_of
from metrics.reading.names import no_area_name

MOST_FOR_STAFF = 20  # of each kind; of the rest the number
FOR_READERS = "Readers are told so."

HAIR = 1e-9  # less is what adding up binary fractions makes
KEYS: dict[MismatchCode, tuple[str, str]] = {
    "areas-off": ("reconcile", "areas"),
    "categories-off": ("reconcile", "dimensions"),
    "counts-off": ("reconcile", "counts"),
}


@dataclass(frozen=True)
class Placed:
    """A mismatch with the cell that states the figure, how far off it is, and the number of its period."""

    mismatch: Mismatch
    place: tuple[str, int, int]
    size: float
    order: int


@dataclass(frozen=True)
class _Rows:
    """What the rules look at: the cells of periods in which nothing is withheld."""

    measure: PublishedMeasure
    rule: MeasureReconciliation
    cells: pd.DataFrame

    def step(self, cells: pd.DataFrame) -> float:
        """The step that figures are written in: 0 of counts in full, 5 of those rounded so, 0.1 of tenths."""
        if not self.measure.unit_row.is_count:
            return self._finest
        step = rounding_of(cells["value"].to_numpy(dtype="float64"))
        return step if step > 1 else 0

    @cached_property
    def _finest(self) -> float:
        """One of the last decimal that any figure of the file has: a number does not keep a zero at its end."""
        values = self.cells["value"].dropna().unique()
        numbers = (rounded(exact(value), MOST_DECIMALS) for value in values)
        return float(10.0 ** -max(map(decimals_of, numbers), default=0))

    @property
    def tolerance(self) -> float:
        """From which difference on a figure is named, in the measure's unit."""
        declared, money = self.rule.tolerance, self.measure.money
        return 0.0 if declared is None else float(declared.scaleb(0 if money is None else -money.places))

    @property
    def small(self) -> int:
        """Below so many a count is withheld; 0 where nothing is."""
        suppression = self.measure.suppression
        return 0 if suppression is None else suppression.threshold

    def is_small(self, *counts: float) -> bool:
        """Whether any of some counts tells of few people."""
        return any(0 < count < self.small for count in counts)

    def is_off(self, stated: float, own: float, rounding: float) -> bool:
        """Whether a figure differs from the sum of others by more than rounding all of them can make."""
        size, hair = abs(stated - own), HAIR * max(1.0, abs(stated))
        return size > rounding + hair and size >= self.tolerance - hair

    def discrepancy(self, row: Any, code: MismatchCode, own: float, **further: Any) -> Placed:
        """A figure that is stated in the cell of a row, and comes to another by others."""
        stated, source = float(row.value), self.measure.source
        area = str(row.area)
        if area.startswith(NO_AREA_NAMES):
            area = OF_NO_AREA + no_area_name(source, area)
        stated, own = round(stated, MOST_DECIMALS), round(own, MOST_DECIMALS)
        mismatch = Mismatch(code, period_id(row.period), area, stated, own, **further)
        place = str(row.file), int(row.line), int(row.field)
        return Placed(mismatch, place, abs(stated - own), int(row.period.ordinal))


def placed_mismatches(measure: PublishedMeasure, cells: pd.DataFrame, stored: pd.DataFrame) -> list[Placed]:
    """What does not add up, of each code the newest first and in a period what is furthest off.

    ``cells`` are those that the checks let through, and ``stored`` the observations as they would be stored,
    without what is withheld.
    """
    rule = measure.reconcile
    if rule is None:
        return []
    cells = with_absent_days(measure, once(measure, cells))
    if measure.suppression is not None:
        cells = cells[~cells["period"].map(period_id).isin(_withheld_periods(stored))]
    placed = [item for look in RULES for item in look(_Rows(measure, rule, cells))] if len(cells) else []
    order = list(KEYS)
    return sorted(placed, key=lambda item: (order.index(item.mismatch.code), -item.order, -item.size))


def _withheld_periods(stored: pd.DataFrame) -> set[str]:
    """The periods in which any figure is withheld, whatever it is of and whatever its window."""
    return set(stored["period"][stored["status"] == "c"])


def areas_add_up(rows: _Rows) -> Iterator[Placed]:
    """The region's own row is the sum of its areas and of the rows of no area."""
    measure, source = rows.measure, rows.measure.source
    if not rows.rule.areas:
        return
    own = at_headline(measure, rows.cells, None)
    needed = set(areas_of(measure, own)) & set(source.gazetteer.codes(source.level))
    region, rest = own[own["area"] == region_code()], own[own["area"].str.startswith(NO_AREA_NAMES)]
    inside_all = own[own["area"].isin(needed)]
    of_total, of_part = rows.step(region), rows.step(pd.concat([inside_all, rest]))
    parts = dict(tuple(inside_all.groupby("period", sort=False)))
    outside_of = dict(tuple(rest.groupby("period", sort=False)))
    for period, stating in region.groupby("period", sort=False):
        inside, outside = parts.get(period, own[:0]), outside_of.get(period, own[:0])
        is_complete = source.absent == "zero" or inside["area"].nunique() == len(needed)
        both = pd.concat([inside, outside])
        if inside.empty or not is_complete or not _are_known(stating, both):
            continue
        stated, total = stating["value"].sum(), both["value"].sum()
        rounding = (of_total * len(stating) + of_part * len(both)) / 2
        if rows.is_off(stated, total, rounding) and not rows.is_small(outside["value"].sum()):
            first = next(iter(rows_of(stating.assign(value=stated))))
            yield rows.discrepancy(first, "areas-off", total, has_rest=not outside.empty)


def categories_add_up(rows: _Rows) -> Iterator[Placed]:
    """In each area the other categories of a dimension add up to the one that is its total."""
    for dimension in rows.measure.source.dimensions:
        if dimension.id in (rows.rule.dimensions or ()):
            yield from _of_dimension(rows, dimension)


def _of_dimension(rows: _Rows, dimension: Dimension) -> Iterator[Placed]:
    own = at_headline(rows.measure, rows.cells, dimension)
    is_total = own[dimension.id] == dimension.headline
    parts, absent = own[~is_total], rows.measure.source.absent
    of_total, of_part = rows.step(own[is_total]), rows.step(parts)
    declared = len(dimension.categories) - 1
    in_period = parts.groupby("period")[dimension.id].nunique()
    by_place = dict(tuple(parts.groupby(["period", "area"], sort=False)))
    for place, stating in own[is_total].groupby(["period", "area"], sort=False):
        if place not in by_place:
            continue
        beside, period = by_place[place], stating["period"].iloc[0]
        needed = declared if dimension.categories else int(in_period[period])
        is_complete = absent == "zero" or beside[dimension.id].nunique() == needed
        if not is_complete or not _are_known(stating, beside):
            continue
        stated, total = stating["value"].sum(), beside["value"].sum()
        rounding = (of_total * len(stating) + of_part * len(beside)) / 2
        if rows.is_off(stated, total, rounding) and not rows.is_small(stated, total):
            first = next(iter(rows_of(stating.assign(value=stated))))
            yield rows.discrepancy(first, "categories-off", total, dimension=dimension.id)


def _are_known(*groups: pd.DataFrame) -> bool:
    return all(bool(group["value"].notna().all()) for group in groups)


def percentages_follow(rows: _Rows) -> Iterator[Placed]:
    """A percentage is what its two counts give, as far as the decimals that it is written with let that be told."""
    if rows.rule.counts is None:
        return
    cells = rows.cells
    beside = cells[cells[["value", TOP, UNDER]].notna().all(axis=1) & (cells[UNDER] > 0)]
    off = (beside["value"] - 100 * beside[TOP] / beside[UNDER]).abs()
    doubted = beside.rename(columns={TOP: "top", UNDER: "under", DECIMALS: "decimals"})[off > HAIR]
    for row in rows_of(doubted.assign(category=_categories(rows.measure, doubted))):
        top, under, decimals = int(row.top), int(row.under), min(int(row.decimals), MOST_DECIMALS)
        own = Fraction(100 * top, under)
        size = abs(Fraction(exact(row.value)) - own)
        is_off = size > Fraction(1, 2 * 10**decimals) and size >= rows.tolerance
        if is_off and not rows.is_small(top, under, under - top):
            further = {"top": top, "under": under, "decimals": decimals}
            yield rows.discrepancy(row, "counts-off", float(own), category=str(row.category), **further)


def _categories(measure: PublishedMeasure, cells: pd.DataFrame) -> list[str]:
    """Of each cell the categories that are not those of the measure's own figure."""
    dimensions = measure.source.dimensions
    columns = zip(*(cells[item.id] for item in dimensions), strict=True) if dimensions else [()] * len(cells)
    headlines = [item.headline for item in dimensions]
    return [
        ", ".join(name for name, own in zip(names, headlines, strict=True) if name != own)
        for names in columns
    ]


# For staff -------------------------------------------------------------------------------------------------


def for_readers(measure: PublishedMeasure, placed: Iterable[Placed]) -> tuple[Mismatch, ...]:
    """What readers are told of: nothing where it is declared to be for staff alone."""
    is_notice = measure.reconcile is not None and measure.reconcile.severity == "notice"
    return tuple(item.mismatch for item in placed) if is_notice else ()


def mismatch_issues(measure: PublishedMeasure, placed: Sequence[Placed]) -> list[Issue]:
    """What does not add up, for staff: an error where it is declared as one, with the key that declares it."""
    rule, issues = measure.reconcile, list[Issue]()
    for code, key in KEYS.items():
        own = [item for item in placed if item.mismatch.code == code]
        for at, item in enumerate(own[:MOST_FOR_STAFF]):
            text = f'measure "{measure.id}": {mismatch_text(measure, item.mismatch)}'
            if at == MOST_FOR_STAFF - 1 and len(own) > MOST_FOR_STAFF:
                text += f" And {len(own) - MOST_FOR_STAFF:,} more do not."
            make, end = (error, "") if rule is not None and rule.severity == "error" else (warning, "")
            if rule is not None and rule.severity == "notice":
                end = f" {FOR_READERS}"
            issues += held_against(key, [make(*item.place, code, text + end)])
    return issues


RULES: tuple[Callable[[_Rows], Iterator[Placed]], ...] = (areas_add_up, categories_add_up, percentages_follow)
