"""The code that is offered for other people's pages holds every tile, at the width offered and in a narrow column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.site.embedding import HEIGHT, HEIGHT_WITH_CHART
from metrics.declared.config import parse_config
from tests.browser.kinds import Opened
from tests.shipped import FIRST_DECLARED

ROOT = Path(__file__).resolve().parents[2]
DECLARED = parse_config(FIRST_DECLARED)[0]
assert DECLARED is not None
MEASURES = [measure.id for measure in DECLARED.measures]
NARROW, OFFERED = 320, 360
NEEDED = "document.documentElement.scrollHeight"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FRAME = re.compile(r'<iframe src="[^"]*(/embed/[^"]+)" title="[^"]+" width="(\d+)" height="(\d+)"')


@pytest.mark.parametrize("width", [NARROW, OFFERED])
@pytest.mark.parametrize(("query", "height"), [("", HEIGHT), ("?chart=yes", HEIGHT_WITH_CHART)])
def test_the_size_that_is_offered_holds_the_tile_of_every_shipped_measure(
    opened: Opened, site: str, query: str, height: int, width: int
) -> None:
    page = opened(f"/embed/{MEASURES[0]}{query}", width, 100)
    needed, sideways = {}, {}
    for measure in MEASURES:
        page.goto(f"{site}/embed/{measure}{query}")
        needed[measure], sideways[measure] = page.evaluate(NEEDED), page.evaluate(SIDEWAYS)
    assert {name: pixels for name, pixels in needed.items() if pixels > height} == {}
    assert set(sideways.values()) == {0}
    assert max(needed.values()) > height * 0.75, "far more room is offered than is needed"


def test_a_measures_page_offers_its_tile_with_the_chart_and_without(opened: Opened) -> None:
    page = opened("/measures/homicide?area=camden")
    page.get_by_text("Show a figure on your own site").click()
    codes = [
        code.inner_text() for code in page.locator("#take-away ~ details pre, #take-away + div pre").all()
    ]
    frames = [FRAME.search(code) for code in codes]
    assert [frame.groups() for frame in frames if frame is not None] == [
        ("/embed/homicide?area=camden", str(OFFERED), str(HEIGHT)),
        ("/embed/homicide?area=camden&amp;chart=yes", str(OFFERED), str(HEIGHT_WITH_CHART)),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chart_in_a_frame_is_drawn_without_breaking_its_policy(
    opened: Opened, site: str, scheme: str
) -> None:
    page = opened("/about", 360, color_scheme=scheme)
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(f"{site}/embed/homicide?chart=yes")
    assert page.locator("figure svg:visible").count() == 1
    line = page.locator("svg:visible .line").evaluate("line => getComputedStyle(line).stroke")
    accent = {"light": "rgb(67, 53, 167)", "dark": "rgb(185, 177, 255)"}
    assert (line, messages) == (accent[scheme], [])
