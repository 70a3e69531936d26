"""Where the guides lie that messages name, such as docs/measures.md: in the source tree, or in the package."""

from __future__ import annotations

import re
import sys
from pathlib import Path

BUNDLED = (
    Path(__file__).resolve().parent / "guides"
)  # what a wheel brings (hatch_build.py); no source tree has it
_NAMED = re.compile(
    r"(?<![\w/.-])(?:docs/[\w/.-]+\.(?:md|conf)|CONTRIBUTING\.md|requirements[a-z-]*\.lock)\b"
)
_PYTHON = re.compile(r"(?<![\w/.-])\.venv/bin/python\b")


def placed(text: str, folder: Path = BUNDLED) -> str:
    """A message with the guides and lock files that it names by where they lie; in a source tree it is as it was.

    What is run by the Python of the project's folder there is run by the one that runs this.
    """
    if not folder.is_dir():
        return text

    def at_its_place(name: re.Match[str]) -> str:
        file = folder / name[0]
        return str(file) if file.is_file() else name[0]

    return _PYTHON.sub(lambda _: sys.executable, _NAMED.sub(at_its_place, text))


def where(folder: Path = BUNDLED) -> str:
    """Where they are, in a sentence; empty in a source tree, where each is at the name that a message gives."""
    return f"What messages name as docs/ is at {folder / 'docs'}." if folder.is_dir() else ""
