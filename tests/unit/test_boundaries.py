"""Boundaries of areas: what is wrong with a file of them, and how they are made small for the map."""

import json
import re
from itertools import accumulate
from pathlib import Path
from typing import Any

import brotli
import pytest

from metrics.areas import districts
from metrics.checking.drops import check_drop
from metrics.issues import Issue
from metrics.outlines import Outlines, outlines_file, parse_outlines
from metrics.reading.boundaries import parse_boundaries
from metrics.releasing.simplified import MOST_CHARACTERS, simplified
from tests.shipped import beside

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (ROOT / "config" / "boundaries.geojson").read_bytes()
REGION = {code: area.name for code, area in districts().items()}
NAMES = {"E07000001": "Eastby", "E07000002": "Weston"}
FILE = "config/boundaries.geojson"


def square(west: float, south: float, size: float = 0.1) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: Any, *rings: Any, kind: str = "Polygon", name: str = "code") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {name: code},
        "geometry": {"type": kind, "coordinates": list(rings)},
    }


EAST = feature("E07000001", square(0.1, 51))
WEST = feature("E07000002", square(0, 51))


def document(*features: Any) -> bytes:
    lines = ",\n".join(map(json.dumps, features))
    return f'{{"type": "FeatureCollection",\n"features": [\n{lines}\n]}}'.encode()


def issues_of(data: bytes, **more: Any) -> list[Issue]:
    boundaries, issues = parse_boundaries(data, FILE, NAMES, **more)
    assert bool(boundaries) == (not any(issue.severity == "error" for issue in issues))
    return issues


def issue_lines(*features: Any, **more: Any) -> list[str]:
    return [
        f"{issue.line}:{issue.column}: {issue.code}: {issue.message}"
        for issue in issues_of(document(*features), **more)
    ]


# The file --------------------------------------------------------------------------------------------------


def test_boundaries_of_all_areas_are_read_without_an_issue() -> None:
    boundaries, issues = parse_boundaries(document(EAST, WEST), FILE, NAMES)
    assert issues == []
    assert boundaries["E07000001"] == [[[(x, y) for x, y in square(0.1, 51)]]]


@pytest.mark.parametrize(
    "data, message",
    [
        (b"\xff{}", f"{FILE}:1:1: error: the boundaries cannot be read: the file is not UTF-8"),
        (
            b'{"type":\n "FeatureCollection" 7}',
            f"{FILE}:2:22: error: the boundaries are no JSON: expecting ',' delimiter",
        ),
        (b'{"a": NaN}', f"{FILE}:1:1: error: the boundaries are no JSON: NaN is no number"),
        (b"[" * 100_000, f"{FILE}:1:1: error: the boundaries are no JSON: it is nested too deeply"),
        (
            b'{"type": "Topology"}',
            f"{FILE}:1:1: error: the boundaries are no FeatureCollection of GeoJSON, but "
            '"Topology", as TopoJSON is: save them as GeoJSON',
        ),
        (
            b"[1]",
            f"{FILE}:1:1: error: the boundaries are no FeatureCollection of GeoJSON, but without a type",
        ),
        (
            b'{"type": "FeatureCollection", "features": []}',
            f"{FILE}:1:1: error: the boundaries have no features",
        ),
    ],
)
def test_a_file_that_is_no_geojson_is_told_with_its_place(data: bytes, message: str) -> None:
    (issue,) = issues_of(data)
    assert str(issue) == message
    assert issue.code == "boundary-file"


