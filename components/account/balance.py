"""What lies in reserve: as a bridge from the start of the year to its end, and report by report."""

from __future__ import annotations

from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from charts.kinds.bars import Bar, Bars
from components.account import words
from components.account.budget import ROOM
from components.account.cells import amount_cell
from components.basics.blocks import section
from components.basics.table import scrolled, table
from components.figures.figure import Notes, figure
from metrics.declared.account import Account
from metrics.language import say
from metrics.money.amounts import size_text
from metrics.money.days import year_text
from metrics.money.entries import Entry, Ledger
from metrics.money.sentences import statement_title
from metrics.money.statement import Statement, statements


def balance_parts(book: Ledger) -> list[Component]:
    """The sections of an account of what lies in reserve; none before it has rows."""
    own = statements(book)
    if not own:
        return []
    heads = [say(head) for head in words.RESERVES_HEADS]
    rows = [row for statement in own for row in _rows(book.account, statement)]
    grid = table(say(words.PAGE_TITLE, title=book.account.title, year=year_text(book.account)), heads, rows)
    bridges = [
        chart
        for place, line in enumerate(own[-1].lines, start=1)
        if (chart := _bridge(book.account, line.entry, place)) is not None
    ]
    figures = [figure(chart, Notes(), _table_of(chart)) for chart in bridges]
    return [
        section("bridge", say(words.BEFORE_AND_AFTER), figures),
        section("way", say(words.RESERVES_CAPTION), [scrolled(say(words.RESERVES_CAPTION), grid)]),
    ]


def _rows(account: Account, statement: Statement) -> list[tuple[Component | str, ...]]:
    return [
        (
            html.Div([line.entry.body, html.Div(statement_title(statement), className="period")]),
            *(amount_cell(amount, account) for amount in _amounts(line.entry)),
        )
        for line in statement.lines
    ]


def _amounts(entry: Entry) -> tuple[Decimal | None, ...]:
    """What there was, what there is, what was used, and what was planned to be."""
    return entry.amount("opening"), entry.amount("closing"), entry.used, entry.amount("planned")


def _bridge(account: Account, entry: Entry, place: int) -> Bars | None:
    """Start, what was used or added, and end, all from zero; None where one of both ends is not stated."""
    opening, closing = entry.amount("opening"), entry.amount("closing")
    if opening is None or closing is None:
        return None
    way = words.USED if closing < opening else words.ADDED
    bars = (
        Bar(say(words.AT_THE_START), float(opening), amount_cell(opening, account)),
        Bar(say(way), float(closing), size_text(closing - opening, account), begins=float(opening)),
        Bar(say(words.AT_THE_END), float(closing), amount_cell(closing, account)),
    )
    title = say(words.BRIDGE_CAPTION, body=entry.body, year=year_text(account))
    return Bars(
        id=f"bridge-{account.id}-{place}",
        title=title,
        description=", ".join(f"{bar.label} {bar.text}" for bar in bars),
        high=max(0.0, float(opening), float(closing)) * ROOM or 1.0,
        low=min(0.0, float(opening), float(closing)) * ROOM,
        bars=bars,
    )


def _table_of(chart: Bars) -> Component:
    rows = [(bar.label, bar.text) for bar in chart.bars]
    return table(chart.title, ("", say(words.AMOUNT)), rows)
