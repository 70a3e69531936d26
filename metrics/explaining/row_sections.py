"""The rows behind a figure as parts of an explanation: its own, those that it is divided by, those of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics.declared.derivation import parts_of
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.explanation import Explanation
from metrics.explaining.row_words import declared_rows, left_out_lines, rows_sentence
from metrics.figures.lineage import Cell, Role, Trail
from metrics.language import say

ROWS = "The rows that make it"
NOT_KEPT = "This release was stored without the rows behind its figures. They stand in the files named above."
OVER = "What it is divided by: {noun}"
ALL_ROWS = "All rows count for it."
OF_REGION = "The rows themselves are listed for {region's} figure."
OF_PARTS = "It is made of the figures of other measures, and has no rows of its own."
PART = "What it is made of: {name}"
DIVIDED = "What that figure is divided by has its rows on the page of its own measure."


@dataclass(frozen=True)
class Section:
    """A part of an explanation: sentences, a link, cells (``more`` are not listed), what was left out, facts."""

    id: str
    title: str
    says: tuple[str, ...] = ()
    link: str = ""
    cells: tuple[Cell, ...] = ()
    more: int = 0
    left_out: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def row_sections(measure: PublishedMeasure, explained: Explanation) -> Iterator[Section]:
    """The rows of a figure, and those of all that it is worked out from."""
    yield _rows(measure, explained)
    if measure.derived is None:
        yield from _over(measure, explained)
    else:
        yield from _parts(measure, explained)


def _parts(measure: PublishedMeasure, explained: Explanation) -> Iterator[Section]:
    """The rows of each figure that a derived one is made of."""
    trail = trail_of(explained, "figure")
    measures = [own for _, own in parts_of(explained.release.config, measure)]
    for number, (own, part) in enumerate(
        zip(measures, trail.made_of if trail else (), strict=False), start=1
    ):
        says = (rows_sentence(own, part.trail), *((say(DIVIDED),) if part.trail.over is not None else ()))
        more, left = part.trail.count - len(part.trail.cells), tuple(left_out_lines(part.trail))
        title = say(PART, name=part.name)
        yield Section(f"part-{number}", title, says, "", part.trail.cells, more, left)


def _rows(measure: PublishedMeasure, explained: Explanation) -> Section:
    trail = trail_of(explained, "figure")
    if measure.derived is not None:
        says = (say(OF_PARTS),) if trail is not None else (say(OF_PARTS), say(OF_REGION))
        return Section("rows", say(ROWS), says)
    if trail is None:
        why = say(NOT_KEPT if explained.is_region else OF_REGION)
        return Section("rows", say(ROWS), (*declared_rows(measure.source), why))
    more = trail.count - len(trail.cells)
    left = tuple(left_out_lines(trail))
    return Section("rows", say(ROWS), (rows_sentence(measure, trail),), "", trail.cells, more, left)


def _over(measure: PublishedMeasure, explained: Explanation) -> Iterator[Section]:
    """The rows of what the first count of a ratio is divided by."""
    trail, over = trail_of(explained, "figure"), measure.source.over
    if over is None:
        return
    title = say(OVER, noun=over.noun)
    if trail is None or trail.over is None:
        where = measure.source.where if over.where is None else over.where
        says = tuple(declared_rows(measure.source.model_copy(update={"where": where})))
        yield Section("over", title, says or (say(ALL_ROWS),))
        return
    under = trail.over
    more, left = under.count - len(under.cells), tuple(left_out_lines(under))
    yield Section("over", title, (rows_sentence(measure, under),), "", under.cells, more, left)


def trail_of(explained: Explanation, role: Role) -> Trail | None:
    """The way to one of the figures that a tile speaks of, where it is at hand."""
    return None if explained.trails is None else explained.trails.get(role)