def test_all_faults_of_all_features_are_told_at_once_each_where_its_feature_stands() -> None:
    wild = {"type": "Thing"}
    assert issue_lines(
        {**WEST, "properties": {"code": "E07000009", "name": "weston"}},
        feature("E07000001", square(0, 51)[:-1]),
        feature("E07000001", square(0.3, 51)),
        feature("E07000002", square(530_000, 180_000, 1000)),
        feature(None, square(0, 51)),
        wild,
        {"type": "Feature", "properties": {"code": "E07000002"}, "geometry": None},
    ) == [
        '3:1: boundary-code: "E07000009" is the code of no area of this site; did you mean "E07000002" (Weston)?',
        "4:1: boundary-shape: a ring is not closed: its last position is not its first",
        '5:1: boundary-twice: "E07000001" (Eastby) has a boundary in line 4 already',
        "6:1: boundary-place: the position [530000, 180000] looks like an easting and a northing of the national "
        "grid: save the file with longitude and latitude (WGS 84, EPSG:4326)",
        '7:1: boundary-code: the feature has no code under "code"',
        '8:1: boundary-shape: this is no feature: its type is not "Feature"',
        "9:1: boundary-shape: a boundary is a Polygon or a MultiPolygon, and this is nothing",
        '9:1: boundary-twice: "E07000002" (Weston) has a boundary in line 6 already',
    ]


@pytest.mark.parametrize(
    "ring, message",
    [
        ([[0, 51], [1, 51], [0, 51]], "a ring encloses nothing"),
        ([[0, 51]] * 5, "a ring encloses nothing"),
        ([[0, 51], [1, 51], [2, 51], [0, 51]], "a ring encloses nothing"),
        ([[0, 51], "x"], "a ring is no list of positions, each a longitude and a latitude"),
        ([[0, True], [1, 51], [1, 52], [0, True]], "a ring is no list of positions"),
        ([], "a ring is no list of positions"),
        (7, "a ring is no list of positions"),
        ([[10**400, 51], [1, 51], [1, 52], [10**400, 51]], "a ring is no list of positions"),
        (square(200, 51), "the position [200, 51] is nowhere on earth"),
        (square(51.1, -0.2), "the position [51.1, -0.2] has its latitude first"),
        ([[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]], "a ring encloses nothing"),
        (
            [[0, 51], [1, 52], [1, 51], [0, 51.5], [0, 51]],
            "the boundary of Eastby cannot be drawn: self-inter",
        ),
    ],
)
def test_a_ring_that_cannot_be_drawn_is_told(ring: Any, message: str) -> None:
    (fault,) = issue_lines(feature("E07000001", ring), feature("E07000002", square(3, 51)))
    assert fault.partition(" ")[2].partition(" ")[2].startswith(message)
    assert fault.startswith("3:1: boundary-")


@pytest.mark.parametrize("coordinates", [None, [], 7, [7], [[]], {"a": 1}])
def test_coordinates_of_any_other_kind_are_a_fault_and_no_traceback(coordinates: Any) -> None:
    for kind in ("Polygon", "MultiPolygon", "Point"):
        wrong = {
            "type": "Feature",
            "properties": {"code": "E07000001"},
            "geometry": {"type": kind, "coordinates": coordinates},
        }
        assert [fault.split(": ")[1] for fault in issue_lines(wrong, WEST)] == ["boundary-shape"]


# Codes -----------------------------------------------------------------------------------------------------


def test_the_property_with_the_codes_is_told_by_them_or_declared() -> None:
    named = [
        {**shape, "properties": {"FID": 7, "LAD24CD": code}}
        for shape, code in ((EAST, "E07000001"), (WEST, "E07000002"))
    ]
    assert issue_lines(*named) == []
    assert issue_lines(*named, code_property="LAD24CD") == []
    assert issue_lines(*named, code_property="LAD23CD")[0] == (
        '1:1: boundary-lost: there is no boundary of "Eastby", "Weston": the map is drawn without'
    )


def test_two_properties_with_codes_are_a_question_and_no_guess() -> None:
    both = [{**EAST, "properties": {"now": "E07000001", "then": "E07000002"}}]
    assert issue_lines(*both) == [
        "1:1: boundary-file: no property of the features holds codes of areas: name it as code_property, of "
        '"now", "then"'
    ]
    assert issue_lines({**EAST, "properties": {}}) == ["1:1: boundary-file: the features have no properties"]


