from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from metrics.period_formats import PeriodFormat, parse_period
from metrics.periods import (
    MONTH_NAMES,
    PANDAS_FREQUENCY,
    Frequency,
    calendar_year,
    financial_quarter,
    financial_year,
    first_month,
    label,
    last_day,
    month,
    overlap_in_months,
    parse_period_id,
    period_id,
    window_months,
)

YEARS = st.integers(1900, 2198)
PERIODS = st.one_of(
    st.builds(lambda year, number: ("month", month(year, number)), YEARS, st.integers(1, 12)),
    st.builds(
        lambda year, number: ("financial-quarter", financial_quarter(year, number)), YEARS, st.integers(1, 4)
    ),
    st.builds(lambda year: ("calendar-year", calendar_year(year)), YEARS),
    st.builds(lambda year: ("financial-year", financial_year(year)), YEARS),
)
LABEL_FORMATS: dict[Frequency, PeriodFormat] = {
    "month": "MMM YYYY",
    "financial-quarter": "Qn YY-YY",
    "calendar-year": "YYYY",
    "financial-year": "YYYY-YY",
}


@given(PERIODS)
def test_an_identifier_names_its_period(given_period: tuple[Frequency, object]) -> None:
    frequency, period = given_period
    assert parse_period_id(period_id(period), frequency) == period


@given(PERIODS)
def test_a_label_names_its_period(given_period: tuple[Frequency, object]) -> None:
    frequency, period = given_period
    assert parse_period(label(period), LABEL_FORMATS[frequency], frequency) == period


@given(PERIODS)
def test_the_last_day_names_its_period(given_period: tuple[Frequency, object]) -> None:
    frequency, period = given_period
    day = last_day(period)  # type: ignore[arg-type]
    assert parse_period(f"{day:%d/%m/%Y}", "DD/MM/YYYY", frequency) == period


@given(st.integers(2000, 2098), st.integers(1, 12))
def test_short_months_are_of_this_century(year: int, number: int) -> None:
    text = f"{MONTH_NAMES[number][:3]}-{year % 100:02d}"
    assert parse_period(text, "MMM-YY", "month") == month(year, number)


@given(st.integers(2000, 2098), st.integers(1, 4), st.integers(0, 12))
def test_rolling_years_share_three_months_less_for_each_quarter_between(
    year: int, number: int, steps: int
) -> None:
    later = financial_quarter(year, number)
    assert overlap_in_months(
        *(window_months(end, "rolling-12-months") for end in (later - steps, later))
    ) == max(0, 12 - 3 * steps)


@given(st.sampled_from(sorted(PANDAS_FREQUENCY)), st.text(max_size=12))
def test_any_text_names_a_period_or_is_a_value_error(frequency: Frequency, text: str) -> None:
    try:
        period = parse_period_id(text, frequency)
    except ValueError:
        return
    assert period_id(period) == text
    assert first_month(period).year >= 1900
