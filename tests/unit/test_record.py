"""How often firm words stood: each word of a release, worked out again from the figures of later ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest

from metrics.declared.framework import AnyMeasure, Config, PlannedMeasure, PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.verdict_sentences import verdict_word
from metrics.releasing.record import Recheck, firm_words, recheck, record
from tests.given import OFFENCES, SATISFACTION, measure, series

SITE = dict.fromkeys(
    ("title", "producer", "contact", "statistics_status", "update_schedule", "attribution"), "W"
)
LIKE = {"judged": "like-with-like"}
SURVEY = measure(SATISFACTION, comparison=LIKE)
YEAR_BEFORE, NEWEST = "2022-Q3", "2023-Q3"
PLANNED = PlannedMeasure(
    id=SURVEY.id,
    title="Satisfaction",
    description="Victims.",
    outcome="victims",
    status="planned",
    owner="MOPAC",
    reason="It is to come.",
    expected="not-announced",
)


def release(release_id: str, *measures: tuple[AnyMeasure, Mapping[Key, Series]]) -> Release:
    outcomes = [
        {"id": name, "framework": "pcp", "title": name, "description": name}
        for name in ("victims", "violence")
    ]
    config = Config.model_validate(
        {
            "site": SITE,
            "frameworks": ({"id": "pcp", "title": "P", "vision": "Safe.", "description": "The plan"},),
            "outcomes": tuple(outcomes),
            "measures": tuple(declared for declared, _ in measures),
        }
    )
    data = {declared.id: MeasureData(dict(series)) for declared, series in measures}
    return Release(release_id, datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, data)


def survey(
    release_id: str, before: float | None, now: float | None, declared: AnyMeasure = SURVEY, **more: float
) -> Release:
    """A release with a measure's quarter and the same quarter of a year before."""
    values = {YEAR_BEFORE: before, **more, NEWEST: now}
    return release(release_id, (declared, {Key(): series(values)}))


def standing(first: Release, *later: Release) -> Recheck:
    """How the one firm word of a release stands by later ones, the newest first."""
    (word,) = firm_words(first)
    return recheck(word, later)


FELL = survey("one", 64, 61)


# Which words are firm --------------------------------------------------------------------------------------


def test_better_and_worse_are_firm_words_and_so_are_higher_and_lower_of_a_neutral_measure() -> None:
    neutral = measure(SATISFACTION, comparison=LIKE, polarity="neutral")
    releases = [FELL, survey("one", 61, 64), survey("one", 64, 61, neutral)]
    assert [[verdict_word(word.change) for word in firm_words(item)] for item in releases] == [
        ["Worse"],
        ["Better"],
        ["Lower"],
    ]


@pytest.mark.parametrize(
    "item",
    [
        survey("one", 64, 63.9),
        survey("one", None, 61),
        release("one", (PLANNED, {})),
        survey("one", 64, 61, measure(SATISFACTION, comparison={**LIKE, "test": "proportions"})),
        release("one", (SURVEY, {Key(area="E09000007"): series({YEAR_BEFORE: 64, NEWEST: 61})})),
    ],
    ids=["little change", "not known", "planned", "uncertain", "of a borough alone"],
)
def test_what_is_not_said_firmly_of_region_is_no_firm_word(item: Release) -> None:
    assert firm_words(item) == ()


def test_a_word_on_a_year_before_that_stands_in_place_of_windows_that_overlap_is_firm() -> None:
    rolling = measure(SATISFACTION, window="rolling-12-months", source={"window": "rolling-12-months"})
    values = {"2022-Q3": 64, "2022-Q4": 63, "2023-Q1": 63, "2023-Q2": 62, "2023-Q3": 61}
    figures = {Key("rolling-12-months"): series(values, window="rolling-12-months")}
    later = {Key("rolling-12-months"): series(values | {"2023-Q3": 66}, window="rolling-12-months")}
    turned = standing(release("one", (rolling, figures)), release("two", (rolling, later)))
    assert (turned.word.change.basis.id, turned.standing) == ("same-period-last-year", "turned")


# How a word stands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "expected", "is_revised"),
    [
        (64, 61, "untested", False),
        (64, 60, "stood", True),
        (64, 63.5, "uncertain", True),
        (64, 64, "uncertain", True),
        (64, 66, "turned", True),
    ],
)
def test_a_word_stands_as_later_figures_have_it(
    before: float, now: float, expected: str, is_revised: bool
) -> None:
    checked = standing(FELL, survey("two", before, now))
    assert (checked.standing, checked.is_revised, checked.release_id) == (expected, is_revised, "two")


def test_a_word_of_a_neutral_measure_stands_or_turns_as_any_other() -> None:
    neutral = measure(SATISFACTION, comparison=LIKE, polarity="neutral")
    first = survey("one", 64, 61, neutral)
    later = [survey("two", 64, now, neutral) for now in (60, 64, 67)]
    assert [standing(first, item).standing for item in later] == ["stood", "uncertain", "turned"]


def test_a_word_of_the_newest_release_waits() -> None:
    assert standing(FELL) == Recheck(firm_words(FELL)[0], "waiting")


