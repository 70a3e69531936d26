"""The rows of an account's file, read as declared: of whom, to which day, what amounts, and every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from metrics.areas import folded
from metrics.declared.account import Account
from metrics.declared.account_source import AmountName, Stage, VarianceColumn
from metrics.declared.document import Path
from metrics.issues import Issue, error, has_errors, listed, nearest, shortened
from metrics.money.entries import Entry
from metrics.reading.amounts import amount_reader, percent_reader
from metrics.reading.conditions import conditions_met, counting
from metrics.reading.supplied_rows import day_reader, supplied_columns, text_reader
from metrics.reading.tables import Table, parse_table
from metrics.reading.texts import read_column
from metrics.reading.values import Faulty

STAGES: Mapping[str, Stage] = {
    "forecast": "forecast",
    "draft-outturn": "draft-outturn",
    "draft outturn": "draft-outturn",
    "provisional outturn": "draft-outturn",
    "outturn": "outturn",
    "final outturn": "outturn",
}


@dataclass(frozen=True)
class AccountRows:
    """The rows of one file: none with an error in it. ``fields`` has the field of each column, counted from 1.

    ``beyond`` is the newest day of those rows that are not the account's, and the line of its first.
    """

    entries: tuple[Entry, ...] = ()
    fields: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    beyond: tuple[date, int] | None = None


def account_rows(account: Account, data: bytes, file: str) -> AccountRows:
    """The rows of an account in the bytes of a file, and what is wrong with its cells."""
    source = account.source
    table, issues = parse_table(data, source, file)
    if table is None:
        return AccountRows(issues=tuple(issues))
    columns, faults = supplied_columns(source, table, _key)
    issues = [*issues, *faults]
    if has_errors(issues):
        return AccountRows(issues=tuple(issues))
    where = [columns[f"where {at}"] for at in range(len(source.where))]
    days = table.frame[columns["as_at"]].map(day_reader(source.as_at))
    are_own = counting(source.where, table, where)
    issues += conditions_met(source.where, table, where, none_left=not are_own.any())
    if source.as_at.other_years == "left-out":
        of_year = days.map(lambda day: isinstance(day, Faulty) or _is_of_year(account, day)).astype(bool)
        if are_own.any() and not (are_own & of_year).any():
            message = f"no row is of {account.year}; its rows are of other years"
            issues.append(error(file, table.header_line, columns["as_at"] + 1, "no-rows", message))
        are_own &= of_year
    entries = tuple(_entries(account, table, table.frame[are_own], columns, issues))
    fields = {name: position + 1 for name, position in columns.items()}
    return AccountRows(() if has_errors(issues) else entries, fields, tuple(issues), _newest(days[~are_own]))


def _key(name: str) -> Path:
    """Where the column of a sign is declared, or any other."""
    return ("variance", "sign_from") if name == "sign" else (name, "column")


def _is_of_year(account: Account, day: date) -> bool:
    return account.first_day <= day <= account.last_day


def _newest(days: pd.Series) -> tuple[date, int] | None:
    """The newest of some days, and the first line that has it; None where none can be read."""
    lines = list(map(int, days.index))
    read = [(day, line) for day, line in zip(days, lines, strict=True) if not isinstance(day, Faulty)]
    newest = max((day for day, _ in read), default=None)
    return None if newest is None else (newest, min(line for day, line in read if day == newest))


def _entries(
    account: Account, table: Table, rows: pd.DataFrame, columns: Mapping[str, int], issues: list[Issue]
) -> Iterator[Entry]:
    """A value for each row; what cannot be read is added to the issues, and stands for nothing."""
    source = account.source

    def read(name: str, reader: Callable[[str], Any]) -> pd.Series:
        return read_column(table, rows, columns[name], reader, issues)

    days = read("as_at", day_reader(source.as_at))
    bodies = read("body", text_reader("the name of a body"))
    stages = read("stage", _stage_reader(account)) if "stage" in columns else None
    documents = (
        read("document", text_reader("a document", may_be_empty=True)) if "document" in columns else None
    )
    percents = read("percent", percent_reader(account)) if "percent" in columns else None
    amounts = {name: read(name, amount_reader(account)) for name in source.amount_columns}
    for line in rows.index:
        own = {name: column[line] for name, column in amounts.items() if column[line] is not None}
        _signed(account, table, columns, int(line), own, issues)
        yield Entry(
            as_at=days[line],
            stage=_stage_of(account, days[line]) if stages is None else stages[line],
            body=source.body.name(bodies[line] or ""),
            amounts=own,
            percent=None if percents is None else percents[line],
            document="" if documents is None else documents[line] or "",
            line=int(line),
            file=table.file,
        )


def _stage_of(account: Account, day: date | None) -> Stage:
    """What amounts are where no column says it: expected, but for those to the end of the year as declared."""
    declared = account.source.stage
    at_end = None if declared is None else declared.at_year_end
    return at_end if at_end is not None and day == account.last_day else "forecast"


def _stage_reader(account: Account) -> Callable[[str], Stage | Faulty]:
    declared = account.source.stage
    own = {} if declared is None else {folded(word): stage for word, stage in declared.aliases.items()}
    words = {**STAGES, **own}

    def read(text: str) -> Stage | Faulty:
        stage = words.get(folded(text))
        if stage is None:
            guess = nearest(text, words) or f"; it is one of {listed(words)}, or a word under aliases"
            return Faulty("bad-stage", f'"{shortened(text)}" is no stage of an account{guess}')
        return stage

    return read


# Signs -----------------------------------------------------------------------------------------------------


def _signed(
    account: Account,
    table: Table,
    columns: Mapping[str, int],
    line: int,
    amounts: dict[AmountName, Decimal],
    issues: list[Issue],
) -> None:
    """Gives a variance the sign that its word says; a word against a sign, or no word at all, is a fault.

    Where no word says it, the sign is the amount's own, turned where what is above zero is less than the budget.
    """
    declared = account.source.variance
    if declared is None:
        return
    if "sign" not in columns:
        if declared.positive == "under" and "variance" in amounts:
            amounts["variance"] = 0 - amounts["variance"]
        return
    word = str(table.frame.at[line, columns["sign"]]).strip()
    sign, amount = _sign_of(declared, word), amounts.get("variance")
    message = _sign_fault(declared, word, sign, amount)
    if message:
        issues.append(error(table.file, line, columns["sign"] + 1, "bad-sign", message))
    elif amount is not None and sign is not None:
        amounts["variance"] = abs(amount) * sign + 0  # nothing has no sign


def _sign_of(declared: VarianceColumn, word: str) -> int | None:
    """1 for more than the budget, -1 for less; None for any other word."""
    for names, sign in zip(declared.words, (-1, 1), strict=True):
        if folded(word) in map(folded, names):
            return sign
    return None


def _sign_fault(declared: VarianceColumn, word: str, sign: int | None, amount: Decimal | None) -> str:
    if amount is None:
        return f'"{shortened(word)}" stands beside no amount' if word else ""
    if sign is None and amount:
        allowed = [*declared.words[0], *declared.words[1]]
        if not word:
            return f"no word says which way the amount goes; it is one of {listed(allowed, 12)}"
        guess = nearest(word, allowed) or f"; it is one of {listed(allowed, 12)}"
        return f'"{shortened(word)}" does not say which way the amount goes{guess}'
    if sign == 1 and amount < 0:
        return f'the amount is below zero and its word is "{word}"; which is it?'
    return ""
