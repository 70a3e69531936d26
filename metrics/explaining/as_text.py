"""An explanation as lines for a terminal: what an analyst can read out to whoever asks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from metrics.explaining.explanation import Explanation
from metrics.explaining.row_sections import Section
from metrics.explaining.sections import headline, sections
from metrics.figures.lineage import Cell
from metrics.figures.numbers import counted
from metrics.issues import printable, shortened

WIDTH = 100
INDENT = "   "
MOST_LISTED = {"rows": 10, "compared": 3}


def as_text(explained: Explanation) -> Iterator[str]:
    """The lines of an explanation, each safe for a terminal."""
    for line in headline(explained):
        yield from _wrapped(line, "")
    for number, section in enumerate(sections(explained), start=1):
        yield ""
        yield f"{number}. {section.title}"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    for sentence in section.says:
        yield from _wrapped(sentence, INDENT)
    if section.link:
        yield f"{INDENT}{section.link}"
    yield from _cells(section)
    if section.left_out:
        yield f"{INDENT}Left out:"
        for line in section.left_out:
            yield from _wrapped(line, f"{INDENT}- ", f"{INDENT}  ")
    width = max((len(name) for name, _ in section.facts), default=0)
    for name, text in section.facts:
        yield printable(f"{INDENT}{name.ljust(width)}  {text}".rstrip())


def _cells(section: Section) -> Iterator[str]:
    most = MOST_LISTED.get(section.id, 10)
    first = (most + 1) // 2
    cells, more = list(section.cells), section.more
    if len(cells) > most:
        more += len(cells) - most
        cells = cells[:first] + cells[len(cells) - (most - first) :]
    for index, cell in enumerate(cells):
        if more and index == (len(cells) + 1) // 2:
            yield f"{INDENT}… and {counted(more, 'more').removesuffix('s')} between them"
        yield printable(f"{INDENT}{_cell(cell)}")


def _cell(cell: Cell) -> str:
    place = f"{cell.file}:{cell.cell or f'{cell.line}:{cell.field}'}"
    value = [(cell.column, cell.written)] if cell.column else []
    fields = [f"{name}: {shortened(text)}" for name, text in [*cell.row, *value]]
    return f"{place}  {' · '.join(fields)}".rstrip()


def _wrapped(text: str, start: str, then: str | None = None) -> Sequence[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=start,
        subsequent_indent=start if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
