"""What the API says of counts, running totals, areas, breakdowns and what cannot be answered."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import Window, month
from serving.api.frameworks import framework
from serving.api.measures import measure
from serving.api.observations import observations
from serving.http.errors import ApiError

CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks:
  - {id: pcp, title: Plan, vision: Safe., description: The plan}
  - {id: mps, title: The police, vision: Well run., description: The police}
outcomes:
  - {id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}
measures:
  - id: prevalence
    outcome: safer
    title: Crime prevalence
    status: planned
    description: How many were victims.
    owner: MOPAC
    reason: A new measure is to be added.
    expected: 2024-01-31
  - id: exploitation
    outcome: safer
    title: Exploitation and harm
    status: qualitative
    description: Protection.
    reason: Much of it is hidden.
    narrative: Reported in words.
  - id: homicide
    outcome: safer
    title: Homicide
    status: published
    description: People killed.
    unit: small-count
    noun: {singular: victim, plural: victims}
    polarity: lower-is-better
    frequency: month
    window: calendar-year-to-date
    comparison: {basis: previous-period, materiality: 1}
    next_update: not-announced
    source:
      publisher: MPS
      title: Homicide
      link: https://data.london.gov.uk/
      licence: OGL-3.0
      files: Homicide.csv
      layout: rows
      period: {column: Month, format: YYYY-MM}
      area: {column: Borough}
      value: {column: Victims}
      dimensions:
        - {id: age-group, title: Age group, column: Age}
      combine: sum
      absent: zero
      region: all-rows
"""
TODAY = date(2024, 2, 8)
NOVEMBER, DECEMBER = month(2023, 11), month(2023, 12)
YTD: Window = "calendar-year-to-date"
CAMDEN, BARNET = "E09000007", "E09000003"


def series(window: Any, *values: float | None) -> Series:
    return Series(
        tuple(
            Observation(period, window, value, "" if value is not None else "c")
            for period, value in zip((NOVEMBER, DECEMBER), values, strict=True)
        )
    )


@pytest.fixture
def release() -> Release:
    config, issues = parse_config(CONFIG)
    assert config is not None, issues
    homicide = {
        Key(): series("single", 11, 8),
        Key(YTD): series(YTD, 101, 109),
        Key("single", CAMDEN): series("single", 1, None),
        Key(YTD, CAMDEN): series(YTD, 3, None),
        Key(YTD, dimension="age-group", category="13 to 19"): series(YTD, 20, 21),
        Key(YTD, dimension="age-group", category="20 to 24"): series(YTD, 18, 19),
    }
    published_at = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
    return Release("2023-24-q3", published_at, config, {"homicide": MeasureData(homicide)})


def rows(release: Release, **query: str) -> list[dict[str, Any]]:
    answer_rows: list[dict[str, Any]] = observations(release, "homicide", **query)["observations"]
    return answer_rows


def short(release: Release, **query: str) -> list[tuple[str, str, float | None]]:
    return [(row["period"], row["area_code"], row["value"]) for row in rows(release, **query)]


def refused(release: Release, measure_id: str = "homicide", **query: str) -> dict[str, Any]:
    with pytest.raises(ApiError) as caught:
        observations(release, measure_id, **query)
    error: dict[str, Any] = {"status": caught.value.status, **caught.value.as_json()["error"]}
    return error


# Tiles


def test_a_planned_measure_says_who_promised_it_and_whether_it_is_overdue(release: Release) -> None:
    tile = framework(release, TODAY)["outcomes"][0]["measures"][0]
    assert tile == {
        "id": "prevalence",
        "title": "Crime prevalence",
        "status": "planned",
        "latest": None,
        "change": None,
        "verdict_change": None,
        "note": "A new measure is to be added.",
        "owner": "MOPAC",
        "reason": "A new measure is to be added.",
        "expected": "2024-01-31",
        "overdue": True,
    }


