"""The pages of areas as they are answered: the map, one area, areas side by side, and the search for one."""

import re
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag

from app import create_app
from metrics.areas import Area, areas, districts

ROOT = Path(__file__).resolve().parents[2]
CLIENT = create_app(ROOT, lambda: datetime(2024, 2, 8, 9, 30, tzinfo=UTC)).server.test_client()
FOUR = "/areas/compare?area=camden&area=islington&area=hackney&area=south-west"
MOST_BYTES = 14_000


def page(address: str, status: int = 200) -> BeautifulSoup:
    answer = CLIENT.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def texts(document: BeautifulSoup, css: str) -> list[str]:
    return [text(tag) for tag in document.select(css)]


# The map ---------------------------------------------------------------------------------------------------


def test_the_map_holds_every_district_with_its_figure_and_its_standing_in_words() -> None:
    tiles = page("/areas").select(".map a")
    assert {str(tile["href"]) for tile in tiles} == {
        f"/areas/{district.slug}" for district in districts().values()
    }
    tile_texts = {str(tile["href"]): text(tile) for tile in tiles}
    assert tile_texts["/areas/camden"] == "Camden 12.06 ▲ Higher than London"
    assert tile_texts["/areas/city-of-london"].startswith("City of London – City of London: no figures")


def test_tiles_come_in_the_order_of_their_rows_for_the_keyboard() -> None:
    places = [
        tuple(map(int, re.findall(r"\d", " ".join(item["class"]))))
        for item in page("/areas").select(".map li")
    ]
    assert places == sorted(places) == sorted(area.tile for area in districts().values())


def test_the_table_is_in_the_order_of_names_and_no_league() -> None:
    names = texts(page("/areas"), "#by-name ~ .scrolled tbody th")
    assert names == sorted(names) and len(names) == 32


def test_the_legend_tells_the_marks_apart_without_colour() -> None:
    keys = texts(page("/areas"), ".keys li")
    assert [key.split()[0] for key in keys] == ["▲", "=", "▼", "–"]


def test_another_measure_is_chosen_by_a_form_and_tiles_lead_to_it() -> None:
    document = page("/areas?measure=trust-in-police")
    assert text(document.select_one("#map")) == "Trust in police"
    assert document.select_one('.map a[href="/areas/camden#trust-in-police"]') is not None
    assert texts(document, "#measure option[selected]") == ["Trust in police"]


def test_a_measure_without_districts_is_a_true_404_with_a_guess() -> None:
    error_page = page("/areas?measure=trust-in-polic", 404)
    assert error_page.select_one('main a[href="/areas?measure=trust-in-police"]') is not None
    page("/areas?measure=victim-satisfaction", 404)


# One area --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("area", list(areas().values()), ids=lambda area: area.slug)
def test_every_area_has_a_page(area: Area) -> None:
    answer = CLIENT.get(f"/areas/{area.slug}")
    assert (answer.status_code, f"<h1>{area.name}</h1>" in answer.text) == (200, True)


@pytest.mark.parametrize("code", ["E09000007", "E12000007", "E09000001"])
def test_a_code_gives_the_page_of_its_slug(code: str) -> None:
    assert page(f"/areas/{code}").main == page(f"/areas/{areas()[code].slug}").main


def test_a_district_has_each_measure_with_its_division_and_region_beside_it() -> None:
    document = page("/areas/camden")
    assert [article["data-measure"] for article in document.select("article[data-measure]")] == [
        *("violence-with-injury", "homicide", "trust-in-police", "confidence-in-police")
    ]
    table = document.select_one("figure + .figures")
    assert table is not None
    assert [text(row.th) for row in table.select("tbody tr")] == ["Camden", "Central North BCU", "London"]
    assert texts(document, "#without + div dt")[0] == "Crime prevalence"


def test_a_district_shows_its_violence_over_time() -> None:
    figure = page("/areas/camden").select_one("figure")
    assert figure is not None and text(figure.figcaption).startswith("Violence with injury offences, Camden,")
    assert [text(label) for label in figure.select("svg.wide text.now")] == ["Camden", "Central North BCU"]
    assert len(figure.select("tbody tr")) == 25


def test_a_division_has_sums_for_counts_and_its_districts_for_percentages() -> None:
    document = page("/areas/central-north")
    article_texts = {
        str(article["data-measure"]): text(article) for article in document.select("article[data-measure]")
    }
    assert article_texts["trust-in-police"].endswith(
        "The percentages of its boroughs do not add up to one of the whole."
    )
    assert "Higher than London" in article_texts["violence-with-injury"]
    assert document.select_one('.head a[href="/areas/islington"]') is not None


def test_the_city_of_region_says_why_it_has_none() -> None:
    assert "a police force of its own, the City of London Police" in text(page("/areas/city-of-london").main)


def test_region_leads_to_the_first_page() -> None:
    assert page("/areas/london").select_one('.head a[href="/"]') is not None


