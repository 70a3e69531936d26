"""A small line, one of many on the same scale. It says nothing that does not stand beside it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from charts.geometry import Frame, number, placed, stroke, torn, unseen
from charts.scale import Axis
from charts.values import runs


@dataclass(frozen=True)
class SmallLine:
    """A small line, one of many on the same scale. ``behind`` is the id of a line that is drawn once for all.

    ``cuts`` are the places of points that no stroke joins to the one before. With an ``id`` it is that line.
    """

    axis: Axis
    values: tuple[float | None, ...]
    cuts: tuple[int, ...] = ()
    behind: str = ""
    id: str = ""
    kind: Literal["small"] = "small"


# Whole numbers, and steps from point to point, are what packs best: there may be dozens of these on a page.
WIDTH, HEIGHT, EDGE = 240, 110, 6


def small_line(chart: SmallLine) -> str:
    """The drawing; with an id it is kept out of sight, for others to show behind their own line."""
    last = max(len(chart.values) - 1, 1)
    frame = Frame(WIDTH, EDGE, WIDTH - EDGE, EDGE, HEIGHT, chart.axis, 0, last)
    path = "".join(_stroke(placed(frame, run)) for run in runs(enumerate(chart.values), chart.cuts))
    if chart.id:
        kept = f'<path id="{escape(chart.id)}" d="{path}"/>'
        return f'<svg class="kept" aria-hidden="true" focusable="false"><defs>{kept}</defs></svg>'
    behind = f'<use href="#{escape(chart.behind)}" class="behind"/>' if chart.behind else ""
    foot = number(frame.y(0)) if chart.axis.low < 0 else HEIGHT  # the line at zero, where some are below it
    rule = f'<path class="rule" d="M0 {foot}H{WIDTH}"/>' + ("" if chart.axis.from_zero else torn(4, HEIGHT))
    return unseen(WIDTH, HEIGHT, f'{rule}{behind}<path class="line" d="{path}"/>')


def _stroke(places: Sequence[tuple[float, float]]) -> str:
    """One point alone is drawn as a dot: a stroke of no length with round ends."""
    return stroke(places if len(places) > 1 else [*places, *places], 1)
