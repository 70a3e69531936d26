"""What the current release has and a drop lacks: sets are compared, and what is declared has its reason."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from metrics.checking.checks import check_measure
from metrics.checking.doubts import Doubt
from metrics.checking.endings import rows_go_on
from metrics.checking.gone import figures_gone, measures_gone
from metrics.checking.outside import outside_rows_stay
from metrics.checking.previous import Previous
from metrics.declared.config import parse_config
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.gone_rules import gone_is_named
from metrics.figures.endings import endings
from metrics.figures.observations import as_text, observations
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure
from tests.store.sites import CONFIG

MONTHS = [f"2023{month:02d}" for month in range(1, 13)]
YEARS = [f"{year}{month:02d}" for year in (2022, 2023) for month in range(1, 13)]
AREAS = {"column": ("Borough",), "no_area": ("Unknown",)}
SURVEY = measure(
    SATISFACTION,
    source={
        "area": {"column": ("Area",)},
        "dimensions": ({"id": "question", "title": "Question", "column": ("Ask",), "headline": "Trust"},),
    },
)
ROWS = [
    f"Q{quarter} 23-24,{area},{question},6{quarter}%"
    for quarter in (1, 2, 3)
    for area in ("London", "Camden")
    for question in ("Trust", "Fair")
]


def read(declared: PublishedMeasure, text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells of a file, and its observations as stored."""
    cells, issues = check_measure(declared, {"Data.csv": text.encode()})
    assert cells is not None, "\n".join(map(str, issues))
    return cells, as_text(observations(declared, cells))


def survey(*rows: str) -> str:
    return "\n".join(["Quarter,Area,Ask,Satisfied", *rows, ""])


def offences(periods: list[str], **by_area: int) -> str:
    rows = [",".join([area, *(str(count) for _ in periods)]) for area, count in by_area.items()]
    return "\n".join([",".join(["Borough", *periods]), *rows, ""])


def gone(declared: PublishedMeasure, before: str, now: str, **config: Any) -> list[Doubt]:
    previous = Previous("q2", {}, {declared.id: read(declared, before)[1]}, **config)
    return list(figures_gone(declared, *read(declared, now), previous))


def doubt_texts(doubts: list[Doubt]) -> list[tuple[str, str, str]]:
    return [(item.code, item.message, item.reason) for item in doubts]


def test_a_drop_that_has_all_and_more_lacks_nothing() -> None:
    later = [row.replace("Q1 23-24", "Q4 23-24") for row in ROWS if row.startswith("Q1")]
    assert gone(SURVEY, survey(*ROWS), survey(*ROWS, *later)) == []


def test_regions_own_row_of_a_further_question_is_told_with_its_place() -> None:
    without = [row for row in ROWS if not row.startswith(("Q2 23-24,London,Fair", "Q3 23-24,London,Fair"))]
    (doubt,) = gone(SURVEY, survey(*ROWS), survey(*without))
    assert (doubt.code, doubt.place) == ("gone-figures", ("Data.csv", 6, 4))
    assert doubt.message == (
        '"victim-satisfaction": release "q2" has 2 figures that are not there now: '
        "Fair (2, Q2 2023/24 to Q3 2023/24)"
    )
    assert doubt.text == (
        "The release before had 2 figures of Fair that are not there now: Q2 2023/24 to Q3 2023/24."
    )


def test_each_kind_is_told_in_a_line_of_its_own_and_all_at_once() -> None:
    now = [row for row in ROWS if row.startswith("Q2") and ",London,Trust," in row]
    assert doubt_texts(gone(SURVEY, survey(*ROWS), survey(*now))) == [
        (
            "older-than-current",
            '"victim-satisfaction" ends in Q2 2023/24, and release "q2" holds it to Q3 2023/24; is it the right drop? '
            "4 figures would be gone",
            "",
        ),
        (
            "gone-periods",
            '"victim-satisfaction": release "q2" has 1 quarter, Q1 2023/24, that is not there now (4 figures)',
            "",
        ),
        (
            "gone-area",
            '"victim-satisfaction": release "q2" has 1 figure of "Camden", and nothing is left of it',
            "",
        ),
        (
            "gone-category",
            '"victim-satisfaction": release "q2" has 1 figure of "Fair of question", and nothing is left of it',
            "",
        ),
    ]


def test_a_figure_that_is_withheld_now_is_there() -> None:
    before, now = read(SURVEY, survey(*ROWS))[1], read(SURVEY, survey(*ROWS))[1]
    withheld = now.assign(value="", status="c")
    previous = Previous("q2", {}, {SURVEY.id: before})
    assert list(figures_gone(SURVEY, read(SURVEY, survey(*ROWS))[0], withheld, previous)) == []


# Where a missing row is zero -------------------------------------------------------------------------------


