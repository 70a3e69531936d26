"""Which areas a figure is added up from, and what they come to: a sum is not known while one of them is missing."""

from __future__ import annotations

import pandas as pd

from metrics.areas import districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.marking import strongest_by
from metrics.statuses import of_a_missing_part

ENDS = ["lower", "upper"]  # of a published interval: stored where a measure has one


def areas_behind(measure: PublishedMeasure, area: str) -> set[str]:
    """The areas whose cells an area's figure is made of: of a district its wards', where they add up to it."""
    wards = measure.source.gazetteer.wards(area) if measure.source.level == "ward" else ()
    return {*wards} if wards and measure.unit_row.adds_up else {area}


def areas_of(measure: PublishedMeasure, cells: pd.DataFrame) -> list[str]:
    """The areas of a source: all of its level, so that one without a row is seen.

    Beside wards stand the districts that they add up to; of what does not add up, those that have rows of their
    own.
    """
    source = measure.source
    if source.area is None:
        return []
    gazetteer, inside = source.gazetteer, source.outside == "included"
    outside = gazetteer.outside()
    codes = [code for code in gazetteer.codes(source.level) if inside or code not in outside]
    if source.level != "ward":
        return codes
    own = {gazetteer.district(code) for code in codes}
    if not measure.unit_row.adds_up:
        own = set(cells["area"].unique()) & set(districts())
    return [*(code for code in districts() if code in own), *codes]


def of_areas(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Value, status and base of each period of each area, those of districts added up from wards where they do."""
    sums = [code for code in districts() if areas_behind(measure, code) != {code}]
    frames = {
        code: figures_of(measure, cells[cells["area"].isin(areas_behind(measure, code))], code)
        for code in sums
    }
    own = combined(cells[~cells["area"].isin(sums)], "area")
    return own if not frames else pd.concat([own, pd.concat(frames, names=["area"])])


def figures_of(measure: PublishedMeasure, cells: pd.DataFrame, area: str, *keys: str) -> pd.DataFrame:
    """Value, status and base of each period of one area, and of each value of ``keys``, from the cells behind it.

    A sum of areas is not known while a row of one is missing, where a missing row is not zero.
    """
    totals, parts = combined(cells, *keys), _parts_needed(measure, cells, area)
    if not parts:
        return totals
    by_key = cells[cells["area"].isin(parts)].groupby([*keys, "period"])
    lost = by_key["area"].nunique().reindex(totals.index).fillna(0) < len(parts)
    return totals.assign(value=totals["value"].mask(lost), status=totals["status"].mask(lost, "x"))


def _parts_needed(measure: PublishedMeasure, cells: pd.DataFrame, area: str) -> set[str]:
    """The areas without any of which a sum is not known; none where a missing row is zero, or nothing is summed.

    All rows are summed of areas that have any.
    """
    source = measure.source
    if source.absent == "zero" or source.area is None or not measure.unit_row.adds_up:
        return set()
    if area != region_code():
        return areas_behind(measure, area) - {area}
    match source.region:
        case "own-row":
            return set()
        case "sum-of-areas":
            own = set(areas_of(measure, pd.DataFrame({"area": []})))
            return own - districts().keys() if source.level == "ward" else own
        case _:
            return set(cells["area"].unique()) & set(source.gazetteer.codes(source.level))


def combined(cells: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Value, status and base of each period, for each value of ``keys`` where they are named.

    A total with an unknown part is unknown, with the part's status.
    """
    by = [*keys, "period"]
    groups = cells.groupby(by, sort=True)
    complete = groups["value"].count() == groups.size()
    value = groups["value"].sum().where(complete)
    status = strongest_by(cells, by) if cells["status"].any() else value.map(lambda _: "")
    lacks_a_part = ~complete & (groups.size() > 1)
    status = status.mask(lacks_a_part, status.map(of_a_missing_part))
    totals = pd.DataFrame({"value": value, "status": status})
    single = complete & (groups.size() == 1)  # the interval of a sum is none of its parts'
    ends = {end: groups[end].first().where(single) for end in ENDS if end in cells}
    base = {"base": groups["base"].first().where(complete)} if "base" in cells else {}
    return totals.assign(**base, **ends)
