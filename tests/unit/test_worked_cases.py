"""The table of worked cases in tests/cases/changes.csv: from the rows of an extract to the words on a tile.

Each line is a measure, the figures that its extract holds, and what a tile says of the newest: the exact text of the
figure and of its change, arrow, outcome, verdict, reason, interval and sentence. Figures are written as
``2023-Q2 64/600`` (a period, a value, and how many were asked), ``2023-Q3 [c]`` (a mark instead of a value) and
``2022-01..2022-12 100`` (the same value in each period). A sample is ``19200/600 x1.5``: London, a borough, and the
design effect.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.areas import area_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import change_text
from metrics.figures.tiles import Tile, tile
from metrics.periods import Frequency, parse_period_id, period_id
from tests.given import data_of, measure
from tests.places_of_tests import REGION

TABLE = Path(__file__).parents[1] / "cases" / "changes.csv"
INPUT_FIELDS = (
    "case",
    "unit",
    "frequency",
    "window",
    "basis",
    "polarity",
    "materiality",
    "test",
    "sample",
    "break",
    "area",
    "figures",
)
RESULT_FIELDS = ("text", "change", "arrow", "outcome", "verdict", "reason", "interval", "label", "sentence")
FORMATS: dict[str, str] = {
    "month": "YYYY-MM",
    "financial-quarter": "Qn YY-YY",
    "calendar-year": "YYYY",
    "financial-year": "YYYY-YY",
}
Case = dict[str, str]
with TABLE.open(newline="", encoding="utf-8") as file:
    CASES: list[Case] = list(csv.DictReader(file))


def declared(case: Case) -> PublishedMeasure:
    """The measure of a line. Only rolling percentages stand in an extract as they are: counts are added up."""
    percent = case["unit"].startswith("percent")
    basis, _, baseline = case["basis"].partition(" ")
    size, _, effect = case["sample"].partition(" x")
    sizes = dict(zip(("size", "area_size"), map(int, filter(None, size.split("/"))), strict=False))
    source: dict[str, Any] = {
        "layout": "rows",
        "period": {"column": "Period", "format": FORMATS[case["frequency"]]},
        "value": {"column": "Value"},
        "base": {"column": "Base"} if percent else None,
        "area": {"column": "Borough"} if case["area"] != "London" else None,
        "absent": "missing",
        "region": "own-row" if percent else "all-rows",
        "window": case["window"] if percent else "single",
    }
    return measure(
        share="of victims were satisfied" if percent else None,
        noun=None if percent else {"singular": "offence", "plural": "offences"},
        unit="percent" if percent else case["unit"],
        decimals=1 if case["unit"] == "percent to 0.1" else 0,
        frequency=case["frequency"],
        window=case["window"],
        polarity=case["polarity"],
        comparison={
            "basis": basis,
            "baseline": baseline or None,
            "materiality": float(case["materiality"]),
            "test": case["test"],
        },
        sample={**sizes, "design_effect": float(effect or 1)} if sizes else None,
        breaks=({"period": case["break"], "reason": "the recording system changed"},)
        if case["break"]
        else (),
        source={key: value for key, value in source.items() if value is not None},
    )


def rows(case: Case) -> Iterator[str]:
    """The lines of the extract: a percentage stands there for London as for a borough; a count of one is all."""
    names = [case["area"]]
    if case["unit"].startswith("percent") and case["area"] != "London":
        names.append("London")
    for figure in case["figures"].split("; "):
        periods, amounts = figure.split(" ", 1)
        value, _, base = amounts.partition("/")
        for period in spelled(periods, case["frequency"]):  # type: ignore[arg-type]
            yield from (f"{period},{name},{value},{base}" for name in names)


def spelled(periods: str, frequency: Frequency) -> Iterator[str]:
    """Periods as the extract writes them: one, or all from one to another."""
    first, last = (parse_period_id(text, frequency) for text in (periods.split("..") * 2)[:2])
    for period in pd.period_range(first, last):
        text = period_id(period)
        quarter = frequency == "financial-quarter"
        yield f"{text[-2:]} {text[2:4]}-{int(text[2:4]) + 1:02d}" if quarter else text


def tile_of(case: Case) -> Tile:
    extract = "\n".join(["Period,Borough,Value,Base", *rows(case)]) + "\n"  # what is not declared is ignored
    case_measure = declared(case)
    area = REGION if case["area"] == "London" else str(area_code(case["area"]))
    return tile(
        case_measure, data_of(case_measure, (case_measure.source.files[0], extract)), date(2024, 6, 30), area
    )


def result_of(case_tile: Tile) -> Case:
    change = case_tile.change
    assert change is not None
    interval = "" if change.interval is None else "{} to {}".format(*change.interval)
    values = (
        case_tile.text,
        change_text(change),
        change.arrow,
        change.outcome,
        change.verdict,
        change.reason,
    )
    return dict(zip(RESULT_FIELDS, (*values, interval, change.basis.label, case_tile.sentence), strict=True))


def test_there_are_sixty_cases_and_more_of_every_kind() -> None:
    assert len(CASES) >= 80 and len({case["case"] for case in CASES}) == len(CASES)
    assert all(tuple(case) == INPUT_FIELDS + RESULT_FIELDS for case in CASES)
    for key, number in {
        "unit": 4,
        "frequency": 4,
        "window": 4,
        "basis": 3,
        "outcome": 6,
        "verdict": 4,
        "reason": 10,
    }.items():
        assert (
            len({case[key].partition(" ")[0] if key == "basis" else case[key] for case in CASES}) == number
        ), key


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_tile_says_what_the_table_of_worked_cases_says(case: Case) -> None:
    assert result_of(tile_of(case)) == {key: case[key] for key in RESULT_FIELDS}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_no_line_of_the_table_contradicts_itself(case: Case) -> None:
    """Rules of the domain, held against the table itself and not against the code."""
    assert case["arrow"] == {"higher": "up", "lower": "down"}.get(case["outcome"], "level")
    assert "+" not in case["change"] and case["change"].split(" ")[0].rstrip("%") not in ("-0", "-0.0")
    if case["arrow"] != "level":
        assert case["change"].startswith("-") == (case["arrow"] == "down") and not case["change"].startswith(
            "0.0"
        )
    good = {"higher-is-better": "higher", "lower-is-better": "lower"}.get(case["polarity"])
    judged = {True: "better", False: "worse"}[case["outcome"] == good]
    verdict = judged if case["outcome"] in ("higher", "lower") else "no-clear-change"
    assert case["verdict"] == ("not-judged" if good is None else verdict)
    assert case["text"] in case["sentence"] or case["text"] in (
        "Not available",
        "Withheld",
        "Not applicable",
        "0",
    )
