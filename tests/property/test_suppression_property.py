"""An attacker with pencil and paper: whoever has two releases and adds up what was published gets nothing back.

He knows every figure of both releases, how figures hang together, and that counts are whole numbers of zero or
more. He knows nothing of how complements are chosen: what follows is written from the rules of arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.areas import districts
from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import observations
from metrics.figures.suppression.releases import FigureName as Name
from metrics.figures.suppression.releases import Seen, names_of
from metrics.figures.suppression.withhold import suppressed
from metrics.periods import parse_period_id, window_months
from tests.given import OFFENCES, measure
from tests.places_of_tests import REGION

Published = dict[Name, float | None]
AREAS, KINDS = ("Camden", "Brent", "Barnet", "Unknown"), ("Knife", "Gun", "Other")
QUARTERS = ["Q2 21-22", "Q3 21-22", "Q4 21-22", "Q1 22-23", "Q2 22-23", "Q3 22-23"]


# What is published -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A measure, and the count of each quarter, area and kind, in the order of the product of the three."""

    window: str
    region: str
    threshold: int
    with_kinds: bool
    quarters: int
    aim: int
    counts: tuple[int, ...]

    @property
    def measure(self) -> PublishedMeasure:
        kinds = ({"id": "kind", "title": "Kind", "column": ("Kind",)},) if self.with_kinds else ()
        source = {
            "layout": "rows",
            "period": {"column": ("Quarter",), "format": "Qn YY-YY"},
            "value": {"column": ("Count",)},
            "dimensions": kinds,
            "ignore": ("Nothing",) if self.with_kinds else ("Kind",),
            "combine": "sum",
            "region": self.region,
        }
        how = {"frequency": "financial-quarter", "window": self.window}
        return measure(OFFENCES, suppression={"threshold": self.threshold}, source=source, **how)

    def observed(self, quarters: int) -> pd.DataFrame:
        """The observations of the first quarters, none withheld."""
        frame = every_quarter(self)
        early: pd.DataFrame = frame[frame["period"] <= frame["period"].min() + quarters - 1]
        return early.reset_index(drop=True)


@cache
def every_quarter(case: Case) -> pd.DataFrame:
    keys = list(product(QUARTERS[: case.quarters], AREAS, KINDS))
    rows = [",".join([*key, str(count)]) for key, count in zip(keys, case.counts, strict=False)]
    text = "\n".join(["Quarter,Borough,Kind,Count", *rows, ""])
    cells, issues = check_measure(case.measure, {"Crime.csv": text.encode()})
    assert cells is not None, issues
    return observations(case.measure, cells)


def published(observed: pd.DataFrame) -> Published:
    """Each figure by its name; None where there is none to be seen."""
    values = (None if pd.isna(value) else float(value) for value in observed["value"])
    return dict(zip(names_of(observed), values, strict=True))


def seen(release: Published, observed: pd.DataFrame) -> Seen:
    """What a release leaves for the next."""
    withheld = {
        name for name, status in zip(names_of(observed), observed["status"], strict=True) if status == "c"
    }
    visible_names = frozenset(name for name, value in release.items() if value is not None)
    return Seen({"first": visible_names}, {"first": frozenset(withheld)})


# What follows from it --------------------------------------------------------------------------------------


def sums(case: Case, names: Iterable[Name]) -> Iterator[tuple[Name, list[Name]]]:
    """Every figure that is the sum of others, and those others."""
    names = set(names)
    windows = {name[0] for name in names}
    for window, period in {name[:2] for name in names}:
        total = (window, period, REGION, "", "")
        areas = [(window, period, code, "", "") for code in districts()]
        rest = [(window, period, "nowhere", "", "")] if case.region == "all-rows" else []
        yield total, [name for name in areas if name in names] + rest
        if case.with_kinds:
            yield total, [(window, period, REGION, "kind", kind) for kind in KINDS]
    for window in windows - {"single"}:
        for name in [name for name in names if name[0] == window]:
            first, last = window_months(parse_period_id(name[1], "financial-quarter"), window)
            quarters = pd.period_range(first.asfreq("Q-MAR"), last.asfreq("Q-MAR"))
            parts: list[Name] = [("single", f"{q.qyear - 1}-Q{q.quarter}", *name[2:]) for q in quarters]
            if all(part in names for part in parts):
                yield name, parts


