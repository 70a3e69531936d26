"""The API as other people's scripts know it: the keys and values of the public interface, to the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import financial_quarter
from serving.api.frameworks import framework
from serving.api.measures import measure
from serving.api.observations import observations
from serving.api.openapi import openapi
from serving.api.routes import API

CONFIG = """
site:
  title: Outcomes
  producer: MOPAC
  contact: Write to us
  statistics_status: Management information
  update_schedule: Once a quarter
  attribution: OGL
frameworks:
  - {id: pcp, title: Police and Crime Plan, vision: London is a safe city for all., description: The plan}
outcomes:
  - {id: victims, framework: pcp, title: Victims are better supported, description: They are helped}
measures:
  - id: victim-satisfaction
    outcome: victims
    title: Overall victim satisfaction
    status: published
    description: How satisfied victims are.
    unit: percent
    share: of victims were satisfied
    polarity: higher-is-better
    frequency: financial-quarter
    comparison: {basis: previous-period, materiality: 1.0}
    caveats: [It comes from a sample.]
    next_update: 2024-05-09
    source:
      publisher: MOPAC
      title: User Satisfaction Survey
      link: https://data.london.gov.uk/
      licence: OGL-3.0
      files: USS.csv
      layout: rows
      period: {column: Quarter, format: Qn YY-YY}
      value: {column: Satisfied, written_as: percent}
      absent: missing
      region: own-row
