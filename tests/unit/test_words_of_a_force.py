"""What pages say of a site's people, groups and places is counted or declared, and nothing is said of what it lacks."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from metrics.areas import in_force
from metrics.figures.area_sentences import by_chance
from metrics.language import say
from metrics.territory import AreaWords, default_territory, territory_of
from tests.counties import AREAS, DISTRICTS, METRICS, county
from tests.running import run

NOW = ("--now", "2026-02-20T09:30:00+00:00")


def published(root: Path, areas: str = AREAS, metrics: str = METRICS) -> FlaskClient:
    """The county with another table or declaration, as readers see it."""
    county(root)
    (root / "config" / "areas.csv").write_text(areas)
    (root / "config" / "metrics.yaml").write_text(metrics)
    done = run(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client: FlaskClient = create_app(root).server.test_client()
    return client


def page_words(client: FlaskClient, address: str) -> str:
    main = BeautifulSoup(client.get(address).text, "html.parser").main
    assert main is not None
    return re.sub(r" ([.,])", r"\1", " ".join(main.get_text(" ").split()))


def without(*levels: str) -> str:
    rows = [row for row in AREAS.splitlines() if row.split(",")[2] not in levels]
    if "division" in levels:
        rows = [re.sub(",(North|South|NM-SOUTH),", ",,", row) for row in rows]
    return "\n".join([*rows, ""])


def test_people_are_counted_by_the_words_that_are_declared(tmp_path: Path) -> None:
    client = published(
        tmp_path / "site",
        metrics=METRICS.replace("residents: the Census of 2021", "residents: mid-2024 estimates of the ONS"),
    )
    for address in ("/areas/norwick", "/areas/northmere", "/areas/nm-north"):
        assert "people live here (mid-2024 estimates of the ONS)." in page_words(client, address)
    assert "how many people live in the area (mid-2024 estimates of the ONS)." in page_words(client, "/areas")
    assert "the residents (mid-2024 estimates of the ONS)" in page_words(client, "/about")
    assert "Census" not in page_words(client, "/areas") + page_words(client, "/about")


def test_people_by_year_are_counted_by_whose_numbers_they_are(tmp_path: Path) -> None:
    metrics = METRICS.replace(
        "  table: areas.csv\n",
        "  table: areas.csv\n  populations: populations.csv\n  populations_source: ONS estimates\n",
    )
    rows = [f"{code},2024,{1000 * (at + 1)}" for at, code in enumerate(DISTRICTS)]
    root = tmp_path / "site"
    county(root)
    (root / "config" / "populations.csv").write_text("\n".join(["code,year,people", *rows, ""]))
    (root / "config" / "metrics.yaml").write_text(metrics)
    done = run(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(root).server.test_client()
    assert "About 3,000 people lived here in 2024 (ONS estimates)." in page_words(client, "/areas/norwick")
    assert "by the numbers of 2024 (ONS estimates): those of the year" in page_words(client, "/areas")
    assert "Census" not in page_words(client, "/areas/norwick")


def test_groups_are_counted_and_letters_alone_stand_in_brackets(tmp_path: Path) -> None:
    metrics = METRICS.replace(
        "    residents:",
        "    division: {singular: local policing area, plural: local policing areas}\n    residents:",
    )
    client = published(tmp_path / "site", metrics=metrics)
    every = page_words(client, "/areas")
    assert "runs district councils in groups, called local policing areas. Their number is 2." in every
    assert "(local policing areas)." not in every
    compared = page_words(client, "/areas/compare")
    assert "groups of district councils (local policing areas), side by side" in compared
    assert "one of the local policing areas: groups in which the police run" in page_words(
        client, "/areas/norwick"
    )
    assert "A local policing area" in page_words(client, "/areas/nm-north").replace("Local", "local")


def test_letters_are_told_in_full(tmp_path: Path) -> None:
    division = "division: {singular: LPA, plural: LPAs, in_full: Local Policing Areas}"
    client = published(
        tmp_path / "site", metrics=METRICS.replace("    residents:", f"    {division}\n    residents:")
    )
    assert "in 2 groups, called Local Policing Areas (LPAs)." in page_words(client, "/areas")
    assert "(Local Policing Areas, or LPAs)" in page_words(client, "/areas/compare")


def test_a_group_of_one_is_no_group(tmp_path: Path) -> None:
    areas = AREAS.replace("Eastmarsh,district,,North,", "Eastmarsh,district,,South,")
    page = page_words(published(tmp_path / "site", areas), "/areas/nm-north")
    assert "A division that is a district council by itself." in page
    assert "Its district council: Norwick." in page


def test_a_site_without_groups_says_nothing_of_any(tmp_path: Path) -> None:
    client = published(tmp_path / "site", without("division"))
    assert "Up to four district councils side by side with Northmere" in page_words(client, "/areas/compare")
    for address in ("/areas", "/areas/compare", "/areas/norwick"):
        text = page_words(client, address).casefold()
        assert "group" not in text and "division" not in text, address


def test_without_a_row_of_its_force_the_police_are_no_region(tmp_path: Path) -> None:
    client = published(tmp_path / "site", without("own-force"))
    assert "All of the area that the police force covers." in page_words(client, "/areas/northmere")
    assert "the area of the police force" in page_words(client, "/areas")
    for address in ("/areas", "/areas/northmere", "/areas/port-sallow", "/areas/nm-north"):
        assert "the northmere " not in page_words(client, address).casefold()


def test_a_force_is_named_by_its_name_and_not_by_its_code() -> None:
    rows = [
        {"code": "R1", "name": "Shire", "level": "region"},
        {"code": "D1", "name": "Town", "level": "district"},
        {"code": "E23000001", "name": "Shire Constabulary", "level": "own-force"},
    ]
    with in_force(territory_of(rows, AreaWords())):
        assert say("The {force}") == "The Shire Constabulary"


def test_what_the_region_counts_beside_is_by_the_names_of_the_file_or_as_declared(tmp_path: Path) -> None:
    page = page_words(published(tmp_path / "one"), "/areas")
    assert "Northmere Constabulary, also what stands under “Unknown”, and everybody" in page
    assert "so the rates of busy places are higher." in page
    words = "    busy: Port Sallow\n    unplaced: on the motorway\n    residents:"
    page = page_words(published(tmp_path / "two", metrics=METRICS.replace("    residents:", words)), "/areas")
    assert "Northmere Constabulary, also on the motorway, and everybody" in page
    assert "busy places, such as Port Sallow, are higher." in page


def test_how_often_chance_calls_one_higher_goes_by_how_many_there_are() -> None:
    assert by_chance() == {"number": "32", "releases": "twelve"}
    rows = [{"code": "R1", "name": "Shire", "level": "region"}]
    rows += [{"code": f"D{n}", "name": f"Town {n}", "level": "district"} for n in range(8)]
    with in_force(territory_of(rows, AreaWords())):
        assert by_chance() == {"number": "8", "releases": "45"}  # 1 - 0.914 ** (8 / 32) = 0.0222
    assert len(default_territory().policed) == 32


def test_without_tiles_there_is_no_map_of_tiles_and_no_word_of_a_map(tmp_path: Path) -> None:
    areas = re.sub(r",\d,\d,(\d+),", r",,,\1,", AREAS)
    assert areas != AREAS
    client = published(tmp_path / "site", areas)
    for address in ("/areas", "/areas?show=change", "/areas?find=Xyzzyx", "/areas?find=ZZ1"):
        page = BeautifulSoup(client.get(address).text, "html.parser").main
        assert page is not None
        assert page.select("ul.map, svg.map, .scrolled ul") == [], address
        assert page.select("table"), address
    assert "All district councils stand in the table below." in page_words(client, "/areas?find=Xyzzyx")
    assert "All district councils by name" in page_words(client, "/areas/norwick")


def test_what_can_be_typed_is_what_the_site_has(tmp_path: Path) -> None:
    client = published(tmp_path / "one")
    assert "Find your district council Its name Find" in page_words(client, "/areas")
    assert "No district council called “Xyzzyx” is known here." in page_words(client, "/areas?find=Xyzzyx")
    for at, (outcodes, hint) in enumerate(
        {"NM1": "Its name, a place or a postcode", "": "Its name or a place"}.items()
    ):
        root = county(tmp_path / f"place-{at}")
        (root / "config" / "places.csv").write_text(
            f"place,areas,outcodes\nOld Harbour,E07099903,{outcodes}\n"
        )
        places = METRICS.replace("  table: areas.csv\n", "  table: areas.csv\n  places: places.csv\n")
        (root / "config" / "metrics.yaml").write_text(places)
        assert run(root, *NOW, "publish", "drop", "--release", "first", "--note", "A").returncode == 0
        placed = create_app(root).server.test_client()
        assert f"Find your district council {hint} Find" in page_words(placed, "/areas")
        assert "such as knife, Old Harbour, or chance" in page_words(placed, "/search")


TESTED = """  accessibility:
    prepared: 2026-01-05
    reviewed: 2026-01-06
    tested: A panel of five readers tested it.
