"""The search: what a query comes upon, in which order, and the words for which it is listed."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from components.search.ranking import Entry, query_words, ranked
from tests.shipped import first_site

HOMICIDE = Entry("Measure", "Homicide", "/homicide", (("What it says", "People killed by murder. Few are."),))
WEAPONS = Entry("Breakdown", "Homicide, by method", "/method", (("Its categories", "Knife; Shooting"),))
TRUST = Entry("Measure", "Trust in police", "/trust", (("What it says", "Who trusts the police."),))
ENTRIES = (TRUST, WEAPONS, HOMICIDE)


def titles(query: str) -> list[str]:
    return [hit.entry.title for hit in ranked(query, ENTRIES)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("homicide", ["Homicide, by method", "Homicide"]),
        ("HOMICIDES", ["Homicide, by method", "Homicide"]),
        ("homi", ["Homicide, by method", "Homicide"]),
        ("homocide", ["Homicide, by method", "Homicide"]),
        ("murders", ["Homicide"]),
        ("knives", []),
        ("knife homicide", ["Homicide, by method"]),
        ("trust in the police", ["Trust in police"]),
        ("trust xyzzy", ["Trust in police"]),
        ("xyzzy", []),
        ("", []),
        ("?!", []),
    ],
)
def test_what_has_every_word_of_a_query_or_most_of_them_is_listed(query: str, expected: list[str]) -> None:
    assert titles(query) == expected


def test_a_word_of_the_title_weighs_more_than_one_inside() -> None:
    inside = Entry("Method", "Chance", "/chance", (("How it is done", "Trust is asked of people."),))
    assert [hit.entry.title for hit in ranked("trust", [inside, TRUST])] == ["Trust in police", "Chance"]


def test_a_result_has_the_sentence_that_was_looked_for() -> None:
    (hit,) = ranked("murder", ENTRIES)
    assert (hit.is_by_title, hit.passage) == (False, ("What it says", "People killed by murder."))


@pytest.mark.parametrize(("query", "expected"), [("homocide", True), ("homicide", False), ("homi", False)])
def test_a_word_that_is_only_spelled_almost_like_it_is_told_from_one_that_is_it(
    query: str, expected: bool
) -> None:
    assert [hit.is_near for hit in ranked(query, ENTRIES)] == [expected, expected]


def test_words_that_tell_nothing_are_looked_for_where_there_is_no_other() -> None:
    assert (query_words("The trust of the police"), query_words("to the")) == (
        ["trust", "police"],
        ["to", "the"],
    )


@given(st.text(max_size=150))
def test_any_query_is_answered_with_entries_that_have_a_word_of_it(query: str) -> None:
    assert all(hit.words <= set(hit.entry.weights) and hit.words for hit in ranked(query, ENTRIES))


# The page --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    reader: FlaskClient = create_app(first_site(tmp_path_factory.mktemp("search"))).server.test_client()
    return reader


def results(client: FlaskClient, query: str) -> list[str]:
    document = BeautifulSoup(client.get("/search", query_string={"q": query}).text, "html.parser")
    return [item.get_text(" ", strip=True) for item in document.select(".results li")]


def test_a_breakdown_is_listed_for_the_name_of_a_category(client: FlaskClient) -> None:
    assert results(client, "shooting")[0].startswith(
        "Homicide, by method of killing Breakdown Its categories: "
    )


def test_a_further_sentence_of_a_tile_can_be_come_upon(client: FlaskClient) -> None:
    assert results(client, "teenage")[0].startswith("Homicide Measure Now: There were ")


def test_a_district_is_listed_with_its_measures(client: FlaskClient) -> None:
    area, *measures = results(client, "camden")
    assert area == "Camden Area Its name has it."
    assert measures[0].startswith("Violence with injury offences, Camden Measure Now: ")


def test_a_place_leads_to_its_district(client: FlaskClient) -> None:
    assert results(client, "brixton") == [
        "Lambeth Area “Brixton” is in Lambeth. It may reach into other boroughs too."
    ]


def test_a_place_in_several_districts_has_each_of_them_and_a_guess_is_a_question(client: FlaskClient) -> None:
    assert results(client, "finsbury park")[:3] == [
        f"{name} Area A part of “Finsbury Park” is in {name}."
        for name in ("Haringey", "Hackney", "Islington")
    ]
    assert results(client, "brixtom") == ["Lambeth Area Did you mean “Brixton”, in Lambeth?"]
    notices = {
        text: BeautifulSoup(client.get("/areas", query_string={"find": text}).text, "html.parser").select(
            ".found p"
        )
        for text in ("finsbury park", "brixtom", "watford")
    }
    assert [notice[0].get_text() for notice in notices.values()] == [
        "“finsbury park” lies in several boroughs:",
        "“brixtom” is not known here. Did you mean:",
        "No borough or place called “watford” is known here, though not every place is. All boroughs stand on the map "
        "and in the table below.",
    ]


def test_of_an_airport_it_is_said_that_its_figures_are_counted_apart(client: FlaskClient) -> None:
    page = client.get("/areas?find=heathrow", follow_redirects=True).text
    assert (
        "“Heathrow” is in Hillingdon. It may reach into other boroughs too. What is counted under “" in page
    )


def test_no_more_of_a_postcode_is_repeated_on_the_page_than_its_district(client: FlaskClient) -> None:
    assert len(results(client, "se1 7pb")) == 2
    document = BeautifulSoup(client.get("/search?q=se1+7pb").text, "html.parser")
    assert "2 results for “SE1”" in document.get_text(" ")
    assert "7pb" not in document.get_text(" ").lower()


def test_what_is_typed_is_text_and_no_html(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get("/search?q=<script>alert(1)</script>").text


def test_every_page_leads_to_the_search(client: FlaskClient) -> None:
    document = BeautifulSoup(client.get("/measures/homicide").text, "html.parser")
    assert document.select_one("header nav a[href='/search']") is not None


def test_every_result_leads_to_a_page(client: FlaskClient) -> None:
    document = BeautifulSoup(client.get("/search?q=police").text, "html.parser")
    links = [str(link["href"]) for link in document.select(".results a")]
    assert links
    assert [link for link in links if client.get(link).status_code != 200] == []
