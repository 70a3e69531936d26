"""One version in three places: pyproject.toml, the newest heading of CHANGELOG.md, and what `pcp --version` says."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
# A heading, and what stands below it: `## 0.2.0, 8 February 2024`, or `## 0.2.0, not yet cut`.
SECTIONS = re.findall(r"^## (\S+), (.+)\n((?:(?!## ).*\n)*)", CHANGES, re.MULTILINE)
NOT_YET = "not yet cut"


def test_the_newest_heading_of_the_changes_is_the_version() -> None:
    assert SECTIONS[0][0] == VERSION


def test_every_heading_is_a_version_and_the_newest_stands_first() -> None:
    versions = [Version(version) for version, _, _ in SECTIONS]
    assert len(versions) == len(re.findall(r"^## ", CHANGES, re.MULTILINE))
    assert versions == sorted(set(versions), reverse=True)


@pytest.mark.parametrize(("version", "day", "text"), SECTIONS, ids=[version for version, _, _ in SECTIONS])
def test_a_version_has_its_day_and_speaks_in_two_voices(version: str, day: str, text: str) -> None:
    assert (day == NOT_YET and version == VERSION) or datetime.strptime(day, "%d %B %Y")
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == ["Data", "Code"]


@pytest.mark.parametrize(
    "command", [[sys.executable, "-m", "metrics"], [str(Path(sys.executable).with_name("pcp"))]]
)
def test_the_command_says_its_version(command: list[str]) -> None:
    done = subprocess.run([*command, "--version"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"pcp {VERSION}\n", "")
