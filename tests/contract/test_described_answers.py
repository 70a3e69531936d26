"""Answers of the API on accounts, trackers and what does not add up, held against what its description says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.money import shipped_config
from tests.reconciling import client as client_of
from tests.reconciling import declared, publish, written
from tests.schema_check import faults

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
ACCOUNTS = [account.id for account in shipped_config().accounts]
OFF = "Month,Area,Calls\n2024-01,London,60\n2024-01,Camden,20\n2024-01,Hackney,30\n"


@pytest.fixture(scope="module")
def shipped() -> FlaskClient:
    of_site: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return of_site


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site with a measure whose file does not add up."""
    folder = written(tmp_path_factory.mktemp("off"), declared(), OFF)
    publish(folder)
    return client_of(folder)


def described(client: FlaskClient, rule: str) -> dict[str, Any]:
    """What the description says of an address's answer; no key that it does not name may stand in one."""
    paths = json.loads(client.get("/api/v1/openapi.json").data)["paths"]
    content = paths[rule]["get"]["responses"]["200"]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    return schema


def strictly(schema: Any) -> Any:
    """A schema in which every object holds what is named and nothing else."""
    if isinstance(schema, list):
        return [strictly(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    own = {name: strictly(part) for name, part in schema.items()}
    is_object = isinstance(own.get("properties"), dict) and "type" in own
    return {**own, "additionalProperties": False} if is_object else own


def test_a_wrong_answer_does_not_meet_its_description(shipped: FlaskClient) -> None:
    schema = strictly(described(shipped, "/api/v1/accounts/{account_id}"))
    answer = json.loads(shipped.get(f"/api/v1/accounts/{ACCOUNTS[0]}").data)
    body = answer["statements"][0]["bodies"][0]
    for name, value in (("budget", "much"), ("side", "beside"), ("is_total", None), ("another", 1)):
        changed = {**answer, "statements": [{**answer["statements"][0], "bodies": [{**body, name: value}]}]}
        assert [fault for fault in faults(changed, schema, {}) if f".{name}" in fault or name in fault], name


@pytest.mark.parametrize("account_id", ACCOUNTS)
def test_an_account_is_as_it_is_described(shipped: FlaskClient, account_id: str) -> None:
    schema = strictly(described(shipped, "/api/v1/accounts/{account_id}"))
    assert list(faults(json.loads(shipped.get(f"/api/v1/accounts/{account_id}").data), schema, {})) == []


@pytest.mark.parametrize("rule", ["/api/v1/accounts", "/api/v1/checks"])
def test_what_gathers_accounts_is_as_it_is_described(shipped: FlaskClient, rule: str) -> None:
    answer = json.loads(shipped.get(rule).data)
    assert answer[rule.rpartition("/")[2]] != []
    assert list(faults(answer, strictly(described(shipped, rule)), {})) == []


def test_what_does_not_add_up_in_a_measure_is_as_it_is_described(invented: FlaskClient) -> None:
    checks = json.loads(invented.get("/api/v1/checks").data)
    assert [item["kind"] for item in checks["checks"]] == ["measure"]
    assert list(faults(checks, strictly(described(invented, "/api/v1/checks")), {})) == []
    tile = json.loads(invented.get("/api/v1/measures/calls").data)
    schema = described(invented, "/api/v1/measures/{measure_id}")
    assert tile["discrepancies"] != [] and list(faults(tile, schema, {})) == []
    part = strictly(schema["properties"]["discrepancies"])
    assert list(faults(tile["discrepancies"], part, {})) == []


@pytest.mark.parametrize(
    "rule", ["/api/v1/trackers", "/api/v1/inspections", "/api/v1/duties", "/api/v1/oversight"]
)
def test_what_is_overseen_is_as_it_is_described(shipped: FlaskClient, rule: str) -> None:
    answer = json.loads(shipped.get(rule).data)
    assert list(faults(answer, described(shipped, rule), {})) == []


TRACKERS = [tracker.id for tracker in shipped_config().trackers]


@pytest.mark.parametrize("tracker_id", TRACKERS)
def test_a_tracker_and_its_items_are_as_they_are_described(shipped: FlaskClient, tracker_id: str) -> None:
    answer = json.loads(shipped.get(f"/api/v1/trackers/{tracker_id}").data)
    assert list(faults(answer, described(shipped, "/api/v1/trackers/{tracker_id}"), {})) == []
    of_item = described(shipped, "/api/v1/trackers/{tracker_id}/{item_name}")
    for item in answer["items"]:
        own = json.loads(shipped.get(f"/api/v1/trackers/{tracker_id}/{item['name']}").data)
        assert list(faults(own, of_item, {})) == []
