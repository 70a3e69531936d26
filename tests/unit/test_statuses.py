"""Which status a figure carries: from the extract, from what is declared, and which goes before which."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest

from components.about.words import SHORTHAND as ABOUT_TERMS
from components.area.tables import beside_table
from metrics.checking.checks import check_measure
from metrics.declared.source_rules import bases_stand_beside_percentages
from metrics.figures.area_figures import AreaFigure
from metrics.figures.marking import sample_sizes
from metrics.figures.observations import as_text, observations
from metrics.figures.series import Key
from metrics.periods import parse_period_id
from metrics.releasing.revisions import GIVE_WAY, mark_revised
from metrics.statuses import (
    SHORTHAND,
    STATUS_TABLE,
    STATUS_WORDS,
    STRENGTH,
    Mark,
    Status,
    absence_words,
    status_words,
    strongest,
)
from tests.given import OFFENCES, SATISFACTION, data_of, issues_of, measure
from tests.places_of_tests import REGION

ROOT = Path(__file__).resolve().parents[2]
CAMDEN = "E09000007"
HEAD = "Quarter,Satisfied,Base\n"
BASE_SOURCE: Any = {"base": {"column": ("Base",)}}
BREAK: Any = ({"period": "2023-Q2", "reason": "the question changed"},)
MONTHS = [f"{year}{month:02d}" for year in (2023, 2024) for month in range(1, 13)]


def survey(rows: str, **changes: Any) -> list[tuple[str, float | None, int | None, str]]:
    """London's figures by quarter, with their bases and statuses."""
    source = {**BASE_SOURCE, "provisional_periods": 0, **changes.pop("source", {})}
    data = data_of(measure(source=source, **changes), ("USS.csv", HEAD + rows))
    return [(figure.period_id, figure.value, figure.base, figure.status) for figure in data.get(Key())]


def statuses(rows: str, **changes: Any) -> list[str]:
    return [status for _, _, _, status in survey(rows, **changes)]


# Bases -----------------------------------------------------------------------------------------------------


def test_a_base_is_carried_with_its_figure_and_a_missing_figure_has_none() -> None:
    assert survey("Q1 23-24,64%,1180\nQ2 23-24,[c],7\nQ3 23-24,61%,\n") == [
        ("2023-Q1", 64.0, 1180, ""),
        ("2023-Q2", None, None, "c"),
        ("2023-Q3", 61.0, None, ""),
    ]


def test_a_period_that_is_left_out_has_no_base() -> None:
    assert survey("Q1 23-24,64%,1180\nQ3 23-24,61%,1210\n")[1] == ("2023-Q2", None, None, "x")


def test_areas_and_categories_have_bases_of_their_own() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Face to face"}
    source = {**BASE_SOURCE, "dimensions": (route,), "area": {"column": ("Borough",)}}
    rows = (
        "Quarter,Survey,Borough,Satisfied,Base\n"
        "Q3 23-24,Face to face,London,61%,2400\n"
        "Q3 23-24,Online,London,32%,800\n"
        "Q3 23-24,Face to face,Camden,58%,90\n"
    )
    data = data_of(measure(source=source), ("USS.csv", rows))
    keys = (Key(), Key(dimension="route", category="Online"), Key(area=CAMDEN))
    assert [data.get(key).observations[0].base for key in keys] == [2400, 800, 90]


def test_files_that_say_different_bases_for_one_figure_disagree() -> None:
    declared = measure(source={**BASE_SOURCE, "files": ("A.csv", "B.csv")})
    files = [(name, f"{HEAD}Q3 23-24,61%,{base}\n") for name, base in (("A.csv", "600"), ("B.csv", "610"))]
    assert issues_of(declared, *files) == [
        "B.csv:2:2: error: London (Metropolitan Police area) in Q3 2023/24 has the base 610 here and 600 in A.csv, line 2"
    ]


def test_files_that_withhold_a_part_in_one_and_not_in_the_other_disagree() -> None:
    declared = measure(
        OFFENCES,
        source={
            "layout": "rows",
            "period": {"column": ("Month",), "format": "YYYYMM"},
            "value": {"column": ("Offences",)},
            "area": None,
            "combine": "sum",
            "files": ("A.csv", "B.csv"),
        },
    )
    files = [
        (name, f"Month,Offences\n202401,[z]\n202401,{cell}\n")
        for name, cell in (("A.csv", "[c]"), ("B.csv", "[z]"))
    ]
    assert issues_of(declared, *files) == [
        "B.csv:2:2: error: London (Metropolitan Police area) in January 2024 is [z] here and [c] in A.csv, line 2"
    ]


