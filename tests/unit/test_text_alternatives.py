"""The text alternatives of charts: they name each break, and take lowest and highest from one side of it."""

from __future__ import annotations

from datetime import date

import pytest

from charts.kinds.trend import Trend
from components.figures.measure_lines import measure_lines
from components.figures.trend import full_trend
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import Tile, tile
from metrics.periods import Window, month, period_id, window_in_words
from tests.given import OFFENCES, measure, observed

RECORDS_BREAK = {"period": "2024-03", "reason": "the records moved"}
NAMED = "There is a break from March 2024 on, because the records moved: figures on either side cannot be compared."
VALUES = (90.0, 10.0, 50.0, 40.0, 60.0)  # December 2023 to April 2024


def the_tile(*breaks: dict[str, str], values: tuple[float | None, ...] = VALUES, **changes: object) -> Tile:
    declared = measure(OFFENCES, breaks=breaks, **changes)
    ids = [period_id(month(2023, 12) + step) for step in range(len(values))]
    window: Window = declared.window
    figures = [
        observed(text, value, "" if value is not None else "x", frequency="month", window=window)
        for text, value in zip(ids, values, strict=True)
    ]
    return tile(declared, MeasureData({Key(window): Series(tuple(figures))}), date(2024, 5, 9))


def trend_of(card: Tile) -> Trend:
    assert isinstance(card.measure, PublishedMeasure)
    return full_trend(card.measure, card, "London")


def test_a_line_without_a_break_has_its_lowest_and_highest() -> None:
    assert trend_of(the_tile()).description == (
        "A line from 90 (December 2023) to 60 (April 2024). The lowest is 10 (January 2024), the highest 90 "
        "(December 2023)."
    )


def test_across_a_break_lowest_and_highest_are_those_after_it() -> None:
    assert trend_of(the_tile(RECORDS_BREAK)).description == (
        f"A line from 90 (December 2023) to 60 (April 2024). {NAMED} After the break the lowest is 40 (March 2024), "
        "the highest 60 (April 2024)."
    )


def test_of_several_breaks_the_stretch_after_the_last_counts() -> None:
    description = trend_of(
        the_tile({"period": "2024-01", "reason": "the rules changed"}, RECORDS_BREAK)
    ).description
    assert "a break from January 2024 on, because the rules changed" in description
    assert description.endswith("the lowest is 40 (March 2024), the highest 60 (April 2024).")


def test_twelve_months_that_a_break_forbids_are_explained() -> None:
    card = the_tile(RECORDS_BREAK, values=(90.0, 80.0, 70.0, None, None), window="rolling-12-months")
    assert trend_of(card).description == (
        "A line from 90 (12 months to December 2023) to 70 (12 months to February 2024). The lowest is 70 (12 months to "
        "February 2024), the highest 90 (12 months to December 2023). Where months would be added up across a break "
        "there is no figure, because the records moved. There is no figure for the 12 months to April 2024: it is not "
        "available."
    )


def test_lines_of_several_measures_name_the_break_of_each() -> None:
    drawing = measure_lines("both", "Two measures", [the_tile(RECORDS_BREAK), the_tile()], together=False)
    assert drawing is not None
    assert str(drawing).count(NAMED) == 1


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("single", "December 2023"),
        ("rolling-12-months", "the 12 months to December 2023"),
        ("calendar-year-to-date", "2023 to the end of December"),
    ],
)
def test_twelve_months_take_an_article_inside_a_sentence(window: Window, words: str) -> None:
    assert window_in_words(month(2023, 12), window) == words
