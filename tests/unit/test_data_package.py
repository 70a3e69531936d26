"""datapackage.json: every file with its columns, its source, its size and its checksum, in the archive and by itself."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from metrics.releasing.releases import load_release
from serving.downloads.data_package import data_package, weighed

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
ID = "2026-27-q1"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


@pytest.fixture(scope="module")
def archive(client: FlaskClient) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(client.get("/downloads/all.zip").data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def inside(archive: dict[str, bytes]) -> Any:
    return json.loads(archive["datapackage.json"])


@pytest.fixture(scope="module")
def alone(client: FlaskClient) -> Any:
    return client.get("/downloads/datapackage.json").json


def checksum(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_archive_s_lists_every_other_file_with_its_checksum_and_size(
    archive: dict[str, bytes], inside: Any
) -> None:
    listed = {item["path"]: (item["bytes"], item["hash"]) for item in inside["resources"]}
    assert listed == {
        name: (len(data), checksum(data)) for name, data in archive.items() if name != "datapackage.json"
    }


def test_by_itself_it_lists_each_file_by_an_address_beside_its_own(client: FlaskClient, alone: Any) -> None:
    assert len(alone["resources"]) > 20
    for item in alone["resources"]:
        data = client.get(f"/downloads/{item['path']}").data
        assert (len(data), checksum(data)) == (item["bytes"], item["hash"]), item["path"]


def test_both_say_the_same_of_the_same_files(inside: Any, alone: Any) -> None:
    of_archive = [item for item in inside["resources"] if item["path"] != "README.txt"]
    assert alone["resources"] == of_archive
    assert {**inside, "resources": []} == {**alone, "resources": []}


def test_it_says_which_release_whose_and_under_what_terms(alone: Any) -> None:
    assert alone["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (alone["name"], alone["version"]) == (f"all-{ID}", ID)
    assert alone["created"] == "2026-08-13T08:30:00+00:00"
    assert alone["licenses"] == [
        {
            "name": "OGL-UK-3.0",
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            "title": "Open Government Licence v3.0",
        }
    ]
    assert [item["roles"] for item in alone["contributors"]] == [["publisher"]]
    assert any(item["title"].startswith("Metropolitan Police Service: ") for item in alone["sources"])


def test_a_table_has_the_columns_of_its_file_with_their_types(archive: dict[str, bytes], inside: Any) -> None:
    tables = [item for item in inside["resources"] if item.get("type") == "table"]
    assert {item["path"] for item in tables} == {name for name in archive if name.endswith(".csv")}
    for item in tables:
        header = archive[item["path"]].decode().split("\r\n", 1)[0].split(",")
        assert [field["name"] for field in item["schema"]["fields"]] == header
    homicide = next(item for item in tables if item["path"] == "homicide.csv")
    fields = {field["name"]: field for field in homicide["schema"]["fields"]}
    assert {name: field["type"] for name, field in fields.items() if field["type"] != "string"} == {
        **{"period": "yearmonth", "value": "number", "base": "integer", "lower": "number", "upper": "number"},
    }
    assert homicide["schema"]["uniqueKeys"] == [["window", "period", "area_code", "dimension", "category"]]
    assert homicide["sources"] and homicide["licenses"]


def test_names_are_unique(inside: Any) -> None:
    names = [item["name"] for item in inside["resources"]]
    assert len(names) == len(set(names))


def test_it_is_the_release_s_below_as_at(client: FlaskClient, alone: Any) -> None:
    """Claims and duties stand as they do on the day, and are said of the page that lists them."""
    frozen = client.get(f"/as-at/{ID}/downloads/datapackage.json").json
    assert frozen is not None
    of_day = ("claims", "duties")
    assert [item for item in frozen["resources"] if not item["path"].startswith(of_day)] == [
        item for item in alone["resources"] if not item["path"].startswith(of_day)
    ]
    earlier = client.get("/as-at/2023-24-q3/downloads/datapackage.json").json
    assert earlier is not None and earlier["version"] == "2023-24-q3"


def test_a_site_that_says_where_it_stands_is_named_with_the_page_of_its_downloads() -> None:
    release = load_release(ROOT, ID)
    site = release.config.site.model_copy(update={"address": "https://outcomes.example.org"})
    site_release = release.__class__(
        ID, release.published_at, release.config.model_copy(update={"site": site}), release.data
    )
    package = json.loads(data_package(site_release, [weighed("README.txt", b"Read me.\n")]))
    assert package["homepage"] == f"https://outcomes.example.org/as-at/{ID}/data"
    assert package["resources"] == [
        {
            "name": "readme.txt",
            "path": "README.txt",
            "format": "txt",
            "mediatype": "text/plain",
            "encoding": "utf-8",
            "bytes": 9,
            "hash": checksum(b"Read me.\n"),
        }
    ]
