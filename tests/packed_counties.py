"""Invented counties for packs of areas: one with more measures than two pages hold, one with figures that are withheld."""

from __future__ import annotations

from pathlib import Path

from tests.counties import METRICS, MONTHS, county
from tests.running import run

NOW = "2026-02-20T09:30:00+00:00"
MANY = 14
SMALL = "    suppression: {threshold: 10}\n    source:\n      publisher: Northmere"
LONG = "Burglary in dwellings, sheds and all other buildings of any kind"


def publish_many(root: Path) -> None:
    """A release with many measures, all of one file, whose titles and reasons are long."""
    county(root)
    head, measure = METRICS.split("measures:\n")
    more = [measure.replace("- id: burglary", f"- id: burglary-{n}") for n in range(1, MANY + 1)]
    named = [text.replace("title: Burglary", f"title: '{LONG}, part {n}'") for n, text in enumerate(more, 1)]
    planned = [
        f"  - {{id: planned-{n}, outcome: safer, title: '{LONG}, to come {n}', status: planned, owner: The office, "
        f"description: More., reason: It is not known yet how part {n} is counted., expected: not-announced}}\n"
        for n in range(1, MANY + 1)
    ]
    declared = f"{head}measures:\n{''.join([*named, *planned])}"
    (root / "config" / "metrics.yaml").write_text(declared)
    _publish(root)


def publish_small(root: Path) -> None:
    """A release in which one district has counts so small that they are withheld, as then another's are."""
    county(root)
    declared = METRICS.replace("    source:\n      publisher: Northmere", SMALL)
    (root / "config" / "metrics.yaml").write_text(declared)
    counts = {"Eastmarch": 3, "Highfold": 60, "Norwick City": 90, "Saint Brannoc": 4, "Unknown": 0}
    rows = [f"{month},{name},{count}" for month in MONTHS for name, count in counts.items()]
    (root / "drop" / "burglary.csv").write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    _publish(root)


def _publish(root: Path) -> None:
    done = run(root, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
