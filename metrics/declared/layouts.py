"""How a publisher's file may be laid out: one value for each layout, with all that other rooms ask of it.

How its cells are read stands in metrics/reading/layouts.py, and how a file is known to have it in
metrics/profiling/layouts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from metrics.period_dates import Day

LayoutName = Literal["rows", "periods-as-columns", "areas-as-columns", "categories-as-columns", "events"]
NameKind = Literal["period", "area", "category"]
RowNoun = Literal["row", "cell"]  # what a figure is made of
Holder = Literal["row", "column"]
_SEVERAL = {"period": "periods", "area": "areas", "category": "categories"}


@dataclass(frozen=True)
class Layout:
    """What a file's rows, cells and periods are.

    ``words`` say what it has. ``holders`` say of what no row names what holds its cells: a column of its own, which
    the header names. No column is declared for that, nor for the values; ``at_least`` says how it is declared all
    the same. ``counts_rows``: without a
    column of values a row counts one. ``is_added_up``: rows are counts that add up. ``holds_bases``: a row has
    room for how many people its value is of. ``rows_may_lack``: each area and category has a row of its own in
    each period, so one can be missing. ``is_seamless``: a period or a district without any row is a doubt.
    ``dates`` are the days of a period that a date may be. ``names_tell_window``: a value may cover more than
    one period, which names can give away.
    """

    name: LayoutName
    words: str
    holders: Mapping[NameKind, Holder] = field(default_factory=dict)
    at_least: str = ""
    counts_rows: bool = False
    is_added_up: bool = False
    holds_bases: bool = False
    rows_may_lack: bool = False
    is_seamless: bool = True
    dates: tuple[Day, ...] = ("first", "last")
    names_tell_window: bool = False

    @property
    def in_header(self) -> NameKind | None:
        """What the header names, a column for each, or nothing."""
        return next((kind for kind, holder in self.holders.items() if holder == "column"), None)

    @property
    def needs_value_column(self) -> bool:
        """Whether a column of values must be named."""
        return not (self.in_header or self.counts_rows)

    @property
    def named_in(self) -> str:
        """Where a part without a column is named, as a clause."""
        return f"the header holds the {_SEVERAL[self.in_header]}" if self.in_header else ""

    @property
    def noun(self) -> RowNoun:
        """What a figure is made of."""
        return "cell" if self.in_header else "row"


ROWS = Layout("rows", "a row for each value", holds_bases=True, rows_may_lack=True, names_tell_window=True)
PERIODS_AS_COLUMNS = Layout("periods-as-columns", "a column for each period", {"period": "column"})
AREAS_AS_COLUMNS = Layout(
    "areas-as-columns",
    "a column for each area",
    {"area": "column"},
    at_least='write "area: {}" at the least',
    rows_may_lack=True,
    names_tell_window=True,
)
CATEGORIES_AS_COLUMNS = Layout(
    "categories-as-columns",
    "a column for each category",
    {"category": "column"},
    at_least='name what they are of under "dimensions", without a "column"',
    rows_may_lack=True,
    names_tell_window=True,
)
EVENTS = Layout(
    "events",
    "a row for each event",
    counts_rows=True,
    is_added_up=True,
    is_seamless=False,  # a month may pass without one, and in a district
    dates=("any",),  # an event has a day of its own
)
LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in (ROWS, PERIODS_AS_COLUMNS, AREAS_AS_COLUMNS, CATEGORIES_AS_COLUMNS, EVENTS)
}


def _in_words(layouts: Iterable[Layout]) -> str:
    first, *others, last = (layout.words for layout in layouts)
    return f"{', '.join([first.capitalize(), *others])}, or {last}."


IN_WORDS = _in_words(LAYOUTS.values())
