"""What `pcp new-measure` makes of numbers that are no counts: it knows a £ sign, and asks where it cannot be sure."""

from __future__ import annotations

import pytest

from metrics.declared.config import parse_config
from metrics.profiling.sample import take_sample
from metrics.profiling.start import Options, Start, start
from tests.unit.test_new_measure import CONFIG, config_of

QUARTERS = [f"{year}/{year - 1999} Q{quarter}" for year in (2021, 2022) for quarter in (1, 2, 3, 4)]


def proposed(header: str, *values: str) -> Start:
    """A measure of a file with a quarter in each row."""
    lines = [f'{quarter},"{value}"' for quarter, value in zip(QUARTERS, values * 8, strict=False)]
    sample, issues = take_sample("x.csv", "\n".join([f"Quarter,{header}", *lines, ""]).encode(), "x.csv")
    assert sample is not None, issues
    return start(CONFIG, config_of(CONFIG), Options("the-matter", "The matter"), [sample], parse_config)


def lines_of(begun: Start) -> list[str]:
    return [line.lstrip(" #").partition("  #")[0] for line in begun.block.splitlines()]


@pytest.mark.parametrize(
    ("header", "scale"),
    [("Cost (£000)", "thousands"), ("Cost £m", "millions"), ("Spend (£ thousands)", "thousands")],
)
def test_a_pound_sign_and_its_scale_are_known(header: str, scale: str) -> None:
    begun = proposed(header, "£3,412.50", "-£120.25", "£3,100.00")
    assert begun.open == ()
    lines = lines_of(begun)
    for line in (
        "unit: money",
        f"given_in: {scale}",
        "written_as: pounds",
        'thousands: ","',
        "absent: missing",
    ):
        assert line in lines, line
    assert "combine: sum" not in lines and "layout: rows" in lines


def test_without_a_word_on_the_scale_it_is_asked() -> None:
    begun = proposed("Cost", "£3,412", "£3,100")
    assert any('"given_in"' in problem for problem in begun.open)
    assert "given_in: ?  Could not tell." in begun.block


def test_a_pound_sign_in_the_header_is_enough() -> None:
    begun = proposed("Cost (£000)", "3412", "3100")
    lines = lines_of(begun)
    assert begun.open == () and "unit: money" in lines and "written_as: pounds" not in lines


@pytest.mark.parametrize(
    ("header", "values", "why"),
    [
        ("Budget", ("3412", "3100"), '"Budget" says "budget": money, unless these are counted'),
        (
            "Officers FTE",
            ("331", "310"),
            '"Officers FTE" says "fte": a number, if these are full-time equivalents',
        ),
        ("Net change", ("12", "-31"), "some values are below 0, and counts are not: money or a number"),
        (
            "Officers",
            ("33201.5", "33180.25"),
            "values with decimals beyond 100 are neither counts nor percentages",
        ),
        ("Median minutes", ("7.5", "8.5"), 'ask for the counts behind it; or write "unit: duration"'),
        ("Rate per 1,000", ("84.5", "83.5"), 'or write "unit: rate"'),
        ("Index", ("104.5", "99.5"), 'or write "unit: index"'),
    ],
)
def test_what_is_no_count_is_asked(header: str, values: tuple[str, ...], why: str) -> None:
    begun = proposed(header.replace(",", ""), *values)
    assert [problem for problem in begun.open if why in problem] != [], begun.open
    assert "# unit: ?  Could not tell." in begun.block and "# unit: count" not in begun.block