def test_a_qualitative_measure_has_its_narrative(release: Release) -> None:
    tile = framework(release, TODAY)["outcomes"][0]["measures"][1]
    assert tile == {
        "id": "exploitation",
        "title": "Exploitation and harm",
        "status": "qualitative",
        "latest": None,
        "change": None,
        "verdict_change": None,
        "note": "Much of it is hidden.",
        "reason": "Much of it is hidden.",
        "narrative": "Reported in words.",
    }


def test_a_running_total_names_its_window_and_compares_single_months(release: Release) -> None:
    answer = measure(release, "homicide", TODAY)
    assert answer["latest"] == {
        "period": {
            "id": "2023-12",
            "label": "2023 to the end of December",
            "start": "2023-01-01",
            "end": "2023-12-31",
            "window": YTD,
        },
        "window": YTD,
        "value": 109,
        "unit": "count",
        "text": "109",
        "status": "",
    }
    change = answer["change"]
    assert (change["from"]["period"]["id"], change["from"]["value"]) == ("2023-11", 11)
    assert (change["to"]["period"]["id"], change["to"]["value"]) == ("2023-12", 8)
    assert (change["difference"], change["unit"], change["text"]) == (-3, "count", "-3")


def test_a_withheld_figure_is_null_with_its_status_and_its_change_is_not_known(release: Release) -> None:
    answer = measure(release, "homicide", TODAY, "camden")
    assert (answer["latest"]["value"], answer["latest"]["status"], answer["latest"]["text"]) == (
        None,
        "c",
        "Withheld",
    )
    change, verdict = answer["change"], answer["verdict_change"]
    assert (change["outcome"], change["difference"], change["interval"]) == (None, None, None)
    assert (change["direction"], change["arrow"], change["verdict"]) == (None, "level", "not-judged")
    assert (verdict["outcome"], verdict["difference"], verdict["interval"]) == ("not-known", None, None)
    assert (verdict["direction"], verdict["arrow"], verdict["verdict"]) == (None, "level", "no-clear-change")


def test_a_district_without_figures_has_a_note_in_place_of_a_figure(release: Release) -> None:
    answer = measure(release, "homicide", TODAY, "barnet")
    assert (answer["latest"], answer["change"], answer["note"]) == (
        None,
        None,
        "There is no figure for this area.",
    )


@pytest.mark.parametrize("named", ["E09000007", "e09000007", "camden", "Camden", " CAMDEN "])
def test_an_area_is_known_by_its_code_its_slug_and_its_name(release: Release, named: str) -> None:
    assert measure(release, "homicide", TODAY, named)["area"] == {
        "code": CAMDEN,
        "name": "Camden",
        "slug": "camden",
    }


def test_another_framework_than_the_first_is_given_by_its_id(release: Release) -> None:
    answer = framework(release, TODAY, "mps")
    assert (answer["id"], answer["vision"], answer["outcomes"]) == ("mps", "Well run.", [])


# Observations


def test_without_an_area_the_observations_are_regions_in_the_window_of_the_tile(release: Release) -> None:
    assert rows(release)[1] == {
        "period": "2023-12",
        "period_label": "2023 to the end of December",
        "area_code": "E12000007",
        "area": "London (Metropolitan Police area)",
        "window": YTD,
        "value": 109,
        "status": "",
    }
    assert len(rows(release)) == 2


def test_the_single_periods_of_a_running_total_are_given_when_asked_for(release: Release) -> None:
    assert [(row["period_label"], row["value"]) for row in rows(release, window="single")] == [
        ("November 2023", 11),
        ("December 2023", 8),
    ]


def test_all_areas_are_region_and_every_district_with_figures(release: Release) -> None:
    assert short(release, area="all") == [
        ("2023-11", "E12000007", 101),
        ("2023-12", "E12000007", 109),
        ("2023-11", CAMDEN, 3),
        ("2023-12", CAMDEN, None),
    ]


def test_a_dimension_gives_regions_categories(release: Release) -> None:
    age_rows = rows(release, dimension="age-group", from_="2023-12")
    assert [(row["dimension"], row["category"], row["value"]) for row in age_rows] == [
        ("age-group", "13 to 19", 21),
        ("age-group", "20 to 24", 19),
    ]