"""


def test_the_statement_says_of_the_site_what_is_declared_and_no_more(tmp_path: Path) -> None:
    page = page_words(published(tmp_path / "one"), "/accessibility")
    assert "How this site itself was tested is not declared" in page
    assert "We have only tested" not in page and "prepared on" not in page
    assert "The program that makes this site is tested" in page
    assert "about the website “Northmere police outcomes”. Its publisher: The Mayor of Northmere." in page
    metrics = METRICS.replace("  attribution:", f"{TESTED}  attribution:")
    page = page_words(published(tmp_path / "two", metrics=metrics), "/accessibility")
    assert "A panel of five readers tested it." in page
    assert "prepared on 5 January 2026" in page and "looked over on 6 January 2026" in page
    assert "not declared" not in page


def test_a_site_on_the_web_without_a_test_of_its_own_is_warned(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    metrics = METRICS.replace(
        "  attribution:", "  address: https://outcomes.northmere.gov.uk\n  attribution:"
    )
    (root / "config" / "metrics.yaml").write_text(metrics)
    assert (
        'warning: the site has an address on the web and no "accessibility"'
        in run(root, *NOW, "check").stdout
    )
    late = TESTED.replace("2026-01-06", "2026-01-04")
    for text, message in {
        TESTED: "0 warnings",
        late: "reviewed 2026-01-04 is before prepared (2026-01-05)",
    }.items():
        (root / "config" / "metrics.yaml").write_text(
            metrics.replace("  attribution:", f"{text}  attribution:")
        )
        checked = run(root, *NOW, "check").stdout
        assert message in checked or (text == TESTED and "accessibility" not in checked), checked


def test_the_api_has_neutral_keys_beside_those_in_words_of_the_site(tmp_path: Path) -> None:
    client = published(tmp_path / "site")
    levels = {area["name"]: area["level"] for area in client.get("/api/v1/areas").get_json()["areas"]}
    assert levels["Northmere"] == "region" and levels["North Division"] == "division"
    assert levels["Norwick"] == "district"
    profile = client.get("/api/v1/areas/norwick").get_json()
    (burglary,) = profile["measures"]
    assert burglary["region"] == burglary["northmere"] and burglary["region"]["value"]
    assert profile["area"]["division"] == "NM-NORTH" == burglary["division"]["slug"]
