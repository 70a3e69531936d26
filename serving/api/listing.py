"""What there is to read, as JSON: every measure in short, and every address of the API."""

from __future__ import annotations

import re
from collections.abc import Mapping

from components.site.api_words import ADDRESS_SUMMARIES
from components.site.context import View
from components.site.urls import API, API_PAGE, OPENAPI, download_address
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.language import say
from serving.api.measures import area_codes, dimensions_json, release_json
from serving.api.values import unit_json
from serving.http.answer import Json

VARIABLE = re.compile(r"<(\w+)>")


def measures_json(view: View) -> Json:
    """Every measure in the order declared: what it is, what it has figures of, and where these stand."""
    return {
        "release": release_json(view.release),
        "measures": [_measure(view, measure) for measure in view.release.config.measures],
    }


def _measure(view: View, measure: AnyMeasure) -> Json:
    outcome = view.release.config.outcome(measure.outcome)
    address = f"{view.prefix}{API}/measures/{measure.id}"
    links = {"self": address, "page": f"{view.prefix}/measures/{measure.id}"}
    head = {
        "id": measure.id,
        "title": measure.title,
        "status": measure.status,
        "outcome": {"id": outcome.id, "title": outcome.title, "framework": outcome.framework},
    }
    if not isinstance(measure, PublishedMeasure):
        return {**head, "unit": None, "areas": [], "dimensions": [], "links": links}
    files = {
        item.ending: f"{view.prefix}{download_address(measure.id, item.ending)}" for item in view.formats
    }
    return {
        **head,
        "unit": unit_json(measure.form),
        "frequency": measure.frequency,
        "window": measure.window,
        "areas": list(area_codes(view.release, measure.id)),
        "dimensions": dimensions_json(view.release, measure),
        "links": {**links, "observations": f"{address}/observations", "downloads": files},
    }


def index_json(view: View, addresses: Mapping[str, frozenset[str]]) -> Json:
    """Where everything is: each rule of the API with its title, and as a template of addresses (RFC 6570).

    ``addresses`` are the rules, each with the words that its query may hold.
    """
    return {
        "release": release_json(view.release),
        "title": view.release.config.site.title,
        "addresses": [f"{view.prefix}{rule}" for rule in addresses],
        "contents": [_content(view, rule, parameters) for rule, parameters in addresses.items()],
        "documentation": f"{view.prefix}{API_PAGE}",
        "description": f"{view.prefix}{OPENAPI}",
        "data": f"{view.prefix}/downloads/all.zip",
    }


def _content(view: View, rule: str, parameters: frozenset[str]) -> Json:
    """A rule: ``href`` is its address, null where an id has to be filled into its template first."""
    path = view.prefix + VARIABLE.sub(r"{\1}", rule)
    query = f"{{?{','.join(sorted(parameters))}}}" if parameters else ""
    return {
        "title": say(ADDRESS_SUMMARIES[rule]),
        "href": None if "<" in rule else path,
        "template": f"{path}{query}",
    }
