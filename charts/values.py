"""What charts of all kinds are made of: points, breaks and runs, and how a chart is written into a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar, runtime_checkable

from pydantic import TypeAdapter

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


# All kinds -------------------------------------------------------------------------------------------------


class Chart(Protocol):
    """A chart of any kind: a frozen dataclass of plain values, in the module of charts/kinds/ that draws it."""

    @property
    def kind(self) -> str:
        """Its kind, as the text that it is written as names it, and the class of its place in a page."""


class Titled(Chart, Protocol):
    """A chart that says what it shows to who does not see it. ``id`` stands once on a page."""

    @property
    def id(self) -> str:
        """The name of its place."""

    @property
    def title(self) -> str:
        """What it shows, in a line."""

    @property
    def description(self) -> str:
        """What can be seen in it."""


@runtime_checkable
class Leading(Chart, Protocol):
    """A chart with addresses in it."""

    def through(self, lead: Callable[[str], str]) -> Chart:
        """The same with each address as the page that holds it leads there."""


def spec(chart: Chart) -> str:
    """A chart as the text that its place in a page carries; ``parse`` in charts/draw.py reads it back."""
    return _adapter(type(chart)).dump_json(chart).decode()


@cache
def _adapter(kind: type[Chart]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


# Gaps ------------------------------------------------------------------------------------------------------

Run = tuple[tuple[float, float], ...]
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