def test_a_word_is_judged_by_the_rule_of_its_own_release() -> None:
    strict = measure(SATISFACTION, comparison={**LIKE, "materiality": 10.0}, polarity="lower-is-better")
    checked = standing(FELL, survey("two", 64, 60, strict))
    assert (checked.standing, checked.change and verdict_word(checked.change)) == ("stood", "Worse")


def test_newer_periods_make_no_difference() -> None:
    later = release("two", (SURVEY, {Key(): series({YEAR_BEFORE: 64, NEWEST: 61, "2024-Q3": 90})}))
    assert standing(FELL, later).standing == "untested"


# What cannot be looked up ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "obstacle"),
    [
        (release("two"), "measure"),
        (release("two", (PLANNED, {})), "measure"),
        (survey("two", 64, 61, measure(OFFENCES, id=SURVEY.id, frequency="financial-quarter")), "measure"),
        (release("two", (SURVEY, {Key(): series({NEWEST: 61})})), "periods"),
        (release("two", (SURVEY, {Key(): series({YEAR_BEFORE: 64})})), "periods"),
        (survey("two", 64, None), "periods"),
        (survey("two", 64, 61, measure(SATISFACTION, comparison=LIKE, breaks=({"period": "2023-Q1", "reason": "it changed"},))), "break"),
    ],
    ids=["gone", "planned", "another unit", "no year before", "no newest", "withheld", "break"],
)  # fmt: skip
def test_a_word_cannot_be_looked_up_where_the_later_release_has_nothing_to_hold_it_against(
    later: Release, obstacle: str
) -> None:
    checked = standing(FELL, later)
    assert (checked.standing, checked.obstacle, checked.release_id) == ("not-looked-up", obstacle, "two")


def test_the_newest_release_that_holds_the_periods_is_taken() -> None:
    without = release("three", (SURVEY, {Key(): series({NEWEST: 61})}))
    checked = standing(FELL, without, survey("two", 64, 66))
    assert (checked.standing, checked.release_id) == ("turned", "two")


def test_a_break_that_the_newest_release_declares_is_not_passed_over_for_older_figures() -> None:
    broken = measure(SATISFACTION, comparison=LIKE, breaks=({"period": "2023-Q1", "reason": "it changed"},))
    checked = standing(FELL, survey("three", 64, 61, broken), survey("two", 64, 61))
    assert (checked.obstacle, checked.release_id) == ("break", "three")


def test_releases_are_opened_no_further_than_is_needed() -> None:
    def later() -> Iterable[Release]:
        yield survey("three", 64, 61)
        raise AssertionError("a second release was opened")

    (word,) = firm_words(FELL)
    assert recheck(word, later()).release_id == "three"


COUNT = measure(OFFENCES, comparison={**LIKE, "test": "counts"})


def counts(release_id: str, first: str) -> Release:
    """Months from the first to January 2024: 1,000 offences each, and 1,500 in the newest three."""
    periods = [str(period) for period in pd.period_range(first, "2024-01", freq="M")]
    values = {period: 1500.0 if period >= "2023-11" else 1000.0 for period in periods}
    return release(release_id, (COUNT, {Key(): series(values, frequency="month")}))


def test_a_count_is_weighed_by_how_far_the_later_series_moves() -> None:
    first, later = counts("one", "2020-01"), counts("two", "2020-01")
    assert standing(first, later).standing == "untested"


def test_a_later_series_too_short_to_say_how_far_it_moves_holds_nothing_against_a_word() -> None:
    checked = standing(counts("one", "2020-01"), counts("two", "2022-08"))
    assert (checked.standing, checked.obstacle) == ("not-looked-up", "periods")


# The record ------------------------------------------------------------------------------------------------


def words_of(*releases: Release) -> list[Any]:
    return [word for item in releases for word in firm_words(item)]


def test_a_word_that_a_release_only_says_again_counts_once_for_the_first() -> None:
    two = survey("two", 64, 61)
    kept = record(words_of(FELL, two), lambda release_id: [two] if release_id == "one" else [])
    assert [(item.word.release_id, item.standing) for item in kept.rechecks] == [("one", "untested")]


def test_the_opposite_word_of_the_same_periods_is_a_word_of_its_own() -> None:
    two = survey("two", 64, 67)
    kept = record(words_of(FELL, two), lambda release_id: [two] if release_id == "one" else [])
    assert [(item.word.release_id, item.standing) for item in kept.rechecks] == [
        ("one", "turned"),
        ("two", "waiting"),
    ]


def test_a_record_counts_how_words_stand() -> None:
    (word,) = firm_words(FELL)
    others = [replace(word, measure=_named(word.measure, number)) for number in range(2)]
    two = survey("two", 64, 60)
    kept = record([word, *others], lambda _: [two])
    assert kept.counts == {
        "stood": 1,
        "uncertain": 0,
        "turned": 0,
        "untested": 0,
        "not-looked-up": 2,
        "waiting": 0,
    }
    assert [item.word for item in kept.of("not-looked-up")] == others


def _named(declared: PublishedMeasure, number: int) -> PublishedMeasure:
    return declared.model_copy(update={"id": f"other-{number}"})
