"""The checks on all files of a measure together: stages, doubled rows, files that join, London, gaps."""

from __future__ import annotations

from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from tests.given import OFFENCES, SATISFACTION, VICTIMS, issues_of, measure

CRIME = measure(OFFENCES, source={"region": "own-row"})
SURVEY = measure()
QUARTERS = "Quarter,Satisfied\n"
JOINED = measure(SATISFACTION, source={"files": ("A.csv", "B.csv")})
BY_AREA = measure(source={"area": {"column": ("Borough",)}})
AREAS = "Quarter,Borough,Satisfied\n"


def errors_of(declared: PublishedMeasure, *files: tuple[str, str]) -> list[str]:
    return [issue for issue in issues_of(declared, *files) if ": error: " in issue]


# Stages ----------------------------------------------------------------------------------------------------


def test_files_without_faults_give_their_cells_and_no_issue() -> None:
    cells, issues = check_measure(SURVEY, {"USS.csv": b"Quarter,Satisfied\nQ3 23-24,61%\n"})
    assert (issues, cells is not None and list(cells.columns)) == (
        [],
        ["file", "line", "field", "value", "period", "area", "status"],
    )


def test_faults_of_the_shape_hide_those_of_the_cells() -> None:
    assert issues_of(SURVEY, ("USS.csv", QUARTERS + "Q3 23-24,61\nQ4 23-24\n")) == [
        'USS.csv:3:2: error: the row has 1 field and the header has 2; it starts with "Q4 23-24"'
    ]


def test_faults_of_the_header_hide_those_of_the_cells() -> None:
    assert issues_of(SURVEY, ("USS.csv", "Quarter,Satisfyed\nQ3 23-24,61\n")) == [
        'USS.csv:1:1: error: no column is named "Satisfied"; found "Quarter", "Satisfyed"; '
        'did you mean "Satisfyed"?'
    ]


def test_faults_of_the_cells_hide_those_across_rows() -> None:
    assert issues_of(SURVEY, ("USS.csv", QUARTERS + "Q3 23-24,61%\nQ3 23-24,61\n")) == [
        'USS.csv:3:2: error: "61" is not a percentage such as 61%'
    ]


def test_all_faults_of_one_stage_are_told_in_every_file() -> None:
    assert issues_of(JOINED, ("A.csv", QUARTERS + "Q3 23-24,61\nQ9,61%\n"), ("B.csv", "")) == [
        'A.csv:2:2: error: "61" is not a percentage such as 61%',
        'A.csv:3:1: error: period "Q9" cannot be read: it is not a financial quarter such as Q3 23-24',
        "B.csv:1:1: error: the file is empty; was it cut off on its way?",
    ]


def test_files_that_hold_no_period_at_all_give_no_measure() -> None:
    assert issues_of(CRIME, ("Crime.csv", "Borough\nCamden\n")) == [
        'Crime.csv:1:1: error: "violence-with-injury": the files hold no values',
        "Crime.csv:1:1: warning: the file has no column that is a period",
    ]


# Doubled rows ----------------------------------------------------------------------------------------------


def test_a_value_that_stands_twice_is_told_with_the_line_of_the_first() -> None:
    assert issues_of(CRIME, ("Crime.csv", "Borough,202401\nLondon,9\nCamden,5\ncamden,4\n")) == [
        "Crime.csv:4:2: error: Camden in January 2024 stands twice; the first is in line 3; "
        'declare "combine: sum" if both count'
    ]


def test_a_row_that_stands_twice_is_a_fault_even_where_it_says_the_same() -> None:
    assert issues_of(SURVEY, ("USS.csv", QUARTERS + "Q3 23-24,61%\nQ3 23-24,61%\n")) == [
        "USS.csv:3:2: error: London (Metropolitan Police area) in Q3 2023/24 stands twice; "
        'the first is in line 2; narrow the rows with "where"'
    ]


def test_the_third_of_equal_rows_is_told_with_the_first() -> None:
    text = "Borough,202401\nLondon,9\nCamden,5\nCamden,5\nCamden,5\n"
    assert [issue.partition(";")[2] for issue in issues_of(CRIME, ("Crime.csv", text))] == [
        ' the first is in line 3; declare "combine: sum" if both count'
    ] * 2


def test_rows_of_different_categories_are_not_the_same() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Online"}
    declared = measure(source={"dimensions": (route,)})
    text = "Quarter,Survey,Satisfied\nQ3 23-24,Online,61%\nQ3 23-24,Telephone,61%\n"
    assert issues_of(declared, ("USS.csv", text)) == []


