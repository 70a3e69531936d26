"""A small line, one of many on the same scale. It says nothing that does not stand beside it in words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from charts.values import Small

# Whole numbers, and steps from point to point, are what packs best: there may be dozens of these on a page.
WIDTH = 240
HEIGHT = 110
EDGE = 6


def small(spec: Small) -> str:
    """The drawing; with an id it is kept out of sight, for others to show behind their own line."""
    path = "".join(_stroke(spec, run) for run in _runs(spec))
    if spec.id:
        kept = f'<path id="{escape(spec.id)}" d="{path}"/>'
        return f'<svg class="kept" aria-hidden="true" focusable="false"><defs>{kept}</defs></svg>'
    behind = f'<use href="#{escape(spec.behind)}" class="behind"/>' if spec.behind else ""
    rule = f'<path class="rule" d="M0 {HEIGHT}H{WIDTH}"/>'
    inside = f'{rule}{behind}<path class="line" d="{path}"/>'
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{inside}</svg>'


def _runs(spec: Small) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for index, value in enumerate(spec.values):
        if run and (value is None or index in spec.cuts):
            yield run
            run = []
        if value is not None:
            run.append(_place(spec, index, value))
    if run:
        yield run


def _place(spec: Small, index: int, value: float) -> tuple[int, int]:
    x = EDGE + (WIDTH - 2 * EDGE) * index / max(len(spec.values) - 1, 1)
    share = (value - spec.low) / (spec.high - spec.low)
    return round(x), round(HEIGHT - (HEIGHT - EDGE) * share)


def _stroke(spec: Small, run: list[tuple[int, int]]) -> str:
    """One point alone is drawn as a dot: a stroke of no length with round ends."""
    (x, y), *rest = run
    steps, start = [], f"M{x} {y}l"
    for there in rest or [(x, y)]:
        steps.append(f"{there[0] - x} {there[1] - y}")
        x, y = there
    return start + " ".join(steps).replace(" -", "-")
