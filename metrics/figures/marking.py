"""Which status a figure carries: its own, or what its period, its sample and a break say of it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from metrics.areas import districts, region_code
from metrics.declared.framework import Break, PublishedMeasure
from metrics.declared.sample import Sample
from metrics.figures.breaks import break_between, break_starts
from metrics.figures.chance import part_of
from metrics.periods import Window, last_day, window_months
from metrics.statuses import RANK, STRENGTH, weaker_than


def strongest_by(cells: pd.DataFrame, keys: list[str]) -> pd.Series:
    """The strongest status of the cells that have the same keys."""
    ranks = cells["status"].map(RANK).groupby([cells[key] for key in keys], sort=True).max()
    return ranks.map(dict(enumerate(STRENGTH)))


def marked(measure: PublishedMeasure, frame: pd.DataFrame, newest: Iterable[pd.Period]) -> pd.DataFrame:
    """Observations as the extract gives them, with what their publisher need not say: p, u and b.

    ``newest`` are the periods that may still move. A figure that is missing or withheld says so and nothing else.
    """
    frame = _put(frame, frame["period"].isin(list(newest)), "p")
    frame = marked_unreliable(measure, frame)
    firsts = break_starts(measure)
    return _put(frame, frame["period"].isin(firsts), "b")


def marked_unreliable(measure: PublishedMeasure, frame: pd.DataFrame) -> pd.DataFrame:
    """Observations with a ``u`` on those of fewer people than are declared to make a figure reliable."""
    return _put(frame, sample_sizes(measure, frame) < _least(measure), "u")


def marked_after_breaks(measure: PublishedMeasure, totals: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Running or rolling totals, with a ``b`` on the first that is made of what lies after a break alone."""
    periods = sorted(totals["period"].unique())
    firsts = [
        _first_after(measure, item, start, periods, window)
        for item, start in zip(measure.breaks, break_starts(measure), strict=True)
    ]
    return _put(totals, totals["period"].isin([period for period in firsts if period is not None]), "b")


def _first_after(
    measure: PublishedMeasure, item: Break, start: pd.Period, periods: list[pd.Period], window: Window
) -> pd.Period | None:
    for period in (period for period in periods if period >= start):
        if break_between((item,), measure.frequency, *window_months(period, window)) is None:
            return period
    return None


def _put(frame: pd.DataFrame, where: pd.Series, status: str) -> pd.DataFrame:
    """A status on the figures that are meant, where they have a value and no stronger one."""
    weaker = frame["status"].isin(weaker_than(status))
    return frame.assign(status=frame["status"].mask(where & frame["value"].notna() & weaker, status))


def sample_sizes(measure: PublishedMeasure, frame: pd.DataFrame) -> pd.Series:
    """How many people stand behind each figure, as ``sample_size`` in metrics/figures/chance.py has it."""
    sample = measure.sample
    declared = pd.Series(np.nan, index=frame.index)
    if sample is not None:
        region = frame["area"] == region_code()
        declared = _declared_sizes(sample, frame, in_district=False).where(
            region, _declared_sizes(sample, frame, in_district=True)
        )
        elsewhere = ~region & ~frame["area"].isin(list(districts()))
        declared = declared.mask(_parts(measure, frame) | elsewhere, np.nan)
    return frame["base"].fillna(declared) if "base" in frame else declared


def _parts(measure: PublishedMeasure, frame: pd.DataFrame) -> pd.Series:
    """Where a figure is of a part, of which nothing is declared, and not the measure's own."""
    names = zip(frame["dimension"], frame["category"], strict=True)
    return pd.Series([bool(part_of(measure, *name)) for name in names], index=frame.index)


def _declared_sizes(sample: Sample, frame: pd.DataFrame, *, in_district: bool) -> pd.Series:
    sizes = {
        period: sample.interviews(last_day(period), in_district=in_district) or np.nan
        for period in frame["period"].unique()
    }
    return frame["period"].map(sizes).astype(float)


def _least(measure: PublishedMeasure) -> float:
    """The fewest people that make a figure reliable; nobody is too few where nothing is declared."""
    sample = measure.sample
    return 0 if sample is None or sample.unreliable_below is None else sample.unreliable_below
