"""Pages on a phone, magnified, and with wide spaces: nothing runs over, is cut off or too small to hit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.kinds import OPEN_ALL, Opened, every_page

# 1280 pixels at 400% leave 320, the narrowest that WCAG 1.4.10 asks for.
MAGNIFIED = 320
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is scrolled sideways: the frame of a table or of the map, with a name and in reach of the keyboard, or a fault.
SCROLLED = """[...document.querySelectorAll('body *')]
  .filter(e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth)
  .filter(e => e.tabIndex !== 0 || e.getAttribute('role') !== 'region'
    || !(e.ariaLabel || e.getAttribute('aria-labelledby')) || !e.querySelector('table, .map'))
  .map(e => e.outerHTML.slice(0, 80))"""
# Links in a line of text are let off by WCAG 2.5.8; whatever stands alone has to be 24 by 24.
SMALL_TARGETS = """[...document.querySelectorAll('button, select, input, summary, nav a, .glance a, .map a, .skip')]
  .filter(e => e.checkVisibility()).map(e => [e.textContent, e.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 24 || box.height < 24).map(([text, _]) => text)"""
# The spaces of WCAG 1.4.12.
SPACES = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }"""
# Text that its own box hides, or that lies over the edge of the window. What is there for readers of the screen
# alone is clipped on purpose.
CUT_OFF = """[...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, a, button, label, summary, th, td, caption')]
  .filter(e => e.checkVisibility() && !e.closest('.unseen') && getComputedStyle(e).clipPath === 'none')
  .filter(e => getComputedStyle(e).overflow !== 'visible' && getComputedStyle(e).display !== 'inline'
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map(e => e.outerHTML.slice(0, 80))"""
# Two pieces of text that lie over each other.
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('main :is(h1, h2, h3, p, dt, dd, label, summary, button, td, th)')]
    .filter(e => e.checkVisibility() && e.innerText.trim() && !e.closest('svg, .unseen, .skip, .explore'))
    .filter(e => getComputedStyle(e).clipPath === 'none' && getComputedStyle(e).position !== 'absolute')
    .slice(0, 250).map(e => [e, e.getBoundingClientRect()]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return boxes.flatMap(([e, box], at) => boxes.slice(at + 1, at + 12)
    .filter(([other, its]) => !e.contains(other) && !other.contains(e) && over(box, its))
    .map(([other]) => [e.innerText.slice(0, 40), other.innerText.slice(0, 40)]));
})()"""


@every_page
def test_at_400_per_cent_only_tables_scroll_sideways_and_all_that_is_pressed_can_be_hit(
    opened: Opened, path: str
) -> None:
    page = opened(path, MAGNIFIED)
    page.evaluate(OPEN_ALL)
    faults = [page.evaluate(script) for script in (OVERFLOW, SCROLLED, SMALL_TARGETS)]
    assert faults == [0, [], []]


@every_page
def test_with_wide_spaces_between_letters_words_and_lines_no_text_is_lost(opened: Opened, path: str) -> None:
    page = opened(path, 360, bypass_csp=True)
    page.add_style_tag(content=SPACES)
    page.evaluate(OPEN_ALL)
    faults = [page.evaluate(script) for script in (OVERFLOW, SCROLLED, CUT_OFF, OVERLAPS)]
    assert faults == [0, [], [], []]


# The first screen ------------------------------------------------------------------------------------------

# What a reader meets without scrolling, and the size of its text.
FIRST_SCREEN = """[...document.querySelectorAll('main :is(h1, p, dt, .by)')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().bottom <= innerHeight)
  .map(e => [e.innerText.replaceAll('\\n', ' '), parseFloat(getComputedStyle(e).fontSize)])"""


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_the_first_screen_says_how_many_got_better_or_worse_and_has_figures(
    opened: Opened, width: int, height: int
) -> None:
    page = opened("/", width, height=height)
    lines: list[list[Any]] = page.evaluate(FIRST_SCREEN)
    texts = [text for text, _ in lines]
    largest = max(lines, key=lambda line: line[1])[0]
    assert re.match(r"Of \d+ measures with figures, ", largest)
    assert any(re.match(r"\d+%, ", text) for text in texts)
    assert not any("safe city" in text for text in texts[:3])
    sizes = page.evaluate(
        "(s => [s('.count'), s('.vision')])(q => parseFloat(getComputedStyle(document.querySelector(q)).fontSize))"
    )
    assert sizes[0] > sizes[1]
