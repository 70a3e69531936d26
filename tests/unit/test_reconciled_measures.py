"""What does not add up in a measure's file: what is found, where it is told, and tables on which nothing is said."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup

from metrics.figures.discrepancies import all_discrepancies
from metrics.library import open_releases
from tests.reconciling import (
    BY_AGE,
    NOW,
    SHARE,
    answer,
    check,
    client,
    declared,
    merged,
    publish,
    written,
)
from tests.running import run

ROOT = Path(__file__).resolve().parents[2]
LATER = "2026-11-21T09:30:00+00:00"
BY_AREA, IN_GROUPS, OF_CALLS = (
    "Month,Area,Calls",
    "Month,Area,Age,Calls",
    "Month,Area,Answered,In time,All calls",
)


def table(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


def month(number: int, total: object, *parts: object, airport: object = 10) -> list[str]:
    """London's row of a month of 2024, those of two boroughs, and one of no area where there is any."""
    when = f"2024-{number:02d}"
    rows = [f"{when},London,{total}"]
    rows += [f"{when},{area},{part}" for area, part in zip(("Camden", "Hackney"), parts, strict=True)]
    return [*rows, *([] if airport is None else [f"{when},Airport,{airport}"])]


OFF = table(BY_AREA, *month(1, 60, 20, 30), *month(2, 1204, 189, 1000))
WORDS = "The file says 1,204 for London in February 2024; its boroughs and what lies in none add up to 1,199."
AGES_OFF = table(
    IN_GROUPS,
    *("2024-01,London,All,9", "2024-01,London,Under 25,4", "2024-01,London,25 and over,5"),
    *("2024-01,Camden,All,9", "2024-01,Camden,Under 25,4", "2024-01,Camden,25 and over,4"),
)
AGES_WORDS = "The file says 9 for Camden in January 2024; its figures by “Age group” add up to 8."
SHARES_OFF = table(OF_CALLS, "2024-01,London,61.0%,305,512", "2024-01,Camden,50.0%,10,20")
SHARES_WORDS = "The file says 61.0% for London in January 2024; its own counts, 305 of 512, give 59.6%."
FAULTS = {
    "areas": ((), OFF, "areas-off", (6, 3), WORDS),
    "categories": ((BY_AGE,), AGES_OFF, "categories-off", (5, 4), AGES_WORDS),
    "counts": ((SHARE,), SHARES_OFF, "counts-off", (2, 3), SHARES_WORDS),
}
each_fault = pytest.mark.parametrize(
    ("parts", "text", "code", "place", "words"), FAULTS.values(), ids=list(FAULTS)
)


# What is found ---------------------------------------------------------------------------------------------


@each_fault
@pytest.mark.parametrize("severity", ["notice", "warning", "error"])
def test_what_does_not_add_up_is_told_with_its_place_as_it_is_declared(
    tmp_path: Path,
    parts: Sequence[Mapping[str, Any]],
    text: str,
    code: str,
    place: tuple[int, int],
    words: str,
    severity: str,
) -> None:
    folder = written(tmp_path, declared(*parts, {"reconcile": {"severity": severity}}), text)
    status, (issue,) = check(folder)
    assert status == (1 if severity == "error" else 0)
    assert (issue["severity"], issue["code"]) == ("error" if severity == "error" else "warning", code)
    assert (issue["file"], issue["line"], issue["column"]) == ("drop/Figures.csv", *place)
    end = " Readers are told so." if severity == "notice" else ""
    message, _, declared_at = issue["message"].partition(" (declared in ")
    assert message == f'measure "calls": {words}{end}'
    line = (
        (folder / "config/metrics.yaml")
        .read_text("utf-8")
        .splitlines()[int(declared_at[:-1].split(":")[1]) - 1]
    )
    assert line.split(":")[0].strip() == code.split("-", maxsplit=1)[0].replace("categories", "dimensions")


