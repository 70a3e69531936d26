"""What leads through the API: its index, the list of measures, and long lists in parts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from serving.api.routes import API
from serving.http.paging import PAGING, Part, page_json

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
FIRST = "2023-24-q3"
HOMICIDE = "/api/v1/measures/homicide/observations"
REVISIONS = "/api/v1/releases/{release_id}/revisions"
LISTS = {"/api/v1/record": "words", "/api/v1/trackers/{tracker_id}": "items"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return client


@pytest.fixture(scope="module")
def newest() -> FlaskClient:
    """The newest release that ships, with accounts, trackers and inspections."""
    client: FlaskClient = create_app(ROOT, lambda: datetime(2026, 9, 1, 9, tzinfo=UTC)).server.test_client()
    return client


def json_of(client: FlaskClient, address: str) -> dict[str, Any]:
    got = client.get(address)
    assert got.status_code == 200, f"{address}: {got.text[:300]}"
    content: dict[str, Any] = got.json or {}
    return content


# The index


def test_the_index_has_every_address_and_its_words(client: FlaskClient) -> None:
    index = json_of(client, "/api/v1")
    assert index["release"]["id"] == FIRST
    assert index["addresses"] == list(API)
    templates = {content["template"].partition("{?")[0]: content for content in index["contents"]}
    assert list(templates) == [rule.replace("<", "{").replace(">", "}") for rule in API]
    assert templates["/api/v1/measures"] == {
        "title": "Every measure: its unit, its areas and its dimensions, and where its figures are.",
        "href": "/api/v1/measures",
        "template": "/api/v1/measures{?as_of,limit,offset}",
    }
    assert templates["/api/v1/areas/{area_id}"]["href"] is None


def test_what_the_index_leads_to_is_there(newest: FlaskClient) -> None:
    index = json_of(newest, "/api/v1")
    further = [index[name] for name in ("documentation", "description", "data")]
    for address in (*further, *(item["href"] for item in index["contents"] if item["href"])):
        assert newest.get(address).status_code == 200, address


def test_the_index_of_a_frozen_release_leads_to_what_is_frozen(client: FlaskClient) -> None:
    index = json_of(client, f"/as-at/{FIRST}/api/v1")
    ways = [item["template"] for item in index["contents"]]
    assert {way.startswith(f"/as-at/{FIRST}/api/v1") for way in ways} == {True}
    assert "as_of" not in str(index)
    assert client.get(index["documentation"]).status_code == 200


# The list of measures


def test_every_measure_is_listed_with_what_it_has_and_where(client: FlaskClient) -> None:
    listed = {item["id"]: item for item in json_of(client, "/api/v1/measures")["measures"]}
    framework = json_of(client, "/api/v1/framework")
    assert set(listed) >= {tile["id"] for outcome in framework["outcomes"] for tile in outcome["measures"]}
    homicide = listed["homicide"]
    metadata = json_of(client, "/api/v1/measures/homicide")["metadata"]
    assert homicide["areas"] == [area["code"] for area in metadata["areas"]]
    assert homicide["dimensions"] == metadata["dimensions"]
    assert homicide["outcome"] == {**metadata["outcome"], "framework": "pcp"}
    assert (homicide["unit"], homicide["frequency"]) == (metadata["unit"], metadata["frequency"])
    assert homicide["links"]["self"] == metadata["links"]["self"]
    for address in (*homicide["links"]["downloads"].values(), homicide["links"]["observations"]):
        assert client.get(address).status_code == 200, address
    assert listed["crime-prevalence"]["status"] == "planned"
    assert listed["crime-prevalence"]["unit"] is None
    assert "observations" not in listed["crime-prevalence"]["links"]


# Parts of lists


def links(got: TestResponse) -> dict[str, str]:
    return {rel: way for way, rel in re.findall(r'<([^>]*)>; rel="(\w+)"', got.headers.get("Link", ""))}


def test_without_being_asked_a_list_is_sent_as_it_always_was(client: FlaskClient) -> None:
    got = client.get(f"{HOMICIDE}?area=camden")
    assert "page" not in (got.json or {}) and "Link" not in got.headers
    assert len((got.json or {})["observations"]) > 20


def test_a_part_says_which_it_is_and_where_those_beside_it_are(client: FlaskClient) -> None:
    every = json_of(client, HOMICIDE)["observations"]
    got = client.get(f"{HOMICIDE}?offset=5&limit=5&from=")
    content = got.json or {}
    assert content["observations"] == every[5:10]
    assert {name: content["page"][name] for name in ("limit", "offset", "total")} == {
        "limit": 5,
        "offset": 5,
        "total": len(every),
    }
    assert links(got) == {"next": content["page"]["next"], "prev": content["page"]["previous"]}
    assert dict(parse_qsl(urlsplit(content["page"]["next"]).query)) == {
        "as_of": FIRST,
        "limit": "5",
        "offset": "10",
    }
    assert {"ETag", "Link"} <= {*got.headers["Access-Control-Expose-Headers"].split(", ")}


@pytest.mark.parametrize(
    "query", ["", "?area=all&window=all", "?dimension=age-group&from=2023-01", "?area=camden"]
)
def test_the_parts_together_are_the_list(client: FlaskClient, query: str) -> None:
    every = json_of(client, f"{HOMICIDE}{query}")["observations"]
    address, gathered = f"{HOMICIDE}{query}{'&' if query else '?'}limit=400", list[Any]()
    while address:
        got = client.get(address)
        content = got.json or {}
        gathered += content["observations"]
        assert content["page"]["total"] == len(every)
        address = content["page"]["next"]
        assert links(got).get("next") == address
    assert gathered == every


@pytest.mark.parametrize(
    ("query", "count"),
    [("?offset=3", -3), ("?limit=10000", 0), ("?offset=0", 0), ("?offset=1000000000", None)],
)
def test_a_part_ends_where_the_list_does(client: FlaskClient, query: str, count: int | None) -> None:
    total = len(json_of(client, HOMICIDE)["observations"])
    content = json_of(client, f"{HOMICIDE}{query}")
    assert len(content["observations"]) == (0 if count is None else total + count)
    assert content["page"]["next"] is None


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=10001",
        "limit=-1",
        "limit=5.0",
        "limit=1e2",
        "limit=05",
        "limit=%D9%A3",
        "limit=x",
        "offset=-1",
        "offset=1000000001",
        "offset=99999999999999999999",
        "limit=%205",
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_can(client: FlaskClient, query: str) -> None:
    got = client.get(f"{HOMICIDE}?{query}")
    content = got.json or {}
    assert (got.status_code, content["error"]["code"]) == (400, "malformed-number")
    assert content["parameter"] == query.partition("=")[0]
    assert re.search(r"is no whole number from [01] to 1[0 ]*", content["detail"])


@pytest.mark.parametrize("query", ["limit=", "offset="])
def test_a_number_is_never_empty(client: FlaskClient, query: str) -> None:
    got = client.get(f"/api/v1/areas?{query}")
    assert (got.status_code, (got.json or {})["error"]["code"]) == (400, "empty-parameter")


def test_every_address_with_parts_has_a_list_of_them(newest: FlaskClient) -> None:
    paths = json_of(newest, "/api/v1/openapi.json")["paths"]
    seen = set()
    for path, item in paths.items():
        own = {part["name"]: part for part in item["get"]["parameters"]}
        if not set(own) >= PAGING:
            continue
        ids = {name: part["schema"]["enum"][-1] for name, part in own.items() if part["in"] == "path"}
        address = path.format(**ids)
        every, part = json_of(newest, address), json_of(newest, f"{address}?limit=2&offset=1")
        name = LISTS.get(path) or path.rpartition("/")[2]
        assert part[name] == every[name][1:3], path
        assert part["page"]["total"] == len(every[name]), path
        seen.add(path)
    assert {"/api/v1/measures", "/api/v1/releases", REVISIONS, "/api/v1/trackers/{tracker_id}"} <= seen


def test_a_part_of_what_is_frozen_leads_to_what_is_frozen(client: FlaskClient) -> None:
    content = json_of(client, f"/as-at/{FIRST}{HOMICIDE}?limit=3")
    assert content["page"]["next"] == f"/as-at/{FIRST}{HOMICIDE}?limit=3&offset=3"


def test_the_part_before_never_begins_before_the_list() -> None:
    page = page_json(Part(10, 4), 30, "/api/v1/a b", {"area": "all & more", "limit": "10"})
    assert page["previous"] == "/api/v1/a%20b?area=all+%26+more&limit=4&offset=0"
    assert page["next"] == "/api/v1/a%20b?area=all+%26+more&limit=10&offset=14"


@pytest.mark.parametrize(("offset", "before"), [(30, 20), (31, 20), (1_000_000_000, 20)])
def test_from_beyond_the_end_the_part_before_is_the_last_of_the_list(offset: int, before: int) -> None:
    page = page_json(Part(10, offset), 30, "/api/v1/areas", {})
    assert page["previous"] == f"/api/v1/areas?limit=10&offset={before}"
    assert page["next"] is None
