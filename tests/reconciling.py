"""A site of one measure whose file may not add up: written to a folder, checked, published and asked by its app."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from flask.testing import FlaskClient

from app import create_app
from tests.running import run

NOW = "2026-11-20T09:30:00+00:00"
FILE = "Figures.csv"
SITE: Mapping[str, Any] = {
    "site": {
        "title": "Outcomes of an invented plan",
        "producer": "An office for policing",
        "contact": "Write to the office",
        "statistics_status": "Management information",
        "update_schedule": "Once a quarter",
        "attribution": "OGL",
    },
    "frameworks": [
        {"id": "plan", "title": "Plan", "vision": "All are safe.", "description": "What is sought."}
    ],
    "outcomes": [
        {"id": "service", "framework": "plan", "title": "Service", "description": "It is well run."}
    ],
}
CODES = {"areas-off", "categories-off", "counts-off"}
COUNT: Mapping[str, Any] = {
    "id": "calls",
    "outcome": "service",
    "title": "Calls",
    "description": "How many people called.",
    "status": "published",
    "unit": "count",
    "noun": {"singular": "call", "plural": "calls"},
    "polarity": "neutral",
    "frequency": "month",
    "comparison": {"basis": "previous-period", "materiality": 5.0, "test": "counts"},
    "caveats": ["The figures are invented."],
    "next_update": "not-announced",
    "source": {
        "publisher": "An office for policing",
        "title": "An invented data set",
        "link": "https://data.london.gov.uk/dataset/invented",
        "licence": "OGL-3.0",
        "files": FILE,
        "layout": "rows",
        "period": {"column": "Month", "format": "YYYY-MM"},
        "area": {"column": "Area", "no_area": ["Airport"]},
        "value": {"column": "Calls"},
        "absent": "zero",
        "region": "own-row",
    },
    "reconcile": {"areas": True},
}
BY_AGE: Mapping[str, Any] = {
    "source": {
        "dimensions": [
            {
                "id": "age-group",
                "title": "Age group",
                "column": "Age",
                "headline": "All",
                "categories": [{"name": name} for name in ("All", "Under 25", "25 and over")],
            }
        ]
    },
    "reconcile": {"areas": False, "dimensions": "age-group"},
}
SHARE: Mapping[str, Any] = {
    "unit": "percent",
    "noun": None,
    "share": "of callers were answered",
    "decimals": 1,
    "comparison": {"basis": "previous-period", "materiality": 1.0, "test": "none"},
    "source": {
        "value": {"column": "Answered", "written_as": "percent"},
        "absent": "missing",
    },
    "reconcile": {"areas": False, "counts": {"column": "In time", "over": "All calls"}},
}


def merged(base: Any, part: Any) -> Any:
    """A declaration with some keys replaced, at any depth; those replaced by None are left out."""
    if not (isinstance(base, Mapping) and isinstance(part, Mapping)):
        return part
    both = {**base, **{key: merged(base.get(key), value) for key, value in part.items()}}
    return {key: value for key, value in both.items() if value is not None}


def declared(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """The measure with the keys of each part replaced in turn."""
    measure: Any = COUNT
    for part in parts:
        measure = merged(measure, part)
    return dict(measure)


def written(folder: Path, measure: Mapping[str, Any], text: str) -> Path:
    """A folder with the declaration and one file in its drop."""
    (folder / "config").mkdir(parents=True, exist_ok=True)
    (folder / "drop").mkdir(exist_ok=True)
    site = yaml.safe_dump({**SITE, "measures": [dict(measure)]}, allow_unicode=True, sort_keys=False)
    (folder / "config" / "metrics.yaml").write_text(site, encoding="utf-8")
    (folder / "drop" / FILE).write_text(text, encoding="utf-8")
    return folder


def check(folder: Path) -> tuple[int, list[dict[str, Any]]]:
    """How the command ends, and what it finds that does not add up; of what else it finds nothing is an error."""
    done = run(folder, "--now", NOW, "check", "--drop", "drop", "--format", "json")
    issues = json.loads(done.stdout)
    assert not [item for item in issues if item["severity"] == "error" and item["code"] not in CODES], issues
    return done.returncode, [item for item in issues if item["code"] in CODES]


def publish(folder: Path, release: str = "first", note: str = "A note", now: str = NOW) -> str:
    """The drop published; gives what the command said."""
    done = run(folder, "--now", now, "publish", "drop", "--release", release, "--note", note)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def client(folder: Path, now: str = NOW) -> FlaskClient:
    """The application over a folder's releases."""
    of_site: FlaskClient = create_app(folder, lambda: datetime.fromisoformat(now)).server.test_client()
    return of_site


def answer(of_site: FlaskClient, path: str) -> Any:
    """The JSON at an address."""
    return json.loads(of_site.get(path).data)
