"""What chance makes of a difference, to the last field: published intervals, counts that move, and what is not judged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from metrics.figures.chance import Weighed, weighed
from metrics.figures.change import Change, arithmetic, compare, is_other_force
from metrics.figures.comparison import comparison_of
from metrics.figures.dispersion import Dispersion
from metrics.figures.series import Observation
from metrics.periods import parse_period_id
from tests.gazetteers import among_areas, gazetteer
from tests.given import OFFENCES, SATISFACTION, measure, observed, series
from tests.places_of_tests import REGION

CAMDEN, OTHER_FORCE = "E09000007", "E23000005"
LIKE: Any = {"judged": "like-with-like", "materiality": 1.0}
COUNTED = measure(OFFENCES, comparison={**LIKE, "test": "counts"})
UNWEIGHED = Weighed(None, doubt="unweighed")
Ends = tuple[float, float]


def rate(change: str) -> Any:
    """A rate whose publisher gives intervals, compared in its units or in per cent."""
    return measure(
        {
            **SATISFACTION,
            "share": None,
            "unit": "rate",
            "subject": "rate of burglary",
            "per": {"number": 1000, "noun": "households"},
            "decimals": 1,
        },
        comparison={**LIKE, "test": "intervals", "change": change},
        source={"value": {"column": ("Value",)}, "interval": {"lower": ("Low",), "upper": ("High",)}},
    )


def quarter(period: str, value: float, ends: Ends | None) -> Observation:
    return replace(observed(period, value), interval=ends)


def by_intervals(change: str, earlier: tuple[float, Ends | None], later: tuple[float, Ends | None]) -> Any:
    return weighed(rate(change), quarter("2023-Q2", *earlier), quarter("2023-Q3", *later))


def ends(low: str, high: str) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


# Published intervals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "interval"),
    [
        # The distances are squared and added: 0.3 and 0.4 make 0.5, on each side.
        ((2.0, (1.7, 2.4)), (5.0, (4.7, 5.4)), ("2.5", "3.5")),
        ((0.0, (0.0, 0.4)), (2.0, (1.7, 2.5)), ("1.5", "2.5")),
        ((2.0, (1.7, 2.5)), (0.0, (0.0, 0.4)), ("-2.5", "-1.5")),
    ],
)
def test_published_intervals_of_a_difference_are_added_by_their_squares(
    earlier: tuple[float, Ends], later: tuple[float, Ends], interval: tuple[str, str]
) -> None:
    assert by_intervals("units", earlier, later) == Weighed(ends(*interval))


def test_published_intervals_of_a_ratio_are_weighed_as_one() -> None:
    # Donner and Zou's formula for a ratio, worked out apart from the engine.
    assert by_intervals("per-cent", (9.9, (8.8, 11.0)), (7.4, (6.5, 8.3))) == Weighed(ends("-36.7", "-11.9"))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((9.9, None), (7.4, (6.5, 8.3))),
        ((9.9, (8.8, 11.0)), (7.4, None)),
        ((9.9, (-0.1, 20.0)), (7.4, (6.5, 8.3))),
        ((9.9, (0.0, 20.0)), (7.4, (6.5, 8.3))),
        ((0.0, (0.0, 1.0)), (7.4, (6.5, 8.3))),
        ((9.9, (8.8, 11.0)), (0.0, (0.0, 1.0))),
    ],
)
def test_a_ratio_of_what_may_be_nought_is_not_weighed(
    earlier: tuple[float, Ends | None], later: tuple[float, Ends | None]
) -> None:
    assert by_intervals("per-cent", earlier, later) == UNWEIGHED


# Counts that move by themselves -----------------------------------------------------------------------------


def of_counts(earlier: float, later: float, moves: Dispersion | None) -> Weighed | None:
    before, now = (
        observed(period, value, frequency="month")
        for period, value in (("2023-01", earlier), ("2024-01", later))
    )
    return weighed(COUNTED, before, now, dispersion=moves)


@pytest.mark.parametrize(
    ("moves", "earlier", "later", "interval"),
    [
        (Dispersion(1.0, 11), 300, 390, ("5.2", "60.9")),
        (Dispersion(4.0, 40), 300, 390, ("-7.1", "82.5")),
        (Dispersion(4.0, 40), 300, 310, ("-27.6", "47.6")),
        (Dispersion(4.0, 40), 5, 12, ("-79.7", "14314.7")),
    ],
)
def test_counts_are_weighed_by_how_far_their_series_moves(
    moves: Dispersion, earlier: float, later: float, interval: tuple[str, str]
) -> None:
    # Byar's limits of the counts divided by 1.916 or 4.738, and the ratio of them, worked out apart from the engine.
    assert of_counts(earlier, later, moves) == Weighed(ends(*interval), dispersion=moves)


@pytest.mark.parametrize("moves", [None, Dispersion(3.0, 10)])
def test_a_series_that_is_too_short_says_so_with_what_there_is(moves: Dispersion | None) -> None:
    assert of_counts(300, 390, moves) == Weighed(None, dispersion=moves, doubt="too-short")


def test_fewer_than_one_event_that_comes_singly_are_too_few_and_may_have_been_none() -> None:
    moves = Dispersion(4.0, 40)
    outcome = of_counts(1, 12, moves)
    assert outcome is not None and outcome.interval is not None
    assert (outcome.interval[1], outcome.doubt, outcome.dispersion) == (Decimal("Infinity"), "too-few", moves)
    doubts = [of_counts(earlier, 12, moves) for earlier in (4, moves.divisor, 5)]
    assert [doubt and doubt.doubt for doubt in doubts] == ["too-few", "chance", "chance"]


# What is not judged -----------------------------------------------------------------------------------------


def of_forces() -> Any:
    area = {"column": ("Force",), "level": "force", "no_area": ("England",)}
    source = {
        **{"layout": "rows", "period": {"column": ("Month",), "format": "YYYY-MM"}, "area": area},
        **{"value": {"column": ("Count",)}, "region": "own-row", "absent": "missing"},
    }
    return among_areas(gazetteer(), OFFENCES, source=source)


def bare(declared: Any, frequency: Any, before: str, now: str, area: str) -> Change:
    """The difference between two figures with no word on what it means."""
    compared = comparison_of(declared, parse_period_id(now, frequency))
    assert compared is not None
    outcome = arithmetic(declared, series({before: 100.0, now: 130.0}, frequency=frequency), compared, area)
    assert outcome is not None
    return outcome


@pytest.mark.parametrize(
    ("declared", "frequency", "periods", "area", "reason"),
    [
        (measure(OFFENCES), "month", ("2023-12", "2024-01"), "", "arithmetic"),
        (measure(OFFENCES), "month", ("2023-12", "2024-01"), CAMDEN, "arithmetic"),
        (
            measure(OFFENCES, frequency="week", comparison={**LIKE, "test": "counts"}),
            *("week", ("2024-W04", "2024-W05"), "", "no-like"),
        ),
        (of_forces(), "month", ("2023-12", "2024-01"), OTHER_FORCE, "other-force"),
        (of_forces(), "month", ("2023-12", "2024-01"), "", "arithmetic"),
    ],
)
def test_a_difference_that_is_not_judged_says_why(
    declared: Any, frequency: str, periods: tuple[str, str], area: str, reason: str
) -> None:
    change = bare(declared, frequency, *periods, area)
    assert (change.outcome, change.reason, change.is_judged) == ("uncertain", reason, False)
    assert (str(change.difference), change.verdict, change.weighed) == ("30.0", "not-judged", None)


def test_another_force_is_one_beside_the_region_of_a_table_of_forces_alone() -> None:
    assert [is_other_force(of_forces(), area) for area in (REGION, OTHER_FORCE)] == [False, True]
    assert not is_other_force(measure(OFFENCES), CAMDEN)


def test_a_sum_across_a_break_is_no_figure_beside_the_comparison() -> None:
    declared = measure(OFFENCES, breaks=({"period": "2024-03", "reason": "the system changed"},))
    compared = comparison_of(declared, pd.Period("2024-04", "M"), "same-period-last-year", 3)
    names = ("2023-02", "2023-03", "2023-04", "2024-02", "2024-03", "2024-04")
    assert compared is not None
    change = compare(declared, series(dict.fromkeys(names, 6000.0), frequency="month"), compared)
    assert change is not None
    assert (change.later.value, change.later.status) == (None, "x")
    assert (change.earlier.value, change.earlier.status) == (18000.0, "")
