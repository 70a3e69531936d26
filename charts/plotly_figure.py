"""A chart as plotly draws it, when a reader asks for it: the same points, gaps, breaks and intervals as the SVG.

Beside its own line stand others that can be shown. Which of them are shown, and in which of the page's colours,
the chart's own script decides (assets/explored.js), by what ``meta`` says of each trace and of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from charts.geometry import roomy
from charts.kinds.trend import Beside, TargetMark, Trend, axis_labels, bands, trend_frame
from charts.scale import Axis, axis_for
from charts.values import INTERVAL, BreakMark, Chart, Point, unbroken
from charts.words import HEAD
from metrics.declared.units import FORMS
from metrics.language import say

FAINT = {True: 0.32, False: 0.16}  # plotly fills an area with half of its opacity, and draws a bar with all
OWN = "own"
# How the lines beside the own one differ: by dash and by marker, and by a colour that stands out on light and dark.
DASHES = (
    "dash",
    "dot",
    "dashdot",
    "longdash",
    "longdashdot",
    "3px,3px",
    "12px,3px",
    "8px,2px,2px,2px,2px,2px",
)
MARKERS = (
    "diamond",
    "square",
    "triangle-up",
    "x",
    "cross",
    "triangle-down",
    "star",
    "pentagon",
)
COLOURS = ("#c2571a", "#1f8a70", "#d6437c", "#3b7dd8", "#857a1c", "#6f7f95", "#a1603f", "#9a58c4")


def figure(chart: Chart) -> dict[str, Any]:
    """A plotly figure of a chart. Its colours are the page's: the page's own script fills them in.

    TypeError for a kind that is drawn as SVG alone.
    """
    if not isinstance(chart, Trend):
        raise TypeError(f"a chart of the kind {chart.kind!r} is drawn as SVG alone")
    return {
        "data": list(_traces(chart)),
        "layout": {
            "margin": {"l": 52, "r": 16, "t": 16, "b": 34},
            "font": {"size": 13},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "x",
            "dragmode": "pan",
            "xaxis": _years_axis(chart),
            "yaxis": _value_axis(chart),
            "shapes": [*map(_break_shape, chart.breaks), *map(_target_shape, chart.targets)],
            "annotations": [*map(_break_note, chart.breaks), *map(_target_note, chart.targets)],
            "meta": {
                "labels": [point.label for point in chart.points],
                "years": _years(chart),
                "axes": _axes(chart),
            },
        },
    }


def _traces(chart: Trend) -> Iterator[dict[str, Any]]:
    """The band, the measure's own line in its pieces, then the lines beside it: each piece knows its line."""
    for n, piece in enumerate(bands(chart)):
        yield {**_band(piece), **_belongs(INTERVAL, say(HEAD), first=n == 0)}
    for n, run in enumerate(unbroken(chart.points, chart.breaks)):
        yield {**_trace(chart.points, run), **_belongs(OWN, chart.name or chart.title, first=n == 0)}
    for look, line in enumerate(chart.beside):
        for n, run in enumerate(unbroken(line.points, chart.breaks)):
            trace = {**_trace(line.points, run), **_other(line, run, look)}
            yield {**trace, **_belongs(line.id, line.name, first=n == 0), "visible": line.visible}


def _belongs(line: str, name: str, *, first: bool) -> dict[str, Any]:
    return {"meta": line, "name": name, "legendgroup": line, "showlegend": first}


def _other(line: Beside, run: Sequence[tuple[int, float]], look: int) -> dict[str, Any]:
    """What a line beside the own one has of its own: its look, and its name at each point."""
    symbol, colour = MARKERS[look % len(MARKERS)], COLOURS[look % len(COLOURS)]
    points = [line.points[index] for index, _ in run]
    return {
        "text": [f"{line.name}, {_hover_text(point)}" for point in points],
        "line": {"width": 2, "dash": DASHES[look % len(DASHES)], "color": colour},
        "marker": {
            "size": [8 if point.hollow else 6 for point in points],
            "symbol": [f"{symbol}-open" if point.hollow else symbol for point in points],
            "color": colour,
            **_solid(points),
        },
    }


