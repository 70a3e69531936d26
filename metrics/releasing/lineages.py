"""How a release's newest figures came to be, as the one small file that is stored with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from metrics.declared.framework import Config, PublishedMeasure
from metrics.explaining.derived import taken_for
from metrics.explaining.explanation import lineage
from metrics.explaining.readings import Untraceable, extracts_of
from metrics.figures.lineage import Lineage
from metrics.figures.series import MeasureData
from metrics.issues import Refused
from metrics.reading.supplied import Supplied

LINEAGE = "lineage.json"
SCHEMA = 1
# What few have is left out of the file where it says nothing.
NOTHING_SAID: tuple[tuple[str, Any], ...] = (("cell", ""), ("over", None), ("made_of", []))
Lineages = Mapping[str, Lineage]


@cache
def _by_measure() -> TypeAdapter[dict[str, Lineage]]:
    """What reads and writes them: made when it is needed, since it takes as long as a page."""
    return TypeAdapter(dict[str, Lineage])


def lineage_file(
    config: Config, extracts: Mapping[str, Supplied], data: Mapping[str, MeasureData], day: date
) -> bytes:
    """The file, from the bytes of the extracts by their names and the series of each measure.

    Raises Refused when the rows do not give the figures that are about to be stored.
    """
    try:
        lineages = {
            measure.id: lineage(
                measure,
                files_of(measure, extracts),
                data[measure.id],
                day,
                taken_for(config, measure, data),
            )
            for measure in config.published()
        }
    except Untraceable as problem:
        raise Refused(f"the figures cannot be traced back to their rows: {problem}") from problem
    measures = _without_empty_cells(_by_measure().dump_python(lineages, mode="json"))
    return json.dumps({"schema": SCHEMA, "measures": measures}, ensure_ascii=False).encode() + b"\n"


def _without_empty_cells(value: Any) -> Any:
    """Plain values without what most have not: a place in a workbook, a count that is divided by."""
    if isinstance(value, dict):
        kept = {key: own for key, own in value.items() if (key, own) not in NOTHING_SAID}
        return {key: _without_empty_cells(own) for key, own in kept.items()}
    return [_without_empty_cells(own) for own in value] if isinstance(value, list) else value


def parse_lineage(data: bytes | None) -> Lineages:
    """What a release stored, by measure; nothing for a release without it, or of another version."""
    document = {} if data is None else json.loads(data)
    return _by_measure().validate_python(document["measures"]) if document.get("schema") == SCHEMA else {}


def files_of(measure: PublishedMeasure, extracts: Mapping[str, Supplied]) -> dict[str, Supplied]:
    """Those of some files that a measure reads, in its order: of a folder all that stands in it."""
    return extracts_of(measure, extracts)