@each_fault
def test_a_notice_stands_wherever_readers_look(
    tmp_path: Path,
    parts: Sequence[Mapping[str, Any]],
    text: str,
    code: str,
    place: tuple[int, int],
    words: str,
) -> None:
    folder = written(tmp_path, declared(*parts), text)
    publish(folder)
    site = client(folder)
    assert answer(site, "/api/v1/measures/calls")["discrepancies"] == [{"code": code, "text": words}]
    assert answer(site, "/api/v1/checks")["checks"] == [
        {"kind": "measure", "id": "calls", "code": code, "text": words}
    ]
    page = BeautifulSoup(site.get("/measures/calls").text, "html.parser")
    assert [item.text for item in page.select("section[aria-labelledby=adds-up] li")] == [words]
    assert [link["href"] for link in page.select("section[aria-labelledby=adds-up] a")] == ["/checks"]
    checks = BeautifulSoup(site.get("/checks").text, "html.parser")
    (part,) = checks.select("section[aria-labelledby=checks-calls]")
    assert [item.text for item in part.select("li")] == [words]
    assert [link["href"] for link in part.select("h2 a")] == ["/measures/calls"]
    assert "/measures/calls" in site.get("/search?q=file+says").text
    notes = json.loads(site.get("/downloads/calls.csv-metadata.json").data)["notes"]
    assert [note["schema:text"] for note in notes] == [words]
    book = openpyxl.load_workbook(io.BytesIO(site.get("/downloads/calls.xlsx").data))
    assert words in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


@pytest.mark.parametrize("severity", ["warning", "error"])
def test_only_a_notice_is_told_to_readers(tmp_path: Path, severity: str) -> None:
    folder = written(tmp_path, declared({"reconcile": {"severity": severity}}), OFF)
    done = run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == (1 if severity == "error" else 0)
    if severity == "warning":
        site = client(folder)
        assert "discrepancies" not in answer(site, "/api/v1/measures/calls")
        assert answer(site, "/api/v1/checks")["checks"] == []
        assert "1,199" not in site.get("/measures/calls").text + site.get("/checks").text
        assert not (folder / "data/releases/first/discrepancies").exists()


@pytest.mark.parametrize(("tolerance", "issue_count"), [(5, 1), (5.5, 0), (0, 1)])
def test_what_is_below_the_tolerance_passes(tmp_path: Path, tolerance: float, issue_count: int) -> None:
    _, issues = check(written(tmp_path, declared({"reconcile": {"tolerance": tolerance}}), OFF))
    assert len(issues) == issue_count


@pytest.mark.parametrize("tolerance", ["0.1", "a little", True, [1], float("inf"), float("nan"), 10**400])
def test_a_tolerance_that_is_no_number_is_told_in_words(tmp_path: Path, tolerance: object) -> None:
    done = run(written(tmp_path, declared({"reconcile": {"tolerance": tolerance}}), OFF), "check")
    assert done.returncode == 1
    assert "is no number; write one such as 0.1, without quotes" in done.stdout
    assert "Decimal" not in done.stdout


@pytest.mark.parametrize(("tolerance", "issue_count"), [(1.4, 1), (1.5, 0)])
def test_a_tolerance_of_percentages_is_in_points(tmp_path: Path, tolerance: float, issue_count: int) -> None:
    measure = declared(SHARE, {"reconcile": {"tolerance": tolerance}})
    _, issues = check(written(tmp_path, measure, SHARES_OFF))
    assert len(issues) == issue_count


def test_nothing_lies_in_no_area_where_the_file_has_no_such_row(tmp_path: Path) -> None:
    text = table(BY_AREA, *month(1, 60, 20, 30, airport=None), *month(2, 60, 30, 30))
    _, issues = check(written(tmp_path, declared(), text))
    assert [issue["message"].partition(": ")[2].partition(" Readers")[0] for issue in issues] == [
        "The file says 60 for London in January 2024; its boroughs add up to 50.",
        "The file says 60 for London in February 2024; its boroughs and what lies in none add up to 70.",
    ]


def test_categories_are_added_up_in_what_is_no_area_too(tmp_path: Path) -> None:
    rows = ("London,All,5", "London,Under 25,5", "Airport,All,5", "Airport,Under 25,4")
    _, (issue,) = check(
        written(tmp_path, declared(BY_AGE), table(IN_GROUPS, *(f"2024-01,{row}" for row in rows)))
    )
    assert "The file says 5 for Airport in January 2024" in issue["message"]


def test_a_percentage_of_a_category_is_named_with_it(tmp_path: Path) -> None:
    text = table(
        "Month,Area,Age,Answered,In time,All calls",
        "2024-01,London,All,50%,10,20",
        "2024-01,London,Under 25,40%,5,10",
    )
    (dimension,) = BY_AGE["source"]["dimensions"]
    _, (issue,) = check(written(tmp_path, declared(SHARE, {"source": {"dimensions": [dimension]}}), text))
    words = "The file says 40% for London (Under 25) in January 2024; its own counts, 5 of 10, give 50%."
    assert words in issue["message"]


