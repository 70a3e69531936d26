"""One address of each kind of page, and of each state that it can be in; and how axe looks at a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

Opened = Callable[..., Page]
Scheme = Literal["light", "dark"]

MISSING = "/measures/homicid"
EMBEDDED = "/embed/homicide"
PAGES = [
    "/",
    "/outcomes/safer",
    "/outcomes/feel-safer",
    "/outcomes/victims",
    "/outcomes/violence",
    "/outcomes/trust",
    "/outcomes/exploitation",
    "/measures/crime-prevalence",
    "/measures/victim-satisfaction?dimension=reporting-route",
    "/measures/homicide",
    "/measures/homicide?dimension=age-group",
    "/measures/homicide/made",
    "/measures/violence-with-injury?comparison=same-period-last-year&from=2022-01&to=2023-06",
    "/measures/violence-with-injury?view=boroughs",
    "/measures/trust-in-police?area=camden",
    "/measures/exploitation-and-harm",
    "/areas",
    "/areas?measure=trust-in-police&find=bar",
    "/areas/camden",
    "/areas/hillingdon?find=hillington",
    "/areas/south-west",
    "/areas/city-of-london",
    "/areas/compare",
    "/areas/compare?area=camden&area=islington&area=hackney&area=south-west",
    "/releases",
    "/releases/2023-24-q3",
    "/as-at/2023-24-q3/",
    "/as-at/2023-24-q3/measures/homicide",
    "/as-at/2023-24-q3/areas/camden",
    "/about",
    "/about/record",
    "/data",
    "/accessibility",
    MISSING,
]
# What only a later release shows: a break, figures withheld, a view that begins after the break.
LATER_PAGES = [
    "/",
    "/outcomes/violence",
    "/measures/violence-with-injury",
    "/measures/violence-with-injury?from=2024-03",
    "/measures/violence-with-injury?view=boroughs",
    "/measures/homicide?dimension=age-group",
    "/areas",
    "/areas/camden",
]
every_page = pytest.mark.parametrize("path", PAGES)
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


class Look(NamedTuple):
    """How a reader's device shows a page."""

    width: int
    scheme: Scheme = "light"
    forced: bool = False

    def put_on(self, page: Page) -> None:
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(color_scheme=self.scheme, forced_colors="active" if self.forced else "none")


SCHEMES: tuple[tuple[Scheme, bool], ...] = (("light", False), ("dark", False), ("light", True))
LOOKS = [Look(width, scheme, forced) for width in (360, 1280) for scheme, forced in SCHEMES]

AXE = AXE_FILE_PATH
AXE_OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
# Of all rules those that look at colours; the others look at what is there, what of it is seen, and where.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# The rows of a table are alike: of each, three stand for all. The others keep the columns as wide as they are.
FEWER_ROWS = """document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(
  row => { row.style.visibility = 'collapse' })"""
RUN_AXE = """options => axe.run(document, options).then(found => found.violations.flatMap(
  fault => fault.nodes.map(node => [fault.id, node.html.slice(0, 120)])))"""
# All that rules other than those of colours can see of a page.
ARRANGEMENT = """() => document.documentElement.outerHTML + [...document.querySelectorAll('*')].map(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return [e.checkVisibility({ opacityProperty: true, visibilityProperty: true }), style.display, style.position,
    style.overflow, style.fontSize, style.textIndent, style.clip, style.clipPath, style.pointerEvents,
    getComputedStyle(e, '::before').content, getComputedStyle(e, '::after').content,
    box.x, box.y, box.width, box.height,
    e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight].join() }).join('\\n')"""


def faults(page: Page) -> list[Any]:
    """What axe finds amiss on a page whose window has axe in it already."""
    return _faults(page, AXE_OPTIONS)


def faults_of_colours(page: Page) -> list[Any]:
    """The same, by the rules that look at colours alone."""
    return _faults(page, AXE_OPTIONS | {"runOnly": {"type": "rule", "values": COLOUR_RULES}})


def _faults(page: Page, options: dict[str, Any]) -> list[Any]:
    page.evaluate(FEWER_ROWS)
    found: list[Any] = page.evaluate(RUN_AXE, options)
    return found
