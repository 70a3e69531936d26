from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from metrics.areas import area_name, police_districts
from metrics.checking.checks import check_measure
from metrics.figures.observations import COLUMNS, as_text, cells_behind, measure_data, observations, once
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import parse_period_id
from tests.given import (
    DAYS_OF_REGION,
    OFFENCES,
    SATISFACTION,
    VICTIMS,
    data_of,
    measure,
    observed,
    series,
    values_of,
)
from tests.places_of_tests import OUTSIDE, REGION

CAMDEN, BRENT = "E09000007", "E09000005"
CRIME = ("Crime.csv", "Borough,202312,202401\nCamden,10,20\nUnknown,1,2\n")


def test_an_absent_row_is_zero_for_offences() -> None:
    data = data_of(measure(OFFENCES), CRIME)
    assert values_of(data.get(Key(area=CAMDEN))) == {"2023-12": 10, "2024-01": 20}
    assert values_of(data.get(Key(area=BRENT))) == {"2023-12": 0, "2024-01": 0}


def test_a_zero_for_an_absent_row_has_no_status() -> None:
    declared = measure(OFFENCES, source={"provisional_periods": 0})
    assert data_of(declared, CRIME).get(Key(area=BRENT)) == series(
        {"2023-12": 0.0, "2024-01": 0.0}, frequency="month"
    )


@pytest.mark.parametrize(("city", "districts"), [("excluded", 32), ("included", 33)])
def test_every_district_has_a_series_and_the_city_where_it_is_included(city: str, districts: int) -> None:
    areas = data_of(measure(OFFENCES, source={"outside": city}), CRIME).areas()
    assert (len(areas), OUTSIDE in areas) == (districts, city == "included")


OWN_ROW = ("Crime.csv", "Borough,202401\nLondon,50\nCamden,20\nBrent,4\n")


def test_region_is_its_own_row_where_that_is_declared() -> None:
    data = data_of(measure(OFFENCES, source={"region": "own-row"}), OWN_ROW)
    assert [values_of(data.get(Key(area=area))) for area in (REGION, CAMDEN)] == [
        {"2024-01": 50},
        {"2024-01": 20},
    ]


def test_observations_are_numbered_in_a_row_over_all_their_windows() -> None:
    declared = measure(OFFENCES, window="calendar-year-to-date")
    cells, _ = check_measure(declared, {CRIME[0]: CRIME[1].encode()})
    assert cells is not None
    frame = observations(declared, cells)
    assert (list(frame.columns), list(frame.index)) == (COLUMNS, list(range(2 * 33 * 2)))
    singles, totals = (frame[frame["window"] == window] for window in ("single", "calendar-year-to-date"))
    assert totals[["period", "area"]].to_numpy().tolist() == singles[["period", "area"]].to_numpy().tolist()


def test_published_intervals_stand_beside_their_figures_and_nowhere_else() -> None:
    declared = measure(
        source={"interval": {"lower": ("Low",), "upper": ("High",)}}, comparison={"test": "intervals"}
    )
    text = "Quarter,Satisfied,Low,High\nQ2 23-24,64%,62%,66.5%\nQ3 23-24,61%,59%,63%\n"
    cells, _ = check_measure(declared, {"USS.csv": text.encode()})
    assert cells is not None
    frame = observations(declared, cells)
    assert list(frame.columns) == [*COLUMNS, "lower", "upper"]
    assert frame[["value", "lower", "upper"]].to_numpy().tolist() == [[64.0, 62.0, 66.5], [61.0, 59.0, 63.0]]
    assert [item.interval for item in data_of(declared, ("USS.csv", text)).get(Key())] == [
        (62.0, 66.5),
        (59.0, 63.0),
    ]


def test_two_files_may_part_a_month_between_them_by_its_days() -> None:
    days = [f"2024-01-{day:02d},{day}\n" for day in range(1, 32)]
    declared = measure(OFFENCES, source={**DAYS_OF_REGION, "files": ("Early.csv", "Late.csv")})
    early, late = ("Date,Count\n" + "".join(part) for part in (days[:17], days[15:]))
    assert values_of(data_of(declared, ("Early.csv", early), ("Late.csv", late)).get(Key())) == {
        "2024-01": 496.0
    }