def test_a_count_has_no_base() -> None:
    rows: Any = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYYMM"},
        "value": {"column": ("N",)},
    }
    declared = measure(OFFENCES, source={**rows, **BASE_SOURCE})
    assert [issue.message for issue in bases_stand_beside_percentages(declared)] == [
        "a base says how many people a percentage is of, and the unit is a count"
    ]


# Marks of the extract, and of the dashboard ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("61% [p]", 61.0, "p"),
        ("61% [r]", 61.0, "r"),
        ("61% [u]", 61.0, "u"),
        ("61%", 61.0, ""),
        ("[u]", None, "u"),
        ("[c]", None, "c"),
        ("[x]", None, "x"),
        ("[z]", None, "z"),
        ("[low]", None, "low"),
    ],
)
def test_a_mark_of_the_extract_is_the_figures_status(cell: str, value: float | None, status: str) -> None:
    assert survey(f"Q3 23-24,{cell},1210\n") == [("2023-Q3", value, 1210 if value else None, status)]


def test_the_first_period_after_a_declared_break_is_marked() -> None:
    assert statuses("Q1 23-24,64%,9\nQ2 23-24,62%,9\nQ3 23-24,61%,9\n", breaks=BREAK) == ["", "b", ""]


def test_a_break_that_the_extract_marks_must_be_declared() -> None:
    marked = "Q1 23-24,64%,9\nQ2 23-24,62% [b],9\n"
    assert statuses(marked, breaks=BREAK) == ["", "b"]
    assert issues_of(measure(source=BASE_SOURCE), ("USS.csv", HEAD + marked)) == [
        "USS.csv:3:2: error: Q2 2023/24 is marked as a break, [b], and none is declared to start there; "
        'declare it under "breaks", so that nothing is compared across it'
    ]


def test_figures_of_too_few_people_are_of_low_reliability() -> None:
    few: Any = {"sample": {"unreliable_below": 100}}
    assert statuses("Q1 23-24,64%,99\nQ2 23-24,62%,100\nQ3 23-24,61%,\n", **few) == ["u", "", ""]


def test_a_declared_sample_that_is_too_small_marks_its_areas_and_no_category() -> None:
    route = {"id": "route", "title": "Route", "column": ("Survey",), "headline": "Face to face"}
    source = {"dimensions": (route,), "area": {"column": ("Borough",)}, "provisional_periods": 0}
    sample = {"size": 2400, "area_size": 75, "unreliable_below": 100}
    rows = (
        "Quarter,Survey,Borough,Satisfied\n"
        "Q3 23-24,Face to face,London,61%\n"
        "Q3 23-24,Online,London,32%\n"
        "Q3 23-24,Face to face,Camden,58%\n"
    )
    data = data_of(measure(source=source, sample=sample), ("USS.csv", rows))
    keys = (Key(), Key(dimension="route", category="Online"), Key(area=CAMDEN))
    assert [data.get(key).observations[0].status for key in keys] == ["", "", "u"]


def test_a_declared_sample_is_that_of_the_day_on_which_the_period_ends() -> None:
    sizes = ({"until": "2023-09-30", "value": 1200}, {"value": 2400})
    declared = measure(sample={"size": sizes, "area_size": ({"until": "2023-12-31", "value": 75},)})
    periods = [parse_period_id(period, "financial-quarter") for period in ("2023-Q2", "2023-Q3", "2023-Q4")]
    frame = pd.DataFrame(
        {
            "period": periods * 2,
            "area": [REGION] * 3 + ["E09000007"] * 3,
            "dimension": "",
            "category": "",
        }
    )
    base_sizes = [none_for_nan(size) for size in sample_sizes(declared, frame)]
    assert base_sizes == [1200.0, 2400.0, 2400.0, 75.0, 75.0, None]


