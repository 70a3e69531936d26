"""A page looks by the style that it holds as it would by the whole stylesheet: in a real browser, of every kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.kinds import LATER_PAGES, NEWEST_PAGES, OPEN_ALL, Opened, every_page
from tests.browser.kinds import MISSING as MISSING_PAGE

# Light and dark, a phone and a desk, paper, and colours that a reader's device forces on every site.
LOOKS: list[tuple[int, dict[str, Any]]] = [
    (360, {"media": "screen", "color_scheme": "light"}),
    (1280, {"media": "screen", "color_scheme": "dark"}),
    (1280, {"media": "screen", "color_scheme": "light", "forced_colors": "active"}),
    (700, {"media": "print", "color_scheme": "light"}),
]
# One page of each kind: the test of rules, which is quick, looks at all.
KINDS = (
    "/",
    "/outcomes/trust",
    "/measures/trust-in-police?area=camden",
    "/areas",
    "/areas/compare",
    "/about",
    MISSING_PAGE,
)
# The whole stylesheet comes beside the page's own style, and is switched on in its place.
BRING_WHOLE = """() => new Promise((done, failed) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: "/assets/site.css", onload: done, onerror: failed });
  document.head.append(link);
})"""
SWITCH = """whole => {
  document.querySelector("head > style").sheet.disabled = whole;
  document.querySelector("link[rel=stylesheet]").sheet.disabled = !whole;
}"""
# Every property of every element, and of what stands before and after it; of those alike, with what they stand in, one.
# It gives those that are another by the page's own style than by the whole stylesheet, and how many were compared.
DIFFERENCES = f"""() => {{
  const alike = new Map();
  const name = (element) => `${{element?.localName}}.${{element?.classList}}`;
  for (const element of document.querySelectorAll("body, body *")) {{
    alike.set(`${{name(element.parentElement)}} > ${{name(element)}}`, element);
  }}
  const of = (element, pseudo) => {{
    const style = getComputedStyle(element, pseudo);
    if (pseudo && style.content === "none") return "";
    return [...style].map((property) => style.getPropertyValue(property)).join(";");
  }};
  const all = () => {{
    document.getAnimations().forEach((movement) => movement.finish());
    return [...alike.values()].map((element) => [null, "::before", "::after"].map((pseudo) => of(element, pseudo)));
  }};
  ({SWITCH})(false);
  const own = all();
  ({SWITCH})(true);
  const whole = all();
  const differing = [...alike.keys()].filter((_, place) => own[place].join() !== whole[place].join());
  return [differing, alike.size];
}}"""
# Selectors of the whole stylesheet that match something, in whatever state and on whatever device, and which the page's
# own style has not with what they declare: with the conditions around them, in their order.
MISSING = r"""() => {
  let depth = 0;
  const step = (rule) => rule instanceof CSSKeyframesRule; // a movement, which every page has
  const parted = (selectors) => [...selectors].reduce((parts, letter) => {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    return letter === "," && !depth ? [...parts, ""] : [...parts.slice(0, -1), parts.at(-1) + letter];
  }, [""]).map((part) => part.trim());
  const rules = (list, around = "") => [...list].flatMap((rule) => rule.selectorText === undefined && !step(rule)
    ? rules(rule.cssRules, `${around}${rule.cssText.split("{")[0]}`)
    : parted(rule.selectorText ?? "html").map((selector) => (
      { selector, text: `${around}${selector}{${rule.style?.cssText ?? rule.cssText}}`.replace(/, /g, ",") })));
  const any = ":is(*)";
  const matches = (selector) => document.querySelector(selector
    .replace(/\[(data-[\w-]+)[^\]]*\]/g, "[$1]")
    .replace(/\[(?!data-)[^\]]*\]/g, any)
    .replace(/::?(before|after|marker|details-content|hover|focus-visible|focus|last-child)\b/g, any)) !== null;
  const own = rules(document.querySelector("head > style").sheet.cssRules).map((rule) => rule.text);
  const whole = rules(document.querySelector("link[rel=stylesheet]").sheet.cssRules);
  let place = 0;
  return whole.filter((rule) => {
    if (own[place] === rule.text) return place++, false;
    return matches(rule.selector);
  }).map((rule) => rule.text).concat(own.slice(place));
}"""


@every_page
def test_no_rule_that_matches_something_in_a_page_is_missing_from_its_style(
    opened: Opened, path: str
) -> None:
    page = opened(path)
    page.evaluate(BRING_WHOLE)
    assert page.evaluate(MISSING) == []


@pytest.mark.parametrize("path", LATER_PAGES)
def test_none_is_missing_of_a_release_with_a_break(opened: Opened, later_site: str, path: str) -> None:
    page = opened(later_site + path)
    page.evaluate(BRING_WHOLE)
    assert page.evaluate(MISSING) == []


@pytest.mark.parametrize("path", NEWEST_PAGES)
def test_none_is_missing_of_promises_and_oversight(opened: Opened, newest_site: str, path: str) -> None:
    page = opened(newest_site + path)
    page.evaluate(BRING_WHOLE)
    assert page.evaluate(MISSING) == []


@pytest.mark.parametrize("path", KINDS)
def test_a_page_looks_by_its_own_style_as_by_the_whole_stylesheet(opened: Opened, path: str) -> None:
    page = opened(path)
    page.evaluate(OPEN_ALL)
    page.evaluate(BRING_WHOLE)
    for width, media in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**media)
        differing, compared = page.evaluate(DIFFERENCES)
        assert (differing, compared > 20) == ([], True)


def test_a_rule_that_is_missing_or_stands_elsewhere_is_noticed(opened: Opened) -> None:
    page = opened("/")
    page.evaluate(BRING_WHOLE)
    page.evaluate("document.querySelector('head > style').sheet.deleteRule(5)")
    assert len(page.evaluate(MISSING)) > 0
    assert page.evaluate(DIFFERENCES)[0] != []


@pytest.mark.parametrize("path", ["/", "/about"])
def test_a_page_lets_no_other_style_in(opened: Opened, path: str) -> None:
    page = opened(path)
    page.evaluate("document.head.insertAdjacentHTML('beforeend', '<style>body { color: red }</style>')")
    page.evaluate("document.body.setAttribute('style', 'background: red')")
    style = page.evaluate(
        "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert style == ["rgb(27, 26, 51)", "rgb(246, 244, 239)"]
