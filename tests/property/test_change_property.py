from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics.figures.change import Change, change_between
from metrics.figures.sentences import change_sentence, change_text
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed

POLARITIES = st.sampled_from(["higher-is-better", "lower-is-better", "neutral"])
PERCENTAGES = st.none() | st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
COUNTS = st.none() | st.integers(0, 10**9).map(float)
CASES = st.one_of(
    st.tuples(st.just(SATISFACTION), PERCENTAGES, PERCENTAGES),
    st.tuples(st.just(OFFENCES), COUNTS, COUNTS),
    st.tuples(st.just(VICTIMS), COUNTS, COUNTS),
)


def compared(
    case: tuple[Any, float | None, float | None], polarity: str, materiality: float
) -> tuple[Change, str]:
    given_measure, earlier, later = case
    declared = measure(given_measure, polarity=polarity, comparison={"materiality": materiality})
    frequency = declared.frequency
    periods = ("2023-Q2", "2023-Q3") if frequency == "financial-quarter" else ("2023-12", "2024-01")
    first, second = (
        observed(period, value, frequency=frequency)
        for period, value in zip(periods, (earlier, later), strict=True)
    )
    change = change_between(declared, first, second)
    return change, change_sentence(declared, second, change)


@given(CASES, POLARITIES, st.sampled_from([0.0, 0.5, 1.0, 5.0]))
def test_what_is_said_never_contradicts_the_figures(case: Any, polarity: str, materiality: float) -> None:
    change, sentence = compared(case, polarity, materiality)
    text = change_text(change)
    assert not any(word in f"{text} {sentence}" for word in ("nan", "inf", "None", "-0.0 ", "-0%", "+"))
    if change.arrow != "level":
        assert change.outcome == ("higher" if change.arrow == "up" else "lower")
        assert change.difference is not None and abs(change.difference) >= change.materiality
        assert (change.difference > 0) == (change.arrow == "up") == (not text.startswith("-"))
        assert any(
            word in sentence for word in (("more", "higher") if change.arrow == "up" else ("fewer", "lower"))
        )
    else:
        assert not any(
            word in sentence for word in (" more than ", " fewer than ", " higher than ", " lower than ")
        )
    if change.verdict in ("better", "worse"):
        assert polarity != "neutral"
        good = "higher" if polarity == "higher-is-better" else "lower"
        assert (change.verdict == "better") == (change.outcome == good)


@given(CASES, POLARITIES)
def test_turning_the_two_around_turns_the_direction_around(case: Any, polarity: str) -> None:
    given_measure, earlier, later = case
    forth, _ = compared((given_measure, earlier, later), polarity, 0.0)
    back, _ = compared((given_measure, later, earlier), polarity, 0.0)
    opposite = {"up": "down", "down": "up", "level": "level"}
    if forth.difference is not None and back.difference is not None and forth.unit != "percent":
        assert back.direction == opposite[forth.direction]
        assert back.difference == -forth.difference
