"""What readers take away from pages: the list of downloads, links to what is shown, citations, tiles to embed."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from components.measure.downloads import downloads
from components.site.context import Kind, View
from components.site.selection import parse_selection
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.releasing.releases import load_release
from serving.downloads.formats import FORMATS
from serving.http.html import inside
from tests.places_of_tests import REGION

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
ID = "2023-24-q3"
CAMDEN = "E09000007"
FILES = (".csv", ".xlsx", ".ods", ".parquet", ".csv-metadata.json")


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, ID)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def hrefs(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(item["href"]) for item in page.select(selector)]


# The list of downloads -------------------------------------------------------------------------------------


def test_every_measure_with_figures_has_its_files_and_they_are_there(
    client: FlaskClient, shipped: Release
) -> None:
    page = parsed(client.get("/data").text)
    expected = [
        f"/downloads/{measure.id}{ending}" for measure in shipped.config.published() for ending in FILES
    ]
    assert hrefs(page, "table .files a") == expected
    for path in (
        *expected,
        *hrefs(page, ".head a"),
        *hrefs(page, "#api + div a"),
        *hrefs(page, "#follow + div a"),
    ):
        assert client.get(path).status_code == 200, path


def test_the_list_says_how_many_rows_a_file_has_and_how_large_it_is(client: FlaskClient) -> None:
    page, file = parsed(client.get("/data").text), client.get("/downloads/worry-about-crime.csv").data
    row = next(row for row in page.select("tbody tr") if "Worry about crime" in row.get_text())
    name, rows, files = row.select("th, td")
    assert name.get_text("|").startswith("Worry about crime|Q3 2021/22 to Q3 2023/24|London")
    assert rows.get_text() == f"{len(file.splitlines()) - 1:,}"
    assert files.select_one("a").get_text().startswith(f"CSV ({max(1, round(len(file) / 1e3))} kB)")  # type: ignore[union-attr]


def test_each_status_and_column_has_a_place_of_its_own(client: FlaskClient) -> None:
    page = parsed(client.get("/data").text)
    assert page.select_one("#status-p") is not None and page.select_one("#column-value") is not None


def test_the_list_as_it_was_leads_to_files_as_they_were(client: FlaskClient) -> None:
    page = parsed(client.get(f"/as-at/{ID}/data").text)
    assert all(path.startswith(f"/as-at/{ID}/downloads/") for path in hrefs(page, "table .files a"))
    assert client.get(f"/as-at/{ID}/downloads/all.zip").data == client.get("/downloads/all.zip").data


# On the page of a measure ----------------------------------------------------------------------------------


def downloads_page(
    release: Release,
    measure_id: str,
    area: str = REGION,
    query: Mapping[str, str] = {},
    kind: Kind = "current",
) -> BeautifulSoup:
    measure = release.config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)
    view = View(release, release.published_at.date(), kind, formats=FORMATS)
    parameters = {"area": area, **{name.rstrip("_"): text for name, text in query.items()}}
    selection = parse_selection(measure, release.data[measure_id], parameters)
    return parsed(inside(view.prefix, downloads(view, measure, selection)))


@pytest.mark.parametrize(
    ("measure_id", "area", "query", "expected"),
    [
        ("worry-about-crime", REGION, {}, "area=london"),
        ("violence-with-injury", CAMDEN, {"from": "2023-01", "to": ""}, "area=camden&from=2023-01"),
        ("violence-with-injury", CAMDEN, {"from_": "2023-01"}, "area=camden&from=2023-01"),
        ("violence-with-injury", CAMDEN, {"from": "2023-02", "to": "2023-01"}, "area=camden"),
        ("violence-with-injury", REGION, {"view": "boroughs"}, "area=all"),
        ("homicide", REGION, {}, "area=london&window=all"),
        ("homicide", REGION, {"dimension": "sex"}, "dimension=sex&window=all"),
        ("trust-in-police", CAMDEN, {"comparison": "same-period-last-year"}, "area=camden"),
    ],
)
def test_what_is_shown_can_be_taken_away(
    client: FlaskClient, shipped: Release, measure_id: str, area: str, query: dict[str, str], expected: str
) -> None:
    page = downloads_page(shipped, measure_id, area, query)
    links = hrefs(page, ".files a")
    assert links == [
        *(f"/downloads/{measure_id}{end}?{expected}" for end in FILES),
        f"/api/v1/measures/{measure_id}/observations?{expected}",
        *(f"/downloads/{measure_id}{end}" for end in FILES[:-1]),
    ]
    assert [path for path in links if client.get(path).status_code != 200] == []


def test_a_citation_names_who_what_which_release_when_and_where(shipped: Release) -> None:
    page = downloads_page(shipped, "violence-with-injury", CAMDEN, {"from": "2023-01"})
    cite = page.select_one(".cite")
    assert cite is not None and cite.get_text() == (
        "Mayor's Office for Policing and Crime (MOPAC): Violence with injury offences, Camden, from January 2023. "
        "Release Q3 2023/24 of London police and crime outcomes, published on 8 February 2024. Source of the "
        "data: Metropolitan Police Service. Open Government Licence v3.0. "
        f"/as-at/{ID}/measures/violence-with-injury?area=camden&from=2023-01"
    )
    assert hrefs(page, ".cite a") == [f"/as-at/{ID}/measures/violence-with-injury?area=camden&from=2023-01"]


def test_a_citation_holds_the_whole_address_where_the_site_has_one(shipped: Release) -> None:
    site = shipped.config.site.model_copy(update={"address": "https://outcomes.example.org"})
    config = shipped.config.model_copy(update={"site": site})
    page = downloads_page(Release(ID, shipped.published_at, config, shipped.data), "homicide")
    link = page.select_one(".cite a")
    assert (
        link is not None and link.get_text() == f"https://outcomes.example.org/as-at/{ID}/measures/homicide"
    )


def test_a_citation_and_the_stamp_on_paper_hold_the_address_that_the_reader_asked_by(
    client: FlaskClient,
) -> None:
    where = {"Host": "outcomes.example.org", "X-Forwarded-Proto": "https"}
    for path in ("/measures/homicide", f"/as-at/{ID}/measures/homicide"):
        page = parsed(client.get(path, headers=where).text)
        cite, stamp = page.select_one(".cite a"), page.select_one(".stamp")
        assert cite is not None and stamp is not None
        assert cite.get_text() == f"https://outcomes.example.org/as-at/{ID}/measures/homicide"
        assert stamp.get_text().endswith(f" Address: https://outcomes.example.org{path}")


def test_pages_are_kept_apart_for_each_name_that_readers_ask_by(client: FlaskClient) -> None:
    def cited(host: str) -> str:
        return hrefs_text(client.get("/data", headers={"Host": host}).text)

    def hrefs_text(text: str) -> str:
        cite = parsed(text).select_one(".cite a")
        return "" if cite is None else cite.get_text()

    frozen = f"/as-at/{ID}/data"
    assert [cited(host) for host in ("a.example.org", "b.example.org", "localhost", "a.example.org")] == [
        f"http://a.example.org{frozen}",
        f"http://b.example.org{frozen}",
        frozen,
        f"http://a.example.org{frozen}",
    ]


def test_a_frozen_page_is_cited_by_its_own_address(shipped: Release) -> None:
    page = downloads_page(shipped, "homicide", kind="as-at")
    assert hrefs(page, ".cite a") == [f"/as-at/{ID}/measures/homicide"]
    assert all(path.startswith(f"/as-at/{ID}/") for path in hrefs(page, "a"))


def test_a_measures_page_ends_with_what_can_be_taken_away(client: FlaskClient) -> None:
    page = parsed(client.get("/measures/violence-with-injury?area=camden").text)
    assert f"/as-at/{ID}/measures/violence-with-injury?area=camden" in hrefs(page, ".cite a")
    assert "/downloads/violence-with-injury.csv?area=camden" in hrefs(page, ".files a")


# A tile on another site ------------------------------------------------------------------------------------


def test_a_tile_to_embed_says_what_the_measures_page_says(client: FlaskClient) -> None:
    tile, page = (parsed(client.get(f"/{kind}/homicide?area=camden").text) for kind in ("embed", "measures"))
    for field in ("value", "period", "change", "outcome"):
        texts = [document.select_one(f'[data-field="{field}"]') for document in (tile, page)]
        assert texts[0] is not None and texts[1] is not None and texts[0].get_text() == texts[1].get_text()
    assert tile.select_one("main")["data-measure"] == "homicide"  # type: ignore[index]
    assert set(hrefs(tile, "a")) == {"/measures/homicide?area=camden"}
    assert "Source: Metropolitan Police Service. Release Q3 2023/24" in tile.select_one("footer").get_text()  # type: ignore[union-attr]


def test_anybody_may_frame_a_tile_and_nothing_else(client: FlaskClient) -> None:
    def framing(path: str) -> str:
        policy = client.get(path).headers["Content-Security-Policy"]
        return str(re.findall("frame-ancestors ([^;]+)", policy)[0])

    assert {
        path: framing(path) for path in ("/embed/homicide", "/measures/homicide", "/data", "/embed/nope")
    } == {
        "/embed/homicide": "*",
        "/measures/homicide": "'none'",
        "/data": "'none'",
        "/embed/nope": "'none'",
    }


def test_a_tile_is_whole_in_itself_and_runs_nothing(client: FlaskClient) -> None:
    got = client.get("/embed/homicide")
    page = parsed(got.text)
    assert page.select("script, link, img, iframe") == []
    style = page.select_one("style")
    assert style is not None
    named = base64.b64encode(hashlib.sha256(style.get_text().encode()).digest()).decode()
    assert f"style-src 'sha256-{named}'" in got.headers["Content-Security-Policy"]
    assert len(got.data) < 6_000


@pytest.mark.parametrize(
    "path", ["/embed/crime-prevalence", "/embed/exploitation-and-harm", f"/as-at/{ID}/embed/homicide"]
)
def test_there_is_a_tile_of_every_state(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/embed/nope", "/embed/homicide?area=atlantis", "/embed/worry-about-crime?area=camden"]
)
def test_there_is_no_tile_of_what_there_is_not(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
