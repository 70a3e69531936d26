"""Whatever the figures, what is said of them agrees with them: number by number, word by word."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from metrics.figures.change import Change
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.control_chart import XmrChart, control_chart
from metrics.figures.control_chart_words import control_chart_sentences, range_text, rule_words
from metrics.figures.further_sentences import beside_sentence
from metrics.figures.numbers import size_text, value_text
from metrics.figures.sentences import change_sentence, change_text, observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed

POLARITIES = st.sampled_from(["higher-is-better", "lower-is-better", "neutral"])
PERCENTAGES = st.none() | st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
COUNTS = st.none() | st.integers(0, 40).map(float) | st.integers(0, 10**9).map(float)
SURVEY: Any = {"comparison": {"test": "proportions"}, "sample": {"size": 2400}}
COUNTED: Any = {"comparison": {"test": "counts"}}
BROKEN: Any = {"breaks": ({"period": "2024-01", "reason": "the recording system changed"},)}
CASES = st.one_of(
    st.tuples(st.just(SATISFACTION), st.sampled_from([{}, SURVEY]), PERCENTAGES, PERCENTAGES),
    st.tuples(st.just(OFFENCES), st.sampled_from([{}, COUNTED, BROKEN]), COUNTS, COUNTS),
    st.tuples(st.just(VICTIMS), st.sampled_from([{}, COUNTED]), COUNTS, COUNTS),
)
JUDGEMENT = re.compile(
    r"\b(better|worse|good|bad|improv\w*|deteriorat\w*|success\w*|fail\w*)\b", re.IGNORECASE
)
DIRECTION = re.compile(r" (more|fewer|higher|lower) than ")


def compared(case: Any, polarity: str, materiality: float) -> tuple[Any, Change, str]:
    kind, changes, earlier, later = case
    comparison = {"materiality": materiality, **changes.get("comparison", {})}
    declared = measure(kind, **{**changes, "polarity": polarity, "comparison": comparison})
    frequency = declared.frequency
    periods = ("2023-Q2", "2023-Q3") if frequency == "financial-quarter" else ("2023-12", "2024-01")
    first, second = (
        observed(period, value, frequency=frequency)
        for period, value in zip(periods, (earlier, later), strict=True)
    )
    change = change_between(declared, first, second)
    return declared, change, change_sentence(declared, second, change)


@given(CASES, POLARITIES, st.sampled_from([0.0, 0.5, 1.0, 5.0]))
def test_what_is_said_never_contradicts_the_figures(case: Any, polarity: str, materiality: float) -> None:
    _, change, sentence = compared(case, polarity, materiality)
    text = change_text(change)
    assert not any(word in f"{text} {sentence}" for word in ("nan", "inf", "None", "-0.0 ", "-0%", "+"))
    if change.arrow != "level":
        assert change.outcome == ("higher" if change.arrow == "up" else "lower")
        assert change.difference is not None and abs(change.difference) >= change.materiality
        assert (change.difference > 0) == (change.arrow == "up") == (not text.startswith("-"))
        words = ("more", "higher") if change.arrow == "up" else ("fewer", "lower")
        assert [direction for direction in DIRECTION.findall(sentence) if direction not in words] == []
        assert len(DIRECTION.findall(sentence)) == 1
    else:
        assert DIRECTION.findall(sentence) == []
    if change.verdict in ("better", "worse"):
        assert polarity != "neutral"
        good = "higher" if polarity == "higher-is-better" else "lower"
        assert (change.verdict == "better") == (change.outcome == good)


@given(CASES, POLARITIES, st.sampled_from([0.0, 1.0]))
def test_the_numbers_of_the_sentence_are_those_beside_it(
    case: Any, polarity: str, materiality: float
) -> None:
    declared, change, sentence = compared(case, polarity, materiality)
    for observation in (change.earlier, change.later):
        if observation.value and change.outcome in ("higher", "lower", "uncertain"):
            assert re.search(
                rf"(?<![\d,.]){re.escape(observation_text(declared, observation))}(?![\d,])", sentence
            )
    if change.outcome in ("higher", "lower") and change.difference is not None:
        assert f" {size_text(change.difference, change.unit)} " in sentence


@given(CASES, POLARITIES)
def test_the_noun_fits_the_number(case: Any, polarity: str) -> None:
    declared, change, sentence = compared(case, polarity, 1.0)
    if declared.noun is None or change.later.value is None:
        return
    number = value_text(change.later.value, declared.unit, 0) if change.later.value else "no"
    was, noun = ("was", declared.noun.singular) if change.later.value == 1 else ("were", declared.noun.plural)
    assert sentence.startswith(f"There {was} {number} {noun} in ")


@given(CASES, POLARITIES, st.sampled_from([0.0, 1.0]))
def test_a_sentence_judges_nothing_and_why_names_the_polarity_alone(
    case: Any, polarity: str, materiality: float
) -> None:
    declared, change, sentence = compared(case, polarity, materiality)
    assert JUDGEMENT.findall(sentence) == [] and JUDGEMENT.findall(beside_sentence(declared, change)) == []
    judgements = set(JUDGEMENT.findall(explanation_sentences(declared, change)))
    assert judgements <= {"better"}
    if polarity == "neutral":
        assert "neither direction is better" in explanation_sentences(declared, change) or judgements == set()


@given(CASES, POLARITIES, st.sampled_from([0.0, 1.0]))
def test_why_agrees_with_the_outcome(case: Any, polarity: str, materiality: float) -> None:
    declared, change, _ = compared(case, polarity, materiality)
    why = explanation_sentences(declared, change)
    assert ("too uncertain to say" in why) == (change.outcome == "uncertain")
    assert ("so it says " in why) <= (f"so it says {change.outcome}." in why)
    if change.interval is not None and change.outcome in ("higher", "lower"):
        low, high = change.interval
        assert (low > 0) == (change.outcome == "higher") and (high < 0) == (change.outcome == "lower")


@given(CASES, POLARITIES)
def test_turning_the_two_around_turns_the_direction_around(case: Any, polarity: str) -> None:
    kind, changes, earlier, later = case
    _, forth, _ = compared((kind, changes, earlier, later), polarity, 0.0)
    _, back, _ = compared((kind, changes, later, earlier), polarity, 0.0)
    opposite = {"up": "down", "down": "up", "level": "level"}
    if forth.difference is not None and back.difference is not None and forth.unit != "percent":
        assert back.direction == opposite[forth.direction]
        assert back.difference == -forth.difference


# The usual range -------------------------------------------------------------------------------------------

MONTHS = st.lists(st.none() | st.integers(0, 30) | st.integers(0, 20_000), min_size=1, max_size=40)


def charted(values: list[int | None]) -> tuple[Any, XmrChart]:
    declared = measure(OFFENCES, control_chart={"periods": 24})
    first = pd.Period("2020-01", freq="M")
    observations = tuple(
        Observation(
            first + n, "single", None if value is None else float(value), "x" if value is None else ""
        )
        for n, value in enumerate(values)
    )
    chart = control_chart(declared, MeasureData({Key(): Series(observations)}))
    assert chart is not None
    return declared, chart


@given(MONTHS)
def test_what_is_said_of_a_usual_range_agrees_with_its_numbers(values: list[int | None]) -> None:
    declared, chart = charted(values)
    sentence = control_chart_sentences(declared, chart)
    assert not any(word in sentence for word in ("nan", "inf", "None", "-", "+"))
    assert JUDGEMENT.findall(sentence) == []
    if chart.limits is None:
        assert chart.signals == () and "cannot be told" in sentence
        return
    low, high = chart.limits.usual_range
    newest = chart.latest.value
    assert newest is not None and 0 <= low <= high
    assert (
        f"{'below' if newest < low else 'above' if newest > high else 'within'} its usual range" in sentence
    )
    assert (
        all(end in sentence for end in range_text(chart))
        and JUDGEMENT.findall(rule_words(declared, chart)) == []
    )


@given(MONTHS)
def test_every_signal_is_one(values: list[int | None]) -> None:
    _, chart = charted(values)
    for signal in chart.signals:
        stretch = [
            observation.value
            for observation in chart.observations
            if signal.first.period <= observation.period <= signal.last.period
        ]
        figures = [value for value in stretch if value is not None]
        assert len(figures) == len(stretch) == signal.length and chart.limits is not None
        average = chart.limits.average
        assert {
            "outside": not chart.limits.usual_range[0] <= figures[0] <= chart.limits.usual_range[1],
            "shift": len(figures) >= 7 and (min(figures) > average or max(figures) < average),
            "trend": len(figures) >= 7
            and figures in (sorted(set(figures)), sorted(set(figures), reverse=True)),
        }[signal.kind]
