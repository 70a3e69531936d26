"""A year's spending or income beside its budget: by body at last, and report by report through the year."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from charts.kinds.bars import Bar, Bars
from components.account import words
from components.account.cells import amount_cell, difference_cell, result_cell, share_cell
from components.basics.blocks import section
from components.basics.table import scrolled, table
from components.figures.figure import Notes, figure
from metrics.declared.account import Account
from metrics.language import say
from metrics.money.days import day_text, year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import side_text, statement_title
from metrics.money.statement import Line, Statement, statements

ROOM = 1.05  # beside the longest bar


def budget_parts(book: Ledger) -> list[Component]:
    """The sections of an account that has a budget; none before it has rows."""
    own = statements(book)
    if not own:
        return []
    way = _way(book.account, own)
    return [_bodies(book.account, own[-1]), _way_of_parts(book.account, own) if way is None else way]


def _bodies(account: Account, last: Statement) -> Component:
    """Whose money it is at last: each beside its budget, as bars from zero and in a table."""
    result = words.RESULT_HEADS[last.stage]
    heads = [say(head, result=say(result)) for head in words.HEADS_OF_BODIES]
    rows = [
        (
            line.entry.body,
            amount_cell(line.budget, account),
            result_cell(line, account),
            difference_cell(line, account),
            share_cell(line),
        )
        for line in last.lines
    ]
    title = statement_title(last)
    caption = say(words.BY_BODY_CAPTION, title=account.title, day=title)
    parts: list[Component] = []
    if chart := _bars_of_budgets(account, last, title):
        parts.append(figure(chart, Notes(), table(caption, heads, rows), wide=True))
    else:
        parts.append(scrolled(caption, table(caption, heads, rows)))
    return section("bodies", say(words.STANDS_NOW), [*parts, *_notes(account, last)])


def _notes(account: Account, last: Statement) -> list[Component]:
    """What a reader must know before quoting: stars, forecasts, and what has not been audited."""
    texts = [say(words.WORKED_OUT_NOTE)] if any(line.worked_out for line in last.lines) else []
    texts += [say(words.EXPECTED_ALONE[account.kind])] if last.stage == "forecast" else []
    texts += [say(words.NOT_AUDITED)] if last.stage == "draft-outturn" else []
    return [html.P(" ".join(texts), className="aside")] if texts else []


def _bars_of_budgets(account: Account, last: Statement, title: str) -> Bars | None:
    """Budget and result of those bodies that have both, from zero; None where none has."""
    lines = [line for line in last.lines if line.budget is not None and line.result is not None]
    bars = [bar for line in lines for bar in _pair(account, last, line, several=len(lines) > 1)]
    if not bars:
        return None
    return Bars(
        id=f"bodies-{account.id}",
        title=f"{account.title}, {title}",
        description=", ".join(f"{bar.label} {bar.text}" for bar in bars),
        high=max(0.0, *(bar.value or 0.0 for bar in bars)) * ROOM or 1.0,
        low=min(0.0, *(bar.value or 0.0 for bar in bars)) * ROOM,
        bars=tuple(bars),
    )


def _pair(account: Account, last: Statement, line: Line, *, several: bool) -> Sequence[Bar]:
    """The bars of one body, under its name where ``several`` have some.

    A body without a budget has none: its difference stands in the table alone.
    """
    if line.budget is None or line.result is None:
        return ()
    names = (say(words.HEADS_OF_BODIES[1]), say(words.RESULT_HEADS[last.stage]))
    values = zip(names, (line.budget, line.result), strict=True)
    return [
        Bar(f"{line.entry.body}: {name}" if several else name, float(value), amount_cell(value, account))
        for name, value in values
    ]


# Through the year ------------------------------------------------------------------------------------------


def _way(account: Account, own: Sequence[Statement]) -> Component | None:
    """The difference that each report gave, from under to over budget, and the budget that it was of."""
    lines = [(statement, statement.main) for statement in own if statement.main is not None]
    if not lines:  # parts without their sum
        return None
    rows = [
        (
            statement_title(statement),
            amount_cell(line.budget, account),
            result_cell(line, account),
            difference_cell(line, account),
            ", ".join(statement.documents),
        )
        for statement, line in lines
    ]
    bars = tuple(
        Bar(statement_title(statement), float(line.difference), side_text(line.difference, account))
        for statement, line in lines
        if line.difference is not None
    )
    grid = table(say(words.WAY_CAPTION), [say(head) for head in words.WAY_HEADS], rows, 4)
    if not bars:
        return section("way", say(words.WAY), [scrolled(account.title, grid)])
    values = [bar.value or 0.0 for bar in bars]
    chart = Bars(
        id=f"way-{account.id}",
        title=say(words.PAGE_TITLE, title=account.title, year=year_text(account)),
        description=say(words.WAY_DESCRIPTION, whose=account.title, sides=_sides(lines, account)),
        high=max(0.0, *values) * ROOM or abs(min(values)) / 4 or 1.0,
        low=min(0.0, *values) * ROOM,
        bars=bars,
    )
    notes = Notes([say(words.WAY_CAPTION) + "."])
    stars = any(line.worked_out for _, line in lines)
    below = [html.P(say(words.WORKED_OUT_NOTE), className="aside")] if stars else []
    return section("way", say(words.WAY), [figure(chart, notes, grid, wide=True), *below])


def _way_of_parts(account: Account, own: Sequence[Statement]) -> Component:
    """The difference of each part in each report, side by side, where no row is their sum."""
    names = dict.fromkeys(line.entry.body for statement in own for line in statement.lines)
    heads = [say(words.HEADS_OF_BODIES[0]), *map(statement_title, own)]
    rows = [(name, *(_difference_of(account, statement, name) for statement in own)) for name in names]
    grid = table(say(words.WAY_OF_PARTS), heads, rows)
    stars = any("difference" in line.worked_out for statement in own for line in statement.lines)
    below = [html.P(say(words.WORKED_OUT_NOTE), className="aside")] if stars else []
    return section("way", say(words.WAY), [scrolled(account.title, grid), *below])


def _difference_of(account: Account, statement: Statement, name: str) -> str:
    """A part's difference in a report; empty where the report does not name it."""
    cells = [difference_cell(line, account) for line in statement.lines if line.entry.body == name]
    return cells[0] if cells else ""


def _sides(lines: Sequence[tuple[Statement, Line]], account: Account) -> str:
    texts = (
        say(words.WHOSE_AND_SIDE, day=day_text(statement.day), side=side_text(line.difference, account))
        for statement, line in lines
        if line.difference is not None
    )
    return ", ".join(texts)