def test_from_and_to_are_both_inclusive(release: Release) -> None:
    assert short(release, from_="2023-12", to="2023-12") == [("2023-12", "E12000007", 109)]
    assert short(release, to="2023-11") == [("2023-11", "E12000007", 101)]


def test_the_base_stands_in_a_row_that_has_one(release: Release) -> None:
    held = Series((Observation(DECEMBER, YTD, 109, base=2400),))
    sampled = Release(
        release.id, release.published_at, release.config, {"homicide": MeasureData({Key(YTD): held})}
    )
    assert [row["base"] for row in rows(sampled)] == [2400]


def test_a_measure_without_figures_has_no_observations_and_says_why(release: Release) -> None:
    answer = observations(release, "prevalence")
    assert (answer["observations"], answer["note"]) == ([], "A new measure is to be added.")


# What cannot be answered


def test_an_unknown_area_is_answered_with_the_known_ones_and_the_nearest(release: Release) -> None:
    assert refused(release, area="Camdon") == {
        "status": 404,
        "code": "unknown-area",
        "message": 'the area "Camdon" is not known; did you mean "Camden"?',
        "allowed": ["london", "camden"],
    }


def test_a_district_without_observations_is_answered_with_those_that_have_some(release: Release) -> None:
    assert refused(release, area="barnet") == {
        "status": 404,
        "code": "no-figures-for-area",
        "message": 'the measure "homicide" has no figures for Barnet',
        "allowed": ["london", "camden"],
    }


def test_an_unknown_dimension_is_answered_with_the_known_ones(release: Release) -> None:
    assert refused(release, dimension="age-groop") == {
        "status": 404,
        "code": "unknown-dimension",
        "message": 'the dimension "age-groop" is not known; did you mean "age-group"?',
        "allowed": ["age-group"],
    }


def test_an_unknown_measure_is_answered_with_the_known_ones(release: Release) -> None:
    assert refused(release, "homicides") == {
        "status": 404,
        "code": "unknown-measure",
        "message": 'the measure "homicides" is not known; did you mean "homicide"?',
        "allowed": ["prevalence", "exploitation", "homicide"],
    }


def test_an_unknown_window_is_answered_with_those_that_the_measure_has(release: Release) -> None:
    error = refused(release, window="rolling")
    assert (error["status"], error["code"], error["allowed"]) == (400, "unknown-window", [YTD, "single"])


@pytest.mark.parametrize("text", ["2023-13", "2023-Q3", "2023", "x", "0000-01", "9999-01", "2023-12\n"])
def test_a_malformed_period_is_refused(release: Release, text: str) -> None:
    error = refused(release, from_=text)
    assert (error["status"], error["code"]) == (400, "malformed-period")


def test_what_a_period_looks_like_is_said_with_the_refusal(release: Release) -> None:
    assert refused(release, to="2023-Q3")["message"] == 'to: "2023-Q3" does not name a month; one is 2024-01'


def test_a_span_that_ends_before_it_starts_is_refused(release: Release) -> None:
    assert refused(release, from_="2023-12", to="2023-11")["code"] == "empty-span"


def test_a_breakdown_of_a_district_is_refused(release: Release) -> None:
    assert refused(release, dimension="age-group", area="camden")["code"] == "region-alone"


def test_everything_said_is_json(release: Release) -> None:
    answers = [
        framework(release, TODAY),
        measure(release, "homicide", TODAY),
        observations(release, "homicide"),
    ]
    assert json.loads(json.dumps(answers, allow_nan=False)) == answers


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"dimension": "age-group"}, 404, "unknown-dimension"),
        ({"window": "fortnight"}, 400, "unknown-window"),
        ({"from_": "2023-13"}, 400, "malformed-period"),
        ({"to": "soon"}, 400, "malformed-period"),
    ],
)
def test_a_slip_is_refused_of_a_measure_without_figures_too(
    release: Release, query: dict[str, str], status: int, code: str
) -> None:
    error = refused(release, "prevalence", **query)
    assert (error["status"], error["code"]) == (status, code)
    assert (
        observations(release, "prevalence", window="single", from_="2023", to="2024-Q1")["observations"] == []
    )
