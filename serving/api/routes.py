"""Each address of the API, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from components.site.context import View
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
from serving.api.observations import ALL, PARAMETERS, observation_query, observations
from serving.api.openapi import openapi
from serving.api.record import record_json
from serving.api.releases import age_json, dates_json, releases_json
from serving.api.revisions import revisions_json
from serving.api.trackers import tracker, tracker_item, trackers
from serving.http.answer import Json, json_answer
from serving.http.endpoint import Answering, Endpoint, PageRequest, always, never

Content = Callable[[PageRequest], Json]


def _contents(request: PageRequest) -> Json:
    addresses, release = [f"{request.view.prefix}{rule}" for rule in API], request.view.release
    return {
        "release": api.release_json(release),
        "addresses": addresses,
        **_acknowledged(request.view, release.acknowledged),
    }


def _openapi(request: PageRequest) -> Json:
    addresses = {rule: parameters for rule, (parameters, _) in API.items()}
    return openapi(addresses, request.view.release.config.site.title)


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
    return observations(request.view.release, request.variables["measure_id"], **asdict(query))


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
    "/api/v1": (frozenset(), _contents),
    "/api/v1/openapi.json": (frozenset(), _openapi),
    "/api/v1/framework": (frozenset(), _framework),
    "/api/v1/frameworks": (frozenset(), _frameworks),
    "/api/v1/frameworks/<framework_id>": (frozenset(), _framework),
    "/api/v1/measures/<measure_id>": (frozenset({"area", "comparison", "to"}), _measure),
    "/api/v1/measures/<measure_id>/observations": (PARAMETERS, _observations),
    "/api/v1/areas": (frozenset(), _areas),
    "/api/v1/areas/<area_id>": (frozenset(), _area),
    "/api/v1/releases": (frozenset(), _releases),
    "/api/v1/releases/<release_id>/revisions": (frozenset(), _revisions),
    "/api/v1/record": (frozenset(), _record),
    "/api/v1/accounts": (frozenset(), _accounts),
    "/api/v1/accounts/<account_id>": (frozenset(), _account),
    "/api/v1/trackers": (frozenset(), _trackers),
    "/api/v1/trackers/<tracker_id>": (frozenset(), _tracker),
    "/api/v1/trackers/<tracker_id>/<item_name>": (frozenset(), _tracker_item),
    "/api/v1/checks": (frozenset(), _checks),
    "/api/v1/inspections": (frozenset(), _inspections),
    "/api/v1/claims": (frozenset(), _claims),
    "/api/v1/duties": (frozenset(), _duties),
    "/api/v1/oversight": (frozenset(), _oversight),
}


def api_endpoints() -> list[Endpoint]:
    """The addresses of the API."""
    return [
        Endpoint(rule, parameters, _api_answer(content), is_heavy=HEAVY.get(rule, never))
        for rule, (parameters, content) in API.items()
    ]


def _is_of_many(query: Mapping[str, str]) -> bool:
    """Whether figures of all areas, or of all windows, are asked for."""
    return ALL in (query.get("area"), query.get("window"))


# What takes long, as Endpoint has it.
HEAVY: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    "/api/v1/measures/<measure_id>/observations": _is_of_many,
    "/api/v1/releases/<release_id>/revisions": always,
}


def _api_answer(content: Content) -> Answering:
    return lambda request: json_answer(content(request))
