"""What the API says of areas: which there are, and each measure of one beside London."""

from datetime import UTC, datetime
from typing import Any

import pytest

from metrics.declared.framework import Config
from metrics.declared.site import Contact, Site
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import month, period_id
from metrics.statuses import Status
from serving.api.areas import areas_json, profile_json
from serving.http.errors import ApiError
from tests.given import OFFENCES, measure, observed
from tests.places_of_tests import REGION

CAMDEN, ISLINGTON = "E09000007", "E09000019"
OURS = measure(OFFENCES, rate={"per": 1000})
SITE = Site(
    title="Outcomes",
    producer="The office",
    contact=Contact(text="Write to us"),
    statistics_status="Not accredited",
    update_schedule="Once a quarter.",
    attribution="Open data",
)
YEAR = {
    "id": "2024-01",
    "label": "12 months to January 2024",
    "start": "2023-02-01",
    "end": "2024-01-31",
    "window": "rolling-12-months",
}


def release(camden: float | None = 211.0, status: Status = "") -> Release:
    """Twelve months of offences in London, Camden and Islington."""
    monthly = {REGION: (6700.0, ""), CAMDEN: (camden, status), ISLINGTON: (196.0, "")}
    data = {Key("single", area): series(*figure) for area, figure in monthly.items()}
    config = Config.model_construct(site=SITE, frameworks=(), outcomes=(), measures=(OURS,))
    return Release(
        "2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, {OURS.id: MeasureData(data)}
    )


def series(value: float | None, status: str) -> Series:
    mark: Status = "c" if status == "c" else ""
    ids = [period_id(month(2024, 1) - back) for back in range(11, -1, -1)]
    return Series(tuple(observed(identifier, value, mark, frequency="month") for identifier in ids))


def the_measure(area: str, source_release: Release) -> dict[str, Any]:
    measures: list[dict[str, Any]] = profile_json(source_release, area)["measures"]
    return measures[0]


def test_the_list_holds_region_the_districts_and_the_divisions() -> None:
    listed = {area["slug"]: area for area in areas_json(release())["areas"]}
    assert len(listed) == 1 + 33 + 12
    assert listed["camden"] == {
        "code": "E09000007",
        "name": "Camden",
        "slug": "camden",
        "level": "district",
        "kind": "borough",
        "division": "central-north",
        "bcu": "central-north",
        "population": 210100,
    }
    assert listed["central-north"] == {
        "code": None,
        "name": "Central North BCU",
        "slug": "central-north",
        "level": "division",
        "kind": "bcu",
        "division": None,
        "bcu": None,
        "population": 426700,
    }
    assert (listed["london"]["code"], listed["london"]["population"]) == ("E12000007", 8791300)


OF_REGION = {"value": 80400, "rate": 9.1, "interval": [9.1, 9.2], "limits": [9.1, 9.2]}
OF_DIVISION = {"value": 4884, "rate": 11.4, "interval": [11.1, 11.8], "limits": [11.1, 11.8]}


def test_an_area_holds_each_measure_with_its_rate_interval_and_standing() -> None:
    assert the_measure("camden", release()) == {
        "id": "violence-with-injury",
        "title": "Violence with injury offences",
        "unit": "count",
        "per": 1000,
        "period": YEAR,
        "status": "",
        "value": 2532,
        "rate": 12.1,
        "interval": [11.6, 12.5],
        "limits": [11.6, 12.5],
        "standing": "higher",
        "sentence": "In Camden there were 12.1 offences for each 1,000 people in the 12 months to January 2024, more "
        "than in London (9.1).",
        **dict.fromkeys(("london", "region"), OF_REGION),
        **{key: {"slug": "central-north", **OF_DIVISION} for key in ("bcu", "division")},
    }


def test_what_is_withheld_is_null_with_its_status_in_the_division_too() -> None:
    nothing = {"value": None, "rate": None, "interval": None, "limits": None}
    measure_json = the_measure("camden", release(None, "c"))
    assert {key: measure_json[key] for key in nothing} == nothing
    assert (measure_json["status"], measure_json["standing"]) == ("c", "not-known")
    assert measure_json["bcu"] == {"slug": "central-north", **nothing}


@pytest.mark.parametrize("area_id", ["camden", "CAMDEN", "E09000007", "e09000007", "Camden"])
def test_code_slug_and_name_are_the_same_area(area_id: str) -> None:
    assert profile_json(release(), area_id) == profile_json(release(), "camden")


def test_region_stands_beside_nothing() -> None:
    measure_json = the_measure("london", release())
    assert (measure_json["standing"], measure_json["bcu"], measure_json["rate"]) == (None, None, 9.1)


def test_an_area_without_figures_has_no_measures() -> None:
    assert profile_json(release(), "city-of-london")["measures"] == []


def test_an_unknown_area_is_refused_with_the_nearest() -> None:
    with pytest.raises(ApiError) as refused:
        profile_json(release(), "camdn")
    assert (refused.value.status, refused.value.code, str(refused.value)) == (
        404,
        "unknown-area",
        'the area "camdn" is not known; did you mean "camden"?',
    )
    assert "south-west" in refused.value.allowed
