"""Packs of areas on paper: exactly two sheets of A4 for every area, however much or little there is to say of it."""

from __future__ import annotations

import re
from urllib.request import urlopen

import pypdfium2 as pdfium
import pytest

from tests.browser.kinds import Opened
from tests.browser.test_print import need_good_print
from tests.packed_counties import NOW, publish_many, publish_small
from tests.running import serve_command
from tests.shared import Shared

TWO_OF_A4 = [(596, 843), (596, 843)]  # points
PARTS = 4
MANY = ("norwick", "st-brannoc", "nm-north", "northmere", "port-sallow")
KINDS = ("camden", "kensington-and-chelsea", "south-west", "london", "city-of-london")
EARLIER = [
    f"/as-at/{release}/areas/{area}/pack" for release in ("2023-24-q3", "2024-25-q2") for area in KINDS
]
WIDER = "() => { document.documentElement.style.letterSpacing = '.025em' }"  # letters one in twenty wider
SMALLEST = (
    "() => Math.min(...[...document.querySelectorAll('.pack :is(h2, p:not(.about, .stamp), li, dt, dd)')]"
)
SMALLEST += ".filter(e => e.checkVisibility()).map(e => parseFloat(getComputedStyle(e).fontSize) * .75))"


@pytest.fixture(scope="session")
def full_site(shared: Shared) -> str:
    """Address of a server with more measures than two pages hold."""
    root = shared.folder_of("county-of-many", publish_many)
    return shared.server("county-of-many-served", lambda port: serve_command(port, NOW, root)).address


@pytest.fixture(scope="session")
def sparse_site(shared: Shared) -> str:
    """Address of a server with one measure, of which figures are withheld."""
    root = shared.folder_of("county-of-few", publish_small)
    return shared.server("county-of-few-served", lambda port: serve_command(port, NOW, root)).address


def sizes_of(saved: bytes) -> list[tuple[int, ...]]:
    """The size of each sheet of a PDF, in points."""
    return [tuple(map(round, sheet.get_size())) for sheet in pdfium.PdfDocument(saved)]


def texts_of(saved: bytes) -> list[str]:
    """What stands on each sheet of a PDF."""
    every = (sheet.get_textpage().get_text_bounded() for sheet in pdfium.PdfDocument(saved))
    return [" ".join(text.split()) for text in every]


def packs_of(site: str) -> list[str]:
    """The pack of every area of a site, as its map for search engines has them."""
    with urlopen(f"{site}/sitemap.xml") as answer:
        places = re.findall("<loc>([^<]+)</loc>", answer.read().decode())
    return [place for place in places if place.endswith("/pack")]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_area_has_two_sheets(opened: Opened, newest_site: str, part: int) -> None:
    packs = packs_of(newest_site)
    assert len(packs) == 46
    for address in packs[part::PARTS]:
        assert sizes_of(opened(address).pdf(format="A4")) == TWO_OF_A4, address


@pytest.mark.parametrize("path", EARLIER)
def test_an_earlier_release_has_two_sheets_beside_a_break_too(
    opened: Opened, newest_site: str, path: str
) -> None:
    assert sizes_of(opened(newest_site + path).pdf(format="A4")) == TWO_OF_A4


def test_withheld_figures_leave_two_sheets(opened: Opened, later_site: str, sparse_site: str) -> None:
    places = [f"{later_site}/areas/camden/pack", *packs_of(sparse_site)]
    assert [sizes_of(opened(place).pdf(format="A4")) for place in places] == [TWO_OF_A4] * len(places)


@pytest.mark.parametrize("area", MANY)
def test_more_measures_than_have_room_leave_two_sheets(opened: Opened, full_site: str, area: str) -> None:
    assert sizes_of(opened(f"{full_site}/areas/{area}/pack").pdf(format="A4")) == TWO_OF_A4


def test_sheets_that_are_full_are_printed_well(opened: Opened, full_site: str) -> None:
    need_good_print(opened(f"{full_site}/areas/norwick/pack").pdf(format="A4"))


@pytest.mark.parametrize("area", KINDS)
def test_a_printer_with_wider_letters_or_other_margins_prints_two_sheets_too(
    opened: Opened, newest_site: str, area: str
) -> None:
    page = opened(f"{newest_site}/areas/{area}/pack")
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    assert sizes_of(page.pdf(format="A4", margin=margins)) == TWO_OF_A4  # type: ignore[arg-type]
    page.evaluate(WIDER)
    assert sizes_of(page.pdf(format="A4")) == TWO_OF_A4


def test_what_is_told_is_printed_in_large_type_and_in_black(opened: Opened, newest_site: str) -> None:
    page = opened(f"{newest_site}/areas/camden/pack", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(SMALLEST) >= 14
    _, second = texts_of(page.pdf(format="A4"))
    assert "Address: " in second and "They are not accredited official statistics." in second
    assert "About these statistics" not in second


def test_the_second_sheet_begins_with_a_measure_or_a_heading(opened: Opened, newest_site: str) -> None:
    _, second = texts_of(opened(f"{newest_site}/areas/camden/pack").pdf(format="A4"))
    assert second.startswith("Confidence in police, good job local")
