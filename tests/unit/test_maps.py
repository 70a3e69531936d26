"""The maps of areas as they are answered: real shapes where boundaries are declared, and change on both."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.areas import districts
from metrics.checking.drops import check_drop
from metrics.figures.area_changes import AreaChange, area_changes, labels_of
from metrics.figures.release import Release
from metrics.releasing.contents import OUTLINES
from metrics.releasing.history import Event
from metrics.releasing.releases import load_release, publish
from tests.shipped import FIRST, ROOT, beside, first_site

NOW = datetime(2024, 5, 9, 9, 30, tzinfo=UTC)
WITH = "2023-24-q4"  # the release that was published with boundaries
MOST_BYTES = 20_000
MARKS = {"higher": "▲", "similar": "=", "lower": "▼"}


def publish_with_boundaries(root: Path) -> Path:
    """The shipped site with its first release, and one more of the same drop that has boundaries."""
    first_site(root)
    shipped = (ROOT / "config" / "metrics.yaml").read_text("utf-8")
    areas = shipped[shipped.index("\nareas:\n") : shipped.index("\nframeworks:\n")]
    file = root / "config" / "metrics.yaml"
    file.write_text(file.read_text("utf-8").replace("\nframeworks:\n", f"{areas}\nframeworks:\n", 1), "utf-8")
    beside(root / "config")
    drop = root / "data" / "drops" / FIRST
    checked, issues = check_drop(root / "config" / "metrics.yaml", drop, "metrics.yaml")
    assert checked is not None, "\n".join(map(str, issues))
    publish(root, checked, issues, Event("published", WITH, NOW, NOW, "staff", ""))
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_with_boundaries(tmp_path_factory.mktemp("boundaries"))


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[FlaskClient]:
    yield create_app(root, lambda: NOW).server.test_client()


@pytest.fixture(scope="module")
def release(root: Path) -> Release:
    return load_release(root, WITH)


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def text(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ").split())


def links(soup: BeautifulSoup) -> dict[str, Tag]:
    """The links of the map by what they lead to."""
    return {str(link["href"]): link for link in soup.select(".area-map a")}


# Real shapes -----------------------------------------------------------------------------------------------


def test_boundaries_are_stored_with_a_release_as_they_came_and_as_they_are_drawn(root: Path) -> None:
    folder = root / "data" / "releases" / WITH
    declared = (root / "config" / "boundaries.geojson").read_bytes()
    assert (folder / "areas" / "boundaries.geojson").read_bytes() == declared
    named = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    assert {"areas/boundaries.geojson", OUTLINES} <= set(named)


def test_tiles_come_first_and_lead_to_the_map_of_real_shapes(client: FlaskClient) -> None:
    soup = page(client, "/areas")
    assert soup.select_one(".map a") is not None and soup.select_one(".area-map") is None
    ways = {text(link): str(link["href"]) for link in soup.select(".views a")}
    assert ways == {
        "Beside London": "/areas#map",
        "Change": "/areas?show=change#map",
        "Tiles": "/areas#map",
        "Real shapes": "/areas?map=boundaries#map",
    }
    assert [text(link) for link in soup.select(".views [aria-current]")] == ["Beside London", "Tiles"]


@pytest.mark.parametrize("show", ["", "&show=change"])
def test_the_map_of_real_shapes_says_of_each_area_what_its_tile_says(client: FlaskClient, show: str) -> None:
    shapes = links(page(client, f"/areas?map=boundaries{show}"))
    tiles = page(client, f"/areas?{show[1:]}").select(".map li")
    assert len(tiles) == 33 == len(shapes)
    for tile in tiles:
        link, parts = tile.select_one("a"), [text(part) for part in tile.select("a > *")]
        assert link is not None
        name, figure, mark, says = parts
        shape = shapes[str(link["href"])]
        assert shape["class"] == [tile["data-standing"]]
        if name.startswith("City"):
            assert (
                shape["aria-label"] == "City of London: no figures, because it has a police force of its own"
            )
            continue
        assert str(shape["aria-label"]).lower() == f"{name}: {figure}, {says}".lower()
        assert text(shape.select_one("text")) == mark


def test_a_shape_says_by_its_mark_what_it_says_by_its_look_and_says_it_once(client: FlaskClient) -> None:
    for link in links(page(client, "/areas?map=boundaries")).values():
        look = link["class"][0]
        assert text(link.select_one("text")) == MARKS.get(look, "–")
        assert [str(part.get("aria-hidden")) for part in link.select(":scope > g")] == ["true"]


def test_whose_boundaries_they_are_stands_below_the_map_and_on_no_other_page(client: FlaskClient) -> None:
    source = "Contains OS data © Crown copyright and database right 2024."
    assert source in text(page(client, "/areas?map=boundaries"))
    assert source not in text(page(client, "/areas"))


@pytest.mark.parametrize("query", ["map=boundaries", "map=boundaries&show=change"])
def test_the_map_weighs_little_once_it_is_packed(client: FlaskClient, query: str) -> None:
    markup = client.get(f"/areas?{query}").text
    drawing = re.search(r'<svg viewBox="-4.*?</svg>', markup, re.DOTALL)
    assert drawing is not None and drawing[0].count("<a ") == 33
    packed = len(brotli.compress(markup.encode(), quality=11))
    assert packed < MOST_BYTES
    assert packed - len(brotli.compress(markup.replace(drawing[0], "").encode(), quality=11)) < 5_000


def test_another_measure_keeps_the_map_and_what_it_shows(client: FlaskClient) -> None:
    soup = page(client, "/areas?measure=trust-in-police&map=boundaries&show=change")
    assert "/areas/camden#trust-in-police" in links(soup)
    hidden = {str(field["name"]): str(field["value"]) for field in soup.select("form input[type=hidden]")}
    assert hidden == {"map": "boundaries", "show": "change"}
    tiles = soup.select_one(".views a[href='/areas?measure=trust-in-police&show=change#map']")
    assert text(tiles) == "Tiles"


@pytest.mark.parametrize("query", ["map=globe", "show=growth"])
def test_a_view_that_the_map_has_not_is_a_true_404_with_the_way_to_the_map(
    client: FlaskClient, query: str
) -> None:
    soup = page(client, f"/areas?measure=trust-in-police&{query}", 404)
    assert f"The map has no view called “{query.partition('=')[2]}”." in text(soup)
    assert soup.select_one('main a[href="/areas?measure=trust-in-police"]') is not None


def test_a_release_of_before_has_tiles_alone_and_frozen_pages_lead_to_frozen_ones(
    client: FlaskClient,
) -> None:
    before = page(client, f"/as-at/{FIRST}/areas?map=boundaries")
    assert before.select_one(".area-map") is None and before.select_one(".map a") is not None
    assert "Real shapes" not in text(before)
    frozen = page(client, f"/as-at/{WITH}/areas?map=boundaries")
    assert {address.startswith(f"/as-at/{WITH}/areas/") for address in links(frozen)} == {True}


# Change ----------------------------------------------------------------------------------------------------


def test_the_word_of_each_area_is_that_of_its_own_page(client: FlaskClient, release: Release) -> None:
    states = {str(link["href"]): link for link in page(client, "/areas?show=change").select(".map a")}
    for area in districts().values():
        if not area.division:
            continue
        own = release.tile("violence-with-injury", NOW.date(), area.code).judged
        assert own is not None
        shows = text(states[f"/areas/{area.slug}"])
        assert own.outcome in ("higher", "lower", "little-change", "uncertain")
        words = {"little-change": "Little change", "uncertain": "Too uncertain to say"}
        assert shows.endswith(words.get(own.outcome, f"{own.outcome.capitalize()} than a year before"))
    assert "Lewisham 12.4% ▲ Higher than a year before" in map(text, states.values())
    assert "Westminster 1.3% ? Too uncertain to say" in map(text, states.values())


@pytest.mark.parametrize("measure", ["violence-with-injury", "trust-in-police"])
def test_the_legend_counts_what_the_table_says(client: FlaskClient, measure: str) -> None:
    soup = page(client, f"/areas?show=change&measure={measure}")
    counts = [text(key).rpartition(": ") for key in soup.select(".keys li") if "City" not in text(key)]
    last_cells = [text(row.select("td")[-1]) for row in soup.select("#by-name ~ .scrolled tbody tr")]
    assert len(last_cells) == 32 == sum(int(number) for _, _, number in counts)
    for words, _, number in counts:
        assert last_cells.count(words) == int(number), words


def test_the_table_of_change_has_both_figures_with_what_is_between_them(client: FlaskClient) -> None:
    soup = page(client, "/areas?show=change")
    rows = soup.select("#by-name ~ .scrolled tr")
    assert [text(cell) for cell in rows[0].select("th")] == [
        "Borough",
        "February 2022 to January 2023",
        "February 2023 to January 2024",
        "Change",
        "What it is called",
    ]
    lewisham = next(row for row in rows if "Lewisham" in text(row))
    assert text(lewisham) == "Lewisham 2,862 3,218 12.4% ▲ Higher than a year before"


def test_an_area_whose_newest_figure_is_of_another_period_has_no_change_among_the_others(
    release: Release,
) -> None:
    measure = next(
        candidate for candidate in release.config.published() if candidate.id == "violence-with-injury"
    )
    camden, barnet = "E09000007", "E09000003"
    data = release.data[measure.id]
    changes = area_changes(measure, data, NOW.date(), [camden, barnet])
    assert all(item.change is not None for item in changes)
    late = {key: series for key, series in data.series.items() if key.area != camden}
    cut = {
        key: type(series)(series.observations[:-1])
        for key, series in data.series.items()
        if key.area == camden
    }
    mixed = area_changes(measure, type(data)({**late, **cut}), NOW.date(), [camden, barnet])
    assert mixed[0] == AreaChange(measure, camden, None)
    assert mixed[1].labels == labels_of(changes)


def test_beside_a_break_no_change_is_called_anything_and_the_map_says_from_when_on_it_can_be() -> None:
    shipped = create_app(ROOT, lambda: datetime(2026, 11, 1, tzinfo=UTC)).server.test_client()
    soup = page(shipped, "/as-at/2024-25-q2/areas?show=change")
    assert text(soup.select_one(".keys li")) == "× Not comparable: 32"
    assert {tuple(text(part) for part in tile.select("b, b + span")) for tile in soup.select(".map a")} == {
        ("–", "×"),
        ("–", ""),
    }
    assert "Comparison resumes with February 2026." in text(soup.select_one("#map + .mapped"))
