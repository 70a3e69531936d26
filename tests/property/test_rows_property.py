from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.given import SATISFACTION, VICTIMS, data_of, measure

EVENTS = [
    f"{month}-{year},{sex},{area}"
    for month, year in (("Jan", 22), ("Mar", 22), ("Dec", 22), ("Feb", 23))
    for sex, area in (("Male", "Camden"), ("Male", "Camden"), ("Female", "Ealing "), ("Male", "Unknown"))
]
QUARTERS = [f"Q{quarter} {year}-{year + 1},{60 + quarter}%" for year in (21, 22) for quarter in (1, 2, 3, 4)]


@settings(max_examples=20)  # each reads and stores a whole extract
@given(st.permutations(EVENTS))
def test_events_in_any_order_give_the_same_observations(rows: list[str]) -> None:
    header = "Recorded,Sex,Borough\n"
    declared = measure(VICTIMS)
    given_rows = data_of(declared, ("Victims.csv", header + "\n".join(rows) + "\n"))
    assert given_rows == data_of(declared, ("Victims.csv", header + "\n".join(EVENTS) + "\n"))


@settings(max_examples=20)
@given(st.permutations(QUARTERS))
def test_rows_in_any_order_give_the_same_observations(rows: list[str]) -> None:
    declared = measure(SATISFACTION)
    given_rows = data_of(declared, ("USS.csv", "Quarter,Satisfied\n" + "\n".join(rows) + "\n"))
    assert given_rows == data_of(declared, ("USS.csv", "Quarter,Satisfied\n" + "\n".join(QUARTERS) + "\n"))
