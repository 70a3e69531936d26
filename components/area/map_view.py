"""Which map of areas an address asks for, of tiles or of real shapes, what it shows, and the ways to the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.boundary_map import boundary_map
from components.area.forms import view_links
from components.area.states import States
from components.area.tile_map import tile_map
from components.basics.blocks import marks
from components.site.urls import areas_address
from metrics.figures.release import Release
from metrics.language import say
from metrics.territory import territory

BOUNDARIES, CHANGE = "boundaries", "change"  # as addresses have them


@dataclass(frozen=True)
class MapView:
    """A map of a release: of the ``measure``, empty for the first; ``map`` and ``show`` are empty by default."""

    measure: str
    map: str
    show: str
    release: Release

    def drawing(self, states: States) -> Component | None:
        """The map of what each district shows. A release without outlines has tiles alone, or no map at all."""
        has_tiles = territory().has_tiles
        if self.release.outlines is None or (has_tiles and not self.map):
            return tile_map(states, self.measure) if has_tiles else None
        declared = self.release.config.areas
        source = "" if declared is None else declared.boundaries_source or ""
        return boundary_map(self.release.outlines, states, source, self.measure)

    def ways(self) -> Component:
        """The ways to the other views of the map."""
        beside, change = replace(self, show=""), replace(self, show=CHANGE)
        rows = [
            self._ways(
                say(words.MAP_SHOWS), (say(words.BESIDE_REGION), beside), (say(words.AS_CHANGE), change)
            )
        ]
        if self.release.outlines is not None and territory().has_tiles:
            tiles, shapes = replace(self, map=""), replace(self, map=BOUNDARIES)
            rows.append(
                self._ways(
                    say(words.MAP_KIND), (say(words.AS_TILES), tiles), (say(words.AS_BOUNDARIES), shapes)
                )
            )
        return html.Nav(rows, **marks(aria_label=say(words.MAP_VIEWS)))

    def _ways(self, name: str, *views: tuple[str, MapView]) -> Component:
        return view_links(name, [(text, view.address, view == self) for text, view in views])

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"{areas_address(self.measure, map=self.map, show=self.show)}#map"
