"""An area beside London: worked rates, what adds up, what is withheld, and when two are called different."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, area_comparison, beside_region
from metrics.figures.area_figures import (
    AreaFigure,
    area_data,
    compared_series,
    compared_window,
    display_number,
    ends,
    is_of_districts_alone,
)
from metrics.figures.area_sentences import (
    area_sentence,
    compared_words,
    heading_words,
    limits_text,
    number_text,
    range_text,
    standing_explanation,
    value_words,
)
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import Window, parse_period_id, period_id
from metrics.statuses import Status
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed, values_of
from tests.places_of_tests import REGION

CAMDEN = "E09000007"
ISLINGTON = "E09000019"
KINGSTON = "E09000021"
CITY = "E09000001"
RATED = measure(OFFENCES, rate={"per": 1000})
KILLED = measure(VICTIMS, rate={"per": 100000})
SURVEY = {
    **SATISFACTION,
    "window": "rolling-12-months",
    "sample": {"size": 19200, "area_size": 600},
    "comparison": {**SATISFACTION["comparison"], "test": "proportions"},
}
TRUST = measure(SURVEY)
Figure = float | None | tuple[float | None, Status]


def months(last: str, *values: Figure) -> Series:
    """Single months, the last of them named."""
    end = parse_period_id(last, "month")
    ids = [period_id(end - back) for back in reversed(range(len(values)))]
    return Series(
        tuple(
            observed(period, *(value if isinstance(value, tuple) else (value,)), frequency="month")
            for period, value in zip(ids, values, strict=True)
        )
    )


def a_year(of: Mapping[str, Figure], last: str = "2024-01", before: int = 12) -> MeasureData:
    """Twelve equal months for each area; a value with a status stands in the last month alone."""
    series = {}
    for area, value in of.items():
        usual = 10.0 if isinstance(value, tuple) else value
        series[Key("single", area)] = months(last, *([usual] * (before - 1)), value)
    return MeasureData(series)


def one_value(
    declaration: PublishedMeasure, of: Mapping[str, float | None], period: str, status: Status = ""
) -> MeasureData:
    """One figure for each area, in the measure's own window."""
    window: Window = declaration.window
    series = {
        Key(window, area): Series(
            (
                observed(
                    period,
                    value,
                    status if value is None else "",
                    frequency=declaration.frequency,
                    window=window,
                ),
            )
        )
        for area, value in of.items()
    }
    return MeasureData(series)


def comparison_of(declaration: PublishedMeasure, data: MeasureData, area: str) -> AreaComparison:
    comparison = area_comparison(declaration, data, area)
    assert comparison is not None
    return comparison


# Which figure ----------------------------------------------------------------------------------------------


def test_single_months_are_added_up_over_the_newest_twelve() -> None:
    comparison = comparison_of(RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}), CAMDEN)
    assert (comparison.figure.observation.label, comparison.figure.observation.value) == (
        "12 months to January 2024",
        2532.0,
    )
    assert (comparison.region.observation.label, comparison.region.observation.value) == (
        "12 months to January 2024",
        80400.0,
    )


def test_a_rate_is_the_count_by_the_people_who_live_there() -> None:
    # 2,532 offences and 210,100 residents; Byar's limits of 2,532 are 2,434.3 and 2,632.6.
    comparison = comparison_of(RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}), CAMDEN)
    assert f"{comparison.figure.rate:.3f}" == "12.051"
    assert range_text(RATED, comparison.figure) == "11.6 to 12.5"
    assert f"{comparison.region.rate:.3f}" == f"{80400 / 8791300 * 1000:.3f}" == "9.145"


def test_regions_rate_is_by_the_people_of_the_same_area_as_its_count() -> None:
    included = measure(OFFENCES, rate={"per": 1000}, source={"outside": "included"})
    data = a_year({REGION: 6700.0, CAMDEN: 211.0})
    assert (
        comparison_of(RATED, data, CAMDEN).region.residents,
        comparison_of(included, data, CAMDEN).region.residents,
    ) == (
        8791300,
        8799900,
    )


