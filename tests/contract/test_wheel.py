"""What is built from the project says of itself that it has types, and names nothing that is not there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
WHEEL: list[str] = TOOLS["hatch"]["build"]["only-include"]
PACKAGES = [name for name in WHEEL if (ROOT / name / "__init__.py").is_file()]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_that_is_checked_for_types_is_marked_as_typed(package: str) -> None:
    assert package in TOOLS["mypy"]["files"]
    assert (ROOT / package / "py.typed").read_bytes() == b""


def test_the_wheel_and_the_source_archive_name_only_what_is_there() -> None:
    archive: list[str] = TOOLS["hatch"]["build"]["targets"]["sdist"]["only-include"]
    assert [name for name in {*WHEEL, *archive} if not (ROOT / name).exists()] == []
    assert set(WHEEL) <= set(archive)
    assert {"metrics", "pages", "serving"} <= set(PACKAGES)
