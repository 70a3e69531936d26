"""Every refusal below /api/ as problem details (RFC 9457), with the keys that scripts of before look for."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from components.site.api_words import PROBLEMS
from serving.api.openapi import PROBLEM, REFUSALS
from serving.fallbacks import busy
from serving.front import Front
from serving.http.errors import ApiError
from tests.schema_check import faults

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
CODE = re.compile(r"unknown-\w+|[a-z]+(-[a-z]+)*")


@pytest.fixture(scope="module")
def server() -> Flask:
    server: Flask = create_app(ROOT, lambda: NOW).server
    return server


@pytest.fixture(scope="module")
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def problem(got: TestResponse) -> dict[str, Any]:
    """What an answer holds, which has to be a problem in every way."""
    assert got.content_type == "application/problem+json"
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    content: dict[str, Any] = json.loads(got.data)
    assert list(faults(content, PROBLEM, {})) == []
    assert content["status"] == got.status_code
    assert content["detail"] == content["error"]["message"]
    assert content.get("allowed") == content["error"].get("allowed")
    return content


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/measures/homicid", 404, "unknown-measure"),
        ("/api/v1/frameworks/x", 404, "unknown-framework"),
        ("/api/v1/areas/x", 404, "unknown-area"),
        ("/api/v1/measures/homicide?area=x", 404, "unknown-area"),
        ("/api/v1/measures/homicide?comparison=x", 404, "unknown-comparison"),
        ("/api/v1/measures/homicide?to=1999-01", 404, "unknown-period"),
        ("/api/v1/measures/homicide?form=x", 400, "unknown-parameter"),
        ("/api/v1/measures/homicide/observations?window=x", 400, "unknown-window"),
        ("/api/v1/measures/homicide/observations?dimension=x", 404, "unknown-dimension"),
        ("/api/v1/measures/homicide/observations?from=x", 400, "malformed-period"),
        ("/api/v1/measures/homicide/observations?from=2024-01&to=2023-01", 400, "empty-span"),
        ("/api/v1/measures/homicide/observations?dimension=age-group&area=camden", 400, "region-alone"),
        ("/api/v1/accounts/x", 404, "unknown-account"),
        ("/api/v1/trackers/x", 404, "unknown-tracker"),
        ("/api/v1/releases/x/revisions", 404, "unknown-release"),
        ("/api/v2/measures", 404, "unknown-address"),
        ("/api/v1/measures//", 404, "unknown-address"),
        ("/as-at/2023-24-q3/api/v1/measures/homicid", 404, "unknown-measure"),
        ("/as-at/2029-30-q1/api/v1/measures", 404, "unknown-address"),
    ],
)
def test_a_refusal_is_a_problem_with_its_kind_and_what_is_wrong(
    client: FlaskClient, address: str, status: int, code: str
) -> None:
    content = problem(client.get(address))
    assert (content["status"], content["error"]["code"]) == (status, code)
    assert content["type"] == f"/api#problem-{code}"
    assert content["title"].startswith(PROBLEMS[code][0].partition("{")[0])
    assert content["instance"] == address.partition("?")[0]


def test_the_word_that_is_to_be_mended_is_named_and_nothing_else_of_the_query(client: FlaskClient) -> None:
    content = problem(client.get("/api/v1/measures/homicide?find=NW1+8NL"))
    assert (content["parameter"], content["allowed"]) == ("find", ["area", "as_of", "comparison", "to"])
    assert "NW1" not in str(content)


def test_an_instance_is_an_address_whatever_was_asked_for(client: FlaskClient) -> None:
    content = problem(client.get("/api/v1/measures/%22%3Cb%3E%20caf%C3%A9%FF"))
    assert re.fullmatch(r"[!-~]+", content["instance"])
    assert content["instance"].startswith("/api/v1/measures/%22%3Cb%3E%20caf%C3%A9")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_another_method_is_a_problem(client: FlaskClient, method: str) -> None:
    got = client.open("/api/v1/measures", method=method)
    content = json.loads(got.data)
    assert (got.status_code, content["error"]["code"]) == (405, "method-not-allowed")
    assert (got.headers["Allow"], got.content_type) == ("GET, HEAD", "application/problem+json")


def test_a_host_that_is_none_is_a_problem(client: FlaskClient) -> None:
    got = client.get("/api/v1", environ_overrides={"HTTP_HOST": "a b"})
    assert problem(got)["error"]["code"] == "host"
    long = client.get(f"/api/v1?area={'x' * 9_000}")
    assert (long.status_code, problem(long)["error"]["code"]) == (414, "address-too-long")
    assert REFUSALS.keys() >= {"400", "414", "431"}
    large = client.get("/api/v1", headers={"X-Large": "x" * 40_000})
    assert (large.status_code, problem(large)["error"]["code"]) == (431, "headers-too-large")


def test_before_the_first_release_there_is_a_problem_and_when_to_ask_again(tmp_path: Path) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    got = create_app(tmp_path, lambda: NOW).server.test_client().get("/api/v1/framework")
    assert (got.status_code, problem(got)["error"]["code"]) == (503, "nothing-published")
    assert got.headers["Retry-After"] == "60"


def test_what_is_busy_is_a_problem_and_when_to_ask_again() -> None:
    answer = busy("/api/v1/measures/homicide/observations")
    assert (answer.status, answer.content_type) == (503, "application/problem+json")
    assert ("Retry-After", "5") in answer.headers
    assert list(faults(json.loads(answer.body), PROBLEM, {})) == []


def test_a_mistake_of_ours_is_a_problem_that_gives_nothing_away(
    server: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_front: Front, *_arguments: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Front, "_routed", failing)
    server.config["PROPAGATE_EXCEPTIONS"] = False
    got = client.get("/api/v1/measures")
    content = problem(got)
    assert (got.status_code, content["error"]["code"]) == (500, "failed")
    assert got.headers["Cache-Control"] == "no-store" and "secret" not in got.text
    assert client.get("/measures").content_type == "text/plain; charset=utf-8"


def test_a_file_is_refused_in_words_and_what_describes_one_as_a_problem(client: FlaskClient) -> None:
    words, described = (client.get(f"/downloads/homicid{end}") for end in (".csv", ".csv-metadata.json"))
    assert words.content_type == "text/plain; charset=utf-8"
    assert problem(described)["error"]["code"] == "unknown-measure"


def test_what_accepts_no_json_gets_it_all_the_same(client: FlaskClient) -> None:
    """Nothing else can be had of these addresses, so an answer of another kind helps more than a refusal."""
    got = client.get("/api/v1/framework", headers={"Accept": "text/turtle"})
    assert (got.status_code, got.mimetype) == (200, "application/json")


# The table of problems


def codes() -> Iterator[str]:
    """Every code that the server refuses with, as its source has it."""
    for file in sorted((ROOT / "serving").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            values = [item.value for item in node.args if isinstance(item, ast.Constant)]
            texts = [text for text in values if isinstance(text, str)]
            if node.func.id == "ApiError":
                yield from [text for text in texts[:1] if CODE.fullmatch(text)]
            elif node.func.id == "find_by_id":
                yield from [f"unknown-{text}" for text in texts[:1]]


def test_every_code_is_explained_on_the_page_that_its_type_leads_to(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/api").text, "html.parser")
    in_the_source = set(codes())
    assert in_the_source <= set(PROBLEMS)
    assert len(in_the_source) > 20
    for code in PROBLEMS:
        address = ApiError(400, code, "").as_problem("/")["type"]
        (term,) = page.select(f"dt#{address.partition('#')[2]}")
        assert code in term.get_text()


def test_a_code_that_nobody_has_explained_is_still_a_problem() -> None:
    content = ApiError(404, "strange", "Strange.").as_problem("/api/v1/x")
    assert (content["type"], content["title"]) == ("about:blank", "Not Found")
    assert list(faults(content, PROBLEM, {})) == []
