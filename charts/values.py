"""What a chart draws, as plain values: a class for each kind, written into a page and read back by who draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from charts.scale import Axis
from metrics.declared.framework import Unit
from metrics.statuses import HOLLOW, Status

INTERVAL = "interval"  # the name by which the band of the intervals is shown or hidden

# Figures over time -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """One value in its period, with the ends of its interval where it has one.

    ``tick`` is its label on the axis where it starts a year, else empty; ``note`` says more of it in words.
    """

    label: str
    value: float | None
    text: str
    tick: str = ""
    status: Status = ""
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def hollow(self) -> bool:
        """Whether it is drawn as one that is not quite sure."""
        return self.value is not None and self.status in HOLLOW


@dataclass(frozen=True)
class BreakMark:
    """A break in the series: ``index`` is the first point after it."""

    index: int
    label: str


@dataclass(frozen=True)
class Beside:
    """A line that a reader can put beside the measure's own, at the same periods: ``visible`` at first, or not."""

    id: str
    name: str
    points: tuple[Point, ...]
    visible: bool = False


@dataclass(frozen=True)
class Trend:
    """A measure over time, oldest point first. ``id`` stands once on a page.

    ``beside`` are lines for the interactive chart alone, and ``name`` is that of its own line among them.
    """

    id: str
    title: str
    description: str
    unit: Unit
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()
    name: str = ""
    beside: tuple[Beside, ...] = ()
    kind: Literal["trend"] = "trend"


@dataclass(frozen=True)
class Sparkline:
    """The small line on a tile, oldest point first. ``id`` stands once on a page."""

    id: str
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()
    kind: Literal["spark"] = "spark"


@dataclass(frozen=True)
class ControlChart:
    """Values oldest first, None for a gap, with the ends of the usual range and the average between them.

    ``ticks`` are labels by the place of their value. ``outside`` are the places of the values that leave the range.
    ``text`` and ``status`` are the newest value's.
    """

    id: str
    title: str
    description: str
    unit: Unit
    axis: Axis
    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...]
    lower: float
    average: float
    upper: float
    labels: tuple[str, str]
    outside: tuple[int, ...]
    text: str
    status: Status = ""
    kind: Literal["control"] = "control"


# Several lines ---------------------------------------------------------------------------------------------

# How a line is drawn: by its weight and its dashes, not by colour alone.
Look = Literal[
    "strong", "single", "second", "third", "fourth", "quiet", "dashed", "dotted", "sparse", "mixed"
]
# Those of lines that weigh the same, in the order in which they are taken.
EQUAL_LOOKS: tuple[Look, ...] = ("strong", "second", "third", "fourth")
Run = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Line:
    """One line: neighbouring points that one stroke may join, run by run; the label and the status of its end."""

    label: str
    runs: tuple[Run, ...]
    look: Look = "strong"
    status: Status = ""


@dataclass(frozen=True)
class Facet:
    """Lines on one scale of values. ``breaks`` are places with what stands there."""

    unit: Unit
    axis: Axis
    lines: tuple[Line, ...]
    title: str = ""
    breaks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Lines:
    """Facets, one above the other, that share the axis from ``first`` to ``last`` with its labelled ``ticks``."""

    id: str
    title: str
    description: str
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]
    facets: tuple[Facet, ...]
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True)
class SmallLine:
    """A small line, one of many on the same scale. ``behind`` is the id of a line that is drawn once for all.

    ``cuts`` are the places of points that no stroke joins to the one before. With an ``id`` it is that line.
    """

    axis: Axis
    values: tuple[float | None, ...]
    cuts: tuple[int, ...] = ()
    behind: str = ""
    id: str = ""
    kind: Literal["small"] = "small"


# Bars ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One value as a bar, and as a mark what it was before; None where it is not known."""

    label: str
    value: float | None
    text: str
    before: float | None = None


@dataclass(frozen=True)
class Bars:
    """Bars from zero to ``high``, one below the other."""

    id: str
    title: str
    description: str
    high: float
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


# All kinds -------------------------------------------------------------------------------------------------

Titled = Trend | ControlChart | Lines | Bars  # those that say what they show to who does not see them
Chart = Titled | Sparkline | SmallLine
_CHART: TypeAdapter[Chart] = TypeAdapter(Annotated[Chart, Field(discriminator="kind")])


def spec(chart: Chart) -> str:
    """A chart as the text that its place in a page carries."""
    return _CHART.dump_json(chart).decode()


def parse(text: str) -> Chart:
    """What ``spec`` has written, read back. A ValidationError for anything else."""
    return _CHART.validate_json(text)


# Gaps ------------------------------------------------------------------------------------------------------

Place = TypeVar("Place", bound=float)
Runs = tuple[tuple[tuple[Place, float], ...], ...]


def runs(points: Iterable[tuple[Place, float | None]], cuts: Iterable[float] = ()) -> Runs[Place]:
    """Points as the strokes that may join them: none across a missing value, or to a point that is cut off."""
    starts, strokes = set(cuts), [list[tuple[Place, float]]()]
    for x, value in points:
        if value is None or x in starts:
            strokes.append([])
        if value is not None:
            strokes[-1].append((x, value))
    return tuple(tuple(run) for run in strokes if run)


def unbroken(points: Sequence[Point], breaks: Iterable[BreakMark]) -> Runs[int]:
    """The runs of neighbouring points that one line may join: no gap and no break inside."""
    return runs(((n, point.value) for n, point in enumerate(points)), (mark.index for mark in breaks))


def newest(points: Sequence[Point]) -> tuple[int, Point]:
    """The newest point that has a value, with its place. StopIteration where none has."""
    return next((n, points[n]) for n in reversed(range(len(points))) if points[n].value is not None)
