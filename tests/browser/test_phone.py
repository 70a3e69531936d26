"""A narrow phone, 360 pixels wide: names are whole, letters are large enough, heads of tables are short."""

from __future__ import annotations

import pytest

from tests.browser.kinds import Opened

PHONE = 360
LEAST_PIXELS = 12
MOST_LINES = 3
NAMES = """[...document.querySelectorAll('.map a span:first-child')].map(e => {
  const { width, height } = e.getBoundingClientRect();
  return [e.textContent, parseFloat(getComputedStyle(e).fontSize), width > 1 && height > 1,
          e.scrollWidth <= e.closest('a').clientWidth] })"""
LINES = """[...document.querySelectorAll('thead th')].filter(e => e.checkVisibility()).map(e => {
  const range = document.createRange(); range.selectNodeContents(e);
  return [e.textContent, new Set([...range.getClientRects()].map(box => Math.round(box.top))).size] })"""


def test_the_map_names_each_district_whole_and_scrolls_in_its_own_place(opened: Opened) -> None:
    page = opened("/areas", PHONE)
    names = page.evaluate(NAMES)
    assert len(names) == 33
    assert [name for name, size, seen, fits in names if size < LEAST_PIXELS or not seen or not fits] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    havering = page.get_by_role("link", name="Havering")
    havering.first.focus()
    assert page.evaluate("document.querySelector('.map').parentElement.scrollLeft") > 0


@pytest.mark.parametrize(
    "path",
    [
        "/areas",
        "/areas/camden",
        "/areas/central-west",
        "/areas/compare?area=camden&area=islington&area=hackney",
        "/measures/violence-with-injury",
        "/measures/homicide",
        "/measures/trust-in-police?view=boroughs",
        "/outcomes/trust",
        "/releases/2023-24-q3",
    ],
)
def test_no_head_of_a_table_takes_more_than_three_lines(opened: Opened, path: str) -> None:
    page = opened(path, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    heads = page.evaluate(LINES)
    assert heads
    assert [head for head in heads if head[1] > MOST_LINES] == []


# How what lies far below the first screen is laid out: at first, and once its moment has come.
FAR_BELOW = """() => {
  const styles = () => [...new Set([...document.querySelectorAll('.outcomes .tile, .standing ~ .note, .site-footer')]
    .map(e => getComputedStyle(e).contentVisibility))];
  const each = document.getAnimations().filter(it => it.animationName === 'laid-out');
  each.forEach(it => { it.pause(); it.currentTime = 0; });
  const first = styles();
  each.forEach(it => it.finish());
  return [each.length > 0, first, styles()];
}"""


@pytest.mark.parametrize("path", ["/", "/measures/violence-with-injury"])
def test_what_lies_far_below_is_laid_out_a_moment_later_on_phones_alone(opened: Opened, path: str) -> None:
    page = opened(path, PHONE)
    assert page.evaluate(FAR_BELOW) == [True, ["auto"], ["visible"]]
    page.emulate_media(media="print")
    assert page.evaluate(FAR_BELOW) == [False, ["visible"], ["visible"]]
    assert opened(path, 1280).evaluate(FAR_BELOW) == [False, ["visible"], ["visible"]]


# Cells that are not wholly to be seen, or not beside the name of their column; and how each table is read out.
CELLS_CUT = """[...document.querySelectorAll('.blocks tbody :is(th, td)')].filter(e => e.textContent).map(e => {
  const { left, right } = e.getBoundingClientRect(), name = e.dataset.head;
  const said = getComputedStyle(e, '::before').content;
  return [e.textContent, left >= 0 && right <= innerWidth && e.scrollWidth <= e.clientWidth,
          name === undefined || said.includes(name)] }).filter(([, fits, named]) => !fits || !named)"""
IN_BLOCKS = "[...document.querySelectorAll('.blocks tbody tr')].map(e => getComputedStyle(e).display)"
WITH_BLOCKS = (
    "/trackers",
    "/trackers/oversight-milestones",
    "/trackers/governance-improvement-plan",
    "/trackers/oversight-milestones/2-9-2",
    "/inspections",
    "/oversight",
    "/frameworks/mopac-partnership",
)


@pytest.mark.parametrize("path", WITH_BLOCKS)
def test_each_row_of_a_table_in_words_is_a_block_and_nothing_is_cut_off(
    opened: Opened, newest_site: str, path: str
) -> None:
    page = opened(newest_site + path, PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert set(page.evaluate(IN_BLOCKS)) == {"block"}
    assert page.evaluate(CELLS_CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert page.get_by_role("table").first.get_by_role("columnheader").count() >= 2
    page.emulate_media(media="print")
    assert set(page.evaluate(IN_BLOCKS)) == {"table-row"}


def test_a_wide_screen_has_the_same_table_with_its_head(opened: Opened, newest_site: str) -> None:
    page = opened(f"{newest_site}/trackers/oversight-milestones", 1280)
    assert set(page.evaluate(IN_BLOCKS)) == {"table-row"}
    assert page.get_by_role("columnheader", name="Date now").is_visible()
