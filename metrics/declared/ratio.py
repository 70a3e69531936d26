"""One count over another: the two measures of counts that a ratio is made of, and by what it is multiplied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from metrics.declared.comparing import Comparison
from metrics.declared.framework import PublishedMeasure
from metrics.declared.rows import Condition
from metrics.declared.source import Source

T = TypeVar("T")
Other = TypeVar("Other")
PER_CENT = 100


@dataclass(frozen=True)
class Halves(Generic[T]):
    """What is there twice for a ratio: of the count above the line (``top``), and of the one ``under`` it."""

    top: T
    under: T

    def mapped(self, function: Callable[[T], Other]) -> Halves[Other]:
        """What a function gives for both."""
        return Halves(function(self.top), function(self.under))

    def beside(self, other: Halves[Other]) -> Halves[tuple[T, Other]]:
        """Both with those of another."""
        return Halves((self.top, other.top), (self.under, other.under))

    @property
    def both(self) -> tuple[T, T]:
        """Both in a row, the one above the line first."""
        return self.top, self.under


def is_ratio(measure: PublishedMeasure) -> bool:
    """Whether a figure is one count of its files over another; one that is derived is of no files of its own."""
    return measure.source.over is not None and measure.derived is None


def rows_add_up(measure: PublishedMeasure) -> bool:
    """Whether what the rows of its files hold may be added up: of a ratio each of its counts is."""
    return measure.unit_row.adds_up or is_ratio(measure)


def times(measure: PublishedMeasure) -> int:
    """What a ratio is multiplied by: 100 for a percentage, what a rate is per, else 1."""
    if measure.unit_row.is_share:
        return PER_CENT
    return 1 if measure.per is None else measure.per.number


def halves_of(measure: PublishedMeasure) -> Halves[PublishedMeasure]:
    """The two counts of a ratio, as measures that are read, checked and added up like any other.

    They have its id, its periods, areas, breakdowns, breaks and suppression. Raises ValueError for a measure that
    is no ratio.
    """
    source, over = measure.source, measure.source.over
    if over is None:
        raise ValueError(f"{measure.id} is no ratio")
    value = source.value if over.column is None else source.value.model_copy(update={"column": over.column})
    where = source.where if over.where is None else over.where
    top = _as_source(source, {}, [*(over.column or ()), *_columns(over.where or ())])
    under = _as_source(
        source, {"value": value, "where": where}, [*(source.value.column or ()), *_columns(source.where)]
    )
    return Halves(top, under).mapped(lambda half: measure.model_copy(update={**_AS_COUNTS, "source": half}))


def _columns(conditions: Iterable[Condition]) -> list[str]:
    return [name for condition in conditions for name in condition.column]


def _as_source(source: Source, parts: dict[str, Any], others: Iterable[str]) -> Source:
    """A source of counts; the columns of the other half are known, and not used."""
    believed = source.plausible.model_copy(update={"most": None})
    ignore = tuple(dict.fromkeys((*source.ignore, *others)))
    return source.model_copy(update={**parts, "over": None, "plausible": believed, "ignore": ignore})


# A ratio's words, size and comparison are none of its counts'.
_AS_COUNTS: dict[str, Any] = {
    "unit": "count",
    "decimals": 0,
    "polarity": "neutral",
    **dict.fromkeys(("noun", "subject", "share", "per", "sample"), None),
    "targets": (),
    "comparison": Comparison(basis="previous-period", materiality=0.0),
}
