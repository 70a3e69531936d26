"""A site of another force: its areas alone are shown wherever it is read, beside London's in the same process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from metrics.areas import areas, districts, region
from metrics.library import open_releases
from metrics.territory import default_territory
from tests.counties import AREAS, DISTRICTS, METRICS, OUTSIDE, REGION, county, taken_away
from tests.running import ROOT, run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
DEFAULT = default_territory().areas.values()
NAMES = {area.name for area in DEFAULT} | {"BCU", "Brixton", "Heathrow", "Census 2021"}
SLUGS = {area.slug for area in DEFAULT} - {"city-of-london"}
REGIONS = re.compile("|".join(["E09000", "E12000007", *sorted(NAMES | SLUGS)]))
NORTHMERES = re.compile("|".join(["E07099", REGION, "Northmere", *DISTRICTS.values()]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = county(tmp_path_factory.mktemp("county") / "site")
    for release in ("first", "second"):
        done = run(root, *NOW, "publish", "drop", "--release", release, "--note", "A note", "--same-moment")
        assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def client(site: Path) -> Iterator[FlaskClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PCP_NOW", NOW[1])
        yield create_app(site).server.test_client()


@pytest.fixture(scope="module")
def shipped() -> FlaskClient:
    client: FlaskClient = create_app(ROOT).server.test_client()
    return client


PAGES = {
    "/": "200",
    "/areas": "Norwick",
    "/areas?measure=burglary": "St Brannoc",
    "/areas/northmere": "Northmere",
    "/areas/norwick": "North Division",
    "/areas/nm-north": "Eastmarsh",
    "/areas/port-sallow": "Port Sallow",
    "/areas/norwick/pack": "Norwick, for a board’s meeting",
    "/areas/nm-north/pack": "Its district councils: Eastmarsh, Norwick.",
    "/areas/port-sallow/pack": "The Northmere Constabulary does not work there",
    "/areas/compare?areas=norwick,highfold": "Highfold",
    "/measures/burglary": "Northmere (Constabulary area)",
    "/measures/burglary?area=st-brannoc": "St Brannoc",
    "/measures/burglary/made?area=norwick": "Norwick",
    "/search?q=brannoc": "St Brannoc",
    "/as-at/first/areas/norwick": "Norwick",
    "/as-at/first/": "200",
    "/releases/second": "200",
    "/api/v1/areas": "NM-SOUTH",
    "/api/v1/areas/norwick": "E07099903",
    "/api/v1/measures/burglary": REGION,
    "/api/v1/measures/burglary/observations?area=norwick": "Norwick",
    "/downloads/burglary.csv": "E07099904",
    "/about": "the residents (the Census of 2021)",
    "/accessibility": "200",
    "/data": "?area=eastmarsh",
    "/api": "/api/v1/measures/burglary?area=eastmarsh",
    "/api/v1/measures": "E07099903",
    "/privacy": "200",
    "/search": "A word such as knife, Eastmarsh, or chance",
    "/areas/compare": "or groups of district councils (divisions), side by side",
    "/areas?show=change": "of 4 district councils in which nothing changed one may",
    "/api/v1/openapi.json": "such as E07099901, eastmarsh or nm-north.",
}


@pytest.mark.parametrize("address", PAGES)
def test_an_address_shows_its_own_areas_and_none_of_region(
    client: FlaskClient, shipped: FlaskClient, address: str
) -> None:
    assert shipped.get("/areas/camden").status_code == 200  # in the same process, just before
    got = client.get(address)
    text = got.get_data(as_text=True)
    assert got.status_code == 200, text[:500]
    assert PAGES[address] in ("200", *[PAGES[address]] * (PAGES[address] in text)), text[-3000:]
    assert REGIONS.findall(text) == []


def test_region_beside_it_shows_none_of_its_names(client: FlaskClient, shipped: FlaskClient) -> None:
    for address in ("/areas", "/areas/camden", "/api/v1/areas", "/search?q=norwick"):
        assert client.get("/areas/norwick").status_code == 200
        got = shipped.get(address)
        assert got.status_code == 200
        assert NORTHMERES.findall(re.sub("norwick", "", got.get_data(as_text=True))) == []
    assert (region().name, len(districts())) == ("London", 33)
    assert client.get("/areas/camden").status_code == 404
    assert shipped.get("/areas/norwick").status_code == 404


def test_the_api_says_what_its_areas_are(client: FlaskClient) -> None:
    listed = {area["slug"]: area for area in client.get("/api/v1/areas").get_json()["areas"]}
    assert list(listed) == [
        "northmere", "eastmarsh", "highfold", "norwick", "st-brannoc", "port-sallow", "nm-north", "nm-south"
    ]  # fmt: skip
    assert listed["northmere"]["population"] == 400000
    assert (listed["norwick"]["kind"], listed["norwick"]["division"]) == ("district-council", "NM-NORTH")
    assert listed["nm-south"]["population"] == 160000


def test_it_is_explained_verified_compared_and_read_without_its_content(site: Path, tmp_path: Path) -> None:
    own = tmp_path / "site"
    run_in = county(own)
    assert run(run_in, *NOW, "publish", "drop", "--release", "first", "--note", "A note").returncode == 0
    compared = run(run_in, *NOW, "diff", "drop", "--html", "review.html")
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert REGIONS.findall((run_in / "review.html").read_text()) == []
    taken_away(run_in)
    explained = run(run_in, *NOW, "explain", "burglary", "--area", "Norwick")
    assert explained.returncode == 0, explained.stdout + explained.stderr
    assert "Norwick" in explained.stdout
    assert run(run_in, *NOW, "verify").returncode == 0
    frame = open_releases(run_in).current().frame("burglary")
    assert {REGION, *DISTRICTS} - {OUTSIDE} <= set(frame["area_code"])
    written = run(run_in, *NOW, "write-site", "pages")
    assert written.returncode == 0, written.stdout + written.stderr
    names = {file.name for file in (run_in / "pages").rglob("*") if file.is_file()}
    assert any("norwick" in name for name in names) or list((run_in / "pages").rglob("*norwick*"))
    for file in (run_in / "pages").rglob("*.html"):
        assert REGIONS.findall(file.read_text()) == [], file


def test_names_of_another_site_are_no_areas_of_it(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    file = root / "drop" / "burglary.csv"
    file.write_text(file.read_text().replace("Highfold", "Camden", 1))
    checked = run(root, *NOW, "check", "--drop", "drop")
    assert checked.returncode == 1
    assert 'area "Camden" is not known' in checked.stdout


def test_the_declaration_is_read_among_its_own_areas(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    text = METRICS.replace("Eastmarch: Eastmarsh", "Eastmarch: Barnet")
    (root / "config" / "metrics.yaml").write_text(text)
    checked = run(root, *NOW, "check", "--format", "json")
    (issue,) = [issue for issue in json.loads(checked.stdout) if issue["severity"] == "error"]
    assert "Barnet" in issue["message"]
    assert (issue["line"], issue["column"]) == (45, 30)


def test_a_table_with_faults_tells_all_of_them(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    table = (
        AREAS.replace(",North,1,2,90000", ",Nort,1,2,9e4")
        .replace(",South,2,2,50000", ",South,2,1,50000")
        .replace("NM-SOUTH,South Division", "NM-NORTH,South Division")
        .replace("The port has a police force of its own.", "")
        + "E10099901,Southmere,region,Norwick,,,,,,,\n"
    )
    (root / "config" / "areas.csv").write_text(table)
    checked = run(root, *NOW, "check", "--format", "json")
    told_of = {
        (issue["line"], issue["code"]) for issue in json.loads(checked.stdout) if "areas.csv" in issue["file"]
    }
    assert told_of >= {
        (3, "area-division"), (3, "population"), (6, "area-tile"), (7, "area-police"), (9, "area-twice"),
        (12, "area-region"), (12, "area-twice"),
    }  # fmt: skip


def test_areas_are_those_in_force_alone() -> None:
    assert all(code not in areas() for code in DISTRICTS)


def test_a_site_without_divisions_people_or_a_map_says_nothing_of_them(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    rows = ["code,name,level,aliases", *(",".join(row.split(",")[:4]) for row in AREAS.splitlines()[1:])]
    kept = [row for row in rows if ",division," not in row and "Port Sallow" not in row]
    (root / "config" / "areas.csv").write_text("\n".join([*kept, ""]))
    checked = run(root, *NOW, "check")
    assert 'measure "burglary": no area has residents, so none has a rate' in checked.stdout
    text = METRICS.replace("    rate: {per: 1000}\n", "")
    (root / "config" / "metrics.yaml").write_text(text)
    done = run(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(root).server.test_client()
    page = client.get("/areas/norwick").get_data(as_text=True)
    assert "people live here" not in page and "About 0" not in page
    assert "Division" not in page
    assert client.get("/areas").status_code == 200
    assert client.get("/api/v1/areas/norwick").get_json()["area"]["population"] is None
