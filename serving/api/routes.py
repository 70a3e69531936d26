"""Each address of the API, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from components.site.context import View
from components.site.urls import OBSERVATIONS_AS_DATA as OBSERVATIONS
from metrics.figures.acknowledged import Acknowledged
from metrics.releasing.published import reasons_up_to
from metrics.releasing.reasons import in_newest_words
from serving.api import measures as api
from serving.api.accounts import account, accounts, checks, measure_discrepancies_json
from serving.api.areas import areas_json, profile_json
from serving.api.claims import claims_json, other_figures_json
from serving.api.duties import duties_json, oversight_json
from serving.api.frameworks import framework, frameworks
from serving.api.inspections import inspections_json
from serving.api.listing import index_json, measures_json
from serving.api.observations import ALL, EVERYTHING, PARAMETERS, observation_query, observations_in
from serving.api.openapi import openapi
from serving.api.parameters import ids_of
from serving.api.record import record_json
from serving.api.releases import age_json, dates_json, releases_json
from serving.api.revisions import revisions_json
from serving.api.trackers import tracker, tracker_item, trackers
from serving.http.answer import Answer, Json, json_answer
from serving.http.endpoint import Answering, Endpoint, PageRequest, always, never
from serving.http.paging import PAGING, Part, link_headers, page_json, part_of
from serving.http.query_string import AS_OF

THEN = frozenset({AS_OF})
Content = Callable[[PageRequest], Json]


def _contents(request: PageRequest) -> Json:
    addresses = {rule: parameters_of(rule, request.view.prefix) for rule in API}
    return {
        **index_json(request.view, addresses),
        **_acknowledged(request.view, request.view.release.acknowledged),
    }


def _openapi(request: PageRequest) -> Json:
    view = request.view
    addresses = {rule: parameters_of(rule, view.prefix) for rule in API}
    return openapi(addresses, view.release.config.site.title, ids_of(view), view.prefix)


def _measures(request: PageRequest) -> Json:
    return measures_json(request.view)


def _framework(request: PageRequest) -> Json:
    view = request.view
    content = framework(view.release, view.today, request.variables.get("framework_id"))
    for outcome in content["outcomes"]:
        outcome["measures"] = [
            tile | ({"age": age_json(view, tile["id"])} if tile["status"] == "published" else {})
            for tile in outcome["measures"]
        ]
    return content


def _frameworks(request: PageRequest) -> Json:
    view = request.view
    return frameworks(view.release, view.today, view.prefix)


def _measure(request: PageRequest) -> Json:
    view, measure_id = request.view, request.variables["measure_id"]
    content = api.measure(view.release, measure_id, view.today, prefix=view.prefix, **request.query)
    content["metadata"] |= _acknowledged(view, view.release.acknowledged_of(measure_id))
    content["metadata"] |= other_figures_json(view.release, view.release.config.measure(measure_id))
    further = measure_discrepancies_json(view.release, view.release.config.measure(measure_id))
    return content | further | dates_json(view, measure_id)


def _acknowledged(view: View, items: Iterable[Acknowledged]) -> Json:
    """What is acknowledged, with the reasons in the words as they stand."""
    reasons = reasons_up_to(view.past, view.release.id)
    return api.acknowledged_json([in_newest_words(item, reasons) for item in items])


def _observations(request: PageRequest) -> Json:
    query = observation_query(request.query)
    return observations_in(request.view.release, request.variables["measure_id"], query, EVERYTHING)[0]


def _part_of_observations(request: PageRequest, part: Part) -> tuple[Json, int]:
    query = observation_query(request.query)
    return observations_in(request.view.release, request.variables["measure_id"], query, part)


def _areas(request: PageRequest) -> Json:
    return areas_json(request.view.release)


def _area(request: PageRequest) -> Json:
    return profile_json(request.view.release, request.variables["area_id"])


def _releases(request: PageRequest) -> Json:
    return releases_json(request.view)


def _revisions(request: PageRequest) -> Json:
    return revisions_json(request.view, request.variables["release_id"])


def _accounts(request: PageRequest) -> Json:
    return accounts(request.view.release, request.view.prefix)


def _account(request: PageRequest) -> Json:
    return account(request.view.release, request.variables["account_id"])


def _trackers(request: PageRequest) -> Json:
    view = request.view
    return trackers(view.release, view.today, view.prefix)


def _tracker(request: PageRequest) -> Json:
    return tracker(request.view.release, request.variables["tracker_id"], request.view.today)


def _tracker_item(request: PageRequest) -> Json:
    tracker_id, name = request.variables["tracker_id"], request.variables["item_name"]
    return tracker_item(request.view.release, tracker_id, name, request.view.today)


def _checks(request: PageRequest) -> Json:
    return checks(request.view.release)


def _inspections(request: PageRequest) -> Json:
    return inspections_json(request.view.release, request.view.today)


def _record(request: PageRequest) -> Json:
    return record_json(request.view)


def _claims(request: PageRequest) -> Json:
    return claims_json(request.view)


def _duties(request: PageRequest) -> Json:
    return duties_json(request.view)


def _oversight(request: PageRequest) -> Json:
    return oversight_json(request.view)


# Each address of the API with the query parameters that it understands, and what it says.
API: Mapping[str, tuple[frozenset[str], Content]] = {
    "/api/v1": (THEN, _contents),
    "/api/v1/openapi.json": (THEN, _openapi),
    "/api/v1/framework": (THEN, _framework),
    "/api/v1/frameworks": (THEN, _frameworks),
    "/api/v1/frameworks/<framework_id>": (THEN, _framework),
    "/api/v1/measures": (THEN | PAGING, _measures),
    "/api/v1/measures/<measure_id>": (THEN | {"area", "comparison", "to"}, _measure),
    OBSERVATIONS: (THEN | PAGING | PARAMETERS, _observations),
    "/api/v1/areas": (THEN | PAGING, _areas),
    "/api/v1/areas/<area_id>": (THEN, _area),
    "/api/v1/releases": (THEN | PAGING, _releases),
    "/api/v1/releases/<release_id>/revisions": (PAGING, _revisions),
    "/api/v1/record": (THEN | PAGING, _record),
    "/api/v1/accounts": (THEN | PAGING, _accounts),
    "/api/v1/accounts/<account_id>": (THEN, _account),
    "/api/v1/trackers": (THEN | PAGING, _trackers),
    "/api/v1/trackers/<tracker_id>": (THEN | PAGING, _tracker),
    "/api/v1/trackers/<tracker_id>/<item_name>": (THEN, _tracker_item),
    "/api/v1/checks": (THEN | PAGING, _checks),
    "/api/v1/inspections": (THEN, _inspections),
    "/api/v1/claims": (THEN | PAGING, _claims),
    "/api/v1/duties": (THEN, _duties),
    "/api/v1/oversight": (THEN, _oversight),
}
# The list that is sent in parts, where parts are asked for: of what ends otherwise than its address it is named.
LISTS: Mapping[str, str] = {
    "/api/v1/record": "words",
    "/api/v1/trackers/<tracker_id>": "items",
}


def parameters_of(rule: str, prefix: str = "") -> frozenset[str]:
    """The words that a query may hold at an address; ``prefix`` is that of a release as it was published.

    What is frozen already is of one moment alone.
    """
    parameters, _ = API[rule]
    return parameters - THEN if prefix else parameters


def api_endpoints() -> list[Endpoint]:
    """The addresses of the API."""
    return [
        Endpoint(rule, parameters, _api_answer(rule, content), is_heavy=HEAVY.get(rule, never))
        for rule, (parameters, content) in API.items()
    ]


def _is_of_many(query: Mapping[str, str]) -> bool:
    """Whether figures of all areas, or of all windows, are asked for."""
    return ALL in (query.get("area"), query.get("window"))


# What takes long, as Endpoint has it.
HEAVY: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    OBSERVATIONS: _is_of_many,
    "/api/v1/releases/<release_id>/revisions": always,
}


def _api_answer(rule: str, content: Content) -> Answering:
    def answer(request: PageRequest) -> Answer:
        part = part_of(request.query)
        return json_answer(content(request)) if part is None else _part_answer(rule, request, part)

    return answer


def _part_answer(rule: str, request: PageRequest, part: Part) -> Answer:
    """A part of a list, with where the parts beside it are. Raises ApiError."""
    if rule == OBSERVATIONS:
        content, total = _part_of_observations(request, part)
    else:
        name = LISTS.get(rule) or rule.rpartition("/")[2]
        content = API[rule][1](request)
        total, content[name] = len(content[name]), list(part.of(content[name]))
    # Of figures the next part is of the same release, whatever is published while a script goes through them.
    is_now = rule == OBSERVATIONS and request.view.kind == "current"
    query = {**request.query, **({AS_OF: request.view.release.id} if is_now else {})}
    page = page_json(part, total, f"{request.view.prefix}{request.path}", query)
    answer = json_answer({**content, "page": page})
    return replace(answer, headers=(*answer.headers, *link_headers(page)))
