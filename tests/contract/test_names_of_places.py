"""The program knows no place by name: what a site is about is its content, its words for areas as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.running import ROOT

ROOMS = ("metrics", "components", "pages", "serving", "charts", "assets")
NAMES = re.compile(
    r"london|mopac|\bboroughs?\b|(?<![a-z])boroughs?(?![a-z])|\bbcus?\b|(?<![a-z])bcus?(?![a-z])"
    r"|metropolitan|basic command|\bmps\b|city of l",
    re.IGNORECASE,
)
# The name of UK time in the database of time zones, which is that of no region.
CLOCKS = re.compile(r"Europe/London")
FILES = [
    file
    for room in ROOMS
    for kind in ("*.py", "*.js", "*.css", "*.html")
    for file in sorted((ROOT / room).rglob(kind))
] + [ROOT / "app.py"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_code_and_sentences_name_no_place(file: Path) -> None:
    lines = enumerate(file.read_text("utf-8").splitlines(), start=1)
    assert [(number, line.strip()) for number, line in lines if NAMES.search(CLOCKS.sub("", line))] == []
