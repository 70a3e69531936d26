"""Where a reader's words lead: places, postcode districts, and names that are nearly right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.search.results import public_query
from metrics.areas import areas, districts
from metrics.places import LONGEST_NAME, Whereabouts, locate, outcode, places


def names(codes: tuple[str, ...]) -> list[str]:
    return [areas()[code].name for code in codes]


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Brixton", "Lambeth"),
        ("  soho ", "Westminster"),
        ("ELEPHANT & CASTLE", "Southwark"),
        ("st pauls cray", "Bromley"),
        ("St. Paul’s Cray", "Bromley"),
    ],
)
def test_a_place_leads_to_its_district(text: str, district: str) -> None:
    where = locate(text)
    assert where.area is not None
    assert (areas()[where.area].name, where.exact, len(where.places)) == (district, False, 1)


def test_a_name_of_several_places_leads_to_none_of_them() -> None:
    where = locate("Hayes")
    assert (where.area, [(place.name, *names((place.area,))) for place in where.places]) == (
        None,
        [("Hayes", "Bromley"), ("Hayes", "Hillingdon")],
    )


def test_the_name_of_a_district_is_the_district_whatever_place_has_it() -> None:
    assert [place.area for place in places() if place.name == "Bromley"] == ["E09000006", "E09000030"]
    assert locate("bromley") == Whereabouts("E09000006", exact=True)


def test_a_place_that_is_spelled_almost_right_is_a_guess() -> None:
    where = locate("Crystal Palce")
    assert (where.area, {place.name for place in where.places}) == (None, {"Crystal Palace"})


@pytest.mark.parametrize("text", ["SE1", "se1", "se1 7pb", "SE17PB", " se1  7PB ", "SE1 7", "SE1 7P"])
def test_a_postcode_or_a_part_of_one_leads_to_the_districts_of_its_district(text: str) -> None:
    where = locate(text)
    assert (where.area, where.outcode, names(where.near)) == (None, "SE1", ["Lambeth", "Southwark"])


@pytest.mark.parametrize(
    "text",
    [
        "SE1 7PB London",
        "se1-7pb",
        "se1.7pb",
        "SE1/7PB",
        "SE1'7PB",
        "SE1 7PBX",
        "I live at se1 7pb",
        "s e 1 7 p b",
    ],
)
def test_a_postcode_among_other_words_or_marks_is_looked_up_and_nothing_of_its_rest_is_kept(
    text: str,
) -> None:
    assert (locate(text).outcode, names(locate(text).near)) == ("SE1", ["Lambeth", "Southwark"])
    assert public_query(text) == "SE1"


def test_a_district_with_a_letter_is_looked_up_without_it_where_it_is_not_known() -> None:
    assert (locate("SW1A 1AA").outcode, names(locate("SW1A 1AA").near)) == ("SW1A", ["Westminster"])
    assert names(locate("N1C 4AG").near) == ["Camden"]


@pytest.mark.parametrize("text", ["M1 1AA", "CB2", "ZZ9 9ZZ"])
def test_a_district_of_elsewhere_lies_in_no_district(text: str) -> None:
    assert (locate(text).area, locate(text).near, locate(text).outcode != "") == (None, (), True)


@pytest.mark.parametrize("text", ["", "1", "A1B2", "SE", "E09000007", "SE1 7PB7", "2024-05-09", "Camden 1"])
def test_what_is_no_postcode_has_no_district(text: str) -> None:
    assert outcode(text) == ""


@pytest.mark.parametrize(
    ("text", "districts_of_it"),
    [
        ("Finsbury Park", ["Haringey", "Hackney", "Islington"]),
        ("kilburn", ["Brent", "Camden", "Westminster"]),
        ("Crystal Palace", ["Bromley", "Croydon", "Lambeth", "Southwark"]),
    ],
)
def test_a_place_in_several_districts_leads_to_none_of_them_alone(
    text: str, districts_of_it: list[str]
) -> None:
    where = locate(text)
    assert (where.area, where.exact, names(tuple(place.area for place in where.places))) == (
        None,
        True,
        districts_of_it,
    )


def test_the_olympic_park_and_the_airport_are_known() -> None:
    assert "Newham" in names(locate("E20 1EJ").near)
    assert names((locate("Heathrow").area or "",)) == ["Hillingdon"]


@pytest.mark.parametrize("town", ["Watford", "Oxford", "Harlow", "Dartford", "BRIGHTON", "Nottingham"])
def test_a_town_beyond_region_is_no_slip_for_a_place_in_it(town: str) -> None:
    assert locate(town) == Whereabouts()


@pytest.mark.parametrize("text", ["Manchester", "Paris", "xyzzy", "?", "", "   "])
def test_what_is_known_nowhere_leads_nowhere(text: str) -> None:
    assert locate(text) == Whereabouts()


def test_every_place_lies_in_a_district_and_has_a_district() -> None:
    assert len({place.name for place in places()}) > 500
    assert {place.area for place in places()} == set(districts())
    assert [place for place in places() if list(map(outcode, place.outcodes)) != [*place.outcodes]] == []


@given(st.text(max_size=3 * LONGEST_NAME))
def test_any_text_is_answered(text: str) -> None:
    where = locate(text)
    assert where.area is None or where.area in areas()
