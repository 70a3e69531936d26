"""What stands around every page: the site's name, the ways to go, and the small print."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from pages._parts.addresses import ABOUT, ACCESSIBILITY, HOME, RELEASES, release_address
from pages._parts.context import View, current_view
from pages._parts.sections import marks
from pages._parts.words import (
    NAV_ABOUT,
    NAV_ACCESSIBILITY,
    NAV_OUTCOMES,
    NAV_RELEASES,
    PREVIEW,
    SKIP,
    moment,
)

Told = str | Component | list[str | Component]

WAYS = (
    (HOME, NAV_OUTCOMES),
    (RELEASES, NAV_RELEASES),
    (ABOUT, NAV_ABOUT),
    (ACCESSIBILITY, NAV_ACCESSIBILITY),
)


def document_title(title: str) -> str:
    """A page's title with the site's name behind it, as browser tabs and search results show it."""
    return f"{title} – {current_view().release.config.site.title}"


def skip_link() -> Component:
    """The first stop of the keyboard."""
    return html.A(SKIP, href="#main", className="skip")


def banner(path: str) -> Component | None:
    """What stands above all else where a page is not the current one: frozen, or not published at all."""
    view = current_view()
    match view.kind:
        case "preview":
            said: Told = html.Strong(PREVIEW)
        case "as-at":
            said = _frozen(view, path)
        case _:
            return None
    inside = html.P(said, className="band")
    return html.Aside(inside, className=f"banner {view.kind}", **marks(aria_label="About this page"))


def _frozen(view: View, path: str) -> Told:
    release = view.release
    return [
        html.Strong(f"As published with release {release.title} on {moment(release.published_at)}."),
        " This page is frozen, and figures may have been revised since. ",
        html.A("See this page as it is now", href=path),
        " or ",
        html.A("what became of this release", href=release_address(release.id)),
        ".",
    ]


def header(path: str) -> Component:
    """The site's name and the ways to go, the present page marked."""
    name = html.A(current_view().release.config.site.title, href=HOME, className="site-name")
    ways = [html.Li(_way(address, label, path)) for address, label in WAYS]
    nav = html.Nav(html.Ul(ways), **marks(aria_label="Main"))
    return html.Header(html.Div([name, nav], className="band"), className="site-header")


def _way(address: str, label: str, path: str) -> Component:
    current = marks(aria_current="page") if address == path else {}
    return html.A(label, href=address, **current)


def footer(release_title: str) -> Component:
    """The nine things that the statistics regulator asks every dashboard to say, in short."""
    site = current_view().release.config.site
    heading = html.H2("About these statistics", id="small-print")
    facts = html.Dl([html.Div([html.Dt(term), html.Dd(told)]) for term, told in _facts(release_title)])
    inside = html.Div([heading, facts, html.P(site.attribution, className="attribution")], className="band")
    return html.Footer(inside, className="site-footer")


def _facts(release_title: str) -> list[tuple[str, Told]]:
    release = current_view().release
    site = release.config.site
    return [
        ("Producer and sources", [f"{site.producer}. ", _more("sources", "Sources of each measure")]),
        ("Status", site.statistics_status),
        ("Strengths and limits", _more("limits", "What the figures can and cannot tell")),
        ("Revisions and corrections", _revisions()),
        ("Coherence", _more("coherence", "How they fit with other figures")),
        ("Release", _release(release_title)),
        ("Plan to maintain", _more("plan", "How this site is kept up")),
        ("Accessibility", html.A("Accessibility statement", href=ACCESSIBILITY)),
        ("Contact", f"{site.contact}."),
    ]


def _release(release_title: str) -> list[str | Component]:
    release = current_view().release
    when = f"{release_title}, published on {moment(release.published_at)}."
    return [
        f"{when} {release.config.site.update_schedule} ",
        _more("updates", "Updates and other formats"),
    ]


def _revisions() -> list[str | Component]:
    return [_more("revisions", "When a figure changes"), ". ", html.A("What was revised", href=RELEASES)]


def _more(part: str, label: str) -> Component:
    return html.A(label, href=f"{ABOUT}#{part}")
