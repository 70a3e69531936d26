"""What answers which addresses: the pages that are registered with Dash, and the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from inspect import Parameter, signature
from keyword import iskeyword
from typing import Any

from pages._parts.context import Elsewhere, UnknownAddress, View, showing
from serving import api, html
from serving.areas import areas_json, profile_json
from serving.figures import Json
from serving.headers import HTML, TEXT, WITH_DASH, Answer, json_answer
from serving.observations import PARAMETERS, asked, observations
from serving.openapi import openapi

Page = Mapping[str, Any]
Values = Mapping[str, str]
Answering = Callable[[View, str, Values, Values], Answer]


@dataclass(frozen=True)
class Endpoint:
    """What answers the addresses of one rule, and the query parameters that make a difference to it.

    ``answer`` takes the view, the path, the path's variables and the query's values. A parameter that is
    ``repeated`` may stand in a query several times: its values come as one text, with commas.
    """

    rule: str
    parameters: frozenset[str]
    answer: Answering
    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Linked:
    """The addresses of what pages ask for beside themselves: the stylesheet, and the script of charts."""

    stylesheet: str
    script: str = ""


def page_endpoints(pages: Iterable[Page], linked: Linked) -> list[Endpoint]:
    """The pages that have an address; the one for addresses that do not exist is none of them."""
    return [
        Endpoint(
            _rule(page),
            _named(page["layout"]),
            _page_answer(page, linked),
            frozenset(page.get("repeated", ())),
        )
        for page in pages
        if not _is_not_found(page)
    ]


def not_found_answer(pages: Iterable[Page], linked: Linked) -> Callable[[View, str, UnknownAddress], Answer]:
    """What is said at an address that does not exist."""
    page = next(filter(_is_not_found, pages))
    return lambda view, path, problem: _document(page, linked, view, path, {}, {"problem": problem})


def _rule(page: Page) -> str:
    return str(page["path_template"] or page["path"])


def _is_not_found(page: Page) -> bool:
    return str(page["module"]).endswith("not_found_404")


def _named(layout: Callable[..., object]) -> frozenset[str]:
    """The parameters that a layout calls by name; whatever else is in a query makes no difference.

    ``from`` is a word of Python's own, so a layout that understands it has a parameter ``from_``.
    """
    kinds = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    names = (name for name, item in signature(layout).parameters.items() if item.kind in kinds)
    return frozenset(name.rstrip("_") for name in names)


def _spelled(query: Mapping[str, object]) -> dict[str, object]:
    """A query's values by the names that a layout has for them."""
    return {f"{name}_" if iskeyword(name) else name: value for name, value in query.items()}


def _page_answer(page: Page, linked: Linked) -> Answering:
    def answer(view: View, path: str, variables: Values, query: Values) -> Answer:
        try:
            return _document(page, linked, view, path, variables, query)
        except Elsewhere as found:
            return Answer(b"", TEXT, 303, headers=(("Location", f"{view.prefix}{found.address}"),))

    return answer


def _document(
    page: Page, linked: Linked, view: View, path: str, variables: Values, query: Mapping[str, object]
) -> Answer:
    missing = _is_not_found(page)
    with showing(view):
        document = html.page(
            content=page["layout"](**_spelled(query), **variables),
            title=_said(page["title"], variables),
            description=_said(page["description"], variables),
            view_release_id=view.release.id,
            release_title=view.release.title,
            stylesheet=linked.stylesheet,
            script="" if view.kind == "as-at" else linked.script,
            path="" if missing else path,  # no answer but that there is none: all of them are the same
            prefix=view.prefix,
            noindex=missing or view.kind != "current",
        )
    runs = bool(linked.script) and f'src="{linked.script}"' in document
    policy = (("Content-Security-Policy", WITH_DASH),) if runs else ()
    return Answer(document.encode(), HTML, 404 if missing else 200, headers=policy)


def _said(text: str | Callable[..., str], variables: Values) -> str:
    return text(**variables) if callable(text) else text


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
