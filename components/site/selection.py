"""What of a measure a reader asks to see: an area, a span of periods, a comparison, a breakdown, a view."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import pandas as pd

from components.site.context import UnknownAddress
from components.site.lookup import find_area
from components.site.urls import measure_address
from components.site.words import HAS_NONE, KINDS
from metrics.areas import area_words, region_code, slug
from metrics.declared.bases import BasisKind
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.comparison import basis_kinds
from metrics.figures.series import Key, MeasureData, Series
from metrics.gazetteer import SHIPPED, Gazetteer
from metrics.issues import shortened
from metrics.language import say
from metrics.periods import period_id

T = TypeVar("T")


def districts_view() -> str:
    """How addresses ask for every district side by side: by what the site calls them."""
    return slug(area_words().districts)


@dataclass(frozen=True)
class Selection:
    """A reader's view of one measure. What is None or empty is as the page has it by itself.

    ``periods`` are all that there are of the area, oldest first.
    """

    measure: AnyMeasure
    area: str = field(default_factory=region_code)
    first: pd.Period | None = None
    last: pd.Period | None = None
    comparison: BasisKind | None = None
    dimension: Dimension | None = None
    districts: bool = False
    periods: tuple[pd.Period, ...] = field(default=(), repr=False)

    @property
    def query(self) -> dict[str, str]:
        """The view as addresses hold it, but for the area; nothing where it is the page's own."""
        texts = {
            "from": "" if self.first is None else period_id(self.first),
            "to": "" if self.last is None else period_id(self.last),
            "comparison": self.comparison or "",
            "dimension": "" if self.dimension is None else self.dimension.id,
            "view": districts_view() if self.districts else "",
        }
        return {name: text for name, text in texts.items() if text}

    @property
    def address(self) -> str:
        """Where this view stands."""
        return measure_address(self.measure.id, self.area, **self.query)

    @property
    def newest(self) -> pd.Period | None:
        """The newest period, where the view ends before it."""
        return None if self.last is None or self.last == self.periods[-1] else self.periods[-1]

    @property
    def is_backwards(self) -> bool:
        """Whether the span ends before it starts."""
        return self.first is not None and self.last is not None and self.first > self.last

    def span(self, series: Series) -> Series:
        """What the view shows of a series."""
        return series.within(self.first, self.last)

    def but(self, **changes: Any) -> Selection:
        """The same view with something else in it."""
        return replace(self, **changes)


def parse_selection(measure: AnyMeasure, data: MeasureData, query: Mapping[str, object]) -> Selection:
    """The view that a query asks for. Raises UnknownAddress, with the nearest, for what the measure has not."""
    area = find_area(measure.id, query.get("area", ""), data.every_area(), _gazetteer(measure))
    texts = {name: str(query.get(name, "")).strip() for name in KINDS}
    if not isinstance(measure, PublishedMeasure):
        return _refused_if_any(Selection(measure, area), texts)
    series = data.get(Key(measure.window, area))
    default = Selection(measure, area, periods=tuple(observation.period for observation in series))
    periods = {period_id(period): period for period in default.periods}
    dimensions = {dimension.id: dimension for dimension in measure.source.dimensions}
    comparison = _choice(default, "comparison", texts, {basis: basis for basis in basis_kinds(measure)})
    return default.but(
        first=_choice(default, "from", texts, periods),
        last=_choice(default, "to", texts, periods),
        comparison=None if comparison == measure.comparison.basis else comparison,
        dimension=_choice(default, "dimension", texts, dimensions),
        districts=bool(_choice(default, "view", texts, {districts_view(): True} if data.areas() else {})),
    )


def _gazetteer(measure: AnyMeasure) -> Gazetteer:
    return measure.source.gazetteer if isinstance(measure, PublishedMeasure) else SHIPPED


def _refused_if_any(default: Selection, texts: Mapping[str, str]) -> Selection:
    """A measure without figures has one view."""
    for name in texts:
        _choice(default, name, texts, {})
    return default


def _choice(default: Selection, name: str, texts: Mapping[str, str], choices: Mapping[str, T]) -> T | None:
    text = texts[name]
    if not text:
        return None
    if text in choices:
        return choices[text]
    near = _nearest_period(text, choices) if name in ("from", "to") else _nearest(text, choices)
    guess = measure_address(default.measure.id, default.area, **({name: near} if near else {}))
    raise UnknownAddress(say(HAS_NONE, kind=say(KINDS[name]), text=shortened(text)), guess)


def _nearest(text: str, choices: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(text.casefold(), list(choices), n=1, cutoff=0.5)), "")


def _nearest_period(text: str, choices: Iterable[str]) -> str:
    """Ids of one frequency sort as their periods do: the last that is not later, or the first there is."""
    ids = list(choices)
    return next((period for period in reversed(ids) if period <= text.upper()), ids[0] if ids else "")
