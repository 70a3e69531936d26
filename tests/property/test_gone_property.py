from __future__ import annotations

from itertools import product

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.checking.gone import figures_gone, lost_and_kept
from metrics.checking.gone_words import Lost, doubts_of
from metrics.checking.previous import Previous
from metrics.figures.observations import COLUMNS
from tests.given import SATISFACTION, measure

SURVEY = measure(
    SATISFACTION,
    source={
        "area": {"column": ("Area",)},
        "dimensions": ({"id": "question", "title": "Question", "column": ("Ask",), "headline": "Trust"},),
    },
)
PERIODS = ("2022-Q4", "2023-Q1", "2023-Q2")
SERIES = (
    ("E12000007", "", ""),
    ("E09000007", "", ""),
    ("E12000007", "question", "Trust"),
    ("E12000007", "question", "Fair"),
)
NAMES = list(product(PERIODS, SERIES))
FIGURES = st.sets(st.sampled_from(NAMES), min_size=1)
CELLS = pd.DataFrame(
    {
        "file": ["Data.csv"],
        "line": [2],
        "field": [4],
        "period": [pd.Period("2023Q3", "Q-MAR")],
        "area": ["E12000007"],
    }
)


def stored(figures: set[tuple[str, tuple[str, str, str]]]) -> pd.DataFrame:
    """Figures as stored: those that are not among them have no value."""
    rows = [
        ("single", period, *series, "61" if (period, series) in figures else "", "", "")
        for period, series in NAMES
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@given(FIGURES, FIGURES)
def test_what_is_lost_is_the_difference_of_the_two_sets(
    before: set[tuple[str, tuple[str, str, str]]], now: set[tuple[str, tuple[str, str, str]]]
) -> None:
    lost, _ = lost_and_kept(SURVEY, stored(now), stored(before))
    named = {(row.period, (row.area, row.dimension, row.category)) for row in lost.itertuples()}
    assert named == before - now


@given(FIGURES, FIGURES)
def test_a_doubt_is_told_exactly_where_something_is_lost(
    before: set[tuple[str, tuple[str, str, str]]], now: set[tuple[str, tuple[str, str, str]]]
) -> None:
    doubts = list(figures_gone(SURVEY, CELLS, stored(now), Previous("q2", {}, {SURVEY.id: stored(before)})))
    assert bool(doubts) == bool(before - now)
    assert len({item.code for item in doubts}) == len(doubts)


@given(FIGURES, FIGURES)
def test_each_lost_figure_is_counted_by_one_doubt(
    before: set[tuple[str, tuple[str, str, str]]], now: set[tuple[str, tuple[str, str, str]]]
) -> None:
    lost, kept = lost_and_kept(SURVEY, stored(now), stored(before))
    messages = [item.message for item in doubts_of(Lost(SURVEY, CELLS, lost, kept, "q2"))]
    counted = [
        int(word)
        for text in messages
        for word, noun in zip(text.replace("(", "").split(), text.split()[1:], strict=False)
        if noun.rstrip(")").startswith("figure") and word.isdigit()
    ]
    assert sum(counted) == len(before - now)
