"""The status of a sum: provisional where a part is, revised only where the release before had the same sum."""

from __future__ import annotations

import pytest

from metrics.figures.area_comparison import area_comparison
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.totals import total, total_of_periods
from metrics.periods import month, period_id
from metrics.statuses import Status, of_a_sum
from tests.given import OFFENCES, data_of, measure, observed
from tests.places_of_tests import REGION
from tests.unit.test_area_comparison import CAMDEN, ISLINGTON, RATED, a_year

LIKE_WITH_LIKE = RATED.model_copy(
    update={"comparison": RATED.comparison.model_copy(update={"judged": "like-with-like"})}
)


def in_a_row(*statuses: Status) -> list[Observation]:
    ids = [period_id(month(2023, 10) + step) for step in range(len(statuses))]
    return [
        observed(text, 5.0, status, frequency="month") for text, status in zip(ids, statuses, strict=True)
    ]


@pytest.mark.parametrize(
    ("statuses", "of_the_sum"),
    [
        (("", "r", "p"), "p"),
        (("r", "r", ""), ""),
        (("p", "", "r"), "r"),
        (("p", "r", ""), "p"),
        (("u", "r", "p"), "u"),
        (("", "", ""), ""),
    ],
)
def test_a_sum_over_time_is_revised_only_where_its_newest_part_is(
    statuses: tuple[Status, ...], of_the_sum: Status
) -> None:
    assert total_of_periods(LIKE_WITH_LIKE, in_a_row(*statuses)).status == of_the_sum
    assert of_a_sum(statuses[:-1], statuses[-1:]) == of_the_sum


@pytest.mark.parametrize(("statuses", "of_the_sum"), [(("r", ""), "r"), (("", "r"), "r"), (("p", "r"), "r")])
def test_a_sum_over_areas_is_revised_where_a_part_is(
    statuses: tuple[Status, ...], of_the_sum: Status
) -> None:
    parts = [observed("2024-01", 5.0, status, frequency="month") for status in statuses]
    assert total(parts, month(2024, 1), "single").status == of_the_sum


def test_a_new_twelve_months_of_an_area_and_its_division_is_provisional_though_a_month_was_revised() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 211.0, ISLINGTON: 196.0})
    statuses: list[Status] = ["", "", "", "", "", "", "", "", "", "", "r", "p"]
    revised = {
        Key("single", code): Series(
            tuple(
                observed(observation.period_id, observation.value, status, frequency="month")
                for observation, status in zip(data.get(Key("single", code)), statuses, strict=True)
            )
        )
        for code in (REGION, CAMDEN, ISLINGTON)
    }
    comparison = area_comparison(LIKE_WITH_LIKE, MeasureData(revised), CAMDEN)
    assert comparison is not None and comparison.division is not None
    figures = (comparison.figure, comparison.division, comparison.region)
    assert [figure.observation.status for figure in figures] == ["p", "p", "p"]


def test_releases_of_before_the_rule_keep_their_mark() -> None:
    assert total_of_periods(RATED, in_a_row("", "r", "p")).status == "r"


def test_a_stored_total_is_not_revised_by_a_month_within_it() -> None:
    declared = measure(OFFENCES, window="rolling-12-months")
    head = ",".join(["Borough", *(period_id(month(2023, 1) + step).replace("-", "") for step in range(14))])
    row = ",".join(["Camden", *["10"] * 5, "10 [r]", *["10"] * 8])
    data = data_of(declared, ("Crime.csv", f"{head}\n{row}\n"))
    singles, totals = data.get(Key("single")), data.get(Key("rolling-12-months"))
    assert [observation.status for observation in singles][5] == "r"
    assert [observation.status for observation in totals][-3:] == ["", "", "p"]
