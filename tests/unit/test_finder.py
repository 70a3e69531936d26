"""The area that a reader means: slips, halves of names, other spellings, and what must not be guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.areas import areas, districts
from metrics.finder import exact_area, search

NAMES = {area.name: area.code for area in areas().values()}
SPELLED = {
    "hamersmith": "Hammersmith and Fulham",
    "Hammersmith & Fulham": "Hammersmith and Fulham",
    "fulam": "Hammersmith and Fulham",
    "kensington": "Kensington and Chelsea",
    "RBKC": "Kensington and Chelsea",
    "richmond": "Richmond upon Thames",
    "Richmond-upon-Thames": "Richmond upon Thames",
    "kingston on thames": "Kingston upon Thames",
    "hackny": "Hackney",
    "Isligton": "Islington",
    "Grenwich": "Greenwich",
    "Southwalk": "Southwark",
    "Wandswoth": "Wandsworth",
    "waltham forrest": "Waltham Forest",
    "Harringey": "Haringey",
    "Hounslo": "Hounslow",
    "Redbrige": "Redbridge",
    "Merten": "Merton",
    "Croyden": "Croydon",
    "Hillington": "Hillingdon",
    "Barkin & Dagenam": "Barking and Dagenham",
    "Westminister": "Westminster",
    "Towerhamlets": "Tower Hamlets",
    "tower": "Tower Hamlets",
    "Enfeild": "Enfield",
    "london borough of camden": "Camden",
    "the city": "City of London",
    "E09000007": "Camden",
    "central-north": "Central North BCU",
    "  CAMDEN  ": "Camden",
}
NOT_CLEAR = {
    "bar": ["Barking and Dagenham", "Barnet"],
    "ham": ["Hammersmith and Fulham", "Tower Hamlets"],
    "west": ["Westminster", "Central West BCU", "North West BCU", "South West BCU"],
    "islington and camden": ["Islington", "Camden"],
}


@pytest.mark.parametrize(("text", "name"), list(SPELLED.items()))
def test_a_name_is_found_however_it_is_spelled(text: str, name: str) -> None:
    assert search(text).clear == NAMES[name]


@pytest.mark.parametrize(("text", "names"), list(NOT_CLEAR.items()))
def test_what_may_be_several_is_none_of_them(text: str, names: list[str]) -> None:
    result = search(text)
    assert (result.clear, set(result.near)) == (None, {NAMES[name] for name in names})


@pytest.mark.parametrize(
    "text", ["Brixton", "Peckham", "Wembley", "Stratford", "Manchester", "Kent", "xyzzy", "?", "", "   "]
)
def test_no_district_is_guessed_for_a_place_inside_one_or_elsewhere(text: str) -> None:
    assert (search(text).clear, search(text).near) == (None, ())


@pytest.mark.parametrize("text", ["N1 2AB", "se15", "SW1A 2AA", "e8"])
def test_a_postcode_is_no_name_of_an_area(text: str) -> None:
    assert (search(text).clear, search(text).near) == (None, ())


def test_a_near_miss_says_what_else_it_may_have_been() -> None:
    assert [areas()[code].name for code in search("Hillington").near] == ["Islington"]


@pytest.mark.parametrize("code", list(areas()))
def test_every_area_is_found_by_its_code_its_slug_and_its_name(code: str) -> None:
    area = areas()[code]
    assert [exact_area(text) for text in (code.lower(), area.slug, area.name.upper())] == [code] * 3


@given(st.sampled_from(sorted(districts())), st.data())
def test_a_letter_left_out_never_leads_to_another_district(code: str, data: st.DataObject) -> None:
    name = districts()[code].name
    place = data.draw(st.integers(0, len(name) - 1))
    result = search(name[:place] + name[place + 1 :])
    assert result.clear == code or code in result.near


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    result = search(text)
    assert result.clear is None or result.clear not in result.near
