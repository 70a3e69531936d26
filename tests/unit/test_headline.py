"""What several measures say together, in one sentence and a word for each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from metrics.declared.framework import PlannedMeasure, QualitativeMeasure
from metrics.figures.headline import glance_sentence, headline, word
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import Tile, tile
from tests.given import SATISFACTION, measure, series

TODAY = date(2024, 2, 8)
DESCRIBED: Any = {"id": "a", "title": "A", "description": "D", "outcome": "o", "reason": "R"}
PLANNED = Tile(PlannedMeasure(**DESCRIBED, status="planned", owner="O", expected="not-announced"))
IN_WORDS = Tile(QualitativeMeasure(**DESCRIBED, status="qualitative", narrative="N"))
ROLLING: Any = {"window": "rolling-12-months", "source": {"window": "rolling-12-months"}}
BREAK: Any = {"breaks": ({"period": "2023-Q3", "reason": "they asked anew"},)}

BASELINE: Any = {"comparison": {"basis": "baseline", "baseline": "2023-Q3"}}


def of(values: dict[str, float | None], **changes: Any) -> Tile:
    return tile(measure(SATISFACTION, **changes), MeasureData({Key(): series(values)}), TODAY)


BETTER, WORSE = of({"2023-Q2": 60.0, "2023-Q3": 64.0}), of({"2023-Q2": 64.0, "2023-Q3": 61.0})
SAME = of({"2023-Q2": 64.0, "2023-Q3": 64.0})
ROLLED = tile(
    measure(SATISFACTION, **ROLLING),
    MeasureData(
        {
            Key("rolling-12-months"): series(
                {"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0}, window="rolling-12-months"
            )
        }
    ),
    TODAY,
)


@pytest.mark.parametrize(
    ("tiles", "sentence"),
    [
        ([WORSE, PLANNED], "Of 2 measures, 1 got worse and 1 is planned."),
        ([WORSE, BETTER, SAME], "Of 3 measures, 1 got better, 1 got worse and 1 changed little."),
        ([SAME, SAME], "Both measures changed little."),
        ([ROLLED, ROLLED, ROLLED], "All 3 measures are worse than a year before."),
        ([PLANNED, PLANNED, IN_WORDS], "Of 3 measures, 2 are planned and 1 is reported in words."),
        ([WORSE], ""),
        ([], ""),
    ],
)
def test_measures_are_counted_by_what_can_be_said_of_them(tiles: list[Tile], sentence: str) -> None:
    assert headline(tiles) == sentence


@pytest.mark.parametrize(
    ("measure_tile", "expected"),
    [
        (BETTER, "Better"),
        (SAME, "Little change"),
        (ROLLED, "Worse than a year before"),
        (of({"2023-Q2": 60.0, "2023-Q3": 64.0}, **BREAK), "Not comparable"),
        (of({"2023-Q3": 64.0}), "Not known"),
        (of({"2023-Q2": 60.0, "2023-Q3": 64.0}, **BASELINE), "Not known"),
        (of({"2023-Q2": 60.0, "2023-Q3": 64.0}, polarity="neutral"), "Not judged better or worse"),
        (of({"2023-Q2": 60.0, "2023-Q3": 60.0}, polarity="neutral"), "Little change"),
        (of({"2023-Q2": 60.0, "2023-Q3": None}), "No figure"),
        (tile(measure(), MeasureData({Key(): Series()}), TODAY), "No figure"),
        (PLANNED, "Planned"),
        (IN_WORDS, "Reported in words"),
    ],
)
def test_each_measure_has_a_word(measure_tile: Tile, expected: str) -> None:
    assert word(measure_tile) == expected


def test_what_cannot_be_compared_or_known_is_counted_as_no_clear_change_nowhere() -> None:
    broken = of({"2023-Q2": 60.0, "2023-Q3": 64.0}, **BREAK)
    unknown = of({"2023-Q2": None, "2023-Q3": 64.0})
    assert glance_sentence([WORSE, SAME, broken, unknown]) == (
        "Of 4 measures with figures, 1 got worse, 1 shows no clear change, 1 cannot be compared and 1 has no known "
        "change."
    )
