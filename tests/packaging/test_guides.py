"""An installed package brings the guides and lock files that it names, and names them by where they lie."""

from __future__ import annotations

import ast
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.guides import placed, where
from metrics.reading.parquet import MISSING_LIBRARY
from serving.interactive.scripts import UNAVAILABLE
from tests.contract.test_docs import anchors
from tests.packaging.installed import ROOMS, Installed
from tests.running import ROOT, run
from tests.store.sites import make_site

NAMED = re.compile(r"(?<![\w/.-])(?:docs/[\w/.-]+\.\w+|[A-Z]{5,}\.md|requirements[a-z-]*\.(?:lock|txt))")
STARTING = "metrics/starting"  # what `pcp init` writes


def texts(file: Path) -> Iterator[str]:
    """What a module says: its texts, without what is said of the code itself."""
    tree = ast.parse(file.read_text("utf-8"))
    said_of_code = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of_code:
            yield node.value


def named() -> dict[str, str]:
    """Every file of the project that the program names to its readers, with a module that does."""
    files = [
        file for room in ROOMS for file in (ROOT / room, *(ROOT / room).rglob("*.py")) if file.suffix == ".py"
    ]
    spoken = {file: list(texts(file)) for file in files}
    spoken |= {file: [file.read_text("utf-8")] for file in (ROOT / STARTING).rglob("*.yaml")}
    return {
        name: str(file.relative_to(ROOT))
        for file, file_texts in spoken.items()
        for text in file_texts
        for name in NAMED.findall(text)
        if name != "README.md"  # of a new site, and in the file of all figures
    }


def test_every_file_that_the_program_names_is_in_the_wheel(wheel: Path) -> None:
    named_files = named()
    assert {"docs/measures.md", "docs/checks.md", "docs/running.md", "requirements-parquet.lock"} <= set(
        named_files
    )
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    ours = {
        name: module
        for name, module in named_files.items()
        if (ROOT / name).exists() or name.startswith("docs/")
    }
    assert {name: module for name, module in ours.items() if f"metrics/guides/{name}" not in names} == {}


def test_an_installed_package_says_where_its_guides_are(installed: Installed, tmp_path: Path) -> None:
    folder = installed.packages / "metrics" / "guides" / "docs"
    assert f"What messages name as docs/ is at {folder}.\n" in installed.run(tmp_path, "--help").stdout
    assert (folder / "measures.md").is_file()


def test_a_fault_leads_to_a_section_that_is_there(installed: Installed, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    file = site / "config" / "metrics.yaml"
    file.write_text(
        file.read_text().replace("unit: count", "unit: cuont").replace("format: YYYYMM", "format: YM")
    )
    done = installed.run(site, "check", "--snippets")
    sections = re.findall(r"^ +see (/.+\.md)#(\S+)$", done.stdout, re.MULTILINE)
    assert (done.returncode, len(sections) >= 2) == (1, True), done.stdout
    for path, anchor in sections:
        assert anchor in anchors(Path(path).read_text("utf-8"))
    file.write_text("")
    message = installed.run(site, "check").stdout
    (guide,) = re.findall(r"see (\S+\.md) for a start", message)
    assert Path(guide).is_file()


def test_other_programs_get_the_same_message_everywhere(installed: Installed, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "config" / "metrics.yaml").write_text("")
    command = ("check", "--format", "json")
    assert installed.run(site, *command).stdout == run(site, *command).stdout


@pytest.mark.parametrize("message", [MISSING_LIBRARY, UNAVAILABLE])
def test_what_is_to_be_installed_names_a_lock_file_that_is_there(installed: Installed, message: str) -> None:
    folder = installed.packages / "metrics" / "guides"
    notice = placed(message, folder)
    (path,) = re.findall(r"-r (\S+\.lock)", notice)
    assert Path(path).is_file()
    assert ("run .venv/bin/python " in message) is (f"run {sys.executable} " in notice)


def test_in_a_source_tree_a_guide_is_at_its_name() -> None:
    assert (placed("see docs/measures.md#units"), where()) == ("see docs/measures.md#units", "")


def test_a_file_that_is_not_brought_stays_as_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "checks.md").touch()
    text = "see docs/checks.md#the-cells, docs/other.md and config/docs/checks.md"
    expected = f"see {tmp_path}/docs/checks.md#the-cells, docs/other.md and config/docs/checks.md"
    assert placed(text, tmp_path) == expected
