"""The figures as a Parquet file: each column of its type, read by another engine than the one that wrote it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from app import create_app
from components.site.downloads_words import COLUMNS
from metrics.figures.release import Release
from metrics.releasing.releases import load_release
from serving.api.observations import ObservationQuery, every_row
from serving.downloads.contents import cover
from serving.downloads.parquet_file import parquet_bytes
from tests.running import printed_by

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> Release:
    return load_release(ROOT, "2023-24-q3")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    flask_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return flask_client


def kept(folder: Path, data: bytes) -> str:
    (folder / "figures.parquet").write_bytes(data)
    return str(folder / "figures.parquet")


def test_each_column_has_its_type(client: FlaskClient, tmp_path: Path) -> None:
    path = kept(tmp_path, client.get("/downloads/homicide.parquet").data)
    described = duckdb.connect().execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert list(types) == list(COLUMNS)
    assert types == {
        **dict.fromkeys(COLUMNS, "VARCHAR"),
        **{"value": "DOUBLE", "base": "BIGINT", "lower": "DOUBLE", "upper": "DOUBLE"},
    }


@pytest.mark.parametrize(
    "query", ["", "?area=camden", "?dimension=sex&from=2023-01", "?area=london&to=2003-01"]
)
def test_its_rows_are_those_of_the_api_in_their_order(
    client: FlaskClient, tmp_path: Path, query: str
) -> None:
    path = kept(tmp_path, client.get(f"/downloads/homicide.parquet{query}").data)
    csv = tmp_path / "figures.csv"
    csv.write_bytes(client.get(f"/downloads/homicide.csv{query}").data)
    types = "{'period': 'VARCHAR', 'base': 'BIGINT', 'value': 'DOUBLE', 'lower': 'DOUBLE', 'upper': 'DOUBLE'}"
    texts = f"SELECT * FROM read_csv('{csv}', nullstr = '', all_varchar = true)"
    read = (
        duckdb.connect().execute(f"SELECT * FROM read_csv('{csv}', nullstr = '', types = {types})").fetchall()
    )
    assert duckdb.connect().execute(f"SELECT * FROM '{path}'").fetchall() == read and len(read) == len(
        duckdb.connect().execute(texts).fetchall()
    )


def test_it_holds_what_is_to_be_known_of_the_figures(shipped: Release, tmp_path: Path) -> None:
    declared = shipped.config.published()[0]
    path = kept(tmp_path, parquet_bytes(shipped, declared, every_row(shipped, declared, ObservationQuery())))
    [(key, value)] = (
        duckdb.connect().execute(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall()
    )
    assert key == b"about"
    texts = [text for lines in json.loads(value).values() for text in lines]
    assert texts == [text for _, text in cover(shipped, declared)]


MAKE = """
import hashlib
from pathlib import Path
from metrics.releasing.releases import load_release
from serving.downloads.ods_file import ods_bytes
from serving.downloads.parquet_file import parquet_bytes
from serving.downloads.zip_file import package_bytes
from serving.api.observations import ObservationQuery, every_row
release = load_release(Path("."), "2023-24-q3")
measure = release.config.published()[0]
rows = every_row(release, measure, ObservationQuery())
made = parquet_bytes(release, measure, rows) + ods_bytes(release, measure, rows) + package_bytes(release)
print(hashlib.sha256(made).hexdigest())
"""


def test_two_processes_make_the_same_bytes_of_each_new_format() -> None:
    assert printed_by(MAKE, "1") == printed_by(MAKE, "2")
