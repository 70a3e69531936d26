"""One account of one year: what is said of it, its bodies, its way through the year, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from dash import html
from dash.development.base_component import Component

from components.account import words
from components.account.balance import balance_parts
from components.account.budget import budget_parts
from components.account.years import years
from components.basics.blocks import bullets, marks, note, section
from components.basics.words import upper_first
from components.site.context import View
from components.site.downloads_words import LICENCE_LINKS, LICENCES, SOURCE
from components.site.urls import ACCOUNTS, account_file_address, account_json_address, framework_address
from metrics.areas import area_name, area_words, region_code, residents
from metrics.declared.account import Account
from metrics.declared.among import gazetteer_of
from metrics.figures.discrepancies import discrepancies_of
from metrics.language import say
from metrics.money.amounts import amount_text
from metrics.money.days import day_text, year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import account_sentences
from metrics.money.statement import Line, statements


def account_title(account: Account) -> str:
    """``Day-to-day spending, 2023/24``."""
    return say(words.PAGE_TITLE, title=account.title, year=year_text(account))


def account_content(view: View, account: Account) -> list[Component]:
    """All of an account's page below the site's head."""
    book = view.release.accounts[account.id]
    lead = [html.P(sentence, className="lead") for sentence in account_sentences(book)]
    head = [html.H1(account_title(account)), *lead, html.P(account.description), _framework(view, account)]
    parts = balance_parts(book) if account.kind == "balance" else budget_parts(book)
    return [
        html.Div(head, className="head", **marks(data_account=account.id)),
        *_residents(view, book),
        *parts,
        _discrepancies(view, account),
        *years(view, account),
        _source(book),
        note("data", say(words.AS_FILES), [_files(account)]),
    ]


def _framework(view: View, account: Account) -> Component:
    config = view.release.config
    link = html.A(
        config.framework(account.framework).title, href=framework_address(config, account.framework)
    )
    every = html.A(say(words.ALL_ACCOUNTS), href=ACCOUNTS)
    return html.P([say(words.IN_FRAMEWORK), link, ". ", every, "."], className="aside")


def _residents(view: View, book: Ledger) -> Iterable[Component]:
    """What it is for each person who lives in the region; of a forecast that it is expected."""
    line = _total(book)
    living = gazetteer_of(view.release.config).population(region_code(), int(book.account.year[:4]))
    people = residents(region_code()) if living is None else living.people
    if (
        line is None
        or line.result is None
        or line.result <= 0
        or not people
        or book.account.kind != "expenditure"
    ):
        return
    amount = (line.result / people).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    is_expected = line.entry.stage == "forecast"
    by = area_words().residents if living is None or living.year is None else str(living.year)
    yield html.P(
        say(
            words.PER_RESIDENT_EXPECTED if is_expected else words.PER_RESIDENT,
            region=area_name(region_code()),
            total=amount_text(line.result, book.account),
            amount=f"£{amount:,}",
            people=f"{people:,}",
            by=f", {by}" if by else "",
        )
    )


def _total(book: Ledger) -> Line | None:
    own = statements(book)
    return own[-1].total if own else None


def _discrepancies(view: View, account: Account) -> Component:
    """What does not add up, in words; that all does, where it does."""
    texts = [item.text for item in discrepancies_of(view.release, account.id)]
    texts += [
        say(words.BUDGET_CHANGED, day=day_text(item.as_at), reason=item.reason)
        for item in account.revised
        if item.as_at in view.release.accounts[account.id].days
    ]
    content: Component = bullets(texts) if texts else html.P(say(words.ADDS_UP))
    return section("adds-up", say(words.DOES_NOT_ADD_UP), [content])


def _source(book: Ledger) -> Component:
    source = book.account.source
    name, link = say(LICENCES[source.licence]), LICENCE_LINKS[source.licence]
    documents = list(dict.fromkeys(entry.document for entry in book.entries if entry.document))
    lines: list[Component] = [
        html.P(
            [
                f"{upper_first(source.publisher)}: ",
                html.A(source.title, href=source.link),
                ". ",
                html.A(name, href=link),
                ".",
            ]
        )
    ]
    if documents:
        lines.append(html.P(say(words.REPORTS, documents=_listed(documents))))
    return note("source", say(SOURCE), lines)


def _files(account: Account) -> Component:
    ways = [
        (say(words.ACCOUNT_CSV), account_file_address(account.id, ".csv")),
        (say(words.ACCOUNT_XLSX), account_file_address(account.id, ".xlsx")),
        (say(words.ACCOUNT_ODS), account_file_address(account.id, ".ods")),
        (say(words.ACCOUNT_JSON), account_json_address(account.id)),
    ]
    return html.Ul([html.Li(html.A(text, href=address)) for text, address in ways])


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts)