"""
TODAY = date(2024, 2, 8)
Q2, Q3, Q4 = (financial_quarter(2023, number) for number in (2, 3, 4))
Q3_JSON = {"id": "2023-Q3", "label": "Q3 2023/24", "start": "2023-10-01", "end": "2023-12-31"}
Q2_JSON = {"id": "2023-Q2", "label": "Q2 2023/24", "start": "2023-07-01", "end": "2023-09-30"}
LAST_YEAR_JSON = {"id": "2022-Q3", "label": "Q3 2022/23", "start": "2022-10-01", "end": "2022-12-31"}
RELEASE_JSON = {"id": "2023-24-q3", "title": "Q3 2023/24", "published_at": "2024-02-08T09:30:00+00:00"}


@pytest.fixture(name="release")
def satisfaction_falls_from_64_to_61() -> Release:
    config, issues = parse_config(CONFIG)
    assert config is not None, issues
    series = Series((Observation(Q2, "single", 64.0), Observation(Q3, "single", 61.0, "p")))
    data = {"victim-satisfaction": MeasureData({Key(): series})}
    return Release("2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, data)


def the_tile(release: Release) -> dict[str, Any]:
    outcomes: list[dict[str, Any]] = framework(release, TODAY)["outcomes"]
    tile: dict[str, Any] = outcomes[0]["measures"][0]
    return tile


def test_the_framework_names_its_release_and_holds_outcomes_with_tiles(release: Release) -> None:
    answer = framework(release, TODAY)
    tiles = [tile["id"] for outcome in answer.pop("outcomes") for tile in outcome["measures"]]
    assert answer == {
        "release": RELEASE_JSON,
        "id": "pcp",
        "title": "Police and Crime Plan",
        "vision": "London is a safe city for all.",
    }
    assert tiles == ["victim-satisfaction"]


def test_a_tile_says_its_latest_figure(release: Release) -> None:
    assert the_tile(release)["latest"] == {
        "period": Q3_JSON,
        "value": 61.0,
        "unit": "percent",
        "text": "61%",
        "status": "p",
    }


def test_a_tile_says_its_change_which_is_not_judged(release: Release) -> None:
    change = the_tile(release)["change"]
    assert isinstance(change.pop("sentence"), str)
    assert isinstance(change.pop("why"), str)
    assert change == {
        "basis": "previous-quarter",
        "label": "Change on previous quarter",
        "from": {"period": Q2_JSON, "value": 64.0},
        "to": {"period": Q3_JSON, "value": 61.0},
        "difference": -3.0,
        "unit": "pp",
        "text": "-3.0 p.p.",
        "direction": "down",
        "arrow": "level",
        "outcome": None,
        "verdict": "not-judged",
        "interval": None,
        "usual": None,
    }


def test_a_tile_says_its_verdict_on_a_comparison_of_like_with_like(release: Release) -> None:
    year = tuple(Observation(Q3 - back, "single", value) for back, value in ((4, 66.0), (3, 65.0), (2, 64.0)))
    series = Series((*year, Observation(Q2, "single", 64.0), Observation(Q3, "single", 61.0, "p")))
    longer = replace(release, data={"victim-satisfaction": MeasureData({Key(): series})})
    verdict = the_tile(longer)["verdict_change"]
    assert isinstance(verdict.pop("sentence"), str)
    assert isinstance(verdict.pop("why"), str)
    assert verdict == {
        "basis": "same-quarter-last-year",
        "label": "Change on same quarter last year",
        "from": {"period": LAST_YEAR_JSON, "value": 66.0},
        "to": {"period": Q3_JSON, "value": 61.0},
        "difference": -5.0,
        "unit": "pp",
        "text": "-5.0 p.p.",
        "direction": "down",
        "arrow": "down",
        "outcome": "lower",
        "verdict": "worse",
        "interval": None,
        "window": "single",
        "resumes": None,
        "known_from": None,
    }


def test_a_measure_is_its_tile_with_the_metadata_beside_it(release: Release) -> None:
    answer = measure(release, "victim-satisfaction", TODAY)
    beside = {key: answer[key] for key in answer if key not in the_tile(release)}
    assert {**the_tile(release), **beside} == answer
    assert answer["status"] == "published"
    assert beside["release"] == RELEASE_JSON
    assert set(beside) == {"area", "release", "metadata"}


def test_the_metadata_of_a_measure(release: Release) -> None:
    region = {"code": "E12000007", "name": "London (Metropolitan Police area)", "slug": "london"}
    assert measure(release, "victim-satisfaction", TODAY)["metadata"] == {
        "description": "How satisfied victims are.",
        "outcome": {"id": "victims", "title": "Victims are better supported"},
        "unit": "percent",
        "noun": None,
        "share": "of victims were satisfied",
        "polarity": "higher-is-better",
        "frequency": "financial-quarter",
        "window": "single",
        "basis": {"id": "previous-quarter", "label": "Change on previous quarter"},
        "materiality": 1.0,
        "caveats": ["It comes from a sample."],
        "breaks": [],
        "source": {
            "publisher": "MOPAC",
            "title": "User Satisfaction Survey",
            "link": "https://data.london.gov.uk/",
            "licence": "OGL-3.0",
        },
        "next_update": "2024-05-09",
        "areas": [region],
        "dimensions": [],
        "links": {
            "self": "/api/v1/measures/victim-satisfaction",
            "observations": "/api/v1/measures/victim-satisfaction/observations",
            "page": "/measures/victim-satisfaction",
        },
    }


def test_the_observations_of_a_measure(release: Release) -> None:
    row = {"area_code": "E12000007", "area": "London (Metropolitan Police area)"}
    assert observations(release, "victim-satisfaction") == {
        "measure": "victim-satisfaction",
        "title": "Overall victim satisfaction",
        "release": RELEASE_JSON,
        "unit": "percent",
        "observations": [
            {"period": "2023-Q2", "period_label": "Q2 2023/24", **row, "value": 64.0, "status": ""},
            {"period": "2023-Q3", "period_label": "Q3 2023/24", **row, "value": 61.0, "status": "p"},
        ],
    }


@pytest.fixture(name="sure")
def satisfaction_of_a_known_sample(release: Release) -> Release:
    """The same release, with bases in its extract and a test of proportions."""
    text = CONFIG.replace("materiality: 1.0}", "materiality: 1.0, test: proportions}")
    config, issues = parse_config(text.replace("absent:", "base: {column: Base}\n      absent:"))
    assert config is not None, issues
    bases = (Observation(Q2, "single", 64.0, "", 2400), Observation(Q3, "single", None, "c"))
    data = {
        "victim-satisfaction": MeasureData(
            {Key(): Series((*bases, Observation(Q4, "single", 61.0, "u", 90)))}
        )
    }
    return Release(release.id, release.published_at, config, data)


def test_a_tile_says_how_sure_its_latest_figure_is(release: Release, sure: Release) -> None:
    assert the_tile(release)["interval"] is None
    assert the_tile(sure)["interval"] == [50.7, 70.4]


def test_observations_have_their_base_and_interval_where_they_have_a_figure(sure: Release) -> None:
    rows = observations(sure, "victim-satisfaction")["observations"]
    figures = [
        {key: row.get(key, "-") for key in ("value", "base", "lower", "upper", "status")} for row in rows
    ]
    assert figures == [
        {"value": 64.0, "base": 2400, "lower": 62.1, "upper": 65.9, "status": ""},
        {"value": None, "base": "-", "lower": "-", "upper": "-", "status": "c"},
        {"value": 61.0, "base": 90, "lower": 50.7, "upper": 70.4, "status": "u"},
    ]


def test_the_description_for_machines_holds_every_key_of_an_observation(sure: Release) -> None:
    described = openapi({rule: parameters for rule, (parameters, _) in API.items()}, "Outcomes")
    answer = described["paths"]["/api/v1/measures/{measure_id}/observations"]["get"]["responses"]["200"]
    row = answer["content"]["application/json"]["schema"]["properties"]["observations"]["items"]
    keys = {
        key
        for observation in observations(sure, "victim-satisfaction")["observations"]
        for key in observation
    }
    assert keys <= set(row["properties"])
    assert set(row["required"]) <= keys


def test_the_description_for_machines_names_every_address_and_parameter() -> None:
    paths = openapi({rule: parameters for rule, (parameters, _) in API.items()}, "Outcomes")["paths"]
    named = {path: [item["name"] for item in paths[path]["get"]["parameters"]] for path in paths}
    parts = ["limit", "offset"]
    assert named == {
        "/api/v1": ["as_of"],
        "/api/v1/openapi.json": ["as_of"],
        "/api/v1/framework": ["as_of"],
        "/api/v1/frameworks": ["as_of"],
        "/api/v1/frameworks/{framework_id}": ["framework_id", "as_of"],
        "/api/v1/measures": ["as_of", *parts],
        "/api/v1/measures/{measure_id}": ["measure_id", "area", "as_of", "comparison", "to"],
        "/api/v1/measures/{measure_id}/observations": [
            *("measure_id", "area", "as_of", "dimension", "from", *parts, "to", "window"),
        ],
        "/api/v1/areas": ["as_of", *parts],
        "/api/v1/areas/{area_id}": ["area_id", "as_of"],
        "/api/v1/releases": ["as_of", *parts],
        "/api/v1/releases/{release_id}/revisions": ["release_id", *parts],
        "/api/v1/record": ["as_of", *parts],
        "/api/v1/accounts": ["as_of", *parts],
        "/api/v1/accounts/{account_id}": ["account_id", "as_of"],
        "/api/v1/trackers": ["as_of", *parts],
        "/api/v1/trackers/{tracker_id}": ["tracker_id", "as_of", *parts],
        "/api/v1/trackers/{tracker_id}/{item_name}": ["tracker_id", "item_name", "as_of"],
        "/api/v1/checks": ["as_of", *parts],
        "/api/v1/inspections": ["as_of"],
        "/api/v1/claims": ["as_of", *parts],
        "/api/v1/duties": ["as_of"],
        "/api/v1/oversight": ["as_of"],
    }
