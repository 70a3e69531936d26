"""What is made at set-up goes into what is built, where it is there, and so do the guides that messages name.

Nothing needs the first, compressed scripts and the small plotly: without them a server compresses for itself when
it starts, and sends plotly whole. Guides and lock files are read by people (metrics/guides.py). What else is in
source control stands in pyproject.toml; a source archive keeps all of these where a source tree has them, so that a
wheel made of it is the same as one that is made of the tree.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Where each lies in a source tree, where in a wheel, and which files of it are wanted (serving/http/places.py,
# metrics/guides.py).
BUNDLED = (
    ("build/packed", "serving/bundled/packed", ("*.br", "*.gz")),
    (
        "node_modules/plotly.js-basic-dist-min",
        "serving/bundled/plotly",
        ("LICENSE", "package.json", "plotly-basic.min.js"),
    ),
    ("docs", "metrics/guides/docs", ("*.md", "nginx.conf")),
    (
        ".",
        "metrics/guides",
        (
            "CONTRIBUTING.md",
            "requirements.lock",
            "requirements-parquet.lock",
            "requirements-dask.lock",
            "requirements-signatures.lock",
        ),
    ),
)


class BundledFiles(BuildHookInterface[Any]):
    """Adds the files to a wheel or a source archive. An editable installation has them in its tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        if version == "editable":
            return
        for folder, bundled, patterns in BUNDLED:
            place = bundled if self.target_name == "wheel" else folder
            for file in _files(Path(self.root) / folder, patterns):
                build_data["force_include"][str(file)] = str(Path(place) / file.name)


def _files(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """The files of a folder that are wanted; none that is hidden or unfinished."""
    return sorted(
        file for pattern in patterns for file in folder.glob(pattern) if not file.name.startswith(".")
    )
