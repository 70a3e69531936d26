"""Areas beside London where like is compared with like: what decides is shown, with the digits that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import nextafter

import pytest

from components.area.tables import areas_table, districts_table
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import (
    AreaComparison,
    Standing,
    alike,
    area_comparison,
    compared_decimals,
)
from metrics.figures.area_figures import display_number, ends
from metrics.figures.area_sentences import CHANCE, by_chance, limits_text, number_text, standing_explanation
from metrics.figures.series import Key, MeasureData, Series
from metrics.language import say
from metrics.periods import month
from serving.api.areas import profile_json
from tests.given import OFFENCES, SATISFACTION, measure, observed
from tests.places_of_tests import REGION
from tests.unit.test_areas_api import OURS, release

CAMDEN, ISLINGTON = "E09000007", "E09000019"
LIKE = {"comparison": {**OFFENCES["comparison"], "test": "counts", "judged": "like-with-like"}}
RATED = measure(OFFENCES, rate={"per": 1000}, **LIKE)
SURVEY = measure(
    SATISFACTION,
    window="rolling-12-months",
    sample={"size": 1000000, "area_size": 500000},
    comparison={**SATISFACTION["comparison"], "test": "proportions", "judged": "like-with-like"},
)


def counts(values: Mapping[str, float], months: int = 36) -> MeasureData:
    """Months of the same count in each area, which move as little as counts can."""
    last = month(2024, 1)
    return MeasureData(
        {
            Key("single", area): Series(
                tuple(
                    observed(str(last - back), value + back % 2, frequency="month")
                    for back in reversed(range(months))
                )
            )
            for area, value in values.items()
        }
    )


def shares(values: Mapping[str, float]) -> MeasureData:
    return MeasureData(
        {
            Key("rolling-12-months", area): Series((observed("2023-Q3", value, window="rolling-12-months"),))
            for area, value in values.items()
        }
    )


def beside(declared: PublishedMeasure, data: MeasureData, area: str = CAMDEN) -> AreaComparison:
    comparison = area_comparison(declared, data, area)
    assert comparison is not None
    return comparison


def printed(comparison: AreaComparison) -> tuple[Decimal, Decimal, Decimal]:
    """The ends of the limits and London's number, as they are printed."""
    declared, figure = comparison.measure, comparison.figure
    assert figure.limits is not None and comparison.region.compared is not None
    low, high = ends(declared, figure.limits, figure.decimals)
    return low, high, display_number(declared, comparison.region.compared, figure.decimals)


@pytest.mark.parametrize(
    ("region", "decimals"), [(0.0, 1), (0.6012, 3), (9.146, 2), (12.4, 1), (127.4, 1), (0.0121, 4)]
)
def test_a_rate_has_the_three_first_digits_of_regions(region: float, decimals: int) -> None:
    assert compared_decimals(RATED, region) == decimals


def test_a_percentage_has_the_decimals_that_are_declared() -> None:
    assert (
        compared_decimals(SURVEY, 69.0),
        compared_decimals(SURVEY.model_copy(update={"decimals": 1}), 69.0),
    ) == (
        0,
        1,
    )


@pytest.mark.parametrize("count", range(120, 220, 3))
def test_the_printed_numbers_bear_the_word_of_a_count(count: int) -> None:
    comparison = beside(RATED, counts({REGION: 6700.0, CAMDEN: float(count)}))
    low, high, region = printed(comparison)
    assert comparison.standing == ("higher" if low > region else "lower" if high < region else "similar")
    assert (number_text(RATED, comparison.figure) == number_text(RATED, comparison.region)) <= (
        comparison.standing == "similar"
    )


@pytest.mark.parametrize(
    ("region", "camden"), list(product((68.6, 69.0, 69.4), (68.2, 68.6, 68.9, 69.1, 69.4)))
)
def test_the_printed_numbers_bear_the_word_of_a_share(region: float, camden: float) -> None:
    comparison = beside(SURVEY, shares({REGION: region, CAMDEN: camden}))
    low, high, against = printed(comparison)
    assert comparison.standing == ("higher" if low > against else "lower" if high < against else "similar")
    assert (number_text(SURVEY, comparison.figure) == number_text(SURVEY, comparison.region)) <= (
        comparison.standing == "similar"
    )


def test_whole_per_cents_that_differ_stay_whole() -> None:
    comparison = beside(SURVEY, shares({REGION: 69.0, CAMDEN: 60.0}))
    assert (number_text(SURVEY, comparison.figure), number_text(SURVEY, comparison.region)) == ("60%", "69%")