def test_what_one_extract_says_is_told_from_what_another_says_by_its_folder_or_its_file() -> None:
    rows = {"file": ["a.csv", "b.csv", "c.csv"], "period": "2024-01", "area": REGION}
    declared = measure(OFFENCES)
    assert once(declared, pd.DataFrame(rows))["file"].tolist() == ["a.csv"]
    in_folders = pd.DataFrame({**rows, "extract": ["Street", "Street", "Crime"]})
    assert once(declared, in_folders)["file"].tolist() == ["a.csv", "b.csv"]


def test_region_is_all_rows_even_those_of_no_district() -> None:
    assert values_of(data_of(measure(OFFENCES), CRIME).get(Key())) == {"2023-12": 11, "2024-01": 22}


def test_region_is_the_sum_of_its_areas_where_that_is_declared() -> None:
    data = data_of(measure(OFFENCES, source={"region": "sum-of-areas"}), CRIME)
    assert values_of(data.get(Key())) == {"2023-12": 10, "2024-01": 20}


def test_a_file_that_does_not_split_by_area_speaks_for_region_alone() -> None:
    data = data_of(measure(), ("USS.csv", "Quarter,Satisfied\nQ2 23-24,64%\nQ3 23-24,61%\n"))
    assert values_of(data.get(Key())) == {"2023-Q2": 64.0, "2023-Q3": 61.0}
    assert data.areas() == ()


def test_an_absent_row_of_a_survey_is_missing_and_never_zero() -> None:
    data = data_of(measure(), ("USS.csv", "Quarter,Satisfied\nQ1 23-24,64%\nQ3 23-24,61%\n"))
    rows = [(item.period_id, item.value, item.status) for item in data.get(Key())]
    assert rows == [("2023-Q1", 64.0, ""), ("2023-Q2", None, "x"), ("2023-Q3", 61.0, "p")]


def test_the_newest_periods_are_provisional_as_declared() -> None:
    rows = ("USS.csv", "Quarter,Satisfied\nQ1 23-24,64%\nQ2 23-24,63%\nQ3 23-24,61%\n")
    for count, statuses in ((0, ["", "", ""]), (1, ["", "", "p"]), (2, ["", "p", "p"])):
        data = data_of(measure(source={"provisional_periods": count}), rows)
        assert [item.status for item in data.get(Key())] == statuses


def test_a_withheld_value_keeps_its_status() -> None:
    data = data_of(measure(), ("USS.csv", "Quarter,Satisfied\nQ2 23-24,[c]\nQ3 23-24,61%\n"))
    assert [(item.value, item.status) for item in data.get(Key())] == [(None, "c"), (61.0, "p")]


def _of_all_districts(**cells: str) -> tuple[str, str]:
    """A file with 10 for each borough that the Met polices, in two months; ``cells`` says otherwise of Camden."""
    rows = [
        f"{area_name(code)},{month},{cells.get(month.replace('-', '_'), '10') if code == CAMDEN else '10'}"
        for code in police_districts()
        for month in ("2023-12", "2024-01")
    ]
    kept = [row for row in rows if not row.endswith(",none")]
    return "Crime.csv", "\n".join(["Borough,Month,Number", *kept, ""])


SUMMED = {
    "layout": "rows",
    "period": {"column": ("Month",), "format": "YYYY-MM"},
    "area": {"column": ("Borough",)},
    "value": {"column": ("Number",), "marks": {"low": "low"}},
    "absent": "missing",
    "provisional_periods": 0,
}


@pytest.mark.parametrize("region", ["sum-of-areas", "all-rows"])
@pytest.mark.parametrize(("cell", "camden"), [("none", "x"), ("low", "low")])
def test_region_is_not_available_while_a_district_is_not(region: str, cell: str, camden: str) -> None:
    declared = measure(OFFENCES, source={**SUMMED, "region": region})
    data = data_of(declared, _of_all_districts(**{"2024_01": cell}))
    assert [(item.value, item.status) for item in data.get(Key())] == [(320.0, ""), (None, "x")]
    assert [(item.value, item.status) for item in data.get(Key(area=CAMDEN))] == [(10.0, ""), (None, camden)]


