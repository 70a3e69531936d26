"""The files of an account against its declaration: its rows, and what is wrong with them beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from metrics.checking.account_doubts import account_doubts
from metrics.declared.account import Account
from metrics.declared.account_source import AMOUNTS
from metrics.issues import Issue, error, has_errors, listed, nearest, warning
from metrics.money.amounts import amount_text
from metrics.money.entries import Entry, Ledger, ledger
from metrics.reading.account_rows import account_rows
from metrics.reading.sheets import in_workbooks

THOUSANDFOLD = (500, 2000)  # times: between them a row is in another unit than the one before it


@dataclass(frozen=True)
class CheckedAccount:
    """An account with its rows, None with an error in them, every issue, and the fields of its columns.

    ``beyond`` has the newest day of the rows of each file that are not the account's, and the line of its first.
    """

    book: Ledger | None
    issues: tuple[Issue, ...]
    fields: Mapping[str, int] = field(default_factory=dict)
    beyond: Mapping[str, tuple[date, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Rows:
    """What the rules look at: an account, its rows in order, and the field of each column."""

    account: Account
    book: Ledger
    fields: Mapping[str, int]
    today: date | None

    def fault(self, entry: Entry, column: str, code: str, message: str) -> Issue:
        """An error at a cell of a row."""
        return error(entry.file, entry.line, self.fields.get(column, 1), code, message)


def check_account(account: Account, files: Mapping[str, bytes], today: date | None) -> CheckedAccount:
    """An account's rows from its files, by the names that they are shown under; ``today`` is the release's day."""
    read = {file: account_rows(account, data, file) for file, data in files.items()}
    has_some = any(rows.entries for rows in read.values())
    entries = [entry for rows in read.values() for entry in rows.entries]
    issues = [_unless_elsewhere(issue, has_some) for rows in read.values() for issue in rows.issues]
    fields = {name: at for rows in read.values() for name, at in rows.fields.items()}
    book = ledger(account, entries)
    if not has_errors(issues):
        looked_at = _Rows(account, book, fields, today)
        for rule in RULES:
            issues += rule(looked_at)
        issues += account_doubts(book, fields)
    placed = in_workbooks(files, account.source, issues)
    beyond = {file: rows.beyond for file, rows in read.items() if rows.beyond is not None}
    return CheckedAccount(None if has_errors(placed) else book, tuple(placed), fields, beyond)


def _unless_elsewhere(issue: Issue, has_some: bool) -> Issue:
    """That a file has no row of the account is a warning where another of its files has some."""
    return replace(issue, severity="warning") if has_some and issue.code == "no-rows" else issue


def rows_have_amounts(rows: _Rows) -> Iterator[Issue]:
    """Each row states some amount."""
    for entry in rows.book.entries:
        if not entry.amounts:
            names = listed(rows.account.source.amount_columns)
            message = f"the row states no amount: none of {names} is filled"
            yield rows.fault(entry, "body", "no-amount", message)


def rows_stand_once(rows: _Rows) -> Iterator[Issue]:
    """A body has one row a day."""
    first = dict[tuple[date, str], Entry]()
    for entry in rows.book.entries:
        same = first.setdefault((entry.as_at, entry.body), entry)
        if same is not entry:
            place = f"line {same.line}" if same.file == entry.file else f"line {same.line} of {same.file}"
            message = f'"{entry.body}" has a row for {entry.as_at} already, in {place}; which of them counts?'
            yield rows.fault(entry, "body", "duplicate-row", message)


def days_are_of_the_year(rows: _Rows) -> Iterator[Issue]:
    """No day lies outside the account's year, or is still to come."""
    first, last = rows.account.first_day, rows.account.last_day
    for entry in rows.book.entries:
        if not first <= entry.as_at <= last:
            where = "after the end" if entry.as_at > last else "before the start"
            message = f"{entry.as_at} lies {where} of {rows.account.year}"
            mend = 'which rows are of that year is declared under "where", or "other_years: left-out" under "as_at"'
            yield rows.fault(entry, "as_at", "outside-year", f"{message}; {mend}")
        elif rows.today is not None and entry.as_at > rows.today:
            message = f"{entry.as_at} is a day to come: no amounts are to it yet"
            yield rows.fault(entry, "as_at", "future-period", message)


