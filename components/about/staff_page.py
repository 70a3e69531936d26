"""A page that staff have written: its text, what it informs, and when it was looked over."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from components.about import staff_page_words as words
from components.basics.blocks import note, section
from components.basics.days import day
from components.basics.markdown import markdown
from components.site.context import View
from components.site.urls import measure_address, staff_page_address
from metrics.declared.framework import AnyMeasure
from metrics.declared.staff_page import StaffPage
from metrics.language import say


def staff_page_content(view: View, page: StaffPage) -> list[Component]:
    """All of a page below the site's head."""
    head = [html.H1(page.title), html.P(page.description, className="lead")]
    head.append(html.P(reviewed_sentence(page, view.today), className="aside"))
    text = html.Div(markdown(page.text, page.title), className="prose")
    return [html.Div(head, className="head"), text, *_informs(view, page)]


def reviewed_sentence(page: StaffPage, today: date) -> str:
    """When it was looked over, and that it should have been again."""
    sentence = words.NOT_LOOKED_OVER if page.is_late(today) else words.LOOKED_OVER
    return say(sentence, day=day(page.reviewed), by=day(page.review_by))


def _informs(view: View, page: StaffPage) -> list[Component]:
    """The measures that a page helps to understand."""
    measures = [view.release.config.measure(measure_id) for measure_id in page.informs]
    links = [html.Li(html.A(measure.title, href=measure_address(measure.id))) for measure in measures]
    return [note("informs", say(words.INFORMS), [html.Ul(links)])] if links else []


def pages_about(view: View, measure: AnyMeasure) -> list[Component]:
    """The pages that help to understand a measure; nothing where there are none."""
    pages = [page for page in view.release.config.pages if measure.id in page.informs]
    return [note("written", say(words.WRITTEN), [_listed(pages)])] if pages else []


def every_staff_page(view: View) -> list[Component]:
    """All pages that staff have written; nothing where there are none."""
    pages = view.release.config.pages
    return [section("pages", say(words.PAGES), [_listed(pages)])] if pages else []


def _listed(pages: tuple[StaffPage, ...] | list[StaffPage]) -> Component:
    items = [
        html.Li([html.A(page.title, href=staff_page_address(page.id)), ": ", page.description])
        for page in pages
    ]
    return html.Ul(items)
