"""A chart as readers see it before any script runs: the module of charts/kinds/ that is its kind draws it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any, get_type_hints

from pydantic import Field, TypeAdapter

from charts import kinds
from charts.values import Chart, Leading

Drawer = Callable[[Any], str]


def _drawers() -> Iterator[tuple[Any, Drawer]]:
    """The class of each kind's values, and what draws them: the function that its module is named after."""
    for module in iter_modules(kinds.__path__):
        drawer = getattr(import_module(f"{kinds.__name__}.{module.name}"), module.name)
        yield get_type_hints(drawer)["chart"], drawer


DRAWERS: Mapping[Any, Drawer] = dict(_drawers())
_KINDS: Any = Annotated[reduce(operator.or_, DRAWERS), Field(discriminator="kind")]
_CHART: TypeAdapter[Any] = TypeAdapter(_KINDS)


def parse(text: str) -> Chart:
    """What ``spec`` has written, read back. A ValidationError for anything else."""
    chart: Chart = _CHART.validate_json(text)
    return chart


def draw(text: str, lead: Callable[[str], str] = str) -> str:
    """The SVG of a chart, from the text that its place in a page carries; ``lead`` makes its addresses."""
    chart = parse(text)
    return DRAWERS[type(chart)](chart.through(lead) if isinstance(chart, Leading) else chart)
