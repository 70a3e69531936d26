"""What is wrong with a site's areas is told once, without what only follows from it, and never by another site's names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from metrics.reading.boundaries import parse_boundaries
from tests.counties import AREAS, METRICS, REGION, county
from tests.running import run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
NAMES = {"A1": "Westfold", "A2": "Eastfold"}


def issues(root: Path, *more: str) -> list[dict[str, str]]:
    checked = run(root, *NOW, "check", *more, "--format", "json")
    assert "Traceback" not in checked.stderr
    issue_list: list[dict[str, str]] = json.loads(checked.stdout)
    return issue_list


def errors(root: Path, *more: str) -> list[str]:
    return [issue["message"] for issue in issues(root, *more) if issue["severity"] == "error"]


UNREAD = {
    "another header": "code;name;level\nX1;Here;region\n",
    "no region": AREAS.replace(f"{REGION},Northmere,region", f"{REGION},Northmere,part"),
    "empty": "",
    "a header alone": "code,name,level\n",
    "one row of no level": "code,name,level\nX1,Here,realm\n",
    "a level misspelt": AREAS.replace("Eastmarsh,district", "Eastmarsh,distict"),
}


@pytest.mark.parametrize("table", UNREAD)
def test_a_table_that_cannot_be_read_has_no_fault_that_follows_from_it(tmp_path: Path, table: str) -> None:
    root = county(tmp_path / "site")
    (root / "config" / "areas.csv").write_text(UNREAD[table])
    found_by_check = issues(root)
    messages = [issue["message"] for issue in found_by_check if issue["severity"] == "error"]
    assert messages
    assert [text for text in messages if "neither" in text or "London" in text] == []
    files = {issue["file"] for issue in found_by_check if issue["severity"] == "error"}
    assert all(file.endswith("areas.csv") for file in files), messages


def test_one_bad_row_is_one_fault(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    bad = AREAS.replace(
        "E07099901,Eastmarsh,district,,North,1,2,90000", "E07099901,Eastmarsh,district,,North,1,2,9e4"
    )
    (root / "config" / "areas.csv").write_text(bad)
    ring = [[0, 51], [0.1, 51], [0.1, 51.1], [0, 51]]
    feature = {
        "type": "Feature",
        "properties": {"code": "E07099901"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (root / "config" / "boundaries.geojson").write_text(text)
    declared = METRICS.replace(
        "  table: areas.csv\n", "  table: areas.csv\n  boundaries: boundaries.geojson\n"
    )
    (root / "config" / "metrics.yaml").write_text(declared)
    assert errors(root) == ['"9e4" is no number of people: digits alone, such as 389300']
    (root / "config" / "areas.csv").write_text(AREAS)
    assert errors(root) == []


def test_a_name_that_is_none_is_told_beside_a_whole_table(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    (root / "config" / "metrics.yaml").write_text(
        METRICS.replace("Eastmarch: Eastmarsh", "Eastmarch: Barnet")
    )
    (message,) = errors(root)
    assert '"Barnet" is neither Northmere nor a district council' in message


def test_a_division_and_a_district_of_one_name_are_told_how_to_part(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    (root / "config" / "areas.csv").write_text(AREAS.replace("NM-SOUTH,South Division", "NM-SOUTH,Highfold"))
    messages = errors(root)
    assert any(
        'is the name of the area in line 4 already: give the division a name of its own, such as "Highfold division"'
        in text
        for text in messages
    ), messages


def test_an_area_that_is_not_known_can_be_mended_in_three_ways(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    file = root / "drop" / "burglary.csv"
    text = file.read_text()
    mend = 'name it under "aliases" or "no_area", or give it a row in the table of "areas"'
    for written, message in {
        "Grumbleton": f'area "Grumbleton" is not known; {mend}',
        "Highfolde": f'area "Highfolde" is not known; did you mean "Highfold"? If not, {mend}',
    }.items():
        file.write_text(text.replace("Highfold", written))
        assert any(message in got for got in errors(root, "--drop", "drop")), errors(root, "--drop", "drop")


def two_areas(apart: float) -> bytes:
    """Two squares beside each other, the border of the second so many degrees off that of the first."""
    west = [[0, 51], [0.1, 51], [0.1, 51.1], [0, 51.1], [0, 51]]
    border = 0.1 + apart
    east = [[border, 51], [0.2, 51], [0.2, 51.1], [border, 51.1], [border, 51.05], [border, 51]]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in zip(NAMES, (west, east), strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize(
    ("apart", "codes"), [(-0.0000001, []), (-0.000005, []), (-0.0001, ["boundary-gaps"])]
)
def test_borders_gape_by_a_metre_and_not_by_what_rounding_leaves(apart: float, codes: list[str]) -> None:
    _, got = parse_boundaries(two_areas(apart), "boundaries.geojson", NAMES)
    assert [issue.code for issue in got] == codes


def test_a_column_that_names_the_region_alone_is_no_column_of_areas(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    rows = [
        f"County of Northmere,{year}-{month:02},{900 + month}"
        for year in (2024, 2025)
        for month in range(1, 13)
    ]
    (root / "drop" / "stops.csv").write_text("\n".join(["Area,Month,Stops", *rows, ""]))
    started = run(root, *NOW, "new-measure", "stops", "--extract", "drop/stops.csv", "--publish")
    assert started.returncode == 0, started.stderr
    assert "      ignore: Area\n" in started.stdout and "area:" not in started.stdout
    assert "      region: own-row\n" in started.stdout


def test_areas_are_declared_for_areas(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    file, rows = root / "drop" / "burglary.csv", []
    for year in (2024, 2025):
        rows += [f"{year}-{month:02},Northmere,{900 + month}" for month in range(1, 13)]
    own = METRICS.replace("region: all-rows", "region: own-row").replace("      combine: sum\n", "")
    (root / "config" / "metrics.yaml").write_text(own)
    file.write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    warned = {issue["code"]: issue["message"] for issue in issues(root, "--drop", "drop")}
    assert "no row is of any district council" in warned["no-districts"]
    rows += [row.replace("Northmere", "Norwick") for row in rows]
    file.write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    assert "no-districts" not in {issue["code"] for issue in issues(root, "--drop", "drop")}
