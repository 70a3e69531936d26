"""A measure's figures as an OpenDocument spreadsheet: the sheets of the Excel workbook, and what stands in them.

Open Document Format 1.3 (OASIS, 2021), parts 2 (packages) and 3 (schema). Rows are written as they come, where a
library would first build the tree of all cells (docs/decisions/0021-formats-that-programs-read.md). The only date
inside that is none of the figures' is that of the release.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from components.site import downloads_words as words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.file_kinds import column_letters
from metrics.language import language, say
from serving.downloads.entries import entry
from serving.downloads.ods_parts import CONTENT, MANIFEST, MEDIA_TYPE, META, SETTINGS, STYLES
from serving.downloads.sheets import COVER_WIDTHS, Contents, measure_contents, width
from serving.http.answer import Json

CENTIMETRES = 0.21  # of a column for each letter
# What XML cannot hold, though a text may: it is seen to have been there.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# White space that a reader of XML folds into one space, where it stands at an end or beside more of it.
FOLDED = re.compile(r"^ | $|(?<= ) +|[\t\n]", re.MULTILINE)
EMPTY = "<table:table-cell/>"
TEXT = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NUMBER = (
    '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
)
DAY = (
    '<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{0}">'
    "<text:p>{0}</text:p></table:table-cell>"
)


def ods_bytes(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> bytes:
    """Rows of the API as an OpenDocument spreadsheet. Raises TooManyRows."""
    return opendocument_bytes(release, measure_contents(release, measure, rows))


def opendocument_bytes(release: Release, contents: Contents) -> bytes:
    """An OpenDocument spreadsheet of some contents: a zip file whose first part names its kind."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry(release, "mimetype", is_packed=False), MEDIA_TYPE)
        for name, text in _parts(release, contents).items():
            archive.writestr(entry(release, name), text)
        with (
            archive.open(entry(release, "content.xml"), "w") as file,
            io.TextIOWrapper(file, "utf-8", newline="") as text_file,
        ):
            text_file.writelines(_content(contents))
    return buffer.getvalue()


def _parts(release: Release, contents: Contents) -> dict[str, str]:
    """The parts that say what the spreadsheet is, and how it looks when it is opened."""
    meta = META.format(
        title=escape(contents.title),
        author=escape(release.config.site.producer),
        created=release.published_at.isoformat(timespec="seconds"),
        language=language(),
    )
    settings = SETTINGS.format(about=escape(say(words.SHEET_ABOUT)), data=quoteattr(say(words.SHEET_DATA)))
    return {
        "META-INF/manifest.xml": MANIFEST,
        "meta.xml": meta,
        "settings.xml": settings,
        "styles.xml": STYLES.format(language=language()[:2]),
    }


# The sheets ------------------------------------------------------------------------------------------------


def _content(contents: Contents) -> Iterator[str]:
    """The part that holds the cells, piece by piece."""
    widths = sorted({*COVER_WIDTHS, *map(width, contents.columns)})
    head, foot = CONTENT.split("{sheets}")
    yield head.format(columns="".join(map(_column_style, widths)))
    yield from _cover(contents)
    yield from _data(contents)
    yield foot.format(target=quoteattr(_target(contents)))


def _cover(contents: Contents) -> Iterator[str]:
    """What a reader must know before quoting a figure, in two columns."""
    yield _table(say(words.SHEET_ABOUT), COVER_WIDTHS)
    yield _row([_text(contents.heading, "heading")])
    yield _row([EMPTY])
    for name, text in contents.cover:
        yield _row([_text(name, "name") if name else EMPTY, _text(text, "wrapped")])
    yield "</table:table>"


def _data(contents: Contents) -> Iterator[str]:
    """The figures under the names of their columns."""
    yield _table(say(words.SHEET_DATA), [*map(width, contents.columns)])
    yield f"<table:table-header-rows>{_row([_text(name, 'column') for name in contents.columns])}"
    yield "</table:table-header-rows>"
    for row in contents.rows:
        yield _row([_cell(cell) for cell in row])
    yield "</table:table>"


def _table(name: str, widths: Sequence[int]) -> str:
    columns = "".join(f'<table:table-column table:style-name="width-{letters}"/>' for letters in widths)
    return f"<table:table table:name={quoteattr(name)}>{columns}"


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>\n'


def _cell(cell: object) -> str:
    """A cell of its type: text is text, whatever it starts with, and no cell holds a formula."""
    match cell:
        case str():
            return _text(cell)
        case int() | float():
            return NUMBER.format(repr(cell))
        case date():
            return DAY.format(cell.isoformat())
        case _:
            return EMPTY


def _text(text: str, style: str = "") -> str:
    return TEXT.format(f' table:style-name="{style}"' if style else "", _paragraph(text))


def _paragraph(text: str) -> str:
    """A text as the inside of a paragraph, in which no white space is lost."""
    return FOLDED.sub(
        _white, escape(UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    )


def _white(match: re.Match[str]) -> str:
    space = match[0]
    if space == "\n":
        return "</text:p><text:p>"  # as spreadsheets write a break in a cell
    return "<text:tab/>" if space == "\t" else f'<text:s text:c="{len(space)}"/>'


def _column_style(letters: int) -> str:
    size = f"{letters * CENTIMETRES:.2f}cm"
    return (
        f'<style:style style:name="width-{letters}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{size}"/></style:style>'
    )


def _target(contents: Contents) -> str:
    """The cells that can be filtered by what stands in their columns: ``'Data'.A1:'Data'.O12241``."""
    sheet = "'{}'".format(say(words.SHEET_DATA).replace("'", "''"))
    return f"{sheet}.A1:{sheet}.{column_letters(len(contents.columns))}{max(1, contents.count) + 1}"
