"""Days that are added up: whatever days are absent, no figure is a sum of a part of its month."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.checking.checks import check_measure
from metrics.figures.observations import observations
from tests.given import DAYS_OF_REGION, OFFENCES, measure

START = date(2023, 12, 1)
DAYS = [START + timedelta(days=ahead) for ahead in range(31 + 31 + 29)]
DECLARED = measure(OFFENCES, source=DAYS_OF_REGION)


@settings(max_examples=40)
@given(st.sets(st.sampled_from(DAYS), max_size=60), st.integers(1, 9))
def test_a_month_has_a_figure_where_all_its_days_have_rows_and_at_no_other_time(
    absent: set[date], count: int
) -> None:
    present = [day for day in DAYS if day not in absent]
    text = "Date,Count\n" + "".join(f"{day.isoformat()},{count}\n" for day in present)
    cells, issues = check_measure(DECLARED, {"Crime.csv": text.encode()})
    expected = {
        f"{first:%Y-%m}": float(count * len(days))
        for first in (date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1))
        if not absent
        & set(days := [day for day in DAYS if (day.year, day.month) == (first.year, first.month)])
    }
    if cells is None:
        assert expected == {}
        return
    own = observations(DECLARED, cells)
    figures = {
        str(period): value
        for period, value in zip(own["period"], own["value"], strict=True)
        if value == value
    }
    assert figures == expected
    assert bool(absent) == any(issue.code == "missing-day" for issue in issues)
