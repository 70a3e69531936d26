"""The pictures of pages: what they say is what the page says, they are the same everywhere, and every page names its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from PIL import Image

from app import create_app
from components.site.context import Kind, View
from metrics.areas import areas
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import Tile, tile
from metrics.releasing.releases import load_release
from serving.cards.card import (
    Card,
    Paragraph,
    area_card,
    framework_card,
    measure_card,
    outcome_card,
    site_card,
)
from serving.cards.layout import EDGE, HEIGHT, SMALLEST, WIDTH, foot_height, foot_lines, lines_of
from serving.cards.picture import picture
from tests.given import OFFENCES, SATISFACTION, data_of, measure, observed
from tests.places_of_tests import REGION

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
ID = "2023-24-q3"
HOST = {"Host": "outcomes.example.org", "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, ID)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def view_of(release: Release, kind: Kind = "current") -> View:
    return View(release, NOW.date(), kind)


def every_card(release: Release, kind: Kind = "current") -> Iterator[Card]:
    view = view_of(release, kind)
    yield from (measure_card(view, release.tile(item.id, view.today)) for item in release.config.measures)
    yield from (outcome_card(view, outcome) for outcome in release.config.outcomes)
    yield from (framework_card(view, framework) for framework in release.config.frameworks)
    yield from (area_card(view, code) for code in areas())
    yield site_card(view)


# What it says ----------------------------------------------------------------------------------------------


def test_a_measures_picture_says_what_its_tile_says(shipped: Release) -> None:
    view = view_of(shipped)
    card = measure_card(view, shipped.tile("violence-with-injury", view.today))
    assert card.line is not None and len(card.line.points) == 25
    assert (card.title, card.where, card.value, card.counted, card.paragraphs) == (
        "Violence with injury offences",
        "London (Metropolitan Police area)",
        "6,100",
        "violence with injury offences, January\u00a02024 (provisional)",
        (
            Paragraph("Worse:", "5.4% more than in the same three months a year before", "up", "worse"),
            Paragraph("", "November 2023 to January 2024: 19,154, against 18,176"),
        ),
    )
    assert (card.site, card.release) == ("London police and crime outcomes", "Release Q3 2023/24")


def test_every_word_and_number_of_a_measures_picture_stands_on_its_page(
    client: FlaskClient, shipped: Release
) -> None:
    view = view_of(shipped)
    for item in shipped.config.measures:
        card = measure_card(view, shipped.tile(item.id, view.today))
        page = BeautifulSoup(client.get(f"/measures/{item.id}").text, "html.parser").get_text(" ").lower()
        card_text = " ".join([card.title, card.where, card.value, card.counted, card.release])
        card_text += " ".join(f" {part.strong} {part.text}" for part in card.paragraphs)
        words = re.findall(r"[\w.%/]*[\w%]", card_text.replace("\u00a0", " ").lower())
        assert [word for word in words if word not in page] == []


def test_a_planned_measure_has_its_state_and_no_figure(shipped: Release) -> None:
    view = view_of(shipped)
    card = measure_card(view, shipped.tile("crime-prevalence", view.today))
    assert (card.value, card.line, card.paragraphs) == (
        "",
        None,
        (Paragraph("Planned"), Paragraph("", "A new measure is to be added.")),
    )


def test_a_measure_in_words_has_its_reason(shipped: Release) -> None:
    view = view_of(shipped)
    card = measure_card(view, shipped.tile("exploitation-and-harm", view.today))
    assert (card.value, card.paragraphs[0]) == ("", Paragraph("Reported in words"))
    assert card.paragraphs[1].text.startswith("No quantitative measure is proposed.")


def withheld() -> Tile:
    figures = Series(
        (observed("2023-01", 20, frequency="month"), observed("2023-02", None, "c", frequency="month"))
    )
    return tile(measure(OFFENCES), MeasureData({Key("single"): figures}), NOW.date())


def test_what_is_withheld_is_withheld_in_a_picture(shipped: Release) -> None:
    withheld_tile = withheld()
    card = measure_card(view_of(shipped), withheld_tile)
    assert (card.value, card.line, card.counted) == ("", None, "")
    assert card.paragraphs[0] == Paragraph("Withheld", "February\u00a02023")
    assert card.paragraphs[1].text == withheld_tile.says


def test_a_measure_without_a_figure_says_so(shipped: Release) -> None:
    declared = measure(SATISFACTION)
    empty_tile = tile(
        declared, data_of(declared, ("USS.csv", "Quarter,Satisfied\nQ1 23-24,50%\n")), NOW.date(), "E09000007"
    )
    assert measure_card(view_of(shipped), empty_tile).paragraphs == (
        Paragraph("", "There is no figure for this area."),
    )


def test_an_outcomes_picture_counts_its_measures_and_names_each_with_its_word(shipped: Release) -> None:
    card = outcome_card(view_of(shipped), shipped.config.outcome("violence"))
    assert card.paragraphs == (
        Paragraph("", "Of 2 measures, 1 got worse and 1 is too uncertain to call."),
        Paragraph("Worse:", "Violence with injury offences", "up", "worse"),
        Paragraph("Too few to tell:", "Homicide", "level", "no-clear-change"),
    )


def test_an_areas_picture_says_how_it_stands_beside_region(shipped: Release) -> None:
    assert area_card(view_of(shipped), "E09000007").paragraphs == (
        Paragraph("Higher than London:", "Violence with injury offences (12 months to January 2024)"),
        Paragraph(
            "Similar to London:",
            "Homicide (2023 to the end of December); Trust in police (12 months to December 2023); "
            "Confidence in police, good job local (12 months to December 2023)",
        ),
    )
    assert len(area_card(view_of(shipped), REGION).paragraphs) == 1


@pytest.mark.parametrize(
    ("kind", "stamp"),
    [
        ("current", "Release Q3 2023/24"),
        ("as-at", "As published in release Q3 2023/24, 8 February 2024"),
        ("preview", "Preview: not published"),
    ],
)
def test_a_picture_names_its_release(shipped: Release, kind: Kind, stamp: str) -> None:
    assert {card.release for card in every_card(shipped, kind)} == {stamp}


# How it looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["current", "as-at"])
def test_nothing_of_a_shipped_picture_is_left_out_and_all_of_it_is_legible(
    shipped: Release, kind: Kind
) -> None:
    for card in every_card(shipped, kind):
        lines = lines_of(card)
        pieces = [piece for line in [*lines, *foot_lines(card)] for piece in line.pieces]
        texts = [
            card.title,
            card.where,
            card.value,
            card.counted,
            *(f"{part.strong} {part.text}" for part in card.paragraphs),
        ]
        picture_text = " ".join(piece.text for line in lines for piece in line.pieces)
        assert picture_text.split() == " ".join(texts).split()
        assert min(piece.font.size for piece in pieces) >= SMALLEST
        assert max(line.right for line in [*lines, *foot_lines(card)] if line.pieces) <= WIDTH - EDGE
        assert sum(line.height for line in lines) + foot_height(card) < HEIGHT


def test_the_figure_is_the_largest(shipped: Release) -> None:
    for card in filter(lambda card: card.value, every_card(shipped)):
        sizes = {piece.text: piece.font.size for line in lines_of(card) for piece in line.pieces}
        assert sizes.pop(card.value) >= 2 * max(sizes.values())


def test_what_does_not_fit_is_left_out_whole() -> None:
    long = Paragraph("Word:", " ".join(["many words"] * 60))
    card = Card("A title", "A site", "A release", paragraphs=(Paragraph("First"), long))
    words = [piece.text for line in lines_of(card) for piece in line.pieces]
    assert words == ["A", "title", "First"]


def test_a_picture_is_a_png_of_1200_by_630_and_light(shipped: Release) -> None:
    for card in list(every_card(shipped))[:8]:
        body = picture(card)
        with Image.open(io.BytesIO(body)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(body) < 40_000


def test_the_same_words_give_the_same_bytes(shipped: Release) -> None:
    card = next(every_card(shipped))
    assert picture(card) == picture(card)


def test_a_picture_is_as_dark_on_light_in_grey(shipped: Release) -> None:
    with Image.open(io.BytesIO(picture(next(every_card(shipped))))) as image:
        greys = image.convert("L").tobytes()
    assert (min(greys) < 45, max(greys) > 250) == (True, True)


# Where it stands -------------------------------------------------------------------------------------------


def meta(page: str, name: str) -> str:
    tag = BeautifulSoup(page, "html.parser").find("meta", attrs={"property": name})
    return str(tag["content"]) if tag is not None else ""


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("/", "/cards/frameworks/pcp.png"),
        ("/frameworks/pcp", "/cards/frameworks/pcp.png"),
        ("/outcomes/violence", "/cards/outcomes/violence.png"),
        ("/measures/homicide", "/cards/measures/homicide.png"),
        ("/measures/homicide/made", "/cards/measures/homicide.png"),
        ("/measures/homicide?dimension=sex", "/cards/measures/homicide.png"),
        ("/measures/homicide?area=camden", "/cards/areas/camden.png"),
        ("/measures/homicide?to=2023-06", "/cards/general.png"),
        ("/areas/camden", "/cards/areas/camden.png"),
        ("/areas/compare?area=camden&area=barnet", "/cards/general.png"),
        ("/about", "/cards/general.png"),
        (f"/releases/{ID}", "/cards/general.png"),
        (f"/as-at/{ID}/measures/homicide", f"/as-at/{ID}/cards/measures/homicide.png"),
    ],
)
def test_a_page_names_its_picture_by_its_whole_address(client: FlaskClient, path: str, card: str) -> None:
    page = client.get(path, headers=HOST).text
    assert meta(page, "og:image") == f"https://outcomes.example.org{card}"
    answer = client.get(card)
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_page_says_its_title_and_its_description_once_where_it_is_shared(client: FlaskClient) -> None:
    page = client.get("/measures/homicide", headers=HOST).text
    description = meta(page, "og:description")
    assert meta(page, "og:title") == "Homicide"
    assert description.startswith(
        "Too few to tell: in 2023 to the end of December there were 109 homicide victims"
    )
    assert (meta(page, "og:image:alt"), page.count('name="description"')) == (description, 1)
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    frozen = client.get(f"/as-at/{ID}/measures/homicide", headers=HOST).text
    assert meta(frozen, "og:title") == "Homicide, as published in release Q3 2023/24"


def test_a_page_of_a_district_does_not_describe_the_picture_by_its_own_figure(client: FlaskClient) -> None:
    assert meta(client.get("/measures/homicide?area=camden").text, "og:image:alt") == ""


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("outcomes.example.org", "http://outcomes.example.org"),
        ("outcomes.example.org:8443", "http://outcomes.example.org:8443"),
        ("localhost:8050", ""),
        ("127.0.0.1:8050", ""),
        ("dashboard", ""),
        ("host.internal", ""),
    ],
)
def test_a_name_that_others_cannot_ask_by_stands_in_no_address(
    client: FlaskClient, host: str, address: str
) -> None:
    page = client.get("/about", headers={"Host": host}).text
    assert meta(page, "og:image") == f"{address}/cards/general.png"
    assert "<script>" not in page


def test_what_is_no_name_of_a_site_is_refused_and_stands_in_no_answer(client: FlaskClient) -> None:
    got = client.get("/about", headers={"Host": 'evil.example/"><script>'})
    assert (got.status_code, "<script>" in got.text) == (400, False)


def test_a_page_that_is_not_there_has_no_picture(client: FlaskClient) -> None:
    assert "og:" not in client.get("/nope", headers=HOST).text


@pytest.mark.parametrize(
    "path",
    ["/cards/nope.png", "/cards/measures/nope.png", "/cards/areas/nope.png", "/as-at/nope/cards/general.png"],
)
def test_there_is_no_picture_of_what_there_is_not(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_release_that_waits_for_its_moment_has_no_picture() -> None:
    before: FlaskClient = create_app(
        ROOT, lambda: datetime(2024, 2, 8, 9, 29, 59, tzinfo=UTC)
    ).server.test_client()
    assert [
        before.get(path).status_code
        for path in ("/cards/general.png", f"/as-at/{ID}/cards/measures/homicide.png")
    ] == [503, 503]


@pytest.mark.parametrize(
    ("area", "text"),
    [
        (REGION, "Crime and policing in London as a whole: every measure that has figures for it."),
        ("E09000001", "There are no figures for the City of London on this site."),
    ],
)
def test_the_picture_of_region_and_of_the_city_of_region_say_what_their_pages_say(
    client: FlaskClient, shipped: Release, area: str, text: str
) -> None:
    assert area_card(view_of(shipped), area).paragraphs == (Paragraph("", text),)
    page = BeautifulSoup(client.get(f"/areas/{areas()[area].slug}").data, "html.parser")
    assert [item["content"] for item in page.select("meta[name=description]")] == [text]