@pytest.mark.parametrize(
    ("declaration", "window"),
    [
        (measure(SATISFACTION, frequency="month"), "single"),
        (measure(OFFENCES, frequency="calendar-year"), "single"),
        (measure(OFFENCES, window="calendar-year-to-date"), "calendar-year-to-date"),
        (measure(OFFENCES), "rolling-12-months"),
    ],
)
def test_percentages_running_totals_and_years_are_not_added_up(
    declaration: PublishedMeasure, window: Window
) -> None:
    single = months("2024-01", *[5.0] * 12)
    data = MeasureData({Key("single"): single, Key(declaration.window): single})
    assert compared_window(declaration, data) == (window, parse_period_id("2024-01", "month"))


def test_where_a_break_stands_inside_the_year_the_newest_month_alone_is_compared() -> None:
    broken = measure(OFFENCES, rate={"per": 1000}, breaks=({"period": "2023-12", "reason": "it moved"},))
    comparison = comparison_of(broken, a_year({REGION: 6700.0, CAMDEN: 211.0}), CAMDEN)
    assert [figure.observation.label for figure in (comparison.figure, comparison.region)] == [
        "January 2024",
        "January 2024",
    ]
    assert (comparison.figure.observation.value, f"{comparison.figure.rate:.3f}") == (211.0, "1.004")


def test_a_break_in_the_twelve_months_counts_though_it_is_before_the_financial_year() -> None:
    broken = measure(OFFENCES, rate={"per": 1000}, breaks=({"period": "2023-03", "reason": "it moved"},))
    comparison = comparison_of(broken, a_year({REGION: 6700.0, CAMDEN: 211.0}), CAMDEN)
    assert comparison.figure.observation == observed("2024-01", 211.0, frequency="month")


def test_a_figure_without_a_rate_has_the_people_who_live_there_and_its_own_interval() -> None:
    # Wilson's intervals of 69% of the 19,200 who were asked in London, and of 600 in each borough.
    comparison = comparison_of(TRUST, one_value(TRUST, {REGION: 69.0, CAMDEN: 69.0}, "2023-Q3"), CAMDEN)
    assert (comparison.figure.residents, comparison.region.residents) == (210100, 8791300)
    assert (range_text(TRUST, comparison.figure), range_text(TRUST, comparison.region)) == (
        "65.2% to 72.6%",
        "68.3% to 69.7%",
    )


@pytest.mark.parametrize(
    ("declaration", "number", "text"),
    [
        (RATED, 12.051, "12.1"),
        (measure(OFFENCES), 2434.3, "2434"),
        (TRUST, 66.04, "66"),
        (measure(SURVEY, decimals=2), 66.036, "66.04"),
    ],
)
def test_a_number_beside_an_interval_is_as_fine_as_the_interval(
    declaration: PublishedMeasure, number: float, text: str
) -> None:
    assert str(display_number(declaration, number)) == text


def test_a_series_of_less_than_a_year_is_compared_by_its_newest_month() -> None:
    comparison = comparison_of(RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}, before=11), CAMDEN)
    assert comparison.figure.observation.label == "January 2024"


def test_a_year_to_date_is_compared_as_it_stands() -> None:
    comparison = comparison_of(KILLED, one_value(KILLED, {REGION: 109.0, CAMDEN: 1.0}, "2023-12"), CAMDEN)
    assert comparison.figure.observation.label == "2023 to the end of December"
    assert (f"{comparison.figure.rate:.3f}", f"{comparison.region.rate:.3f}") == ("0.476", "1.240")


def test_a_measure_of_region_alone_has_no_places() -> None:
    assert area_comparison(RATED, a_year({REGION: 6700.0}), CAMDEN) is None
    assert area_comparison(RATED, a_year({REGION: 6700.0}), "central-north") is None
    assert area_comparison(RATED, a_year({REGION: 6700.0}), REGION) is None


def test_the_city_of_region_has_no_place_where_a_measure_leaves_it_out() -> None:
    assert area_comparison(RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}), CITY) is None


# How it stands ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "standing"),
    # With 600 people asked, 66% is known to 62.1% to 69.7%, 65% to 61.1% to 68.7%, and 73% to 69.3% to 76.4%.
    # The interval of 65.25% ends at 69.0%, and that of 72.7% starts there.
    [
        *((66.0, "similar"), (65.0, "lower"), (72.0, "similar"), (73.0, "higher")),
        *((65.25, "similar"), (72.7, "similar")),
    ],
)
def test_higher_or_lower_is_said_only_where_the_interval_leaves_region_out(
    percent: float, standing: str
) -> None:
    data = one_value(TRUST, {REGION: 69.0, CAMDEN: percent}, "2023-Q3")
    comparison = comparison_of(TRUST, data, CAMDEN)
    assert (comparison.standing, comparison.reason) == (standing, "interval")


