"""Rules on the files of a source: each is read once, and what is said of sheets, cells and text fits their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.findings import Finding
from metrics.declared.framework import PublishedMeasure
from metrics.file_kinds import FILE_KINDS, cell_range, read_as

OF_WORKBOOKS = ("sheet", "range")
OF_TEXT = ("delimiter", "encoding")


def files_stand_once(measure: PublishedMeasure) -> Iterator[Finding]:
    """A file is read once, or its rows would count twice."""
    for index, name in enumerate(measure.source.files):
        if name in measure.source.files[:index]:
            yield Finding(("source", "files", index), f'the file "{name}" stands twice', "duplicate-file")


def years_stand_alone(measure: PublishedMeasure) -> Iterator[Finding]:
    """A name has one place for its year, and nothing else in it changes."""
    for index, name in enumerate(measure.source.files):
        if name.count("{year}") > 1 or ("{year}" in name and "*" in name):
            message = (
                f'"{name}": beside one {{year}} there is neither another nor a *: all else stays the same'
            )
            yield Finding(("source", "files", index), message)


def keys_fit_the_kind(measure: PublishedMeasure) -> Iterator[Finding]:
    """Workbooks have sheets and cells, text has a delimiter and an encoding, and others have neither."""
    source = measure.source
    kinds = [read_as(name) for name in source.files]
    sheets = ", ".join(kind.ending for kind in FILE_KINDS if kind.has_sheets)
    texts = ", ".join(kind.ending for kind in FILE_KINDS if kind.is_text)
    for keys, fits, endings in (
        (OF_WORKBOOKS, any(kind.has_sheets for kind in kinds), sheets),
        (OF_TEXT, any(kind.is_text for kind in kinds), texts),
    ):
        for key in keys if not fits else ():
            if key in source.model_fields_set:
                yield Finding(("source", key), f'"{key}" is for files that end in {endings}: leave it out')
    if "header" in source.model_fields_set and not any(kind.is_text or kind.has_sheets for kind in kinds):
        yield Finding(
            ("source", "header"), "such a file has no lines above its columns: leave out the header"
        )


def range_is_whole(measure: PublishedMeasure) -> Iterator[Finding]:
    """A range goes from its first cell to its last, and starts with the header."""
    source, at = measure.source, ("source", "range")
    if source.range is None:
        return
    cells = cell_range(source.range)
    if cells.last_column < cells.first_column or (cells.last_row or cells.first_row) < cells.first_row:
        yield Finding(at, f"{source.range} ends before it starts: name the top left cell first")
    elif cells.last_row == cells.first_row:
        yield Finding(at, f"{source.range} is one row, and the header alone takes one")
    if "header" in source.model_fields_set and source.header != cells.first_row:
        message = (
            f'the first row of {source.range} is the header: leave out "header", or start the range there'
        )
        yield Finding(("source", "header"), message)


FILE_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    files_stand_once,
    years_stand_alone,
    keys_fit_the_kind,
    range_is_whole,
)
