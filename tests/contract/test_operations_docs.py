"""What docs/operations/README.md and docs/security.md lead to is there, and every unit is described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.test_docs import anchors

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = ROOT / "docs" / "operations" / "README.md"
DOCUMENTS = (OPERATIONS, ROOT / "docs" / "security.md", ROOT / "docs" / "soak.md")
LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]+))?\)")
LINKS = [
    pytest.param(document, path, anchor, id=f"{document.name}-{path}-{anchor}")
    for document in DOCUMENTS
    for path, anchor in LINK.findall(document.read_text("utf-8"))
]
TEXT = OPERATIONS.read_text("utf-8")


@pytest.mark.parametrize(("document", "path", "anchor"), LINKS)
def test_a_link_leads_somewhere(document: Path, path: str, anchor: str) -> None:
    target = (document.parent / path) if path else document
    assert target.exists()
    assert not anchor or anchor in anchors(target.read_text("utf-8"))


def test_every_unit_is_described() -> None:
    names = {file.stem.removesuffix("@") for file in (OPERATIONS.parent / "systemd").glob("*.service")}
    rows = re.findall(r"^\| (outcomes[\w-]*)", TEXT, re.MULTILINE)
    assert set(rows) == names


def test_what_is_enabled_is_there() -> None:
    (line,) = re.findall(r"^systemctl enable --now (.+)$", TEXT, re.MULTILINE)
    assert [name for name in line.split() if not (OPERATIONS.parent / "systemd" / name).is_file()] == []
    assert {file.name for file in (OPERATIONS.parent / "systemd").glob("*.timer")} <= set(line.split())


@pytest.mark.parametrize("name", sorted(set(re.findall(r"tests/[\w/]+\.py", TEXT))))
def test_a_test_that_is_named_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