@pytest.mark.parametrize(("row", "key"), [("many,512", "column"), ("305,many", "over")])
def test_a_count_that_is_no_number_leads_to_the_key_that_names_its_column(
    tmp_path: Path, row: str, key: str
) -> None:
    folder = written(tmp_path, declared(SHARE), table(OF_CALLS, f"2024-01,London,61.0%,{row}"))
    done = run(folder, "--now", NOW, "check", "--drop", "drop", "--format", "json")
    (issue,) = (item for item in json.loads(done.stdout) if "many" in item["message"])
    line = int(issue["message"].rpartition(":")[2].rstrip(")"))
    declaration = (folder / "config/metrics.yaml").read_text("utf-8").splitlines()[line - 1]
    assert declaration.split(":")[0].strip() == key


def test_the_base_may_be_what_a_percentage_is_over(tmp_path: Path) -> None:
    base = {
        "source": {"base": {"column": "All calls", "noun": "calls"}},
        "reconcile": {"counts": {"over": None}},
    }
    _, (issue,) = check(written(tmp_path, declared(SHARE, base), SHARES_OFF))
    assert SHARES_WORDS in issue["message"]


def test_amounts_are_as_exact_as_the_finest_of_the_file(tmp_path: Path) -> None:
    money = {
        "unit": "money",
        "noun": None,
        "subject": "the cost of calls",
        "decimals": 1,
        "money": {"given_in": "thousands", "shown_in": "thousands"},
        "comparison": {"test": "none"},
        "source": {"value": {"column": "Calls"}},
    }
    text = table(BY_AREA, *month(1, "60.1", "20.0", "30.0"), *month(2, "60.3", "20.0", "30.0"))
    _, (issue,) = check(written(tmp_path, declared(money), text))
    assert "The file says £60.3 thousand for London in February 2024" in issue["message"]
    assert "add up to £60 thousand." in issue["message"]


AS_COLUMNS: Mapping[str, tuple[Sequence[Mapping[str, Any]], str, int]] = {
    "areas-as-columns": (
        ({"source": {"area": {"column": None}}},),
        table("Month,London,Camden,Hackney,Airport", "2024-01,60,20,30,10", "2024-02,70,20,30,10"),
        3,
    ),
    "periods-as-columns": (
        ({"source": {"period": {"column": None}}},),
        table("Area,2024-01,2024-02", "London,60,70", "Camden,20,20", "Hackney,30,30", "Airport,10,10"),
        2,
    ),
    "categories-as-columns": (
        (
            BY_AGE,
            {
                "source": {
                    "dimensions": [
                        {
                            name: part
                            for name, part in BY_AGE["source"]["dimensions"][0].items()
                            if name != "column"
                        }
                    ]
                }
            },
        ),
        table("Month,Area,All,Under 25,25 and over", "2024-01,London,9,4,5", "2024-01,Camden,9,4,4"),
        3,
    ),
}


@pytest.mark.parametrize("layout", AS_COLUMNS)
def test_what_the_header_names_is_added_up_as_well(tmp_path: Path, layout: str) -> None:
    parts, text, line = AS_COLUMNS[layout]
    as_columns = {"source": {"layout": layout, "value": {"column": None}}}
    _, (issue,) = check(written(tmp_path, declared(*parts, as_columns), text))
    assert issue["line"] == line


def test_in_a_workbook_the_cell_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, declared({"source": {"files": "Figures.xlsx"}}), OFF)
    (folder / "drop/Figures.csv").unlink()
    book = openpyxl.Workbook()
    for row in OFF.splitlines():
        book.worksheets[0].append([int(cell) if cell.isdigit() else cell for cell in row.split(",")])
    book.save(folder / "drop/Figures.xlsx")
    _, (issue,) = check(folder)
    assert (issue["file"], issue["cell"]) == ("drop/Figures.xlsx", "Sheet!C6")


@pytest.mark.parametrize(("off", "issue_count"), [(10, 1), (5, 0)])
def test_categories_that_are_rounded_to_five_may_differ_by_what_rounding_makes(
    tmp_path: Path, off: int, issue_count: int
) -> None:
    """Three figures of steps of five differ by 7.5 at the most."""
    rows = [
        f"2024-{at:02d},London,{age},{number}"
        for at in range(1, 13)
        for age, number in (("All", 60 + 5 * at), ("Under 25", 30 + 5 * at), ("25 and over", 30))
    ]
    rows[0] = f"2024-01,London,All,{65 + off}"
    _, issues = check(written(tmp_path, declared(BY_AGE), table(IN_GROUPS, *rows)))
    assert len(issues) == issue_count


