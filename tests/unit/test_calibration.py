"""The calibration: its series are what they are meant to be, its words are the engine's, and a missed limit fails."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.calibration import closing
from benchmarks.calibration_table import HistoryRow, Row, history_table, missed, rates_table
from benchmarks.false_words import standing_rows
from benchmarks.unchanged import (
    before_the_mean,
    counts_like,
    expected,
    lag_one,
    month_index,
    shares_like,
    with_step,
)
from benchmarks.words_of_series import History, history, verdict_words
from metrics.figures.series import Key
from tests.given import OFFENCES, measure
from tools.write_methods import calibration_section

MONTHS = pd.period_range("2010-04", "2019-12", freq="M")
INDEX = np.array([0.93, 0.93, 0.98, 0.99, 1.05, 1.09, 1.09, 0.99, 0.99, 1.00, 0.99, 0.97])
MEANS = expected(500, MONTHS, INDEX / INDEX.mean())
COUNT = measure(OFFENCES, comparison={"judged": "like-with-like", "test": "counts"})


def random() -> np.random.Generator:
    return np.random.default_rng(7)


# Series in which nothing changes ---------------------------------------------------------------------------


def test_what_is_expected_has_the_level_the_season_and_the_lengths_of_the_months() -> None:
    assert MEANS.mean() == pytest.approx(500)
    leap, other = (MEANS[MONTHS.get_loc(pd.Period(month, "M"))] for month in ("2016-02", "2015-02"))
    assert leap / other == pytest.approx(29 / 28)
    june, january = (MEANS[MONTHS.get_loc(pd.Period(month, "M"))] for month in ("2015-06", "2015-01"))
    assert june / january == pytest.approx(1.09 / 0.93 * 30 / 31)


def test_the_season_that_is_measured_is_the_season_that_a_series_was_made_with() -> None:
    assert month_index(MEANS, MONTHS) == pytest.approx(INDEX / INDEX.mean(), abs=0.002)


@pytest.mark.parametrize("phi", [1.0, 2.3, 5.7])
def test_unchanged_counts_have_the_means_and_the_dispersion_that_they_were_made_with(phi: float) -> None:
    counts = counts_like(MEANS, phi, 0.0, 2000, random())
    assert counts.mean(axis=0) == pytest.approx(MEANS, rel=0.02)
    assert (counts.var(axis=0) / MEANS).mean() == pytest.approx(phi, rel=0.03)


@pytest.mark.parametrize("correlation", [0.0, 0.2])
def test_unchanged_counts_have_the_correlation_that_they_were_made_with(correlation: float) -> None:
    counts = counts_like(MEANS, 2.3, correlation, 2000, random())
    deviations = (counts - MEANS) / np.sqrt(2.3 * MEANS)
    assert (deviations[:, 1:] * deviations[:, :-1]).mean() == pytest.approx(correlation, abs=0.01)
    assert (deviations[:, 2:] * deviations[:, :-2]).mean() == pytest.approx(correlation**2, abs=0.01)


@pytest.mark.parametrize("correlation", [0.0, 0.2])
def test_what_the_centred_mean_takes_from_the_measured_correlation_is_put_back(correlation: float) -> None:
    counts = counts_like(MEANS, 2.3, correlation, 1000, random())
    measured = float(np.mean([lag_one(row) for row in counts]))
    assert measured < correlation - 0.08
    assert before_the_mean(measured) == pytest.approx(correlation, abs=0.02)


def test_a_step_changes_the_newest_months_of_each_series_alone() -> None:
    means = with_step(np.array([100.0, 100.0, 100.0, 100.0]), np.array([3, 2]), 2, 0.9)
    assert means.tolist() == [[100, 100, 90, 90], [100, 90, 90, 90]]


def test_unchanged_shares_have_their_design_effect() -> None:
    shares = shares_like(np.full(20_000, 0.4), 600, 2.5, 0.001, random())
    assert shares.mean() == pytest.approx(40, abs=0.1)
    assert shares.var() == pytest.approx(2.5 * 40 * 60 / 600, rel=0.03)


def test_unchanged_shares_are_rounded_as_the_source_rounds_them() -> None:
    shares = shares_like(np.full(100, 0.4), 600, 1.0, 1, random())
    assert (shares == np.round(shares)).all() and len(set(shares)) > 3


# Words -----------------------------------------------------------------------------------------------------


def test_a_word_is_that_of_the_verdict_in_the_month_in_which_a_series_is_judged() -> None:
    flat = counts_like(MEANS, 1.0, 0.0, 1, random())
    rows = with_step(flat[0], np.array([len(MONTHS) - 1, len(MONTHS) - 13]), 3, 1.5)
    lasts = [len(MONTHS) - 1, len(MONTHS) - 13]
    assert list(verdict_words(COUNT, list(MONTHS), rows, lasts, Key())) == ["higher", "higher"]
    assert list(verdict_words(COUNT, list(MONTHS), flat, [5], Key())) == ["not-known"]


def test_a_history_counts_firm_words_and_those_that_do_not_hold() -> None:
    words = ["higher", "lower", "uncertain", "lower", "little-change", "higher", "higher", "not-known"]
    assert history(words) == History(months=8, firm=5, contradicted=1, followed=4, reversed=2)
    assert history(["uncertain"]) == History(months=1)
    assert history(words) + history(["lower"]) == History(9, 6, 1, 4, 2)


def test_words_beside_region_are_counted_for_each_district_and_for_each_release() -> None:
    district, release = standing_rows("offences", 4, iter([0, 2, 0, 1]))
    assert (district.words, district.series, district.at_most) == (3, 128, 5.5)
    assert (release.words, release.series, release.at_most) == (2, 4, None)


# Limits and tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "is_met"),
    [
        (Row("London", 55, 1000, at_most=5.5), True),
        (Row("London", 56, 1000, at_most=5.5), False),
        (Row("A step", 950, 1000, at_least=95), True),
        (Row("A step", 949, 1000, at_least=95), False),
        (Row("Without a limit", 999, 1000), None),
        (HistoryRow("London", History(166, 71, 0, 70, 5), held=True), True),
        (HistoryRow("London", History(166, 71, 1, 70, 5), held=True), False),
        (HistoryRow("A borough", History(166, 71, 1, 70, 5)), None),
    ],
)
def test_a_limit_is_compared_with_the_rate_itself(row: Row | HistoryRow, is_met: bool | None) -> None:
    assert row.is_met is is_met
    assert missed([row]) == ([row.name] if is_met is False else [])


def test_a_missed_limit_is_named_and_fails_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = Row("London", 50, 1000, at_most=5.5), Row("A survey", 71, 1000, at_most=7)
    assert closing([right, wrong]) == 1
    assert capsys.readouterr().out == "Missed: A survey.\n"
    assert closing([right]) == 0
    assert capsys.readouterr().out == "Every limit is met.\n"


def test_a_table_has_each_rate_with_its_standard_error_and_its_limit() -> None:
    rows = [
        Row("London", 165, 4000, at_most=5.5),
        Row("Any of 32", 43, 500),
        Row("Up", 90, 100, at_least=95),
    ]
    assert rates_table("nothing changes", "firm words", rows) == (
        "| nothing changes | of | firm words | standard error | limit | |\n"
        "|---|---:|---:|---:|---|---|\n"
        "| London | 4,000 | 4.12% | 0.31 | at most 5.5% | met |\n"
        "| Any of 32 | 500 | 8.60% | 1.25 |  |  |\n"
        "| Up | 100 | 90.00% | 3.00 | at least 95% | **missed** |\n"
    )


def test_a_table_has_the_words_of_each_history() -> None:
    rows = [
        HistoryRow("London", History(166, 71, 0, 70, 5), held=True),
        HistoryRow("A borough", History(0, 0, 0, 0, 0)),
    ]
    assert history_table(rows).splitlines()[2:] == [
        "| London | 166 | 71 (43%) | 0 (at most 0) | 5 of 70 | met |",
        "| A borough | 0 | 0 (none) | 0 | 0 of 0 |  |",
    ]


def test_the_methods_hold_the_calibration_as_a_section_without_its_marks() -> None:
    document = "# How often\n\nBefore.\n\n<!-- measured -->\nA table.\n<!-- /measured -->\n\nAfter.\n"
    assert calibration_section(document) == "## How often\n\nBefore.\n\nA table.\n\nAfter.\n"
