"""What the API may be asked, for its description: each word of a query and part of an address with its values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from components.site.api_words import PARAMETER_MEANINGS
from components.site.context import View
from metrics.areas import area_slug, divisions, example_area, police_districts
from metrics.declared.bases import BasisKind
from metrics.declared.framework import PublishedMeasure
from metrics.language import say
from metrics.periods import Window
from metrics.promises.addresses import item_names
from serving.api.observations import ALL
from serving.http.answer import Json
from serving.http.paging import FURTHEST, MOST_ITEMS

Ids = Mapping[str, Sequence[str]]
# Ids of periods, as metrics/periods.py reads them.
PERIOD = "(AY)?[0-9]{4}(-(CQ|Q|W)?[0-9]{1,2})?"
NOT_LISTED = ("area_id", "item_name")  # an area has several names, and an item's is of its own tracker
NAME = "[^/]+"  # any text that can stand in a part of an address


def ids_of(view: View) -> Ids:
    """The values that a release has for each part of an address, and for words of a query that are ids of it."""
    release, config = view.release, view.release.config
    published = [measure for measure in config.measures if isinstance(measure, PublishedMeasure)]
    return {
        "framework_id": [item.id for item in config.frameworks],
        "measure_id": [item.id for item in config.measures],
        "account_id": list(release.accounts),
        "area_id": [example_area()],
        "item_name": [
            name for item in list(release.trackers.values())[:1] for name in item_names(item).values()
        ],
        "tracker_id": list(release.trackers),
        "release_id": [item.id for item in view.past if item.withdrawn is None],
        "dimension": sorted({item.id for measure in published for item in measure.source.dimensions}),
    }


def parameter(name: str, place: str, ids: Ids) -> Json:
    """A word of a query, or a part of an address, as OpenAPI describes it: ``place`` is query or path."""
    release, measure = (next(iter(ids.get(kind, ())), kind) for kind in ("release_id", "measure_id"))
    meaning = say(PARAMETER_MEANINGS[name], examples=_examples(), release=release, measure=measure)
    example = {"example": ids[name][0]} if place == "path" and name in NOT_LISTED and ids.get(name) else {}
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": meaning,
        **example,
        "schema": _in_path(name, ids) if place == "path" else _in_query(name, ids),
    }


def _in_path(name: str, ids: Ids) -> Json:
    """An id that the release has; where the description is of no release, or ids are not listed, any text."""
    if ids.get(name) and name not in NOT_LISTED:
        return {"type": "string", "enum": list(ids[name])}
    return {"type": "string", "pattern": f"^{NAME}$"}


def _in_query(name: str, ids: Ids) -> Json:
    """A value of a query. An empty text is as good as none, but for numbers and moments."""
    match name:
        case "limit":
            return {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS}
        case "offset":
            return {"type": "integer", "minimum": 0, "maximum": FURTHEST}
        case "as_of":
            moments = [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]
            releases = "|".join(map(re.escape, ids.get("release_id", ())))
            # A pattern, and no list: of a list, programs that write clients make a type that has no room for a day.
            return {
                "anyOf": [*moments, *([{"type": "string", "pattern": f"^({releases})$"}] if releases else [])]
            }
        case "from" | "to":
            return {"type": "string", "pattern": f"^({PERIOD})?$"}
        case "comparison":
            return {"type": "string", "enum": ["", *get_args(BasisKind)]}
        case "window":
            return {"type": "string", "enum": ["", *get_args(Window), ALL]}
        case "dimension" if ids.get(name):
            return {"type": "string", "enum": ["", *ids[name]]}
        case _:
            return {"type": "string"}


def _examples() -> str:
    """An area of the site as addresses may name it: by its code and its name, and a division where there is one."""
    group = [area_slug(next(iter(divisions())))] if divisions() else []
    *texts, last = [police_districts()[0], example_area(), *group]
    return f"{', '.join(texts)} or {last}"
