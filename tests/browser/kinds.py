"""One address of each kind of page, and of each state that it can be in; and how a page is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.running import PATIENCE_SECONDS

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
    "/search?q=camden",
    "/privacy",
    "/areas?measure=trust-in-police&find=bar",
    "/areas?show=change",
    "/areas/camden",
    "/areas/hillingdon?find=hillington",
    "/areas/south-west",
    "/areas/city-of-london",
    "/areas/camden/pack",
    "/areas/south-west/pack",
    "/areas/compare",
    "/areas/compare?area=camden&area=islington&area=hackney&area=south-west",
    "/releases",
    "/releases/2023-24-q3",
    "/as-at/2023-24-q3/",
    "/as-at/2023-24-q3/measures/homicide",
    "/as-at/2023-24-q3/areas/camden",
    "/as-at/2023-24-q3/areas/camden/pack",
    "/about",
    "/about/record",
    "/claims",
    "/data",
    "/api",
    "/accessibility",
    MISSING,
]
# What only a later release shows: a break, figures withheld, a view that begins after the break, boundaries.
LATER_PAGES = [
    "/",
    "/outcomes/violence",
    "/measures/violence-with-injury",
    "/measures/violence-with-injury?from=2024-03",
    "/measures/violence-with-injury?view=boroughs",
    "/measures/homicide?dimension=age-group",
    "/areas",
    "/areas?map=boundaries",
    "/areas?map=boundaries&show=change&measure=trust-in-police",
    "/areas/camden",
    "/areas/camden/pack",
    "/claims",
]
# What the newest release that ships is the first to show: promises, inspections, duties, and packs made of them.
NEWEST_PAGES = [
    "/trackers",
    "/trackers/governance-improvement-plan",
    "/trackers/oversight-milestones",
    "/trackers/oversight-milestones?status=complete&words=dashboard",
    "/trackers/oversight-milestones/2-9-2",
    "/inspections",
    "/duties",
    "/oversight",
    "/packs/joint-audit-panel-2026-10-01",
    "/areas/camden/pack",
    "/frameworks/mopac-partnership",
]
every_page = pytest.mark.parametrize("path", PAGES)
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"

# As it is a moment after it was painted: what lies far below on a phone is laid out then.
LAID_OUT = "document.getAnimations().forEach((movement) => movement.finish())"


class Look(NamedTuple):
    """How a reader's device shows a page."""

    width: int
    scheme: Scheme = "light"
    forced: bool = False

    def put_on(self, page: Page) -> None:
        page.set_viewport_size({"width": self.width, "height": 800})
        page.emulate_media(color_scheme=self.scheme, forced_colors="active" if self.forced else "none")
        page.evaluate(LAID_OUT)


SCHEMES: tuple[tuple[Scheme, bool], ...] = (("light", False), ("dark", False), ("light", True))
LOOKS = [Look(width, scheme, forced) for width in (360, 1280) for scheme, forced in SCHEMES]


def until(page: Page, expression: str) -> None:
    """Waits for an expression to be true on a page; Playwright's own way needs what our security policy forbids."""
    for _ in range(PATIENCE_SECONDS * 20):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to be: {expression}")
