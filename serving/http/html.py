"""A page as the reader's browser gets it: the component tree that Dash knows, as finished HTML.

The same values give the same bytes: nothing here is random, counts up or asks for the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from typing import Any

from dash.development.base_component import Component

from charts.draw import draw
from components.basics.chart_place import CARRIES_CHART
from components.site import frame
from components.site.urls import FEED
from components.site.words import TRAIL
from metrics.language import language, say, spoken
from serving.http.headers import IN_A_PAGE
from serving.http.stylesheet import Stylesheet, fingerprint_of_style

# Left out on purpose: what runs or loads something, such as Script and Iframe.
TAGS = frozenset(
    (
        *("A", "Abbr", "Address", "Article", "Aside", "B", "Blockquote", "Br", "Button", "Caption", "Cite"),
        *("Code", "Col", "Colgroup", "Dd", "Del", "Details", "Dfn", "Div", "Dl", "Dt", "Em", "Fieldset"),
        *("Figcaption", "Figure", "Footer", "Form", "H1", "H2", "H3", "H4", "H5", "H6", "Header", "Hr", "I"),
        *("Img", "Ins", "Kbd", "Label", "Legend", "Li", "Main", "Mark", "Nav", "Ol", "Optgroup", "Option"),
        *("P", "Pre", "Q", "S", "Samp", "Section", "Select", "Small", "Span", "Strong", "Sub", "Summary"),
        *("Sup", "Table", "Tbody", "Td", "Tfoot", "Th", "Thead", "Time", "Tr", "U", "Ul", "Var", "Wbr"),
    )
)
VOID_TAGS = frozenset({"br", "col", "hr", "img", "input", "wbr"})
HTML_NAMES = {"className": "class", "htmlFor": "for", "acceptCharset": "accept-charset"}
SPELLED_OUT = frozenset({"contentEditable", "draggable", "spellCheck"})
ADDRESSES = frozenset({"href", "src", "action", "formAction"})
FOR_DASH_ALONE = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"})
EXPLORE = "data-explore="
READABLE = "data-lines="
SCHEMES = ("http", "https", "mailto", "tel")
# What stands before the site's own addresses while a frozen page is written.
_prefix: ContextVar[str] = ContextVar("prefix", default="")
# Inside the page, so that no browser asks for one: a ring, for the region, on the night of the site's header.
ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E"
    "%3Crect%20width='16'%20height='16'%20rx='3'%20fill='%231e1a4b'/%3E"
    "%3Ccircle%20cx='8'%20cy='8'%20r='4'%20fill='none'%20stroke='%23fff'%20stroke-width='2'/%3E%3C/svg%3E"
)


def render(node: object) -> str:
    """The HTML of a component, a text, a number, a list of these, or nothing. TypeError for anything else."""
    match node:
        case None | bool():
            return ""
        case str():
            return escape(node, quote=False)
        case int() | float():
            return str(node)
        case list() | tuple():
            return "".join(render(child) for child in node)
        case Component():
            return _component(node)
        case _:
            raise TypeError(f"{type(node).__name__} cannot stand in a page")


def _component(node: Component) -> str:
    name, props = str(node._type), _props(node)
    match node._namespace, name:
        case "dash_html_components", _ if name in TAGS:
            return _element(name.lower(), props)
        case "dash_bootstrap_components", "Table":
            return _element("table", {**props, "className": _classes("table", props)})
        case "dash_bootstrap_components", "Input":
            return _element("input", props)
        case "dash_bootstrap_components", "Breadcrumb":
            return _breadcrumb(props)
        case namespace, _:
            raise TypeError(f"{namespace}.{name} has no HTML here: add it to serving/http/html.py")


def _props(node: Component) -> dict[str, Any]:
    """What a component was given, in Dash's order; ``data-`` and ``aria-`` attributes sorted behind the others.

    It is what ``to_plotly_json`` gives; that looks for every property that there could be, and takes as long as all
    the rest of the writing. Dash itself gives such attributes in another order in each process.
    """
    own = vars(node)
    names = (*filter(own.__contains__, node._prop_names), *sorted(name for name in own if "-" in name))
    return {name: own[name] for name in names}


def _element(tag: str, props: Mapping[str, Any]) -> str:
    attributes = "".join(_attribute(name, value) for name, value in props.items())
    if tag in VOID_TAGS:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{_inside(props)}</{tag}>"


def _inside(props: Mapping[str, Any]) -> str:
    """What an element holds; a drawing first in the place of a chart."""
    drawing = draw(props[CARRIES_CHART], _address) if CARRIES_CHART in props else ""
    return f"{drawing}{render(props.get('children'))}"


def _attribute(name: str, value: object) -> str:
    if name in FOR_DASH_ALONE or name == CARRIES_CHART or value is None:
        return ""
    if name == "style":
        raise TypeError("a style attribute is forbidden by the site's security policy: use a class")
    if isinstance(value, bool):
        return _true_or_false(name, value)
    text = _address(str(value)) if name in ADDRESSES else str(value)
    return f' {_html_name(name)}="{escape(text)}"'


def _true_or_false(name: str, value: bool) -> str:
    """A state that HTML spells out, or an attribute that is there or not."""
    if name in SPELLED_OUT or name.startswith(("aria-", "data-")):
        return f' {_html_name(name)}="{str(value).lower()}"'
    return f" {_html_name(name)}" if value else ""


def _html_name(name: str) -> str:
    return HTML_NAMES.get(name, name.lower())


def _address(address: str) -> str:
    """Where a page leads: a frozen page to frozen pages alone, as far as this site goes."""
    if not _is_safe(address):
        raise ValueError(f"{address} is not an address that a page may lead to")
    ours = address.startswith("/") and not address.startswith(("//", "/as-at/"))
    return f"{_prefix.get()}{address}" if ours else address


def _is_safe(address: str) -> bool:
    """No ``javascript:``: a scheme is one of four, and everything else leads to this site."""
    scheme, colon, _ = address.partition(":")
    return not colon or any(mark in scheme for mark in "/?#") or scheme.lower() in SCHEMES


def _classes(first: str, props: Mapping[str, Any]) -> str:
    return " ".join(name for name in (first, props.get("className")) if name)


def _breadcrumb(props: Mapping[str, Any]) -> str:
    items = "".join(_crumb(item) for item in props.get("items") or [])
    around = "".join(_attribute(name, props[name]) for name in ("id", "className") if name in props)
    return f'<nav{_attribute("aria-label", say(TRAIL))}{around}><ol class="breadcrumb">{items}</ol></nav>'


def _crumb(item: Mapping[str, Any]) -> str:
    label = escape(str(item["label"]), quote=False)
    if item.get("active"):
        return f'<li class="breadcrumb-item active" aria-current="page">{label}</li>'
    return f'<li class="breadcrumb-item"><a{_attribute("href", item["href"])}>{label}</a></li>'


def inside(prefix: str, node: object) -> str:
    """The HTML of a component whose addresses of this site stand behind a prefix."""
    token = _prefix.set(prefix)
    try:
        return render(node)
    finally:
        _prefix.reset(token)


@dataclass(frozen=True)
class Picture:
    """The picture of a page, for who is shown a link to it: its whole address, and what it says in words."""

    address: str
    text: str = ""


def _shared(title: str, card: Picture) -> str:
    """What is shown of a page where somebody shares a link to it (Open Graph; Twitter asks for one word more).

    Its description is the page's own.
    """
    properties = {"title": frame.page_title(title), "image": card.address, "image:alt": card.text}
    metas = (
        f'<meta property="og:{name}" content="{escape(text)}">' for name, text in properties.items() if text
    )
    return "\n".join([*metas, '<meta name="twitter:card" content="summary_large_image">', ""])


def page(  # noqa: PLR0913 - a document has these parts
    *,
    title: str,
    description: str,
    content: object,
    view_release_id: str,
    release_title: str,
    stylesheet: Stylesheet,
    path: str,
    script: str = "",
    readout: str = "",
    prefix: str = "",
    noindex: bool = False,
    card: Picture | None = None,
    dataset: str = "",
) -> str:
    """The whole document. Called inside ``showing(view)``: header and footer speak of the view's site.

    They do so in its language. The content is in the language in force, and says so where that is another.

    ``title`` is the page's own; the site's name is put behind it. The page holds its part of the ``stylesheet``.
    ``path``, ``script`` and ``readout`` are addresses; the first script is named where there is a chart to explore,
    the other where there is one to read figures off. Both stand last: what a reader sees first is read before them.
    ``prefix`` stands before every other address of this site, except in the banner: that leads out of a frozen
    page. ``card`` is the page's picture, ``dataset`` is JSON-LD in which nothing is left that could end its block:
    browsers do not run it.
    """
    body = inside(prefix, content)
    scripts = [
        address for address, mark in ((script, EXPLORE), (readout, READABLE)) if address and mark in body
    ]
    runs = "".join(f"<script{_attribute('src', address)} defer></script>\n" for address in scripts)
    data = f'<script type="application/ld+json">{dataset}</script>\n' if dataset else ""
    release = f'data-release="{escape(view_release_id)}"'
    of_graph = ' property="og:description"' if card else ""
    robots = '<meta name="robots" content="noindex">' if noindex else ""
    own, of_content = frame.language_of_site(), language()
    marked = "" if of_content == own else _attribute("lang", of_content)
    with spoken(own):
        document_body = (
            f"<body {release}>\n{render(frame.skip_link())}\n{render(frame.banner(path))}"
            f"{inside(prefix, frame.header(path))}\n"
            f'<main id="main" tabindex="-1"{marked}>\n{body}\n</main>\n'
            f"{inside(prefix, frame.footer(release_title, path))}\n{data}{runs}</body>\n"
        )
    return (
        f'<!doctype html>\n<html lang="{own}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f"<title{marked}>{render(frame.document_title(title))}</title>\n"
        f'<meta name="description" content="{escape(description)}"{of_graph}>{robots}\n'
        f"{_shared(title, card) if card else ''}"
        f"{_style(stylesheet.part_for(document_body, bool(runs)) + frame.colours(), scripts, script)}"
        f'<link rel="icon" href="{ICON}">\n'
        f'<link rel="alternate" type="application/atom+xml" href="{FEED}">\n</head>\n{document_body}</html>\n'
    )


def _style(style: str, scripts: Sequence[str], of_dash: str) -> str:
    """A page's style, behind the policy that allows it. Where Dash may run, the policy is in the headers alone."""
    policy = "" if of_dash in scripts else policy_element(style, runs_scripts=bool(scripts))
    return f"{policy}<style>{style}</style>\n"


def policy_element(style: str, *, runs_scripts: bool = False) -> str:
    """What allows a style in the page that holds it, and nothing that a page does not need."""
    scripts = "script-src 'self'; " if runs_scripts else ""
    policy = IN_A_PAGE.format(style=fingerprint_of_style(style), scripts=scripts)
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
