"""The formulas, against the examples that their sources print, and against kept libraries over a grid."""

from __future__ import annotations

import math
import pkgutil
from itertools import product
from math import inf
from typing import Any

import pytest
import scipy

from metrics.figures.statistics import (
    Z_95,
    Z_998,
    Interval,
    at_most,
    byar,
    clopper_pearson,
    counts_difference,
    counts_ratio,
    difference,
    overdispersed,
    overdispersed_ratio,
    ratio,
    rounding_spread,
    small_counts_difference,
    small_counts_p,
    widened,
    widened_to,
    wilson,
)

Share = tuple[int, int]


def statsmodels(name: str) -> Any:
    """A function of statsmodels, which takes a second to load: only who runs these tests waits for it."""
    return pkgutil.resolve_name(f"statsmodels.stats.{name}")


def limit_texts(interval: Interval) -> tuple[str, str]:
    return f"{interval[0]:.4f}", f"{interval[1]:.4f}"


def exact_poisson(count: int) -> Interval:
    """The exact limits, by way of chi-squared: F. Garwood, Biometrika 28 (1936), 437-442."""
    return float(scipy.stats.chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0, float(
        scipy.stats.chi2.ppf(0.975, 2 * count + 2)
    ) / 2


# Published examples ----------------------------------------------------------------------------------------


def of_shares(first: float, base_1: float, second: float, base_2: float) -> tuple[float, float]:
    """The interval of a difference between two shares, from Wilson's of each: Newcombe's method 10."""
    return difference(first, wilson(first, base_1), second, wilson(second, base_2))


@pytest.mark.parametrize(
    ("events", "base", "lower", "upper"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilsons_interval_is_that_of_the_published_examples(
    events: int, base: int, lower: str, upper: str
) -> None:
    assert limit_texts(wilson(events / base, base)) == (lower, upper)


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10; there the second is taken from
        # the first, so they stand here the other way around
        ((48, 80), (56, 70), "0.0524", "0.3339"),
        ((3, 10), (9, 10), "0.1705", "0.8090"),
        ((2, 7), (6, 7), "0.0582", "0.8062"),
        ((0, 29), (5, 56), "-0.0381", "0.1926"),
        ((0, 20), (0, 10), "-0.1611", "0.2775"),
        ((0, 10), (0, 10), "-0.2775", "0.2775"),
        ((0, 20), (10, 10), "0.6791", "1.0000"),
        ((0, 10), (10, 10), "0.6075", "1.0000"),
        # Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), chapter 4: a trial of
        # adrenaline by Perondi and others (2004), Newcombe's hybrid score interval
        ((1, 34), (7, 34), "0.0189", "0.3404"),
    ],
)
def test_newcombes_interval_is_that_of_the_published_examples(
    first: Share, second: Share, lower: str, upper: str
) -> None:
    interval = of_shares(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert limit_texts(interval) == (lower, upper)


def test_a_ratio_to_what_may_as_well_have_been_nought_has_no_upper_end() -> None:
    low, high = overdispersed_ratio(1, 60, 2.3)
    assert (low > 1, high) == (True, inf)


def test_the_ratio_is_that_of_the_published_example() -> None:
    # The same trial, same chapter: MOVER-R with Wilson's intervals
    interval = ratio(1 / 34, wilson(1 / 34, 34), 7 / 34, wilson(7 / 34, 34))
    assert limit_texts(interval) == ("1.1537", "41.9763")


@pytest.mark.parametrize(
    ("count", "expected", "lower", "upper"),
    [
        # Standardised mortality of hospitals, as the library byar for it has them (test/test_byar.rb, florish/byar)
        (23, 30, "0.4858", "1.1504"),
        (100, 90, "0.9040", "1.3514"),
        (0, 10, "0.0000", "0.3668"),
    ],
)
def test_byars_limits_are_those_of_published_figures(
    count: int, expected: int, lower: str, upper: str
) -> None:
    low, high = byar(count)
    assert limit_texts((low / expected, high / expected)) == (lower, upper)


def test_byars_limits_are_as_close_to_the_exact_ones_as_public_health_guidance_says() -> None:
    # Public Health England, Technical Guide: Confidence Intervals (2018): within 0.2% for ten events or more
    for count in range(10, 2_000):
        assert byar(count) == pytest.approx(exact_poisson(count), rel=0.002)


@pytest.mark.parametrize("count", range(10))
def test_below_ten_events_byars_lower_limit_errs_to_the_low_side(count: int) -> None:
    low, high = byar(count)
    exact_low, exact_high = exact_poisson(count)
    assert low <= exact_low and high == pytest.approx(exact_high, rel=0.006)


def test_the_exact_limits_that_byars_are_held_against_are_published_ones() -> None:
    # StatsDirect, Poisson rate: 14 events in 400 person years, exact 95% interval
    low, high = exact_poisson(14)
    assert (f"{low / 400:.6f}", f"{high / 400:.6f}") == ("0.019135", "0.058724")


# Kept libraries, over a grid -------------------------------------------------------------------------------

SHARES = [(0, 10), (1, 29), (5, 50), (300, 600), (1440, 2400), (13_000, 19_200), (600, 600)]
COUNTS = [1, 3, 9, 12, 41, 109, 700, 6_100]


@pytest.mark.parametrize(("events", "base"), SHARES)
def test_wilsons_interval_is_that_of_a_kept_library(events: int, base: int) -> None:
    assert wilson(events / base, base) == pytest.approx(
        statsmodels("proportion:proportion_confint")(events, base, method="wilson")
    )


@pytest.mark.parametrize(("first", "second"), list(product(SHARES, SHARES)))
def test_newcombes_interval_is_that_of_a_kept_library(first: Share, second: Share) -> None:
    theirs = statsmodels("proportion:confint_proportions_2indep")(
        *second, *first, method="newcomb", compare="diff"
    )
    ours = of_shares(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert ours == pytest.approx([float(end) for end in theirs], abs=1e-9)


@pytest.mark.parametrize(("first", "second"), list(product(COUNTS, COUNTS)))
@pytest.mark.parametrize("limits", ["exact-c", "score", "jeff"])
def test_the_mover_is_that_of_a_kept_library_whatever_limits_it_is_given(
    first: int, second: int, limits: str
) -> None:
    (low_1, high_1), (low_2, high_2) = (
        statsmodels("rates:confint_poisson")(count, 1, method=limits) for count in (first, second)
    )
    around_1, around_2 = (float(low_1), float(high_1)), (float(low_2), float(high_2))
    method_options = {"method": "mover", "method_mover": limits}
    theirs = [
        statsmodels("rates:confint_poisson_2indep")(second, 1, first, 1, compare=comparison, **method_options)
        for comparison in ("diff", "ratio")
    ]
    assert difference(first, around_1, second, around_2) == pytest.approx([float(end) for end in theirs[0]])
    assert ratio(first, around_1, second, around_2) == pytest.approx([float(end) for end in theirs[1]])


@pytest.mark.parametrize(("first", "second"), [(6732, 6100), (6088, 6039), (500, 700)])
def test_the_ratio_of_large_counts_has_the_interval_of_its_score_and_of_its_logarithm(
    first: int, second: int
) -> None:
    spread = Z_95 * math.sqrt(1 / first + 1 / second)
    by_logarithm = [second / first * math.exp(sign * spread) for sign in (-1, 1)]
    by_score = [
        float(end) for end in statsmodels("rates:confint_poisson_2indep")(second, 1, first, 1, method="score")
    ]
    assert counts_ratio(first, second) == pytest.approx(by_logarithm, rel=0.002)
    assert counts_ratio(first, second) == pytest.approx(by_score, rel=0.002)


# What must hold of any ------------------------------------------------------------------------------------


def test_a_count_of_none_has_a_lower_limit_of_none() -> None:
    low, high = byar(0)
    assert (low, f"{high:.2f}") == (0.0, "3.67")


@pytest.mark.parametrize(("first", "second"), [(7, 8), (0, 3), (14, 21)])
def test_turning_two_counts_around_turns_their_interval_around(first: int, second: int) -> None:
    low, high = counts_difference(first, second)
    assert counts_difference(second, first) == pytest.approx((-high, -low))


@pytest.mark.parametrize(("first", "second"), list(product([1, 2, 3, 7, 50, 6_100], [0, 1, 2, 7, 50, 6_100])))
def test_an_interval_holds_what_was_observed(first: int, second: int) -> None:
    low, high = counts_ratio(first, second)
    assert 0 <= low <= second / first <= high
    low, high = counts_difference(first, second)
    assert low <= second - first <= high


@pytest.mark.parametrize(
    ("proportion", "base", "points"),
    [(0.5, 4800, 2.0), (0.61, 2400, 2.8), (0.5, 600, 5.7)],
)
def test_what_cannot_be_told_from_chance_is_as_large_as_is_known_of_the_surveys(
    proportion: float, base: int, points: float
) -> None:
    low, high = of_shares(proportion, base, proportion, base)
    assert (high - low) / 2 * 100 == pytest.approx(points, abs=0.1)


# Small counts, dispersion, rounding ------------------------------------------------------------------------


@pytest.mark.parametrize(("successes", "trials"), [(0, 1), (1, 1), (3, 10), (14, 35), (21, 35), (120, 400)])
def test_clopper_pearson_has_the_limits_of_the_beta_distribution(successes: int, trials: int) -> None:
    low = float(scipy.stats.beta.ppf(0.025, successes, trials - successes + 1)) if successes else 0.0
    high = (
        float(scipy.stats.beta.ppf(0.975, successes + 1, trials - successes)) if successes < trials else 1.0
    )
    assert clopper_pearson(successes, trials) == pytest.approx((low, high), abs=1e-12)


def test_of_no_trials_every_share_is_possible() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.99])
@pytest.mark.parametrize(("successes", "trials"), [(-1, 7), (0, 7), (6, 7), (7, 7), (30, 400), (390, 400)])
def test_the_probability_of_so_many_or_fewer_is_that_of_the_binomial(
    successes: int, trials: int, share: float
) -> None:
    assert at_most(successes, trials, share) == pytest.approx(
        float(scipy.stats.binom.cdf(successes, trials, share)), abs=1e-12
    )


@pytest.mark.parametrize(("first", "second"), [(14, 21), (108, 109), (0, 5), (7, 7), (0, 1)])
def test_how_often_chance_makes_small_counts_differ_is_the_exact_binomial_test(
    first: int, second: int
) -> None:
    expected = float(scipy.stats.binomtest(second, first + second).pvalue)
    assert small_counts_p(first, second) == pytest.approx(expected, abs=1e-12)
    assert small_counts_p(second, first) == small_counts_p(first, second)


def test_the_difference_of_small_counts_is_never_more_than_their_sum() -> None:
    assert small_counts_difference(0, 5) == pytest.approx((5 * (2 * 0.025**0.2 - 1), 5.0))
    assert small_counts_difference(0, 0) == (0.0, 0.0)


def test_counts_that_nobody_could_tell_apart_take_no_longer_than_others() -> None:
    low, high = small_counts_difference(1_000_000, 1_000_000)
    assert low == pytest.approx(-high, abs=1e-3)
    assert high == pytest.approx(Z_95 * math.sqrt(2_000_000), rel=1e-3)


def test_dispersion_widens_a_ratio_and_does_not_move_it() -> None:
    assert overdispersed_ratio(18176, 19154, 1.0) == counts_ratio(18176, 19154)
    low, high = overdispersed_ratio(18176, 19154, 5.78 * (2.003 / Z_95) ** 2)
    assert (round(100 * (low - 1), 1), round(100 * (high - 1), 1)) == (0.2, 10.8)


def test_limits_of_a_dispersed_count_are_byars_of_what_is_left_of_it() -> None:
    low, high = byar(300, Z_998)
    assert overdispersed(600, 2.0, Z_998) == pytest.approx((2 * low, 2 * high))


def test_the_limits_of_998_in_a_thousand_leave_one_in_a_thousand_out_at_each_end() -> None:
    assert pytest.approx(float(scipy.stats.norm.ppf(0.999))) == Z_998


def test_rounding_to_whole_per_cents_moves_a_share_by_057_points_and_a_difference_by_080() -> None:
    spread = rounding_spread(1.0)
    assert (round(spread, 2), round(math.hypot(spread, spread), 2)) == (0.57, 0.80)


def test_an_interval_is_widened_by_what_is_independent_of_it() -> None:
    assert widened(50.0, (47.0, 54.0), 4.0) == pytest.approx((45.0, 50 + math.sqrt(32)))


def test_a_published_interval_is_as_wide_at_another_chance_as_its_standard_errors_make_it() -> None:
    assert widened_to(50.0, (50 - Z_95, 50 + 2 * Z_95), Z_998) == pytest.approx((50 - Z_998, 50 + 2 * Z_998))
    assert widened_to(50.0, (47.0, 54.0), Z_95) == pytest.approx((47.0, 54.0))
