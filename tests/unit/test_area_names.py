"""Names of areas: one way to compare them, for what checks a table and for what finds an area by an address."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from components.site.lookup import find_area as find_on_pages
from components.site.lookup import find_place
from metrics.areas import areas
from metrics.declared.areas import AreaTables
from metrics.finder import addressed_area, search
from metrics.issues import has_errors
from metrics.places import locate
from metrics.reading.area_tables import parse_gazetteer
from metrics.reading.site_tables import RESERVED
from metrics.spelling import folded, slug, sound
from metrics.territory import Territory, default_territory, in_force
from tests.counties import AREAS
from tests.gazetteers import CAMDEN

DECLARED = AreaTables(table="areas.csv")
EASTMARSH, HIGHFOLD = "E07099901", "E07099902"


def read(*replaced: tuple[str, str]) -> tuple[Territory | None, list[str]]:
    """The county's areas with some texts of their table replaced, and the faults of it."""
    text = AREAS
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new, 1)
    gazetteer, issues = parse_gazetteer(DECLARED, {"areas.csv": text.encode()})
    faults = [f"{issue.line} {issue.code}: {issue.message}" for issue in issues if issue.code != "population"]
    return gazetteer.own, faults


def named(name: str) -> Territory:
    """The county with one district called otherwise."""
    own, faults = read((",Eastmarsh,", f',"{name}",'))
    assert own is not None and faults == []
    return own


@pytest.mark.parametrize(
    ("name", "address", "typed"),
    [
        ("King's Lynn", "king-s-lynn", ["kings-lynn", "King’s Lynn", "kings lynn"]),
        ("St. Helens", "st-helens", ["st helens", "St.Helens", "ST. HELENS"]),
        ("Bristol, City of", "bristol-city-of", ["bristol city of", "Bristol City of"]),
        ("Ynys Môn", "ynys-mon", ["ynys môn", "Ynys Mon", unicodedata.normalize("NFD", "Ynys Môn")]),
        ("Stoke-on-Trent", "stoke-on-trent", ["Stoke on Trent", "stoke-on-trent"]),
        ("Bath & North", "bath-and-north", ["bath and north", "Bath-and-North", "Bath & North"]),
        ("Tŷ Croes", "ty-croes", ["ty croes"]),
        ("Søndre Łąka", "sondre-laka", ["sondre laka"]),
    ],
)
def test_an_area_is_found_by_its_address_however_it_is_written(
    name: str, address: str, typed: list[str]
) -> None:
    own = named(name)
    assert own.districts[EASTMARSH].slug == address
    with in_force(own):
        for text in (address, name, EASTMARSH, EASTMARSH.lower(), *typed):
            assert addressed_area(text) == EASTMARSH, text
            assert find_on_pages("burglary", text, (EASTMARSH,)) == EASTMARSH, text
            assert search(text).clear == EASTMARSH, text
            assert locate(text).area == EASTMARSH, text


def test_what_stands_around_a_name_makes_no_difference_to_an_address() -> None:
    with in_force(default_territory()):
        assert addressed_area("london-borough-of-camden") == addressed_area("camden") == CAMDEN


@pytest.mark.parametrize("text", ["", "nowhere", "nm-north", "North Division"])
def test_what_is_neither_the_region_nor_a_district_is_not_meant(text: str) -> None:
    own = named("Eastmarsh")
    with in_force(own):
        assert addressed_area(text) is None
        assert addressed_area("county of northmere") == own.region.code


@pytest.mark.parametrize(
    ("replaced", "fault"),
    [
        (
            [(",Eastmarsh,", ",St. Brannoc,")],
            '6 area-twice: "St Brannoc" and "St. Brannoc" in line 3 differ by marks or accents alone: an address could '
            "mean both",
        ),
        (
            [(",Eastmarsh,district,,", ",Stoke-on-Trent,district,,"), ("Norwick City", "Stoke on Trent")],
            '5 area-twice: "Stoke on Trent" and "Stoke-on-Trent" in line 3 differ by marks or accents alone: an '
            "address could mean both",
        ),
        (
            [(",Eastmarsh,", ",Ynys Môn,"), (",Highfold,", ",Ynys Mon,")],
            '4 area-twice: "Ynys Mon" and "Ynys Môn" in line 3 differ by marks or accents alone: an address could '
            "mean both",
        ),
        (
            [(",Eastmarsh,", ",Ynys Môn,"), (",Highfold,", f",{unicodedata.normalize('NFD', 'Ynys Môn')},")],
            '4 area-twice: "'
            + unicodedata.normalize("NFD", "Ynys Môn")
            + '" is the name of the area in line 3 already',
        ),
        (
            [("Norwick City", HIGHFOLD)],
            f'5 area-twice: "{HIGHFOLD}" is the name of the area in line 4 already',
        ),
        (
            [("Norwick City", "E10099900")],
            '5 area-twice: "E10099900" is the name of the area in line 2 already',
        ),
        (
            [("County of Northmere", HIGHFOLD.lower())],
            f'4 area-twice: the code "{HIGHFOLD}" is a name of the area in line 2 already',
        ),
        (
            [(EASTMARSH, EASTMARSH.lower())],
            f'3 area-code: the code "{EASTMARSH.lower()}" has small letters; write it as {EASTMARSH}, in every file',
        ),
        (
            [(",Eastmarsh,", ",東京,")],
            '3 area-name: "東京" has no letter from a to z and no digit to make an address of',
        ),
        (
            [(",Eastmarsh,", ",Compare,")],
            '3 area-name: the address "compare" is that of something else of the site: no area has it',
        ),
        (
            [("Northmere (Constabulary area)", "Northmere\u202e area")],
            '2 area-name: "Northmere<U+202E> area" holds a character that cannot be seen',
        ),
        (
            [("The port has a police force", "The <b>port</b> has a police force")],
            '7 area-name: "The <b>port</b> has a police force of its own." holds HTML or a script',
        ),
    ],
)
def test_names_that_would_mean_two_areas_or_none_are_faults(
    replaced: list[tuple[str, str]], fault: str
) -> None:
    faults = read(*replaced)[1]
    assert [text for text in faults if "area-division" not in text] == [fault]


