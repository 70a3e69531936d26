"""Files that a declaration names beside itself: none is read through a link that leads out of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.checking.site_areas import read_declaration
from tests.counties import county

PAGE = """pages:
  - id: visits
    title: Visits
    description: Volunteers visit.
    file: visits.md
    reviewed: 2024-01-10
    review_by: 2034-07-10

measures:
"""
LOGO = "site:\n  logo: {file: logo.svg, alt: A mark}\n"
FILES = {
    "areas.csv": ("area-file", "", ""),
    "places.csv": ("area-file", "  table: areas.csv\n", "  table: areas.csv\n  places: places.csv\n"),
    "edges.geojson": (
        "area-file",
        "  table: areas.csv\n",
        "  table: areas.csv\n  boundaries: edges.geojson\n",
    ),
    "visits.md": ("page-text", "measures:\n", PAGE),
    "logo.svg": ("logo", "site:\n", LOGO),
}


@pytest.mark.parametrize("name", FILES)
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    config = county(tmp_path / "site") / "config"
    code, old, new = FILES[name]
    declared = config / "metrics.yaml"
    declared.write_text(
        declared.read_text("utf-8").replace(old, new, 1) if old else declared.read_text("utf-8")
    )
    secret = tmp_path / "secret"
    secret.write_bytes((config / name).read_bytes() if (config / name).exists() else b"a secret")
    (config / name).unlink(missing_ok=True)
    (config / name).symlink_to(secret)
    _, issues = read_declaration(declared, "metrics.yaml")
    own_issues = [issue for issue in issues if issue.file == name]
    assert [(issue.code, "leads out of the folder" in issue.message) for issue in own_issues] == [
        (code, True)
    ]
    inside = config / "inside"
    inside.write_bytes(secret.read_bytes())
    (config / name).unlink()
    (config / name).symlink_to(inside)
    _, issues = read_declaration(declared, "metrics.yaml")
    assert not [issue for issue in issues if "leads out of the folder" in issue.message]
