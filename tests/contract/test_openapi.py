"""The description of the API for machines, as a validator of others judges it, and held against what is answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import create_app
from serving.api.routes import API
from serving.http.media_types import PROBLEM

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = [datetime(2024, 2, 9, 9, 30, tzinfo=UTC), datetime(2026, 9, 1, 9, 30, tzinfo=UTC)]
ADDRESSES = ["/api/v1/openapi.json", "/as-at/2023-24-q3/api/v1/openapi.json"]
BARE = {"type": "object"}


@pytest.fixture(scope="module", params=MOMENTS, ids=["first", "newest"])
def client(request: pytest.FixtureRequest) -> FlaskClient:
    moment: datetime = request.param
    client: FlaskClient = create_app(ROOT, lambda: moment).server.test_client()
    return client


def described(client: FlaskClient, address: str = ADDRESSES[0]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(client.get(address).data)
    return content


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_description_is_openapi_to_the_letter(client: FlaskClient, address: str) -> None:
    errors = OpenAPIV31SpecValidator(described(client, address)).iter_errors()
    assert [error.message for error in errors] == []


def test_a_description_with_a_fault_is_not(client: FlaskClient) -> None:
    wrong = described(client)
    wrong["paths"]["/api/v1/measures"]["get"]["parameters"][0]["in"] = "somewhere"
    assert list(OpenAPIV31SpecValidator(wrong).iter_errors()) != []


def test_every_address_has_a_schema_of_its_answer_and_every_refusal(client: FlaskClient) -> None:
    description = described(client)
    assert len(description["paths"]) == len(API)
    for path, item in description["paths"].items():
        responses = item["get"]["responses"]
        assert responses["200"]["content"]["application/json"]["schema"] != BARE, path
        refusals = {status for status in responses if status >= "400"}
        assert refusals == {"400", "404", "405", "410", "414", "431", "500", "503"}, path
    for refusal in description["components"]["responses"].values():
        assert list(refusal["content"]) == [PROBLEM]


def test_every_parameter_has_a_type_and_a_meaning(client: FlaskClient) -> None:
    for path, item in described(client)["paths"].items():
        for parameter in item["get"]["parameters"]:
            assert parameter["description"], path
            assert {"type", "anyOf"} & set(parameter["schema"]), path


def test_every_id_that_is_named_is_there(client: FlaskClient) -> None:
    for path, item in described(client)["paths"].items():
        own = [part for part in item["get"]["parameters"] if part["in"] == "path"]
        if len(own) == 1 and "enum" in own[0]["schema"]:
            for name in own[0]["schema"]["enum"]:
                assert client.get(path.format(**{own[0]["name"]: name})).status_code == 200, (path, name)


def test_what_is_frozen_says_where_it_stands_and_has_no_other_moment(client: FlaskClient) -> None:
    now, frozen = (described(client, address) for address in ADDRESSES)
    assert (now["servers"], frozen["servers"]) == ([{"url": "/"}], [{"url": "/as-at/2023-24-q3"}])
    assert "as_of" in str(now["paths"]) and "as_of" not in str(frozen["paths"])


def test_every_list_says_what_it_holds_and_a_day_is_no_id_of_a_list(client: FlaskClient) -> None:
    description = described(client)
    assert [schema for schema in lists_in(description["paths"]) if "items" not in schema] == []
    as_of = description["paths"]["/api/v1/measures"]["get"]["parameters"][0]
    assert (as_of["name"], "enum" in json.dumps(as_of["schema"])) == ("as_of", False)


def lists_in(node: Any) -> list[dict[str, Any]]:
    """Every schema of a list, however deep it stands."""
    if isinstance(node, list):
        return [schema for item in node for schema in lists_in(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "array" else []
    return own + [schema for item in node.values() for schema in lists_in(item)]
