"""Clocks in a table: what is due, by when, and what force that has"""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import section
from components.basics.table import table_in_blocks
from components.inspection import words
from metrics.dates import weekday_in_words
from metrics.declared.clock import Clock
from metrics.declared.framework import Config
from metrics.language import say, upper_first
from metrics.oversight.inspection_sentences import span_text


def clocks_section(config: Config) -> list[Component]:
    """Every clock of a declaration under a heading; nothing where it has none."""
    if not config.clocks:
        return []
    rows = [_row(clock) for clock in config.clocks]
    heads = [say(head) for head in words.CLOCKS_HEADS]
    grid = html.Div(table_in_blocks(say(words.CLOCKS_CAPTION), heads, rows), className="every")
    return [section("clocks", say(words.CLOCKS_TITLE), [html.P(say(words.CLOCKS_LEAD)), grid])]


def when_text(clock: Clock) -> str:
    """``56 days, the first of which is the day after``, ``Sunday 31 January 2027``, ``Each month``."""
    if clock.counts is not None:
        return say(words.COUNTINGS[clock.counts], span=span_text(clock))
    if clock.every is not None:
        return upper_first(say(words.RHYTHMS[clock.every]))
    if clock.fixed_day is not None:
        return weekday_in_words(clock.fixed_day)
    return upper_first(str(clock.on or ""))


def _row(clock: Clock) -> tuple[Component, Component]:
    who = html.Div(say(words.BY_WHOM, who=clock.who), className="period")
    when = html.Div([html.Strong(f"{when_text(clock)}."), f" {say(words.FORCES[clock.force])}"])
    further = [html.Div(text, className="period") for text in _further(clock)]
    return html.Div([clock.title, who]), html.Div([when, *further])


def _further(clock: Clock) -> Iterator[str]:
    if clock.begins:
        yield say(words.BEGINS, begins=clock.begins)
    if clock.extension:
        yield say(words.LENGTHENED, extension=clock.extension)
    if clock.note:
        yield f"{upper_first(clock.note.rstrip('.'))}."
    yield say(words.LAID_DOWN, source=clock.source.rstrip("."))
