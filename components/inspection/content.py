"""Every report with how an answer to it stands, and every clock with its force and its source"""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks, note, section
from components.basics.days import day
from components.basics.table import folded, table_in_blocks
from components.inspection import words
from components.inspection.clocks import clocks_section
from components.site.context import View
from components.site.downloads_words import LICENCE_LINKS, LICENCES
from components.site.urls import (
    INSPECTION_ANCHOR,
    INSPECTIONS_AS_DATA,
    inspection_address,
    inspections_file_address,
    recommendations_file_address,
)
from metrics.declared.taxonomy import Framework
from metrics.language import say, say_count
from metrics.oversight.inspection_sentences import report_sentences, standing_sentences, table_sentence
from metrics.oversight.inspections import InspectionTable, Recommendation, Report, addressee_text
from metrics.oversight.standing import recommendation_standing

Row = tuple[Component, Component]


def every_inspection(view: View) -> list[Component]:
    """A section for each table, the clocks, where all is from, and the same as data."""
    tables = list(view.release.inspections.values())
    clocks = clocks_section(view.release.config)
    if not tables:
        return [html.P(say(words.NO_INSPECTIONS)), *clocks]
    as_on = html.P(say(words.AS_ON, day=day(view.today)), className="aside")
    sections = [_section(view, item) for item in tables]
    sources = [_source(item) for item in tables]
    ways = [
        *(way for item in tables for way in _files(item)),
        html.Li(html.A(say(words.REPORTS_JSON), href=INSPECTIONS_AS_DATA)),
    ]
    return [
        as_on,
        *sections,
        *clocks,
        note("source", say(words.WHERE_FROM), sources),
        note("data", say(words.INSPECTIONS_AS_FILES), [html.Ul(ways)]),
    ]


def _files(item: InspectionTable) -> Iterator[Component]:
    """The ways to the reports of a table as files."""
    title, name = item.inspection.title, item.inspection.id
    yield html.Li(html.A(say(words.REPORTS_CSV, title=title), href=inspections_file_address(name, ".csv")))
    yield html.Li(html.A(say(words.REPORTS_XLSX, title=title), href=inspections_file_address(name, ".xlsx")))
    yield html.Li(html.A(say(words.REPORTS_ODS, title=title), href=inspections_file_address(name, ".ods")))
    if item.recommendations:
        address = recommendations_file_address(name, ".csv")
        yield html.Li(html.A(say(words.RECOMMENDATIONS_CSV, title=title), href=address))


def inspections_of(view: View, framework: Framework) -> list[Component]:
    """How many answers stand where in the tables of a framework, and the way to them; nothing where it has none."""
    lines = inspection_lines(view, framework)
    return [section("inspections", say(words.IN_THIS_FRAMEWORK), lines)] if lines else []


def inspection_lines(view: View, framework: Framework) -> list[Component]:
    """The same in a list, without a heading."""
    tables = view.release.inspections.values()
    own = [item for item in tables if item.inspection.framework == framework.id]
    lines = [html.Li([_link(item), f": {table_sentence(item, view.today)}"]) for item in own]
    return [html.Ul(lines)] if lines else []


def _link(item: InspectionTable) -> Component:
    return html.A(item.inspection.title, href=inspection_address(item.inspection.id))


def _section(view: View, item: InspectionTable) -> Component:
    title, name = item.inspection.title, INSPECTION_ANCHOR.format(item.inspection.id)
    rows = [_row(view, item, report) for report in item.reports]
    caption = say(words.INSPECTIONS_CAPTION, title=title)
    grid = table_in_blocks(caption, [say(head) for head in words.INSPECTIONS_HEADS], rows)
    sentence = html.P(table_sentence(item, view.today), className="lead")
    content = [sentence, html.P(item.inspection.description), html.Div(grid, className="every")]
    singles = [part for report in item.reports for part in _recommendations(view, item, report)]
    return html.Section([html.H2(title, id=name), *content, *singles], **marks(aria_labelledby=name))


def _row(view: View, item: InspectionTable, report: Report) -> Row:
    about = [_about(item, report), *_for_whom(view, report.addressee)]
    name = html.Div([report.report, *(html.Div(text, className="period") for text in about)])
    sentences = report_sentences(item, report, view.today)
    standing: list[str | Component] = [" ".join(sentences)]
    if report.answer_link:
        standing += [" ", html.A(say(words.THE_ANSWER), href=report.answer_link)]
    further = [html.Div(text, className="period") for text in _further(report)]
    return name, html.Div([html.Span(standing), *further])


def _for_whom(view: View, addressee: str) -> list[str]:
    if not addressee:
        return []
    return [say(words.FOR_WHOM, addressee=addressee_text(addressee, view.release.config.roles))]


def _about(item: InspectionTable, report: Report) -> str:
    kind = item.kind_name(report)
    if report.published is None:
        return say(words.KIND_WITHOUT_DAY, kind=kind)
    return say(words.KIND_AND_DAY, kind=kind, day=day(report.published))


def _further(report: Report) -> Iterator[str]:
    if report.answered_by:
        yield say(words.ANSWERED_BY, who=report.answered_by)
    if report.recommendations is not None:
        yield say_count(*words.MAKES, report.recommendations, number=report.recommendations)
    if report.document:
        yield say(words.READ_IN, document=report.document)


def _recommendations(view: View, item: InspectionTable, report: Report) -> Iterator[Component]:
    """The single recommendations of a report, folded; nothing where none has a row."""
    own = item.recommendations_of(report)
    if own:
        caption = say(words.RECOMMENDATIONS_CAPTION, report=report.report)
        heads = [say(head) for head in words.RECOMMENDATIONS_HEADS]
        grid = table_in_blocks(caption, heads, [_single(view, item, single) for single in own])
        summary = say(words.RECOMMENDATIONS_FOLD, report=report.report)
        yield folded(summary, html.Div(grid, className="every"))


def _single(view: View, item: InspectionTable, recommendation: Recommendation) -> Row:
    sentences = standing_sentences(recommendation_standing(item, recommendation, view.today))
    standing: list[str | Component] = [" ".join(sentences)]
    if recommendation.answer_link:
        standing += [" ", html.A(say(words.THE_ANSWER), href=recommendation.answer_link)]
    about = [recommendation.reference, *_for_whom(view, recommendation.addressee)]
    name = html.Div([recommendation.text, *(html.Div(text, className="period") for text in about)])
    return name, html.Span(standing)


def _source(item: InspectionTable) -> Component:
    source = item.inspection.source
    licence = html.A(say(LICENCES[source.licence]), href=LICENCE_LINKS[source.licence])
    return html.P([f"{source.publisher}: ", html.A(source.title, href=source.link), ". ", licence, "."])