@dataclass(frozen=True)
class Attacker:
    """What is not known, as columns; what must add up, as rows."""

    columns: dict[Name, int]
    rows: np.ndarray
    totals: np.ndarray

    def bounds(self, name: Name, least: int) -> tuple[float, float] | None:
        """The least and the most that a figure can be, when none is below ``least``; None when that cannot be."""
        price = np.zeros(len(self.columns))
        price[self.columns[name]] = 1
        floors = [0 if other[2] == "nowhere" else least for other in self.columns]
        solutions = [
            scipy.optimize.milp(
                sign * price,
                integrality=np.ones(len(price)),
                bounds=scipy.optimize.Bounds(floors, np.full(len(price), 1000)),
                constraints=scipy.optimize.LinearConstraint(self.rows, self.totals, self.totals),
            )
            for sign in (1, -1)
        ]
        if any(solution.x is None for solution in solutions):
            return None
        low, high = (round(solution.x[self.columns[name]]) for solution in solutions)
        return low, high


def attacker(case: Case, figures: Published, names: Iterable[Name]) -> Attacker:
    """All that follows for the figures that are not known."""
    relations = [[(sum_name, -1), *((part, 1) for part in parts)] for sum_name, parts in sums(case, names)]
    unknown = {name for relation in relations for name, _ in relation if figures.get(name) is None}
    columns = {name: number for number, name in enumerate(sorted(unknown))}
    rows, totals = [], []
    for relation in relations:
        row, total = np.zeros(len(columns)), 0.0
        for name, sign in relation:
            if name in columns:
                row[columns[name]] += sign
            else:
                total -= sign * (figures[name] or 0.0)
        if row.any():
            rows.append(row)
            totals.append(total)
    return Attacker(columns, np.array(rows), np.array(totals))


def recovered(case: Case, truth: Published, figures: Published, small: Iterable[Name]) -> list[str]:
    """The small figures that the attacker gets back, or sees to be smaller than they may seem."""
    mind, leaks = attacker(case, figures, truth), []
    zeros = any(truth.get(name) == 0 for name in mind.columns)
    for name in small:
        region_total = truth[(*name[:2], REGION, "", "")] or 0.0
        limit = case.threshold if name[2:] == (REGION, "", "") else min(case.threshold, region_total)
        if name not in mind.columns:
            leaks.append(f"{name} is published")
            continue
        low, high = mind.bounds(name, 0) or (0, 0)
        if low == high or high < limit:
            leaks.append(f"{name} is {truth[name]}: from {low} to {high}, and must reach {limit}")
        if not zeros:
            low, high = mind.bounds(name, 1) or (0, 0)
            if low == high:
                leaks.append(f"{name} is {truth[name]}: from {low} to {high}, as no zero is withheld")
    return leaks


def small_in(case: Case, truth: Published) -> list[Name]:
    return [name for name, value in truth.items() if value is not None and 0 < value < case.threshold]


def attacked(case: Case, first: Callable[[Case], pd.DataFrame]) -> list[str]:
    """What the attacker gets out of a first release, made as told, and a second one with a quarter more.

    He goes for one small figure in seven, another one in each case: each takes him a while.
    """
    before = first(case)
    earlier = published(before)
    after = suppressed(case.measure, case.observed(case.quarters), seen(earlier, before))
    two, truth = published(after), published(case.observed(case.quarters))
    both = {name: two[name] if two.get(name) is not None else earlier.get(name) for name in truth}
    small = small_in(case, truth)[case.aim :: 7]
    fresh = [name for name in small if earlier.get(name) is None]
    return recovered(case, truth, both, fresh) + recovered(case, truth, two, small)


cases = st.builds(
    Case,
    window=st.sampled_from(
        ["single", "rolling-12-months", "financial-year-to-date", "calendar-year-to-date"]
    ),
    region=st.sampled_from(["all-rows", "sum-of-areas"]),
    threshold=st.integers(2, 6),
    with_kinds=st.booleans(),
    quarters=st.integers(2, len(QUARTERS)),
    aim=st.integers(0, 6),
    counts=st.tuples(
        *[st.sampled_from([0, 0, 0, 1, 1, 2, 3, 7])] * (len(QUARTERS) * len(AREAS) * len(KINDS))
    ),
)


@settings(max_examples=40)
@given(cases)
def test_two_releases_give_nothing_back(case: Case) -> None:
    assert attacked(case, lambda case: suppressed(case.measure, case.observed(case.quarters - 1))) == []


@settings(max_examples=20)
@given(cases)
def test_what_is_new_is_safe_beside_a_release_that_withheld_nothing(case: Case) -> None:
    assert attacked(case, lambda case: case.observed(case.quarters - 1)) == []
