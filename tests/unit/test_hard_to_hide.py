"""Small figures that can hardly be hidden: from readers who know nearly everything, or only together with zeros."""

from __future__ import annotations

import pandas as pd

from metrics.areas import districts
from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import observations
from metrics.figures.suppression.releases import Seen, names_of
from metrics.figures.suppression.withhold import suppressed
from tests.given import OFFENCES, SATISFACTION, measure
from tests.places_of_tests import REGION

ROWS = {
    **OFFENCES,
    "source": {
        **OFFENCES["source"],
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "value": {"column": ("Count",)},
        "region": "own-row",
    },
}


def observed(declared: PublishedMeasure, **counts: object) -> pd.DataFrame:
    """The observations of one month, from the count or mark of each area; the others have none."""
    lines = ["Month,Borough,Count", *(f"2024-01,{area},{count}" for area, count in counts.items()), ""]
    cells, issues = check_measure(declared, {"A.csv": "\n".join(lines).encode()})
    assert cells is not None, "\n".join(map(str, issues))
    return observations(declared, cells)


def texts(frame: pd.DataFrame) -> dict[str, str]:
    """Each figure, with c where it is withheld; zeros are left out."""
    names = ["London" if area == REGION else districts()[area].name for area in frame["area"]]
    values = frame["value"].map("{:g}".format).where(frame["value"].notna(), frame["status"])
    return {name: value for name, value in zip(names, values, strict=True) if value != "0"}


def second_release(threshold: int, first: dict[str, object], second: dict[str, object]) -> dict[str, str]:
    """What a release shows that comes after one that withheld nothing by itself."""
    before = observed(measure(ROWS), **first)
    is_present, marked = before["value"].notna(), before["status"].eq("c")
    withheld = {"first": frozenset(names_of(before[marked]))}
    seen = Seen({"first": frozenset(names_of(before[is_present]))}, withheld)
    declared = measure(ROWS, suppression={"threshold": threshold})
    return texts(suppressed(declared, observed(declared, **second), seen))


def test_what_nothing_hides_from_readers_of_both_releases_is_hidden_from_readers_of_one() -> None:
    first = {"London": 9, "Camden": "[c]", "Brent": 7}
    assert second_release(5, first, {**first, "Camden": 2}) == {"London": "9", "Camden": "c", "Brent": "c"}


def test_what_may_be_another_but_not_stand_at_the_threshold_is_not_hidden_yet() -> None:
    first = {"London": 22, "Camden": "[x]", "Barnet": "[x]", "Brent": 17}
    assert second_release(10, first, {**first, "Camden": 2, "Barnet": 3}) == {
        "London": "22",
        "Camden": "c",
        "Barnet": "c",
        "Brent": "c",
    }


def test_what_may_stand_at_the_threshold_but_only_with_another_zero_is_not_hidden_yet() -> None:
    first = {"London": 9, "Camden": "[x]", "Barnet": "[x]", "Brent": 7}
    assert second_release(2, first, {**first, "Camden": 1, "Barnet": 1}) == {
        "London": "9",
        "Camden": "c",
        "Barnet": "c",
        "Brent": "c",
    }


def test_what_was_withheld_before_need_only_be_another() -> None:
    first = {"London": 22, "Camden": "[c]", "Barnet": "[c]", "Brent": 17}
    assert second_release(10, first, {**first, "Camden": 2, "Barnet": 3}) == {
        "London": "22",
        "Camden": "c",
        "Barnet": "c",
        "Brent": "17",
    }


def test_how_many_people_were_asked_is_kept_where_the_percentage_is() -> None:
    source = {"area": {"column": ("Borough",), "aliases": {"MPS": "London"}}, "base": {"column": ("Base",)}}
    declared = measure(SATISFACTION, suppression={"threshold": 30}, source=source)
    rows = ("MPS,61%,900", "Camden,32%,400", "Brent,50%,12", "Barnet,31%,300")
    lines = ["Quarter,Borough,Satisfied,Base", *(f"Q3 23-24,{row}" for row in rows), ""]
    cells, issues = check_measure(declared, {"A.csv": "\n".join(lines).encode()})
    assert cells is not None, "\n".join(map(str, issues))
    frame = suppressed(declared, observations(declared, cells))
    values = [(row.value, row.base) for row in frame[frame["value"].notna()].itertuples()]
    assert values == [(61.0, 900.0), (32.0, 400.0)]
