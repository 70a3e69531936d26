"""Each address of the API, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from components.site.context import View
from serving.api import measures as api
from serving.api.areas import areas_json, profile_json
from serving.api.observations import PARAMETERS, asked, observations
from serving.api.openapi import openapi
from serving.http.answer import Json, json_answer
from serving.http.endpoint import Answering, Endpoint, Values

# The API ---------------------------------------------------------------------------------------------------

Content = Callable[[View, Values], Json]


def _contents(view: View, values: Values) -> Json:
    del values
    return {"release": api.release_json(view.release), "addresses": [f"{view.prefix}{rule}" for rule in API]}


def _openapi(view: View, values: Values) -> Json:
    del values
    addresses = {rule: parameters for rule, (parameters, _) in API.items()}
    return openapi(addresses, view.release.config.site.title)


def _framework(view: View, values: Values) -> Json:
    return api.framework(view.release, view.today, values.get("framework_id"))


def _measure(view: View, values: Values) -> Json:
    asked = {name: values.get(name, "") for name in ("area", "comparison", "to")}
    return api.measure(view.release, values["measure_id"], view.today, prefix=view.prefix, **asked)


def _observations(view: View, values: Values) -> Json:
    return observations(view.release, values["measure_id"], **asdict(asked(values)))


def _areas(view: View, values: Values) -> Json:
    del values
    return areas_json(view.release)


def _area(view: View, values: Values) -> Json:
    return profile_json(view.release, values["area_id"])


# Each address of the API with the query parameters that it understands, and what it says.
API: Mapping[str, tuple[frozenset[str], Content]] = {
    "/api/v1": (frozenset(), _contents),
    "/api/v1/openapi.json": (frozenset(), _openapi),
    "/api/v1/framework": (frozenset(), _framework),
    "/api/v1/frameworks/<framework_id>": (frozenset(), _framework),
    "/api/v1/measures/<measure_id>": (frozenset({"area", "comparison", "to"}), _measure),
    "/api/v1/measures/<measure_id>/observations": (
        PARAMETERS,
        _observations,
    ),
    "/api/v1/areas": (frozenset(), _areas),
    "/api/v1/areas/<area_id>": (frozenset(), _area),
}


def api_endpoints() -> list[Endpoint]:
    """The addresses of the API."""
    return [Endpoint(rule, parameters, _api_answer(content)) for rule, (parameters, content) in API.items()]


def _api_answer(content: Content) -> Answering:
    return lambda view, path, variables, query: json_answer(content(view, {**query, **variables}))
