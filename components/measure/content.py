"""What the page of one measure shows, as one value: pages/measure.py lays it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from components.basics.words import lower_first
from components.measure import words
from components.site.context import View
from components.site.lookup import find_measure
from components.site.selection import Selection, parse_selection
from metrics.areas import region_code
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.comparison import basis_of
from metrics.figures.release import NO_DATA
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.periods import label


def selection_title(view: View, selection: Selection) -> str:
    """What tells a page from others of its measure: ``Homicide, Camden, by sex, to June 2024``."""
    measure, parts = selection.measure, [selection.measure.title]
    if selection.area != region_code():
        parts.append(view.area_name(measure.id, selection.area))
    if selection.districts:
        parts.append(say(words.EACH_DISTRICT))
    if selection.dimension is not None:
        parts.append(say(words.BY_DIMENSION, dimension=lower_first(selection.dimension.title)))
    if selection.first is not None:
        parts.append(say(words.TITLE_FROM, period=label(selection.first)))
    if selection.last is not None:
        parts.append(say(words.TITLE_TO, period=label(selection.last)))
    if selection.comparison is not None and isinstance(measure, PublishedMeasure):
        parts.append(lower_first(basis_of(measure, selection.comparison).label))
    return ", ".join(parts)


@dataclass(frozen=True)
class MeasurePage:
    """A measure in the view of a request, as a reader selected it.

    ``tile`` speaks of the figure that is selected, ``data`` are all figures of the measure.
    """

    view: View
    selection: Selection
    tile: Tile
    data: MeasureData

    @property
    def measure(self) -> AnyMeasure:
        return self.tile.measure

    @property
    def area(self) -> str:
        """The name of the area that is selected."""
        return self.view.area_name(self.measure.id, self.tile.area)

    @property
    def description(self) -> str:
        """What the page says first, for who finds it before opening it."""
        return self.tile.says or self.measure.description


def measure_page(view: View, measure_id: str, query: Mapping[str, str]) -> MeasurePage:
    """The page of a measure for a query. Raises UnknownAddress, with the nearest, for what there is not."""
    data = view.release.data.get(measure_id, NO_DATA)
    selection = parse_selection(find_measure(view, measure_id), data, query)
    tile = view.release.tile(measure_id, view.today, selection.area, selection.comparison, selection.last)
    return MeasurePage(view, selection, tile, data)
