"""The ids of periods are plain ASCII: what looks like a digit in another script names no period."""

from __future__ import annotations

import pytest

from metrics.periods import Frequency, parse_period_id


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("\u0662\u0660\u0662\u0664-\u0660\u0661", "month"),
        ("2024-0\u0661", "month"),
        ("2024-Q\u0661", "financial-quarter"),
        ("\uff12\uff10\uff12\uff14", "calendar-year"),
        ("\uff12\uff10\uff12\uff13-\uff11\uff13", "month"),
    ],
)
def test_digits_of_another_script_are_no_period(text: str, frequency: Frequency) -> None:
    with pytest.raises(ValueError, match=text):
        parse_period_id(text, frequency)