def test_places_that_are_no_district_may_be_several() -> None:
    area = {"column": ("Borough",), "no_area": ("Unknown", "Heathrow")}
    declared = measure(OFFENCES, source={"region": "own-row", "area": area})
    text = "Borough,202401\nLondon,9\nUnknown,5\nHeathrow,4\nCamden,0\n"
    assert issues_of(declared, ("Crime.csv", text)) == []


def test_identical_events_all_count() -> None:
    text = "Recorded,Borough,Sex\nJan-24,Camden,Male\nJan-24,Camden,Male\n"
    cells, issues = check_measure(measure(VICTIMS), {"Victims.csv": text.encode()})
    assert (issues, cells is not None and cells["value"].sum()) == ([], 2.0)


# Files that join -------------------------------------------------------------------------------------------


def test_two_files_join_into_one_series() -> None:
    a, b = ("A.csv", QUARTERS + "Q3 23-24,61%\n"), ("B.csv", QUARTERS + "Q4 23-24,62%\n")
    assert issues_of(JOINED, a, b) == []


def test_files_may_overlap_where_they_agree() -> None:
    a, b = ("A.csv", QUARTERS + "Q3 23-24,61%\n"), ("B.csv", QUARTERS + "Q3 23-24,61.0%\nQ4 23-24,62%\n")
    assert issues_of(JOINED, a, b) == []


def test_files_that_disagree_are_told_with_both_values() -> None:
    a, b = ("A.csv", QUARTERS + "Q3 23-24,61%\n"), ("B.csv", QUARTERS + "Q2 23-24,60%\nQ3 23-24,62.5%\n")
    assert issues_of(JOINED, a, b) == [
        "B.csv:3:2: error: London (Metropolitan Police area) in Q3 2023/24 is 62.5 here and 61 "
        "in A.csv, line 2"
    ]


def test_a_value_withheld_in_one_file_alone_is_told_as_a_mark() -> None:
    a, b = ("A.csv", QUARTERS + "Q3 23-24,61%\n"), ("B.csv", QUARTERS + "Q3 23-24,[c]\n")
    assert issues_of(JOINED, a, b) == [
        "B.csv:2:2: error: London (Metropolitan Police area) in Q3 2023/24 is [c] here and 61 "
        "in A.csv, line 2"
    ]


def test_a_value_withheld_in_both_files_is_no_fault() -> None:
    a, b = ("A.csv", QUARTERS + "Q3 23-24,[c]\n"), ("B.csv", QUARTERS + "Q3 23-24,[C]\n")
    assert issues_of(JOINED, a, b) == []


def test_large_counts_that_disagree_are_told_in_full() -> None:
    declared = measure(OFFENCES, source={"region": "own-row", "files": ("A.csv", "B.csv")})
    a, b = ("A.csv", "Borough,202401\nLondon,1234567\n"), ("B.csv", "Borough,202401\nLondon,1234568\n")
    assert issues_of(declared, a, b) == [
        "B.csv:2:2: error: London (Metropolitan Police area) in January 2024 is 1234568 here and 1234567 "
        "in A.csv, line 2"
    ]


def test_files_that_disagree_on_what_is_no_district_are_told() -> None:
    declared = measure(OFFENCES, source={"files": ("A.csv", "B.csv")})
    a, b = ("A.csv", "Borough,202401\nUnknown,1\n"), ("B.csv", "Borough,202401\nUnknown,2\n")
    assert errors_of(declared, a, b) == [
        'B.csv:2:2: error: "unknown" in January 2024 is 2 here and 1 in A.csv, line 2'
    ]


def test_events_in_two_files_are_compared_by_their_totals() -> None:
    declared = measure(VICTIMS, source={"files": ("A.csv", "B.csv")})
    row = "Jan-24,Camden,Male\n"
    a, b = ("A.csv", "Recorded,Borough,Sex\n" + row), ("B.csv", "Recorded,Borough,Sex\n" + row * 2)
    assert issues_of(declared, a, b) == [
        "B.csv:2:1: error: Camden in January 2024 is 2 here and 1 in A.csv, line 2"
    ]


# London ----------------------------------------------------------------------------------------------------


def test_a_measure_of_regions_own_row_needs_one() -> None:
    assert issues_of(BY_AREA, ("USS.csv", AREAS + "Q3 23-24,Camden,61%\n")) == [
        'USS.csv:1:1: error: "victim-satisfaction": no row is London\'s own; '
        'name it under "aliases" of the area'
    ]