def test_a_declared_category_without_any_row_is_gone_though_its_figures_are_zero() -> None:
    ages = {
        "id": "age",
        "title": "Age",
        "column": ("Age",),
        "categories": ({"name": "Young"}, {"name": "Old"}),
    }
    declared = measure(VICTIMS, source={"dimensions": (ages,)})
    before = "Recorded,Borough,Age\nJan-23,Camden,Young\nFeb-23,Camden,Old\nFeb-23,Brent,Old\n"
    now = "Recorded,Borough,Age\nJan-23,Camden,Old\nFeb-23,Camden,Old\nFeb-23,Brent,Old\n"
    assert doubt_texts(gone(declared, before, now)) == [
        (
            "gone-category",
            '"homicide": release "q2" has 1 figure of "Young of age", and nothing is left of it',
            "",
        )
    ]


def test_a_district_without_its_row_is_gone() -> None:
    before, now = offences(MONTHS, Camden=80, Brent=2), offences(MONTHS, Brent=2)
    assert [item.code for item in gone(measure(OFFENCES), before, now)] == ["gone-area"]


def test_a_count_that_was_no_chance_is_gone_where_it_is_zero_and_a_small_one_may_be_revised() -> None:
    def file(camden: int, brent: int) -> str:
        return f"Borough,202301,202302\nCamden,{camden},80\nBrent,{brent},4\n"

    assert gone(measure(OFFENCES), file(80, 4), file(80, 0)) == []
    assert doubt_texts(gone(measure(OFFENCES), file(80, 4), file(0, 4))) == [
        (
            "gone-figures",
            '"violence-with-injury": release "q2" has 1 figure that is not there now: Camden (1, January 2023)',
            "",
        )
    ]


def test_months_that_a_file_of_older_months_holds_are_not_gone() -> None:
    declared = measure(OFFENCES, source={"files": ("Old.csv", "New.csv")})
    before = read(declared, offences(YEARS, Camden=80))[1]
    files = {
        "Old.csv": offences(YEARS[:15], Camden=80).encode(),
        "New.csv": offences(YEARS[15:], Camden=80).encode(),
    }
    cells, _ = check_measure(declared, files)
    assert cells is not None
    stored = as_text(observations(declared, cells))
    assert list(figures_gone(declared, cells, stored, Previous("q2", {}, {declared.id: before}))) == []


# Declared --------------------------------------------------------------------------------------------------


def test_what_is_declared_has_its_reason_and_nothing_else_has() -> None:
    entry = {
        "dimension": "question",
        "category": "Fair",
        "first": "2023-Q3",
        "reason": "It is asked no more.",
    }
    declared = SURVEY.model_copy(update={"gone": measure(SATISFACTION, gone=(entry,)).gone})
    without = [row for row in ROWS if not row.startswith(("Q2 23-24,London,Fair", "Q3 23-24,London,Fair"))]
    assert [
        (item.code, item.reason, item.about) for item in gone(declared, survey(*ROWS), survey(*without))
    ] == [
        ("gone-figures", "It is asked no more.", "q2 Fair Q3 2023/24"),
        ("gone-figures", "", "q2 Fair Q2 2023/24"),
    ]


def test_the_oldest_periods_may_go_with_each_release() -> None:
    reason = "The file holds the newest eleven months."
    declared = measure(OFFENCES, gone=({"oldest": True, "reason": reason},))
    before, now = offences(MONTHS[:11], Camden=80), offences(MONTHS[1:], Camden=80)
    assert [(item.code, item.reason) for item in gone(declared, before, now)] == [("gone-periods", reason)]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({}, 'say what is gone: "area", "dimension" with "category", "first", "last" or "oldest"'),
        (
            {"category": "Male"},
            'say what is gone: "area", "dimension" with "category", "first", "last" or "oldest"',
        ),
        ({"area": "Camdn"}, 'area "Camdn" is neither London nor a borough, nor declared under "no_area"'),
        ({"area": "Camden", "dimension": "sex"}, "a category is of London alone: leave the area out"),
        ({"first": "2024-Q1"}, 'first: "2024-Q1" does not name a month; one is 2024-01'),
        ({"first": "2024-02", "last": "2024-01"}, "last must not be before 2024-02"),
        ({"oldest": True, "last": "2024-01"}, '"oldest" names the periods: leave "first" and "last" out'),
    ],
)
def test_an_entry_names_what_is_gone(entry: dict[str, Any], message: str) -> None:
    declared = measure(OFFENCES, gone=({**entry, "reason": "So it is."},))
    assert next(gone_is_named(declared)).message == message


def test_a_name_of_no_district_may_be_gone() -> None:
    declared = measure(OFFENCES, gone=({"area": "unknown", "first": "2024-01", "reason": "So it is."},))
    assert list(gone_is_named(declared)) == []


# Measures --------------------------------------------------------------------------------------------------


def config_of(**measure_changes: Any) -> Config:
    """A declaration of one measure."""
    data = {**OFFENCES, **measure_changes}
    declared = PublishedMeasure.model_validate(
        {key: value for key, value in data.items() if value is not None}
    )
    config, _ = parse_config(CONFIG)
    assert config is not None
    return config.model_copy(update={"measures": (declared,)})