def test_a_boundary_that_is_called_as_another_area_is_a_question() -> None:
    def named(item: dict[str, Any], name: str) -> dict[str, Any]:
        return {**item, "properties": {**item["properties"], "name": name, "county": "Fenshire"}}

    assert issue_lines(named(EAST, "EASTBY"), named(WEST, "Weston")) == []
    assert issue_lines(named(EAST, "Weston"), named(WEST, "Eastby")) == [
        '3:1: boundary-name: the boundary of Eastby (E07000001) is called "Weston" in the file: is the code right?',
        '4:1: boundary-name: the boundary of Weston (E07000002) is called "Eastby" in the file: is the code right?',
    ]


def test_a_code_without_a_name_is_guessed_by_its_spelling() -> None:
    assert issue_lines(EAST, WEST, feature("E0700002", square(0.3, 51))) == [
        '5:1: boundary-code: "E0700002" is the code of no area of this site; did you mean "E07000002"?'
    ]


def test_an_area_without_a_boundary_is_a_warning() -> None:
    (issue,) = issues_of(document(EAST))
    assert str(issue) == (f'{FILE}:1:1: warning: there is no boundary of "Weston": the map is drawn without')


def test_a_file_of_another_region_is_told_once_beyond_ten_codes() -> None:
    others = [feature(f"W060000{number}", square(0.2 * number - 3, 51)) for number in range(10, 40)]
    faults = issue_lines(EAST, WEST, *others)
    assert len(faults) == 11
    assert faults[-1].endswith(
        "20 more features have codes of no area of this site: leave them out of the file"
    )


def test_areas_that_overlap_or_gape_are_a_warning() -> None:
    beside = feature("E07000002", square(0.005, 51))
    assert issue_lines(EAST, beside) == [
        '1:1: boundary-gaps: the borders of "Eastby", "Weston" do not meet their neighbours\' exactly: they may '
        "gape on the map"
    ]


def test_a_boundary_far_from_all_others_is_out_of_place() -> None:
    assert issue_lines(EAST, feature("E07000002", square(-40, 20))) == [
        "1:1: boundary-file: the boundaries reach over 40 degrees: one is out of place"
    ]


def test_a_check_tells_faults_of_boundaries_with_those_of_the_declaration(tmp_path: Path) -> None:
    text = (ROOT / "config" / "metrics.yaml").read_text("utf-8")
    (tmp_path / "metrics.yaml").write_text(text, "utf-8")
    _, issues = check_drop(tmp_path / "metrics.yaml", tmp_path, "metrics.yaml")
    assert (
        "boundaries.geojson:1:1: error: the file of boundaries cannot be read: No such file or directory"
        in map(str, issues)
    )
    beside(tmp_path)
    (tmp_path / "boundaries.geojson").write_bytes(SHIPPED.replace(b"E09000033", b"E09000099"))
    _, issues = check_drop(tmp_path / "metrics.yaml", tmp_path, "metrics.yaml")
    codes = [issue.code for issue in issues if issue.file == "boundaries.geojson"]
    assert codes == ["boundary-code", "boundary-lost"] or codes == ["boundary-lost", "boundary-code"]


# Simplified ------------------------------------------------------------------------------------------------


def outlines_of(data: bytes = SHIPPED, names: dict[str, str] = REGION) -> Outlines:
    boundaries, issues = parse_boundaries(data, FILE, names)
    assert issues == []
    return simplified(boundaries)


def rings(path: str) -> list[list[tuple[int, int]]]:
    """The rings of a path as places: it starts at one, and goes on in steps."""
    ring_places = []
    for ring in path.split("M")[1:]:
        numbers = list(map(int, re.findall(r"-?\d+", ring)))
        ring_places.append(list(zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True)))
    return ring_places


