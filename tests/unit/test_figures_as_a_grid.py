"""A measure's figures as a grid: which line each stands in, which lines add up, and which months each total holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from metrics.areas import area_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.suppression.grid import REST, SINGLES, TOTALS, Grid, grid_of
from tests.given import OFFENCES, SATISFACTION, measure
from tests.places_of_tests import REGION

BARNET, BRENT = (str(area_code(name)) for name in ("Barnet", "Brent"))
Line = tuple[str, str, str, str]  # window, area, dimension, category
KIND = {"id": "kind", "title": "Kind", "column": ("Kind",)}
ROWS = {
    "layout": "rows",
    "period": {"column": ("Month",), "format": "YYYYMM"},
    "value": {"column": ("Count",)},
    "combine": "sum",
}


def grid(
    declared: PublishedMeasure, first: str, lines: Mapping[Line, Sequence[float | None]], bases: Any = None
) -> Grid:
    """The grid of lines of figures, from a first month on; their bases are in the same order."""
    frames = [
        pd.DataFrame(
            {
                "window": window,
                "period": pd.period_range(first, periods=len(values), freq="M"),
                "area": area,
                "dimension": dimension,
                "category": category,
                "value": np.array(values, dtype=float),
                "base": np.nan if bases is None else np.array(bases[number], dtype=float),
                "status": "",
            }
        )
        for number, ((window, area, dimension, category), values) in enumerate(lines.items())
    ]
    return grid_of(declared, pd.concat(frames, ignore_index=True))


def columns(numbers: np.ndarray[Any, Any]) -> list[str]:
    """A layer, one text for each line."""
    return [" ".join(f"{number:g}" for number in line) for line in np.asarray(numbers, dtype=float)]


def families(result: Grid) -> list[list[int]]:
    return [family.tolist() for family in result.families]


def test_districts_and_kinds_add_up_to_region_with_what_is_in_no_district() -> None:
    declared = measure(
        OFFENCES,
        window="calendar-year-to-date",
        source={**ROWS, "dimensions": (KIND,)},
        suppression={"threshold": 5},
    )
    result = grid(
        declared,
        "2023-12",
        {
            ("single", REGION, "", ""): [10, 20, 7],
            ("single", BARNET, "", ""): [4, 11, 2],
            ("single", BRENT, "", ""): [5, 9, 4],
            ("single", REGION, "kind", "Gun"): [3, 0, 1],
            ("single", REGION, "kind", "Knife"): [7, 20, 6],
            ("calendar-year-to-date", REGION, "", ""): [None, 20, 27],
            ("calendar-year-to-date", BARNET, "", ""): [None, 11, 13],
        },
    )
    assert columns(result.amounts[SINGLES]) == ["10 20 7", "1 0 1", "4 11 2", "5 9 4", "3 0 1", "7 20 6"]
    assert columns(result.amounts[TOTALS]) == ["0 20 27", "0 0 0", "0 11 13", "0 0 0", "0 0 0", "0 0 0"]
    assert columns(result.visible[SINGLES]) == ["1 1 1", "0 0 0", *["1 1 1"] * 4]
    assert columns(result.visible[TOTALS]) == ["0 1 1", "0 0 0", "0 1 1", *["0 0 0"] * 3]
    assert columns(result.is_known[SINGLES]) == ["1 1 1"] * 6
    assert columns(result.is_known[TOTALS]) == ["0 1 1", "0 0 0", "0 1 1", *["0 0 0"] * 3]
    assert families(result) == [[2, 3, REST], [4, 5]]
    assert [
        result.family_of(line) is family
        for line, family in ((2, result.families[0]), (5, result.families[1]))
    ] == [
        True,
        True,
    ]
    assert (result.family_of(0), result.family_of(9)) == (None, None)
    assert (result.first.tolist(), result.reach.tolist()) == ([-11, 1, 1], [0, 2, 2])
    layers, lines, months = (place.tolist() for place in result.rows)
    assert layers == [0] * 15 + [1] * 6
    assert lines == [line for line in (0, 2, 3, 4, 5, 0, 2) for _ in range(3)]
    assert months == [0, 1, 2] * 7


def test_rolling_totals_hold_a_month_for_a_year() -> None:
    declared = measure(OFFENCES, window="rolling-12-months", suppression={"threshold": 5})
    single = [*range(1, 15)]
    rolling = [None] * 11 + [sum(single[n - 11 : n + 1]) for n in range(11, 14)]
    result = grid(
        declared,
        "2023-01",
        {
            ("single", REGION, "", ""): single,
            ("single", BARNET, "", ""): single,
            ("rolling-12-months", REGION, "", ""): rolling,
            ("rolling-12-months", BARNET, "", ""): rolling,
        },
    )
    assert result.first.tolist() == [*range(-11, 3)]
    assert result.reach.tolist() == [11, 12, *[13] * 12]
    assert columns(result.amounts[TOTALS])[2] == "0 0 0 0 0 0 0 0 0 0 0 78 90 102"


def test_where_no_name_of_no_district_is_declared_nothing_is_in_none() -> None:
    area = {"column": ("Borough",)}
    declared = measure(OFFENCES, source={"area": area}, suppression={"threshold": 5})
    result = grid(declared, "2024-01", {("single", REGION, "", ""): [9], ("single", BRENT, "", ""): [4]})
    assert columns(result.amounts[SINGLES]) == ["9", "0", "4"]
    assert columns(result.is_known[SINGLES]) == ["1", "1", "1"]


def test_where_region_is_not_the_sum_of_all_rows_nobody_knows_what_is_in_no_district() -> None:
    declared = measure(OFFENCES, source={**ROWS, "region": "own-row"}, suppression={"threshold": 5})
    result = grid(declared, "2024-01", {("single", REGION, "", ""): [9], ("single", BRENT, "", ""): [4]})
    assert (columns(result.amounts[SINGLES]), columns(result.is_known[SINGLES])) == (
        ["9", "0", "4"],
        ["1", "0", "1"],
    )


def test_a_measure_without_windows_that_add_up_has_no_totals() -> None:
    declared = measure(OFFENCES, suppression={"threshold": 5})
    result = grid(
        declared, "2024-01", {("single", REGION, "", ""): [9, 8, 7], ("single", BRENT, "", ""): [4, 3, 2]}
    )
    assert (result.first.tolist(), result.reach.tolist()) == ([0, 1, 2], [-1, 0, 1])
    assert not result.visible[TOTALS].any()


def test_totals_of_the_year_that_come_alone_give_their_months_away_each_year_anew() -> None:
    window = "calendar-year-to-date"
    declared = measure(OFFENCES, window=window, source={"window": window}, suppression={"threshold": 5})
    result = grid(
        declared,
        "2023-10",
        {(window, REGION, "", ""): [90, 99, 120, 2, 13, 13], (window, BRENT, "", ""): [40, 44, 43, 1, 1, 5]},
    )
    assert columns(result.amounts[SINGLES]) == ["90 9 21 2 11 0", "50 5 22 1 11 0", "40 4 0 1 0 4"]
    assert columns(result.amounts[TOTALS]) == ["90 99 120 2 13 13", "50 55 77 1 12 8", "40 44 43 1 1 5"]
    assert not result.visible[SINGLES].any()
    assert result.first.tolist() == [-9, -9, -9, 3, 3, 3]


def test_rolling_totals_that_come_alone_give_no_month_away() -> None:
    window = "rolling-12-months"
    declared = measure(OFFENCES, window=window, source={"window": window}, suppression={"threshold": 5})
    result = grid(
        declared, "2023-10", {(window, REGION, "", ""): [90, 99], (window, BRENT, "", ""): [40, 44]}
    )
    assert columns(result.amounts[SINGLES]) == ["90 99", "50 55", "40 44"]
    assert (result.first.tolist(), result.reach.tolist()) == ([0, 1], [-1, 0])


PERCENT = {"id": "route", "title": "Route", "column": ("Route",)}


def test_percentages_with_the_people_behind_them_add_up_by_these() -> None:
    declared = measure(
        SATISFACTION,
        frequency="month",
        source={"base": {"column": ("Base",)}, "dimensions": (PERCENT,), "period": ROWS["period"]},
        suppression={"threshold": 5},
    )
    lines: dict[Line, Sequence[float | None]] = {
        ("single", REGION, "", ""): [61, 62],
        ("single", REGION, "route", "Online"): [50, None],
        ("single", REGION, "route", "Telephone"): [70, 71],
    }
    result = grid(declared, "2024-01", lines, bases=[[90, 80], [40, 30], [50, np.nan]])
    assert columns(result.amounts[SINGLES]) == ["90 80", "0 0", "40 0", "50 0"]
    assert columns(result.is_known[SINGLES]) == ["1 1", "0 0", "1 0", "1 0"]
    assert columns(result.visible[SINGLES]) == ["1 1", "0 0", "1 0", "1 1"]
    assert families(result) == [[2, 3]]


def test_a_breakdown_with_a_headline_adds_up_to_nothing_and_its_headline_is_region() -> None:
    route = {**PERCENT, "headline": "Telephone"}
    declared = measure(
        SATISFACTION,
        frequency="month",
        source={"base": {"column": ("Base",)}, "dimensions": (route,), "period": ROWS["period"]},
        suppression={"threshold": 5},
    )
    lines: dict[Line, Sequence[float | None]] = {
        ("single", REGION, "", ""): [61],
        ("single", REGION, "route", "Online"): [50],
        ("single", REGION, "route", "Telephone"): [61],
    }
    result = grid(declared, "2024-01", lines, bases=[[90], [40], [90]])
    assert columns(result.amounts[SINGLES]) == ["90", "0", "40"]
    assert (families(result), result.rows[1].tolist()) == ([], [0, 2, 0])


def test_percentages_of_a_declared_sample_add_up_to_nothing() -> None:
    declared = measure(
        SATISFACTION,
        frequency="month",
        sample={"size": 900, "area_size": 20},
        source={"area": {"column": ("Borough",)}, "period": ROWS["period"]},
        suppression={"threshold": 30},
    )
    result = grid(declared, "2024-01", {("single", REGION, "", ""): [61], ("single", BRENT, "", ""): [50]})
    assert columns(result.amounts[SINGLES]) == ["900", "0", "20"]
    assert families(result) == []
