"""The small line on a tile. It says nothing that the tile does not say in words."""

from __future__ import annotations

from dash.development.base_component import Component

from charts.kinds.sparkline import Sparkline
from charts.scale import axis_for
from charts.values import Point
from components.basics.chart_place import chart_div
from components.figures.points import break_marks, recent
from metrics.declared.framework import PublishedMeasure
from metrics.figures.tiles import Tile


def sparkline(measure: PublishedMeasure, tile: Tile) -> Component:
    """The place of the newest figures of a tile as a line."""
    return chart_div(small_line(measure, tile))


def small_line(measure: PublishedMeasure, tile: Tile) -> Sparkline:
    """The newest figures of a tile as a line, whose points have no text but the names of their periods."""
    observations = recent(measure, tile.trend)
    return Sparkline(
        id=f"spark-{measure.id}",
        axis=axis_for((observation.value for observation in observations), measure.form),
        points=tuple(Point(item.period_label, item.value, "", status=item.status) for item in observations),
        breaks=break_marks(measure, observations),
    )
