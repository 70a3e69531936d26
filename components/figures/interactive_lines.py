"""What the interactive chart of a measure holds beside the still one: other lines, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from charts.kinds.trend import Beside, Trend
from charts.values import Point
from components.figures import words
from components.figures.interactive import ChartText
from components.figures.interval_words import band, what_it_is
from components.figures.points import intervals_of, points
from components.figures.trend import full_trend
from components.figures.trend_notes import chart_notes
from components.site.citation import citation
from metrics.areas import area_slug, region, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile
from metrics.language import say

MOST_CATEGORIES = 8


def explored_trend(measure: PublishedMeasure, tile: Tile, data: MeasureData, area: str) -> Trend:
    """The whole series of a measure in an area (a name), with the lines that a reader can put beside it.

    Percentages have them alone: counts of a district and of the region, or of a part and of all, share no scale.
    """
    trend = full_trend(measure, tile, area, data)
    if measure.unit_row.adds_up:
        return trend
    beside = (
        _of_categories(measure, tile, data) if tile.area == region_code() else _of_region(measure, tile, data)
    )
    return replace(trend, name=_own_name(measure, tile, area), beside=tuple(beside))


def chart_text(release: Release, measure: PublishedMeasure, tile: Tile, area: str, trend: Trend) -> ChartText:
    """What stands in a saved picture: what it is, how it is read, where it comes from, and its file's name."""
    heading = f"{measure.title}, {area}"
    notes = chart_notes(measure, trend)
    of_band = [note for note in notes if note in (band(), what_it_is(measure))]
    return ChartText(
        heading=heading,
        notes=" ".join(note for note in notes if note not in of_band),
        sure=" ".join(of_band),
        source=citation(release, heading, measure),
        file=f"{measure.id}-{area_slug(tile.area)}-{release.id}",
    )


def _own_name(measure: PublishedMeasure, tile: Tile, area: str) -> str:
    """A district's name; for the region the part that is the headline, where the other lines are other parts."""
    headlines = [dimension.headline for dimension in measure.source.dimensions if dimension.headline]
    return headlines[0] if tile.area == region_code() and len(headlines) == 1 else area


def _of_region(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> Iterator[Beside]:
    series = data.get(Key(tile.trend.observations[0].window, region_code()))
    if any(observation.value is not None for observation in series):
        yield Beside(
            region().slug, say(words.OWN_AREA), _points(measure, _beside(tile.trend, series)), visible=True
        )


def _of_categories(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> Iterator[Beside]:
    """The first parts of each breakdown that have figures, but for the part that is the measure's own line."""
    return islice(_categories(measure, tile, data), MOST_CATEGORIES)


def _categories(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> Iterator[Beside]:
    own = [observation.value for observation in tile.trend]
    for dimension in measure.source.dimensions:
        for place, name in enumerate(data.categories(dimension.id)):
            observations = _beside(
                tile.trend, data.get(Key(measure.window, region_code(), dimension.id, name))
            )
            values = [observation.value for observation in observations]
            if values != own and any(value is not None for value in values):
                yield Beside(f"{dimension.id}-{place}", name, _points(measure, observations, name))


def _beside(own: Series, other: Series) -> tuple[Observation, ...]:
    """A series at the periods of another; without a value where it has none."""
    return tuple(
        other.at(observation.period) or replace(observation, value=None, status="x", base=None)
        for observation in own
    )


def _points(
    measure: PublishedMeasure, observations: Sequence[Observation], category: str = ""
) -> tuple[Point, ...]:
    return points(measure, observations, intervals_of(measure, observations, region_code(), category))
