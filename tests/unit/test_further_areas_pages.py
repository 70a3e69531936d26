"""Wards, BCUs and other forces where readers see them: pages, the API, downloads, the search, and explanations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from metrics.areas import districts
from tests.layouts.test_layouts import LAYOUTS_FOLDER, NOW, prepared
from tests.running import run

NAMES = ("wards-by-code", "wards-of-every-borough", "forces-beside-london", "survey-by-bcu", "rates-by-year")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A site for each layout, its drop published."""
    sites = {name: prepared(LAYOUTS_FOLDER / name, tmp_path_factory.mktemp(name)) for name in NAMES}
    for folder in sites.values():
        done = run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
        assert done.returncode == 0, done.stdout + done.stderr
    return sites


@pytest.fixture(scope="module")
def clients(folders: Mapping[str, Path]) -> Mapping[str, FlaskClient]:
    now = datetime.fromisoformat(NOW)
    return {name: create_app(root, lambda: now).server.test_client() for name, root in folders.items()}


def page(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return BeautifulSoup(answer.text, "html.parser")


def tables(soup: BeautifulSoup) -> dict[str, list[list[str]]]:
    """Each table by its caption: the texts of its rows, the head first."""
    return {
        " ".join(table.caption.get_text(" ").split()): [
            [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
            for row in table.select("tr")
        ]
        for table in soup.select("table")
        if table.caption is not None
    }


# Wards -----------------------------------------------------------------------------------------------------


def test_a_districts_page_has_its_wards_by_name(clients: Mapping[str, FlaskClient]) -> None:
    soup = page(clients["wards-by-code"], "/areas/barking-and-dagenham")
    rows = tables(soup)["Burglaries in the wards of Barking and Dagenham, February 2024"]
    assert rows == [["Ward", "Figure"], ["Abbey", "10"], ["Alibon", "0"]]
    links = {link.get_text(): link["href"] for link in soup.select("table a")}
    assert links["Alibon"] == "/measures/burglary?area=E05090002"


def test_a_district_without_wards_has_no_table_of_them(clients: Mapping[str, FlaskClient]) -> None:
    assert "Its wards" not in page(clients["wards-by-code"], "/areas/barnet").get_text()


def test_a_ward_has_a_view_of_a_measure(clients: Mapping[str, FlaskClient]) -> None:
    soup = page(clients["wards-by-code"], "/measures/burglary?area=E05090001")
    assert soup.select_one("#now") is not None
    assert soup.select_one("#now").get_text() == "Abbey (Barking and Dagenham)"  # type: ignore[union-attr]
    chosen = [option["value"] for option in soup.select("select#area option[selected]")]
    assert chosen == ["E05090001"]
    offered = [str(option["value"]) for option in soup.select("select#area option")]
    assert offered == ["", "barking-and-dagenham", "merton", "E05090001", "E05090002"]


@pytest.mark.parametrize("area", ["E05090002", "e05090002", "Alibon", "alibon"])
def test_a_ward_is_asked_for_by_code_or_by_a_name_of_its_own(
    clients: Mapping[str, FlaskClient], area: str
) -> None:
    soup = page(clients["wards-by-code"], f"/measures/burglary?area={area}")
    assert soup.select_one("#now").get_text() == "Alibon (Barking and Dagenham)"  # type: ignore[union-attr]


def test_a_ward_has_no_pack_of_its_own_and_leads_to_its_borough(clients: Mapping[str, FlaskClient]) -> None:
    answer = clients["wards-by-code"].get("/areas/E05090002/pack")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/areas/barking-and-dagenham")


@pytest.mark.parametrize(
    "address",
    [
        "/measures/burglary?area=E05099999",
        "/measures/burglary?area=Abbey",  # in two boroughs
        "/areas/E05099999",
        "/areas/E05099999/pack",
        "/api/v1/measures/burglary?area=E05099999",
        "/api/v1/measures/burglary/observations?area=E05099999",
        "/api/v1/areas/E05099999",
        "/downloads/burglary.csv?area=E05099999",
    ],
)
def test_what_is_no_area_leads_nowhere(clients: Mapping[str, FlaskClient], address: str) -> None:
    assert clients["wards-by-code"].get(address).status_code == 404


@pytest.mark.parametrize(
    ("site", "address", "to"),
    [
        ("wards-by-code", "/areas/E05090003", "/areas/merton"),
        ("wards-by-code", "/areas/alibon", "/areas/barking-and-dagenham"),
        ("wards-by-code", "/as-at/first/areas/E05090003", "/as-at/first/areas/merton"),
        ("forces-beside-london", "/areas/E23000005", "/measures/robbery?area=E23000005"),
    ],
)
def test_the_page_of_a_further_area_is_where_its_figures_are(
    clients: Mapping[str, FlaskClient], site: str, address: str, to: str
) -> None:
    answer = clients[site].get(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, to)


def test_the_search_leads_from_a_ward_to_its_district(clients: Mapping[str, FlaskClient]) -> None:
    soup = page(clients["wards-by-code"], "/search?q=alibon")
    links = {link.get_text(): str(link["href"]) for link in soup.select(".results a")}
    assert links["Alibon (Barking and Dagenham)"] == "/areas/barking-and-dagenham"


def test_every_view_of_a_ward_is_answered(clients: Mapping[str, FlaskClient]) -> None:
    for address in (
        "/measures/burglary/made?area=E05090001",
        "/embed/burglary?area=E05090001",
        "/downloads/burglary.csv?area=E05090001",
        "/downloads/burglary.xlsx",
        "/data",
        "/areas",
        "/areas?measure=burglary",
        "/measures/burglary?view=boroughs",
        "/as-at/first/measures/burglary?area=E05090001",
    ):
        assert clients["wards-by-code"].get(address).status_code == 200, address


def test_programs_read_wards_by_their_codes(clients: Mapping[str, FlaskClient]) -> None:
    client = clients["wards-by-code"]
    tile = client.get("/api/v1/measures/burglary?area=E05090001").get_json()
    assert tile["area"] == {"code": "E05090001", "name": "Abbey (Barking and Dagenham)", "slug": "E05090001"}
    rows = client.get("/api/v1/measures/burglary/observations?area=all&to=2024-01").get_json()["observations"]
    values = {row["area_code"]: (row["area"], row["value"]) for row in rows}
    assert values["E05090003"] == ("Abbey (Merton)", 4)
    assert values["E09000002"] == ("Barking and Dagenham", 19)
    areas = {item["slug"]: item for item in client.get("/api/v1/areas").get_json()["areas"]}
    assert areas["E05090003"] == {
        **{"code": "E05090003", "name": "Abbey (Merton)", "slug": "E05090003", "kind": "ward", "bcu": None},
        **{"borough": "E09000024", "population": None},
        **{"level": "ward", "division": None, "district": "E09000024"},
    }
    profile = client.get("/api/v1/areas/E05090003").get_json()
    assert [(item["id"], item["value"]) for item in profile["measures"]] == [("burglary", 6)]
    assert "E05090003,Abbey (Merton)" in client.get("/downloads/burglary.csv").text


def test_a_figure_of_a_ward_and_of_a_district_is_explained(folders: Mapping[str, Path]) -> None:
    site = folders["wards-by-code"]
    ward = run(site, "--now", NOW, "explain", "burglary", "--area", "E05090001")
    assert ward.returncode == 0, ward.stdout + ward.stderr
    assert "Abbey (Barking and Dagenham)'s figure is made of its own rows alone" in ward.stdout
    district = run(site, "--now", NOW, "explain", "burglary", "--area", "Merton")
    assert "Merton's figure is the sum of its wards." in district.stdout


def test_a_site_of_every_districts_wards_is_answered(clients: Mapping[str, FlaskClient]) -> None:
    client = clients["wards-of-every-borough"]
    rows = tables(page(client, "/areas/camden"))
    (camden,) = [table for caption, table in rows.items() if "in the wards of Camden" in caption]
    assert [row[0] for row in camden] == ["Ward", "Central", "Hill"] or [row[0] for row in camden[1:]]
    form = page(client, "/measures/stops").select("select#area option")
    assert len(form) == 33  # London and its boroughs, and no ward of them


# BCUs and forces -------------------------------------------------------------------------------------------


def test_other_forces_stand_beside_region_by_name_and_without_a_word(
    clients: Mapping[str, FlaskClient],
) -> None:
    soup = page(clients["forces-beside-london"], "/measures/robbery")
    part = soup.select_one("#other-forces")
    assert part is not None and part.get_text() == "Other forces"
    rows = tables(soup)["Robberies, 2023/24"]
    assert rows == [
        ["Force", "Figure"],
        ["Greater Manchester Police", "5,800"],
        ["Northumbria Police", "950"],
    ]
    assert soup.select_one("#boroughs") is None
    assert "Higher than" not in soup.get_text()
    tile = clients["forces-beside-london"].get("/api/v1/measures/robbery").get_json()
    assert tile["latest"]["value"] == 29000
    assert [area["code"] for area in tile["metadata"]["areas"]] == ["E12000007", "E23000005", "E23000007"]


def test_nothing_of_another_force_is_judged(clients: Mapping[str, FlaskClient]) -> None:
    client = clients["forces-beside-london"]
    tile = client.get("/api/v1/measures/robbery?area=E23000005").get_json()
    assert (tile["latest"]["value"], tile["change"]["verdict"]) == (5800, "not-judged")
    page_text = " ".join(page(client, "/measures/robbery?area=E23000005").get_text(" ").split())
    assert "Greater Manchester Police" in page_text
    assert " Better" not in page_text and " Worse" not in page_text
    (robbery,) = client.get("/api/v1/areas/E23000005").get_json()["measures"]
    assert robbery["standing"] == "not-known"
    assert robbery["sentence"].endswith(
        "Forces differ in how they record and whom they serve, so it is not held against London’s."
    )


def of_rates(folder: Path) -> Path:
    """A site of robberies by force, as rates, beside a table of residents."""
    site = prepared(LAYOUTS_FOLDER / "forces-beside-london", folder)
    file = site / "config" / "metrics.yaml"
    text = file.read_text().replace("    comparison:", "    rate: {per: 1000}\n    comparison:")
    file.write_text(text.replace("table: areas.csv", "table: areas.csv\n  populations: populations.csv"))
    rows = [f"{code},2022,{290_000 if code == 'E09000001' else 312_500}" for code in districts()]
    people = "\n".join(["code,year,people", *rows, "E23000005,2022,2900000", "E23000007,2022,1500000", ""])
    (site / "config" / "populations.csv").write_text(people)
    return site


def test_where_forces_have_rates_regions_own_stands_first(tmp_path: Path) -> None:
    site = of_rates(tmp_path)
    done = run(site, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(site, lambda: datetime.fromisoformat(NOW)).server.test_client()
    assert tables(page(client, "/measures/robbery"))["Robberies, 2023/24"] == [
        ["Force", "For each 1,000 people", "Number"],
        ["London", "2.9", "29,000"],  # of ten million people, without the City's
        ["Greater Manchester Police", "2.0", "5,800"],
        ["Northumbria Police", "0.6", "950"],
    ]


def test_a_rate_of_forces_without_residents_is_told(tmp_path: Path) -> None:
    site = of_rates(tmp_path)
    people = site / "config" / "populations.csv"
    warned = "no force has residents, so none has a rate"
    assert warned not in run(site, "--now", NOW, "check", "--drop", "drop").stdout
    people.write_text("".join(row for row in people.read_text().splitlines(True) if "E23" not in row))
    checked = run(site, "--now", NOW, "check", "--drop", "drop")
    assert checked.returncode == 0
    assert f'metrics.yaml:36:5: warning: measure "robbery": {warned}' in checked.stdout


LONG = [  # seventeen years, the last with far fewer of another force's
    (year, force, 20 if year == 2023 else times * (60 + year % 3))
    for year in range(2007, 2024)
    for force, times in (("Metropolitan Police", 3), ("Northumbria", 1))
]


@pytest.mark.parametrize("judged", ["", ", judged: as-compared"])
@pytest.mark.parametrize("last", [20, 59])  # lower beyond chance, and within it
def test_no_word_is_said_of_another_force_however_long_its_series(
    judged: str, last: int, tmp_path: Path
) -> None:
    site = prepared(LAYOUTS_FOLDER / "forces-beside-london", tmp_path)
    file = site / "config" / "metrics.yaml"
    text = (
        file.read_text()
        .replace("unit: count", "unit: small-count")
        .replace("materiality: 2.0", "materiality: 1")
    )
    file.write_text(text.replace("test: counts}", f"test: counts{judged}}}"))
    (extract,) = (site / "drop").iterdir()
    rows = [f"{year}/{(year + 1) % 100:02},{force},{last if n == 20 else n}" for year, force, n in LONG]
    extract.write_text("\n".join(["Year,Force,Robberies", *rows, ""]))
    done = run(site, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(site, lambda: datetime.fromisoformat(NOW)).server.test_client()
    answer = client.get("/api/v1/measures/robbery?area=E23000007").get_json()
    assert (answer["latest"]["value"], answer["verdict_change"]) == (last, None)
    assert (answer["change"]["outcome"], answer["change"]["verdict"], answer["change"]["arrow"]) == (
        *(None, "not-judged"),
        "level",
    )
    for address in ("/measures/robbery", "/embed/robbery", "/measures/robbery/made"):
        page_text = " ".join(page(client, f"{address}?area=E23000007").get_text(" ").split())
        assert "Figures of other forces are not judged better or worse" in page_text, address
        for word in (
            "Better",
            "Worse",
            "Lower",
            "oo uncertain",
            "No clear change",
            "Little change",
            "chance alone",
        ):
            assert word not in page_text.replace("Where chance alone", ""), (address, word)


def test_forces_are_on_no_map(clients: Mapping[str, FlaskClient]) -> None:
    text = page(clients["forces-beside-london"], "/areas").get_text(" ")
    assert "Northumbria" not in text
    reason = page(clients["forces-beside-london"], "/areas/camden").get_text(" ")
    assert (
        "There are figures for London and for other police forces alone." in reason or "No measure" in reason
    )


def test_a_division_has_its_own_figure_on_its_page_and_on_the_measures(
    clients: Mapping[str, FlaskClient],
) -> None:
    client = clients["survey-by-bcu"]
    rows = tables(page(client, "/measures/trust"))["Trust in the police, 2023/24"]
    assert rows[0] == ["BCU", "Figure"]
    assert ["North West BCU", "66%"] in rows and ["West Area BCU", "Not available"] in rows
    page_text = page(client, "/areas/north-west").get_text(" ")
    assert "66%" in page_text
    assert "a BCU has figures for counts alone" not in page_text
    assert page(client, "/measures/trust?area=north-west").select_one("#now").get_text() == "North West BCU"  # type: ignore[union-attr]


# Residents by year -----------------------------------------------------------------------------------------


def test_pages_say_by_which_years_residents_a_rate_is(clients: Mapping[str, FlaskClient]) -> None:
    client = clients["rates-by-year"]
    page_text = " ".join(page(client, "/areas/bromley").get_text(" ").split())
    assert "About 110,000 people lived here in 2023." in page_text
    assert "by the numbers of 2023: those of the year in which most of the months lie" in page_text
    assert "Census" not in page_text
    methods = page(client, "/about").get_text(" ")
    assert "divided by the residents of the year in which most months of the figure lie" in methods
    assert "Census" not in methods
    profile = client.get("/api/v1/areas/bromley").get_json()
    assert (profile["area"]["population"], profile["area"]["population_year"]) == (110000, 2023)
    (theft,) = profile["measures"]
    assert (theft["value"], theft["rate"]) == (542, 4.93)
