"""Titles and descriptions tell pages apart: area, view, comparison and release stand in them."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.shipped import first_site

SITE = " – London police and crime outcomes"
TITLES = {
    "/": "Police and Crime Plan outcomes",
    "/areas": "London’s boroughs",
    "/areas?measure=trust-in-police": "London’s boroughs: trust in police",
    "/areas/camden": "Camden",
    "/areas/compare": "Compare areas",
    "/areas/compare?area=camden,barnet": "Compare areas: Camden, Barnet",
    "/measures/homicide": "Homicide",
    "/measures/homicide?to=2022-06": "Homicide, to June 2022",
    "/measures/homicide?from=2020-01&to=2022-06": "Homicide, from January 2020, to June 2022",
    "/measures/homicide?dimension=sex": "Homicide, by sex",
    "/measures/violence-with-injury?area=camden": "Violence with injury offences, Camden",
    "/measures/violence-with-injury?view=boroughs": "Violence with injury offences, each borough",
    "/measures/violence-with-injury?comparison=same-period-last-year": (
        "Violence with injury offences, change on same month last year"
    ),
    "/as-at/2023-24-q3/measures/homicide": "Homicide, as published in release Q3 2023/24",
    "/as-at/2023-24-q3/": "Police and Crime Plan outcomes, as published in release Q3 2023/24",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    reader: FlaskClient = create_app(first_site(tmp_path_factory.mktemp("titles"))).server.test_client()
    return reader


def head_of(client: FlaskClient, path: str, pattern: str) -> str:
    match = re.search(pattern, client.get(path).text)
    assert match is not None, path
    return unescape(match[1])


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_a_title_says_which_view_a_page_shows(client: FlaskClient, path: str, title: str) -> None:
    assert head_of(client, path, "<title>(.*?)</title>") == f"{title}{SITE}"


def test_no_two_pages_have_one_title() -> None:
    assert len(set(TITLES.values())) == len(TITLES)


def test_a_description_is_what_the_page_says_first(client: FlaskClient) -> None:
    description = 'name="description" content="(.*?)"'
    assert head_of(client, "/", description).startswith("Of 6 measures with figures, ")
    district = head_of(client, "/measures/violence-with-injury?area=camden", description)
    assert re.match(
        r"[A-Z][a-z ]+: from February 2023 to January 2024 there were [\d,]+ .* in Camden, ", district
    )


@pytest.mark.parametrize(
    ("path", "media_type", "start"),
    [
        ("/favicon.ico", "image/x-icon", b"\x00\x00\x01\x00\x01\x00  "),
        ("/apple-touch-icon.png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_the_icon_is_where_browsers_and_telephones_ask_for_it(
    client: FlaskClient, path: str, media_type: str, start: bytes
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)
    assert answer.data.startswith(start)


def test_each_page_on_how_a_figure_is_made_has_its_own_description(client: FlaskClient) -> None:
    pattern = '<meta name="description" content="(.*?)"|<meta content="(.*?)" name="description"'
    pages = ("/measures/homicide/made", "/measures/trust-in-police/made")
    texts = [unescape("".join(re.findall(pattern, client.get(path).text)[0])) for path in pages]
    assert [text.partition(":")[0] for text in texts] == ["Homicide", "Trust in police"]
