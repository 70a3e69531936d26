"""The lock files: whatever a locked package asks for is locked as well, so nothing new on an index changes a clone.

pip takes a requirement from the index when no locked line meets it, and refuses what it fetches, since it has no
checksum. What a package asks for is read from the metadata of the installed one: no network is needed.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from packaging.dependency_groups import resolve_dependency_groups
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
GROUPS = {
    "requirements.lock": "build",
    "requirements-parquet.lock": "build",
    "requirements-dask.lock": "build",
    "requirements-signatures.lock": "build",
    "requirements-dev.lock": "dev",
}
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in GROUPS}
# Packages that go before those of .venv, each file by its group.
BESIDE = {"mutation": "requirements-mutation.lock", "readers": "requirements-readers.lock"}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
NUMBERED_AFTER_THE_YEAR = {"tzdata"}

Environment = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of a lock file, with those that continue it."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (pin,) = self.requirement.specifier
        return pin.version


def parse_lock(text: str) -> list[Line]:
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    rows = [row.split() for row in code.replace("\\\n", " ").splitlines() if row.strip()]
    return [parse_row(row) for row in rows]


def parse_row(words: Sequence[str]) -> Line:
    hashes = tuple(word for word in words if word.startswith("--hash="))
    return Line(Requirement(" ".join(word for word in words if word not in hashes)), hashes)


def applies(requirement: Requirement, environment: Environment, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def lines_for(text: str, environment: Environment) -> dict[str, Line]:
    """The lines that count on a machine; two for one package would be refused by pip."""
    lines = [line for line in parse_lock(text) if applies(line.requirement, environment)]
    names = [line.name for line in lines]
    assert sorted(set(names)) == sorted(names)
    return dict(zip(names, lines, strict=True))


def meets(lines: Mapping[str, Line], requirement: Requirement) -> bool:
    line = lines.get(canonicalize_name(requirement.name))
    return (
        line is not None
        and requirement.specifier.contains(line.version, prereleases=True)
        and requirement.extras <= line.requirement.extras
    )


Metadata = Callable[[Line], Sequence[str]]


def needs_of(line: Line, metadata: Metadata, environment: Environment) -> Iterator[Requirement]:
    """What a locked package needs on a machine, for itself and for the extras that are locked with it."""
    requirements = [Requirement(text) for text in metadata(line)]
    for extra in ("", *sorted(line.requirement.extras)):
        yield from (requirement for requirement in requirements if applies(requirement, environment, extra))


def unmet(text: str, metadata: Metadata, environment: Environment) -> list[str]:
    """Who asks for what that a lock file does not hold."""
    lines = lines_for(text, environment)
    return [
        f"{line.name} asks for {requirement}"
        for line in lines.values()
        for requirement in needs_of(line, metadata, environment)
        if not meets(lines, requirement)
    ]


def installed(line: Line) -> Sequence[str]:
    """What the installed package asks for; nothing is known of one that is locked for other machines alone."""
    try:
        package = importlib.metadata.distribution(line.name)
    except importlib.metadata.PackageNotFoundError:
        return ()
    return (package.requires or ()) if package.version == line.version else ()


THIS_MACHINE: Environment = {name: str(text) for name, text in default_environment().items()}
MACHINES = {
    "this machine": THIS_MACHINE,
    **{
        f"{python} on {system}": {
            **THIS_MACHINE,
            "python_version": python.rpartition(".")[0],
            "python_full_version": python,
            "sys_platform": system,
            "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
        }
        for python in ("3.11.7", "3.12.1", "3.13.0")
        for system in ("linux", "darwin", "win32")
    },
}
each_lock = pytest.mark.parametrize("lock", TEXTS)


@each_lock
def test_every_line_is_one_version_with_its_checksums(lock: str) -> None:
    lines = parse_lock(TEXTS[lock])
    assert len(lines) > 30
    assert [
        str(line.requirement)
        for line in lines
        if not re.fullmatch(r"==[^*,]+", str(line.requirement.specifier))
        or line.requirement.url is not None
        or not line.hashes
        or not all(HASH.fullmatch(checksum) for checksum in line.hashes)
    ] == []


@each_lock
@pytest.mark.parametrize("machine", MACHINES)
def test_all_that_a_locked_package_asks_for_is_locked(lock: str, machine: str) -> None:
    assert unmet(TEXTS[lock], installed, MACHINES[machine]) == []


def test_what_is_installed_is_what_is_locked() -> None:
    # Otherwise the metadata that is read here would not be of the locked packages.
    lines = lines_for(TEXTS["requirements-dev.lock"], THIS_MACHINE)
    assert {name: importlib.metadata.version(name) for name in lines} == {
        name: line.version for name, line in lines.items()
    }


@each_lock
@pytest.mark.parametrize("machine", MACHINES)
def test_all_that_the_project_asks_for_is_locked(lock: str, machine: str) -> None:
    requirements = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *resolve_dependency_groups(PROJECT["dependency-groups"], GROUPS[lock]),
    ]
    lines = lines_for(TEXTS[lock], MACHINES[machine])
    assert [text for text in requirements if not meets(lines, Requirement(text))] == []


@pytest.mark.parametrize("lock", [name for name in GROUPS if name != "requirements-dev.lock"])
def test_what_is_tested_is_what_runs(lock: str) -> None:
    run, test = (
        {str(line.requirement): line.hashes for line in parse_lock(TEXTS[name])}
        for name in (lock, "requirements-dev.lock")
    )
    assert {name: hashes for name, hashes in run.items() if test.get(name) != hashes} == {}


@pytest.mark.parametrize(
    ("name", "packages"), [("parquet", {"duckdb"}), ("signatures", {"cryptography", "cffi", "pycparser"})]
)
def test_an_extra_has_a_lock_of_its_own(name: str, packages: set[str]) -> None:
    locks = (TEXTS["requirements.lock"], TEXTS[f"requirements-{name}.lock"])
    run, extra = (lines_for(text, THIS_MACHINE) for text in locks)
    (requirement,) = PROJECT["project"]["optional-dependencies"][name]
    assert set(extra) - set(run) == packages and meets(extra, Requirement(requirement))
    assert {name: str(extra[name].requirement) for name in run} == {
        name: str(line.requirement) for name, line in run.items()
    }


@pytest.mark.parametrize("group", BESIDE)
def test_what_tries_mutants_and_what_reads_files_is_locked_beside_what_tests(group: str) -> None:
    """Their packages go before those of .venv, so that one which both hold is the same in both."""
    text = (ROOT / BESIDE[group]).read_text("utf-8")
    lines, tested = lines_for(text, THIS_MACHINE), lines_for(TEXTS["requirements-dev.lock"], THIS_MACHINE)
    groups = resolve_dependency_groups(PROJECT["dependency-groups"], group)
    assert [item for item in groups if not meets(lines, Requirement(item))] == []
    assert [
        name for name, line in lines.items() if not line.hashes or not all(map(HASH.fullmatch, line.hashes))
    ] == []
    assert {name: line.version for name, line in lines.items() if name in tested} == {
        name: line.version for name, line in tested.items() if name in lines
    }
    assert unmet(text, installed, THIS_MACHINE) == []


def test_a_dependency_ends_before_its_next_major_version() -> None:
    lines = lines_for(TEXTS["requirements.lock"], THIS_MACHINE)
    requirements = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    assert {
        requirement.name
        for requirement in requirements
        if requirement.specifier.contains(
            f"{Version(lines[canonicalize_name(requirement.name)].version).major + 1}.0"
        )
    } == NUMBERED_AFTER_THE_YEAR


# The faults that are looked for -------------------------------------------------------------------------------

PYTEST_COV = "pytest-cov==7.1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via a comment\n"
EXAMPLE = {
    "pytest-cov": ("coverage[toml]>=7.10.6", "virtualenv ; extra == 'testing'"),
    "coverage": ("tomli ; python_full_version <= '3.11.0a6' and extra == 'toml'",),
}


def of_example(line: Line) -> Sequence[str]:
    return EXAMPLE.get(line.name, ())


def test_a_lock_without_the_extras_that_a_package_asks_for_is_refused() -> None:
    lock = PYTEST_COV + "coverage==7.17.3 --hash=sha256:cc\n"
    assert unmet(lock, of_example, MACHINES["3.11.7 on linux"]) == [
        "pytest-cov asks for coverage[toml]>=7.10.6"
    ]


def test_a_lock_with_the_extras_is_taken() -> None:
    lock = PYTEST_COV + "coverage[toml]==7.17.3 --hash=sha256:cc\n"
    assert unmet(lock, of_example, MACHINES["3.11.7 on linux"]) == []


def test_what_an_extra_asks_for_on_one_machine_is_locked_for_that_machine() -> None:
    lock = PYTEST_COV + "coverage[toml]==7.17.3 --hash=sha256:cc\n"
    older = {**THIS_MACHINE, "python_full_version": "3.11.0a5"}
    wanting = ['coverage asks for tomli; python_full_version <= "3.11.0a6" and extra == "toml"']
    assert unmet(lock, of_example, older) == wanting
    assert unmet(lock + "tomli==2.5.0 ; python_version >= '3.12'", of_example, older) == wanting
    assert unmet(lock + "tomli==2.5.0 ; python_version < '3.12'", of_example, older) == []


def test_a_version_that_is_too_old_and_a_package_that_is_not_there_are_refused() -> None:
    refused = ["pytest-cov asks for coverage[toml]>=7.10.6"]
    assert (
        unmet(PYTEST_COV + "coverage[toml]==7.10.5 --hash=sha256:cc\n", of_example, THIS_MACHINE) == refused
    )
    assert unmet(PYTEST_COV, of_example, THIS_MACHINE) == refused


# How they are used ----------------------------------------------------------------------------------------------


def test_the_lock_files_are_written_with_extras_and_checksums() -> None:
    (command,) = re.findall(r"^COMPILE = (.+(?:\\\n.+)*)$", MAKEFILE, re.MULTILINE)
    assert {"--no-strip-extras", "--generate-hashes", "--universal"} <= set(command.split())


def test_only_the_writer_of_lock_files_is_installed_without_a_checksum() -> None:
    installs = [text.strip() for text in re.findall(r"\$\(INSTALL\) (.+)", MAKEFILE)]
    assert installs == [
        "--no-index --no-deps --no-build-isolation --editable .",
        "--require-hashes --upgrade --target $(BENCH) -r requirements-bench.lock",
        "--require-hashes --upgrade --target $(MUTMUT) -r requirements-mutation.lock",
        "--require-hashes --upgrade --target $(READERS) -r requirements-readers.lock",
        "--require-hashes -r requirements.lock",
        "--require-hashes -r requirements-dev.lock",
        "uv",
    ]
