"""A site some months on: the shipped files with later months of crime, so a break, and small counts withheld."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.running import ROOT, clean_environment

NOW = "2024-07-04T08:30:00+00:00"
SHIPPED = ROOT / "data" / "drops" / "2023-24-q3"
CRIME = "MPS Borough Level Crime (most recent 24 months).csv"
MONTHS = ("202402", "202403", "202404", "202405")
SMALL_COUNTS = "  - id: homicide\n    suppression: {threshold: 8}\n"


def publish_later(root: Path) -> Path:
    """A root with that release, published by the real command."""
    shutil.copytree(ROOT / "config", root / "config")
    declared = root / "config" / "metrics.yaml"
    declared.write_text(declared.read_text("utf-8").replace("  - id: homicide\n", SMALL_COUNTS), "utf-8")
    shutil.copytree(SHIPPED, root / "drop")
    crime = root / "drop" / CRIME
    crime.write_text(_with_later_months(crime.read_text("utf-8")), "utf-8")
    command = [sys.executable, "-m", "metrics", "--now", NOW, "--root", str(root)]
    done = subprocess.run(
        [*command, "publish", str(root / "drop"), "--release", "2024-25-q1"],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return root


def _with_later_months(text: str) -> str:
    """Each line with its last figure again for each of MONTHS."""
    head, *rows = text.splitlines()
    again = len(MONTHS)
    later = [",".join([row, *[row.rsplit(",", 1)[1]] * again]) for row in rows]
    return "\n".join([",".join([head, *MONTHS]), *later]) + "\n"
