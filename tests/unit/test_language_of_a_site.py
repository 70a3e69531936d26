"""A site in another language than English: its frame is in it, what is English inside says so, and no other site is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.catalogues import COMPLETE, LANGUAGES, catalogue
from metrics.declared.looks import Language
from metrics.language import SOURCE, language
from tests.counties import METRICS, county
from tests.running import ROOT, run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def in_language(root: Path, own: str) -> Path:
    """The county's site, which declares a language."""
    folder = county(root / "site")
    text = METRICS.replace("  producer:", f"  language: {own}\n  producer:")
    (folder / "config" / "metrics.yaml").write_text(text)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = in_language(tmp_path_factory.mktemp("welsh"), "cy")
    done = run(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def welsh(site: Path) -> Iterator[FlaskClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PCP_NOW", NOW[1])
        yield create_app(site).server.test_client()


@pytest.fixture(scope="module")
def english() -> Iterator[FlaskClient]:
    yield create_app(ROOT).server.test_client()


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.text, "html.parser")


def part(document: Tag, selector: str) -> Tag:
    found_part = document.select_one(selector)
    assert found_part is not None, selector
    return found_part


PAGES = ("/", "/areas", "/areas/norwick", "/measures/burglary", "/releases", "/data", "/as-at/first/")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_in_the_language_of_its_site_and_what_is_english_inside_says_so(
    welsh: FlaskClient, address: str
) -> None:
    document = page(welsh, address)
    languages = [part(document, name).get("lang") for name in ("html", "title", "main")]
    assert languages == ["cy", "en-GB", "en-GB"]
    assert {str(element["lang"]) for element in document.select("[lang]")} == {"cy", "en-GB"}
    assert document.select("header [lang], footer [lang]") == []


@pytest.mark.parametrize("address", PAGES[:1] + PAGES[4:6])
def test_a_site_that_declares_none_is_english_and_marks_nothing(english: FlaskClient, address: str) -> None:
    document = page(english, address)
    assert [(element.name, element["lang"]) for element in document.select("[lang]")] == [("html", "en-GB")]


def test_what_stands_around_a_page_is_in_its_words(welsh: FlaskClient) -> None:
    document = page(welsh, "/measures/burglary")
    assert part(document, ".skip").text == "Neidio i’r prif gynnwys"
    ways = [link.text for link in document.select("header li")]
    assert {"Canlyniadau", "Fframweithiau", "Ardaloedd", "Datganiadau", "Data", "Chwilio"} <= set(ways)
    assert [term.text for term in document.select("footer dt")] == [
        *("Cynhyrchydd a ffynonellau", "Statws", "Cryfderau a chyfyngiadau", "Diwygiadau a chywiriadau"),
        *("Cydlyniaeth", "Datganiad", "Cynllun cynnal", "Hygyrchedd", "Cysylltu â ni"),
    ]
    assert "cyhoeddwyd ar 20 Chwefror 2026 am 09:30." in part(document, "footer").text


def test_no_word_of_the_frame_is_left_in_english(welsh: FlaskClient) -> None:
    document = page(welsh, "/measures/burglary")
    around = [
        text for name in ("header", "footer", ".skip") for text in part(document, name).stripped_strings
    ]
    own = catalogue("cy")
    differing = {text for text in own if text != own[text] and "{" not in text}
    assert [text for text in around if text in differing] == []
    assert [str(nav["aria-label"]) for nav in document.select("header nav")] == ["Prif ddewislen"]


def test_a_frozen_page_says_so_in_its_words(welsh: FlaskClient) -> None:
    banner = part(page(welsh, "/as-at/first/measures/burglary"), ".banner")
    assert "Fel y’i cyhoeddwyd gyda datganiad first ar 20 Chwefror 2026 am 09:30." in banner.text
    assert banner["aria-label"] == "Ynghylch y dudalen hon"


def test_what_is_english_inside_is_so_as_a_whole(welsh: FlaskClient) -> None:
    main = part(page(welsh, "/measures/burglary"), "main").text
    assert "December 2025" in main and "20 February 2026" in main
    assert not [month for month in ("Rhagfyr", "Tachwedd", "Chwefror") if month in main]


def test_the_page_of_an_address_that_does_not_exist_is_of_the_frame(welsh: FlaskClient) -> None:
    document = page(welsh, "/nowhere", 404)
    assert [(element.name, element["lang"]) for element in document.select("[lang]")] == [("html", "cy")]
    main = part(document, "main")
    assert part(main, "h1").text == "Heb ddod o hyd i’r dudalen"
    assert part(main, ".lead").text == "Nid oes tudalen yn y cyfeiriad hwn."
    assert part(document, "title").text.startswith("Heb ddod o hyd i’r dudalen – ")
    lead = part(page(welsh, "/measures/nothing", 404), "main .lead")
    assert lead.text == "Nid oes mesur yn y cyfeiriad hwn."


def test_what_is_wrong_with_a_view_is_marked_as_english_where_it_is(welsh: FlaskClient) -> None:
    lead = part(page(welsh, "/measures/burglary?view=nothing", 404), "main .lead")
    assert (lead.text, lead["lang"]) == ("This measure has no view “nothing”.", "en-GB")


def test_what_has_no_frame_is_in_the_language_of_its_sentences(welsh: FlaskClient) -> None:
    feed = ET.fromstring(welsh.get("/feed.atom").data)
    assert feed.attrib[LANG] == "en-GB"
    assert part(page(welsh, "/embed/burglary"), "html")["lang"] == "en-GB"


def test_an_english_site_of_the_same_process_stays_as_it_was(
    welsh: FlaskClient, english: FlaskClient
) -> None:
    before = english.get("/releases").data
    for address in PAGES:
        welsh.get(address)
    assert create_app(ROOT).server.test_client().get("/releases").data == before
    assert language() == SOURCE


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    checked = run(in_language(tmp_path, "fr"), *NOW, "check")
    assert checked.returncode == 1
    (line,) = [line for line in checked.stdout.splitlines() if "language" in line]
    assert line.startswith("config/metrics.yaml:3:")
    assert "fr" in line and all(own in line for own in LANGUAGES)


def test_every_language_that_may_be_declared_has_its_row_and_no_other() -> None:
    assert get_args(Language) == tuple(LANGUAGES)
    assert SOURCE in COMPLETE <= set(LANGUAGES)
