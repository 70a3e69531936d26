"""What is withheld of wards cannot be worked out from their boroughs and London, nor a borough from its wards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.areas import districts
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import observations
from metrics.figures.suppression.levels import has_levels
from metrics.figures.suppression.releases import FigureName, Seen, names_of
from metrics.figures.suppression.withhold import suppressed
from tests.gazetteers import by_ward, gazetteer
from tests.places_of_tests import REGION

THRESHOLD = 5
Counts = Sequence[Sequence[int]]  # of each borough, those of its wards
COUNTS = st.lists(
    st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 6, 9, 30]), min_size=1, max_size=4), min_size=1, max_size=4
)
CODES = list(districts())[1:]


def wards_of(counts: Sequence[Sequence[object]]) -> dict[str, list[str]]:
    return {CODES[at]: [f"E05{at:03}{n:03}" for n in range(len(wards))] for at, wards in enumerate(counts)}


def declaration(counts: Sequence[Sequence[object]], **keys: object) -> PublishedMeasure:
    """A measure of the wards of invented boroughs, whose small counts are withheld."""
    rows = [f"{ward},{ward},ward,{district}," for district, own in wards_of(counts).items() for ward in own]
    areas = gazetteer("\n".join(["code,name,level,within,aliases", *rows, ""]))
    return by_ward(areas, suppression={"threshold": THRESHOLD}, source={"region": "sum-of-areas"}, **keys)


def frame_of(cells: Iterable[tuple[str, pd.Period, int]]) -> pd.DataFrame:
    """The cells of a file, from the ward, the month and the count of each."""
    place = {"file": "A.csv", "line": 2, "field": 3, "status": ""}
    return pd.DataFrame(
        [place | {"area": ward, "period": month, "value": float(count)} for ward, month, count in cells]
    )


def withheld(counts: Counts, seen: Seen | None = None, periods: int = 1) -> pd.DataFrame:
    """The observations of invented counts, in some months alike, without those that are withheld."""
    declared, wards = declaration(counts), wards_of(counts)
    cells = [
        (ward, month, value)
        for month in pd.period_range("2024-01", periods=periods, freq="M")
        for own, values in zip(wards.values(), counts, strict=True)
        for ward, value in zip(own, values, strict=True)
    ]
    observed = observations(declared, frame_of(cells))
    assert has_levels(declared, observed)
    return suppressed(declared, observed, seen)


def figures(frame: pd.DataFrame) -> dict[str, float | None]:
    return {
        row.area: None if row.status == "c" else float(row.value)
        for row in frame[frame["period"] == frame["period"].max()].itertuples()
    }


def bounds(counts: Counts, area_values: Mapping[str, float | None]) -> dict[str, tuple[float, float]]:
    """The least and the most that readers can think each withheld figure to be, from all that is shown."""
    wards, bounded = wards_of(counts), dict[str, tuple[float, float]]()
    seen = {district: sum(area_values[ward] or 0 for ward in own) for district, own in wards.items()}
    free = {district: [ward for ward in own if area_values[ward] is None] for district, own in wards.items()}
    closed = {
        district: area_values[district] if free[district] else seen[district]
        for district in wards
        if area_values[district] is not None or not free[district]
    }
    open_districts = [district for district in wards if district not in closed]
    region = area_values[REGION]
    left = float("inf") if region is None else region - sum(value or 0 for value in closed.values())
    slack = left - sum(seen[district] for district in open_districts)
    for district, own in wards.items():
        if district in closed:
            inside, alone = (closed[district] or 0) - seen[district], len(free[district]) == 1
        else:
            inside, alone = (
                slack,
                len(open_districts) == 1 and len(free[district]) == 1 and region is not None,
            )
        for ward in (ward for ward in own if area_values[ward] is None):
            bounded[ward] = (inside if alone else 0.0, inside)
        if area_values[district] is None:
            only = len(open_districts) == 1 and region is not None
            low = seen[district] + (slack if only else 0)
            bounded[district] = (seen[district],) * 2 if district in closed else (low, seen[district] + slack)
    return bounded


def must_be_hidden(counts: Counts, frame: pd.DataFrame) -> None:
    area_values, wards = figures(frame), wards_of(counts)
    sums = {district: sum(values) for district, values in zip(wards, counts, strict=True)}
    of_wards = zip(wards.values(), counts, strict=True)
    true = sums | {ward: value for own, values in of_wards for ward, value in zip(own, values, strict=True)}
    of = {ward: district for district, own in wards.items() for ward in own}
    total = sum(sums.values())
    hidden = bounds(counts, area_values)
    for area, value in true.items():
        if 0 < value < THRESHOLD:
            assert area_values[area] is None, (area, counts, area_values)
        if area_values[area] is not None:
            assert area_values[area] == value
            continue
        low, high = hidden[area]
        assert low < high, (area, counts, area_values)
        if 0 < value < THRESHOLD:
            around = sums[of[area]] if area in of and area_values[of[area]] is not None else total
            assert high >= min(THRESHOLD, around), (area, counts, area_values)


@given(COUNTS)
@settings(max_examples=120, deadline=None)
def test_nothing_that_is_withheld_can_be_worked_out(counts: Counts) -> None:
    must_be_hidden(counts, withheld(counts))


@given(COUNTS, COUNTS)
@settings(max_examples=40, deadline=None)
def test_what_an_earlier_release_withheld_stays_withheld(earlier: Counts, later: Counts) -> None:
    before = withheld(earlier)
    hidden = frozenset[FigureName](names_of(before[before["status"] == "c"]))
    again = withheld(later, Seen(withheld={"first": hidden}))
    names = dict(zip(names_of(again), again["status"], strict=True))
    assert all(names[name] == "c" for name in hidden if name in names)


def test_a_district_is_not_withheld_for_the_sake_of_its_wards_where_they_can_hide_themselves() -> None:
    area_values = figures(withheld([[3, 40, 60], [50, 70]]))
    wards, others = wards_of([[3, 40, 60], [50, 70]]).values()
    assert [area_values[ward] for ward in wards] == [None, None, 60]
    assert [area_values[ward] for ward in others] == [50, 70]
    assert (area_values[CODES[0]], area_values[CODES[1]], area_values[REGION]) == (103, 120, 223)


def test_of_a_district_that_is_withheld_no_ward_is_left() -> None:
    counts = [[3], [50, 70], [200, 300]]
    area_values = figures(withheld(counts))
    assert area_values[CODES[0]] is None and area_values[CODES[1]] is None and area_values[CODES[2]] == 500
    assert [area_values[ward] for own in list(wards_of(counts).values())[:2] for ward in own] == [
        None,
        None,
        None,
    ]


def test_the_only_ward_of_a_district_stays_withheld_with_its_district() -> None:
    counts = [[30], [50, 70], [200, 300]]
    (ward,) = wards_of(counts)[CODES[0]]
    before = frozenset[FigureName]({("single", "2024-01", ward, "", "")})
    area_values = figures(withheld(counts, Seen(withheld={"first": before})))
    assert (area_values[ward], area_values[CODES[0]], area_values[REGION]) == (None, None, 650)
    assert bounds(counts, area_values)[ward][0] < bounds(counts, area_values)[ward][1]


def test_for_a_district_without_a_figure_none_of_its_neighbours_is_withheld() -> None:
    counts: list[list[int | None]] = [[3, None], [50, 70], [80, 90]]
    declared = declaration(counts)
    source = declared.source.model_copy(update={"region": "own-row", "absent": "missing"})
    declared, month = declared.model_copy(update={"source": source}), pd.Period("2024-01", "M")
    cells = [
        (ward, month, value)
        for own, values in zip(wards_of(counts).values(), counts, strict=True)
        for ward, value in zip(own, values, strict=True)
        if value is not None
    ]
    figures = suppressed(declared, observations(declared, frame_of([*cells, (REGION, month, 300)])))
    statuses = {row.area: row.status for row in figures.itertuples()}
    assert {area: status for area, status in statuses.items() if status != "p"} == {
        CODES[0]: "x",
        "E05000000": "c",
        "E05000001": "x",
    }


# With totals of twelve months ------------------------------------------------------------------------------

MONTHS = 14
OF_MONTHS = st.lists(st.sampled_from([0, 0, 1, 2, 3, 6, 9]), min_size=MONTHS, max_size=MONTHS)
OVER_TIME = st.lists(st.lists(OF_MONTHS, min_size=1, max_size=3), min_size=1, max_size=3)


def rolling(counts: Sequence[Sequence[Sequence[int]]]) -> pd.DataFrame:
    """Months and their totals of twelve, by ward, borough and London, without what is withheld."""
    declared = declaration(counts, window="rolling-12-months")
    periods = pd.period_range("2024-01", periods=MONTHS, freq="M")
    cells = [
        (ward, month, value)
        for own, series in zip(wards_of(counts).values(), counts, strict=True)
        for ward, values in zip(own, series, strict=True)
        for month, value in zip(periods, values, strict=True)
    ]
    return suppressed(declared, observations(declared, frame_of(cells)))


def made_of(frame: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Which months of which wards each row adds up."""
    wards = sorted({area for area in frame["area"] if area.startswith("E05")})
    first = frame["period"].min()
    parts = np.zeros((len(frame), len(wards), MONTHS))
    for at, row in enumerate(frame.itertuples()):
        last = (row.period - first).n
        span = slice(last, last + 1) if row.window == "single" else slice(max(0, last - 11), last + 1)
        inside = [
            n
            for n, ward in enumerate(wards)
            if row.area in (REGION, ward) or CODES[int(ward[3:6])] == row.area
        ]
        parts[at, inside, span] = 1
    return parts.reshape(len(frame), -1)


