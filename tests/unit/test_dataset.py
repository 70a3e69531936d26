"""What search engines of data read of a measure: schema.org's Dataset, as far as it is used here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from components.site.context import View
from metrics.releasing.releases import load_release
from serving.downloads.formats import FORMATS
from serving.feeds.dataset import dataset, dataset_block
from serving.http.endpoint import PageRequest

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
ID = "2023-24-q3"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TEXT, ADDRESS = r"(?s).+", r"(https?://[^\s]+)?/[^\s]*|https?://[^\s]+"
ORGANIZATION: Mapping[str, Any] = {"@type": "Organization", "name": TEXT}
# The parts of schema.org that are used: which properties each type has here, and what their values look like.
DATASET: Mapping[str, Any] = {
    "@context": r"https://schema\.org",
    "@type": "Dataset",
    "name": TEXT,
    "description": r"(?s).{50,5000}",  # the bounds of search engines
    "url": ADDRESS,
    "license": ADDRESS,
    "creator": ORGANIZATION,
    "publisher": ORGANIZATION,
    "isBasedOn": ADDRESS,
    "temporalCoverage": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
    "spatialCoverage": {"@type": "Place", "name": TEXT},
    "dateModified": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d",
    "version": r"[a-z0-9-]+",
    "isAccessibleForFree": True,
    "distribution": [
        {"@type": "DataDownload", "encodingFormat": r"[a-z]+/[a-z0-9.+-]+", "contentUrl": ADDRESS}
    ],
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


@pytest.fixture(scope="module")
def view() -> View:
    return View(load_release(ROOT, ID), NOW.date(), formats=FORMATS, base="https://outcomes.example.org")


def matches(value: Any, shape: Any) -> bool:
    """Whether a value has the properties of a shape, no other, and each as it looks there."""
    match shape:
        case str():
            return isinstance(value, str) and re.fullmatch(shape, value) is not None
        case list():
            return bool(value) and all(matches(item, shape[0]) for item in value)
        case Mapping():
            return value.keys() == shape.keys() and all(matches(value[name], shape[name]) for name in shape)
        case _:
            return value is shape


def block_of(page: str) -> Any:
    match = BLOCK.search(page)
    return None if match is None else json.loads(match[1])


def test_every_measure_with_figures_is_a_dataset_on_its_page(client: FlaskClient, view: View) -> None:
    pages = {
        measure.id: client.get(f"/measures/{measure.id}").text for measure in view.release.config.measures
    }
    published = {measure.id for measure in view.release.config.published()}
    assert {name for name, page in pages.items() if block_of(page) is not None} == published
    assert [name for name in published if not matches(block_of(pages[name]), DATASET)] == []


def test_a_dataset_says_who_what_where_when_and_how_to_get_it(view: View) -> None:
    [homicide] = [measure for measure in view.release.config.published() if measure.id == "homicide"]
    block = dataset(view, homicide)
    where = "https://outcomes.example.org"
    assert {name: block[name] for name in ("name", "url", "creator", "version", "dateModified")} == {
        "name": "Homicide, London (Metropolitan Police area)",
        "url": f"{where}/measures/homicide",
        "creator": {"@type": "Organization", "name": "Metropolitan Police Service"},
        "version": ID,
        "dateModified": "2024-02-08T09:30:00+00:00",
    }
    first, last = map(date.fromisoformat, block["temporalCoverage"].split("/"))
    assert (first.day, last) == (1, date(2023, 12, 31))
    assert [(item["encodingFormat"], item["contentUrl"]) for item in block["distribution"]] == [
        ("text/csv", f"{where}/downloads/homicide.csv"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"{where}/downloads/homicide.xlsx",
        ),
        ("application/vnd.oasis.opendocument.spreadsheet", f"{where}/downloads/homicide.ods"),
        ("application/vnd.apache.parquet", f"{where}/downloads/homicide.parquet"),
        ("application/json", f"{where}/api/v1/measures/homicide/observations"),
    ]


@pytest.mark.parametrize(
    ("measure_id", "modified"),
    [
        ("violence-with-injury", "2026-08-13"),
        ("trust-in-police", "2024-02-08"),
        ("worry-about-crime", "2024-11-14"),
    ],
)
def test_a_dataset_is_as_new_as_its_figures(measure_id: str, modified: str) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    page = create_app(ROOT, lambda: now).server.test_client().get(f"/measures/{measure_id}").text
    assert block_of(page)["dateModified"].startswith(modified)


def test_each_distribution_is_there_in_its_format(client: FlaskClient, view: View) -> None:
    for measure in view.release.config.published():
        for item in dataset(replace(view, base=""), measure)["distribution"]:
            answer = client.get(item["contentUrl"])
            assert (answer.status_code, answer.mimetype) == (200, item["encodingFormat"])


def test_no_text_can_end_the_block(view: View) -> None:
    title = "</script><script>alert(1)</script><!-- & -->"
    config = view.release.config
    measures = tuple(measure.model_copy(update={"title": title}) for measure in config.measures)
    release = replace(view.release, config=config.model_copy(update={"measures": measures}))
    request = PageRequest(replace(view, release=release), "/measures/homicide", {"measure_id": "homicide"})
    block = dataset_block(request)
    assert not set("<>&") & set(block)
    assert json.loads(block)["name"].startswith(title)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/measures/homicide?area=camden", "/measures/homicide?utm_source=x&to=2023-06"),
        *("/measures/homicide/made", f"/as-at/{ID}/measures/homicide", "/measures/crime-prevalence"),
    ],
)
def test_no_other_page_is_a_dataset(client: FlaskClient, path: str) -> None:
    assert block_of(client.get(path).text) is None


@pytest.mark.parametrize("changes", [{"license": "OGL"}, {"distribution": []}, {"more": "x"}, {"version": 1}])
def test_a_dataset_that_is_not_as_schema_org_has_it_is_refused(view: View, changes: dict[str, Any]) -> None:
    [homicide] = [measure for measure in view.release.config.published() if measure.id == "homicide"]
    assert not matches({**dataset(view, homicide), **changes}, DATASET)
