"""Light, dark, forced colours, less motion: lines, arrows and the map are told apart in all of them."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.browser.kinds import OPEN_ALL, Opened

# The contrast of two colours as WCAG 2.2 defines it, measured on what the browser computed.
CONTRAST = """([selector, property]) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return 'white';
  };
  return [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => {
    const style = getComputedStyle(e), colour = style[property];
    const [a, b] = [light(colour), light(ground(e))].sort((x, y) => y - x);
    return (a + .05) / (b + .05);
  });
}"""
CHART_LINES = ":is(.line, .dots, .end, .break, .behind, .limit, .middle, .mark)"
LOOKS_OF_TILE = """[...document.querySelectorAll('.swatch')].map(e => {
  const s = getComputedStyle(e); return [e.textContent, s.borderStyle, s.borderWidth, s.backgroundColor].join() })"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/measures/violence-with-injury?area=camden",
        "/outcomes/violence",
        "/areas/compare?area=camden&area=brent",
    ],
)
def test_the_lines_of_charts_stand_out_from_their_ground(opened: Opened, path: str, scheme: str) -> None:
    page = opened(path, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    ratios = page.evaluate(CONTRAST, [f"svg {CHART_LINES}", "stroke"])
    assert len(ratios) > 3
    assert min(ratios) >= 3


def test_a_break_stands_out_too(opened: Opened, later_site: str) -> None:
    page = opened(f"{later_site}/measures/violence-with-injury")
    assert min(page.evaluate(CONTRAST, ["svg .break", "stroke"])) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_what_can_be_filled_in_stands_out(opened: Opened, scheme: str) -> None:
    ratios = opened("/areas", color_scheme=scheme).evaluate(
        CONTRAST, [":is(input, select)", "borderTopColor"]
    )
    assert ratios
    assert min(ratios) >= 3


def test_forced_colours_keep_the_line_and_the_arrow(opened: Opened) -> None:
    page = opened("/measures/homicide", forced_colors="active")
    line = "getComputedStyle(document.querySelector('svg.wide .line')).stroke"
    assert page.evaluate(line) == page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("getComputedStyle(document.querySelector('.change .arrow')).borderStyle") == "solid"


@pytest.mark.parametrize("address", ["/", "/areas", "/measures/homicide"])
def test_forced_colours_keep_the_words_of_buttons_apart_from_their_ground(
    opened: Opened, address: str
) -> None:
    page = opened(address, forced_colors="active")
    buttons = page.evaluate(
        """[...document.querySelectorAll('main button')].filter(button => button.checkVisibility())
             .map(button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor])"""
    )
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert buttons
    assert [pair for pair in buttons if pair[0] == pair[1] or pair[0] == canvas] == []


CONTROLS = ":is(a, button, summary, input, select, textarea, [tabindex='0'])"


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/outcomes/violence", "/measures/violence-with-injury?view=boroughs", "/measures/homicide"),
        *("/areas", "/areas/camden", "/areas/compare?area=camden", "/search?q=camden", "/releases", "/data"),
        "/as-at/2023-24-q3/",
    ],
)
def test_forced_colours_leave_the_text_of_every_control_readable(opened: Opened, path: str) -> None:
    page = opened(path, forced_colors="active")
    page.evaluate(OPEN_ALL)
    words = page.evaluate(CONTRAST, [CONTROLS, "color"])
    assert len(words) > 15
    assert min(words) >= 4.5
    ratios = page.evaluate(CONTRAST, ["svg :is(text, .label, .end-label)", "fill"])
    assert [ratio for ratio in ratios if ratio < 4.5] == []


@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_standings_on_the_map_are_told_apart_by_sign_and_border(opened: Opened, forced: str) -> None:
    looks = opened("/areas", forced_colors=forced).evaluate(LOOKS_OF_TILE)
    assert len(looks) >= 3
    assert [
        pair for pair in combinations([look.split(",")[0] for look in looks], 2) if len(set(pair)) < 2
    ] == []
    assert len(set(looks)) == len(looks)


def test_several_lines_on_one_chart_differ_in_dash_or_weight_and_have_names(opened: Opened) -> None:
    looks = """[...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('svg.wide .line')]
      .filter(e => e.checkVisibility()).map(e => { const s = getComputedStyle(e);
        return [e.getAttribute('class'), s.strokeDasharray, s.strokeWidth].join() }))"""
    for path in ("/areas/compare?area=camden&area=brent", "/outcomes/feel-safer"):
        for figure in opened(path, forced_colors="active").evaluate(looks):
            names = {look.split(",")[0] for look in figure}
            assert len({look.split(",", 1)[1] for look in figure}) == len(names)


def test_who_wants_less_motion_gets_none(opened: Opened) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    scroll_styles = [
        opened("/", reduced_motion=wish).evaluate(behaviour) for wish in ("reduce", "no-preference")
    ]
    assert scroll_styles == ["auto", "smooth"]
    turning = """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
      return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 }).length"""
    assert opened("/", reduced_motion="reduce").evaluate(turning) == 0