# Tables that add up, or cannot be told ---------------------------------------------------------------------


def to_five(more: int = 0) -> list[str]:
    """Eight months with counts that are multiples of five, and of London so many ``more``."""
    month_numbers = range(1, 9)
    rows = (month(at, 100 + 5 * at + more, 45 + 5 * at, 45 + 5 * (at % 2), airport=5) for at in month_numbers)
    return [row for rows_of_month in rows for row in rows_of_month]


MISSING: Mapping[str, Any] = {"source": {"absent": "missing"}}
MARKED: Mapping[str, Any] = {"source": {"value": {"marks": {"n/k": "x", "<5": "c"}}}}
CLEAN: Mapping[str, tuple[Sequence[Mapping[str, Any]], str]] = {
    "sums-that-are-right": ((), table(BY_AREA, *month(1, 60, 20, 30), *month(2, 0, 0, 0, airport=0))),
    "no-row-of-no-area": ((), table(BY_AREA, *month(1, 50, 20, 30, airport=None))),
    "counts-rounded-to-five": ((), table(BY_AREA, *to_five())),
    "a-total-in-full-of-parts-rounded-to-five": ((), table(BY_AREA, *to_five(1))),
    "a-borough-is-not-known": ((MARKED,), table(BY_AREA, *month(1, 60, 20, "n/k"))),
    "a-borough-is-withheld-by-its-publisher": ((MARKED,), table(BY_AREA, *month(1, 60, "<5", 30))),
    "what-lies-in-no-area-is-not-known": ((MARKED,), table(BY_AREA, *month(1, 90, 20, 30, airport="n/k"))),
    "london-is-not-known": ((MARKED,), table(BY_AREA, *month(1, "n/k", 20, 30))),
    "boroughs-without-a-row-are-missing": ((MISSING,), table(BY_AREA, *month(1, 90, 20, 30))),
    "boroughs-come-later": ((), table(BY_AREA, "2024-01,London,9", *month(2, 60, 20, 30))),
    "categories-that-are-right": ((BY_AGE,), AGES_OFF.replace("25 and over,4", "25 and over,5")),
    "a-single-category": (
        (BY_AGE,),
        table(IN_GROUPS, "2024-01,London,All,9", "2024-01,London,Under 25,9"),
    ),
    "a-total-alone": ((BY_AGE,), table(IN_GROUPS, "2024-01,London,All,9")),
    "a-category-is-missing": (
        (BY_AGE, MISSING, {"source": {"area": None}}),
        table(
            "Month,Age,Calls",
            *("2024-01,All,9", "2024-01,Under 25,4", "2024-01,25 and over,5"),
            *("2024-02,All,9", "2024-02,Under 25,4", "2024-02,25 and over,n/k"),
        ),
    ),
    "a-percentage-without-decimals": ((SHARE,), table(OF_CALLS, "2024-01,London,60%,305,512")),
    "a-percentage-rounded-half-up": ((SHARE,), table(OF_CALLS, "2024-01,London,12.5%,1,8")),
    "halves-may-go-either-way": (
        (SHARE,),
        table(OF_CALLS, "2024-01,London,12%,1,8", "2024-02,London,13%,1,8"),
    ),
    "a-proportion": (
        (SHARE, {"source": {"value": {"written_as": "proportion"}}}),
        table(OF_CALLS, *(f"2024-0{at},London,0.6{at},6{at},100" for at in range(1, 6))),
    ),
    "counts-that-are-not-there": (
        (SHARE, MARKED),
        table(OF_CALLS, "2024-01,London,61%,,512", "2024-02,London,61%,305,", "2024-03,London,61%,<5,n/k"),
    ),
    "a-percentage-that-is-not-there": ((SHARE, MARKED), table(OF_CALLS, "2024-01,London,<5,3,512")),
    "a-percentage-of-nothing": ((SHARE,), table(OF_CALLS, "2024-01,London,0%,0,0")),
    "counts-with-thousands": (
        (SHARE, {"source": {"value": {"thousands": ","}}}),
        table(OF_CALLS, '2024-01,London,61.0%,"3,050","5,000"'),
    ),
}