def test_a_measure_that_is_declared_no_more_is_told() -> None:
    before = Previous("q2", {}, {"homicide": read(measure(OFFENCES), offences(MONTHS, Camden=80))[1]})
    (doubt,) = measures_gone(config_of(), before, "metrics.yaml")
    assert (doubt.code, doubt.place) == ("gone-measure", ("metrics.yaml", 1, 1))
    assert doubt.message == (
        '"homicide" has 396 figures in release "q2", and is declared no more; was its id changed?'
    )


def test_a_percentage_in_place_of_a_count_is_another_measure() -> None:
    stored = read(measure(OFFENCES), offences(MONTHS, Camden=80))[1]
    before = Previous("q2", {}, {"violence-with-injury": stored}, config_of())
    now = config_of(unit="percent", share="of all", noun=None)
    (doubt,) = measures_gone(now, before, "metrics.yaml")
    assert doubt.text == (
        "“Violence with injury offences” was another kind of figure before: none of its earlier figures are kept here."
    )
    assert list(measures_gone(config_of(unit="small-count"), before, "metrics.yaml")) == []


# Rows that end ---------------------------------------------------------------------------------------------


def rows(last: int, unknown: int = 20) -> str:
    """Two years of offences, where Unknown has rows in so many months alone."""
    lines = [f"{month},Camden,980" for month in YEARS]
    return "\n".join(
        ["Month,Borough,Satisfied", *lines, *(f"{m},Unknown,{unknown}" for m in YEARS[:last]), ""]
    )


def counted(**changes: Any) -> PublishedMeasure:
    source = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYYMM"},
        "value": {"column": ("Satisfied",)},
        "area": AREAS,
    }
    return measure(OFFENCES, source=source, **changes)


def ended(declared: PublishedMeasure, text: str, before: str = "") -> list[Doubt]:
    cells, stored = read(declared, text)
    previous = Previous("q2", {}, {declared.id: read(declared, before)[1]}) if before else None
    return list(rows_go_on(declared, cells, stored, endings(declared, cells), previous))


def test_rows_of_no_district_that_end_are_told_with_what_region_is_lower_by() -> None:
    (doubt,) = ended(counted(), rows(18), rows(24))
    assert (doubt.code, doubt.place) == ("gone-rows", ("Data.csv", 20, 3))
    assert doubt.message == (
        '"violence-with-injury": rows of "Unknown" end with June 2023, and the series goes on: '
        "London's figure from July 2023 on is lower than in the release before, by up to 2.0%"
    )


def test_without_a_release_before_it_is_told_what_the_rows_were_of_region() -> None:
    (doubt,) = ended(counted(), rows(18))
    assert doubt.text == (
        "The source has no rows of “Unknown” after June 2023. London’s figure from July 2023 on lacks them; in the year "
        "before they were 2.0% of it."
    )


@pytest.mark.parametrize(("last", "unknown"), [(24, 20), (18, 0), (11, 20)])
def test_rows_that_go_on_or_come_seldom_or_not_for_a_year_are_no_doubt(last: int, unknown: int) -> None:
    assert ended(counted(), rows(last, unknown)) == []


def test_rows_that_end_have_the_reason_that_is_declared() -> None:
    entry = {"area": "Unknown", "first": "2023-07", "reason": "Each offence has a borough now."}
    assert [item.reason for item in ended(counted(gone=(entry,)), rows(18))] == [entry["reason"]]
    to_the_end = {**entry, "last": "2023-12"}
    assert [item.reason for item in ended(counted(gone=(to_the_end,)), rows(18))] == [entry["reason"]]
    not_all = {**entry, "last": "2023-11"}
    assert [item.reason for item in ended(counted(gone=(not_all,)), rows(18))] == [""]
    early = {**entry, "first": "2023-08"}
    assert [item.reason for item in ended(counted(gone=(early,)), rows(18))] == [""]


def test_rows_of_no_district_that_are_not_there_at_all_are_told() -> None:
    declared = counted()
    previous = Previous("q2", {}, {declared.id: read(declared, rows(24))[1]})
    (doubt,) = outside_rows_stay(declared, *read(declared, rows(0)), previous, None)
    assert doubt.message == (
        '"violence-with-injury": release "q2" counts rows of no borough ("Unknown") that are not there now, January '
        "2022 to December 2023: London's figure is lower by up to 2.0%"
    )


def test_rows_of_no_district_that_have_a_district_now_are_no_doubt() -> None:
    declared = counted()
    previous = Previous("q2", {}, {declared.id: read(declared, rows(24))[1]})
    moved_to_camden = rows(0).replace(",980", ",1001")
    assert list(outside_rows_stay(declared, *read(declared, moved_to_camden), previous, None)) == []


def test_how_much_the_rows_were_is_not_told_of_a_measure_whose_small_figures_are_withheld() -> None:
    (doubt,) = ended(counted(suppression={"threshold": 5}), rows(18))
    assert doubt.text == (
        "The source has no rows of “Unknown” after June 2023. London’s figure from July 2023 on lacks them."
    )


def test_rows_of_no_district_do_not_lower_the_sum_of_districts() -> None:
    declared = measure(OFFENCES, source={"region": "sum-of-areas"})
    cells, _ = read(counted(), rows(18))
    assert endings(declared, cells) == ()