def test_a_survey_without_regions_row_in_one_period_is_a_warning() -> None:
    text = AREAS + "Q2 23-24,London,60%\nQ2 23-24,Camden,61%\nQ3 23-24,Camden,61%\nQ3 23-24,Brent,61%\n"
    assert issues_of(BY_AREA, ("USS.csv", text)) == [
        "USS.csv:4:1: warning: Q3 2023/24 has no row of London's own, so London's figure would be missing"
    ]


def test_a_count_without_regions_row_in_one_period_is_an_error_for_it_would_be_zero() -> None:
    declared = measure(
        OFFENCES,
        source={
            "region": "own-row",
            "layout": "rows",
            "period": {"column": ("Month",), "format": "YYYYMM"},
            "value": {"column": ("Offences",)},
        },
    )
    text = "Month,Borough,Offences\n202312,London,60\n202401,Camden,61\n"
    assert issues_of(declared, ("Crime.csv", text)) == [
        "Crime.csv:3:1: error: January 2024 has no row of London's own, so London's figure would be zero"
    ]


def test_a_row_for_region_is_not_added_to_its_districts() -> None:
    assert errors_of(measure(OFFENCES), ("Crime.csv", "Borough,202401\nCamden,5\nLondon,5\n")) == [
        "Crime.csv:3:1: error: a row for London stands among the areas that are added up to make London"
    ]


def test_a_district_without_a_row_is_a_warning_where_districts_make_region() -> None:
    assert issues_of(measure(OFFENCES), ("Crime.csv", "Borough,202401\nCamden,5\n")) == [
        'Crime.csv:1:1: warning: London is added up, and no row is of "Barking and Dagenham", "Barnet", '
        '"Bexley", "Brent", "Bromley", "Croydon", "Ealing", "Enfield" and 23 more'
    ]


# Headlines and gaps ----------------------------------------------------------------------------------------


def test_a_headline_that_no_row_has_is_told_with_the_nearest() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Face to face"}
    text = "Quarter,Survey,Satisfied\nQ3 23-24,Face-to-face,61%\nQ3 23-24,Online,40%\n"
    assert issues_of(measure(source={"dimensions": (route,)}), ("USS.csv", text)) == [
        'USS.csv:1:1: error: no row has the headline "Face to face" of route; '
        'found "Face-to-face", "Online"; did you mean "Face-to-face"?'
    ]


def test_percentages_of_several_categories_are_never_added_up() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",)}
    text = "Quarter,Survey,Satisfied\nQ3 23-24,Face to face,61%\nQ3 23-24,Online,32%\n"
    assert issues_of(measure(source={"dimensions": (route,)}), ("USS.csv", text)) == [
        'USS.csv:1:1: error: percentages do not add up; name one of "Face to face", "Online" as the '
        '"headline" of route'
    ]


def test_a_percentage_of_one_category_needs_no_headline() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",)}
    text = "Quarter,Survey,Satisfied\nQ2 23-24,All,61%\nQ3 23-24,All,32%\n"
    assert issues_of(measure(source={"dimensions": (route,)}), ("USS.csv", text)) == []


def test_a_month_that_lost_its_column_is_an_error_for_it_would_be_zero() -> None:
    assert issues_of(CRIME, ("Crime.csv", "Borough,202311,202401\nLondon,5,6\n")) == [
        "Crime.csv:2:3: error: there is nothing between November 2023 and January 2024, "
        "so every figure there would be zero"
    ]


def test_files_that_join_leave_no_gap() -> None:
    declared = measure(OFFENCES, source={"region": "own-row", "files": ("A.csv", "B.csv")})
    a, b = (
        ("A.csv", "Borough,202401\nLondon,1\nCamden,1\n"),
        ("B.csv", "Borough,202312\nLondon,2\nCamden,1\n"),
    )
    assert issues_of(declared, a, b) == []


def test_a_quarter_without_rows_is_a_warning() -> None:
    assert issues_of(SURVEY, ("USS.csv", QUARTERS + "Q1 23-24,61%\nQ3 23-24,62%\n")) == [
        "USS.csv:3:2: warning: there is nothing between Q1 2023/24 and Q3 2023/24, "
        "so every figure there would be missing"
    ]


def test_a_month_without_events_is_no_issue() -> None:
    text = "Recorded,Borough,Sex\nNov-23,Camden,Male\nJan-24,Camden,Male\n"
    assert issues_of(measure(VICTIMS), ("Victims.csv", text)) == []


def test_a_name_that_is_no_district_stands_once_too() -> None:
    rows = "Borough,202401\nUnknown,1\nunknown,2\nCamden,3\n"
    assert (
        'Crime.csv:3:2: error: "unknown" in January 2024 stands twice; the first is in line 2'
        in "\n".join(issues_of(measure(OFFENCES), ("Crime.csv", rows)))
    )
