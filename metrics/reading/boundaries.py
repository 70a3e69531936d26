"""The boundaries of areas from GeoJSON: each with its area's code, in degrees, or with what is wrong with it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from typing import Any

from metrics.issues import Issue, has_errors, listed, nearest, shortened, warning
from metrics.reading.geojson import SEE, Feature, file_fault, parse_features
from metrics.spelling import sound

Position = tuple[float, float]
Ring = Sequence[Position]
Polygon = Sequence[Ring]  # its border, then its holes
Boundaries = Mapping[str, Sequence[Polygon]]  # the polygons of each area, by its code

SHAPE, PLACE = "shape", "place"  # what may be wrong with a boundary
CODE = "code"  # the property that is looked for first
MOST_TOLD = 10  # of a kind that a whole file of another region would have hundreds of
LEAST_POSITIONS = 4  # of a ring, the last of which is the first again
NOISE = 1.0  # metres: what rounding leaves between the borders of neighbours
A_DEGREE = 111_320.0  # metres, of latitude
FARTHEST = 1e100  # of a number that can be worked with; a position is refused long before
WIDEST = 20.0  # degrees from end to end: no country's force has areas farther apart
GRID = (1_000.0, 1_400_000.0)  # eastings and northings of the national grid, in metres
NORTH, WEST_TO_EAST = (49.0, 61.5), (-9.0, 2.5)  # the latitudes and longitudes of the British Isles


def parse_boundaries(
    data: bytes, file: str, names: Mapping[str, str], code_property: str | None = None
) -> tuple[Boundaries, list[Issue]]:
    """The boundaries of areas, and every issue of them; with an error among these there are none.

    ``names`` are those of the areas that may have one, by their codes. ``code_property`` is the property of a
    feature that holds the code: left out, it is ``code``, or the one whose values are codes of these areas.
    """
    features, issues = parse_features(data, file)
    if not features:
        return {}, issues
    where = code_property or _code_property(features, names)
    if where is None:
        present = listed(dict.fromkeys(name for feature in features for name in feature.properties))
        message = f"no property of the features holds codes of areas: name it as code_property, of {present}"
        return {}, [*issues, file_fault(file, message if present else "the features have no properties")]
    issues += _code_faults(features, where, file, names)
    boundaries: dict[str, Sequence[Polygon]] = {}
    for feature in features:
        polygons, faults = _polygons(feature, file)
        issues += faults
        boundaries[_code(feature, where)] = polygons
    if not has_errors(issues):
        issues += _drawn_faults(boundaries, {_code(item, where): item for item in features}, file, names)
    return ({} if has_errors(issues) else boundaries), sorted(issues)


# Codes -----------------------------------------------------------------------------------------------------


def _code(feature: Feature, where: str) -> str:
    value = feature.properties.get(where)
    return value.strip() if isinstance(value, str) else ""


def _code_property(features: Sequence[Feature], names: Mapping[str, str]) -> str | None:
    """The property that holds the codes: the one of that name, or the only one with codes of these areas."""
    if any(CODE in feature.properties for feature in features):
        return CODE
    held = Counter(name for item in features for name in item.properties if _code(item, name) in names)
    return next(iter(held)) if len(held) == 1 else None


def _code_faults(
    features: Sequence[Feature], where: str, file: str, names: Mapping[str, str]
) -> Iterator[Issue]:
    """Each feature has the code of an area, and no other has the same; an area without any is told."""
    first: dict[str, Feature] = {}
    unknown = list[Feature]()
    for feature in features:
        code = _code(feature, where)
        if not code:
            message = f'the feature has no code under "{where}"'
            yield feature.fault(file, "boundary-code", message)
        elif code not in names:
            unknown.append(feature)
        elif first.setdefault(code, feature) is not feature:
            message = f'"{code}" ({names[code]}) has a boundary in line {first[code].line} already'
            yield feature.fault(file, "boundary-twice", message)
    yield from _unknown(unknown, where, file, names)
    yield from _called_otherwise(first, names, file)
    if lost := [names[code] for code in names if code not in first]:
        message = f"there is no boundary of {listed(lost)}: the map is drawn without"
        yield warn(file, "boundary-lost", message)


def _unknown(features: Sequence[Feature], where: str, file: str, names: Mapping[str, str]) -> Iterator[Issue]:
    for feature in features[:MOST_TOLD]:
        code = _code(feature, where)
        message = f'"{shortened(code)}" is the code of no area of this site{_guess(feature, code, names)}'
        yield feature.fault(file, "boundary-code", message)
    if rest := features[MOST_TOLD:]:
        message = (
            f"{len(rest):,} more features have codes of no area of this site: leave them out of the file"
        )
        yield rest[0].fault(file, "boundary-code", message)


def _called_otherwise(
    features: Mapping[str, Feature], names: Mapping[str, str], file: str
) -> Iterator[Issue]:
    """A feature that has another area's name, and not its own: codes or names may have been swapped."""
    codes = {sound(name): code for code, name in names.items()}
    for code, feature in features.items():
        texts = {sound(text) for text in feature.properties.values() if isinstance(text, str)}
        others = [codes[text] for text in texts if text in codes]
        if others and code not in others:
            named = listed(sorted(names[other] for other in others))
            message = (
                f"the boundary of {names[code]} ({code}) is called {named} in the file: is the code right?"
            )
            doubt = warning(file, feature.line, feature.column, "boundary-name", message)
            yield replace(doubt, help=SEE)


def _guess(feature: Feature, code: str, names: Mapping[str, str]) -> str:
    """The area that a feature names, else the code that is spelled almost like its own."""
    texts = {text.casefold() for text in feature.properties.values() if isinstance(text, str)}
    meant = [own for own, name in names.items() if name.casefold() in texts]
    return f'; did you mean "{meant[0]}" ({names[meant[0]]})?' if len(meant) == 1 else nearest(code, names)


