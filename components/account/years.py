"""The same account in all years, side by side, and all accounts of a framework"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dash import html
from dash.development.base_component import Component

from components.account import words
from components.account.balance import reserve_cells
from components.account.cells import amount_cell, difference_cell, result_cell
from components.basics.blocks import section
from components.basics.table import scrolled, table
from components.site.context import View
from components.site.urls import ACCOUNTS, CHECKS, account_address
from metrics.declared.account import Account
from metrics.declared.taxonomy import Framework
from metrics.language import say
from metrics.money.days import year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import account_sentences, statement_title
from metrics.money.series import same_in_other_years
from metrics.money.statement import Line, statements


def years(view: View, account: Account) -> Iterator[Component]:
    """The years of an account beside each other; nothing where there is one alone."""
    own = same_in_other_years(account, view.release.config.accounts)
    books = [view.release.accounts[item.id] for item in own if item.id in view.release.accounts]
    if len(books) > 1:
        heads = [say(head) for head in words.YEAR_HEADS[account.kind]]
        rows = [row for book in books for row in _rows(book, account)]
        if not rows:
            return
        grid = table(say(words.ACCOUNT_YEARS, title=account.title), heads, rows)
        yield section("years", say(words.OTHER_YEARS), [scrolled(account.title, grid)])


def _rows(book: Ledger, of_page: Account) -> Iterator[tuple[Component | str, ...]]:
    """A year's newest amounts: of the sum, or of each part without it. The link leads to its page."""
    account, own, text = book.account, statements(book), year_text(book.account)
    if not own:
        return
    year = html.Strong(text) if account == of_page else html.A(text, href=account_address(account.id))
    main = None if account.kind == "balance" else own[-1].main
    when = statement_title(own[-1])
    for line in own[-1].lines if main is None else (main,):
        part = say(words.PART_AND_DAY, body=line.entry.body, day=when) if main is None else when
        yield html.Div([year, html.Div(part, className="period")]), *_cells(line, account)


def _cells(line: Line, account: Account) -> tuple[str, ...]:
    if account.kind == "balance":
        return reserve_cells(line, account)
    return amount_cell(line.budget, account), result_cell(line, account), difference_cell(line, account)


def accounts_of(view: View, framework: Framework) -> list[Component]:
    """The accounts of a framework under a heading; nothing where it has none."""
    grid = accounts_table(view, framework)
    every = html.A(say(words.ALL_ACCOUNTS), href=ACCOUNTS)
    lead = html.P(
        [say(words.EACH_LEADS), " ", every, ". ", html.A(say(words.DOES_NOT_ADD_UP), href=CHECKS), "."]
    )
    return [section("money", say(words.MONEY_OF), [lead, *grid])] if grid else []


def accounts_table(view: View, framework: Framework) -> list[Component]:
    """The accounts of a framework in a table, each with what is said of it first; nothing where it has none."""
    own = [book.account for book in view.release.accounts.values() if book.account.framework == framework.id]
    if not own:
        return []
    caption = say(words.ACCOUNTS_CAPTION, framework=framework.title)
    rows = [(account_link(account), _standing(view, account)) for account in own]
    grid = table(caption, [say(head) for head in words.ACCOUNTS_HEADS], rows, 1)
    return [html.Div(grid, className="every")]


def account_link(account: Account) -> Component:
    """An account by its title and year, leading to its page."""
    link = html.A(account.title, href=account_address(account.id))
    return html.Div([link, html.Div(year_text(account), className="period")])


def _standing(view: View, account: Account) -> Component:
    """What is said of an account first."""
    book = view.release.accounts.get(account.id)
    sentences: Iterable[str] = () if book is None else account_sentences(book)[:1]
    return html.Span(" ".join(sentences))