def _band(piece: Sequence[tuple[int, float, float]]) -> dict[str, Any]:
    """The intervals of neighbours as one area, that of a value alone as a bar; no pointer stops at it."""
    places = [index for index, _, _ in piece]
    upper, lower = [high for _, _, high in piece], [low for _, low, _ in piece]
    looks = {"fill": "toself", "line": {"width": 0}} if len(piece) > 1 else {"line": {"width": 8}}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*places, *places[::-1]],
        "y": [*upper, *lower[::-1]],
        "hoverinfo": "skip",
        "opacity": FAINT[len(piece) > 1],
        **looks,
    }


def _trace(line: Sequence[Point], run: Sequence[tuple[int, float]]) -> dict[str, Any]:
    points = [line[index] for index, _ in run]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [index for index, _ in run],
        "y": [value for _, value in run],
        "text": [_hover_text(point) for point in points],
        "hoverinfo": "text",  # else the place on the axis, a number that means nothing, stands below
        "line": {"width": 2.5},
        "marker": {
            "size": [9 if point.hollow else 5 for point in points],
            "symbol": ["circle-open" if point.hollow else "circle" for point in points],
            **_solid(points),
        },
    }


def _solid(points: Sequence[Point]) -> dict[str, Any]:
    """Markers of several sizes would be drawn pale and with a rim, as bubbles are."""
    return {"opacity": 1, "line": {"width": [1.5 if point.hollow else 0 for point in points]}}


def _hover_text(point: Point) -> str:
    """``Q3 2023/24: 61% (provisional, 95% interval 58.9% to 63.0%)``."""
    return f"{point.label}: {point.text}{f' ({point.note})' if point.note else ''}"


def _years(chart: Trend) -> dict[str, Any]:
    labels = roomy(axis_labels(chart), trend_frame(chart, "narrow"))
    return {"tickvals": [index for index, _ in labels], "ticktext": [text for _, text in labels]}


def _years_axis(chart: Trend) -> dict[str, Any]:
    return {
        "range": [-0.5, len(chart.points) - 0.5],
        **_years(chart),
        "showgrid": False,
        "showline": True,
        "zeroline": False,
    }


def _decimals(step: float) -> int:
    """How many decimals it takes to write each tick of a scale."""
    return max(0, -int(Decimal(repr(step)).normalize().as_tuple().exponent))


def _value_axis(chart: Trend) -> dict[str, Any]:
    tick = FORMS[chart.unit].tick
    return {
        "range": [chart.axis.low, chart.axis.high],
        "tick0": chart.axis.low,
        "dtick": chart.axis.step,
        "tickformat": f",.{_decimals(chart.axis.step)}f",
        **({"tickprefix": tick.before} if tick.before else {}),
        "ticksuffix": tick.after,
        "fixedrange": True,
        "zeroline": False,
    }


def _axes(chart: Trend) -> dict[str, dict[str, float]]:
    """The scale that each line needs; what is drawn has one that holds those of all lines shown."""
    lines = {OWN: chart.points, **{line.id: line.points for line in chart.beside}}
    scales: dict[str, Axis] = {
        line: axis_for((point.value for point in points), chart.unit) for line, points in lines.items()
    }
    return {line: asdict(scale) for line, scale in {**scales, INTERVAL: chart.axis}.items()}


def _target_shape(mark: TargetMark) -> dict[str, Any]:
    where = {"x0": 0, "x1": 1, "xref": "paper", "y0": mark.value, "y1": mark.value}
    return {"type": "line", **where, "line": {"dash": "dashdot", "width": 1.5}}


def _target_note(mark: TargetMark) -> dict[str, Any]:
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": mark.value, "yanchor": "bottom"}
    return {"text": mark.label, "name": "target", **where, "showarrow": False}


def _break_shape(mark: BreakMark) -> dict[str, Any]:
    where = {"x0": mark.index - 0.5, "x1": mark.index - 0.5, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **where, "line": {"dash": "dash", "width": 1.5}}


def _break_note(mark: BreakMark) -> dict[str, Any]:
    where = {"x": mark.index - 0.5, "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "top"}
    return {"text": mark.label, **where, "showarrow": False}
