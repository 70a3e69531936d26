"""A measure's figures as search engines of data know them: schema.org's Dataset, as JSON-LD inside its page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from components.site import downloads_words as words
from components.site.age import age_of
from components.site.context import View
from components.site.urls import download_address, measure_address
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.figures.series import Key
from metrics.periods import window_dates
from serving.http.answer import Json
from serving.http.endpoint import PageRequest
from serving.http.media_types import JSON, media_type

# What could end the block inside a page, or begin anything else, as JSON may also be written.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
OBSERVATIONS = "/api/v1/measures/{measure}/observations"


def dataset_block(request: PageRequest) -> str:
    """The JSON-LD for a measure's own page; empty for any other page.

    Views of a measure are of the same figures, and frozen pages are not for search engines: they have none.
    """
    view, measure_id = request.view, request.variables.get("measure_id", "")
    if view.kind != "current" or request.query or request.path != measure_address(measure_id):
        return ""
    published = {measure.id: measure for measure in view.release.config.published()}
    if measure_id not in published:
        return ""
    content = dataset(view, published[measure_id])
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _modified(view: View, measure: PublishedMeasure) -> datetime:
    """When figures of a measure last came or were revised: with the release that is shown, or an earlier one."""
    release, age = view.release, age_of(view, measure)
    news = view.bulletin(release.id)
    is_revised = news is None or any(item.id == measure.id for item in news.revised())
    return release.published_at if is_revised or age.came_with is None else age.came_with.at


def dataset(view: View, measure: PublishedMeasure) -> Json:
    """A measure as a Dataset (https://schema.org/Dataset), with every file of all its figures."""
    release, site = view.release, view.release.config.site
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{measure.title}, {view.area_name(measure.id)}",
        "description": " ".join([measure.description, *measure.caveats]),
        "url": f"{view.site_address}{measure_address(measure.id)}",
        "license": words.LICENCE_LINKS[measure.source.licence],
        "creator": {"@type": "Organization", "name": measure.source.publisher},
        "publisher": {"@type": "Organization", "name": site.producer},
        "isBasedOn": measure.source.link,
        **_coverage(view, measure),
        "spatialCoverage": {"@type": "Place", "name": view.area_name(measure.id)},
        "dateModified": _modified(view, measure).isoformat(),
        "version": release.id,
        "isAccessibleForFree": True,
        "distribution": list(_distribution(view, measure)),
    }


def _coverage(view: View, measure: PublishedMeasure) -> Json:
    """From the first day of the region's first figure to the last of its newest, as ISO 8601 writes an interval."""
    series = view.release.data.get(measure.id, NO_DATA).get(Key(measure.source.window))
    if series.latest is None:
        return {}
    first, _ = window_dates(series.observations[0].period, measure.source.window)
    _, last = window_dates(series.latest.period, measure.source.window)
    return {"temporalCoverage": f"{first.isoformat()}/{last.isoformat()}"}


def _distribution(view: View, measure: PublishedMeasure) -> Iterator[Json]:
    """Every format of downloads, and the same for programs."""
    files = {
        download_address(measure.id, item.ending): media_type(item.ending)
        for item in view.formats
        if not item.is_description
    }
    for address, kind in {**files, OBSERVATIONS.format(measure=measure.id): JSON}.items():
        yield {
            "@type": "DataDownload",
            "encodingFormat": kind.partition(";")[0],
            "contentUrl": f"{view.site_address}{address}",
        }
