"""Rules on what is believable: figures far from the usual, totals that do not add up, running totals that fall.

They take the observations that a drop gives, as they would be stored, and the cells for the place of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from metrics.areas import region_code
from metrics.checking.places import place_of
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import is_ratio
from metrics.figures.chance import share_interval
from metrics.figures.numbers import decimals_of, exact, full_text, rounded, value_text
from metrics.figures.statistics import Z_998
from metrics.issues import Issue, error, warning
from metrics.language import say
from metrics.periods import label, year_of
from metrics.reading.frames import rows_of

ENOUGH = 4  # values before any of them can be called unusual
LARGE = 50  # a usual count below it goes up and down by chance
MOST_DECIMALS = 9  # what is worked out from a proportion may have more
MORE_THAN_NONE = 1e-9
DIGITS = 3  # that count in a figure that was worked out
FEW_POINTS = 5  # a usual percentage below it may well be a tenth of that


def check_plausible(
    measure: PublishedMeasure, cells: pd.DataFrame, observed: pd.DataFrame
) -> Iterator[Issue]:
    """Every doubt about the figures of a measure."""
    single = observed[observed["window"] == measure.source.window]
    yield from values_are_usual(measure, cells, single)
    yield from parts_add_up(measure, cells)
    yield from running_totals_rise(measure, cells, single)
    yield from changes_have_a_base(measure, cells, single)
    yield from decimals_are_shown(measure, cells)
    yield from amounts_can_be_seen(measure, cells)


def values_are_possible(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """No value is above the largest that was declared to be possible."""
    most = measure.source.plausible.most
    if most is not None:
        for row in rows_of(cells[cells["value"] > most]):
            message = f'{row.value:,.12g} is above the most that is declared, {most:g}; see "plausible"'
            yield error(row.file, int(row.line), int(row.field), "above-most", message)


def percentages_are_no_proportions(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Percentages that are all 1 or less were written as proportions."""
    source, values = measure.source, cells["value"].dropna()
    doubted = measure.unit_row.is_share and source.value.written_as != "proportion"
    if not doubted or (source.plausible.most or 100) <= 1 or len(values) < ENOUGH:
        return
    if values.max() <= 1 and ((values > 0) & (values < 1)).any():
        message = f"all {len(values):,} values are at most 1 per cent; if they are proportions, declare "
        message += '"written_as: proportion"; if they are right, declare "most: 1" under "plausible"'
        first = cells.iloc[0]
        yield error(str(first["file"]), int(first["line"]), int(first["field"]), "wrong-scale", message)


def values_are_usual(measure: PublishedMeasure, cells: pd.DataFrame, single: pd.DataFrame) -> Iterator[Issue]:
    """No value is many times the usual of its series, or a small part; the region's is told before its parts'.

    A share of two counts is far from the usual only where it is so by more than chance.
    """
    keys = ["area", "dimension", "category"]
    single = single[single.groupby(keys, sort=False)["value"].transform("min") >= 0]  # else nothing is usual
    usual = single.groupby(keys, sort=False)["value"].transform("median")
    enough = single.groupby(keys, sort=False)["value"].transform("count") >= ENOUGH
    times = measure.source.plausible.times_usual
    least = (
        LARGE if measure.unit_row.is_count else FEW_POINTS if measure.unit_row.is_share else MORE_THAN_NONE
    )
    far = (single["value"] >= usual * times) | (single["value"] <= usual / times)
    doubted = single.assign(usual=usual)[far & enough & (usual >= least)]
    if is_ratio(measure) and measure.unit_row.is_share:
        beyond = [_is_beyond_chance(measure, row.value, row.base, row.usual) for row in rows_of(doubted)]
        doubted = doubted[pd.Series(beyond, index=doubted.index, dtype=bool)]
    own = (doubted["area"] == region_code()) & (doubted["dimension"] == "")
    for row in rows_of(doubted[own | ~doubted["period"].isin(doubted[own]["period"])]):
        whose = row.category or measure.source.area_name(str(row.area))
        value, often = _as_it_stands(measure, row.value), _in_short(measure, row.usual)
        value = _in_short(measure, row.value) if is_ratio(measure) else value
        message = f"{whose} in {label(row.period)} is {value}, and its usual value is {often}"
        yield warning(*place_of(cells, row.period, row.area), "unusual", f"{message}; is the scale right?")


def _is_beyond_chance(measure: PublishedMeasure, share: float, base: float, usual: float) -> bool:
    """Whether the 99.8% limits of a share of so many (Wilson's) leave the usual share out."""
    low, high = share_interval(measure, share, int(base), Z_998)
    return not low <= usual <= high


def _as_it_stands(measure: PublishedMeasure, value: float) -> str:
    return measure.form_row.writing.text(Decimal(f"{value:.12g}"))