def test_a_district_without_a_row_is_zero_where_that_is_declared() -> None:
    declared = measure(OFFENCES, source={**SUMMED, "absent": "zero", "region": "sum-of-areas"})
    assert values_of(data_of(declared, _of_all_districts(**{"2024_01": "none"})).get(Key())) == {
        "2023-12": 320,
        "2024-01": 310,
    }


def test_a_total_with_an_unknown_part_is_unknown() -> None:
    data = data_of(measure(OFFENCES), ("Crime.csv", "Borough,202401\nCamden,[c]\nBrent,4\n"))
    assert [(item.value, item.status) for item in data.get(Key())] == [(None, "c")]


def test_the_headline_is_one_category_and_the_others_are_its_breakdown() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Face to face"}
    data = data_of(
        measure(SATISFACTION, source={"dimensions": (route,)}),
        ("USS.csv", "Quarter,Survey,Satisfied\nQ3 23-24,Face to face,61%\nQ3 23-24,Online,32%\n"),
    )
    assert values_of(data.get(Key())) == {"2023-Q3": 61.0}
    assert values_of(data.get(Key(dimension="route", category="Online"))) == {"2023-Q3": 32.0}
    assert data.categories("route") == ("Face to face", "Online")


ROUTES = measure(
    source={
        "area": {"column": ("Borough",)},
        "dimensions": (
            {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Face to face"},
            {"id": "wave", "title": "Wave", "column": ("Wave",), "headline": "All"},
        ),
    }
)
BY_ROUTE = (
    "Quarter,Borough,Survey,Wave,Satisfied\n"
    "Q3 23-24,London,Face to face,All,61%\n"
    "Q3 23-24,London,Online,All,32%\n"
    "Q3 23-24,London,Face to face,First,60%\n"
    "Q3 23-24,Camden,Face to face,All,58%\n"
)


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        (Key(), [2]),
        (Key("rolling-12-months"), [2]),
        (Key(area=CAMDEN), [5]),
        (Key(dimension="route", category="Face to face"), [2]),
        (Key(dimension="route", category="Online"), [3]),
        (Key(dimension="wave", category="First"), [4]),
    ],
)
def test_behind_a_series_stand_the_cells_of_its_area_and_category_at_the_headline_of_other_dimensions(
    key: Key, lines: list[int]
) -> None:
    cells, issues = check_measure(ROUTES, {"USS.csv": BY_ROUTE.encode()})
    assert cells is not None, "\n".join(map(str, issues))
    assert cells_behind(ROUTES, cells, key)["line"].tolist() == lines


KILLED = (
    "Victims.csv",
    "Recorded,Sex,Borough\nNov-22,Male,Camden\nNov-22,Male,Camden\nJan-23,Female,Brent\nMar-23,Male,Camden\n",
)


def test_identical_events_are_separate_victims() -> None:
    assert values_of(data_of(measure(VICTIMS), KILLED).get(Key())) == {
        "2022-11": 2,
        "2022-12": 0,
        "2023-01": 1,
        "2023-02": 0,
        "2023-03": 1,
    }


def test_a_year_to_date_begins_anew_in_january_and_needs_all_its_months() -> None:
    data = data_of(measure(VICTIMS), KILLED)
    assert values_of(data.get(Key(window="calendar-year-to-date"))) == {
        "2022-11": None,
        "2022-12": None,
        "2023-01": 1,
        "2023-02": 1,
        "2023-03": 2,
    }


def test_a_year_to_date_is_not_available_from_a_month_without_a_value_on() -> None:
    declared = measure(OFFENCES, window="calendar-year-to-date", source={"provisional_periods": 0})
    rows = "Borough,202401,202402,202403\nCamden,1,[c],3\n"
    data = data_of(declared, ("Crime.csv", rows)).get(Key("calendar-year-to-date"))
    assert [(figure.value, figure.status) for figure in data] == [(1.0, ""), (None, "x"), (None, "x")]


