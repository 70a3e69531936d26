"""What readers open files with: pandas with pyarrow, validators of tables, LibreOffice, R. Each as a process of its own.

The packages lie apart from those of .venv (`make readers`): with pyarrow beside it pandas keeps texts in another way, and
what is tested would not be what runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "build" / "readers" / "packages"
PATIENCE_SECONDS = 240

needs_packages = pytest.mark.skipif(
    not (PACKAGES / ".ready").exists(),
    reason="*** FILES WERE NOT READ AS READERS READ THEM: make readers installs what that needs",
)
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="*** NO SPREADSHEET WAS OPENED BY LIBREOFFICE: on Debian, apt-get install libreoffice-calc-nogui",
)
needs_r = pytest.mark.skipif(
    shutil.which("Rscript") is None,
    reason="*** THE EXAMPLE IN R WAS NOT RUN: on Debian, apt-get install r-base-core",
)


def output_of(*command: str, folder: Path, **environment: str) -> str:
    """What a program says when it is done. It fails the test where it fails, with what it complained of."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
        stdin=subprocess.DEVNULL,
    )
    assert ended.returncode == 0, (ended.stdout + ended.stderr).decode()[-4000:]
    return ended.stdout.decode()


def python_says(script: str, *arguments: str, folder: Path) -> str:
    """What a script says in the Python of .venv, with the packages of readers before its own."""
    return output_of(sys.executable, "-c", script, *arguments, folder=folder, PYTHONPATH=str(PACKAGES))


def opened_by_libreoffice(files: Sequence[Path], folder: Path) -> dict[str, dict[str, str]]:
    """Each sheet of spreadsheets as LibreOffice writes it as CSV, with all digits of its numbers, by the file's name."""
    home, out = folder / "home", folder / "out"
    folder.mkdir(exist_ok=True)
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,false,false,false,false,-1"
    output_of(
        *("soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", target),
        *("--outdir", str(out), *map(str, files)),
        folder=folder,
        HOME=str(home),
    )
    return {
        file.name: {
            sheet.stem.removeprefix(f"{file.stem}-"): sheet.read_text("utf-8")
            for sheet in out.glob(f"{file.stem}-*.csv")
        }
        for file in files
    }
