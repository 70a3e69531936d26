"""The API described for machines, from the same table of addresses that answers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from metrics.areas import area_slug, divisions, example_area, police_districts, slug
from metrics.declared.bases import BasisKind
from metrics.language import say
from serving.api.described import ANSWERS
from serving.http.answer import Json

VARIABLE = re.compile(r"<(\w+)>")

SUMMARIES: Mapping[str, str] = {
    "/api/v1": "What there is to read.",
    "/api/v1/openapi.json": "This description.",
    "/api/v1/framework": "The top-level framework: its outcomes with the tiles of their measures.",
    "/api/v1/frameworks": "Every framework with its outcomes, and how each of their measures stands.",
    "/api/v1/frameworks/<framework_id>": "One framework: its outcomes with the tiles of their measures.",
    "/api/v1/measures/<measure_id>": "A measure's tile, with its metadata beside it.",
    "/api/v1/measures/<measure_id>/observations": "A measure's figures, oldest first.",
    "/api/v1/areas": "{region}, its {districts} and the groups of {districts} ({divisions}).",
    "/api/v1/areas/<area_id>": "Every measure that has figures of an area, with {region} beside it.",
    "/api/v1/releases": "Every release, with what became of it, and the days that are announced.",
    "/api/v1/releases/<release_id>/revisions": "Every figure that a release revised, with what it was and is.",
    "/api/v1/accounts": "Every account of money, with what is said of it first.",
    "/api/v1/accounts/<account_id>": "One account: its amounts in pounds, to each day, and what does not add up.",
    "/api/v1/trackers": "Every tracker of what was promised, with how many items stand where.",
    "/api/v1/trackers/<tracker_id>": "One tracker: its items, their days, and by how many these slipped.",
    "/api/v1/trackers/<tracker_id>/<item_name>": "One item of a tracker, with each day that was promised.",
    "/api/v1/checks": "What does not add up in the figures that publishers gave.",
    "/api/v1/inspections": "Reports of inspections, how an answer to each stands on the day, and every clock.",
    "/api/v1/claims": "What was said in public of the figures, and what the sum comes to.",
    "/api/v1/duties": "What must be published by law, item by item, and how each item stands.",
    "/api/v1/oversight": "Who holds whom to account, what is evidence of each duty, and the gaps.",
    "/api/v1/record": "How often we were right: how the firm words of releases stand by later figures.",
}
BASES = get_args(BasisKind)
MEANINGS: Mapping[str, str] = {
    "framework_id": "The framework's id.",
    "release_id": "The release's id, such as 2023-24-q3.",
    "measure_id": "The measure's id, such as victim-satisfaction.",
    "account_id": "The account's id, such as revenue-2023-24.",
    "tracker_id": "The tracker's id, such as governance-improvement-plan.",
    "item_name": "The item's name in addresses, its reference in plain letters, such as 2-8-3a for 2.8-3a.",
    "area_id": "An area's code or name, such as {examples}.",
    "area": "An area's code or name, such as {examples}. Without it, {region}. "
    "For observations also all: {region} and every {district} that has figures.",
    "comparison": f"What the figure is compared with: {', '.join(BASES[:-1])} or {BASES[-1]}, where "
    "the measure has it. Without it, as the measure declares.",
    "dimension": "The id of a dimension: {region's} figure for each of its categories.",
    "from": "The id of the first period wanted, such as 2024-01, 2023-Q3, 2024-CQ1, 2023, 2023-24, AY2023-24 "
    "or 2024-W05.",
    "to": "The id of the last period wanted; for a tile, of the period that it speaks of in place of the newest.",
    "window": "What one figure covers: single, or a window of the measure, or all of them. Without it, the one of "
    "its tile.",
}
ERROR: Json = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "allowed": {"type": "array", "items": {"type": "string"}},
            },
        }
    },
}


def openapi(addresses: Mapping[str, frozenset[str]], title: str) -> Json:
    """The description of addresses, each with the query parameters that it understands (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {
            VARIABLE.sub(r"{\1}", rule): {"get": _operation(rule, parameters)}
            for rule, parameters in addresses.items()
        },
    }


def _operation(rule: str, parameters: frozenset[str]) -> Json:
    in_path = [_parameter(name, "path") for name in VARIABLE.findall(rule)]
    in_query = [_parameter(name, "query") for name in sorted(parameters)]
    return {
        "summary": say(SUMMARIES[rule]),
        "parameters": in_path + in_query,
        "responses": {
            "200": _json("What was asked for.", _in_own_words(ANSWERS.get(rule, {"type": "object"}))),
            "4XX": _json("Why it cannot be answered, and what is allowed.", ERROR),
            "503": _json(
                "Nothing has been published yet, or too much is made at once: ask again later.", ERROR
            ),
        },
    }


def _parameter(name: str, place: str) -> Json:
    schema = {"type": "string"}
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": say(MEANINGS[name], examples=_examples()),
        "schema": schema,
    }


def _examples() -> str:
    """An area of the site as addresses may name it: by its code and its name, and a division where there is one."""
    group = [area_slug(next(iter(divisions())))] if divisions() else []
    *texts, last = [police_districts()[0], example_area(), *group]
    return f"{', '.join(texts)} or {last}"


def _in_own_words(described: Any) -> Any:
    """A description with the site's own words in its texts, and in the names of what answers hold of its areas."""
    match described:
        case dict():
            return {_key(name): _in_own_words(value) for name, value in described.items()}
        case list():
            return [_key(item) if isinstance(item, str) else _in_own_words(item) for item in described]
        case str():
            return say(described) if "{" in described else described
        case _:
            return described


def _key(name: str) -> str:
    return slug(say(name)) if name.startswith("{") else name


def _json(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
