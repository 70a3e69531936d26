"""What stands around every page: the site's name, the ways to go, and the small print."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.days import moment
from components.site import words
from components.site.contact import contact_content
from components.site.context import View, current_view
from components.site.dates import late_sentences
from components.site.urls import (
    ABOUT,
    ACCESSIBILITY,
    CLAIMS,
    DATA,
    DUTIES,
    HOME,
    INSPECTIONS,
    LOGO,
    MEASURES,
    OVERSIGHT,
    PRIVACY,
    RELEASES,
    filled,
    release_address,
)
from components.site.words import FORMATS, PREVIEW, SKIP
from metrics.language import say
from metrics.releasing.published import find

Content = str | Component | list[str | Component]


ON_A_SCREEN = "@media screen"


def language_of_site() -> str:
    """The language that the site declares, in which its frame is."""
    return current_view().release.config.site.language


def document_title(title: str) -> str:
    """A page's title with the site's name behind it, as browser tabs and search results show it."""
    return f"{page_title(title)} – {current_view().release.config.site.title}"


def page_title(title: str) -> str:
    """A page's own title. A frozen page names its release."""
    view = current_view()
    if view.kind != "as-at":
        return title
    return say(words.TITLE_AS_PUBLISHED, title=title, release=view.release.title)


def skip_link() -> Component:
    """The first stop of the keyboard."""
    return html.A(say(SKIP), href="#main", className="skip")


def banner(path: str) -> Component | None:
    """What stands above all else where a page is not the current one: frozen, or not published at all."""
    view = current_view()
    match view.kind:
        case "preview":
            content: Content = _preview(view)
        case "as-at":
            content = _frozen(view, path)
        case _:
            return None
    inside = html.P(content, className="band")
    return html.Aside(inside, className=f"banner {view.kind}", **marks(aria_label=say(words.ABOUT_THIS_PAGE)))


def _preview(view: View) -> Content:
    """That it is not published, and where that is known which release it will be, when and with what note."""
    own = find(view.past, view.release.id)
    if own is None or view.release.id != view.to_come:
        return html.Strong(say(PREVIEW))
    coming = say(words.WILL_BE, release=own.title, id=own.id, when=moment(own.at))
    notices = [say(words.WITH_CORRECTION, text=notice.text) for notice in own.corrections]
    note = [say(words.WITH_NOTE, text=own.note)] if own.note else []
    return [html.Strong(say(PREVIEW)), f". {' '.join([coming, *note, *notices])}"]


def _corrected(view: View) -> list[str | Component]:
    """That a later release corrects this one: what it says of that, and the way to it."""
    correcting = view.corrected_by
    if correcting is None:
        return []
    texts = " ".join(notice.text for notice in correcting.corrections)
    name = say(words.CORRECTS_THIS, release=correcting.title)
    return [html.Strong([html.A(name, href=release_address(correcting.id)), f": {texts}"]), " "]


def _frozen(view: View, path: str) -> Content:
    release = view.release
    return [
        *_corrected(view),
        html.Strong(say(words.FROZEN, release=release.title, when=moment(release.published_at))),
        f" {say(words.MAY_BE_REVISED)} ",
        html.A(say(words.AS_IT_IS_NOW), href=path or HOME),
        f" {say(words.OR)} ",
        html.A(say(words.WHAT_BECAME), href=release_address(release.id)),
        ".",
    ]


def header(path: str) -> Component:
    """The site's name and the ways to go, the present page marked."""
    view = current_view()
    name = html.A([*_logo(view), view.release.config.site.title], href=HOME, className="site-name")
    ways = [html.Li(_way(address, label, path)) for address, label in view.navigation]
    nav = html.Nav(html.Ul(ways), **marks(aria_label=say(words.MAIN_WAYS)))
    return html.Header(html.Div([name, nav], className="band"), className="site-header")


def colours() -> str:
    """The rules of a stylesheet for the colours that the site declares, on a screen: of its header and first band.

    All words in them are in the declared colour of text, whose contrast was checked.
    """
    declared = current_view().release.config.site.colours
    if declared is None:
        return ""
    ground, text = declared.header, declared.text
    own = f"--night:{ground};--on-night:{text};--soft-night:{text};--rule-night:{text}"
    rule = f".site-header,.opening{{{own};background:{ground};color:{text}}}"
    return f"{ON_A_SCREEN}{{{rule}}}"


