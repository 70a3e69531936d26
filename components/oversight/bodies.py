"""Bodies: whom each holds to account and by whom it is held, what it reads, and its meetings"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.days import day
from components.basics.table import table
from components.oversight import words
from components.site.context import View
from components.site.urls import (
    BODY_ANCHOR,
    OVERSIGHT,
    body_address,
    framework_address,
    pack_address,
)
from metrics.declared.body import Body, Meeting
from metrics.declared.taxonomy import Framework
from metrics.language import say


def bodies_content(view: View) -> list[Component]:
    """Every body in the order declared."""
    return [_body(view, body) for body in view.release.config.bodies] or [html.P(say(words.NO_BODIES))]


def readers_of(view: View, framework: Framework) -> list[Component]:
    """Which bodies read a framework, with the way to each; nothing where no bodies are declared."""
    bodies = view.release.config.bodies
    if not bodies:
        return []
    readers = [body for body in bodies if framework.id in body.reads]
    more = html.A(say(words.WHO_HOLDS), href=OVERSIGHT)
    lines = [say(words.READ_BY), *_listed(_link(body) for body in readers), "."]
    return [html.P([*(lines if readers else [say(words.READ_BY_NOBODY)]), " ", more, "."], className="aside")]


def _body(view: View, body: Body) -> Component:
    config, anchor = view.release.config, BODY_ANCHOR.format(body.id)
    held = [_link(config.body(name)) for name in body.holds]
    holders = [_link(other) for other in config.bodies if body.id in other.holds]
    read = [html.A(config.framework(name).title, href=framework_address(config, name)) for name in body.reads]
    lines: list[Component] = [
        html.P(body.description),
        html.P([say(words.HOLDS), *_listed(held), "."] if held else say(words.HOLDS_NOBODY)),
        *([html.P([say(words.HELD_BY), *_listed(holders), "."])] if holders else []),
        html.P([say(words.READS), *_listed(read), "."] if read else say(words.READS_NOTHING)),
        *([html.P(body.circle)] if body.circle else []),
        *([html.P([html.A(say(words.OWN_SITE), href=body.link), "."])] if body.link else []),
    ]
    lines += _meetings(view, body)
    content = [html.H3(body.title, id=anchor), html.Div(lines, className="prose")]
    return html.Section(content, **marks(aria_labelledby=anchor, data_body=body.id))


def _meetings(view: View, body: Body) -> list[Component]:
    """A body's meetings, newest first; without any, that none are declared."""
    if not body.meetings:
        return [html.P(body.no_meetings or say(words.NO_DATES))]
    newest_first: Sequence[Meeting] = sorted(body.meetings, key=lambda meeting: meeting.on, reverse=True)
    rows = [_row(view, body, meeting) for meeting in newest_first]
    caption = say(words.MEETINGS_CAPTION, body=body.title)
    grid = table(caption, [say(head) for head in words.MEETING_HEADS], rows, 1)
    return [html.Div(grid, className="every")]


def _row(view: View, body: Body, meeting: Meeting) -> tuple[str | Component, ...]:
    papers = (
        say(words.NO_PAPERS) if meeting.papers is None else html.A(say(words.PAPERS), href=meeting.papers)
    )
    pack = html.A(
        say(words.MEETING_PACK_LINK),
        href=pack_address(body.id, meeting.on),
        **marks(aria_label=f"{say(words.MEETING_PACK_LINK)}, {day(meeting.on)}"),
    )
    title = meeting.title or say(words.MEETING)
    name = f"{title} ({say(words.MEETING_TO_COME).lower()})" if meeting.on > view.today else title
    return day(meeting.on), name, papers, pack


def _link(body: Body) -> Component:
    return html.A(body.title, href=body_address(body.id))


def _listed(links: Iterable[Component]) -> list[str | Component]:
    """Links with commas between them."""
    parts: list[str | Component] = []
    for link in links:
        parts += [", ", link] if parts else [link]
    return parts
