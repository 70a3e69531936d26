"""Accounts of money as files: their rows as CSV with its description (CSV on the Web), and as spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from components.account.content import account_title
from components.account.download_words import ACCOUNT_COLUMNS, ACCOUNT_FILE_TITLE
from components.site.urls import account_address
from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.language import say
from metrics.money.amounts import json_pounds
from metrics.money.entries import Entry, Ledger
from metrics.money.sentences import account_sentences
from serving.api.measures import find_by_id
from serving.downloads.contents import harmless
from serving.downloads.described import described_column, described_file
from serving.downloads.sheets import Contents
from serving.downloads.workbook import Records, record_contents, spreadsheets
from serving.http.answer import Json

NUMBERS = ("original", "budget", "forecast", "variance", "opening", "closing", "planned", "beside_plan")
DAYS = ("as_at",)
ALWAYS = ("account", "release", "year", "as_at", "stage", "body")


def find_ledger(release: Release, account_id: str) -> Ledger:
    """The rows of an account. Raises ApiError when there is none."""
    return find_by_id(release.accounts, account_id, "account")


def account_csv(release: Release, account_id: str) -> bytes:
    """The rows of an account: CRLF, UTF-8, amounts in pounds as they are stated. Raises ApiError."""
    book, text = find_ledger(release, account_id), io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(ACCOUNT_COLUMNS)
    for entry in book.entries:
        writer.writerow([harmless(cell) for cell in _cells(release, book, entry)])
    return text.getvalue().encode()


def account_contents(release: Release, account_id: str) -> Contents:
    """The same for a spreadsheet, with a sheet that says what it is. Raises ApiError."""
    book = find_ledger(release, account_id)
    rows = [_cells(release, book, entry) for entry in book.entries]
    columns = {name: say(meaning) for name, meaning in ACCOUNT_COLUMNS.items()}
    records = Records(
        title=_title(release, book),
        heading=account_title(book.account),
        description=book.account.description,
        address=account_address(account_id),
        source=book.account.source,
        columns=columns,
        says=account_sentences(book),
        off=[item.text for item in discrepancies_of(release, account_id)],
        days=DAYS,
    )
    return record_contents(release, records, rows)


def account_metadata(release: Release, account_id: str) -> bytes:
    """What the columns mean (Metadata Vocabulary for Tabular Data, W3C 2015). Raises ApiError."""
    book = find_ledger(release, account_id)
    description = " ".join([book.account.description, *account_sentences(book)])
    named = (f"account-{account_id}.csv", _title(release, book), description)
    columns = [_column(name, say(meaning)) for name, meaning in ACCOUNT_COLUMNS.items()]
    table = described_file(release, book.account.source, named, columns, ["as_at", "body"])
    notes = [item.text for item in discrepancies_of(release, account_id)]
    if notes:
        table["notes"] = notes
    return json.dumps(table, ensure_ascii=False, indent=1).encode() + b"\n"


def _column(name: str, meaning: str) -> Json:
    numbers = {"percent": "number", **dict.fromkeys(DAYS, "date"), **dict.fromkeys(NUMBERS, "decimal")}
    return described_column(name, meaning, numbers.get(name, "string"), is_required=name in ALWAYS)


def _title(release: Release, book: Ledger) -> str:
    return say(ACCOUNT_FILE_TITLE, title=account_title(book.account), release=release.title)


def _cells(release: Release, book: Ledger, entry: Entry) -> list[object]:
    """One row as the cells of a file, in the order of its columns; None where nothing is stated."""
    amounts = {str(name): json_pounds(amount) for name, amount in entry.amounts.items()}
    values: dict[str, object] = {
        "account": book.account.id,
        "release": release.id,
        "year": book.account.year,
        "as_at": entry.as_at.isoformat(),
        "stage": entry.stage,
        "body": entry.body,
        **amounts,
        "percent": None if entry.percent is None else float(entry.percent),
        "document": entry.document or None,
    }
    return [values.get(name) for name in ACCOUNT_COLUMNS]


# The files of an account, by their ending.
OF_ACCOUNTS: Mapping[str, Callable[[Release, str], bytes]] = {
    ".csv": account_csv,
    **spreadsheets(account_contents),
    ".csv-metadata.json": account_metadata,
}
