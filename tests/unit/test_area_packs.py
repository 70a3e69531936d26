"""Packs of areas as they are answered: which there are, what they say, and what they leave out where there is no room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag
from dash import html
from flask.testing import FlaskClient

from app import create_app
from components.area.pack import BANNER, HEADER, STAMP, pack_sheets
from components.area.pack_room import SHEET, parted, room, text_of
from components.site.context import showing
from metrics.areas import areas
from serving.front import Front
from tests.packed_counties import MANY, NOW, publish_many, publish_small
from tests.running import ROOT, run

TODAY = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
APP = create_app(ROOT, lambda: TODAY).server
SHIPPED: FlaskClient = APP.test_client()
MOST_BYTES = 14_000
RELEASES = ("2023-24-q3", "2024-25-q2", "2025-26-q2", "2026-27-q1")


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.text, "html.parser")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def texts(tag: BeautifulSoup | Tag, css: str) -> list[str]:
    return [text(element) for element in tag.select(css)]


def client_of(root: Path, now: str) -> FlaskClient:
    client: FlaskClient = create_app(root, lambda: datetime.fromisoformat(now)).server.test_client()
    return client


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    root = tmp_path_factory.mktemp("many") / "site"
    publish_many(root)
    return client_of(root, NOW)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("small") / "site"
    publish_small(root)
    return root


# What is shipped -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [area.slug for area in areas().values()])
def test_every_area_has_a_pack_of_two_sheets_with_the_figures_of_the_api(slug: str) -> None:
    pack = page(SHIPPED, f"/areas/{slug}/pack")
    profile = SHIPPED.get(f"/api/v1/areas/{slug}").get_json()
    region = SHIPPED.get("/api/v1/areas/london").get_json()
    assert text(pack.h1) == f"{profile['area']['name']}, for a board’s meeting"
    assert len(pack.select(".pack > .sheet")) == 2
    articles = {str(article["data-measure"]): article for article in pack.select("article[data-measure]")}
    with_figures = [item for item in profile["measures"] if item["value"] is not None]
    assert list(articles) == [item["id"] for item in with_figures]
    of_region = {item["id"]: item for item in region["measures"]}
    for item in with_figures:
        numbers = [float(number.strip("%")) for number in texts(articles[item["id"]], "dd")]
        sides = [item] if slug == "london" else [item, of_region[item["id"]]]
        expected = [side["value"] if side["rate"] is None else side["rate"] for side in sides]
        assert numbers == pytest.approx(expected), (slug, item["id"])


@pytest.mark.parametrize("slug", ["camden", "westminster", "south-west", "london"])
def test_a_change_is_said_in_the_sentence_of_the_areas_page(slug: str) -> None:
    own, pack = page(SHIPPED, f"/areas/{slug}"), page(SHIPPED, f"/areas/{slug}/pack")
    sentences = texts(own, ".tile .newest")
    assert len(sentences) > 1
    assert [sentence for sentence in sentences if sentence not in text(pack.main)] == []
    standing = {
        text(element).partition(" ")[2] for element in own.select(".tile .placed") if element.get_text()
    }
    assert [words for words in standing if f"{words}." not in text(pack.main)] == []


def test_the_sentence_on_what_is_firm_names_that_alone() -> None:
    to_do = texts(page(SHIPPED, "/areas/camden/pack"), "#to-do ~ ul li")
    assert to_do[0] == (
        "Ask first about what is firm: Violence with injury offences (higher than London). Chance alone would seldom "
        "make it so."
    )
    assert to_do[3].startswith(
        "The next figures are promised by 31 December 2026. Releases of this site come once"
    )
    assert [item for item in to_do if item.endswith(" /areas/camden")] != []
    of_region = texts(page(SHIPPED, "/areas/london/pack"), "#to-do ~ ul li")[0]
    assert "Trust in police (worse than before); Confidence in police" in of_region


def test_a_pack_says_its_release_where_to_ask_the_status_and_the_licence() -> None:
    pack = page(SHIPPED, "/areas/camden/pack")
    assert text(pack.select_one(".lead")) == "Release Q1 2026/27, published on 13 August 2026."
    assert "Questions about the figures? Write to the Mayor's Office" in text(pack.main)
    assert "They are not accredited official statistics." in text(pack.select_one(".pack .stamp"))
    assert "Open Government Licence" in text(pack.select_one(".attribution"))
    assert text(pack.select_one("footer .stamp")).endswith("Address: /areas/camden/pack")


def test_what_has_no_figure_is_told_with_its_reason() -> None:
    unknown = texts(page(SHIPPED, "/areas/south-west/pack"), "#not-known ~ ul li")
    assert unknown[0] == (
        "Trust in police; Confidence in police, good job local: There is no figure for South West BCU. The percentages "
        "of its boroughs do not add up to one of the whole."
    )
    assert "Crime prevalence: A new measure is to be added." in unknown


def test_an_area_with_a_force_of_its_own_says_so_and_leads_to_no_figures() -> None:
    pack = page(SHIPPED, "/areas/city-of-london/pack")
    assert "There are no figures for the City of London on this site." in text(pack.main)
    assert (pack.select("article"), pack.select_one("#not-known")) == ([], None)
    assert "All figures of" not in text(pack.main)


def test_the_page_of_an_area_leads_to_its_pack_and_back() -> None:
    assert text(page(SHIPPED, "/areas/camden").select_one('a[href="/areas/camden/pack"]')) == (
        "Camden on two printed pages, for a board’s meeting"
    )
    assert page(SHIPPED, "/areas/camden/pack").select_one('nav a[href="/areas/camden"]') is not None
    assert page(SHIPPED, "/areas/city-of-london").select_one('a[href$="/pack"]') is None


def test_headings_come_in_order_and_nothing_is_told_by_a_drawing() -> None:
    pack = page(SHIPPED, "/areas/camden/pack")
    heads = [heading.name for heading in pack.select("main :is(h1, h2, h3, h4)")]
    assert heads == ["h1", *["h2"] * 6]
    assert pack.select("main svg, main img, main script") == []


@pytest.mark.parametrize("slug", ["camden", "kensington-and-chelsea", "south-west", "london"])
def test_a_pack_weighs_less_than_the_page_of_its_area(slug: str) -> None:
    own, pack = (len(brotli.compress(SHIPPED.get(f"/areas/{slug}{end}").data)) for end in ("", "/pack"))
    assert pack < own < MOST_BYTES


# Addresses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["E09000007", "Camden", "CAMDEN"])
def test_a_code_or_a_name_gives_the_pack_of_its_area(name: str) -> None:
    assert page(SHIPPED, f"/areas/{name}/pack").main == page(SHIPPED, "/areas/camden/pack").main


@pytest.mark.parametrize("wrong", ["/areas/narnia/pack", "/areas/camdn/pack", "/areas/camden/packs"])
def test_an_unknown_pack_is_a_true_404(wrong: str) -> None:
    assert "There is no" in text(page(SHIPPED, wrong, 404).main)


def test_the_nearest_area_is_named_where_one_is_near() -> None:
    assert page(SHIPPED, "/areas/camdn/pack", 404).select_one('main a[href="/areas/camden"]') is not None


def test_every_pack_is_on_the_map_of_the_site() -> None:
    places = SHIPPED.get("/sitemap.xml").text
    assert places.count("/pack</loc>") == len(areas())


# Earlier releases ------------------------------------------------------------------------------------------


def test_a_frozen_pack_has_its_own_figures_and_leads_to_frozen_pages() -> None:
    then, now = page(SHIPPED, "/as-at/2023-24-q3/areas/camden/pack"), page(SHIPPED, "/areas/camden/pack")
    first = 'article[data-measure="violence-with-injury"] dd'
    assert (texts(then, first), texts(now, first)) == (["12.06", "9.15"], ["9.60", "7.37"])
    assert "Worse: from February 2023 to January 2024" in text(then.main)
    links = {str(link["href"]) for link in then.select("main a")}
    assert all(link.startswith("/as-at/2023-24-q3/") for link in links)
    assert "/as-at/2023-24-q3/areas/camden" in texts(then, "#to-do ~ ul a")


def test_a_break_is_told_in_words() -> None:
    then = text(page(SHIPPED, "/as-at/2024-25-q2/areas/camden/pack").main)
    assert "This is October 2024 alone. Twelve months cannot be added up across a break" in then
    assert "Not comparable:" in then


@pytest.mark.parametrize("release_id", RELEASES)
def test_no_sheet_of_any_release_holds_more_than_it_has_room_for(release_id: str) -> None:
    front: Front = APP.extensions["front"]
    view = front.view()
    assert view is not None
    release = view.opened(release_id)
    assert release is not None
    frozen_view = replace(view, release=release, kind="as-at")
    with showing(frozen_view):
        for code in areas():
            first, second = pack_sheets(frozen_view, code)
            assert room(first) + HEADER + BANNER <= SHEET and room(second) + STAMP <= SHEET, areas()[
                code
            ].name


# Much, little, and what is withheld ------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["norwick", "nm-north", "northmere"])
def test_measures_without_room_stand_in_short_and_the_rest_is_counted(many: FlaskClient, slug: str) -> None:
    pack = page(many, f"/areas/{slug}/pack")
    full, short = pack.select("article[data-measure]"), pack.select("li[data-measure]")
    measure_ids = [str(item["data-measure"]) for item in (*full, *short)]
    assert measure_ids == [f"burglary-{n}" for n in range(1, len(measure_ids) + 1)]
    name = text(pack.h1).partition(",")[0]
    more = MANY - len(measure_ids)
    assert len(full) >= 3 and len(short) >= 2 and more > 0
    assert f"Two pages have no room for {more} more: see the page of {name}." in texts(pack, ".sheet > p")
    listed = pack.select("#not-known ~ ul li")
    unnamed = MANY - len(listed)
    assert texts(pack, "#not-known ~ p") == [
        f"Two pages have no room for {unnamed} more: see the page of {name}."
    ]


def test_in_short_a_measure_has_figure_region_period_and_both_words(many: FlaskClient) -> None:
    first = text(page(many, "/areas/norwick/pack").select_one("li[data-measure]"))
    assert first.endswith(
        "part 5: 16.4 (Northmere: 30.7), 12 months to December 2025. Lower than Northmere. Worse: 69.7% more than in "
        "the twelve months before."
    )
    assert "in short" in text(page(many, "/areas/norwick/pack").main)


def test_no_more_than_four_measures_are_named_as_firm(many: FlaskClient) -> None:
    first = texts(page(many, "/areas/norwick/pack"), "#to-do ~ ul li")[0]
    assert (first.count("worse than before"), f"; and {MANY - 4} more." in first) == (4, True)


def test_a_figure_that_is_withheld_is_in_no_pack(small: Path) -> None:
    client = client_of(small, NOW)
    pack = page(client, "/areas/st-brannoc/pack")
    assert texts(pack, "#not-known ~ ul li") == [
        "Burglary: There is no figure for St Brannoc in the 12 months to December 2025: it is withheld, because it is "
        "small."
    ]
    assert pack.select("main :is(article, dd, li[data-measure])") == []
    assert "Ask first" not in text(pack.main)


def test_the_next_release_is_told_by_its_day_once_it_is_announced(small: Path) -> None:
    client = client_of(small, NOW)
    words = text(page(client, "/areas/norwick/pack").main)
    assert (
        "No date has been announced for the next figure. Releases of this site come once a quarter" in words
    )
    done = run(small, "--now", NOW, "announce", "2026-05-14", "--reason", "The first quarter.", "--sure")
    assert done.returncode == 0, done.stdout + done.stderr
    words = text(page(client_of(small, NOW), "/areas/norwick/pack").main)
    assert "The next release is announced for 14 May 2026." in words
    late = text(page(client_of(small, "2026-05-16T09:30:00+00:00"), "/areas/norwick/pack").main)
    assert "The release announced for 14 May 2026 has not come: it is 2 days late." in late


# Room ------------------------------------------------------------------------------------------------------


def test_room_is_counted_in_lines_of_the_blocks_that_hold_texts() -> None:
    assert room("A text by itself") == room(None) == 0
    assert room(html.P("x" * 76)) == pytest.approx(1.2) and room(html.P("x" * 77)) == pytest.approx(2.2)
    assert room(html.Div([html.P("x"), html.Ul([html.Li(["x", html.B("x" * 73)])])])) == pytest.approx(3.4)
    assert room(html.P("x" * 90, className="about")) < room(html.P("x" * 90))
    unit = html.P("x" * 100, className="unit")
    assert room(html.Div([html.Dl("x"), unit], className="sides")) == pytest.approx(1.65 + 2.2)
    assert text_of(html.P(["a", html.B("b"), None, 1])) == "ab1"


def test_parts_are_taken_in_their_order_until_one_has_no_room() -> None:
    short, long = html.P("x"), html.P("x" * 300)
    assert parted([short, long, short], 2.0) == ([short], [long, short])
    assert parted([short, short], 2.4) == ([short, short], [])
    assert parted([long], 1.0) == ([], [long])
