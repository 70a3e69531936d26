"""What stands ready for editors and for git: the same checks as `make test`, the same Python, files that are there."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
CONTAINER: dict[str, Any] = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
REPOS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
HOOKS = {hook["id"]: hook for repo in REPOS for hook in repo["hooks"]}


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile."""
    (rows,) = re.findall(rf"^{target}:.*\n((?:\t.+\n)+)", MAKEFILE, re.MULTILINE)
    return [row.strip().removeprefix("@").replace("$(BIN)", ".venv/bin") for row in rows.splitlines()]


@pytest.mark.parametrize("check", ["lint", "format", "types"])
def test_a_hook_runs_what_the_check_of_its_name_runs(check: str) -> None:
    assert recipe(check) == [HOOKS[check]["entry"]]


def test_a_hook_fetches_nothing() -> None:
    assert [repo["repo"] for repo in REPOS] == ["local"]
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}


def test_the_container_has_the_oldest_python_that_is_supported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert CONTAINER["image"].startswith(f"python:{project['requires-python'].removeprefix('>=')}-")


def test_the_container_is_set_up_by_make_and_shows_its_port() -> None:
    make, target = CONTAINER["postCreateCommand"].split()
    assert (make, re.findall(rf"^\.PHONY:.* {target}$", MAKEFILE, re.MULTILINE)) == (
        "make",
        [".PHONY: setup setup-dev"],
    )
    assert re.findall(r"^PORT +\?= (\d+)$", MAKEFILE, re.MULTILINE) == [
        str(port) for port in CONTAINER["forwardPorts"]
    ]


def test_the_editor_uses_the_python_that_make_makes() -> None:
    interpreter = CONTAINER["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert interpreter == "${containerWorkspaceFolder}/.venv/bin/python"
    assert "BIN      := .venv/bin\n" in MAKEFILE