@given(OVER_TIME)
@settings(max_examples=25, deadline=None)
def test_no_sum_of_what_is_shown_gives_what_is_withheld(counts: Sequence[Sequence[Sequence[int]]]) -> None:
    frame = rolling(counts)
    hidden = (frame["status"] == "c").to_numpy()
    parts = made_of(frame)
    visible_rows = parts[frame["value"].notna().to_numpy()]
    rank = int(np.linalg.matrix_rank(visible_rows)) if len(visible_rows) else 0
    for row in parts[hidden]:
        assert np.linalg.matrix_rank(np.vstack([visible_rows, row])) > rank


def test_a_ward_that_is_revised_to_a_small_figure_is_not_hidden_by_wards_that_are_not() -> None:
    earlier, later = [[20, 27, 40], [50, 70], [80, 90]], [[20, 2, 40], [50, 70], [80, 90]]
    first, small, last = wards_of(later)[CODES[0]]
    revised = {small, CODES[0], REGION}
    names = names_of(withheld(earlier))
    area_values = figures(
        withheld(later, Seen({"first": frozenset(name for name in names if name[2] not in revised)}))
    )
    assert (area_values[small], area_values[CODES[0]]) == (None, None)
    assert bounds(later, {**area_values, first: 20, last: 40})[small][1] >= THRESHOLD


def test_wards_that_may_only_be_others_below_the_threshold_are_withheld_with_their_borough() -> None:
    """Beside a ward that readers know, 1 and 2 may be 2 and 1 and no more; so the borough's own 9 goes too."""
    counts = [[1, 2, 6], [50, 70], [80, 90]]
    *small, public = wards_of(counts)[CODES[0]]
    names = frozenset(name for name in names_of(withheld(counts)) if name[2] == public)
    alone, beside = figures(withheld(counts)), figures(withheld(counts, Seen({"first": names})))
    assert [alone[area] for area in (*small, public, CODES[0])] == [None, None, None, 9]
    assert [beside[area] for area in (*small, public, CODES[0], REGION)] == [None, None, None, None, 299]
