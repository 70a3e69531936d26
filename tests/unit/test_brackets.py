"""Brackets around what is below zero, and marks beside numbers: read as declared, proposed as they look."""

from __future__ import annotations

import pytest

from metrics.profiling.column_profile import number_look
from metrics.reading.values import Faulty, Marked, other_reading, read_value, written_decimals
from tests.unit.test_units import written

IN_BRACKETS = {"below_zero": "brackets", "thousands": ","}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("(160)", -160.0), ("(1,345.5)", -1345.5), (" (0.5) ", -0.5), ("(0)", 0.0)),
        *(("160", 160.0), ("-160", -160.0)),
    ],
)
def test_a_number_in_brackets_is_below_zero_where_that_is_declared(text: str, value: float) -> None:
    assert read_value(written("number", IN_BRACKETS), text) == value


@pytest.mark.parametrize("text", ["(£1,345)", "£(1,345)", "-£1,345"])
def test_pounds_in_brackets_have_their_sign_inside_or_before(text: str) -> None:
    declared = written("money", {**IN_BRACKETS, "written_as": "pounds"}, money={"given_in": "pounds"})
    assert read_value(declared, text) == -1345.0


def test_a_mark_stands_behind_the_brackets() -> None:
    assert read_value(written("number", IN_BRACKETS), "(160) [r]") == Marked(-160.0, "r")
    assert written_decimals(written("number", IN_BRACKETS), "(1,345.25) [r]") == 2


@pytest.mark.parametrize(
    "text", ["(-160)", "(160", "160)", "((160))", "()", "(5%)", "(n/a)", "-(160)", "£(£5)"]
)
def test_what_is_no_number_in_brackets_is_a_fault(text: str) -> None:
    fault = read_value(written("number", IN_BRACKETS), text)
    assert isinstance(fault, Faulty) and fault.code == "bad-number"


def test_what_cannot_be_below_zero_is_not_in_brackets_either() -> None:
    fault = read_value(written("duration", IN_BRACKETS), "(160)")
    assert fault == Faulty("negative", '"(160)" is below 0')


def test_brackets_that_are_not_declared_are_told_with_the_key() -> None:
    assert read_value(written("number"), "(160)") == Faulty(
        "bad-number",
        '"(160)" is not a plain number such as 6100; it stands in brackets, as accountants write what is below zero: '
        "declare below_zero: brackets",
    )
    assert other_reading(written("number"), ("(160)", "12")) == '; declare below_zero: "brackets"'


@pytest.mark.parametrize(
    ("texts", "low", "high", "brackets", "marks"),
    [
        (("(160)", "2,710", "(1,345)"), -1345.0, 2710.0, True, ()),
        (("160", "[x]", "170 [r]", "180 [p]"), 160.0, 180.0, False, ("[x]",)),
        (("£(5)", "£7"), -5.0, 7.0, True, ()),
        (("9.4", "[u]", "10.1 [r]"), 9.4, 10.1, False, ("[u]",)),
    ],
)
def test_numbers_are_seen_with_what_stands_around_them(
    texts: tuple[str, ...], low: float, high: float, brackets: bool, marks: tuple[str, ...]
) -> None:
    look = number_look(texts)
    assert look is not None
    assert (look.low, look.high, look.brackets, look.marks) == (low, high, brackets, marks)


@pytest.mark.parametrize(
    "texts", [("(a)", "(b)"), ("[x]", "[c]"), ("1 [q]", "2 [q]", "3 [q]"), ("(5.2%)", "(3.1%)")]
)
def test_what_is_something_else_is_no_number(texts: tuple[str, ...]) -> None:
    assert number_look(texts) is None
