"""The API described for machines, from the same table of addresses that answers them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from components.site.api_words import ADDRESS_SUMMARIES, PROBLEMS
from components.site.urls import API_PAGE, problem_address
from metrics.areas import slug
from metrics.language import say
from serving.api.described import ANSWERS
from serving.api.listing_answers import PAGE
from serving.api.parameters import Ids, parameter
from serving.http.answer import Json
from serving.http.paging import PAGING

VARIABLE = re.compile(r"<(\w+)>")
NO_IDS: Ids = {}
PROBLEM: Json = {
    "type": "object",
    "description": "Why a request cannot be answered, and what is allowed (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance", "error"],
    "properties": {
        "type": {
            "description": "Where the kind of problem is explained.",
            "enum": ["about:blank", *(problem_address(code) for code in PROBLEMS)],
        },
        "title": {"type": "string", "description": "What kind of problem it is, in words."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What is wrong with this request."},
        "instance": {"type": "string", "description": "The path that was asked for, without its query."},
        "parameter": {"type": "string", "description": "The word of the query that is to be mended."},
        "allowed": {"type": "array", "items": {"type": "string"}, "description": "What there is instead."},
        "error": {
            "type": "object",
            "description": "The same for scripts that were written before there were problem details.",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "allowed": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}
# Why an address may be refused, by the status of the answer.
REFUSALS: Mapping[str, str] = {
    "400": "The query is wrong: an unknown word, or a value that cannot be.",
    "404": "There is no such thing, or there was none then.",
    "405": "Reading needs GET alone.",
    "410": "The release was withdrawn.",
    "414": "The address is too long.",
    "431": "The headers of the request are too large.",
    "500": "A mistake of ours.",
    "503": "Nothing has been published yet, or too much is made at once: ask again later.",
}


def openapi(addresses: Mapping[str, frozenset[str]], title: str, ids: Ids = NO_IDS, prefix: str = "") -> Json:
    """The description of addresses, each with the query parameters that it understands (OpenAPI 3.1).

    ``ids`` are those that a release has for parts of addresses, and ``prefix`` stands before the addresses of one
    as it was published.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "description": "The figures of this site as JSON. It needs no key, and only reads.",
            "license": {"name": "Open Government Licence v3.0", "identifier": "OGL-UK-3.0"},
        },
        "externalDocs": {"url": f"{prefix}{API_PAGE}"},
        "servers": [{"url": prefix or "/"}],
        "paths": {
            VARIABLE.sub(r"{\1}", rule): {"get": _operation(rule, parameters, ids)}
            for rule, parameters in addresses.items()
        },
        "components": {"schemas": {"Problem": PROBLEM}, "responses": _problems()},
    }


def _operation(rule: str, parameters: frozenset[str], ids: Ids) -> Json:
    in_path = [parameter(name, "path", ids) for name in VARIABLE.findall(rule)]
    in_query = [parameter(name, "query", ids) for name in sorted(parameters)]
    answer = _in_own_words(ANSWERS[rule])
    return {
        "operationId": _operation_id(rule),
        "summary": say(ADDRESS_SUMMARIES[rule]),
        "parameters": in_path + in_query,
        "responses": {
            "200": _ok(_with_page(answer) if parameters >= PAGING else answer),
            "304": {"description": "As it was, for who has it already (If-None-Match)."},
            "308": {
                "description": "It has another address now: a measure that was renamed, or a slash too many."
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS},
        },
    }


def _operation_id(rule: str) -> str:
    """A name for the address: ``measures_measure_id_observations`` for that of observations."""
    return re.sub(r"\W+", "_", rule.removeprefix("/api/v1")).strip("_") or "index"


def _with_page(answer: Json) -> Json:
    return {**answer, "properties": {**answer.get("properties", {}), "page": PAGE}}


def _ok(schema: Json) -> Json:
    headers = {
        "Link": {
            "description": "The parts before and after, where a part of a list was asked for.",
            "schema": {"type": "string"},
        }
    }
    content = {"application/json": {"schema": schema}}
    return {"description": "What was asked for.", "headers": headers, "content": content}


def _problems() -> Json:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": text, "content": content} for status, text in REFUSALS.items()}


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