def _logo(view: View) -> list[Component]:
    """The site's logo, where it has one."""
    logo = view.release.config.site.logo
    if logo is None or not logo.data:
        return []
    return [html.Img(src=filled(LOGO, logo.ending), alt=logo.alt, className="logo")]


def _way(address: str, label: str, path: str) -> Component:
    current = marks(aria_current="page") if address == path else {}
    return html.A(say(label), href=address, **current)


def footer(release_title: str, path: str) -> Component:
    """The nine things that the statistics regulator asks every dashboard to say, in short."""
    site = current_view().release.config.site
    heading = html.H2(say(words.SMALL_PRINT), id="small-print")
    facts = html.Dl([html.Div([html.Dt(term), html.Dd(content)]) for term, content in _facts(release_title)])
    source = html.P(site.attribution, className="attribution")
    inside = html.Div([heading, facts, source, _stamp(release_title, path)], className="band")
    return html.Footer(inside, className="site-footer")


def _stamp(release_title: str, path: str) -> Component:
    """On paper alone: which page of which release this is, and where. A frozen page says its frozen address."""
    view = current_view()
    before = f"{view.site_address}{view.prefix}"
    stamp = say(words.STAMP, release=release_title, when=moment(view.release.published_at))
    address = say(words.STAMP_ADDRESS, path=f"{before}{path}") if path else ""
    return html.P(f"{stamp}{address}", className="stamp")


def _facts(release_title: str) -> list[tuple[str, Content]]:
    release = current_view().release
    site = release.config.site
    return [
        (say(words.PRODUCER), [f"{site.producer}. ", _more("sources", say(words.SOURCES))]),
        (say(words.STATUS), site.statistics_status),
        (say(words.LIMITS), _more("limits", say(words.LIMITS_LINK))),
        (say(words.REVISIONS), _revisions()),
        (say(words.COHERENCE), [_more("coherence", say(words.COHERENCE_LINK)), *_claims()]),
        (say(words.RELEASE), _release(release_title)),
        (say(words.PLAN), [_more("plan", say(words.PLAN_LINK)), *_oversight()]),
        (
            say(words.ACCESSIBILITY),
            [
                html.A(say(words.STATEMENT), href=ACCESSIBILITY),
                ". ",
                html.A(say(words.PRIVACY), href=PRIVACY),
            ],
        ),
        (say(words.CONTACT), contact_content(site.contact)),
    ]


def _release(release_title: str) -> list[str | Component]:
    release = current_view().release
    when = say(words.RELEASE_AND_DAY, release=release_title, when=moment(release.published_at))
    return [
        f"{' '.join([when, *late_sentences(current_view())])} {release.config.site.update_schedule} ",
        *_inspections(),
        _more("updates", say(words.UPDATES)),
        ". ",
        html.A(say(words.MEASURES_TITLE), href=MEASURES),
        ". ",
        html.A(say(FORMATS), href=DATA),
    ]


def _claims() -> list[str | Component]:
    """The way to the claims, where any are declared."""
    if not current_view().release.config.claims:
        return []
    return [". ", html.A(say(words.CLAIMS_LINK), href=CLAIMS)]


def _inspections() -> list[str | Component]:
    """The way to inspections, where there are any."""
    if not current_view().release.inspections:
        return []
    return [html.A(say(words.INSPECTIONS_LINK), href=INSPECTIONS), ". "]


def _oversight() -> list[str | Component]:
    """The ways to who holds whom to account, and to duties to publish, where any are declared."""
    config = current_view().release.config
    ways: list[str | Component] = []
    if config.bodies:
        ways += [html.Br(), html.A(say(words.OVERSIGHT_LINK), href=OVERSIGHT)]
    if config.duties:
        ways += [html.Br(), html.A(say(words.DUTIES_LINK), href=DUTIES)]
    return ways


def _revisions() -> list[str | Component]:
    return [
        _more("revisions", say(words.REVISIONS_LINK)),
        ". ",
        html.A(say(words.WHAT_WAS_REVISED), href=RELEASES),
    ]


def _more(part: str, label: str) -> Component:
    return html.A(label, href=f"{ABOUT}#{part}")
