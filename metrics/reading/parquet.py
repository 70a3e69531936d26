"""A Parquet file as rows of text, read by a library that is installed for it alone: few publishers write them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
# A folder called "year=2023" is none of its columns.
_FILE = "read_parquet(?, hive_partitioning = false)"
_GLOB = re.compile(r"[*?\[]")
_PLAIN = ("VARCHAR", "BOOLEAN", "DATE", "TIMESTAMP", "FLOAT", "DOUBLE", "DECIMAL", "ENUM", "TIME", "UUID")
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


def literal_path(path: str) -> str:
    """A path as the library takes it for one file: to it ``Crimes[1].parquet`` is a pattern that others fit too."""
    return _GLOB.sub(r"[\g<0>]", path)


def parquet_rows(data: bytes, decimal: str = ".") -> list[list[str]]:
    """The names of the columns and the rows. Raises Unread: damaged, too large, nested, or without the library."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:  # the library reads from files alone
        file.write(data)
        file.flush()
        with connected() as (connection, trouble):
            try:
                return _rows(connection, literal_path(file.name), decimal)
            except trouble:
                raise Unread("damaged", DAMAGED) from None


@contextmanager
def connected(threads: int = 1) -> Iterator[tuple[Any, type[Exception]]]:
    """A connection to the library, and what it raises. Raises Unread where it is not installed."""
    try:
        duckdb = import_module("duckdb")
    except ImportError:
        raise Unread("no-library", MISSING_LIBRARY) from None
    with (
        tempfile.TemporaryDirectory(prefix="pcp-") as scratch,
        duckdb.connect(
            ":memory:", config=_SETTINGS | {"threads": str(threads), "temp_directory": scratch}
        ) as connection,
    ):
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        yield connection, duckdb.Error


def described_columns(connection: Any, path: str) -> dict[str, str]:
    """The columns of a file with their types; ``path`` is as ``literal_path`` gives it.

    Raises Unread where one holds more than a value in each cell.
    """
    described = connection.execute(f"DESCRIBE SELECT * FROM {_FILE}", [path]).fetchall()
    types = {str(name): str(kind) for name, kind, *_ in described}
    nested = [name for name, kind in types.items() if not _is_plain(kind)]
    if nested:
        message = f'the column "{nested[0]}" holds lists, maps or bytes; ask for one value in each cell'
        raise Unread("damaged", message)
    return types


def text_columns(types: Mapping[str, str]) -> str:
    """What is selected of all columns, so that ``row_texts`` gives their texts."""
    return ", ".join(_AS_WRITTEN.get(kind, "{0}").format(quoted_name(name)) for name, kind in types.items())


def row_texts(cells: Iterable[object], decimal: str) -> list[str]:
    """The texts of the cells of a row."""
    return [_text(cell, decimal) for cell in cells]


def _rows(connection: Any, path: str, decimal: str) -> list[list[str]]:
    types = described_columns(connection, path)
    ((count,),) = connection.execute(f"SELECT count(*) FROM {_FILE}", [path]).fetchall()
    if count * len(types) > MOST_CELLS:
        raise too_large(f"it has {count:,} rows and {len(types):,} columns")
    found_rows = connection.execute(f"SELECT {text_columns(types)} FROM {_FILE}", [path])
    seen: dict[str, str] = {}
    rows = [list(types)]
    while chunk := found_rows.fetchmany(10_000):
        rows += [[seen.setdefault(text, text) for text in row_texts(row, decimal)] for row in chunk]
    return rows


def _is_plain(kind: str) -> bool:
    return "[" not in kind and (kind.startswith(_PLAIN) or kind.removeprefix("U") in _INTEGERS)


def quoted_name(name: str) -> str:
    """The name of a column as a query holds it."""
    return '"' + name.replace('"', '""') + '"'


def _text(cell: object, decimal: str) -> str:
    return plain_number(cell).replace(".", decimal) if isinstance(cell, float) else cell_text(cell)