def stages_go_with_days(rows: _Rows) -> Iterator[Issue]:
    """What is to the end of the year is no forecast, and what is to a day before it no outturn."""
    last = rows.account.last_day
    for entry in rows.book.entries:
        if entry.as_at == last and entry.stage == "forecast":
            message = f"a forecast to {last}, when the year is over; is it the outturn, or its draft?"
            if "stage" not in rows.fields:
                message += ' No column says it: declare "at_year_end" under "stage".'
            yield rows.fault(entry, "stage" if "stage" in rows.fields else "as_at", "stage-of-day", message)
        if entry.as_at < last and entry.stage != "forecast":
            message = f"an outturn to {entry.as_at}, before the year ends on {last}; is it a forecast?"
            yield rows.fault(entry, "stage", "stage-of-day", message)


def stages_agree(rows: _Rows) -> Iterator[Issue]:
    """All rows of one day are of one stage."""
    for day in rows.book.days:
        first, *others = rows.book.on(day)
        for entry in others:
            if entry.stage != first.stage:
                message = (
                    f"it is of the stage {entry.stage}, and line {first.line} of {first.stage}, both to {day}"
                )
                yield rows.fault(entry, "stage", "stage-of-day", message)


def total_has_rows(rows: _Rows) -> Iterator[Issue]:
    """The name of the whole has a row on each day, where one is declared."""
    book, body = rows.book, rows.account.source.body
    name = body.total_name
    if name is None:
        return
    if name not in book.bodies:
        first = book.entries[0]
        guess = nearest(name, book.bodies) or f"; the rows are of {listed(book.bodies)}"
        message = f'no row is of "{body.total}", which is declared as the whole{guess}'
        if rows.account.kind == "balance":  # not every report gives the sum: parts alone may stand for a year
            yield warning(first.file, first.line, rows.fields.get("body", 1), "no-total", message)
        else:
            yield rows.fault(first, "body", "no-total", message)
        return
    for day in book.days if rows.account.kind != "balance" else ():
        if book.entry(day, name) is None:
            message = f'the rows to {day} are of parts alone, and none is of the whole, "{body.total}"'
            yield rows.fault(book.on(day)[0], "body", "no-total", message)


def amounts_are_in_one_unit(rows: _Rows) -> Iterator[Issue]:
    """No amount of a body is a thousand times what it was before, nor its forecast that of its budget."""
    last = dict[tuple[str, str], Decimal]()
    for entry in rows.book.entries:
        for name in (name for name in AMOUNTS if name not in ("variance", "beside_plan")):
            amount = entry.amount(name)
            if not amount:
                continue
            before = last.get((entry.body, name)) or (entry.amount("budget") if name == "forecast" else None)
            if before and is_thousandfold(amount, before):
                texts = [amount_text(number, rows.account) for number in (amount, before)]
                message = (
                    f"{texts[0]} beside {texts[1]}: is it in another unit than {rows.account.written_in}?"
                )
                yield rows.fault(entry, name, "thousandfold", message)
            last[entry.body, name] = amount


def is_thousandfold(first: Decimal, second: Decimal) -> bool:
    """Whether two amounts differ by a factor of about a thousand, whichever is the larger."""
    smaller, larger = sorted((abs(first), abs(second)))
    least, most = THOUSANDFOLD
    return least * smaller < larger < most * smaller


RULES: tuple[Callable[[_Rows], Iterator[Issue]], ...] = (
    rows_have_amounts,
    rows_stand_once,
    days_are_of_the_year,
    stages_go_with_days,
    stages_agree,
    total_has_rows,
    amounts_are_in_one_unit,
)
