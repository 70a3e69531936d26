"""Days that are added up to months: a day without a row is told, and no month is a sum of a part of its days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key
from tests.given import DAYS_OF_REGION, OFFENCES, data_of, issues_of, measure, values_of

BY_AREA = {**DAYS_OF_REGION, "area": {"column": ("Borough",)}, "region": "all-rows"}


def declared(**source: object) -> PublishedMeasure:
    return measure(OFFENCES, source={**DAYS_OF_REGION, **source})


def file_of(first: str, last: str, but: Collection[str] = (), rows: Collection[str] = ("1",)) -> str:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [(start + timedelta(days=ahead)).isoformat() for ahead in range((end - start).days + 1)]
    return "".join(f"{day},{row}\n" for day in days if day not in but for row in rows)


HALF_FEBRUARY = "Date,Count\n" + file_of("2023-12-01", "2024-02-15")
WITHOUT_A_DAY = "Date,Count\n" + file_of("2023-12-01", "2024-02-29", but=["2024-01-14"])


def test_days_are_added_up_and_a_newest_month_that_is_not_whole_is_left_out_and_told() -> None:
    assert values_of(data_of(declared(), ("Crime.csv", HALF_FEBRUARY)).get(Key())) == {
        "2023-12": 31.0,
        "2024-01": 31.0,
    }
    assert issues_of(declared(), ("Crime.csv", HALF_FEBRUARY)) == [
        "Crime.csv:64:2: warning: February 2024 has rows up to 15 February 2024 alone: it is left out until it is whole"
    ]


def test_an_oldest_month_that_is_not_whole_is_left_out_and_told() -> None:
    text = "Date,Count\n" + file_of("2023-11-30", "2024-01-31")
    assert values_of(data_of(declared(), ("Crime.csv", text)).get(Key())) == {
        "2023-12": 31.0,
        "2024-01": 31.0,
    }
    assert issues_of(declared(), ("Crime.csv", text)) == [
        "Crime.csv:2:2: warning: November 2023 has rows from 30 November 2023 on alone: it is left out until it is whole"
    ]


def test_a_month_without_one_of_its_days_is_missing_and_the_day_is_named() -> None:
    data = data_of(declared(), ("Crime.csv", WITHOUT_A_DAY)).get(Key())
    assert [(item.period_id, item.value, item.status) for item in data] == [
        *(("2023-12", 31.0, ""), ("2024-01", None, "x"), ("2024-02", 29.0, "p")),
    ]
    assert issues_of(declared(), ("Crime.csv", WITHOUT_A_DAY)) == [
        "Crime.csv:33:2: warning: January 2024 has no row of 14 January 2024, so its figure is missing"
    ]


@pytest.mark.parametrize("day", ["2024-01-01", "2024-01-30", "2024-01-31"])
def test_the_first_and_the_last_day_of_a_month_are_missed_as_any_other(day: str) -> None:
    text = "Date,Count\n" + file_of("2023-12-01", "2024-02-29", but=[day])
    assert values_of(data_of(declared(), ("Crime.csv", text)).get(Key())) == {
        "2023-12": 31.0,
        "2024-01": None,
        "2024-02": 29.0,
    }


def test_where_absence_is_zero_a_day_without_any_row_stops_the_release() -> None:
    (issue,) = issues_of(declared(absent="zero"), ("Crime.csv", WITHOUT_A_DAY))
    assert issue.startswith(
        "Crime.csv:33:2: error: January 2024 has no row of 14 January 2024, and its figure would be too low: ask the "
        'publisher for it; if days on which nothing happened have no row, declare "day: any"'
    )


def test_where_absence_is_zero_a_day_that_one_district_alone_lacks_is_told() -> None:
    text = "Date,Borough,Count\n" + file_of("2023-12-01", "2024-01-31", rows=["Camden,3", "Barnet,2"])
    text = text.replace("2024-01-14,Barnet,2\n", "")
    zero = declared(**{**BY_AREA, "absent": "zero"})
    assert issues_of(zero, ("Crime.csv", text))[-1] == (
        'Crime.csv:64:3: warning: January 2024 has no row of 14 January 2024 for "Barnet", which counts as zero; nearly '
        "every other day has one: ask the publisher"
    )
    data = data_of(zero, ("Crime.csv", text))
    assert values_of(data.get(Key(area="E09000003"))) == {"2023-12": 62.0, "2024-01": 60.0}
    few = (
        "Date,Borough,Count\n"
        + file_of("2023-12-01", "2024-01-31", rows=["Camden,3"])
        + "2024-01-14,Barnet,2\n"
    )
    assert not any("no row of" in issue for issue in issues_of(zero, ("Crime.csv", few)))


def test_a_month_in_which_one_district_lacks_a_day_is_missing_for_it_and_for_region_alone() -> None:
    text = "Date,Borough,Count\n" + file_of("2023-12-01", "2024-01-31", rows=["Camden,3", "Barnet,2"])
    text = text.replace("2024-01-14,Barnet,2\n", "")
    data = data_of(declared(**BY_AREA), ("Crime.csv", text))
    assert values_of(data.get(Key())) == {"2023-12": 155.0, "2024-01": None}
    assert values_of(data.get(Key(area="E09000007"))) == {"2023-12": 93.0, "2024-01": 93.0}
    assert values_of(data.get(Key(area="E09000003"))) == {"2023-12": 62.0, "2024-01": None}
    assert issues_of(declared(**BY_AREA), ("Crime.csv", text))[-1] == (
        "Crime.csv:64:3: warning: January 2024 has no row of 14 January 2024 for some areas or categories, so its figure "
        "is missing"
    )


def test_of_many_days_the_first_are_named() -> None:
    text = "Date,Count\n" + file_of(
        "2023-12-01", "2024-01-31", but=[f"2024-01-{day:02d}" for day in range(3, 10)]
    )
    assert issues_of(declared(), ("Crime.csv", text))[-1].endswith(
        "January 2024 has no row of 3 January 2024, 4 January 2024, 5 January 2024, 6 January 2024, 7 January 2024 and "
        "2 more days, so its figure is missing"
    )


def test_days_stand_in_the_header_too() -> None:
    days = [f"2024-01-{day:02d}" for day in range(1, 32)]
    text = f"Area,{','.join(days)}\nLondon,{','.join(['2'] * 31)}\n"
    in_header = declared(
        layout="periods-as-columns",
        period={"format": "YYYY-MM-DD", "day": "each"},
        value={},
        area={"column": ("Area",)},
    )
    assert values_of(data_of(in_header, ("Crime.csv", text)).get(Key())) == {"2024-01": 62.0}


def test_days_are_added_up_to_weeks() -> None:
    text = "Date,Count\n" + file_of("2024-01-29", "2024-02-13")
    weekly = measure(
        OFFENCES, source=DAYS_OF_REGION, frequency="week", comparison={"judged": "like-with-like"}
    )
    assert values_of(data_of(weekly, ("Crime.csv", text)).get(Key())) == {"2024-W05": 7.0, "2024-W06": 7.0}


@pytest.mark.parametrize("text", ["Date,Count\n" + file_of("2024-01-05", "2024-01-20")])
def test_a_file_without_a_whole_month_has_no_values(text: str) -> None:
    assert issues_of(declared(), ("Crime.csv", text))[0].endswith("the files hold no values")
