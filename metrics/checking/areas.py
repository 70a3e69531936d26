"""Rules across rows on the region, its areas, and the category that is a measure's own figure."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import area_name, districts, police_districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.figures.sums_of_areas import areas_of
from metrics.gazetteer import level_noun
from metrics.issues import Issue, error, listed, nearest, warning
from metrics.language import say
from metrics.periods import label
from metrics.reading.frames import rows_of


def region_has_its_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """The region's own row is there where the region is made of it, and is not added up twice where it is not."""
    rows = cells[cells["area"] == region_code()]
    if measure.source.region == "own-row":
        yield from _periods_without_region(measure, cells, rows)
    elif measure.source.area is not None:
        for row in rows_of(rows.head(1)):
            message = say(
                "a {measure} for {region} stands among the areas that are added up to make {region}",
                measure=_holder(measure),
            )
            yield error(row.file, int(row.line), 1, "region-twice", message)


def _periods_without_region(
    measure: PublishedMeasure, cells: pd.DataFrame, rows: pd.DataFrame
) -> Iterator[Issue]:
    if rows.empty:
        message = say(
            '"{id}": no {measure} is {region\'s} own; name it under "aliases" of the area',
            id=measure.id,
            measure=_holder(measure),
        )
        yield error(str(cells["file"].iloc[0]), 1, 1, "no-region", message)
        return
    tell, then = (error, "zero") if measure.source.absent == "zero" else (warning, "missing")
    without = cells[~cells["period"].isin(rows["period"])].drop_duplicates("period")
    for row in rows_of(without):
        message = say(
            "{period} has no row of {region's} own, so {region's} figure would be {then}",
            period=label(row.period),
            then=then,
        )
        yield tell(row.file, int(row.line), 1, "no-region", message)


def headlines_have_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """The category that is a measure's own figure stands in its files."""
    for dimension in measure.source.dimensions:
        names = [str(name) for name in cells[dimension.id].unique()]
        if dimension.headline is not None and dimension.headline not in names:
            message = f'no {measure.source.holder(dimension.id)} has the headline "{dimension.headline}" of '
            message += f"{dimension.id}; found {listed(names)}"
            guess = nearest(dimension.headline, names)
            yield error(str(cells["file"].iloc[0]), 1, 1, "no-headline", message + guess)
    if not measure.unit_row.adds_up:
        yield from _categories_added_up(measure, cells)


def _categories_added_up(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Percentages of several categories make no percentage of all: one of them must be named."""
    dimensions = measure.source.dimensions
    for dimension in (other for other in dimensions if other.headline is None):
        others = [other.id for other in dimensions if other is not dimension]
        if cells.duplicated(["file", "period", "area", *others]).any():
            names = listed(str(name) for name in cells[dimension.id].unique())
            several = measure.unit_row.several
            message = f'{several} do not add up; name one of {names} as the "headline" of {dimension.id}'
            yield error(str(cells["file"].iloc[0]), 1, 1, "no-headline", message)


def districts_have_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where areas are added up to make the region, a district without any row may have been lost."""
    source = measure.source
    if source.area is not None and source.region == "own-row":
        yield from _some_area_has_rows(measure, cells)
    if source.area is None or source.region == "own-row" or not LAYOUTS[source.layout].is_seamless:
        return
    present = set(cells["area"].unique())
    expected = police_districts() if source.level == "district" else areas_of(measure, cells.head(0))
    summed = districts() if source.level == "ward" else {}
    lost = [source.area_name(code) for code in expected if code not in present and code not in summed]
    if lost:
        message = say(
            "{region} is added up, and no {measure} is of {lost}", measure=_holder(measure), lost=listed(lost)
        )
        yield warning(str(cells["file"].iloc[0]), 1, 1, "no-area", message)


def without_guesses(issues: list[Issue]) -> list[Issue]:
    """The issues of a measure's files: that it has rows of no area is told where nothing else is wrong."""
    others = [issue for issue in issues if issue.code != "no-districts"]
    return others or issues


def _some_area_has_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where the region has rows of its own, ``area`` is declared for the areas beside it."""
    source = measure.source
    if set(cells["area"].unique()) & set(source.gazetteer.codes(source.level)):
        return
    message = say(
        '"{id}" declares "area", and no {measure} is of any {level}: where the file is of {region} alone, leave '
        '"area" out, and name its column under "ignore" or "where"',
        id=measure.id,
        measure=_holder(measure),
        level=level_noun(source.level),
    )
    yield warning(str(cells["file"].iloc[0]), 1, 1, "no-districts", message)


def wards_stand_alone(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """A district is the sum of its wards where they add up, so that a row of its own would count them twice."""
    if measure.source.level != "ward" or not measure.unit_row.adds_up:
        return
    own = cells[cells["area"].isin(list(districts()))].drop_duplicates("area")
    for row in rows_of(own):
        message = f"a {_holder(measure)} of {area_name(row.area)} stands among the wards that add up to it"
        message += '; name it under "subtotals"'
        yield error(row.file, int(row.line), 1, "mixed-areas", message)


def _holder(measure: PublishedMeasure) -> str:
    return measure.source.holder("area")