@pytest.mark.parametrize("count", range(0, 60))
def test_no_sentence_contradicts_the_figures_beside_it(count: int) -> None:
    comparison = comparison_of(
        KILLED, one_value(KILLED, {REGION: 1000.0, CAMDEN: float(count)}, "2023-12"), CAMDEN
    )
    assert comparison.figure.interval is not None and comparison.region.rate is not None
    (low, high), region = (
        ends(KILLED, comparison.figure.interval),
        display_number(KILLED, comparison.region.rate),
    )
    expected = "higher" if low > region else "lower" if high < region else "similar"
    assert comparison.standing == expected


def test_region_is_not_compared_with_itself() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 211.0})
    comparison = comparison_of(RATED, data, REGION)
    assert (
        comparison.standing,
        comparison.reason,
        comparison.figure == comparison.region,
        comparison.division,
    ) == (
        "not-known",
        "itself",
        True,
        None,
    )


def test_no_victims_in_one_district_is_similar_to_region() -> None:
    comparison = comparison_of(KILLED, one_value(KILLED, {REGION: 109.0, KINGSTON: 0.0}, "2023-12"), KINGSTON)
    assert (comparison.standing, range_text(KILLED, comparison.figure)) == ("similar", "0.0 to 2.2")


@pytest.mark.parametrize(
    ("declaration", "data", "reason"),
    [
        (measure(OFFENCES), a_year({REGION: 6700.0, CAMDEN: 211.0}), "no-rate"),
        (RATED, a_year({REGION: 6700.0, CAMDEN: (None, "c")}), "no-value"),
        (KILLED, one_value(KILLED, {REGION: None, CAMDEN: 1.0}, "2023-12", "x"), "no-region-value"),
        (
            measure(SURVEY, sample={"size": 19200}),
            one_value(TRUST, {REGION: 69.0, CAMDEN: 40.0}, "2023-Q3"),
            "no-people",
        ),
        (
            measure(SURVEY, comparison={"test": "none"}),
            one_value(TRUST, {REGION: 69.0, CAMDEN: 40.0}, "2023-Q3"),
            "no-interval",
        ),
    ],
)
def test_what_cannot_be_told_is_not_told(
    declaration: PublishedMeasure, data: MeasureData, reason: str
) -> None:
    comparison = comparison_of(declaration, data, CAMDEN)
    assert (comparison.standing, comparison.reason) == ("not-known", reason)


# Groups of boroughs ----------------------------------------------------------------------------------------


def test_a_division_adds_up_its_districts_and_the_people_who_live_in_them() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 211.0, ISLINGTON: 196.0})
    comparison = comparison_of(RATED, data, "central-north")
    year = observed("2024-01", 4884.0, frequency="month", window="rolling-12-months")
    assert (comparison.figure.observation, comparison.figure.residents) == (year, 210100 + 216600)
    assert f"{comparison.figure.rate:.3f}" == "11.446"
    assert comparison_of(RATED, data, CAMDEN).division == comparison.figure


@pytest.mark.parametrize(("status", "sums_to"), [("c", "c"), ("x", "x"), ("z", "z")])
def test_a_division_with_a_part_that_is_withheld_or_missing_has_no_figure(
    status: Status, sums_to: str
) -> None:
    data = a_year({REGION: 6700.0, CAMDEN: (None, status), ISLINGTON: 196.0})
    figure = comparison_of(RATED, data, "central-north").figure
    assert (figure.observation.value, figure.observation.status, figure.rate) == (None, sums_to, None)


def test_a_division_with_a_part_that_is_not_there_at_all_has_no_figure() -> None:
    figure = comparison_of(RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}), "central-north").figure
    assert (figure.observation.value, figure.observation.status) == (None, "x")


