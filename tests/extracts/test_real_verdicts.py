"""The worked cases of the verdict rule, on files as they were really published: every printed digit.

The cases lie beside the extracts, in cases/verdicts.csv: for an area and a month of a drop what the same step was in
earlier years (step), three months (q) and twelve months (y) against a year before, and the dispersion of the series.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.areas import area_code
from metrics.checking.drops import Examined
from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, arithmetic, compare
from metrics.figures.comparison import comparison_of
from metrics.figures.dispersion import dispersion
from metrics.figures.observations import measure_data
from metrics.figures.series import Key, MeasureData
from metrics.figures.usual_step import UsualStep, usual_step
from metrics.figures.verdict import verdict, verdict_comparison
from tests.places_of_tests import REGION

Violence = Callable[[str], tuple[PublishedMeasure, MeasureData]]
A_DISTRICT = "E09000007"


def cases(extracts: Path) -> Iterator[dict[str, str]]:
    with (extracts.parent / "cases" / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def violence(examined: Callable[[str], Examined]) -> Violence:
    """The measure and its figures in a drop, by the drop's name."""

    @cache
    def violence(name: str) -> tuple[PublishedMeasure, MeasureData]:
        checked, issues = examined(name).settled(
            {"gone-rows": "The newest file has no rows of unknown boroughs."}
        )
        assert checked is not None, "\n".join(map(str, issues))
        measure = checked.config.measure("violence-with-injury")
        assert isinstance(measure, PublishedMeasure)
        return measure, measure_data(measure, checked.stored[measure.id])

    return violence


def test_every_worked_case_comes_out_to_the_printed_digit(extracts: Path, violence: Violence) -> None:
    differing, compared = [], 0
    for case in cases(extracts):
        if not (extracts / case["vintage"]).is_dir():
            continue
        measure, data = violence(case["vintage"])
        period = pd.Period(pd.to_datetime(case["month"], format="%b %Y"), "M")
        area = REGION if case["area"] == "London" else str(area_code(case["area"]))
        computed = printed(measure, data, period, area)
        compared += 1
        differing += [
            (case["vintage"], case["area"], case["month"], name, case[name], text)
            for name, text in computed.items()
            if case[name] and not same(case[name], text)
        ]
    assert differing == []
    assert compared > 0


def same(written: str, text: str) -> bool:
    """Whether two texts are the same words, or the same number however many zeros it is written with."""
    try:
        return float(written) == float(text)
    except ValueError:
        return written == text


def printed(measure: PublishedMeasure, data: MeasureData, period: pd.Period, area: str) -> dict[str, str]:
    """The columns of a case, as the table writes them."""
    singles = data.get(Key("single", area))
    moves, compared = dispersion(measure, singles, period), comparison_of(measure, period)
    assert compared is not None
    step = arithmetic(measure, singles, compared)
    assert step is not None
    usual = usual_step(measure, singles, step, moves)
    of_three, of_twelve = (
        compare(measure, singles, both, area, moves)
        for both in (verdict_comparison(measure, period, code) for code in (REGION, A_DISTRICT))
        if both is not None
    )
    return {
        "prev_pct": f"{step.difference}",
        "phi": f"{moves.phi:.3f}",
        "ranges": str(moves.ranges),
        "t": f"{moves.quantile:.3f}",
        **_step(usual),
        **_sums("q", of_three),
        **_sums("y", of_twelve),
    }


def _step(usual: UsualStep | None) -> dict[str, str]:
    assert usual is not None
    low, high = usual.limits
    return {
        "step_usual": f"{usual.usual}",
        "step_lo": f"{low}",
        "step_hi": f"{high}",
        "step_years": str(usual.years),
        "step_fell": str(usual.fell),
        "step_beyond": str(usual.is_beyond),
    }


def _sums(of: str, change: Change | None) -> dict[str, str]:
    assert change is not None
    texts: dict[str, Any] = {"outcome": change.outcome}
    if change.interval is not None:
        low, high = change.interval
        texts |= {"before": change.earlier.value, "now": change.later.value}
        texts |= {"pct": change.difference, "lo": low, "hi": high}
    if change.outcome == "not-comparable" and change.comparison.resumes is not None:
        texts["resumes"] = change.comparison.resumes.strftime("%b %Y")
    return {f"{of}_{name}": str(text) for name, text in texts.items()}


def test_with_the_drop_of_february_2024_region_is_worse_and_january_is_what_is_usual(
    violence: Violence,
) -> None:
    measure, data = violence("drop-2024-02")
    change, moves = verdict(measure, data, pd.Period("2024-01", "M"))
    assert change is not None
    assert (change.earlier.value, change.later.value, str(change.difference)) == (18176, 19154, "5.4")
    assert [str(end) for end in change.interval or ()] == ["0.2", "10.8"]
    assert (change.outcome, change.verdict, round(moves.phi, 2), moves.ranges) == (
        "higher",
        "worse",
        5.78,
        153,
    )


@pytest.mark.parametrize(("area", "resumes"), [(REGION, "2025-05"), (A_DISTRICT, "2026-02")])
def test_with_the_drop_of_november_2024_nothing_is_comparable_until_a_break_is_behind(
    violence: Violence, area: str, resumes: str
) -> None:
    measure, data = violence("drop-2024-11")
    change, _ = verdict(measure, data, pd.Period("2024-10", "M"), area)
    assert change is not None
    assert (change.outcome, change.difference, str(change.comparison.resumes)) == (
        "not-comparable",
        None,
        resumes,
    )
