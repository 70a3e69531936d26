"""Accounts of money as JSON: amounts in whole pounds, the sentences of the page, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.discrepancies import Discrepancy
from metrics.figures.discrepancies import all_discrepancies, discrepancies_in, discrepancies_of
from metrics.figures.release import Release
from metrics.money.amounts import json_pounds, rounded_percent
from metrics.money.entries import Entry, Ledger
from metrics.money.sentences import account_sentences
from metrics.money.statement import Line, Statement, judged_side, side_of, statements
from serving.api.measures import find_by_id, release_json
from serving.http.answer import Json


def accounts(release: Release, prefix: str = "") -> Json:
    """Every account in the order declared, with what is said of it first."""
    return {
        "release": release_json(release),
        "accounts": [
            {**_declared(book), "links": {"self": f"{prefix}/api/v1/accounts/{book.account.id}"}}
            for book in release.accounts.values()
        ],
    }


def account(release: Release, account_id: str) -> Json:
    """One account: how it stood to each day, and what does not add up. Raises ApiError when there is none."""
    book = find_by_id(release.accounts, account_id, "account")
    source = book.account.source
    return {
        "release": release_json(release),
        **_declared(book),
        "description": book.account.description,
        "statements": [_statement(item) for item in statements(book)],
        "rows": [_row(entry) for entry in book.entries],
        "discrepancies": _discrepancies(discrepancies_of(release, account_id)),
        "source": {"publisher": source.publisher, "title": source.title, "link": source.link},
    }


def measure_discrepancies_json(release: Release, measure: AnyMeasure) -> Json:
    """What does not add up in a measure's files, as a key to put beside others; nothing where that is not told."""
    rule = measure.reconcile if isinstance(measure, PublishedMeasure) else None
    if rule is None or rule.severity != "notice" or not isinstance(measure, PublishedMeasure):
        return {}
    return {"discrepancies": _discrepancies(discrepancies_in(release, measure))}


def _discrepancies(items: Iterable[Discrepancy]) -> list[Json]:
    return [{"code": item.code, "text": item.text} for item in items]


def checks(release: Release) -> Json:
    """All that does not add up, account by account, then measure by measure."""
    return {
        "release": release_json(release),
        "checks": [
            {"kind": item.kind, "id": item.id, "code": item.code, "text": item.text}
            for item in all_discrepancies(release)
        ],
    }


def _declared(book: Ledger) -> Json:
    declared = book.account
    return {
        "id": declared.id,
        "title": declared.title,
        "year": declared.year,
        "kind": declared.kind,
        "framework": declared.framework,
        "sentences": account_sentences(book),
    }


def _statement(statement: Statement) -> Json:
    return {
        "as_at": statement.day.isoformat(),
        "stage": statement.stage,
        "documents": list(statement.documents),
        "bodies": [_line(statement, line) for line in statement.lines],
    }


def _line(statement: Statement, line: Line) -> Json:
    """A body's amounts: of a budget, or from opening to closing."""
    entry = line.entry
    if statement.account.kind == "balance":
        names = ("opening", "closing", "planned", "beside_plan")
        return {"body": entry.body, **{name: json_pounds(entry.amounts.get(name)) for name in names}}  # type: ignore[call-overload]
    side = judged_side(line, statement.account) if line is statement.main else None
    return {
        "body": entry.body,
        "is_total": statement.total is line,
        "budget": json_pounds(line.budget),
        "result": json_pounds(line.result),
        "difference": json_pounds(line.difference),
        "percent": _rounded(line.share),
        "side": None if line.difference is None else side_of(line.difference),
        "worked_out": sorted(line.worked_out),
        **({} if side is None else {"counts_as": f"{side}-budget"}),
    }


def _rounded(share: Decimal | None) -> float | None:
    return None if share is None else float(rounded_percent(share))


def _row(entry: Entry) -> Json:
    """A row as the file states it, amounts in pounds."""
    return {
        "as_at": entry.as_at.isoformat(),
        "stage": entry.stage,
        "body": entry.body,
        **{name: json_pounds(amount) for name, amount in entry.amounts.items()},
        **({} if entry.percent is None else {"percent": float(entry.percent)}),
        "document": entry.document,
    }
