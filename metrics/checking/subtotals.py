"""Areas that are declared to add up others do: else what they count would be lost to the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from metrics.areas import area_name, districts, divisions, region_code, slug
from metrics.checking.matrix import rounding_of
from metrics.checking.summed import ReadFile
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, held_against, listed, warning
from metrics.language import say
from metrics.periods import label
from metrics.reading.frames import rows_of
from metrics.reading.names import SUBTOTAL


def subtotals_add_up(measure: PublishedMeasure, files: Sequence[ReadFile]) -> Iterator[Issue]:
    """No subtotal is more than what stands beside it and could be a part of it: one error for each name.

    A part is nowhere larger than its sum. Percentages are never added up, and are not tried.
    """
    if measure.source.area is None or not measure.unit_row.adds_up:
        return
    for file in files:
        if not file.subtotals.empty:
            yield from held_against(("source", "area"), _of_file(measure, file))


def _of_file(measure: PublishedMeasure, file: ReadFile) -> Iterator[Issue]:
    keys = ["period", *(dimension.id for dimension in measure.source.dimensions)]
    areas = file.cells[file.cells["area"] != region_code()].pivot_table(
        "value", keys, "area", "sum", dropna=False
    )
    unknown = (
        file.cells[file.cells["value"].isna()].set_index(keys).index
    )  # a part that is not told may be any
    rounding = rounding_of(file.cells["value"].to_numpy(dtype="float64"))
    leeway = 1e-6 if rounding == 1 else rounding * (len(areas.columns) + 1) / 2
    for name, rows in file.subtotals.groupby("area", sort=False):
        own = rows.dropna(subset=["value"]).set_index(keys)
        own = own[~own.index.isin(unknown)]
        sums = own.groupby(keys)["value"].sum()
        beside = areas.reindex(sums.index).fillna(0)
        parts = beside.loc[:, beside.le(sums + leeway, axis=0).all()]
        lost = sums[sums > parts.sum(axis=1) + leeway]
        if not lost.empty:
            first = next(row for row in rows_of(own[own.index.isin(lost.index[:1])].reset_index()))
            yield _issue(file, str(name).removeprefix(SUBTOTAL), first, float(lost.iloc[0]))
        else:
            yield from _of_named_parts(file, str(name).removeprefix(SUBTOTAL), own, sums, beside, leeway)


def _of_named_parts(
    file: ReadFile, name: str, own: pd.DataFrame, sums: pd.Series, beside: pd.DataFrame, leeway: float
) -> Iterator[Issue]:
    """A subtotal whose name says of which districts it is comes to what they do; a warning where it does not."""
    parts = [code for code in named_districts(name) if code in beside]
    if len(parts) < 2:
        return
    differs = sums[(sums - beside[parts].sum(axis=1)).abs() > leeway]
    if not differs.empty:
        row = next(row for row in rows_of(own[own.index.isin(differs.index[:1])].reset_index()))
        total = float(beside[parts].sum(axis=1)[differs.index[0]])
        message = f'"{name}" is {float(differs.iloc[0]):,.12g} in {label(row.period)}, and the rows of '
        message += (
            f"{listed([area_name(code) for code in parts])} come to {total:,.12g}: is one of them missing?"
        )
        yield warning(file.table.file, int(row.line), int(row.field), "no-subtotal", message)


def named_districts(name: str) -> tuple[str, ...]:
    """The codes of the districts that a subtotal is of by its name: those that it lists, or those of a division."""
    division, joining = (
        slug(say("{division}")),
        {"", "and", slug(say("{division}")), slug(say("{districts}"))},
    )
    rest = slug(name).removesuffix(f"-{division}")
    if rest in divisions():
        return divisions()[rest].parts
    codes = []
    for area in sorted(districts().values(), key=lambda area: -len(area.slug)):
        if area.slug in rest:
            codes.append(area.code)
            rest = rest.replace(area.slug, "", 1)
    return tuple(sorted(codes)) if not set(rest.split("-")) - joining else ()


def _issue(file: ReadFile, name: str, row: pd.Series, value: float) -> Issue:
    message = f'"{name}" is declared as a subtotal, and no sum of the areas beside it comes to its '
    message += say(
        '{value:,.12g} in {period}; if it counts for {region}, name it under "no_area"',
        value=value,
        period=label(row.period),
    )
    return error(file.table.file, int(row.line), int(row.field), "no-subtotal", message)