def test_a_year_with_a_month_that_is_withheld_is_withheld() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 211.0})
    held = months("2024-01", *[211.0] * 5, (None, "c"), *[211.0] * 6)
    figure = comparison_of(RATED, MeasureData({**data.series, Key("single", CAMDEN): held}), CAMDEN).figure
    assert (figure.observation.value, figure.observation.status) == (None, "c")


@pytest.mark.parametrize(
    ("status", "words"), [("c", "Withheld"), ("x", "Not available"), ("z", "Not applicable")]
)
def test_without_a_figure_the_reason_stands_in_its_place_and_no_interval_beside_it(
    status: Status, words: str
) -> None:
    data = one_value(TRUST, {REGION: 69.0, CAMDEN: None}, "2023-Q3", status)
    area_value = comparison_of(TRUST, data, CAMDEN).figure
    assert (
        number_text(TRUST, area_value),
        range_text(TRUST, area_value),
        limits_text(TRUST, area_value),
    ) == (words, "", "")


def test_a_sum_is_provisional_where_a_part_is() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: (10.0, "p"), ISLINGTON: 196.0})
    assert comparison_of(RATED, data, "central-north").figure.observation.status == "p"


def test_percentages_of_districts_do_not_add_up() -> None:
    data = one_value(TRUST, {REGION: 69.0, CAMDEN: 66.0, ISLINGTON: 61.0}, "2023-Q3")
    comparison = comparison_of(TRUST, data, "central-north")
    assert (comparison.figure.compared, comparison.standing, comparison.reason) == (
        None,
        "not-known",
        "no-sum",
    )
    assert area_data(TRUST, data, "central-north") == data


def test_what_there_can_be_no_percentage_of_is_not_applicable_in_the_same_window() -> None:
    data = one_value(TRUST, {REGION: 69.0, CAMDEN: 66.0, ISLINGTON: 61.0}, "2023-Q3")
    assert comparison_of(TRUST, data, "central-north").figure.observation == observed(
        "2023-Q3", None, "z", window="rolling-12-months"
    )


def test_the_series_of_a_division_is_the_sum_of_its_districts_month_by_month() -> None:
    series = {
        Key("single", CAMDEN): months("2024-01", 5.0, None, 7.0),
        Key("single", ISLINGTON): months("2024-01", 1.0, 2.0, 3.0),
    }
    added = area_data(RATED, MeasureData(series), "central-north").get(Key("single", "central-north"))
    assert values_of(added) == {"2023-11": 6.0, "2023-12": None, "2024-01": 10.0}


def test_areas_are_compared_over_time_by_rates_of_twelve_months() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 2101.0}, before=13)
    assert values_of(compared_series(RATED, data, CAMDEN, 3)) == {
        "2023-11": None,
        "2023-12": 120.0,
        "2024-01": 120.0,
    }


def test_percentages_and_running_totals_are_compared_over_time_as_they_stand() -> None:
    percentages = {
        Key("single", area): Series((observed("2023-Q2", 60.0), observed("2023-Q3", 61.0, "p")))
        for area in (REGION, CAMDEN)
    }
    assert (
        compared_series(measure(), MeasureData(percentages), CAMDEN, 2) == percentages[Key("single", CAMDEN)]
    )
    killed = one_value(KILLED, {REGION: 109.0, CAMDEN: 2101.0}, "2023-12")
    assert compared_series(KILLED, killed, CAMDEN, 2) == Series(
        (observed("2023-12", 1000.0, frequency="month", window="calendar-year-to-date"),)
    )


def test_a_year_that_begins_before_the_figures_is_not_available() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 2101.0})
    year = observed("2023-12", None, "x", frequency="month", window="rolling-12-months")
    assert compared_series(RATED, data, CAMDEN, 2).observations[0] == year


def test_a_rate_over_time_has_the_status_of_its_count() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: (10.0, "p")})
    year = observed("2024-01", 120000 / 210100, "p", frequency="month", window="rolling-12-months")
    assert compared_series(RATED, data, CAMDEN, 1) == Series((year,))


def test_what_a_break_keeps_from_being_added_up_is_a_year_that_is_not_available() -> None:
    broken = measure(OFFENCES, rate={"per": 1000}, breaks=({"period": "2023-12", "reason": "it moved"},))
    data = a_year({REGION: 6700.0, CAMDEN: 2101.0}, before=24)
    year = observed("2024-01", None, "x", frequency="month", window="rolling-12-months")
    assert compared_series(broken, data, CAMDEN, 1) == Series((year,))