def _in_short(measure: PublishedMeasure, value: float) -> str:
    """With three digits that count, and as many decimals as are shown; a count in full."""
    if measure.unit_row.is_count or not value:
        return _as_it_stands(measure, value)
    number = exact(value)
    short = rounded(number, max(0, measure.decimals, DIGITS - 1 - number.adjusted()))
    return measure.form_row.writing.text(Decimal(f"{short.normalize():f}"))


def parts_add_up(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """The region's own count is the sum of its areas, give or take what is declared."""
    within = measure.source.plausible.parts_within
    if within is None or not measure.unit_row.adds_up or measure.source.region != "own-row":
        return
    cells = cells[~cells["period"].isin(cells[cells["value"].isna()]["period"])]
    region = cells["area"] == region_code()
    own = cells[region].groupby("period")["value"].sum()
    parts = cells[~region].groupby("period")["value"].sum()
    both = pd.DataFrame({"own": own, "parts": parts}).dropna().rename_axis("period").reset_index()
    for row in rows_of(both):
        if abs(row.own - row.parts) * 100 > within * abs(row.own):
            message = say(
                "{region} in {period} is {own:,.12g}, and its areas add up to {parts:,.12g}",
                period=label(row.period),
                own=row.own,
                parts=row.parts,
            )
            place = place_of(cells, row.period, region_code())
            yield warning(*place, "parts-differ", f"{message}; are rows missing, or do some count twice?")


def running_totals_rise(
    measure: PublishedMeasure, cells: pd.DataFrame, single: pd.DataFrame
) -> Iterator[Issue]:
    """A total of the year to date never falls within its year."""
    window = measure.source.window
    if not window.endswith("to-date") or not measure.unit_row.is_count:
        return
    for (area, _, category), rows in single.groupby(["area", "dimension", "category"], sort=False):
        valued = rows[rows["value"].notna()].sort_values("period")
        for before, now in zip(rows_of(valued), rows_of(valued.iloc[1:]), strict=False):
            if now.value < before.value and year_of(now.period, window) == year_of(before.period, window):
                whose = category or measure.source.area_name(str(area))
                message = f"{whose} is {now.value:,.12g} by {label(now.period)} and was {before.value:,.12g} "
                place = place_of(cells, now.period, str(area))
                yield warning(
                    *place, "total-falls", f"{message}by {label(before.period)}: a running total rises"
                )


def changes_have_a_base(
    measure: PublishedMeasure, cells: pd.DataFrame, single: pd.DataFrame
) -> Iterator[Issue]:
    """The region's figure is not zero where the next is compared with it in per cent."""
    if measure.change_unit != "percent":
        return
    region = single[(single["area"] == region_code()) & (single["dimension"] == "")].sort_values("period")
    for row in rows_of(region.iloc[:-1][region["value"].iloc[:-1] <= 0]):
        value = f"{row.value:,.12g}"
        message = say(
            "{region} in {period} is {value}, so no change in per cent can be worked out from it",
            period=label(row.period),
            value=value,
        )
        yield warning(*place_of(cells, row.period, region_code()), "base-zero", message)


def decimals_are_shown(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """The extract has no more decimals than the measure shows: else figures that differ look alike.

    At least half of its values have them: a single one is a slip rather than how the publisher writes.
    """
    is_scaled = measure.money is not None and bool(measure.money.places)
    if measure.unit_row.is_count or is_scaled:
        return
    values = cells["value"].dropna()
    written = {value: decimals_of(rounded(exact(value), MOST_DECIMALS)) for value in values.unique()}
    decimals = values.map(written)
    finer = decimals[decimals > measure.decimals]
    if not finer.empty and 2 * len(finer) >= len(decimals):
        most = int(finer.max())
        first = cells.loc[finer[finer == most].index].iloc[0]
        noun = "decimal" if most == 1 else "decimals"
        such = full_text(first["value"], measure.form)
        message = (
            f'{measure.unit_row.several} have up to {most} {noun}, such as {such}, and "decimals: '
            f'{measure.decimals}" shows fewer: figures that differ may look alike'
        )
        yield warning(
            str(first["file"]), int(first["line"]), int(first["field"]), "finer-than-shown", message
        )


def amounts_can_be_seen(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Amounts of money are not shown in so large a unit that at least half of them look like none."""
    if measure.money is None or not measure.money.places:
        return
    amounts = cells[cells["value"].notna() & (cells["value"] != 0)]
    small = amounts[[rounded(exact(value), measure.decimals) == 0 for value in amounts["value"]]]
    if not small.empty and 2 * len(small) >= len(amounts):
        first = small.iloc[0]
        amount = full_text(first["value"], measure.form)
        looks = value_text(first["value"], measure.form, measure.decimals)
        message = (
            f"{amount} would be shown as {looks}, and so would {len(small):,} of {len(amounts):,} amounts; declare "
            'a smaller "shown_in", or more "decimals"'
        )
        yield warning(
            str(first["file"]), int(first["line"]), int(first["field"]), "finer-than-shown", message
        )
