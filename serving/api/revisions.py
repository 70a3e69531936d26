"""Every figure that a release revised, as JSON: what it was and is, and by how much it differs."""

from __future__ import annotations

from collections.abc import Iterator

from components.basics.days import day, local_day
from components.release.area_revisions import has_revisions
from components.release.revisions import beside
from components.site import downloads_words as words
from components.site.context import UnknownAddress, View
from components.site.urls import release_address
from components.site.words import NOT_FOUND_DESCRIPTION
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import exact
from metrics.figures.release import Release
from metrics.issues import nearest, shortened
from metrics.releasing.diff import Diff, MeasurePair, revision_difference
from metrics.releasing.published import before, find
from metrics.releasing.revisions import Revision
from serving.api.measures import release_json
from serving.api.values import unit_json, value_json
from serving.http.answer import Json
from serving.http.errors import ApiError


def revisions_json(view: View, release_id: str) -> Json:
    """Every figure that a release revised, with what it was and is, in the window that is compared.

    Raises ApiError for a release that there is not, and where it or the one before it cannot be read, or was
    withdrawn: what it said is not repeated then. Frozen pages have none, and raise UnknownAddress: they would go on
    with it.
    """
    if view.kind == "as-at":
        raise UnknownAddress(NOT_FOUND_DESCRIPTION, release_address(release_id))
    release = _opened(view, release_id)
    previous = before(view.past, release_id)
    if previous is not None and not has_revisions(view, release):
        raise ApiError(410, "withdrawn", words.REVISED_OF_WITHDRAWN.format(release=previous.title))
    diff = beside(view, release)
    if diff is None:
        raise ApiError(503, "unreadable", words.UNREADABLE_FILE)
    return {
        "release": release_json(release),
        "before": None if diff.earlier is None else release_json(diff.earlier),
        "revisions": [row for pair in diff.revised() for row in _rows(diff, pair)],
    }


def _opened(view: View, release_id: str) -> Release:
    published = find(view.past, release_id)
    if published is None:
        ids = [item.id for item in view.past]
        message = f'the release "{shortened(release_id)}" is not known{nearest(release_id, ids)}'
        raise ApiError(404, "unknown-release", message, ids)
    if published.withdrawn is not None:
        when = day(local_day(published.withdrawn.at))
        raise ApiError(
            410, "withdrawn", words.WITHDRAWN_FILE.format(day=when, reason=published.withdrawn.text)
        )
    release = view.release if release_id == view.release.id else view.opened(release_id)
    if release is None:
        raise ApiError(503, "unreadable", words.UNREADABLE_FILE)
    return release


def _rows(diff: Diff, pair: MeasurePair) -> Iterator[Json]:
    measure = pair.published
    if measure is not None and diff.earlier is not None:
        city, beside = diff.later.outside_included(measure.id), pair.last or diff.earlier.id
        yield from (
            _row(measure, item, measure.source.area_name(item.key.area, outside_included=city), beside)
            for item in pair.revised
        )


def _row(measure: PublishedMeasure, item: Revision, area: str, beside: str) -> Json:
    return {
        "measure": measure.id,
        "window": item.key.window,
        "period": item.after.period_id,
        "period_label": item.after.label,
        "area_code": item.key.area,
        "area": area,
        "dimension": item.key.dimension or None,
        "category": item.key.category or None,
        "unit": unit_json(measure.form),
        "before": value_json(item.before.value, measure.form),
        "after": value_json(item.after.value, measure.form),
        "difference": _difference(measure, item),
        "per_cent": _per_cent(measure, item),
        "status": item.after.status,
        "revises": beside,
    }


def _difference(measure: PublishedMeasure, item: Revision) -> float | int | None:
    if item.before.value is None or item.after.value is None:
        return None
    return value_json(float(exact(item.after.value) - exact(item.before.value)), measure.form)


def _per_cent(measure: PublishedMeasure, item: Revision) -> float | None:
    """The difference in per cent of what the figure was, rounded as on pages; of counts alone."""
    difference = revision_difference(measure, item) if measure.change_unit == "percent" else None
    return None if difference is None else float(difference)
