"""Which figures are withheld: the small ones, what would give them away, and what earlier releases withheld."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from metrics.areas import area_code, districts
from metrics.checking.checks import check_measure
from metrics.checking.previous import earlier_releases_are_read, nothing_was_published_before
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_rules import suppression_knows_how_many
from metrics.figures.observations import as_text, measure_data, observations
from metrics.figures.suppression.releases import FigureName, Seen, names_of
from metrics.figures.suppression.withhold import suppressed
from metrics.figures.tiles import tile
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure
from tests.places_of_tests import REGION

SMALL = {"threshold": 5}
CRIME = measure(OFFENCES, suppression=SMALL)
NAMED = {"id": "kind", "title": "Kind", "column": ("Kind",)}
BASES = {"column": ("Base",)}
OF_DISTRICTS = {"column": ("Borough",), "aliases": {"MPS": "London"}}


def observed(declared: PublishedMeasure, *lines: str) -> pd.DataFrame:
    """The observations of an extract, none withheld."""
    cells, issues = check_measure(declared, {"A.csv": "\n".join([*lines, ""]).encode()})
    assert cells is not None, "\n".join(map(str, issues))
    return observations(declared, cells)


def figures_by_name(
    declared: PublishedMeasure, frame: pd.DataFrame, window: str = "single"
) -> dict[str, str]:
    """The figures of each series in a window, oldest first, with c where one is withheld; all-zero series not."""
    series: dict[str, list[str]] = {}
    rows: Iterable[Any] = frame[frame["window"] == window].itertuples()
    for row in rows:
        name = row.category or ("London" if row.area == REGION else districts()[row.area].name)
        series.setdefault(name, []).append(row.status if pd.isna(row.value) else f"{row.value:g}")
    return {name: " ".join(values) for name, values in series.items() if set(values) != {"0"}}


def suppressed_figures(
    declared: PublishedMeasure, *lines: str, seen: Seen | None = None, window: str = "single"
) -> dict[str, str]:
    return figures_by_name(declared, suppressed(declared, observed(declared, *lines), seen), window)


def by_month(name: str, *counts: int) -> str:
    return ",".join([name, *map(str, counts)])


def months(first: int, count: int) -> str:
    periods = pd.period_range(pd.Period(str(first), "M"), periods=count)
    return ",".join(["Borough", *(f"{period:%Y%m}" for period in periods)])


# One period ------------------------------------------------------------------------------------------------


def test_nothing_is_withheld_where_nothing_is_declared() -> None:
    frame = observed(measure(OFFENCES), "Borough,202401", "Camden,1")
    assert suppressed(measure(OFFENCES), frame) is frame


def test_a_small_count_is_withheld_with_the_smallest_that_hides_it_and_zero_is_shown() -> None:
    assert suppressed_figures(CRIME, "Borough,202401", "Camden,2", "Brent,40", "Barnet,7", "Bexley,30") == {
        "London": "79",
        "Camden": "c",
        "Brent": "40",
        "Barnet": "c",
        "Bexley": "30",
    }


def test_a_count_at_the_threshold_is_no_small_one() -> None:
    lines = ("Borough,202401", "Camden,5", "Brent,40", "Barnet,7")
    assert suppressed_figures(CRIME, *lines) == {"London": "52", "Camden": "5", "Brent": "40", "Barnet": "7"}


def test_a_figure_that_is_withheld_has_no_value_and_no_base_and_says_so() -> None:
    frame = suppressed(CRIME, observed(CRIME, "Borough,202401", "Camden,2", "Brent,40"))
    row = frame[frame["area"] == area_code("Camden")].iloc[0]
    assert (pd.isna(row["value"]), pd.isna(row["base"]), row["status"]) == (True, True, "c")


def test_small_counts_that_together_reach_the_threshold_hide_each_other() -> None:
    figures = suppressed_figures(CRIME, "Borough,202401", "Camden,2", "Brent,3", "Barnet,7")
    assert figures == {"London": "12", "Camden": "c", "Brent": "c", "Barnet": "7"}


def test_small_counts_that_do_not_take_another_with_them() -> None:
    figures = suppressed_figures(CRIME, "Borough,202401", "Camden,1", "Brent,2", "Barnet,7")
    assert figures == {"London": "10", "Camden": "c", "Brent": "c", "Barnet": "c"}


def test_where_all_that_is_withheld_would_be_one_a_zero_is_withheld_as_well() -> None:
    names = ("Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon")
    figures = suppressed_figures(CRIME, "Borough,202401", *(f"{name},1" for name in names))
    assert figures == {"London": "6", **dict.fromkeys(names, "c"), "Barking and Dagenham": "c"}


def test_a_count_is_not_hidden_by_rows_of_no_district_alone() -> None:
    figures = suppressed_figures(CRIME, "Borough,202401", "Camden,3", "Brent,8", "Unknown,50")
    assert figures == {"London": "61", "Camden": "c", "Brent": "c"}


def test_a_small_number_of_no_district_is_hidden_like_one_of_a_district() -> None:
    figures = suppressed_figures(CRIME, "Borough,202401", "Camden,30", "Brent,8", "Unknown,2")
    assert figures == {"London": "40", "Camden": "30", "Brent": "c"}


def test_region_is_withheld_where_it_is_small_itself_with_a_part_of_each_breakdown() -> None:
    declared = measure(VICTIMS, suppression=SMALL, window="single")
    figures = suppressed_figures(declared, "Recorded,Sex,Borough", *["Jan-23,Male,Camden"] * 3)
    assert figures == {"London": "c", "Camden": "c", "Male": "c"}


def test_a_breakdown_of_two_withholds_both() -> None:
    declared = measure(VICTIMS, suppression=SMALL, window="single")
    rows = [*["Jan-23,Male,Camden"] * 9, *["Jan-23,Female,Camden"] * 2]
    assert suppressed_figures(declared, "Recorded,Sex,Borough", *rows) == {
        "London": "11",
        "Camden": "11",
        "Female": "c",
        "Male": "c",
    }


def test_what_the_publisher_withholds_is_not_got_back_from_regions_own_row() -> None:
    declared = measure(CRIME_ROWS, suppression=SMALL)
    rows = ("2024-01,London,90", "2024-01,Camden,[c]", "2024-01,Brent,60", "2024-01,Barnet,20")
    assert suppressed_figures(declared, "Month,Borough,Count", *rows) == {
        "London": "90",
        "Camden": "c",
        "Brent": "60",
        "Barnet": "c",
    }


CRIME_ROWS = {
    **OFFENCES,
    "source": {
        **OFFENCES["source"],
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "value": {"column": ("Count",)},
        "region": "own-row",
    },
}


def test_nothing_is_said_of_what_is_withheld() -> None:
    noun = {"singular": "woman killed", "plural": "women killed"}
    declared = measure(
        VICTIMS, suppression=SMALL, supplement={"dimension": "sex", "category": "Female", "noun": noun}
    )
    rows = [*["Jan-23,Male,Camden"] * 9, *["Jan-23,Female,Camden"] * 2]
    stored = as_text(suppressed(declared, observed(declared, "Recorded,Sex,Borough", *rows)))
    assert tile(declared, measure_data(declared, stored), date(2023, 3, 1)).supplement == ""


# Percentages -----------------------------------------------------------------------------------------------


def test_a_percentage_of_few_people_is_withheld_and_one_more_for_their_number() -> None:
    source = {"area": OF_DISTRICTS, "base": BASES}
    declared = measure(SATISFACTION, suppression={"threshold": 30}, source=source)
    rows = ("MPS,61%,900", "Camden,32%,400", "Brent,50%,12", "Barnet,31%,300")
    frame = suppressed(
        declared, observed(declared, "Quarter,Borough,Satisfied,Base", *(f"Q3 23-24,{row}" for row in rows))
    )
    assert {key: value for key, value in figures_by_name(declared, frame).items() if value != "x"} == {
        "London": "61",
        "Camden": "32",
        "Brent": "c",
        "Barnet": "c",
    }
    assert frame[frame["status"] == "c"]["base"].isna().all()


def test_what_adds_up_to_a_headline_is_not_given_away_by_it() -> None:
    total = {
        **OFFENCES["source"],
        **{"layout": "rows", "period": {"column": ("Month",), "format": "YYYYMM"}, "area": None},
        **{"value": {"column": ("Count",)}, "dimensions": ({**NAMED, "headline": "All"},)},
    }
    declared = measure(OFFENCES, suppression=SMALL, source=total)
    lines = ("Month,Kind,Count", "202401,All,50", "202401,Home,2", "202401,Shop,38")
    assert suppressed_figures(declared, *lines, "202401,Street,10") == {
        "London": "50",
        "All": "50",
        "Home": "c",
        "Shop": "38",
        "Street": "c",
    }
    assert suppressed_figures(declared, *lines, "202401,Street,11") == {
        "London": "50",
        "All": "50",
        "Home": "c",
        "Shop": "38",
        "Street": "11",
    }


def test_the_headline_of_a_breakdown_is_withheld_with_regions_figure_which_it_is() -> None:
    route = {**NAMED, "headline": "Face to face"}
    declared = measure(
        SATISFACTION, suppression={"threshold": 30}, source={"dimensions": (route,), "base": BASES}
    )
    rows = ("Q3 23-24,Face to face,61%,12", "Q3 23-24,Online,32%,400")
    assert suppressed_figures(declared, "Quarter,Kind,Satisfied,Base", *rows) == {
        "London": "c",
        "Face to face": "c",
        "Online": "32",
    }


def test_a_declared_sample_says_how_many_people_there_are_where_the_extract_does_not() -> None:
    sample = {"size": 900, "area_size": 20}
    declared = measure(
        SATISFACTION, suppression={"threshold": 30}, sample=sample, source={"area": OF_DISTRICTS}
    )
    figures = suppressed_figures(
        declared, "Quarter,Borough,Satisfied", "Q3 23-24,MPS,61%", "Q3 23-24,Camden,32%"
    )
    assert (figures["London"], figures["Camden"]) == ("61", "c")


# Totals of several periods ---------------------------------------------------------------------------------


def test_totals_of_the_year_do_not_give_a_month_away() -> None:
    declared = measure(OFFENCES, suppression=SMALL, window="calendar-year-to-date")
    lines = (months(202401, 4), by_month("Camden", 9, 9, 2, 9), by_month("Brent", 8, 8, 8, 8))
    single, total = (
        suppressed_figures(declared, *lines),
        suppressed_figures(declared, *lines, window="calendar-year-to-date"),
    )
    assert single == {"London": "17 17 10 17", "Camden": "9 c c 9", "Brent": "8 c c 8"}
    assert total == {"London": "17 34 44 61", "Camden": "9 c 20 29", "Brent": "8 c 24 32"}


def test_the_first_total_of_a_year_is_withheld_with_the_month_that_it_is() -> None:
    declared = measure(OFFENCES, suppression=SMALL, window="calendar-year-to-date")
    total = suppressed_figures(
        declared, months(202401, 1), "Camden,2", "Brent,8", window="calendar-year-to-date"
    )
    assert total == {"London": "10", "Camden": "c", "Brent": "c"}


def test_rolling_totals_do_not_give_a_month_away() -> None:
    declared = measure(OFFENCES, suppression=SMALL, window="rolling-12-months")
    lines = (months(202301, 13), by_month("Camden", *[9] * 12, 3), by_month("Brent", *[8] * 13))
    single, total = (
        suppressed_figures(declared, *lines),
        suppressed_figures(declared, *lines, window="rolling-12-months"),
    )
    assert (single["Camden"].split()[-1], single["Brent"].split()[-1]) == ("c", "c")
    assert {
        name: values.split()[-2:] for name, values in total.items() if set(values.split()) != {"x", "0"}
    } == {
        "London": ["204", "198"],
        "Camden": ["108", "c"],
        "Brent": ["96", "c"],
    }


def test_totals_that_come_without_their_months_do_not_give_them_away_either() -> None:
    window = "calendar-year-to-date"
    declared = measure(OFFENCES, suppression=SMALL, window=window, source={"window": window})
    lines = (months(202401, 3), by_month("Camden", 9, 11, 30), by_month("Brent", 8, 16, 24))
    assert suppressed_figures(declared, *lines, window=window) == {
        "London": "17 27 54",
        "Camden": "c 11 30",
        "Brent": "c 16 24",
    }


# Releases one after the other ------------------------------------------------------------------------------


def seen_of(frame: pd.DataFrame) -> Seen:
    """What a release of these observations leaves readers with."""
    has_value = frame["value"].notna()
    withheld = {"first": frozenset(names_of(frame[frame["status"] == "c"]))}
    return Seen({"first": frozenset(names_of(frame[has_value]))}, withheld)


def seen_with_texts(frame: pd.DataFrame) -> Seen:
    """The same, with what each figure was."""
    stored = as_text(frame)
    seen = seen_of(frame)
    own = zip(names_of(stored), zip(stored["value"], stored["base"], strict=True), strict=True)
    texts = {"first": {name: text for name, text in own if name in seen.visible["first"]}}
    return dataclasses.replace(seen, texts=texts)


def test_a_figure_that_is_revised_to_a_small_one_is_not_hidden_by_figures_that_are_not_revised() -> None:
    before = observed(CRIME, "Borough,202401", "Camden,20", "Brent,27", "Barnet,40")
    then = observed(CRIME, "Borough,202401", "Camden,20", "Brent,2", "Barnet,40")
    seen = seen_with_texts(suppressed(CRIME, before)).unrevised(as_text(then))
    after = suppressed_figures(CRIME, "Borough,202401", "Camden,20", "Brent,2", "Barnet,40", seen=seen)
    assert after == {"London": "c", "Camden": "20", "Brent": "c", "Barnet": "40"}


def test_figures_that_are_revised_too_hide_it() -> None:
    before = observed(CRIME, "Borough,202401", "Camden,20", "Brent,27", "Barnet,40")
    lines = ("Borough,202401", "Camden,21", "Brent,2", "Barnet,40")
    seen = seen_with_texts(suppressed(CRIME, before)).unrevised(as_text(observed(CRIME, *lines)))
    assert suppressed_figures(CRIME, *lines, seen=seen) == {
        "London": "63",
        "Camden": "c",
        "Brent": "c",
        "Barnet": "40",
    }


def test_what_an_earlier_release_withheld_stays_withheld() -> None:
    before = suppressed(CRIME, observed(CRIME, "Borough,202401", "Camden,2", "Brent,7", "Barnet,9"))
    figures = suppressed_figures(
        CRIME, "Borough,202401", "Camden,12", "Brent,8", "Barnet,9", seen=seen_of(before)
    )
    assert figures == {"London": "29", "Camden": "c", "Brent": "c", "Barnet": "9"}


def test_what_an_earlier_release_showed_hides_nothing_new() -> None:
    declared = measure(OFFENCES, suppression=SMALL, window="rolling-12-months")
    first = [months(202301, 12), by_month("Camden", *[9] * 12), by_month("Brent", *[8] * 12)]
    then = [months(202301, 13), by_month("Camden", *[9] * 12, 2), by_month("Brent", *[8] * 13)]
    seen = seen_of(suppressed(declared, observed(declared, *first)))
    frame = suppressed(declared, observed(declared, *then), seen)
    assert [name for name in names_of(frame[frame["status"] == "c"]) if name in seen.visible["first"]] == []


def test_a_figure_that_was_shown_before_is_withheld_from_now_on_and_staff_are_told() -> None:
    seen = seen_of(observed(CRIME, "Borough,202401", "Camden,6", "Brent,7"))
    frame = observed(CRIME, "Borough,202401", "Camden,4", "Brent,7")
    stored = as_text(suppressed(CRIME, frame, seen))
    assert [
        str(issue) for issue in nothing_was_published_before(CRIME, "Crime.csv", stored, frame, seen)
    ] == [
        'Crime.csv:1:1: warning: "violence-with-injury": 2 figures will be withheld that readers have seen already, '
        'such as Brent in January 2024; "first" still shows what is withheld now'
    ]


def test_what_was_withheld_already_is_not_told_again() -> None:
    seen = seen_of(observed(CRIME, "Borough,202401", "Camden,6", "Brent,7"))
    frame = observed(CRIME, "Borough,202401", "Camden,4", "Brent,7")
    after = suppressed(CRIME, frame, seen)
    again = dataclasses.replace(seen, withheld=seen_of(after).withheld)
    stored = as_text(suppressed(CRIME, frame, again))
    assert list(nothing_was_published_before(CRIME, "Crime.csv", stored, frame, again)) == []


def test_what_a_measure_told_under_two_ids_is_told_together_and_nothing_is_lost() -> None:
    months_of_region: list[FigureName] = [("single", f"2024-0{month}", REGION, "", "") for month in (1, 2, 3)]
    january, february, march = months_of_region
    own = Seen(
        visible={"second": frozenset({february}), "third": frozenset({march})},
        withheld={"third": frozenset({march})},
        unread={"fourth": "its checksum differs"},
        texts={"second": {february: ("6", "")}, "third": {march: ("9", "")}},
        to_come=frozenset({"sixth"}),
        revised={"third": frozenset({february})},
    )
    former = Seen(
        visible={"first": frozenset({january}), "second": frozenset({january})},
        withheld={"first": frozenset({january}), "third": frozenset({january})},
        unread={"fifth": "it is gone"},
        texts={"first": {january: ("4", "")}, "second": {january: ("7", "")}},
        to_come=frozenset({"seventh"}),
        revised={"first": frozenset({march})},
    )
    assert own.beside(former) == Seen(
        visible={
            "first": frozenset({january}),
            "second": frozenset({january, february}),
            "third": frozenset({march}),
        },
        withheld={"first": frozenset({january}), "third": frozenset({january, march})},
        unread={"fourth": "its checksum differs", "fifth": "it is gone"},
        texts={
            "first": {january: ("4", "")},
            "second": {january: ("7", ""), february: ("6", "")},
            "third": {march: ("9", "")},
        },
        to_come=frozenset({"sixth", "seventh"}),
        revised={"first": frozenset({march}), "third": frozenset({february})},
    )


def test_an_earlier_release_that_cannot_be_read_is_told() -> None:
    issues = earlier_releases_are_read("data/releases", Seen(unread={"first": "its checksum differs"}))
    assert [str(issue) for issue in issues] == [
        'data/releases:1:1: warning: release "first" cannot be read, so what it withheld may be shown: its checksum '
        "differs; pcp verify tells more"
    ]


# The same every time ---------------------------------------------------------------------------------------


def test_the_order_of_rows_makes_no_difference() -> None:
    declared = measure(VICTIMS, suppression=SMALL)
    rows = [
        f"{month}-23,{sex},{area}"
        for month in ("Jan", "Feb")
        for sex, area in zip("MFMMF", ("Camden", "Brent") * 2 + ("Brent",), strict=True)
    ]
    both = [suppressed_figures(declared, "Recorded,Sex,Borough", *order) for order in (rows, rows[::-1])]
    assert both[0] == both[1]


# The declaration -------------------------------------------------------------------------------------------


def test_a_percentage_is_withheld_where_it_is_known_how_many_people_it_is_of() -> None:
    message = (
        "suppression of a percentage needs to know how many people each figure is of: name their column "
    )
    for changes, expected in (
        ({}, [message + 'under "base" of the source, or declare a sample with "size"']),
        ({"sample": {"size": 900}}, []),
        ({"source": {"base": BASES}}, []),
        (
            {"sample": {"size": 900}, "source": {"dimensions": (NAMED,)}},
            [message + 'under "base" of the source'],
        ),
        (
            {"sample": {"size": 900}, "source": {"area": OF_DISTRICTS}},
            [message + 'under "base" of the source, or declare a sample with "size" and "area_size"'],
        ),
    ):
        declared = measure(SATISFACTION, suppression=SMALL, **changes)
        assert [finding.message for finding in suppression_knows_how_many(declared)] == expected
