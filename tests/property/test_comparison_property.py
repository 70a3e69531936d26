"""Comparisons of any length, on any basis, around a break at any month."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from metrics.figures.comparison import basis_of, comparison_back
from metrics.periods import month, period_id
from tests.given import OFFENCES, measure

BREAK = month(2024, 3)
LENGTHS = st.integers(1, 24)


@given(st.integers(-30, 60), st.integers(1, 36), LENGTHS)
def test_a_comparison_crosses_a_break_until_it_resumes(ahead: int, back: int, length: int) -> None:
    declared = measure(
        OFFENCES, breaks=({"period": period_id(BREAK), "reason": "the recording system changed"},)
    )
    period, basis = BREAK + ahead, basis_of(declared)
    comparison = comparison_back(declared, basis, "single", period, back, length)
    assert [len(side) for side in (comparison.earlier, comparison.later)] == [length, length]
    assert {later - back for later in comparison.later} == set(comparison.earlier)
    assert comparison.overlap_months == len(set(comparison.earlier) & set(comparison.later))
    assert (comparison.crossed is not None) == (comparison.earlier[0] < BREAK <= period)
    assert comparison.resumes == (None if comparison.crossed is None else BREAK + back + length - 1)