def test_no_twelve_months_are_added_up_across_a_break() -> None:
    broken = measure(OFFENCES, rate={"per": 1000}, breaks=({"period": "2023-12", "reason": "it moved"},))
    data = a_year({REGION: 6700.0, CAMDEN: 2101.0}, before=24)
    assert values_of(compared_series(broken, data, CAMDEN, 3)) == {
        "2023-11": 120.0,
        "2023-12": None,
        "2024-01": None,
    }


# In words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declaration", "data", "area", "sentence"),
    [
        (
            RATED,
            a_year({REGION: 6700.0, CAMDEN: 211.0}),
            CAMDEN,
            "In Camden there were 12.1 offences for each 1,000 people in the 12 months to January 2024, more than in "
            "London (9.1).",
        ),
        (
            RATED,
            a_year({REGION: 6700.0, KINGSTON: 94.0}),
            KINGSTON,
            "In Kingston upon Thames there were 6.7 offences for each 1,000 people in the 12 months to January 2024, "
            "fewer than in London (9.1).",
        ),
        (
            KILLED,
            one_value(KILLED, {REGION: 109.0, CAMDEN: 1.0}, "2023-12"),
            CAMDEN,
            "In Camden there was 1 homicide victim in 2023 to the end of December: 0.5 for each 100,000 people, "
            "similar to London (1.2).",
        ),
        (
            KILLED,
            one_value(KILLED, {REGION: 109.0, CAMDEN: 0.0}, "2023-12"),
            CAMDEN,
            "In Camden there were no homicide victims in 2023 to the end of December: 0.0 for each 100,000 people, "
            "similar to London (1.2).",
        ),
        (
            TRUST,
            one_value(TRUST, {REGION: 69.0, CAMDEN: 60.0}, "2023-Q3"),
            CAMDEN,
            "In Camden, in the 12 months to December 2023, 60% of victims were satisfied, lower than in London (69%).",
        ),
        (
            TRUST,
            one_value(TRUST, {REGION: 69.0, CAMDEN: 80.0}, "2023-Q3"),
            CAMDEN,
            "In Camden, in the 12 months to December 2023, 80% of victims were satisfied, higher than in London (69%).",
        ),
        (
            RATED,
            a_year({REGION: 6700.0, CAMDEN: (None, "c")}),
            CAMDEN,
            "There is no figure for Camden in the 12 months to January 2024: it is withheld, because it is small.",
        ),
        (
            RATED,
            a_year({REGION: 6700.0, CAMDEN: (None, "x")}),
            CAMDEN,
            "There is no figure for Camden in the 12 months to January 2024: it is not available.",
        ),
        (
            measure(OFFENCES),
            a_year({REGION: 6700.0, CAMDEN: 211.0}),
            CAMDEN,
            "In Camden there were 2,532 offences in the 12 months to January 2024. It is not compared with London’s, "
            "because more people live in some areas than in others.",
        ),
        (
            TRUST,
            one_value(TRUST, {REGION: 69.0, CAMDEN: 60.0, ISLINGTON: 61.0}, "2023-Q3"),
            "central-north",
            "There is no figure for Central North BCU. The percentages of its boroughs do not add up to one of the "
            "whole.",
        ),
        (
            RATED,
            a_year({REGION: 6700.0, CAMDEN: 211.0}),
            REGION,
            "In London there were 9.1 offences for each 1,000 people in the 12 months to January 2024.",
        ),
    ],
)
def test_an_area_is_told_beside_region(
    declaration: PublishedMeasure, data: MeasureData, area: str, sentence: str
) -> None:
    assert area_sentence(comparison_of(declaration, data, area)) == sentence


def test_why_names_the_interval_and_the_rule() -> None:
    data = one_value(TRUST, {REGION: 69.0, CAMDEN: 60.0}, "2023-Q3")
    assert standing_explanation(comparison_of(TRUST, data, CAMDEN)) == (
        "With chance allowed for, the figure of Camden lies from 56.0% to 63.8% (95% interval). That leaves out "
        "London’s 69%, so it is called lower than London."
    )


