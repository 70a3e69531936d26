"""The package as it is built and installed for others: in an environment of its own, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.running import ROOT, clean_environment

ROOMS = ("app.py", "pages", "components", "charts", "serving", "metrics", "assets")
# A package may be installed by another user, so it is not even compiled when it runs.
ALONE = {"PYTHONDONTWRITEBYTECODE": "1", "PIP_NO_INDEX": "1"}
# What a working directory may hold of its own, by the names of ours. None of it may ever run.
OTHERS = "raise SystemExit('code of the working directory was run')\n"


@dataclass(frozen=True)
class Installed:
    """An environment that the package is installed in, as `pipx` and `pip install` leave it."""

    folder: Path

    @property
    def packages(self) -> Path:
        return Path(sysconfig.get_path("purelib", vars={"base": str(self.folder)}))

    @property
    def pcp(self) -> str:
        return str(self.folder / "bin" / "pcp")

    def run(self, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What the installed `pcp` does and says in a folder."""
        return subprocess.run(
            [self.pcp, *arguments],
            cwd=folder,
            env=alone(**environment),
            capture_output=True,
            text=True,
            check=False,
        )


def alone(**environment: str) -> dict[str, str]:
    """The environment of processes that must not see this repository."""
    return {
        name: text for name, text in clean_environment(**ALONE, **environment).items() if name != "PYTHONPATH"
    }


def build(folder: Path) -> None:
    """The source archive, and the wheel that is made of it, as `python -m build` makes them."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, env=clean_environment(**ALONE), check=True, capture_output=True)


def install(wheel: Path, folder: Path) -> None:
    """Installs a wheel; what it needs is seen where these tests run from, which the repository itself is not.

    A line of a .pth file names a folder: the .pth files in that one, the editable installation's too, are not read.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check"]
    command = [*pip, "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(command, env=alone(), check=True, capture_output=True)
    (Installed(folder).packages / "locked.pth").write_text(sysconfig.get_path("purelib"))


def crowded(folder: Path) -> Path:
    """A working directory with code of its own, by the names of ours."""
    folder.mkdir(parents=True)
    for room in ROOMS:
        if room.endswith(".py"):
            (folder / room).write_text(OTHERS)
        else:
            (folder / room).mkdir()
            (folder / room / "__init__.py").write_text(OTHERS)
    return folder


def files_below(folder: Path) -> dict[str, int]:
    """Every file of a folder, and when it was last written."""
    files = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in files}
