"""What the program says: in the words of the areas in force and the language in force, from one place."""

from __future__ import annotations

from datetime import datetime

import pytest

from components.basics.days import day, moment
from metrics.areas import in_force, is_own_force
from metrics.catalogues import CATALOGUES, LANGUAGES, plurals
from metrics.dates import month_name
from metrics.gazetteer import level_noun
from metrics.language import SOURCE, of_sentences, say, say_count, spoken
from metrics.periods import EXAMPLES, UK, Frequency, Window, label, window_label
from metrics.territory import AreaWords, Territory, territory_of
from serving.export.states import files_of_program

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


@pytest.mark.parametrize(
    ("noun", "sentence"),
    [
        ("unitary authority", "a unitary authority"),
        ("unincorporated area", "an unincorporated area"),
        ("European district", "a European district"),
        ("one-tier council", "a one-tier council"),
        ("urban area", "an urban area"),
        ("useful area", "a useful area"),
        ("honorary district", "an honorary district"),
        ("hundred", "a hundred"),
        ("island council", "an island council"),
        ("UA", "a UA"),
    ],
)
def test_an_article_goes_by_how_a_word_sounds(noun: str, sentence: str) -> None:
    with in_force(territory_of(ROWS[:4], AreaWords(district=noun))):
        assert say("{a district}") == sentence


def test_the_singular_of_what_ends_in_ies() -> None:
    words = AreaWords(division="LPA", divisions="LPAs", divisions_in_full="Local Policing Authorities")
    with in_force(territory_of(ROWS[:4], words)):
        assert say("{division in full}") == "Local Policing Authority"


def test_its_own_force_is_called_by_its_name_and_not_by_its_code() -> None:
    row = {"code": "E23000001", "name": "Fen Constabulary", "level": "own-force", "aliases": "FC"}
    with in_force(territory_of([*ROWS[:4], row], AreaWords())):
        assert say("{force}") == "Fen Constabulary"
        assert is_own_force("E23000001") and is_own_force("FC")


def test_a_site_without_words_of_its_own_says_district_and_division() -> None:
    with in_force(territory_of(ROWS[:4], AreaWords())):
        assert say("{A district} in {a division} of {region}") == "A district in a division of The Fens"


def test_what_is_said_outside_has_the_words_of_before(fens: Territory) -> None:
    before = say("{districts} of {region}")
    with in_force(fens):
        assert say("{districts} of {region}") == "areas of The Fens"
    assert say("{districts} of {region}") == before


def test_a_level_is_called_as_the_site_calls_it(fens: Territory) -> None:
    with in_force(fens):
        assert [level_noun(level) for level in ("district", "division", "ward")] == ["area", "LPU", "ward"]


def test_a_sentence_without_a_value_that_it_names_is_refused() -> None:
    with pytest.raises(KeyError, match="measure"):
        say("{measure} in the {districts}")


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    with spoken("cy"):
        assert say("{measure} of no catalogue", measure="Theft") == "Theft of no catalogue"


@pytest.mark.parametrize(
    ("number", "sentence"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1.5, "1.5 days")]
)
def test_english_has_one_form_beside_1_and_another_beside_all_else(number: float, sentence: str) -> None:
    assert say_count("{number} day", "{number} days", number, number=number) == sentence


def test_a_sentence_with_a_number_has_the_form_that_its_language_takes_beside_it(
    monkeypatch: pytest.MonkeyPatch, fens: Territory
) -> None:
    dogs = ("{n} ci", "{n} gi", "{n} gi (dau)", "{n} chi (tri)", "{n} chi (chwech)", "{n} ci yn {region}")
    _, which = plurals("cy")
    monkeypatch.setattr("metrics.language.plurals", lambda _: ({("{n} dog", "{n} dogs"): dogs}, which))
    with in_force(fens):
        sentences = [say_count("{n} dog", "{n} dogs", number, n=number) for number in (0, 1, 2, 3, 6, 21)]
    assert sentences == ["0 ci", "1 gi", "2 gi (dau)", "3 chi (tri)", "6 chi (chwech)", "21 ci yn The Fens"]


def test_a_sentence_is_said_in_the_language_in_force_and_only_there() -> None:
    with spoken("cy"):
        assert say("Search") == "Chwilio"
    assert say("Search") == "Search"


def test_a_site_says_its_sentences_in_english_until_its_catalogue_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (of_sentences("cy"), of_sentences(SOURCE)) == (SOURCE, SOURCE)
    monkeypatch.setattr("metrics.language.COMPLETE", frozenset({SOURCE, "cy"}))
    assert of_sentences("cy") == "cy"


MONTHS = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]


def test_months_days_and_times_are_those_of_the_language_in_force() -> None:
    when = datetime(2024, 2, 8, 13, 5, tzinfo=UK)
    assert (month_name(1), day(when), moment(when)) == (
        "January",
        "8 February 2024",
        "8 February 2024 at 1:05pm",
    )
    with spoken("cy"):
        assert [month_name(number) for number in range(1, 13)] == MONTHS
        assert (day(when), moment(when)) == ("8 Chwefror 2024", "8 Chwefror 2024 am 13:05")


@pytest.mark.parametrize(
    ("frequency", "english", "welsh"),
    [
        ("week", "week to 4 February 2024", "wythnos hyd 4 Chwefror 2024"),
        ("month", "January 2024", "Ionawr 2024"),
        ("financial-quarter", "Q3 2023/24", "Q3 2023/24"),
        ("calendar-quarter", "January to March 2024", "Ionawr – Mawrth 2024"),
        ("calendar-year", "2023", "2023"),
        ("financial-year", "2023/24", "2023/24"),
        ("academic-year", "academic year 2023/24", "blwyddyn academaidd 2023/24"),
    ],
)
def test_a_period_is_named_in_the_language_in_force_however_often(
    frequency: Frequency, english: str, welsh: str
) -> None:
    for _ in range(2):
        assert label(EXAMPLES[frequency]) == english
        with spoken("cy"):
            assert label(EXAMPLES[frequency]) == welsh


def test_a_window_is_named_in_the_language_in_force() -> None:
    windows: tuple[Window, ...] = ("rolling-12-months", "calendar-year-to-date")
    with spoken("cy"):
        labels = [window_label(EXAMPLES["month"], window) for window in windows]
    assert labels == ["12 mis hyd ddiwedd Ionawr 2024", "2024 hyd ddiwedd Ionawr"]


def test_every_catalogue_that_pages_are_made_from_counts_for_what_they_are_made_by() -> None:
    catalogues = {file.name for file in files_of_program() if file.parent.name == CATALOGUES}
    assert catalogues == {f"{LANGUAGES[own]}.po" for own in LANGUAGES if own != SOURCE}