def test_behind_a_figure_stand_those_the_extract_tells_of_or_else_the_declared_sample_of_its_area() -> None:
    declared = measure(sample={"size": 19200, "area_size": 600})
    columns = ["area", "category", "base"]
    figures = pd.DataFrame(
        [
            *((REGION, "", np.nan), (CAMDEN, "", np.nan), (REGION, "Online", np.nan)),
            *((REGION, "", 7.0), (CAMDEN, "", 8.0), (REGION, "Online", 9.0)),
        ],
        columns=columns,
    )
    months = pd.Series(pd.PeriodIndex(["2023-12"] * len(figures), freq="M"))
    frame = figures.assign(period=months, dimension="route")
    counted_in_all = [19200.0, 600.0, None, 7.0, 8.0, 9.0]
    assert [none_for_nan(size) for size in sample_sizes(declared, frame)] == counted_in_all
    without_bases = [none_for_nan(size) for size in sample_sizes(declared, frame.drop(columns="base"))]
    assert without_bases == [19200.0, 600.0, None] * 2
    unsaid = measure(sample={"size": 19200})
    assert [none_for_nan(size) for size in sample_sizes(unsaid, frame[:3])] == [19200.0, None, None]
    assert [none_for_nan(size) for size in sample_sizes(measure(), frame)] == [
        None,
        None,
        None,
        7.0,
        8.0,
        9.0,
    ]


def none_for_nan(size: float) -> float | None:
    return None if np.isnan(size) else size


# Which goes before which -----------------------------------------------------------------------------------


def test_a_missing_figure_says_so_before_all_else() -> None:
    everything: Any = {
        "breaks": BREAK,
        "sample": {"unreliable_below": 100},
        "source": {"provisional_periods": 9},
    }
    assert statuses("Q1 23-24,64%,9\nQ2 23-24,[c],9\nQ3 23-24,[x],9\n", **everything) == ["u", "c", "x"]


@pytest.mark.parametrize(
    ("cell", "base", "status"),
    [("62%", 500, "p"), ("62% [b]", 500, "p"), ("62% [r]", 500, "r"), ("62% [r]", 9, "u")],
)
def test_low_reliability_goes_before_revised_then_provisional_then_a_break(
    cell: str, base: int, status: str
) -> None:
    everything: Any = {
        "breaks": BREAK,
        "sample": {"unreliable_below": 100},
        "source": {"provisional_periods": 1},
    }
    assert statuses(f"Q2 23-24,{cell},{base}\n", **everything) == [status]


def test_revision_finds_the_same_order() -> None:
    old, new = (
        pd.DataFrame(
            [(str(n), "single", "2023-Q3", "", "", value, mark) for n, mark in enumerate(STRENGTH)],
            columns=["area", "window", "period", "dimension", "category", "value", "status"],
        )
        for value in ("60", "61")
    )
    stronger = STRENGTH[STRENGTH.index("r") + 1 :]
    assert list(mark_revised(old, new)["status"]) == ["r"] * (len(GIVE_WAY) + 1) + list(stronger)


@pytest.mark.parametrize(("weaker", "stronger"), list(pairwise(STRENGTH)))
def test_the_strongest_status_is_taken(weaker: str, stronger: str) -> None:
    assert strongest(["", weaker, stronger, weaker]) == stronger


def test_where_there_is_nothing_there_is_no_status() -> None:
    assert strongest([]) == ""


# Totals ----------------------------------------------------------------------------------------------------


def counted(cells: dict[str, str], **changes: Any) -> dict[str, str]:
    """The statuses of London's totals by month; a month holds 1 unless ``cells`` says what."""
    row = ",".join(cells.get(month, "1") for month in MONTHS)
    source = {"provisional_periods": 0}
    declared = measure(OFFENCES, window="rolling-12-months", source=source, **changes)
    data = data_of(declared, ("Crime.csv", f"Borough,{','.join(MONTHS)}\nCamden,{row}\n"))
    figures = data.get(Key(window="rolling-12-months"))
    return {
        figure.period_id: figure.status for figure in figures if figure.value is not None and figure.status
    }


def test_a_mark_of_a_part_holds_for_its_total() -> None:
    rows = ("Crime.csv", "Borough,202401\nCamden,5 [u]\nBrent,4 [p]\n")
    data = data_of(measure(OFFENCES, source={"provisional_periods": 0}), rows)
    assert [(figure.value, figure.status) for figure in data.get(Key())] == [(9.0, "u")]


def test_a_withheld_part_goes_before_every_other() -> None:
    rows = ("Crime.csv", "Borough,202401\nCamden,5 [u]\nBrent,[c]\nBarnet,[x]\n")
    data = data_of(measure(OFFENCES), rows)
    assert [(figure.value, figure.status) for figure in data.get(Key())] == [(None, "c")]


def test_a_rolling_total_takes_the_strongest_mark_of_its_months() -> None:
    assert counted({"202401": "1 [u]", "202312": "1 [p]"}) == {"2023-12": "p"} | {
        f"2024-{month:02d}": "u" for month in range(1, 13)
    }


def test_a_rolling_total_is_marked_when_it_is_the_first_after_a_break() -> None:
    broken: Any = {"breaks": ({"period": "2024-01", "reason": "it changed"},)}
    assert counted({}, **broken) == {"2024-12": "b"}