def edges(path: str) -> set[frozenset[tuple[int, int]]]:
    return {frozenset((ring[place - 1], ring[place])) for ring in rings(path) for place in range(len(ring))}


def test_every_area_has_a_path_and_a_place_for_its_mark_inside_the_drawing() -> None:
    outlines = outlines_of()
    assert set(outlines.areas) == set(REGION)
    for outline in outlines.areas.values():
        places = [place for ring in rings(outline.path) for place in ring]
        assert len(places) >= 3
        assert all(0 <= x <= outlines.width and 0 <= y <= outlines.height for x, y in places)
        assert min(x for x, _ in places) < outline.x < max(x for x, _ in places)
        assert min(y for _, y in places) < outline.y < max(y for _, y in places)
    assert (outlines.width, outlines.height) == (1000, 772)


def test_borders_that_neighbours_share_stay_shared() -> None:
    """Each stroke belongs to one area, on the outside, or to two: a gap or an overlap would break a border."""
    outlines = outlines_of()
    of_areas = [edges(outline.path) for outline in outlines.areas.values()]
    every = [edge for own in of_areas for edge in own]
    alone = {edge for edge in every if every.count(edge) == 1}
    assert max(every.count(edge) for edge in every) == 2
    ends: dict[tuple[int, int], int] = {}
    for edge in alone:
        for place in edge:
            ends[place] = ends.get(place, 0) + 1
    assert all(number % 2 == 0 for number in ends.values())  # the strokes of one area alone are whole rings
    assert len(alone) < len(every) / 3


def wavy(steps: int) -> tuple[bytes, dict[str, str]]:
    """Two areas with a border of so many positions between them."""
    border = [[0.1 + 0.004 * (-1) ** step, 51 + 0.1 * step / steps] for step in range(steps + 1)]
    west = [[0, 51], *border, [0, 51.1], [0, 51]]
    east = [[0.2, 51], [0.2, 51.1], *border[::-1], [0.2, 51]]
    return document(feature("E07000001", east), feature("E07000002", west)), NAMES


def test_a_border_of_thousands_of_positions_is_made_small_once_for_both_its_areas() -> None:
    data, names = wavy(9_000)
    outlines = outlines_of(data, names)
    paths = [outline.path for outline in outlines.areas.values()]
    assert sum(map(len, paths)) <= MOST_CHARACTERS
    shared = edges(paths[0]) & edges(paths[1])
    assert len(shared) >= 1
    assert len(edges(paths[0])) - len(shared) <= 4


def test_an_area_that_is_too_small_to_be_drawn_has_a_dot() -> None:
    small = feature("E07000002", square(0.2001, 51.0001, 0.00001))
    outlines = outlines_of(document(feature("E07000001", square(0, 51)), small), NAMES)
    assert outlines.areas["E07000002"].path.endswith("h6v6h-6z")


def test_islands_and_holes_are_kept_where_they_can_be_seen() -> None:
    around = feature("E07000001", square(0, 51, 0.4), square(0.1, 51.1)[::-1])
    inside = feature("E07000002", [square(0.1, 51.1)], [square(0.6, 51)], [square(0.6, 51.3, 0.0005)])
    inside["geometry"]["type"] = "MultiPolygon"
    outlines = outlines_of(document(around, inside), NAMES)
    assert [len(rings(outlines.areas[code].path)) for code in NAMES] == [2, 2]


def test_the_same_boundaries_give_the_same_bytes_in_any_order() -> None:
    stored = outlines_file(outlines_of())
    features = json.loads(SHIPPED)["features"]
    assert stored == outlines_file(outlines_of(document(*reversed(features))))
    assert parse_outlines(stored) == outlines_of()
    assert len(brotli.compress(stored)) < 3_000


def test_outlines_of_another_version_are_none() -> None:
    assert parse_outlines(None) is None
    assert parse_outlines(b'{"schema": 2}') is None
