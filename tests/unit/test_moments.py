"""What is odd about the moment of a release, though it may be meant."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from metrics.releasing.moments import bank_holidays, doubts_of

NOW = datetime.fromisoformat("2024-10-01T10:00:00+01:00")


def codes(text: str) -> list[str]:
    return [code for code, _ in doubts_of(datetime.fromisoformat(text), NOW)]


@pytest.mark.parametrize("text", ["2024-10-24T09:30:00+01:00", "2024-11-07T09:30:00+00:00"])
def test_half_past_nine_on_a_working_day_is_not_odd(text: str) -> None:
    assert codes(text) == []


def test_an_offset_that_is_not_regions_on_that_day_is_told_with_what_it_means() -> None:
    doubts = list(doubts_of(datetime.fromisoformat("2024-11-07T09:30:00+01:00"), NOW))
    assert doubts == [
        (
            "not-uk-time",
            "2024-11-07T09:30:00+01:00 is 08:30 in London, where the offset is +00:00 on that day; "
            "2024-11-07T09:30:00+00:00 would be 09:30 there",
        )
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-11-09T09:30:00+00:00", "no-working-day"),
        ("2024-12-25T09:30:00+00:00", "no-working-day"),
        ("2025-05-08T09:30:00+01:00", "far-off"),
        ("2024-10-24T00:30:00+01:00", "unusual-time"),
    ],
)
def test_a_day_off_a_far_day_and_another_time_of_day_are_told(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    ],
)
def test_bank_holidays_are_those_that_were_proclaimed_and_kept(year: int, days: list[str]) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days]
