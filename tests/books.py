"""Workbooks and other packed files, written by tests from text that can be read beside them.

A sheet begins with ``== Its name``, and its cells are those of a CSV. ``61`` becomes a number, ``61%`` a number that
is shown so, ``2024-01-31`` a true date, ``#N/A`` an error, TRUE a truth value, and ``'61`` a text.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import duckdb
import xlsxwriter

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]


class Percentage(float):
    """A number that a spreadsheet shows as a percentage: 0.61 as 61%."""


class Error(str):
    """What a formula gives that cannot be worked out: ``#N/A``."""

    __slots__ = ()


def cell(text: str) -> object:
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"-?\d+(\.\d+)?%", text):
        return Percentage(float(text[:-1]) / 100)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"#[A-Z/0]+[!?]?", text):
        return Error(text)
    return {"TRUE": True, "FALSE": False}.get(text, text)


def sheets(text: str) -> dict[str, list[list[object]]]:
    """What a text says of a workbook, sheet by sheet."""
    parts = re.split(r"^== (.+)\n", text, flags=re.MULTILINE)[1:]
    rows = [[[cell(item) for item in row] for row in csv.reader(io.StringIO(body))] for body in parts[1::2]]
    return dict(zip(parts[0::2], rows, strict=True))


def stated_text(cell: object) -> str:
    """A cell of a spreadsheet as a CSV states it: a day in ISO 8601, nothing where nothing stands."""
    return "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def xlsx(book: Sheets, change: Callable[[xlsxwriter.Workbook], None] | None = None) -> bytes:
    """An Excel workbook. ``change`` may alter it before it is whole."""
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"strings_to_formulas": False, "strings_to_urls": False})
    percent_format = workbook.add_format({"num_format": "0%"})
    dated = workbook.add_format({"num_format": "mmm-yy"})
    for name, rows in book.items():
        sheet = workbook.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, item in enumerate(row):
                match item:
                    case Error():
                        sheet.write_formula(at, column, "=NA()", None, item)
                    case Percentage():
                        sheet.write_number(at, column, float(item), percent_format)
                    case date():
                        sheet.write_datetime(at, column, datetime(item.year, item.month, item.day), dated)
                    case "":
                        pass
                    case _:
                        sheet.write(at, column, item)
    if change is not None:
        change(workbook)
    workbook.close()
    return worked_out(data.getvalue())


def worked_out(data: bytes) -> bytes:
    """A workbook as a spreadsheet has saved it: its formulas need not be worked out again."""
    return altered(data, {"xl/workbook.xml": lambda text: text.replace(' fullCalcOnLoad="1"', "")})


def altered(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A zip file with some of its parts changed."""
    old, new = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in old.infolist():
            content = old.read(part)
            if part.filename in changes:
                content = changes[part.filename](content.decode()).encode()
            archive.writestr(part.filename, content)
    return new.getvalue()


# OpenDocument ------------------------------------------------------------------------------------------------

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{_KIND}"/></manifest:manifest>'
)


def ods(book: Sheets) -> bytes:
    """An OpenDocument spreadsheet."""
    return ods_of(
        "".join(
            f"<table:table table:name={quoteattr(name)}>{_rows(rows)}</table:table>"
            for name, rows in book.items()
        )
    )


def ods_of(tables: str) -> bytes:
    """An OpenDocument spreadsheet of tables as they stand in it."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    content = f"<office:spreadsheet>{tables}</office:spreadsheet>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _KIND)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body>{content}</office:body></office:document-content>",
        )
    return data.getvalue()


def _rows(rows: Sequence[Sequence[object]]) -> str:
    return "".join(
        f"<table:table-row>{''.join(map(_cell, row)) or _cell('')}</table:table-row>" for row in rows
    )


def _cell(item: object) -> str:
    match item:
        case "":
            return "<table:table-cell/>"
        case Error():
            kind = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
        case Percentage():
            kind = f'office:value-type="percentage" office:value="{float(item)}"'
        case bool():
            kind = f'office:value-type="boolean" office:boolean-value="{str(item).lower()}"'
        case float():
            kind = f'office:value-type="float" office:value="{item}"'
        case date():
            kind = f'office:value-type="date" office:date-value="{item.isoformat()}"'
        case _:
            kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(item))}</text:p></table:table-cell>"


# Others --------------------------------------------------------------------------------------------------------


def parquet(text: str, path: Path) -> None:
    """A Parquet file of a CSV, with the types that its columns seem to have."""
    source = path.with_suffix(".as.csv")
    source.write_text(text, encoding="utf-8")
    with duckdb.connect(":memory:") as connection:
        connection.read_csv(str(source)).write_parquet(str(path))
    source.unlink()


def write(folder: Path, drop: Path) -> None:
    """A drop of the files in a folder: what ends in ``.xlsx.txt`` and the like becomes what is named before it."""
    drop.mkdir(parents=True, exist_ok=True)
    for file in sorted(folder.iterdir()):
        name, text = file.name.removesuffix(".txt"), file.read_bytes()
        if name == file.name:
            (drop / name).write_bytes(text)
        elif name.endswith(".xlsx"):
            (drop / name).write_bytes(xlsx(sheets(text.decode())))
        elif name.endswith(".ods"):
            (drop / name).write_bytes(ods(sheets(text.decode())))
        elif name.endswith(".gz"):
            (drop / name).write_bytes(gzip.compress(text, mtime=0))
        else:
            parquet(text.decode(), drop / name)
