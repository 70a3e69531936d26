"""Which rows count: all but those that a condition leaves out, and but those of areas that add up others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from metrics.areas import area_name
from metrics.checking.subtotals import named_districts
from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key
from tests.given import OFFENCES, data_of, issues_of, measure, values_of
from tests.places_of_tests import REGION

HEADER = "Month,Borough,Type,Crimes\n"
ROWS = "2024-01,Camden,Violence,10\n2024-01,Barnet,Robbery,7\n2024-01,Barnet,Void,9\n"


def crimes(left_out: Any = "Void", **source: Any) -> PublishedMeasure:
    chosen = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "area": {"column": ("Borough",)},
        "value": {"column": ("Crimes",)},
        "where": ({"column": "Type", "not": left_out},),
        "combine": "sum",
        "region": "sum-of-areas",
    }
    return measure(OFFENCES, source={**chosen, **source})


def issue_lines(rows: str, declared: PublishedMeasure | None = None) -> list[str]:
    return issues_of(declared or crimes(), ("Crime.csv", HEADER + rows))


def test_all_rows_count_but_those_that_are_left_out() -> None:
    assert values_of(data_of(crimes(), ("Crime.csv", HEADER + ROWS)).get(Key("single", REGION))) == {
        "2024-01": 17.0
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            ROWS + "2024-01,Barnet,V\u043eid,5\n",  # with a Cyrillic letter
            'Crime.csv:5:3: error: "V\u043eid" is not what the condition leaves out; ',
        ),
        (
            ROWS + "2024-01,Barnet,V.oid,5\n",
            'Crime.csv:5:3: error: "V.oid" counts, and it looks like "Void", but ',
        ),
        (
            ROWS.replace("Void", "Voids"),
            'Crime.csv:1:3: error: no row has "Void" in "Type", and "where" leaves it out; did you mean "Voids"?',
        ),
        (
            ROWS.replace("Void", "Fraud"),
            'Crime.csv:1:3: warning: no row has "Void" in "Type", and "where" leaves it out; leave it out, or ask ',
        ),
        (
            "2024-01,Barnet,Void,9\n",
            'Crime.csv:1:3: error: every row has "Void" in "Type", which does not count',
        ),
    ],
)
def test_a_row_that_may_be_meant_to_be_left_out_is_told(rows: str, message: str) -> None:
    issues = [issue for issue in issue_lines(rows) if "no row for" not in issue and "has no" not in issue]
    assert any(issue.startswith(message) for issue in issues), issues


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("", '"values" is missing: name those that count, or under "not" those that do not'),
        (
            "          values: A\n          not: B\n",
            'what is not among "values" does not count: leave out "not"',
        ),
        ("          nto: B\n", '"nto" is not known; did you mean "not"?'),
        ("          not: []\n", "not must hold at least 1"),
    ],
)
def test_a_condition_names_what_counts_or_what_does_not(condition: str, message: str) -> None:
    text = (Path(__file__).parents[1] / "layouts" / "rows-that-do-not-count" / "metrics.yaml").read_text(
        "utf-8"
    )
    old = '          not: [No crime, ""]\n'
    assert text.count(old) == 1
    _, issues = parse_config(text.replace(old, condition))
    assert any(message in issue.message for issue in issues), issues


@pytest.mark.parametrize("total", ["Total", "All crime"])
def test_a_total_is_no_part_though_some_of_its_parts_are_left_out(total: str) -> None:
    rows = "".join(
        f"2024-0{month},Barnet,{name},{count}\n"
        for month in range(1, 7)
        for name, count in (("Violence", 40 + month), ("Void", 300), (total, 340 + month))
    )
    errors = [issue for issue in issue_lines(rows) if ": error: " in issue]
    assert errors == [
        f'Crime.csv:4:3: error: the rows of "{total}" in "Type" are called a sum, and "where" leaves in "Violence" as '
        f'well, and all are added up; choose with "where": column "Type", values "{total}"'
    ]
    named = crimes(where=({"column": "Type", "values": ("Violence", total)},))
    assert [issue for issue in issue_lines(rows, named) if ": error: " in issue] == []


def test_a_name_that_only_sounds_like_a_total_counts_where_others_are_larger() -> None:
    rows = "2024-01,Barnet,Violence,60\n2024-01,Barnet,Total loss,4\n2024-01,Barnet,Void,9\n"
    assert [issue for issue in issue_lines(rows) if ": error: " in issue] == []


# Areas that add up others --------------------------------------------------------------------------------------

SUMS = """Borough,202401,202402
Camden,210,205
Hackney,190,199
Inner London,400,404
Barnet,150,160
Outer London,150,160
Aviation,30,31
"""


def areas(**area: Any) -> PublishedMeasure:
    own = {"column": ("Borough",), "no_area": ("Aviation",), "subtotals": ("Inner London", "Outer London")}
    return measure(OFFENCES, source={"area": {**own, **area}})


def test_subtotals_are_never_counted() -> None:
    data = data_of(areas(), ("Crime.csv", SUMS))
    assert values_of(data.get(Key("single", REGION))) == {"2024-01": 580.0, "2024-02": 595.0}


def test_a_subtotal_that_is_no_sum_is_told() -> None:
    declared = areas(no_area=("Other",), subtotals=("Inner London", "Outer London", "Aviation"))
    errors = [issue for issue in issues_of(declared, ("Crime.csv", SUMS)) if ": error: " in issue]
    assert errors == [
        'Crime.csv:7:2: error: "Aviation" is declared as a subtotal, and no sum of the areas beside it comes to its 30 '
        'in January 2024; if it counts for London, name it under "no_area"'
    ]
    more = SUMS.replace("Inner London,400", "Inner London,1400")
    assert any(
        '"Inner London" is declared as a subtotal' in issue
        for issue in issues_of(areas(), ("Crime.csv", more))
    )


@pytest.mark.parametrize("name", ["Camden and Hackney", "Hackney & Camden", "Camden/Hackney boroughs"])
def test_a_subtotal_that_names_its_districts_comes_to_what_they_do(name: str) -> None:
    declared = areas(subtotals=(name, "Outer London"))
    right = SUMS.replace("Inner London", name)
    assert not any(name in issue for issue in issues_of(declared, ("Crime.csv", right)))
    more = right.replace(",400,", ",415,")
    assert (
        f'Crime.csv:4:2: warning: "{name}" is 415 in January 2024, and the rows of "Camden", "Hackney" come to 400: is '
        "one of them missing?"
    ) in issues_of(declared, ("Crime.csv", more))


def test_a_subtotal_of_a_division_is_of_its_districts() -> None:
    assert [area_name(code) for code in named_districts("Central North BCU")] == ["Camden", "Islington"]
    assert named_districts("Inner London") == ()
    assert len(named_districts("Kensington and Chelsea, Westminster and Hammersmith & Fulham")) == 3


def test_a_subtotal_that_is_not_declared_says_where() -> None:
    issues = issues_of(areas(subtotals=("Outer London",)), ("Crime.csv", SUMS))
    assert any(
        'area "Inner London" is not known; if it adds up boroughs that stand in the file, name it under "subtotals"'
        in issue
        for issue in issues
    )


def test_a_part_that_is_not_known_may_be_anything() -> None:
    rows = SUMS.replace("Hackney,190,199", "Hackney,[c],[c]")
    assert not any("is declared as a subtotal" in issue for issue in issues_of(areas(), ("Crime.csv", rows)))