@pytest.mark.parametrize(("parts", "text"), CLEAN.values(), ids=list(CLEAN))
def test_nothing_is_said_of_a_table_that_adds_up_or_is_not_there_as_a_whole(
    tmp_path: Path, parts: Sequence[Mapping[str, Any]], text: str
) -> None:
    more = (MARKED,) if "n/k" in text else ()
    assert check(written(tmp_path, declared(*parts, *more), text)) == (0, [])


def test_what_would_be_told_of_a_table_is_not_where_nothing_is_declared(tmp_path: Path) -> None:
    assert check(written(tmp_path, declared({"reconcile": None}), OFF)) == (0, [])


# Small figures ---------------------------------------------------------------------------------------------

SMALL: Mapping[str, Any] = {"suppression": {"threshold": 5}}


def test_nothing_is_said_of_a_period_in_which_a_figure_is_withheld(tmp_path: Path) -> None:
    text = table(BY_AREA, *month(1, 99, 3, 30), *month(2, 99, 20, 30))
    folder = written(tmp_path, declared(SMALL), text)
    _, issues = check(folder)
    assert [issue["message"].partition(" in ")[2][:13] for issue in issues] == ["February 2024"]
    publish(folder)
    stored = (folder / "data/releases/first/discrepancies/calls.csv").read_text("utf-8")
    assert "2024-02" in stored and "2024-01" not in stored
    assert [item["text"] for item in answer(client(folder), "/api/v1/checks")["checks"]] == [
        "The file says 99 for London in February 2024; its boroughs and what lies in none add up to 60."
    ]


@pytest.mark.parametrize(("older", "issue_count"), [("6", 1), ("1", 0)])
def test_categories_are_not_told_where_one_is_withheld(tmp_path: Path, older: str, issue_count: int) -> None:
    camden = ("Camden,All,90", "Camden,Under 25,40", "Camden,25 and over,40")
    london = ("London,All,99", f"London,Under 25,{99 - int(older)}", f"London,25 and over,{older}")
    text = table(IN_GROUPS, *(f"2024-01,{row}" for row in (*london, *camden)))
    assert len(check(written(tmp_path, declared(BY_AGE, SMALL), text))[1]) == issue_count


@pytest.mark.parametrize(("airport", "issue_count"), [(3, 0), (5, 1), (0, 1)])
def test_what_lies_in_no_area_is_not_told_where_it_is_small(
    tmp_path: Path, airport: int, issue_count: int
) -> None:
    text = table(BY_AREA, *month(1, 99, 20, 30, airport=airport))
    assert len(check(written(tmp_path, declared(SMALL), text))[1]) == issue_count


@pytest.mark.parametrize(
    ("counts", "issue_count"), [("305,512", 1), ("4,512", 0), ("510,512", 0), ("0,512", 1)]
)
def test_counts_are_not_told_where_they_are_small(tmp_path: Path, counts: str, issue_count: int) -> None:
    base = {"source": {"base": {"column": "All calls", "noun": "calls"}}}
    text = table(OF_CALLS, f"2024-01,London,70%,{counts}")
    assert len(check(written(tmp_path, declared(SHARE, base, SMALL), text))[1]) == issue_count


# Many of one kind, and news --------------------------------------------------------------------------------


def test_of_many_the_newest_are_named_and_the_others_counted(tmp_path: Path) -> None:
    rows = [row for number in range(1, 8) for row in month(number, 100 + number, 20, 30)]
    folder = written(tmp_path, declared(), table(BY_AREA, *rows))
    publish(folder)
    texts = [item["text"] for item in answer(client(folder), "/api/v1/measures/calls")["discrepancies"]]
    assert [text.partition(" in ")[2].partition(";")[0] for text in texts[:3]] == [
        "July 2024",
        "June 2024",
        "May 2024",
    ]
    assert texts[3:] == ["There are 4 more such figures, back to January 2024."]


def test_staff_are_shown_twenty_of_a_kind_and_told_how_many_more_there_are(tmp_path: Path) -> None:
    shares = [f"{2022 + at // 12}-{at % 12 + 1:02d},London,90.0%,1,2" for at in range(25)]
    _, issues = check(written(tmp_path, declared(SHARE), table(OF_CALLS, *shares)))
    assert len(issues) == 20
    assert [issue["line"] for issue in issues if "And 5 more do not." in issue["message"]] == [7]