@pytest.mark.parametrize(("wrong", "right"), [("camdn", "camden"), ("central-nort", "central-north")])
def test_an_unknown_area_is_a_true_404_with_the_nearest(wrong: str, right: str) -> None:
    assert page(f"/areas/{wrong}", 404).select_one(f'main a[href="/areas/{right}"]') is not None


def test_an_area_that_is_like_no_other_leads_to_the_map() -> None:
    assert page("/areas/xyzzy", 404).select_one('main a[href="/areas"]') is not None


# The search ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("camden", "/areas/camden"),
        ("K%26C", "/areas/kensington-and-chelsea"),
        ("hamersmith", "/areas/hammersmith-and-fulham?find=hamersmith"),
        ("E09000007", "/areas/camden"),
        ("soho", "/areas/westminster?find=soho"),
    ],
)
def test_one_clear_hit_leads_straight_there(typed: str, address: str) -> None:
    answer = CLIENT.get(f"/areas?find={typed}")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)


def test_a_frozen_search_leads_to_a_frozen_page() -> None:
    answer = CLIENT.get("/as-at/2023-24-q3/areas?find=camden")
    assert answer.headers["Location"] == "/as-at/2023-24-q3/areas/camden"


def test_who_was_led_there_is_told_by_what_and_what_else_it_may_have_been() -> None:
    notice = page("/areas/hillingdon?find=hillington").select_one(".found")
    assert text(notice) == "Shown for “hillington”. Did you mean another? Islington"


def test_who_was_led_to_the_district_of_a_place_is_told_that_it_may_reach_into_others() -> None:
    notice = text(page("/areas/lambeth?find=brixton"))
    assert "“Brixton” is in Lambeth. It may reach into other boroughs too." in notice


def test_no_more_of_a_postcode_is_repeated_than_its_district() -> None:
    answer = CLIENT.get("/areas?find=SE1+7PB").text
    assert "SE1" in answer
    assert "7PB" not in answer.upper()


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("bar", "“bar” may be more than one area. Did you mean: Barking and Dagenham Barnet"),
        (
            "se1%207pb",
            "Postcodes that start with SE1 are known to lie in: Lambeth Southwark They may lie in other",
        ),
        ("m1%201aa", "No borough is known here for postcodes that start with M1."),
        ("hayes", "“hayes” is the name of several places: Hayes, in Bromley Hayes, in Hillingdon"),
        ("brixten", "“brixten” is not known here. Did you mean: Brixton, in Lambeth"),
        ("manchester", "No borough or place called “manchester” is known here, though not every place is."),
    ],
)
def test_what_is_not_clear_is_said_above_the_map(typed: str, notice: str) -> None:
    assert notice in text(page(f"/areas?find={typed}").select_one(".found"))


def test_what_is_typed_is_never_taken_for_html() -> None:
    assert "<script" not in CLIENT.get("/areas?find=%3Cscript%3Ealert(1)%3C/script%3E").text


def test_from_the_first_page_to_a_districts_violence_over_time_in_two_actions() -> None:
    form = page("/").select_one("form[action='/areas']")
    assert form is not None and form.select_one("input[name=find]") is not None
    answer = CLIENT.get("/areas?find=camden", follow_redirects=True)
    assert "Violence with injury offences, Camden, " in answer.text


# Side by side ----------------------------------------------------------------------------------------------


def test_up_to_four_areas_stand_side_by_side_with_region() -> None:
    document = page(FOUR)
    rows = texts(document, "#violence-with-injury ~ div > .scrolled > .figures tbody th")
    assert rows == ["Camden", "Islington", "Hackney", "South West BCU", "London"]
    assert texts(document, "select option[selected]") == ["Camden", "Islington", "Hackney", "South West BCU"]


def test_areas_with_commas_between_them_are_the_same() -> None:
    assert (
        page("/areas/compare?area=camden,islington").main
        == page("/areas/compare?area=camden&area=islington").main
    )


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("area=camdn&area=brent", "There is no area called “camdn”. Did you mean Camden ?"),
        ("area=xyzzy", "There is no area called “xyzzy”."),
        ("area=london&area=brent", "London stands beside every area anyway."),
        (
            "area=camden,brent,barnet,harrow,ealing,merton",
            "Up to four areas can be compared. These were left out: Ealing, Merton.",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(query: str, notice: str) -> None:
    assert text(page(f"/areas/compare?{query}").select_one(".found")) == notice


def test_without_areas_there_is_a_choice_of_them() -> None:
    assert len(page("/areas/compare").select("select[name=area]")) == 4


# All of them -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/areas", "/areas/camden", "/areas/south-west", "/areas/london", FOUR])
def test_a_page_weighs_little_with_its_style(address: str) -> None:
    document = CLIENT.get(address).data
    assert b"<style>" in document
    assert len(brotli.compress(document)) < MOST_BYTES


@pytest.mark.parametrize(
    "address", ["/areas?utm_source=x", "/areas/camden?utm_source=x", "/areas/compare?x=1"]
)
def test_a_stray_parameter_is_no_error(address: str) -> None:
    page(address)
