"""A Parquet file as rows of text, read by a library that is installed for it alone: few publishers write them."""

from __future__ import annotations

import tempfile
from importlib import import_module
from typing import Any

from metrics.reading.cell_texts import cell_text, plain_number
from metrics.reading.packed import DAMAGED, Unread, too_large
from metrics.reading.sheet_marks import MOST_CELLS

MISSING_LIBRARY = (
    "a Parquet file is read by duckdb, and that is not installed; in the project's folder, "
    "run .venv/bin/python -m pip install --require-hashes -r requirements-parquet.lock"
)
_SETTINGS = {
    "memory_limit": "2GB",
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# What Python would show in more digits than were written, or only with a library for time zones.
_AS_WRITTEN = {
    "FLOAT": "CAST(CAST({0} AS VARCHAR) AS DOUBLE)",
    "TIMESTAMP WITH TIME ZONE": "CAST({0} AS VARCHAR)",
}
_PLAIN = ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "FLOAT", "DOUBLE", "DECIMAL", "ENUM", "TIME", "UUID")
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


def parquet_rows(data: bytes, decimal: str = ".") -> list[list[str]]:
    """The names of the columns and the rows. Raises Unread: damaged, too large, nested, or without the library."""
    try:
        duckdb = import_module("duckdb")
    except ImportError:
        raise Unread("no-library", MISSING_LIBRARY) from None
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:  # the library reads from files alone
        file.write(data)
        file.flush()
        with duckdb.connect(":memory:", config=_SETTINGS) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            try:
                return _rows(connection, file.name, decimal)
            except duckdb.Error:
                raise Unread("damaged", DAMAGED) from None


def _rows(connection: Any, path: str, decimal: str) -> list[list[str]]:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
    types = {str(name): str(kind) for name, kind, *_ in described}
    nested = [name for name, kind in types.items() if not _is_plain(kind)]
    if nested:
        message = f'the column "{nested[0]}" holds lists, maps or bytes; ask for one value in each cell'
        raise Unread("damaged", message)
    ((count,),) = connection.execute("SELECT count(*) FROM read_parquet(?)", [path]).fetchall()
    if count * len(types) > MOST_CELLS:
        raise too_large(f"it has {count:,} rows and {len(types):,} columns")
    chosen = ", ".join(_AS_WRITTEN.get(kind, "{0}").format(_quoted(name)) for name, kind in types.items())
    found_rows = connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [path])
    seen: dict[str, str] = {}
    rows = [list(types)]
    while chunk := found_rows.fetchmany(10_000):
        rows += [
            [seen.setdefault(text, text) for text in (_text(cell, decimal) for cell in row)] for row in chunk
        ]
    return rows


def _is_plain(kind: str) -> bool:
    return "[" not in kind and (kind.startswith(_PLAIN) or kind.removeprefix("U") in _INTEGERS)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(cell: object, decimal: str) -> str:
    return plain_number(cell).replace(".", decimal) if isinstance(cell, float) else cell_text(cell)
