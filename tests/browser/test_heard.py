"""What a screen reader is given, in the order in which it reads: the browser's own tree of a page for such readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import Opened

NAMED = {"heading", "link", "image", "button", "DisclosureTriangle", "textbox", "combobox", "application"}
READ = {*NAMED, "StaticText"}
# Signs that are there for the eye: their words stand beside them.
SIGNS = {*"↑→↓▲▼+=", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"}
Node = Mapping[str, Any]


def heard(page: Page) -> list[tuple[str, str]]:
    """What is read of a page, in order: the role and the name of each part. What is inside a named part is not."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return list(_below(nodes[0], {node["nodeId"]: node for node in nodes}))


def _below(node: Node, nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    role, name = (node.get(part, {}).get("value", "") for part in ("role", "name"))
    if not node["ignored"] and role in READ and name.strip():
        yield role, " ".join(name.split())
        if role in NAMED:
            return
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _below(nodes[child], nodes)


def test_the_first_page_begins_with_what_got_better_or_worse_and_each_figure_with_its_period_and_word(
    opened: Opened,
) -> None:
    page = heard(opened("/", 360))
    start = page.index(("heading", "At a glance"))
    assert page[start : start + 10] == [
        ("heading", "At a glance"),
        ("StaticText", "Of 6 measures with figures, 3 got worse, 1 got better and 2 show no clear change."),
        ("StaticText", "Better"),
        ("link", "Worry about crime"),
        ("StaticText", "44%, Q3 2023/24 (October to December 2023)."),
        ("StaticText", "4.0 percentage points lower than in the same quarter a year before"),
        ("StaticText", "Worse"),
        ("link", "Violence with injury offences"),
        ("StaticText", "November 2023 to January 2024: 19,154, against 18,176."),
        ("StaticText", "5.4% more than in the same three months a year before"),
    ]
    tile = page.index(("heading", "Trust in police"))
    assert [name for _, name in page[tile : tile + 10]] == [
        "Trust in police",
        "69%",
        "of residents said that they trust the Metropolitan Police",
        "12 months to December 2023",
        "Provisional",
        "Worse",
        "2.0 percentage points lower than in the twelve months before",
        "Change on previous quarter:",
        "-1.0 p.p.",
        "(down 1.0 percentage point, from 70% in the 12 months to September 2023)",
    ]


@pytest.mark.parametrize(
    "path",
    ["/", "/outcomes/violence", "/measures/homicide", "/areas", "/areas/camden", "/releases", "/data"],
)
def test_nothing_is_read_that_is_a_sign_alone_and_every_drawing_and_control_has_a_name(
    opened: Opened, path: str
) -> None:
    page = opened(path)
    read = heard(page)
    signs = [name for _, name in read if set(name) <= SIGNS or (name[0] in SIGNS and name[1:2] == " ")]
    assert signs == []
    drawings = page.locator("svg:visible:not([aria-hidden=true])").count()
    assert sum(role == "image" for role, _ in read) >= drawings
    assert len(read) > 40


def test_a_chart_says_where_its_line_begins_and_ends(opened: Opened) -> None:
    drawings = [name for role, name in heard(opened("/measures/trust-in-police")) if role == "image"]
    assert drawings[0].startswith("Trust in police, London (Metropolitan Police area)")
    assert "A line from 86% (12 months to March 2016) to 69% (12 months to December 2023" in drawings[0]
