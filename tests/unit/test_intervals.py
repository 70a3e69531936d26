"""The interval around one figure: by the declared test, from the extract's base or the declared one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from metrics.figures.intervals import interval_ends, interval_of, interval_text
from metrics.figures.series import Observation
from metrics.figures.statistics import byar, wilson
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed

CAMDEN = "E09000007"
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400, "area_size": 600}}
COUNTED: Any = {"comparison": {"test": "counts"}}


def observation_of(value: float | None, base: int | None = None) -> Observation:
    observation = observed("2023-Q3", value, "" if value is not None else "c")
    return Observation(observation.period, observation.window, observation.value, observation.status, base)


def text(observation: Observation, *place: str, fields: Any = SATISFACTION, **changes: Any) -> str:
    declared = measure(fields, **changes)
    interval = interval_of(declared, observation, *place)
    return "" if interval is None else interval_text(declared, interval, observation.value)


def test_a_share_of_people_has_wilsons_interval_in_per_cent() -> None:
    low, high = wilson(0.61, 2400)
    assert interval_of(measure(**SURVEY), observation_of(61.0)) == (100 * low, 100 * high)
    assert text(observation_of(61.0), **SURVEY) == "59.0% to 62.9%"


def test_the_base_of_the_extract_goes_before_the_declared_one() -> None:
    assert text(observation_of(61.0, 400), **SURVEY) == "56.1% to 65.7%"


def test_a_district_has_the_interval_of_its_own_sample() -> None:
    assert text(observation_of(61.0), CAMDEN, **SURVEY) == "57.0% to 64.8%"


def test_a_design_effect_widens_the_interval() -> None:
    clustered = {**SURVEY, "sample": {"size": 2400, "design_effect": 1.5}}
    assert text(observation_of(61.0), **clustered) == "58.6% to 63.4%"


def test_what_is_declared_of_the_whole_says_nothing_of_its_parts() -> None:
    assert text(observation_of(61.0), "E12000007", "Online", **SURVEY) == ""
    assert text(observation_of(61.0, 400), "E12000007", "Online", **SURVEY) == "56.1% to 65.7%"


def test_a_count_has_byars_interval_in_whole_numbers() -> None:
    declared = measure(OFFENCES, **COUNTED)
    assert interval_of(declared, observation_of(6100)) == byar(6100)
    assert text(observation_of(6100), fields=OFFENCES, **COUNTED) == "5,948 to 6,255"
    assert text(observation_of(0), fields=VICTIMS, **COUNTED) == "0 to 4"


@pytest.mark.parametrize(
    ("observation", "changes"),
    [
        (observation_of(None), SURVEY),
        (observation_of(None, 400), SURVEY),
        (observation_of(61.0), {"comparison": {"test": "none"}, "sample": {"size": 2400}}),
        (observation_of(61.0), {"comparison": {"test": "proportions"}}),
    ],
)
def test_without_a_figure_a_test_or_a_base_there_is_none(observation: Observation, changes: Any) -> None:
    assert text(observation, **changes) == ""


@pytest.mark.parametrize(("decimals", "ends"), [(0, ("59.0", "62.9")), (2, ("59.03", "62.93"))])
def test_the_ends_are_rounded_as_they_are_written(decimals: int, ends: tuple[str, str]) -> None:
    declared = measure(decimals=decimals, **SURVEY)
    interval = interval_of(declared, observation_of(61.0))
    assert interval is not None
    assert interval_ends(declared, interval, 61.0) == tuple(map(Decimal, ends))


@pytest.mark.parametrize("value", [0.0, 0.1, 50.0, 99.9, 100.0])
def test_a_figure_lies_within_its_interval_which_lies_within_0_and_100(value: float) -> None:
    interval = interval_of(measure(**SURVEY), observation_of(value, 30))
    assert interval is not None
    assert 0 <= interval[0] <= value <= interval[1] <= 100
