"""What lies in reserve: as a bridge from the start of the year to its end, and report by report."""

from __future__ import annotations

from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from charts.kinds.bars import Bar, Bars
from components.account import words
from components.account.budget import ROOM
from components.account.cells import amount_cell, used_cell
from components.basics.blocks import section
from components.basics.table import scrolled, table
from components.figures.figure import Notes, figure
from metrics.declared.account import Account
from metrics.language import say
from metrics.money.amounts import size_text
from metrics.money.days import year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import statement_title
from metrics.money.statement import Line, Statement, statements


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
        if (chart := _bridge(own[-1], line, place)) is not None
    ]
    figures = [figure(chart, Notes(), _table_of(chart)) for chart in bridges]
    below = html.P(say(words.USED_NOTE), className="aside")
    return [
        *([section("bridge", say(words.BEFORE_AND_AFTER), figures)] if figures else []),
        section("way", say(words.RESERVES_CAPTION), [scrolled(say(words.RESERVES_CAPTION), grid), below]),
    ]


def _rows(account: Account, statement: Statement) -> list[tuple[Component | str, ...]]:
    return [
        (
            html.Div([line.entry.body, html.Div(statement_title(statement), className="period")]),
            *reserve_cells(line, account),
            amount_cell(line.entry.amount("planned"), account),
        )
        for line in statement.lines
    ]


def reserve_cells(line: Line, account: Account) -> tuple[str, ...]:
    """What there was, what there is or is expected, and what is used of it."""
    ends = (line.entry.amount(name) for name in ("opening", "closing"))
    return *(amount_cell(amount, account) for amount in ends), used_cell(line.entry.used, account)


def _bridge(statement: Statement, line: Line, place: int) -> Bars | None:
    """Start, what is used or added, and end, all from zero; None where one of both ends is not stated.

    What is forecast is said to be expected.
    """
    account, entry, is_expected = statement.account, line.entry, statement.stage == "forecast"
    opening, closing = entry.amount("opening"), entry.amount("closing")
    if opening is None or closing is None:
        return None
    way = _way(closing - opening, is_expected=is_expected)
    end = words.EXPECTED_THEN if is_expected else words.AT_THE_END
    caption = words.BRIDGE_EXPECTED if is_expected else words.BRIDGE_CAPTION
    bars = (
        Bar(say(words.AT_THE_START), float(opening), amount_cell(opening, account)),
        Bar(way, float(closing), size_text(closing - opening, account), begins=float(opening)),
        Bar(say(end), float(closing), amount_cell(closing, account)),
    )
    title = say(caption, body=entry.body, year=year_text(account), day=statement_title(statement))
    return Bars(
        id=f"bridge-{account.id}-{place}",
        title=title,
        description=", ".join(f"{bar.label} {bar.text}" for bar in bars),
        high=max(0.0, float(opening), float(closing)) * ROOM or 1.0,
        low=min(0.0, float(opening), float(closing)) * ROOM,
        bars=bars,
    )


def _way(change: Decimal, *, is_expected: bool) -> str:
    """Whether a reserve is used or added to, in fact or as it is expected."""
    if is_expected:
        return say(words.TO_BE_USED) if change < 0 else say(words.TO_BE_ADDED)
    return say(words.USED) if change < 0 else say(words.ADDED)


def _table_of(chart: Bars) -> Component:
    rows = [(bar.label, bar.text) for bar in chart.bars]
    return table(chart.title, ("", say(words.AMOUNT)), rows)