@pytest.mark.parametrize(
    ("declaration", "number", "words", "compared", "heading"),
    [
        (
            *(RATED, 12051.26, "12,051.3"),
            *("offences for each 1,000 people", "Offences for each 1,000 people"),
        ),
        (measure(OFFENCES), 2532.0, "2,532", "offences", "Offences"),
        (TRUST, 66.0, "66%", "of victims were satisfied", "% of victims were satisfied"),
    ],
)
def test_a_compared_number_is_written_and_headed_by_what_it_counts(
    declaration: PublishedMeasure, number: float, words: str, compared: str, heading: str
) -> None:
    assert (value_words(declaration, number), compared_words(declaration), heading_words(declaration)) == (
        words,
        compared,
        heading,
    )


@pytest.mark.parametrize(
    ("declaration", "data", "area", "words"),
    [
        (RATED, a_year({REGION: 6700.0, CAMDEN: 211.0}), REGION, ""),
        (RATED, a_year({REGION: 6700.0, CAMDEN: (None, "c")}), CAMDEN, ""),
        (TRUST, one_value(TRUST, {REGION: 69.0, CAMDEN: 60.0}, "2023-Q3"), "central-north", ""),
        (
            measure(OFFENCES),
            a_year({REGION: 6700.0, CAMDEN: 211.0}),
            CAMDEN,
            "It is not compared with London’s, because more people live in some areas than in others.",
        ),
        (
            KILLED,
            one_value(KILLED, {REGION: None, CAMDEN: 1.0}, "2023-12", "x"),
            CAMDEN,
            "London’s figure is not known, so the two cannot be compared.",
        ),
        (
            measure(SURVEY, sample={"size": 19200}),
            one_value(TRUST, {REGION: 69.0, CAMDEN: 40.0}, "2023-Q3"),
            CAMDEN,
            "Nobody says how many people were asked here, so it cannot be compared with London’s.",
        ),
        (
            measure(SURVEY, comparison={"test": "none"}),
            one_value(TRUST, {REGION: 69.0, CAMDEN: 40.0}, "2023-Q3"),
            CAMDEN,
            "How far chance may move it is not known, so it cannot be compared with London’s.",
        ),
        (
            KILLED,
            one_value(KILLED, {REGION: 109.0, CAMDEN: 1.0}, "2023-12"),
            CAMDEN,
            "With chance allowed for, the figure of Camden lies from 0.0 to 2.6 (95% interval). That takes in "
            "London’s 1.2, so it is called similar to London.",
        ),
    ],
)
def test_why_names_what_it_takes_to_compare_and_nothing_where_there_is_nothing_to_compare(
    declaration: PublishedMeasure, data: MeasureData, area: str, words: str
) -> None:
    assert standing_explanation(comparison_of(declaration, data, area)) == words


# Several at once -------------------------------------------------------------------------------------------


def test_areas_compared_together_are_as_each_is_compared_by_itself() -> None:
    data = a_year({REGION: 6700.0, CAMDEN: 211.0, ISLINGTON: 180.0, KINGSTON: 60.0})
    codes = (KINGSTON, CITY, REGION, CAMDEN, "central-north")
    together = beside_region(RATED, data, codes)
    assert together == [comparison_of(RATED, data, code) for code in codes if code != CITY]


# What London holds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "alone"),
    [
        ({REGION: 30.0, CAMDEN: 10.0, ISLINGTON: 20.0}, True),
        ({REGION: 31.0, CAMDEN: 10.0, ISLINGTON: 20.0}, False),
        ({REGION: 30.0, CAMDEN: 10.0, ISLINGTON: (None, "c")}, False),
    ],
    ids=["the sum", "places of no borough", "nobody can tell"],
)
def test_regions_figure_is_of_its_districts_alone_where_they_add_up_to_it(
    of: Mapping[str, Figure], alone: bool
) -> None:
    data = a_year(of)
    assert is_of_districts_alone(RATED, data, comparison_of(RATED, data, CAMDEN).region) is alone


def test_an_area_without_residents_has_no_rate_to_show() -> None:
    figure = AreaFigure("E09000007", observed("2024-01", 12.0, frequency="month"), 0, lacks_rate=True)
    assert number_text(measure(OFFENCES), figure) == "Not available"