def test_breakdowns_run_to_date_as_the_total_does() -> None:
    data = data_of(measure(VICTIMS), KILLED)
    breakdown = data.get(Key("calendar-year-to-date", REGION, "sex", "Male"))
    assert values_of(breakdown)["2023-03"] == 1


def test_a_rolling_year_adds_up_twelve_months_and_no_fewer() -> None:
    header = ",".join(f"2023{month:02d}" for month in range(1, 13)) + ",202401"
    rows = f"Borough,{header}\nCamden,{','.join(['1'] * 12)},5\n"
    data = data_of(measure(OFFENCES, window="rolling-12-months"), ("Crime.csv", rows))
    values = values_of(data.get(Key(window="rolling-12-months")))
    assert [values["2023-11"], values["2023-12"], values["2024-01"]] == [None, 12, 16]


def test_no_rolling_year_crosses_a_break() -> None:
    months = [f"2023{month:02d}" for month in range(1, 13)] + [f"2024{month:02d}" for month in range(1, 13)]
    rows = f"Borough,{','.join(months)}\nCamden,{','.join(['1'] * 24)}\n"
    broken = measure(
        OFFENCES, window="rolling-12-months", breaks=({"period": "2024-01", "reason": "it changed"},)
    )
    values = values_of(data_of(broken, ("Crime.csv", rows)).get(Key(window="rolling-12-months")))
    assert {period: value for period, value in values.items() if value} == {"2023-12": 12, "2024-12": 12}


def test_two_files_join_into_one_series_and_an_overlap_counts_once() -> None:
    declared = measure(OFFENCES, source={"files": ("Old.csv", "New.csv")})
    data = data_of(
        declared,
        ("Old.csv", "Borough,202311,202312\nCamden,1,2\n"),
        ("New.csv", "Borough,202312,202401\nCamden,2,3\n"),
    )
    assert values_of(data.get(Key())) == {"2023-11": 1, "2023-12": 2, "2024-01": 3}


STORED = pd.DataFrame([["single", "2023-Q3", REGION, "", "", "61", "", ""]], columns=COLUMNS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (61.4, "61.4"),
        (0.1 + 0.2, "0.3"),
        (61.40000000001, "61.4"),
        (6100.0, "6100"),
        (2_500_000_000.125, "2500000000.125"),
        (123_456_789_012_345.0, "123456789012345"),
        (1e16, "10000000000000000"),
        (0.00000025, "2.5e-07"),
        (float("nan"), ""),
    ],
)
def test_a_number_is_stored_as_short_as_can_be_and_a_large_one_with_all_its_digits(
    value: float, text: str
) -> None:
    period = parse_period_id("2023-Q3", "financial-quarter")
    row = {"period": period, "value": value, "base": float("nan"), "lower": value, "upper": value}
    (stored,) = as_text(pd.DataFrame([row])).to_dict("records")
    assert stored == {"period": "2023-Q3", "value": text, "base": "", "lower": text, "upper": text}


def test_what_is_stored_is_read_whole() -> None:
    row = ["rolling-12-months", "2023-Q3", CAMDEN, "route", "Online", "61.4", "1210", "p"]
    data = measure_data(measure(SATISFACTION), pd.DataFrame([row], columns=COLUMNS))
    figure = replace(observed("2023-Q3", 61.4, "p", window="rolling-12-months"), base=1210)
    assert data == MeasureData({Key("rolling-12-months", CAMDEN, "route", "Online"): Series((figure,))})


def test_stored_columns_that_are_not_known_are_left_alone() -> None:
    later = STORED.assign(lower="58.9", note="A later version says more.")
    assert measure_data(measure(SATISFACTION), later) == measure_data(measure(SATISFACTION), STORED)


def test_stored_columns_that_may_be_empty_may_be_missing() -> None:
    earlier = STORED[["window", "period", "area", "value"]]
    assert measure_data(measure(SATISFACTION), earlier) == measure_data(measure(SATISFACTION), STORED)


def test_a_stored_file_without_its_values_is_none() -> None:
    with pytest.raises(KeyError, match="value"):
        measure_data(measure(SATISFACTION), STORED.drop(columns="value"))
