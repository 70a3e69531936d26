"""Small figures that are revised, through the front door: three releases, of which no two give away a figure."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from metrics.areas import districts
from metrics.releasing.previous import read_earlier
from tests.places_of_tests import REGION
from tests.store.sites import CONFIG
from tests.unit.test_withheld import pcp

MONTHS = {"one": 2, "two": 5, "three": 8}
COUNTS = {"one": (7, 9, 2, 4), "two": (2, 9, 2, 4), "three": (2, 8, 2, 4)}
BOROUGHS = ("Camden", "Brent", "Barnet", "Bexley")


def moment(month: int) -> datetime:
    return datetime(2024, month, 8, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("revised")
    (root / "config").mkdir()
    declared = CONFIG.replace("    source:\n", "    suppression: {threshold: 3}\n    source:\n")
    (root / "config" / "metrics.yaml").write_text(declared)
    for name, counts in COUNTS.items():
        (root / name).mkdir()
        rows = [f"{borough},{count}" for borough, count in zip(BOROUGHS, counts, strict=True)]
        (root / name / "Crime.csv").write_text("\n".join(["Borough,202304", *rows, ""]))
        done = pcp(root, moment(MONTHS[name]), "publish", str(root / name), "--release", name)
        assert done.exit_code == 0, done.output
    return root


def figures(root: Path, release: str) -> dict[str, str]:
    """What a release stores of the region and its districts, as a value, or c."""
    stored = pd.read_csv(
        root / "data" / "releases" / release / "observations" / "violence-with-injury.csv",
        dtype=str,
        keep_default_na=False,
    )
    rows = stored[
        stored["area"].isin([REGION, *(code for code, area in districts().items() if area.name in BOROUGHS)])
    ]
    names = rows["area"].map(lambda code: "London" if code == REGION else districts()[code].name)
    return dict(zip(names, rows["value"].where(rows["status"] != "c", "c"), strict=True))


def test_what_was_revised_is_not_hidden_by_what_both_releases_withhold(root: Path) -> None:
    """Else what the first withholds is 22 - 7 - 9, and Camden in the second 17 - 9 - 6."""
    assert figures(root, "one") == {"London": "22", "Barnet": "c", "Bexley": "c", "Brent": "9", "Camden": "7"}
    assert figures(root, "two") == {"London": "c", "Barnet": "c", "Bexley": "c", "Brent": "9", "Camden": "c"}
    assert figures(root, "three") == {
        "London": "c",
        "Barnet": "c",
        "Bexley": "c",
        "Brent": "8",
        "Camden": "c",
    }


def test_what_releases_tell_of_a_measure_is_read_oldest_first(root: Path) -> None:
    seen = read_earlier(root, moment(9)).seen("violence-with-injury")
    assert (seen.releases, seen.order) == (["one", "two", "three"], ("one", "two", "three"))
    assert [len(names) for names in seen.withheld.values()] == [2, 4, 4]
