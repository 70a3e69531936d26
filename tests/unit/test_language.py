"""What the program says: in the words of the areas in force and the language in force, from one place."""

from __future__ import annotations

import pytest

from metrics.areas import in_force
from metrics.language import say, spoken
from metrics.territory import AreaWords, Territory, territory_of

WORDS = AreaWords("area", "areas", "LPU", "LPUs", "Local Policing Units")
ROWS = [
    {"code": "X1", "name": "The Fens", "level": "region"},
    {"code": "X2", "name": "Reach", "level": "district", "division": "D1"},
    {
        "code": "X3",
        "name": "Lode",
        "level": "district",
        "division": "D1",
        "police": "own",
        "note": "Its own.",
    },
    {"code": "D1", "name": "East", "level": "division"},
    {"code": "", "name": "Fen Police", "level": "own-force"},
]


@pytest.fixture
def fens() -> Territory:
    return territory_of(ROWS, WORDS)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{Districts} beside {region}", "Areas beside The Fens"),
        ("{region’s} figure, {region's} figure", "The Fens’ figure, The Fens' figure"),
        ("{A district}, {a division}", "An area, an LPU"),
        (
            "{divisions} are {divisions in full}, {division in full}",
            "LPUs are Local Policing Units, Local Policing Unit",
        ),
        ("The {force} leaves {outside} out of {number:,}", "The Fen Police leaves Lode out of 1,200"),
    ],
)
def test_a_sentence_has_the_words_of_the_areas_in_force(
    fens: Territory, template: str, sentence: str
) -> None:
    with in_force(fens):
        assert say(template, number=1200) == sentence


def test_a_site_without_words_of_its_own_says_district_and_division() -> None:
    with in_force(territory_of(ROWS[:4], AreaWords())):
        assert say("{A district} in {a division} of {region}") == "A district in a division of The Fens"


def test_what_is_said_outside_has_the_words_of_before(fens: Territory) -> None:
    before = say("{districts} of {region}")
    with in_force(fens):
        assert say("{districts} of {region}") == "areas of The Fens"
    assert say("{districts} of {region}") == before


def test_a_sentence_without_a_value_that_it_names_is_refused() -> None:
    with pytest.raises(KeyError, match="measure"):
        say("{measure} in the {districts}")


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    with spoken("cy"):
        assert say("{measure} of no catalogue", measure="Theft") == "Theft of no catalogue"
