"""A measure over time: the small line of a tile, and the chart with its table."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile
from metrics.periods import first_month, label, parse_period_id, year_of
from pages._parts.chart import BreakMark, Kind, Point, Spec, chart
from pages._parts.explore import stage
from pages._parts.scale import axis_for
from pages._parts.table import folded, table
from pages._parts.words import FREQUENCY, POINT, marked_text, status_words, upper_first

RECENT = {"month": 25, "financial-quarter": 13, "calendar-year": 12, "financial-year": 12}
LONG_TABLE = 12


def spark(measure: PublishedMeasure, tile: Tile) -> Component:
    """The small line on a tile. It says nothing that the tile does not say in words."""
    recent = tile.trend.observations[-RECENT[measure.frequency] :]
    return chart(_spec("spark", measure, recent, measure.title))


def trend(
    measure: PublishedMeasure,
    tile: Tile,
    data: MeasureData,
    area: str,
    *,
    whole: bool = False,
    explore: str = "",
) -> Component:
    """The chart of a measure in an area (a name), what to know when reading it, and its table.

    It is the ``whole`` series, or its recent part. With the address ``explore`` it can be made interactive.
    """
    recent = not whole
    shown = tile.trend.observations[-RECENT[measure.frequency] :] if recent else tile.trend.observations
    title = _title(measure, shown, area)
    spec = _spec("trend", measure, shown, title)
    drawing = stage(chart(spec), explore) if explore else chart(spec)
    figures = _table(measure, shown, _running(measure, tile, data), title)
    if recent or len(shown) > LONG_TABLE:
        figures = folded(f"Table of {len(shown)} {FREQUENCY[measure.frequency]}s", figures)
    return html.Figure([_caption(measure, title, spec), drawing, figures], className="graph")


def whole_trend(measure: PublishedMeasure, tile: Tile, area: str) -> Spec:
    """What the chart of the whole series draws."""
    shown = tile.trend.observations
    return _spec("trend", measure, shown, _title(measure, shown, area))


def _title(measure: PublishedMeasure, shown: Sequence[Observation], area: str) -> str:
    return f"{measure.title}, {area}, {shown[0].period_label} to {shown[-1].period_label}"


def _caption(measure: PublishedMeasure, title: str, spec: Spec) -> Component:
    return html.Figcaption([html.Strong(title), *(html.Span(f" {note}") for note in _notes(measure, spec))])


def _notes(measure: PublishedMeasure, spec: Spec) -> list[str]:
    """What a point covers, and what the drawing shows by shape, in words."""
    notes = [POINT[measure.window]] if measure.window in POINT else []
    if spec.points[-1].provisional:
        notes.append("The hollow point is provisional.")
    if any(point.value is None for point in spec.points):
        notes.append("The line has a gap where there is no figure.")
    if spec.breaks:
        notes.append("The dashed line marks a break: figures on either side cannot be compared.")
    if spec.axis.low > 0:
        notes.append(f"The scale starts at {spec.axis.low:g}%, not at zero.")
    return notes


def _spec(kind: Kind, measure: PublishedMeasure, shown: Sequence[Observation], title: str) -> Spec:
    return Spec(
        kind=kind,
        id=f"{kind}-{measure.id}",
        title=title,
        description=_description(measure, shown),
        unit=measure.unit,
        axis=axis_for((observation.value for observation in shown), measure.unit),
        points=tuple(_point(measure, observation) for observation in shown),
        breaks=tuple(_break_marks(measure, shown)),
    )


def _point(measure: PublishedMeasure, observation: Observation) -> Point:
    return Point(
        label=observation.period_label,
        value=observation.value,
        text=observation_text(measure, observation),
        tick=_tick(measure, observation),
        provisional=observation.status == "p",
    )


def _tick(measure: PublishedMeasure, observation: Observation) -> str:
    """The year, where a month or a quarter starts one."""
    match measure.frequency:
        case "month":
            return str(observation.period.year) if observation.period.month == 1 else ""
        case "financial-quarter":
            if observation.period.quarter > 1:
                return ""
            return label(year_of(observation.period, "financial-year-to-date"))
        case _:
            return observation.period_label


def _break_marks(measure: PublishedMeasure, shown: Sequence[Observation]) -> list[BreakMark]:
    """The declared breaks that fall between two of the points."""
    places = {observation.period: index for index, observation in enumerate(shown)}
    periods = [parse_period_id(item.period, measure.frequency) for item in measure.breaks]
    return [BreakMark(places[one], f"Break: {label(one)}") for one in periods if places.get(one, 0) > 0]


def _description(measure: PublishedMeasure, shown: Sequence[Observation]) -> str:
    """A sentence or two for who does not see the line."""
    known = [observation for observation in shown if observation.value is not None]
    if not known:
        return "There are no figures to draw."
    low, high = min(known, key=_value), max(known, key=_value)
    first, last, lowest, highest = (_told(measure, one) for one in (known[0], known[-1], low, high))
    return f"A line from {first} to {last}. The lowest is {lowest}, the highest {highest}."


def _value(observation: Observation) -> float:
    return observation.value or 0.0


def _told(measure: PublishedMeasure, observation: Observation) -> str:
    return f"{observation_text(measure, observation)} ({observation.label})"


def _running(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> Series | None:
    """The running total beside the single periods, where the measure is one."""
    if not measure.window.endswith("year-to-date"):
        return None
    running = data.get(Key(window=measure.window, area=tile.area))
    return None if running == tile.trend else running


def _table(
    measure: PublishedMeasure, shown: Sequence[Observation], running: Series | None, title: str
) -> Component:
    """Newest first. Columns that would be empty in every row are left out."""
    newest_first = shown[::-1]
    columns: list[tuple[str, list[str]]] = [
        (_period_head(measure), [observation.label for observation in newest_first]),
        (_value_head(measure), [observation_text(measure, observation) for observation in newest_first]),
    ]
    if running is not None:
        columns.append(("Year so far", [_running_text(measure, running, one) for one in newest_first]))
    if any(observation.base is not None for observation in shown):
        columns.append(("People asked", [_base_text(observation) for observation in newest_first]))
    numbers = len(columns)
    if any(notes := [_note(measure, observation) for observation in newest_first]):
        columns.append(("Note", notes))
    heads, cells = zip(*columns, strict=True)
    return table(title, heads, list(zip(*cells, strict=True)), words_from=numbers)


def _period_head(measure: PublishedMeasure) -> str:
    return upper_first(FREQUENCY[measure.frequency]) if measure.window != "rolling-12-months" else "Period"


def _value_head(measure: PublishedMeasure) -> str:
    return "Figure" if measure.noun is None else upper_first(measure.noun.plural)


def _running_text(measure: PublishedMeasure, running: Series, observation: Observation) -> str:
    total = running.at(observation.period)
    return "Not available" if total is None else marked_text(measure, total)


def _base_text(observation: Observation) -> str:
    return "Not available" if observation.base is None else f"{observation.base:,}"


def _note(measure: PublishedMeasure, observation: Observation) -> str:
    """The status in words, and where a break makes all earlier rows another matter."""
    starts = {first_month(parse_period_id(item.period, measure.frequency)) for item in measure.breaks}
    broken = "Break: not comparable with earlier figures" if first_month(observation.period) in starts else ""
    return ". ".join(part for part in (status_words(observation.status), broken) if part)