def warn(file: str, code: str, message: str) -> Issue:
    """A doubt about the file, which stops nothing."""
    return replace(warning(file, 1, 1, code, message), help=SEE)


# Shapes ----------------------------------------------------------------------------------------------------


def _polygons(feature: Feature, file: str) -> tuple[list[Polygon], list[Issue]]:
    """The polygons of a feature, or the first fault of each kind in it."""
    geometry = feature.geometry if isinstance(feature.geometry, dict) else {}
    kind, written = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        named = f'"{shortened(str(kind))}"' if kind is not None else "nothing"
        message = f"a boundary is a Polygon or a MultiPolygon, and this is {named}"
        return [], [feature.fault(file, "boundary-shape", message)]
    members: Any = [written] if kind == "Polygon" else written
    polygons, faults = list[Polygon](), dict[str, str]()
    if not _is_list(members) or not all(map(_is_list, members)):
        faults[SHAPE] = "the coordinates are no list of rings"
    else:
        for member in members:
            polygons.append([_ring(ring, faults) for ring in member])
    issues = [feature.fault(file, "boundary-shape", faults[SHAPE])] if SHAPE in faults else []
    issues += [feature.fault(file, "boundary-place", faults[PLACE])] if PLACE in faults else []
    return polygons, issues


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _ring(written: Any, faults: dict[str, str]) -> Ring:
    """A ring of positions. What is wrong with it goes to ``faults``, where nothing stands of its kind yet."""
    if not _is_list(written) or not all(map(_is_position, written)):
        faults.setdefault(SHAPE, "a ring is no list of positions, each a longitude and a latitude")
        return ()
    ring = [(float(position[0]), float(position[1])) for position in written]
    if ring[0] != ring[-1]:
        faults.setdefault(SHAPE, "a ring is not closed: its last position is not its first")
    elif len(ring) < LEAST_POSITIONS or not _area(ring):
        faults.setdefault(SHAPE, "a ring encloses nothing")
    if wrong := next(filter(None, map(_misplaced, ring)), ""):
        faults.setdefault(PLACE, wrong)
    return ring


def _is_position(value: object) -> bool:
    if not isinstance(value, list) or len(value) < 2:
        return False
    return all(type(number) in (int, float) and abs(number) < FARTHEST for number in value[:2])


def _area(ring: Ring) -> float:
    """What a ring encloses, in square degrees: the shoelace formula, from its first position."""
    x, y = ring[0]
    offsets = [(a - x, b - y) for a, b in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(offsets))) / 2


def _misplaced(position: Position) -> str:
    longitude, latitude = position
    at = f"[{longitude:g}, {latitude:g}]"
    if abs(longitude) <= 180 and abs(latitude) <= 90:
        turned = _within(longitude, NORTH) and _within(latitude, WEST_TO_EAST)
        return f"the position {at} has its latitude first: longitude comes first" if turned else ""
    if _within(longitude, GRID) and _within(latitude, GRID):
        return (
            f"the position {at} looks like an easting and a northing of the national grid: save the file with "
            "longitude and latitude (WGS 84, EPSG:4326)"
        )
    return f"the position {at} is nowhere on earth: a longitude is within 180 degrees, a latitude within 90"


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]


# What is drawn ---------------------------------------------------------------------------------------------


def shapes(boundaries: Boundaries) -> dict[str, Any]:
    """The boundaries as shapely has them, by their codes."""
    geometry = import_module("shapely.geometry")
    return {
        code: geometry.MultiPolygon([(polygon[0], polygon[1:]) for polygon in polygons])
        for code, polygons in boundaries.items()
    }


def _drawn_faults(
    boundaries: Boundaries, features: Mapping[str, Feature], file: str, names: Mapping[str, str]
) -> Iterator[Issue]:
    """No boundary crosses itself or lies far from all others; areas that overlap, or leave a gap, are told."""
    shapely, areas = import_module("shapely"), shapes(boundaries)
    for code, shape in areas.items():
        if not shape.is_valid:
            reason = shortened(shapely.is_valid_reason(shape))
            message = f"the boundary of {names[code]} cannot be drawn: {reason[:1].lower()}{reason[1:]}"
            yield features[code].fault(file, "boundary-shape", message)
    if not all(shape.is_valid for shape in areas.values()):
        return
    west, south, east, north = shapely.total_bounds(list(areas.values()))
    if max(east - west, north - south) > WIDEST:
        message = (
            f"the boundaries reach over {max(east - west, north - south):.0f} degrees: one is out of place"
        )
        yield file_fault(file, message)
        return
    edges = shapely.coverage_invalid_edges(list(areas.values()))
    apart = [
        names[code]
        for code, edge in zip(areas, edges, strict=True)
        if not edge.is_empty and _overlaps(code, areas)
    ]
    if apart:
        message = (
            f"the borders of {listed(apart)} do not meet their neighbours' exactly: they may gape on the map"
        )
        yield warn(file, "boundary-gaps", message)


def _overlaps(code: str, areas: Mapping[str, Any]) -> bool:
    """Whether an area lies over another by more than rounding leaves: somewhere the overlap is as wide as that."""
    shapely, shape = import_module("shapely"), areas[code]
    narrow = math.cos(math.radians(shape.centroid.y))
    for other, neighbour in areas.items():
        if other != code and shape.intersects(neighbour):
            over = shapely.transform(
                shape.intersection(neighbour), lambda positions: positions * (narrow, 1.0)
            )
            if not over.buffer(-NOISE / A_DEGREE / 2).is_empty:
                return True
    return False
