"""Claims: each with its sum, what it comes to and why, what the newest release makes of it, and the ways to it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.about import claims_words as words
from components.basics.blocks import bullets, marks, note
from components.basics.days import day
from components.basics.table import table
from components.site.context import View
from components.site.urls import (
    CLAIM_ANCHOR,
    CLAIMS_AS_DATA,
    CLAIMS_COLUMNS,
    CLAIMS_FILE,
    as_at_address,
    claim_address,
    measure_address,
)
from metrics.areas import region_code
from metrics.declared.claim import Claim
from metrics.declared.framework import AnyMeasure
from metrics.figures.claim_sentences import (
    claim_change_text,
    claim_figure_text,
    finding_words,
    stated_text,
)
from metrics.figures.claims import ClaimSum
from metrics.language import say
from metrics.releasing.claim_words import newest_sentences, own_sentences
from metrics.releasing.claims import ClaimCheck, claim_checks, release_of


def checks_of(view: View) -> tuple[ClaimCheck, ...]:
    """The claims that a view can tell of, each worked out."""
    return claim_checks(view.release, view.past, view.opened)


def claims_content(view: View) -> list[Component]:
    """All of the page below its head: each claim, how it is worked out, and the claims as data."""
    claims = [_claim(view, check) for check in checks_of(view)]
    how = [say(text) for text in words.HOW_CLAIMS_TEXTS]
    links = (
        (say(words.CLAIMS_CSV), CLAIMS_FILE),
        (say(words.CLAIMS_COLUMNS), CLAIMS_COLUMNS),
        (say(words.CLAIMS_JSON), CLAIMS_AS_DATA),
    )
    return [
        *(claims or [html.P(say(words.NO_CLAIMS))]),
        note("how", say(words.HOW_CLAIMS), [bullets(how)]),
        note(
            "data",
            say(words.CLAIMS_AS_DATA),
            [html.Ul([html.Li(html.A(text, href=address)) for text, address in links])],
        ),
    ]


def claims_about(view: View, measure: AnyMeasure) -> list[Component]:
    """The claims about a measure, each with the way to its sum; nothing where there are none."""
    about = [claim for claim in claims_told(view) if claim.measure == measure.id]
    links = [html.Li(html.A(_quoted(claim), href=claim_address(claim.id))) for claim in about]
    return [note("claims", say(words.CLAIMS_ABOUT_THIS), [html.Ul(links)])] if links else []


def claims_told(view: View) -> list[Claim]:
    """The claims that a view can tell of: those on releases that it knows of."""
    release = view.release
    with_figures = {measure.id for measure in release.config.published()}
    return [
        claim
        for claim in release.config.claims
        if claim.measure in with_figures and release_of(claim, release.id, view.past) is not None
    ]


def _quoted(claim: Claim) -> str:
    return say(words.QUOTED, words=claim.words)


def _claim(view: View, check: ClaimCheck) -> Component:
    claim = check.claim
    anchor = CLAIM_ANCHOR.format(claim.id)
    heading = html.H2(_quoted(claim), id=anchor)
    first, *others = own_sentences(check.own)
    finding = html.P([html.Strong(f"{finding_words(check.own.finding)}."), f" {first}"], className="heed")
    content = [*_origin(view, check), finding, *map(html.P, others), *_sum(check), *_newest(check)]
    named_by = marks(data_claim=claim.id, data_finding=check.own.finding, aria_labelledby=anchor)
    return html.Section([heading, html.Div(content, className="prose")], **named_by)


def _origin(view: View, check: ClaimCheck) -> list[Component]:
    """Who said it where, of what, and which release it is worked out from."""
    claim, own = check.claim, check.own
    place = claim.said_in if claim.link is None else html.A(claim.said_in, href=claim.link)
    when = [] if claim.said_on is None else [" ", say(words.SAID_ON, day=day(claim.said_on))]
    about = html.A(check.measure.title, href=measure_address(check.measure.id))
    area = []
    if check.area != region_code():
        area = [" ", say(words.OF_AREA, area=view.area_name(check.measure.id, check.area))]
    release: str | Component = own.title
    if own.release_id != view.release.id:
        release = html.A(own.title, href=as_at_address(own.release_id, measure_address(check.measure.id)))
    return [
        html.P([say(words.WHERE_SAID), place, ".", *when]),
        html.P([say(words.OF_MEASURE), about, ".", *area], className="aside"),
        html.P([say(words.BY_RELEASE_OF_CLAIM), release, "."], className="aside"),
    ]


def _sum(check: ClaimCheck) -> list[Component]:
    worked = check.own.worked
    if worked is None:
        return []
    change = "" if worked.difference is None else claim_change_text(worked, worked.difference)
    rows = [
        *_figures(worked),
        (say(words.CHANGE), "", change),
        (say(words.STATED), "", stated_text(check.measure, check.claim.stated)),
    ]
    caption = say(words.CLAIM_CAPTION, release=check.own.title)
    return [table(caption, [say(head) for head in words.CLAIM_HEADS], rows, 1)]


def _figures(worked: ClaimSum) -> list[tuple[str, str, str]]:
    return [
        (say(words.FROM), worked.earlier.label, claim_figure_text(worked, worked.earlier)),
        (say(words.TO), worked.later.label, claim_figure_text(worked, worked.later)),
    ]


def _newest(check: ClaimCheck) -> list[Component]:
    sentences = newest_sentences(check)
    if not sentences:
        return []
    return [html.H3(say(words.BY_THE_NEWEST)), *map(html.P, sentences)]
