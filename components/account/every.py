"""All accounts, framework by framework, and all that does not add up in them and in the files of measures"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.account import words
from components.account.content import account_title
from components.account.years import accounts_table
from components.basics.blocks import bullets, marks
from components.site.context import View
from components.site.urls import CHECKS, account_address, framework_address, measure_address, tracker_address
from metrics.figures.discrepancies import discrepancies_in, discrepancies_of
from metrics.language import say


def every_account(view: View) -> list[Component]:
    """A section for each framework that has accounts, then the way to what does not add up."""
    config = view.release.config
    sections = []
    for framework in config.frameworks:
        if grid := accounts_table(view, framework):
            name, address = f"accounts-{framework.id}", framework_address(config, framework.id)
            sections.append(linked_section(name, framework.title, address, grid))
    if not sections:
        return [html.P(say(words.NO_ACCOUNTS))]
    count = sum(len(discrepancies_of(view.release, account.id)) for account in config.accounts)
    more = html.A(say(words.DOES_NOT_ADD_UP), href=CHECKS)
    return [*sections, html.P([more, f": {count}"])]


def every_discrepancy(view: View) -> list[Component]:
    """What does not add up, account by account, then tracker by tracker, then measure by measure."""
    release = view.release
    config = release.config
    named = [(item.id, account_title(item), account_address(item.id)) for item in config.accounts]
    named += [(item.id, item.title, tracker_address(item.id)) for item in config.trackers]
    records = ((*own, discrepancies_of(release, own[0])) for own in named)
    measures = (
        (measure.id, measure.title, measure_address(measure.id), discrepancies_in(release, measure))
        for measure in config.published()
    )
    return [
        linked_section(f"checks-{name}", title, address, [bullets([item.text for item in items])])
        for name, title, address, items in (*records, *measures)
        if items
    ] or [html.P(say(words.NO_CHECKS))]


def linked_section(name: str, title: str, address: str, content: Sequence[Component]) -> Component:
    """A part of a page under a heading that leads to a page of its own."""
    heading = html.H2(html.A(title, href=address), id=name)
    return html.Section([heading, *content], **marks(aria_labelledby=name))