@pytest.mark.parametrize(
    ("region", "camden", "standing", "decimals"),
    [
        (69.0, 69.1, "similar", 0),
        # The limits end at 69.002: to a tenth that is London's number as well.
        (69.04, 68.8, "lower", 2),
    ],
)
def test_numbers_have_no_more_digits_than_their_word_takes_and_no_fewer(
    region: float, camden: float, standing: Standing, decimals: int
) -> None:
    comparison = beside(SURVEY, shares({REGION: region, CAMDEN: camden}))
    assert (comparison.standing, comparison.figure.decimals) == (standing, decimals)


def test_where_limits_end_just_below_regions_figure_all_digits_are_there() -> None:
    limits = beside(SURVEY, shares({REGION: 69.0, CAMDEN: 66.0})).figure.limits
    assert limits is not None
    near = beside(SURVEY, shares({REGION: nextafter(limits[1], 100), CAMDEN: 66.0}))
    assert (near.standing, near.figure.decimals, near.region.decimals) == ("lower", 8, 8)


def test_a_division_is_told_apart_by_the_months_of_its_districts_added_up() -> None:
    division = beside(RATED, counts({REGION: 6700.0, CAMDEN: 250.0, ISLINGTON: 250.0}), "central-north")
    assert division.figure.limits is not None and division.region.compared is not None
    assert division.figure.limits[0] > division.region.compared
    assert (division.standing, division.reason) == ("higher", "interval")


def test_region_beside_itself_has_its_own_digits() -> None:
    assert beside(SURVEY, shares({REGION: 69.0, CAMDEN: 66.0}), REGION).figure.decimals == 0
    assert beside(RATED, counts({REGION: 6700.0, CAMDEN: 180.0}), REGION).figure.decimals == 2


def test_in_a_list_no_two_equal_numbers_have_two_words() -> None:
    comparison = beside(RATED, counts({REGION: 6700.0, CAMDEN: 180.0}))
    rate = comparison.figure.rate
    assert rate is not None
    near = replace(comparison.figure, area=ISLINGTON, rate=rate + 0.0004)
    other = replace(comparison, figure=near, standing="lower")
    listed = alike([replace(comparison, standing="similar"), other])
    texts = [number_text(RATED, member.figure) for member in listed]
    assert len(set(texts)) == 2 and len({member.figure.decimals for member in listed}) == 1
    assert {member.region.decimals for member in listed} == {listed[0].figure.decimals}


def test_equal_figures_with_two_words_have_no_digits_that_tell_them_apart() -> None:
    comparison = beside(SURVEY, shares({REGION: 69.0, CAMDEN: 66.0}))
    listed = alike([replace(comparison, standing="similar"), comparison])
    assert [number_text(SURVEY, member.figure) for member in listed] == ["66%", "66%"]


@pytest.mark.parametrize(("more", "standing"), [(1e-12, "lower"), (0.0004, "not-known")])
def test_a_list_has_no_more_digits_where_none_are_enough_or_a_word_is_lacking(
    more: float, standing: Standing
) -> None:
    comparison = beside(RATED, counts({REGION: 6700.0, CAMDEN: 180.0}))
    rate, digits = comparison.figure.rate, comparison.figure.decimals
    assert rate is not None
    near = replace(comparison.figure, area=ISLINGTON, rate=rate + more)
    listed = alike([comparison, replace(comparison, figure=near, standing=standing)])
    assert [member.figure.decimals for member in listed] == [digits, digits]


@pytest.mark.parametrize("table", [districts_table, areas_table])
def test_tables_hold_the_limits_that_decide(table: object) -> None:
    comparison = beside(RATED, counts({REGION: 6700.0, CAMDEN: 180.0}))
    assert callable(table)
    text = str(table([comparison], "Offences"))
    assert repr("99.8%\u00a0limits") in text and limits_text(RATED, comparison.figure) in text
    assert "95%" not in text


def test_why_names_the_limits_that_decide() -> None:
    comparison = beside(SURVEY, shares({REGION: 69.0, CAMDEN: 60.0}))
    assert standing_explanation(comparison) == (
        "With chance allowed for, the figure of Camden lies from 59.8% to 60.2% (99.8% limits). That leaves out "
        "London’s 69%, so it is called lower than London."
    )


def test_of_areas_like_region_one_in_twelve_releases_differs() -> None:
    assert "about one release out of twelve" in say(CHANCE["like-with-like"], **by_chance())
    releases = 1 / (32 * 0.002)
    assert round(releases, 1) == 15.6


def test_the_api_gives_the_limits_beside_the_interval_with_the_digits_of_the_pages() -> None:
    base_release = release()
    data = counts({REGION: 6700.0, CAMDEN: 180.0, ISLINGTON: 196.0})
    config = base_release.config.model_copy(update={"measures": (RATED,)})
    answer = profile_json(replace(base_release, config=config, data={OURS.id: data}), "camden")["measures"][0]
    assert (answer["rate"], answer["interval"], answer["limits"]) == (10.31, [9.88, 10.75], [9.64, 11.01])
    assert (answer["standing"], answer["london"]["rate"]) == ("higher", 9.15)
