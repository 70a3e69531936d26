"""Frameworks as JSON: the outcomes of each with their measures, and its time."""

from __future__ import annotations

from datetime import date

from metrics.declared.framework import AnyMeasure
from metrics.declared.taxonomy import Framework
from metrics.figures.headline import word
from metrics.figures.release import Release
from serving.api.measures import find_by_id, release_json
from serving.api.values import tile_json
from serving.http.answer import Json


def framework(release: Release, today: date, framework_id: str | None = None) -> Json:
    """A framework, its outcomes and their measures' tiles; the top-level one unless another is named.

    Raises ApiError when the release holds no such framework.
    """
    config = release.config
    frameworks = {item.id: item for item in config.frameworks}
    declared = find_by_id(frameworks, framework_id or config.frameworks[0].id, "framework")
    return {
        "release": release_json(release),
        "id": declared.id,
        "title": declared.title,
        "vision": declared.vision,
        **_time(declared, today),
        "outcomes": [
            {"id": item.id, "title": item.title, "measures": _tiles(release, today, item.id)}
            for item in config.outcomes_of(declared.id)
        ],
    }


def frameworks(release: Release, today: date, prefix: str = "") -> Json:
    """All frameworks with their outcomes, and the state of each measure that these show.

    ``prefix`` stands before the addresses of a release as it was published.
    """
    config = release.config
    return {
        "release": release_json(release),
        "frameworks": [
            {
                "id": item.id,
                "title": item.title,
                "vision": item.vision,
                "description": item.description,
                **_time(item, today),
                "outcomes": [
                    {
                        "id": outcome.id,
                        "title": outcome.title,
                        "measures": [
                            _in_short(release, declared, outcome.id, today)
                            for declared in config.measures_of(outcome.id)
                        ],
                    }
                    for outcome in config.outcomes_of(item.id)
                ],
                "links": {"self": f"{prefix}/api/v1/frameworks/{item.id}"},
            }
            for item in config.frameworks
        ],
    }


def _time(framework: Framework, today: date) -> Json:
    """What a framework is beside its outcomes: of what time, and what it leads to; what is declared alone."""
    first, until = framework.first, framework.until
    values = {
        "audience": framework.audience,
        "supports": framework.supports,
        "from": None if first is None else str(first),
        "until": None if until is None else str(until),
        "has_ended": None if until is None else framework.has_ended(today),
        "successor": framework.successor,
    }
    return {name: value for name, value in values.items() if value is not None}


def _in_short(release: Release, declared: AnyMeasure, outcome_id: str, today: date) -> Json:
    """A measure in a list: its state and its word, and its own outcome where it is another's."""
    tile = release.tile(declared.id, today)
    own = {} if declared.outcome == outcome_id else {"of_outcome": declared.outcome}
    return {"id": declared.id, "title": declared.title, "status": declared.status, "word": word(tile), **own}


def _tiles(release: Release, today: date, outcome_id: str) -> list[Json]:
    measures = release.config.measures_of(outcome_id)
    return [tile_json(release.tile(item.id, today)) for item in measures]
