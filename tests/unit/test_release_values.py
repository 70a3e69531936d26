"""A release in memory, its figures as a frame, and how far a figure is revised: values out of values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.declared.framework import AnyMeasure, Config, PlannedMeasure, PublishedMeasure
from metrics.declared.measure_parts import Suppression
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.frame import COLUMNS, frame
from metrics.figures.lineage import Lineage
from metrics.figures.mismatches import Mismatch
from metrics.figures.records import Records
from metrics.figures.release import Release
from metrics.figures.revision_size import beyond_usual, revision_size, usual_words
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import tile
from metrics.figures.worked import worked_examples
from metrics.language import spoken
from metrics.periods import financial_quarter
from metrics.releasing.releases import load_release
from metrics.territory import in_force, territory
from tests.given import OFFENCES, SATISFACTION, measure, observed, series
from tests.places_of_tests import REGION

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2024, 2, 8)
CAMDEN = "E09000007"
PERCENT, COUNT = measure(SATISFACTION), measure(OFFENCES)


# The release -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2023-24-q3")


def declaring(shipped: Release, *measures: AnyMeasure, **data: MeasureData) -> Release:
    """A release of measures of our own."""
    config = Config.model_construct(**{**dict(shipped.config), "measures": measures})
    return Release("2023-24-q3", datetime(2024, 2, 8, tzinfo=UTC), config, data)


def test_a_release_makes_the_tile_of_a_measure_on_a_day_as_it_is_asked_for(shipped: Release) -> None:
    data = MeasureData({Key(): series({"2022-Q3": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    release = declaring(shipped, PERCENT, **{PERCENT.id: data})
    until = financial_quarter(2023, 2)
    yearly: Any = "same-period-last-year"
    assert release.title == "Q3 2023/24"
    assert release.tile(PERCENT.id, TODAY) == tile(PERCENT, data, TODAY)
    assert release.tile(PERCENT.id, TODAY, CAMDEN) == tile(PERCENT, data, TODAY, CAMDEN)
    assert release.tile(PERCENT.id, TODAY, REGION, yearly, until) == tile(
        PERCENT, data, TODAY, REGION, yearly, until
    )
    with pytest.raises(KeyError):
        release.tile("homicde", TODAY)


def test_the_tile_of_the_region_is_made_once_for_each_language_and_each_site_s_areas(
    shipped: Release,
) -> None:
    data = MeasureData({Key(): series({"2022-Q3": 62.0, "2023-Q2": 64.0, "2023-Q3": 61.0})})
    release = declaring(shipped, PERCENT, **{PERCENT.id: data})
    first = release.tile(PERCENT.id, TODAY)
    assert release.tile(PERCENT.id, date(2030, 1, 1)) is first
    with spoken("cy"):
        assert release.tile(PERCENT.id, TODAY) is not first
    with in_force(replace(territory(), mark="another site")):
        assert release.tile(PERCENT.id, TODAY) is not first
    later = replace(release, data={PERCENT.id: MeasureData({Key(): series({"2023-Q4": 70.0})})})
    assert later.tile(PERCENT.id, TODAY).text == "70%"
    assert release.tile(PERCENT.id, TODAY) is first


def test_whether_a_planned_measure_is_overdue_is_asked_anew_each_day(shipped: Release) -> None:
    planned = next(item for item in shipped.config.measures if isinstance(item, PlannedMeasure))
    dated = planned.model_copy(update={"expected": date(2024, 3, 31)})
    release = declaring(shipped, dated)
    assert [release.tile(dated.id, day).overdue for day in (TODAY, date(2024, 4, 1))] == [False, True]


def test_the_newest_day_is_that_of_the_newest_figure_that_is_known(shipped: Release) -> None:
    region_series = Series((*series({"2023-Q1": 62.0, "2023-Q2": 64.0}), *series({"2023-Q3": None})))
    elsewhere = series({"2023-Q4": 50.0})
    data = MeasureData(
        {
            Key(): region_series,
            Key(area=CAMDEN): elsewhere,
            Key("single", REGION, "route", "by phone"): elsewhere,
        }
    )
    release = declaring(shipped, PERCENT, **{PERCENT.id: data})
    assert release.newest_day(PERCENT.id) == date(2023, 9, 30)
    assert release.newest_day("homicide") is None


def test_a_measure_without_data_has_a_tile_that_says_so(shipped: Release) -> None:
    assert declaring(shipped, PERCENT).tile(PERCENT.id, TODAY).note == "There is no figure for this area."


def test_a_release_knows_of_which_measures_region_holds_the_city(shipped: Release) -> None:
    with_city = measure(OFFENCES, id="with-city", source={"outside": "included"})
    release = declaring(shipped, COUNT, with_city)
    assert [release.outside_included(name) for name in (COUNT.id, with_city.id)] == [False, True]
    assert shipped.outside_included("crime-prevalence") is False


def test_methods_have_no_example_where_there_is_no_figure(shipped: Release) -> None:
    assert set(worked_examples(replace(shipped, data={}), TODAY)) == {"breaks"}


def test_a_break_after_which_nothing_is_compared_has_no_day_on_which_it_resumes(shipped: Release) -> None:
    broken = measure(
        OFFENCES,
        comparison={"basis": "baseline", "baseline": "2024-03"},
        breaks=({"period": "2024-03", "reason": "the records moved"},),
    )
    assert worked_examples(declaring(shipped, broken), TODAY)["breaks"] == (
        f"{broken.title}. The first period after its break is March 2024, because the records moved."
    )


def test_what_is_kept_beside_figures_follows_a_measure_to_the_id_that_it_has_now(shipped: Release) -> None:
    off = (Mismatch("areas-off", "2023-12", REGION, 10.0, 9.0),)
    data = {PERCENT.id: MeasureData({Key(): series({"2023-Q3": 61.0})})}
    lacking = (Acknowledged(PERCENT.id, "gone-area", "one Barnet", "There are none.", "It has left."),)
    traced = Lineage((), {})
    release = replace(
        declaring(shipped, PERCENT, **data),
        records=Records(mismatches={PERCENT.id: off}),
        lineage={PERCENT.id: traced},
        acknowledged=(*lacking, replace(lacking[0], measure="another")),
    )
    now = release.called_now({PERCENT.id: "satisfaction"})
    assert [item.id for item in now.config.measures] == ["satisfaction"]
    assert (now.data, now.mismatches) == ({"satisfaction": data[PERCENT.id]}, {"satisfaction": off})
    assert now.lineage == {"satisfaction": traced}
    assert [item.measure for item in now.acknowledged] == ["satisfaction", "another"]
    assert release.called_now({"another": "satisfaction"}) is release


def test_a_fall_to_nought_is_worked_out_like_any_other(shipped: Release) -> None:
    counts = series({"2023-12": 8.0, "2024-01": 0.0}, frequency="month")
    release = declaring(shipped, COUNT, **{COUNT.id: MeasureData({Key(): counts})})
    assert worked_examples(release, TODAY)["rounding"] == (
        f"{COUNT.title}. (0 - 8) / 8 × 100 = -100, shown as -100.0%."
    )


def test_a_count_without_a_figure_and_a_percentage_are_no_example_of_the_interval_of_a_count(
    shipped: Release,
) -> None:
    counted = measure(OFFENCES, comparison={"test": "counts"})
    absent = Series((observed("2024-01", None, "x", frequency="month"),))
    data = {
        counted.id: MeasureData({Key(): absent}),
        PERCENT.id: MeasureData({Key(): series({"2023-Q3": 61.0})}),
    }
    assert worked_examples(declaring(shipped, counted, PERCENT, **data), TODAY) == {}


def test_a_ratio_is_worked_out_from_the_count_that_it_is_of(shipped: Release) -> None:
    of_offences = measure(SATISFACTION, source={"over": {"column": ("Offences",), "noun": "offences"}})
    newest = replace(observed("2023-Q3", 44.0), base=2500)
    release = declaring(shipped, of_offences, **{of_offences.id: MeasureData({Key(): Series((newest,))})})
    assert worked_examples(release, TODAY)["ratio"] == (
        f"{of_offences.title}. In Q3 2023/24 there were 1,100 over 2,500 offences, which is 44%."
    )


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("searches", "In Q3 2023/24 there were 1,000 searches: 50% of victims were satisfied."),
        (None, "In Q3 2023/24 1,000 people were asked: 50% of victims were satisfied."),
    ],
)
def test_the_interval_of_a_survey_names_what_was_counted_or_that_people_were_asked(
    shipped: Release, noun: str | None, words: str
) -> None:
    base = {"column": ("Base",), **({} if noun is None else {"noun": noun})}
    survey = measure(SATISFACTION, comparison={"test": "proportions"}, source={"base": base})
    newest = replace(observed("2023-Q3", 50.0), base=1000)
    release = declaring(shipped, survey, **{survey.id: MeasureData({Key(): Series((newest,))})})
    # Wilson's interval of 500 in 1,000.
    assert worked_examples(release, TODAY)["survey-interval"] == (
        f"{survey.title}. {words} The 95% interval runs from 46.9% to 53.1%."
    )


@pytest.mark.parametrize(
    ("published_measure", "words"),
    [
        (PERCENT, "A percentage of fewer than 5 people is withheld."),
        (COUNT, "A number from 1 to 4 is withheld; none is shown."),
    ],
)
def test_what_is_withheld_is_told_by_its_threshold(
    shipped: Release, published_measure: PublishedMeasure, words: str
) -> None:
    small = published_measure.model_copy(update={"suppression": Suppression(threshold=5)})
    assert worked_examples(declaring(shipped, small), TODAY) == {
        "withheld": f"{published_measure.title}. {words}"
    }


# The frame -------------------------------------------------------------------------------------------------

TYPES = {
    **dict.fromkeys(("window", "area_code", "area", "dimension", "category", "status"), "str"),
    **{"period": "period[Q-MAR]", "value": "float64", "base": "Int64"},
}


def test_a_frame_has_a_row_for_each_observation_and_names_its_areas() -> None:
    data = MeasureData(
        {
            Key(): Series((replace(observed("2023-Q3", 61.5, "p"), base=1210),)),
            Key(area=CAMDEN): Series((observed("2023-Q3", None, "c"),)),
            Key("rolling-12-months", dimension="route", category="Online"): Series(
                (observed("2023-Q3", 32.0, window="rolling-12-months"),)
            ),
        }
    )
    figures = frame(PERCENT, data)
    police_area = "London (Metropolitan Police area)"
    assert figures.astype(object).where(figures.notna(), None).to_numpy().tolist() == [
        ["single", financial_quarter(2023, 3), REGION, police_area, "", "", 61.5, 1210, "p"],
        ["single", financial_quarter(2023, 3), CAMDEN, "Camden", "", "", None, None, "c"],
        [
            *("rolling-12-months", financial_quarter(2023, 3), REGION, police_area),
            "route",
            "Online",
            32.0,
            None,
            "",
        ],
    ]
    assert figures.attrs == {"measure": PERCENT.id, "unit": "percent"}


@pytest.mark.parametrize("data", [{}, {Key(): Series((observed("2023-Q3", 61.5),))}])
def test_a_frame_has_the_same_types_whether_it_has_rows_or_not(data: dict[Key, Series]) -> None:
    types = frame(PERCENT, MeasureData(data)).dtypes
    assert {name: str(types[name]) for name in types.index} == {name: TYPES[name] for name in COLUMNS}


def test_region_is_named_as_a_whole_where_the_city_is_included() -> None:
    with_city = measure(SATISFACTION, source={"outside": "included"})
    data = MeasureData({Key(): Series((observed("2023-Q3", 61.5),))})
    assert pd.Series(frame(with_city, data)["area"]).tolist() == ["London"]


# Revisions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published_measure", "before", "after", "size"),
    [
        (PERCENT, 61.0, 58.5, "2.5"),
        (PERCENT, 0.0, 2.0, "2"),
        (COUNT, 6100.0, 6161.0, "1"),
        (COUNT, 6100.0, 6039.0, "1"),
        (COUNT, 0.0, 3.0, "300"),
    ],
)
def test_a_revision_is_measured_in_points_or_per_cent(
    published_measure: PublishedMeasure, before: float, after: float, size: str
) -> None:
    assert revision_size(published_measure, before, after) == Decimal(size)


@pytest.mark.parametrize(
    ("published_measure", "before", "after", "status", "beyond"),
    [
        # By more than 3 points, and no less.
        (PERCENT, 61.0, 64.0, "", False),
        (PERCENT, 61.0, 64.1, "", True),
        (PERCENT, 61.0, 64.1, "p", False),
        (PERCENT, 61.0, 64.1, "u", True),
        # By more than 3 per cent, and by more than twice its root: 20 of a hundred, 200 of ten thousand.
        (COUNT, 100.0, 120.0, "", False),
        (COUNT, 100.0, 80.0, "", False),
        (COUNT, 100.0, 79.0, "", True),
        (COUNT, 100.0, 123.0, "", True),
        (COUNT, 10000.0, 10300.0, "", False),
        (COUNT, 10000.0, 10301.0, "", True),
        (COUNT, 10000.0, 9699.0, "p", False),
    ],
)
def test_a_figure_moves_further_than_usual_beyond_what_is_declared_and_beyond_chance(
    published_measure: PublishedMeasure, before: float, after: float, status: str, beyond: bool
) -> None:
    plausible = {"plausible": {"revised_by": 3}}
    declared = measure(OFFENCES if published_measure is COUNT else SATISFACTION, source=plausible)
    assert beyond_usual(declared, before, after, status) is beyond


@pytest.mark.parametrize(("declaration", "words"), [(SATISFACTION, "2.5 points"), (OFFENCES, "2.5 per cent")])
def test_how_far_figures_usually_move_is_said_in_their_unit(declaration: Any, words: str) -> None:
    assert usual_words(measure(declaration, source={"plausible": {"revised_by": 2.5}})) == words
