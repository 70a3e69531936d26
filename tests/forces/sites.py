"""The sites of other forces that tests publish, each a folder of YAML, CSV and Markdown alone: no line of code is theirs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.running import ROOT, clean_environment

NORTHMARCH = Path(__file__).with_name("northmarch")
NOW = "2024-02-08T09:30:00+00:00"
RELEASE = "first"


def publish_northmarch(root: Path) -> None:
    """A root with its first release, published by the real command, and its finished pages in ``site``."""
    shutil.copytree(NORTHMARCH, root)
    _pcp(root, "check", "--drop", str(root / "drop"))
    _pcp(root, "publish", str(root / "drop"), "--release", RELEASE, "--note", "The first figures.")
    (root / "walked.txt").write_text(_pcp(root, "write-site", str(root / "site")))


def _pcp(root: Path, *arguments: str) -> str:
    """What the command warns of on the way."""
    done = subprocess.run(
        [sys.executable, "-m", "metrics", "--now", NOW, "--root", str(root), *arguments],
        cwd=ROOT,
        env=clean_environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr
