"""Two printed pages on an area for the meeting of a board: its figures in words, what is not known, what to ask

Measures come in the order in which they are declared. Those that have no room in full stand in short, and where
even that is too much the rest is counted. Nothing is told by colours, and there is no drawing: a small line without
a scale raises questions that it does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from components.area import pack_words as words
from components.area.pack_figures import PackFigures, firm_words, in_full_words, in_short, pack_figures
from components.area.pack_room import SHEET, parted, room
from components.area.profile import AreaComparisons, area_comparisons, measures_without
from components.area.words import (
    ITS_DISTRICT,
    ITS_DISTRICTS,
    NO_AREAS,
    OUTSIDE_LEAD,
    OUTSIDE_WHY,
    WITHOUT_TITLE,
)
from components.basics.blocks import marks, section
from components.basics.days import day, local_day
from components.basics.words import NEXT_IS_DUE, NO_DATE_FOR_NEXT, RELEASES_COME, lower_first
from components.release.corrections import correction_notices
from components.site.contact import contact_content
from components.site.context import View
from components.site.dates import late_sentences
from components.site.urls import ACCOUNTS, area_address
from components.site.words import RELEASE_ANNOUNCED
from metrics.areas import areas, in_full, outside_codes, region_code
from metrics.figures.area_sentences import area_sentence, short_name
from metrics.language import say

# Lines kept for what stands around: the site's name, what a frozen page says first, the address at the end.
HEADER, BANNER, STAMP = 1.5, 4.0, 2.0
NOT_KNOWN = 5.0  # and for what is not known
MOST_FIRM = 4  # measures that are named as firm, so that the list stays one that is read out


def pack_sheets(view: View, area: str) -> list[Component]:
    """The two sheets of an area (a code), each of which is printed on one side of A4."""
    comparisons = area_comparisons(view.release, area)
    every = [pack_figures(view, comparison) for comparison in comparisons.values()]
    with_figures = [figures for figures in every if figures.is_known]
    head, to_do = _head(view, area, comparisons), _to_do(view, area, with_figures)
    banner = 0.0 if view.kind == "current" else BANNER
    first, _ = parted(
        [in_full_words(figures) for figures in with_figures], SHEET - HEADER - banner - room(head)
    )
    site = view.release.config.site
    status, source = (html.P(text, className="stamp") for text in (site.statistics_status, site.attribution))
    free = SHEET - STAMP - room([*to_do, status, source])
    rest = _rest(area, with_figures[len(first) :], free - NOT_KNOWN)
    unknown = _unknown(view, area, every, free - room(rest))
    return [
        html.Div([*head, *first], className="sheet"),
        html.Div([*rest, *unknown, *to_do, status], className="sheet"),
    ]


def _head(view: View, area: str, comparisons: AreaComparisons) -> list[Component]:
    """Whose figures these are, of which release, and what must be said before any of them."""
    name, parts = short_name(area), () if area == region_code() else areas()[area].parts
    when = day(local_day(view.release.published_at))
    lead = say(words.PACK_OF_RELEASE, release=view.release.title, day=when)
    if parts:
        its = say(ITS_DISTRICTS if len(parts) > 1 else ITS_DISTRICT)
        lead = f"{lead} {its}: {', '.join(map(short_name, parts))}."
    way = html.A(say(words.PACK_BACK, name=name), href=area_address(area))
    return [
        html.H1(say(words.PACK_TITLE, name=name)),
        html.P(lead, className="lead"),
        html.Nav([say(words.PACK_ON_PAPER), way], **marks(aria_label=say(words.PACK_WAYS))),
        *correction_notices(view, comparisons),
        *([] if comparisons else _nothing(area)),
    ]


def _nothing(area: str) -> list[Component]:
    """Why there are no figures of an area at all."""
    if area not in outside_codes():
        return [html.P(say(NO_AREAS))]
    why = f"{areas()[area].note} {say(OUTSIDE_WHY)}".strip()
    return [html.P(say(OUTSIDE_LEAD, name=in_full(area))), html.P(why)]


def _rest(area: str, with_figures: Sequence[PackFigures], free: float) -> list[Component]:
    """The measures that the first sheet has no room for: in full where all of them have room, else in short."""
    full = [in_full_words(figures) for figures in with_figures]
    if room(full) <= free:
        return full
    title = html.H2(say(words.PACK_IN_SHORT))
    return [title, *_listed([(in_short(figures), 1) for figures in with_figures], area, free - room(title))]


def _listed(counted: Sequence[tuple[Component, int]], area: str, free: float) -> list[Component]:
    """Items of a list as far as they have room, each with its number of measures, and how many more there are."""
    items = [item for item, _ in counted]
    if room(items) <= free:
        return [html.Ul(items)]
    first, _ = parted(items, free - room(_more(area, len(items))))
    more = _more(area, sum(number for _, number in counted[len(first) :]))
    return [html.Ul(first), more] if first else [more]


def _more(area: str, number: int) -> Component:
    return html.P(say(words.PACK_MORE, number=number, name=short_name(area)))


def _unknown(view: View, area: str, every: Sequence[PackFigures], free: float) -> list[Component]:
    """What there is no figure of, and why: measures with the same reason stand together."""
    if not every:
        return []
    reasons: dict[str, list[str]] = {}
    for figures in every:
        if not figures.is_known:
            reasons.setdefault(area_sentence(figures.comparison), []).append(figures.measure.title)
    comparisons = {figures.measure.id: figures.comparison for figures in every}
    for measure, reason in measures_without(view.release, comparisons):
        reasons.setdefault(reason, []).append(measure.title)
    items = [
        (html.Li([html.Strong(f"{'; '.join(titles)}: "), reason]), len(titles))
        for reason, titles in reasons.items()
    ]
    title = say(WITHOUT_TITLE if area == region_code() else words.PACK_NOT_KNOWN)
    return [section("not-known", title, _listed(items, area, free - room(html.H2(title))))] if items else []


def _to_do(view: View, area: str, with_figures: Sequence[PackFigures]) -> list[Component]:
    """What a board can do with it: what to ask of whom, when the next figures come, and where to read on."""
    items = [*(_to_ask(with_figures) if with_figures else []), _next(view), *_where(view, area, with_figures)]
    return [section("to-do", say(words.PACK_TO_DO), [html.Ul([html.Li(item) for item in items])])]


def _to_ask(with_figures: Sequence[PackFigures]) -> list[str]:
    firm = list(filter(None, map(firm_words, with_figures)))
    named = "; ".join(firm[:MOST_FIRM])
    if more := len(firm[MOST_FIRM:]):
        named = say(words.PACK_FIRM_MORE, measures=named, number=more)
    first = say(words.PACK_FIRM, measures=named) if firm else say(words.PACK_NOTHING_FIRM)
    return [first, say(words.PACK_ASK), say(words.PACK_SMALL)]


def _next(view: View) -> str:
    """When the next figures come, and what is late."""
    ahead = [due for due in view.due if not due.late_by(view.today)]
    when = say(NO_DATE_FOR_NEXT)
    if ahead and ahead[0].announcement is not None:
        when = say(RELEASE_ANNOUNCED, day=day(ahead[0].day))
    elif ahead:
        when = say(words.PACK_PROMISED if ahead[0].promise else NEXT_IS_DUE, day=day(ahead[0].day))
    schedule = say(RELEASES_COME, schedule=lower_first(view.release.config.site.update_schedule))
    return " ".join([*late_sentences(view), when, schedule])


def _where(view: View, area: str, with_figures: Sequence[PackFigures]) -> Iterator[list[str | Component]]:
    """Whom to ask, and the addresses to read on at, written out: this is read on paper."""
    yield [say(words.PACK_QUESTIONS), *contact_content(view.release.config.site.contact)]
    if with_figures:
        yield [say(words.PACK_EVERY_FIGURE, name=short_name(area)), _address(view, area_address(area))]
    if view.release.accounts:
        yield [say(words.PACK_ACCOUNTS), _address(view, ACCOUNTS)]


def _address(view: View, address: str) -> Component:
    return html.A(f"{view.site_address}{view.prefix}{address}", href=address)
