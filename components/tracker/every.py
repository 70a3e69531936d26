"""All trackers, framework by framework, each with what is said of it first"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks, section
from components.basics.table import table_in_blocks
from components.site.context import View
from components.site.urls import TRACKERS, framework_address, tracker_address
from components.tracker import words
from metrics.declared.taxonomy import Framework
from metrics.language import say
from metrics.promises.date_sentences import overdue_sentences
from metrics.promises.items import Tracked
from metrics.promises.sentences import tracker_sentences


def every_tracker(view: View) -> list[Component]:
    """A section for each framework that has trackers."""
    config = view.release.config
    return [
        _linked(f"trackers-{framework.id}", framework.title, framework_address(config, framework.id), grid)
        for framework in config.frameworks
        if (grid := trackers_table(view, framework))
    ] or [html.P(say(words.NO_TRACKERS))]


def _linked(name: str, title: str, address: str, content: list[Component]) -> Component:
    heading = html.H2(html.A(title, href=address), id=name)
    return html.Section([heading, *content], **marks(aria_labelledby=name))


def trackers_of(view: View, framework: Framework) -> list[Component]:
    """The trackers of a framework under a heading; nothing where it has none."""
    grid = trackers_table(view, framework)
    every = html.A(say(words.ALL_TRACKERS), href=TRACKERS)
    lead = html.P([say(words.EACH_TRACKER_LEADS), " ", every, "."])
    return [section("promises", say(words.TRACKERS_OF), [lead, *grid])] if grid else []


def trackers_table(view: View, framework: Framework) -> list[Component]:
    """The trackers of a framework in a table, each with what is said of it first; nothing where it has none."""
    own = [item for item in view.release.trackers.values() if item.tracker.framework == framework.id]
    if not own:
        return []
    caption = say(words.TRACKERS_CAPTION, framework=framework.title)
    rows = [(_link(item), html.Span(standing_text(view, item))) for item in own]
    grid = table_in_blocks(caption, [say(head) for head in words.TRACKERS_HEADS], rows)
    return [html.Div(grid, className="every")]


def standing_text(view: View, tracked: Tracked) -> str:
    """What is said of a tracker first, and how many items are past their date on the day of the page."""
    return " ".join([*tracker_sentences(tracked)[:1], *overdue_sentences(tracked, view.today)])


def _link(tracked: Tracked) -> Component:
    return html.A(tracked.tracker.title, href=tracker_address(tracked.tracker.id))
