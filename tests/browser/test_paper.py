"""Pages on paper, and saved as PDF: what folds is open, charts are whole, addresses are written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.kinds import Opened

PRINTED = ["/", "/outcomes/violence", "/measures/homicide", "/areas/camden", "/data"]
HIDDEN_ON_PAPER = ["header nav", ".breadcrumb", "form", "button", ".skip", "summary"]
COUNT_VISIBLE = "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).length"
FOLDED = """[...document.querySelectorAll('details > :not(summary)')]
  .filter(e => e.textContent.trim() && !e.closest('form') && e.getBoundingClientRect().height === 0)
  .map(e => e.textContent.slice(0, 60))"""
BREAKS = "selector => [...document.querySelectorAll(selector)].map(e => getComputedStyle(e).breakInside)"
DARK = """[...document.querySelectorAll('body, main, .opening, .site-header, .tile, .graph')]
  .map(e => getComputedStyle(e).backgroundColor).filter(c => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(c))"""
AFTER = "e => getComputedStyle(e, '::after').content"


@pytest.mark.parametrize("path", PRINTED)
def test_paper_shows_what_folds_and_no_ways_to_go(opened: Opened, path: str) -> None:
    page = opened(path, 794, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    counts = {name: page.evaluate(COUNT_VISIBLE, name) for name in HIDDEN_ON_PAPER}
    assert counts == dict.fromkeys(HIDDEN_ON_PAPER, 0)
    assert (page.evaluate(FOLDED), page.evaluate(DARK)) == ([], [])
    assert page.evaluate(COUNT_VISIBLE, "h1, footer dt") == 10


def test_no_chart_and_no_row_is_torn_and_heads_of_tables_are_repeated(opened: Opened) -> None:
    page = opened("/outcomes/violence")
    page.emulate_media(media="print")
    assert set(page.evaluate(BREAKS, "svg, figure > .stage, tr, .tile")) == {"avoid"}
    heads = "[...document.querySelectorAll('thead')].map(e => getComputedStyle(e).display)"
    assert set(page.evaluate(heads)) == {"table-header-group"}


def test_paper_writes_addresses_out_where_they_lead_elsewhere_and_says_its_release(opened: Opened) -> None:
    page = opened("/measures/homicide")
    page.emulate_media(media="print")
    assert "https://" in page.locator("#source + div a").first.evaluate(AFTER)
    assert page.locator(".breadcrumb a, header a").first.evaluate(AFTER) in ("none", "normal")
    stamp = page.locator(".stamp").inner_text()
    assert stamp == "Release Q3 2023/24, published on 8 February 2024 at 9:30am. Address: /measures/homicide"


def test_a_page_is_saved_as_pdf_in_a_few_pages(opened: Opened, tmp_path: Path) -> None:
    saved = opened("/measures/homicide").pdf(format="A4")
    assert saved.startswith(b"%PDF-")
    assert 2 <= saved.count(b"/Type /Page\n") <= 12