def test_a_release_says_what_does_not_add_up_that_did_before(tmp_path: Path) -> None:
    folder = written(tmp_path, declared(), table(BY_AREA, *month(1, 60, 20, 30)))
    publish(folder)
    assert not (folder / "data/releases/first/discrepancies").exists()
    written(folder, declared(), OFF)
    news = f"More does not add up: {WORDS}"
    assert news in run(folder, "--now", LATER, "diff", "drop").stdout
    publish(folder, "second", now=LATER)
    bulletin = json.loads((folder / "data/releases/second/news.json").read_text("utf-8"))["bulletin"]
    assert news in bulletin["measures"][0]["news"]
    site = client(folder, LATER)
    assert answer(site, "/api/v1/measures/calls")["discrepancies"] != []
    assert answer(site, "/as-at/first/api/v1/measures/calls")["discrepancies"] == []


def test_nothing_is_said_of_measures_that_ship() -> None:
    release = open_releases(ROOT).current().release
    assert not [item for item in all_discrepancies(release) if item.kind == "measure"]
    assert all(measure.reconcile is None for measure in release.config.published())


# The declaration -------------------------------------------------------------------------------------------

RULES: Mapping[str, tuple[Sequence[Mapping[str, Any]], str]] = {
    "nothing": (({"reconcile": {"areas": False}},), 'say what is to add up: "areas: true"'),
    "london-is-added-up": (({"source": {"region": "all-rows"}},), "London is added up from the rows"),
    "no-areas": (({"source": {"area": None}},), "there are no areas to add up"),
    "said-twice": (({"source": {"plausible": {"parts_within": 1.0}}},), "leave parts_within out"),
    "percentages-of-areas": ((SHARE, {"reconcile": {"areas": True}}), "percentages of areas do not add up"),
    "a-dimension-of-no-such-id": (
        (BY_AGE, {"reconcile": {"dimensions": "age"}}),
        'dimension "age" is not declared',
    ),
    "a-dimension-without-a-total": (
        (
            merged(BY_AGE, {"source": {"dimensions": [{"id": "age", "title": "Age", "column": "Age"}]}}),
            {"reconcile": {"dimensions": "age"}},
        ),
        '"age" has no "headline"',
    ),
    "counts-of-a-count": (
        ({"reconcile": {"counts": {"column": "In time", "over": "All"}}},),
        "a percentage is of two counts, and the unit is a count",
    ),
    "counts-of-nothing": (
        (SHARE, {"reconcile": {"counts": {"over": None}}}),
        '"over" is missing: name the column of all of whom',
    ),
    "one-column-twice": (
        (SHARE, {"reconcile": {"counts": {"column": "All calls"}}}),
        "both counts are read from one column",
    ),
    "the-value-itself": (
        (SHARE, {"reconcile": {"counts": {"column": "Answered"}}}),
        'the column "Answered" is that of the value itself',
    ),
    "worked-out": (
        (
            SHARE,
            {"source": {"value": {"written_as": "number"}, "over": {"column": "All calls", "noun": "calls"}}},
        ),
        "its figures are worked out here",
    ),
}


@pytest.mark.parametrize(("parts", "words"), RULES.values(), ids=list(RULES))
def test_what_cannot_be_compared_is_refused_with_its_line(
    tmp_path: Path, parts: Sequence[Mapping[str, Any]], words: str
) -> None:
    folder = written(tmp_path, declared(*parts), OFF)
    done = run(folder, "check", "--format", "json")
    issues = [item for item in json.loads(done.stdout) if item["severity"] == "error"]
    assert [item for item in issues if words in item["message"] and item["line"] > 1], issues


def test_counts_that_cannot_be_read_are_faults_at_their_cells(tmp_path: Path) -> None:
    text = table(OF_CALLS, "2024-01,London,61%,30.5,512", "2024-02,London,61%,305,many")
    folder = written(tmp_path, declared(SHARE), text)
    issues = json.loads(run(folder, "check", "--drop", "drop", "--format", "json").stdout)
    assert [(item["code"], item["line"], item["column"]) for item in issues] == [
        ("bad-count", 2, 4),
        ("bad-count", 3, 5),
    ]


def test_columns_of_counts_are_missed_by_name(tmp_path: Path) -> None:
    folder = written(
        tmp_path, declared(SHARE), table("Month,Area,Answered,In tme,All calls", "2024-01,London,61%,1,2")
    )
    (issue,) = json.loads(run(folder, "check", "--drop", "drop", "--format", "json").stdout)
    assert (issue["code"], "In tme" in issue["message"]) == ("missing-column", True)
