"""Wards, BCUs and forces as the areas of a file: what is read, what adds up, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from metrics.areas import districts, divisions, outside_codes
from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_parts import Suppression
from metrics.declared.source_rules import levels_fit_region
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_figures import area_figure, compared_series, has_figures
from metrics.figures.area_sentences import area_sentence, number_text
from metrics.figures.observations import as_text, measure_data, observations
from metrics.figures.series import MeasureData
from metrics.figures.sums_of_areas import areas_behind, areas_of
from metrics.figures.suppression.withhold import suppressed
from metrics.periods import Window, parse_period_id
from tests.gazetteers import BARKING, CAMDEN, MERTON, TABLE, among_areas, by_ward, gazetteer
from tests.given import OFFENCES, SATISFACTION
from tests.places_of_tests import REGION

ABBEY, ALIBON = "E05090001", "E05090002"
HEADER = "Month,Ward,Count"


def faults(declared: PublishedMeasure, *lines: str) -> list[str]:
    _, issues = check_measure(declared, {"A.csv": "\n".join([*lines, ""]).encode()})
    return [
        f"{issue.line}:{issue.column} {issue.code}: {issue.message}"
        for issue in issues
        if issue.severity == "error"
    ]


def data(declared: PublishedMeasure, *lines: str) -> MeasureData:
    cells, issues = check_measure(declared, {"A.csv": "\n".join([*lines, ""]).encode()})
    assert cells is not None, "\n".join(map(str, issues))
    return measure_data(declared, as_text(observations(declared, cells)))


def figures(of: MeasureData) -> dict[str, list[float | str | None]]:
    """The single figures of each area, those that are not known by their status."""
    return {
        key.area: [item.value if item.value is not None else item.status for item in series]
        for key, series in of.series.items()
        if key.window == "single" and not key.dimension
    }


def test_a_district_is_the_sum_of_its_wards_and_only_districts_with_wards_are_there() -> None:
    of = data(
        by_ward(),
        HEADER,
        *("2024-01,E05090001,12", "2024-01,alibon,7", "2024-01,E05090003,4", "2024-01,London,900"),
        *("2024-02,E05090001,10", "2024-02,London,870"),
    )
    assert figures(of) == {
        REGION: [900, 870],
        BARKING: [19, 10],
        CAMDEN: [0, 0],
        MERTON: [4, 0],
        "E05090001": [12, 10],
        "E05090002": [7, 0],
        "E05090003": [4, 0],
        "E05090004": [0, 0],
        "E05090005": [0, 0],
    }
    assert of.areas() == (BARKING, CAMDEN, MERTON)
    assert of.further_areas() == tuple(f"E0509000{n}" for n in range(1, 6))


def test_a_district_is_not_known_without_a_ward_that_is_gone() -> None:
    gone = ({"area": "Alibon", "first": "2024-02", "reason": "Nobody counted there."},)
    rows = ("2024-01,E05090001,12", "2024-01,alibon,7", "2024-02,E05090001,10", "2024-02,E05090003,4")
    own = figures(data(by_ward(gone=gone), HEADER, *rows, "2024-01,London,900", "2024-02,London,870"))
    assert (own[ALIBON], own[BARKING], own[ABBEY]) == ([7, "x"], [19, "x"], [12, 10])
    assert (own[MERTON], own[REGION]) == ([0, 4], [900, 870])


def test_a_district_is_made_of_its_wards_where_they_are_the_areas_of_the_file_and_add_up() -> None:
    of_wards = by_ward()
    of_districts = among_areas(gazetteer(), OFFENCES)
    area = {"column": ("Ward",), "level": "ward"}
    shares = among_areas(
        gazetteer(), SATISFACTION, frequency="financial-year", source={**PERCENT, "area": area}
    )
    assert areas_behind(of_wards, BARKING) == {ABBEY, ALIBON}
    assert [areas_behind(declared, BARKING) for declared in (of_districts, shares)] == [{BARKING}] * 2
    assert areas_behind(of_wards, ABBEY) == {ABBEY}
    rows = pd.DataFrame({"area": [MERTON, REGION, "E05090003"]})
    wards = [f"E0509000{number}" for number in range(1, 6)]
    assert areas_of(of_wards, rows) == [BARKING, CAMDEN, MERTON, *wards]
    assert areas_of(shares, rows) == [MERTON, *wards]
    assert set(areas_of(of_districts, rows)) == {*districts()} - {*outside_codes()}


def test_a_district_is_not_known_while_a_row_of_a_ward_is_missing() -> None:
    declared = by_ward(source={"absent": "missing"})
    of = data(
        declared,
        HEADER,
        *("2024-01,E05090001,12", "2024-01,Alibon,7", "2024-01,London,900"),
        *("2024-02,E05090001,10", "2024-02,London,870"),
    )
    assert figures(of)[BARKING] == [19, "x"]
    assert figures(of)[CAMDEN] == ["x", "x"]


def test_region_is_not_known_while_a_ward_has_no_row_and_no_district_is_missed_beside_them() -> None:
    declared = by_ward(source={"absent": "missing", "region": "sum-of-areas"})
    every = [f"2024-01,E0509000{number},{number}" for number in range(1, 6)]
    assert figures(data(declared, HEADER, *every))[REGION] == [15]
    one_less = [f"2024-02,E0509000{number},{number}" for number in range(1, 5)]
    assert figures(data(declared, HEADER, *every, *one_less))[REGION] == [15, "x"]


def test_a_ward_that_two_districts_have_needs_its_district() -> None:
    rows = ["2024-01,Abbey,12", "2024-01,London,900"]
    assert faults(by_ward(), HEADER, *rows) == [
        '2:2 unknown-area: there is a ward "Abbey" in "Barking and Dagenham", "Merton"; name the column of boroughs '
        'under "within", or read the codes of wards instead of their names'
    ]
    within = {"area": {"column": ("Ward",), "level": "ward", "within": ("Borough",)}}
    of = data(
        by_ward(source=within),
        "Month,Ward,Borough,Count",
        *("2024-01,Abbey,Merton,12", "2024-01,Abbey,Barking & Dagenham,5", "2024-01,London,,900"),
    )
    assert (figures(of)["E05090003"], figures(of)[ABBEY]) == ([12], [5])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("2024-01,Abbey,Camden,12", '2:2 codes-disagree: the ward "Abbey" lies in "Barking and Dagenham", "Merton", and '
         'the row says "Camden"'),
        ("2024-01,Abbey,Mertn,12", '2:2 unknown-area: "Mertn" is no borough; did you mean "Merton"?'),
        ("2024-01,Alibone,Merton,12", '2:2 unknown-area: area "Alibone" is not known; did you mean "Alibon"?'),
        ("2024-01,Nowhere,Merton,12", '2:2 unknown-area: area "Nowhere" is not known; name it under "aliases", or the '
         'ward in the table of "areas"'),
    ],
)  # fmt: skip
def test_a_ward_that_is_not_known_is_told(row: str, fault: str) -> None:
    within = {"area": {"column": ("Ward",), "level": "ward", "within": ("Borough",)}}
    declared = by_ward(source=within)
    assert faults(declared, "Month,Ward,Borough,Count", row, "2024-01,London,,900") == [fault]


def test_a_file_cannot_put_a_district_into_the_column_of_wards() -> None:
    within = {"area": {"column": ("Ward",), "level": "ward", "within": ("Borough",)}}
    rows = ["2024-01,Ab\x1fbey,Merton,12", "2024-01,Abbey\x1fMerton,Camden,12", "2024-01,London,,900"]
    assert faults(by_ward(source=within), "Month,Ward,Borough,Count", *rows) == [
        '3:2 unknown-area: area "AbbeyMerton" is not known; did you mean "Abbey"?'
    ]


def test_a_row_of_a_district_among_its_wards_would_count_twice() -> None:
    rows = [HEADER, "2024-01,E05090001,12", "2024-01,Camden,12", "2024-01,London,900"]
    assert faults(by_ward(), *rows) == [
        '3:1 mixed-areas: a row of Camden stands among the wards that add up to it; name it under "subtotals"'
    ]


PERCENT: Mapping[str, Any] = {
    "layout": "rows",
    "period": {"column": ("Year",), "format": "YYYY-YY"},
    "value": {"column": ("Share",), "written_as": "percent"},
    "base": {"column": ("Asked",)},
}


def test_of_percentages_a_district_has_its_own_row_or_none() -> None:
    area = {"column": ("Ward",), "level": "ward"}
    declared = among_areas(
        gazetteer(), SATISFACTION, frequency="financial-year", source={**PERCENT, "area": area}
    )
    rows = [
        "Year,Ward,Share,Asked",
        "2023-24,London,60%,900",
        "2023-24,E05090001,50%,40",
        "2023-24,Camden,70%,90",
    ]
    of = data(declared, *rows)
    assert of.areas() == (CAMDEN,)
    assert figures(of)[CAMDEN] == [70]
    assert not has_figures(declared, of, BARKING)


def test_a_division_has_its_own_figure_and_districts_none() -> None:
    area = {"column": ("BCU",), "level": "division", "aliases": {"MPS": "London"}}
    declared = among_areas(
        gazetteer(), SATISFACTION, frequency="financial-year", source={**PERCENT, "area": area}
    )
    of = data(declared, "Year,BCU,Share,Asked", "2023-24,MPS,60%,900", "2023-24,north west,50%,400")
    assert (of.areas(), len(of.further_areas())) == ((), 12)
    period = parse_period_id("2023-24", "financial-year")
    assert area_figure(declared, of, "north-west", "single", period).observation.value == 50
    assert area_figure(declared, of, "west-area", "single", period).observation.status == "x"
    assert not has_figures(declared, of, CAMDEN)
    assert faults(declared, "Year,BCU,Share,Asked", "2023-24,MPS,60%,900", "2023-24,Camden,50%,400") == [
        f'3:2 unknown-area: area "Camden" is not known; name it under "aliases" or "no_area"; the BCUs are {DIVISIONS}'
    ]


DIVISIONS = ", ".join(f'"{area.name}"' for area in divisions().values())


@pytest.mark.parametrize(
    ("level", "text", "ending"),
    [
        *(
            ("force", name, f'; if it is London, declare "aliases: {{{name}: London}}"')
            for name in ("Metropolitan Police", "Met Police", "MPS", "Metropolitan Police Service")
        ),
        ("division", "MPS", '; if it is London, declare "aliases: {MPS: London}"'),
        ("force", "West Midlands", '; did you mean "West Midlands Police"?'),
        ("force", "England and Wales", '; it is no force: name it under "no_area", and it counts for nothing'),
        ("division", "East", '; did you mean "East Area BCU"?'),
        ("division", "England and Wales", f'; name it under "aliases" or "no_area"; the BCUs are {DIVISIONS}'),
        ("ward", "Inner London", '; if it adds up wards that stand in the file, name it under "subtotals", else under '
         '"no_area"'),
        ("district", "E05090002", '; it is a ward in the table of "areas": if the wards are meant, declare "level: ward"'),
        ("district", "Alibon", '; it is a ward in the table of "areas": if the wards are meant, declare "level: ward"'),
        ("ward", "GMP", '; it is a force in the table of "areas": if the forces are meant, declare "level: force"'),
    ],
)  # fmt: skip
def test_an_unknown_area_is_told_by_what_it_is(level: str, text: str, ending: str) -> None:
    areas = gazetteer(f"{TABLE}E23000014,West Midlands Police,force,,\n")
    area = {"column": ("Area",), "level": level, "aliases": {"All": "London"}}
    declared = among_areas(
        areas, source={**of_forces().source.model_dump(exclude_defaults=True), "area": area}
    )
    (fault,) = faults(declared, "Month,Area,Count", "2024-01,All,900", f"2024-01,{text},40")
    assert fault == f'3:2 unknown-area: area "{text}" is not known{ending}'


def of_forces(**changes: Any) -> PublishedMeasure:
    area = {"column": ("Force",), "level": "force", "aliases": {"Met": "London"}, "no_area": ("England",)}
    source = {
        **{"layout": "rows", "period": {"column": ("Month",), "format": "YYYY-MM"}, "area": area},
        **{"value": {"column": ("Count",)}, "region": "own-row", "absent": "missing"},
    }
    return among_areas(gazetteer(), OFFENCES, source={**source, **changes})


def test_forces_stand_beside_region_and_are_no_part_of_it() -> None:
    of = data(of_forces(), "Month,Force,Count", "2024-01,Met,900", "2024-01,GMP,400", "2024-01,England,9000")
    assert figures(of) == {REGION: [900], "E23000005": [400], "E23000007": ["x"]}
    assert of.areas() == ()


def test_another_force_is_not_called_higher_or_lower_than_region() -> None:
    declared = of_forces()
    comparison = area_comparison(
        declared, data(declared, "Month,Force,Count", "2024-01,Met,900", "2024-01,GMP,400"), "E23000005"
    )
    assert comparison is not None
    assert (comparison.standing, comparison.reason) == ("not-known", "other-force")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"region": "all-rows"}, 'other forces are no part of London: write "region: own-row"'),
        ({"area": {"column": ("Force",), "level": "force", "within": ("B",)}}, "a borough stands beside the name of a "
         'ward: it needs "level: ward", not force'),
    ],
)  # fmt: skip
def test_a_level_fits_the_rest_of_its_source(source: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in levels_fit_region(of_forces(**source))] == [message]


def test_percentages_of_few_people_in_wards_need_the_number_of_people() -> None:
    source = {**PERCENT, "area": {"column": ("Ward",), "level": "ward"}, "base": None}
    declared = among_areas(gazetteer(), SATISFACTION, suppression={"threshold": 5}, source=source)
    assert [finding.message for finding in levels_fit_region(declared)] == [
        'suppression of percentages of wards needs the people of each: name their column under "base" of the source'
    ]


def test_small_figures_of_other_forces_are_withheld_and_nothing_else_for_their_sake() -> None:
    declared = of_forces().model_copy(update={"suppression": Suppression(threshold=5)})
    rows = ["Month,Force,Count", "2024-01,Met,900", "2024-01,GMP,3", "2024-01,Northumbria,40"]
    cells, _ = check_measure(declared, {"A.csv": "\n".join([*rows, ""]).encode()})
    assert cells is not None
    hidden = suppressed(declared, observations(declared, cells))
    assert figures(measure_data(declared, as_text(hidden))) == {
        REGION: [900],
        "E23000005": ["c"],
        "E23000007": [40],
    }


def test_an_area_that_the_table_has_no_more_is_called_by_its_code() -> None:
    assert gazetteer().name("E05099999") == "E05099999"


# Rates -----------------------------------------------------------------------------------------------------

YEARS = "".join(f"{code},{year},{year - 1000}00\n" for code in districts() for year in (2022, 2024))
PEOPLE = f"code,year,people\n{YEARS}E05090001,2024,10000\n"


def by_ward_for_a_year(populations: str) -> tuple[PublishedMeasure, MeasureData]:
    """Twelve counts of a ward each month, for a year and two months from December 2023 on."""
    declared = by_ward(gazetteer(TABLE, populations), rate={"per": 1000})
    months = pd.period_range("2023-12", periods=14, freq="M")
    rows = [f"{month:%Y-%m},{ward},12" for month in months for ward in ("E05090001", "Alibon")]
    return declared, data(declared, HEADER, *rows, *(f"{month:%Y-%m},London,900" for month in months))


@pytest.mark.parametrize(
    ("month", "year", "people"),
    [("2024-11", 2024, 102400), ("2025-01", 2024, 102400), ("2023-12", 2022, 102200)],
)
def test_a_rate_is_by_the_year_in_which_most_months_lie(month: str, year: int, people: int) -> None:
    declared, of = by_ward_for_a_year(PEOPLE)
    window: Window = "single" if month == "2023-12" else "rolling-12-months"
    figure = area_figure(declared, of, BARKING, window, parse_period_id(month, "month"))
    value = 24 if window == "single" else 288
    assert (figure.observation.value, figure.residents, figure.year) == (value, people, year)
    assert figure.rate == pytest.approx(value * 1000 / people)


def test_before_the_first_year_there_is_no_rate_and_no_comparison() -> None:
    declared, of = by_ward_for_a_year(PEOPLE.replace(",2022,", ",2026,").replace(",2024,", ",2027,"))
    comparison = area_comparison(declared, of, BARKING)
    assert comparison is not None
    assert (comparison.figure.compared, comparison.standing, comparison.reason) == (
        None,
        "not-known",
        "no-residents",
    )
    assert number_text(declared, comparison.figure) == "Not available"
    assert area_sentence(comparison) == (
        "There is no rate for Barking and Dagenham in the 12 months to January 2025: nobody says how many people "
        "live there."
    )
    rates = compared_series(declared, of, BARKING, 2).observations
    assert [(item.value, item.status, item.window) for item in rates] == [
        (None, "x", "rolling-12-months"),
        (None, "x", "rolling-12-months"),
    ]


def test_a_ward_has_a_rate_where_its_people_are_told() -> None:
    declared, of = by_ward_for_a_year(PEOPLE)
    with_people, without = (area_comparison(declared, of, code) for code in (ABBEY, ALIBON))
    assert with_people is not None and without is not None
    assert (with_people.figure.rate, with_people.figure.year) == (14.4, 2024)
    assert (without.figure.rate, without.reason) == (None, "no-residents")


def test_without_a_table_of_residents_a_rate_is_by_the_census() -> None:
    declared, of = by_ward_for_a_year("")
    figure = area_figure(declared, of, BARKING, "rolling-12-months", parse_period_id("2024-12", "month"))
    assert (figure.residents, figure.year) == (218900, None)
