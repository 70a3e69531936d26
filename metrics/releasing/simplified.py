"""Boundaries made small for the map: projected, simplified together so that neighbours keep one border, rounded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

from metrics.outlines import Outline, Outlines
from metrics.reading.boundaries import Boundaries, shapes

LONGEST_SIDE = 1000  # of the drawing, in its own units
FIRST_TOLERANCE = 1.0  # of these units: what nobody sees
COARSER = 1.3
MOST_CHARACTERS = 24_000  # of all paths, of which half are left once they are packed
LEAST = 6  # square units: an island smaller than this is left out
DOT = 3  # units: half of the square for an area of which nothing is left

Place = tuple[int, int]


def simplified(boundaries: Boundaries) -> Outlines:
    """The outlines of areas in one drawing, north up.

    Equirectangular: a degree of longitude is as long as it is in the middle of the drawing. Simplified by
    Visvalingam and Whyatt's rule (Line generalisation by repeated elimination of points, 1993) as a coverage, in
    which a border that two areas share is simplified once, as coarsely as it takes for all paths to be small.
    Positions are rounded, and not the steps between them, so that shared borders stay shared.
    """
    shapely, parts = import_module("shapely"), shapes(boundaries)
    flat, width, height = _projected(shapely, list(parts.values()))
    tolerance = FIRST_TOLERANCE
    while True:
        areas = [_outline(shapely, shape) for shape in shapely.coverage_simplify(flat, tolerance)]
        if sum(len(area.path) for area in areas) <= MOST_CHARACTERS or tolerance > LONGEST_SIDE:
            return Outlines(width, height, dict(sorted(zip(parts, areas, strict=True))))
        tolerance *= COARSER


def _projected(shapely: Any, areas: Sequence[Any]) -> tuple[Any, int, int]:
    """The shapes in units of the drawing, with its width and height."""
    west, south, east, north = shapely.total_bounds(areas)
    shorter = math.cos(math.radians((south + north) / 2))
    scale = LONGEST_SIDE / max((east - west) * shorter, north - south)

    def placed(positions: Any) -> Any:
        positions[:, 0] = (positions[:, 0] - west) * shorter * scale
        positions[:, 1] = (north - positions[:, 1]) * scale
        return positions

    size = (math.ceil((east - west) * shorter * scale), math.ceil((north - south) * scale))
    return shapely.transform(areas, placed), *size


def _outline(shapely: Any, shape: Any) -> Outline:
    """One area's path, with the largest circle inside its largest part."""
    parts = sorted(shape.geoms if hasattr(shape, "geoms") else [shape], key=lambda part: -part.area)
    largest, kept = parts[0], [part for part in parts if part.area >= LEAST] or parts[:1]
    middle, edge = (_place(point) for point in shapely.maximum_inscribed_circle(largest, 1).coords)
    path = "".join(_ring(ring.coords) for part in kept for ring in (part.exterior, *part.interiors))
    return Outline(path or _dot(middle), *middle, room=round(math.dist(middle, edge)))


def _place(point: Sequence[float]) -> Place:
    return round(point[0]), round(point[1])


def _ring(positions: Sequence[Sequence[float]]) -> str:
    """A ring as a path of steps; nothing where rounding leaves no more than a stroke."""
    places = list(_apart(map(_place, positions)))
    if len(set(places)) < 3:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places[:-1])]
    written = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{places[0][0]} {places[0][1]}l{written}z"


def _apart(places: Iterator[Place]) -> Iterator[Place]:
    """Places in order, each once where it stands several times in a row."""
    before: Place | None = None
    for place in places:
        if place != before:
            yield place
        before = place


def _dot(middle: Place) -> str:
    """A square in the place of an area that is too small to be drawn: none is without a path."""
    return f"M{middle[0] - DOT} {middle[1] - DOT}h{2 * DOT}v{2 * DOT}h-{2 * DOT}z"
