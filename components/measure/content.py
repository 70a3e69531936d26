"""What the page of one measure shows, as one value: pages/measure.py lays it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from components.site.context import View
from components.site.lookup import find_measure
from components.site.selection import Selection, parse_selection
from metrics.declared.framework import AnyMeasure
from metrics.figures.release import NO_DATA
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile


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


def measure_page(view: View, measure_id: str, query: Mapping[str, str]) -> MeasurePage:
    """The page of a measure for a query. Raises UnknownAddress, with the nearest, for what there is not."""
    data = view.release.data.get(measure_id, NO_DATA)
    selection = parse_selection(find_measure(view, measure_id), data, query)
    tile = view.release.tile(measure_id, view.today, selection.area, selection.comparison, selection.last)
    return MeasurePage(view, selection, tile, data)