def test_a_running_total_that_begins_with_a_break_is_marked_and_the_next_is_not() -> None:
    declared = measure(
        OFFENCES,
        window="calendar-year-to-date",
        source={"provisional_periods": 0},
        breaks=({"period": "2024-01", "reason": "it changed"},),
    )
    data = data_of(declared, ("Crime.csv", f"Borough,{','.join(MONTHS)}\nCamden,{','.join(['1'] * 24)}\n"))
    figures = data.get(Key(window="calendar-year-to-date"))
    assert {figure.period_id: figure.status for figure in figures if figure.status} == {"2024-01": "b"}


def test_a_base_and_a_mark_are_stored_with_the_figure() -> None:
    declared = measure(SATISFACTION, source={**BASE_SOURCE, "provisional_periods": 0})
    cells, _ = check_measure(declared, {"USS.csv": f"{HEAD}Q3 23-24,61% [u],1210\n".encode()})
    assert cells is not None
    stored = as_text(observations(declared, cells))[["period", "value", "base", "status"]]
    assert stored.to_numpy().tolist() == [["2023-Q3", "61", "1210", "u"]]


# The table -------------------------------------------------------------------------------------------------


def test_each_status_has_one_row_with_a_precedence_of_its_own() -> None:
    assert {"", *STATUS_WORDS} == set(get_args(Status))
    assert sorted(row.precedence for row in STATUS_TABLE) == list(range(1, len(STATUS_TABLE) + 1))


def test_a_mark_instead_of_a_number_can_be_declared() -> None:
    assert tuple(SHORTHAND.values()) == get_args(Mark)


def test_each_mark_may_stand_somewhere_and_each_absence_stands_instead_of_a_number() -> None:
    assert all(row.beside or row.instead for row in STATUS_TABLE)
    assert all(row.instead and not row.beside for row in STATUS_TABLE if row.absence)


def test_how_to_read_this_explains_each_status_once() -> None:
    terms = [term for term, _ in ABOUT_TERMS]
    for row in STATUS_TABLE:
        assert sum(term.endswith(f", [{row.letter}]") for term in terms) == 1
        assert sum(term.startswith(row.absence or row.words.capitalize()) for term in terms) == 1


@pytest.mark.parametrize(
    ("written", "cell"), [("61%", "61%"), ("61% [r]", "61% [r]"), ("61% [u]", "61% [u]"), ("[c]", "Withheld")]
)
def test_a_table_of_areas_marks_what_is_said_of_a_figure_alone(written: str, cell: str) -> None:
    declared = measure(source={"area": {"column": ("Borough",)}})
    rows = f"Quarter,Borough,Satisfied\nQ3 23-24,London,60%\nQ3 23-24,Camden,{written}\n"
    newest = data_of(declared, ("USS.csv", rows)).get(Key(area=CAMDEN)).observations[-1]
    (row,) = beside_table(declared, [AreaFigure(CAMDEN, newest, residents=280_000)], "").children[-1].children
    assert row.children[1].children == cell


def status_lists(source: str) -> list[int]:
    """The lines where a collection is written out whose members, or keys, are two statuses or more and no more."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set):
            continue
        members = node.keys if isinstance(node, ast.Dict) else node.elts
        letters = {member.value if isinstance(member, ast.Constant) else None for member in members}
        if len(letters - {""}) > 1 and letters <= set(get_args(Status)):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('X = ("p", "u")', [1]),
        ('X = {"c": 1, "z": 2}', [1]),
        ('X = Literal["c", "x"]', [1]),
        ('X = {"x": 1, "y": 2}, ("p",), ("", "b")', []),
    ],
)
def test_a_list_of_statuses_is_seen(source: str, lines: list[int]) -> None:
    assert status_lists(source) == lines


def test_statuses_are_listed_in_their_table_alone() -> None:
    rooms = ("pages", "components", "charts", "serving", "metrics")
    listing = {
        str(file.relative_to(ROOT))
        for room in rooms
        for file in (ROOT / room).rglob("*.py")
        if status_lists(file.read_text(encoding="utf-8"))
    }
    assert listing == {"metrics/statuses.py"}


def test_what_has_no_status_is_missing_and_not_available() -> None:
    assert [(status_words(status), absence_words(status)) for status in ("", "p", "x", "c")] == [
        ("missing", "Not available"),
        ("provisional", "Not available"),
        ("not available", "Not available"),
        ("confidential", "Withheld"),
    ]
