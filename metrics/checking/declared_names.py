"""Names that are declared and that no row has: they have vanished, or were never written so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from metrics.areas import NO_AREA_NAMES, folded
from metrics.checking.checks import check_measure
from metrics.checking.doubts import Doubt
from metrics.checking.outside import falls_of_region
from metrics.checking.previous import Previous
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.locations import Locations
from metrics.figures.lost_rows import lost_category
from metrics.file_kinds import CSV, read_as
from metrics.issues import Issue, listed, warning
from metrics.language import say
from metrics.reading.files import matching
from metrics.reading.names import EMPTY


def categories_have_rows(
    measure: PublishedMeasure, cells: pd.DataFrame, declared: Locations
) -> Iterator[Issue]:
    """Each declared category has a row in some file, where its figures would else be zero in every period."""
    source = measure.source
    if source.absent != "zero" or not LAYOUTS[source.layout].is_seamless:
        return
    for at, dimension in enumerate(source.dimensions):
        present = set(cells[dimension.id].unique())
        for number, category in enumerate(dimension.categories):
            if category.name not in present and not _is_gone(measure, dimension.id, category.name, cells):
                mark = declared.mark(measure.id, ("source", "dimensions", at, "categories", number))
                message = f'measure "{measure.id}": no row is of the category "{category.name}" of '
                message += f"{dimension.title}, so its figures would be zero, in every period"
                yield warning(declared.file, *mark, "unmet-name", message)


def _is_gone(measure: PublishedMeasure, dimension: str, category: str, cells: pd.DataFrame) -> bool:
    """Whether a category is declared to be gone in every period, so that none of its figures is zero."""
    ends = cells["period"].min(), cells["period"].max()
    return all(lost_category(measure, dimension, category, period) for period in ends)


def outside_names_stay(
    measure: PublishedMeasure,
    cells: pd.DataFrame,
    stored: pd.DataFrame,
    previous: Previous,
    doubts: Iterable[Doubt],
    declared: Locations,
) -> Iterator[Issue]:
    """A name of no district that the current release has rows of has some now, or a doubt tells of it."""
    source = measure.source
    if source.area is None or source.region != "all-rows" or any(item.code == "gone-rows" for item in doubts):
        return
    present = set(cells["area"].unique())
    lost = [name for name in source.area.no_area if f"{NO_AREA_NAMES}{folded(name)}" not in present]
    before = _outside_before(measure, previous, lost) if lost else set()
    gone = [name or EMPTY for name in lost if f"{NO_AREA_NAMES}{folded(name)}" in before]
    if gone:
        fall = falls_of_region(measure, stored, previous).max()
        size = f"is lower than there by up to {fall:.1f}%" if fall >= 0.05 else "is not lower for it"
        message = (
            f'measure "{measure.id}": release "{previous.id}" has rows of {listed(gone)}, and no row is of '
        )
        message += say(
            "{gone} now; {region's} figure {size}: where are they counted?",
            gone="it" if len(gone) == 1 else "them",
            size=size,
        )
        mark = declared.mark(measure.id, ("source", "area", "no_area"))
        yield warning(declared.file, *mark, "unmet-name", message)


def _outside_before(measure: PublishedMeasure, previous: Previous, names: Iterable[str]) -> set[str]:
    """What the current release's files have for names of no district; of plain text only if it has such."""
    was = previous.measure(measure.id)
    if was is None:
        return set()
    files = [name for pattern in was.source.files for name in matching(pattern, previous.files)]
    contents = {name: previous.read(name) for name in files}
    texts = [data.lower() for data in contents.values()]
    plain = all(read_as(name) == CSV for name in files)
    if plain and not any(name.lower().encode() in text for name in names for text in texts):
        return set()
    cells, _ = check_measure(was, contents)
    return set() if cells is None else set(cells["area"].unique())
