"""One count over another: both are added up over areas and time by themselves, and divided last.

So a figure of twelve months, or of the region, is the ratio of two sums, and never a mean of ratios.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import Halves, halves_of, times
from metrics.declared.source import Category
from metrics.figures.marking import marked_unreliable
from metrics.figures.observations import COLUMNS, observations, span_of
from metrics.figures.suppression.releases import Seen
from metrics.figures.suppression.withhold import suppressed
from metrics.statuses import RANK, STRENGTH, Status, of_a_missing_part

NAMES = [name for name in COLUMNS if name not in ("value", "base", "status")]
OF_NOTHING: Status = "z"  # nothing is there of which a ratio could be taken: it is neither zero nor endless


@dataclass(frozen=True)
class RatioFigures:
    """A ratio's observations, and those of the two counts that it is made of, row by row the same names."""

    observed: pd.DataFrame
    counts: Halves[pd.DataFrame]


def ratio_figures(measure: PublishedMeasure, cells: Halves[pd.DataFrame]) -> RatioFigures:
    """The observations of a ratio, from the cells of its counts that their checks let through.

    Both counts have the periods, and the categories where none are declared, that either has: a missing row means
    what the source says. Where the lower count is zero there is no figure, and its status is ``z``.
    """
    span = span_of(pd.concat(cells.both))
    halves = halves_of(measure).mapped(partial(_with_categories, cells=cells))
    counts = halves.beside(cells).mapped(lambda half: observations(*half, span))
    return RatioFigures(divided(measure, counts), counts)


def _with_categories(half: PublishedMeasure, cells: Halves[pd.DataFrame]) -> PublishedMeasure:
    """A count whose breakdowns have every category that either count has."""
    dimensions = tuple(
        item
        if item.categories
        else item.model_copy(update={"categories": _categories(part[item.id] for part in cells.both)})
        for item in half.source.dimensions
    )
    return half.model_copy(update={"source": half.source.model_copy(update={"dimensions": dimensions})})


def _categories(columns: Iterable[pd.Series]) -> tuple[Category, ...]:
    names = sorted({str(name) for column in columns for name in column.unique()})
    return tuple(Category(name=name) for name in names)


def divided(measure: PublishedMeasure, counts: Halves[pd.DataFrame]) -> pd.DataFrame:
    """The upper count over the lower, times 100 for a percentage; with the lower as its base.

    A part that is missing or withheld makes the ratio so, with the part's status.
    """
    top, under = counts.top, counts.under
    lacks = pd.DataFrame({"top": top["value"].isna(), "under": under["value"].isna()})
    is_known = ~lacks.any(axis=1)
    is_figure = is_known & (under["value"] != 0)
    ranks = pd.DataFrame({"top": top["status"].map(RANK), "under": under["status"].map(RANK)})
    decide = lacks.where(~is_known, True)  # what is missing decides alone, and of figures both do
    strongest = ranks.where(decide).max(axis=1).astype(int)
    status = strongest.map(dict(enumerate(STRENGTH)))
    status = status.where(is_known, status.map(of_a_missing_part)).mask(is_known & ~is_figure, OF_NOTHING)
    ratios = (times(measure) * top["value"] / under["value"]).where(is_figure)
    frame = top[NAMES].assign(value=ratios, base=under["value"].where(is_figure), status=status)
    return marked_unreliable(measure, frame[COLUMNS])


def suppressed_ratio(
    measure: PublishedMeasure, figures: RatioFigures, seen: Seen | None = None
) -> pd.DataFrame:
    """The observations of a ratio without those that are withheld, whose status is ``c``.

    A figure that is shown gives both of its counts, so it is withheld where either count would be, by itself and
    with what would give it away. Of a percentage so is what is left: all but one of a hundred tells of the one.
    With the count and what is left, what both come to is safe too: it is small only where they are.
    """
    if measure.suppression is None:
        return figures.observed
    halves, counts = halves_of(measure), figures.counts
    tables = [(halves.top, counts.top), (halves.under, counts.under)]
    if measure.unit_row.is_share:
        rest = counts.under["value"] - counts.top["value"]
        tables[1] = (halves.under, counts.under.assign(value=rest))
    withheld = pd.Series(False, index=figures.observed.index)
    for half, table in tables:
        safe = suppressed(half, table, seen)
        withheld |= safe["value"].isna() & safe["status"].eq("c")
    observed = figures.observed
    return observed.assign(
        value=observed["value"].mask(withheld),
        base=observed["base"].mask(withheld),
        status=observed["status"].mask(withheld, "c"),
    )


def counts_of(measure: PublishedMeasure, stored: pd.DataFrame) -> Halves[pd.DataFrame]:
    """The two counts behind stored figures of a ratio, as they would be stored; empty where there is no figure."""
    complete = stored if "base" in stored else stored.assign(base="")
    value, base = (pd.to_numeric(complete[name], errors="coerce") for name in ("value", "base"))
    top = (value * base / times(measure)).round()
    return Halves(top, base).mapped(lambda count: stored.assign(value=_as_text(count), base=""))


def _as_text(counts: pd.Series) -> pd.Series:
    return counts.map(lambda count: "" if pd.isna(count) else f"{count:.0f}")