def test_a_table_that_a_release_was_made_by_is_judged_no_more() -> None:
    text = AREAS.replace(",Eastmarsh,", ",Compare,").replace("Norwick City", HIGHFOLD)
    today, issues = parse_gazetteer(DECLARED, {"areas.csv": text.encode()})
    stored, _ = parse_gazetteer(DECLARED, {"areas.csv": text.encode()}, judged=True)
    assert has_errors(issues)
    assert today.own is not None and stored.own is not None
    assert len(stored.own.districts) == 5 > len(today.own.districts)


def test_a_former_address_leads_to_the_area_of_its_alias() -> None:
    own, faults = read((",Eastmarsh,district,,", ",Seamarsh,district,Eastmarsh,"))
    assert own is not None and faults == []
    with in_force(own):
        assert find_place("eastmarsh") == find_place("seamarsh") == EASTMARSH
        assert find_on_pages("burglary", "eastmarsh", (EASTMARSH,)) == EASTMARSH


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_with_another_mark_between_its_columns_is_told_so(mark: str, name: str) -> None:
    issues = parse_gazetteer(DECLARED, {"areas.csv": AREAS.replace(",", mark).encode()})[1]
    assert [issue.message for issue in issues] == [
        f"the columns are parted by {name}: save the table as CSV, with commas"
    ]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["Oldtown,E07099901,", "Oldtown,E07099902,"], ""),
        (["Oldtown,E07099901 E07099901,"], '2 place: "E07099901" stands twice'),
        (
            ["Oldtown,E07099901,", "OLD-TOWN,E07099901,", "Old Town,E07099902 E07099901,"],
            '4 place: "Old Town" stands in line 3 already, in the same district',
        ),
        (["Hay,,", "Hay,,"], '3 place: "Hay" stands in line 2 already'),
        (
            ["Hay,,", "Hay,E07099901,"],
            '3 place: "Hay" is a town elsewhere in one row and a place here in another',
        ),
    ],
)
def test_a_place_has_one_row_in_a_district(rows: list[str], fault: str) -> None:
    declared = AreaTables(table="areas.csv", places="places.csv")
    places = "\n".join(["place,areas,outcodes", *rows, ""])
    areas_read = AREAS.replace(",90000,", ",,").replace(",110000,", ",,").replace(",150000,", ",,")
    areas_read = areas_read.replace(",50000,", ",,").replace(",20000,", ",,")
    tables = {"areas.csv": areas_read.encode(), "places.csv": places.encode()}
    issues = parse_gazetteer(declared, tables)[1]
    assert [f"{issue.line} {issue.code}: {issue.message}" for issue in issues] == ([fault] if fault else [])


def test_no_two_areas_that_ship_sound_alike() -> None:
    own = default_territory()
    sounds = {
        (sound(name), code)
        for code, area in own.areas.items()
        for name in (area.code, area.name, area.slug, *area.aliases, *area.searched_as)
    }
    assert len(sounds) == len({name for name, _ in sounds}) > 60


def test_no_page_stands_where_an_area_could() -> None:
    pages = Path(__file__).parents[2] / "pages"
    rules = "".join(path.read_text("utf-8") for path in pages.glob("*.py")) + (
        Path(__file__).parents[2] / "components/site/urls.py"
    ).read_text("utf-8")
    below = {part.split('"')[0] for part in rules.split('"/areas/')[1:]}
    fixed = {part for part in below if not part.startswith("<area_id>")}
    assert fixed == {"compare"} <= RESERVED


def test_folding_leaves_accents_and_an_address_has_none() -> None:
    assert folded("YNYS  MÔN") == "ynys môn"
    assert (slug("Ynys Môn"), sound("Ynys-Môn"), sound("—")) == ("ynys-mon", "ynys mon", "—")
    assert all(slug(area.name) for area in areas().values())
