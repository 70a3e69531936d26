"""The marks of the sheets of an Excel workbook, from the XML that it is made of."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree import ElementTree

from metrics.file_kinds import column_number
from metrics.reading.packed import DAMAGED, Unread
from metrics.reading.sheet_marks import Block, SheetMarks

_BOOK = "xl/workbook.xml"
_CELL = rb"<(?:\w+:)?c\s[^>]*?"
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FILLED = re.compile(_CELL + rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_ERROR = re.compile(
    rb"(" + _CELL + rb"\bt=[\"']e[\"'][^>]*)>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>", re.DOTALL
)
_OF_ERRORS = re.compile(rb"\bt=[\"']e[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s([^>]*?\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^>]*?\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_FROM_TO = tuple(re.compile(rb"\b%s=[\"'](\d{1,5})[\"']" % name) for name in (b"min", b"max"))
_ROW = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# A cell with a formula and no value after it. Text may be empty, and is then its value.
_UNSOLVED = re.compile(
    rb"(<(?:\w+:)?c\s(?![^>]*\bt=[\"']str[\"'])[^>]*)(?<!/)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PERCENT_FORMATS = {"9", "10"}  # those that every workbook knows: 0% and 0.00%
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def xlsx_marks(archive: zipfile.ZipFile, sheet: str) -> SheetMarks:
    """The marks of a sheet by its name. Raises Unread where the workbook is damaged or far too large."""
    try:
        book = ElementTree.fromstring(archive.read(_BOOK))
        xml = archive.read(_part_of(archive, book, sheet))
        styles = _percent_styles(archive)
    except (KeyError, ElementTree.ParseError, UnicodeError, ValueError):
        raise Unread("damaged", DAMAGED) from None
    marks = SheetMarks()
    columns = {match[1] for match in _FILLED.finditer(xml)}
    rows = {match[2] for match in _FILLED.finditer(xml)}
    marks.reaches(max(map(int, rows), default=0), max(map(_number, columns), default=0))
    marks.percents += _percents(xml, styles)
    if _OF_ERRORS.search(xml):
        marks.errors += [(_block(match[1]), _error_text(match[2])) for match in _ERROR.finditer(xml)]
    if _FORMULA.search(xml):
        marks.stale = _is_yet_to_be_worked_out(book)
        marks.unsolved += [_block(match[1]) for match in _UNSOLVED.finditer(xml)]
    marks.merged += [
        Block(int(match[2]), _number(match[1]), int(match[4]), _number(match[3]))
        for match in _MERGED.finditer(xml)
    ]
    hidden = [int(row[1]) for match in _HIDDEN.finditer(xml) if (row := _ROW.search(match[1]))]
    marks.hidden_rows += [(row, row) for row in hidden]
    marks.hidden_columns += _hidden_columns(xml)
    return marks


def _hidden_columns(xml: bytes) -> Iterator[tuple[int, int]]:
    """The first and the last column of each stretch that is hidden."""
    for match in _HIDDEN_COLUMNS.finditer(xml):
        first, last = (pattern.search(match[1]) for pattern in _FROM_TO)
        if first is not None and last is not None:
            yield int(first[1]), int(last[1])


def _part_of(archive: zipfile.ZipFile, book: ElementTree.Element, sheet: str) -> str:
    """The part of the workbook that a sheet is: by its name, then by its relation."""
    entry = next(item for item in _all(book, "sheet") if item.get("name") == sheet)
    relation = next(value for key, value in entry.attrib.items() if key.endswith("}id"))
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next(item.get("Target", "") for item in relations if item.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _all(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Everything below an element that is called so, in whatever namespace."""
    return (item for item in element.iter() if item.tag.rpartition("}")[2] == name)


def _percent_styles(archive: zipfile.ZipFile) -> list[bytes]:
    """The numbers of the styles that show 0.61 as 61%."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {
        item.get("numFmtId", "")
        for item in _all(styles, "numFmt")
        if "%" in _QUOTED.sub("", item.get("formatCode", ""))
    }
    used = next(iter(_all(styles, "cellXfs")), None)
    cells = [] if used is None else list(used)
    return [
        str(at).encode()
        for at, item in enumerate(cells)
        if item.get("numFmtId", "") in formats | _PERCENT_FORMATS
    ]


def _percents(xml: bytes, styles: list[bytes]) -> Iterator[Block]:
    if not styles:
        return
    styled = re.compile(_CELL + rb"\bs=[\"'](?:" + b"|".join(styles) + rb")[\"'][^>]*>")
    for match in styled.finditer(xml):
        if _REFERENCE.search(match[0]):
            yield _block(match[0])


def _block(tag: bytes) -> Block:
    """The cell that a tag is of; the first one where it says none, so that it is not lost."""
    match = _REFERENCE.search(tag)
    row, column = (int(match[2]), _number(match[1])) if match else (1, 1)
    return Block(row, column, row, column)


def _number(letters: bytes) -> int:
    return column_number(letters.decode("ascii"))


def _error_text(content: bytes) -> str:
    value = _VALUE.search(content)
    return value[1].decode("utf-8", errors="replace") if value else "#ERROR"


def _is_yet_to_be_worked_out(book: ElementTree.Element) -> bool:
    """Whether a program has written formulas that no spreadsheet has worked out since: their values are made up."""
    return any(item.get("fullCalcOnLoad") in ("1", "true") for item in _all(book, "calcPr"))
