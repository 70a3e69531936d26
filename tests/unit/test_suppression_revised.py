"""What is withheld of a release that revises figures: none of it follows from it and those before it together."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import as_text
from metrics.figures.suppression.releases import (
    FIXED,
    NEW,
    SAME,
    TWICE,
    FigureName,
    Seen,
    blocks,
    names_of,
    states,
)
from metrics.figures.suppression.withhold import suppressed
from tests.given import OFFENCES, measure
from tests.places_of_tests import REGION
from tests.unit.test_suppression import NAMED, figures_by_name, observed

CRIME = measure(OFFENCES, suppression={"threshold": 3})
TOTAL = {
    **OFFENCES["source"],
    **{"layout": "rows", "period": {"column": ("Month",), "format": "YYYYMM"}, "area": None},
    **{"value": {"column": ("Count",)}, "dimensions": (NAMED,)},
}
KINDS = measure(OFFENCES, suppression={"threshold": 5}, source=TOTAL)
BOROUGHS = ("Camden", "Brent", "Barnet", "Bexley")


def drop(*counts: int) -> pd.DataFrame:
    rows = (f"{name},{count}" for name, count in zip(BOROUGHS, counts, strict=True))
    return observed(CRIME, "Borough,202401", *rows)


def kinds(**counts: int) -> pd.DataFrame:
    return observed(KINDS, "Month,Kind,Count", *(f"202401,{name},{count}" for name, count in counts.items()))


def released(declared: PublishedMeasure, *drops: pd.DataFrame) -> list[pd.DataFrame]:
    """Drops as they are released one after the other."""
    frames: list[pd.DataFrame] = []
    seen = Seen()
    for number, frame in enumerate(drops):
        frames.append(suppressed(declared, frame, seen.unrevised(as_text(frame))))
        seen = seen.beside(of_release(str(number), frames[-1]))
    return frames


def of_release(release: str, frame: pd.DataFrame) -> Seen:
    stored = as_text(frame)
    texts = dict(zip(names_of(stored), zip(stored["value"], stored["base"], strict=True), strict=True))
    visible = {name: text for name, text in texts.items() if text[0]}
    withheld = frozenset(names_of(stored[stored["status"] == "c"]))
    return Seen({release: frozenset(visible)}, {release: withheld}, texts={release: visible})


@pytest.mark.parametrize(
    ("counts", "revised", "withheld"),
    [
        # Otherwise what the first withheld is 22 - 7 - 9, so that Camden is 17 - 9 - 6.
        (
            (7, 9, 2, 4),
            (2, 9, 2, 4),
            {"London": "c", "Camden": "c", "Brent": "9", "Barnet": "c", "Bexley": "c"},
        ),
        # Otherwise it is 15 - 9, so that Camden is 15 - 8 - 6.
        (
            (0, 9, 2, 4),
            (1, 8, 2, 4),
            {"London": "15", "Camden": "c", "Brent": "c", "Barnet": "c", "Bexley": "c"},
        ),
        # What is revised and small twice hides itself.
        (
            (7, 9, 2, 4),
            (1, 2, 2, 4),
            {"London": "9", "Camden": "c", "Brent": "c", "Barnet": "c", "Bexley": "c"},
        ),
    ],
)
def test_a_figure_revised_to_a_small_one_is_not_hidden_by_what_both_releases_withhold(
    counts: tuple[int, ...], revised: tuple[int, ...], withheld: dict[str, str]
) -> None:
    first, second = released(CRIME, drop(*counts), drop(*revised))
    assert figures_by_name(CRIME, first)["Barnet"] == figures_by_name(CRIME, first)["Bexley"] == "c"
    assert figures_by_name(CRIME, second) == withheld


def test_what_a_release_was_the_first_to_withhold_hides_itself_in_those_after_it() -> None:
    drops = (drop(7, 9, 2, 4), drop(2, 9, 2, 4), drop(2, 9, 2, 4), drop(2, 8, 2, 4))
    _, second, third, fourth = (figures_by_name(CRIME, frame) for frame in released(CRIME, *drops))
    assert second == third
    assert fourth == {**second, "Brent": "8"}


def test_a_series_that_goes_on_under_another_name_is_not_the_first_to_show_it() -> None:
    first, second = released(KINDS, kinds(Boat=3, Shed=6, Shop=30), kinds(Boat=3, Hut=6, Shop=30))
    assert figures_by_name(KINDS, first) == {"London": "39", "Boat": "c", "Shed": "c", "Shop": "30"}
    assert figures_by_name(KINDS, second) == {"London": "39", "Boat": "c", "Hut": "c", "Shop": "30"}


def test_what_each_release_makes_of_a_figure() -> None:
    def name(area: str, month: int = 1, kind: str = "") -> FigureName:
        return "single", f"2024-0{month}", area, "kind" * bool(kind), kind

    seen = Seen(
        visible={"first": frozenset({name("A")}), "second": frozenset()},
        withheld={
            "first": frozenset({name("B"), name(REGION, 1, "Gone")}),
            "second": frozenset({name("A"), name("A", 2)}),
        },
        revised={"first": frozenset({name("C")})},
    )
    figures = {
        name("A"): [SAME, TWICE],
        name("A", 2): [NEW, TWICE],
        name("B"): [TWICE, FIXED],
        name("C"): [FIXED, FIXED],
        name("D"): [FIXED, FIXED],
        name("E"): [TWICE, TWICE],  # nobody knows it, then or now
        name(REGION, 1, "Other"): [NEW, FIXED],
        name(REGION, 2, "Other"): [NEW, FIXED],
    }
    is_known = np.array([figure != name("E") for figure in figures])
    assert dict(zip(figures, states(list(figures), is_known, seen).T.tolist(), strict=True)) == figures


def test_releases_stand_in_their_order_under_whichever_id_they_tell() -> None:
    january: FigureName = ("single", "2024-01", REGION, "", "")
    order = ("first", "second", "third", "fourth")
    own = Seen({"third": frozenset({january})}, order=order)
    former = Seen({"second": frozenset()}, {"first": frozenset({january})}, order=order)
    assert own.beside(former).releases == ["first", "second", "third"]
    assert dataclasses.replace(own.beside(former), order=()).releases == ["second", "third", "first"]


def test_what_may_move_together_is_thinkable_beside_each_release() -> None:
    of_releases = np.array(
        [
            [TWICE, FIXED, FIXED, SAME, NEW, FIXED],
            [TWICE, TWICE, FIXED, TWICE, NEW, NEW],
            [TWICE, TWICE, FIXED, FIXED, TWICE, TWICE],
        ],
        dtype=np.int8,
    )
    may_move = [
        (~blocked).tolist()
        for blocked in blocks(lambda flags: flags, of_releases, lambda flags: flags & False)
    ]
    assert may_move == [
        [True, False, False, False, True, False],
        [False, True, False, False, True, True],
        [False, False, False, False, True, True],
        [False, False, True, False, False, False],
    ]


def test_without_a_release_before_all_may_move() -> None:
    nothing = blocks(lambda flags: flags, states([], np.array([], dtype=bool), Seen()), lambda flags: flags)
    assert [bool(np.any(blocked)) for blocked in nothing] == [False]
