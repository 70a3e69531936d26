"""The JSON that other people's scripts read: what a release says on a day, as plain values.

The keys are those of the project's public interface: they may be added to, and do not change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

import pandas as pd

from metrics.areas import area_slug, nearest_area, region_code
from metrics.declared.among import gazetteer_of
from metrics.declared.bases import BasisKind
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.comparison import basis_kinds, basis_of
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key
from metrics.figures.wording import scale_words, subject_words
from metrics.finder import addressed_area
from metrics.issues import nearest, shortened
from serving.api.usual import usual_json
from serving.api.values import day_json, tile_json, unit_json
from serving.http.answer import Json
from serving.http.errors import ApiError

T = TypeVar("T")


def measure(
    release: Release,
    measure_id: str,
    today: date,
    area: str = "",
    comparison: str = "",
    to: str = "",
    prefix: str = "",
) -> Json:
    """A measure's tile with its metadata beside it, for the region unless an area's code or name is given.

    ``comparison`` is another basis than the measure's own, and ``to`` the id of the period that the tile speaks of
    in place of the newest. ``prefix`` stands before the addresses of a release as it was published. Raises
    ApiError when there is no such measure or area, or when it cannot be compared or dated like that.
    """
    declared = find_measure(release, measure_id)
    code = find_area(release, measure_id, area)
    tile = release.tile(measure_id, today, code, *_viewed(release, declared, code, comparison, to))
    return {
        **tile_json(tile),
        **usual_json(tile),
        "area": area_json(release, measure_id, code),
        "release": release_json(release),
        "metadata": metadata(release, declared, prefix),
    }


def _viewed(
    release: Release, measure: AnyMeasure, area: str, comparison: str, to: str
) -> tuple[BasisKind | None, pd.Period | None]:
    """How a tile is compared, and up to when, where a reader asks for either."""
    kinds = basis_kinds(measure) if isinstance(measure, PublishedMeasure) else ()
    window = measure.window if isinstance(measure, PublishedMeasure) else "single"
    series = release.data.get(measure.id, NO_DATA).get(Key(window, area))
    basis = find_by_id({kind: kind for kind in kinds}, comparison, "comparison") if comparison else None
    periods = {observation.period_id: observation.period for observation in series}
    return basis, find_by_id(periods, to, "period") if to else None


def release_json(release: Release) -> Json:
    """Which release speaks."""
    published_at = release.published_at.isoformat()
    return {"id": release.id, "title": release.title, "published_at": published_at}


def area_json(release: Release, measure_id: str, code: str) -> Json:
    """An area, the region named as the police area where the measure leaves the City out."""
    included = release.outside_included(measure_id)
    name = gazetteer_of(release.config).name(code, outside_included=included)
    return {"code": code, "name": name, "slug": area_slug(code)}


# Metadata --------------------------------------------------------------------------------------------------


def metadata(release: Release, measure: AnyMeasure, prefix: str = "") -> Json:
    """What a reader must know of a measure before quoting it."""
    outcome = release.config.outcome(measure.outcome)
    address, page = f"{prefix}/api/v1/measures/{measure.id}", f"{prefix}/measures/{measure.id}"
    links = {"self": address, "observations": f"{address}/observations", "page": page}
    return {
        "description": measure.description,
        "outcome": {"id": outcome.id, "title": outcome.title},
        **_also_under(release, measure),
        **(_declared(release, measure) if isinstance(measure, PublishedMeasure) else {}),
        "links": links,
    }


def _also_under(release: Release, measure: AnyMeasure) -> Json:
    """The other outcomes that show a measure, as a key to put beside others; nothing where there are none."""
    others = release.config.outcomes_that_show(measure.id)
    listed = [{"id": item.id, "title": item.title, "framework": item.framework} for item in others]
    return {"also_under": listed} if listed else {}


def _declared(release: Release, measure: PublishedMeasure) -> Json:
    comparison, basis = measure.comparison, basis_of(measure)
    return {
        "unit": unit_json(measure.form),
        "noun": None if measure.noun is None else measure.noun.model_dump(),
        "share": measure.share,
        **_of_the_unit(measure),
        **_worked_out(measure),
        "polarity": measure.polarity,
        "frequency": measure.frequency,
        "window": measure.window,
        "basis": {"id": basis.id, "label": basis.label},
        "materiality": comparison.materiality,
        "caveats": list(measure.caveats),
        "breaks": [item.model_dump() for item in measure.breaks],
        "source": measure.source.model_dump(include={"publisher", "title", "link", "licence"}),
        "next_update": day_json(measure.next_update),
        **acknowledged_json(release.acknowledged_of(measure.id)),
        "areas": [area_json(release, measure.id, code) for code in area_codes(release, measure.id)],
        "dimensions": dimensions_json(release, measure),
    }


def _of_the_unit(measure: PublishedMeasure) -> Json:
    """What a figure is, and what its number is in, where neither a noun nor a share says it."""
    if not measure.unit_row.is_plain:
        return {}
    return {"subject": subject_words(measure), "in": scale_words(measure)}


def _worked_out(measure: PublishedMeasure) -> Json:
    """What a figure is divided by, and what it is derived from, where it is; by ids of measures."""
    over, derived = measure.source.over, measure.derived
    made_of = [] if derived is None else [part.model_dump(exclude_none=True) for part in derived.parts]
    return {
        **({} if over is None else {"over": {"noun": over.noun}}),
        **({} if derived is None else {"derived": {"as": derived.how, "from": made_of}}),
    }


def acknowledged_json(items: Sequence[Acknowledged]) -> Json:
    """What is missing or unusual, and why, as a key to put beside others; nothing where that is nothing."""
    names = ("measure", "code", "text", "reason")
    texts = [{name: item.as_json()[name] for name in names} for item in items]
    return {"acknowledged": texts} if texts else {}


def dimensions_json(release: Release, measure: PublishedMeasure) -> list[Json]:
    """What a measure is broken down by, with the categories of each."""
    data = release.data.get(measure.id, NO_DATA)
    return [
        {"id": item.id, "title": item.title, "categories": list(data.categories(item.id))}
        for item in measure.source.dimensions
    ]


# Look-ups --------------------------------------------------------------------------------------------------


def find_measure(release: Release, measure_id: str) -> AnyMeasure:
    """The measure of an id. Raises ApiError when the release holds none."""
    return find_by_id({item.id: item for item in release.config.measures}, measure_id, "measure")


def area_codes(release: Release, measure_id: str) -> tuple[str, ...]:
    """The areas that a measure has figures for, the region first."""
    return (region_code(), *release.data.get(measure_id, NO_DATA).every_area())


def find_area(release: Release, measure_id: str, area: str) -> str:
    """The code that a code, a slug or a name means; the region's for none. Raises ApiError for any other."""
    text = area.strip()
    code = addressed_area(text) if text else region_code()
    code = code or gazetteer_of(release.config).placed(area, area_codes(release, measure_id))
    if code:
        return code
    message = f'the area "{shortened(area)}" is not known{nearest_area(area)}'
    raise ApiError(404, "unknown-area", message, map(area_slug, area_codes(release, measure_id)))


def find_by_id(items: Mapping[str, T], item_id: str, kind: str, status: int = 404) -> T:
    """What an id stands for. Raises ApiError with what is allowed, and the nearest guess, for any other."""
    if item_id in items:
        return items[item_id]
    message = f'the {kind} "{shortened(item_id)}" is not known{nearest(item_id, items)}'
    raise ApiError(status, f"unknown-{kind}", message, items)
